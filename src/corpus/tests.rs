//! Scores of small made-up clusters.

use std::collections::BTreeMap;

use super::{Gold, Score};
use crate::finding::{Certainty, Kind, Severity};
use crate::report::{Item, Passage, Position, Report, Summary};
use crate::source::{self, Article};

const LABELS: &str = r#"
[[contradiction]]
kind = "age"
a = { doc = "a.md", quote = "Ann Roe, 44" }
b = { doc = "b.md", quote = "Roe, 49" }
also = [{ doc = "b.md", quote = "the 49-year-old" }]

[[contradiction]]
kind = "calendar"
a = { doc = "a.md", quote = "Friday, May 2, 2024" }

[[contradiction]]
kind = "name-spelling"
a = { doc = "a.md", quote = "Ann" }
b = { doc = "b.md", quote = "Anne" }

[[compatible]]
kind = "title"
a = { doc = "a.md", quote = "the mayor" }
b = { doc = "b.md", quote = "the former mayor" }
note = "she stepped down"
"#;

const TEXTS: [(&str, &str); 2] = [
    ("a.md", "Ann Roe, 44, is the mayor. She spoke on Friday, May 2, 2024."),
    ("b.md", "Anne of Leeds, or Roe, 49, is the former mayor; the 49-year-old left."),
];

/// A folder with the labels, and its articles.
fn cluster(name: &str, labels: &str) -> (std::path::PathBuf, Vec<Article>) {
    let folder = std::env::temp_dir().join(format!("gainsay-corpus-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("gold.toml"), labels).unwrap();
    let articles = TEXTS.iter().map(|(name, text)| source::parse(folder.join(name), text.as_bytes())).collect();
    (folder, articles)
}

/// A finding whose evidence is these quotes, each `a.md: words`.
fn item(articles: &[Article], kind: Kind, severity: Severity, quotes: &[&str]) -> Item {
    let passage = |quote: &&str| {
        let (name, words) = quote.split_once(": ").unwrap();
        let article = articles.iter().find(|article| article.path.ends_with(name)).unwrap();
        let start = article.text.find(words).unwrap() as u32;
        Passage {
            path: article.path.to_string_lossy().into_owned(),
            reference: false,
            published: None,
            bytes: start..start + words.len() as u32,
            start: Position::default(),
            end: Position::default(),
            text: words.to_owned(),
            marks: Vec::new(),
            fact: BTreeMap::new(),
        }
    };
    Item {
        rule: "rule".into(),
        kind,
        severity,
        certainty: Certainty::Certain,
        message: String::new(),
        fingerprint: String::new(),
        evidence: quotes.iter().map(passage).collect(),
        proof: Vec::new(),
    }
}

/// The score of findings on the cluster.
fn score(name: &str, findings: &[(Kind, Severity, &[&str])]) -> Score {
    let (folder, articles) = cluster(name, LABELS);
    let gold = Gold::read(&folder, &articles).unwrap();
    let items = findings.iter().map(|(kind, severity, quotes)| item(&articles, *kind, *severity, quotes)).collect();
    let mut score = Score::default();
    let summary = Summary { documents: 2, ..Summary::default() };
    score.add("cluster", &Report { items, summary, ..Report::default() }, &gold);
    std::fs::remove_dir_all(folder).unwrap();
    score
}

#[test]
fn two_quotes_must_be_overlapped_and_one_where_there_is_one() {
    let score = score(
        "match",
        &[
            (Kind::Age, Severity::Error, &["a.md: 44, is", "b.md: Roe, 49"]),
            (Kind::EventDate, Severity::Warning, &["a.md: May 2"]),
        ],
    );
    let total = score.total();
    assert_eq!((total.labelled, total.found, total.right_kind, total.hits, total.alarms), (3, 2, 1, 2, 0));
    assert_eq!(score.misses.len(), 1);
    assert_eq!(score.misses[0].contradiction.kind, Kind::NameSpelling);
}

#[test]
fn one_side_alone_is_a_false_alarm() {
    let score = score("side", &[(Kind::Age, Severity::Error, &["a.md: Ann Roe, 44", "a.md: She spoke on"])]);
    assert_eq!((score.total().found, score.total().alarms, score.traps_fired), (0, 1, 0));
    assert_eq!(score.alarms_per_100(), 50.0);
}

#[test]
fn a_compatible_pair_is_a_trap() {
    let score = score("trap", &[(Kind::Title, Severity::Warning, &["a.md: the mayor", "b.md: the former mayor"])]);
    assert_eq!((score.total().alarms, score.traps_fired, score.traps), (1, 1, 1));
    assert_eq!(score.alarms[0].traps, ["she stepped down"]);
}

#[test]
fn notes_find_spellings_and_never_alarm() {
    let score = score(
        "note",
        &[
            (Kind::NameSpelling, Severity::Note, &["a.md: Ann", "b.md: Anne"]),
            (Kind::NameSpelling, Severity::Note, &["a.md: the mayor", "b.md: the former mayor"]),
            (Kind::Age, Severity::Note, &["a.md: Friday, May 2"]),
        ],
    );
    let total = score.total();
    assert_eq!((total.found, total.hits, total.alarms, score.traps_fired), (1, 1, 0, 0));
}

#[test]
fn precision_recall_and_f1() {
    let score = score(
        "figures",
        &[
            (Kind::Age, Severity::Error, &["a.md: Ann Roe, 44", "b.md: Roe, 49"]),
            (Kind::Age, Severity::Error, &["a.md: She spoke"]),
        ],
    );
    let total = score.total();
    assert_eq!((total.precision(), total.recall()), (0.5, 1.0 / 3.0));
    assert!((total.f1() - 0.4).abs() < 1e-9);
    assert_eq!((Score::default().total().precision(), Score::default().alarms_per_100()), (1.0, 0.0));
}

#[test]
fn wrong_labels_are_told_with_line_and_column() {
    for (name, labels, expected) in [
        ("quote", LABELS.replace("Roe, 49\"", "Roe, 50\""), "gold.toml:5:29: b.md does not hold the quote \"Roe, 50\""),
        (
            "doc",
            LABELS.replace("\"b.md\", quote = \"Anne\"", "\"c.md\", quote = \"Anne\""),
            "gold.toml:15:13: there is no article \"c.md\" in this cluster",
        ),
        ("kind", LABELS.replace("\"calendar\"", "\"calender\""), "gold.toml:9:8: unknown variant `calender`"),
        ("syntax", "[[contradiction]]\nkind =\n".to_owned(), "gold.toml:2:7: "),
    ] {
        let (folder, articles) = cluster(name, &labels);
        let error = Gold::read(&folder, &articles).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
