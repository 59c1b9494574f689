//! What the rest of a document tells of a word.

use std::collections::HashMap;
use std::ops::Range;

use super::super::{Name, NameKind};
use super::feature::Word;
use super::label::{Label, Lattice};

/// How the words of a document are written in running text.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// By the hash of the word in small letters: how often small, how often with a capital inside a sentence.
    seen: HashMap<u64, (u16, u16)>,
}

impl Evidence {
    /// Counts the words of a document.
    pub fn of(words: &[Word], sentences: &[Range<usize>]) -> Self {
        let mut seen: HashMap<u64, (u16, u16)> = HashMap::new();
        for sentence in sentences {
            for word in words[sentence.clone()].iter().skip(1).filter(|word| word.capital) {
                let count = seen.entry(word.small).or_default();
                count.1 = count.1.saturating_add(1);
            }
            if let Some(word) = words[sentence.clone()].first() {
                seen.entry(word.small).or_default();
            }
        }
        for word in words.iter().filter(|word| !word.capital && word.shape & 2 != 0) {
            if let Some(count) = seen.get_mut(&word.small) {
                count.0 = count.0.saturating_add(1);
            }
        }
        Self { seen }
    }

    /// 0 nothing known, 1 only seen small elsewhere, 2 with a capital inside another sentence, 3 both.
    pub fn of_word(&self, word: &Word) -> u64 {
        let (small, capital) = self.seen.get(&word.small).copied().unwrap_or_default();
        u64::from(small > 0) | u64::from(capital > 1) << 1
    }
}

/// The words of the names found so far, by kind.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// By the hash of the exact form: how often in a name of a kind, and whether it was the last word of a full name.
    words: HashMap<u64, ([u16; NameKind::ALL.len()], bool)>,
}

/// By how much the scores of labels rise for what is known of a word from elsewhere in the document.
const RAISE: i32 = 0;

impl Known {
    /// Counts the words of names.
    pub fn of(words: &[Word], names: &[Name]) -> Self {
        let mut known = Self::default();
        for name in names {
            let range = name.tokens.indices();
            let last = range.end - 1;
            for at in range.clone().filter(|&at| words[at].capital) {
                let entry = known.words.entry(words[at].exact).or_default();
                entry.0[name.kind as usize] += 1;
                entry.1 |= at == last && range.len() > 1 && name.kind == NameKind::Person;
            }
        }
        known
    }

    /// Raises the scores of labels of words known from elsewhere.
    pub fn raise(&self, words: &[Word], lattice: &mut Lattice) {
        if RAISE == 0 {
            return;
        }
        for (at, &token) in lattice.tokens.iter().enumerate() {
            let Some((counts, surname)) = self.words.get(&words[token].exact) else { continue };
            if *surname {
                for label in 1..Label::COUNT {
                    if Label(label as u8).kind() == Some(NameKind::Person) {
                        lattice.scores[at][label] += RAISE;
                    }
                }
            }
            let _ = counts;
        }
    }
}
