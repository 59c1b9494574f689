//! Takes over the weights of a network trained before, to go on from there.
//!
//! Reads the first form of the file, with 8-bit rows after the layers. Features that it lacks start at zero.

use gainsay::language::syntax::Tag;
use gainsay::language::table::Table;
use gainsay::language::weights::Reader;

use crate::net::{Net, Param};

/// Fills a network; none when the bytes are no network of the same sizes.
pub fn take(bytes: &[u8], net: &mut Net, features: &[u64], tags: &[Tag]) -> Option<()> {
    let bytes: &'static [u8] = Box::leak(bytes.to_vec().into_boxed_slice());
    let mut reader = Reader::new(bytes);
    let known: Vec<_> = reader.lines()?.into_iter().map(Tag::from_name).collect();
    if known.len() != tags.len() || known.iter().zip(tags).any(|(known, tag)| *known != Some(*tag)) {
        return None;
    }
    reader.lines()?;
    let (_, count, step) = (reader.number()?, reader.number()?, reader.float()?);
    let table = Table::read(&mut reader, count)?;
    let layers = reader.number()?;
    for layer in net.layers.iter_mut().take(layers) {
        let [weights, bias] = layer;
        dense(&mut reader, weights, bias)?;
    }
    dense(&mut reader, &mut net.heads, &mut net.heads_bias)?;
    dense(&mut reader, &mut net.labels, &mut net.labels_bias)?;
    let width = net.sizes.embedding;
    let rows = reader.bytes(count * width)?;
    for (at, &feature) in features.iter().enumerate() {
        let to = net.embeddings.now.row_mut(at);
        match table.row(feature) {
            Some(row) => {
                let from = &rows[row * width..][..width];
                to.iter_mut().zip(from).for_each(|(to, &from)| *to = f32::from(from as i8) * step);
            }
            None => to.fill(0.0),
        }
    }
    Some(())
}

fn dense(reader: &mut Reader, weights: &mut Param, bias: &mut Param) -> Option<()> {
    let (inputs, outputs) = (reader.number()?, reader.number()?);
    let (range, scale) = (reader.float()?, reader.float()?);
    let unit = ((i32::MAX as f32 * 0.99 / (inputs as f32 * 1023.0)).min(32_000.0) / range).floor();
    bias.now.data.copy_from_slice(&reader.floats(outputs)?);
    for (at, value) in reader.shorts(inputs * outputs)?.into_iter().enumerate() {
        weights.now.data[at % inputs * outputs + at / inputs] = f32::from(value) * scale * unit;
    }
    Some(())
}
