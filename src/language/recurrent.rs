//! The quasi-recurrent layer (Bradbury and others 2016) and its functions, the same on every machine.

/// A run over a sentence's gates in both directions, as a value, so that it is compiled for each generation of processors.
///
/// A word has six vectors of gates: value, forget and output for each direction. `cell = forget * before + (1 -
/// forget) * value`, and the result is the cell times the output gate.
pub(super) struct Run<'a> {
    /// The gates of every word.
    pub gates: &'a [f32],
    /// The number of units of a direction.
    pub hidden: usize,
    /// Two vectors of results for every word.
    pub to: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Run<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { gates, hidden, to } = self;
        let length = gates.len() / (6 * hidden).max(1);
        let mut cell = vec![0f32; hidden];
        for side in 0..2 {
            cell.fill(0.0);
            for step in 0..length {
                let at = if side == 0 { step } else { length - 1 - step };
                let gates = &gates[at * 6 * hidden + side * 3 * hidden..][..3 * hidden];
                let (values, rest) = gates.split_at(hidden);
                let (forgets, outputs) = rest.split_at(hidden);
                let to = &mut to[at * 2 * hidden + side * hidden..][..hidden];
                for ((((to, cell), &value), &forget), &output) in
                    to.iter_mut().zip(&mut cell).zip(values).zip(forgets).zip(outputs)
                {
                    let forget = sigmoid(forget);
                    *cell = forget * *cell + (1.0 - forget) * tanh(value);
                    *to = sigmoid(output) * *cell;
                }
            }
        }
    }
}

/// The hyperbolic tangent, nearly: a rational function that reaches its bounds at 3, the same on every machine.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-3.0, 3.0);
    let square = x * x;
    x * (27.0 + square) / (27.0 + 9.0 * square)
}

/// The logistic function by [`tanh`].
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// The sum of products, in a fixed order of sixteen sums.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; 16];
    for (a, b) in a.as_chunks::<16>().0.iter().zip(b.as_chunks::<16>().0) {
        for lane in 0..16 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum()
}
