//! Coreference in one document: a surname after the full name, "she", "the 39-year-old". No link is better than a wrong one.

use super::{Mention, MentionId, MentionKind, Title, folded, nominal};
use crate::language::{Deprel, Document};
use crate::names::{self, PersonName};
use crate::text::TokenId;
use crate::verdict::Verdict;

/// Links mentions of persons to the mention that names them in full, and references to the person they mean.
pub(super) fn link(document: &Document, mentions: &mut [Mention], titles: &[Title]) {
    link_names(document, mentions);
    link_organisations(document, mentions);
    link_references(document, mentions, titles);
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
        let name = names::parse(&bare);
        let exact: Vec<&Person> = people.iter().filter(|person| person.has(&bare)).collect();
        let fits: Vec<&Person> = if exact.is_empty() {
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

/// Of several people who share a surname, the one last mentioned in full in the same or the sentence before.
fn latest_before(document: &Document, mentions: &[Mention], people: &[&Person], at: usize) -> Option<MentionId> {
    let here = sentence_number(document, mentions[at].tokens.start);
    let last = mentions[..at].iter().rev().find(|mention| {
        mention.kind == MentionKind::Person && people.iter().any(|person| person.mention == mention.refers_to)
    })?;
    let there = sentence_number(document, last.tokens.start);
    (here - there <= 1).then_some(last.refers_to)
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

fn link_references(document: &Document, mentions: &mut [Mention], titles: &[Title]) {
    let names: Vec<_> = mentions
        .iter()
        .filter(|mention| mention.kind != MentionKind::Reference)
        .map(|mention| (mention.tokens, mention.kind))
        .collect();
    let nouns = nominal::carried(document, &names);
    for at in 0..mentions.len() {
        if mentions[at].kind != MentionKind::Reference {
            continue;
        }
        let target = match mentions[at].tokens.len() {
            1 if is_neuter(&mentions[at]) => thing(document, mentions, at),
            2 => {
                let noun = &document.token(TokenId(mentions[at].tokens.start.0 + 1)).lemma;

                nouns.get(noun).and_then(|first| {
                    mentions[..at]
                        .iter()
                        .find(|mention| mention.tokens.start == *first)
                        .map(|mention| mention.refers_to)
                })
            }
            _ => by_clause(document, mentions, at).or_else(|| referent(document, mentions, titles, at)),
        };
        if let Some(target) = target {
            mentions[at].refers_to = target;
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

/// The person that the syntax gives a pronoun: the name that its relative clause modifies, else the subject of a clause
/// around its own ("Roe said that she", "Roe, who announced her departure").
fn by_clause(document: &Document, mentions: &[Mention], at: usize) -> Option<MentionId> {
    let pronoun = mentions[at].tokens.start;
    let person = |token: TokenId| {
        let holder = mentions[..at].iter().find(|mention| mention.tokens.holds(token))?;
        let fits = is_resolved_person(holder, mentions) && agrees(mentions, &mentions[at], holder.refers_to);
        fits.then_some(holder.refers_to)
    };
    let mut here = pronoun;
    for _ in 0..6 {
        let token = document.token(here);
        let head = token.head?;
        if matches!(token.deprel, Deprel::AclRelcl | Deprel::Acl)
            && let Some(found) = person(head)
        {
            return Some(found);
        }
        let subjects = document.dependents(head).filter(|&dep| {
            dep != here && dep != pronoun && matches!(document.token(dep).deprel, Deprel::Nsubj | Deprel::NsubjPass)
        });
        if let Some(found) = subjects.into_iter().find_map(person) {
            return Some(found);
        }
        here = head;
    }
    None
}

/// True unless the pronoun is of the other sex than a person's given name.
fn agrees(mentions: &[Mention], pronoun: &Mention, person: MentionId) -> bool {
    let she = match pronoun.name.to_lowercase().as_str() {
        "she" | "her" | "hers" => true,
        "he" | "him" | "his" => false,
        _ => return true,
    };
    names::parse(&mentions[person.0 as usize].name).is_feminine().is_none_or(|feminine| feminine == she)
}

/// The person that a pronoun means: the only one named before it in its sentence, else the subject of the sentence
/// before, else the only one named there.
fn referent(document: &Document, mentions: &[Mention], titles: &[Title], at: usize) -> Option<MentionId> {
    let here = sentence_number(document, mentions[at].tokens.start);
    let in_sentence = |number: usize| {
        mentions[..at]
            .iter()
            .filter(move |mention| sentence_number(document, mention.tokens.start) == number)
            .filter(|mention| is_resolved_person(mention, mentions))
            .filter(|mention| agrees(mentions, &mentions[at], mention.refers_to))
    };
    if let Some(target) = choose(document, in_sentence(here).collect()) {
        return Some(target);
    }
    if in_sentence(here).next().is_some() {
        return None;
    }
    for back in 1..=2 {
        let number = here.checked_sub(back)?;
        let named: Vec<&Mention> = in_sentence(number).collect();
        if named.is_empty() {
            let other_person = titles.iter().any(|title| sentence_number(document, title.tokens.start) == number);
            if other_person {
                return None;
            }
            continue;
        }
        return choose(document, named);
    }
    None
}

fn is_resolved_person(mention: &Mention, mentions: &[Mention]) -> bool {
    match mention.kind {
        MentionKind::Person => true,
        MentionKind::Reference => mentions[mention.refers_to.0 as usize].kind == MentionKind::Person,
        _ => false,
    }
}

/// The only person among mentions, else the one that is the subject of the main clause.
fn choose(document: &Document, named: Vec<&Mention>) -> Option<MentionId> {
    let mut people: Vec<MentionId> = named.iter().map(|mention| mention.refers_to).collect();
    people.sort();
    people.dedup();
    if let [only] = people.as_slice() {
        return Some(*only);
    }
    let mut subjects: Vec<MentionId> = named
        .iter()
        .filter(|mention| is_main_subject(document, mention.head))
        .map(|mention| mention.refers_to)
        .collect();
    subjects.sort();
    subjects.dedup();
    match subjects.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn is_main_subject(document: &Document, token: TokenId) -> bool {
    let mut at = token;
    for _ in 0..3 {
        let current = document.token(at);
        match (current.deprel, current.head) {
            (Deprel::Nsubj | Deprel::NsubjPass, Some(verb)) => return document.token(verb).head.is_none(),
            (Deprel::Flat | Deprel::Compound | Deprel::NmodDesc | Deprel::Appos, Some(head)) => at = head,
            _ => return false,
        }
    }
    false
}

fn sentence_number(document: &Document, token: TokenId) -> usize {
    document.sentences.partition_point(|sentence| sentence.tokens.start <= token)
}
