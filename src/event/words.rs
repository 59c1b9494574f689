//! Word lists of the events: nouns that stand for one another, words of tolls. Data in `rules/events/_*.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use smol_str::SmolStr;

use crate::rulefile::shipped;

/// The shipped lists; a test loads them, so that this cannot fail in a program that passed it.
static NOUNS: LazyLock<Nouns> = LazyLock::new(|| Nouns::read(include_str!("../../rules/events/_nouns.toml")));
static TOLLS: LazyLock<Tolls> = LazyLock::new(|| shipped(include_str!("../../rules/events/_tolls.toml")));
static WORDS: LazyLock<Words> = LazyLock::new(|| shipped(include_str!("../../rules/events/_words.toml")));

/// Nouns that stand for one another.
#[derive(Clone, Debug)]
pub(super) struct Nouns {
    first: BTreeMap<String, SmolStr>,
    part: Vec<String>,
    general: BTreeMap<String, Vec<SmolStr>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NounFile {
    same: Vec<Vec<String>>,
    part: Vec<String>,
    general: BTreeMap<String, Vec<SmolStr>>,
}

/// Words by which statements of events are read; the file says what each list is for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) light: Vec<String>,
    pub(super) held: Vec<String>,
    pub(super) empty: Vec<String>,
    pub(super) announcing: Vec<String>,
    pub(super) denial: Vec<String>,
    pub(super) never: Vec<String>,
    pub(super) bounded: Vec<String>,
    pub(super) apart: Vec<String>,
    pub(super) perfect: Vec<String>,
    pub(super) dating: Vec<String>,
    pub(super) phases: Vec<String>,
    pub(super) strikes: Vec<String>,
    pub(super) identifying: Vec<String>,
    hollow: Vec<String>,
}

impl Words {
    /// The shipped lists.
    pub(super) fn shipped() -> &'static Self {
        &WORDS
    }
}

/// Words of tolls; the file says what each list is for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tolls {
    pub(super) correction: Vec<String>,
    pub(super) partial_before: Vec<String>,
    pub(super) partial_behind: Vec<String>,
    pub(super) hurt: Vec<String>,
    pub(super) sufferers: Vec<String>,
    pub(super) reaches: Vec<String>,
    pub(super) toll: Vec<TollWords>,
}

impl Tolls {
    /// The shipped lists.
    pub(super) fn shipped() -> &'static Self {
        &TOLLS
    }
}

/// True when a list has a word.
pub(super) fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|entry| entry == word)
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

impl Nouns {
    /// The shipped lists.
    pub(super) fn shipped() -> &'static Self {
        &NOUNS
    }

    fn read(text: &str) -> Self {
        let file: NounFile = shipped(text);
        let mut first = BTreeMap::new();
        for row in &file.same {
            let Some(head) = row.first() else { continue };
            for noun in row {
                first.insert(noun.clone(), SmolStr::new(head));
            }
        }
        Self { first, part: file.part, general: file.general }
    }

    /// The noun that stands for all of its row.
    pub(super) fn canonical(&self, noun: &str) -> SmolStr {
        self.first.get(noun).cloned().unwrap_or_else(|| SmolStr::new(noun))
    }

    /// True for "part of", "the city of": what follows with "of" is what is meant.
    pub(super) fn is_part(&self, noun: &str) -> bool {
        has(&self.part, noun)
    }
}

/// The noun that stands for all that mean the same thing: "company" for "firm".
pub fn canonical(noun: &str) -> SmolStr {
    Nouns::shipped().canonical(noun)
}

/// The kinds of events that a general word for one may mean: "the accident" may be a crash or a collapse.
pub fn meant(noun: &str) -> Option<&'static [SmolStr]> {
    NOUNS.general.get(noun).map(Vec::as_slice)
}

/// True for pronouns and nouns that say nothing of what they stand for.
pub fn is_hollow(noun: &str) -> bool {
    has(&WORDS.hollow, noun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Kinds;

    #[test]
    fn nouns_of_one_row_are_one() {
        let nouns = Nouns::shipped();
        assert_eq!(nouns.canonical("firm"), nouns.canonical("company"));
        assert_ne!(nouns.canonical("bus"), nouns.canonical("car"));
        assert!(nouns.is_part("part") && !nouns.is_part("leader"));
        assert!(Tolls::shipped().toll.iter().any(|words| words.of == "dead"));
        assert!(is_hollow("nobody") && !is_hollow("mayor"));
        assert!(has(&Words::shipped().never, "never"));
    }

    #[test]
    fn general_words_stand_for_kinds_that_there_are() {
        let kinds = || NOUNS.general.values().flatten();
        let unknown: Vec<&SmolStr> = kinds().filter(|kind| Kinds::shipped().get(kind).is_none()).collect();
        assert!(unknown.is_empty() && meant("accident").is_some(), "{unknown:?}");
    }
}
