//! How many of something a thing has: `size(thing, of, number)`.
//!
//! "The cooperative has 4,100 members", "its crew of 25", "all 25 members of the crew", "the 800-bed hospital". A number of
//! some of them ("25 members of the crew") is none, nor is one of which the document gives another value.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::extract::LONGEST_SENTENCE;
use super::vocabulary::{SizeWords, has};
use super::{Claim, Filler, Manner, Reading, Vocabulary, clause, when};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::mention::MentionKind;
use crate::quantity::{self, Amount};
use crate::text::TokenId;

/// Smaller numbers of things are of some of them as often as of all.
const LEAST: f64 = 3.0;

/// The claims of a document on sizes.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let finder = Finder { reading, document, words: &vocabulary.size };
    let mut claims: Vec<Claim> = Vec::new();
    for amount in &reading.amounts {
        let first = amount.tokens.start;
        let bare = document.token(first).upos == Upos::Num && amount.low >= LEAST && amount.high.is_finite();
        let bare = bare && amount.currency.is_none();
        let long = document.sentence_of(first).tokens.len() > LONGEST_SENTENCE;
        if !bare || long || reading.is_timed(first) || is_ordinal(document, first) {
            continue;
        }
        claims.extend(finder.size(amount).and_then(|size| finder.claim(vocabulary, amount, &size)));
    }
    agreed(reading, claims)
}

/// "Image 26 of 111": one of a row.
fn is_ordinal(document: &Document, number: TokenId) -> bool {
    let before = |back: u32| number.0.checked_sub(back).map(TokenId);
    let of = before(1).is_some_and(|at| document.form(at) == "of");
    of && before(2).is_some_and(|at| document.token(at).upos == Upos::Num)
}

/// What has so many of what.
struct Size {
    thing: TokenId,
    of: SmolStr,
    trigger: TokenId,
}

struct Finder<'a> {
    reading: &'a Reading,
    document: &'a Document,
    words: &'a SizeWords,
}

impl Finder<'_> {
    fn size(&self, amount: &Amount) -> Option<Size> {
        let document = self.document;
        let number = amount.tokens.indices().map(|at| TokenId(at as u32)).find(|&id| self.is_outer(amount, id))?;
        let token = document.token(number);
        let noun = token.head.filter(|&head| token.deprel == Deprel::Nummod && self.is_noun(head));
        match noun {
            Some(noun) => self.counted(amount, noun),
            None => self.crowd(number),
        }
    }

    /// True for the token of an amount that hangs on a token outside.
    fn is_outer(&self, amount: &Amount, id: TokenId) -> bool {
        let token = self.document.token(id);
        token.upos == Upos::Num && token.head.is_none_or(|head| !amount.tokens.holds(head))
    }

    fn is_noun(&self, id: TokenId) -> bool {
        matches!(self.document.token(id).upos, Upos::Noun | Upos::Propn)
    }

    /// "A crew of 25", "Crew: 17".
    fn crowd(&self, number: TokenId) -> Option<Size> {
        let document = self.document;
        let thing = document.token(number).head?;
        let crowd = has(&self.words.crowds, &document.form(thing).to_lowercase());
        let of = clause::case(document, number).is_some_and(|case| case == "of");
        let row = number.0 == thing.0 + 2 && document.form(TokenId(thing.0 + 1)) == ":";
        (crowd && (of || row)).then(|| Size { thing, of: SmolStr::new_static("member"), trigger: thing })
    }

    fn counted(&self, amount: &Amount, noun: TokenId) -> Option<Size> {
        let document = self.document;
        let lemma = document.token(noun).lemma.as_str();
        if self.reading.mentions.at(noun).is_some() {
            return None;
        }
        let row = self.words.same.iter().find(|row| has(row, lemma));
        let of = row.and_then(|row| row.first()).map_or_else(|| SmolStr::new(lemma), SmolStr::new);
        let unit = row.is_none() && quantity::measures(lemma);
        let size = |thing: TokenId, trigger: TokenId| Some(Size { thing, of: of.clone(), trigger });
        let token = document.token(noun);
        let head = token.head;
        if unit {
            return None;
        }
        // "The 800-bed hospital".
        let end = amount.tokens.end;
        let glued = document.tokens.get(end.index()).is_some() && document.form(end) == "-";
        if glued {
            let thing = head.filter(|&head| token.deprel == Deprel::Compound && self.is_noun(head))?;
            return size(thing, thing);
        }
        let owner = document.dependents(noun).find(|&dep| document.token(dep).deprel == Deprel::NmodPoss);
        if let Some(owner) = owner.filter(|&owner| self.is_noun(owner)) {
            return size(owner, noun);
        }
        let case = clause::case(document, noun);
        if let Some(head) = head {
            let verb = document.token(head).upos == Upos::Verb;
            if verb && token.deprel == Deprel::Obj && has(&self.words.has, &document.token(head).lemma) {
                let subject = clause::of_verb(document, head).subjects.first().copied()?;
                return size(subject, head);
            }
            let with = case.as_deref().is_some_and(|case| has(&self.words.with, case));
            if with && token.deprel == Deprel::Nmod && self.is_noun(head) {
                return size(head, noun);
            }
        }
        if case.as_deref() == Some("with") && owner.is_some() {
            return size(self.before_comma(noun)?, noun);
        }
        let whole = document.dependents(noun).any(|dep| has(&self.words.whole, &document.form(dep).to_lowercase()));
        let thing = document.dependents(noun).find(|&dep| {
            let case = clause::case(document, dep);
            let within = case.as_deref().is_some_and(|case| has(&self.words.within, case));
            document.token(dep).deprel == Deprel::Nmod && self.is_noun(dep) && within
        });
        thing.filter(|_| whole).and_then(|thing| size(thing, noun))
    }

    /// "The cooperative in Leeds, with its 1,400 members": what stands before the comma, without where it is.
    fn before_comma(&self, noun: TokenId) -> Option<TokenId> {
        let document = self.document;
        let with = document.dependents(noun).find(|&dep| document.form(dep).eq_ignore_ascii_case("with"))?;
        let before = with.0.checked_sub(2).map(TokenId)?;
        let comma = document.form(TokenId(with.0 - 1)) == ",";
        if !comma || !document.sentence_of(noun).tokens.holds(before) || !self.is_noun(before) {
            return None;
        }
        let place = document.token(before);
        let place = place.head.filter(|_| place.deprel == Deprel::Nmod);
        let whole = place.filter(|&whole| whole < before && self.is_noun(whole));
        let of = clause::case(document, before).is_some_and(|case| case == "of");
        Some(whole.filter(|_| !of).unwrap_or(before))
    }

    fn claim(&self, vocabulary: &Vocabulary, amount: &Amount, size: &Size) -> Option<Claim> {
        let document = self.document;
        let scope = vocabulary.scope_of(document, size.trigger);
        let when = when::of(self.reading, size.trigger).filter(|when| when.stated);
        // What a thing had at a time that is left open may be long ago.
        if scope.manner != Manner::Asserted || scope.past && when.is_none() {
            return None;
        }
        Some(Claim {
            predicate: SmolStr::new_static("size"),
            roles: vec![
                self.thing(size.thing)?,
                Filler::Word(size.of.clone()),
                Filler::Number(amount.low, amount.high),
            ],
            trigger: size.trigger,
            clause: document.sentence_of(size.trigger).span,
            marks: vec![document.span(amount.tokens), document.token(size.thing).span],
            when: when.or_else(|| self.reading.as_issued()),
            place: None,
            manner: Manner::Asserted,
            past: scope.past,
            speaker: None,
        })
    }

    /// What has them: something named, or a noun for one thing. A place goes by its name, since what a town has its country
    /// has not.
    fn thing(&self, id: TokenId) -> Option<Filler> {
        let document = self.document;
        let token = document.token(id);
        match self.reading.mentions.resolve(document, id) {
            Some(mention) if mention.kind == MentionKind::Place => {
                Some(Filler::Word(mention.name.to_lowercase().into()))
            }
            Some(mention) => Some(Filler::Mention(mention.id)),
            None => {
                let loose = |dep: TokenId| {
                    let form = document.form(dep).to_lowercase();
                    has(&self.words.loose, &form) || document.token(dep).deprel == Deprel::Nummod
                };
                let one = matches!(token.xpos, Xpos::Nn | Xpos::Nnp) && !document.dependents(id).any(loose);
                one.then(|| Filler::Word(token.lemma.to_lowercase().into()))
            }
        }
    }
}

/// Those of which the document gives one value.
fn agreed(reading: &Reading, mut claims: Vec<Claim>) -> Vec<Claim> {
    let key = |claim: &Claim| {
        let thing = match &claim.roles[0] {
            Filler::Mention(mention) => (Some(reading.mentions.get(*mention).refers_to), None),
            Filler::Word(noun) => (None, Some(noun.clone())),
            _ => (None, None),
        };
        let of = if let Filler::Word(of) = &claim.roles[1] { of.clone() } else { SmolStr::default() };
        (thing, of)
    };
    let mut values: BTreeMap<_, Option<Filler>> = BTreeMap::new();
    for claim in &claims {
        let value = values.entry(key(claim)).or_insert_with(|| Some(claim.roles[2].clone()));
        value.take_if(|known| *known != claim.roles[2]);
    }
    claims.retain(|claim| values[&key(claim)].is_some());
    claims
}
