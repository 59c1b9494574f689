//! What is told as past with a day of its own: `told(verb)`, at that day.
//!
//! News gives the year of a day that is most of a year back. A day and month without a year, which would have to be that far
//! back to be past, is therefore read as to come: `told-ahead(verb)`, at the day in the year of issue.

use chrono::Months;
use smol_str::SmolStr;

use super::extract::LONGEST_SENTENCE;
use super::vocabulary::has;
use super::{Claim, ClaimTime, Filler, Manner, Reading, Vocabulary, clause, when};
use crate::calendar::{Granularity, Interval};
use crate::language::Upos;
use crate::text::TokenId;
use crate::time::{Bound, Given, Timex};

/// Days back from which on news gives the year.
const YEAR_GIVEN: i64 = 250;

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
    let timex = when::expression(reading, verb)?;
    let lemma = &document.token(verb).lemma;
    let planned = has(&vocabulary.scope.plan, lemma) || has(&vocabulary.scope.dates_itself, lemma);
    if timex.bound != Bound::At || timex.granularity != Granularity::Day || planned {
        return None;
    }
    let scope = vocabulary.scope_of(document, verb);
    if !scope.past || scope.manner != Manner::Asserted {
        return None;
    }
    // "ahead of the Jan. 3 vote" is no time of the verb.
    let head = crate::mention::head(document, timex.tokens);
    let own = document.token(head).head == Some(verb) || clause::case(document, head).as_deref() == Some("on");
    if !own || followed(reading, timex) {
        return None;
    }
    let (predicate, days) = match ahead(reading, timex) {
        Some(days) => ("told-ahead", days),
        None if timex.given == Given::Explicit => ("told", timex.when.filter(|when| !is_next_day(reading, *when))?),
        None => return None,
    };
    let marks = vec![document.token(verb).span, document.span(timex.tokens)];
    Some(Claim {
        predicate: SmolStr::new_static(predicate),
        roles: vec![Filler::Word(document.token(verb).lemma.clone())],
        trigger: verb,
        clause: marks.iter().fold(document.span(clause::extent(document, verb)), |span, &mark| span.join(mark)),
        marks,
        when: Some(ClaimTime { days, throughout: false, stated: true }),
        place: None,
        manner: scope.manner,
        past: true,
        speaker: None,
    })
}

/// True for the day after the issue, which it already is somewhere.
fn is_next_day(reading: &Reading, when: Interval) -> bool {
    reading.issued().is_some_and(|issue| (when.earliest - issue.latest).num_days() == 1)
}

/// True when another expression follows at once, as in "12 November last year".
fn followed(reading: &Reading, timex: &Timex) -> bool {
    reading.timexes.iter().any(|other| other.tokens.start.0.wrapping_sub(timex.tokens.end.0) <= 1)
}

/// The day in the year of issue that a day without a year means, when as past it would be most of a year back.
fn ahead(reading: &Reading, timex: &Timex) -> Option<Interval> {
    let document = &reading.document;
    let issue = reading.issued().filter(|issue| issue.days() == 1)?.latest;
    let when = timex.when?;
    let bare = timex.given == Given::Relative && timex.granularity == Granularity::Day && timex.weekday.is_none();
    let number = |index: usize| document.tokens[index].upos == Upos::Num;
    let named = timex.tokens.len() == 2 && timex.tokens.indices().any(number);
    // A text that looks back to another year counts its days in that one.
    let looks_back = reading.timexes.iter().take_while(|other| other.tokens.start < timex.tokens.start).any(|other| {
        other.given == Given::Explicit && other.when.is_some_and(|other| (issue - other.latest).num_days() > YEAR_GIVEN)
    });
    if looks_back {
        return None;
    }
    if bare && named && when.earliest > issue {
        return Some(when);
    }
    let back = (issue - when.latest).num_days();
    let later = when.earliest.checked_add_months(Months::new(12))?;
    (bare && named && back > YEAR_GIVEN && back < 366 && later > issue).then_some(Interval::day(later))
}
