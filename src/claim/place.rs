//! Where places lie by the text, and where people come from.
//!
//! `located(place, container)`: "Marawi, the capital of Lanao del Sur", "Ashta in Madhya Pradesh's Sehore district".
//! `born(person)` in a place: "Sandwip-born", "a native of Leeds", "his native Leeds".

use smol_str::SmolStr;

use super::extract::{LONGEST_SENTENCE, is_person};
use super::{Claim, Filler, Manner, Reading, clause};
use crate::language::{Deprel, Document, Upos};
use crate::mention::{Mention, MentionId, MentionKind};
use crate::text::{TokenId, TokenRange};

/// The most tokens between a place and its container.
const REACH: usize = 8;

/// The claims on places of a document.
pub(super) fn extract(reading: &Reading) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices() {
            claims.extend(origin(reading, sentence.tokens, TokenId(index as u32)));
        }
    }
    let places: Vec<&Mention> =
        reading.mentions.all.iter().filter(|mention| mention.kind == MentionKind::Place).collect();
    for pair in places.windows(2) {
        let (inner, outer) = (pair[0], pair[1]);
        let one_sentence = document.sentence_of(inner.tokens.start) == document.sentence_of(outer.tokens.start);
        let gap = TokenRange { start: inner.tokens.end, end: outer.tokens.start };
        if !one_sentence || gap.len() > REACH {
            continue;
        }
        if is_landmark(document, inner) {
            continue;
        }
        if lies_in(document, gap) {
            claims.push(located(reading, inner, outer));
        } else if possessive(document, gap) {
            claims.push(located(reading, outer, inner));
        }
    }
    claims
}

/// True for a place from which another is reckoned: "an hour north of Granada", "40 miles from Leeds".
fn is_landmark(document: &Document, place: &Mention) -> bool {
    let before = |back: u32| place.tokens.start.0.checked_sub(back).map_or("", |at| document.form(TokenId(at)));
    let measured =
        ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "side", "edge"];
    match before(1) {
        "from" | "near" | "outside" | "to" => true,
        "of" => measured.iter().any(|word| before(2).eq_ignore_ascii_case(word)),
        _ => false,
    }
}

/// "in", "in the state of", ", a town in", ", the capital of", ", a soy port in the state of".
fn lies_in(document: &Document, gap: TokenRange) -> bool {
    let forms: Vec<String> = gap.indices().map(|index| document.form(TokenId(index as u32)).to_lowercase()).collect();
    let noun_phrase = |range: std::ops::Range<usize>| {
        range.clone().all(|at| {
            let token = &document.tokens[gap.start.index() + at];
            matches!(token.upos, Upos::Det | Upos::Adj | Upos::Noun | Upos::Num | Upos::Propn | Upos::Adv)
                || ["-", "'s", "\u{2019}s"].contains(&forms[at].as_str())
        }) && range.len() <= 6
    };
    let link = |word: &str| matches!(word, "in" | "of");
    match forms.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["in"]
        | ["in", "the"]
        | ["in", "the", "state" | "province" | "region" | "county" | "department" | "district", "of"] => true,
        [",", ..] => {
            // The last preposition leads to the container: ", a port in the state of".
            let Some(last) = forms.iter().rposition(|form| link(form)) else { return false };
            let tail = noun_phrase(last + 1..forms.len());
            let middle: Vec<usize> = (1..last).filter(|&at| link(&forms[at])).collect();
            let head = noun_phrase(1..middle.first().copied().unwrap_or(last));
            let between = middle.first().is_none_or(|&first| noun_phrase(first + 1..last));
            let of_place = forms[last] == "in" || forms[1..last].iter().any(|form| CLASSES.contains(&form.as_str()));
            tail && head && between && of_place && last > 1 && middle.len() <= 1
        }
        _ => false,
    }
}

/// Nouns that make "of" a relation of place: "the capital of", "in the state of".
const CLASSES: &[&str] = &[
    "capital",
    "state",
    "province",
    "region",
    "county",
    "department",
    "district",
    "governorate",
    "prefecture",
    "seat",
];

/// "Madhya Pradesh's Sehore district": the second place lies in the first.
fn possessive(document: &Document, gap: TokenRange) -> bool {
    gap.len() == 1 && matches!(document.form(gap.start), "'s" | "\u{2019}s" | "'" | "\u{2019}")
}

fn located(reading: &Reading, inner: &Mention, outer: &Mention) -> Claim {
    let document = &reading.document;
    let sentence = document.sentence_of(inner.tokens.start).span;
    let mut marks = vec![document.span(inner.tokens), document.span(outer.tokens)];
    marks.sort();
    Claim {
        predicate: SmolStr::new_static("located"),
        roles: vec![Filler::Mention(inner.id), Filler::Mention(outer.id)],
        trigger: inner.head,
        clause: sentence,
        marks,
        when: None,
        place: None,
        manner: Manner::Asserted,
        past: false,
        speaker: None,
    }
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
        // "her birthplace of Cadiz", "Roe's birthplace, Cadiz".
        "birthplace" => at(1)
            .filter(|&next| matches!(document.form(next), "of" | "," | "in"))
            .and_then(|_| place_at(at(2)))
            .filter(|place| {
                document.form(TokenId(place.tokens.start.0 - 1)) != "in" || document.token(id).deprel != Deprel::Obj
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
