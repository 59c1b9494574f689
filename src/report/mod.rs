//! What a reader is shown: findings with their places on disk, and the renderers that write them.
//!
//! A [`Report`] holds everything that a format needs and nothing of how it was found; each renderer is a pure function of
//! it. Only this module knows formats.

pub mod ask;
pub mod escape;
pub mod github;
pub mod json;
mod lines;
mod passage;
pub mod sarif;
pub mod seeded;
pub mod show;
pub mod table;
pub mod values;
mod wrap;

use std::collections::BTreeSet;

use crate::finding::{Certainty, Finding, Kind, Severity};
use crate::pipeline::Outcome;

pub use lines::{Lines, Position};
pub use passage::{Passage, WIDEST};

/// What one run says, ready to be written.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was found, in the order of the engine.
    pub items: Vec<Item>,
    /// Clashes between the words of different speakers; none unless asked for with [`Report::with_disputes`].
    pub disputes: Vec<Item>,
    /// What could not be decided; none unless asked for with [`Report::with_undecided`].
    pub undecided: Vec<Item>,
    /// How much was read, compared and found.
    pub summary: Summary,
}

/// A finding with its evidence as it stands on disk.
#[derive(Clone, Debug)]
pub struct Item {
    /// The id of the rule.
    pub rule: String,
    /// The kind of contradiction.
    pub kind: Kind,
    /// How much it weighs.
    pub severity: Severity,
    /// How sure it is.
    pub certainty: Certainty,
    /// One sentence for the editor.
    pub message: String,
    /// The stable name of the finding.
    pub fingerprint: String,
    /// The statements that clash.
    pub evidence: Vec<Passage>,
    /// The steps from them to the clash.
    pub proof: Vec<String>,
}

/// Counts of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles read.
    pub documents: usize,
    /// Sentences in them.
    pub sentences: usize,
    /// Claims found in these.
    pub claims: usize,
    /// Claims that became comparable facts.
    pub facts: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity note.
    pub notes: usize,
    /// Pairs that looked like a clash and could not be decided.
    pub undecided: usize,
    /// Findings left out on the user's word.
    pub suppressed: usize,
}

impl Report {
    /// The report of a run.
    pub fn new(outcome: &Outcome) -> Self {
        let of = |severity: Severity| outcome.findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            items: items(&outcome.findings, outcome),
            disputes: Vec::new(),
            undecided: Vec::new(),
            summary: Summary {
                documents: outcome.readings.len(),
                sentences: outcome.coverage.sentences,
                claims: outcome.coverage.claims,
                facts: outcome.coverage.facts,
                errors: of(Severity::Error),
                warnings: of(Severity::Warning),
                notes: of(Severity::Note),
                undecided: outcome.coverage.undecided,
                suppressed: 0,
            },
        }
    }

    /// The report with the disputes of the run.
    pub fn with_disputes(self, outcome: &Outcome) -> Self {
        Self { disputes: items(&outcome.disputes, outcome), ..self }
    }

    /// The report with what the run could not decide.
    pub fn with_undecided(self, outcome: &Outcome) -> Self {
        Self { undecided: items(&outcome.open, outcome), ..self }
    }

    /// Leaves out the findings of these fingerprints, and counts them.
    pub fn without(mut self, known: &BTreeSet<String>) -> Self {
        let (known, items): (Vec<Item>, Vec<Item>) =
            self.items.into_iter().partition(|item| known.contains(&item.fingerprint));
        for item in &known {
            match item.severity {
                Severity::Error => self.summary.errors -= 1,
                Severity::Warning => self.summary.warnings -= 1,
                Severity::Note => self.summary.notes -= 1,
            }
        }
        self.summary.suppressed += known.len();
        Self { items, ..self }
    }

    /// The highest severity among the findings.
    pub fn worst(&self) -> Option<Severity> {
        self.items.iter().map(|item| item.severity).max()
    }
}

/// Findings with their places on disk.
fn items(findings: &[Finding], outcome: &Outcome) -> Vec<Item> {
    let lines: Vec<Lines> = outcome.readings.iter().map(|reading| Lines::of(&reading.document.article)).collect();
    let item = |finding: &Finding| Item {
        rule: finding.rule.clone(),
        kind: finding.kind,
        severity: finding.severity,
        certainty: finding.certainty,
        message: finding.message.clone(),
        fingerprint: finding.fingerprint.clone(),
        evidence: finding.evidence.iter().map(|part| Passage::new(part, &outcome.readings, &lines)).collect(),
        proof: finding.proof.clone(),
    };
    findings.iter().map(item).collect()
}
