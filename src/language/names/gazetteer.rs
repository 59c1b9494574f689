//! Lists of known names and telling words, as one table of hashes.

use super::super::feature::mix;

/// What is known of a word or of a run of words, as bits.
pub type Flags = u16;

/// A given name.
pub const GIVEN: Flags = 1;
/// A family name.
pub const FAMILY: Flags = 2;
/// A place.
pub const PLACE: Flags = 4;
/// A country or a large region.
pub const COUNTRY: Flags = 8;
/// A nationality.
pub const DEMONYM: Flags = 16;
/// An organisation.
pub const ORGANISATION: Flags = 32;
/// Written small in running text.
pub const SMALL: Flags = 64;
/// The start of a longer entry.
pub const GOES_ON: Flags = 128;
/// A title or an office before a name: `Prime`, `Minister`, `Gen.`
pub const TITLE: Flags = 256;
/// The head of an organisation's name: `Party`, `Ministry`.
pub const BODY: Flags = 512;
/// The head of a place's name: `River`, `Province`.
pub const SITE: Flags = 1024;
/// A small word inside names: `al`, `bin`, `de`.
pub const PARTICLE: Flags = 2048;
/// A month, a day of the week, a holiday.
pub const DATE: Flags = 4096;
/// A place of a hundred thousand and more.
pub const CITY: Flags = 8192;

/// The table; entries are hashes of words in small letters, those of several words mixed in order.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    slots: Vec<(u32, Flags)>,
    shift: u32,
}

impl Gazetteer {
    /// The table of a file of entries of six bytes: the hash's upper half and the flags, low bytes first.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let count = bytes.len() / 6;
        let bits = (count.max(8) * 2).next_power_of_two().ilog2();
        let mut slots = vec![(0, 0); 1 << bits];
        for entry in bytes.chunks_exact(6) {
            let key = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
            let mut at = (key >> (32 - bits)) as usize;
            while slots[at].1 != 0 {
                at = (at + 1) % slots.len();
            }
            slots[at] = (key, u16::from_le_bytes([entry[4], entry[5]]));
        }
        Self { slots, shift: 32 - bits }
    }

    /// What is known of a word or a run of words by its hash.
    pub fn get(&self, hash: u64) -> Flags {
        let key = key(hash);
        let mut at = (key >> self.shift) as usize;
        loop {
            match self.slots[at] {
                (_, 0) => return 0,
                (found, flags) if found == key => return flags,
                _ => at = (at + 1) % self.slots.len(),
            }
        }
    }

    /// The flags and the length of the longest entry that starts a run of words, given their hashes; 0, 0 for none
    /// of two words and more.
    pub fn longest(&self, words: impl Iterator<Item = u64>) -> (Flags, usize) {
        let (mut hash, mut found) = (0, (0, 0));
        for (at, word) in words.enumerate().take(6) {
            hash = if at == 0 { word } else { mix(hash, word) };
            let flags = self.get(hash);
            if at > 0 && flags & !(GOES_ON) != 0 {
                found = (flags, at + 1);
            }
            if flags & GOES_ON == 0 {
                break;
            }
        }
        found
    }
}

/// The part of a hash that the table keeps.
pub fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}
