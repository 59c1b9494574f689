//! Expressions as TimeML, so that others can measure them (ISO 24617-1; TempEval-3).

use std::fmt::Write;

use super::{Timex, TimexKind};
use crate::calendar::{Granularity, Interval};
use crate::language::Document;
use crate::source::BlockKind;

/// A TimeML document: the article's text behind its front matter with a `TIMEX3` element around every expression that
/// [`annotates`], and the date of issue as the document's creation time.
pub fn timeml(document: &Document, issue: Option<Interval>, timexes: &[Timex]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" ?>\n<TimeML>\n");
    let name = document.article.path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let _ = write!(out, "<DOCID>");
    escape(&name, &mut out);
    out.push_str("</DOCID>\n");
    if let Some(issue) = issue {
        let _ = writeln!(
            out,
            "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{issue}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{issue}</TIMEX3></DCT>"
        );
    }
    out.push_str("<TEXT>");
    let text = &document.article.text;
    let header = document.article.blocks.iter().filter(|block| block.kind == BlockKind::FrontMatter);
    let mut end = header.map(|block| block.span.end as usize).max().unwrap_or(0);
    for (number, timex) in timexes.iter().enumerate() {
        let span = document.span(timex.tokens);
        if !annotates(timex) || (span.start as usize) < end {
            continue;
        }
        escape(text.get(end..span.start as usize).unwrap_or(""), &mut out);
        let _ = write!(out, "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"", number + 1, timex.kind.timex3());
        escape(&timex.value, &mut out);
        out.push('"');
        if let Some(modifier) = timex.modifier {
            let _ = write!(out, " mod=\"{modifier}\"");
        }
        out.push('>');
        escape(span.of(text), &mut out);
        out.push_str("</TIMEX3>");
        end = span.end as usize;
    }
    escape(text.get(end..).unwrap_or(""), &mut out);
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

/// True for what TimeML annotates: neither anniversaries nor ages in years, of which TimeBank and AQUAINT mark one of 38.
pub fn annotates(timex: &Timex) -> bool {
    match timex.kind {
        TimexKind::Anniversary => false,
        TimexKind::Age => timex.granularity != Granularity::Year,
        _ => true,
    }
}

impl TimexKind {
    /// The TIMEX3 type.
    pub fn timex3(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration | Self::Age | Self::Anniversary => "DURATION",
            Self::Set => "SET",
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML 1.0 has no other control characters.
            char if char.is_control() && !matches!(char, '\n' | '\t' | '\r') => out.push(' '),
            char => out.push(char),
        }
    }
}
