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
        let closed = form(document, title.tokens.end.0) == ",";
        (between && opens && closed && is_other(name)).then_some(name.id)
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

/// The form of a token; nothing behind the last one.
fn form(document: &Document, at: u32) -> &str {
    document.tokens.get(at as usize).map_or("", |token| token.span.of(&document.article.text))
}

/// True for a name that was taken for something else than a person's.
fn is_other(name: &Mention) -> bool {
    matches!(name.kind, MentionKind::Place | MentionKind::Organisation | MentionKind::Other)
}

/// True for a name of several words with an age behind it: "Ann Roe, 61,".
fn is_aged(document: &Document, name: &Mention) -> bool {
    let behind = |at: u32| form(document, name.tokens.end.0 + at);
    let other = matches!(name.kind, MentionKind::Place | MentionKind::Other);
    let age = behind(1).len() == 2 && behind(1).parse::<u32>().is_ok_and(|years| years >= YOUNGEST);
    other && is_capital(document, name) && age && behind(0) == "," && matches!(behind(2), "," | ";" | ".")
}

/// True for "S Ramanathan", "P. Subramanian": initials before a name that a title or a verb of speech stands beside.
fn is_initialled(document: &Document, name: &Mention) -> bool {
    let initial = |form: &str| {
        form.trim_end_matches('.').len() == 1 && form.starts_with(|first: char| first.is_ascii_uppercase())
    };
    let last = form(document, name.tokens.end.0 - 1);
    let beside = |at: Option<u32>| {
        let token = at.and_then(|at| document.tokens.get(at as usize));
        token.is_some_and(|token| token.lemma == "," || token.lemma == "say")
    };
    let set_off = beside(name.tokens.start.0.checked_sub(1)) || beside(Some(name.tokens.end.0));
    let whole = last.chars().count() >= SURNAME && last.chars().skip(1).all(char::is_lowercase);
    is_other(name) && initial(form(document, name.tokens.start.0)) && whole && set_off && is_capital(document, name)
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
    let end = name.tokens.end.0;
    let other = matches!(name.kind, MentionKind::Place | MentionKind::Other);
    let opens = document.sentence_of(name.tokens.start).tokens.start == name.tokens.start;
    let who = form(document, end) == "," && ["who", "whose", "whom"].contains(&form(document, end + 1));
    other && opens && who && is_capital(document, name)
}

/// True for a name of several words whose last one the document has for a person elsewhere: "Ann Roe" where "Roe said".
fn is_surnamed(document: &Document, name: &Mention, surnames: &BTreeSet<&str>) -> bool {
    let before = name.tokens.start.0.checked_sub(1).map_or(String::new(), |at| form(document, at).to_lowercase());
    let placed = ["in", "at", "near", "from", "to", "of", "the", "for", "outside"].contains(&before.as_str());
    is_other(name) && is_capital(document, name) && !placed && surnames.contains(form(document, name.tokens.end.0 - 1))
}

/// The name of several words set off behind an office: "the speaker of the House, Ann Roe." Behind a place it may be a wider place.
fn set_off(document: &Document, mentions: &Mentions, title: &Title) -> Option<MentionId> {
    let of_place = match title.of {
        Some(Jurisdiction::Named(of)) => mentions.get(of).kind != MentionKind::Organisation,
        _ => false,
    };
    let end = title.phrase.end;
    let before = title.phrase.start.0.checked_sub(1).map_or("", |at| form(document, at));
    let definite = before.eq_ignore_ascii_case("the") || title.phrase.start < title.tokens.start;
    if of_place || !definite || form(document, end.0) != "," {
        return None;
    }
    let name = mentions.at(TokenId(end.0 + 1)).filter(|name| name.tokens.start.0 == end.0 + 1)?;
    let closed = matches!(form(document, name.tokens.end.0), "," | "." | ";");
    (is_other(name) && is_capital(document, name) && closed).then_some(name.id)
}
