//! Anniversaries: "the 34th anniversary of the country's independence", "its 40th anniversary in May 2018".
//!
//! `anniversary(event, of, years)` holds on the day of the anniversary. The event is that of the claim whose trigger the
//! anniversary is of; without one, it is the founding of what has the anniversary.

use smol_str::SmolStr;

use super::age::governing_verb;
use super::extract::speaker_name;
use super::{Claim, Filler, Frames, Reading, Vocabulary, clause, when};
use crate::language::Deprel;
use crate::text::TokenId;
use crate::time::{Timex, TimexKind};

/// Days in a mean Gregorian year.
const YEAR: f64 = 365.2425;

/// The claims on anniversaries of a document; `claims` are those of the frames.
pub(super) fn extract(reading: &Reading, frames: &Frames, vocabulary: &Vocabulary, claims: &[Claim]) -> Vec<Claim> {
    reading
        .timexes
        .iter()
        .filter(|timex| timex.kind == TimexKind::Anniversary)
        .filter_map(|timex| claim(reading, frames, vocabulary, claims, timex))
        .collect()
}

fn claim(
    reading: &Reading,
    frames: &Frames,
    vocabulary: &Vocabulary,
    claims: &[Claim],
    timex: &Timex,
) -> Option<Claim> {
    let document = &reading.document;
    let years = (timex.length?.0 as f64 / YEAR).round();
    let head = crate::mention::head(document, timex.tokens);
    let (event, of) = of_event(frames, claims, timex).or_else(|| of_body(reading, head))?;
    let verb = governing_verb(document, head);
    let scope = vocabulary.scope_of(document, verb);
    let issue = reading.as_issued();
    let marks = vec![document.span(timex.tokens)];
    Some(Claim {
        predicate: SmolStr::new_static("anniversary"),
        roles: vec![Filler::Word(event), of, Filler::Number(years, years)],
        trigger: head,
        clause: document.span(clause::extent(document, verb)).join(marks[0]),
        marks,
        when: when::of(reading, verb).filter(|time| !time.throughout).or(issue),
        place: None,
        manner: scope.manner,
        past: scope.past,
        speaker: scope.speaker.map(|speaker| speaker_name(reading, speaker)),
    })
}

/// The event that the text names, when its word carries a claim.
fn of_event(frames: &Frames, claims: &[Claim], timex: &Timex) -> Option<(SmolStr, Filler)> {
    let event = timex.anchor?.event;
    let claim = claims.iter().find(|claim| claim.trigger == event)?;
    let frame = frames.get(&claim.predicate)?;
    Some((claim.predicate.clone(), claim.roles[frame.key_role()].clone()))
}

/// The founding of what has the anniversary: "its 40th anniversary", "the choir's 40th anniversary".
fn of_body(reading: &Reading, head: TokenId) -> Option<(SmolStr, Filler)> {
    let document = &reading.document;
    let owner = document.dependents(head).find(|&dep| document.token(dep).deprel == Deprel::NmodPoss);
    let mention = owner.and_then(|owner| reading.mentions.resolve(document, owner))?;
    Some((SmolStr::new_static("founded"), Filler::Mention(mention.id)))
}
