//! Text in, text out: sentences and words, by phenomenon; and what holds for any text.

use gainsay::language::{self, Document, Model};
use gainsay::source::{Article, Block, BlockKind};
use gainsay::text::{DocId, Span};
use proptest::prelude::*;

fn read(text: &str, model: &Model) -> Document {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let article = Article { text: text.to_owned(), blocks: vec![block], ..Article::default() };
    language::read(article, DocId(0), model)
}

/// One line a sentence, words parted by a space.
fn lines(doc: &Document) -> Vec<String> {
    let form = |token: &language::Token| token.span.of(&doc.article.text).to_owned();
    doc.sentences
        .iter()
        .map(|sentence| doc.tokens[sentence.tokens.indices()].iter().map(form).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn sentences_and_words_by_phenomenon() {
    let model = Model::shipped();
    let mut shown = String::new();
    for line in include_str!("segmentation.txt").lines() {
        match line.is_empty() || line.starts_with("## ") {
            true => shown.push_str(line),
            false => shown.push_str(&lines(&read(line, &model)).join("\n")),
        }
        shown.push('\n');
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("segmentation", shown));
}

#[test]
fn an_empty_line_ends_a_sentence() {
    let doc = read("A headline without a stop\n\nthe text goes on", &Model::shipped());
    assert_eq!(lines(&doc), ["A headline without a stop", "the text goes on"]);
}

#[test]
fn only_prose_is_read_and_no_sentence_leaves_its_block() {
    let text = "title: x\nFirst part second part";
    let block = |start, end, kind| Block { span: Span::new(start, end), kind };
    let blocks = vec![
        block(0, 8, BlockKind::FrontMatter),
        block(9, 19, BlockKind::Title),
        block(20, text.len(), BlockKind::Paragraph),
    ];
    let article = Article { text: text.to_owned(), blocks, ..Article::default() };
    let doc = language::read(article, DocId(0), &Model::shipped());
    assert_eq!(lines(&doc), ["First part", "second part"]);
    assert_eq!(doc.sentences[0].block, BlockKind::Title);
}

/// Asserts what holds for any text: words stand in order on borders of characters, sentences tile them, names are in one.
fn assert_sound(text: &str, doc: &Document) {
    let mut end = 0;
    for token in &doc.tokens {
        assert!(token.span.start >= end && token.span.end > token.span.start);
        assert!(text.get(token.span.start as usize..token.span.end as usize).is_some());
        let between = &text[end as usize..token.span.start as usize];
        assert!(between.chars().all(|c| !c.is_alphanumeric() && (!c.is_ascii_graphic())), "lost {between:?}");
        end = token.span.end;
    }
    let mut next = 0;
    for sentence in &doc.sentences {
        let range = sentence.tokens.indices();
        assert!(range.start == next && range.end > range.start);
        assert_eq!(doc.tokens[range.clone()].iter().filter(|token| token.head.is_none()).count(), 1);
        next = range.end;
    }
    assert_eq!(next, doc.tokens.len());
    let mut last = 0;
    for name in &doc.names {
        let range = name.tokens.indices();
        assert!(range.start >= last && range.end > range.start);
        assert!(doc.sentences.iter().any(|sentence| sentence.tokens.contains(name.tokens)));
        last = range.end;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_gives_a_sound_document(text in "\\PC{0,80}") {
        thread_local!(static MODEL: Model = Model::shipped());
        MODEL.with(|model| assert_sound(&text, &read(&text, model)));
    }

    #[test]
    fn any_mixture_of_signs_gives_a_sound_document(
        parts in prop::collection::vec(prop::sample::select(vec![
            "'", "’", "`", "-", ".", "..", "…", "$", "US", "1", "12", "345", "a", "I", "é", "al", "@", "#", "://", "www.", " ",
            "\n", "\n\n", "\u{200b}", "\u{ad}", "s", "n't", ",", ":", "/", "&", "(", ")", "No", "Mr", "x.y", "com", "😀", "\u{301}", "العربية", "中文",
        ]), 0..40)
    ) {
        thread_local!(static MODEL: Model = Model::shipped());
        let text = parts.concat();
        MODEL.with(|model| assert_sound(&text, &read(&text, model)));
    }
}

/// Segmentation of ten times the text may take little more than ten times as long.
#[test]
fn odd_texts_take_linear_time() {
    let segmenter = Model::shipped().segmenter;
    let time = |text: &str| {
        let start = std::time::Instant::now();
        let mut spans = Vec::new();
        segmenter.sentences(text, Span::new(0, text.len()), &mut spans);
        start.elapsed()
    };
    for piece in ["a", "a-", "1-", "a.", "'", "@", "a@", "\n", "word ", "A. ", "1,", "http://", "(", "é", "x&", "a/"] {
        let (small, large) = (piece.repeat(20_000), piece.repeat(200_000));
        let (short, long) = (time(&small).max(std::time::Duration::from_millis(5)), time(&large));
        assert!(long < short * 60, "{piece:?}: {short:?} for 20,000, {long:?} for 200,000");
    }
}
