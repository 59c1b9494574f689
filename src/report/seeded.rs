//! The figures of seeded errors: of each kind how many were planted and found, and what the untouched articles raise.

use std::collections::BTreeMap;
use std::fmt::Write;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, Table};
use serde_json::json;

use super::escape::visible;
use super::table::name;
use crate::finding::Severity;
use crate::seeding::{Planted, Seed, Set};

/// The figures as a table; with `verbose` every miss and every finding of the untouched articles.
pub fn text(results: &[Set], verbose: bool) -> String {
    let mut text = String::new();
    if verbose {
        for planted in all(results).filter(|planted| planted.found_by.is_empty()) {
            let (kind, change) = (name(&planted.seed), visible(&planted.change));
            let _ =
                writeln!(text, "MISS {kind} {}: {change}\n  {}", visible(&planted.path), visible(&planted.sentence));
        }
        for (rule, severity, message) in results.iter().flat_map(|result| &result.untouched) {
            let _ = writeln!(text, "UNTOUCHED {} {rule}: {}", name(severity), visible(message));
        }
    }
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header(["planted error", "planted", "found", "share"]);
    for seed in Seed::ALL {
        let (planted, found) = counts(results, |planted| planted.seed == seed);
        table.add_row([name(&seed), planted.to_string(), found.to_string(), share(found, planted)]);
    }
    let (planted, found) = counts(results, |_| true);
    table.add_row(["all".to_owned(), planted.to_string(), found.to_string(), share(found, planted)]);
    for at in 1..4 {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let _ = writeln!(text, "{}", table.trim_fmt());
    let articles: usize = results.iter().map(|result| result.articles).sum();
    let raised = raised(results);
    let total: usize = raised.values().sum();
    let per_100 = if articles == 0 { 0.0 } else { total as f64 * 100.0 / articles as f64 };
    let _ = writeln!(
        text,
        "sets: {}, articles: {articles}; untouched they raise {total} errors and warnings ({per_100:.1} per 100 articles){}",
        results.len(),
        raised.iter().map(|(rule, count)| format!("; {rule} {count}")).collect::<String>()
    );
    text
}

/// The figures as JSON, with every planted error.
pub fn json(results: &[Set]) -> String {
    let kinds: Vec<_> = Seed::ALL
        .iter()
        .map(|&seed| {
            let (planted, found) = counts(results, |planted| planted.seed == seed);
            json!({ "kind": seed, "planted": planted, "found": found })
        })
        .collect();
    let articles: usize = results.iter().map(|result| result.articles).sum();
    let log = json!({
        "sets": results.len(),
        "articles": articles,
        "kinds": kinds,
        "untouched": raised(results),
        "planted": all(results).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&log).expect("strings and numbers are JSON");
    text.push('\n');
    text
}

fn all(results: &[Set]) -> impl Iterator<Item = &Planted> {
    results.iter().flat_map(|result| &result.planted)
}

fn counts(results: &[Set], wanted: impl Fn(&Planted) -> bool) -> (usize, usize) {
    let of: Vec<&Planted> = all(results).filter(|planted| wanted(planted)).collect();
    (of.len(), of.iter().filter(|planted| !planted.found_by.is_empty()).count())
}

/// Errors and warnings that the untouched articles raise, by rule.
fn raised(results: &[Set]) -> BTreeMap<&str, usize> {
    let mut raised = BTreeMap::new();
    for (rule, severity, _) in results.iter().flat_map(|result| &result.untouched) {
        if *severity > Severity::Note {
            *raised.entry(rule.as_str()).or_default() += 1;
        }
    }
    raised
}

fn share(found: usize, planted: usize) -> String {
    if planted == 0 { "-".to_owned() } else { format!("{:.2}", found as f64 / planted as f64) }
}
