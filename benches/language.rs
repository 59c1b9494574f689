//! How fast text is read: `cargo bench --bench language`.

use divan::counter::ItemsCount;
use gainsay::language::{Model, read};
use gainsay::source::{Article, Block, BlockKind};
use gainsay::text::{DocId, Span};

fn main() {
    divan::main();
}

const PARAGRAPH: &str = "The mayor of Leeds, Ann Roe, opened a new bridge over the river on Thursday, three weeks after \
    the old one was closed because of cracks. Officials said about 4,000 people had come to see it, and that the work \
    had cost more than twice what the council planned in 2019. Her predecessor, Tom Hart, who had promised the bridge \
    before the election, was not invited; a spokesman for the council said it was \"an oversight\".";

/// An article of so many paragraphs.
fn article(paragraphs: usize) -> Article {
    let mut article = Article::default();
    for _ in 0..paragraphs {
        let start = article.text.len();
        article.text.push_str(PARAGRAPH);
        article.blocks.push(Block { span: Span::new(start, article.text.len()), kind: BlockKind::Paragraph });
        article.text.push_str("\n\n");
    }
    article
}

/// The whole stage, counted in words.
#[divan::bench]
fn whole(bencher: divan::Bencher) {
    let model = Model::shipped();
    let words = read(article(50), DocId(0), &model).tokens.len();
    bencher
        .counter(ItemsCount::new(words))
        .with_inputs(|| article(50))
        .bench_values(|article| read(article, DocId(0), &model));
}

/// Tags and trees alone, from words.
#[divan::bench]
fn syntax(bencher: divan::Bencher) {
    let model = Model::shipped();
    let document = read(article(1), DocId(0), &model);
    let words = document.tokens.iter().map(|token| token.span.of(&document.article.text));
    let words: Vec<&str> = words.collect();
    let sentences: Vec<&[&str]> = document.sentences.iter().map(|sentence| &words[sentence.tokens.indices()]).collect();
    bencher
        .counter(ItemsCount::new(words.len()))
        .bench(|| sentences.iter().map(|forms| model.syntax.analyse(forms).1.len()).sum::<usize>());
}

/// Loading the model.
#[divan::bench]
fn load() -> Model {
    Model::shipped()
}
