//! Which events stand alone of their kind in their document. Its statements of such a kind are of one event, and what each
//! says of it holds for all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use smol_str::SmolStr;

use super::coreference::{Tally, parties};
use super::event::{Event, Slot};
use super::{Fact, compare};
use crate::claim::Manner;
use crate::entity::Entities;
use crate::gazetteer::Gazetteer;
use crate::verdict::Verdict;

/// The most statements of one kind that a document gives: what tells of more is a list, and the work stays linear in the text.
pub(super) const STATEMENTS: usize = 32;

/// The most parties that are taken together.
const PARTIES: usize = 24;

/// Fills in which events stand alone, with what is said of them elsewhere in the document. `facts` are those of one document.
pub(super) fn mark(facts: &mut [Fact], entities: &Entities, gazetteer: &Gazetteer) {
    let mut kinds: BTreeMap<SmolStr, Vec<usize>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate().filter(|(_, fact)| fact.predicate == "event") {
        if let Some(event) = &fact.event {
            kinds.entry(event.kind.clone()).or_default().push(at);
        }
    }
    for events in kinds.into_values() {
        let other = |at: usize| events.iter().copied().filter(move |&other| other != at);
        let alone = |at: usize| other(at).all(|other| !distinct(&facts[at], &facts[other], entities, gazetteer));
        let marked: Vec<(usize, Event)> =
            events.iter().filter_map(|&at| Some((at, pooled(facts, at, other(at), alone(at))?))).collect();
        for (at, event) in marked {
            // The facts of numbers and doers right behind are of the same statement.
            let (before, event) = (facts[at].event.clone(), Arc::new(event));
            let same = |fact: &&mut Fact| matches!((&fact.event, &before), (Some(one), Some(other)) if Arc::ptr_eq(one, other));
            facts[at..].iter_mut().take_while(same).for_each(|fact| fact.event = Some(event.clone()));
        }
    }
}

/// An event with what the other statements of its kind say of it, where it stands alone.
fn pooled(facts: &[Fact], at: usize, others: impl Iterator<Item = usize>, alone: bool) -> Option<Event> {
    let mut event = Event { alone, ..facts[at].event.as_deref()?.clone() };
    if !alone || facts[at].stated != Manner::Asserted {
        return Some(event);
    }
    for other in others.map(|other| &facts[other]).filter(|other| other.stated == Manner::Asserted) {
        for party in other.event.iter().flat_map(|more| &more.parties[..more.own]) {
            if !event.parties.contains(party) && event.parties.len() < PARTIES {
                event.parties.push(party.clone());
            }
        }
        event.elsewhere.0 = event.elsewhere.0.or(other.when.filter(|when| when.stated));
        event.elsewhere.1 = event.elsewhere.1.or(other.place.clone());
    }
    Some(event)
}

/// True when two statements of one document are surely of two events.
fn distinct(one: &Fact, other: &Fact, entities: &Entities, gazetteer: &Gazetteer) -> bool {
    let apart = matches!((one.when, other.when), (Some(a), Some(b)) if !a.days.overlaps(b.days));
    let elsewhere = matches!((&one.place, &other.place), (Some(a), Some(b))
        if compare(a, b, entities, gazetteer).verdict == Verdict::Different);
    let mut tally = Tally::default();
    if let (Some(a), Some(b)) = (&one.event, &other.event) {
        parties(a, b, Slot::Manner, &mut tally, entities, gazetteer);
    }
    apart || elsewhere || tally.veto.is_some()
}
