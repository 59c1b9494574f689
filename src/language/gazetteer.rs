//! Lists of known names and telling words, as one table of hashes.

use super::feature::mix;

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

const SLOT: usize = 6;
/// How many slots a look-up visits at most.
const FARTHEST: usize = 64;

/// The table; entries are hashes of words in small letters, those of several words mixed in order.
///
/// It reads its bytes where they are: slots of six bytes, a power of two of them, each the hash's upper half and the
/// flags, low bytes first; a slot without flags is empty, and an entry stands in the first free slot from its own on.
#[derive(Clone, Copy, Debug)]
pub struct Gazetteer {
    slots: &'static [u8],
    shift: u32,
}

impl Gazetteer {
    /// Reads a table; one of another size knows nothing.
    pub fn from_bytes(bytes: &'static [u8]) -> Self {
        let count = bytes.len() / SLOT;
        match count.is_power_of_two() && count > 1 && bytes.len() == count * SLOT {
            true => Self { slots: bytes, shift: 32 - count.ilog2() },
            false => Self { slots: &[0; 2 * SLOT], shift: 31 },
        }
    }

    /// The lists that are shipped.
    pub fn shipped() -> Self {
        Self::from_bytes(include_bytes!("../../models/gazetteer.bin"))
    }

    /// The bytes of a table of entries.
    pub fn to_bytes(entries: impl ExactSizeIterator<Item = (u32, Flags)>) -> Vec<u8> {
        let bits = (entries.len() * 5 / 4).max(2).next_power_of_two().ilog2();
        let mut slots = vec![0; SLOT << bits];
        for (key, flags) in entries {
            let mut at = (key >> (32 - bits)) as usize * SLOT;
            while slots[at + 4..at + 6] != [0, 0] {
                at = (at + SLOT) % slots.len();
            }
            slots[at..at + 4].copy_from_slice(&key.to_le_bytes());
            slots[at + 4..at + 6].copy_from_slice(&flags.to_le_bytes());
        }
        slots
    }

    /// What is known of a word or a run of words by its hash.
    pub fn get(&self, hash: u64) -> Flags {
        let key = key(hash);
        let mut at = (key >> self.shift) as usize * SLOT;
        for _ in 0..FARTHEST {
            let Some(slot) = self.slots.get(at..at + SLOT) else { return 0 };
            let flags = u16::from_le_bytes([slot[4], slot[5]]);
            if flags == 0 || slot[..4] == key.to_le_bytes() {
                return flags;
            }
            at = (at + SLOT) % self.slots.len();
        }
        0
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
