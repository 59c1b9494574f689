//! The base form of a word, from its form and its part of speech.
//!
//! A lexicon of exceptions comes first (`were` is `be`), then the longest suffix that has a rule for the tag
//! (`-ies` of a plural becomes `-y`). Both are learned from treebanks; `models/README.md` says how. Case is kept for proper
//! nouns and words of capitals, as the treebanks do.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::feature::{hash, mix};
use super::tags::Xpos;

/// Finds lemmas.
#[derive(Clone, Debug, Default)]
pub struct Lemmatiser {
    /// By form in small letters and tag.
    words: HashMap<u64, &'static str>,
    /// By suffix and tag: how many bytes to take off, what to put on.
    endings: HashMap<u64, (u8, &'static str)>,
}

/// The longest suffix, in bytes, that has rules.
pub const LONGEST: usize = 6;

impl Lemmatiser {
    /// The lemmatiser of the shipped lexicon and rules.
    pub fn shipped() -> Self {
        Self::read(include_str!("../../models/lemmas.tsv"))
    }

    /// Reads lexicon lines, `form TAG lemma`, and rule lines, `-suffix TAG -n +ending`, with tabs between.
    pub fn read(text: &'static str) -> Self {
        let mut lemmatiser = Self::default();
        for line in text.lines() {
            let mut fields = line.split('\t');
            let (Some(form), Some(tag), Some(third)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let Some(tag) = Xpos::from_name(tag) else { continue };
            match fields.next() {
                Some(ending) => {
                    let suffix = form.strip_prefix('-').unwrap_or(form);
                    let take = third.parse().unwrap_or(0);
                    lemmatiser.endings.insert(key(suffix, tag), (take, ending));
                }
                None => {
                    lemmatiser.words.insert(key(form, tag), third);
                }
            }
        }
        lemmatiser
    }

    /// The lemma of a form.
    pub fn lemma(&self, form: &str, tag: Xpos) -> SmolStr {
        let small = match form.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            true => SmolStr::new(form.to_lowercase()),
            false => SmolStr::new(form),
        };
        // A form that the lexicon has for one of the two past tags is the same verb's with the other.
        let past = match tag {
            Xpos::Vbd => Some(Xpos::Vbn),
            Xpos::Vbn => Some(Xpos::Vbd),
            _ => None,
        };
        let known = |tag| self.words.get(&key(&small, tag));
        if let Some(lemma) = known(tag).or_else(|| past.and_then(known)) {
            return SmolStr::new(lemma);
        }
        if tag == Xpos::Nnp
            && let Some(name) = named(form)
        {
            return name;
        }
        let cased = match keeps_case(form, tag) {
            true => form,
            false => small.as_str(),
        };
        for length in (0..=LONGEST.min(small.len())).rev() {
            let Some(suffix) = small.get(small.len() - length..) else { continue };
            if let Some(&(take, ending)) = self.endings.get(&key(suffix, tag)) {
                let stem = cased.len().checked_sub(take as usize).and_then(|end| cased.get(..end));
                return match stem {
                    Some(stem) if take == 0 && ending.is_empty() => SmolStr::new(stem),
                    Some(stem) if !(stem.is_empty() && ending.is_empty()) => SmolStr::from_iter([stem, ending]),
                    _ => SmolStr::new(cased),
                };
            }
        }
        SmolStr::new(cased)
    }
}

/// A name written small gets its capital.
fn named(form: &str) -> Option<SmolStr> {
    let first = form.bytes().next().filter(u8::is_ascii_lowercase)?;
    let all_small = form.bytes().all(|byte| byte.is_ascii_lowercase());
    all_small.then(|| SmolStr::from_iter([char::from(first.to_ascii_uppercase()).to_string().as_str(), &form[1..]]))
}

/// True for forms whose lemma keeps its capitals: proper nouns, and adjectives that look like those of nations.
pub fn keeps_case(form: &str, tag: Xpos) -> bool {
    match tag {
        Xpos::Nnp | Xpos::Nnps | Xpos::Add | Xpos::Gw | Xpos::Fw => true,
        Xpos::Jj => {
            form.starts_with(char::is_uppercase)
                && ["ian", "ean", "ese", "i"].iter().any(|ending| form.ends_with(ending))
        }
        _ => false,
    }
}

fn key(word: &str, tag: Xpos) -> u64 {
    mix(hash(word), tag as u64)
}
