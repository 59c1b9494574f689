//! Whether a person is told as a woman or a man: by the given name, and before that by titles and nouns beside the name
//! ("Mrs Roe", "her husband, the director Tom Hart").

use std::collections::BTreeMap;

use super::people::People;
use super::{Mention, MentionId, MentionKind};
use crate::language::{Deprel, Document, Upos};
use crate::names;
use crate::text::TokenId;

/// Women and men among the people of a document; people of whom nothing is known are in neither.
#[derive(Clone, Debug, Default)]
pub(super) struct Genders {
    feminine: BTreeMap<MentionId, bool>,
}

impl Genders {
    /// What is known of the people whom mentions name.
    pub(super) fn of(document: &Document, mentions: &[Mention]) -> Self {
        let people = People::shipped();
        let mut told: BTreeMap<MentionId, (u32, u32)> = BTreeMap::new();
        let mut named: BTreeMap<MentionId, bool> = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Person) {
            for noun in beside(document, mention) {
                if let Some(feminine) = people.is_feminine(document.form(noun)) {
                    let slot = told.entry(mention.refers_to).or_default();
                    if feminine { slot.0 += 1 } else { slot.1 += 1 }
                }
            }
            let given = mention.name.split(' ').next().unwrap_or("");
            let sure = mention.name.contains(' ') && !given.contains('-') && !people.is_of_both(given);
            if let Some(feminine) = names::parse(&mention.name).is_feminine().filter(|_| sure) {
                named.entry(mention.refers_to).or_insert(feminine);
            }
        }
        let mut feminine = named;
        feminine.extend(told.into_iter().filter(|(_, (she, he))| she != he).map(|(id, (she, he))| (id, she > he)));
        Self { feminine }
    }

    /// Keeps what is told of a person of whom nothing is known yet.
    pub(super) fn learn(&mut self, person: MentionId, feminine: bool) {
        self.feminine.entry(person).or_insert(feminine);
    }

    /// True for a woman, false for a man, none when it is not known.
    pub(super) fn is_feminine(&self, person: MentionId) -> Option<bool> {
        self.feminine.get(&person).copied()
    }
}

/// The nouns and titles beside a name: the words right before it, and nouns in apposition on either side.
fn beside(document: &Document, mention: &Mention) -> Vec<TokenId> {
    let floor = document.sentence_of(mention.head).tokens.start.0;
    let mut nouns = Vec::new();
    let mut at = mention.tokens.start.0;
    // The first words of the name itself may be a title.
    nouns.push(mention.tokens.start);
    while at > floor && mention.tokens.start.0 - at < 4 {
        at -= 1;
        let id = TokenId(at);
        let comma = document.form(id) == "," && mention.tokens.start.0 - at == 1;
        match document.token(id).upos {
            Upos::Noun | Upos::Propn => nouns.push(id),
            Upos::Adj | Upos::Num | Upos::Det => {}
            _ if comma => {}
            _ => break,
        }
    }
    let head = document.token(mention.head);
    if let (Deprel::Appos, Some(noun)) = (head.deprel, head.head) {
        nouns.push(noun);
    }
    nouns.extend(document.dependents(mention.head).filter(|&dep| document.token(dep).deprel == Deprel::Appos));
    nouns
}

/// The sex that a pronoun tells: true for "she", false for "he".
pub(super) fn of_pronoun(pronoun: &str) -> Option<bool> {
    match pronoun.to_lowercase().as_str() {
        "she" | "her" | "hers" | "herself" => Some(true),
        "he" | "him" | "his" | "himself" => Some(false),
        _ => None,
    }
}
