//! Hashed features, and the table that finds their weights.

use super::weights::Reader;

/// A feature: the hash of a template's number and of the values it combines.
pub type Feature = u64;

/// Mixes values into a [`Feature`].
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
    /// A power of two of slots, at most half of them used; zero is empty, else the row's number plus one in the low
    /// [`ROW_BITS`] bits and a fingerprint above.
    slots: Vec<u32>,
}

const ROW_BITS: u32 = 18;
const ROW_MASK: u32 = (1 << ROW_BITS) - 1;

impl Table {
    /// A table that gives the features rows 0, 1, 2 and so on, in their order.
    ///
    /// Features whose slot and fingerprint coincide share the earlier one's row. Panics past 262,000 features.
    pub fn new(features: &[Feature]) -> Self {
        assert!(features.len() < ROW_MASK as usize, "more features than row numbers");
        let mut table = Self { slots: vec![0; (features.len() * 2 + 1).next_power_of_two()] };
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
        (self.slots[self.probe(feature)] & ROW_MASK).checked_sub(1).map(|row| row as usize)
    }

    /// The slot that holds a feature, or the empty one where it would stand.
    fn probe(&self, feature: Feature) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = feature as usize & mask;
        while self.slots[at] != 0 && self.slots[at] & !ROW_MASK != fingerprint(feature) {
            at = (at + 1) & mask;
        }
        at
    }

    /// Reads a table for so many rows; none when it could lead past them or has no free slot.
    pub fn read(reader: &mut Reader, rows: usize) -> Option<Self> {
        let count = reader.number()?;
        let slots = reader.words(count)?;
        let sound = count.is_power_of_two()
            && slots.contains(&0)
            && slots.iter().all(|slot| (slot & ROW_MASK) as usize <= rows);
        sound.then_some(Self { slots })
    }

    /// Writes what [`Table::read`] reads.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend((self.slots.len() as u32).to_le_bytes());
        bytes.extend(self.slots.iter().flat_map(|slot| slot.to_le_bytes()));
    }
}

fn fingerprint(feature: Feature) -> u32 {
    ((feature >> 40) as u32) << ROW_BITS
}
