//! The stage `names`: proper names in running text.

use std::fmt::Write;

use crate::language::Document;
use crate::report::Lines;
use crate::report::escape::visible;

/// One line a name: line and column, kind, text.
pub fn names(doc: &Document) -> String {
    let mut text = String::new();
    let lines = Lines::of(&doc.article);
    for name in &doc.names {
        let place = lines.position(doc.span(name.tokens).start as usize);
        let _ =
            writeln!(text, "{}:{}\t{}\t{}", place.line, place.column, name.kind.name(), visible(doc.text(name.tokens)));
    }
    text
}
