//! Which temporal expression a claim's time comes from.

use super::{ClaimTime, Reading, clause};
use crate::calendar::Interval;
use crate::language::{Deprel, Document, Upos};
use crate::text::{TokenId, TokenRange};
use crate::time::{Bound, Timex, TimexKind};

/// The time of the claim that a trigger carries, if the text gives one. "From 2010 to 2014" is one time of two expressions.
pub(super) fn of(reading: &Reading, trigger: TokenId) -> Option<ClaimTime> {
    if let Some(time) = by_event(reading, trigger) {
        return Some(time);
    }
    let timex = expression(reading, trigger)?;
    if timex.bound == Bound::From {
        let sentence = reading.document.sentence_of(trigger).tokens;
        let until = in_range(&reading.timexes, sentence)
            .find(|other| other.tokens.start >= timex.tokens.end && closes_range(&reading.document, timex, other));
        if let (Some(from), Some(until)) = (timex.when, until.and_then(|until| until.when)) {
            if from.latest <= until.earliest {
                return Some(ClaimTime {
                    days: Interval::new(from.latest, until.earliest),
                    throughout: true,
                    stated: true,
                });
            }
        }
    }
    bounded(reading, timex, timex.bound)
}

/// "(from) 2010 to 2014", "2010 until 2014".
fn closes_range(document: &Document, from: &Timex, until: &Timex) -> bool {
    let gap = until.tokens.start.0 - from.tokens.end.0;
    gap == 1 && ["to", "until", "till", "through", "-", "\u{2013}"].contains(&document.form(from.tokens.end))
}

/// "until her promotion on Feb. 4", "since his election in 2019": a bound by an event that has a time.
fn by_event(reading: &Reading, trigger: TokenId) -> Option<ClaimTime> {
    let document = &reading.document;
    let (bound, event) = document.dependents(trigger).find_map(|dep| {
        let bound = match clause::case(document, dep)?.as_str() {
            "until" | "till" => Bound::Until,
            "since" => Bound::From,
            _ => return None,
        };
        Some((bound, dep))
    })?;
    let timex = in_range(&reading.timexes, clause::extent(document, event))
        .find(|timex| timex.when.is_some() && timex.bound == Bound::At && dated(timex))?;
    bounded(reading, timex, bound)
}

/// The temporal expression that belongs to a trigger: one in its clause whose nearest verb or event noun it is, else the
/// only one of a sentence with a single verb.
pub(super) fn expression<'r>(reading: &'r Reading, trigger: TokenId) -> Option<&'r Timex> {
    let document = &reading.document;
    let sentence = document.sentence_of(trigger).tokens;
    let here: Vec<&Timex> = in_range(&reading.timexes, sentence).filter(|timex| dated(timex)).collect();
    let own = |timex: &&&Timex| governor(document, timex.tokens, trigger) == Some(trigger);
    if let Some(timex) = here.iter().find(own) {
        return Some(timex);
    }
    let token = document.token(trigger);
    if let (Deprel::Xcomp, Some(head)) = (token.deprel, token.head) {
        if let Some(timex) = here.iter().find(|timex| governor(document, timex.tokens, head) == Some(head)) {
            return Some(timex);
        }
    }
    let verbs = sentence.indices().filter(|&index| document.tokens[index].upos == Upos::Verb).count();
    match here.as_slice() {
        [only] if verbs <= 1 && token.upos == Upos::Verb => Some(only),
        _ => None,
    }
}

fn dated(timex: &Timex) -> bool {
    timex.when.is_some() && matches!(timex.kind, TimexKind::Date | TimexKind::Time)
}

/// The temporal expressions within a run of tokens.
pub(super) fn in_range(timexes: &[Timex], range: TokenRange) -> impl Iterator<Item = &Timex> {
    let first = timexes.partition_point(|timex| timex.tokens.start < range.start);
    timexes[first..].iter().take_while(move |timex| timex.tokens.end <= range.end)
}

/// The first verb above an expression, or the trigger itself when that comes first (an event noun).
fn governor(document: &Document, expression: TokenRange, trigger: TokenId) -> Option<TokenId> {
    let head = crate::mention::head(document, expression);
    let mut at = document.token(head).head;
    for _ in 0..8 {
        let id = at?;
        let token = document.token(id);
        let copular = document.dependents(id).any(|dep| document.token(dep).deprel == Deprel::Cop);
        if id == trigger || token.upos == Upos::Verb || copular {
            return Some(id);
        }
        at = token.head;
    }
    None
}

/// The days of an expression with its preposition: "since 2019" holds on all days from then to the date of issue, "until
/// 2019" on the day before it at least.
fn bounded(reading: &Reading, timex: &Timex, bound: Bound) -> Option<ClaimTime> {
    let when = timex.when?;
    let (days, throughout) = match bound {
        Bound::From => {
            let end = reading.issue.map(|issue| issue.earliest).filter(|&end| end > when.latest)?;
            (Interval::new(when.latest, end), true)
        }
        Bound::Until => (Interval::day(when.earliest.pred_opt()?), true),
        Bound::At | Bound::Before | Bound::After => (timex.days()?, false),
    };
    Some(ClaimTime { days, throughout, stated: true })
}
