//! Nouns that say what kind of place a name beside them is, from `rules/places/nouns.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

const NOUNS: &str = include_str!("../../rules/places/nouns.toml");

/// What kind of place a noun means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NounClass {
    /// "city", "village".
    Settlement,
    /// "capital", "seat".
    Capital,
    /// "province", "district".
    Division,
    /// "country", "nation".
    Country,
    /// "outskirts", "north": a part of a place.
    Part,
    /// "river", "valley": it may lie in several divisions.
    Feature,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    settlement: Vec<String>,
    capital: Vec<String>,
    division: Vec<String>,
    country: Vec<String>,
    feature: Vec<String>,
    part: Vec<String>,
    venue: Vec<String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| toml::from_str(NOUNS).expect("nouns.toml reads"));

static CLASSES: LazyLock<BTreeMap<String, NounClass>> = LazyLock::new(|| {
    let file = &*FILE;
    let lists = [
        (&file.part, NounClass::Part),
        (&file.feature, NounClass::Feature),
        (&file.country, NounClass::Country),
        (&file.division, NounClass::Division),
        (&file.capital, NounClass::Capital),
        (&file.settlement, NounClass::Settlement),
    ];
    lists.into_iter().flat_map(|(words, class)| words.iter().map(move |word| (word.clone(), class))).collect()
});

impl NounClass {
    /// The class of a noun in its base form, whatever its case; none for a noun that names no kind of place.
    pub fn of(noun: &str) -> Option<Self> {
        CLASSES.get(noun).or_else(|| CLASSES.get(noun.to_lowercase().as_str())).copied()
    }
}

/// True for a building or place of a settlement, which lies in what follows with "of": "the market of Kano".
pub fn is_venue(noun: &str) -> bool {
    FILE.venue.iter().any(|venue| venue == noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_kinds_of_place() {
        assert_eq!(NounClass::of("city"), Some(NounClass::Settlement));
        assert_eq!(NounClass::of("Province"), Some(NounClass::Division));
        assert_eq!(NounClass::of("river"), Some(NounClass::Feature));
        assert_eq!(NounClass::of("council"), None);
        assert!(is_venue("market") && !is_venue("government"));
    }
}
