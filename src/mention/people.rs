//! Nouns for people and what they tell of them, from `rules/mentions/people.toml`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;
use smol_str::SmolStr;

use crate::rulefile::shipped;

static PEOPLE: LazyLock<People> = LazyLock::new(|| shipped(include_str!("../../rules/mentions/people.toml")));

/// The nouns, in lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    feminine: BTreeSet<SmolStr>,
    masculine: BTreeSet<SmolStr>,
    either: BTreeSet<SmolStr>,
    both: BTreeSet<SmolStr>,
}

impl People {
    /// The shipped nouns.
    pub(super) fn shipped() -> &'static Self {
        &PEOPLE
    }

    /// True for a noun of women, false for one of men, none for any other word.
    pub(super) fn is_feminine(&self, noun: &str) -> Option<bool> {
        let noun = noun.trim_end_matches('.').to_lowercase();
        if self.feminine.contains(noun.as_str()) {
            return Some(true);
        }
        self.masculine.contains(noun.as_str()).then_some(false)
    }

    /// True for a given name of women in some countries and of men in others.
    pub(super) fn is_of_both(&self, name: &str) -> bool {
        self.both.contains(name.to_lowercase().as_str())
    }

    /// True for a noun that means a person.
    pub(super) fn has(&self, noun: &str) -> bool {
        self.is_feminine(noun).is_some() || self.either.contains(noun)
    }
}
