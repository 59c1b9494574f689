//! Rules: one file each, a denial constraint over facts with its title, reason, message and examples.

use serde::Deserialize;
use toml::Spanned;

use super::builtin;
use super::syntax::{self, Condition, Pattern, Term};
use crate::fact::Predicate;
use crate::finding::{Kind, Severity};
use crate::rulefile::RuleError;

/// A contradiction rule: facts that can never all hold at once.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, which is the name of its file.
    pub id: String,
    /// The kind of contradiction that it finds.
    pub kind: Kind,
    /// What it finds, as a headline.
    pub title: String,
    /// How much a finding weighs.
    pub severity: Severity,
    /// Why the statements cannot all be true.
    pub why: String,
    /// The conditions that hold together in a contradiction.
    pub when: Vec<Condition>,
    /// The message, with `{...}` for the values of variables and labels.
    pub says: String,
    /// Documents on which it must fire.
    pub fires: Vec<Example>,
    /// Documents on which it must stay silent.
    pub silent: Vec<Example>,
}

/// Example documents of a rule, each as `(2024-05-02) Text.`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What makes this example a class of its own.
    #[serde(default)]
    pub why: String,
    /// The documents.
    pub docs: Vec<String>,
    /// A known failure, with its reason: the test fails when it starts to work.
    #[serde(default)]
    pub todo: Option<String>,
}

/// A rule as its file spells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelled {
    id: Spanned<String>,
    kind: Kind,
    title: String,
    severity: Severity,
    why: String,
    when: Spanned<String>,
    says: Spanned<String>,
    #[serde(default)]
    fires: Vec<Example>,
    #[serde(default)]
    silent: Vec<Example>,
}

impl Rule {
    /// The measure of the timeline's chains that the rule reports, when it asks for them: `chain("order")`.
    pub(super) fn chain(&self) -> Option<&str> {
        match self.when.as_slice() {
            [Condition::Fact(Pattern { predicate, terms, .. })] if predicate == "chain" => match terms.as_slice() {
                [Term::Word(measure)] => Some(measure),
                _ => None,
            },
            _ => None,
        }
    }

    /// True when two facts of one predicate play the same part, so that each pair needs to be tried in one order only.
    pub(super) fn is_symmetric(&self) -> bool {
        let facts: Vec<&Pattern> = self.patterns().collect();
        let [one, other] = facts.as_slice() else { return false };
        let tests_symmetric = self.when.iter().all(|condition| match condition {
            Condition::Test { name, .. } => builtin::find(name).is_some_and(|test| test.symmetric),
            _ => true,
        });
        one.predicate == other.predicate && one.stated == other.stated && tests_symmetric
    }

    /// The facts that clash, in the order of the file.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.when.iter().filter_map(|condition| match condition {
            Condition::Fact(pattern) => Some(pattern),
            _ => None,
        })
    }

    /// The predicates of facts that a test looks at as statements, by their labels, further than at their documents.
    pub(super) fn tested_one_by_one(&self) -> Vec<&str> {
        let labels = self.when.iter().flat_map(|condition| match condition {
            Condition::Test { name, terms } if name != "apart" => terms.as_slice(),
            _ => &[],
        });
        let labels: Vec<&Term> = labels.collect();
        let tested = |pattern: &&Pattern| {
            let is_label = |term: &&Term| matches!(term, Term::Variable(name) if pattern.label.as_ref() == Some(name));
            labels.iter().any(is_label)
        };
        self.patterns().filter(tested).map(|pattern| pattern.predicate.as_str()).collect()
    }

    /// Reads a rule from the text of its file; `predicates` are the names and roles of the facts it may use.
    pub fn parse(file: &str, text: &str, predicates: &[Predicate]) -> Result<Self, RuleError> {
        let at = |offset: usize, cause: String| RuleError::at(file, text, offset, cause);
        let spelled: Spelled = toml::from_str(text)
            .map_err(|error| at(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        let stem = std::path::Path::new(file).file_stem().map_or("", |stem| stem.to_str().unwrap_or(""));
        if spelled.id.get_ref() != stem {
            let cause = format!("the id `{}` is not the file's name `{stem}`", spelled.id.get_ref());
            return Err(at(spelled.id.span().start, cause));
        }
        let when_start = content_start(text, spelled.when.span().start);
        let when = syntax::parse(spelled.when.get_ref(), predicates)
            .map_err(|error| at(when_start + error.offset, error.cause))?;
        syntax::check_message(spelled.says.get_ref(), &when).map_err(|cause| at(spelled.says.span().start, cause))?;
        if spelled.fires.is_empty() || spelled.silent.is_empty() {
            let cause = "a rule needs examples of both kinds, [[fires]] and [[silent]]".to_owned();
            return Err(at(0, cause));
        }
        Ok(Self {
            id: spelled.id.into_inner(),
            kind: spelled.kind,
            title: spelled.title,
            severity: spelled.severity,
            why: spelled.why,
            when,
            says: spelled.says.into_inner(),
            fires: spelled.fires,
            silent: spelled.silent,
        })
    }
}

/// Where the content of a TOML string starts, given where the string starts with its quotes.
fn content_start(text: &str, start: usize) -> usize {
    let quoted = &text[start..];
    for (quote, skip) in [("'''\n", 4), ("\"\"\"\n", 4), ("'''", 3), ("\"\"\"", 3)] {
        if quoted.starts_with(quote) {
            return start + skip;
        }
    }
    start + 1
}
