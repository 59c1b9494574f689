//! People who are told of without a name, "a driver", "the minister": whom a pronoun may mean as well as those who are named.

use super::people::People;
use super::{Mention, MentionKind, Title};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::text::TokenId;

/// People who are not named: singular nouns that mean a person, and offices, without a name beside them.
pub(super) fn find(document: &Document, mentions: &[Mention], titles: &[Title]) -> Vec<(TokenId, Option<bool>)> {
    let people = People::shipped();
    let (mut named, mut taken) = (vec![false; document.tokens.len() + 1], vec![false; document.tokens.len() + 1]);
    for mention in mentions {
        for index in mention.tokens.indices() {
            taken[index] = true;
            named[index] = mention.kind == MentionKind::Person;
        }
    }
    let alone = |id: TokenId| {
        let token = document.token(id);
        let part = matches!(token.deprel, Deprel::Compound | Deprel::NmodDesc | Deprel::Flat | Deprel::Appos);
        // "The best player was Ann Roe".
        let subject = token.deprel == Deprel::Nsubj && token.head.is_some_and(|head| named[head.index()]);
        let beside = subject || named[id.index() + 1] || token.head.is_some_and(|head| part && named[head.index()]);
        let holds = |dep: TokenId| named[dep.index()] && document.token(dep).deprel != Deprel::NmodPoss;
        let predicate = |dep: TokenId| document.token(dep).deprel == Deprel::Cop;
        !part
            && !beside
            && !taken[id.index()]
            && !is_set_off(document, id, &named)
            && !document.dependents(id).any(|dep| holds(dep) || predicate(dep))
    };
    let nouns = (0..document.tokens.len()).map(|index| TokenId(index as u32)).filter(|&id| {
        let token = document.token(id);
        token.upos == Upos::Noun && token.xpos == Xpos::Nn && people.has(&token.lemma)
    });
    let mut heads: Vec<TokenId> = nouns.chain(titles.iter().map(|title| title.head)).collect();
    heads.sort();
    heads.dedup();
    heads.into_iter().filter(|&id| alone(id)).map(|id| (id, people.is_feminine(&document.token(id).lemma))).collect()
}

/// True for "Roe, the former prime minister, had been": a noun that the tree has for a second subject behind a name.
fn is_set_off(document: &Document, noun: TokenId, named: &[bool]) -> bool {
    let subject = |id: TokenId| matches!(document.token(id).deprel, Deprel::Nsubj | Deprel::NsubjPass);
    let Some(verb) = document.token(noun).head.filter(|_| subject(noun)) else { return false };
    document.dependents(verb).any(|dep| dep < noun && subject(dep) && named[dep.index()])
}
