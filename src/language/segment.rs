//! From a block of text to sentences of words.

use std::ops::Range;

use crate::text::Span;

use super::token::{Abbreviation, Tokenizer};

/// Finds sentences and words.
#[derive(Clone, Debug)]
pub struct Segmenter {
    tokenizer: Tokenizer,
}

impl Segmenter {
    /// The segmenter of the shipped lists.
    pub fn shipped() -> Self {
        Self { tokenizer: Tokenizer::shipped() }
    }

    /// Appends the words of a block to `spans` and returns its sentences as ranges of `spans`.
    ///
    /// The sentences tile the words appended; none is empty.
    pub fn sentences(&self, text: &str, block: Span, spans: &mut Vec<Span>) -> Vec<Range<usize>> {
        let first = spans.len();
        self.tokenizer.words(text, block, spans);
        let mut sentences = Vec::new();
        let mut start = first;
        for at in first..spans.len() {
            if at + 1 == spans.len() || self.ends(text, &spans[first..], at - first) {
                sentences.push(start..at + 1);
                start = at + 1;
            }
        }
        sentences
    }

    /// True when a sentence ends with the word `at`.
    fn ends(&self, text: &str, spans: &[Span], at: usize) -> bool {
        let gap = Span { start: spans[at].end, end: spans[at + 1].start };
        if gap.len() > 1 && gap.of(text).bytes().filter(|&byte| byte == b'\n').count() > 1 {
            return true;
        }
        let next = spans[at + 1].of(text);
        let mut stop = at;
        while stop > 0 && closes(spans[stop].of(text)) && at - stop < 3 && spans[stop - 1].end == spans[stop].start {
            stop -= 1;
        }
        if gap.is_empty() || (stop < at && matches!(next, ")" | "\"" | "”" | "''")) {
            return false;
        }
        let word = spans[stop].of(text);
        let opens = next.starts_with(|c: char| {
            c.is_uppercase()
                || c.is_numeric()
                || matches!(c, '"' | '“' | '‘' | '(' | '[' | '\'' | '`' | '•' | '-' | '*')
        });
        match word.chars().last() {
            Some('.') if word.len() > 1 && !word.starts_with('.') => {
                opens
                    && self.tokenizer.abbreviation(word) != Some(Abbreviation::Title)
                    && matches!(
                        next,
                        "\"" | "“" | "The" | "He" | "She" | "It" | "They" | "In" | "A" | "But" | "This" | "We"
                    )
            }
            Some('.' | '!' | '?' | '…') => opens,
            _ => false,
        }
    }
}

fn closes(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "''" | ")" | "]")
}
