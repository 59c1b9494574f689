//! Which statements are of one event (within-story event coreference, after the features of Cybulska & Vossen, LREC 2014:
//! kind, participants, time, place), always leaving out the slot under test: two dates of one blast must be able to clash.

use std::sync::Arc;

use smol_str::SmolStr;

use super::{Comparison, Fact, Value, Voice, When, compare};
use crate::calendar::Interval;
use crate::claim::Manner;
use crate::entity::Entities;
use crate::event::Part;
use crate::gazetteer::Gazetteer;
use crate::verdict::Verdict;

/// What a fact knows of the event that it tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The kind of event.
    pub kind: SmolStr,
    /// True when the kind is one of `rules/events/`, not a plain verb.
    pub known: bool,
    /// True when the word for it means other things as well.
    pub weak: bool,
    /// True when the number of those in it grows as more becomes known.
    pub grows: bool,
    /// True when such an event happens once to one thing.
    pub once: bool,
    /// True when such events happen often to the same people and things.
    pub often: bool,
    /// The number of its clause's text: statements of one number are copies of one text.
    pub text: u64,
    /// True when it is told as a state that lasts: "has not been charged".
    pub perfect: bool,
    /// True when its document tells of no other event of the kind that is surely another one.
    pub alone: bool,
    /// True when it is denied for all times.
    pub never: bool,
    /// True when a statement ties its time to that of another event.
    pub linked: bool,
    /// True when it is told in the past.
    pub past: bool,
    /// True for "the opening": a noun alone, which refers to what the reader knows.
    pub bare: bool,
    /// The base form of the word that carries it.
    pub word: SmolStr,
    /// The days on which its document was issued.
    pub issued: Option<Interval>,
    /// True when its day cannot be held against another: the stages of a case share their words.
    pub undated: bool,
    /// How many of the parties its own statement names.
    pub own: usize,
    /// Who and what took part; where the event stands alone, by all statements of its document.
    pub parties: Vec<Party>,
    /// The day and the place that other statements of its document give, where it stands alone.
    pub elsewhere: (Option<When>, Option<Value>),
}

/// Who or what took part, in comparable form.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// How.
    pub role: Part,
    /// Its canonical value; missing for what has no name.
    pub value: Value,
    /// The base form of its noun.
    pub noun: SmolStr,
}

/// What is left out of the comparison of two events, because it is what may clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The date.
    Date,
    /// The place.
    Place,
    /// A number of parties.
    Count,
    /// Who did it.
    Agent,
    /// Whether it happened at all.
    Manner,
}

impl Slot {
    /// The slot of a name in rule files.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "date" => Self::Date,
            "place" => Self::Place,
            "count" => Self::Count,
            "agent" => Self::Agent,
            "manner" => Self::Manner,
            _ => return None,
        })
    }
}

/// What two statements must have in common, in points, to be of one event.
const ENOUGH: f64 = 2.5;
/// With less than this they are taken for two events.
const LITTLE: f64 = 1.5;
/// Days are a common feature when both times are at most so many days long.
const DAYS: i64 = 4;

/// A sum of what two statements have in common, with the reasons.
#[derive(Default)]
struct Tally {
    points: f64,
    reasons: Vec<String>,
    veto: Option<String>,
    /// True when they share somebody or something.
    party: bool,
    /// True when that has a name.
    named: bool,
}

impl Tally {
    fn add(&mut self, points: f64, reason: impl Into<String>) {
        self.points += points;
        self.reasons.push(reason.into());
    }

    fn forbid(&mut self, reason: impl Into<String>) {
        self.veto.get_or_insert(reason.into());
    }
}

/// Are two statements of one event, the slot under test left out?
pub fn one_event(one: &Fact, other: &Fact, leaving: Slot, entities: &Entities, gazetteer: &Gazetteer) -> Comparison {
    let (Some(first), Some(second)) = (one.event.as_deref(), other.event.as_deref()) else {
        return Comparison { verdict: Verdict::Unknown, reason: "not statements of events".to_owned() };
    };
    let mut tally = Tally::default();
    if std::ptr::eq(first, second) {
        tally.forbid("one statement");
    }
    if first.kind != second.kind {
        tally.forbid("two kinds of event");
    }
    if first.text == second.text {
        tally.forbid("one text, copied");
    }
    parties(first, second, leaving, &mut tally, entities, gazetteer);
    if leaving != Slot::Date {
        times(one.when.or(first.elsewhere.0), other.when.or(second.elsewhere.0), &mut tally);
    }
    if leaving != Slot::Place {
        places(one, other, &mut tally, entities, gazetteer);
    }
    if first.alone && second.alone {
        tally.add(1.5, format!("each text tells of one such event ({})", first.kind));
    }
    let refers = first.known && !first.often && (first.bare || second.bare);
    if matches!(leaving, Slot::Date | Slot::Count | Slot::Agent) && refers {
        tally.add(1.0, "one of them only refers to it");
    }
    if leaving == Slot::Manner {
        denial(first, second, &mut tally);
    }
    if first.weak || second.weak {
        tally.points -= 1.0;
    }
    if first.often && second.often {
        tally.points -= 1.0;
    }
    if leaving == Slot::Date && (first.undated || second.undated) {
        tally.forbid("such things happen in stages, each with its day");
    }
    if first.once && !tally.named {
        tally.forbid("it happens once to one, and they name nobody in common");
    }
    let same_day = tally.reasons.iter().any(|reason| reason.starts_with("both on "));
    if leaving == Slot::Place && !tally.party && !(same_day && refers) {
        tally.forbid("they name nobody and nothing in common");
    }
    if leaving == Slot::Place && first.often && !same_day {
        tally.forbid("such things happen often, and no day tells them to be one");
    }
    if let Some(reason) = tally.veto {
        return Comparison { verdict: Verdict::Different, reason };
    }
    let verdict = match tally.points {
        points if points >= ENOUGH => Verdict::Same,
        points if points < LITTLE => Verdict::Different,
        _ => Verdict::Unknown,
    };
    let reason = match tally.reasons.as_slice() {
        [] => "they have nothing in common but their kind".to_owned(),
        reasons => format!("one event: {}", reasons.join("; ")),
    };
    Comparison { verdict, reason }
}

/// What makes a denial be of the very event: the same word for it, and a denial for all times. A plain verb must share what
/// it is done to.
fn denial(one: &Event, other: &Event, tally: &mut Tally) {
    if one.known && one.word == other.word {
        tally.add(1.0, format!("both say \"{}\"", one.word));
    }
    if one.never || other.never {
        tally.add(1.0, "it is denied for all times");
    }
    let of = |event: &Event, role: Part| {
        event.parties[..event.own].iter().filter(|party| party.role == role).cloned().collect::<Vec<_>>()
    };
    let (ones, others) = (of(one, Part::Theme), of(other, Part::Theme));
    let shares = ones.iter().any(|a| others.iter().any(|b| alike(a, b)));
    let (doers, others_doers) = (of(one, Part::Agent), of(other, Part::Agent));
    let no_doer = doers.is_empty() || others_doers.is_empty();
    if !one.known && !no_doer && !doers.iter().any(|a| others_doers.iter().any(|b| alike(a, b))) {
        tally.forbid("they are not said of the same people");
    }
    // A denial for all times may meet what is only named ("genetic tests showed"); another must say the same of the same.
    let bare = ones.is_empty() || others.is_empty();
    let never = one.never || other.never;
    let enough =
        if never { shares || (one.known && bare && !one.grows) } else { one.known && shares && one.word == other.word };
    if !enough {
        tally.forbid("they share nobody and nothing that it is done to");
    }
}

/// True for parties of one name, or of one noun without a name.
fn alike(one: &Party, other: &Party) -> bool {
    match (&one.value, &other.value) {
        (Value::Entity(a), Value::Entity(b)) => a == b,
        (Value::Spot(a), Value::Spot(b)) => a.place == b.place,
        _ => unnamed(one) && unnamed(other) && one.noun == other.noun && !is_empty(&one.noun),
    }
}

/// Could the statement that denies have known of the event? It must be issued after it.
pub fn knowable(told: &Fact, denied: &Fact) -> Comparison {
    let open = || Comparison { verdict: Verdict::Unknown, reason: "it may have happened after the denial".to_owned() };
    let (Some(event), Some(denial)) = (told.event.as_deref(), denied.event.as_deref()) else { return open() };
    let Some(issued) = denial.issued else { return open() };
    if denied.voice != Voice::Reporter || (told.voice != Voice::Reporter && !denial.never) {
        return Comparison { verdict: Verdict::Unknown, reason: "somebody's words".to_owned() };
    }
    // "Has not been charged" and "does not vote" are of the day of issue; what was may have changed.
    if !denial.past || (denial.perfect && !denial.never) {
        return open();
    }
    let happened = told.when.map(|when| when.days.latest).or(event.issued.map(|days| days.latest));
    match happened {
        Some(day) if day <= issued.earliest => {
            Comparison { verdict: Verdict::Same, reason: format!("told for {day}, denied on {issued}") }
        }
        _ => open(),
    }
}

/// Compares who and what took part.
fn parties(one: &Event, other: &Event, leaving: Slot, tally: &mut Tally, entities: &Entities, gazetteer: &Gazetteer) {
    let skipped = |role: Part| leaving == Slot::Agent && role == Part::Agent;
    let mut shared: Vec<SmolStr> = Vec::new();
    let mut themes_shared = false;
    // What happens once to one thing is told by statements that name it themselves.
    let told = |event: &Event| if event.once { event.own } else { event.parties.len() };
    let (ones, others) = (&one.parties[..told(one)], &other.parties[..told(other)]);
    for (a, b) in ones.iter().flat_map(|a| others.iter().map(move |b| (a, b))) {
        if skipped(a.role) || skipped(b.role) {
            continue;
        }
        let theme = a.role == Part::Theme && b.role == Part::Theme;
        let named = match (&a.value, &b.value) {
            (Value::Entity(x), Value::Entity(y)) => x == y,
            (Value::Spot(x), Value::Spot(y)) => x.place == y.place,
            _ => false,
        };
        if named {
            let name = name_of(&a.value, entities, gazetteer);
            if shared.contains(&name) {
                continue;
            }
            let place = matches!(a.value, Value::Spot(_));
            let core = a.role != Part::Other && b.role != Part::Other;
            let points = if core && !place {
                2.0
            } else if place && leaving == Slot::Place {
                0.0
            } else {
                1.0
            };
            tally.add(points, format!("both name {name}"));
            tally.party |= points > 0.0;
            tally.named |= !place || theme;
            themes_shared |= theme;
            shared.push(name);
        } else if a.noun == b.noun && unnamed(a) && unnamed(b) && !is_empty(&a.noun) {
            if shared.contains(&a.noun) {
                continue;
            }
            tally.add(1.0, format!("both speak of the {}", a.noun));
            tally.party = true;
            themes_shared |= theme;
            shared.push(a.noun.clone());
        }
    }
    // "Ann Roe married Tom Hart" and "Tom Hart married Ann Roe" name one pair.
    if themes_shared || tally.named {
        return;
    }
    for role in [Part::Theme, Part::Agent] {
        if skipped(role) {
            continue;
        }
        let of = |event: &Event| event.parties.iter().filter(|party| party.role == role).cloned().collect::<Vec<_>>();
        let (ones, others) = (of(one), of(other));
        let differ = |a: &Party, b: &Party| {
            matches!((&a.value, &b.value), (Value::Entity(_), Value::Entity(_)) | (Value::Spot(_), Value::Spot(_)))
                && compare(&a.value, &b.value, entities, gazetteer).verdict == Verdict::Different
        };
        let all = !ones.is_empty() && !others.is_empty();
        if all && ones.iter().all(|a| others.iter().all(|b| differ(a, b))) {
            tally.forbid("they are about different people, things or places");
        } else if all && role == Part::Theme && ones.iter().all(is_noun) && others.iter().all(is_noun) {
            tally.points -= 0.5;
        }
    }
}

fn unnamed(party: &Party) -> bool {
    !matches!(party.value, Value::Entity(_) | Value::Spot(_))
}

fn is_noun(party: &Party) -> bool {
    unnamed(party) && !is_empty(&party.noun)
}

/// Pronouns and nouns that say nothing of what they stand for.
fn is_empty(noun: &str) -> bool {
    const EMPTY: &[&str] = &[
        "its", "his", "nothing", "nobody", "none", "anything", "anybody", "her", "their", "it", "he", "she", "they",
        "them", "we", "that", "this", "which", "who", "what", "people", "person", "man", "one", "woman", "thing",
        "other", "i", "you", "those", "these", "someone", "year", "day", "time", "child", "some", "most",
    ];
    EMPTY.contains(&noun)
}

fn name_of(value: &Value, entities: &Entities, gazetteer: &Gazetteer) -> SmolStr {
    match value {
        Value::Entity(id) => SmolStr::new(&entities.get(*id).name),
        Value::Spot(spot) => SmolStr::new(gazetteer.describe(spot.place)),
        _ => SmolStr::default(),
    }
}

fn times(one: Option<When>, other: Option<When>, tally: &mut Tally) {
    let (Some(one), Some(other)) = (one, other) else { return };
    let short = |days: Interval| days.days() <= DAYS;
    if !one.days.overlaps(other.days) {
        tally.forbid(format!("{} and {} are two times", one.days, other.days));
    } else if short(one.days) && short(other.days) && one.stated && other.stated {
        tally.add(1.5, format!("both on {}", one.days));
    }
}

fn places(one: &Fact, other: &Fact, tally: &mut Tally, entities: &Entities, gazetteer: &Gazetteer) {
    let place = |fact: &Fact| fact.place.clone().or_else(|| fact.event.as_ref()?.elsewhere.1.clone());
    let (Some(here), Some(there)) = (&place(one), &place(other)) else { return };
    let comparison = compare(here, there, entities, gazetteer);
    match comparison.verdict {
        Verdict::Same => tally.add(1.0, comparison.reason),
        Verdict::Different => tally.forbid(comparison.reason),
        Verdict::Unknown => {}
    }
}

/// Fills in which events stand alone of their kind in their document. `facts` are those of one document.
pub(super) fn mark_alone(facts: &mut [Fact], entities: &Entities, gazetteer: &Gazetteer) {
    let events: Vec<usize> = (0..facts.len()).filter(|&at| facts[at].predicate == "event").collect();
    let mut alone = vec![true; facts.len()];
    for (number, &at) in events.iter().enumerate() {
        for &next in &events[number + 1..] {
            let (Some(one), Some(other)) = (&facts[at].event, &facts[next].event) else { continue };
            if one.kind == other.kind && distinct(&facts[at], &facts[next], entities, gazetteer) {
                alone[at] = false;
                alone[next] = false;
            }
        }
    }
    let pools: Vec<(usize, Arc<Event>)> =
        events.iter().filter_map(|&at| Some((at, pooled(facts, &events, &alone, at)?))).collect();
    for (at, event) in pools {
        // The facts of numbers and doers right behind are of the same statement.
        let first = facts[at].event.clone();
        for fact in facts[at..].iter_mut().take_while(|fact| fact.event == first) {
            fact.event = Some(event.clone());
        }
    }
}

/// An event with what the other statements of its document say of it, where it stands alone there.
fn pooled(facts: &[Fact], events: &[usize], alone: &[bool], at: usize) -> Option<Arc<Event>> {
    let own = facts[at].event.as_deref()?;
    let mut event = Event { alone: alone[at], ..own.clone() };
    if !alone[at] || facts[at].stated != Manner::Asserted {
        return Some(Arc::new(event));
    }
    for &other in events.iter().filter(|&&other| other != at && facts[other].stated == Manner::Asserted) {
        let Some(more) = facts[other].event.as_deref().filter(|more| more.kind == own.kind) else { continue };
        for party in &more.parties {
            if !event.parties.contains(party) && event.parties.len() < PARTIES {
                event.parties.push(party.clone());
            }
        }
        event.elsewhere.0 = event.elsewhere.0.or(facts[other].when.filter(|when| when.stated));
        event.elsewhere.1 = event.elsewhere.1.or(facts[other].place.clone());
    }
    Some(Arc::new(event))
}

/// The most parties that are taken together, so that the work stays linear in the text.
const PARTIES: usize = 24;

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
