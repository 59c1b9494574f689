//! Noun phrases that refer back: "the composer" to "composer Ann Roe", "the choir" to "Tisza Chamber Choir".

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::MentionKind;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::text::{TokenId, TokenRange};

/// The definite noun phrases of a document whose noun one of the names found carries.
pub(super) fn find(document: &Document, names: &[(TokenRange, MentionKind)]) -> Vec<(TokenRange, MentionKind)> {
    let nouns = carried(document, names);
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
    }
    found
}

/// The nouns that names carry, each with the first token of the only name that does: the word before a person's name or in
/// apposition to it, the last word of an organisation's.
pub(super) fn carried(document: &Document, names: &[(TokenRange, MentionKind)]) -> BTreeMap<SmolStr, TokenId> {
    let mut nouns: BTreeMap<SmolStr, Vec<(String, TokenId)>> = BTreeMap::new();
    let mut add = |noun: SmolStr, name: &str, at: TokenId| {
        let holders = nouns.entry(noun).or_default();
        let last = name.rsplit([' ', '-']).next().unwrap_or(name).to_lowercase();
        if holders.iter().all(|(known, _)| *known != last) {
            holders.push((last, at));
        }
    };
    for &(tokens, kind) in names {
        let name = document.text(tokens);
        match kind {
            MentionKind::Person => {
                let before = tokens.start.0.checked_sub(1).map(TokenId);
                let described = before.filter(|&id| document.token(id).upos == Upos::Noun);
                if let Some(noun) = described {
                    add(document.token(noun).lemma.clone(), name, tokens.start);
                }
                let head = super::head(document, tokens);
                for dep in document.dependents(head) {
                    let token = document.token(dep);
                    if token.deprel == Deprel::Appos && token.upos == Upos::Noun {
                        add(token.lemma.clone(), name, tokens.start);
                    }
                }
            }
            MentionKind::Organisation | MentionKind::Other if tokens.len() > 1 => {
                let last = document.form(TokenId(tokens.end.0 - 1)).to_lowercase();
                add(last.into(), name, tokens.start);
            }
            _ => {}
        }
    }
    nouns.into_iter().filter(|(_, holders)| holders.len() == 1).map(|(noun, holders)| (noun, holders[0].1)).collect()
}
