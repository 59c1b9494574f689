//! One report in every format.

use std::collections::BTreeMap;
use std::path::Path;

use gainsay::claim::Reading;
use gainsay::finding::{Certainty, Evidence, Finding, Kind, Origin, Severity};
use gainsay::language::Document;
use gainsay::mention::Mentions;
use gainsay::pipeline::{Coverage, Outcome};
use gainsay::report::table::Look;
use gainsay::report::{Report, json, table};
use gainsay::source;
use gainsay::text::{DocId, Span};
use gainsay::time::Issue;

/// A document without any analysis, which no renderer needs.
fn document(id: u32, path: &str, bytes: &[u8]) -> Document {
    let article = source::parse(path.into(), bytes);
    Document { id: DocId(id), article, tokens: Vec::new(), sentences: Vec::new(), names: Vec::new() }
}

/// The statement `quote` of a document, with the clashing words in it.
fn statement(doc: &Document, quote: &str, marks: &[&str], fact: &[(&str, &str)]) -> Evidence {
    let at = |start: usize, words: &str| {
        let start = start + doc.article.text[start..].find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let span = at(0, quote);
    let marks = marks.iter().map(|words| at(span.start as usize, words)).collect();
    Evidence { from: Origin::Text { doc: doc.id, span, marks }, fact: slots(fact) }
}

fn slots(fact: &[(&str, &str)]) -> BTreeMap<String, String> {
    fact.iter().map(|(slot, value)| ((*slot).to_owned(), (*value).to_owned())).collect()
}

/// Two articles, one of them in windows-1252 and with an escape in its text, and three findings.
fn outcome() -> Outcome {
    let roe = "---\ntitle: Bridge opened\npublished: 2024-05-02\n---\nLEEDS — Mayor Ann Roe opened the bridge over the Aire on Thursday, \
               watched by several hundred people who had waited since the morning.\n";
    let hart = b"Z\xfcrich praises the bridge\n\nTom Hart, mayor of Leeds since 2019, \x1b[31msaid in Z\xfcrich that the br\xfccke \
                 f\xfcr Fu\xdfg\xe4nger was his work. Anne Roe, 44, was 39 last year.\n";
    let documents = vec![document(0, "archive/2024/a.md", roe.as_bytes()), document(1, "b.txt", hart)];
    let office = Finding {
        rule: "office-two-holders".into(),
        kind: Kind::OfficeHolder,
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "archive/2024/a.md has Ann Roe as mayor of Leeds on 2024-05-02, b.txt has Tom Hart since 2019.".into(),
        evidence: vec![
            statement(
                &documents[0],
                "Mayor Ann Roe opened the bridge over the Aire on Thursday",
                &["Ann Roe"],
                &[("office", "mayor of Leeds"), ("holder", "Ann Roe")],
            ),
            statement(
                &documents[1],
                "Tom Hart, mayor of Leeds since 2019, \u{1b}[31msaid in Zürich",
                &["Tom Hart", "since 2019"],
                &[],
            ),
            Evidence {
                from: Origin::Table {
                    path: "rules/reference/offices.toml".into(),
                    line: 12,
                    text: "mayor of Leeds: one holder".into(),
                },
                fact: BTreeMap::new(),
            },
        ],
        proof: vec![
            "\"Thursday\" is 2024-05-02".into(),
            "a mayor of one town has no second beside him; a successor comes after".into(),
        ],
        fingerprint: "6d0c".into(),
    };
    let age = Finding {
        rule: "age".into(),
        kind: Kind::Age,
        severity: Severity::Warning,
        certainty: Certainty::Likely,
        message: "Nobody is 44 a year after being 39.".into(),
        evidence: vec![statement(&documents[1], "Anne Roe, 44, was 39 last year.", &["44", "39 last year"], &[])],
        proof: Vec::new(),
        fingerprint: "77aa".into(),
    };
    let spelling = Finding {
        rule: "name-spelling".into(),
        kind: Kind::NameSpelling,
        severity: Severity::Note,
        certainty: Certainty::Certain,
        message: "Ann or Anne Roe?".into(),
        evidence: vec![
            statement(&documents[0], "Ann Roe", &["Ann Roe"], &[]),
            statement(&documents[1], "Anne Roe, 44", &["Anne"], &[]),
        ],
        proof: Vec::new(),
        fingerprint: "01fe".into(),
    };
    let coverage = Coverage { sentences: 5, claims: 9, facts: 7, undecided: 2 };
    Outcome { readings: readings(documents), findings: vec![office, age, spelling], coverage, ..Outcome::default() }
}

/// Documents in which nothing was found.
fn readings(documents: Vec<Document>) -> Vec<Reading> {
    let reading = |document| Reading {
        document,
        issue: Issue::default(),
        timexes: Vec::new(),
        amounts: Vec::new(),
        mentions: Mentions::default(),
    };
    documents.into_iter().map(reading).collect()
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn tables() {
    let report = Report::new(&outcome());
    snapshot("report-table-100", &table::render(&report, Look { width: 100, colour: false }));
    snapshot("report-table-60", &table::render(&report, Look { width: 60, colour: false }));
    let colour = table::render(&report, Look { width: 80, colour: true });
    snapshot("report-table-colour", &colour.replace('\u{1b}', "␛"));
    assert!(!table::render(&report, Look { width: 80, colour: false }).contains('\u{1b}'));
}

#[test]
fn a_table_fits_its_width() {
    use unicode_width::UnicodeWidthStr;
    let report = Report::new(&outcome());
    for width in [0, 40, 41, 57, 80, 200, 1000] {
        let text = table::render(&report, Look { width, colour: false });
        let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= width.max(table::NARROWEST), "{widest} > {width}\n{text}");
    }
}

#[test]
fn silence_is_never_told_as_all_checked() {
    let Outcome { readings, coverage, .. } = outcome();
    let look = Look { width: 200, colour: false };
    let none = Outcome { readings: readings.clone(), coverage, ..Outcome::default() };
    assert_eq!(
        table::render(&Report::new(&none), look).lines().last(),
        Some(
            "No contradiction among the 7 facts that could be compared; the rest of the text was read but not checked."
        )
    );
    let empty = Outcome { readings, ..Outcome::default() };
    assert_eq!(
        table::render(&Report::new(&empty), look).lines().last(),
        Some("Nothing in them could be compared, so nothing was checked.")
    );
}

#[test]
fn json_is_as_its_schema_says() {
    let text = json::render(&Report::new(&outcome()));
    snapshot("report-json", &text);
    let schema = include_str!("../schema/report.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    conforms(&serde_json::from_str(&text).unwrap(), &schema, "$");
}

#[test]
fn evidence_is_the_bytes_of_the_file() {
    let hart = b"Tom Hart, mayor of Z\xfcrich and of K\xf6ln since 2019, said so.";
    let doc = document(0, "b.txt", hart);
    let evidence = vec![statement(&doc, "mayor of Zürich and of Köln", &[], &[])];
    let finding = Finding { evidence, ..outcome().findings.remove(1) };
    let report = Report::new(&Outcome { readings: readings(vec![doc]), findings: vec![finding], ..Outcome::default() });
    let passage = &report.items[0].evidence[0];
    let bytes = &hart[passage.bytes.start as usize..passage.bytes.end as usize];
    assert_eq!(bytes, b"mayor of Z\xfcrich and of K\xf6ln");
    assert_eq!((passage.start.column, passage.end.column), (11, 38));
}

/// Holds a value against the parts of JSON Schema that the project's schema uses.
fn conforms(value: &serde_json::Value, schema: &serde_json::Value, at: &str) {
    if let Some(names) = schema["required"].as_array() {
        names.iter().for_each(|name| assert!(value.get(name.as_str().unwrap()).is_some(), "{at}: no {name}"));
    }
    match schema["type"].as_str() {
        Some("object") => assert!(value.is_object(), "{at}"),
        Some("array") => assert!(value.is_array(), "{at}"),
        Some("string") => assert!(value.is_string(), "{at}"),
        Some("integer") => assert!(value.as_i64() >= schema["minimum"].as_i64(), "{at}: {value}"),
        _ => {}
    }
    if let Some(allowed) = schema["enum"].as_array() {
        assert!(allowed.contains(value), "{at}: {value}");
    }
    if let Some(only) = schema.get("const") {
        assert_eq!(value, only, "{at}");
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        conforms(item, &schema["items"], &format!("{at}[{index}]"));
    }
    if let (Some(known), Some(fields)) = (schema["properties"].as_object(), value.as_object()) {
        for (name, field) in fields {
            assert!(known.contains_key(name), "{at}: {name} is not in the schema");
            conforms(field, &known[name], &format!("{at}.{name}"));
        }
    }
}
