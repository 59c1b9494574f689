//! The averaged structured perceptron: the best sequence of labels is compared with the best that the corpus allows.

use std::collections::HashMap;
use std::ops::Range;

use gainsay::language::Xpos;
use gainsay::language::gazetteer::Gazetteer;
use gainsay::language::names::document::Evidence;
use gainsay::language::names::feature::{self, View};
use gainsay::language::names::label::{FORBIDDEN, Label};
use gainsay::language::names::weights::{PROBES, WIDTH, check, home};
use gainsay::language::syntax::Syntax;
use gainsay::text::Span;

use crate::corpus::Doc;
use crate::random::Random;

const COUNT: usize = Label::COUNT;

/// A run of neighbouring words that may belong to names.
struct Run {
    features: Vec<Vec<u64>>,
    allowed: Vec<u32>,
    weight: f32,
}

/// What a training run is told.
pub struct Settings {
    pub rounds: usize,
    /// The least number of occurrences of a feature.
    pub least: u32,
    pub rows: u32,
    pub seed: u64,
}

/// Trains and returns the table as [`gainsay::language::names::weights::Weights::from_bytes`] reads it.
pub fn train(docs: &[Doc], gazetteer: &Gazetteer, tagger: &Syntax, settings: &Settings) -> Vec<u8> {
    let mut runs = vec![];
    for doc in docs {
        gather(doc, gazetteer, tagger, &mut runs);
    }
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for feature in runs.iter().flat_map(|run| run.features.iter().flatten()) {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut kept: Vec<u64> =
        counts.iter().filter(|&(_, &count)| count >= settings.least).map(|(&feature, _)| feature).collect();
    kept.sort_unstable();
    let numbers: HashMap<u64, u32> = kept.iter().enumerate().map(|(at, &feature)| (feature, at as u32)).collect();
    println!("{} runs, {} features of {}", runs.len(), kept.len(), counts.len());
    drop(counts);
    let examples: Vec<Example> = runs
        .iter()
        .map(|run| Example {
            features: run
                .features
                .iter()
                .map(|row| row.iter().filter_map(|feature| numbers.get(feature).copied()).collect())
                .collect(),
            allowed: run.allowed.clone(),
            weight: run.weight,
        })
        .collect();
    drop(runs);
    let mut model = Model::new(kept.len());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(settings.seed);
    for round in 0..settings.rounds {
        random.shuffle(&mut order);
        let wrong: usize = order.iter().map(|&at| usize::from(model.learn(&examples[at]))).sum();
        println!("round {round}: {wrong} runs of {} wrong", order.len());
    }
    model.bytes(&kept, settings.rows)
}

/// Appends the runs of a document.
fn gather(doc: &Doc, gazetteer: &Gazetteer, tagger: &Syntax, runs: &mut Vec<Run>) {
    let (text, spans, sentences) = lay(doc.sentences.iter().map(|sentence| (&sentence.words[..], &sentence.glued[..])));
    let tags = tag(&text, &spans, &sentences, tagger);
    let words = feature::words(&text, &spans, &tags, gazetteer);
    let evidence = Evidence::of(&words, &sentences);
    for (sentence, range) in doc.sentences.iter().zip(&sentences) {
        let view = View::new(&words[range.clone()], &evidence);
        let mut last = None;
        for at in (0..range.len()).filter(|&at| view.is_open(at)) {
            if last.is_none_or(|last| last + 1 != at) {
                runs.push(Run { features: vec![], allowed: vec![], weight: doc.weight });
            }
            last = Some(at);
            let count = runs.len() - 1;
            let run = &mut runs[count];
            let mut features = vec![];
            view.features(at, |feature| features.push(feature));
            run.features.push(features);
            run.allowed.push(sentence.allowed[at]);
        }
    }
}

/// A text of words, with spaces before those that are not glued to the one before; their spans, and the sentences.
pub fn lay<'a>(sentences: impl Iterator<Item = (&'a [String], &'a [bool])>) -> (String, Vec<Span>, Vec<Range<usize>>) {
    let (mut text, mut spans, mut ranges) = (String::new(), vec![], vec![]);
    for (words, glued) in sentences {
        let first = spans.len();
        for (at, word) in words.iter().enumerate() {
            if !glued.get(at).copied().unwrap_or(false) {
                text.push(' ');
            }
            spans.push(Span::new(text.len(), text.len() + word.len()));
            text.push_str(word);
        }
        ranges.push(first..spans.len());
    }
    (text, spans, ranges)
}

/// The parts of speech of sentences.
pub fn tag(text: &str, spans: &[Span], sentences: &[Range<usize>], tagger: &Syntax) -> Vec<Xpos> {
    let mut tags = vec![];
    for range in sentences {
        let forms: Vec<&str> = spans[range.clone()].iter().map(|span| span.of(text)).collect();
        tags.extend(tagger.tag(&forms).iter().map(|tag| tag.xpos));
    }
    tags
}

struct Example {
    features: Vec<Vec<u32>>,
    allowed: Vec<u32>,
    weight: f32,
}

struct Model {
    weights: Vec<f32>,
    sums: Vec<f32>,
    transitions: [[f32; COUNT]; COUNT],
    transition_sums: [[f32; COUNT]; COUNT],
    step: f32,
}

impl Model {
    fn new(features: usize) -> Self {
        let table = [[0.0; COUNT]; COUNT];
        Self {
            weights: vec![0.0; features * COUNT],
            sums: vec![0.0; features * COUNT],
            transitions: table,
            transition_sums: table,
            step: 1.0,
        }
    }

    /// Learns from one example; true when it was wrong.
    fn learn(&mut self, example: &Example) -> bool {
        self.step += 1.0;
        let plain: Vec<[f32; COUNT]> = example.features.iter().map(|row| self.score(row)).collect();
        let gold = self.best(&plain, &example.allowed, None);
        let Some(gold) = gold else { return false };
        let Some(found) = self.best(&plain, &[], Some(&example.allowed)) else { return false };
        if found == gold {
            return false;
        }
        let mut before = (0, 0);
        for (at, row) in example.features.iter().enumerate() {
            let (good, bad) = (gold[at], found[at]);
            if good != bad {
                for &feature in row {
                    self.change(feature as usize * COUNT + good, example.weight);
                    self.change(feature as usize * COUNT + bad, -example.weight);
                }
            }
            if (before.0, good) != (before.1, bad) {
                self.change_transition(before.0, good, example.weight);
                self.change_transition(before.1, bad, -example.weight);
            }
            before = (good, bad);
        }
        true
    }

    fn change(&mut self, at: usize, by: f32) {
        self.weights[at] += by;
        self.sums[at] += by * (self.step / 65536.0);
    }

    fn change_transition(&mut self, from: usize, to: usize, by: f32) {
        self.transitions[from][to] += by;
        self.transition_sums[from][to] += by * (self.step / 65536.0);
    }

    fn score(&self, row: &[u32]) -> [f32; COUNT] {
        let mut scores = [0.0; COUNT];
        for &feature in row {
            let weights = &self.weights[feature as usize * COUNT..][..COUNT];
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight;
            }
        }
        scores
    }

    /// The best sequence: of the labels `allowed`, or of all, with wrong ones preferred a little (`wary`).
    fn best(&self, rows: &[[f32; COUNT]], allowed: &[u32], wary: Option<&[u32]>) -> Option<Vec<usize>> {
        let low = FORBIDDEN as f32;
        let mut sums = [low; COUNT];
        sums[0] = 0.0;
        let mut back = vec![[0_usize; COUNT]; rows.len()];
        for (at, row) in rows.iter().enumerate() {
            let mut next = [low; COUNT];
            for label in 0..COUNT {
                if allowed.get(at).is_some_and(|allowed| allowed >> label & 1 == 0) {
                    continue;
                }
                for (before, &sum) in sums.iter().enumerate() {
                    if sum > low / 2.0 && Label(before as u8).allows(Label(label as u8)) {
                        let score = sum + self.transitions[before][label];
                        if score > next[label] {
                            next[label] = score;
                            back[at][label] = before;
                        }
                    }
                }
                let wrong = wary.is_some_and(|gold| gold[at] >> label & 1 == 0);
                next[label] += row[label] + if wrong { MARGIN } else { 0.0 };
            }
            sums = next;
        }
        let ends = (0..COUNT).filter(|&label| !Label(label as u8).is_open() && sums[label] > low / 2.0);
        let mut label = ends.max_by(|&a, &b| sums[a].total_cmp(&sums[b]))?;
        let mut labels = vec![0; rows.len()];
        for at in (0..rows.len()).rev() {
            labels[at] = label;
            label = back[at][label];
        }
        Some(labels)
    }

    fn bytes(&self, kept: &[u64], rows: u32) -> Vec<u8> {
        let steps = self.step / 65536.0;
        let average = |weight: f32, sum: f32| weight - sum / steps;
        let mut averages: Vec<f32> =
            self.weights.iter().zip(&self.sums).map(|(&weight, &sum)| average(weight, sum)).collect();
        for row in averages.chunks_exact_mut(COUNT) {
            let outside = row[0];
            row.iter_mut().for_each(|value| *value -= outside);
        }
        let strength =
            |at: usize| averages[at * COUNT..][..COUNT].iter().fold(0.0_f32, |most, value| most.max(value.abs()));
        let mut order: Vec<(usize, f32)> =
            (0..kept.len()).map(|at| (at, strength(at))).filter(|&(_, strength)| strength > 0.0).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let scale = 127.0 / order.get(order.len() / 2000).map_or(1.0, |&(_, strength)| strength);
        let mut table = vec![(0_u16, [0_i8; WIDTH]); rows as usize];
        let (mut placed, mut lost) = (0, 0);
        for &(at, _) in &order {
            let values = &averages[at * COUNT + 1..][..WIDTH];
            let bytes: [i8; WIDTH] =
                std::array::from_fn(|label| (values[label] * scale).round().clamp(-127.0, 127.0) as i8);
            if bytes.iter().all(|byte| byte.abs() < 2) {
                continue;
            }
            let first = home(kept[at], rows);
            match (first..(first + PROBES).min(rows as usize)).find(|&row| table[row].0 == 0) {
                Some(row) => {
                    table[row] = (check(kept[at]), bytes);
                    placed += 1;
                }
                None => lost += 1,
            }
        }
        println!("{placed} features kept, {lost} without room, scale {scale}");
        let mut bytes = rows.to_le_bytes().to_vec();
        for (from, row) in self.transitions.iter().enumerate() {
            for (to, &weight) in row.iter().enumerate() {
                let value = average(weight, self.transition_sums[from][to]) * scale;
                bytes.extend((value.round().clamp(-32767.0, 32767.0) as i16).to_le_bytes());
            }
        }
        for (check, values) in table {
            bytes.extend(check.to_le_bytes());
            bytes.extend(values.iter().map(|&value| value as u8));
        }
        bytes
    }
}

/// By how much the right sequence must win, for each word.
const MARGIN: f32 = 2.0;
