//! Word lists of the events: nouns that stand for one another, words of tolls. Data in `rules/events/_*.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use smol_str::SmolStr;

/// The shipped lists; a test loads them, so that this cannot fail in a program that passed it.
static NOUNS: LazyLock<Nouns> = LazyLock::new(|| Nouns::read(include_str!("../../rules/events/_nouns.toml")));
static TOLLS: LazyLock<Vec<TollWords>> = LazyLock::new(|| read_tolls(include_str!("../../rules/events/_tolls.toml")));

/// Nouns that stand for one another.
#[derive(Clone, Debug)]
pub(super) struct Nouns {
    first: BTreeMap<String, SmolStr>,
    part: Vec<String>,
    people: Vec<String>,
    measures: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounFile {
    same: Vec<Vec<String>>,
    part: Vec<String>,
    people: Vec<String>,
    measures: Vec<String>,
}

/// Words that count one kind of sufferers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TollWords {
    pub(super) of: String,
    pub(super) verb: Vec<String>,
    pub(super) noun: Vec<String>,
    pub(super) adjective: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TollFile {
    toll: Vec<TollWords>,
}

impl Nouns {
    /// The shipped lists.
    pub(super) fn shipped() -> &'static Self {
        &NOUNS
    }

    fn read(text: &str) -> Self {
        let file: NounFile = toml::from_str(text).expect("the shipped word lists are valid");
        let mut first = BTreeMap::new();
        for row in &file.same {
            let Some(head) = row.first() else { continue };
            for noun in row {
                first.insert(noun.clone(), SmolStr::new(head));
            }
        }
        Self { first, part: file.part, people: file.people, measures: file.measures }
    }

    /// The noun that stands for all of its row.
    pub(super) fn canonical(&self, noun: &str) -> SmolStr {
        self.first.get(noun).cloned().unwrap_or_else(|| SmolStr::new(noun))
    }

    /// True for "part of", "the city of": what follows with "of" is what is meant.
    pub(super) fn is_part(&self, noun: &str) -> bool {
        self.part.iter().any(|part| part == noun)
    }

    /// True for nouns of people in general.
    pub(super) fn is_people(&self, noun: &str) -> bool {
        self.people.iter().any(|people| people == noun)
    }
}

/// True for units and for nouns of which a story has many numbers: "percent", "kilometre", "vote".
pub fn measures(noun: &str) -> bool {
    let nouns = Nouns::shipped();
    nouns.measures.iter().any(|measure| measure == noun) || nouns.is_people(noun)
}

/// The words of all tolls.
pub(super) fn tolls() -> &'static [TollWords] {
    &TOLLS
}

fn read_tolls(text: &str) -> Vec<TollWords> {
    let file: TollFile = toml::from_str(text).expect("the shipped word lists are valid");
    file.toll
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_one_row_are_one() {
        let nouns = Nouns::shipped();
        assert_eq!(nouns.canonical("firm"), nouns.canonical("company"));
        assert_ne!(nouns.canonical("bus"), nouns.canonical("car"));
        assert!(nouns.is_part("part") && !nouns.is_part("leader"));
        assert!(tolls().iter().any(|words| words.of == "dead"));
    }
}
