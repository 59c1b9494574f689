//! Kinds of events: which verbs and nouns tell of one. Data under `rules/events/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::language::{Document, Upos};
use crate::text::TokenId;

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/rules/events");

/// The kinds that the program ships.
static SHIPPED: LazyLock<Kinds> = LazyLock::new(|| {
    let mut files: Vec<(&str, &str)> = FILES
        .files()
        .filter(|file| !file.path().to_string_lossy().starts_with('_'))
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
        .collect();
    files.sort_unstable();
    // A test loads the files, so that this cannot fail in a program that passed it.
    Kinds::load(files).unwrap_or_else(|message| panic!("rules/events: {message}"))
});

/// A kind of event with the words that carry it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Its name, as rules use it.
    pub name: String,
    /// What it is, in words.
    pub title: String,
    /// Verbs by their lemma; the words behind one must hang on it ("leave road|track": one of the two).
    #[serde(default)]
    pub verb: Vec<String>,
    /// Phrases of its words that tell of something else: "open eye".
    #[serde(default)]
    pub never: Vec<String>,
    /// Nouns by their lemma.
    #[serde(default)]
    pub noun: Vec<String>,
    /// Those of its words that mean other things as well: they need more in common to be one event.
    #[serde(default)]
    pub weak: Vec<String>,
    /// How often it happens to one thing.
    #[serde(default)]
    pub repeats: Repeats,
    /// True when two days of it are no clash: the stages of a case share their words.
    #[serde(default)]
    pub undated: bool,
    /// True when the number of those in it grows as more becomes known: the dead, the arrested.
    #[serde(default)]
    pub grows: bool,
    /// The roles that one party fills alone.
    #[serde(default)]
    pub sole: Vec<Sole>,
    /// Nouns for whoever does it, who stands in their "of" phrase to what it is done to: "the author of", "its pilot".
    #[serde(default)]
    pub doer: Vec<String>,
    /// Nouns for where whoever does it sits or stands: "at the wheel", "behind the controls".
    #[serde(default)]
    pub seat: Vec<String>,
    /// Nouns for what has been done, by whom: "the library, the work of Ann Roe".
    #[serde(default)]
    pub work: Vec<String>,
    /// How it may end, with those of its words that say so: one event has one outcome.
    #[serde(default)]
    pub outcome: BTreeMap<String, Vec<String>>,
}

/// How a noun tells of whoever does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// It means whoever does it.
    Doer,
    /// It is where whoever does it sits.
    Seat,
    /// It is what has been done.
    Work,
}

/// How often an event of a kind happens to one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repeats {
    /// Once, by its nature.
    Once,
    /// Any number of times: one person's visits, votes of one body.
    Often,
    /// Seldom: two reports within some weeks are of one.
    #[default]
    Seldom,
}

/// A role that one party fills alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sole {
    /// Who does it.
    Agent,
    /// Whoever is named with it: the winner of a prize.
    Person,
}

/// A file of kinds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Kind>,
}

/// The kinds by the first of their words, with the further words of each entry.
type Words = BTreeMap<String, Vec<(usize, Vec<String>)>>;

/// All kinds, found by their words.
#[derive(Clone, Debug)]
pub struct Kinds {
    all: Vec<Kind>,
    verbs: Words,
    nouns: Words,
    doers: BTreeMap<String, (usize, Telling)>,
}

impl Kinds {
    /// The shipped kinds.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    fn load<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<Self, String> {
        let mut kinds =
            Self { all: Vec::new(), verbs: BTreeMap::new(), nouns: BTreeMap::new(), doers: BTreeMap::new() };
        for (name, text) in files {
            let file: File = toml::from_str(text).map_err(|error| format!("{name}: {error}"))?;
            for kind in file.kind {
                kinds.add(kind).map_err(|word| format!("{name}: \"{word}\" is a word of two kinds"))?;
            }
        }
        // The entry with most further words comes first: "let go" before "let".
        for entries in kinds.verbs.values_mut().chain(kinds.nouns.values_mut()) {
            entries.sort_by_key(|(at, with)| (std::cmp::Reverse(with.len()), *at));
        }
        Ok(kinds)
    }

    /// Adds a kind; the word is told that another kind has already.
    fn add(&mut self, kind: Kind) -> Result<(), String> {
        let at = self.all.len();
        for (entries, words) in [(&kind.verb, &mut self.verbs), (&kind.noun, &mut self.nouns)] {
            for entry in entries {
                let mut parts = entry.split(' ').map(str::to_owned);
                let Some(first) = parts.next() else { continue };
                let with: Vec<String> = parts.collect();
                let known = words.entry(first).or_default();
                if known.iter().any(|(_, other)| *other == with) {
                    return Err(entry.clone());
                }
                known.push((at, with));
            }
        }
        let doers = [(&kind.doer, Telling::Doer), (&kind.seat, Telling::Seat), (&kind.work, Telling::Work)];
        for (noun, telling) in
            doers.into_iter().flat_map(|(nouns, telling)| nouns.iter().map(move |noun| (noun, telling)))
        {
            if self.doers.insert(noun.clone(), (at, telling)).is_some() {
                return Err(noun.clone());
            }
        }
        self.all.push(kind);
        Ok(())
    }

    /// The kind of a name.
    pub fn get(&self, name: &str) -> Option<&Kind> {
        self.all.iter().find(|kind| kind.name == name)
    }

    /// The kind that a verb tells of, with the words that hang on it.
    pub fn of_verb(&self, document: &Document, verb: TokenId) -> Option<&Kind> {
        self.entry(&self.verbs, document, verb).map(|(kind, _)| kind)
    }

    /// True when a noun is part of the phrase that tells of the event, not of those in it: the alarm of "raise the alarm".
    /// Words of which the phrase takes one or another are of those in it: "fly a plane", "fly a glider".
    pub fn is_idiom(&self, document: &Document, verb: TokenId, noun: TokenId) -> bool {
        let lemma = &document.token(noun).lemma;
        self.entry(&self.verbs, document, verb)
            .is_some_and(|(_, entry)| entry.split(' ').skip(1).any(|word| word == lemma))
    }

    /// The kind that a noun tells of, with the words that hang on it.
    pub fn of_noun(&self, document: &Document, noun: TokenId) -> Option<&Kind> {
        self.entry(&self.nouns, document, noun).map(|(kind, _)| kind)
    }

    /// How the event ended, by the verb or noun that carries it.
    pub fn outcome(&self, document: &Document, trigger: TokenId) -> Option<&str> {
        let words = if document.token(trigger).upos == Upos::Noun { &self.nouns } else { &self.verbs };
        let (kind, entry) = self.entry(words, document, trigger)?;
        kind.outcome.iter().find(|(_, words)| words.contains(&entry)).map(|(outcome, _)| outcome.as_str())
    }

    /// The kind that a word tells of, and the entry by which it does: "vote" or "vote down".
    fn entry(&self, words: &Words, document: &Document, word: TokenId) -> Option<(&Kind, String)> {
        let lemma = &document.token(word).lemma;
        let entries = words.get(lemma.as_str())?;
        let near = |wanted: &String| {
            let is = |id: TokenId| {
                let form = document.form(id).to_lowercase();
                wanted.split('|').any(|word| word == document.token(id).lemma || word == form)
            };
            document.dependents(word).any(|dep| is(dep) || document.dependents(dep).any(is))
        };
        let (at, with) = entries.iter().find(|(_, with)| with.iter().all(near))?;
        let other = |phrase: &String| {
            let (first, with) = phrase.split_once(' ').unwrap_or((phrase, ""));
            first == lemma && with.split(' ').all(|word| near(&word.to_owned()))
        };
        if self.all[*at].never.iter().any(other) {
            return None;
        }
        let parts: Vec<&str> = std::iter::once(lemma.as_str()).chain(with.iter().map(String::as_str)).collect();
        Some((&self.all[*at], parts.join(" ")))
    }

    /// The kind of whose doer a noun tells, and how: "author", "at the wheel".
    pub fn of_doer(&self, lemma: &str) -> Option<(&Kind, Telling)> {
        self.doers.get(lemma).map(|&(at, telling)| (&self.all[at], telling))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_kinds_load_and_each_has_words_of_its_own() {
        let kinds = Kinds::shipped();
        assert!(kinds.all.len() > 40);
        let mut names: Vec<&str> = kinds.all.iter().map(|kind| kind.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), kinds.all.len(), "two kinds of one name");
        for kind in &kinds.all {
            assert!(!kind.verb.is_empty() || !kind.noun.is_empty(), "{} has no words", kind.name);
            for word in kind.weak.iter().chain(kind.outcome.values().flatten()) {
                assert!(
                    kind.verb.contains(word) || kind.noun.contains(word),
                    "{}: {word} is none of its words",
                    kind.name
                );
            }
        }
    }
}
