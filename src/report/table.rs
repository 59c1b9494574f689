//! The table for a terminal: what clashes, where it stands, and why it cannot all be true.

use comfy_table::presets::UTF8_FULL;
use comfy_table::{ContentArrangement, Table};
use unicode_width::UnicodeWidthStr;

use super::escape::visible;
use super::wrap::{Style, lines, paint};
use super::{Item, Passage, Report, Summary};
use crate::finding::{Certainty, Severity};

/// How a table is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal; less than [`NARROWEST`] counts as that.
    pub width: usize,
    /// Whether clashing words are set off by colour, or else by »these signs«.
    pub colour: bool,
}

/// The fewest columns that a table needs.
pub const NARROWEST: usize = 40;

/// Columns that borders and padding take.
const FRAME: usize = 10;

/// Renders the findings as a table, and the summary below it.
pub fn render(report: &Report, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let mut text = String::new();
    if !report.items.is_empty() {
        text = drawn(&report.items, width, look.colour);
        text.push('\n');
    }
    for (head, items) in [
        ("Disputes: each side is the words of a speaker, so the articles contradict nothing.", &report.disputes),
        ("Undecided: these would clash if something were known.", &report.undecided),
    ] {
        if !items.is_empty() {
            text.push_str(&format!("{head}\n{}\n", drawn(items, width, look.colour)));
        }
    }
    for sentence in summary(&report.summary) {
        for line in lines(&sentence, width) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    if look.colour { paint(&text) } else { text }
}

fn drawn(items: &[Item], width: usize, colour: bool) -> String {
    let first =
        items.iter().flat_map(label).map(|line| line.width()).max().unwrap_or(0).clamp(7, (width / 5).clamp(8, 20));
    let second = items.iter().flat_map(|item| &item.evidence).map(|passage| visible(&origin(passage)).width()).max();
    let second = second.unwrap_or(0).clamp(5, (width / 4).clamp(10, 40));
    let third = width.saturating_sub(FRAME + first + second).max(10);
    let mut table = Table::new();
    table.load_style(UTF8_FULL.with_rounded_corners().with_solid_inner_borders());
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(["finding", "where", "statement"]);
    for item in items {
        let mut places: Vec<String> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        let mut rows = |place: Vec<String>, statement: Vec<String>| {
            let height = place.len().max(statement.len()) + 1;
            for (column, mut cell) in [(&mut places, place), (&mut words, statement)] {
                cell.resize(height, String::new());
                column.extend(cell);
            }
        };
        for passage in &item.evidence {
            let place =
                [visible(&origin(passage)), date(passage)].iter().flat_map(|line| lines(line, second)).collect();
            rows(place, lines(&marked(passage, colour), third));
        }
        rows(vec!["why".to_owned()], why(item, third));
        let labels: Vec<String> = label(item).iter().flat_map(|line| lines(line, first)).collect();
        let head = if colour { severity(item.severity).on(&labels[0]) } else { labels[0].clone() };
        let labels = std::iter::once(head).chain(labels[1..].iter().cloned()).collect::<Vec<_>>().join("\n");
        table.add_row([labels.as_str(), places.join("\n").trim_end(), words.join("\n").trim_end()]);
    }
    table.trim_fmt()
}

fn label(item: &Item) -> Vec<String> {
    let mut label = vec![name(&item.severity), name(&item.kind)];
    if visible(&item.rule) != label[1] {
        label.push(visible(&item.rule));
    }
    if item.certainty == Certainty::Likely {
        label.push("(likely)".to_owned());
    }
    label
}

/// The name of a unit variant as it stands in rules and in JSON.
pub(super) fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Strong,
        Severity::Warning => Style::Warning,
        Severity::Note => Style::Aside,
    }
}

fn origin(passage: &Passage) -> String {
    format!("{}:{}", passage.path, passage.start.line)
}

fn date(passage: &Passage) -> String {
    match passage.published {
        _ if passage.reference => "reference".to_owned(),
        Some(day) => day.to_string(),
        None => "undated".to_owned(),
    }
}

/// The statement with its clashing words set off.
fn marked(passage: &Passage, colour: bool) -> String {
    let mut text = String::new();
    let mut at = 0;
    for mark in &passage.marks {
        text.push_str(&visible(&passage.text[at..mark.start]));
        let words = visible(&passage.text[mark.clone()]);
        text.push_str(&if colour { Style::Strong.on(&words) } else { format!("»{words}«") });
        at = mark.end;
    }
    text + &visible(&passage.text[at..])
}

fn why(item: &Item, width: usize) -> Vec<String> {
    let mut why = lines(&visible(&item.message), width);
    for step in &item.proof {
        let step = lines(&visible(step), width - 2);
        why.extend(
            step.iter().zip(["· "].iter().chain(std::iter::repeat(&"  "))).map(|(line, lead)| format!("{lead}{line}")),
        );
    }
    why
}

/// What was read and found. Where nothing was found it says among how many facts, so that it is never read as "all was
/// checked".
fn summary(summary: &Summary) -> Vec<String> {
    let coverage = format!(
        "{}, {}, {}, {}",
        counted(summary.documents, "document"),
        counted(summary.sentences, "sentence"),
        counted(summary.claims, "claim"),
        counted(summary.facts, "comparable fact"),
    );
    let found = format!(
        "{}, {}, {}; {} undecided{}",
        counted(summary.errors, "error"),
        counted(summary.warnings, "warning"),
        counted(summary.notes, "note"),
        summary.undecided,
        if summary.suppressed > 0 { format!("; {} suppressed", summary.suppressed) } else { String::new() },
    );
    let caution = match (summary.errors + summary.warnings, summary.facts) {
        (0, 0) => Some("Nothing in them could be compared, so nothing was checked.".to_owned()),
        (0, facts) => Some(format!(
            "No contradiction among the {} that could be compared; the rest of the text was read but not checked.",
            counted(facts, "fact")
        )),
        _ => None,
    };
    [coverage, found].into_iter().chain(caution).collect()
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
