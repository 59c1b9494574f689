//! The stage `source`: header and blocks.

use std::fmt::Write;

use crate::report::Lines;
use crate::report::escape::visible;
use crate::source::{Article, BlockKind};

/// The article's header, then one line a block: line, kind, text.
pub fn blocks(article: &Article) -> String {
    let mut text = String::new();
    let lines = Lines::of(article);
    let none = || "-".to_owned();
    let title = article.title.as_deref().map_or_else(none, visible);
    let publisher = article.publisher.as_deref().map_or_else(none, visible);
    let published = article.published.map_or_else(none, |day| day.to_string());
    let _ = writeln!(text, "title {title}\nsource {publisher}\npublished {published}");
    for block in &article.blocks {
        let line = lines.position(block.span.start as usize).line;
        let words = visible(block.span.of(&article.text));
        let _ = writeln!(text, "{line}\t{}\t{words}", kind(block.kind));
    }
    text
}

fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::FrontMatter => "front-matter",
        BlockKind::Title => "title",
        BlockKind::Dateline => "dateline",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list-item",
        BlockKind::Heading => "heading",
        BlockKind::Boilerplate => "boilerplate",
    }
}
