//! HTML as a run of tags and characters, each with its place. Broken HTML is read as browsers do, a tag that the file's end
//! cuts off is dropped.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::rulefile::shipped;

/// What is known of HTML.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Knowledge {
    /// Elements whose content is no text.
    pub raw: Vec<String>,
    /// Elements of the page around the article.
    pub page: Vec<String>,
    /// Elements that end a paragraph.
    pub block: Vec<String>,
    /// Names of `meta` elements for the headline.
    pub title: Vec<String>,
    /// Names of `meta` elements for the publisher.
    pub source: Vec<String>,
    /// Names of `meta` elements for the date of issue.
    pub published: Vec<String>,
    /// Characters by name.
    pub characters: BTreeMap<String, char>,
}

/// What is known of HTML, `rules/source/html.toml`.
pub static KNOWN: LazyLock<Knowledge> = LazyLock::new(|| shipped(include_str!("../../../rules/source/html.toml")));

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A character of text, and the bytes that stand for it.
    Character(char, Range<usize>),
    /// A start tag: its name in lower case, and the bytes of its attributes.
    Start(String, Range<usize>),
    /// An end tag: its name in lower case.
    End(String),
}

/// The pieces of a text, in order.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The pieces of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Skips what stands before the end tag of an element without markup inside.
    fn skip_raw(&mut self, name: &str) {
        let end = self.text.as_bytes()[self.at..]
            .windows(name.len() + 2)
            .position(|window| window.starts_with(b"</") && window[2..].eq_ignore_ascii_case(name.as_bytes()));
        self.at = end.map_or(self.text.len(), |end| self.at + end);
    }

    /// Reads what begins with `<`; none where it is no markup but text.
    fn markup(&mut self) -> Option<Option<Token>> {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!--") {
            self.at = rest.find("-->").map_or(self.text.len(), |end| self.at + end + 3);
            return Some(None);
        }
        let is_end = rest.starts_with("</");
        let name_at = self.at + if is_end { 2 } else { 1 };
        let declared = rest.starts_with("<!") || rest.starts_with("<?");
        if !declared && !self.text[name_at..].starts_with(|character: char| character.is_ascii_alphabetic()) {
            return None;
        }
        let close = tag_end(self.text, name_at);
        let inner = &self.text[name_at..close];
        self.at = self.text.len().min(close + 1);
        if declared || close == self.text.len() {
            return Some(None);
        }
        let length = inner.find(|character: char| character.is_whitespace() || character == '/').unwrap_or(inner.len());
        let name = inner[..length].to_ascii_lowercase();
        if is_end {
            return Some(Some(Token::End(name)));
        }
        if KNOWN.raw.contains(&name) && !inner.ends_with('/') {
            self.skip_raw(&name);
        }
        Some(Some(Token::Start(name, name_at + length..close)))
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let first = self.text[self.at..].chars().next()?;
            if first == '<' {
                match self.markup() {
                    Some(Some(token)) => return Some(token),
                    Some(None) => continue,
                    None => {}
                }
            }
            let start = self.at;
            let (character, length) =
                if first == '&' { reference(&self.text[start..]) } else { (first, first.len_utf8()) };
            self.at += length;
            return Some(Token::Character(character, start..start + length));
        }
    }
}

/// The offset of the `>` that ends a tag, or the text's end; a `>` in quotes ends none.
fn tag_end(text: &str, start: usize) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (at, &byte) in text.as_bytes().iter().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    text.len()
}

/// What the character reference at the start of a text means, and its length; `&` alone is itself.
fn reference(text: &str) -> (char, usize) {
    let Some(end) = text.bytes().take(12).position(|byte| byte == b';') else { return ('&', 1) };
    let name = &text[1..end];
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    let meant = match number {
        // As browsers do: the C1 controls are meant as windows-1252.
        Some(code @ 0x80..=0x9f) => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[code as u8]).0.chars().next()
        }
        Some(0) => Some(char::REPLACEMENT_CHARACTER),
        Some(code) => char::from_u32(code).or(Some(char::REPLACEMENT_CHARACTER)),
        None => KNOWN.characters.get(name).copied(),
    };
    meant.map_or(('&', 1), |meant| (meant, end + 1))
}

/// A text with its character references read.
pub fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let (meant, length) = if first == '&' { reference(&text[at..]) } else { (first, first.len_utf8()) };
        plain.push(meant);
        at += length;
    }
    plain
}

/// The value of an attribute, its character references read.
pub fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_whitespace() || character == '/');
        let length = rest.find(|character: char| character.is_whitespace() || character == '=').unwrap_or(rest.len());
        let name = &rest[..length];
        rest = rest[length..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''));
            let (inner, next) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
            (value, rest) = (inner, next);
        } else if name.is_empty() {
            return None;
        }
        if name.eq_ignore_ascii_case(wanted) {
            return Some(plain(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens, attribute, plain};

    /// Tags as `<a>` and `</a>`, characters as they are.
    fn read(text: &str) -> String {
        let show = |token| match token {
            Token::Character(character, _) => character.to_string(),
            Token::Start(name, _) => format!("<{name}>"),
            Token::End(name) => format!("</{name}>"),
        };
        Tokens::new(text).map(show).collect()
    }

    #[test]
    fn tags_and_text() {
        for (text, expected) in [
            ("<p class=\"a > b\">Ann <B>Roe</B></p >", "<p>Ann <b>Roe</b></p>"),
            ("<!DOCTYPE html><!-- <p> -->x<br/>", "x<br>"),
            ("<script>if (a < b) '</p>'</SCRIPT>x", "<script></script>x"),
            ("2 < 3 & 4 <5", "2 < 3 & 4 <5"),
            ("<p>cut <a href=\"x", "<p>cut "),
            ("<script>never closed", "<script>"),
            ("It's <p title=it's>so", "It's <p>so"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn characters_by_name_and_number() {
        assert_eq!(
            plain("&ldquo;Z&uuml;rich&rdquo; &#8212; &#x1F642; &#150; &nope; AT&T &amp;lt;"),
            "“Zürich” — 🙂 – &nope; AT&T &lt;"
        );
    }

    #[test]
    fn attributes() {
        let attributes = " async content='A &amp; B' property = \"og:title\" data-x=7/";
        assert_eq!(attribute(attributes, "content").as_deref(), Some("A & B"));
        assert_eq!(attribute(attributes, "Property").as_deref(), Some("og:title"));
        assert_eq!(attribute(attributes, "async").as_deref(), Some(""));
        assert_eq!(attribute(attributes, "title"), None);
        assert_eq!(attribute("=", "title"), None);
        assert_eq!(attribute(" = = \"", "title"), None);
    }
}
