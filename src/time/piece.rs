//! Pieces: the letters, numbers and signs of which tokens consist.
//!
//! Patterns are written over pieces, so that "mid-1990s", "10/30/89" and "5pm" read the same whether a tokenizer leaves
//! them whole or takes them apart.

use smol_str::SmolStr;

use crate::language::Document;
use crate::text::TokenRange;

/// A run of letters, a number, or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// In lower case, with plain hyphens and apostrophes, without the full stop of an abbreviation.
    pub(super) form: SmolStr,
    /// The position of its token in the document.
    pub(super) token: usize,
    /// True when no space stands before it.
    pub(super) glued: bool,
    /// True when it begins with a capital letter.
    pub(super) capital: bool,
}

/// The pieces of a run of tokens.
pub(super) fn of_tokens(document: &Document, tokens: TokenRange) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(tokens.len() + 8);
    let mut end = u32::MAX;
    for index in tokens.indices() {
        let span = document.tokens[index].span;
        let glued = span.start == end;
        end = span.end;
        split(span.of(&document.article.text), index, glued, &mut pieces);
    }
    pieces
}

/// The pieces of a phrase of a rule file, where every word counts as a token.
pub(super) fn of_phrase(phrase: &str) -> Vec<SmolStr> {
    let mut pieces = Vec::new();
    for (index, word) in phrase.split_whitespace().enumerate() {
        split(word, index, false, &mut pieces);
    }
    pieces.into_iter().map(|piece| piece.form).collect()
}

fn split(form: &str, token: usize, glued: bool, pieces: &mut Vec<Piece>) {
    let mut rest = form;
    let mut glued = glued;
    while let Some(first) = rest.chars().next() {
        let length = run(rest, first);
        let (piece, after) = rest.split_at(length);
        rest = after;
        if !first.is_whitespace() {
            pieces.push(Piece { form: normal(piece), token, glued, capital: first.is_uppercase() });
        }
        glued = !first.is_whitespace();
    }
}

/// The length in bytes of the piece that `rest` begins with.
fn run(rest: &str, first: char) -> usize {
    if first.is_ascii_digit() {
        return number(rest);
    }
    if first.is_alphabetic() {
        return letters(rest);
    }
    let sign = first.len_utf8();
    let after = &rest[sign..];
    match (is_apostrophe(first), after.chars().next()) {
        (true, Some(next)) if next.is_ascii_digit() => sign + number(after),
        (true, Some(next)) if next.is_alphabetic() => sign + letters(after),
        _ => sign,
    }
}

/// Digits with their inner commas and points, and with an ending such as "th" or "s".
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (end > 0 && matches!(bytes.get(end), Some(b',' | b'.')) && digit(end + 1) && digit(end - 1)) {
        end += 1;
    }
    let ending = rest[end..].bytes().take_while(u8::is_ascii_alphabetic).count();
    match rest[end..end + ending].to_ascii_lowercase().as_str() {
        "s" | "st" | "nd" | "rd" | "th" => end + ending,
        _ => end,
    }
}

/// Letters with the full stops of an abbreviation.
fn letters(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let goes_on = match char {
            '.' => next.is_none_or(char::is_alphabetic),
            _ => char.is_alphabetic(),
        };
        if !goes_on {
            // "Jan.28" is an abbreviation and a number.
            return if char == '.' && next.is_some_and(|next| next.is_ascii_digit()) { at + 1 } else { end };
        }
        end = at + char.len_utf8();
    }
    end
}

fn is_apostrophe(char: char) -> bool {
    matches!(char, '\'' | '’' | '‘' | '`')
}

fn normal(piece: &str) -> SmolStr {
    let trimmed = match piece.len() {
        1 => piece,
        _ => piece.trim_end_matches('.'),
    };
    trimmed
        .chars()
        .flat_map(|char| match char {
            '’' | '‘' | '`' => '\''.to_lowercase(),
            '–' | '—' | '‑' | '‐' | '−' => '-'.to_lowercase(),
            _ => char.to_lowercase(),
        })
        .collect()
}
