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

#[allow(dead_code)]
mod traditions;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use gainsay::names;
use gainsay::verdict::Verdict;
use traditions::Count;
use traditions::holders::{self, Half};
use traditions::pairs;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let errors = args.iter().any(|arg| arg == "--errors");
    let pairs = match option("--holders").map(Path::new) {
        Some(folder) if folder.is_dir() => holders::pairs(folder, option("--half").map(|half| Half::called(half)))?,
        Some(folder) => {
            println!("no folder {}; nothing measured", folder.display());
            return Ok(());
        }
        None => {
            let path = args.first().filter(|arg| !arg.starts_with("--"));
            pairs::written(&fs::read_to_string(path.map_or("tests/name_pairs.tsv", String::as_str))?)
        }
    };
    let mut scores: BTreeMap<&str, (Count, usize)> = BTreeMap::new();
    let start = Instant::now();
    for pair in &pairs {
        let comparison = names::compare_text(&pair.a, &pair.b);
        let (is, found) = (pair.label == "same", comparison.verdict == Verdict::Same);
        for key in [pair.tradition.as_str(), "~ all"] {
            let (count, clashes) = scores.entry(key).or_default();
            *count += Count::of(is, found);
            *clashes += usize::from(is && comparison.verdict == Verdict::Different);
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
    for (name, (count, clashes)) in scores {
        let (precision, recall, f1) = (count.precision(), count.recall(), count.f1());
        println!("{name:14} {:5} {precision:9.3} {recall:7.3} {f1:7.3} {clashes:15}", count.all());
    }
    let parsed: Vec<_> = pairs.iter().map(|pair| (names::parse(&pair.a), names::parse(&pair.b))).collect();
    let start = Instant::now();
    let same = parsed.iter().filter(|(a, b)| names::compare(a, b).verdict == Verdict::Same).count();
    let each = |time: std::time::Duration| time.as_secs_f64() * 1e6 / pairs.len().max(1) as f64;
    println!("{same} same; {:.1} us a pair with parsing, {:.1} us without", each(time), each(start.elapsed()));
    Ok(())
}
