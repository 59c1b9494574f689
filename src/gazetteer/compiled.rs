//! The compiled gazetteer file: fixed-size records in tree order, their names, and a finite-state index of keys.
//!
//! Layout, all numbers little-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 8 | the magic `GNSYPLC1` |
//! | 4 × 5 | number of records; number of countries; bytes of names; number of postings; bytes of the index |
//! | 13 each | records |
//! | 5 each | countries: id (3) and ISO 3166-1 alpha-2 code (2) |
//! | | names: a length byte and that many bytes of UTF-8 each |
//! | 4 each | postings: runs of place ids, each run led by its length |
//! | | index: an [`fst::Map`] from [`super::key`] to an id × 2, or to the place of a run in the postings × 2 + 1 |
//!
//! A record is: name (offset, 3 bytes), parent (id, 3), kind and flags (1), latitude and longitude as fractions of 180 and
//! 360 degrees (2 each), inhabitants (2: 11 bits shifted by the 5 upper ones). Records stand in pre-order of the containment tree, so that what lies in a place follows it directly.

use std::collections::BTreeMap;

use fst::Map;

use super::{PlaceId, PlaceKind, PlaceRecord, Point, key};

const MAGIC: &[u8; 8] = b"GNSYPLC1";
const HEADER: usize = 28;
const RECORD: usize = 13;
const COUNTRY: usize = 5;
const CAPITAL: u8 = 0x40;
const LOCATED: u8 = 0x80;

/// A compiled file, read in place.
#[derive(Clone)]
pub struct Compiled {
    records: &'static [u8],
    countries: &'static [u8],
    names: &'static [u8],
    postings: &'static [u8],
    index: Option<Map<&'static [u8]>>,
}

impl Compiled {
    /// Reads a compiled file; none when the bytes are not one.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        if bytes.get(..8)? != MAGIC {
            return None;
        }
        let number = |at: usize| -> Option<usize> { u32_at(bytes, 8 + 4 * at).map(|number| number as usize) };
        let (records, rest) = bytes.get(HEADER..)?.split_at_checked(number(0)?.checked_mul(RECORD)?)?;
        let (countries, rest) = rest.split_at_checked(number(1)?.checked_mul(COUNTRY)?)?;
        let (names, rest) = rest.split_at_checked(number(2)?)?;
        let (postings, rest) = rest.split_at_checked(number(3)?.checked_mul(4)?)?;
        let index = Some(Map::new(rest.get(..number(4)?)?).ok()?);
        Some(Self { records, countries, names, postings, index })
    }

    /// A gazetteer of no places.
    pub fn empty() -> Self {
        Self { records: &[], countries: &[], names: &[], postings: &[], index: None }
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// True when it has no place.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Appends the places that have a key, the most important first.
    pub(super) fn find(&self, key: &str, into: &mut Vec<PlaceId>) {
        let Some(value) = self.index.as_ref().and_then(|index| index.get(key)) else { return };
        if value & 1 == 0 {
            into.push(PlaceId((value >> 1) as u32));
            return;
        }
        let run = (value >> 1) as usize;
        let length = u32_at(self.postings, run * 4).unwrap_or(0) as usize;
        into.extend((1..=length).filter_map(|step| u32_at(self.postings, (run + step) * 4)).map(PlaceId));
    }

    /// The record of a place; none when there is no such place.
    pub(super) fn record(&self, id: PlaceId) -> Option<PlaceRecord> {
        let record = self.bytes(id)?;
        let name = u24(&record[0..3]) as usize;
        let length = *self.names.get(name)? as usize;
        let name = std::str::from_utf8(self.names.get(name + 1..name + 1 + length)?).ok()?;
        let scaled = u16::from_le_bytes([record[11], record[12]]);
        Some(PlaceRecord {
            name: name.into(),
            kind: self.kind(id),
            parent: self.parent(id),
            point: self.point(id),
            population: u64::from(scaled & 0x7ff) << (scaled >> 11),
            capital: record[6] & CAPITAL != 0,
            iso: self.countries().find(|(country, _)| *country == id).map(|(_, iso)| iso),
        })
    }

    /// What kind of place it is; the world when there is no such place.
    pub(super) fn kind(&self, id: PlaceId) -> PlaceKind {
        self.bytes(id).map_or(PlaceKind::World, |record| KINDS[(record[6] & 0x0f) as usize % KINDS.len()])
    }

    /// The place that holds another directly.
    pub(super) fn parent(&self, id: PlaceId) -> Option<PlaceId> {
        let parent = PlaceId(u24(&self.bytes(id)?[3..6]));
        (parent < id).then_some(parent)
    }

    /// Where a place is.
    pub(super) fn point(&self, id: PlaceId) -> Option<Point> {
        let record = self.bytes(id)?;
        (record[6] & LOCATED != 0).then(|| Point {
            lat: f64::from(u16::from_le_bytes([record[7], record[8]])) / 65535.0 * 180.0 - 90.0,
            lon: f64::from(u16::from_le_bytes([record[9], record[10]])) / 65535.0 * 360.0 - 180.0,
        })
    }

    /// The countries with their ISO 3166-1 alpha-2 codes.
    pub(super) fn countries(&self) -> impl Iterator<Item = (PlaceId, [u8; 2])> {
        self.countries.chunks_exact(COUNTRY).map(|entry| (PlaceId(u24(entry)), [entry[3], entry[4]]))
    }

    /// All places in a place, itself not among them, in tree order.
    pub(super) fn descendants(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        (id.0 + 1..self.len() as u32).map(PlaceId).take_while(move |&other| self.parent(other) >= Some(id))
    }

    fn bytes(&self, id: PlaceId) -> Option<&'static [u8]> {
        let at = id.0 as usize * RECORD;
        self.records.get(at..at + RECORD)
    }
}

const KINDS: [PlaceKind; 6] =
    [PlaceKind::World, PlaceKind::Continent, PlaceKind::Country, PlaceKind::Admin1, PlaceKind::Admin2, PlaceKind::City];

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn u24(bytes: &[u8]) -> u32 {
    u32::from(bytes[0]) | u32::from(bytes[1]) << 8 | u32::from(bytes[2]) << 16
}

/// Writes a compiled file from places in tree order and the names each is found by, its own name first.
///
/// Names that fold to nothing are left out. Where one key has several places, those of greater
/// [`PlaceRecord::weight`] stand first; a place found by another than its own name counts a tenth.
///
/// # Panics
/// When a parent stands behind its child, or there are more than 2²⁴ places: the input is not a tree in order.
pub fn write(places: &[(PlaceRecord, Vec<String>)]) -> Vec<u8> {
    let mut blob: Vec<u8> = Vec::new();
    let mut offsets: BTreeMap<&str, u32> = BTreeMap::new();
    let mut records: Vec<u8> = Vec::with_capacity(places.len() * RECORD);
    let mut keys: BTreeMap<String, Vec<(u32, f64)>> = BTreeMap::new();
    for (id, (place, names)) in places.iter().enumerate() {
        let id = u32::try_from(id).expect("fewer than 2^32 places");
        let name = *offsets.entry(&place.name).or_insert_with(|| {
            let mut end = place.name.len().min(255);
            while !place.name.is_char_boundary(end) {
                end -= 1;
            }
            blob.push(end as u8);
            blob.extend_from_slice(&place.name.as_bytes()[..end]);
            (blob.len() - end - 1) as u32
        });
        records.extend_from_slice(&encode(place, id, name));
        for (position, name) in names.iter().enumerate() {
            let folded = key(name);
            let weight = place.weight() - if position == 0 { 0.0 } else { 1.0 };
            let short = super::key::without_article(&folded).map(str::to_owned);
            for key in short.into_iter().chain([folded]).filter(|key| key.len() > 1) {
                let places = keys.entry(key).or_default();
                match places.iter_mut().find(|(other, _)| *other == id) {
                    Some(known) => known.1 = known.1.max(weight),
                    None => places.push((id, weight)),
                }
            }
        }
    }
    assert!(blob.len() < 1 << 24 && places.len() < 1 << 24, "offsets and ids have three bytes");
    let mut postings: Vec<u32> = Vec::new();
    let mut runs: BTreeMap<Vec<u32>, u64> = BTreeMap::new();
    let mut index = fst::MapBuilder::memory();
    for (key, mut found) in keys {
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let ids: Vec<u32> = found.into_iter().map(|(id, _)| id).collect();
        let value = match ids[..] {
            [id] => u64::from(id) << 1,
            _ => *runs.entry(ids).or_insert_with_key(|ids| {
                let run = postings.len() as u64;
                postings.push(ids.len() as u32);
                postings.extend_from_slice(ids);
                run << 1 | 1
            }),
        };
        index.insert(key, value).expect("keys come in order");
    }
    let index = index.into_inner().expect("memory does not fail");
    let mut countries: Vec<u8> = Vec::new();
    for (id, (place, _)) in places.iter().enumerate() {
        if let Some(iso) = place.iso {
            countries.extend_from_slice(&(id as u32).to_le_bytes()[..3]);
            countries.extend_from_slice(&iso);
        }
    }
    let mut file = MAGIC.to_vec();
    for number in [places.len(), countries.len() / COUNTRY, blob.len(), postings.len(), index.len()] {
        file.extend_from_slice(&(number as u32).to_le_bytes());
    }
    file.extend_from_slice(&records);
    file.extend_from_slice(&countries);
    file.extend_from_slice(&blob);
    postings.iter().for_each(|posting| file.extend_from_slice(&posting.to_le_bytes()));
    file.extend_from_slice(&index);
    file
}

fn encode(place: &PlaceRecord, id: u32, name: u32) -> [u8; RECORD] {
    let mut record = [0; RECORD];
    record[0..3].copy_from_slice(&name.to_le_bytes()[..3]);
    let parent = place.parent.map_or(id, |parent| parent.0);
    assert!(parent <= id, "a parent stands before its children");
    record[3..6].copy_from_slice(&parent.to_le_bytes()[..3]);
    let kind = KINDS.iter().position(|kind| *kind == place.kind).unwrap_or(0) as u8;
    record[6] = kind | if place.capital { CAPITAL } else { 0 };
    if let Some(point) = place.point {
        record[6] |= LOCATED;
        let lat = ((point.lat + 90.0) / 180.0 * 65535.0).round() as u16;
        let lon = ((point.lon + 180.0) / 360.0 * 65535.0).round() as u16;
        record[7..9].copy_from_slice(&lat.to_le_bytes());
        record[9..11].copy_from_slice(&lon.to_le_bytes());
    }
    let mut shift = 0_u16;
    while place.population >> shift > 0x7ff {
        shift += 1;
    }
    let scaled = shift << 11 | (place.population >> shift) as u16;
    record[11..13].copy_from_slice(&scaled.to_le_bytes());
    record
}
