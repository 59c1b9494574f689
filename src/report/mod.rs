//! What a reader is shown: findings with their places on disk, and the renderers that write them.
//!
//! A [`Report`] holds everything that a format needs and nothing of how it was found; each renderer is a pure function of
//! it. Only this module knows formats.

pub mod escape;
pub mod json;
mod lines;
mod passage;
pub mod show;
pub mod table;
mod wrap;

use crate::finding::{Certainty, Finding, Kind, Severity};
use crate::pipeline::Outcome;

pub use lines::{Lines, Position};
pub use passage::{Passage, WIDEST};

/// What one run says, ready to be written.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was found, in the order of the engine.
    pub items: Vec<Item>,
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
        let of = |severity: Severity| outcome.findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            items: outcome.findings.iter().map(item).collect(),
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

    /// The highest severity among the findings.
    pub fn worst(&self) -> Option<Severity> {
        self.items.iter().map(|item| item.severity).max()
    }
}
