//! The tables of offices, read from `rules/offices/`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use smol_str::SmolStr;

use super::{Jurisdiction, Kind, Modifier};
use crate::rulefile::shipped;

static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules/offices");
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// Offices, ranks, fields and modifiers by what texts call them.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) entries: BTreeMap<SmolStr, Entry>,
    pub(super) modifiers: BTreeMap<Modifier, ModifierEntry>,
    pub(super) titles: Phrases<Title>,
    pub(super) adjectives: Phrases<SmolStr>,
    pub(super) fields: Phrases<SmolStr>,
    pub(super) before: Phrases<Modifier>,
    pub(super) after: Phrases<Modifier>,
    pub(super) after_adjective: Phrases<Modifier>,
    bodies: BodyFile,
}

/// Nouns for bodies that have offices; see `rules/offices/bodies.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyFile {
    bodies: BTreeSet<String>,
    many: BTreeSet<String>,
    places: BTreeSet<String>,
    forces: BTreeSet<String>,
    head: BTreeMap<String, String>,
    heads: BTreeSet<String>,
    indefinite: BTreeSet<String>,
    parts: BTreeSet<String>,
    sole: BTreeMap<String, String>,
    verbs: BTreeMap<String, String>,
    exclusive: Vec<BTreeSet<String>>,
}

/// What a title's words name.
#[derive(Clone, Debug)]
pub(super) struct Title {
    pub(super) id: SmolStr,
    pub(super) kind: Kind,
    pub(super) field: Option<SmolStr>,
    pub(super) takes_field: bool,
    pub(super) with_field: Option<SmolStr>,
}

/// An office in the tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) id: SmolStr,
    pub(super) forms: Vec<String>,
    #[serde(default)]
    pub(super) adjective: Vec<String>,
    pub(super) of: Vec<Jurisdiction>,
    pub(super) holders: Holders,
    pub(super) kind_of: Option<SmolStr>,
    #[serde(default)]
    pub(super) may_be: Vec<SmolStr>,
    #[serde(default)]
    pub(super) portfolio: bool,
    pub(super) field: Option<SmolStr>,
    pub(super) same_as: Option<SmolStr>,
    pub(super) with_field: Option<SmolStr>,
    #[serde(skip)]
    pub(super) family: SmolStr,
}

/// How many hold an office at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Holders {
    One,
    Many,
}

/// A modifier in the tables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModifierEntry {
    id: Modifier,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    after_adjective: Vec<String>,
    pub(super) changes: Change,
    #[serde(default)]
    pub(super) alone: bool,
}

/// What a modifier does to an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Change {
    Office,
    Standing,
    Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeFile {
    family: SmolStr,
    office: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModifierFile {
    modifier: Vec<ModifierEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldFile {
    portfolios: BTreeMap<SmolStr, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RankFile {
    rank: BTreeMap<SmolStr, Vec<String>>,
    honorific: BTreeMap<SmolStr, Vec<String>>,
}

impl Lexicon {
    /// The tables that are part of the program.
    pub fn embedded() -> &'static Self {
        &LEXICON
    }

    /// The group of offices that office `id` belongs to ("state", "local", "religion"); none for unknown ids.
    pub fn family(&self, id: &str) -> Option<&str> {
        self.entries.get(id).map(|entry| entry.family.as_str())
    }

    /// What office `id` is an office of; nothing for unknown ids.
    pub fn jurisdictions(&self, id: &str) -> &[Jurisdiction] {
        self.entries.get(id).map_or(&[], |entry| &entry.of)
    }

    /// True for a noun that stands for an organisation: "club", "agency"; in lower case, singular.
    pub fn is_body(&self, noun: &str) -> bool {
        self.bodies.bodies.contains(noun)
    }

    /// True for a noun that stands for a city, a state or the like.
    pub fn is_place(&self, noun: &str) -> bool {
        self.bodies.places.contains(noun)
    }

    /// True for a noun of which a story often has several: "committee", "department".
    pub fn is_one_of_many(&self, noun: &str) -> bool {
        self.bodies.many.contains(noun)
    }

    /// What the head of a body is called, by the noun for the body: "party leader"; "organisation head" where it has no title of its own.
    pub fn head_of(&self, noun: &str) -> &str {
        self.bodies.head.get(noun).map_or("organisation head", String::as_str)
    }

    /// True for a noun whose head has a title of its own: "police", "district".
    pub fn has_head(&self, noun: &str) -> bool {
        self.bodies.head.contains_key(noun)
    }

    /// True for a noun for a service that a place has one of: "police".
    pub fn is_force(&self, noun: &str) -> bool {
        self.bodies.forces.contains(noun)
    }

    /// True for a word that makes the holder of an office one of several: "a director".
    pub fn is_indefinite(&self, word: &str) -> bool {
        self.bodies.indefinite.contains(word)
    }

    /// True for a preposition behind an office that makes it one of a part of a body: "leader of the party in parliament".
    pub fn opens_part(&self, word: &str) -> bool {
        self.bodies.parts.contains(word)
    }

    /// What somebody is who does this to a body: "chair", "edit"; in the base form.
    pub fn doer(&self, verb: &str) -> Option<&str> {
        self.bodies.verbs.get(verb).map(String::as_str)
    }

    /// The office that the only holder of office `id` of a body has, by the noun for the body: the head of the police is the police
    /// chief, the editor of the paper its editor-in-chief.
    pub fn sole(&self, id: &str, noun: &str) -> Option<&str> {
        let title = self.bodies.head.get(noun).filter(|_| self.bodies.heads.contains(id));
        let own = title.and_then(|title| self.titles.at(&title.split(' ').collect::<Vec<_>>()));
        own.map(|(_, title)| title.id.as_str()).or_else(|| self.bodies.sole.get(id).map(String::as_str))
    }

    /// True when two offices stand in one group of which nobody holds two at a time.
    pub(super) fn excludes(&self, one: &str, other: &str) -> bool {
        self.bodies.exclusive.iter().any(|group| group.contains(one) && group.contains(other))
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(SmolStr::as_str)
    }

    fn read() -> Self {
        let mut lexicon = Self {
            entries: BTreeMap::new(),
            modifiers: BTreeMap::new(),
            titles: Phrases::default(),
            adjectives: Phrases::default(),
            fields: Phrases::default(),
            before: Phrases::default(),
            after: Phrases::default(),
            after_adjective: Phrases::default(),
            bodies: BodyFile::default(),
        };
        for file in RULES.files() {
            let text = file.contents_utf8().unwrap_or("");
            match file.path().file_stem().and_then(|stem| stem.to_str()) {
                Some("bodies") => lexicon.bodies = shipped(text),
                Some("modifiers") => lexicon.add_modifiers(shipped(text)),
                Some("portfolios") => lexicon.add_fields(shipped(text)),
                Some("ranks") => lexicon.add_ranks(shipped(text)),
                _ => lexicon.add_offices(shipped(text)),
            }
        }
        lexicon
    }

    fn add_offices(&mut self, file: OfficeFile) {
        for mut entry in file.office {
            entry.family = file.family.clone();
            let title = Title {
                id: entry.same_as.clone().unwrap_or_else(|| entry.id.clone()),
                kind: Kind::Office,
                field: entry.field.clone(),
                takes_field: entry.portfolio,
                with_field: entry.with_field.clone(),
            };
            entry.forms.iter().for_each(|form| self.titles.add(form, title.clone()));
            entry.adjective.iter().for_each(|form| self.adjectives.add(form, entry.id.clone()));
            self.entries.insert(entry.id.clone(), entry);
        }
    }

    fn add_modifiers(&mut self, file: ModifierFile) {
        for entry in file.modifier {
            entry.before.iter().for_each(|form| self.before.add(form, entry.id));
            entry.after.iter().for_each(|form| self.after.add(form, entry.id));
            entry.after_adjective.iter().for_each(|form| self.after_adjective.add(form, entry.id));
            self.modifiers.insert(entry.id, entry);
        }
    }

    fn add_fields(&mut self, file: FieldFile) {
        for (id, forms) in file.portfolios {
            forms.iter().for_each(|form| self.fields.add(form, id.clone()));
        }
    }

    fn add_ranks(&mut self, file: RankFile) {
        for (kind, list) in [(Kind::Rank, file.rank), (Kind::Honorific, file.honorific)] {
            for (id, forms) in list {
                let title = Title { id, kind, field: None, takes_field: false, with_field: None };
                forms.iter().for_each(|form| self.titles.add(form, title.clone()));
            }
        }
    }
}

/// Phrases by their first word, the longest first.
#[derive(Debug)]
pub(super) struct Phrases<T>(HashMap<String, Vec<(Vec<String>, T)>>);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Phrases<T> {
    fn add(&mut self, phrase: &str, meaning: T) {
        let words: Vec<String> = phrase.split([' ', '-']).map(str::to_owned).collect();
        let list = self.0.entry(words[0].clone()).or_default();
        let at = list.iter().position(|(other, _)| other.len() < words.len()).unwrap_or(list.len());
        list.insert(at, (words, meaning));
    }

    /// The longest phrase that `words` start with: its length and its meaning.
    pub(super) fn at(&self, words: &[&str]) -> Option<(usize, &T)> {
        let list = self.0.get(*words.first()?)?;
        let found = list
            .iter()
            .find(|(phrase, _)| phrase.len() <= words.len() && phrase.iter().zip(words).all(|(x, y)| x == y))?;
        Some((found.0.len(), &found.1))
    }

    /// As [`Phrases::at`], where the last word of the phrase may be in the plural; and whether it is.
    pub(super) fn at_any_number(&self, words: &[&str]) -> Option<(usize, &T, bool)> {
        let singular = self.at(words).map(|(length, meaning)| (length, meaning, false));
        let most = words.len().min(6);
        let plural = (1..=most).rev().find_map(|length| {
            let stem = singular_of(words[length - 1])?;
            let mut phrase: Vec<&str> = words[..length].to_vec();
            phrase[length - 1] = &stem;
            let (found, meaning) = self.at(&phrase)?;
            (found == length).then_some((length, meaning, true))
        });
        match (singular, plural) {
            (Some(one), Some(many)) if many.0 > one.0 => Some(many),
            (Some(one), _) => Some(one),
            (None, many) => many,
        }
    }
}

fn singular_of(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
    word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_office_exists_and_no_form_has_two_meanings() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.ids().count() >= 150, "{}", lexicon.ids().count());
        let mut forms: BTreeMap<&str, &str> = BTreeMap::new();
        for entry in lexicon.entries.values() {
            for other in entry.kind_of.iter().chain(&entry.may_be).chain(&entry.same_as).chain(&entry.with_field) {
                assert!(lexicon.entries.contains_key(other), "{} names {other}", entry.id);
            }
            for form in &entry.forms {
                let other = forms.insert(form, &entry.id);
                assert_eq!(other, None, "{form} is {} too", entry.id);
                assert_eq!(form.to_lowercase(), *form);
            }
        }
    }
}
