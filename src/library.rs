//! The rules and claim frames: those shipped under `rules/`, and a user's own folders in the same form.
//!
//! Adding a file is the whole act: nothing lists the files by name.

use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::claim::{Frame, Frames};
use crate::engine::Rule;
use crate::fact::{Predicate, predicates};
use crate::rulefile::RuleError;

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Rules with the frames and predicates that they rest on.
#[derive(Clone, Debug)]
pub struct Library {
    /// The claim frames.
    pub frames: Frames,
    /// The predicates that rules may use.
    pub predicates: Vec<Predicate>,
    /// The rules, sorted by id.
    pub rules: Vec<Rule>,
}

/// A rule or frame file: its path and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFile {
    /// The path, for messages.
    pub path: String,
    /// The text.
    pub text: String,
}

impl Library {
    /// What is shipped.
    pub fn shipped() -> Self {
        Self::from_files(&shipped("claims"), &shipped("contradictions")).expect("the shipped rules are valid")
    }

    /// What is shipped, with a user's own rules (and, in a subfolder `claims`, frames) added. A rule of a shipped id is an
    /// error.
    pub fn with_own(rules: &[RuleFile], frames: &[RuleFile]) -> Result<Self, RuleError> {
        let with = |shipped: Vec<RuleFile>, own: &[RuleFile]| [shipped, own.to_vec()].concat();
        Self::from_files(&with(shipped("claims"), frames), &with(shipped("contradictions"), rules))
    }

    /// Reads frames and rules from the texts of their files.
    pub fn from_files(frames: &[RuleFile], rules: &[RuleFile]) -> Result<Self, RuleError> {
        let frames: Vec<Frame> =
            frames.iter().map(|file| Frame::parse(&file.path, &file.text)).collect::<Result<_, _>>()?;
        let frames = Frames::new(frames);
        let predicates = predicates(&frames);
        let mut read: Vec<(Rule, &str)> = Vec::new();
        for file in rules {
            let rule = Rule::parse(&file.path, &file.text, &predicates)?;
            if let Some((_, other)) = read.iter().find(|(known, _)| known.id == rule.id) {
                let cause = format!("the id `{}` is already that of {other}", rule.id);
                return Err(RuleError { file: file.path.clone(), line: 1, column: 1, cause });
            }
            read.push((rule, &file.path));
        }
        let mut rules: Vec<Rule> = read.into_iter().map(|(rule, _)| rule).collect();
        rules.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(Self { frames, predicates, rules })
    }

    /// The rule of an id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

/// The shipped files of one folder under `rules/` (`contradictions`, `claims`), sorted; those whose names start with `_` are
/// word lists, not rules.
pub fn shipped(folder: &str) -> Vec<RuleFile> {
    let mut files: Vec<RuleFile> = SHIPPED
        .get_dir(folder)
        .into_iter()
        .flat_map(Dir::files)
        .filter(|file| is_rule(file.path()))
        .filter_map(|file| {
            Some(RuleFile { path: format!("rules/{}", file.path().display()), text: file.contents_utf8()?.to_owned() })
        })
        .collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

/// True for a path that is a rule's or a frame's by its name.
pub fn is_rule(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    name.ends_with(".toml") && !name.starts_with('_')
}
