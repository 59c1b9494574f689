//! The rule files under `rules/time/`: word classes, holidays and patterns.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use smol_str::SmolStr;

use super::holiday::Holiday;
use super::lattice::{COMPUTED, Class, Item};
use super::pattern::{self, Beside, Pattern};
use super::piece::{self, Piece};
use super::reading::{Field, Sense, Value};
use crate::language::Document;
use crate::text::{TokenId, TokenRange};

static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/rules/time");

/// The rules that the program ships.
pub(super) static SHIPPED: LazyLock<Rules> = LazyLock::new(|| {
    let files = FILES.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    // A test loads the files, so that this cannot fail in a program that passed it.
    Rules::load(files).unwrap_or_else(|message| panic!("rules/time: {message}"))
});

/// All word classes and patterns.
pub(super) struct Rules {
    /// The names of the classes; [`Class`] counts in them.
    pub(super) classes: Vec<SmolStr>,
    /// The patterns, in the order of the files' names and of writing.
    pub(super) patterns: Vec<Pattern>,
    /// The patterns in layers: each needs only classes that earlier layers give.
    pub(super) stages: Vec<Stage>,
    /// The holidays.
    pub(super) holidays: Vec<Holiday>,
    /// Words that decide the tense of a sentence that has no tags.
    pub(super) tense: Tense,
    /// The examples of all files.
    pub(super) examples: Vec<Examples>,
    words: HashMap<SmolStr, Vec<Phrase>>,
}

/// Which patterns can begin with a word or a class.
#[derive(Default)]
pub(super) struct Stage {
    by_word: HashMap<SmolStr, Vec<usize>>,
    by_class: HashMap<Class, Vec<usize>>,
}

/// Words that tell past from future.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tense {
    /// Modal verbs of what is to come: "will".
    pub(super) modals: Vec<SmolStr>,
    /// Modal verbs of what was to come: "would".
    pub(super) reported: Vec<SmolStr>,
    /// Verbs and adjectives whose complement is to come: "scheduled".
    pub(super) plans: Vec<SmolStr>,
    /// Verbs of report, whose present tense tells of the past: "says".
    pub(super) reports: Vec<SmolStr>,
    /// Other words that look ahead: "upcoming".
    pub(super) future: Vec<SmolStr>,
    /// "by", "due": ahead, when right before the expression.
    pub(super) before: Vec<SmolStr>,
}

/// Sentences with one value, or with none. Tests run them.
#[cfg_attr(not(test), allow(dead_code, reason = "read so that a typo in a rule file is told, run by tests alone"))]
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Examples {
    /// The TIMEX3 value of every expression in brackets; none when the sentences hold no expression.
    #[serde(default)]
    pub(super) value: Option<String>,
    /// Their interval, as it is displayed.
    #[serde(default)]
    pub(super) when: Option<String>,
    /// Their TIMEX3 modifier.
    #[serde(default)]
    pub(super) modifier: Option<String>,
    /// Their kind, by its name in [`super::TimexKind`].
    #[serde(default)]
    pub(super) kind: Option<String>,
    /// What is wrong with them, by its name in [`super::Fault`].
    #[serde(default)]
    pub(super) fault: Option<String>,
    /// The days that what is dated may be on, preposition and all.
    #[serde(default)]
    pub(super) days: Option<String>,
    /// The length in days, as `7..7`.
    #[serde(default)]
    pub(super) length: Option<String>,
    /// The anchor's event and the days from it, as `blasts 7..7`.
    #[serde(default)]
    pub(super) anchor: Option<String>,
    /// The date of issue, or `none`; 2021-02-03, a Wednesday, when it is not given.
    #[serde(default)]
    pub(super) issue: Option<String>,
    /// The sentences, each with its expression in brackets.
    pub(super) texts: Vec<String>,
}

struct Phrase {
    rest: Vec<SmolStr>,
    class: Class,
    value: Value,
    capital: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassFile {
    #[serde(default)]
    capital: bool,
    words: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayFile {
    holiday: Vec<Holiday>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternFile {
    #[serde(default)]
    pattern: Vec<PatternEntry>,
    #[serde(default)]
    examples: Vec<Examples>,
    #[serde(default)]
    silent: Vec<Examples>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PatternEntry {
    text: Vec<String>,
    sense: Sense,
    #[serde(default)]
    gives: Option<SmolStr>,
    #[serde(default = "yes")]
    alone: bool,
    #[serde(default)]
    with: BTreeMap<Field, Value>,
    #[serde(default)]
    after: String,
    #[serde(default)]
    not_after: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    not_before: String,
}

fn yes() -> bool {
    true
}

impl Rules {
    /// Reads rule files, given by name and text; the message names the file and what is wrong.
    pub(super) fn load<'f>(files: impl Iterator<Item = (&'f str, &'f str)>) -> Result<Self, String> {
        let mut files: Vec<_> = files.collect();
        files.sort();
        let mut rules = Self {
            classes: COMPUTED.iter().map(SmolStr::new).collect(),
            patterns: Vec::new(),
            stages: Vec::new(),
            holidays: Vec::new(),
            tense: Tense::default(),
            examples: Vec::new(),
            words: HashMap::new(),
        };
        let mut entries = Vec::new();
        for (name, text) in files {
            let inside = |error: toml::de::Error| format!("{name}: {error}");
            match name {
                "words.toml" => rules.add_words(toml::from_str(text).map_err(inside)?),
                "tense.toml" => rules.tense = toml::from_str(text).map_err(inside)?,
                "holidays.toml" => {
                    let file: HolidayFile = toml::from_str(text).map_err(inside)?;
                    rules.add_holidays(file.holiday);
                }
                _ => {
                    let file: PatternFile = toml::from_str(text).map_err(inside)?;
                    entries.extend(file.pattern.into_iter().map(|entry| (name, entry)));
                    rules.examples.extend(file.examples);
                    rules.examples.extend(file.silent);
                }
            }
        }
        for given in entries.iter().filter_map(|(_, entry)| entry.gives.clone()) {
            rules.class(&given);
        }
        for (name, entry) in entries {
            rules.add_pattern(entry).map_err(|message| format!("{name}: {message}"))?;
        }
        rules.lay_stages()?;
        Ok(rules)
    }

    /// The words and phrases that begin at the first of the pieces.
    pub(super) fn words_at(&self, pieces: &[Piece]) -> Vec<Item> {
        let Some(phrases) = self.words.get(&pieces[0].form) else { return Vec::new() };
        let fits = |phrase: &&Phrase| {
            (pieces[0].capital || !phrase.capital)
                && phrase.rest.len() < pieces.len()
                && phrase.rest.iter().zip(&pieces[1..]).all(|(word, piece)| *word == piece.form)
        };
        let item =
            |phrase: &Phrase| Item { class: phrase.class, value: phrase.value.clone(), length: phrase.rest.len() + 1 };
        phrases.iter().filter(fits).map(item).collect()
    }

    /// True when a sentence was ended within a time: behind "10 a.m." where "Friday" follows, or behind "Jan." and a "28".
    pub(super) fn is_cut(&self, document: &Document, before: TokenRange, after: TokenRange) -> bool {
        let (Some(last), Some(first)) = (before.indices().next_back(), after.indices().next()) else { return false };
        let form = |at: usize| document.form(TokenId(at as u32));
        let is = |form: &str, classes: [&str; 2]| {
            let name = piece::of_phrase(form).into_iter().next().unwrap_or_default();
            let phrases = self.words.get(&name).into_iter().flatten();
            phrases
                .filter(|phrase| phrase.rest.is_empty())
                .any(|phrase| classes.contains(&self.classes[usize::from(phrase.class.0)].as_str()))
        };
        let gap = document.tokens[last].span.end as usize..document.tokens[first].span.start as usize;
        if document.article.text.get(gap).is_none_or(|gap| gap.contains("\n\n")) {
            return false;
        }
        let digits = form(first).starts_with(|char: char| char.is_ascii_digit());
        match form(last) {
            end if is(end, ["meridiem", "zone"]) => is(form(first), ["weekday", "month"]),
            end if end.ends_with('.') && is(end, ["month", "month"]) => digits,
            _ => false,
        }
    }

    fn class(&mut self, name: &str) -> Class {
        let number = self.classes.iter().position(|class| class == name).unwrap_or_else(|| {
            self.classes.push(SmolStr::new(name));
            self.classes.len() - 1
        });
        Class(number as u16)
    }

    fn add_words(&mut self, file: BTreeMap<String, ClassFile>) {
        for (name, ClassFile { capital, words }) in file {
            let class = self.class(&name);
            for (phrase, value) in words {
                let value = match value {
                    toml::Value::Integer(number) => Value::Number(number as f64),
                    toml::Value::Float(number) => Value::Number(number),
                    other => Value::Word(other.as_str().unwrap_or_default().into()),
                };
                self.add_phrase(&phrase, class, value, capital);
            }
        }
    }

    fn add_holidays(&mut self, holidays: Vec<Holiday>) {
        let class = self.class("holiday");
        for (number, holiday) in holidays.iter().enumerate() {
            for name in &holiday.names {
                let capital = name.starts_with(|char: char| char.is_uppercase());
                self.add_phrase(name, class, Value::Number(number as f64), capital);
            }
        }
        self.holidays = holidays;
    }

    fn add_phrase(&mut self, phrase: &str, class: Class, value: Value, capital: bool) {
        let mut pieces = piece::of_phrase(phrase).into_iter();
        if let Some(first) = pieces.next() {
            self.words.entry(first).or_default().push(Phrase { rest: pieces.collect(), class, value, capital });
        }
    }

    fn add_pattern(&mut self, entry: PatternEntry) -> Result<(), String> {
        let gives = entry.gives.as_deref().map(|name| self.class(name));
        let list = |words: &str| words.split_whitespace().map(SmolStr::new).collect();
        for text in &entry.text {
            let nodes =
                pattern::parse(text, &self.classes, &field).map_err(|message| format!("`{text}`: {message}"))?;
            self.patterns.push(Pattern {
                sense: entry.sense,
                gives,
                alone: entry.alone,
                with: entry.with.clone().into_iter().collect(),
                nodes,
                beside: Beside {
                    after: list(&entry.after),
                    not_after: list(&entry.not_after),
                    before: list(&entry.before),
                    not_before: list(&entry.not_before),
                },
            });
        }
        Ok(())
    }

    /// Puts every pattern one stage after the last pattern that gives a class it needs.
    fn lay_stages(&mut self) -> Result<(), String> {
        let mut stage_of: Vec<usize> = vec![0; self.patterns.len()];
        for round in 0.. {
            let mut changed = false;
            for at in 0..self.patterns.len() {
                let needs = self.patterns[at].classes();
                let givers = (0..self.patterns.len())
                    .filter(|&by| self.patterns[by].gives.is_some_and(|class| needs.contains(&class)));
                let stage = givers.map(|by| stage_of[by] + 1).max().unwrap_or(0);
                changed |= std::mem::replace(&mut stage_of[at], stage) != stage;
            }
            if !changed {
                break;
            }
            if round > 20 {
                return Err("patterns refer to one another in a circle".to_owned());
            }
        }
        for (number, &stage) in stage_of.iter().enumerate() {
            while self.stages.len() <= stage {
                self.stages.push(Stage::default());
            }
            let (words, classes) = self.patterns[number].first();
            for word in words {
                self.stages[stage].by_word.entry(word).or_default().push(number);
            }
            for class in classes {
                self.stages[stage].by_class.entry(class).or_default().push(number);
            }
        }
        Ok(())
    }
}

impl Stage {
    /// The patterns that may match where a piece of this form with these items stands, in the order of writing.
    pub(super) fn candidates(&self, form: &SmolStr, items: &[Item]) -> Vec<usize> {
        let mut found: Vec<usize> = self.by_word.get(form).cloned().unwrap_or_default();
        for item in items {
            found.extend(self.by_class.get(&item.class).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn field(name: &str) -> Option<Field> {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};
    let deserializer: StrDeserializer<Error> = name.into_deserializer();
    Field::deserialize(deserializer).ok()
}
