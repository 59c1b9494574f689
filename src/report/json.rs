//! The JSON format, version 1; its schema is `schema/report.schema.json`. Within a version fields are only added.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Item, Passage, Report, Summary};
use crate::finding::{Certainty, Kind, Severity};

/// The version of the format.
pub const VERSION: &str = "1";

#[derive(Serialize)]
struct Root<'a> {
    version: &'static str,
    summary: Counts,
    findings: Vec<Found<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disputes: Vec<Found<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    undecided: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Counts {
    documents: usize,
    sentences: usize,
    claims: usize,
    facts: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    undecided: usize,
    suppressed: usize,
}

#[derive(Serialize)]
struct Found<'a> {
    rule: &'a str,
    kind: Kind,
    severity: Severity,
    certainty: Certainty,
    message: &'a str,
    fingerprint: &'a str,
    evidence: Vec<Place<'a>>,
    proof: &'a [String],
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
    fact: &'a BTreeMap<String, String>,
}

/// Renders a report as JSON, indented, with a line end.
pub fn render(report: &Report) -> String {
    let root = Root {
        version: VERSION,
        summary: counts(&report.summary),
        findings: report.items.iter().map(found).collect(),
        disputes: report.disputes.iter().map(found).collect(),
        undecided: report.undecided.iter().map(found).collect(),
    };
    let mut text = serde_json::to_string_pretty(&root).expect("strings and numbers are JSON");
    text.push('\n');
    text
}

fn counts(summary: &Summary) -> Counts {
    let Summary { documents, sentences, claims, facts, errors, warnings, notes, undecided, suppressed } = *summary;
    Counts { documents, sentences, claims, facts, errors, warnings, notes, undecided, suppressed }
}

fn found(item: &Item) -> Found<'_> {
    Found {
        rule: &item.rule,
        kind: item.kind,
        severity: item.severity,
        certainty: item.certainty,
        message: &item.message,
        fingerprint: &item.fingerprint,
        evidence: item.evidence.iter().map(place).collect(),
        proof: &item.proof,
    }
}

fn place(passage: &Passage) -> Place<'_> {
    Place {
        path: &passage.path,
        start: passage.bytes.start,
        end: passage.bytes.end,
        line: passage.start.line,
        column: passage.start.column,
        end_line: passage.end.line,
        end_column: passage.end.column,
        text: &passage.text,
        fact: &passage.fact,
    }
}
