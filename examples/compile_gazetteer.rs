//! Compiles GeoNames tables into `models/places.bin`.
//!
//! ```text
//! cargo run --release --example compile_gazetteer -- FOLDER models/places.bin
//! ```
//!
//! FOLDER holds `countryInfo.txt`, `admin1CodesASCII.txt`, `admin2Codes.txt` and `cities15000.txt` of the GeoNames dump
//! (<https://download.geonames.org/export/dump/>, CC BY 4.0), and may hold `cities1000.csv` with the columns
//! `lat,lon,name,admin1,admin2,cc`: the smaller towns, with their divisions by name. The layout of the output is
//! described in `src/gazetteer/compiled.rs`.

mod csv;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use gainsay::gazetteer::{PlaceId, PlaceKind, PlaceRecord, Point, compiled, key};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(output)) = (arguments.next(), arguments.next()) else {
        println!("usage: compile_gazetteer FOLDER OUTPUT (nothing to do without a folder)");
        return Ok(());
    };
    let tree = Tree::read(Path::new(&folder))?;
    let places = tree.in_order();
    let bytes = compiled::write(&places);
    std::fs::write(&output, &bytes)?;
    println!("{} places, {} bytes", places.len(), bytes.len());
    Ok(())
}

/// A place with its code path ("IQ", "IQ.01", "IQ.01.99455") before it has a number.
#[derive(Clone)]
struct Node {
    kind: PlaceKind,
    names: Vec<String>,
    point: Option<Point>,
    population: u64,
    capital: bool,
    iso: Option<[u8; 2]>,
}

#[derive(Default)]
struct Tree {
    nodes: Vec<Node>,
    children: Vec<Vec<usize>>,
    by_code: HashMap<String, usize>,
}

const CONTINENTS: [(&str, &str); 7] = [
    ("AF", "Africa"),
    ("AS", "Asia"),
    ("EU", "Europe"),
    ("NA", "North America"),
    ("OC", "Oceania"),
    ("SA", "South America"),
    ("AN", "Antarctica"),
];

impl Tree {
    fn read(folder: &Path) -> Result<Self> {
        let file = |name: &str| std::fs::read_to_string(folder.join(name)).with_context(|| name.to_owned());
        let mut tree = Self::default();
        let world = tree.add("", None, Node::new(PlaceKind::World, vec!["World".into()]));
        for (code, name) in CONTINENTS {
            tree.add(&format!("continent {code}"), Some(world), Node::new(PlaceKind::Continent, vec![name.into()]));
        }
        let countries = file("countryInfo.txt")?;
        for fields in table(&countries).filter(|fields| !matches!(fields[0], "AN" | "CS")) {
            let mut node = Node::new(PlaceKind::Country, vec![fields[4].to_owned()]);
            node.iso = fields[0].as_bytes().try_into().ok();
            node.population = fields[7].parse().unwrap_or(0);
            let continent = tree.by_code.get(&format!("continent {}", fields[8])).copied();
            tree.add(fields[0], continent, node);
        }
        for (name, kind) in [("admin1CodesASCII.txt", PlaceKind::Admin1), ("admin2Codes.txt", PlaceKind::Admin2)] {
            for fields in table(&file(name)?) {
                let parent = tree.holder(fields[0].rsplit_once('.').map_or("", |(above, _)| above));
                let mut names = vec![fields[1].to_owned(), fields[2].to_owned()];
                if let Some(bare) = kind.eq(&PlaceKind::Admin1).then(|| bare_division(fields[1])).flatten() {
                    names.push(bare);
                }
                tree.add(fields[0], parent, Node::new(kind, names));
            }
        }
        let towns = tree.add_cities(&file("cities15000.txt")?);
        if let Ok(smaller) = file("cities1000.csv") {
            tree.add_smaller(&smaller, &towns);
        }
        tree.sum(world);
        Ok(tree)
    }

    fn add(&mut self, code: &str, parent: Option<usize>, node: Node) -> usize {
        let at = self.nodes.len();
        self.nodes.push(node);
        self.children.push(Vec::new());
        if let Some(parent) = parent {
            self.children[parent].push(at);
        }
        if !code.is_empty() {
            self.by_code.insert(code.to_owned(), at);
        }
        at
    }

    /// The node of a code, or of the longest part of it that is known.
    fn holder(&self, mut code: &str) -> Option<usize> {
        loop {
            if let Some(at) = self.by_code.get(code) {
                return Some(*at);
            }
            code = code.rsplit_once('.')?.0;
        }
    }

    /// Adds the cities, and gives them by country and key with the code of their division.
    fn add_cities(&mut self, text: &str) -> HashMap<(String, String), Vec<(Point, String)>> {
        let mut towns: HashMap<(String, String), Vec<(Point, String)>> = HashMap::new();
        for fields in table(text) {
            if matches!(fields[7], "PPLH" | "PPLQ" | "PPLW") {
                continue;
            }
            let mut names = vec![fields[1].to_owned(), fields[2].to_owned()];
            names.extend(fields[3].split(',').filter(|name| is_latin_name(name)).map(str::to_owned));
            let point = Point { lat: fields[4].parse().unwrap_or(0.0), lon: fields[5].parse().unwrap_or(0.0) };
            let code = format!("{}.{}.{}", fields[8], fields[10], fields[11]);
            for name in &names {
                towns.entry((fields[8].to_owned(), key(name))).or_default().push((point, code.clone()));
            }
            let mut node = Node::new(PlaceKind::City, names);
            node.point = Some(point);
            node.population = fields[14].parse().unwrap_or(0);
            node.capital = fields[7] == "PPLC";
            let parent = self.holder(&code);
            self.add("", parent, node);
        }
        towns
    }

    /// Adds the towns that are not among the cities; divisions given by name are matched over the cities in them.
    fn add_smaller(&mut self, text: &str, towns: &HashMap<(String, String), Vec<(Point, String)>>) {
        let rows: Vec<Vec<String>> = text.lines().skip(1).map(csv::fields).filter(|row| row.len() >= 6).collect();
        let mut votes: HashMap<(String, String, String), BTreeMap<String, usize>> = HashMap::new();
        let mut fresh = Vec::new();
        for row in &rows {
            let [lat, lon, name, admin1, admin2, country] = [0, 1, 2, 3, 4, 5].map(|at| row[at].as_str());
            let point = Point { lat: lat.parse().unwrap_or(0.0), lon: lon.parse().unwrap_or(0.0) };
            let known = towns.get(&(country.to_owned(), key(name)));
            match known.and_then(|known| known.iter().find(|(other, _)| other.distance(point) < 5.0)) {
                Some((_, code)) => {
                    let parts: Vec<&str> = code.split('.').collect();
                    let first = format!("{}.{}", parts[0], parts[1]);
                    for (division, code) in [("", first.as_str()), (admin2, code.as_str())] {
                        let division = (country.to_owned(), admin1.to_owned(), division.to_owned());
                        *votes.entry(division).or_default().entry(code.to_owned()).or_default() += 1;
                    }
                }
                None => fresh.push((point, name, admin1, admin2, country)),
            }
        }
        for ((country, admin1, admin2), code) in &votes {
            let name = if admin2.is_empty() { admin1 } else { admin2 };
            let at = best(code).and_then(|code| self.by_code.get(code).copied());
            if let Some(at) = at.filter(|_| !name.is_empty() && !country.is_empty()) {
                let level = if admin2.is_empty() { PlaceKind::Admin1 } else { PlaceKind::Admin2 };
                if self.nodes[at].kind == level && !self.nodes[at].names.contains(name) {
                    self.nodes[at].names.push(name.clone());
                }
            }
        }
        let mut by_name: HashMap<(String, String), String> = HashMap::new();
        for (code, &at) in &self.by_code {
            for name in &self.nodes[at].names {
                let above = code.rsplit_once('.').map_or("", |(above, _)| above);
                by_name.insert((above.to_owned(), key(name)), code.clone());
            }
        }
        for (point, name, admin1, admin2, country) in fresh {
            let vote = |division: &str| {
                votes.get(&(country.to_owned(), admin1.to_owned(), division.to_owned())).and_then(best).cloned()
            };
            let named = |above: &str, name: &str| by_name.get(&(above.to_owned(), key(name))).cloned();
            let first = named(country, admin1).or_else(|| vote("")).unwrap_or_else(|| country.to_owned());
            let second = named(&first, admin2).or_else(|| vote(admin2).filter(|code| code.starts_with(&first)));
            let parent = self.holder(&second.filter(|_| !admin2.is_empty()).unwrap_or(first));
            let mut node = Node::new(PlaceKind::City, vec![name.to_owned()]);
            node.point = Some(point);
            self.add("", parent, node);
        }
    }

    /// Gives divisions the inhabitants of their cities and the middle of their towns.
    fn sum(&mut self, at: usize) -> (u64, f64, f64, f64) {
        let mut total = (0, 0.0, 0.0, 0.0);
        if self.nodes[at].kind == PlaceKind::City {
            let point = self.nodes[at].point.unwrap_or(Point { lat: 0.0, lon: 0.0 });
            let weight = (self.nodes[at].population.max(500) as f64).sqrt();
            return (self.nodes[at].population, weight, weight * point.lat, weight * point.lon);
        }
        for child in self.children[at].clone() {
            let part = self.sum(child);
            total = (total.0 + part.0, total.1 + part.1, total.2 + part.2, total.3 + part.3);
        }
        let node = &mut self.nodes[at];
        if node.kind != PlaceKind::Country {
            node.population = total.0;
        }
        node.point = (total.1 > 0.0).then(|| Point { lat: total.2 / total.1, lon: total.3 / total.1 });
        total
    }

    /// The places in pre-order, numbered.
    fn in_order(&self) -> Vec<(PlaceRecord, Vec<String>)> {
        let mut places = Vec::with_capacity(self.nodes.len());
        let mut stack: Vec<(usize, Option<PlaceId>)> = vec![(0, None)];
        while let Some((at, parent)) = stack.pop() {
            let node = &self.nodes[at];
            let id = PlaceId(places.len() as u32);
            let record = PlaceRecord {
                name: node.names[0].as_str().into(),
                kind: node.kind,
                parent,
                point: node.point,
                population: node.population,
                capital: node.capital,
                iso: node.iso,
            };
            places.push((record, node.names.clone()));
            stack.extend(self.children[at].iter().rev().map(|&child| (child, Some(id))));
        }
        places
    }
}

impl Node {
    fn new(kind: PlaceKind, names: Vec<String>) -> Self {
        Self { kind, names, point: None, population: 0, capital: false, iso: None }
    }
}

fn table(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Alternate names as English texts write them: GeoNames also lists machine transliterations in lower case, airport
/// codes in upper case, links, and the forms of many other languages.
fn is_latin_name(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic()).peekable();
    let capital = letters.peek().is_some_and(|first| first.is_uppercase());
    let latin = letters.clone().all(|c| (c as u32) < 0x100 || "āēīōūşţḩẖĀĪŪŞŢḨ".contains(c));
    let code = name.len() <= 4 && letters.all(char::is_uppercase);
    capital && latin && !code && name.len() > 2 && !name.contains("//")
}

/// "Halabja" for "Halabja Governorate".
fn bare_division(name: &str) -> Option<String> {
    let (bare, generic) = name.rsplit_once(' ')?;
    let listed = ["Governorate", "Province", "Region", "State", "Oblast", "County", "District", "Prefecture"];
    listed.contains(&generic).then(|| bare.to_owned())
}

fn best(votes: &BTreeMap<String, usize>) -> Option<&String> {
    votes.iter().max_by_key(|(_, count)| **count).map(|(code, _)| code)
}
