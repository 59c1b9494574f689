//! Claim frames: which words carry a predicate, and from which syntactic functions its roles come. Data under
//! `rules/claims/`, one predicate a file.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::rulefile::{RuleError, nearest};

/// A predicate with its roles and the words that carry it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// The predicate's name, which is the name of its file.
    pub predicate: String,
    /// What it states, in words.
    pub title: String,
    /// Its roles, in order.
    pub roles: Vec<Role>,
    /// How often it can happen with the same filler of its key role.
    #[serde(default)]
    pub happens: Happens,
    /// The role that tells one event of this kind from another; the first by default.
    #[serde(default)]
    pub key: Option<String>,
    /// False when it is not read in direct speech, whose times are often of other days.
    #[serde(default = "yes")]
    pub direct_speech: bool,
    /// The words that carry it.
    pub trigger: Vec<Trigger>,
    /// Sentences with the claims they give.
    #[serde(default)]
    pub example: Vec<FrameExample>,
}

/// A role of a frame.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its name.
    pub name: String,
    /// What may fill it.
    pub kind: RoleKind,
    /// True when a claim without it is dropped.
    #[serde(default = "yes")]
    pub needed: bool,
}

fn yes() -> bool {
    true
}

/// What may fill a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoleKind {
    /// A named person, or a pronoun or noun that refers to one.
    Person,
    /// Any named thing.
    Named,
    /// A place.
    Place,
    /// A number.
    Number,
    /// The trigger's own lemma.
    Verb,
    /// The lemma of whatever noun is there.
    Noun,
}

/// How often an event of a frame can happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Happens {
    /// It is no event, or any number of times.
    #[default]
    Often,
    /// Once to one thing, by its nature: birth, death, founding.
    Once,
}

/// Words that carry a predicate.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Verbs by their lemma, with a particle as in `shoot dead`; `*` for any verb.
    #[serde(default)]
    pub verb: Vec<String>,
    /// Nouns by their lemma.
    #[serde(default)]
    pub noun: Vec<String>,
    /// Adjectives and participles after a copula, by their form.
    #[serde(default)]
    pub adjective: Vec<String>,
    /// Verbs that `*` leaves out.
    #[serde(default)]
    pub except: Vec<String>,
    /// Words one of which must depend on the trigger, by lemma (`office` for "leave office").
    #[serde(default)]
    pub with: Vec<String>,
    /// Role to syntactic function.
    pub from: BTreeMap<String, Function>,
}

/// A syntactic function, with the passive turned round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Function {
    /// Who does it: the subject of an active verb, the agent of a passive one.
    Subject,
    /// What it is done to: the object of an active verb, the subject of a passive one.
    Object,
    /// The complement: `named chairman`, `became president`, `as mayor`.
    Complement,
    /// What a noun is of: "the death of X", "X's death".
    Of,
    /// The agent of a noun: "the killing of X by Y".
    By,
    /// A phrase with "in" or "at".
    In,
    /// A phrase with "to".
    To,
    /// A phrase with "from".
    From,
    /// A phrase with "with".
    With,
    /// A phrase with "for".
    For,
    /// A phrase with "on" or "over".
    On,
    /// A number that modifies the object or subject.
    Count,
    /// The trigger's own lemma.
    Itself,
}

/// A sentence and the claims of this frame that it gives, each as `dies(Ann Roe)`; none for a negative.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameExample {
    /// The sentence.
    pub text: String,
    /// The claims.
    pub gives: Vec<String>,
    /// A known failure, with its reason.
    #[serde(default)]
    pub todo: Option<String>,
}

impl Frame {
    /// Reads a frame from the text of its file.
    pub fn parse(file: &str, text: &str) -> Result<Self, RuleError> {
        let frame: Self = toml::from_str(text).map_err(|error| {
            RuleError::at(file, text, error.span().map_or(0, |span| span.start), error.message().to_owned())
        })?;
        let wrong = |cause: String| Err(RuleError::at(file, text, 0, cause));
        if std::path::Path::new(file).file_stem().and_then(|stem| stem.to_str()) != Some(&frame.predicate) {
            return wrong(format!("the predicate `{}` is not the file's name", frame.predicate));
        }
        let roles: Vec<&str> = frame.roles.iter().map(|role| role.name.as_str()).collect();
        let named = frame.trigger.iter().flat_map(|trigger| trigger.from.keys()).chain(&frame.key);
        if let Some(unknown) = named.into_iter().find(|name| !roles.contains(&name.as_str())) {
            return wrong(format!("unknown role `{unknown}`{}", nearest(unknown, &roles)));
        }
        if !frame.example.iter().any(|example| example.gives.is_empty())
            || frame.example.iter().all(|example| example.gives.is_empty())
        {
            return wrong("a frame needs examples that give claims and one that gives none".to_owned());
        }
        Ok(frame)
    }

    /// The position of a role.
    pub fn role(&self, name: &str) -> Option<usize> {
        self.roles.iter().position(|role| role.name == name)
    }

    /// The position of the role that tells events apart.
    pub fn key_role(&self) -> usize {
        self.key.as_ref().and_then(|key| self.role(key)).unwrap_or(0)
    }
}

/// All frames, found by their trigger words.
#[derive(Clone, Debug)]
pub struct Frames {
    frames: Vec<Frame>,
    by_word: BTreeMap<(Part, String), Vec<(usize, usize)>>,
}

/// The part of speech that a trigger word has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective or participle.
    Adjective,
}

impl Frames {
    /// Indexes frames by their triggers.
    pub fn new(mut frames: Vec<Frame>) -> Self {
        frames.sort_by(|one, other| one.predicate.cmp(&other.predicate));
        let mut by_word: BTreeMap<(Part, String), Vec<(usize, usize)>> = BTreeMap::new();
        for (at, frame) in frames.iter().enumerate() {
            for (number, trigger) in frame.trigger.iter().enumerate() {
                let words =
                    [(Part::Verb, &trigger.verb), (Part::Noun, &trigger.noun), (Part::Adjective, &trigger.adjective)];
                for (part, list) in words {
                    for word in list {
                        let first = word.split(' ').next().unwrap_or(word);
                        by_word.entry((part, first.to_owned())).or_default().push((at, number));
                    }
                }
            }
        }
        Self { frames, by_word }
    }

    /// The frames, sorted by predicate.
    pub fn all(&self) -> &[Frame] {
        &self.frames
    }

    /// The frame of a predicate.
    pub fn get(&self, predicate: &str) -> Option<&Frame> {
        self.frames.iter().find(|frame| frame.predicate == predicate)
    }

    /// The frames and triggers that a word may carry; `*` triggers come with every verb.
    pub fn of(&self, part: Part, word: &str) -> Vec<(&Frame, &Trigger)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        for key in [word, "*"] {
            if key == "*" && part != Part::Verb {
                continue;
            }
            if let Some(list) = self.by_word.get(&(part, key.to_owned())) {
                found.extend(list);
            }
        }
        found.sort();
        found.dedup();
        found
            .into_iter()
            .map(|(frame, trigger)| (&self.frames[frame], &self.frames[frame].trigger[trigger]))
            .filter(|(_, trigger)| !trigger.except.iter().any(|except| except == word))
            .collect()
    }
}
