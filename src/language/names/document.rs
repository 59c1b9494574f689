//! What the rest of a document tells of a word.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::super::{Name, NameKind};
use super::feature::Word;
use super::gazetteer;
use super::label::{Label, Lattice};

/// Takes keys that are hashes already as they are.
#[derive(Clone, Copy, Debug, Default)]
struct Given(u64);

impl Hasher for Given {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// How the words of a document are written in running text.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// By the hash of the word in small letters: how often small, how often with a capital inside a sentence.
    seen: HashMap<u64, (u16, u16), BuildHasherDefault<Given>>,
}

impl Evidence {
    /// Counts the words of a document.
    pub fn of(words: &[Word], sentences: &[Range<usize>]) -> Self {
        let mut seen: HashMap<u64, (u16, u16), BuildHasherDefault<Given>> = HashMap::default();
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
    words: HashMap<u64, ([u16; NameKind::ALL.len()], bool), BuildHasherDefault<Given>>,
}

/// By how much the labels of a person rise for a word that ended a person's full name elsewhere.
const SURNAME: i32 = 70;
/// By how much the labels of a kind rise at most for a word that stands in a name of that kind elsewhere.
const ELSEWHERE: i32 = 14;

impl Known {
    /// Counts the words of names.
    pub fn of(words: &[Word], names: &[Name]) -> Self {
        let mut known = Self::default();
        for name in names {
            let range = name.tokens.indices();
            let last = range.end - 1;
            for at in range.clone().filter(|&at| words[at].capital) {
                let entry = known.words.entry(words[at].exact).or_default();
                entry.0[name.kind as usize] = entry.0[name.kind as usize].saturating_add(1);
                entry.1 |= at == last && range.len() > 1 && name.kind == NameKind::Person;
            }
        }
        known
    }

    /// The words outside all names that ended a person's full name elsewhere and mean nothing else: the surname of somebody
    /// whom the document has introduced, however unusual what stands beside it. A word beside another with a capital may be
    /// part of a name that was not found, and is left.
    pub fn missed(&self, words: &[Word], names: &[Name]) -> Vec<Name> {
        let mut named = vec![false; words.len()];
        for name in names {
            named[name.tokens.indices()].fill(true);
        }
        let capital = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|word| word.capital);
        let is_missed = |&at: &usize| {
            let word = &words[at];
            let surname = self.words.get(&word.exact).is_some_and(|&(counts, surname)| {
                surname && counts.iter().sum::<u16>() == counts[NameKind::Person as usize]
            });
            surname
                && word.capital
                && !named[at]
                && word.flags & gazetteer::SMALL == 0
                && !capital(at.checked_sub(1))
                && !capital(Some(at + 1))
        };
        (0..words.len()).filter(is_missed).map(|at| super::name(at, at + 1, NameKind::Person)).collect()
    }

    /// Raises the scores of labels of words known from elsewhere.
    pub fn raise(&self, words: &[Word], lattice: &mut Lattice) {
        for (token, scores) in lattice.tokens.iter().zip(&mut lattice.scores) {
            let Some((counts, surname)) = self.words.get(&words[*token].exact) else { continue };
            let total: i32 = counts.iter().map(|&count| i32::from(count)).sum();
            for (label, score) in scores.iter_mut().enumerate() {
                let Some(kind) = Label(label as u8).kind() else { continue };
                let count = i32::from(counts[kind as usize]);
                *score += match *surname && kind == NameKind::Person {
                    true => SURNAME,
                    false => ELSEWHERE * count / total * (total - 1).min(3) / 3,
                };
            }
        }
    }
}
