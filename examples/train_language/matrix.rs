//! Dense matrices in row order, with the one product that training needs.

const DEPTH: usize = 16;

/// A matrix in row order.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// The number of columns.
    pub width: usize,
    /// The values.
    pub data: Vec<f32>,
}

impl Matrix {
    /// A matrix of zeros.
    pub fn zeros(height: usize, width: usize) -> Self {
        Self { width, data: vec![0.0; height * width] }
    }

    /// The number of rows.
    pub fn height(&self) -> usize {
        self.data.len() / self.width.max(1)
    }

    /// A row.
    pub fn row(&self, at: usize) -> &[f32] {
        &self.data[at * self.width..(at + 1) * self.width]
    }

    /// A row to write to.
    pub fn row_mut(&mut self, at: usize) -> &mut [f32] {
        &mut self.data[at * self.width..(at + 1) * self.width]
    }

    /// Rows and columns exchanged.
    pub fn transposed(&self) -> Self {
        let height = self.height();
        let mut to = Self::zeros(self.width, height);
        for block in (0..height).step_by(16) {
            for column in 0..self.width {
                for row in block..(block + 16).min(height) {
                    to.data[column * height + row] = self.data[row * self.width + column];
                }
            }
        }
        to
    }

    /// Adds the product of two matrices.
    pub fn add_product(&mut self, a: &Matrix, b: &Matrix) {
        let (height, depth, width) = (a.height(), a.width, b.width);
        assert!(b.height() == depth && self.width == width && self.height() == height);
        // Blocks of the second matrix that stay in the nearest cache.
        for from in (0..depth).step_by(DEPTH) {
            let to = (from + DEPTH).min(depth);
            for (out, factors) in self.data.chunks_exact_mut(width).zip(a.data.chunks_exact(depth)) {
                let rows = &b.data[from * width..to * width];
                let (fours, rest) = factors[from..to].as_chunks::<4>();
                let mut lines = rows.chunks_exact(width);
                for four in fours {
                    let mut line = || lines.next().unwrap_or_default();
                    add_four(out, *four, [line(), line(), line(), line()]);
                }
                for (&factor, line) in rest.iter().zip(lines) {
                    out.iter_mut().zip(line).for_each(|(to, weight)| *to += factor * weight);
                }
            }
        }
    }
}

#[inline(never)]
fn add_four(out: &mut [f32], factors: [f32; 4], lines: [&[f32]; 4]) {
    let [f0, f1, f2, f3] = factors;
    let [l0, l1, l2, l3] = lines;
    for ((((to, w0), w1), w2), w3) in out.iter_mut().zip(l0).zip(l1).zip(l2).zip(l3) {
        *to += f0 * w0 + f1 * w1 + f2 * w2 + f3 * w3;
    }
}
