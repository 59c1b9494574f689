//! SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), as code hosts and editors read it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Item, Passage, Report};
use crate::engine::Rule;
use crate::finding::Severity;

/// Renders a report with the rules behind its findings, indented, with a line end.
pub fn render(report: &Report, rules: &[Rule]) -> String {
    let used: Vec<&Rule> = rules.iter().filter(|rule| report.items.iter().any(|item| item.rule == rule.id)).collect();
    let at: BTreeMap<&str, usize> = used.iter().enumerate().map(|(at, rule)| (rule.id.as_str(), at)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gainsay",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": used.iter().map(|rule| described(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": report.items.iter().map(|item| result(item, at.get(item.rule.as_str()).copied())).collect::<Vec<_>>(),
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).expect("strings and numbers are JSON");
    text.push('\n');
    text
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn described(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.why.trim() },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.kind] },
    })
}

fn result(item: &Item, rule: Option<usize>) -> Value {
    let mut places = item.evidence.iter().enumerate();
    let first = places.find(|(_, passage)| !passage.reference).or_else(|| item.evidence.iter().enumerate().next());
    let related = item.evidence.iter().enumerate().filter(|(at, _)| first.is_none_or(|(main, _)| main != *at));
    let text = [std::slice::from_ref(&item.message), &item.proof].concat().join("\n");
    let mut result = json!({
        "ruleId": item.rule,
        "level": level(item.severity),
        "message": { "text": text },
        "locations": first.map(|(_, passage)| json!({ "physicalLocation": location(passage) })).into_iter().collect::<Vec<_>>(),
        "relatedLocations": related.map(|(at, passage)| json!({
            "id": at,
            "message": { "text": passage.text },
            "physicalLocation": location(passage),
        })).collect::<Vec<_>>(),
        "partialFingerprints": { "gainsay/v1": item.fingerprint },
        "properties": { "certainty": item.certainty, "kind": item.kind },
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = json!(rule);
    }
    result
}

fn location(passage: &Passage) -> Value {
    let mut region = json!({
        "startLine": passage.start.line,
        "startColumn": passage.start.column,
        "endLine": passage.end.line,
        "endColumn": passage.end.column,
        "snippet": { "text": passage.text },
    });
    if !passage.reference {
        region["byteOffset"] = json!(passage.bytes.start);
        region["byteLength"] = json!(passage.bytes.len());
    }
    json!({ "artifactLocation": { "uri": uri(&passage.path) }, "region": region })
}

/// A relative or absolute path as a URI reference: what RFC 3986 does not allow in a path is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte as char),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
