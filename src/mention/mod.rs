//! Named people, organisations, places, titles, and the words that refer back to them.

mod aged;
mod back;
mod chain;
mod gender;
mod locality;
mod named;
mod nominal;
mod people;
mod shown;
mod story;
mod stranger;
mod title;

pub use story::{Described, Told, told};
pub use title::{Jurisdiction, Title};

use any_ascii::any_ascii;
use smol_str::SmolStr;

use crate::language::{Deprel, Document, Upos};
use crate::offices::Lexicon;
use crate::text::{TokenId, TokenRange};

/// A mention of one document, numbered in the order of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId(pub u32);

/// A stretch of text that names or refers to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its number.
    pub id: MentionId,
    /// Its tokens, without titles and determiners for a name.
    pub tokens: TokenRange,
    /// The token that carries its function in the sentence.
    pub head: TokenId,
    /// What it is.
    pub kind: MentionKind,
    /// The words, without a possessive ending.
    pub name: SmolStr,
    /// The mention that gives its name in full; itself when it stands alone.
    pub refers_to: MentionId,
}

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A person's name.
    Person,
    /// An organisation's name.
    Organisation,
    /// A place's name.
    Place,
    /// A name of something else: a nationality, an event, a work.
    Other,
    /// A personal pronoun, or a noun phrase such as "the 39-year-old", that refers to a person.
    Reference,
    /// A noun phrase that refers to a place, "the city": the noun alone.
    Locality,
}

/// All mentions and titles of a document.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The mentions, in order.
    pub all: Vec<Mention>,
    /// The titles and offices, in order.
    pub titles: Vec<Title>,
    by_token: Vec<Option<MentionId>>,
    title_by_token: Vec<Option<u32>>,
    quoted: Vec<bool>,
}

impl Mentions {
    /// A mention by its number.
    pub fn get(&self, id: MentionId) -> &Mention {
        &self.all[id.0 as usize]
    }

    /// The mention that a token is part of.
    pub fn at(&self, token: TokenId) -> Option<&Mention> {
        self.by_token.get(token.index()).copied().flatten().map(|id| self.get(id))
    }

    /// The mentions within a run of tokens, in order.
    pub fn within(&self, range: TokenRange) -> impl Iterator<Item = &Mention> {
        let first = self.all.partition_point(|mention| mention.tokens.start < range.start);
        self.all[first..].iter().take_while(move |mention| mention.tokens.end <= range.end)
    }

    /// Who and what is mentioned within a run of tokens, each by its first mention there.
    pub fn each_within(&self, range: TokenRange) -> Vec<&Mention> {
        let mut each: Vec<&Mention> = self.within(range).collect();
        each.sort_by_key(|mention| (mention.refers_to, mention.id));
        each.dedup_by_key(|mention| mention.refers_to);
        each
    }

    /// The title that a token is part of.
    pub fn title_at(&self, token: TokenId) -> Option<&Title> {
        self.title_by_token.get(token.index()).copied().flatten().map(|at| &self.titles[at as usize])
    }

    /// True for a token in direct speech.
    pub fn is_quoted(&self, token: TokenId) -> bool {
        self.quoted.get(token.index()).copied().unwrap_or(false)
    }

    /// The mention that gives the full name of what a mention refers to.
    pub fn full(&self, id: MentionId) -> &Mention {
        self.get(self.get(id).refers_to)
    }

    /// The mention that a noun phrase stands for: the name that its head is part of, or one in apposition to it or
    /// attached to it as its name ("the driver, Ann Roe"; "Mayor Ann Roe").
    pub fn resolve(&self, document: &Document, head: TokenId) -> Option<&Mention> {
        if let Some(mention) = self.at(head) {
            return Some(mention);
        }
        let named = |dep: &TokenId| {
            let relation = document.token(*dep).deprel;
            matches!(relation, Deprel::Appos | Deprel::Flat | Deprel::NmodDesc | Deprel::Compound)
        };
        let attached = document.dependents(head).filter(named).filter_map(|dep| self.at(dep));
        let (mut person, mut other) = (None, None);
        for mention in attached {
            let slot = if mention.kind == MentionKind::Person { &mut person } else { &mut other };
            *slot = slot.or(Some(mention));
        }
        let is_appositive = |mention: &&Mention| document.token(mention.head).deprel == Deprel::Appos;
        person.or(other.filter(is_appositive)).or_else(|| self.set_off(document, head))
    }

    /// The person's name set off by a comma behind a noun phrase, before any verb: "the head of the group, Ann Roe, was".
    /// The tree often has such a name hang on the last noun of the phrase.
    fn set_off(&self, document: &Document, head: TokenId) -> Option<&Mention> {
        if document.token(head).upos != Upos::Noun {
            return None;
        }
        let end = document.sentence_of(head).tokens.end.index().min(head.index() + SET_OFF);
        for index in head.index() + 1..end {
            let id = TokenId(index as u32);
            match document.tokens[index].upos {
                Upos::Verb | Upos::Aux | Upos::Pron => return None,
                Upos::Punct if document.form(id) == "," => {
                    let name = self.at(TokenId(id.0 + 1)).filter(|mention| mention.kind == MentionKind::Person)?;
                    let closed = [",", ".", ";"].contains(
                        &document
                            .tokens
                            .get(name.tokens.end.index())
                            .map_or("", |next| next.span.of(&document.article.text)),
                    );
                    return closed.then_some(name);
                }
                Upos::Punct => return None,
                _ => {}
            }
        }
        None
    }
}

/// The most tokens from a noun to the name set off behind its phrase.
const SET_OFF: usize = 14;

/// All mentions and titles of a document, with back references resolved where that is safe.
///
/// `story` is what the other documents of its story tell of people.
pub fn find(document: &Document, lexicon: &Lexicon, story: &Described) -> Mentions {
    let mut mentions = Mentions {
        by_token: vec![None; document.tokens.len()],
        title_by_token: vec![None; document.tokens.len()],
        quoted: back::quoted(document),
        ..Mentions::default()
    };
    let mut found = named::find(document);
    for (tokens, kind) in &mut found {
        if *kind == MentionKind::Place && story.is_person(document.text(*tokens)) {
            *kind = MentionKind::Person;
        }
    }
    found.extend(references(document));
    found.extend(initials(document, &found));
    found.extend(nominal::find(document, &found, story));
    found.extend(locality::find(document, &found));
    found.sort();
    for (tokens, kind) in found {
        let taken = tokens.indices().any(|index| mentions.by_token[index].is_some());
        if tokens.is_empty() || taken {
            continue;
        }
        let id = MentionId(mentions.all.len() as u32);
        let name = SmolStr::new(document.text(tokens));
        mentions.all.push(Mention { id, tokens, head: head(document, tokens), kind, name, refers_to: id });
        for index in tokens.indices() {
            mentions.by_token[index] = Some(id);
        }
    }
    mentions.titles = title::find(document, lexicon, &mentions);
    for (at, kind) in shown::seats(&mentions, lexicon) {
        mentions.all[at.0 as usize].kind = kind;
    }
    for at in shown::people(document, &mentions) {
        mentions.all[at.0 as usize].kind = MentionKind::Person;
    }
    for (at, title) in mentions.titles.iter().enumerate() {
        for index in title.tokens.indices() {
            mentions.title_by_token[index] = Some(at as u32);
        }
    }
    chain::link(document, &mut mentions.all, &mentions.titles, story);
    mentions
}

/// The token of a run whose head lies outside it.
pub(crate) fn head(document: &Document, tokens: TokenRange) -> TokenId {
    let outside = |id: &TokenId| document.token(*id).head.is_none_or(|head| !tokens.holds(head));
    tokens.indices().map(|index| TokenId(index as u32)).find(outside).unwrap_or(tokens.start)
}

/// What is written in capitals all over, for a body's initials: "FSB"; not in a sentence that is all in capitals.
fn initials(document: &Document, names: &[(TokenRange, MentionKind)]) -> Vec<(TokenRange, MentionKind)> {
    let mut taken = vec![false; document.tokens.len()];
    for index in names.iter().flat_map(|(tokens, _)| tokens.indices()) {
        taken[index] = true;
    }
    let short = |index: usize| {
        let form = document.form(TokenId(index as u32));
        (3..=6).contains(&form.len()) && form.chars().all(|letter| letter.is_ascii_uppercase())
    };
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let shouted = sentence.tokens.indices().filter(|&index| short(index)).count() > 3;
        let opens = |index: usize| index == sentence.tokens.start.index();
        let fits = |index: &usize| {
            let propn = matches!(document.tokens[*index].upos, Upos::Propn | Upos::Noun);
            !taken[*index] && short(*index) && propn && !opens(*index)
        };
        if !shouted {
            let here = sentence.tokens.indices().filter(fits);
            found.extend(here.map(|index| (TokenRange::new(index, index + 1), MentionKind::Organisation)));
        }
    }
    found
}

/// Pronouns for one person, and "the 39-year-old".
fn references(document: &Document) -> Vec<(TokenRange, MentionKind)> {
    let mut found = Vec::new();
    for index in 0..document.tokens.len() {
        let id = TokenId(index as u32);
        let form = document.form(id);
        let pronoun = document.tokens[index].upos == Upos::Pron
            && ["he", "she", "him", "her", "his", "hers", "it", "its"]
                .iter()
                .any(|word| form.eq_ignore_ascii_case(word));
        if pronoun {
            found.push((TokenRange::new(index, index + 1), MentionKind::Reference));
        }
        let aged = form == "old" && index >= 5 && {
            let before = |back: usize| document.form(TokenId((index - back) as u32));
            before(1) == "-" && before(2) == "year" && before(3) == "-" && before(5).eq_ignore_ascii_case("the")
        };
        let noun_follows = document.tokens.get(index + 1).is_some_and(|next| {
            matches!(next.upos, Upos::Noun | Upos::Propn | Upos::Adj)
                && !(next.head.is_none() && is_verbless(document, id))
                && next.span.start <= document.tokens[index].span.end + 1
        });
        if aged && !noun_follows {
            found.push((TokenRange::new(index - 5, index + 1), MentionKind::Reference));
        }
    }
    found
}

/// True in a sentence without a finite verb: its verb was taken for something else ("The 23-year-old struck twice").
fn is_verbless(document: &Document, id: TokenId) -> bool {
    let sentence = document.sentence_of(id).tokens;
    !sentence.indices().any(|index| matches!(document.tokens[index].upos, Upos::Verb | Upos::Aux))
}

/// A name in lower case without diacritics and leading article.
pub fn folded(name: &str) -> String {
    let plain = any_ascii(name).to_lowercase();
    plain.strip_prefix("the ").unwrap_or(&plain).trim_end_matches('.').to_owned()
}
