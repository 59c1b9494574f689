//! Measures temporal expressions against TimeML or GUM files.
//!
//! `cargo run --release --example eval_time -- FOLDER [--half even|odd] [--errors] [--classes]` reads every `.tml` file (TimeML:
//! strict and relaxed extents, type, value) or every `.xml` file (GUM TEI `<date>`: equal and overlapping intervals).
//! Extents and values count as in TempEval-3; `--half` takes every other file by its place in the sorted list,
//! `--classes` counts by type and shape of the value.

#[path = "eval_time/timeml.rs"]
mod timeml;
#[path = "eval_time/gum.rs"]
mod gum;

use std::path::{Path, PathBuf};
use std::time::Instant;

use gainsay::language::{self, Document};
use gainsay::source::{Article, Block, BlockKind};
use gainsay::text::{DocId, Span};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    let half = arguments.iter().position(|argument| argument == "--half").and_then(|at| arguments.get(at + 1));
    let Some(folder) = arguments.first().filter(|folder| Path::new(folder).is_dir()) else {
        println!("no folder to measure on; skipped");
        return;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be listed")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "tml" || extension == "xml"))
        .collect();
    files.sort();
    let files: Vec<PathBuf> = files
        .into_iter()
        .enumerate()
        .filter(|(number, _)| match half.map(String::as_str) {
            Some("even") => number % 2 == 0,
            Some("odd") => number % 2 == 1,
            _ => true,
        })
        .map(|(_, path)| path)
        .collect();
    let is_gum = files.first().is_some_and(|path| path.extension().is_some_and(|extension| extension == "xml"));
    match is_gum {
        true => gum::measure(&files, flag("--errors")),
        false => timeml::measure(&files, flag("--errors"), flag("--classes")),
    }
}

/// A document of plain text, with a paragraph at every blank line.
fn document(text: String, model: &language::Model) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        let lead = part.len() - part.trim_start().len();
        let span = Span::new(start + lead, start + lead + part.trim().len());
        if !span.is_empty() {
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
        start += part.len() + 2;
    }
    let article = Article { text, blocks, ..Article::default() };
    language::read(article, DocId(0), model)
}

/// Milliseconds since an instant.
fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.find(&format!("{name}=\""))? + name.len() + 2;
    tag[at..].split('"').next()
}
