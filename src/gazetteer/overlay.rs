//! What `rules/places/` adds to the compiled places: regions, other names, demonyms, abbreviations, disputes.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::compiled::Compiled;
use super::{PlaceId, PlaceKind, PlaceRecord, key};

/// The hand-written part of the gazetteer, with every name resolved to a place.
#[derive(Clone, Default)]
pub(super) struct Overlay {
    /// Places by key, beside those of the compiled index.
    pub names: HashMap<String, Vec<PlaceId>>,
    /// States by the key of an abbreviation, used after a comma only.
    pub abbreviations: HashMap<String, PlaceId>,
    /// Places by the key of a demonym.
    pub demonyms: HashMap<String, PlaceId>,
    /// Regions; their ids follow those of the compiled places.
    pub regions: Vec<Region>,
    /// The state that a territory belongs to.
    pub part_of: HashMap<PlaceId, PlaceId>,
    /// The countries that share a border with a country.
    pub neighbours: HashMap<PlaceId, Vec<PlaceId>>,
    /// Pairs of places, one of which may be held to lie in the other.
    pub disputes: Vec<(PlaceId, PlaceId)>,
    /// Countries that may be put into another continent.
    pub two_continents: Vec<PlaceId>,
}

/// A region without a sharp border.
#[derive(Clone, Debug)]
pub(super) struct Region {
    pub record: PlaceRecord,
    /// Places that lie wholly in it.
    pub covers: Vec<PlaceId>,
    /// Places that it reaches into.
    pub touches: Vec<PlaceId>,
    /// True for oceans.
    pub everywhere: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RegionFile {
    region: Vec<RegionEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionEntry {
    name: String,
    #[serde(default = "region_kind")]
    kind: PlaceKind,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    covers: Vec<String>,
    #[serde(default)]
    touches: Vec<String>,
    #[serde(default)]
    everywhere: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct DemonymFile {
    country: BTreeMap<String, String>,
    place: BTreeMap<String, String>,
    region: BTreeMap<String, String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct DisputeFile {
    pairs: Vec<(String, String)>,
    two_continents: Vec<String>,
}

fn region_kind() -> PlaceKind {
    PlaceKind::Region
}

const COUNTRIES: &str = include_str!("../../rules/places/countries.csv");
const REGIONS: &str = include_str!("../../rules/places/regions.toml");
const ALIASES: &str = include_str!("../../rules/places/aliases.toml");
const DEMONYMS: &str = include_str!("../../rules/places/demonyms.toml");
const ABBREVIATIONS: &str = include_str!("../../rules/places/abbreviations.toml");
const DISPUTES: &str = include_str!("../../rules/places/disputes.toml");

impl Overlay {
    /// Reads the files that ship; what does not resolve against the compiled places is left out (a test lists it).
    pub fn embedded(compiled: &Compiled) -> Self {
        let mut overlay = Self::default();
        let paths = Paths::new(compiled);
        overlay.add_countries(&paths);
        overlay.add_aliases(&paths);
        overlay.add_regions(&paths, compiled.len() as u32);
        overlay.add_demonyms(&paths);
        overlay.add_disputes(&paths);
        overlay
    }

    fn name(&mut self, name: &str, id: PlaceId) {
        let ids = self.names.entry(key(name)).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    fn add_countries(&mut self, paths: &Paths) {
        for line in COUNTRIES.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            let [iso, _, name, others, _, demonyms, part_of, neighbours] = fields[..] else { continue };
            let Some(id) = paths.resolve(iso) else { continue };
            for name in others.split(';').chain([name]).filter(|name| !name.is_empty()) {
                self.name(name, id);
            }
            for demonym in demonyms.split(';').filter(|demonym| !demonym.is_empty()) {
                // "Congolese" is of two countries, so of none.
                if self.demonyms.insert(key(demonym), id).is_some() {
                    self.demonyms.remove(&key(demonym));
                }
            }
            self.part_of.extend(paths.resolve(part_of).map(|state| (id, state)));
            self.neighbours.insert(id, neighbours.split(';').filter_map(|iso| paths.resolve(iso)).collect());
        }
    }

    fn add_aliases(&mut self, paths: &Paths) {
        let aliases: BTreeMap<String, Vec<String>> = toml::from_str(ALIASES).unwrap_or_default();
        for (path, names) in aliases {
            let Some(id) = paths.resolve(&path) else { continue };
            names.iter().for_each(|name| self.name(name, id));
        }
        let countries: BTreeMap<String, BTreeMap<String, Vec<String>>> =
            toml::from_str(ABBREVIATIONS).unwrap_or_default();
        for (iso, states) in countries {
            for (state, abbreviations) in states {
                let Some(id) = paths.resolve(&format!("{iso}/{state}")) else { continue };
                self.abbreviations.extend(abbreviations.iter().map(|abbreviation| (key(abbreviation), id)));
            }
        }
    }

    fn add_regions(&mut self, paths: &Paths, first: u32) {
        let file: RegionFile = toml::from_str(REGIONS).unwrap_or_default();
        for entry in file.region {
            let resolve = |list: &[String]| list.iter().filter_map(|path| paths.resolve(path)).collect::<Vec<_>>();
            let (covers, touches) = (resolve(&entry.covers), resolve(&entry.touches));
            for (position, name) in std::iter::once(&entry.name).chain(&entry.also).enumerate() {
                let id = PlaceId(first + self.regions.len() as u32);
                let aliases = entry.aliases.iter().filter(|_| position == 0);
                aliases.chain([name]).for_each(|name| self.name(name, id));
                let record = PlaceRecord {
                    name: name.as_str().into(),
                    kind: entry.kind,
                    parent: paths.common(&covers, &touches),
                    point: None,
                    population: 0,
                    capital: false,
                    iso: None,
                };
                let (covers, touches) = (covers.clone(), touches.clone());
                self.regions.push(Region { record, covers, touches, everywhere: entry.everywhere });
            }
        }
    }

    fn add_demonyms(&mut self, paths: &Paths) {
        let file: DemonymFile = toml::from_str(DEMONYMS).unwrap_or_default();
        for (demonym, path) in file.country.iter().chain(&file.place) {
            self.demonyms.extend(paths.resolve(path).map(|id| (key(demonym), id)));
        }
        for (demonym, name) in &file.region {
            let found = self.names.get(&key(name)).and_then(|ids| ids.first().copied());
            self.demonyms.extend(found.or_else(|| paths.continent(name)).map(|id| (key(demonym), id)));
        }
    }

    fn add_disputes(&mut self, paths: &Paths) {
        let file: DisputeFile = toml::from_str(DISPUTES).unwrap_or_default();
        let pairs = file.pairs.iter();
        self.disputes = pairs.filter_map(|(one, other)| Some((paths.resolve(one)?, paths.resolve(other)?))).collect();
        self.two_continents = file.two_continents.iter().filter_map(|iso| paths.resolve(iso)).collect();
    }
}

/// Resolves paths such as `GB/England/London` against the compiled places.
struct Paths<'a> {
    compiled: &'a Compiled,
    countries: HashMap<[u8; 2], PlaceId>,
}

impl<'a> Paths<'a> {
    fn new(compiled: &'a Compiled) -> Self {
        Self { compiled, countries: compiled.countries().map(|(id, iso)| (iso, id)).collect() }
    }

    fn resolve(&self, path: &str) -> Option<PlaceId> {
        let mut parts = path.split('/');
        let mut id = *self.countries.get(<&[u8; 2]>::try_from(parts.next()?.as_bytes()).ok()?)?;
        for part in parts {
            let mut found = Vec::new();
            self.compiled.find(&key(part), &mut found);
            // The division before a town of the same name; among equals the first, which is the most important.
            id = found
                .into_iter()
                .filter(|&place| self.within(place, id))
                .min_by_key(|&place| self.compiled.kind(place))?;
        }
        Some(id)
    }

    fn continent(&self, name: &str) -> Option<PlaceId> {
        let mut found = Vec::new();
        self.compiled.find(&key(name), &mut found);
        found.first().copied()
    }

    fn within(&self, mut place: PlaceId, holder: PlaceId) -> bool {
        while let Some(parent) = self.compiled.parent(place) {
            if parent == holder {
                return true;
            }
            place = parent;
        }
        false
    }

    /// The smallest place that holds all of the given ones.
    fn common(&self, covers: &[PlaceId], touches: &[PlaceId]) -> Option<PlaceId> {
        let mut all = covers.iter().chain(touches).copied();
        let mut common = all.next()?;
        for place in all {
            while place != common && !self.within(place, common) {
                common = self.compiled.parent(common)?;
            }
        }
        Some(common)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_resolves() {
        let compiled = Compiled::read(include_bytes!("../../models/places.bin")).expect("the compiled file reads");
        let paths = Paths::new(&compiled);
        let mut lost: Vec<String> = Vec::new();
        let mut check = |path: &str| {
            if paths.resolve(path).is_none() {
                lost.push(path.to_owned());
            }
        };
        let regions: RegionFile = toml::from_str(REGIONS).expect("regions.toml reads");
        for entry in &regions.region {
            entry.covers.iter().chain(&entry.touches).for_each(|path| check(path));
        }
        let aliases: BTreeMap<String, Vec<String>> = toml::from_str(ALIASES).expect("aliases.toml reads");
        aliases.keys().for_each(|path| check(path));
        let demonyms: DemonymFile = toml::from_str(DEMONYMS).expect("demonyms.toml reads");
        demonyms.country.values().chain(demonyms.place.values()).for_each(|path| check(path));
        let disputes: DisputeFile = toml::from_str(DISPUTES).expect("disputes.toml reads");
        disputes.pairs.iter().for_each(|(one, other)| [one, other].iter().for_each(|path| check(path)));
        disputes.two_continents.iter().for_each(|path| check(path));
        assert_eq!(lost, Vec::<String>::new());
        let overlay = Overlay::embedded(&compiled);
        assert_eq!(overlay.abbreviations.len(), {
            let states: BTreeMap<String, BTreeMap<String, Vec<String>>> =
                toml::from_str(ABBREVIATIONS).expect("abbreviations.toml reads");
            let mut keys: Vec<String> =
                states.values().flat_map(|state| state.values().flatten()).map(|a| key(a)).collect();
            keys.sort();
            keys.dedup();
            keys.len()
        });
        for (demonym, region) in &demonyms.region {
            assert!(overlay.demonyms.contains_key(&key(demonym)), "{demonym} of {region}");
        }
    }
}
