//! From files to articles: decoding, front matter, title, dateline, blocks of text.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::text::Span;

/// One article as read: its decoded text, and what its header says.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The path as the user gave it, `-` for standard input.
    pub path: PathBuf,
    /// The whole decoded text of the file, front matter included.
    pub text: String,
    /// Headline, from the front matter or from the first line.
    pub title: Option<String>,
    /// Publisher, from the front matter.
    pub publisher: Option<String>,
    /// Date of issue as the header gives it; the inferred one is the timeline's.
    pub published: Option<NaiveDate>,
    /// The parts of the text in order, without overlap. Only blocks that [`BlockKind::is_prose`] are read.
    pub blocks: Vec<Block>,
    /// Where offsets of `text` and offsets of the file part ways; empty when they are equal.
    pub map: ByteMap,
}

/// A stretch of an article: a headline, a paragraph, a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes in the article's text, without the white space around it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Front matter: never read as prose.
    FrontMatter,
    /// The headline.
    Title,
    /// Place, date and agency before the first sentence, `BAGHDAD, Jan. 28 (AP) —` with its dash.
    Dateline,
    /// A paragraph of the body.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A heading inside the body.
    Heading,
    /// Template residue, cross-links, app adverts: no claim comes from it.
    Boilerplate,
}

impl BlockKind {
    /// True when sentences are read from it.
    pub fn is_prose(self) -> bool {
        !matches!(self, Self::FrontMatter | Self::Boilerplate | Self::Dateline)
    }
}

/// Maps offsets of a decoded text to offsets of the file it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByteMap {
    /// Pairs (offset in the text, offset in the file), ascending, where the difference between the two changes.
    pub steps: Vec<(u32, u32)>,
}

impl ByteMap {
    /// The file's offset for an offset of the text.
    pub fn on_disk(&self, offset: u32) -> u32 {
        let after = self.steps.partition_point(|&(text, _)| text <= offset);
        match after.checked_sub(1) {
            Some(at) => self.steps[at].1 + (offset - self.steps[at].0),
            None => offset,
        }
    }
}

impl Article {
    /// The bytes of the file on disk that a span of the text stands for.
    pub fn on_disk(&self, span: Span) -> Span {
        Span { start: self.map.on_disk(span.start), end: self.map.on_disk(span.end) }
    }
}
