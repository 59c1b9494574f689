//! Trains the network for tags and trees: `train_language OUT TRAIN.conllu... dev=DEV.conllu...`.
//!
//! Writes the network to the file `OUT` and prints the shares of right tags, heads and relations on the other files.
//! Sizes, rates and dropout can be set by environment variables (`H`, `E`, `LAYERS`, `ROUNDS`, ...); the defaults are
//! those of the shipped network. One thread, fixed seeds. See `models/README.md`.

mod earlier;
mod matrix;
mod net;
mod random;

use std::collections::HashMap;
use std::time::Instant;

use anyhow::Context;
use gainsay::language::conllu::{self, Sentence};
use gainsay::language::gazetteer::Gazetteer;
use gainsay::language::shape::{self, shapes};
use gainsay::language::syntax::Tag;
use gainsay::language::tags::Deprel;
use net::{Item, Net, Sizes, best};
use random::Random;

/// How often a feature must be seen to get weights.
fn least(template: usize) -> u32 {
    match template {
        _ if template < shape::NEIGHBOURS => 2,
        _ if template < shape::PAIRS => 3,
        _ => 4,
    }
}

/// The rows of features, by feature.
type Index = HashMap<u64, u32>;

fn features(forms: &[&str]) -> Vec<Vec<u64>> {
    let shapes = shapes(forms, &Gazetteer::shipped());
    (0..shapes.len()).map(|at| shape::features(&shapes, at).to_vec()).collect()
}

fn rows(index: &Index, forms: &[&str]) -> Vec<Vec<u32>> {
    features(forms)
        .into_iter()
        .map(|features| features.iter().map(|feature| index.get(feature).copied().unwrap_or(u32::MAX)).collect())
        .collect()
}

/// The tags of a word, none when the treebank lacks one.
fn tag(word: &conllu::Word) -> Option<Tag> {
    word.xpos.map(|xpos| Tag { upos: word.upos, xpos })
}

/// A form with a capital at its start.
fn titled(form: &str) -> String {
    let mut characters = form.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

fn option<T: std::str::FromStr>(name: &str, default: T) -> T {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, files @ ..] = &arguments[..] else { anyhow::bail!("usage: train_language OUT TRAIN... dev=DEV...") };
    let mut dev = Vec::new();
    let mut train = Vec::new();
    for file in files {
        match file.strip_prefix("dev=") {
            Some(file) => dev.push(conllu::read(&std::fs::read_to_string(file)?)),
            None => train.extend(conllu::read(&std::fs::read_to_string(file)?)),
        }
    }
    let rounds: usize = option("ROUNDS", 16);
    let mut counts: HashMap<u64, (u32, usize)> = HashMap::new();
    for sentence in &train {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        for (template, feature) in features(&forms).iter().flat_map(|features| features.iter().enumerate()) {
            counts.entry(*feature).or_insert((0, template)).0 += 1;
        }
    }
    let mut kept: Vec<u64> = counts
        .iter()
        .filter(|&(_, &(count, template))| count >= least(template))
        .map(|(&feature, _)| feature)
        .collect();
    kept.sort_unstable();
    let index: Index = kept.iter().enumerate().map(|(at, &f)| (f, at as u32)).collect();
    let mut tag_numbers: HashMap<Tag, usize> = HashMap::new();
    let mut tag_counts: HashMap<Tag, u32> = HashMap::new();
    for tag in train.iter().flat_map(|sentence| &sentence.words).filter_map(tag) {
        *tag_counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<Tag> = tag_counts.iter().filter(|&(_, &c)| c >= 5).map(|(&t, _)| t).collect();
    tags.sort();
    tag_numbers.extend(tags.iter().enumerate().map(|(at, &tag)| (tag, at)));
    let sizes = Sizes {
        embedding: option("E", 96),
        hidden: option("H", 64),
        layers: option("LAYERS", 3),
        arc: option("A", 64),
        label: option("L", 64),
        tags: tags.len(),
        deprels: Deprel::ALL.len(),
    };
    eprintln!("{} features, {} tags, {sizes:?}", kept.len(), tags.len());
    let item = |sentence: &Sentence, write: fn(&str) -> String| {
        let written: Vec<String> = sentence.words.iter().map(|word| write(&word.form)).collect();
        let forms: Vec<&str> = written.iter().map(String::as_str).collect();
        let number = |word| tag(word).and_then(|tag| tag_numbers.get(&tag).copied()).unwrap_or(usize::MAX);
        Item {
            rows: rows(&index, &forms),
            tags: sentence.words.iter().map(number).collect(),
            heads: sentence.words.iter().map(|word| word.head).collect(),
            deprels: sentence.words.iter().map(|word| word.deprel as usize).collect(),
        }
    };
    let mut items = Vec::new();
    for (at, sentence) in train.iter().enumerate() {
        items.push(item(sentence, str::to_owned));
        // Headlines come in capitals, or with capitals at the start of each word.
        match at % 20 {
            0 => items.push(item(sentence, str::to_uppercase)),
            10 => items.push(item(sentence, titled)),
            _ => {}
        }
    }
    let mut net = Net::new(sizes, kept.len());
    net.often = kept.iter().map(|feature| counts[feature].0 as f32).collect();
    if let Ok(file) = std::env::var("FROM") {
        earlier::take(&std::fs::read(file)?, &mut net, &kept, &tags).context("no network of the old format")?;
    }
    if rounds == 0 {
        std::fs::write(out, net.parts(&tags, &kept).write())?;
        return Ok(());
    }
    let mut random = Random(5);
    let mut order: Vec<usize> = (0..items.len()).collect();
    let drop = [option("D0", 0.4), option("D1", 0.3), option("D2", 0.33), option("D3", 0.35), option("D4", 0.15)];
    let top: f32 = option("RATE", 0.003);
    let clock = Instant::now();
    for round in 0..rounds {
        random.shuffle(&mut order);
        let mut losses = [0f32; 3];
        let mut seen = 0;
        let mut at = 0;
        let mut count = 0;
        while at < order.len() {
            let mut batch = Vec::new();
            let mut size = 0;
            while at < order.len() && size < 400 {
                batch.push(&items[order[at]]);
                size += items[order[at]].rows.len();
                at += 1;
            }
            let done = (round as f32 + at as f32 / order.len() as f32) / rounds as f32;
            let rate = top * (1.0 - done).max(0.02);
            let loss = net.learn(&batch, rate, drop, &mut random);
            losses.iter_mut().zip(loss).for_each(|(to, from)| *to += from);
            seen += size;
            count += 1;
            if done > 0.8 && count % 40 == 0 {
                net.average();
            }
        }
        eprintln!("round {round}: {:.3?} {:.0?}", losses.map(|loss| loss / seen as f32), clock.elapsed());
        if round + 1 == rounds {
            net.settle();
        }
        if round % 4 == 3 || round + 1 == rounds {
            for dev in &dev {
                measure(&net, &index, &tags, dev);
            }
        }
    }
    std::fs::write(out, net.parts(&tags, &kept).write())?;
    Ok(())
}

fn measure(net: &Net, index: &Index, tags: &[Tag], sentences: &[Sentence]) {
    let (mut n, mut u, mut x, mut h, mut l) = (0, 0, 0, 0, 0);
    for sentence in sentences {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let (found, scores, out) = net.predict(&rows(index, &forms));
        for (at, word) in sentence.words.iter().enumerate() {
            n += 1;
            u += usize::from(tags[found[at]].upos == word.upos);
            x += usize::from(Some(tags[found[at]].xpos) == word.xpos);
            let head = best(&scores[at]);
            let head = (head < forms.len()).then_some(head);
            if head == word.head {
                h += 1;
                let deprel = head.map_or(Deprel::Root, |head| Deprel::ALL[net.label(&out, at, head)]);
                l += usize::from(deprel.name().split(':').next() == word.deprel.name().split(':').next());
            }
        }
    }
    let share = |k: usize| 100.0 * k as f64 / n as f64;
    eprintln!("  {n} words UPOS {:.2} XPOS {:.2} UAS {:.2} LAS {:.2}", share(u), share(x), share(h), share(l));
}
