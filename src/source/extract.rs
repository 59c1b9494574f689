//! Text taken out of a file of another form, with a map back, character by character.

use std::ops::Range;
use std::path::PathBuf;

use super::blocks::{self, Headline};
use super::{Article, Block, BlockKind, ByteMap, Warning, front};
use crate::text::Span;

/// The part of a file that an article was taken out of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its decoded text.
    pub text: String,
    /// Maps offsets of the article's text to offsets of this one.
    pub map: ByteMap,
    /// The line of its first character in the file, from 1.
    pub line: u32,
    /// The column of its first character in the file, from 1, in characters.
    pub column: u32,
}

/// Text as it is taken out.
#[derive(Debug, Default)]
pub struct Extract {
    text: String,
    steps: Vec<(u32, u32)>,
}

impl Extract {
    /// Adds a character that the bytes `from..to` of the page stand for.
    pub fn push(&mut self, character: char, from: usize, to: usize) {
        self.meet(from);
        self.text.push(character);
        self.meet(to);
    }

    /// Adds text that does not stand in the page.
    pub fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The end of the text stands for the offset `page`.
    fn meet(&mut self, page: usize) {
        let (text, page) = (self.text.len() as u32, page as u32);
        let expected = self.steps.last().map_or(text, |&(from, there)| there + (text - from));
        if expected != page {
            if self.steps.last().is_some_and(|&(from, _)| from == text) {
                self.steps.pop();
            }
            self.steps.push((text, page));
        }
    }

    /// The text, and the map of its offsets to those of the page.
    pub fn finish(self) -> (String, ByteMap) {
        (self.text, ByteMap { steps: self.steps })
    }
}

impl ByteMap {
    /// The map that leads through this one and then through `next`, for a text.
    pub(super) fn then(&self, next: &ByteMap, start: u32, text: &str) -> ByteMap {
        let mut steps = Vec::new();
        let mut difference = 0;
        for at in text.char_indices().map(|(at, _)| at).chain([text.len()]) {
            let there = i64::from(next.on_disk(start + self.on_disk(at as u32)));
            if there - at as i64 != difference {
                difference = there - at as i64;
                steps.push((at as u32, there as u32));
            }
        }
        ByteMap { steps }
    }
}

/// What a file of another form says of its article.
#[derive(Debug, Default)]
pub struct Header {
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date of issue, as it is written.
    pub published: Option<String>,
}

/// The part of a decoded file that holds one article.
pub struct Cut<'a> {
    /// The file's path.
    pub path: PathBuf,
    /// Its decoded text.
    pub file: &'a str,
    /// The part, in bytes of the decoded text.
    pub range: Range<usize>,
    /// Maps the decoded text to the file.
    pub disk: &'a ByteMap,
    /// The line of the part's first character, from 1.
    pub line: u32,
    /// Its column, from 1.
    pub column: u32,
}

impl Cut<'_> {
    /// The article whose text was taken out; where its headline is part of the text, it comes first.
    pub fn article(self, extract: Extract, header: Header, title: Option<Span>) -> Article {
        let (text, map) = extract.finish();
        let body = title.map_or(0, |span| span.end as usize);
        let headline = header.title.as_deref().map_or(Headline::Absent, Headline::Given);
        let found = blocks::read(&text, body, headline);
        let mut blocks: Vec<Block> = title.map(|span| Block { span, kind: BlockKind::Title }).into_iter().collect();
        blocks.extend(found.blocks);
        let published = header.published.as_deref().and_then(front::date);
        let warnings = match (&header.published, published) {
            (Some(given), None) => vec![Warning::no_day(self.line, "published", given)],
            _ => Vec::new(),
        };
        Article {
            map: map.then(self.disk, self.range.start as u32, &text),
            path: self.path,
            title: header.title,
            publisher: header.publisher,
            published: published.or_else(|| found.dateline.and_then(|dateline| dateline.day?.date())),
            dateline: found.dateline,
            blocks,
            text,
            warnings,
            page: Some(Page { text: self.file[self.range].to_owned(), map, line: self.line, column: self.column }),
        }
    }
}
