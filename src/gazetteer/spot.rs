//! Where something is said to be: a place, and how vaguely it is given.

use serde::Serialize;

use super::{Gazetteer, PlaceId, PlaceKind};

/// A place with the vagueness of the phrase that named it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Spot {
    /// The place named.
    pub place: PlaceId,
    /// How the phrase relates to it.
    pub vagueness: Vagueness,
}

/// How a phrase relates to the place that it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vagueness {
    /// The place itself: "in Mosul".
    #[default]
    Exact,
    /// A part of it without a border: "western Iraq", "the north of the country", "central Leeds".
    Part(Direction),
    /// In it or not far from it: "near Kirkuk", "the Kirkuk area".
    Near,
    /// Not in it but not far: "outside Leeds", "30 miles west of Baghdad".
    Outside,
}

/// A side of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Direction {
    North,
    NorthEast,
    East,
    SouthEast,
    South,
    SouthWest,
    West,
    NorthWest,
    Centre,
}

impl Spot {
    /// The place itself.
    pub fn exact(place: PlaceId) -> Self {
        Self { place, vagueness: Vagueness::Exact }
    }
}

impl Vagueness {
    /// True unless the place itself is meant.
    pub fn is_vague(self) -> bool {
        self != Self::Exact
    }
}

impl Direction {
    /// Reads "north", "northern", "north-western", "south-east", "central".
    pub fn read(word: &str) -> Option<Self> {
        let letters: String = word.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
        Some(match letters.strip_suffix("ern").unwrap_or(&letters) {
            "north" => Self::North,
            "northeast" => Self::NorthEast,
            "east" => Self::East,
            "southeast" => Self::SouthEast,
            "south" => Self::South,
            "southwest" => Self::SouthWest,
            "west" => Self::West,
            "northwest" => Self::NorthWest,
            "central" | "centre" | "center" | "mid" | "downtown" => Self::Centre,
            _ => return None,
        })
    }

    /// "northern", "south-western", "central".
    pub fn adjective(self) -> &'static str {
        match self {
            Self::North => "northern",
            Self::NorthEast => "north-eastern",
            Self::East => "eastern",
            Self::SouthEast => "south-eastern",
            Self::South => "southern",
            Self::SouthWest => "south-western",
            Self::West => "western",
            Self::NorthWest => "north-western",
            Self::Centre => "central",
        }
    }

    /// True for north and south, east and west, north-east and south-west; not for north and south-east.
    pub fn is_opposite(self, other: Self) -> bool {
        let ((north, east), (other_north, other_east)) = (self.axes(), other.axes());
        (north, east) != (0, 0) && (north, east) == (-other_north, -other_east)
    }

    /// (north, east) as −1, 0 or 1.
    pub(super) fn axes(self) -> (i8, i8) {
        match self {
            Self::North => (1, 0),
            Self::NorthEast => (1, 1),
            Self::East => (0, 1),
            Self::SouthEast => (-1, 1),
            Self::South => (-1, 0),
            Self::SouthWest => (-1, -1),
            Self::West => (0, -1),
            Self::NorthWest => (1, -1),
            Self::Centre => (0, 0),
        }
    }
}

/// Words before a place that make it a neighbourhood.
const NEAR: [&str; 12] = [
    "near",
    "nearby",
    "close to",
    "around",
    "in and around",
    "not far from",
    "the outskirts of",
    "on the outskirts of",
    "a suburb of",
    "the suburbs of",
    "off",
    "off the coast of",
];
/// Words that say "not in it".
const OUTSIDE: [&str; 3] = ["outside", "just outside", "outside of"];
/// Words after a place that make it a neighbourhood.
const AREA: [&str; 6] = ["area", "outskirts", "suburbs", "suburb", "surroundings", "countryside"];
/// Nouns that stand before "of" and the place meant: "the northern city of Mosul".
const OF: [&str; 13] = [
    "city",
    "town",
    "village",
    "port",
    "capital",
    "province",
    "district",
    "state",
    "county",
    "governorate",
    "region",
    "island",
    "municipality",
];

impl Gazetteer {
    /// All readings of a phrase that names a place: "western Iraq", "near Kirkuk", "the northern city of Mosul",
    /// "Springfield, Ill.". The most likely first; empty when no place is known by that name.
    pub fn read(&self, phrase: &str) -> Vec<Spot> {
        let phrase = phrase.trim().trim_end_matches([',', ';', ':']);
        let exact = self.named(phrase);
        if !exact.is_empty() {
            return exact.into_iter().map(Spot::exact).collect();
        }
        self.read_vague(phrase)
    }

    fn read_vague(&self, phrase: &str) -> Vec<Spot> {
        let spots = |name: &str, vagueness: Vagueness| -> Vec<Spot> {
            self.named(name).into_iter().map(|place| Spot { place, vagueness }).collect()
        };
        let phrase = ["in ", "at ", "the "].iter().fold(phrase, |rest, word| strip_word(rest, word).unwrap_or(rest));
        for (words, vagueness) in [(&OUTSIDE[..], Vagueness::Outside), (&NEAR[..], Vagueness::Near)] {
            let rest = words.iter().filter_map(|word| strip_word(phrase, &format!("{word} "))).min_by_key(|r| r.len());
            if let Some(rest) = rest {
                let inner = self.read(rest).into_iter();
                return inner.map(|spot| Spot { vagueness, ..spot }).collect();
            }
        }
        if let Some((before, name)) = phrase.rsplit_once(" of ") {
            let noun = before.rsplit(' ').next().unwrap_or("");
            if OF.contains(&noun.to_ascii_lowercase().as_str()) {
                return spots(name, Vagueness::Exact);
            }
            if let Some(direction) = Direction::read(noun) {
                let miles =
                    before.chars().any(|c| c.is_ascii_digit()) || before.contains("mile") || before.contains("kilomet");
                let vagueness =
                    if miles || self.is_town(name) { Vagueness::Outside } else { Vagueness::Part(direction) };
                return spots(name, vagueness);
            }
        }
        let side = phrase.split_once(' ').and_then(|(word, name)| Some((Direction::read(word)?, name)));
        if let Some((direction, name)) = side {
            return spots(name, Vagueness::Part(direction));
        }
        match phrase.rsplit_once(' ') {
            Some((name, noun)) if AREA.contains(&noun.to_ascii_lowercase().as_str()) => spots(name, Vagueness::Near),
            _ => Vec::new(),
        }
    }

    /// Places by name, or by "name, container"; when the container holds none of the name, all of the name.
    fn named(&self, name: &str) -> Vec<PlaceId> {
        let found = self.lookup(name);
        let Some((inner, container)) = name.split_once(',').filter(|_| found.is_empty()) else { return found };
        // "Paris, Lamar County, Texas": each part narrows when it can.
        let mut places = self.lookup(inner);
        for part in container.split(',').map(str::trim) {
            let holders = self.containers(part);
            let narrowed: Vec<PlaceId> = places
                .iter()
                .copied()
                .filter(|&place| holders.iter().any(|&holder| self.contains(holder, place)))
                .collect();
            if !narrowed.is_empty() {
                places = narrowed;
            }
        }
        places
    }

    fn is_town(&self, name: &str) -> bool {
        self.lookup(name).first().is_some_and(|&place| self.kind(place) == PlaceKind::City)
    }
}

/// The rest after a word, whatever its case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| text[word.len()..].trim_start())
}
