//! Titles and offices in the text, with the country, city or body that each belongs to.

use smol_str::SmolStr;

use super::{Mention, MentionId, MentionKind, Mentions, head};
use crate::language::{Document, Upos};
use crate::offices::{Kind, Lexicon, Modifier, Office};
use crate::text::{TokenId, TokenRange};

/// An office or title as it stands in the text: "the Iraqi prime minister", "deputy mayor of Santarém".
#[derive(Clone, Debug, PartialEq)]
pub struct Title {
    /// The tokens of the office itself, with its modifiers.
    pub tokens: TokenRange,
    /// The tokens of the office and of what it is of.
    pub phrase: TokenRange,
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
    /// A noun phrase without its article: "club", "regional health office".
    Noun(SmolStr),
}

/// The most tokens between an office and the name of what it belongs to.
pub(super) const REACH: usize = 4;

pub(super) fn find(document: &Document, lexicon: &Lexicon, mentions: &Mentions) -> Vec<Title> {
    let mut titles = Vec::new();
    for sentence in &document.sentences {
        let words: Vec<String> =
            sentence.tokens.indices().map(|index| document.form(TokenId(index as u32)).to_lowercase()).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let base = sentence.tokens.start.index();
        for found in lexicon.find(&words) {
            let mut tokens = TokenRange::new(base + found.range.start, base + found.range.end);
            let mut office = found.office;
            // "held the post of mayor": the words before name the office itself.
            if office.modifiers == [Modifier::OfficeOf] && found.core.end == found.range.end {
                office.modifiers.clear();
                tokens = TokenRange::new(base + found.core.start, base + found.core.end);
            }
            if found.kind != Kind::Office || found.plural || office.is_of_another() || office.id == "candidate" {
                continue;
            }
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
            let placed = lexicon.family(&office.id).is_none_or(|family| family != "state");
            let of = before(document, lexicon, mentions, sentence.tokens, tokens)
                .or_else(|| behind(document, lexicon, mentions, sentence.tokens, tokens, placed))
                .or_else(|| seat(document, lexicon, mentions, tokens, &office))
                .or_else(|| behind_name(document, lexicon, mentions, sentence.tokens, tokens, placed));
            let phrase = of.as_ref().map_or(tokens, |(_, of)| tokens.joined(*of));
            let of = of.map(|(of, _)| of);
            titles.push(Title { tokens, phrase, head: head(document, tokens), office, of });
        }
    }
    titles
}

/// "the president's former press secretary": the office is not that of the person beside it.
fn is_possessor(document: &Document, title: TokenRange) -> bool {
    title.end.index() < document.tokens.len() && document.is_possessive(title.end)
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
    lexicon: &Lexicon,
    mentions: &Mentions,
    sentence: TokenRange,
    title: TokenRange,
    placed: bool,
) -> Option<Found> {
    let name = mentions.at(title.end).filter(|mention| mention.kind == MentionKind::Person)?;
    let (of, _) = behind(document, lexicon, mentions, sentence, name.tokens, placed)?;
    Some((of, title))
}

/// "mayor of Millford", where the name was taken for a person's: a local office is of a place.
fn seat(
    document: &Document,
    lexicon: &Lexicon,
    mentions: &Mentions,
    title: TokenRange,
    office: &Office,
) -> Option<Found> {
    let local = lexicon.family(&office.id) == Some("local");
    let of = document.tokens.get(title.end.index()).is_some_and(|_| document.form(title.end) == "of");
    let name = mentions.at(TokenId(title.end.0 + 1)).filter(|_| local && of)?;
    let taken = name.kind == MentionKind::Person && !name.name.contains(' ');
    let word = |other: &Mention| other.name.split(' ').any(|word| word == name.name);
    let somebody = || mentions.all.iter().any(|other| other.name.contains(' ') && word(other));
    (taken && !somebody()).then_some((Jurisdiction::Named(name.id), name.tokens))
}

/// A name that an office can belong to, or a word that refers back to one: "its", "the club".
fn names_body(mention: &&Mention) -> bool {
    let pronoun = mention.kind == MentionKind::Reference && mention.tokens.len() == 1;
    mention.kind != MentionKind::Person && (!pronoun || mention.name.eq_ignore_ascii_case("its"))
}

/// What an office is of, and the tokens that say so.
type Found = (Jurisdiction, TokenRange);

/// "Iraqi prime minister", "Iraq's prime minister", "UBS chairman", "the regional health office's head", "Board President".
fn before(
    document: &Document,
    lexicon: &Lexicon,
    mentions: &Mentions,
    sentence: TokenRange,
    title: TokenRange,
) -> Option<Found> {
    // "Deuel County Sheriff": the name and the title share a word.
    if let Some(over) = mentions.at(title.start).filter(|over| over.tokens.start < title.start && names_body(over)) {
        return Some((Jurisdiction::Named(over.id), over.tokens));
    }
    let floor = sentence.start.index().max(title.start.index().saturating_sub(REACH));
    for index in (floor..title.start.index()).rev() {
        let id = TokenId(index as u32);
        if let Some(mention) = mentions.at(id) {
            // "Montado's chief executive": a single name that owns an office may be a firm's.
            let owner =
                mention.tokens.len() == 1 && mention.kind == MentionKind::Person && index + 1 < title.start.index();
            return Some(mention)
                .filter(|mention| owner || names_body(mention))
                .filter(|mention| mention.tokens.end <= title.start)
                .map(|mention| (Jurisdiction::Named(mention.id), mention.tokens));
        }
        let token = &document.tokens[index];
        if document.is_possessive(id) {
            let owner = index.checked_sub(1).map(|before| TokenId(before as u32))?;
            if mentions.at(owner).is_none() && matches!(document.token(owner).upos, Upos::Noun | Upos::Propn) {
                return body(document, mentions, sentence, owner);
            }
        } else if token.upos == Upos::Noun
            || token.upos == Upos::Propn && (names_one(document, lexicon, id) || is_unread_name(document, sentence, id))
        {
            return body(document, mentions, sentence, id);
        } else if !matches!(token.upos, Upos::Adj | Upos::Num) {
            return None;
        }
    }
    None
}

/// True for a noun for a body, and for what is written as its initials: "Board", "FSB".
fn names_one(document: &Document, lexicon: &Lexicon, id: TokenId) -> bool {
    let form = document.form(id);
    let initials = form.len() > 1 && form.chars().all(char::is_uppercase);
    initials || lexicon.is_body(&form.to_lowercase())
}

/// True for a capital word within a sentence that is no name of a day or month: a name that was not recognised.
fn is_unread_name(document: &Document, sentence: TokenRange, id: TokenId) -> bool {
    let form = document.form(id);
    let calendar = form.parse::<chrono::Weekday>().is_ok() || form.parse::<chrono::Month>().is_ok();
    id > sentence.start && !calendar && form.chars().next().is_some_and(char::is_uppercase)
}

/// True when the nouns from here on end in one for a body: "school board".
fn of_a_body(document: &Document, lexicon: &Lexicon, id: TokenId) -> bool {
    (id.index()..document.tokens.len().min(id.index() + REACH))
        .map(|at| TokenId(at as u32))
        .take_while(|&at| matches!(document.token(at).upos, Upos::Noun | Upos::Propn | Upos::Adj))
        .any(|at| names_one(document, lexicon, at))
}

/// The noun phrase that ends in a noun, as a body: "regional health office".
fn body(document: &Document, mentions: &Mentions, sentence: TokenRange, noun: TokenId) -> Option<Found> {
    let mut start = noun.index();
    while start > sentence.start.index() && noun.index() - start < REACH {
        let id = TokenId(start as u32 - 1);
        let inside =
            matches!(document.token(id).upos, Upos::Noun | Upos::Propn | Upos::Adj) || document.is_possessive(id);
        if !inside {
            break;
        }
        start = mentions.at(id).map_or(id, |mention| mention.tokens.start).index();
    }
    // "'s" opens no phrase.
    while start < noun.index() && document.is_possessive(TokenId(start as u32)) {
        start += 1;
    }
    let tokens = TokenRange::new(start, noun.index() + 1);
    let mut words: Vec<String> = (start..noun.index())
        .map(|at| TokenId(at as u32))
        .filter(|&id| !document.is_possessive(id))
        .map(|id| document.form(id).to_lowercase())
        .collect();
    words.push(document.token(noun).lemma.to_lowercase());
    Some((Jurisdiction::Noun(words.join(" ").into()), tokens))
}

/// "prime minister of Iraq", "president of the board", "Commissioner of Police in the state".
fn behind(
    document: &Document,
    lexicon: &Lexicon,
    mentions: &Mentions,
    sentence: TokenRange,
    title: TokenRange,
    placed: bool,
) -> Option<Found> {
    let preposition = title.end.index();
    if preposition >= sentence.end.index() {
        return None;
    }
    let form = document.form(title.end);
    // A president in a place, sworn in at another, is of neither.
    let prepositions: &[&str] = if placed { &["of", "for", "in", "at"] } else { &["of", "for"] };
    if !prepositions.iter().any(|word| form.eq_ignore_ascii_case(word)) {
        return None;
    }
    let ceiling = sentence.end.index().min(preposition + 1 + REACH + 2);
    let (mut named, mut noun) = (None, None);
    let mut index = preposition + 1;
    while index < ceiling {
        let id = TokenId(index as u32);
        if let Some(mention) = mentions.at(id) {
            if named.is_some() || noun.is_some() || !names_body(&mention) {
                break;
            }
            named = Some(mention);
            index = mention.tokens.end.index();
            continue;
        }
        match document.tokens[index].upos {
            // "head of the regency's disaster agency": of what is owned, if that is a body.
            _ if document.is_possessive(id) => {
                if !of_a_body(document, lexicon, TokenId(id.0 + 1)) {
                    break;
                }
            }
            Upos::Det | Upos::Adj | Upos::Num if named.is_none() && noun.is_none() => {}
            Upos::Noun | Upos::Propn if named.is_none() => noun = Some(id),
            // "president of the Mansfield school board": not of the place itself.
            Upos::Noun | Upos::Propn if of_a_body(document, lexicon, id) => noun = Some(id),
            _ => break,
        }
        index += 1;
    }
    match (named, noun) {
        (_, Some(noun)) => body(document, mentions, sentence, noun),
        (Some(mention), None) => Some((Jurisdiction::Named(mention.id), mention.tokens)),
        (None, None) => None,
    }
}
