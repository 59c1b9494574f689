//! Where text stands: byte spans, documents, and ranges of tokens.
//!
//! Every later stage points at text through these types and through nothing else.

use std::ops::Range;

use serde::Serialize;

/// A half-open range of bytes in a document's decoded text.
///
/// `start <= end` holds. The offsets of a decoded text differ from those of the file on disk when the file was not
/// valid UTF-8; [`crate::source::Article::on_disk`] gives the latter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span of the given bounds.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: start as u32, end: end as u32 }
    }

    /// The text it covers; empty when it does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True when it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// True when the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies wholly in it.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A document of one run, numbered in the order of the sorted input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DocId(pub u32);

/// A token of one document, numbered from the document's start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TokenId(pub u32);

impl TokenId {
    /// Its position in [`crate::language::Document::tokens`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A non-empty run of neighbouring tokens of one document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct TokenRange {
    /// First token.
    pub start: TokenId,
    /// One past the last token.
    pub end: TokenId,
}

impl TokenRange {
    /// The range from position `start` up to, not including, position `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: TokenId(start as u32), end: TokenId(end as u32) }
    }

    /// The positions of its tokens.
    pub fn indices(self) -> Range<usize> {
        self.start.index()..self.end.index()
    }

    /// The number of tokens.
    pub fn len(self) -> usize {
        self.indices().len()
    }

    /// True when it holds no token.
    pub fn is_empty(self) -> bool {
        self.indices().is_empty()
    }

    /// True when `token` is one of its tokens.
    pub fn holds(self, token: TokenId) -> bool {
        self.start <= token && token < self.end
    }

    /// True when the two share a token.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when `other` lies wholly in it.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The tokens from the first of both to the last of both.
    pub fn joined(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A stretch of one document: the one way to point at text across documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The document.
    pub doc: DocId,
    /// The bytes of its decoded text.
    pub span: Span,
}
