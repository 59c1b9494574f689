//! What one document of a story tells of a person helps in the others: "the composer died" is about the composer whom another
//! article names.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::people::People;
use super::{Mention, MentionKind, Mentions, folded, nominal};
use crate::language::Document;
use crate::names;
use crate::offices::Lexicon;
use crate::text::{TokenId, TokenRange};
use crate::verdict::Verdict;

/// What one document tells of people: the nouns beside full names, with the names; and all full names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    nouns: Vec<(SmolStr, SmolStr)>,
    people: BTreeSet<SmolStr>,
}

/// Nouns for people that the documents of a story put beside one person's name only, with that name; and the full names of
/// people, which may be taken for those of places elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    of: BTreeMap<SmolStr, SmolStr>,
    people: BTreeSet<SmolStr>,
}

impl Described {
    /// Of a story, from what its documents tell. A noun that two people carry is none.
    pub fn of<'a>(documents: impl Iterator<Item = &'a Told> + Clone) -> Self {
        let mut of: BTreeMap<SmolStr, Option<SmolStr>> = BTreeMap::new();
        let people = documents.clone().flat_map(|told| told.people.iter().cloned()).collect();
        for (noun, name) in documents.flat_map(|told| &told.nouns) {
            let slot = of.entry(noun.clone()).or_insert_with(|| Some(name.clone()));
            let same = slot.as_ref().is_some_and(|known| {
                names::compare(&names::parse(known), &names::parse(name)).verdict == Verdict::Same
            });
            if !same {
                *slot = None;
            }
        }
        Self { of: of.into_iter().filter_map(|(noun, name)| name.map(|name| (noun, name))).collect(), people }
    }

    /// True for the full name of somebody in another document of the story.
    pub(super) fn is_person(&self, name: &str) -> bool {
        name.contains(' ') && self.people.contains(folded(name).as_str())
    }

    /// True when a document says "the" with one of the nouns, or has taken a person's name for something else.
    pub fn serves(&self, document: &Document, mentions: &Mentions) -> bool {
        let is_mistaken = |mention: &Mention| mention.kind == MentionKind::Place && self.is_person(&mention.name);
        mentions.all.iter().any(is_mistaken)
            || (1..document.tokens.len()).any(|index| {
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

/// What a document tells of people: the nouns beside full names, offices left out, which change hands; and the full names.
pub fn told(document: &Document, mentions: &Mentions, lexicon: &Lexicon) -> Told {
    let names: Vec<(TokenRange, MentionKind)> = mentions
        .all
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person)
        .map(|mention| (mention.tokens, mention.kind))
        .collect();
    // Who is called by the surname alone besides is no place and no paper.
    let again = |full: &Mention| {
        mentions
            .all
            .iter()
            .any(|other| other.refers_to == full.id && other.kind == MentionKind::Person && !other.name.contains(' '))
    };
    let full = |mention: &&Mention| mention.kind == MentionKind::Person && mention.name.contains(' ');
    let people = mentions.all.iter().filter(full).filter(|mention| mention.refers_to == mention.id && again(mention));
    let people = people.map(|mention| SmolStr::new(folded(&mention.name))).collect();
    let nouns = nominal::carried(document, &names, &Described::default())
        .into_iter()
        .filter(|(noun, _)| People::shipped().has(noun) && lexicon.find(&[noun.as_str()]).is_empty())
        .filter_map(|(noun, first)| {
            let mention = mentions.at(first)?;
            let full = &mentions.full(mention.id).name;
            full.contains(' ').then(|| (noun, full.clone()))
        })
        .collect();
    Told { nouns, people }
}
