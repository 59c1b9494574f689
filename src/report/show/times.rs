//! The stage `times`: temporal expressions and the days they mean.

use std::fmt::Write;

use crate::language::Document;
use crate::report::Lines;
use crate::report::escape::visible;
use crate::time::Timex;

/// One line an expression: line and column, text, kind, TIMEX3 value, the days it may mean, the event it is counted from.
pub fn times(doc: &Document, times: &[Timex]) -> String {
    let mut text = String::new();
    let lines = Lines::of(&doc.article);
    for timex in times {
        let place = lines.position(doc.span(timex.tokens).start as usize);
        let words = visible(doc.text(timex.tokens));
        let when = timex.when.map_or("-".to_owned(), |when| when.to_string());
        let kind = format!("{:?}", timex.kind).to_lowercase();
        let _ = write!(text, "{}:{}\t{words}\t{kind}\t{}\t{when}", place.line, place.column, timex.value);
        for other in &timex.otherwise {
            let _ = write!(text, " or {other}");
        }
        if let Some(anchor) = timex.anchor {
            let event = visible(doc.form(anchor.event));
            let _ = write!(text, "\tfrom {event:?} {}..{} days", anchor.least, anchor.most);
        }
        if let Some(fault) = timex.fault {
            let _ = write!(text, "\t{fault:?}");
        }
        text.push('\n');
    }
    text
}
