//! The word lists and tables that name comparison looks things up in.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::sound::Sounds;
use super::table::Table;
use crate::rulefile::shipped;

/// All tables, read once.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// What a word of a name can be, besides a name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Uses {
    pub(super) title: bool,
    pub(super) suffix: bool,
    pub(super) particle: bool,
    pub(super) filiation: bool,
    pub(super) kunya: bool,
    pub(super) servant: bool,
    pub(super) family_first: bool,
    pub(super) korean: bool,
    pub(super) feminine: bool,
    pub(super) blessing: bool,
    pub(super) light: bool,
    pub(super) organisation: bool,
    pub(super) surname: bool,
    pub(super) generic: bool,
    pub(super) generation: u8,
}

/// Whose given name a word commonly is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Feminine,
    Masculine,
}

/// Word lists and tables for names.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) sounds: Sounds,
    /// Legal forms as words joined by spaces, with the number of their class.
    pub(super) forms: HashMap<String, u8>,
    /// Words of organisation names in other languages.
    pub(super) translations: HashMap<String, String>,
    /// First halves of names that short forms leave out.
    pub(super) heads: Vec<String>,
    uses: HashMap<String, Uses>,
    equivalents: HashMap<&'static str, Vec<u16>>,
    /// The groups of equivalents that are Arabic names.
    arabic: Range<u16>,
    scripts: [Table; 3],
    nicknames: Table,
    /// Short forms that `nicknames` lacks, with the names they stand for.
    short_forms: HashMap<&'static str, &'static str>,
    popular: Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    titles: Vec<String>,
    suffixes: Vec<String>,
    generations: Vec<String>,
    particles: Vec<String>,
    filiation: Vec<String>,
    kunya: Vec<String>,
    servant: Vec<String>,
    family_first: Vec<String>,
    korean: Vec<String>,
    feminine: Vec<String>,
    blessings: Vec<String>,
    light: Vec<String>,
    organisation: Vec<String>,
    surnames: Vec<String>,
    heads: Vec<String>,
    generic: Vec<String>,
    forms: BTreeMap<String, Vec<String>>,
    translations: HashMap<String, String>,
}

impl Lexicon {
    /// The tables that are part of the program.
    pub(super) fn embedded() -> &'static Self {
        &LEXICON
    }

    fn read() -> Self {
        let words: Words = shipped(include_str!("../../rules/names/words.toml"));
        let mut uses: HashMap<String, Uses> = HashMap::new();
        let mut mark = |list: Vec<String>, set: fn(&mut Uses)| {
            list.into_iter().for_each(|word| set(uses.entry(word).or_default()));
        };
        mark(words.titles, |uses| uses.title = true);
        mark(words.suffixes, |uses| uses.suffix = true);
        mark(words.particles, |uses| uses.particle = true);
        mark(words.filiation, |uses| uses.filiation = true);
        mark(words.kunya, |uses| uses.kunya = true);
        mark(words.servant, |uses| uses.servant = true);
        mark(words.korean, |uses| uses.korean = true);
        mark(words.feminine, |uses| uses.feminine = true);
        mark(words.family_first, |uses| uses.family_first = true);
        mark(words.blessings, |uses| uses.blessing = true);
        mark(words.light, |uses| uses.light = true);
        mark(words.organisation, |uses| uses.organisation = true);
        mark(words.surnames, |uses| uses.surname = true);
        mark(words.generic, |uses| uses.generic = true);
        for generation in &words.generations {
            if let Some((word, number)) = generation.split_once('=') {
                uses.entry(word.to_owned()).or_default().generation = number.parse().unwrap_or(0);
            }
        }
        let mut forms = HashMap::new();
        for (class, list) in (1..).zip(words.forms.into_values()) {
            forms.extend(list.into_iter().map(|form| (form, class)));
        }
        let mut equivalents: HashMap<&'static str, Vec<u16>> = HashMap::new();
        let (mut group, mut arabic, mut is_arabic) = (0, 0..0, false);
        for line in include_str!("../../rules/names/equivalents.txt").lines() {
            if line.starts_with('#') {
                is_arabic = line.starts_with("# Arabic");
                continue;
            }
            for name in line.split_whitespace() {
                let groups = equivalents.entry(name).or_default();
                if groups.last() != Some(&group) {
                    groups.push(group);
                }
            }
            if is_arabic {
                arabic = if arabic.is_empty() { group..group + 1 } else { arabic.start..group + 1 };
            }
            group += 1;
        }
        Self {
            sounds: Sounds::new(include_str!("../../rules/names/folding.toml")),
            forms,
            translations: words.translations,
            heads: words.heads,
            uses,
            equivalents,
            arabic,
            scripts: [
                Table::new(include_str!("../../rules/names/arabic.tsv")),
                Table::new(include_str!("../../rules/names/russian.tsv")),
                Table::new(include_str!("../../rules/names/chinese.tsv")),
            ],
            nicknames: Table::new(include_str!("../../rules/names/nicknames.tsv")),
            short_forms: include_str!("../../rules/names/shortforms.txt")
                .lines()
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| line.split_once(' '))
                .collect(),
            popular: Table::new(include_str!("../../rules/names/popular.tsv")),
        }
    }

    /// What `word`, in lower-case ASCII letters, can be.
    pub(super) fn uses(&self, word: &str) -> Uses {
        self.uses.get(word).copied().unwrap_or_default()
    }

    /// The groups of equivalent names that `word` belongs to, ascending.
    pub(super) fn groups(&self, word: &str) -> &[u16] {
        self.equivalents.get(word).map_or(&[], Vec::as_slice)
    }

    /// True when `word` is a common Arabic, Persian, Turkish or South Asian name.
    pub(super) fn arabic(&self, word: &str) -> bool {
        self.groups(word).iter().any(|group| self.arabic.contains(group))
    }

    /// How `word` is written in other scripts, as hashes; commonest first in each script.
    pub(super) fn written(&self, word: &str) -> Vec<u64> {
        self.scripts.iter().filter_map(|table| table.get(word)).flat_map(str::split_whitespace).map(hash).collect()
    }

    /// The given names that `word` is short for.
    pub(super) fn formal(&self, word: &str) -> impl Iterator<Item = &'static str> {
        let names = [self.nicknames.get(word), self.short_forms.get(word).copied()];
        names.into_iter().flatten().flat_map(str::split_whitespace)
    }

    /// The sex whose given name `word` commonly is; none when it is both sexes' or not known.
    pub(super) fn gender(&self, word: &str) -> Option<Gender> {
        if self.uses(word).feminine {
            return Some(Gender::Feminine);
        }
        let marks = self.popular.get(word)?;
        let has = |sex| marks.split(' ').any(|mark| mark.starts_with(sex));
        match (has('f'), has('m')) {
            (true, false) => Some(Gender::Feminine),
            (false, true) => Some(Gender::Masculine),
            _ => None,
        }
    }

    /// True when `word` is a common given name.
    pub(super) fn given(&self, word: &str) -> bool {
        self.popular.get(word).is_some_and(|marks| marks.split(' ').any(|mark| mark.starts_with(['f', 'm'])))
            || self.formal(word).next().is_some()
            || self.uses(word).feminine
    }

    /// True when `word` is attested as a common name.
    pub(super) fn common(&self, word: &str) -> bool {
        self.popular.get(word).is_some() || self.formal(word).next().is_some() || self.equivalents.contains_key(word)
    }

    #[cfg(test)]
    pub(super) fn tables(&self) -> [&Table; 5] {
        let [arabic, russian, chinese] = &self.scripts;
        [arabic, russian, chinese, &self.nicknames, &self.popular]
    }
}

/// FNV-1a, the same on every machine.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn tables_are_sorted_and_every_key_is_found() {
        for table in Lexicon::embedded().tables() {
            let mut last = "";
            for (key, value) in table.rows() {
                assert!(last < key, "{last} before {key}");
                assert_eq!(table.get(key), Some(value));
                last = key;
            }
            assert!(table.rows().count() > 1000);
        }
    }
}
