//! A trained network's parts, and the file that [`Syntax::read`](super::syntax::Syntax::read) reads.

use super::dense::Dense;
use super::embedding;
use super::syntax::Tag;
use super::tags::Deprel;

/// The parts of a network in floating point, as a trainer makes them; matrices have a row of outputs for each input.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The pairs of tags.
    pub tags: Vec<Tag>,
    /// The features that have rows.
    pub features: Vec<u64>,
    /// A row of weights for each feature.
    pub rows: Vec<f32>,
    /// The weights and the bias of each layer.
    pub layers: Vec<[Vec<f32>; 2]>,
    /// The scores of each word, in the order of [`Layout`](super::syntax::Layout).
    pub heads: [Vec<f32>; 2],
    /// The relations.
    pub labels: [Vec<f32>; 2],
    /// The size of the vectors of arcs.
    pub arc: usize,
}

/// The largest sum of embeddings and the largest unit of the labels' hidden layer; larger values are cut.
const LARGEST_INPUT: f32 = 8.0;
const LARGEST_UNIT: f32 = 16.0;

impl Parts {
    /// The bytes that [`Syntax::read`](super::syntax::Syntax::read) reads.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let names: Vec<String> = self.tags.iter().map(|tag| tag.name()).collect();
        let deprels: Vec<&str> = Deprel::ALL.iter().map(|deprel| deprel.name()).collect();
        for lines in [names.join("\n"), deprels.join("\n")] {
            bytes.extend((lines.len() as u32).to_le_bytes());
            bytes.extend(lines.as_bytes());
        }
        bytes.extend((self.arc as u32).to_le_bytes());
        embedding::write(&self.features, &self.rows, &mut bytes);
        bytes.extend((self.layers.len() as u32).to_le_bytes());
        for (number, [weights, bias]) in self.layers.iter().enumerate() {
            // The outputs of a layer are between -1 and 1, and a layer reads the sum of those below.
            let range = if number == 0 { LARGEST_INPUT } else { number as f32 };
            Dense::new(weights, bias, range).write(&mut bytes);
        }
        Dense::new(&self.heads[0], &self.heads[1], self.layers.len() as f32).write(&mut bytes);
        Dense::new(&self.labels[0], &self.labels[1], LARGEST_UNIT).write(&mut bytes);
        bytes
    }
}
