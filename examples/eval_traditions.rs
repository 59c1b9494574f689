//! Measures finding and comparing names by the tradition they come from, in one table.
//!
//! ```text
//! cargo run --release --example eval_traditions -- [--holders FOLDER [--half dev|test]] [--most N] [--positions] [--errors]
//! ```
//!
//! Names of invented people (`tests/traditions/names.tsv`) are planted in sentences of news (`frames.txt`), each in six, and
//! counted when found in exactly their words; pairs are those of `tests/name_pairs.tsv`. With `--holders`, names and pairs
//! come from a folder of office holders instead (see `traditions/holders.rs`), N names of each tradition at most (200),
//! whose words often stand in the lists that the finder was trained with: the column of unlisted names is the telling one.
//! `--positions` counts misses by the place of the name in the sentence; `--errors` lists each.

mod traditions;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gainsay::language::Model;
use traditions::finding::{self, Found, Person};
use traditions::holders::{self, Half};
use traditions::pairs::{self, Pair};
use traditions::{Count, table};

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1));
    let has = |name: &str| args.iter().any(|arg| arg == name);
    let (people, pairs): (Vec<Person>, Vec<Pair>) = match option("--holders").map(Path::new) {
        Some(folder) if folder.is_dir() => {
            let most = option("--most").and_then(|most| most.parse().ok()).unwrap_or(200);
            let half = option("--half").map(|half| Half::called(half));
            (holders::people(folder, most)?, holders::pairs(folder, half)?)
        }
        Some(folder) => {
            println!("no folder {}; nothing measured", folder.display());
            return Ok(());
        }
        None => (
            finding::people(&fs::read_to_string("tests/traditions/names.tsv")?),
            pairs::written(&fs::read_to_string("tests/name_pairs.tsv")?),
        ),
    };
    let frames = finding::frames(&fs::read_to_string("tests/traditions/frames.txt")?);
    let model = Model::shipped();
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    let mut positions: BTreeMap<String, Count> = BTreeMap::new();
    for planted in finding::plant(&people, &frames, 6) {
        let (count, errors) = finding::find(&planted, &model);
        found.entry(planted.tradition.clone()).or_default().add(count);
        *positions.entry(planted.position.clone()).or_default() += count.all;
        if has("--errors") && !errors.is_empty() {
            println!(
                "\n{} {}: {}",
                planted.tradition,
                planted.position,
                planted.article.text.trim().replace("\n\n", " | ")
            );
            errors.iter().for_each(|error| println!("  {error}"));
        }
    }
    if has("--positions") {
        for (position, count) in positions {
            let [precision, recall] = [count.precision(), count.recall()].map(|share| 100.0 * share);
            println!("{position:12} {:5} names, precision {precision:5.1}, recall {recall:5.1}", count.positives());
        }
    }
    let found = |tradition: &str| found.get(tradition).copied().unwrap_or_default();
    let compared = |tradition: &str| pairs::compare(pairs.iter().filter(|pair| pair.tradition == tradition));
    print!("{}", table(found, compared));
    Ok(())
}
