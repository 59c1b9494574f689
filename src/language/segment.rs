//! From a block of text to sentences of words.

use std::ops::Range;

use crate::text::Span;

use super::ends::{Ends, Gap};
use super::token::Tokenizer;

/// Finds sentences and words.
#[derive(Clone, Debug)]
pub struct Segmenter {
    /// Finds words.
    pub tokenizer: Tokenizer,
    ends: Ends,
}

impl Segmenter {
    /// The segmenter of the shipped lists and weights.
    pub fn shipped() -> Self {
        Self::new(Ends::from_bytes(include_bytes!("../../models/ends.bin")))
    }

    /// The segmenter of the shipped word lists and of given weights.
    pub fn new(ends: Ends) -> Self {
        Self { tokenizer: Tokenizer::shipped(), ends }
    }

    /// Appends the words of a block to `spans` and returns its sentences as ranges of `spans`.
    ///
    /// The sentences tile the words appended; none is empty. An empty line always ends a sentence.
    pub fn sentences(&self, text: &str, block: Span, spans: &mut Vec<Span>) -> Vec<Range<usize>> {
        let first = spans.len();
        self.tokenizer.words(text, block, spans);
        let words = &spans[first..];
        let mut sentences = Vec::new();
        let mut start = 0;
        let mut open = (0, 0);
        for at in 0..words.len() {
            open = opened(open, words[at].of(text));
            let last = at + 1 == words.len();
            if last
                || parted(text, words[at], words[at + 1])
                || self.ends.at(&self.tokenizer, Gap { text, spans: words, start, at, open })
            {
                sentences.push(first + start..first + at + 1);
                start = at + 1;
                open = (0, 0);
            }
        }
        sentences
    }
}

/// True when an empty line stands between two words.
pub fn parted(text: &str, word: Span, next: Span) -> bool {
    let between = Span { start: word.end, end: next.start };
    between.len() > 1 && between.of(text).bytes().filter(|&byte| byte == b'\n').count() > 1
}

/// Counts quotation marks and open brackets one word further.
pub fn opened((quotes, brackets): (u8, i8), word: &str) -> (u8, i8) {
    match word {
        "\"" | "“" | "”" | "``" | "''" => (quotes ^ 1, brackets),
        "(" | "[" => (quotes, brackets.saturating_add(1)),
        ")" | "]" => (quotes, brackets.saturating_sub(1).max(0)),
        _ => (quotes, brackets),
    }
}
