//! Where people come from: `born(person)` in a place, "Sandwip-born", "a native of Leeds", "his native Leeds".

use smol_str::SmolStr;

use super::extract::{LONGEST_SENTENCE, is_person};
use super::{Claim, Filler, Manner, Reading, clause};
use crate::gazetteer::NounClass;
use crate::language::Deprel;
use crate::mention::{MentionId, MentionKind};
use crate::text::{TokenId, TokenRange};

/// The births that a document tells without a verb.
pub(super) fn extract(reading: &Reading) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices() {
            claims.extend(origin(reading, sentence.tokens, TokenId(index as u32)));
        }
    }
    claims
}

/// "Sandwip-born", "a native of Leeds", "a Leeds native", "his native Leeds".
fn origin(reading: &Reading, sentence: TokenRange, id: TokenId) -> Option<Claim> {
    let document = &reading.document;
    let at = |offset: i64| {
        let index = i64::from(id.0) + offset;
        let inside = index >= i64::from(sentence.start.0) && index < i64::from(sentence.end.0);
        inside.then_some(TokenId(index as u32))
    };
    let place_at = |token: Option<TokenId>| {
        token.and_then(|token| reading.mentions.at(token)).filter(|mention| mention.kind == MentionKind::Place)
    };
    let place = match document.form(id).to_lowercase().as_str() {
        "born" if at(-1).is_some_and(|dash| document.form(dash) == "-") => place_at(at(-2)),
        "native" => {
            let of = at(1).filter(|&next| document.form(next) == "of").and_then(|_| place_at(at(2)));
            of.or_else(|| place_at(at(1))).or_else(|| place_at(at(-1)))
        }
        // "a son of Cadiz".
        "son" | "daughter" | "child" => at(1)
            .filter(|&next| {
                document.form(next) == "of" && at(-1).is_some_and(|det| document.form(det).eq_ignore_ascii_case("a"))
            })
            .and_then(|_| place_at(at(2))),
        // "her birthplace of Cadiz", "Roe's birthplace, Cadiz", "his birthplace was Cadiz".
        "birthplace" => at(1)
            .filter(|&next| matches!(document.form(next), "of" | "," | "in" | "is" | "was"))
            .and_then(|_| place_at(at(2)))
            .filter(|place| {
                document.form(TokenId(place.tokens.start.0 - 1)) != "in" || document.token(id).deprel != Deprel::Obj
            }),
        // "In Cadiz, the town of her birth,", "the town of her birth, Cadiz,".
        "birth" => birth_town(reading, id).and_then(|town| {
            let first = document.dependents(town).map(|dep| dep.0).min().unwrap_or(town.0).min(town.0);
            let comma = |at: u32| document.tokens.get(at as usize).is_some() && document.form(TokenId(at)) == ",";
            let before = first.checked_sub(2).filter(|_| comma(first - 1)).map(TokenId);
            place_at(before).or_else(|| place_at(Some(TokenId(id.0 + 2)).filter(|_| comma(id.0 + 1))))
        }),
        _ => None,
    }?;
    let person = bearer(reading, id)?;
    let clause = document.span(sentence);
    let mut marks = vec![document.token(id).span, document.span(place.tokens)];
    marks.sort();
    Some(Claim {
        predicate: SmolStr::new_static("born"),
        roles: vec![Filler::Mention(person)],
        trigger: id,
        clause,
        marks,
        when: None,
        place: Some((place.id, SmolStr::new_static("in"))),
        manner: Manner::Asserted,
        past: true,
        speaker: None,
    })
}

/// "the town of her birth": the noun for the town.
fn birth_town(reading: &Reading, birth: TokenId) -> Option<TokenId> {
    let document = &reading.document;
    let of = birth.0.checked_sub(2).map(TokenId).filter(|&of| document.form(of) == "of")?;
    let town = of.0.checked_sub(1).map(TokenId)?;
    matches!(NounClass::of(&document.token(town).lemma), Some(NounClass::Settlement | NounClass::Capital))
        .then_some(town)
}

/// Whose origin it is: the person in the same noun phrase, the owner of "his native", else the subject of the clause.
fn bearer(reading: &Reading, id: TokenId) -> Option<MentionId> {
    let document = &reading.document;
    let person = |token: TokenId| {
        reading
            .mentions
            .resolve(document, token)
            .filter(|mention| is_person(reading, mention))
            .map(|mention| mention.id)
    };
    let token = document.token(id);
    // "The Leeds native" as a reference of its own.
    if let Some(own) = reading.mentions.at(id).filter(|mention| mention.kind == MentionKind::Reference) {
        return is_person(reading, own).then_some(own.id);
    }
    let own = document.dependents(id).find(|&dep| document.token(dep).deprel == Deprel::NmodPoss).and_then(person);
    if own.is_some() {
        return own;
    }
    // "Roe is a son of Cadiz", "A son of Cadiz, he speaks".
    let subject = document.dependents(id).find(|&dep| document.token(dep).deprel == Deprel::Nsubj).and_then(person);
    if subject.is_some() {
        return subject;
    }
    if let Some(head) = token.head {
        let owner = document.dependents(head).find(|&dep| document.token(dep).deprel == Deprel::NmodPoss);
        if let Some(found) = owner.and_then(person).or_else(|| person(head)) {
            return Some(found);
        }
    }
    let mut at = Some(id);
    for _ in 0..5 {
        let here = at?;
        let functions = clause::of_verb(document, here);
        if let Some(found) = functions.subjects.iter().chain(&functions.objects).find_map(|&subject| person(subject)) {
            return Some(found);
        }
        at = document.token(here).head;
    }
    None
}
