//! Titles and offices in the text, with the country, city or body that each belongs to.

use smol_str::SmolStr;

use super::{Mention, MentionId, MentionKind, Mentions, head};
use crate::language::{Document, Upos};
use crate::offices::{Kind, Lexicon, Office};
use crate::text::{TokenId, TokenRange};

/// An office or title as it stands in the text: "the Iraqi prime minister", "deputy mayor of Santarém".
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// The tokens of the office itself, with its modifiers.
    pub tokens: TokenRange,
    /// The token that carries its function in the sentence.
    pub head: TokenId,
    /// The office.
    pub office: Office,
    /// What it is an office of.
    pub of: Option<Jurisdiction>,
}

/// What an office belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Jurisdiction {
    /// A named place or body.
    Named(MentionId),
    /// A noun: "the club", "the board".
    Noun(SmolStr),
}

/// Names of several words that an office in apposition shows to be people, whatever they were taken for: "Asaad al Shibani, the
/// Syrian foreign minister,".
pub(super) fn bearers(document: &Document, mentions: &Mentions) -> Vec<MentionId> {
    let bearer = |title: &Title| {
        let first = match title.of {
            Some(Jurisdiction::Named(of)) => mentions.get(of).tokens.start.min(title.tokens.start),
            _ => title.tokens.start,
        };
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
    mentions.titles.iter().filter_map(bearer).collect()
}

/// The most tokens between an office and the name of what it belongs to.
const REACH: usize = 4;

pub(super) fn find(document: &Document, lexicon: &Lexicon, mentions: &Mentions) -> Vec<Title> {
    let mut titles = Vec::new();
    for sentence in &document.sentences {
        let words: Vec<String> =
            sentence.tokens.indices().map(|index| document.form(TokenId(index as u32)).to_lowercase()).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let base = sentence.tokens.start.index();
        for found in lexicon.find(&words) {
            if found.kind != Kind::Office
                || found.plural
                || found.office.is_of_another()
                || found.office.id == "candidate"
            {
                continue;
            }
            let tokens = TokenRange::new(base + found.range.start, base + found.range.end);
            let inside_name = tokens.indices().all(|index| {
                mentions.at(TokenId(index as u32)).is_some_and(|mention| {
                    matches!(mention.kind, MentionKind::Organisation | MentionKind::Person)
                        && mention.tokens.len() > tokens.len()
                })
            });
            let noun = !tokens.indices().all(|index| document.tokens[index].upos == Upos::Verb);
            if inside_name || !noun || is_possessor(document, tokens) || is_hypothetical(document, mentions, tokens) {
                continue;
            }
            let of = before(document, mentions, sentence.tokens, tokens)
                .or_else(|| behind(document, mentions, sentence.tokens, tokens))
                .or_else(|| behind_name(document, mentions, sentence.tokens, tokens));
            titles.push(Title { tokens, head: head(document, tokens), office: found.office, of });
        }
    }
    titles
}

/// "the president's former press secretary": the office is not that of the person beside it.
fn is_possessor(document: &Document, title: TokenRange) -> bool {
    let next = document.tokens.get(title.end.index()).map_or("", |token| token.span.of(&document.article.text));
    matches!(next, "'s" | "\u{2019}s" | "'" | "\u{2019}")
}

/// "a President Roe": one who is not.
fn is_hypothetical(document: &Document, mentions: &Mentions, title: TokenRange) -> bool {
    let before = title.start.0.checked_sub(1).map_or("", |before| document.form(TokenId(before)));
    let article = ["a", "an"].iter().any(|word| before.eq_ignore_ascii_case(word));
    article && mentions.at(title.end).is_some_and(|mention| mention.kind == MentionKind::Person)
}

/// "Sheriff Ann Roe of Deuel County".
fn behind_name(
    document: &Document,
    mentions: &Mentions,
    sentence: TokenRange,
    title: TokenRange,
) -> Option<Jurisdiction> {
    let name = mentions.at(title.end).filter(|mention| mention.kind == MentionKind::Person)?;
    behind(document, mentions, sentence, name.tokens)
}

fn names_body(mention: &&Mention) -> bool {
    matches!(mention.kind, MentionKind::Place | MentionKind::Organisation | MentionKind::Other)
}

/// "Iraqi prime minister", "Iraq's prime minister", "UBS chairman".
fn before(document: &Document, mentions: &Mentions, sentence: TokenRange, title: TokenRange) -> Option<Jurisdiction> {
    let floor = sentence.start.index().max(title.start.index().saturating_sub(REACH));
    for index in (floor..title.start.index()).rev() {
        let id = TokenId(index as u32);
        if let Some(mention) = mentions.at(id) {
            return Some(mention).filter(names_body).map(|mention| Jurisdiction::Named(mention.id));
        }
        let token = &document.tokens[index];
        let possessive = matches!(document.form(id), "'s" | "\u{2019}s" | "'" | "\u{2019}");
        if possessive {
            let owner = index.checked_sub(1).map(|before| TokenId(before as u32))?;
            if mentions.at(owner).is_none() && document.token(owner).upos == Upos::Noun {
                return Some(Jurisdiction::Noun(document.token(owner).lemma.clone()));
            }
        } else if token.upos == Upos::Noun {
            return Some(Jurisdiction::Noun(token.lemma.clone()));
        } else if !matches!(token.upos, Upos::Adj | Upos::Num) {
            return None;
        }
    }
    None
}

/// "prime minister of Iraq", "president of the board", "Commissioner of Police in the state".
fn behind(document: &Document, mentions: &Mentions, sentence: TokenRange, title: TokenRange) -> Option<Jurisdiction> {
    let preposition = title.end.index();
    if preposition >= sentence.end.index() {
        return None;
    }
    let form = document.form(title.end);
    if !["of", "for", "in", "at"].iter().any(|word| form.eq_ignore_ascii_case(word)) {
        return None;
    }
    let ceiling = sentence.end.index().min(preposition + 1 + REACH);
    let mut noun = None;
    for index in preposition + 1..ceiling {
        let id = TokenId(index as u32);
        if let Some(mention) = mentions.at(id) {
            return Some(mention).filter(names_body).map(|mention| Jurisdiction::Named(mention.id));
        }
        match document.tokens[index].upos {
            Upos::Det | Upos::Adj | Upos::Num => {}
            Upos::Noun | Upos::Propn => noun = Some(Jurisdiction::Noun(document.tokens[index].lemma.clone())),
            _ => break,
        }
    }
    noun
}
