//! Articles a second from text to findings, and how the time for one article grows with their number.
//!
//! `cargo bench --bench throughput [-- COUNT...]` repeats the articles of `corpora/given-plain` and `corpora/own` up to each
//! count, padded to about 650 words with the text of their own set. The names of people in every copy are its own, so
//! that the copies are as many stories as they are sets. Two threads.

use std::path::Path;
use std::time::Instant;

use gainsay::pipeline::{self, Tools};
use gainsay::source::{self, Article};

/// Words of an article after padding.
const WORDS: usize = 650;

fn sets() -> Vec<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut sets = Vec::new();
    for corpus in ["given-plain", "own"] {
        let mut folders: Vec<_> =
            std::fs::read_dir(root.join(corpus)).expect("a corpus").flatten().map(|entry| entry.path()).collect();
        folders.sort();
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            let files = source::collect(std::slice::from_ref(folder));
            let texts = files.paths.iter().map(|path| std::fs::read_to_string(path).expect("an article"));
            sets.push(texts.collect());
        }
    }
    sets
}

/// Capitalised words that follow another get a syllable of the copy: other names in every copy, of like shape.
fn renamed(text: &str, copy: usize) -> String {
    let syllables = ["", "an", "el", "or", "us", "ik", "am", "et", "ov", "is"];
    let suffix: String = (0..4).map(|place| syllables[copy / 10usize.pow(place) % 10]).collect();
    let mut renamed = String::with_capacity(text.len() + text.len() / 8);
    let mut before = "";
    for word in text.split_inclusive([' ', '\n']) {
        let bare = word.trim_end();
        let capital =
            |word: &str| word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(char::is_alphabetic);
        if capital(bare) && capital(before.trim_end()) && bare.len() > 3 && !before.ends_with('\n') {
            renamed.push_str(bare);
            renamed.push_str(&suffix);
            renamed.push_str(&word[bare.len()..]);
        } else {
            renamed.push_str(word);
        }
        before = word;
    }
    renamed
}

/// `count` articles of about [`WORDS`] words.
fn articles(count: usize, sets: &[Vec<String>]) -> Vec<Article> {
    let mut articles = Vec::with_capacity(count);
    'copies: for copy in 0.. {
        for (number, set) in sets.iter().enumerate() {
            for (at, text) in set.iter().enumerate() {
                let mut padded = text.clone();
                let mut next = at;
                while padded.split_whitespace().count() < WORDS {
                    let other = &set[next % set.len()];
                    let body = other.rsplit("---\n").next().unwrap_or(other);
                    padded.push_str("\n\n");
                    padded.push_str(body.trim());
                    next += 1;
                }
                let path = format!("{copy:06}/{number:03}/{at}.md");
                articles.push(source::parse(path.into(), renamed(&padded, copy).as_bytes()));
                if articles.len() == count {
                    break 'copies;
                }
            }
        }
    }
    articles
}

/// The peak of the resident memory of this process, in MB, where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

fn main() {
    let counts: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let counts = if counts.is_empty() { vec![1_000, 4_000] } else { counts };
    let tools = Tools::shipped();
    let sets = sets();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads");
    let mut before: Option<(usize, f64)> = None;
    for count in counts {
        let articles = articles(count, &sets);
        let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
        let start = Instant::now();
        let outcome = pool.install(|| pipeline::check(articles, &tools));
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{count} articles of {} words: {seconds:.1} s, {:.0} articles a second; {} facts, {} findings; peak memory {:?} MB",
            words / count,
            count as f64 / seconds,
            outcome.facts.len(),
            outcome.findings.len(),
            peak(),
        );
        if let Some((fewer, less)) = before {
            let exponent = (seconds / less).ln() / (count as f64 / fewer as f64).ln();
            println!("growth exponent from {fewer} to {count}: {exponent:.2}");
        }
        before = Some((count, seconds));
    }
}
