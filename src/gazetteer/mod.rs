//! Places of the world: what they are called, what lies in what, and whether two can be one.
//!
//! Cities, divisions and countries come from GeoNames, compiled into `models/places.bin` by
//! `examples/compile_gazetteer.rs`; regions, other names, demonyms and disputes come from `rules/places/`. The
//! gazetteer knows no documents: names go in, places and three-valued comparisons come out.
//!
//! ```
//! use gainsay::gazetteer::Gazetteer;
//! use gainsay::verdict::Verdict;
//!
//! let gazetteer = Gazetteer::embedded();
//! let fallujah = gazetteer.lookup("Falluja")[0];
//! assert_eq!(gazetteer.describe(fallujah), "Al Fallūjah, Al Anbar, Iraq");
//! assert_eq!(gazetteer.compare_names("Falluja", "Anbar province").verdict, Verdict::Same);
//! assert_eq!(gazetteer.compare_names("Falluja", "Basra").verdict, Verdict::Different);
//! assert_eq!(gazetteer.compare_names("near Kirkuk", "northern Iraq").verdict, Verdict::Same);
//! ```

pub mod compiled;
mod compare;
mod key;
mod locate;
mod noun;
mod overlay;
mod place;
mod resolve;
mod spot;

pub use compare::{Comparison, Relation};
pub use key::key;
pub use noun::{NounClass, is_venue};
pub use place::{PlaceId, PlaceKind, PlaceRecord, Point};
pub use spot::{Direction, Spot, Vagueness};

use compiled::Compiled;
use key::Generic;
use overlay::{Overlay, Region};

/// The places of the world.
#[derive(Clone)]
pub struct Gazetteer {
    compiled: Compiled,
    overlay: Overlay,
}

impl Gazetteer {
    /// The gazetteer that ships. Loading takes a few milliseconds: make it once and pass it on.
    pub fn embedded() -> Self {
        let compiled = Compiled::read(include_bytes!("../../models/places.bin")).unwrap_or_else(Compiled::empty);
        let overlay = Overlay::embedded(&compiled);
        Self { compiled, overlay }
    }

    /// All places that a name may mean, the most likely first; empty when none is known.
    ///
    /// Case, diacritics and punctuation do not matter, nor do generic words ("Anbar province", "the city of Mosul"),
    /// which select divisions or settlements when there are such.
    pub fn lookup(&self, name: &str) -> Vec<PlaceId> {
        let key = key(name);
        let found = self.find(&key);
        if !found.is_empty() {
            return found;
        }
        if let Some((bare, generic)) = key::without_generic(&key) {
            let found = self.find_with_article(bare);
            let wanted = |id: &PlaceId| match generic {
                Generic::Division => self.kind(*id).is_division() || self.kind(*id) == PlaceKind::Region,
                Generic::Settlement => self.kind(*id) == PlaceKind::City,
            };
            let mut fitting: Vec<PlaceId> = found.iter().copied().filter(wanted).collect();
            if generic == Generic::Division {
                let known = fitting.clone();
                fitting.extend(self.find_in_full(bare).into_iter().filter(|place| !known.contains(place)));
            }
            return if fitting.is_empty() { found } else { fitting };
        }
        let found = self.find_with_article(&key);
        if found.is_empty() { self.find_in_full(&key) } else { found }
    }

    /// Divisions whose name in full has a generic word of their own: "Provincia de Jaén" by "jaen".
    fn find_in_full(&self, bare: &str) -> Vec<PlaceId> {
        let mut found = Vec::new();
        for name in key::in_full(bare) {
            self.compiled.find(&name, &mut found);
        }
        found.retain(|&place| self.kind(place).is_division());
        found
    }

    /// The places of a name that lie in a container, itself given by name or by a state's abbreviation:
    /// ("Springfield", "Ill."). The most likely first.
    pub fn lookup_within(&self, name: &str, container: &str) -> Vec<PlaceId> {
        let containers = self.containers(container);
        let mut found = self.lookup(name);
        found.retain(|&place| containers.iter().any(|&holder| holder != place && self.contains(holder, place)));
        found
    }

    /// The places that a name after a comma may mean: abbreviations of states come first.
    pub fn containers(&self, name: &str) -> Vec<PlaceId> {
        let key = key(name);
        let abbreviated = self.overlay.abbreviations.get(&key).copied();
        let exact = abbreviated.filter(|_| name.ends_with('.') || name.chars().all(|c| c.is_uppercase() || c == '.'));
        match exact {
            Some(state) => vec![state],
            None => self.lookup(name).into_iter().chain(abbreviated).collect(),
        }
    }

    /// The place that a demonym or an adjective of nationality belongs to, "Iraqi" or "Iraqis"; none when it is of
    /// several ("Congolese").
    pub fn demonym(&self, word: &str) -> Option<PlaceId> {
        let key = key(word);
        let singular = key.strip_suffix('s').or_else(|| key.strip_suffix("men")).unwrap_or(&key);
        self.overlay.demonyms.get(&key).or_else(|| self.overlay.demonyms.get(singular)).copied()
    }

    /// What is known of a place; none for an id that is not of this gazetteer.
    pub fn place(&self, id: PlaceId) -> Option<PlaceRecord> {
        match self.region(id) {
            Some(region) => Some(region.record.clone()),
            None => self.compiled.record(id),
        }
    }

    /// What kind of place it is; the world for an unknown id.
    pub fn kind(&self, id: PlaceId) -> PlaceKind {
        match self.region(id) {
            Some(region) => region.record.kind,
            None => self.compiled.kind(id),
        }
    }

    /// The smallest place of the tree that holds a place whole.
    pub fn parent(&self, id: PlaceId) -> Option<PlaceId> {
        match self.region(id) {
            Some(region) => region.record.parent,
            None => self.compiled.parent(id),
        }
    }

    /// The country a place lies in; itself for a country; none for what is larger or lies in several.
    pub fn country(&self, id: PlaceId) -> Option<PlaceId> {
        self.upwards(id).find(|&place| self.kind(place) == PlaceKind::Country)
    }

    /// The capital of a country.
    pub fn capital(&self, country: PlaceId) -> Option<PlaceId> {
        let mut towns = self.compiled.descendants(country);
        towns.find(|&town| self.place(town).is_some_and(|place| place.capital))
    }

    /// The key of a name without the generic word and the article that it may come with, where the rest is a name of the
    /// same place: "marawi" of "Marawi City", but "kansas city".
    pub fn bare(&self, name: &str) -> String {
        let whole = key(name);
        let known = self.find(&whole);
        let names_it = |short: &str| known.is_empty() || self.find(short).iter().any(|place| known.contains(place));
        let short = key::without_generic(&whole).map(|(bare, _)| bare).filter(|bare| names_it(bare));
        let short = short.unwrap_or(&whole);
        key::without_article(short).filter(|bare| names_it(bare)).unwrap_or(short).to_owned()
    }

    /// The state or province that an abbreviation in capitals or with a full stop means: "LA", "Kan.".
    pub fn abbreviated(&self, name: &str) -> Option<PlaceId> {
        let written = name.ends_with('.') || name.chars().all(|letter| letter.is_uppercase() || letter == '.');
        self.overlay.abbreviations.get(&key(name)).copied().filter(|_| written)
    }

    /// The division that a name means where the words around it say that it is one, however small; none when two may be
    /// meant and the context does not decide.
    pub fn division(&self, name: &str, context: &[PlaceId]) -> Option<PlaceId> {
        let found: Vec<PlaceId> =
            self.lookup(name).into_iter().filter(|&place| self.kind(place).is_division()).collect();
        let home = |place: &PlaceId| {
            let country = self.country(*place);
            context.iter().any(|&other| country.is_some() && self.country(other) == country)
        };
        let local: Vec<PlaceId> = found.iter().copied().filter(home).collect();
        let fitting = if local.is_empty() { found } else { local };
        let (&first, others) = fitting.split_first()?;
        let joined = |&other: &PlaceId| self.contains(first, other) || self.contains(other, first);
        others.iter().all(joined).then_some(first)
    }

    /// The country of an ISO 3166-1 alpha-2 code.
    pub fn country_of_code(&self, iso: &str) -> Option<PlaceId> {
        self.compiled.countries().find(|(_, code)| code == iso.as_bytes()).map(|(id, _)| id)
    }

    /// The ISO 3166-1 alpha-2 code of the country a place lies in.
    pub fn country_code(&self, id: PlaceId) -> Option<String> {
        let iso = self.place(self.country(id)?)?.iso?;
        std::str::from_utf8(&iso).ok().map(str::to_owned)
    }

    /// True when `inner` lies in `outer`, or is it. Territories lie in the state they belong to.
    pub fn contains(&self, outer: PlaceId, inner: PlaceId) -> bool {
        if let Some(region) = self.region(outer) {
            return outer == inner || region.covers.iter().any(|&part| self.contains(part, inner));
        }
        let territory = |place| self.overlay.part_of.get(&place).copied();
        self.upwards(inner).any(|place| place == outer || territory(place) == Some(outer))
    }

    /// A place with what holds it, "Leeds, England, United Kingdom".
    pub fn describe(&self, id: PlaceId) -> String {
        let shown = self
            .upwards(id)
            .filter(|&place| place == id || matches!(self.kind(place), PlaceKind::Admin1 | PlaceKind::Country));
        let names: Vec<String> = shown.filter_map(|place| Some(self.place(place)?.name.to_string())).collect();
        names.join(", ")
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.compiled.len() + self.overlay.regions.len()
    }

    /// True when it knows no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A place and all that hold it, from the inside out.
    fn upwards(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> + '_ {
        std::iter::successors(Some(id), |&place| self.parent(place))
    }

    fn region(&self, id: PlaceId) -> Option<&Region> {
        self.overlay.regions.get((id.0 as usize).checked_sub(self.compiled.len())?)
    }

    fn find(&self, key: &str) -> Vec<PlaceId> {
        let mut found = self.overlay.names.get(key).cloned().unwrap_or_default();
        let by_hand = found.len();
        self.compiled.find(key, &mut found);
        if by_hand > 0 {
            let mut weighed: Vec<(PlaceId, f64)> = Vec::with_capacity(found.len());
            for (position, id) in found.into_iter().enumerate() {
                if weighed.iter().all(|(other, _)| *other != id) {
                    let weight = self.place(id).map_or(0.0, |place| place.weight());
                    // A compiled name may be an alternate one; what stands in the tables by hand is a usual name.
                    weighed.push((id, if position < by_hand { weight + 0.2 } else { weight }));
                }
            }
            weighed.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
            found = weighed.into_iter().map(|(id, _)| id).collect();
        }
        found
    }

    fn find_with_article(&self, key: &str) -> Vec<PlaceId> {
        let found = self.find(key);
        match key::without_article(key) {
            Some(bare) if found.is_empty() => self.find(bare),
            _ => found,
        }
    }
}

#[cfg(test)]
mod tests;
