//! What the language layer has learned: word lists, weights of the tagger, the parser and the finder of names.

use super::lemma::Lemmatiser;
use super::names::Finder;
use super::segment::Segmenter;
use super::syntax::Syntax;

/// All that [`super::read`] needs beside the article; made once, shared by all threads.
///
/// Loading decodes small tables; the large ones stay where they are in the binary.
#[derive(Clone, Debug)]
pub struct Model {
    /// Finds sentences and words.
    pub segmenter: Segmenter,
    /// Finds parts of speech and dependency trees.
    pub syntax: Syntax,
    /// Finds lemmas.
    pub lemmatiser: Lemmatiser,
    /// Finds names.
    pub finder: Finder,
}

impl Model {
    /// The model of the shipped files.
    pub fn shipped() -> Self {
        Self {
            segmenter: Segmenter::shipped(),
            syntax: Syntax::shipped(),
            lemmatiser: Lemmatiser::shipped(),
            finder: Finder::shipped(),
        }
    }
}
