//! Definite noun phrases that refer to a place: "the city", "the northern town", "the capital".

use std::collections::BTreeSet;

use super::MentionKind;
use crate::gazetteer::NounClass;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::text::{TokenId, TokenRange};

/// The most adjectives between the article and the noun.
const MODIFIERS: u32 = 3;

/// Where names begin and end, and which tokens are of nationalities and the like.
#[derive(Default)]
struct Names {
    starts: BTreeSet<u32>,
    ends: BTreeSet<u32>,
    tokens: BTreeSet<u32>,
    other: BTreeSet<u32>,
}

/// The place nouns of a document that stand for a place named elsewhere, each as a mention of its one token.
///
/// A noun in apposition to a name ("Mosul, the capital of"), one that a name belongs to ("the city of Mosul") and one
/// before another noun ("the city council") stand for nothing by themselves.
pub(super) fn find(document: &Document, names: &[(TokenRange, MentionKind)]) -> Vec<(TokenRange, MentionKind)> {
    let mut known = Names::default();
    for (tokens, kind) in names {
        known.starts.insert(tokens.start.0);
        known.ends.insert(tokens.end.0);
        known.tokens.extend(tokens.start.0..tokens.end.0);
        if *kind == MentionKind::Other {
            known.other.extend(tokens.start.0..tokens.end.0);
        }
    }
    let mut found = Vec::new();
    for index in 1..document.tokens.len() {
        let id = TokenId(index as u32);
        let token = &document.tokens[index];
        let place = token.upos == Upos::Noun
            && token.xpos == Xpos::Nn
            && NounClass::of(&token.lemma).is_some_and(|class| !matches!(class, NounClass::Feature | NounClass::Part));
        if place && definite(document, id, &known) && stands_alone(document, id, &known) {
            found.push((TokenRange::new(index, index + 1), MentionKind::Locality));
        }
    }
    found
}

/// True after "the", with adjectives between; not when that follows a name and a comma.
fn definite(document: &Document, noun: TokenId, names: &Names) -> bool {
    for back in 1..=MODIFIERS + 1 {
        let Some(at) = noun.0.checked_sub(back).map(TokenId) else { return false };
        let word = document.form(at).to_lowercase();
        if matches!(word.as_str(), "the" | "this") {
            let comma = at.0.checked_sub(1).filter(|&before| document.form(TokenId(before)) == ",");
            return comma.is_none_or(|comma| !names.ends.contains(&comma));
        }
        let modifies = matches!(document.token(at).upos, Upos::Adj | Upos::Num | Upos::Noun) || word == "-";
        if !modifies && !names.other.contains(&at.0) {
            return false;
        }
    }
    false
}

fn stands_alone(document: &Document, noun: TokenId, names: &Names) -> bool {
    let token = document.token(noun);
    let before_noun = matches!(token.deprel, Deprel::Compound | Deprel::Flat | Deprel::NmodDesc | Deprel::Amod);
    let named = document.dependents(noun).any(|dep| {
        let relation = document.token(dep).deprel;
        relation == Deprel::Cop
            || names.tokens.contains(&dep.0) && matches!(relation, Deprel::Appos | Deprel::Flat | Deprel::Compound)
    });
    let next = |step: u32| {
        let id = TokenId(noun.0 + step);
        document.tokens.get(id.index()).map(|token| (document.form(id), token.upos))
    };
    let goes_on = match next(1) {
        Some(("of", _) | (_, Upos::Noun | Upos::Propn)) => true,
        Some((",", _)) => names.starts.contains(&(noun.0 + 2)),
        _ => false,
    };
    !before_noun && !named && !goes_on
}
