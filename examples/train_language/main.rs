//! Trains tagger and parser on treebanks: `train_language OUT TRAIN.conllu...`.
//!
//! Writes `tagger.bin` and `parser.bin` into the folder `OUT`. See `models/README.md`.

mod learner;
mod parser;
mod tagger;

use std::path::Path;

use gainsay::language::conllu::{self, Sentence};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [out, what, files @ ..] = &arguments[..] else {
        anyhow::bail!("usage: train_language OUT tagger|parser|all TRAIN.conllu...")
    };
    let mut sentences = Vec::new();
    for file in files {
        sentences.extend(conllu::read(&std::fs::read_to_string(file)?));
    }
    let sentences: Vec<&Sentence> = sentences.iter().collect();
    if what != "parser" {
        let network = tagger::train(&sentences, 64, 8);
        std::fs::write(Path::new(out).join("tagger.bin"), network.write())?;
    }
    if what != "tagger" {
        let tags = tagger::jackknife(&sentences, 4, 64, 4);
        let network = parser::train(&sentences, &tags, 80, 6, 12);
        std::fs::write(Path::new(out).join("parser.bin"), network.write())?;
    }
    Ok(())
}
