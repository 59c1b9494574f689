//! Measures the finder of names: precision, recall and F1 of whole names by kind.
//!
//! `cargo run --release --example eval_names -- FILE...` reads files in IOB form, one word a line with its tag; a first
//! column of numbers and columns after the tag are passed over, `# newdoc` and `-DOCSTART-` part documents. Kinds the file
//! does not label are left out of the count. A `.txt` file with groups under `## ` holds running text with names in brackets,
//! as `tests/names.txt`. `--errors` before the files lists what differs.

#[path = "train_names/corpus.rs"]
#[allow(dead_code)]
mod corpus;
#[path = "train_names/lists.rs"]
#[allow(dead_code)]
mod lists;
#[path = "train_names/perceptron.rs"]
#[allow(dead_code)]
mod perceptron;
#[path = "train_names/random.rs"]
#[allow(dead_code)]
mod random;
#[path = "treebank/mod.rs"]
#[allow(dead_code)]
mod treebank;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::Path;

use anyhow::Result;
use gainsay::language::names::Finder;
use gainsay::language::syntax::Syntax;
use gainsay::language::{self, Model, NameKind};
use gainsay::source::{Article, Block, BlockKind};
use gainsay::text::{DocId, Span};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let errors = arguments.iter().any(|argument| argument == "--errors");
    let finder = Finder::shipped();
    for file in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        match file.ends_with(".txt") && std::fs::read_to_string(file)?.contains("## ") {
            true => measure_text(Path::new(file), &Model::shipped(), errors)?,
            false => measure(Path::new(file), &finder, errors)?,
        }
    }
    Ok(())
}

/// A name by its first word, the one past its last, and its kind.
type Found = (usize, usize, NameKind);

/// Measures on running text with names in brackets, `[PER Ann Roe] left [LOC Leeds].`, a line a document, by its groups.
fn measure_text(path: &Path, model: &Model, errors: bool) -> Result<()> {
    let mut group = String::new();
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            group = name.to_owned();
        } else if !line.starts_with('#') && !line.is_empty() {
            let (text, gold) = brackets(line);
            let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
            let doc = language::read(Article { text, blocks: vec![block], ..Article::default() }, DocId(0), model);
            let ours: BTreeSet<Found> = doc
                .names
                .iter()
                .map(|name| {
                    let span = doc.span(name.tokens);
                    (span.start as usize, span.end as usize, name.kind)
                })
                .collect();
            let cells = counts.entry(group.clone()).or_default();
            for (cell, count) in cells.iter_mut().zip([gold.intersection(&ours).count(), ours.len(), gold.len()]) {
                *cell += count;
            }
            if errors && gold != ours {
                let text = &doc.article.text;
                println!("\n{text}");
                gold.difference(&ours)
                    .for_each(|name| println!("  missed {} {}", name.2.name(), &text[name.0..name.1]));
                ours.difference(&gold)
                    .for_each(|name| println!("  wrong  {} {}", name.2.name(), &text[name.0..name.1]));
            }
        }
    }
    println!("{}", path.display());
    let mut all = [0; 3];
    for (name, cells) in counts {
        line(&name, cells);
        all.iter_mut().zip(cells).for_each(|(sum, count)| *sum += count);
    }
    line("all", all);
    Ok(())
}

/// The text without brackets, and the names in them.
fn brackets(line: &str) -> (String, BTreeSet<Found>) {
    let mut text = String::new();
    let mut names = BTreeSet::new();
    let mut open = None;
    let mut rest = line;
    while let Some(at) = rest.find(['[', ']']) {
        text.push_str(&rest[..at]);
        let closes = rest[at..].starts_with(']');
        rest = &rest[at + 1..];
        if closes {
            if let Some((start, kind)) = open.take() {
                names.insert((start, text.len(), kind));
            }
        } else if let Some((tag, name)) = rest.split_once(' ') {
            open = NameKind::from_name(tag).map(|kind| (text.len(), kind));
            rest = name;
        }
    }
    text.push_str(rest);
    (text, names)
}

fn measure(path: &Path, finder: &Finder, errors: bool) -> Result<()> {
    let docs = corpus::conll(path)?;
    let tagger = Syntax::shipped();
    let kinds: BTreeSet<NameKind> =
        docs.iter().flatten().flat_map(|tags| corpus::runs(tags)).filter_map(|(_, _, kind)| kind_of(&kind)).collect();
    let mut counts = [[0_usize; 3]; NameKind::ALL.len()];
    for doc in &docs {
        let forms: Vec<Vec<String>> =
            doc.iter().map(|tags| tags.iter().map(|(word, _, _)| word.clone()).collect()).collect();
        let glued: Vec<Vec<bool>> = doc.iter().map(|tags| tags.iter().map(|(_, _, glued)| *glued).collect()).collect();
        let (text, spans, sentences) =
            perceptron::lay(forms.iter().zip(&glued).map(|(words, glued)| (&words[..], &glued[..])));
        let found = finder.find(&text, &spans, &perceptron::tag(&text, &spans, &sentences, &tagger), &sentences);
        for (tags, range) in doc.iter().zip(&sentences) {
            let gold: BTreeSet<Found> = corpus::runs(tags)
                .into_iter()
                .filter_map(|(start, end, kind)| Some((start, end, kind_of(&kind)?)))
                .collect();
            let ours: BTreeSet<Found> = found
                .iter()
                .filter(|name| range.contains(&name.tokens.start.index()) && kinds.contains(&name.kind))
                .map(|name| (name.tokens.start.index() - range.start, name.tokens.end.index() - range.start, name.kind))
                .collect();
            for &kind in &kinds {
                let of = |names: &BTreeSet<Found>| names.iter().filter(|name| name.2 == kind).count();
                let both = gold.intersection(&ours).filter(|name| name.2 == kind).count();
                for (cell, count) in counts[kind as usize].iter_mut().zip([both, of(&ours), of(&gold)]) {
                    *cell += count;
                }
            }
            if errors && gold != ours {
                let words: Vec<&str> = tags.iter().map(|(word, _, _)| word.as_str()).collect();
                println!("\n{}", words.join(" "));
                gold.difference(&ours)
                    .for_each(|name| println!("  missed {} {}", name.2.name(), words[name.0..name.1].join(" ")));
                ours.difference(&gold)
                    .for_each(|name| println!("  wrong  {} {}", name.2.name(), words[name.0..name.1].join(" ")));
            }
        }
    }
    println!("{}", path.display());
    let mut all = [0; 3];
    for kind in kinds {
        line(kind.name(), counts[kind as usize]);
        all.iter_mut().zip(counts[kind as usize]).for_each(|(sum, count)| *sum += count);
    }
    line("all", all);
    Ok(())
}

fn line(name: &str, [right, ours, gold]: [usize; 3]) {
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!(
        "  {name:<5} P {:5.2}  R {:5.2}  F1 {:5.2}  of {gold}",
        percent(right, ours),
        percent(right, gold),
        percent(2 * right, ours + gold)
    );
}

fn kind_of(kind: &str) -> Option<NameKind> {
    match kind.to_lowercase().as_str() {
        "per" | "person" => Some(NameKind::Person),
        "org" | "organisation" | "organization" => Some(NameKind::Organisation),
        "loc" | "location" | "gpe" => Some(NameKind::Place),
        "misc" | "other" => Some(NameKind::Other),
        _ => None,
    }
}
