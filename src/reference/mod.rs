//! Facts about the known world that articles are held against: terms of office, lives, named events, countries.
//!
//! The tables that ship stand in `rules/reference/` and `rules/places/countries.csv`; a user's own tables have the same
//! format ([`Reference::load`], described in `src/reference/table.rs`). Every fact knows the table and the line it stands on, so that a finding can
//! cite it. Names are looked up by folded parts, which gives candidates; whether two names are of one person is for
//! others to say.
//!
//! ```
//! use gainsay::calendar::Interval;
//! use gainsay::reference::Reference;
//!
//! let reference = Reference::embedded();
//! let summer = Interval::month(2010, 7).unwrap();
//! let holder = reference.holder("head-of-government", "IQ", summer).unwrap();
//! assert_eq!(holder.holder, "Nouri al-Maliki");
//! assert!(reference.terms_named("Haider al-Abadi").iter().all(|term| term.excludes(summer)));
//! ```

mod name;
mod record;
mod table;

pub use name::{name_key, name_parts};
pub use record::{CountryFacts, End, Event, HANDOVER_DAYS, Life, Source, Term};
pub use table::ReferenceError;

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use smol_str::SmolStr;

use crate::calendar::Interval;
use table::TableKind;

/// The reference tables, indexed.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    terms: Vec<Term>,
    lives: Vec<Life>,
    events: Vec<Event>,
    countries: Vec<CountryFacts>,
    offices: HashMap<(SmolStr, SmolStr), Range<usize>>,
    terms_by_part: HashMap<String, Vec<usize>>,
    lives_by_part: HashMap<String, Vec<usize>>,
    events_by_key: HashMap<String, Vec<usize>>,
    countries_by_key: HashMap<String, usize>,
}

/// The tables that ship, by the path that findings cite.
const EMBEDDED: [(&str, &str); 5] = [
    ("rules/reference/leaders.csv", include_str!("../../rules/reference/leaders.csv")),
    ("rules/reference/offices.csv", include_str!("../../rules/reference/offices.csv")),
    ("rules/reference/lives.csv", include_str!("../../rules/reference/lives.csv")),
    ("rules/reference/events.csv", include_str!("../../rules/reference/events.csv")),
    ("rules/places/countries.csv", include_str!("../../rules/places/countries.csv")),
];

impl Reference {
    /// The tables that ship. Loading takes a few milliseconds: make it once and pass it on.
    pub fn embedded() -> Self {
        let mut reference = Self::default();
        for (path, text) in EMBEDDED {
            // That they read is a test's concern; a run goes on without a broken table.
            let _ = reference.add(path, text);
        }
        reference.index();
        reference
    }

    /// Reads a user's own tables.
    ///
    /// # Errors
    /// The first table that cannot be read, with its line and cause.
    pub fn load<P: AsRef<Path>>(paths: &[P]) -> Result<Self, ReferenceError> {
        Self::default().with(paths)
    }

    /// These facts and those of further tables. Where both speak of one office of one country at one time, the
    /// user's own table stands beside the one that ships.
    ///
    /// # Errors
    /// The first table that cannot be read, with its line and cause.
    pub fn with<P: AsRef<Path>>(mut self, paths: &[P]) -> Result<Self, ReferenceError> {
        for path in paths {
            let path = path.as_ref();
            let text = std::fs::read_to_string(path).map_err(|error| ReferenceError {
                path: path.to_owned(),
                line: 0,
                cause: error.to_string(),
            })?;
            self.add(&path.to_string_lossy(), &text)?;
        }
        self.index();
        Ok(self)
    }

    /// Reads one table from text.
    ///
    /// # Errors
    /// When it cannot be read: line and cause.
    pub fn parse(path: &str, text: &str) -> Result<Self, ReferenceError> {
        let mut reference = Self::default();
        reference.add(path, text)?;
        reference.index();
        Ok(reference)
    }

    /// The terms of an office of a country (ISO code) or organisation, in order of their start.
    pub fn terms_of(&self, office: &str, country: &str) -> &[Term] {
        let range = self.offices.get(&(office.into(), country.into())).cloned().unwrap_or_default();
        &self.terms[range]
    }

    /// The terms of an office that may include some day of an interval.
    pub fn holders(&self, office: &str, country: &str, when: Interval) -> Vec<&Term> {
        self.terms_of(office, country).iter().filter(|term| !term.excludes(when)).collect()
    }

    /// The one who surely held an office on every day of an interval; none where the table has a gap or a change.
    pub fn holder(&self, office: &str, country: &str, when: Interval) -> Option<&Term> {
        self.terms_of(office, country).iter().find(|term| term.covers(when))
    }

    /// The offices and countries that have terms, sorted.
    pub fn offices(&self) -> Vec<(&str, &str)> {
        let mut offices: Vec<(&str, &str)> =
            self.offices.keys().map(|(office, country)| (office.as_str(), country.as_str())).collect();
        offices.sort();
        offices
    }

    /// All terms whose holder has the last part of a name as a part of the own name: candidates.
    pub fn terms_named(&self, name: &str) -> Vec<&Term> {
        candidates(&self.terms_by_part, name).into_iter().map(|at| &self.terms[at]).collect()
    }

    /// All lives of persons who have the last part of a name as one of their own: candidates.
    pub fn lives(&self, name: &str) -> Vec<&Life> {
        candidates(&self.lives_by_part, name).into_iter().map(|at| &self.lives[at]).collect()
    }

    /// The lives of [`Self::lives`] with a known death.
    pub fn deaths(&self, name: &str) -> Vec<&Life> {
        self.lives(name).into_iter().filter(|life| life.died.is_some()).collect()
    }

    /// The events of a name or of another name for them, articles and case aside.
    pub fn events(&self, name: &str) -> Vec<&Event> {
        let found = self.events_by_key.get(&event_key(name));
        found.into_iter().flatten().map(|&at| &self.events[at]).collect()
    }

    /// All events.
    pub fn all_events(&self) -> &[Event] {
        &self.events
    }

    /// All lives.
    pub fn all_lives(&self) -> &[Life] {
        &self.lives
    }

    /// All terms, by office and country.
    pub fn all_terms(&self) -> &[Term] {
        &self.terms
    }

    /// A country by ISO code, name or other name.
    pub fn country(&self, name: &str) -> Option<&CountryFacts> {
        self.countries_by_key.get(&event_key(name)).map(|&at| &self.countries[at])
    }

    /// All countries and territories, by code.
    pub fn countries(&self) -> &[CountryFacts] {
        &self.countries
    }

    fn add(&mut self, path: &str, text: &str) -> Result<(), ReferenceError> {
        let table = table::read(path, text)?;
        for row in &table.rows {
            let fail = |cause| ReferenceError { path: path.into(), line: row.line, cause };
            match table.kind {
                TableKind::Terms => self.terms.extend(record::terms(&table, row).map_err(fail)?),
                TableKind::Lives => self.lives.push(record::life(&table, row).map_err(fail)?),
                TableKind::Events => self.events.push(record::event(&table, row).map_err(fail)?),
                TableKind::Countries => self.countries.push(record::country(&table, row).map_err(fail)?),
            }
        }
        Ok(())
    }

    fn index(&mut self) {
        let begin = |term: &Term| term.from.map(|from| (from.earliest, from.latest));
        self.terms.sort_by(|one, other| {
            (&one.office, &one.country, begin(one)).cmp(&(&other.office, &other.country, begin(other)))
        });
        self.offices.clear();
        for (at, term) in self.terms.iter().enumerate() {
            let range = self.offices.entry((term.office.clone(), term.country.clone())).or_insert(at..at);
            range.end = at + 1;
        }
        self.terms_by_part = by_part(self.terms.iter().map(|term| term.names().collect()));
        self.lives_by_part = by_part(self.lives.iter().map(|life| life.names().collect()));
        self.events_by_key.clear();
        for (at, event) in self.events.iter().enumerate() {
            for name in std::iter::once(&event.name).chain(&event.aliases) {
                let found = self.events_by_key.entry(event_key(name)).or_default();
                if !found.contains(&at) {
                    found.push(at);
                }
            }
        }
        self.countries_by_key.clear();
        for (at, country) in self.countries.iter().enumerate() {
            for name in [&country.iso2, &country.iso3, &country.name].into_iter().chain(&country.other_names) {
                self.countries_by_key.entry(event_key(name)).or_insert(at);
            }
        }
    }
}

/// Records by each part of each of their names.
fn by_part<'a>(records: impl Iterator<Item = Vec<&'a str>>) -> HashMap<String, Vec<usize>> {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, names) in records.enumerate() {
        for part in names.into_iter().flat_map(name_parts) {
            let found = index.entry(part).or_default();
            if found.last() != Some(&at) {
                found.push(at);
            }
        }
    }
    index
}

/// The records that have the last part of a name, in order.
fn candidates(index: &HashMap<String, Vec<usize>>, name: &str) -> Vec<usize> {
    name_parts(name).last().and_then(|last| index.get(last)).cloned().unwrap_or_default()
}

/// A name of an event or a country, folded: case, diacritics, signs and a leading article do not matter.
fn event_key(name: &str) -> String {
    let plain = any_ascii::any_ascii(name).to_ascii_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '\'' | '.'));
    let words = words.map(|word| word.replace(['\'', '.'], "")).filter(|word| !word.is_empty() && word != "the");
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
