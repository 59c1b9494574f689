//! A statement as it stands on disk: path, bytes, lines, words.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::{Lines, Position};
use crate::claim::Reading;
use crate::finding::{Evidence, Origin};
use crate::source::Article;
use crate::text::Span;

/// The most bytes of a file that one passage covers.
pub const WIDEST: usize = 600;

/// The evidence of a finding, ready to be shown.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The path of the article or of the reference table.
    pub path: String,
    /// True for a line of a reference table, whose `bytes` are not known.
    pub reference: bool,
    /// The article's date of issue.
    pub published: Option<NaiveDate>,
    /// Its bytes in the file on disk, front matter included.
    pub bytes: Range<u32>,
    /// Its first character.
    pub start: Position,
    /// The position after its last character.
    pub end: Position,
    /// Its decoded text, or the table's line in words.
    pub text: String,
    /// The clashing words, as byte ranges of `text`, in order.
    pub marks: Vec<Range<usize>>,
    /// The normal form that was compared.
    pub fact: BTreeMap<String, String>,
}

impl Passage {
    /// Reads the passage of a piece of evidence. `lines` are those of the documents, in the same order.
    pub fn new(evidence: &Evidence, readings: &[Reading], lines: &[Lines]) -> Self {
        match &evidence.from {
            Origin::Text { doc, span, marks } => {
                let article = &readings[doc.0 as usize].document.article;
                let span = clip(article, *span, marks);
                let disk = article.on_disk(span);
                let lines = &lines[doc.0 as usize];
                let within = |mark: &&Span| span.contains(**mark) && !mark.is_empty() && **mark != span;
                Self {
                    path: article.path.to_string_lossy().into_owned(),
                    reference: false,
                    published: article.published,
                    bytes: disk.start..disk.end,
                    start: lines.position(span.start as usize),
                    end: lines.position(span.end as usize),
                    text: span.of(&article.text).to_owned(),
                    marks: joined(
                        marks
                            .iter()
                            .filter(within)
                            .map(|mark| (mark.start - span.start) as usize..(mark.end - span.start) as usize),
                    ),
                    fact: evidence.fact.clone(),
                }
            }
            Origin::Table { path, line, text } => Self {
                path: path.clone(),
                reference: true,
                published: None,
                bytes: 0..0,
                start: Position { line: *line, column: 1 },
                end: Position { line: *line, column: text.chars().count() as u32 + 1 },
                text: text.clone(),
                marks: Vec::new(),
                fact: evidence.fact.clone(),
            },
        }
    }
}

/// Marks in order, those that touch made one.
fn joined(marks: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = marks.collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match joined.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => joined.push(mark),
        }
    }
    joined
}

/// The part of a statement around its marks that is no wider on disk than [`WIDEST`].
fn clip(article: &Article, span: Span, marks: &[Span]) -> Span {
    let fits = |part: Span| article.on_disk(part).len() <= WIDEST;
    if fits(span) {
        return span;
    }
    let inside = || marks.iter().copied().filter(|mark| span.contains(*mark));
    let hull = inside().reduce(Span::join).filter(|hull| fits(*hull));
    let core =
        hull.or_else(|| inside().find(|mark| fits(*mark))).unwrap_or(Span { start: span.start, end: span.start });
    // In UTF-16 a letter takes more bytes on disk than in the text: try again with less.
    let rooms = [WIDEST, WIDEST / 2, WIDEST / 4].map(|room| room.saturating_sub(core.len()));
    rooms.into_iter().map(|room| grown(&article.text, span, core, room)).find(|part| fits(*part)).unwrap_or(core)
}

/// `core` with up to `room` bytes of `span` around it, from the start of a clause to the end of one where there is any.
fn grown(text: &str, span: Span, core: Span, room: usize) -> Span {
    let (first, last) = (span.start as usize, span.end as usize);
    let (start, end) = (core.start as usize, core.end as usize);
    let right = (last - end).min(room.saturating_sub((start - first).min(room / 2)));
    let from = start.saturating_sub(room - right).max(first);
    let from =
        (from..=start).find(|&at| at == first || clause_starts(text, at)).unwrap_or_else(|| word(text, from, start));
    let to = (end + room - (start - from)).min(last);
    let to = (end..=to).rev().find(|&at| at == last || clause_ends(text, at)).unwrap_or_else(|| word(text, end, to));
    let part = text.get(from..to).unwrap_or("");
    let before = part.len() - part.trim_start().len();
    Span::new(from + before, from + part.trim_end().len().max(before))
}

fn clause_starts(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && text[..at].ends_with([',', ';', ':', '.', '!', '?', '—', '–', '“', '"'])
}

fn clause_ends(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && text[at..].starts_with([',', ';', ':', '.', '!', '?', '—', '–', '”', '"'])
}

/// A boundary of words between two offsets, or else of characters, nearest to the one that is free.
fn word(text: &str, low: usize, high: usize) -> usize {
    let bytes = text.as_bytes();
    let spaces = |at: &usize| bytes.get(*at).is_some_and(u8::is_ascii_whitespace);
    let edge = |at: &usize| text.is_char_boundary(*at);
    (low..=high).rev().find(spaces).or_else(|| (low..=high).rev().find(edge)).unwrap_or(high)
}

#[cfg(test)]
mod tests {
    use super::{WIDEST, clip, joined};
    use crate::source;
    use crate::text::Span;
    use proptest::prelude::*;

    #[test]
    fn a_short_statement_is_shown_whole() {
        let article = source::example("Ann Roe, the mayor, opened the bridge.");
        let whole = Span::new(0, article.text.len());
        assert_eq!(clip(&article, whole, &[Span::new(0, 7)]), whole);
    }

    #[test]
    fn a_long_statement_is_cut_to_the_clauses_around_the_marks() {
        let text = format!("{}the mayor, Ann Roe, opened it{}.", "word word, ".repeat(80), ", word word".repeat(80));
        let article = source::example(&text);
        let at = text.find("Ann").unwrap();
        let part = clip(&article, Span::new(0, text.len()), &[Span::new(at, at + 7)]);
        assert!(part.of(&text).contains("the mayor, Ann Roe, opened it"));
        assert!(part.of(&text).starts_with("word") && part.of(&text).ends_with("word"));
        assert!((400..=WIDEST).contains(&part.len()), "{}", part.len());
    }

    #[test]
    fn marks_that_touch_are_one() {
        assert_eq!(joined([8..9, 0..4, 4..6].into_iter()), [0..6, 8..9]);
    }

    proptest! {
        #[test]
        fn no_passage_is_wider_than_the_limit(
            text in "([a-zé日]{1,12}[ ,.]{0,2}){0,200}", wide in any::<bool>(), mark in 0.0..1.0f64, length in 0usize..900,
        ) {
            let bytes = match wide {
                true => std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
                false => text.clone().into_bytes(),
            };
            let article = source::parse("a.txt".into(), &bytes);
            let at = (0..=(mark * article.text.len() as f64) as usize).rev().find(|&at| article.text.is_char_boundary(at)).unwrap();
            let end = (0..=(at + length).min(article.text.len())).rev().find(|&end| article.text.is_char_boundary(end)).unwrap();
            let mark = Span::new(at, end.max(at));
            let whole = Span::new(0, article.text.len());
            let part = clip(&article, whole, &[mark]);
            prop_assert!(article.on_disk(part).len() <= WIDEST);
            prop_assert!(article.text.get(part.start as usize..part.end as usize).is_some());
            prop_assert!(whole.contains(part));
        }
    }
}
