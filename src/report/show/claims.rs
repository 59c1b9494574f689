//! The stage `claims`: what the sentences say.

use std::fmt::Write;

use crate::claim::{Claim, Reading};
use crate::report::Lines;
use crate::report::escape::visible;

/// One line a claim: line and column, the claim, the days, the place, whose words it is in.
pub fn claims(reading: &Reading, claims: &[Claim]) -> String {
    let doc = &reading.document;
    let lines = Lines::of(&doc.article);
    let mut text = String::new();
    for claim in claims {
        let place = lines.position(doc.token(claim.trigger).span.start as usize);
        let _ = write!(text, "{}:{}\t{}", place.line, place.column, visible(&claim.spelled(&reading.mentions)));
        if let Some(when) = claim.when {
            let _ = write!(text, "\t{}{}", if when.throughout { "throughout " } else { "" }, when.days);
        }
        if let Some((id, preposition)) = &claim.place {
            let _ = write!(text, "\t{preposition} {}", visible(&reading.mentions.full(*id).name));
        }
        if let Some(speaker) = &claim.speaker {
            let _ = write!(text, "\tsaid by {}", visible(speaker));
        }
        text.push('\n');
    }
    text
}
