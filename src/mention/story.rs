//! What one document of a story tells of a person helps in the others: "the composer died" is about the composer whom another
//! article names.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::people::People;
use super::{MentionKind, Mentions, folded, nominal};
use crate::language::Document;
use crate::names;
use crate::offices::Lexicon;
use crate::text::{TokenId, TokenRange};
use crate::verdict::Verdict;

/// Nouns for people that the documents of a story put beside one person's name only, with that name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    of: BTreeMap<SmolStr, SmolStr>,
}

impl Described {
    /// The nouns of a story from the nouns of its documents. A noun that two people carry is none.
    pub fn of<'a>(documents: impl Iterator<Item = &'a [(SmolStr, SmolStr)]>) -> Self {
        let mut of: BTreeMap<SmolStr, Option<SmolStr>> = BTreeMap::new();
        for (noun, name) in documents.flatten() {
            let slot = of.entry(noun.clone()).or_insert_with(|| Some(name.clone()));
            let same = slot.as_ref().is_some_and(|known| {
                names::compare(&names::parse(known), &names::parse(name)).verdict == Verdict::Same
            });
            if !same {
                *slot = None;
            }
        }
        Self { of: of.into_iter().filter_map(|(noun, name)| name.map(|name| (noun, name))).collect() }
    }

    /// True when a document says "the" with one of the nouns.
    pub fn serves(&self, document: &Document) -> bool {
        (1..document.tokens.len()).any(|index| {
            self.of.contains_key(&document.tokens[index].lemma)
                && document.form(TokenId(index as u32 - 1)).eq_ignore_ascii_case("the")
        })
    }

    /// The first token of the only person of the names of a document who is the one with a noun.
    pub(super) fn bearers<'a>(
        &'a self,
        document: &'a Document,
        names: &'a [(TokenRange, MentionKind)],
    ) -> impl Iterator<Item = (SmolStr, TokenId)> + 'a {
        self.of.iter().filter_map(move |(noun, name)| {
            let known = names::parse(name);
            let mut found: Option<(String, TokenId)> = None;
            for &(tokens, _) in names.iter().filter(|(_, kind)| *kind == MentionKind::Person) {
                let text = document.text(tokens);
                if names::compare(&known, &names::parse(text)).verdict == Verdict::Different {
                    continue;
                }
                let last = folded(text.rsplit(' ').next().unwrap_or(text));
                match &found {
                    Some((other, _)) if *other != last => return None,
                    Some(_) => {}
                    None => found = Some((last, tokens.start)),
                }
            }
            found.map(|(_, start)| (noun.clone(), start))
        })
    }
}

/// The nouns for people that a document puts beside full names. Offices are left out: they change hands.
pub fn nouns(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Vec<(SmolStr, SmolStr)> {
    let names: Vec<(TokenRange, MentionKind)> = mentions
        .all
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person)
        .map(|mention| (mention.tokens, mention.kind))
        .collect();
    nominal::carried(document, &names, &Described::default())
        .into_iter()
        .filter(|(noun, _)| People::shipped().has(noun) && lexicon.find(&[noun.as_str()]).is_empty())
        .filter_map(|(noun, first)| {
            let mention = mentions.at(first)?;
            let full = &mentions.full(mention.id).name;
            full.contains(' ').then(|| (noun, full.clone()))
        })
        .collect()
}
