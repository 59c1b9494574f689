//! The stage `mentions`: who and what is named, and what refers back to it.

use std::fmt::Write;

use crate::claim::Reading;
use crate::mention::{Jurisdiction, MentionKind};
use crate::report::Lines;
use crate::report::escape::visible;

/// One line a mention: line and column, kind, words, the full name where that is another; then one line a title.
pub fn mentions(reading: &Reading) -> String {
    let (doc, mentions) = (&reading.document, &reading.mentions);
    let lines = Lines::of(&doc.article);
    let mut found: Vec<(u32, String)> = Vec::new();
    for mention in &mentions.all {
        let full = mentions.full(mention.id);
        let refers = if full.id == mention.id { String::new() } else { format!("\t= {}", visible(&full.name)) };
        let start = doc.span(mention.tokens).start;
        found.push((start, format!("{}\t{}{refers}", kind(mention.kind), visible(&mention.name))));
    }
    for title in &mentions.titles {
        let of = match &title.of {
            Some(Jurisdiction::Named(id)) => format!("\tof {}", visible(&mentions.full(*id).name)),
            Some(Jurisdiction::Noun(noun)) => format!("\tof the {}", visible(noun)),
            None => String::new(),
        };
        found.push((doc.span(title.tokens).start, format!("title\t{}{of}", visible(doc.text(title.tokens)))));
    }
    found.sort();
    let mut text = String::new();
    for (start, line) in found {
        let place = lines.position(start as usize);
        let _ = writeln!(text, "{}:{}\t{line}", place.line, place.column);
    }
    text
}

fn kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Organisation => "organisation",
        MentionKind::Place => "place",
        MentionKind::Other => "other",
        MentionKind::Reference => "reference",
        MentionKind::Locality => "locality",
    }
}
