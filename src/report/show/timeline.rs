//! The stage `timeline`: when each document was issued, with the reasons, and what has a time, in order.

use std::fmt::Write;

use chrono::NaiveDate;

use super::facts::spelled;
use crate::fact::Fact;
use crate::finding::Origin;
use crate::gazetteer::Gazetteer;
use crate::pipeline::Outcome;
use crate::report::Lines;
use crate::report::escape::visible;

/// First one block a document: its date of issue, given or inferred, and why. Then one line a fact with a time, by its
/// first day.
pub fn timeline(outcome: &Outcome, gazetteer: &Gazetteer) -> String {
    let mut text = String::new();
    for reading in &outcome.readings {
        let path = reading.document.article.path.to_string_lossy();
        let issue = &reading.issue;
        let _ = write!(text, "{}\tissued {}", visible(&path), issue.interval);
        if issue.candidates.len() > 1 {
            let all: Vec<String> = issue.candidates.iter().take(4).map(ToString::to_string).collect();
            let more = if issue.candidates.len() > 4 { ", ..." } else { "" };
            let _ = write!(text, " (one of {}{more})", all.join(", "));
        }
        text.push('\n');
        for reason in &issue.reasons {
            let _ = writeln!(text, "\tfor {}", visible(reason));
        }
    }
    let lines: Vec<Lines> = outcome.readings.iter().map(|reading| Lines::of(&reading.document.article)).collect();
    let mut dated: Vec<(&Fact, NaiveDate)> =
        outcome.facts.iter().filter_map(|fact| Some((fact, fact.when?.days.earliest))).collect();
    dated.sort_by_key(|&(fact, earliest)| (earliest, fact.id));
    for (fact, _) in dated {
        let place = match &fact.from {
            Origin::Text { doc, span, .. } => {
                let path = outcome.readings[doc.0 as usize].document.article.path.to_string_lossy();
                format!("{}:{}", visible(&path), lines[doc.0 as usize].position(span.start as usize).line)
            }
            Origin::Table { path, line, .. } => format!("{}:{line}", visible(path)),
        };
        let days = fact.when.map_or(String::new(), |when| when.days.to_string());
        let _ = writeln!(text, "{days}\t{}\t{place}", visible(&spelled(fact, outcome, gazetteer)));
    }
    text
}
