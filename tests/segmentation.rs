//! Text in, text out: one line a sentence, words parted by a space.

use std::path::PathBuf;

use gainsay::language::{self, Model};
use gainsay::source::{Article, Block, BlockKind};
use gainsay::text::{DocId, Span};

fn article(text: &str) -> Article {
    let span = Span::new(0, text.len());
    Article {
        path: PathBuf::from("-"),
        text: text.to_owned(),
        blocks: vec![Block { span, kind: BlockKind::Paragraph }],
        ..Article::default()
    }
}

fn check(text: &str, expected: &[&str]) {
    let doc = language::read(article(text), DocId(0), &Model::shipped());
    let sentences: Vec<String> = doc
        .sentences
        .iter()
        .map(|sentence| {
            let words: Vec<&str> =
                doc.tokens[sentence.tokens.indices()].iter().map(|t| t.span.of(&doc.article.text)).collect();
            words.join(" ")
        })
        .collect();
    assert_eq!(sentences, expected);
}

#[test]
fn abbreviations_keep_their_stop() {
    check(
        "Gen. Mark Milley met Mr. al-Kadhimi in the U.S. on Jan. 28 at 5 p.m. He left.",
        &["Gen. Mark Milley met Mr. al - Kadhimi in the U.S. on Jan. 28 at 5 p.m.", "He left ."],
    );
}

#[test]
fn hyphens_part_compounds_and_keep_prefixes() {
    check("The 39-year-old ex-minister won 3-1.", &["The 39 - year - old ex-minister won 3 - 1 ."]);
}
