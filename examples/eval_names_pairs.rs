//! Measures name comparison on labelled pairs: `name TAB name TAB same|different|unknown TAB tradition` lines.
//!
//! ```text
//! cargo run --release --example eval_names_pairs -- [PAIRS] [--errors]
//! ```
//!
//! `PAIRS` is a file of pairs (`tests/name_pairs.tsv` when absent). Prints precision, recall and F1 of "same" by
//! tradition and over all, and with `--errors` each pair that was judged otherwise.

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use gainsay::names;
use gainsay::verdict::Verdict;

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
    let (flags, paths): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    let errors = flags.iter().any(|flag| flag == "--errors");
    let path = paths.first().map_or("tests/name_pairs.tsv", String::as_str);
    let text = fs::read_to_string(path)?;
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let start = Instant::now();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [a, b, label, tradition] = fields[..] else { continue };
        let comparison = names::compare_text(a, b);
        let (is, found) = (label == "same", comparison.verdict == Verdict::Same);
        for key in [tradition, "~ all"] {
            let score = scores.entry(key).or_default();
            score.pairs += 1;
            score.hits += usize::from(is && found);
            score.alarms += usize::from(!is && found);
            score.misses += usize::from(is && !found);
            score.clashes += usize::from(is && comparison.verdict == Verdict::Different);
        }
        let wrong = is != found || label == "unknown" && comparison.verdict == Verdict::Different;
        if errors && wrong {
            println!("{label:9} {a} | {b} : {comparison}");
        }
    }
    let time = start.elapsed();
    println!(
        "{:14} {:>5} {:>9} {:>7} {:>7} {:>15}",
        "tradition", "pairs", "precision", "recall", "F1", "same->different"
    );
    scores.iter().for_each(|(name, score)| score.print(name));
    println!("{:?} in all, parsing included", time);
    Ok(())
}
