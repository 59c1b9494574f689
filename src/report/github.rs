//! Workflow commands of GitHub Actions: every piece of evidence becomes an annotation of its line.

use std::fmt::Write;

use super::Report;
use crate::finding::Severity;

/// One line a piece of evidence: `::error file=a.md,line=6,...::message`.
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    for item in &report.items {
        let command = match item.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        for passage in item.evidence.iter().filter(|passage| !passage.reference) {
            let _ = writeln!(
                text,
                "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}",
                property(&passage.path),
                passage.start.line,
                passage.end.line,
                passage.start.column,
                passage.end.column,
                property(&item.rule),
                data(&item.message),
            );
        }
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
