//! The classifier behind tagger and parser: hashed features, one hidden layer, whole numbers throughout.
//!
//! Each feature that fires adds its row of weights to the hidden layer, which is rectified and multiplied with the
//! output matrix. Since a row already is the product of an embedding with the first matrix, as in the pre-computation
//! of Chen and Manning (2014), a decision costs one addition of a short row per feature. Weights are 8-bit rows and
//! 16-bit outputs; integer sums are the same on every machine and in every order.

use std::borrow::Cow;

/// A feature: the hash of a template and of the values it combines.
pub type Feature = u64;

/// Mixes values into a [`Feature`]; the first one is the template's number.
pub fn feature<const N: usize>(values: [u64; N]) -> Feature {
    let mut hash = 0u64;
    for value in values {
        hash = (hash.rotate_left(23) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^= hash >> 29;
    }
    hash
}

/// Which rows of weights the features have: an open-addressing table of row numbers with fingerprints.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// A power of two; zero is empty, else the row's number plus one in the low [`ROW_BITS`] bits, a fingerprint above.
    slots: Vec<u32>,
}

const ROW_BITS: u32 = 18;

impl Table {
    /// A table that gives the features rows 0, 1, 2 and so on, in their order.
    ///
    /// Features whose slot and fingerprint coincide share the earlier one's row.
    pub fn new(features: &[Feature]) -> Self {
        assert!(features.len() < (1 << ROW_BITS) - 1, "more features than row numbers");
        let mut table = Self { slots: vec![0; (features.len() * 2).next_power_of_two()] };
        for (row, &feature) in features.iter().enumerate() {
            if table.row(feature).is_none() {
                let at = table.probe(feature);
                table.slots[at] = fingerprint(feature) | (row as u32 + 1);
            }
        }
        table
    }

    /// The row of a feature, none when it has no weights.
    pub fn row(&self, feature: Feature) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        match self.slots[self.probe(feature)] & ((1 << ROW_BITS) - 1) {
            0 => None,
            row => Some(row as usize - 1),
        }
    }

    /// The slot that holds a feature, or the empty one where it would stand.
    fn probe(&self, feature: Feature) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = feature as usize & mask;
        while self.slots[at] != 0 && self.slots[at] & !((1 << ROW_BITS) - 1) != fingerprint(feature) {
            at = (at + 1) & mask;
        }
        at
    }
}

fn fingerprint(feature: Feature) -> u32 {
    ((feature >> 40) as u32) << ROW_BITS
}

/// A trained classifier.
#[derive(Clone, Debug)]
pub struct Network {
    /// The names of the outputs.
    pub labels: Vec<String>,
    hidden: usize,
    table: Table,
    rows: Cow<'static, [u8]>,
    bias: Vec<i16>,
    weights: Vec<i16>,
    output_bias: Vec<i32>,
}

/// The parts of a classifier in floating point, as a trainer makes them.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The names of the outputs.
    pub labels: Vec<String>,
    /// The features that have rows.
    pub features: Vec<Feature>,
    /// A row of weights for each feature, one after the other.
    pub rows: Vec<f32>,
    /// The bias of the hidden layer; its length is the layer's size.
    pub bias: Vec<f32>,
    /// The output matrix: a row of hidden size for each label.
    pub weights: Vec<f32>,
    /// The bias of the outputs.
    pub output_bias: Vec<f32>,
}

impl Network {
    /// The number of hidden units.
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// Sets `layer` to the hidden layer's bias.
    pub fn start(&self, layer: &mut Vec<i16>) {
        layer.clear();
        layer.extend_from_slice(&self.bias);
    }

    /// Adds a feature's row to the hidden layer.
    pub fn add(&self, feature: Feature, layer: &mut [i16]) {
        if let Some(row) = self.table.row(feature) {
            let row = &self.rows[row * self.hidden..(row + 1) * self.hidden];
            for (sum, &weight) in layer.iter_mut().zip(row) {
                *sum = sum.wrapping_add(i16::from(weight as i8));
            }
        }
    }

    /// Rectifies the hidden layer and gives the score of every label.
    pub fn scores(&self, layer: &mut [i16], scores: &mut Vec<i32>) {
        for unit in layer.iter_mut() {
            *unit = (*unit).max(0);
        }
        scores.clear();
        scores.extend(self.weights.chunks_exact(self.hidden).zip(&self.output_bias).map(|(row, bias)| {
            let sum: i32 =
                row.iter().zip(layer.iter()).map(|(&weight, &unit)| i32::from(weight) * i32::from(unit)).sum();
            bias + sum
        }));
    }

    /// Reads a network in the format of `models/README.md`; none when the bytes are not one.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut bytes = bytes;
        let [hidden, labels, rows, slots, names] = std::array::from_fn(|_| u32_of(&mut bytes));
        let (hidden, labels, rows, slots, names) =
            (hidden? as usize, labels? as usize, rows? as usize, slots? as usize, names? as usize);
        let names = std::str::from_utf8(take(&mut bytes, names)?).ok()?;
        let names: Vec<String> = names.lines().map(str::to_owned).collect();
        let slots = take(&mut bytes, slots * 4)?.as_chunks::<4>().0.iter().map(|&b| u32::from_le_bytes(b)).collect();
        let i16s = |bytes: &[u8]| bytes.as_chunks::<2>().0.iter().map(|&b| i16::from_le_bytes(b)).collect();
        let bias = i16s(take(&mut bytes, hidden * 2)?);
        let weights = i16s(take(&mut bytes, hidden * labels * 2)?);
        let output_bias =
            take(&mut bytes, labels * 4)?.as_chunks::<4>().0.iter().map(|&b| i32::from_le_bytes(b)).collect();
        let rows = Cow::Borrowed(take(&mut bytes, rows * hidden)?);
        (names.len() == labels).then_some(Self {
            labels: names,
            hidden,
            table: Table { slots },
            rows,
            bias,
            weights,
            output_bias,
        })
    }

    /// The bytes that [`Network::read`] reads.
    pub fn write(&self) -> Vec<u8> {
        let names = self.labels.join("\n");
        let mut bytes = Vec::new();
        let rows = self.rows.len() / self.hidden.max(1);
        for number in [self.hidden, self.labels.len(), rows, self.table.slots.len(), names.len()] {
            bytes.extend((number as u32).to_le_bytes());
        }
        bytes.extend(names.as_bytes());
        bytes.extend(self.table.slots.iter().flat_map(|slot| slot.to_le_bytes()));
        bytes.extend(self.bias.iter().chain(&self.weights).flat_map(|weight| weight.to_le_bytes()));
        bytes.extend(self.output_bias.iter().flat_map(|weight| weight.to_le_bytes()));
        bytes.extend(self.rows.iter());
        bytes
    }
}

impl From<&Parts> for Network {
    /// Rounds the weights to whole numbers: rows to 8 bits, outputs to 16.
    fn from(parts: &Parts) -> Self {
        let mut sizes: Vec<f32> = parts.rows.iter().map(|weight| weight.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        // The largest thousandth is clipped, which leaves finer steps to the rest.
        let largest = sizes.get(sizes.len() * 999 / 1000).copied().unwrap_or(1.0).max(1e-6);
        let unit = 127.0 / largest;
        let out = 1024.0;
        Self {
            labels: parts.labels.clone(),
            hidden: parts.bias.len(),
            table: Table::new(&parts.features),
            rows: parts.rows.iter().map(|weight| (weight * unit).round().clamp(-127.0, 127.0) as i8 as u8).collect(),
            bias: parts.bias.iter().map(|weight| (weight * unit).round() as i16).collect(),
            weights: parts.weights.iter().map(|weight| (weight * out).round() as i16).collect(),
            output_bias: parts.output_bias.iter().map(|weight| (weight * unit * out).round() as i32).collect(),
        }
    }
}

fn take(bytes: &mut &'static [u8], length: usize) -> Option<&'static [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

fn u32_of(bytes: &mut &'static [u8]) -> Option<u32> {
    take(bytes, 4).map(|taken| u32::from_le_bytes(taken.try_into().expect("four bytes")))
}
