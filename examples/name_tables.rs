//! Builds the transliteration, nickname and popularity tables under `rules/names/` from a folder of source data.
//!
//! ```text
//! cargo run --release --example name_tables -- FOLDER HOLDERS [OUT]
//! ```
//!
//! `FOLDER` holds `netranslit/wd_{arabic,russian,chinese}_80` (netranslit, MIT), `nicknames/names.csv`
//! (Apache-2.0) and `popular/common-{forenames,surnames}-by-country.csv` (CC0). `HOLDERS` holds office holders of Wikidata
//! (CC0), a sub-folder a country with a `bio.csv` of the columns `id,name,gender,...`; only the half of the people for tuning is
//! read, so that the other half can measure what the tables are worth. The rows of a table are sorted by the
//! bytes of their keys, as the program searches them where they lie.

#[allow(dead_code)]
mod traditions;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use any_ascii::any_ascii;
use traditions::csv;
use traditions::holders::Half;

/// Folders of countries whose names start with the family name.
const FAMILY_FIRST: [&str; 3] = ["china-ministers", "japan-ministers", "south-korea-ministers"];

fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let (Some(folder), Some(holders)) = (args.next(), args.next()) else {
        println!("no data folders given; nothing built");
        return Ok(());
    };
    let out = args.next().unwrap_or_else(|| "rules/names".into());
    let (folder, out) = (Path::new(&folder), Path::new(&out));
    for (script, least, share) in [("arabic", 2, 0.03), ("russian", 3, 0.03), ("chinese", 2, 0.05)] {
        let text = fs::read_to_string(folder.join(format!("netranslit/wd_{script}_80")))?;
        fs::write(out.join(format!("{script}.tsv")), transliterations(&text, script, least, share))?;
    }
    fs::write(out.join("nicknames.tsv"), nicknames(&fs::read_to_string(folder.join("nicknames/names.csv"))?))?;
    let forenames = fs::read_to_string(folder.join("popular/common-forenames-by-country.csv"))?;
    let surnames = fs::read_to_string(folder.join("popular/common-surnames-by-country.csv"))?;
    fs::write(out.join("popular.tsv"), popular(&forenames, &surnames, &first_names(Path::new(&holders))?))?;
    Ok(())
}

/// A key as the program looks it up: lower-case ASCII letters only.
fn key(name: &str) -> String {
    any_ascii(name).to_ascii_lowercase().chars().filter(char::is_ascii_lowercase).collect()
}

fn transliterations(text: &str, script: &str, least: u32, share: f64) -> String {
    let mut counts: BTreeMap<(String, String), u32> = BTreeMap::new();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let (Some(latin), Some(form), Some(count)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let (latin, form) = (key(latin), form.replace(' ', ""));
        if latin.len() > 1 && form.chars().count() > 1 && form.chars().all(char::is_alphabetic) {
            *counts.entry((latin, form)).or_default() += count.trim().parse::<u32>().unwrap_or(0);
        }
    }
    let mut most: BTreeMap<&str, u32> = BTreeMap::new();
    for ((_, form), count) in &counts {
        let most = most.entry(form).or_default();
        *most = (*most).max(*count);
    }
    let mut rows: BTreeMap<&str, Vec<(u32, &str)>> = BTreeMap::new();
    for ((latin, form), &count) in &counts {
        if count >= least && f64::from(count) >= share * f64::from(most[form.as_str()]) {
            rows.entry(latin).or_default().push((count, form));
        }
    }
    let mut table = format!(
        "# Latin spellings of names and how they are written in {script} script, commonest first.\n\
         # Source: netranslit (Amazon, MIT licence), word pairs seen {least} times or more in Wikidata labels, spellings that\n\
         # make up less than {:.0} in a hundred of their most frequent counterpart left out. Key: lower-case ASCII letters.\n",
        share * 100.0
    );
    for (latin, mut forms) in rows {
        forms.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let forms: Vec<&str> = forms.iter().take(6).map(|form| form.1).collect();
        table.push_str(&format!("{latin}\t{}\n", forms.join(" ")));
    }
    table
}

fn nicknames(text: &str) -> String {
    let mut rows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        if let [name, _, nickname] = fields[..] {
            let (name, nickname) = (key(name), key(nickname));
            if !name.is_empty() && !nickname.is_empty() && name != nickname {
                rows.entry(nickname).or_default().insert(name);
            }
        }
    }
    let mut table = String::from(
        "# Short forms and the given names they stand for.\n# Source: nicknames (carltonnorthern, Apache-2.0 licence).\n",
    );
    for (nickname, names) in rows {
        table.push_str(&format!("{nickname}\t{}\n", names.into_iter().collect::<Vec<_>>().join(" ")));
    }
    table
}

/// First words of names that several holders of offices bear, with the sex that nearly all of them have or with both.
fn first_names(folder: &Path) -> anyhow::Result<BTreeMap<String, &'static str>> {
    let mut countries: Vec<_> = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    countries.retain(|path| !FAMILY_FIRST.iter().any(|country| path.ends_with(country)));
    countries.sort();
    // Persons by their ids: one stands in the files of several countries.
    let mut persons: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for country in countries {
        for line in fs::read_to_string(country.join("bio.csv")).unwrap_or_default().lines().skip(1) {
            let fields = csv::fields(line);
            let [id, name, sex, ..] = &fields[..] else { continue };
            if Half::of(id) == Half::Dev && matches!(sex.as_str(), "male" | "female") {
                let first = name.split_once(' ').map_or("", |(first, _)| first);
                persons.insert(id.to_owned(), (key(first), sex == "female"));
            }
        }
    }
    let words: toml::Table = toml::from_str(&fs::read_to_string("rules/names/words.toml")?)?;
    let no_names: BTreeSet<&str> = ["titles", "light", "servant", "kunya", "particles"]
        .iter()
        .filter_map(|list| words[*list].as_array())
        .flatten()
        .filter_map(toml::Value::as_str)
        .collect();
    let mut counts: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for (name, feminine) in persons.into_values() {
        let (women, all) = counts.entry(name).or_default();
        *women += u32::from(feminine);
        *all += 1;
    }
    let known = |(name, (women, all)): (String, (u32, u32))| {
        let sex = match women * 10 {
            tenths if tenths >= 9 * all => "f",
            tenths if tenths <= all => "m",
            _ => "f m",
        };
        (all >= 3 && name.len() > 2 && !no_names.contains(name.as_str())).then_some((name, sex))
    };
    Ok(counts.into_iter().filter_map(known).collect())
}

fn popular(forenames: &str, surnames: &str, first_names: &BTreeMap<String, &str>) -> String {
    let mut rows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in forenames.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        if let [country, .., gender, _, romanised] = fields[..] {
            let key = key(romanised);
            if key.len() > 1 && !gender.is_empty() {
                rows.entry(key).or_default().insert(format!("{}{country}", gender.to_lowercase()));
            }
        }
    }
    for line in surnames.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        if let [country, _, _, _, _, romanised, ..] = fields[..] {
            let key = key(romanised);
            if key.len() > 1 {
                rows.entry(key).or_default().insert(format!("s{country}"));
            }
        }
    }
    for (name, sex) in first_names {
        let marks = rows.entry(name.clone()).or_default();
        if !marks.iter().any(|mark| mark.starts_with(['f', 'm'])) {
            marks.extend(sex.split(' ').map(str::to_owned));
        }
    }
    let mut table = String::from(
        "# Common forenames (f feminine, m masculine) and surnames (s) with the countries where they are common.\n\
         # Source: common-forenames-by-country and common-surnames-by-country (sigpwned, CC0); forenames without a country\n\
         # are first words of the names of three or more office holders (Wikidata, CC0; half of them, by their ids).\n",
    );
    for (name, marks) in rows {
        table.push_str(&format!("{name}\t{}\n", marks.into_iter().collect::<Vec<_>>().join(" ")));
    }
    table
}
