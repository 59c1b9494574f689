//! Votes: "ruled 6-3", "by 240 votes to 85", "204 voted in favour and 85 against".
//!
//! `vote(person, deed, result)`: the deed is a verb of the sentence, so that two votes on one person are told apart.

use smol_str::{SmolStr, format_smolstr};

use super::extract::{LONGEST_SENTENCE, is_person};
use super::vocabulary::has;
use super::{Claim, Filler, Manner, Reading, Vocabulary, when};
use crate::language::{Document, Upos};
use crate::text::{TokenId, TokenRange};

/// The claims on votes of a document: one for each person and deed of the sentence.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        let Some((result, number)) = result(document, vocabulary, sentence.tokens) else { continue };
        let people = reading.mentions.each_within(sentence.tokens).into_iter().filter(|one| is_person(reading, one));
        for person in people {
            for (verb, lemma) in deeds(document, vocabulary, sentence.tokens) {
                let scope = vocabulary.scope_of(document, verb);
                claims.push(Claim {
                    predicate: SmolStr::new_static("vote"),
                    roles: vec![Filler::Mention(person.id), Filler::Word(lemma), Filler::Word(result.clone())],
                    trigger: verb,
                    clause: sentence.span,
                    marks: vec![document.span(number)],
                    when: when::of(reading, verb),
                    place: None,
                    manner: Manner::Asserted,
                    past: scope.past,
                    speaker: None,
                });
            }
        }
    }
    claims
}

/// The result of the only vote of a sentence, as "6-3".
fn result(document: &Document, vocabulary: &Vocabulary, sentence: TokenRange) -> Option<(SmolStr, TokenRange)> {
    let words = &vocabulary.vote;
    let votes = sentence.indices().any(|index| has(&words.votes, &document.tokens[index].lemma));
    if !votes {
        return None;
    }
    let number = |index: usize| {
        let inside = index < sentence.end.index();
        inside.then(|| document.form(TokenId(index as u32)).replace(',', "").parse::<u32>().ok()).flatten()
    };
    let form = |index: usize| if index < sentence.end.index() { document.form(TokenId(index as u32)) } else { "" };
    let mut found = None;
    let (mut favour, mut against) = (None, None);
    for index in sentence.indices() {
        let Some(first) = number(index) else { continue };
        let dash = matches!(form(index + 1), "-" | "\u{2013}");
        let votes_to = has(&words.ballots, form(index + 1)) && form(index + 2) == "to";
        let to = form(index + 1) == "to";
        let second = if dash || to {
            number(index + 2)
        } else if votes_to {
            number(index + 3)
        } else {
            None
        };
        if let Some(second) = second.filter(|&second| first.max(second) < 1000) {
            if found.is_some() {
                return None;
            }
            let end = index + if votes_to { 4 } else { 3 };
            found = Some((format_smolstr!("{first}-{second}"), TokenRange::new(index, end)));
        }
        let ahead = |list: &[String]| {
            (index + 1..index + 6).take_while(|&at| number(at).is_none()).any(|at| has(list, form(at)))
        };
        if ahead(&words.against) {
            against = Some((first, index));
        } else if ahead(&words.favour) {
            favour = Some((first, index));
        }
    }
    found.or_else(|| match (favour, against) {
        (Some((yes, from)), Some((no, to))) => {
            Some((format_smolstr!("{yes}-{no}"), TokenRange::new(from.min(to), from.max(to) + 1)))
        }
        _ => None,
    })
}

/// The verbs of a sentence that may be what was voted on.
fn deeds(document: &Document, vocabulary: &Vocabulary, sentence: TokenRange) -> Vec<(TokenId, SmolStr)> {
    sentence
        .indices()
        .filter(|&index| document.tokens[index].upos == Upos::Verb)
        .map(|index| (TokenId(index as u32), document.tokens[index].lemma.clone()))
        .filter(|(_, lemma)| !has(&vocabulary.vote.votes, lemma) && !has(&vocabulary.vote.light, lemma))
        .collect()
}
