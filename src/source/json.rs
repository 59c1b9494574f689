//! Articles in JSON: an object, an array of objects, an object with such an array under `articles`, or, in `.jsonl`, an
//! object a line.
//!
//! | field | also called | |
//! |---|---|---|
//! | `body` | `text`, `content`, `articleBody` | needed; plain text, paragraphs parted by line ends |
//! | `title` | `headline` | |
//! | `source` | `publisher`, `outlet` | a string |
//! | `published` | `date`, `published_at`, `publishedAt`, `datePublished` | ISO 8601 |
//!
//! Other fields are passed over.

use std::ops::Range;
use std::path::PathBuf;

use serde::de::IgnoredAny;

use super::extract::{Cut, Extract, Header};
use super::{Article, ByteMap, SourceError};
use crate::text::Span;

const BODY: [&str; 4] = ["body", "text", "content", "articleBody"];
const TITLE: [&str; 2] = ["title", "headline"];
const PUBLISHER: [&str; 3] = ["source", "publisher", "outlet"];
const PUBLISHED: [&str; 5] = ["published", "date", "published_at", "publishedAt", "datePublished"];

/// Reads the articles of a decoded JSON file; `by_line` for one object a line.
///
/// # Errors
/// The text is no JSON, or an object in it has no body; with line and column.
pub fn read(path: PathBuf, text: &str, map: &ByteMap, by_line: bool) -> Result<Vec<Article>, SourceError> {
    let mut articles = Vec::new();
    let mut reader = Reader { path: &path, text, map, counted: (0, 1, 1) };
    if by_line {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                reader.values(start..start + line.len(), &mut articles)?;
            }
            start += line.len();
        }
    } else {
        reader.values(0..text.len(), &mut articles)?;
    }
    Ok(articles)
}

struct Reader<'a> {
    path: &'a PathBuf,
    text: &'a str,
    map: &'a ByteMap,
    /// An offset, its line and its column: positions are asked for in ascending order.
    counted: (usize, u32, u32),
}

impl Reader<'_> {
    fn position(&mut self, offset: usize) -> (u32, u32) {
        let (mut at, mut line, mut column) = self.counted;
        for character in self.text[at..offset].chars() {
            (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
            at += character.len_utf8();
        }
        self.counted = (at, line, column);
        (line, column)
    }

    fn fail(&mut self, offset: usize, cause: String) -> SourceError {
        let (line, column) = self.position(offset);
        SourceError::Malformed { path: self.path.clone(), line, column, cause }
    }

    fn values(&mut self, range: Range<usize>, articles: &mut Vec<Article>) -> Result<(), SourceError> {
        let text = &self.text[range.clone()];
        if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
            let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
            let mut at = (range.start + before + error.column().saturating_sub(1)).min(range.end);
            while !self.text.is_char_boundary(at) {
                at -= 1;
            }
            let cause = error.to_string();
            return Err(self.fail(at, cause.split(" at line").next().unwrap_or(&cause).to_owned()));
        }
        let start = range.start + (text.len() - text.trim_start().len());
        let listed = fields(self.text, start)
            .into_iter()
            .find(|(key, value)| &self.text[key.clone()] == "articles" && self.text[value.clone()].starts_with('['));
        let list = listed.map(|(_, value)| value.start);
        match list.or_else(|| self.text[start..].starts_with('[').then_some(start)) {
            Some(list) => items(self.text, list).into_iter().try_for_each(|item| self.article(item, articles)),
            None => self.article(start..skip_value(self.text, start), articles),
        }
    }

    fn article(&mut self, object: Range<usize>, articles: &mut Vec<Article>) -> Result<(), SourceError> {
        let fields = fields(self.text, object.start);
        let get = |names: &[&str]| {
            names.iter().find_map(|name| {
                let named = |(key, value): &&(Range<usize>, Range<usize>)| {
                    &self.text[key.clone()] == *name && self.text[value.clone()].starts_with('"')
                };
                fields.iter().find(named).map(|(_, value)| value.start + 1..value.end - 1)
            })
        };
        let plain = |range: Option<Range<usize>>| {
            range.map(|range| unescaped(self.text, range).0).filter(|text| !text.is_empty())
        };
        let Some(body) = get(&BODY) else {
            return Err(self.fail(object.start, format!("an article needs one of the fields {}", BODY.join(", "))));
        };
        let title = get(&TITLE);
        let header = Header {
            title: plain(title.clone()),
            publisher: plain(get(&PUBLISHER)),
            published: plain(get(&PUBLISHED)),
        };
        let mut extract = Extract::default();
        let mut headline = None;
        if let Some(title) = title.filter(|_| header.title.as_ref().is_some_and(|title| !title.trim().is_empty())) {
            take(self.text, title, object.start, &mut extract);
            headline = Some(Span::new(0, extract.text().len()));
            extract.add("\n\n");
        }
        take(self.text, body, object.start, &mut extract);
        let (line, column) = self.position(object.start);
        let cut = Cut { path: self.path.clone(), file: self.text, range: object, disk: self.map, line, column };
        articles.push(cut.article(extract, header, headline));
        Ok(())
    }
}

/// The keys and values of the object at `start`, as byte ranges; keys without their quotes. The text is valid JSON.
fn fields(text: &str, start: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut fields = Vec::new();
    if !text[start..].starts_with('{') {
        return fields;
    }
    let mut at = skip_space(text, start + 1);
    while text[at..].starts_with('"') {
        let key = at + 1..skip_value(text, at) - 1;
        let value = skip_space(text, skip_space(text, key.end + 1) + 1);
        let end = skip_value(text, value);
        fields.push((key, value..end));
        at = skip_space(text, end);
        at = if text[at..].starts_with(',') { skip_space(text, at + 1) } else { break };
    }
    fields
}

/// The items of the array at `start`.
fn items(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let mut at = skip_space(text, start + 1);
    while !text[at..].starts_with(']') {
        let end = skip_value(text, at);
        items.push(at..end);
        at = skip_space(text, end);
        at = if text[at..].starts_with(',') { skip_space(text, at + 1) } else { at };
    }
    items
}

fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches([' ', '\t', '\n', '\r']).len()
}

/// The end of the value at `start`, without recursion.
fn skip_value(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut quoted) = (start, 0usize, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' => {
                quoted = !quoted;
                if !quoted && depth == 0 {
                    return at + 1;
                }
            }
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return at + depth,
            b'}' | b']' => depth -= 1,
            b',' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The characters of a string between its quotes.
fn take(text: &str, range: Range<usize>, base: usize, extract: &mut Extract) {
    let start = range.start - base;
    let (plain, map) = unescaped(text, range);
    for (at, character) in plain.char_indices() {
        let from = start + map.on_disk(at as u32) as usize;
        extract.push(character, from, start + map.on_disk((at + character.len_utf8()) as u32) as usize);
    }
}

/// A string without its escapes, and the map of its offsets to those of the raw one.
fn unescaped(text: &str, range: Range<usize>) -> (String, ByteMap) {
    let raw = &text[range];
    let mut extract = Extract::default();
    let mut at = 0;
    while let Some(character) = raw[at..].chars().next() {
        let (meant, length) = if character == '\\' { escape(&raw[at..]) } else { (character, character.len_utf8()) };
        extract.push(meant, at, at + length);
        at += length;
    }
    extract.finish()
}

/// What the escape at the start of a text means, and its length. Half a surrogate pair is U+FFFD.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| text.get(at..at + 4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let meant = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let first = unit(2).unwrap_or(0xfffd);
            let second = unit(8).filter(|_| text.get(6..8) == Some("\\u"));
            let pair = second.and_then(|second| char::decode_utf16([first, second]).next()?.ok());
            return match pair.filter(|pair| pair.len_utf16() == 2) {
                Some(pair) => (pair, 12),
                None => (char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
            };
        }
        Some(&other) => char::from(other),
        None => '\\',
    };
    (meant, text.len().min(2))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::source::{Article, BlockKind, ByteMap};
    use proptest::prelude::*;

    fn articles(text: &str, by_line: bool) -> Vec<Article> {
        read("a.json".into(), text, &ByteMap::default(), by_line).unwrap()
    }

    /// The bytes of the file for words of an article.
    fn raw<'a>(file: &'a str, article: &Article, words: &str) -> &'a str {
        let at = article.text.find(words).unwrap();
        article.on_disk(crate::text::Span::new(at, at + words.len())).of(file)
    }

    #[test]
    fn one_article_with_escapes() {
        let file = r#" {"published": "2024-05-02T10:00:00Z", "body": "LEEDS \u2014 Ann \"Annie\" Roe spoke.\n\nShe \ud83d\ude42 left.",
            "source": "Leeds Post", "headline": "Bridge \u201copened\u201d", "tags": ["a", {"b": "]}"}], "id": 7}"#;
        let article = articles(file, false).remove(0);
        assert_eq!(article.title.as_deref(), Some("Bridge “opened”"));
        assert_eq!(article.publisher.as_deref(), Some("Leeds Post"));
        assert_eq!(article.published.unwrap().to_string(), "2024-05-02");
        let blocks: Vec<(BlockKind, &str)> =
            article.blocks.iter().map(|block| (block.kind, block.span.of(&article.text))).collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Title, "Bridge “opened”"),
                (BlockKind::Dateline, "LEEDS —"),
                (BlockKind::Paragraph, "Ann \"Annie\" Roe spoke."),
                (BlockKind::Paragraph, "She 🙂 left."),
            ]
        );
        assert_eq!(raw(file, &article, "Ann \"Annie\" Roe"), r#"Ann \"Annie\" Roe"#);
        assert_eq!(raw(file, &article, "🙂 left"), r"\ud83d\ude42 left");
        assert_eq!(raw(file, &article, "Bridge “opened”"), r"Bridge \u201copened\u201d");
    }

    #[test]
    fn several_articles() {
        for (file, by_line) in [
            (r#"[{"text": "One."}, {"text": "Two."}]"#, false),
            (r#"{"status": "ok", "articles": [{"content": "One."},{"content": "Two."}]}"#, false),
            ("{\"body\": \"One.\"}\n\n{\"body\": \"Two.\"}\n", true),
        ] {
            let texts: Vec<String> = articles(file, by_line).into_iter().map(|article| article.text).collect();
            assert_eq!(texts, ["One.", "Two."], "{file}");
        }
        let page = articles("{\"body\": \"One.\"}\n{\"body\": \"Two.\"}\n", true).remove(1).page.unwrap();
        assert_eq!((page.line, page.column), (2, 1));
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_column() {
        for (file, by_line, message) in [
            ("{\"body\": \"One.\",\n}", false, "a.json:2:1: key must be a string"),
            (
                "{\"body\": \"One.\"}\n{\"title\": \"Two\"}\n",
                true,
                "a.json:2:1: an article needs one of the fields body, text, content, articleBody",
            ),
            ("7", false, "a.json:1:1: an article needs one of the fields body, text, content, articleBody"),
            ("", false, "a.json:1:1: EOF while parsing a value"),
        ] {
            let error = read("a.json".into(), file, &ByteMap::default(), by_line).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
    }

    proptest! {
        #[test]
        fn any_string_comes_back(body in "\\PC{0,60}[\n\t\"\\\\]{0,4}\\PC{0,20}") {
            let file = serde_json::json!({"x": [[], {"]": "}"}], "body": body, "title": "T"}).to_string();
            let article = articles(&file, false).remove(0);
            prop_assert_eq!(&article.text, &format!("T\n\n{body}"));
            for (at, character) in article.text.char_indices() {
                let there = article.map.on_disk(at as u32) as usize;
                prop_assert!(file.is_char_boundary(there), "{} {}", at, character);
            }
        }
    }
}
