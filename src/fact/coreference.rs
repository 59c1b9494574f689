//! Which statements are of one event (within-story event coreference, after the features of Cybulska & Vossen, LREC 2014:
//! kind, participants, time, place), always leaving out the slot under test: two dates of one blast must be able to clash.

use smol_str::SmolStr;

use super::event::{Event, Party, Slot};
use super::{Comparison, Fact, Value, Voice, When, compare};
use crate::calendar::Interval;
use crate::entity::Entities;
use crate::event::Part;
use crate::gazetteer::Gazetteer;
use crate::verdict::Verdict;

/// What two statements must have in common, in points, to be of one event.
const ENOUGH: f64 = 2.5;
/// With less than this they are taken for two events.
const LITTLE: f64 = 1.5;
/// Days are a common feature when both times are at most so many days long.
const DAYS: i64 = 4;

/// The outcome of comparing two statements of events.
#[derive(Clone, Debug, PartialEq)]
pub struct Likeness {
    /// Whether they are of one event.
    pub verdict: Verdict,
    /// Why, in words.
    pub reason: String,
    /// True when nothing excludes that they are of one event.
    pub open: bool,
    /// True when they name somebody or something in common.
    pub named: bool,
}

/// A sum of what two statements have in common, with the reasons.
#[derive(Default)]
pub(super) struct Tally {
    points: f64,
    reasons: Vec<String>,
    pub(super) veto: Option<String>,
    /// True when they share somebody or something.
    party: bool,
    /// True when that has a name.
    named: bool,
    /// True when they are of one day.
    day: bool,
    /// True when they share a place.
    place: bool,
    /// True when what does it or what it is done to is somebody or something in common.
    core: bool,
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
pub fn one_event(one: &Fact, other: &Fact, leaving: Slot, entities: &Entities, gazetteer: &Gazetteer) -> Likeness {
    let (Some(first), Some(second)) = (one.event.as_deref(), other.event.as_deref()) else {
        let reason = "not statements of events".to_owned();
        return Likeness { verdict: Verdict::Unknown, reason, open: false, named: false };
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
    // "At the wheel was Ann Roe" says of what happened only who did it.
    let is_bare = |event: &Event| {
        let doer = |party: &Party| party.role == Part::Agent;
        event.bare || leaving == Slot::Agent && !event.weak && event.parties[..event.own].iter().all(doer)
    };
    let refers = first.known && !first.often && (is_bare(first) || is_bare(second));
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
    if leaving == Slot::Date && matches!((&first.outcome, &second.outcome), (Some(one), Some(other)) if one != other) {
        tally.forbid("they ended in different ways");
    }
    let local = tally.core && tally.place && first.alone && second.alone;
    if first.once && !tally.named && !local {
        tally.forbid("it happens once to one, and they name nobody in common");
    }
    if leaving == Slot::Place && !tally.party && !(tally.day && refers) {
        tally.forbid("they name nobody and nothing in common");
    }
    if leaving == Slot::Outcome {
        ended(first, second, &mut tally);
    }
    if leaving == Slot::Place && first.often && !tally.day {
        tally.forbid("such things happen often, and no day tells them to be one");
    }
    if let Some(reason) = tally.veto {
        return Likeness { verdict: Verdict::Different, reason, open: false, named: tally.named };
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
    Likeness { verdict, reason, open: !tally.reasons.is_empty(), named: tally.named }
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
    let shares = ones.iter().any(|a| others.iter().any(|b| a.shares_name(b) || a.shares_noun(b)));
    let (doers, others_doers) = (of(one, Part::Agent), of(other, Part::Agent));
    let no_doer = doers.is_empty() || others_doers.is_empty();
    if !no_doer && !doers.iter().any(|a| others_doers.iter().any(|b| a.shares_name(b) || a.shares_noun(b))) {
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

/// What two outcomes must have in common to be of one event: whoever does it and what it is done to, where both statements
/// name such; the charge; and the day, of what may be done and undone.
fn ended(one: &Event, other: &Event, tally: &mut Tally) {
    let apart = |role: Part| {
        let of = |event: &Event| {
            let parties = event.parties[..event.own].iter().filter(|party| party.role == role);
            parties.filter(|party| !party.is_unnamed() || party.is_noun()).cloned().collect::<Vec<_>>()
        };
        let (ones, others) = (of(one), of(other));
        let shares = |a: &Party| others.iter().any(|b| a.shares_name(b) || a.shares_noun(b));
        !ones.is_empty() && !others.is_empty() && !ones.iter().any(shares)
    };
    // "left the ship" and "stayed aboard" name other things with the verb; a charge belongs to the stages of a case.
    let has_doer = |event: &Event| event.parties[..event.own].iter().any(|party| party.role == Part::Agent);
    let themes = has_doer(one) == has_doer(other) && apart(Part::Theme);
    if !tally.core || themes || apart(Part::Agent) || one.undated && apart(Part::Other) {
        tally.forbid("they are not of the same people or things");
    }
    if !tally.day && (one.often || other.often || !one.alone || !other.alone) {
        tally.forbid("it may have been done and undone, and no day tells them to be one");
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
pub(super) fn parties(
    one: &Event,
    other: &Event,
    leaving: Slot,
    tally: &mut Tally,
    entities: &Entities,
    gazetteer: &Gazetteer,
) {
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
        if a.shares_name(b) {
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
            tally.place |= place;
            tally.core |= core && !place;
            tally.named |= !place || theme;
            themes_shared |= theme;
            shared.push(name);
        } else if a.shares_noun(b) {
            if shared.contains(&a.noun) {
                continue;
            }
            tally.add(1.0, format!("both speak of the {}", a.noun));
            tally.party = true;
            tally.core |= theme;
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
        } else if all && role == Part::Theme && ones.iter().all(Party::is_noun) && others.iter().all(Party::is_noun) {
            tally.points -= 0.5;
        }
    }
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
        tally.day = true;
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
