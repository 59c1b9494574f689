//! Typed values and their three-valued comparison.

use smol_str::SmolStr;

use crate::calendar::Interval;
use crate::entity::{Entities, EntityId};
use crate::gazetteer::{Gazetteer, Spot};
use crate::offices::{self, Office};
use crate::verdict::Verdict;

/// A value in a role of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A person, an organisation, or another named thing.
    Entity(EntityId),
    /// An office with its modifiers.
    Office(Office),
    /// A place.
    Spot(Spot),
    /// A number as a closed interval.
    Number(f64, f64),
    /// Days.
    Days(Interval),
    /// A word in its base form.
    Word(SmolStr),
    /// The statement leaves it open.
    Missing,
}

/// The outcome of a comparison with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Same, different or unknown.
    pub verdict: Verdict,
    /// Why, in words.
    pub reason: String,
}

impl Comparison {
    fn new(verdict: Verdict, reason: impl Into<String>) -> Self {
        Self { verdict, reason: reason.into() }
    }
}

/// Compares two values of one role. Values of unlike types, and a missing one, are unknown.
pub fn compare(one: &Value, other: &Value, entities: &Entities, gazetteer: &Gazetteer) -> Comparison {
    match (one, other) {
        (Value::Entity(one), Value::Entity(other)) => {
            let (verdict, reason) = entities.compare(*one, *other);
            Comparison { verdict, reason }
        }
        (Value::Office(one), Value::Office(other)) => {
            let verdict = offices::compare(one, other);
            let word = match verdict {
                Verdict::Same => "the same office",
                Verdict::Different => "different offices",
                Verdict::Unknown => "perhaps one office",
            };
            Comparison::new(verdict, format!("\"{one}\" and \"{other}\" are {word}"))
        }
        (Value::Spot(one), Value::Spot(other)) => {
            let comparison = gazetteer.compare(one, other);
            Comparison { verdict: comparison.verdict, reason: comparison.reason }
        }
        (&Value::Number(low, high), &Value::Number(other_low, other_high)) => {
            numbers((low, high), (other_low, other_high))
        }
        (Value::Days(one), Value::Days(other)) if one.overlaps(*other) => {
            Comparison::new(Verdict::Same, format!("{one} and {other} have days in common"))
        }
        (Value::Days(one), Value::Days(other)) => {
            Comparison::new(Verdict::Different, format!("{one} and {other} have no day in common"))
        }
        (Value::Word(one), Value::Word(other)) if one == other => Comparison::new(Verdict::Same, "the same word"),
        (Value::Word(one), Value::Word(other)) => {
            Comparison::new(Verdict::Different, format!("\"{one}\" is not \"{other}\""))
        }
        _ => Comparison::new(Verdict::Unknown, "one of the statements leaves it open"),
    }
}

fn numbers(one: (f64, f64), other: (f64, f64)) -> Comparison {
    let show = |(low, high): (f64, f64)| if low == high { format!("{low}") } else { format!("{low} to {high}") };
    let (verdict, word) = if one.0 > other.1 || other.0 > one.1 {
        (Verdict::Different, "exclude each other")
    } else if one.0 == one.1 && one == other {
        (Verdict::Same, "are equal")
    } else {
        (Verdict::Unknown, "may be one number")
    };
    Comparison::new(verdict, format!("{} and {} {word}", show(one), show(other)))
}
