//! From files to articles: decoding, front matter, title, dateline, blocks of text.
//!
//! ```
//! use gainsay::source::{self, BlockKind};
//!
//! let file = b"Bridge closed\n\nLEEDS, May 2, 2024 (LP) - The bridge is closed.\n\nCLICK HERE TO GET THE APP\n";
//! let article = source::parse("bridge.txt".into(), file);
//! assert_eq!(article.title.as_deref(), Some("Bridge closed"));
//! assert_eq!(article.published.unwrap().to_string(), "2024-05-02");
//! let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
//! assert_eq!(kinds, [BlockKind::Title, BlockKind::Dateline, BlockKind::Paragraph, BlockKind::Boilerplate]);
//! ```

mod blocks;
mod boilerplate;
mod collect;
mod dateline;
mod decode;
mod error;
mod extract;
mod front;
mod html;
mod json;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

pub use collect::{EXTENSIONS, Files, collect};
pub use dateline::{Dateline, DatelineDay};
pub use error::{SourceError, Warning};
pub use extract::Page;

use crate::text::Span;
use blocks::Headline;

/// The most bytes an article may have: one gibibyte, so that every offset fits 32 bits in any encoding.
pub const LONGEST: u64 = 1 << 30;

/// Reads one file of plain text or Markdown, or standard input for `-`.
///
/// # Errors
/// The file is missing, cannot be read, or is longer than [`LONGEST`]. No bytes are an error: see [`parse`].
pub fn read(path: &Path) -> Result<Article, SourceError> {
    Ok(parse(path.to_owned(), &bytes(path)?))
}

/// Reads the articles of a file of any form that is read: one for most files, several for some JSON.
///
/// # Errors
/// Those of [`read`], and a file that is JSON by its name but not of the form that is read.
pub fn read_all(path: &Path) -> Result<Vec<Article>, SourceError> {
    parse_all(path.to_owned(), &bytes(path)?)
}

fn bytes(path: &Path) -> Result<Vec<u8>, SourceError> {
    let fail = |cause| SourceError::io(path, cause);
    let mut bytes = Vec::new();
    match path == Path::new("-") {
        true => std::io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).map_err(fail)?,
        false => fs::File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes)).map_err(fail)?,
    };
    match bytes.len() as u64 > LONGEST {
        true => Err(SourceError::TooLong { path: path.to_owned(), bytes: bytes.len() as u64 }),
        false => Ok(bytes),
    }
}

/// Reads the articles in the bytes of a file, whose form its extension tells.
///
/// # Errors
/// The file is JSON by its name and not of the form that is read.
pub fn parse_all(path: PathBuf, bytes: &[u8]) -> Result<Vec<Article>, SourceError> {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    match extension.as_deref().and_then(|extension| extension.to_str()) {
        Some("html" | "htm") => {
            let (text, map) = decode::decode_declared(bytes);
            Ok(vec![html::read(path, &text, &map)])
        }
        Some(form @ ("json" | "jsonl")) => {
            let (text, map) = decode::decode(bytes);
            json::read(path.clone(), &text, &map, form == "jsonl")
        }
        _ => Ok(vec![parse(path, bytes)]),
    }
}

/// Reads an article from the bytes of a file of plain text or Markdown; what follows the first [`LONGEST`] bytes is left out.
pub fn parse(path: PathBuf, bytes: &[u8]) -> Article {
    let bytes = &bytes[..bytes.len().min(LONGEST as usize)];
    let (text, map) = decode::decode(bytes);
    let front = front::read(&text);
    let headline = front.title.as_ref().map_or(Headline::Sought, |(title, _)| Headline::Given(title));
    let body = blocks::read(&text, front.span.end as usize, headline);
    let mut blocks = header_blocks(&text, front.span, front.title.as_ref().map(|(_, span)| *span));
    blocks.extend(body.blocks);
    Article {
        title: front.title.map(|(title, _)| title).or_else(|| body.title.map(|span| span.of(&text).to_owned())),
        publisher: front.publisher,
        published: front.published.or_else(|| body.dateline.and_then(|dateline| dateline.day?.date())),
        dateline: body.dateline,
        warnings: front.warnings,
        path,
        text,
        blocks,
        map,
        page: None,
    }
}

/// Reads a short text as rules and tests give it, without a headline and with its date of issue in brackets:
/// `(2024-05-02) Leeds mayor Ann Roe opened the bridge.`
pub fn example(text: &str) -> Article {
    let dated = text.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inner, _)| inner);
    let published = dated.and_then(front::date);
    let header = Span::new(0, if published.is_some() { dated.map_or(0, |inner| inner.len() + 2) } else { 0 });
    let body = blocks::read(text, header.end as usize, Headline::Absent);
    let mut blocks = header_blocks(text, header, None);
    blocks.extend(body.blocks);
    Article {
        path: "example".into(),
        text: text.to_owned(),
        title: None,
        publisher: None,
        published: published.or_else(|| body.dateline.and_then(|dateline| dateline.day?.date())),
        dateline: body.dateline,
        warnings: Vec::new(),
        blocks,
        map: ByteMap::default(),
        page: None,
    }
}

/// The blocks of a front matter; the headline in it is read like the body.
fn header_blocks(text: &str, header: Span, title: Option<Span>) -> Vec<Block> {
    let matter = |start, end| Block { span: Span { start, end }, kind: BlockKind::FrontMatter };
    let parts = match title {
        Some(span) => {
            vec![matter(header.start, span.start), Block { span, kind: BlockKind::Title }, matter(span.end, header.end)]
        }
        None => vec![matter(header.start, header.end)],
    };
    parts.into_iter().filter(|block| !block.span.of(text).trim().is_empty()).collect()
}

/// One article as read: its decoded text, and what its header says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The path as the user gave it, `-` for standard input.
    pub path: PathBuf,
    /// The whole decoded text of the file, front matter included.
    pub text: String,
    /// Headline, from the front matter or from the first line.
    pub title: Option<String>,
    /// Publisher, from the front matter.
    pub publisher: Option<String>,
    /// Date of issue as the front matter or a dateline with a year gives it; the inferred one is the timeline's.
    pub published: Option<NaiveDate>,
    /// The first dateline, whose place and day (most often without a year) may serve as anchors.
    pub dateline: Option<Dateline>,
    /// The parts of the text in order, without overlap. Only blocks that [`BlockKind::is_prose`] are read.
    pub blocks: Vec<Block>,
    /// Where offsets of `text` and offsets of the file part ways; empty when they are equal.
    pub map: ByteMap,
    /// What was wrong with the header and read past.
    pub warnings: Vec<Warning>,
    /// What the text was taken out of, where it is not the file's own text.
    pub page: Option<Page>,
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
