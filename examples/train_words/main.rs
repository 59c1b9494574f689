//! Trains what tells where sentences end and what lemmas words have, and counts how well words, sentences and lemmas of a
//! treebank are found.
//!
//! `cargo run --release --example train_words -- FOLDER` expects the English treebanks of Universal Dependencies as
//! `FOLDER/ewt/en_ewt-ud-train.conllu` and so on. It writes `models/ends.bin` and `models/lemmas.tsv`. With `--measure FILE...` it only measures,
//! with `--errors FILE...` it lists the places where it differs from the treebank.

mod lemmas;
#[path = "../treebank/mod.rs"]
#[allow(dead_code)]
mod treebank;

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use gainsay::language::ends::{Ends, Gap, SIZE};
use gainsay::language::segment::{Segmenter, opened};
use gainsay::language::token::Tokenizer;
use gainsay::text::Span;
use treebank::Paragraph;

const ROUNDS: usize = 12;
const ROUND_SEED: u64 = 7;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("--measure" | "--errors") => {
            for file in &arguments[1..] {
                measure(Path::new(file), &Segmenter::shipped(), arguments[0] == "--errors")?;
            }
        }
        Some(folder) => train(&PathBuf::from(folder))?,
        None => println!("nothing to do: give the folder of the treebanks"),
    }
    Ok(())
}

fn train(folder: &Path) -> Result<()> {
    let mut paragraphs = treebank::paragraphs(&folder.join("ewt/en_ewt-ud-train.conllu"))?;
    paragraphs.extend(treebank::paragraphs(&folder.join("gum/train.conllu"))?);
    fs::write("models/lemmas.tsv", lemmas::learn(&paragraphs))?;
    let examples = gaps(&paragraphs);
    let bytes = perceptron(&examples);
    fs::write("models/ends.bin", &bytes)?;
    let segmenter = Segmenter::new(Ends::from_bytes(&bytes));
    for file in ["ewt/en_ewt-ud-dev.conllu", "gum/dev.conllu"] {
        measure(&folder.join(file), &segmenter, false)?;
    }
    Ok(())
}

/// The features of every gap of the training text, as our own words give them, and whether a sentence ends there.
fn gaps(paragraphs: &[Paragraph]) -> Vec<(Vec<u32>, bool)> {
    let tokenizer = Tokenizer::shipped();
    let mut examples = vec![];
    for paragraph in paragraphs {
        let text = &paragraph.text;
        let gold: HashSet<usize> =
            paragraph.sentences.iter().filter_map(|words| words.last()).map(|word| word.span.1).collect();
        let mut spans = vec![];
        tokenizer.words(text, Span::new(0, text.len()), &mut spans);
        let (mut start, mut open) = (0, (0, 0));
        for at in 0..spans.len().saturating_sub(1) {
            open = opened(open, spans[at].of(text));
            let gap = Gap { text, spans: &spans, start, at, open };
            let ends = gold.contains(&(spans[at].end as usize));
            if gap.is_open() {
                let mut features = vec![];
                gap.features(&tokenizer, |feature| features.push(feature as u32));
                examples.push((features, ends));
            }
            if ends {
                start = at + 1;
                open = (0, 0);
            }
        }
    }
    examples
}

/// Averaged perceptron with a margin; the order of examples is shuffled with a fixed seed.
fn perceptron(examples: &[(Vec<u32>, bool)]) -> Vec<u8> {
    let mut weights = vec![0_f64; SIZE];
    let mut sums = vec![0_f64; SIZE];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = ROUND_SEED;
    let mut step = 1_f64;
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (state >> 33) as usize % (at + 1));
        }
        for &at in &order {
            let (features, ends) = &examples[at];
            let sign = if *ends { 1.0 } else { -1.0 };
            let score: f64 = features.iter().map(|&feature| weights[feature as usize]).sum();
            if score * sign <= 6.0 {
                for &feature in features {
                    weights[feature as usize] += sign;
                    sums[feature as usize] += sign * step;
                }
            }
            step += 1.0;
        }
    }
    let averages: Vec<f64> = weights.iter().zip(&sums).map(|(weight, sum)| weight - sum / step).collect();
    averages
        .iter()
        .flat_map(|average| ((average * 64.0).round().clamp(-32768.0, 32767.0) as i16).to_le_bytes())
        .collect()
}

fn measure(path: &Path, segmenter: &Segmenter, errors: bool) -> Result<()> {
    let mut words = Count::default();
    let mut sentences = Count::default();
    for paragraph in treebank::paragraphs(path)? {
        let text = &paragraph.text;
        let mut spans = vec![];
        let ranges = segmenter.sentences(text, Span::new(0, text.len()), &mut spans);
        let ours: HashSet<(usize, usize)> = spans.iter().map(|span| (span.start as usize, span.end as usize)).collect();
        let gold: HashSet<(usize, usize)> = paragraph.sentences.iter().flatten().map(|word| word.span).collect();
        let our_ends: HashSet<(usize, usize)> =
            ranges.iter().map(|range| (spans[range.start].start as usize, spans[range.end - 1].end as usize)).collect();
        let gold_ends: HashSet<(usize, usize)> =
            paragraph.sentences.iter().map(|words| (words[0].span.0, words[words.len() - 1].span.1)).collect();
        words.add(&ours, &gold);
        sentences.add(&our_ends, &gold_ends);
        if errors {
            list(text, "word", &ours, &gold);
            list(text, "sentence", &our_ends, &gold_ends);
        }
    }
    let lemmas = lemmas::accuracy(path, errors)?;
    println!(
        "{}: words F1 {:.2}, sentences F1 {:.2}, lemmas of gold words {lemmas:.2}",
        path.display(),
        words.f1(),
        sentences.f1()
    );
    Ok(())
}

fn list(text: &str, what: &str, ours: &HashSet<(usize, usize)>, gold: &HashSet<(usize, usize)>) {
    let mut differing: Vec<((usize, usize), &str)> = ours.difference(gold).map(|&span| (span, "ours")).collect();
    differing.extend(gold.difference(ours).map(|&span| (span, "gold")));
    differing.sort_unstable();
    for ((start, end), whose) in differing {
        println!("{what} {whose}: {}", &text[start..end]);
    }
}

#[derive(Default)]
struct Count {
    right: usize,
    ours: usize,
    gold: usize,
}

impl Count {
    fn add(&mut self, ours: &HashSet<(usize, usize)>, gold: &HashSet<(usize, usize)>) {
        self.right += ours.intersection(gold).count();
        self.ours += ours.len();
        self.gold += gold.len();
    }

    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.ours + self.gold).max(1) as f64
    }
}
