//! A score as a table and as JSON.

use std::fmt::Write;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, Table};
use serde_json::json;

use super::Score;
use super::score::Tally;
use crate::report::escape::visible;

/// The score as a table; with `verbose` also each miss and each false alarm.
pub fn table(score: &Score, verbose: bool) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header(["kind", "labelled", "found", "right kind", "alarms", "precision", "recall", "F1"]);
    for (kind, tally) in &score.kinds {
        table.add_row(row(&kind_name(kind), *tally));
    }
    table.add_row(row("all", score.total()));
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut text = String::new();
    if verbose {
        details(score, &mut text);
    }
    let _ = writeln!(text, "{}", table.trim_fmt());
    let _ = writeln!(
        text,
        "{} clusters, {} articles: {:.1} false alarms per 100 articles; {} of {} traps fired",
        score.clusters,
        score.articles,
        score.alarms_per_100(),
        score.traps_fired,
        score.traps
    );
    text
}

fn row(name: &str, tally: Tally) -> [String; 8] {
    let share = |value: f64, known: bool| if known { format!("{value:.3}") } else { "-".to_owned() };
    [
        name.to_owned(),
        tally.labelled.to_string(),
        tally.found.to_string(),
        tally.right_kind.to_string(),
        tally.alarms.to_string(),
        share(tally.precision(), tally.hits + tally.alarms > 0),
        share(tally.recall(), tally.labelled > 0),
        share(tally.f1(), tally.labelled > 0),
    ]
}

fn details(score: &Score, text: &mut String) {
    for miss in &score.misses {
        let kind = kind_name(&miss.contradiction.kind);
        let _ = writeln!(text, "MISS {} {kind}: {}", miss.cluster, miss.contradiction.note);
        for place in &miss.contradiction.places {
            let _ = writeln!(text, "  {}: {}", file(&place.path.to_string_lossy()), visible(&place.quote));
        }
    }
    for alarm in &score.alarms {
        let item = &alarm.item;
        let _ = writeln!(
            text,
            "ALARM {} {} ({}): {}",
            alarm.cluster,
            kind_name(&item.kind),
            item.rule,
            visible(&item.message)
        );
        for passage in &item.evidence {
            let _ = writeln!(text, "  {}:{}: {}", file(&passage.path), passage.start.line, visible(&passage.text));
        }
        for step in &item.proof {
            let _ = writeln!(text, "  · {}", visible(step));
        }
        for trap in &alarm.traps {
            let _ = writeln!(text, "  trap: {trap}");
        }
    }
}

/// The score as JSON: the totals, each kind, and the misses and false alarms.
pub fn json(score: &Score) -> String {
    let counts = |tally: Tally| {
        json!({
            "labelled": tally.labelled, "found": tally.found, "right_kind": tally.right_kind, "hits": tally.hits,
            "alarms": tally.alarms, "precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(),
        })
    };
    let kinds: serde_json::Map<String, serde_json::Value> =
        score.kinds.iter().map(|(kind, tally)| (kind_name(kind), counts(*tally))).collect();
    let misses = score.misses.iter().map(|miss| {
        let quotes: Vec<_> = miss.contradiction.places.iter().map(|place| {
            json!({ "path": place.path, "start": place.disk.start, "end": place.disk.end, "text": place.quote })
        }).collect();
        json!({ "cluster": miss.cluster, "kind": miss.contradiction.kind, "note": miss.contradiction.note, "quotes": quotes })
    });
    let alarms = score.alarms.iter().map(|alarm| {
        let evidence: Vec<_> = alarm.item.evidence.iter().map(|passage| {
            json!({ "path": passage.path, "start": passage.bytes.start, "end": passage.bytes.end, "text": passage.text })
        }).collect();
        json!({
            "cluster": alarm.cluster, "rule": alarm.item.rule, "kind": alarm.item.kind, "severity": alarm.item.severity,
            "message": alarm.item.message, "traps": alarm.traps, "evidence": evidence,
        })
    });
    let root = json!({
        "version": "1", "clusters": score.clusters, "articles": score.articles, "alarms_per_100_articles": score.alarms_per_100(),
        "traps": score.traps, "traps_fired": score.traps_fired, "total": counts(score.total()), "kinds": kinds,
        "misses": misses.collect::<Vec<_>>(), "false_alarms": alarms.collect::<Vec<_>>(),
    });
    format!("{root:#}\n")
}

fn file(path: &str) -> String {
    let name = std::path::Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    visible(&name.unwrap_or_else(|| path.to_owned()))
}

/// The name of a kind as it stands in labels and in JSON.
fn kind_name(kind: &crate::finding::Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
