//! Coreference in one document: a surname after the full name, "she", "the 39-year-old". No link is better than a wrong one.

use super::back::{Resolver, sentence_number};
use super::{Described, Mention, MentionId, MentionKind, Title, aged, folded, nominal};
use crate::language::Document;
use crate::names::{self, PersonName};
use crate::text::TokenId;
use crate::verdict::Verdict;

/// Links mentions of persons to the mention that names them in full, and references to the person they mean.
pub(super) fn link(document: &Document, mentions: &mut [Mention], titles: &[Title], story: &Described) {
    link_names(document, mentions);
    link_organisations(document, mentions);
    link_references(document, mentions, titles, story);
}

/// A person of the document: the fullest mention and its parsed name.
struct Person {
    mention: MentionId,
    name: PersonName,
    text: String,
    words: usize,
}

impl Person {
    /// True when the first or the last word of the name is written so; nobody is called by a name in between.
    fn has(&self, word: &str) -> bool {
        let word = folded(word);
        let words = || self.text.split(' ');
        let ends = [words().next(), words().next_back(), self.text.rsplit([' ', '-']).next()];
        ends.contains(&Some(word.as_str()))
    }
}

fn link_names(document: &Document, mentions: &mut [Mention]) {
    let mut people: Vec<Person> = Vec::new();
    let full = |mention: &Mention| mention.name.split_whitespace().count() > 1;
    for mention in mentions.iter_mut() {
        if mention.kind != MentionKind::Person || !full(mention) {
            continue;
        }
        let name = names::parse(&mention.name);
        let words = mention.name.split_whitespace().count();
        let known = people.iter_mut().find(|person| names::compare(&person.name, &name).verdict == Verdict::Same);
        match known {
            Some(person) => {
                mention.refers_to = person.mention;
                // The fullest form stands for the person, but the first is what others already refer to.
                if words > person.words {
                    person.words = words;
                    person.name = name;
                    person.text = folded(&mention.name);
                }
            }
            None => people.push(Person { mention: mention.id, name, text: folded(&mention.name), words }),
        }
    }
    for at in 0..mentions.len() {
        if mentions[at].kind != MentionKind::Person || full(&mentions[at]) {
            continue;
        }
        let bare = mentions[at].name.clone();
        // "Paula Reyes and her son Tomas" are not about Tomas Havel.
        let kin = nominal::names_kin(document, mentions[at].tokens.start);
        let name = names::parse(&bare);
        let before =
            |person: &Person| !kin || mentions[person.mention.0 as usize].tokens.start < mentions[at].tokens.start;
        let exact: Vec<&Person> = people.iter().filter(|person| person.has(&bare) && before(person)).collect();
        let fits: Vec<&Person> = if exact.is_empty() && kin {
            Vec::new()
        } else if exact.is_empty() {
            people.iter().filter(|person| names::compare(&person.name, &name).verdict != Verdict::Different).collect()
        } else {
            exact
        };
        let found = match fits.as_slice() {
            [only] => Some(only.mention),
            [] => None,
            several => latest_before(document, mentions, several, at),
        };
        let earlier = || {
            mentions[..at]
                .iter()
                .find(|mention| mention.kind == MentionKind::Person && mention.name.eq_ignore_ascii_case(&bare))
                .map(|mention| mention.refers_to)
        };
        if let Some(target) = found.or_else(earlier) {
            mentions[at].refers_to = target;
        }
    }
}

/// Of several people who share a surname, the one last mentioned in the same or the sentence before: of "Dan Roe and his
/// wife Bea" the one named in full, of two named alike neither.
fn latest_before(document: &Document, mentions: &[Mention], people: &[&Person], at: usize) -> Option<MentionId> {
    let sentence = |mention: &Mention| sentence_number(document, mention.tokens.start);
    let shares = |mention: &&Mention| {
        mention.kind == MentionKind::Person && people.iter().any(|person| person.mention == mention.refers_to)
    };
    let last = mentions[..at].iter().rev().find(shares)?;
    if sentence(&mentions[at]) - sentence(last) > 1 {
        return None;
    }
    let beside = || mentions[..at].iter().filter(shares).filter(|mention| sentence(mention) == sentence(last));
    let full = || beside().filter(|mention| mention.name.contains(' ')).map(|mention| mention.refers_to);
    let only = |mut named: Vec<MentionId>| {
        named.dedup();
        if let [one] = named[..] { Some(one) } else { None }
    };
    if full().next().is_some() {
        only(full().collect())
    } else {
        only(beside().map(|mention| mention.refers_to).collect())
    }
}

/// The organisation whose initials stand in brackets behind its name: "Federal Security Service (FSB)".
fn in_brackets<'m>(document: &Document, earlier: &'m [Mention], mention: &Mention) -> Option<&'m Mention> {
    let bracket = TokenId(mention.tokens.start.0.checked_sub(1)?);
    let short = mention.tokens.len() == 1 && mention.name.chars().all(char::is_uppercase);
    let last = earlier.last().filter(|_| short && document.form(bracket) == "(")?;
    let fits = last.kind == MentionKind::Organisation && last.tokens.end == bracket && last.tokens.len() > 1;
    fits.then_some(last)
}

fn link_organisations(document: &Document, mentions: &mut [Mention]) {
    for at in 0..mentions.len() {
        if !matches!(mentions[at].kind, MentionKind::Organisation | MentionKind::Place | MentionKind::Other) {
            continue;
        }
        let same = mentions[..at].iter().find(|earlier| {
            earlier.kind != MentionKind::Person && earlier.name.eq_ignore_ascii_case(&mentions[at].name)
        });
        let same = same.or_else(|| in_brackets(document, &mentions[..at], &mentions[at]));
        if let Some(earlier) = same.map(|earlier| earlier.refers_to) {
            mentions[at].refers_to = earlier;
        }
    }
}

fn link_references(document: &Document, mentions: &mut [Mention], titles: &[Title], story: &Described) {
    let names: Vec<_> = mentions
        .iter()
        .filter(|mention| mention.kind != MentionKind::Reference)
        .map(|mention| (mention.tokens, mention.kind))
        .collect();
    let nouns = nominal::carried(document, &names, story);
    let ages = aged::ages(document, mentions);
    let mut resolver = Resolver::new(document, mentions, titles);
    for at in 0..mentions.len() {
        if mentions[at].kind != MentionKind::Reference {
            continue;
        }
        let target = match nominal::kind(document, mentions[at].tokens) {
            nominal::Reference::Noun(noun) => nouns.get(noun).and_then(|first| {
                mentions[..at].iter().find(|mention| mention.tokens.start == *first).map(|mention| mention.refers_to)
            }),
            nominal::Reference::Aged(years) => {
                let salient = || resolver.resolve(mentions, at);
                aged::bearer(&ages, years, salient)
            }
            nominal::Reference::Word if is_neuter(&mentions[at]) => thing(document, mentions, at),
            nominal::Reference::Word => resolver.resolve(mentions, at),
        };
        if let Some(target) = target {
            mentions[at].refers_to = target;
            if mentions[target.0 as usize].kind == MentionKind::Person {
                resolver.learn(target, &mentions[at].name);
            }
        }
    }
}

fn is_neuter(mention: &Mention) -> bool {
    ["it", "its"].iter().any(|word| mention.name.eq_ignore_ascii_case(word))
}

/// The organisation that "it" means: the only one named before it in its sentence, else in the sentence before.
fn thing(document: &Document, mentions: &[Mention], at: usize) -> Option<MentionId> {
    let here = sentence_number(document, mentions[at].tokens.start);
    for number in [Some(here), here.checked_sub(1)].into_iter().flatten() {
        let mut named: Vec<MentionId> = mentions[..at]
            .iter()
            .filter(|mention| sentence_number(document, mention.tokens.start) == number)
            .map(|mention| mention.refers_to)
            .filter(|target| matches!(mentions[target.0 as usize].kind, MentionKind::Organisation | MentionKind::Other))
            .collect();
        named.sort();
        named.dedup();
        match named.as_slice() {
            [] => {}
            [only] => return Some(*only),
            _ => return None,
        }
    }
    None
}
