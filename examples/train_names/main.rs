//! Trains the finder of names on labelled corpora and on own model sentences filled from public lists of names.
//!
//! `cargo run --release --example train_names -- FOLDER` expects the corpora under `FOLDER/ner` and `FOLDER/treebanks`, the
//! lists under `FOLDER/names`, `FOLDER/places`, `FOLDER/leaders`; `models/README.md` names them. It writes
//! `models/gazetteer.bin` and `models/names.bin`; the same data give the same bytes.

#[path = "../treebank/mod.rs"]
#[allow(dead_code)]
mod treebank;
mod random;
mod lists;
mod corpus;
mod gum;
mod names;
mod templates;
mod perceptron;

use std::env;
use std::fs;
use std::path::Path;

use anyhow::Result;
use corpus::Doc;
use gainsay::language::NameKind;
use gainsay::language::gazetteer::Gazetteer;
use gainsay::language::syntax::Syntax;
use gainsay::language::token::Tokenizer;
use lists::{Cues, Lists};

fn main() -> Result<()> {
    let Some(folder) = env::args().nth(1) else {
        println!("nothing to do: give the folder of the corpora and lists");
        return Ok(());
    };
    let folder = Path::new(&folder);
    let tokenizer = Tokenizer::shipped();
    let cues = Cues::read()?;
    let lists = Lists::read(folder, &cues)?;
    let gazetteer = lists.bytes(&tokenizer);
    println!("gazetteer: {} bytes", gazetteer.len());
    let gazetteer: &'static [u8] = Box::leak(gazetteer.into_boxed_slice());
    fs::write("models/gazetteer.bin", gazetteer)?;
    let mut docs = corpora(folder, &tokenizer, &cues)?;
    println!("{} documents", docs.len());
    templates::vary(&mut docs, &lists, &tokenizer);
    docs.extend(templates::compose(&lists, &tokenizer));
    docs.extend(gum::tagged(&folder.join("treebanks/ewt/en_ewt-ud-train.conllu"), 0.5)?);
    println!("{} documents with variants and model sentences", docs.len());
    let settings = perceptron::Settings { rounds: 8, least: 3, rows: 200_000, seed: 5 };
    let names = perceptron::train(&docs, &Gazetteer::from_bytes(gazetteer), &Syntax::shipped(), &settings);
    fs::write("models/names.bin", names)?;
    Ok(())
}

fn corpora(folder: &Path, tokenizer: &Tokenizer, cues: &Cues) -> Result<Vec<Doc>> {
    let ner = folder.join("ner");
    let mut docs = corpus::plain(&ner.join("wikigold/CONLL-format/data/wikigold.conll.txt"), tokenizer, 1.0, common)?;
    for part in ["train", "dev", "test"] {
        docs.extend(corpus::plain(&ner.join(format!("crossner_politics/{part}.txt")), tokenizer, 1.0, common)?);
    }
    for part in
        ["australian_department_of_foreign_affairs", "centcom", "uk_government", "us_state_department", "wikipedia"]
    {
        docs.extend(corpus::described(&ner.join(format!("re3d/{part}.conll")), tokenizer, cues, 1.0, common)?);
    }
    for part in ["a", "b", "e", "f", "g", "h"] {
        docs.extend(corpus::social(
            &ner.join(format!("btc/CONLL-format/data/{part}.conll")),
            tokenizer,
            cues,
            0.5,
            common,
        )?);
    }
    for part in ["wnut17train.conll", "emerging.dev.conll", "emerging.test.annotated"] {
        docs.extend(corpus::social(&ner.join("wnut17").join(part), tokenizer, cues, 0.5, common)?);
    }
    docs.extend(gum::read(&folder.join("treebanks/gum/train.conllu"), cues)?);
    Ok(docs)
}

/// The kind that the types of the corpora stand for.
fn common(kind: &str) -> Option<NameKind> {
    match kind.to_lowercase().as_str() {
        "per" | "person" | "politician" => Some(NameKind::Person),
        "org" | "organisation" | "organization" | "politicalparty" | "corporation" | "group" => {
            Some(NameKind::Organisation)
        }
        "loc" | "location" | "country" | "place" => Some(NameKind::Place),
        "misc" | "election" | "event" | "nationality" | "creative-work" | "product" => Some(NameKind::Other),
        _ => None,
    }
}
