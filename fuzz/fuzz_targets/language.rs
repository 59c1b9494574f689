//! Any text is read without panic, into sentences that tile its words.
#![no_main]

use std::sync::LazyLock;

use gainsay::language::{self, Model};
use gainsay::source::{Article, Block, BlockKind};
use gainsay::text::{DocId, Span};
use libfuzzer_sys::fuzz_target;

static MODEL: LazyLock<Model> = LazyLock::new(Model::shipped);

fuzz_target!(|text: String| {
    let blocks = vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
    let doc = language::read(Article { text, blocks, ..Article::default() }, DocId(0), &MODEL);
    let mut next = 0;
    for sentence in &doc.sentences {
        assert_eq!(sentence.tokens.start.index(), next);
        next = sentence.tokens.end.index();
    }
    assert_eq!(next, doc.tokens.len());
});
