//! The timeline: all statements on the times of a story's events as one simple temporal network, and the fewest of them that
//! cannot all hold.
//!
//! The variables are statements of events, the constraints the dates that they give, the identity of events that several of
//! them tell of, and the links between events ("two days after the takeover"). Only sets with a link are reported here:
//! two dates of one event are the matter of a rule on pairs.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;
use smol_str::SmolStr;

use super::builtin::World;
use super::network::{Conflict, ConstraintId, Network, Variable};
use crate::calendar::Interval;
use crate::claim::Manner;
use crate::event::{Link, Part};
use crate::fact::{self, Fact, Likeness, Party, Slot, StoryId};
use crate::finding::Origin;
use crate::text::{DocId, Span};
use crate::verdict::Verdict;

/// The links of the documents.
pub type Ties = Vec<(DocId, Vec<Link>)>;

/// Statements whose times cannot all hold.
pub struct Chain<'a> {
    /// `interval` when a length of a month or more is among them, else `order`.
    pub measure: &'static str,
    /// Those that date an event.
    pub dates: Vec<&'a Fact>,
    /// Those that tie two events.
    pub links: Vec<(DocId, &'a Link)>,
    /// By how many days they fail.
    pub excess: i64,
}

/// Days by which statements on one event may fail before they are taken to be of two.
const ONE_EVENT: i64 = 62;

/// Days from which on a length is an interval rather than an order.
const LONG: i64 = 28;

/// Days by which an anniversary may be counted wrongly.
const MISCOUNT: i64 = 2200;

/// Statements of one kind in a story that are held against a link, at most.
const MOST: usize = 300;

/// The chains of all stories, in the order of the documents.
pub fn chains<'a>(facts: &'a [Fact], ties: &'a Ties, world: &World<'_>) -> Vec<Chain<'a>> {
    let mut by_word: HashMap<(DocId, Span), usize> = HashMap::new();
    let mut by_kind: HashMap<(StoryId, &str), Vec<usize>> = HashMap::new();
    for (at, fact) in facts.iter().enumerate().filter(|(_, fact)| fact.predicate == "event") {
        let (Some(event), Origin::Text { doc, marks, .. }) = (fact.event.as_deref(), &fact.from) else { continue };
        for mark in marks {
            by_word.entry((*doc, *mark)).or_insert(at);
        }
        by_kind.entry((fact.story, event.kind.as_str())).or_default().push(at);
    }
    let mut stories: BTreeMap<StoryId, Vec<Tie<'a>>> = BTreeMap::new();
    for (doc, links) in ties {
        for link in links {
            let Some(&from) = by_word.get(&(*doc, link.from)) else { continue };
            let of = link.of.and_then(|of| by_word.get(&(*doc, of)).copied());
            if of.is_none() && link.of.is_some() {
                continue;
            }
            let story = facts[from].story;
            let from = match (link.since.is_empty(), &facts[from].event) {
                (false, Some(end)) => {
                    let of_kind = |kind: &SmolStr| by_kind.get(&(story, kind.as_str())).cloned().unwrap_or_default();
                    let some = |kind: &SmolStr| of_kind(kind).into_iter().take(MOST);
                    began(facts, from, link.since.iter().flat_map(some), some(&end.kind), world)
                }
                _ => vec![from],
            };
            let tie = |from: usize| Tie { doc: *doc, link, of, from };
            stories.entry(story).or_default().extend(from.into_iter().map(tie));
        }
    }
    stories.into_values().flat_map(|ties| Timeline::new(facts, ties, &by_kind, world).chains()).collect()
}

/// The events that began the state that an event ended, of those that may have: the last ones with somebody or something in
/// common with the end, be it by other statements of that.
fn began(
    facts: &[Fact],
    end: usize,
    begins: impl Iterator<Item = usize>,
    ends: impl Iterator<Item = usize>,
    world: &World<'_>,
) -> Vec<usize> {
    let core = |at: usize| {
        let parties = facts[at].event.as_deref().map_or(&[][..], |event| &event.parties);
        parties.iter().filter(|party| party.role != Part::Other)
    };
    let days = |at: usize| facts[at].when.filter(|when| when.stated).map(|when| when.days);
    let one = |other: &usize| {
        let likeness = fact::one_event(&facts[end], &facts[*other], Slot::Count, world.entities, world.gazetteer);
        let day = days(end).filter(|days| days.days() == 1);
        let one_day = day.is_some() && day == days(*other);
        *other != end && (likeness.verdict == Verdict::Same || one_day && likeness.verdict == Verdict::Unknown)
    };
    let whose: Vec<&Party> = std::iter::once(end).chain(ends.filter(one)).flat_map(core).collect();
    let shared = |at: &usize| core(*at).any(|one| whose.iter().any(|other| one.is_like(other)));
    let asserted = begins.filter(|at| facts[*at].stated == Manner::Asserted);
    let found: Vec<usize> = asserted.filter(shared).collect();
    // Who broke out in 2013 and again in 2024 was on the run from the second time on.
    let last = found.iter().filter_map(|&at| days(at)).map(|days| days.latest).max();
    let early =
        |at: usize| matches!((days(at), last), (Some(days), Some(last)) if (last - days.latest).num_days() > ONE_STATE);
    found.into_iter().filter(|&at| !early(at)).collect()
}

/// The most days between two statements of the event that began a state.
const ONE_STATE: i64 = 60;

/// True when two statements of events may be taken for one though they share little: they name somebody in common, or their
/// texts tell of one such event each, of a kind that strikes one thing.
fn plain(one: &Fact, other: &Fact, likeness: &Likeness) -> bool {
    let (Some(one), Some(other)) = (one.event.as_deref(), other.event.as_deref()) else { return false };
    let rare = !one.grows && (!one.often || one.word == other.word);
    let clear = !one.weak && !other.weak && (one.word == other.word || !one.often);
    clear && likeness.open && (likeness.named || rare)
}

/// A link with the facts of its two events.
#[derive(Clone, Copy)]
struct Tie<'a> {
    doc: DocId,
    link: &'a Link,
    of: Option<usize>,
    from: usize,
}

/// Where a constraint comes from.
#[derive(Clone, Copy)]
enum Ground<'a> {
    Date(&'a Fact),
    Link(DocId, &'a Link),
    Identity,
}

struct Timeline<'a> {
    facts: &'a [Fact],
    ties: Vec<Tie<'a>>,
    network: Network,
    origin: Variable,
    variables: BTreeMap<usize, Variable>,
    grounds: Vec<Ground<'a>>,
}

impl<'a> Timeline<'a> {
    /// The network of a story's dates and identities, without its links.
    fn new(
        facts: &'a [Fact],
        ties: Vec<Tie<'a>>,
        by_kind: &HashMap<(StoryId, &str), Vec<usize>>,
        world: &World<'_>,
    ) -> Self {
        let mut network = Network::default();
        let origin = network.variable();
        let mut timeline = Self { facts, ties, network, origin, variables: BTreeMap::new(), grounds: Vec::new() };
        let mut ends: Vec<usize> = timeline.ties.iter().flat_map(|tie| tie.of.into_iter().chain([tie.from])).collect();
        ends.sort_unstable();
        ends.dedup();
        for &end in &ends {
            timeline.date(end);
        }
        for &end in &ends {
            let Some(event) = facts[end].event.as_deref() else { continue };
            let Some(others) = by_kind.get(&(facts[end].story, event.kind.as_str())) else { continue };
            let others = others.iter().copied().take(MOST).filter(|&other| other != end);
            timeline.identify(end, &others.collect::<Vec<_>>(), &ends, world);
        }
        timeline
    }

    /// The variable of a fact, bound by its date when it is new.
    fn date(&mut self, at: usize) -> Variable {
        if let Some(&variable) = self.variables.get(&at) {
            return variable;
        }
        let variable = self.network.variable();
        self.variables.insert(at, variable);
        let fact = &self.facts[at];
        let told = matches!(fact.stated, Manner::Asserted | Manner::Planned);
        let when = fact.when.filter(|when| told && when.stated && !when.throughout && when.days.days() < 400);
        if let Some(when) = when {
            let [first, last] = [when.days.earliest, when.days.latest].map(|day| i64::from(day.num_days_from_ce()));
            self.add(variable, self.origin, first, last, Ground::Date(fact));
        }
        variable
    }

    /// Makes statements one event with that of a link. Statements that share less than is asked elsewhere are taken for it
    /// when all of them agree on its date: the story then knows of one such event only.
    fn identify(&mut self, end: usize, others: &[usize], ends: &[usize], world: &World<'_>) {
        let facts = self.facts;
        let useful = |at: usize| {
            let dated = facts[at].when.is_some_and(|when| when.stated && !when.throughout);
            let told = matches!(facts[at].stated, Manner::Asserted | Manner::Planned);
            told && dated || ends.contains(&at)
        };
        let mut sure = Vec::new();
        let mut likely = Vec::new();
        for &other in others.iter().filter(|&&other| useful(other)) {
            let same = fact::one_event(&facts[end], &facts[other], Slot::Date, world.entities, world.gazetteer);
            let shares = plain(&facts[end], &facts[other], &same);
            match same.verdict {
                Verdict::Same => sure.push(other),
                _ if shares => likely.push(other),
                _ => {}
            }
        }
        let days = |at: &usize| facts[*at].when.filter(|when| when.stated).map(|when| when.days);
        let dated: Vec<Interval> = likely.iter().filter_map(days).collect();
        let agree = dated.iter().all(|one| dated.iter().all(|other| one.shifted(0, 2).overlaps(*other)));
        if sure.is_empty() && agree {
            sure = likely.into_iter().filter(|at| days(at).is_some()).collect();
        }
        for other in sure {
            let (here, there) = (self.date(end), self.date(other));
            self.add(here, there, 0, 0, Ground::Identity);
        }
    }

    /// Adds `least <= x - y <= most`, both or neither.
    fn add(&mut self, x: Variable, y: Variable, least: i64, most: i64, ground: Ground<'a>) {
        let mark = self.network.mark();
        if self.network.at_least(x, y, least).is_ok() && self.network.at_most(x, y, most).is_ok() {
            self.grounds.extend([ground, ground]);
        } else {
            self.network.undo(mark);
        }
    }

    /// Adds the links one after another, and tells what each that does not fit clashes with.
    fn chains(mut self) -> Vec<Chain<'a>> {
        let mut chains = Vec::new();
        for tie in self.ties.clone() {
            let Some(&from) = self.variables.get(&tie.from) else { continue };
            let (of, from) = match tie.of {
                Some(of) => (self.variables.get(&of).copied().unwrap_or(self.origin), from),
                None => (from, self.origin),
            };
            let ground = Ground::Link(tie.doc, tie.link);
            let bounds = [
                tie.link.least.map(|least| self.network.at_least(of, from, least)),
                tie.link.most.map(|most| self.network.at_most(of, from, most)),
            ];
            for bound in bounds.into_iter().flatten() {
                match bound {
                    Ok(_) => self.grounds.push(ground),
                    Err(conflict) => chains.extend(self.chain(tie, &conflict)),
                }
            }
        }
        chains
    }

    fn chain(&self, tie: Tie<'a>, conflict: &Conflict) -> Option<Chain<'a>> {
        let mut chain =
            Chain { measure: "order", dates: Vec::new(), links: vec![(tie.doc, tie.link)], excess: conflict.excess };
        for ConstraintId(number) in &conflict.others {
            match self.grounds.get(*number as usize)? {
                Ground::Date(fact) => chain.dates.push(fact),
                Ground::Link(doc, link) => chain.links.push((*doc, link)),
                Ground::Identity => {}
            }
        }
        chain.dates.sort_by_key(|fact| fact.id);
        chain.dates.dedup_by_key(|fact| fact.id);
        let length = |link: &Link| match link.of {
            None => MISCOUNT,
            Some(_) => link.least.into_iter().chain(link.most).map(i64::abs).max().unwrap_or(0),
        };
        let longest = chain.links.iter().map(|(_, link)| length(link)).max()?;
        if longest >= LONG {
            chain.measure = "interval";
        }
        let apart = chain.dates.iter().any(|fact| match &fact.from {
            Origin::Text { doc, span, .. } => {
                !chain.links.iter().any(|(other, link)| other == doc && link.clause.overlaps(*span))
            }
            Origin::Table { .. } => true,
        });
        (apart && conflict.excess <= ONE_EVENT.max(longest)).then_some(chain)
    }
}
