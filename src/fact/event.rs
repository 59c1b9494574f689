//! What a fact knows of the event that it tells of.

use smol_str::SmolStr;

use super::{Value, When};
use crate::calendar::Interval;
use crate::event::{Part, is_hollow};

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
    /// How it ended, where the statement says so.
    pub outcome: Option<SmolStr>,
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
    /// How it ended.
    Outcome,
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
            "outcome" => Self::Outcome,
            _ => return None,
        })
    }
}

impl Party {
    /// True for what has no name.
    pub(super) fn is_unnamed(&self) -> bool {
        !matches!(self.value, Value::Entity(_) | Value::Spot(_))
    }

    /// True for a noun without a name that says what it stands for.
    pub(super) fn is_noun(&self) -> bool {
        self.is_unnamed() && !is_hollow(&self.noun)
    }

    /// True for parties of one name.
    pub(super) fn shares_name(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Entity(one), Value::Entity(other)) => one == other,
            (Value::Spot(one), Value::Spot(other)) => one.place == other.place,
            _ => false,
        }
    }

    /// True for parties of one noun, of which one at most has a name: "the council", "the council of Leeds".
    pub(super) fn shares_noun(&self, other: &Self) -> bool {
        self.noun == other.noun && !is_hollow(&self.noun) && (self.is_unnamed() || other.is_unnamed())
    }

    /// True for parties of one name or one noun.
    pub fn is_like(&self, other: &Self) -> bool {
        self.shares_name(other) || self.shares_noun(other)
    }
}
