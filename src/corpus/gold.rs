//! The labels of a cluster.
//!
//! ```toml
//! [[contradiction]]                  # cannot both be true; without `b`, `a` alone is impossible
//! kind = "age"
//! a = { doc = "a.md", quote = "Ann Roe, 44" }
//! b = { doc = "b.md", quote = "Roe, 49" }
//! also = [{ doc = "c.md", quote = "the 49-year-old" }]   # says the same as one of the two sides
//! note = "two ages on one day"
//!
//! [[compatible]]                     # looks like a conflict and is none: a finding on it is a false alarm
//! kind = "office-holder"             # a kind of contradiction, or "attributed"
//! a = { doc = "a.md", quote = "Ann Roe, the mayor" }
//! b = { doc = "b.md", quote = "the new mayor, Tom Hart" }
//! note = "succession"
//! ```
//!
//! A quote is a stretch of the file's text, word for word; its first occurrence is meant.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::CorpusError;
use crate::finding::Kind;
use crate::report::Lines;
use crate::source::Article;
use crate::text::Span;

/// The labels of one cluster.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// What should be found.
    pub contradictions: Vec<Contradiction>,
    /// What should not.
    pub compatible: Vec<Compatible>,
}

/// Statements that cannot all be true.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// The kind of contradiction.
    pub kind: Kind,
    /// Where they stand: `a`, `b` and what `also` lists.
    pub places: Vec<Labelled>,
    /// True where one statement is impossible by itself.
    pub single: bool,
    /// Why they clash.
    pub note: String,
}

/// Two statements that look like a contradiction and are none.
#[derive(Clone, Debug)]
pub struct Compatible {
    /// The kind they look like, or `attributed`.
    pub kind: String,
    /// Where they stand.
    pub places: Vec<Labelled>,
    /// Why they do not clash.
    pub note: String,
}

/// A quoted statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The path of the article.
    pub path: PathBuf,
    /// Its bytes in the file on disk.
    pub disk: Span,
    /// The words.
    pub quote: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    contradiction: Vec<ContradictionEntry>,
    #[serde(default)]
    compatible: Vec<CompatibleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContradictionEntry {
    kind: Kind,
    a: Quote,
    b: Option<Quote>,
    #[serde(default)]
    also: Vec<Quote>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CompatibleEntry {
    kind: String,
    a: Quote,
    b: Option<Quote>,
    #[serde(default)]
    also: Vec<Quote>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quote {
    doc: Spanned<String>,
    quote: Spanned<String>,
}

impl Gold {
    /// Reads the `gold.toml` of a cluster whose articles are given.
    ///
    /// # Errors
    /// The file cannot be read, is not of the format, names an article that is not there, or quotes what is not in it; the
    /// last three with line and column.
    pub fn read(folder: &Path, articles: &[Article]) -> Result<Self, CorpusError> {
        let path = folder.join("gold.toml");
        let text = fs::read_to_string(&path).map_err(|cause| CorpusError::Unreadable { path: path.clone(), cause })?;
        let bad = |at: usize, cause: String| {
            let place = Lines::new(&text).position(at);
            CorpusError::BadGold { path: path.clone(), line: place.line, column: place.column, cause }
        };
        let file: File = toml::from_str(&text)
            .map_err(|error| bad(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
        let find = |quote: &Quote| locate(folder, articles, quote).map_err(|(at, cause)| bad(at, cause));
        let all = |a: &Quote, b: &Option<Quote>, also: &[Quote]| {
            [a].into_iter().chain(b).chain(also).map(find).collect::<Result<Vec<_>, _>>()
        };
        let mut gold = Self::default();
        for ContradictionEntry { kind, a, b, also, note } in file.contradiction {
            let places = all(&a, &b, &also)?;
            gold.contradictions.push(Contradiction { kind, places, single: b.is_none(), note });
        }
        for CompatibleEntry { kind, a, b, also, note } in file.compatible {
            gold.compatible.push(Compatible { kind, places: all(&a, &b, &also)?, note });
        }
        Ok(gold)
    }
}

/// The place of a quote, or what is wrong with it and where in the `gold.toml`.
fn locate(folder: &Path, articles: &[Article], quote: &Quote) -> Result<Labelled, (usize, String)> {
    let path = folder.join(quote.doc.get_ref());
    let Some(article) = articles.iter().find(|article| article.path == path) else {
        return Err((quote.doc.span().start, format!("there is no article {:?} in this cluster", quote.doc.get_ref())));
    };
    let words = quote.quote.get_ref();
    match article.text.find(words.as_str()).filter(|_| !words.is_empty()) {
        Some(at) => {
            let disk = article.on_disk(Span::new(at, at + words.len()));
            Ok(Labelled { path, disk, quote: words.clone() })
        }
        None => Err((quote.quote.span().start, format!("{} does not hold the quote {words:?}", quote.doc.get_ref()))),
    }
}
