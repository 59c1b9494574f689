//! What the language layer has learned: word lists, weights of the tagger, the parser and the finder of names.

use super::segment::Segmenter;

/// All that [`super::read`] needs beside the article; made once, shared by all threads.
#[derive(Clone, Debug)]
pub struct Model {
    /// Finds sentences and words.
    pub segmenter: Segmenter,
}

impl Model {
    /// The model of the shipped files.
    pub fn shipped() -> Self {
        Self { segmenter: Segmenter::shipped() }
    }
}
