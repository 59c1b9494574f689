//! Matrices of whole numbers: the inner layers of the parser's network.

use super::weights::Reader;

/// A layer: weights, and the bias of its outputs.
///
/// Inputs are rounded to whole numbers of a fine unit, and products are summed as whole numbers, so that every machine
/// gives the same sums, however many it computes at once.
#[derive(Clone, Debug)]
pub struct Dense {
    inputs: usize,
    /// A row of inputs for each output.
    weights: Vec<i16>,
    bias: Vec<f32>,
    /// The largest input, either sign.
    range: f32,
    /// What a product of whole numbers stands for.
    scale: f32,
    arch: pulp::Arch,
}

/// Layers have a multiple of so many inputs.
const PIECE: usize = 32;

/// The largest weight.
const LARGEST: f32 = 1023.0;

/// The whole number that stands for one, such that neither inputs up to `range` nor sums of their products overflow.
fn unit(inputs: usize, range: f32) -> f32 {
    let largest = (i32::MAX as f32 * 0.99 / (inputs as f32 * LARGEST)).min(32_000.0);
    (largest / range).floor()
}

impl Dense {
    /// A layer of weights given as a row of outputs for each input, for inputs of at most `range`, either sign.
    ///
    /// The number of inputs is a multiple of 32.
    pub fn new(weights: &[f32], bias: &[f32], range: f32) -> Self {
        let outputs = bias.len();
        let inputs = weights.len() / outputs.max(1);
        let largest = weights.iter().fold(1e-6f32, |max, weight| max.max(weight.abs()));
        let step = LARGEST / largest;
        let rounded = |at: usize| (weights[at % inputs * outputs + at / inputs] * step).round() as i16;
        Self {
            inputs,
            weights: (0..inputs * outputs).map(rounded).collect(),
            bias: bias.to_vec(),
            range,
            scale: 1.0 / (step * unit(inputs, range)),
            arch: pulp::Arch::new(),
        }
    }

    /// The number of outputs.
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// The number of inputs.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The outputs for rows of inputs; `whole` is room to work in.
    pub fn apply(&self, inputs: &[f32], whole: &mut Vec<i16>, outputs: &mut Vec<f32>) {
        let unit = unit(self.inputs, self.range);
        whole.clear();
        // Adding and taking away 1.5 * 2^23 rounds to the nearest whole number.
        whole.extend(
            inputs
                .iter()
                .map(|value| ((value.clamp(-self.range, self.range) * unit + 12_582_912.0) - 12_582_912.0) as i16),
        );
        outputs.clear();
        outputs.resize(inputs.len() / self.inputs * self.outputs(), 0.0);
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = pulp::x86::V3::try_new() {
            let (rows, weights) = (whole.as_chunks().0, self.weights.as_chunks().0);
            simd.vectorize(Wide { simd, dense: self, rows, weights, outputs });
            return;
        }
        self.arch.dispatch(Product { dense: self, rows: whole.as_chunks().0, outputs });
    }

    /// Reads a layer.
    pub fn read(reader: &mut Reader) -> Option<Self> {
        let inputs = reader.number()?;
        let outputs = reader.number()?;
        let range = reader.float()?;
        let scale = reader.float()?;
        let bias = reader.floats(outputs)?;
        let weights = reader.shorts(inputs.checked_mul(outputs)?)?;
        (inputs > 0 && inputs % PIECE == 0 && outputs > 0 && range > 0.0).then_some(Self {
            inputs,
            weights,
            bias,
            range,
            scale,
            arch: pulp::Arch::new(),
        })
    }

    /// Writes what [`Dense::read`] reads.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        for number in [self.inputs, self.outputs()] {
            bytes.extend((number as u32).to_le_bytes());
        }
        bytes.extend(self.range.to_le_bytes());
        bytes.extend(self.scale.to_le_bytes());
        bytes.extend(self.bias.iter().flat_map(|value| value.to_le_bytes()));
        bytes.extend(self.weights.iter().flat_map(|value| value.to_le_bytes()));
    }
}

/// The work of [`Dense::apply`], as a value, so that it is compiled for each generation of processors.
struct Product<'a> {
    dense: &'a Dense,
    rows: &'a [[i16; PIECE]],
    outputs: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let dense = self.dense;
        let pieces = dense.inputs / PIECE;
        let weights = dense.weights.as_chunks().0;
        for (out, row) in self.outputs.chunks_exact_mut(dense.bias.len()).zip(self.rows.chunks_exact(pieces)) {
            for ((to, weights), bias) in out.iter_mut().zip(weights.chunks_exact(pieces)).zip(&dense.bias) {
                *to = bias + dot(weights, row) as f32 * dense.scale;
            }
        }
    }
}

/// The same sums on processors that multiply and add sixteen pairs at once.
#[cfg(target_arch = "x86_64")]
struct Wide<'a> {
    simd: pulp::x86::V3,
    dense: &'a Dense,
    rows: &'a [[i16; 16]],
    weights: &'a [[i16; 16]],
    outputs: &'a mut [f32],
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Wide<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let (count, pieces) = (self.dense.bias.len(), self.dense.inputs / 16);
        let simd = self.simd;
        let mut done = 0;
        // Four words at a time read each weight once.
        for (block, out) in self.rows.chunks_exact(4 * pieces).zip(self.outputs.chunks_exact_mut(4 * count)) {
            let (a, rest) = block.split_at(pieces);
            let (b, rest) = rest.split_at(pieces);
            let (c, d) = rest.split_at(pieces);
            for (at, weights) in self.weights.chunks_exact(pieces).enumerate() {
                let mut sums = [[0i32; 8]; 4];
                for ((((weights, a), b), c), d) in weights.iter().zip(a).zip(b).zip(c).zip(d) {
                    let weights = pulp::cast(*weights);
                    for (sum, row) in sums.iter_mut().zip([a, b, c, d]) {
                        add(sum, pulp::cast(simd.multiply_wrapping_add_adjacent_i16x16(weights, pulp::cast(*row))));
                    }
                }
                for (word, sum) in sums.into_iter().enumerate() {
                    out[word * count + at] = self.dense.bias[at] + sum.iter().sum::<i32>() as f32 * self.dense.scale;
                }
            }
            done += 4;
        }
        let rest = self.rows[done * pieces..].chunks_exact(pieces);
        for (row, out) in rest.zip(self.outputs[done * count..].chunks_exact_mut(count)) {
            for ((to, weights), bias) in out.iter_mut().zip(self.weights.chunks_exact(pieces)).zip(&self.dense.bias) {
                let mut sum = [0i32; 8];
                for (weights, row) in weights.iter().zip(row) {
                    let (weights, row) = (pulp::cast(*weights), pulp::cast(*row));
                    add(&mut sum, pulp::cast(simd.multiply_wrapping_add_adjacent_i16x16(weights, row)));
                }
                *to = bias + sum.iter().sum::<i32>() as f32 * self.dense.scale;
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn add(sum: &mut [i32; 8], products: [i32; 8]) {
    sum.iter_mut().zip(products).for_each(|(sum, product)| *sum += product);
}

/// The sum of products. Pieces of a fixed length let the compiler multiply and add pairs at once.
#[inline(always)]
fn dot(a: &[[i16; PIECE]], b: &[[i16; PIECE]]) -> i32 {
    let mut sum = 0;
    for (a, b) in a.iter().zip(b) {
        sum += piece(a, b);
    }
    sum
}

#[inline(always)]
fn piece(a: &[i16; PIECE], b: &[i16; PIECE]) -> i32 {
    let mut sum = 0;
    for at in 0..PIECE {
        sum += i32::from(a[at]) * i32::from(b[at]);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_processor_gives_the_same_sums(words in 0usize..11, values in proptest::collection::vec(-1f32..1.0, 12 * 64)) {
            let weights: Vec<f32> = values.iter().cycle().skip(7).take(64 * 5).copied().collect();
            let dense = Dense::new(&weights, &values[..5], 1.0);
            let (mut whole, mut outputs) = (Vec::new(), Vec::new());
            dense.apply(&values[..words * 64], &mut whole, &mut outputs);
            let mut plain = vec![0.0; words * 5];
            dense.arch.dispatch(Product { dense: &dense, rows: whole.as_chunks().0, outputs: &mut plain });
            prop_assert_eq!(outputs, plain);
        }
    }
}
