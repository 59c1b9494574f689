//! Office holders of many countries, from a folder of Wikidata's (CC0), by the tradition of their names.
//!
//! One sub-folder a country, with `bio.csv` (columns `id,name,...,enwiki`) or `holders21.csv` (second column `person`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::csv;
use super::finding::Person;
use super::pairs::Pair;

/// Countries by name tradition; the others are left out.
const COUNTRIES: [(&str, &[&str]); 7] = [
    ("Arabic", &["egypt", "iraq", "jordan", "kuwait", "sudan", "uae", "yemen", "iran", "turkey"]),
    ("Slavic", &["belarus", "poland", "russia", "ukraine"]),
    ("Chinese", &["china", "japan", "south-korea"]),
    ("Spanish", &["brazil", "mexico", "philippines", "france"]),
    ("African", &["kenya", "nigeria", "south-africa"]),
    ("South Asian", &["india", "pakistan"]),
    ("English", &["australia", "canada", "united-kingdom", "us-"]),
];

/// Half of the people, by the hash of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// For tuning.
    Dev,
    /// For figures.
    Test,
}

impl Half {
    /// The half called `dev` or, by any other name, the one for figures.
    pub fn called(name: &str) -> Self {
        if name == "dev" { Self::Dev } else { Self::Test }
    }

    /// The half that a person belongs to, by the id.
    pub fn of(id: &str) -> Self {
        let hash: u32 = id.bytes().fold(7, |hash: u32, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
        if hash.is_multiple_of(2) { Self::Dev } else { Self::Test }
    }
}

/// The people of the folder whose names have two words and more, `most` of each tradition at most, spread evenly.
pub fn people(folder: &Path, most: usize) -> std::io::Result<Vec<Person>> {
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (tradition, country) in countries(folder)? {
        for (file, column) in [("bio.csv", 1), ("holders21.csv", 1)] {
            let text = fs::read_to_string(country.join(file)).unwrap_or_default();
            let rows = text.lines().skip(1).map(csv::fields);
            let plain = |name: &String| {
                let latin = name.starts_with(|c: char| c.is_uppercase() && c < '\u{250}');
                latin && name.contains(' ') && !name.contains(['(', ',']) && name.chars().all(|c| !c.is_ascii_digit())
            };
            names
                .entry(tradition)
                .or_default()
                .extend(rows.filter_map(|row| row.into_iter().nth(column)).filter(plain));
        }
    }
    let mut people = Vec::new();
    for (tradition, names) in names {
        let step = names.len().div_ceil(most).max(1);
        people.extend(names.into_iter().step_by(step).map(|name| Person {
            name,
            short: String::new(),
            tradition: tradition.into(),
        }));
    }
    Ok(people)
}

/// Pairs of a person's name and differing article title, and as many of two people of one country who share a part of
/// their names.
pub fn pairs(folder: &Path, half: Option<Half>) -> std::io::Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    for (tradition, country) in countries(folder)? {
        let text = fs::read_to_string(country.join("bio.csv")).unwrap_or_default();
        let mut persons: BTreeMap<String, (String, String)> = BTreeMap::new();
        for fields in text.lines().skip(1).map(csv::fields) {
            if half.is_none_or(|half| half == Half::of(&fields[0])) && fields.len() >= 9 && fields[1].contains(' ') {
                let title = fields[8].split(" (").next().unwrap_or("").to_owned();
                persons.insert(fields[0].clone(), (fields[1].clone(), title));
            }
        }
        pair_up(&persons.into_values().collect::<Vec<_>>(), tradition, &mut pairs);
    }
    Ok(pairs)
}

fn pair_up(people: &[(String, String)], tradition: &str, pairs: &mut Vec<Pair>) {
    let alike = |a: &str, b: &str| {
        let words: BTreeSet<&str> = a.split(' ').collect();
        b.split(' ').filter(|word| word.len() > 2 && words.contains(word)).count()
    };
    let mut push = |a: &str, b: &str, label: &str| {
        pairs.push(Pair { a: a.into(), b: b.into(), label: label.into(), tradition: tradition.into() });
    };
    for (at, (name, title)) in people.iter().enumerate() {
        if title.is_empty() || title == name {
            continue;
        }
        push(name, title, "same");
        // The hardest other person of the country: most words in common.
        let others = people.iter().enumerate().filter(|(other, person)| *other != at && person.0 != *name);
        let hardest = others.map(|(_, person)| (alike(name, &person.0), person)).max_by_key(|(alike, _)| *alike);
        if let Some((1.., person)) = hardest {
            push(name, &person.0, "different");
        }
    }
}

/// The folders of the countries that have a tradition, in order.
fn countries(folder: &Path) -> std::io::Result<Vec<(&'static str, std::path::PathBuf)>> {
    let mut folders: Vec<_> = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    folders.sort();
    let tradition = |path: &Path| {
        let name = path.file_name()?.to_str()?;
        COUNTRIES.iter().find(|(_, starts)| starts.iter().any(|start| name.starts_with(start))).map(|(name, _)| *name)
    };
    Ok(folders.into_iter().filter_map(|path| Some((tradition(&path)?, path))).collect())
}
