//! Names that somebody has by birth or law: "born Ann Roe", "his real name was Tom Hart", "He was Tom Hart at birth".
//!
//! `real-name(person, name)`; and `called(person, name, other)`, the real name with the one that the text goes by.

use smol_str::SmolStr;

use super::extract::{LONGEST_SENTENCE, is_person};
use super::vocabulary::has;
use super::{Claim, Filler, Manner, Reading, Vocabulary, holder};
use crate::language::Document;
use crate::mention::{Mention, MentionId, MentionKind, folded};
use crate::text::{TokenId, TokenRange};

/// The claims of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for mention in reading.mentions.all.iter().filter(|mention| mention.kind != MentionKind::Reference) {
        let sentence = document.sentence_of(mention.tokens.start).tokens;
        if sentence.len() > LONGEST_SENTENCE || !mention.name.contains(' ') {
            continue;
        }
        if let Some(person) = bearer(reading, vocabulary, sentence, mention) {
            claims.extend(claim(reading, person, mention));
        }
    }
    claims
}

fn form(document: &Document, at: Option<usize>) -> &str {
    at.filter(|&at| at < document.tokens.len()).map_or("", |at| document.form(TokenId(at as u32)))
}

/// The person whose real name a mention is.
fn bearer(reading: &Reading, vocabulary: &Vocabulary, sentence: TokenRange, name: &Mention) -> Option<MentionId> {
    let document = &reading.document;
    let (floor, first) = (sentence.start.index(), name.tokens.start.index());
    let word = |back: usize| form(document, first.checked_sub(back).filter(|&at| at >= floor)).to_lowercase();
    let behind = |ahead: usize| form(document, Some(name.tokens.end.index() + ahead)).to_lowercase();
    let verb = |back: usize| TokenId((first - back) as u32);
    let before = word(1);
    if ["born", "christened", "baptised", "baptized", "n\u{e9}e"].contains(&before.as_str()) {
        return match word(2).as_str() {
            "was" | "were" => holder::subject_before(reading, verb(2), floor),
            "" => subject_behind(reading, sentence, name),
            _ => person_before(reading, floor, first - 1),
        };
    }
    // "He was Tom Hart at birth."
    if behind(0) == "at" && behind(1) == "birth" && before == "was" {
        return holder::subject_before(reading, verb(1), floor);
    }
    // "His papers say Tom Hart left" gives no name.
    let closed = behind(0).chars().all(|c| !c.is_alphanumeric());
    if let Some(owner) = on_paper(reading, vocabulary, floor, first).filter(|_| closed) {
        return Some(owner);
    }
    if let Some(hidden) = behind_name(reading, vocabulary, floor, first) {
        return Some(hidden);
    }
    let unmasks = |phrase: &String| {
        let words: Vec<&str> = phrase.split(' ').rev().collect();
        words.iter().enumerate().all(|(at, known)| word(at + 1) == *known)
    };
    if vocabulary.alias.unmasks.iter().any(unmasks) {
        let person = person_before(reading, floor, first)?;
        return (!reading.mentions.full(person).name.contains(' ')).then_some(person);
    }
    // "whose real name is Tom Hart", "his birth name, Tom Hart,"
    let gap = usize::from([",", ":", "is", "was", "being"].contains(&before.as_str()));
    let named = word(gap + 1) == "name" && has(&vocabulary.alias.real, &word(gap + 2));
    let owner = first.checked_sub(gap + 3).filter(|&at| named && at >= floor)?;
    match form(document, Some(owner)).to_lowercase().as_str() {
        "whose" => person_before(reading, floor, owner),
        "his" | "her" => {
            let mention = reading.mentions.at(TokenId(owner as u32))?;
            is_person(reading, mention).then_some(mention.id)
        }
        _ => None,
    }
}

/// Who goes by another name: "Behind the name Kestrel hides Tom Hart".
fn behind_name(reading: &Reading, vocabulary: &Vocabulary, floor: usize, first: usize) -> Option<MentionId> {
    let document = &reading.document;
    let other = first.checked_sub(2).and_then(|at| reading.mentions.at(TokenId(at as u32)))?;
    let start = other.tokens.start.index();
    let word = |back: usize| form(document, start.checked_sub(back).filter(|&at| at >= floor)).to_lowercase();
    let hides = form(document, first.checked_sub(1)).to_lowercase();
    let named = word(1) == "name" || has(&vocabulary.alias.nouns, &word(1));
    (has(&vocabulary.alias.hides, &hides) && named && word(3) == "behind").then_some(other.id)
}

/// The owner of papers that give a name: "His papers say Tom Hart", "Her baptism card gives her name as Ann Roe".
fn on_paper(reading: &Reading, vocabulary: &Vocabulary, floor: usize, first: usize) -> Option<MentionId> {
    let document = &reading.document;
    let word = |at: usize| form(document, Some(at)).to_lowercase();
    let least = first.saturating_sub(PAPERS).max(floor);
    let papers = (least..first).rev().find(|&at| !has(&vocabulary.alias.papers_say, &word(at)))?;
    // "his papers Tom Hart" says nothing: a verb must stand between.
    if papers + 1 >= first || !has(&vocabulary.alias.papers, &word(papers)) {
        return None;
    }
    (floor.max(papers.saturating_sub(2))..papers).rev().find(|&at| matches!(word(at).as_str(), "his" | "her")).and_then(
        |at| {
            let mention = reading.mentions.at(TokenId(at as u32))?;
            is_person(reading, mention).then_some(mention.id)
        },
    )
}

/// The most tokens from the papers to the name.
const PAPERS: usize = 6;

/// The person last named before a position.
fn person_before(reading: &Reading, floor: usize, to: usize) -> Option<MentionId> {
    (floor..to).rev().find_map(|at| {
        let mention = reading.mentions.at(TokenId(at as u32))?;
        (mention.kind == MentionKind::Person).then_some(mention.id)
    })
}

/// The subject behind "Born Ann Roe in Leeds, she".
fn subject_behind(reading: &Reading, sentence: TokenRange, name: &Mention) -> Option<MentionId> {
    let document = &reading.document;
    let comma = (name.tokens.end.index()..sentence.end.index()).find(|&at| form(document, Some(at)) == ",")?;
    let next = reading.mentions.at(TokenId(comma as u32 + 1))?;
    is_person(reading, next).then_some(next.id)
}

fn claim(reading: &Reading, person: MentionId, name: &Mention) -> Vec<Claim> {
    let document = &reading.document;
    let full = reading.mentions.full(person);
    // A name that the document has for somebody else already is not this one's.
    let taken = name.refers_to != name.id && name.refers_to != full.id;
    if full.id == name.id || taken {
        return Vec::new();
    }
    let mut marks = vec![document.span(reading.mentions.get(person).tokens), document.span(name.tokens)];
    marks.sort();
    let real = Claim {
        predicate: SmolStr::new_static("real-name"),
        roles: vec![Filler::Mention(person), Filler::Word(name.name.clone())],
        trigger: name.head,
        clause: document.sentence_of(name.tokens.start).span,
        marks,
        when: None,
        place: None,
        manner: Manner::Asserted,
        past: false,
        speaker: None,
    };
    let mut roles = real.roles.clone();
    roles.push(Filler::Word(folded(&full.name).into()));
    let called = Claim { predicate: SmolStr::new_static("called"), roles, ..real.clone() };
    vec![real, called]
}
