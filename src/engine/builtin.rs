//! The tests that the engine knows: comparisons of values, times and places, each with three outcomes.

mod age;
mod event;
mod name;
mod office;
mod place;
mod time;
mod value;

use crate::entity::Entities;
use crate::fact::{Fact, Value, When};
use crate::gazetteer::Gazetteer;

/// A test by its name.
pub struct Builtin {
    /// The name in rule files.
    pub name: &'static str,
    /// How many arguments it takes.
    pub arity: usize,
    /// What it means, for the rule writer.
    pub meaning: &'static str,
    /// True when swapping the sides changes nothing.
    pub(super) symmetric: bool,
    pub(super) run: fn(&[Argument<'_>], &World<'_>) -> Answer,
}

/// What tests may look at.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// Who is who.
    pub entities: &'a Entities,
    /// Where places lie.
    pub gazetteer: &'a Gazetteer,
}

/// What a variable stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument<'a> {
    /// A role's value.
    Value(&'a Value),
    /// A fact's time; none when the statement leaves it open.
    When(Option<When>),
    /// A fact, by its label.
    Fact(&'a Fact),
    /// A word of the rule.
    Word(&'a str),
}

/// The outcome of a test.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// True, false, or unknown.
    pub holds: Option<bool>,
    /// The reason, in words.
    pub reason: String,
}

impl Answer {
    fn new(holds: impl Into<Option<bool>>, reason: impl Into<String>) -> Self {
        Self { holds: holds.into(), reason: reason.into() }
    }

    fn open(reason: &str) -> Self {
        Self::new(None, reason)
    }
}

/// All tests.
pub fn all() -> impl Iterator<Item = &'static Builtin> {
    [value::TESTS, time::TESTS, age::TESTS, office::TESTS, place::TESTS, name::TESTS, event::TESTS]
        .into_iter()
        .flatten()
}

/// The test of a name.
pub fn find(name: &str) -> Option<&'static Builtin> {
    all().find(|builtin| builtin.name == name)
}
