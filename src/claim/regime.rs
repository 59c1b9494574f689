//! New rulers: "the new Syrian rulers took power in 2011".
//!
//! `takes-power(country)`, for rulers, governments and authorities that the text calls new.

use smol_str::SmolStr;

use super::extract::LONGEST_SENTENCE;
use super::vocabulary::has;
use super::{Claim, Filler, Reading, Vocabulary, clause, when};
use crate::language::{Document, Upos};
use crate::mention::{Jurisdiction, MentionId, MentionKind};
use crate::text::TokenId;

/// The claims of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for sentence in document.sentences.iter().filter(|sentence| sentence.tokens.len() <= LONGEST_SENTENCE) {
        for index in sentence.tokens.indices().filter(|&index| document.tokens[index].upos == Upos::Verb) {
            claims.extend(claim(reading, vocabulary, TokenId(index as u32)));
        }
    }
    claims
}

fn claim(reading: &Reading, vocabulary: &Vocabulary, verb: TokenId) -> Option<Claim> {
    let document = &reading.document;
    let words = &vocabulary.regime;
    let power = document.dependents(verb).any(|dep| has(&words.power, &document.token(dep).lemma));
    if !power || !has(&words.takes, &document.token(verb).lemma) {
        return None;
    }
    let subject = clause::of_verb(document, verb).subjects.into_iter().find_map(|subject| {
        let pronoun = document.token(subject).upos == Upos::Pron;
        if pronoun { rulers_before(document, vocabulary, verb) } else { Some(subject) }
    })?;
    if !is_new_ruler(document, vocabulary, subject) {
        return None;
    }
    let country = country(reading, subject)?;
    let scope = vocabulary.scope_of(document, verb);
    let mut marks = vec![document.token(subject).span, document.token(verb).span];
    marks.sort();
    Some(Claim {
        predicate: SmolStr::new_static("takes-power"),
        roles: vec![Filler::Jurisdiction(Jurisdiction::Named(country))],
        trigger: verb,
        clause: marks.iter().fold(document.span(clause::extent(document, verb)), |span, &mark| span.join(mark)),
        marks,
        when: when::of(reading, verb),
        place: None,
        manner: scope.manner,
        past: scope.past,
        speaker: None,
    })
}

/// "the new rulers".
fn is_new_ruler(document: &Document, vocabulary: &Vocabulary, noun: TokenId) -> bool {
    let words = &vocabulary.regime;
    let new = document.dependents(noun).any(|dep| has(&words.new, &document.token(dep).lemma));
    new && has(&words.rulers, &document.token(noun).lemma)
}

/// The new rulers that "they" stands for: the last ones named before it in the sentence.
fn rulers_before(document: &Document, vocabulary: &Vocabulary, verb: TokenId) -> Option<TokenId> {
    let sentence = document.sentence_of(verb).tokens;
    (sentence.start.0..verb.0).rev().map(TokenId).find(|&id| is_new_ruler(document, vocabulary, id))
}

/// The country whose rulers they are: a nationality before the noun, or "of" a country.
fn country(reading: &Reading, noun: TokenId) -> Option<MentionId> {
    let document = &reading.document;
    document
        .dependents(noun)
        .filter_map(|dep| reading.mentions.at(dep))
        .find_map(|mention| matches!(mention.kind, MentionKind::Place | MentionKind::Other).then_some(mention.id))
}
