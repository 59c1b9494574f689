//! What the engine says: findings, with their evidence and their proof.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::{DocId, Span};

/// A contradiction that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the rule, which is its file's name.
    pub rule: String,
    /// The kind of contradiction.
    pub kind: Kind,
    /// How much it weighs.
    pub severity: Severity,
    /// How sure the verdict is.
    pub certainty: Certainty,
    /// One sentence for the editor.
    pub message: String,
    /// The statements that clash: one when a single statement cannot be true, else two or more.
    pub evidence: Vec<Evidence>,
    /// The steps from the statements to the clash, in order.
    pub proof: Vec<String>,
    /// A stable name: from the rule, the normal forms and the documents, never from positions.
    pub fingerprint: String,
}

/// A statement that takes part in a clash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it stands.
    pub from: Origin,
    /// The normal form that was compared: slot and value.
    pub fact: BTreeMap<String, String>,
}

/// Where a statement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// In a document of this run.
    Text {
        /// The document.
        doc: DocId,
        /// A clause or a sentence, in the article's decoded text.
        span: Span,
        /// The clashing words in it, in order.
        marks: Vec<Span>,
    },
    /// In a reference table.
    Table {
        /// The table's path.
        path: String,
        /// The line in it, from 1.
        line: u32,
        /// The line in words.
        text: String,
    },
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A matter of style, as two spellings of one name.
    Note,
    /// No plausible reading makes all statements true, but one can be thought of.
    Warning,
    /// No reading makes all statements true.
    Error,
}

/// How sure a verdict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// A link in the proof is likely, not certain.
    Likely,
    /// Every link is certain.
    Certain,
}

/// The kinds of contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Two holders of one office, or a holder outside the term.
    OfficeHolder,
    /// One person with two offices or titles that exclude each other.
    Title,
    /// Two persons in one role of one event.
    Identity,
    /// Declarations of other names that exclude each other.
    Alias,
    /// One name spelled in two ways.
    NameSpelling,
    /// Two dates of one event.
    EventDate,
    /// A date that the calendar does not have.
    Calendar,
    /// An order of events that cannot be.
    Order,
    /// Somebody acts before birth or after death, or dies twice.
    Life,
    /// Two ages, or an age against dates.
    Age,
    /// Something after the date of issue told as past, or the reverse.
    FuturePast,
    /// A duration, a term or an anniversary that does not add up.
    Interval,
    /// One event in two places.
    EventPlace,
    /// A place put where it is not.
    Geography,
    /// Two places of birth.
    Birthplace,
    /// Two numbers of one thing.
    Count,
    /// Asserted and denied.
    Negation,
}
