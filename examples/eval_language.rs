//! Measures words, sentences, parts of speech, trees and lemmas on treebanks, and speed.
//!
//! `cargo run --release --example eval_language -- [--model FILE] FILE.conllu...` prints, for each treebank, the shares
//! from its own words and the F1 values from its raw text, as the CoNLL 2018 shared task counts them (Zeman and others
//! 2018): words are matched by their characters, subtypes of relations do not count.

use std::time::Instant;

use anyhow::{Context, Result};
use gainsay::language::conllu::{self, Sentence};
use gainsay::language::syntax::Syntax;
use gainsay::language::{Deprel, Document, Model, read};
use gainsay::source::{Article, Block, BlockKind};
use gainsay::text::{DocId, Span};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let clock = Instant::now();
    let mut model = Model::shipped();
    let loaded = clock.elapsed();
    let files = match &arguments[..] {
        [option, file, files @ ..] if option == "--model" => {
            let bytes: &'static [u8] = Box::leak(std::fs::read(file)?.into_boxed_slice());
            model.syntax = Syntax::read(bytes).with_context(|| format!("{file} is not a network"))?;
            files
        }
        files => files,
    };
    println!("model loaded in {:.1} ms", loaded.as_secs_f64() * 1e3);
    for file in files {
        let Ok(text) = std::fs::read_to_string(file) else {
            println!("{file}: absent, passed over");
            continue;
        };
        let sentences = conllu::read(&text);
        println!("{file}");
        from_words(&sentences, &model);
        from_text(&sentences, &model);
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}

/// The plain relation without its subtype.
fn plain(deprel: Deprel) -> &'static str {
    deprel.name().split(':').next().unwrap_or_default()
}

/// Counts on the treebank's own words.
fn from_words(sentences: &[Sentence], model: &Model) {
    let (mut total, mut upos, mut xpos, mut heads, mut arcs, mut full) = (0, 0, 0, 0, 0, 0);
    let clock = Instant::now();
    for sentence in sentences {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let (tags, found) = model.syntax.analyse(&forms);
        for ((word, tag), arc) in sentence.words.iter().zip(tags).zip(found) {
            let head = word.head == arc.head;
            total += 1;
            upos += usize::from(word.upos == tag.upos);
            xpos += usize::from(word.xpos == Some(tag.xpos));
            heads += usize::from(head);
            arcs += usize::from(head && plain(word.deprel) == plain(arc.deprel));
            full += usize::from(head && word.deprel == arc.deprel);
        }
    }
    let speed = total as f64 / clock.elapsed().as_secs_f64();
    let [upos, xpos, heads, arcs, full] =
        [upos, xpos, heads, arcs, full].map(|count| 100.0 * count as f64 / f64::from(total.max(1)));
    println!(
        "  words given: UPOS {upos:.2} XPOS {xpos:.2} UAS {heads:.2} LAS {arcs:.2} (with subtypes {full:.2}); {total} words, {speed:.0} a second"
    );
}

/// A word of the treebank in its text.
struct Gold<'a> {
    span: Span,
    word: &'a conllu::Word,
    /// The number of its head, counted over the text.
    head: Option<usize>,
}

/// The treebank's text as an article, with its words and the spans of its sentences.
fn text_of(sentences: &[Sentence]) -> (Article, Vec<Gold<'_>>, Vec<Span>) {
    let mut article = Article::default();
    let (mut golds, mut spans) = (Vec::new(), Vec::new());
    let mut begin = 0;
    for (number, sentence) in sentences.iter().enumerate() {
        if number > 0 && sentence.paragraph {
            let end = article.text.trim_end().len();
            article.blocks.push(Block { span: Span::new(begin, end), kind: BlockKind::Paragraph });
            article.text.push_str("\n\n");
            begin = article.text.len();
        }
        let (first, from) = (golds.len(), article.text.len());
        for token in &sentence.surface {
            let start = article.text.len();
            article.text.push_str(&token.form);
            let end = article.text.len();
            let parts: usize = sentence.words[token.words.clone()].iter().map(|word| word.form.len()).sum();
            let mut at = start;
            for word in &sentence.words[token.words.clone()] {
                // The words of a token that are not its parts as written are never matched.
                let to = if parts == end - start { at + word.form.len() } else { at };
                let head = word.head.map(|head| first + head);
                golds.push(Gold { span: Span::new(at, to), word, head });
                at = to;
            }
            if token.space_after {
                article.text.push(' ');
            }
        }
        spans.push(Span::new(from, article.text.trim_end().len()));
    }
    let end = article.text.trim_end().len();
    article.blocks.push(Block { span: Span::new(begin, end.max(begin)), kind: BlockKind::Paragraph });
    (article, golds, spans)
}

/// Counts on the raw text.
fn from_text(sentences: &[Sentence], model: &Model) {
    let (article, golds, spans) = text_of(sentences);
    let clock = Instant::now();
    let document = read(article, DocId(0), model);
    let speed = document.tokens.len() as f64 / clock.elapsed().as_secs_f64();
    let places: std::collections::HashMap<Span, usize> =
        document.tokens.iter().enumerate().map(|(at, token)| (token.span, at)).collect();
    let (mut words, mut upos, mut xpos, mut heads, mut arcs, mut lemmas) = (0, 0, 0, 0, 0, 0);
    for gold in &golds {
        let Some(&at) = places.get(&gold.span) else { continue };
        let token = &document.tokens[at];
        let head = gold.head.map(|head| golds[head].span) == token.head.map(|head| document.token(head).span);
        words += 1;
        upos += usize::from(gold.word.upos == token.upos);
        xpos += usize::from(gold.word.xpos == Some(token.xpos));
        heads += usize::from(head);
        arcs += usize::from(head && plain(gold.word.deprel) == plain(token.deprel));
        lemmas += usize::from(gold.word.lemma == token.lemma.as_str());
    }
    let f1 = |right: usize| 200.0 * right as f64 / (golds.len() + document.tokens.len()).max(1) as f64;
    println!(
        "  raw text: words {:.2} sentences {:.2} UPOS {:.2} XPOS {:.2} UAS {:.2} LAS {:.2} lemmas {:.2}; {speed:.0} words a second",
        f1(words),
        sentences_f1(&document, &spans),
        f1(upos),
        f1(xpos),
        f1(heads),
        f1(arcs),
        f1(lemmas)
    );
}

fn sentences_f1(document: &Document, gold: &[Span]) -> f64 {
    let found: std::collections::HashSet<Span> = document.sentences.iter().map(|sentence| sentence.span).collect();
    let right = gold.iter().filter(|span| found.contains(span)).count();
    200.0 * right as f64 / (gold.len() + document.sentences.len()).max(1) as f64
}
