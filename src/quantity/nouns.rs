//! What numbers count and measure, from `rules/quantity/nouns.toml`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::rulefile::shipped;

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| shipped(include_str!("../../rules/quantity/nouns.toml")));

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nouns {
    people: BTreeSet<String>,
    units: BTreeSet<String>,
    many: BTreeSet<String>,
}

/// True for nouns for people in general: "people", "victim".
pub fn is_people(noun: &str) -> bool {
    NOUNS.people.contains(noun)
}

/// True for units, and for nouns of which a story has many numbers: "percent", "kilometre", "vote", "people".
pub fn measures(noun: &str) -> bool {
    NOUNS.units.contains(noun) || NOUNS.many.contains(noun) || is_people(noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_people_measure() {
        assert!(measures("kilometre") && measures("vote") && measures("victim"));
        assert!(!measures("bridge") && is_people("victim") && !is_people("vote"));
    }
}
