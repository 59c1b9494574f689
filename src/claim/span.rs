//! Lengths of time that stand beside the years they span: "a drought of fourteen years, the first trophy since 2014", "his
//! 11 years at the head of the diocese, from 2004 to 2018".
//!
//! `miscounted(years, least, most)` holds when the number is none that the years allow.

use chrono::Datelike;
use smol_str::SmolStr;

use super::extract::LONGEST_SENTENCE;
use super::vocabulary::has;
use super::{Claim, Filler, Manner, Reading, Vocabulary, clause};
use crate::calendar::Granularity;
use crate::language::Upos;
use crate::text::{TokenId, TokenRange};
use crate::time::{Bound, Given, Timex, TimexKind};

/// How far from its years a length may stand, in tokens.
const REACH: u32 = 12;

/// Years by which people count a span more or less.
const SLACK: f64 = 1.1;

/// Days in a mean Gregorian year.
const YEAR: f64 = 365.2425;

/// The claims of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let lengths = reading.timexes.iter().filter(|timex| timex.kind == TimexKind::Duration && timex.modifier.is_none());
    lengths.filter_map(|length| claim(reading, vocabulary, length)).collect()
}

fn claim(reading: &Reading, vocabulary: &Vocabulary, length: &Timex) -> Option<Claim> {
    let document = &reading.document;
    let sentence = document.sentence_of(length.tokens.start).tokens;
    let years: f64 = length.value.strip_prefix('P')?.strip_suffix('Y')?.parse().ok()?;
    if sentence.len() > LONGEST_SENTENCE || years < 2.0 {
        return None;
    }
    let (least, most, end) =
        span(reading, sentence, length).or_else(|| since(reading, vocabulary, sentence, length))?;
    if (least - SLACK..=most + SLACK).contains(&years) {
        return None;
    }
    let marks = vec![document.span(length.tokens), document.span(end)];
    let head = crate::mention::head(document, length.tokens);
    Some(Claim {
        predicate: SmolStr::new_static("miscounted"),
        roles: vec![Filler::Number(years, years), Filler::Number(least.round(), most.round())],
        trigger: head,
        clause: marks.iter().fold(document.span(clause::extent(document, head)), |span, &mark| span.join(mark)),
        marks,
        when: None,
        place: None,
        manner: Manner::Asserted,
        past: true,
        speaker: None,
    })
}

/// "from 2004 to 2018" beside a length, without a verb between: the years that it spans.
fn span(reading: &Reading, sentence: TokenRange, length: &Timex) -> Option<(f64, f64, TokenRange)> {
    let document = &reading.document;
    let inside: Vec<&Timex> = reading.timexes_in(sentence).collect();
    let pairs = inside.windows(2).filter(|pair| pair[0].bound == Bound::From && pair[1].bound == Bound::Until);
    for pair in pairs {
        let range = TokenRange { start: pair[0].tokens.start, end: pair[1].tokens.end };
        let (Some(from), Some(until)) = (pair[0].when, pair[1].when) else { continue };
        let between = match range.start >= length.tokens.end {
            true => length.tokens.end.0..range.start.0,
            false => range.end.0..length.tokens.start.0.max(range.end.0),
        };
        let verb = between.clone().any(|at| matches!(document.token(TokenId(at)).upos, Upos::Verb | Upos::Aux));
        let given = pair[0].given == Given::Explicit && pair[1].given == Given::Explicit;
        if !given || verb || between.len() > REACH as usize || from.latest > until.earliest {
            continue;
        }
        let least = (until.earliest - from.latest).num_days() as f64 / YEAR;
        let most = (until.latest - from.earliest).num_days() as f64 / YEAR;
        return Some((least, most, range));
    }
    None
}

/// "the first since 2014" in one sentence with "a drought of fourteen years": the years to the issue.
fn since(
    reading: &Reading,
    vocabulary: &Vocabulary,
    sentence: TokenRange,
    length: &Timex,
) -> Option<(f64, f64, TokenRange)> {
    let document = &reading.document;
    let lemma = |at: u32| document.tokens.get(at as usize).map_or("", |token| token.lemma.as_str());
    let around = [length.tokens.start.0.wrapping_sub(2), length.tokens.end.0, length.tokens.end.0 + 1];
    if !around.into_iter().any(|at| has(&vocabulary.scope.waits, lemma(at))) {
        return None;
    }
    let year = reading.timexes_in(sentence).find(|timex| {
        let before = timex.tokens.start.0.checked_sub(1).map_or("", |at| document.form(TokenId(at)));
        before.eq_ignore_ascii_case("since") && timex.granularity == Granularity::Year && timex.given == Given::Explicit
    })?;
    let issue = reading.issued().filter(|issue| issue.days() == 1)?;
    let years = f64::from(issue.earliest.year() - year.when?.earliest.year());
    Some((years, years, year.tokens))
}
