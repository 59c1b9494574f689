//! The words that errors are made of, `rules/seeding/_errors.toml`.

use serde::Deserialize;

use crate::rulefile::shipped;

/// What is looked for, and what is put in its place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub age_after: Vec<String>,
    pub age_before: Vec<String>,
    pub months: Vec<Vec<String>>,
    pub weekdays: Vec<String>,
    pub reporting: Vec<String>,
    pub once: Vec<String>,
    pub counted: Vec<String>,
    pub numbers: Vec<String>,
    pub people: Vec<String>,
    pub places: Vec<String>,
}

impl Words {
    pub fn shipped() -> Self {
        shipped(include_str!("../../rules/seeding/_errors.toml"))
    }
}
