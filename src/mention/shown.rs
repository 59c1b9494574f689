//! Names that were taken for something else and that the words around show to be a person's, or a place's: an office, an age or
//! "who" beside a name, an initial before it.

use std::collections::BTreeSet;

use super::title::REACH;
use super::{Jurisdiction, Mention, MentionId, MentionKind, Mentions, Title};
use crate::language::{Document, Upos};
use crate::offices::Lexicon;
use crate::text::TokenId;

/// Names of several words that an office in apposition shows to be people, whatever they were taken for: "Asaad al Shibani, the
/// Syrian foreign minister,".
pub(super) fn people(document: &Document, mentions: &Mentions) -> Vec<MentionId> {
    let bearer = |title: &Title| {
        let first = title.phrase.start;
        let floor = document.sentence_of(title.head).tokens.start;
        let comma =
            (first.0.saturating_sub(REACH as u32)..first.0).rev().map(TokenId).find(|&id| document.form(id) == ",")?;
        let between =
            (comma.0 + 1..first.0).all(|at| matches!(document.token(TokenId(at)).upos, Upos::Det | Upos::Adj));
        let name = comma.0.checked_sub(1).and_then(|at| mentions.at(TokenId(at)))?;
        let opens = name.tokens.start == floor && name.tokens.len() > 2;
        let closed = document
            .tokens
            .get(title.tokens.end.index())
            .is_some_and(|token| token.span.of(&document.article.text) == ",");
        let other = matches!(name.kind, MentionKind::Place | MentionKind::Organisation | MentionKind::Other);
        (between && opens && closed && other).then_some(name.id)
    };
    let mut found: Vec<MentionId> = mentions.titles.iter().filter_map(bearer).collect();
    found.extend(mentions.titles.iter().filter_map(|title| set_off(document, mentions, title)));
    let shown = |name: &&Mention| is_who(document, name) || is_aged(document, name) || is_initialled(document, name);
    found.extend(mentions.all.iter().filter(shown).map(|name| name.id));
    let surnames: BTreeSet<&str> = mentions
        .all
        .iter()
        .filter(|name| name.kind == MentionKind::Person && name.tokens.len() == 1 && name.name.chars().count() > 4)
        .map(|name| name.name.as_str())
        .collect();
    found.extend(mentions.all.iter().filter(|name| is_surnamed(document, name, &surnames)).map(|name| name.id));
    found
}

/// The names that were taken for people's and that offices are of: "mayor of Millford" tells of a place, "Lumo's chief executive"
/// of a firm.
pub(super) fn seats(mentions: &Mentions, lexicon: &Lexicon) -> Vec<(MentionId, MentionKind)> {
    let seat = |title: &Title| match title.of {
        Some(Jurisdiction::Named(name)) if mentions.get(name).kind == MentionKind::Person => {
            let behind = title.tokens.end < title.phrase.end;
            let firm = !behind && lexicon.family(&title.office.id) == Some("business");
            let kind = if behind { MentionKind::Place } else { MentionKind::Organisation };
            (behind || firm).then(|| (mentions.get(name), kind))
        }
        _ => None,
    };
    let mut found = Vec::new();
    for (name, kind) in mentions.titles.iter().filter_map(seat) {
        let word = |other: &&Mention| other.name.split(' ').any(|word| word == name.name);
        let people = mentions.all.iter().filter(|other| other.kind == MentionKind::Person);
        let (same, other): (Vec<&Mention>, Vec<&Mention>) =
            people.filter(word).partition(|other| other.name == name.name);
        if other.is_empty() {
            found.extend(same.iter().map(|same| (same.id, kind)));
        }
    }
    found
}

/// True for a name of several words with an age behind it: "Ann Roe, 61,".
fn is_aged(document: &Document, name: &Mention) -> bool {
    let form = |at: u32| document.tokens.get(at as usize).map_or("", |token| token.span.of(&document.article.text));
    let end = name.tokens.end.0;
    let other = matches!(name.kind, MentionKind::Place | MentionKind::Other);
    let age = form(end + 1).len() == 2 && form(end + 1).parse::<u32>().is_ok_and(|years| years >= YOUNGEST);
    other && is_capital(document, name) && age && form(end) == "," && matches!(form(end + 2), "," | ";" | ".")
}

/// True for "S Ramanathan", "P. Subramanian": initials before a name that a title or a verb of speech stands beside.
fn is_initialled(document: &Document, name: &Mention) -> bool {
    let form = |at: u32| document.tokens.get(at as usize).map_or("", |token| token.span.of(&document.article.text));
    let initial = |form: &str| {
        form.trim_end_matches('.').len() == 1 && form.starts_with(|first: char| first.is_ascii_uppercase())
    };
    let last = form(name.tokens.end.0 - 1);
    let before = name.tokens.start.0.checked_sub(1).map_or("", form);
    let other = name.kind != MentionKind::Person && name.kind != MentionKind::Reference;
    let said = matches!(before, "said" | "says" | "added" | ",") || matches!(form(name.tokens.end.0), "," | "said");
    let whole = last.chars().count() >= SURNAME && last.chars().skip(1).all(char::is_lowercase);
    other
        && (2..=4).contains(&name.tokens.len())
        && initial(form(name.tokens.start.0))
        && whole
        && said
        && is_capital(document, name)
}

/// True for two to four words that all begin with a capital, no article among them.
fn is_capital(document: &Document, name: &Mention) -> bool {
    let mut forms = name.tokens.indices().map(|index| document.form(TokenId(index as u32)));
    let capital = |form: &str| form.chars().next().is_some_and(char::is_uppercase) && !form.eq_ignore_ascii_case("the");
    (2..=4).contains(&name.tokens.len()) && forms.all(capital)
}

/// Below this number of years a number behind a name is none of an age.
const YOUNGEST: u32 = 10;

/// The least length of a surname that initials stand before, in letters.
const SURNAME: usize = 5;

/// True for a name of several words that "who" takes up: "Ann Roe, who"; not for "in New York, who".
fn is_who(document: &Document, name: &Mention) -> bool {
    let form = |at: u32| document.tokens.get(at as usize).map_or("", |token| token.span.of(&document.article.text));
    let end = name.tokens.end.0;
    let other = matches!(name.kind, MentionKind::Place | MentionKind::Other);
    let opens = document.sentence_of(name.tokens.start).tokens.start == name.tokens.start;
    let capitals = (name.tokens.start.0..end).all(|at| form(at).chars().next().is_some_and(char::is_uppercase));
    other
        && opens
        && capitals
        && (2..=4).contains(&name.tokens.len())
        && form(end) == ","
        && ["who", "whose", "whom"].contains(&form(end + 1))
}

/// True for a name of several words whose last one the document has for a person elsewhere: "Ann Roe" where "Roe said".
fn is_surnamed(document: &Document, name: &Mention, surnames: &BTreeSet<&str>) -> bool {
    let form = |at: u32| document.form(TokenId(at));
    let other = matches!(name.kind, MentionKind::Place | MentionKind::Organisation | MentionKind::Other);
    let capitals =
        (name.tokens.start.0..name.tokens.end.0).all(|at| form(at).chars().next().is_some_and(char::is_uppercase));
    let before = name.tokens.start.0.checked_sub(1).map_or(String::new(), |at| form(at).to_lowercase());
    let placed = ["in", "at", "near", "from", "to", "of", "the", "for", "outside"].contains(&before.as_str());
    let last = form(name.tokens.end.0 - 1);
    other && capitals && !placed && (2..=4).contains(&name.tokens.len()) && surnames.contains(last)
}

/// The name of several words set off behind an office: "the speaker of the House, Ann Roe." Behind a place it may be a wider place.
fn set_off(document: &Document, mentions: &Mentions, title: &Title) -> Option<MentionId> {
    let form = |at: u32| document.tokens.get(at as usize).map_or("", |token| token.span.of(&document.article.text));
    let of_place = match title.of {
        Some(Jurisdiction::Named(of)) => mentions.get(of).kind != MentionKind::Organisation,
        _ => false,
    };
    let end = title.phrase.end;
    let before = title.phrase.start.0.checked_sub(1).map_or("", form);
    let definite = before.eq_ignore_ascii_case("the") || title.phrase.start < title.tokens.start;
    if of_place || !definite || form(end.0) != "," {
        return None;
    }
    let name = mentions.at(TokenId(end.0 + 1)).filter(|name| name.tokens.start.0 == end.0 + 1)?;
    let other = matches!(name.kind, MentionKind::Place | MentionKind::Organisation | MentionKind::Other);
    let words =
        (name.tokens.start.0..name.tokens.end.0).all(|at| form(at).chars().next().is_some_and(char::is_uppercase));
    let closed = matches!(form(name.tokens.end.0), "," | "." | ";");
    (other && words && (2..=4).contains(&name.tokens.len()) && closed).then_some(name.id)
}
