//! The weights of the features, in a compact hashed table.

use super::label::{FORBIDDEN, Label, Transitions};

/// The number of weights of a feature: those of all labels but *outside*, whose score is zero.
pub const WIDTH: usize = Label::COUNT - 1;
/// The number of rows a feature may stand in.
pub const PROBES: usize = 4;

const ROW: usize = 2 + WIDTH;

/// A table from features to the weights of the labels; it reads its bytes where they are.
///
/// The file is: the number of rows (four bytes, low byte first), the weights of the transitions (two bytes each),
/// then the rows: a check of two bytes (0 for an empty row) and a signed byte for each label but *outside*. A feature
/// stands in one of [`PROBES`] neighbouring rows.
#[derive(Clone, Debug)]
pub struct Weights {
    rows: u32,
    table: &'static [u8],
    transitions: Transitions,
}

impl Weights {
    /// Reads a table; one that is cut short has no rows.
    pub fn from_bytes(bytes: &'static [u8]) -> Self {
        let mut transitions = [[FORBIDDEN; Label::COUNT]; Label::COUNT];
        let (count, rest) = match bytes.split_first_chunk::<4>() {
            Some((count, rest)) => (u32::from_le_bytes(*count), rest),
            None => (0, bytes),
        };
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
        let rows = if table.len() == count as usize * ROW { count } else { 0 };
        Self { rows, table, transitions }
    }

    /// The scores of the labels that may follow one another.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// Adds the weights of a feature to the scores of the labels.
    pub fn add(&self, feature: u64, scores: &mut [i16; WIDTH]) {
        let check = check(feature).to_le_bytes();
        let first = home(feature, self.rows) * ROW;
        let probed = &self.table[first.min(self.table.len())..];
        for row in probed.chunks_exact(ROW).take(PROBES) {
            if row[..2] == check {
                for (score, &value) in scores.iter_mut().zip(&row[2..]) {
                    *score = score.saturating_add(i16::from(value as i8));
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
