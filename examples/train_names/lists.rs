//! Builds the gazetteer from public lists: names of people and places, nationalities, organisations, common words.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use any_ascii::any_ascii;
use anyhow::Result;
use gainsay::language::feature::{hash, mix};
use gainsay::language::gazetteer::{self, Flags, Gazetteer, key};
use gainsay::language::token::Tokenizer;
use gainsay::text::Span;

/// The telling words of `rules/language/cues.txt`.
pub struct Cues(HashMap<String, HashSet<String>>);

impl Cues {
    pub fn read() -> Result<Self> {
        let mut classes: HashMap<String, HashSet<String>> = HashMap::new();
        for line in fs::read_to_string("rules/language/cues.txt")?.lines().filter(|line| !line.starts_with('#')) {
            if let Some((class, words)) = line.split_once(": ") {
                classes.entry(class.to_owned()).or_default().extend(words.split(' ').map(str::to_owned));
            }
        }
        Ok(Self(classes))
    }

    pub fn is(&self, class: &str, word: &str) -> bool {
        self.0.get(class).is_some_and(|words| words.contains(&word.to_lowercase()))
    }
}

/// The lists that train and ship.
#[derive(Default)]
pub struct Lists {
    flags: BTreeMap<String, Flags>,
    /// Full names of office-holders by country or region.
    pub people: BTreeMap<String, Vec<String>>,
    /// Given and family names by country.
    pub given: BTreeMap<String, Vec<String>>,
    pub family: BTreeMap<String, Vec<String>>,
    pub cities: Vec<String>,
    pub regions: Vec<String>,
    pub countries: Vec<String>,
    pub demonyms: Vec<String>,
    pub organisations: Vec<String>,
    pub words: Vec<String>,
}

impl Lists {
    pub fn read(folder: &Path, cues: &Cues) -> Result<Self> {
        let mut lists = Self::default();
        lists.people(folder)?;
        lists.places(folder)?;
        lists.organisations(folder)?;
        lists.common_words(folder)?;
        for (class, flag) in [
            ("title", gazetteer::TITLE),
            ("body", gazetteer::BODY),
            ("site", gazetteer::SITE),
            ("particle", gazetteer::PARTICLE),
            ("date", gazetteer::DATE),
            ("demonym", gazetteer::DEMONYM),
            ("country", gazetteer::COUNTRY | gazetteer::PLACE),
            ("organisation", gazetteer::ORGANISATION),
        ] {
            let mut words: Vec<&String> = cues.0.get(class).into_iter().flatten().collect();
            words.sort();
            for word in words {
                lists.add(&word.replace('_', " "), flag);
            }
        }
        Ok(lists)
    }

    fn add(&mut self, name: &str, flag: Flags) {
        let name = name.trim().to_lowercase();
        if name.len() < 2 || name.len() > 60 {
            return;
        }
        let plain = any_ascii(&name).to_lowercase();
        if plain != name {
            *self.flags.entry(plain).or_default() |= flag;
        }
        *self.flags.entry(name).or_default() |= flag;
    }

    fn add_person(&mut self, place: &str, name: &str) {
        let parts: Vec<&str> = name.split([' ', '-']).filter(|part| part.chars().count() > 1).collect();
        let [first, .., last] = parts.as_slice() else { return };
        if !first.starts_with(char::is_uppercase) || name.contains(['(', ',', '"']) || parts.len() > 6 {
            return;
        }
        for &part in &parts[..parts.len() - 1] {
            self.add(part, gazetteer::GIVEN);
        }
        self.add(first, gazetteer::GIVEN);
        self.add(last, gazetteer::FAMILY);
        self.people.entry(place.to_owned()).or_default().push(name.to_owned());
    }

    fn people(&mut self, folder: &Path) -> Result<()> {
        for row in csv(&fs::read_to_string(folder.join("names/popular/common-forenames-by-country.csv"))?) {
            if let (Some(country), Some(name)) = (row.first(), row.get(11)) {
                self.add(name, gazetteer::GIVEN);
                self.given.entry(country.clone()).or_default().push(name.clone());
            }
        }
        for row in csv(&fs::read_to_string(folder.join("names/popular/common-surnames-by-country.csv"))?) {
            if let (Some(country), Some(name)) = (row.first(), row.get(5)) {
                self.add(name, gazetteer::FAMILY);
                self.family.entry(country.clone()).or_default().push(name.clone());
            }
        }
        for row in csv(&fs::read_to_string(folder.join("names/nicknames/names.csv"))?) {
            for name in [0, 2].iter().filter_map(|&at| row.get(at)) {
                self.add(name, gazetteer::GIVEN);
            }
        }
        for path in sorted(&folder.join("leaders/wikidata_holders"))? {
            let place = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            for row in csv(&fs::read_to_string(path.join("holders21.csv"))?) {
                self.add_person(&place, row.get(1).map_or("", String::as_str));
            }
        }
        for row in csv(&fs::read_to_string(folder.join("leaders/world_2021/wikidata.csv"))?) {
            self.add_person("world", row.get(5).map_or("", String::as_str));
        }
        for row in csv(&fs::read_to_string(folder.join("leaders/leaders_since_2014_2026.csv"))?) {
            let holder = row.get(2).map_or("", String::as_str);
            let region = row.get(6).and_then(|file| file.split('/').next()).unwrap_or("world").to_owned();
            self.add_person(&region, &without_title(holder));
        }
        for kind in ["arabic", "russian", "chinese"] {
            for line in fs::read_to_string(folder.join(format!("names/netranslit/wd_{kind}_80")))?.lines() {
                let fields: Vec<&str> = line.split('\t').collect();
                let count: u32 = fields.last().and_then(|count| count.parse().ok()).unwrap_or(0);
                if fields.len() > 2
                    && count >= 2
                    && fields[0].chars().all(char::is_alphabetic)
                    && fields[0].chars().count() > 2
                {
                    self.words.push(titled(fields[0]));
                    if count >= 4 {
                        self.add(fields[0], gazetteer::FAMILY);
                    }
                }
            }
        }
        for line in fs::read_to_string(folder.join("names/phoenix_actors/Phoenix.Countries.actors.txt"))?.lines() {
            let name = line.split(['\t', ';', '[']).next().unwrap_or("").trim();
            if name.starts_with(|c: char| c.is_ascii_uppercase()) && line.contains("CountryInfo") {
                let name = titled(&name.trim_end_matches('_').replace('_', " ").to_lowercase());
                self.add_person("phoenix", &name);
            }
        }
        Ok(())
    }

    fn places(&mut self, folder: &Path) -> Result<()> {
        let places = folder.join("places");
        let cities = Command::new("unzip").arg("-p").arg(places.join("cities15000.zip")).output()?;
        for line in String::from_utf8_lossy(&cities.stdout).lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let population: u64 = fields.get(14).and_then(|count| count.parse().ok()).unwrap_or(0);
            if population < 20_000 {
                continue;
            }
            let flag = if population >= 100_000 { gazetteer::PLACE | gazetteer::CITY } else { gazetteer::PLACE };
            self.add(fields[1], flag);
            self.add(fields[2], flag);
            self.cities.push(fields[1].to_owned());
            if population >= 500_000 {
                for other in
                    fields[3].split(',').filter(|other| other.is_ascii() && other.len() > 4 && !other.contains('`'))
                {
                    self.add(other, gazetteer::PLACE);
                }
            }
        }
        for line in fs::read_to_string(places.join("admin1CodesASCII.txt"))?.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            for name in &fields[1..3] {
                self.add(name, gazetteer::PLACE);
            }
            self.regions.push(fields[1].to_owned());
        }
        for line in fs::read_to_string(places.join("countryInfo.txt"))?.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            self.add(fields[4], gazetteer::COUNTRY | gazetteer::PLACE);
            self.add(fields[5], gazetteer::PLACE | gazetteer::CITY);
            self.countries.push(fields[4].to_owned());
        }
        let factbook: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(folder.join("leaders/factbook_government_2026.json"))?)?;
        for country in factbook.as_array().into_iter().flatten() {
            let text = |kind: &str| country["nationality"][kind]["text"].as_str().unwrap_or("").to_owned();
            for part in text("adjective").split(" or ").chain(text("adjective").split(", ")) {
                let word = part.split(" (").next().unwrap_or("").trim();
                if word.starts_with(char::is_uppercase) && word.split(' ').count() < 3 && !word.contains(" or ") {
                    self.add(word, gazetteer::DEMONYM);
                    self.add(&format!("{word}s"), gazetteer::DEMONYM);
                    self.demonyms.push(word.to_owned());
                }
            }
            for division in country["admin_divisions"].as_str().unwrap_or("").split([';', ',']).skip(1) {
                let name = division.split(['(', '<', '*']).next().unwrap_or("").trim();
                if name.starts_with(char::is_uppercase) && name.split(' ').count() < 4 {
                    self.add(name, gazetteer::PLACE);
                    self.regions.push(name.to_owned());
                }
            }
        }
        Ok(())
    }

    fn organisations(&mut self, folder: &Path) -> Result<()> {
        for file in ["International", "MilNonState"] {
            let text = fs::read_to_string(folder.join(format!("names/phoenix_actors/Phoenix.{file}.actors.txt")))?;
            for line in text.lines() {
                let name = line
                    .trim_start_matches('+')
                    .split(['\t', ';', '[', '#', ' '])
                    .next()
                    .unwrap_or("")
                    .trim_end_matches('_');
                if !name.starts_with(|c: char| c.is_ascii_uppercase()) || name.len() < 3 || line.contains("MleH") {
                    continue;
                }
                let name = name.replace('_', " ");
                if name.contains(' ') || file == "MilNonState" {
                    self.add(&name, gazetteer::ORGANISATION);
                }
                if name.split(' ').count() > 1
                    && name.split(' ').count() < 8
                    && !name.contains("SECRETARY")
                    && !name.contains("CHIEF")
                {
                    self.organisations.push(titled(&name.to_lowercase()));
                }
            }
        }
        Ok(())
    }

    /// Words that running text writes small more often than large.
    fn common_words(&mut self, folder: &Path) -> Result<()> {
        let mut counts: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        let mut count = |word: &str, first: bool| {
            if word.chars().all(char::is_alphabetic) {
                let small = word.to_lowercase();
                let entry = counts.entry(small.clone()).or_default();
                if word == small {
                    entry.0 += 1;
                } else if !first {
                    entry.1 += 1;
                }
            }
        };
        for file in ["ewt/en_ewt-ud-train.conllu", "gum/train.conllu"] {
            for paragraph in crate::treebank::paragraphs(&folder.join("treebanks").join(file))? {
                for words in &paragraph.sentences {
                    words.iter().enumerate().for_each(|(at, word)| count(&word.form, at == 0));
                }
            }
        }
        for file in [
            "crossner_politics/train.txt",
            "crossner_politics/dev.txt",
            "crossner_politics/test.txt",
            "wikigold/CONLL-format/data/wikigold.conll.txt",
        ] {
            for sentence in crate::corpus::conll(&folder.join("ner").join(file))?.iter().flatten() {
                sentence.iter().enumerate().for_each(|(at, (word, _, _))| count(word, at == 0));
            }
        }
        for (word, (small, large)) in counts {
            if small >= 2 && small > large {
                self.add(&word, gazetteer::SMALL);
            }
        }
        Ok(())
    }

    /// The table as [`gazetteer::Gazetteer::from_bytes`] reads it.
    pub fn bytes(&self, tokenizer: &Tokenizer) -> Vec<u8> {
        let mut table: BTreeMap<u32, Flags> = BTreeMap::new();
        let mut spans = vec![];
        for (name, flags) in &self.flags {
            spans.clear();
            tokenizer.words(name, Span::new(0, name.len()), &mut spans);
            let mut state = 0;
            for (at, span) in spans.iter().enumerate().take(6) {
                let word = hash(span.of(name));
                state = if at == 0 { word } else { mix(state, word) };
                *table.entry(key(state)).or_default() |=
                    if at + 1 == spans.len() { *flags } else { gazetteer::GOES_ON };
            }
        }
        println!("gazetteer: {} entries", table.len());
        Gazetteer::to_bytes(table.into_iter())
    }
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    Ok(paths)
}

/// `President Abdelaziz BOUTEFLIKA` without its title, the family name in ordinary letters.
fn without_title(holder: &str) -> String {
    let words: Vec<&str> = holder.split(' ').collect();
    let Some(family) =
        words.iter().position(|word| word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase()))
    else {
        return String::new();
    };
    let titles = [
        "President",
        "Presidents",
        "Prime",
        "Minister",
        "Ministers",
        "Vice",
        "Deputy",
        "King",
        "Queen",
        "Chancellor",
        "Premier",
        "General",
        "Governor",
        "Gen.",
        "Dr.",
        "Sir",
        "Dame",
        "First",
        "and",
        "Acting",
        "Interim",
        "State",
        "Crown",
        "Prince",
        "Princess",
        "Sultan",
        "Amir",
        "Captain",
    ];
    let start = words[..family]
        .iter()
        .rposition(|word| titles.contains(word) || word.starts_with(|c: char| !c.is_alphabetic()))
        .map_or(0, |at| at + 1);
    words[start..]
        .iter()
        .map(
            |word| {
                if word.chars().all(|c| !c.is_lowercase()) { titled(&word.to_lowercase()) } else { (*word).to_owned() }
            },
        )
        .collect::<Vec<_>>()
        .join(" ")
}

/// Capitals at the start of words, small particles apart.
pub fn titled(name: &str) -> String {
    let mut result = String::new();
    let mut start = true;
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            result.push(' ');
            start = true;
        }
        if at > 0
            && matches!(
                word,
                "of" | "and" | "for" | "the" | "in" | "on" | "de" | "la" | "du" | "bin" | "al" | "von" | "van"
            )
        {
            result.push_str(word);
            continue;
        }
        for c in word.chars() {
            match start {
                true => result.extend(c.to_uppercase()),
                false => result.push(c),
            }
            start = c == '-';
        }
    }
    result
}

/// The rows of a CSV file after its header.
fn csv(text: &str) -> Vec<Vec<String>> {
    text.lines().skip(1).map(fields).collect()
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => {
                let last = fields.len() - 1;
                fields[last].push(c);
            }
        }
    }
    fields
}
