//! Whether a sentence ends between two words: a linear classifier over hashed features of the words around.
//!
//! It is trained as an averaged perceptron (Collins 2002) on treebanks; `models/README.md` says how.

use crate::text::Span;

use super::feature::{hash, mix, shape};
use super::token::{Abbreviation, Tokenizer};

/// The number of weights of the classifier.
pub const SIZE: usize = 1 << 15;

/// The weights of the classifier.
#[derive(Clone, Debug)]
pub struct Ends {
    weights: Vec<i16>,
}

/// The words of a block, and how far sentences have been found.
#[derive(Clone, Copy, Debug)]
pub struct Gap<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// The words of the block.
    pub spans: &'a [Span],
    /// The first word of the sentence that is open.
    pub start: usize,
    /// The word that may be the last of it; another one follows.
    pub at: usize,
    /// Quotation marks seen since `start`, and brackets opened less brackets closed.
    pub open: (u8, i8),
}

impl Ends {
    /// The classifier of a file of [`SIZE`] weights, each a signed 16-bit number, low byte first.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut weights: Vec<i16> = bytes.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
        weights.resize(SIZE, 0);
        Self { weights }
    }

    /// True when a sentence ends at a gap.
    pub fn at(&self, tokenizer: &Tokenizer, gap: Gap) -> bool {
        gap.is_open()
            && !gap.follows_initial(tokenizer)
            && (gap.follows_abbreviation(tokenizer) && tokenizer.opens(gap.word(1)) || {
                let mut score = 0;
                gap.features(tokenizer, |feature| score += i32::from(self.weights[feature]));
                score > 0
            })
    }
}

impl<'a> Gap<'a> {
    /// The word `offset` places from the last one, empty outside the block.
    fn word(&self, offset: isize) -> &'a str {
        let at = self.at.checked_add_signed(offset);
        at.and_then(|at| self.spans.get(at)).map_or("", |span| span.of(self.text))
    }

    /// True after an abbreviation with its stop that is no title.
    fn follows_abbreviation(&self, tokenizer: &Tokenizer) -> bool {
        let word = self.word(0);
        word.len() > 2 && word.ends_with('.') && !matches!(sign(word, tokenizer), 2 | 3)
    }

    /// True after an initial of a name: "Richard K." before "Mulla", however unknown that word is.
    fn follows_initial(&self, tokenizer: &Tokenizer) -> bool {
        let (before, next) = (self.word(-1), self.word(1));
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let initial = |word: &str| capital(word) && word.ends_with('.') && word.chars().count() == 2;
        let surname = capital(next) && next.chars().count() > 1 && !tokenizer.opens(next);
        // "You and I. Nobody else": a single "I" is the pronoun.
        let first = self.at == self.start || !capital(before) && self.word(0) != "I.";
        initial(self.word(0)) && surname && (first || capital(before)) && !tokenizer.is_lettered(before)
    }

    /// False where a sentence practically never ends: inside a word, before a small letter after a letter, a figure
    /// or a comma, between a figure and a word ("9 May").
    pub fn is_open(&self) -> bool {
        let last = self.word(0).chars().next_back().unwrap_or(' ');
        let next = self.word(1).chars().next().unwrap_or(' ');
        let glued = self.spans[self.at].end == self.spans[self.at + 1].start;
        let stops = matches!(last, '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ')' | ']');
        (!glued || stops)
            && !((last.is_alphanumeric() || last == ',')
                && (next.is_lowercase() || matches!(next, '.' | ',' | '!' | '?' | ';' | ':')))
            && !(last.is_numeric() && next.is_alphabetic())
    }

    /// Calls `found` with the numbers, below [`SIZE`], of the features of the gap.
    pub fn features(&self, tokenizer: &Tokenizer, mut found: impl FnMut(usize)) {
        let mut kind = 0_u64;
        let mut add = |value: u64| {
            kind += 1;
            found((mix(kind, value) >> 20) as usize % SIZE);
        };
        let (before, word, next, after) = (self.word(-1), self.word(0), self.word(1), self.word(2));
        let mut stop = self.at;
        while stop > self.start && self.at - stop < 3 && closes(self.spans[stop].of(self.text)) {
            stop -= 1;
        }
        let anchor = self.spans[stop].of(self.text);
        let anchor_hash = hash(anchor);
        let class = sign(anchor, tokenizer);
        let closing = (self.at - stop) as u64;
        let between = Span { start: self.spans[self.at].end, end: self.spans[self.at + 1].start };
        let space = between.len().min(3) as u64 | if between.of(self.text).contains('\n') { 8 } else { 0 };
        let shape_next = u64::from(shape(next));
        let shape_after = u64::from(shape(after));
        let next_hash = hash(next);
        let length = ((self.at + 1 - self.start) as u64 | 1).ilog2().min(6) as u64;
        let rest = ((self.spans.len() - self.at - 1) as u64).min(3);
        let open = u64::from(self.open.0 % 2) | if self.open.1 > 0 { 2 } else { 0 };
        let start = self.spans[self.start].of(self.text);
        let small = hash(&next.to_lowercase());
        add(class);
        add(mix(class, shape_next));
        add(mix(class, shape_next) ^ (closing << 8) ^ space);
        add(mix(class, next_hash));
        add(mix(class, small));
        add(anchor_hash);
        add(mix(anchor_hash, shape_next));
        add(mix(hash(word), next_hash));
        add(mix(class, length) ^ shape_next);
        add(mix(class, rest) ^ shape_next);
        add(mix(class, open) ^ (shape_next << 8) ^ closing);
        add(mix(class, space) ^ length);
        add(mix(class, u64::from(shape(before))) ^ (shape_next << 9));
        add(mix(class, hash(before)));
        add(mix(class, shape_next) ^ (shape_after << 16));
        add(mix(mix(class, hash(after)), shape_next));
        add(mix(mix(class, small), shape_after));
        add(mix(u64::from(shape(start)), length) ^ mix(class, shape_next));
        add(mix(hash(start), class) ^ shape_next);
        add(mix(mix(u64::from(shape(word)), word.len().min(4) as u64), class) ^ (shape_next << 20));
        add(mix(small, u64::from(shape(before))) ^ mix(class, shape_next));
    }
}

fn closes(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "’’")
}

/// What the last word of the sentence before closing marks looks like.
fn sign(word: &str, tokenizer: &Tokenizer) -> u64 {
    let last = word.chars().next_back().unwrap_or(' ');
    match last {
        '.' if word.len() == 1 => 1,
        '.' if word.starts_with('.') => 2,
        '.' => match tokenizer.abbreviation(word) {
            Some(Abbreviation::Title) => 3,
            Some(Abbreviation::Date | Abbreviation::Number) => 4,
            Some(Abbreviation::Plain) => 5,
            None if word.len() == 2 => 6,
            None => 7,
        },
        '!' | '?' => 8 + (word.len().min(4) as u64),
        c if c.is_alphabetic() => 16 + u64::from(shape(word)),
        c if c.is_numeric() => 128,
        c => 256 + u64::from(c as u32),
    }
}
