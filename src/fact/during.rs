//! Facts whose time is that of another event: who was mayor when the bridge fell held the office on the day on which the story's
//! documents have it fall.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::event::Slot;
use super::{Fact, StoryId, When, one_event};
use crate::calendar::Interval;
use crate::claim::Manner;
use crate::entity::Entities;
use crate::gazetteer::Gazetteer;
use crate::time::Bound;
use crate::verdict::Verdict;

/// A fact that an event dates, by its place in the list of facts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated {
    pub(super) fact: usize,
    pub(super) by: By,
    pub(super) bound: Bound,
}

/// What dates a fact.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// The fact of an event, by its place in the list.
    Event(usize),
    /// An event of one of the kinds: the story tells of one only.
    Word(&'static [SmolStr]),
}

/// The longest stretch of days that dates an event.
const DAYS: i64 = 4;

/// The most statements of one kind of event of a story that are held against one another.
const STATEMENTS: usize = 64;

/// Gives facts the time of the event that dates them, where all statements of that event agree on its days.
pub(super) fn settle(facts: &mut [Fact], dated: &[Dated], entities: &Entities, gazetteer: &Gazetteer) {
    if dated.is_empty() {
        return;
    }
    let mut told: BTreeMap<(StoryId, SmolStr), Vec<usize>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        if let Some(event) = fact.event.as_ref().filter(|_| day(fact).is_some()) {
            let list = told.entry((fact.story, event.kind.clone())).or_default();
            if list.len() < STATEMENTS {
                list.push(at);
            }
        }
    }
    for &Dated { fact, by, bound } in dated {
        let of_kind = |kind: &SmolStr| told.get(&(facts[fact].story, kind.clone())).into_iter().flatten().copied();
        let statements: Vec<usize> = match by {
            By::Event(event) => {
                let Some(kind) = facts[event].event.as_ref().map(|event| event.kind.clone()) else { continue };
                let same = |other: &usize| {
                    one_event(&facts[event], &facts[*other], Slot::Date, entities, gazetteer).verdict == Verdict::Same
                };
                let own = Some(event).filter(|&event| day(&facts[event]).is_some());
                own.into_iter().chain(of_kind(&kind).filter(same)).collect()
            }
            By::Word(kinds) => kinds.iter().flat_map(of_kind).collect(),
        };
        let Some(days) = common_days(facts, &statements) else { continue };
        let Some(when) = at(days, bound, issued(&facts[fact], facts)) else { continue };
        let elsewhere = statements.iter().find(|&&event| facts[event].doc != facts[fact].doc);
        let by = elsewhere.or(statements.first()).map(|&event| Arc::new(facts[event].clone()));
        facts[fact].when = Some(when);
        facts[fact].dated_by = by;
    }
}

/// The days that all statements of an event allow; those that do not agree on a day date nothing.
fn common_days(facts: &[Fact], statements: &[usize]) -> Option<Interval> {
    let days: Vec<Interval> = statements.iter().filter_map(|&at| day(&facts[at])).collect();
    let earliest = days.iter().map(|days| days.earliest).max()?;
    let latest = days.iter().map(|days| days.latest).min()?;
    (earliest <= latest).then(|| Interval::new(earliest, latest))
}

/// The day on which the document of a fact was issued.
fn issued(fact: &Fact, facts: &[Fact]) -> Option<NaiveDate> {
    let first = facts.get(facts.partition_point(|other| other.doc < fact.doc))?;
    let own = Some(first).filter(|first| first.predicate == "issued")?;
    own.when.map(|when| when.days.earliest)
}

/// The days of an event that its own statement gives.
fn day(fact: &Fact) -> Option<Interval> {
    let sure = fact.predicate == "event" && fact.stated == Manner::Asserted;
    let when = fact.when.filter(|when| sure && when.stated && !when.throughout)?;
    (when.days.days() <= DAYS).then_some(when.days)
}

/// The time of what holds at an event, from it to the day of issue, or until it.
fn at(event: Interval, bound: Bound, issued: Option<NaiveDate>) -> Option<When> {
    let (days, throughout) = match bound {
        Bound::From => (Interval::new(event.latest, issued.filter(|&end| end > event.latest)?), true),
        Bound::Until => (Interval::day(event.earliest.pred_opt()?), true),
        _ => (event, false),
    };
    Some(When { days, throughout, stated: true })
}
