//! Rows of word classes, matched against the words between two names.

use serde::Deserialize;

/// A pattern as its elements in order.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
pub(super) struct Pattern {
    elements: Vec<Element>,
}

#[derive(Clone, Debug)]
struct Element {
    alternatives: Vec<String>,
    times: Times,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    Once,
    Optional,
    Any,
}

impl From<String> for Pattern {
    fn from(text: String) -> Self {
        Self::read(&text)
    }
}

impl Pattern {
    /// Reads a pattern: elements apart by spaces, alternatives by "|", "?" for optional ones and "*" for any number.
    pub(super) fn read(text: &str) -> Self {
        let element = |word: &str| {
            let (word, times) = match word.as_bytes() {
                [_, .., b'?'] => (&word[..word.len() - 1], Times::Optional),
                [_, .., b'*'] => (&word[..word.len() - 1], Times::Any),
                _ => (word, Times::Once),
            };
            Element { alternatives: word.split('|').map(str::to_owned).collect(), times }
        };
        Self { elements: text.split_whitespace().map(element).collect() }
    }

    /// True when the whole row of words fits; `fits` says whether the word at a position is of a class or is a word.
    pub(super) fn matches(&self, length: usize, fits: &dyn Fn(usize, &str) -> bool) -> bool {
        // The positions that can be reached after each element: no backtracking, so that the time is bounded.
        let mut reached = vec![false; length + 1];
        reached[0] = true;
        for element in &self.elements {
            let holds = |at: usize| at < length && element.alternatives.iter().any(|word| fits(at, word));
            let mut next = vec![false; length + 1];
            for at in 0..=length {
                let here = reached[at] || (element.times == Times::Any && next[at]);
                if !here {
                    continue;
                }
                if element.times != Times::Once {
                    next[at] = true;
                }
                if holds(at) {
                    next[at + 1] = true;
                }
            }
            reached = next;
        }
        reached[length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, words: &str) -> bool {
        let words: Vec<&str> = words.split_whitespace().collect();
        Pattern::read(pattern).matches(words.len(), &|at, word| words[at] == word)
    }

    #[test]
    fn repeats_and_skips() {
        assert!(matches(",? in the? big* of|for", ", in big big of"));
        assert!(matches(",? in the? big* of|for", "in for"));
        assert!(!matches(",? in the? big* of|for", "in the the of"));
        assert!(!matches(",? in", ", in of"));
        assert!(matches("a*", ""));
    }
}
