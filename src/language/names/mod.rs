//! Named entities: the people, organisations and places a text names, and other proper names.
//!
//! A linear model over hashed features of a word and its neighbours scores the labels *begin, inside, last, outside,
//! unit* of each kind (BILOU; Ratinov and Roth 2009), the Viterbi algorithm finds the best sequence. The weights are
//! those of an averaged structured perceptron (Collins 2002); `models/README.md` says what it was trained on. What one
//! place of a document makes clear then helps at the others: a surname after the full name is a person again.

pub mod document;
pub mod feature;
pub mod label;
pub mod weights;

use std::ops::Range;

use crate::text::{Span, TokenRange};

use super::{Name, NameKind, Xpos, gazetteer};
use document::Evidence;
use feature::{View, Word};
use gazetteer::Gazetteer;
use label::{Label, Lattice};
use weights::Weights;

/// Finds names.
#[derive(Clone, Debug)]
pub struct Finder {
    gazetteer: Gazetteer,
    weights: Weights,
}

impl Finder {
    /// The finder of the shipped lists and weights.
    pub fn shipped() -> Self {
        Self::new(Gazetteer::shipped(), Weights::from_bytes(include_bytes!("../../../models/names.bin")))
    }

    /// A finder of given lists and weights.
    pub fn new(gazetteer: Gazetteer, weights: Weights) -> Self {
        Self { gazetteer, weights }
    }

    /// The names of a document, in order and without overlap; none crosses from one sentence into another.
    pub fn find(&self, text: &str, spans: &[Span], tags: &[Xpos], sentences: &[Range<usize>]) -> Vec<Name> {
        let words = feature::words(text, spans, tags, &self.gazetteer);
        let evidence = Evidence::of(&words, sentences);
        let mut lattice = Lattice::default();
        for sentence in sentences {
            self.score(&words[sentence.clone()], sentence.start, &evidence, &mut lattice);
        }
        let first = lattice.decode(self.weights.transitions());
        let known = document::Known::of(&words, &first);
        known.raise(&words, &mut lattice);
        let mut names = lattice.decode(self.weights.transitions());
        let missed = document::Known::of(&words, &names).missed(&words, &names);
        names.extend(missed);
        names.sort_by_key(|name| name.tokens.start);
        names
    }

    fn score(&self, words: &[Word], offset: usize, evidence: &Evidence, lattice: &mut Lattice) {
        if !words.iter().any(Word::is_like_a_name) {
            return;
        }
        let view = View::new(words, evidence);
        for at in (0..words.len()).filter(|&at| view.is_open(at)) {
            let mut scores = [0_i16; weights::WIDTH];
            view.features(at, |feature| self.weights.add(feature, &mut scores));
            let mut all = [0_i32; Label::COUNT];
            for (cell, score) in all[1..].iter_mut().zip(scores) {
                *cell = i32::from(score);
            }
            lattice.push(offset + at, at == 0, all);
        }
    }
}

/// A name of a run of tokens.
pub fn name(start: usize, end: usize, kind: NameKind) -> Name {
    Name { tokens: TokenRange::new(start, end), kind }
}
