//! Statements whose time is that of another event: "who was mayor when the bridge fell", "the governor at the time of the flood".

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Claim, Reading};
use crate::language::{Document, Upos};
use crate::rulefile::shipped;
use crate::text::{TokenId, TokenRange};
use crate::time::Bound;

/// Where the event that dates a statement is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct During {
    /// The words of the event.
    pub event: TokenRange,
    /// Whether the statement holds at the event, from it on, or until it.
    pub bound: Bound,
}

/// The shipped words; a test loads them, so that this cannot fail in a program that passed it.
static WORDS: LazyLock<Words> = LazyLock::new(|| shipped(include_str!("../../rules/claims/_during.toml")));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    clause: Vec<String>,
    time: Vec<String>,
    during: Vec<String>,
    since: Vec<String>,
    until: Vec<String>,
    between: Vec<String>,
}

/// The most words of an event that are looked at.
const LENGTH: usize = 12;

/// The event that gives a claim its time, by the words right behind what carries the claim or by those that open its sentence.
pub fn during(reading: &Reading, claim: &Claim) -> Option<During> {
    let document = &reading.document;
    let sentence = document.sentence_of(claim.trigger).tokens;
    let phrase = reading.mentions.title_at(claim.trigger).map(|title| title.phrase);
    let end = phrase.map_or(claim.trigger.index() + 1, |phrase| phrase.end.index());
    let own = TokenRange::new(end, sentence.end.index().max(end));
    behind(reading, own).or_else(|| {
        let opening =
            TokenRange::new(sentence.start.index(), phrase.map_or(claim.trigger, |phrase| phrase.start).index());
        before(reading, opening)
    })
}

/// "mayor when the bridge fell".
fn behind(reading: &Reading, words: TokenRange) -> Option<During> {
    let document = &reading.document;
    // "governor of Tarn province at the time": what a name leaves over.
    let noun = |id: &TokenId| matches!(document.token(*id).upos, Upos::Noun | Upos::Propn);
    let skipped = |id: &TokenId| is(&WORDS.between, document, *id) || noun(id);
    let first = tokens(words).take(3).find(|id| !skipped(id))?;
    marked(reading, TokenRange { start: first, end: words.end })
}

/// "When the bridge fell, Ann Roe was mayor".
fn before(reading: &Reading, words: TokenRange) -> Option<During> {
    let document = &reading.document;
    let comma = tokens(words).find(|&id| document.form(id) == ",")?;
    let found = marked(reading, TokenRange { start: words.start, end: comma })?;
    let closed = tokens(TokenRange { start: TokenId(comma.0 + 1), end: words.end }).all(|id| document.form(id) != ",");
    closed.then_some(found)
}

/// The event behind the marker that words begin with.
fn marked(reading: &Reading, words: TokenRange) -> Option<During> {
    let document = &reading.document;
    let at = |offset: u32| Some(TokenId(words.start.0 + offset)).filter(|&id| id < words.end);
    let first = at(0)?;
    let (skipped, bound) = if is(&WORDS.clause, document, first) || is(&WORDS.during, document, first) {
        (1, Bound::At)
    } else if is(&WORDS.since, document, first) {
        (1, Bound::From)
    } else if is(&WORDS.until, document, first) {
        (1, Bound::Until)
    } else {
        // "at the time of", "on the day that", "in the week when".
        let time = at(2).filter(|&id| is(&WORDS.time, document, id))?;
        let preposition = document.token(first).upos == Upos::Adp;
        let article = at(1).is_some_and(|id| ["the", "that"].contains(&document.form(id)));
        let joint = at(3).is_some_and(|id| ["of", "that", "when", "the"].contains(&document.form(id)));
        (if preposition && article && joint { time.0 + 1 - words.start.0 } else { return None }, Bound::At)
    };
    let start = words.start.0 + skipped;
    let ends = |id: &TokenId| [",", ";", ":", "(", "\u{2014}", "and", "but"].contains(&document.form(*id));
    let rest = TokenRange { start: TokenId(start.min(words.end.0)), end: words.end };
    let length = tokens(rest).take(LENGTH).take_while(|id| !ends(id)).count() as u32;
    let event = TokenRange { start: rest.start, end: TokenId(rest.start.0 + length) };
    // "since 2011" is a time of its own.
    let timed = reading.timexes_in(event).next().is_some();
    (length > 0 && !timed).then_some(During { event, bound })
}

fn tokens(range: TokenRange) -> impl Iterator<Item = TokenId> {
    range.indices().map(|index| TokenId(index as u32))
}

fn is(list: &[String], document: &Document, id: TokenId) -> bool {
    list.iter().any(|word| document.form(id).eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_load() {
        assert!(!WORDS.clause.is_empty());
    }
}
