//! The sums of the weights of each word's features: what the network reads of a word.

use super::table::{Feature, Table};
use super::weights::Reader;

/// A table of features with a row of weights for each.
///
/// A weight has four bits: -8 to 7 steps of its row's own length. A sum over a word's features hides the rounding, so
/// that figures hardly change, and the rows take half of the room and of the time to read.
#[derive(Clone, Debug)]
pub struct Embedding {
    table: Table,
    /// For each feature a byte, the length of its steps, then two weights a byte: the first half in the low bits.
    rows: &'static [u8],
    width: usize,
    /// What a step of length one stands for.
    unit: f32,
    arch: pulp::Arch,
}

/// The longest step of a row; sums of 60 features fit 16 bits with it.
const LONGEST: i16 = 63;

impl Embedding {
    /// The number of weights of a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The sums for words, given the features of each.
    pub fn sums<const N: usize>(&self, words: &[[Feature; N]]) -> Vec<f32> {
        let found: Vec<[u32; N]> = words
            .iter()
            .map(|features| features.map(|feature| self.table.row(feature).map_or(u32::MAX, |row| row as u32)))
            .collect();
        let mut sums = vec![0.0; words.len() * self.width];
        self.arch.dispatch(Sums { embedding: self, words: &found, sums: &mut sums });
        sums
    }

    /// Reads a table and its rows.
    pub fn read(reader: &mut Reader) -> Option<Self> {
        let (count, width, unit) = (reader.number()?, reader.number()?, reader.float()?);
        let table = Table::read(reader, count)?;
        let rows = reader.bytes(count.checked_mul(1 + width / 2)?)?;
        (width > 0 && width % 32 == 0).then_some(Self { table, rows, width, unit, arch: pulp::Arch::new() })
    }
}

/// The work of [`Embedding::sums`], as a value, so that it is compiled for each generation of processors.
struct Sums<'a, const N: usize> {
    embedding: &'a Embedding,
    words: &'a [[u32; N]],
    sums: &'a mut [f32],
}

impl<const N: usize> pulp::NullaryFnOnce for Sums<'_, N> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let &Embedding { rows, width, unit, .. } = self.embedding;
        let half = width / 2;
        let mut whole = vec![0i16; width];
        for (word, sums) in self.words.iter().zip(self.sums.chunks_exact_mut(width)) {
            whole.fill(0);
            for &row in word.iter().filter(|&&row| row != u32::MAX) {
                let row = &rows[row as usize * (1 + half)..][..1 + half];
                let step = i16::from(row[0]);
                let (low, high) = whole.split_at_mut(half);
                let pieces = low.as_chunks_mut::<16>().0.iter_mut().zip(high.as_chunks_mut::<16>().0);
                for ((low, high), bytes) in pieces.zip(row[1..].as_chunks::<16>().0) {
                    for lane in 0..16 {
                        low[lane] += (i16::from(bytes[lane] & 15) - 8) * step;
                        high[lane] += (i16::from(bytes[lane] >> 4) - 8) * step;
                    }
                }
            }
            sums.iter_mut().zip(&whole).for_each(|(sum, &whole)| *sum = f32::from(whole) * unit);
        }
    }
}

/// The bytes that [`Embedding::read`] reads, from features and their rows.
pub fn write(features: &[Feature], rows: &[f32], bytes: &mut Vec<u8>) {
    let width = rows.len() / features.len().max(1);
    let steps: Vec<f32> = rows.chunks_exact(width.max(1)).map(step).collect();
    let unit = steps.iter().fold(1e-9f32, |most, step| most.max(*step)) / f32::from(LONGEST);
    for number in [features.len(), width] {
        bytes.extend((number as u32).to_le_bytes());
    }
    bytes.extend(unit.to_le_bytes());
    Table::new(features).write(bytes);
    for (row, step) in rows.chunks_exact(width.max(1)).zip(steps) {
        let length = (step / unit).round().clamp(1.0, f32::from(LONGEST));
        let nibble = |weight: f32| ((weight / (length * unit)).round().clamp(-8.0, 7.0) + 8.0) as u8;
        let (low, high) = row.split_at(width / 2);
        bytes.push(length as u8);
        bytes.extend(low.iter().zip(high).map(|(&low, &high)| nibble(low) | nibble(high) << 4));
    }
}

/// The length of a row's steps that rounds its weights best; large weights may be cut.
fn step(row: &[f32]) -> f32 {
    let largest = row.iter().fold(1e-9f32, |most, weight| most.max(weight.abs()));
    let error = |step: f32| -> f32 {
        row.iter().map(|&weight| (weight - (weight / step).round().clamp(-8.0, 7.0) * step).powi(2)).sum()
    };
    let steps = (8..=20).map(|part| largest / 7.5 * part as f32 / 20.0);
    steps.map(|step| (step, error(step))).min_by(|a, b| a.1.total_cmp(&b.1)).map_or(largest / 7.0, |best| best.0)
}
