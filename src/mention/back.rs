//! What pronouns and "the 39-year-old" refer back to.
//!
//! The syntax decides where it can (the subject of a clause around the pronoun's own); else the most salient person of the
//! sentences before, after Lappin & Leass (Computational Linguistics 20, 1994): subjects weigh more than objects, nearer
//! sentences more than farther ones. A person must be well ahead of all others, named or not, to be taken.

use std::collections::BTreeMap;

use super::gender::{self, Genders};
use super::{Mention, MentionId, MentionKind, Title, stranger};
use crate::language::{Deprel, Document, Upos};
use crate::source::BlockKind;
use crate::text::TokenId;

/// Sentences back to which a reference reaches.
const REACH: usize = 3;
/// By how much the first must lead the second.
const LEAD: f64 = 1.5;
/// What a person of whom no sex is known counts for beside one who agrees.
const UNSURE: f64 = 0.8;
/// What each further mention of a person adds, as a share of its weight.
const REPEATED: f64 = 0.25;
/// Sentences back to which people who are not named count.
const STRANGE: usize = 1;
/// What the person whom a document speaks of most counts for at the head of a paragraph.
const TOPIC: f64 = 1.5;
/// How many clauses up the tree are looked at.
const HEIGHT: usize = 6;

/// What resolves references in one document.
pub(super) struct Resolver<'a> {
    document: &'a Document,
    genders: Genders,
    /// The person whom the document names most often.
    topic: Option<MentionId>,
    /// Which tokens stand inside direct speech.
    quoted: Vec<bool>,
    /// Person nouns that name nobody, with the sex they tell.
    strangers: Vec<(TokenId, Option<bool>)>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(document: &'a Document, mentions: &[Mention], titles: &[Title]) -> Self {
        let genders = Genders::of(document, mentions);
        let strangers = stranger::find(document, mentions, titles);
        Self { document, genders, topic: topic(mentions), quoted: quoted(document), strangers }
    }

    /// The person that a pronoun or a nominal means.
    pub(super) fn resolve(&self, mentions: &[Mention], at: usize) -> Option<MentionId> {
        let mention = &mentions[at];
        let pronoun = gender::of_pronoun(&mention.name);
        if pronoun.is_none() {
            return self.salient(mentions, at, None);
        }
        match self.by_clause(mentions, at, pronoun) {
            Some(found) => found.filter(|&found| !self.is_contested(mentions, at, found, pronoun)),
            None => self.salient(mentions, at, pronoun),
        }
    }

    /// Keeps what a pronoun that was resolved tells of the person.
    pub(super) fn learn(&mut self, person: MentionId, pronoun: &str) {
        if let Some(she) = gender::of_pronoun(pronoun) {
            self.genders.learn(person, she);
        }
    }

    fn agrees(&self, person: MentionId, pronoun: Option<bool>) -> bool {
        pronoun.is_none_or(|she| self.genders.is_feminine(person).is_none_or(|feminine| feminine == she))
    }

    /// The person that the syntax gives: the name that the pronoun's relative clause modifies, else the subject of a clause
    /// around its own ("Roe said that she"). `Some(None)` when that subject is somebody who is not named.
    fn by_clause(&self, mentions: &[Mention], at: usize, pronoun: Option<bool>) -> Option<Option<MentionId>> {
        let document = self.document;
        let own = mentions[at].tokens.start;
        let inside = self.quoted[own.index()];
        let floor = document.sentence_of(own).tokens.start;
        let person = |token: TokenId| {
            let near = || mentions[..at].iter().rev().take_while(|mention| mention.tokens.start >= floor);
            // "Mr" may carry the function of "Mr Roe".
            let part = |dep: &TokenId| {
                matches!(
                    document.token(*dep).deprel,
                    Deprel::Flat | Deprel::Compound | Deprel::NmodDesc | Deprel::Appos
                )
            };
            let attached = || {
                document.dependents(token).filter(part).find_map(|dep| near().find(|mention| mention.tokens.holds(dep)))
            };
            let holder = near().find(|mention| mention.tokens.holds(token)).or_else(attached)?;
            let fits = is_resolved_person(holder, mentions) && self.agrees(holder.refers_to, pronoun);
            fits.then_some(holder.refers_to)
        };
        // "Roe praised him", "the coach who died with him": the subject of its own verb is another.
        let argument = !matches!(document.token(own).deprel, Deprel::NmodPoss | Deprel::Nsubj | Deprel::NsubjPass);
        let mut here = own;
        for step in 0..HEIGHT {
            let token = document.token(here);
            let head = token.head?;
            if inside && !self.quoted[head.index()] {
                return None;
            }
            if matches!(token.deprel, Deprel::AclRelcl | Deprel::Acl)
                && !(argument && step == 1)
                && let Some(found) = person(head)
            {
                return Some(Some(found));
            }
            // "Roe, who said that she": what the relative pronoun stands for, or nobody.
            if let Some(antecedent) = self.relative(here, head) {
                return Some(antecedent.and_then(person));
            }
            let subjects: Vec<TokenId> = document
                .dependents(head)
                .filter(|&dep| {
                    dep != here && dep < own && matches!(document.token(dep).deprel, Deprel::Nsubj | Deprel::NsubjPass)
                })
                .collect();
            if !(argument && step == 0) {
                if let Some(found) = subjects.iter().find_map(|&dep| person(dep)) {
                    return Some(Some(found));
                }
                let stranger = |dep: &TokenId| {
                    self.strangers.iter().any(|(noun, sex)| noun == dep && (sex.is_none() || *sex == pronoun))
                };
                if subjects.iter().any(stranger) {
                    return Some(None);
                }
            }
            here = head;
        }
        None
    }

    /// What the relative pronoun that is the subject of a verb stands for, for a clause inside that verb's: a name right before
    /// it, else the noun that the clause modifies.
    fn relative(&self, here: TokenId, verb: TokenId) -> Option<Option<TokenId>> {
        let document = self.document;
        let who = document.dependents(verb).find(|&dep| {
            dep != here && document.form(dep).eq_ignore_ascii_case("who") && document.token(dep).deprel == Deprel::Nsubj
        })?;
        let before = |back: u32| who.0.checked_sub(back).map(TokenId).filter(|&at| document.form(at) != ",");
        let name = before(1).or_else(|| before(2)).filter(|&at| document.token(at).upos == Upos::Propn);
        Some(name.or(document.token(verb).head))
    }

    /// True when pronouns of the sex, near before, mean another person than the one that the syntax gives, of whom no sex is
    /// told.
    fn is_contested(&self, mentions: &[Mention], at: usize, found: MentionId, pronoun: Option<bool>) -> bool {
        if self.genders.is_feminine(found).is_some() {
            return false;
        }
        let here = sentence_number(self.document, mentions[at].tokens.start);
        let same = |earlier: &&Mention| gender::of_pronoun(&earlier.name) == pronoun && earlier.refers_to != earlier.id;
        let last = mentions[..at].iter().rev().find(same);
        last.is_some_and(|last| {
            last.refers_to != found && here - sentence_number(self.document, last.tokens.start) <= REACH
        })
    }

    /// The person who is well ahead of all others before a mention.
    fn salient(&self, mentions: &[Mention], at: usize, pronoun: Option<bool>) -> Option<MentionId> {
        let document = self.document;
        let own = mentions[at].tokens.start;
        let here = sentence_number(document, own);
        let inside = self.quoted[own.index()];
        let mut weights: BTreeMap<Option<MentionId>, f64> = BTreeMap::new();
        let mut latest: Vec<MentionId> = Vec::new();
        let earlier = mentions[..at]
            .iter()
            .rev()
            .take_while(|earlier| here - sentence_number(document, earlier.tokens.start) <= REACH);
        for earlier in earlier.filter(|earlier| is_resolved_person(earlier, mentions)) {
            let back = here - sentence_number(document, earlier.tokens.start);
            let local = back == 0 && (pronoun.is_none() || inside != self.quoted[earlier.tokens.start.index()]);
            if !self.agrees(earlier.refers_to, pronoun) || local || self.is_bound(own, earlier.head) {
                continue;
            }
            let sure = pronoun.is_none() || self.genders.is_feminine(earlier.refers_to).is_some();
            let weight = self.weight(earlier.head, back) * if sure { 1.0 } else { UNSURE };
            let slot = weights.entry(Some(earlier.refers_to)).or_default();
            *slot = slot.max(weight) + slot.min(weight) * REPEATED;
            if back <= 1 && self.weight(earlier.head, 0) >= 2.0 && !latest.contains(&earlier.refers_to) {
                latest.push(earlier.refers_to);
            }
        }
        for &(noun, sex) in self.strangers.iter().rev().skip_while(|(noun, _)| *noun >= own) {
            let back = here - sentence_number(document, noun);
            if back > STRANGE {
                break;
            }
            if (back == 0 && pronoun.is_none()) || sex.is_some_and(|sex| pronoun.is_some_and(|she| she != sex)) {
                continue;
            }
            let weight = self.weight(noun, back) * if sex.is_some() { 1.0 } else { UNSURE };
            let slot = weights.entry(None).or_default();
            *slot = slot.max(weight);
        }
        let beside = self.beside(mentions, at, pronoun);
        if let [only] = beside[..]
            && self.joins(own)
        {
            return Some(only);
        }
        if let Some(topic) = self.topic.filter(|_| pronoun.is_some() && beside.is_empty() && self.opens_paragraph(own))
        {
            let near = mentions[..at].iter().any(|earlier| earlier.refers_to == topic);
            if near && self.agrees(topic, pronoun) {
                *weights.entry(Some(topic)).or_default() += TOPIC;
            }
        }
        let mut ranked: Vec<(Option<MentionId>, f64)> = weights.into_iter().collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let found = match ranked.as_slice() {
            [(only, _)] => *only,
            [(first, lead), (_, second), ..] if *lead >= second * LEAD => *first,
            [] => self.alone(mentions, at, pronoun),
            // The only one told of in the sentence before, with nobody strange about.
            _ => match latest.as_slice() {
                [only] if !ranked.iter().any(|(person, weight)| person.is_none() && *weight >= 1.0) => Some(*only),
                _ => None,
            },
        };
        // Whoever is told of in the sentence before cannot be passed over for somebody farther back.
        found.filter(|found| latest.is_empty() || latest.contains(found))
    }

    /// The people of a pronoun's own sentence before it, in or out of direct speech as it is.
    fn beside(&self, mentions: &[Mention], at: usize, pronoun: Option<bool>) -> Vec<MentionId> {
        let document = self.document;
        let own = mentions[at].tokens.start;
        let floor = document.sentence_of(own).tokens.start;
        let inside = self.quoted[own.index()];
        let mut people: Vec<MentionId> = mentions[..at]
            .iter()
            .rev()
            .take_while(|earlier| earlier.tokens.start >= floor)
            .filter(|earlier| is_resolved_person(earlier, mentions) && self.agrees(earlier.refers_to, pronoun))
            .filter(|earlier| inside == self.quoted[earlier.tokens.start.index()])
            .map(|earlier| earlier.refers_to)
            .collect();
        people.sort();
        people.dedup();
        people
    }

    /// True for a pronoun that is the subject of a clause joined to another one without strangers: "The court rejects Roe's
    /// appeal and he returns".
    fn joins(&self, pronoun: TokenId) -> bool {
        let document = self.document;
        let token = document.token(pronoun);
        let subject = matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let joined = token.head.is_some_and(|verb| document.token(verb).deprel == Deprel::Conj);
        let sentence = document.sentence_of(pronoun).tokens;
        let strange = self.strangers.iter().any(|(noun, _)| sentence.holds(*noun) && *noun < pronoun);
        subject && joined && !strange && gender::of_pronoun(document.form(pronoun)).is_some()
    }

    /// Without anybody near: the only person that the document has named before.
    fn alone(&self, mentions: &[Mention], at: usize, pronoun: Option<bool>) -> Option<MentionId> {
        let mut people: Vec<MentionId> = mentions[..at]
            .iter()
            .filter(|earlier| earlier.kind == MentionKind::Person && self.agrees(earlier.refers_to, pronoun))
            .map(|earlier| earlier.refers_to)
            .collect();
        people.sort();
        people.dedup();
        let stranger = self.strangers.iter().any(|(noun, _)| *noun < mentions[at].tokens.start);
        match people.as_slice() {
            [only] if !stranger => Some(*only),
            _ => None,
        }
    }

    /// True when no sentence of the paragraph stands before that of a token.
    fn opens_paragraph(&self, token: TokenId) -> bool {
        let document = self.document;
        let sentence = sentence_number(document, token);
        let Some(before) = sentence.checked_sub(2).and_then(|at| document.sentences.get(at)) else { return true };
        let own = document.sentences[sentence - 1].span;
        document.article.text.get(before.span.end as usize..own.start as usize).is_some_and(|gap| gap.contains('\n'))
    }

    /// What a mention in a function, so many sentences back, counts for.
    fn weight(&self, head: TokenId, back: usize) -> f64 {
        let document = self.document;
        let heading = document.sentence_of(head).block != BlockKind::Paragraph;
        let function = match function(document, head) {
            (Deprel::Nsubj | Deprel::NsubjPass, true) => 4.0,
            (Deprel::Root, _) => 3.0,
            (Deprel::Nsubj | Deprel::NsubjPass, false) => 3.0,
            (Deprel::Obj | Deprel::OblAgent | Deprel::NmodPoss, _) => 2.0,
            _ => 1.0,
        };
        function * 0.5_f64.powi(back as i32) * if heading { 0.5 } else { 1.0 }
    }

    /// True when a mention cannot be what a pronoun means because both are arguments of one verb.
    fn is_bound(&self, pronoun: TokenId, other: TokenId) -> bool {
        let document = self.document;
        let token = document.token(pronoun);
        token.deprel != Deprel::NmodPoss && token.head.is_some() && token.head == document.token(other).head
    }
}

/// The function of the phrase that a mention heads, and whether it stands in the main clause.
fn function(document: &Document, head: TokenId) -> (Deprel, bool) {
    let mut at = head;
    for _ in 0..4 {
        let token = document.token(at);
        match (token.deprel, token.head) {
            (Deprel::Flat | Deprel::Compound | Deprel::NmodDesc | Deprel::Appos | Deprel::Conj, Some(above)) => {
                at = above
            }
            (relation, Some(above)) => {
                let verb = document.token(above);
                return (relation, verb.head.is_none() || verb.deprel == Deprel::Parataxis);
            }
            (relation, None) => return (relation, true),
        }
    }
    (Deprel::Dep, false)
}

fn is_resolved_person(mention: &Mention, mentions: &[Mention]) -> bool {
    match mention.kind {
        MentionKind::Person => true,
        MentionKind::Reference => mentions[mention.refers_to.0 as usize].kind == MentionKind::Person,
        _ => false,
    }
}

/// The person who is named more often than any other.
fn topic(mentions: &[Mention]) -> Option<MentionId> {
    let mut times: BTreeMap<MentionId, usize> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.kind == MentionKind::Person) {
        *times.entry(mention.refers_to).or_default() += 1;
    }
    let most = times.values().copied().max()?;
    let mut first = times.iter().filter(|(_, times)| **times == most);
    let only = first.next().map(|(person, _)| *person);
    only.filter(|_| first.next().is_none())
}

/// Which tokens stand in direct speech. Quotation marks that a paragraph leaves open end with it.
pub(super) fn quoted(document: &Document) -> Vec<bool> {
    let text = &document.article.text;
    let mut inside = false;
    let mut end = 0;
    document
        .tokens
        .iter()
        .map(|token| {
            let gap = text.get(end as usize..token.span.start as usize).unwrap_or("");
            if gap.contains('\n') {
                inside = false;
            }
            end = token.span.end;
            match token.span.of(text) {
                "\u{201c}" | "``" => inside = true,
                "\u{201d}" | "''" => inside = false,
                "\"" => inside = !inside,
                _ => {}
            }
            inside
        })
        .collect()
}

pub(super) fn sentence_number(document: &Document, token: TokenId) -> usize {
    document.sentences.partition_point(|sentence| sentence.tokens.start <= token)
}
