//! Whose age it is.

use crate::claim::extract::is_person;
use crate::claim::vocabulary::{AgeWords, has};
use crate::claim::{Reading, clause};
use crate::language::{Deprel, Document, Upos};
use crate::mention::{Mention, MentionId, MentionKind};
use crate::text::{TokenId, TokenRange};

/// The person that a noun phrase stands for.
pub(super) fn person_of(reading: &Reading, token: TokenId) -> Option<MentionId> {
    reading.mentions.resolve(&reading.document, token).and_then(|mention| resolved(reading, mention))
}

pub(super) fn resolved(reading: &Reading, mention: &Mention) -> Option<MentionId> {
    is_person(reading, mention).then_some(mention.id)
}

/// The first verb at or above a token, else the root of its sentence.
pub(crate) fn governing_verb(document: &Document, token: TokenId) -> TokenId {
    let mut at = token;
    while document.token(at).upos != Upos::Verb {
        match document.token(at).head {
            Some(head) => at = head,
            None => break,
        }
    }
    at
}

/// The person named or referred to right before a token.
pub(super) fn right_before(reading: &Reading, sentence: TokenRange, id: TokenId) -> Option<MentionId> {
    let before = id.0.checked_sub(1).map(TokenId).filter(|&at| sentence.holds(at))?;
    reading.mentions.at(before).and_then(|mention| resolved(reading, mention))
}

/// The subject of the clause that a token stands in, with the verb: who dies, for a verb of killing.
pub(super) fn of_clause(
    reading: &Reading,
    words: &AgeWords,
    sentence: TokenRange,
    id: TokenId,
) -> Option<(MentionId, TokenId)> {
    let document = &reading.document;
    let verb = governing_verb(document, id);
    let of = |verb: TokenId| {
        let functions = clause::of_verb(document, verb);
        let person = |list: &[TokenId]| list.iter().find_map(|&token| person_of(reading, token));
        let patient = has(&words.kills, &document.token(verb).lemma) || clause::is_passive(document, verb);
        let found = if patient {
            person(&functions.objects).or_else(|| person(&functions.subjects))
        } else {
            person(&functions.subjects)
        };
        found.map(|person| (person, verb))
    };
    if let Some(found) = of(verb) {
        return Some(found);
    }
    // "Roe died, her son said, at the age of 77", and headlines, whose trees are poor.
    let dying = |index: &usize| {
        let token = &document.tokens[*index];
        has(&words.dies, &token.lemma) || has(&words.kills, &token.lemma)
    };
    let other = sentence.indices().filter(dying).map(|index| TokenId(index as u32)).find_map(of);
    other.or_else(|| {
        let speaks = sentence.indices().any(|index| dying(&index) || document.tokens[index].lemma == "dead");
        let headline = document.sentence_of(id).tokens.len() < 20 && document.form(TokenId(sentence.end.0 - 1)) != ".";
        let mut named = reading.mentions.all.iter().filter(|mention| {
            sentence.holds(mention.tokens.start) && mention.tokens.end <= id && mention.kind == MentionKind::Person
        });
        let only = named.next().filter(|_| named.next().is_none());
        only.filter(|_| speaks && headline).and_then(|mention| resolved(reading, mention)).map(|id| (id, verb))
    })
}

/// The subject of a copula that stands at a token: of the tree, else the person right before it, or before "who".
pub(super) fn of_copula(
    reading: &Reading,
    sentence: TokenRange,
    copula: TokenId,
    number: TokenId,
) -> Option<MentionId> {
    let document = &reading.document;
    let before = copula.0.checked_sub(1).map(TokenId).filter(|&at| sentence.holds(at));
    if let Some(who) = before.filter(|&at| document.form(at).eq_ignore_ascii_case("who")) {
        let comma = who.0.checked_sub(1).map(TokenId).filter(|&at| sentence.holds(at))?;
        let edge = if document.form(comma) == "," { comma } else { who };
        return right_before(reading, sentence, edge);
    }
    let subject = [number, copula].into_iter().flat_map(|head| document.dependents(head)).find(|&dep| {
        dep < number && matches!(document.token(dep).deprel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter)
    });
    match subject {
        Some(subject) => person_of(reading, subject),
        None => right_before(reading, sentence, copula),
    }
}
