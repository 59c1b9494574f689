//! Noun phrases that refer back: "the composer" to "composer Ann Roe", "the choir" to "Tisza Chamber Choir", "the Leeds native".

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::people::People;
use super::{Described, MentionKind};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::text::{TokenId, TokenRange};

/// What a reference is made of.
pub(super) enum Reference<'a> {
    /// A pronoun, or a noun that stands for a person by itself.
    Word,
    /// "The composer": the noun's lemma.
    Noun(&'a SmolStr),
    /// "The 39-year-old".
    Aged(u32),
}

/// What a reference is made of.
pub(super) fn kind(document: &Document, tokens: TokenRange) -> Reference<'_> {
    match tokens.len() {
        1 => Reference::Word,
        2 => Reference::Noun(&document.token(TokenId(tokens.start.0 + 1)).lemma),
        _ => Reference::Aged(document.form(TokenId(tokens.start.0 + 1)).parse().unwrap_or(0)),
    }
}

/// The definite noun phrases of a document whose noun one of the names found carries, and "the Leeds native".
pub(super) fn find(
    document: &Document,
    names: &[(TokenRange, MentionKind)],
    story: &Described,
) -> Vec<(TokenRange, MentionKind)> {
    let nouns = carried(document, names, story);
    let mut found = Vec::new();
    for index in 1..document.tokens.len() {
        let (id, before) = (TokenId(index as u32), TokenId(index as u32 - 1));
        let token = &document.tokens[index];
        let definite = token.xpos == Xpos::Nn && document.form(before).eq_ignore_ascii_case("the");
        let named = document.dependents(id).any(|dep| {
            matches!(document.token(dep).deprel, Deprel::Appos | Deprel::Flat | Deprel::Nmod | Deprel::Compound)
        });
        let heads = !matches!(token.deprel, Deprel::Compound | Deprel::NmodDesc | Deprel::Flat);
        if definite && heads && !named && nouns.contains_key(&token.lemma) {
            found.push((TokenRange::new(index - 1, index + 1), MentionKind::Reference));
        }
        if is_native(document, names, index) {
            found.push((TokenRange::new(index, index + 1), MentionKind::Reference));
        }
    }
    found
}

/// "The Leeds native" at its noun, as a noun phrase of its own.
fn is_native(document: &Document, names: &[(TokenRange, MentionKind)], index: usize) -> bool {
    let form = |at: usize| document.tokens.get(at).map_or("", |_| document.form(TokenId(at as u32)));
    if form(index) != "native" || index < 2 {
        return false;
    }
    let place = names.iter().find(|(tokens, _)| tokens.end.index() == index).map(|(tokens, _)| tokens.start.index());
    let opens = place.and_then(|start| start.checked_sub(1)).is_some_and(|at| form(at).eq_ignore_ascii_case("the"));
    let next = document.tokens.get(index + 1).map(|token| token.upos);
    opens && !matches!(next, Some(Upos::Propn | Upos::Noun | Upos::Adj)) && form(index + 1) != ","
}

/// True for a bare name that a relation comes before: "her son Tomas".
pub(super) fn names_kin(document: &Document, name: TokenId) -> bool {
    let before = |back: u32| name.0.checked_sub(back).map_or("", |at| document.form(TokenId(at)));
    let owned = ["his", "her", "their", "'s", "\u{2019}s"].iter().any(|word| before(2).eq_ignore_ascii_case(word));
    owned && People::shipped().is_feminine(before(1)).is_some()
}

/// The nouns that names carry, each with the first token of the only name that does: the word before a person's name or in
/// apposition to it, the last word of an organisation's. A noun that the text also introduces without a name ("a driver",
/// "two drivers") is none. Where the document does not tell, its story may.
pub(super) fn carried(
    document: &Document,
    names: &[(TokenRange, MentionKind)],
    story: &Described,
) -> BTreeMap<SmolStr, TokenId> {
    let mut nouns: BTreeMap<SmolStr, Vec<(String, TokenId)>> = BTreeMap::new();
    let mut used: BTreeSet<TokenId> = BTreeSet::new();
    for &(tokens, kind) in names {
        let name = document.text(tokens);
        let last = name.rsplit([' ', '-']).next().unwrap_or(name).to_lowercase();
        let mut add = |noun: SmolStr| {
            let holders = nouns.entry(noun).or_default();
            if holders.iter().all(|(known, _)| *known != last) {
                holders.push((last.clone(), tokens.start));
            }
        };
        match kind {
            MentionKind::Person => {
                for noun in described(document, tokens) {
                    used.insert(noun);
                    add(document.token(noun).lemma.clone());
                }
            }
            MentionKind::Organisation | MentionKind::Other if tokens.len() > 1 => {
                let last = document.form(TokenId(tokens.end.0 - 1)).to_lowercase();
                add(last.into());
            }
            _ => {}
        }
    }
    let others = introduced(document, &used);
    let told = story.bearers(document, names).filter(|(noun, _)| !nouns.contains_key(noun)).collect::<Vec<_>>();
    nouns
        .into_iter()
        .filter(|(_, holders)| holders.len() == 1)
        .map(|(noun, holders)| (noun, holders[0].1))
        .chain(told)
        .filter(|(noun, _)| !others.contains(noun))
        .collect()
}

/// The nouns that describe a person's name: right before it, in apposition, set off behind or before it, or as predicate.
fn described(document: &Document, name: TokenRange) -> Vec<TokenId> {
    let sentence = document.sentence_of(name.start).tokens;
    let inside = |at: Option<u32>| at.map(TokenId).filter(|&at| sentence.holds(at));
    let noun = |&id: &TokenId| document.token(id).upos == Upos::Noun && document.token(id).xpos == Xpos::Nn;
    let mut found = Vec::new();
    let before = inside(name.start.0.checked_sub(1));
    found.extend(before.filter(noun));
    let head = super::head(document, name);
    for dep in document.dependents(head) {
        let token = document.token(dep);
        let predicate = token.deprel == Deprel::Appos;
        if predicate && noun(&dep) {
            found.push(dep);
        }
    }
    // "Roe was a composer": the noun is the head.
    let token = document.token(head);
    if let (Deprel::Nsubj, Some(above)) = (token.deprel, token.head)
        && noun(&above)
        && document.dependents(above).any(|dep| document.token(dep).deprel == Deprel::Cop)
    {
        found.push(above);
    }
    // ", the 47-year-old primary school teacher who".
    let comma = inside(Some(name.end.0)).filter(|&at| document.form(at) == ",");
    let article = comma.and_then(|comma| inside(Some(comma.0 + 1))).filter(|&at| document.token(at).upos == Upos::Det);
    if let Some(article) = article {
        let phrase = (article.0 + 1..sentence.end.0).map(TokenId).take_while(|&at| {
            matches!(document.token(at).upos, Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn)
                || document.form(at) == "-"
        });
        found.extend(phrase.last().filter(noun));
    }
    found.sort();
    found.dedup();
    found
}

/// The nouns that the text introduces without a name: after "a", "an" or "another", or in the plural.
fn introduced(document: &Document, used: &BTreeSet<TokenId>) -> BTreeSet<SmolStr> {
    let mut found = BTreeSet::new();
    for index in 0..document.tokens.len() {
        let id = TokenId(index as u32);
        let token = &document.tokens[index];
        if token.upos != Upos::Noun || used.contains(&id) {
            continue;
        }
        let indefinite = token.xpos == Xpos::Nn
            && document.dependents(id).any(|dep| {
                ["a", "an", "another", "second"].iter().any(|word| document.form(dep).eq_ignore_ascii_case(word))
            })
            && !document.dependents(id).any(|dep| matches!(document.token(dep).deprel, Deprel::Cop | Deprel::Appos));
        if indefinite || token.xpos == Xpos::Nns && People::shipped().has(&token.lemma) {
            found.insert(token.lemma.clone());
        }
    }
    found
}
