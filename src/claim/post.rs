//! The post that a title means once what it is of is read along with it: "the director of the agency" is its only head, "the head of
//! the Leeds police" the police chief of Leeds.

use smol_str::SmolStr;

use super::Reading;
use crate::language::{Document, Upos};
use crate::mention::{Jurisdiction, MentionKind, Title, folded};
use crate::offices::{Lexicon, Modifier, Office};
use crate::text::TokenId;

/// The office of a title, and what it is an office of. Who held an office before held the office itself.
pub(super) fn of(reading: &Reading, title: &Title) -> (Office, Option<Jurisdiction>) {
    let mut office = title.office.clone();
    office.modifiers.retain(|modifier| !matches!(modifier, Modifier::Former | Modifier::Late | Modifier::Removed));
    let lexicon = Lexicon::embedded();
    if !heads(reading, title) {
        return (office, title.of.clone());
    }
    let noun = noun(reading, title);
    if let Some(own) = lexicon.sole(&office.id, &noun) {
        office.id = SmolStr::new(own);
    }
    let of = if lexicon.is_force(&noun) { place(reading, title, &noun) } else { title.of.clone() };
    (office, of)
}

/// The noun for the body: "agency" of "the regency disaster agency", "police" of "Leeds Police Department".
fn noun(reading: &Reading, title: &Title) -> SmolStr {
    let name = match &title.of {
        Some(Jurisdiction::Named(of)) => SmolStr::new(folded(&reading.mentions.full(*of).name)),
        Some(Jurisdiction::Noun(noun)) => noun.clone(),
        None => SmolStr::default(),
    };
    let mut words: Vec<&str> = name.split([' ', '-']).collect();
    // "Police department": what kind of department it is.
    if words.len() > 1 && Lexicon::embedded().is_force(words[words.len() - 2]) {
        words.pop();
    }
    words.last().copied().map(SmolStr::new).unwrap_or_default()
}

/// The place that a police or fire service is of: "Leeds" of "the Leeds police". A service with a name of its own is kept, and so
/// is one of a field: "the Leeds traffic police".
fn place(reading: &Reading, title: &Title, force: &str) -> Option<Jurisdiction> {
    let Some(Jurisdiction::Noun(noun)) = &title.of else { return title.of.clone() };
    if noun == force {
        return None;
    }
    let document = &reading.document;
    let of_it = |end: TokenId| {
        let mut behind = (end.index()..title.phrase.end.index()).map(|at| TokenId(at as u32));
        let next = behind.find(|&id| !document.is_possessive(id));
        next.is_some_and(|id| document.form(id).eq_ignore_ascii_case(force))
    };
    let inside = title.phrase.indices().filter_map(|at| reading.mentions.at(TokenId(at as u32)));
    let mut named = inside.filter(|mention| mention.kind != MentionKind::Person && of_it(mention.tokens.end));
    named.next().map_or_else(|| title.of.clone(), |mention| Some(Jurisdiction::Named(mention.id)))
}

/// True for "the director of the agency", "the agency's director", "its head", "Ann Roe, head of the agency,"; not for "a
/// director of the bank", "the agency's regional director", "the director of the film".
fn heads(reading: &Reading, title: &Title) -> bool {
    let document = &reading.document;
    let lexicon = Lexicon::embedded();
    let body = match &title.of {
        Some(Jurisdiction::Named(of)) => {
            let full = reading.mentions.full(*of);
            let last = folded(full.name.rsplit([' ', '-']).next().unwrap_or(&full.name));
            matches!(full.kind, MentionKind::Organisation | MentionKind::Other) || lexicon.is_body(&last)
        }
        Some(Jurisdiction::Noun(noun)) => {
            let last = noun.rsplit(' ').next().unwrap_or(noun);
            lexicon.is_body(last)
                || lexicon.has_head(last)
                || (last.len() > 1 && document.text(title.phrase).contains(&last.to_uppercase()))
        }
        None => false,
    };
    body && !is_indefinite(document, title) && !is_of_a_field(reading, title) && !is_of_a_part(document, title)
}

/// "a director of the bank", "another head".
fn is_indefinite(document: &Document, title: &Title) -> bool {
    let before = title.phrase.start.0.checked_sub(1).map_or("", |at| document.form(TokenId(at)));
    Lexicon::embedded().is_indefinite(&before.to_lowercase())
}

/// "the agency's regional director", "its director of sales".
fn is_of_a_field(reading: &Reading, title: &Title) -> bool {
    let document = &reading.document;
    let behind = title.tokens.start > title.phrase.start;
    let adjective = title
        .tokens
        .start
        .0
        .checked_sub(1)
        .map(TokenId)
        .filter(|_| behind)
        .is_some_and(|at| document.token(at).upos == Upos::Adj && reading.mentions.at(at).is_none());
    let field = document.tokens.get(title.tokens.end.index()).map_or("", |next| next.span.of(&document.article.text));
    adjective || behind && (field == "of" || Lexicon::embedded().opens_part(field))
}

/// "leader of the party in parliament", "head of the fire brigade's diving team".
fn is_of_a_part(document: &Document, title: &Title) -> bool {
    let next = title.phrase.end;
    next.index() < document.tokens.len()
        && (document.is_possessive(next) || Lexicon::embedded().opens_part(document.form(next)))
}
