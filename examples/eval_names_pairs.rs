//! Measures name comparison on labelled pairs.
//!
//! ```text
//! cargo run --release --example eval_names_pairs -- [PAIRS] [--holders FOLDER] [--half dev|test] [--errors]
//! ```
//!
//! `PAIRS` is a file of `name TAB name TAB same|different|unknown TAB tradition` lines (`tests/name_pairs.tsv` when
//! absent). With `--holders`, the pairs come from a folder of office holders instead, one sub-folder a country, each
//! with a `bio.csv` whose columns are `id,name,...,enwiki`: a person's name and differing article title are one
//! person's; as many pairs are two persons of one country who share a part of their names. Persons are split by the
//! hash of their ids into a half for tuning and one for figures. Prints precision, recall and F1 of "same" by tradition
//! and over all, how many namings of one person were called different, and with `--errors` each wrong pair.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Instant;

use gainsay::names;
use gainsay::verdict::Verdict;

/// Countries by name tradition; the others are left out.
const TRADITIONS: [(&str, &[&str]); 7] = [
    ("Arabic", &["egypt", "iraq", "jordan", "kuwait", "sudan", "uae", "yemen", "iran", "turkey"]),
    ("Slavic", &["belarus", "poland", "russia", "ukraine"]),
    ("Chinese", &["china", "japan", "south-korea"]),
    ("Spanish", &["brazil", "mexico", "philippines", "france"]),
    ("African", &["kenya", "nigeria", "south-africa"]),
    ("South Asian", &["india", "pakistan"]),
    ("English", &["australia", "canada", "united-kingdom", "us-"]),
];

struct Pair {
    a: String,
    b: String,
    label: String,
    tradition: String,
}

#[derive(Default)]
struct Score {
    hits: usize,
    alarms: usize,
    misses: usize,
    clashes: usize,
    pairs: usize,
}

impl Score {
    fn print(&self, name: &str) {
        let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
        let precision = share(self.hits, self.hits + self.alarms);
        let recall = share(self.hits, self.hits + self.misses);
        let f1 = share(2 * self.hits, 2 * self.hits + self.alarms + self.misses);
        let clashes = self.clashes;
        println!("{name:14} {:5} {precision:9.3} {recall:7.3} {f1:7.3} {clashes:15}", self.pairs);
    }
}

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let errors = args.iter().any(|arg| arg == "--errors");
    let pairs = match option("--holders") {
        Some(folder) if Path::new(folder).is_dir() => holders(Path::new(folder), option("--half").map(String::as_str))?,
        Some(folder) => {
            println!("no folder {folder}; nothing measured");
            return Ok(());
        }
        None => {
            let path = args.first().filter(|arg| !arg.starts_with("--"));
            written(&fs::read_to_string(path.map_or("tests/name_pairs.tsv", String::as_str))?)
        }
    };
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let start = Instant::now();
    for pair in &pairs {
        let comparison = names::compare_text(&pair.a, &pair.b);
        let (is, found) = (pair.label == "same", comparison.verdict == Verdict::Same);
        for key in [pair.tradition.as_str(), "~ all"] {
            let score = scores.entry(key).or_default();
            score.pairs += 1;
            score.hits += usize::from(is && found);
            score.alarms += usize::from(!is && found);
            score.misses += usize::from(is && !found);
            score.clashes += usize::from(is && comparison.verdict == Verdict::Different);
        }
        let wrong = is != found || pair.label == "unknown" && comparison.verdict == Verdict::Different;
        if errors && wrong {
            println!("{:11} {:9} {} | {} : {comparison}", pair.tradition, pair.label, pair.a, pair.b);
        }
    }
    let time = start.elapsed();
    println!(
        "{:14} {:>5} {:>9} {:>7} {:>7} {:>15}",
        "tradition", "pairs", "precision", "recall", "F1", "same->different"
    );
    scores.iter().for_each(|(name, score)| score.print(name));
    let parsed: Vec<_> = pairs.iter().map(|pair| (names::parse(&pair.a), names::parse(&pair.b))).collect();
    let start = Instant::now();
    let same = parsed.iter().filter(|(a, b)| names::compare(a, b).verdict == Verdict::Same).count();
    let each = |time: std::time::Duration| time.as_secs_f64() * 1e6 / pairs.len().max(1) as f64;
    println!("{same} same; {:.1} us a pair with parsing, {:.1} us without", each(time), each(start.elapsed()));
    Ok(())
}

fn written(text: &str) -> Vec<Pair> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [a, b, label, tradition] => {
            Some(Pair { a: a.into(), b: b.into(), label: label.into(), tradition: tradition.into() })
        }
        _ => None,
    })
    .collect()
}

fn holders(folder: &Path, half: Option<&str>) -> anyhow::Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    let mut countries: Vec<_> = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    countries.sort();
    for country in countries {
        let name = country.file_name().and_then(|name| name.to_str()).unwrap_or("").to_owned();
        let tradition = TRADITIONS.iter().find(|(_, starts)| starts.iter().any(|start| name.starts_with(start)));
        let (Some((tradition, _)), Ok(text)) = (tradition, fs::read_to_string(country.join("bio.csv"))) else {
            continue;
        };
        let mut persons: BTreeMap<String, (String, String)> = BTreeMap::new();
        for line in text.lines().skip(1) {
            let fields = csv(line);
            let hash: u32 =
                fields[0].bytes().fold(7, |hash: u32, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
            let wanted = match half {
                Some("dev") => hash.is_multiple_of(2),
                Some(_) => hash % 2 == 1,
                None => true,
            };
            if wanted && fields.len() >= 9 && fields[1].contains(' ') {
                let title = fields[8].split(" (").next().unwrap_or("").to_owned();
                persons.insert(fields[0].clone(), (fields[1].clone(), title));
            }
        }
        let people: Vec<&(String, String)> = persons.values().collect();
        let alike = |a: &str, b: &str| {
            let words: BTreeSet<&str> = a.split(' ').collect();
            b.split(' ').filter(|word| word.len() > 2 && words.contains(word)).count()
        };
        let mut push = |a: &str, b: &str, label: &str| {
            pairs.push(Pair { a: a.into(), b: b.into(), label: label.into(), tradition: (*tradition).into() });
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
    Ok(pairs)
}

/// The fields of a line of comma-separated values.
fn csv(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().expect("never empty").push(c),
        }
    }
    fields
}
