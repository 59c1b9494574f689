//! The weights of the features, in a compact hashed table.

use super::label::{FORBIDDEN, Label, Transitions};

/// A table from features to the weights of the labels.
///
/// The file is: the number of rows (four bytes, low byte first), the weights of the transitions (two bytes each),
/// then the rows: a check of two bytes (0 for an empty row) and a signed byte for each label. A feature stands in
/// one of [`PROBES`] neighbouring rows.
#[derive(Clone, Debug)]
pub struct Weights {
    rows: u32,
    checks: Vec<u16>,
    values: Vec<i8>,
    transitions: Transitions,
}

/// The number of rows a feature may stand in.
pub const PROBES: usize = 4;

impl Weights {
    /// Reads a table; one that is cut short has no rows.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut transitions = [[FORBIDDEN; Label::COUNT]; Label::COUNT];
        let (count, rest) =
            bytes.split_first_chunk::<4>().map_or((0, bytes), |(count, rest)| (u32::from_le_bytes(*count), rest));
        let mut pairs = rest.chunks_exact(2);
        for (before, row) in transitions.iter_mut().enumerate() {
            for (next, cell) in row.iter_mut().enumerate() {
                let pair = pairs.next().unwrap_or(&[0, 0]);
                if Label(before as u8).allows(Label(next as u8)) {
                    *cell = i32::from(i16::from_le_bytes([pair[0], pair[1]]));
                }
            }
        }
        let table = rest.get(2 * Label::COUNT * Label::COUNT..).unwrap_or(&[]);
        let width = 2 + Label::COUNT;
        let rows = if table.len() == count as usize * width { count } else { 0 };
        let mut checks = Vec::with_capacity(rows as usize);
        let mut values = Vec::with_capacity(rows as usize * Label::COUNT);
        for row in table.chunks_exact(width).take(rows as usize) {
            checks.push(u16::from_le_bytes([row[0], row[1]]));
            values.extend(row[2..].iter().map(|&byte| byte as i8));
        }
        Self { rows, checks, values, transitions }
    }

    /// The scores of the labels that may follow one another.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// Adds the weights of a feature to the scores of the labels.
    pub fn add(&self, feature: u64, scores: &mut [i32; Label::COUNT]) {
        let (first, check) = (home(feature, self.rows), check(feature));
        for row in first..(first + PROBES).min(self.checks.len()) {
            if self.checks[row] == check {
                let values = &self.values[row * Label::COUNT..][..Label::COUNT];
                for (score, &value) in scores.iter_mut().zip(values) {
                    *score += i32::from(value);
                }
                return;
            }
        }
    }
}

/// The first row a feature may stand in.
pub fn home(feature: u64, rows: u32) -> usize {
    (((feature >> 32) * u64::from(rows)) >> 32) as usize
}

/// What tells a feature from others in its row; never 0.
pub fn check(feature: u64) -> u16 {
    (feature as u16).max(1)
}
