//! TimeML: extents and values of `TIMEX3`, as TempEval-3 counts them.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use gainsay::calendar::Interval;
use gainsay::time;

use crate::{attribute, document, since};

/// An expression of the gold standard or of the system.
struct Expression {
    start: usize,
    end: usize,
    kind: String,
    value: String,
}

#[derive(Default)]
struct Counts {
    gold: usize,
    system: usize,
    strict: usize,
    relaxed: usize,
    kind: usize,
    value: usize,
    strict_value: usize,
    /// By type and shape of the gold value: expressions, those found, those with the right value.
    classes: BTreeMap<(String, String), [usize; 3]>,
    /// Wrong values, by the shape they should have and the one they have.
    mistaken: BTreeMap<(String, String), usize>,
}

pub fn measure(files: &[PathBuf], errors: bool, classes: bool) {
    let mut counts = Counts::default();
    let mut times = Duration::ZERO;
    let model = gainsay::language::Model::shipped();
    let start = Instant::now();
    for path in files {
        let bytes = std::fs::read(path).expect("a file of the folder can be read");
        let source = String::from_utf8_lossy(&bytes);
        let Some((text, gold)) = strip(&source) else { continue };
        let issue = creation(&source);
        let document = document(text, &model);
        let begun = Instant::now();
        let timexes = time::find(&document, issue);
        times += begun.elapsed();
        let system: Vec<Expression> = timexes
            .iter()
            .filter(|timex| time::timeml::annotates(timex))
            .map(|timex| {
                let span = document.span(timex.tokens);
                Expression {
                    start: span.start as usize,
                    end: span.end as usize,
                    kind: timex.kind.timex3().to_owned(),
                    value: timex.value.clone(),
                }
            })
            .collect();
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        count(&document.article.text, &gold, &system, &mut counts, errors.then_some((name.as_str(), issue)));
    }
    print(&counts, files.len());
    if classes {
        print_classes(&counts);
    }
    println!("all {:.0} ms, of it time::find {:.0} ms", since(start), times.as_secs_f64() * 1e3);
}

fn count(
    text: &str,
    gold: &[Expression],
    system: &[Expression],
    counts: &mut Counts,
    errors: Option<(&str, Option<Interval>)>,
) {
    counts.gold += gold.len();
    counts.system += system.len();
    let mut used = vec![false; system.len()];
    for expression in gold {
        let class = (expression.kind.clone(), shape(&expression.value));
        counts.classes.entry(class.clone()).or_default()[0] += 1;
        let overlaps = |other: &&Expression| other.start < expression.end && expression.start < other.end;
        let exact = system.iter().position(|other| other.start == expression.start && other.end == expression.end);
        let Some(at) = exact.or_else(|| system.iter().position(|other| overlaps(&other))) else {
            report(text, "MISSED", Some(expression), None, errors);
            continue;
        };
        if std::mem::replace(&mut used[at], true) {
            report(text, "TWICE", Some(expression), Some(&system[at]), errors);
            continue;
        }
        let other = &system[at];
        let strict = other.start == expression.start && other.end == expression.end;
        let value = other.value == expression.value;
        counts.relaxed += 1;
        if let Some(class) = counts.classes.get_mut(&class) {
            class[1] += 1;
            class[2] += usize::from(value);
        }
        counts.strict += usize::from(strict);
        counts.kind += usize::from(other.kind == expression.kind);
        counts.value += usize::from(value);
        counts.strict_value += usize::from(strict && value);
        if !strict {
            report(text, "EXTENT", Some(expression), Some(other), errors);
        }
        if !value {
            let (gold, ours) = (shape(&expression.value), shape(&other.value));
            let ours = if gold == ours { "same shape".to_owned() } else { ours };
            *counts.mistaken.entry((format!("{} {gold}", expression.kind), ours)).or_default() += 1;
            report(text, "VALUE", Some(expression), Some(other), errors);
        }
    }
    for (other, _) in system.iter().zip(&used).filter(|(_, used)| !**used) {
        report(text, "EXTRA", None, Some(other), errors);
    }
}

fn report(
    text: &str,
    what: &str,
    gold: Option<&Expression>,
    system: Option<&Expression>,
    errors: Option<(&str, Option<Interval>)>,
) {
    let Some((name, issue)) = errors else { return };
    let show = |expression: Option<&Expression>| {
        expression.map_or("-".to_owned(), |expression| {
            format!(
                "[{}] {} {}",
                &text[expression.start..expression.end].replace('\n', " "),
                expression.kind,
                expression.value
            )
        })
    };
    let at = gold.or(system).map_or(0, |expression| expression.start);
    let from = text.floor_char_boundary(at.saturating_sub(50));
    let to = text.floor_char_boundary((at + 60).min(text.len()));
    let issue = issue.map_or(String::new(), |issue| issue.to_string());
    println!("{what}\t{}\t{}\t{name} {issue}\t…{}…", show(gold), show(system), text[from..to].replace('\n', " "));
}

fn print(counts: &Counts, files: usize) {
    let scores = |right: usize| {
        let precision = 100.0 * right as f64 / counts.system.max(1) as f64;
        let recall = 100.0 * right as f64 / counts.gold.max(1) as f64;
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        format!("P {precision:.1}  R {recall:.1}  F1 {f1:.1}")
    };
    println!("{files} files, {} expressions, {} found", counts.gold, counts.system);
    println!("strict        {}", scores(counts.strict));
    println!("relaxed       {}", scores(counts.relaxed));
    println!("type          {}", scores(counts.kind));
    println!("value         {}", scores(counts.value));
    println!("strict+value  {}", scores(counts.strict_value));
}

/// A value with every digit as 9: `9999-W99`, `P9D`.
fn shape(value: &str) -> String {
    let mut shape: String = value.chars().map(|char| if char.is_ascii_digit() { '9' } else { char }).collect();
    if shape.starts_with('P') {
        while let Some(at) = shape.find("99") {
            shape.remove(at);
        }
    }
    shape
}

fn print_classes(counts: &Counts) {
    println!("type and shape of value: expressions, found, right value");
    for ((kind, shape), [gold, found, right]) in &counts.classes {
        println!("  {kind:<8} {shape:<20} {gold:>4} {found:>4} {right:>4}");
    }
    println!("wrong values: the shape it should have, the one it has");
    let mut mistaken: Vec<_> = counts.mistaken.iter().collect();
    mistaken.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for ((gold, ours), count) in mistaken {
        println!("  {count:>4} {gold:<25} {ours}");
    }
}

/// The text without tags, and the gold expressions in it.
fn strip(source: &str) -> Option<(String, Vec<Expression>)> {
    let body = source.split("<TEXT>").nth(1)?.split("</TEXT>").next()?;
    let mut text = String::new();
    let mut gold: Vec<Expression> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text.push_str(&unescape(&rest[..at]));
        let close = rest[at..].find('>')? + at;
        let tag = &rest[at + 1..close];
        if tag.starts_with("TIMEX3") {
            open.push(gold.len());
            gold.push(Expression {
                start: text.len(),
                end: text.len(),
                kind: attribute(tag, "type").unwrap_or_default().to_owned(),
                value: attribute(tag, "value").unwrap_or_default().to_owned(),
            });
        } else if tag == "/TIMEX3"
            && let Some(at) = open.pop()
        {
            gold[at].end = text.len();
        }
        rest = &rest[close + 1..];
    }
    text.push_str(&unescape(rest));
    gold.retain(|expression| expression.start < expression.end);
    Some((text, gold))
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

fn creation(source: &str) -> Option<Interval> {
    let tag = source.split("<DCT>").nth(1)?.split('>').next()?;
    let value = attribute(tag, "value")?;
    NaiveDate::parse_from_str(value.get(..10)?, "%Y-%m-%d").ok().map(Interval::day)
}
