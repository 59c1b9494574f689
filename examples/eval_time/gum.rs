//! GUM: the intervals of `<date>` elements with `when`, `from`, `to`, `notBefore`, `notAfter`.
//!
//! A gold date counts where our expressions overlap it in the text; its interval is equal, or overlaps ours, or neither.
//! Dates without a year (`--10`) and without any attribute are left out.

use std::path::PathBuf;
use std::time::Instant;

use chrono::NaiveDate;
use gainsay::calendar::Interval;
use gainsay::time;

use crate::{attribute, document, since};

/// A date of the gold standard: its bytes and its interval.
struct Gold {
    start: usize,
    end: usize,
    when: Interval,
}

pub fn measure(files: &[PathBuf], errors: bool) {
    let model = gainsay::language::Model::shipped();
    let start = Instant::now();
    let (mut gold, mut found, mut known, mut equal, mut overlap) = (0, 0, 0, 0, 0);
    for path in files {
        let source = std::fs::read_to_string(path).unwrap_or_default();
        let issue =
            attribute(&source, "dateCreated").and_then(|date| interval(date, date)).filter(|when| when.days() == 1);
        let (text, dates) = read(&source);
        let document = document(text, &model);
        let timexes = time::find(&document, issue);
        for date in dates {
            gold += 1;
            let touches = |timex: &&time::Timex| {
                let span = document.span(timex.tokens);
                (span.start as usize) < date.end && date.start < span.end as usize
            };
            let ours: Vec<_> = timexes.iter().filter(touches).collect();
            found += usize::from(!ours.is_empty());
            let when = ours.iter().filter_map(|timex| timex.when).reduce(Interval::hull);
            known += usize::from(when.is_some());
            equal += usize::from(when == Some(date.when));
            overlap += usize::from(when.is_some_and(|when| when.overlaps(date.when)));
            if errors && when != Some(date.when) {
                let from = document.article.text.floor_char_boundary(date.start.saturating_sub(60));
                let ours = when.map_or("-".to_owned(), |when| when.to_string());
                let what = if when.is_some_and(|when| when.overlaps(date.when)) { "near" } else { "APART" };
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let text = document.article.text[from..date.end].replace('\n', " ");
                println!(
                    "{what}\t{}\t{ours}\t{name} {}\t{text}",
                    date.when,
                    issue.map_or("-".to_owned(), |day| day.to_string())
                );
            }
        }
    }
    let share = |count: usize, of: usize| 100.0 * count as f64 / of.max(1) as f64;
    println!("{} files, {gold} dates, {found} found, {known} with an interval", files.len());
    println!("interval equal    {:.1} of the found, {:.1} of all", share(equal, found), share(equal, gold));
    println!("interval overlaps {:.1} of the found, {:.1} of all", share(overlap, found), share(overlap, gold));
    println!("all {:.0} ms", since(start));
}

/// The plain text of the vertical format, a word a line, and its dates.
fn read(source: &str) -> (String, Vec<Gold>) {
    let (mut text, mut dates): (String, Vec<Gold>) = (String::new(), Vec::new());
    let mut open: Vec<Option<usize>> = Vec::new();
    for line in source.lines() {
        if line.starts_with("<date") {
            open.push(when(line).map(|when| {
                dates.push(Gold { start: usize::MAX, end: 0, when });
                dates.len() - 1
            }));
        } else if line.starts_with("</date") {
            open.pop();
        } else if line.starts_with("</p>") || line.starts_with("</head>") || line.starts_with("</item>") {
            text.push_str("\n\n");
        } else if !line.starts_with('<') && line.contains('\t') {
            let word = line.split('\t').next().unwrap_or_default();
            let word = word.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
            let sign = word.chars().all(|char| ",.;:!?)%'-–/".contains(char)) || word.starts_with('\'');
            let opens = text.is_empty() || text.ends_with(['\n', '(', '-', '–', '/', '$']);
            if !opens && !sign {
                text.push(' ');
            }
            for date in open.iter().flatten() {
                dates[*date].start = dates[*date].start.min(text.len());
                dates[*date].end = text.len() + word.len();
            }
            text.push_str(&word);
        }
    }
    dates.retain(|date| date.start < date.end);
    (text, dates)
}

fn when(tag: &str) -> Option<Interval> {
    let [day, from, to] = ["when", "from", "to"].map(|name| attribute(tag, name));
    let [not_before, not_after] = ["notBefore", "notAfter"].map(|name| attribute(tag, name));
    if let Some(day) = day {
        return interval(day, day);
    }
    interval(from.or(not_before)?, to.or(not_after)?)
}

fn interval(from: &str, to: &str) -> Option<Interval> {
    Some(Interval::new(stretch(from)?.earliest, stretch(to)?.latest))
}

fn stretch(date: &str) -> Option<Interval> {
    let parts: Vec<i32> = date.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [year] => Interval::year(year),
        [year, month] => Interval::month(year, month as u32),
        [year, month, day] => NaiveDate::from_ymd_opt(year, month as u32, day as u32).map(Interval::day),
        _ => None,
    }
}
