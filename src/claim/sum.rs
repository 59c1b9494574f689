//! Sums of money: `sum(thing, of, currency, number)`.
//!
//! "A transfer fee of 6.5 million euros", "got him for 4.2 million euros", "was fined $500". The sum is one of a kind (a price,
//! a ransom, a fine); a document that gives two of a kind gives none. What is named in the sentence is what it is about.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::extract::LONGEST_SENTENCE;
use super::vocabulary::{SumKind, SumWords, has};
use super::{Claim, Filler, Manner, Reading, Vocabulary, clause, when};
use crate::language::{Deprel, Document, Upos};
use crate::mention::{Mention, MentionKind};
use crate::quantity::Amount;
use crate::text::{TokenId, TokenRange};

/// How far from the sum a noun in apposition stands: "for 4.2 million euros, a fee that".
const REACH: usize = 4;

/// A sum of money with what it is.
struct Sum<'a> {
    of: &'a str,
    currency: &'a SmolStr,
    amount: &'a Amount,
    trigger: TokenId,
}

/// The claims of a document on sums.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let short = |amount: &&Amount| document.sentence_of(amount.tokens.start).tokens.len() <= LONGEST_SENTENCE;
    let amounts = reading.amounts.iter().filter(short);
    let sums: Vec<Sum<'_>> = amounts.filter_map(|amount| sum(document, &vocabulary.sum, amount)).collect();
    let mut values: BTreeMap<(&str, &str), Option<f64>> = BTreeMap::new();
    for sum in &sums {
        let value = values.entry((sum.of, sum.currency)).or_insert(Some(sum.amount.low));
        value.take_if(|known| *known != sum.amount.low);
    }
    let alone = sums.iter().filter(|sum| values[&(sum.of, sum.currency.as_str())].is_some());
    alone.flat_map(|sum| claims(reading, vocabulary, sum)).collect()
}

fn sum<'a>(document: &Document, words: &'a SumWords, amount: &'a Amount) -> Option<Sum<'a>> {
    let currency = amount.currency.as_ref().filter(|_| amount.high.is_finite() && amount.low > 0.0)?;
    let noun = amount.counted.filter(|noun| *noun == amount.tokens.end);
    let money = TokenRange { end: noun.map_or(amount.tokens.end, |noun| TokenId(noun.0 + 1)), ..amount.tokens };
    let (of, trigger) =
        words.sum.iter().find_map(|kind| Some((kind.of.as_str(), carrier(document, words, kind, money)?)))?;
    Some(Sum { of, currency, amount, trigger })
}

/// The word that says what the sum is.
fn carrier(document: &Document, words: &SumWords, kind: &SumKind, money: TokenRange) -> Option<TokenId> {
    let noun = |id: TokenId| has(&kind.nouns, &document.token(id).lemma) && document.token(id).upos == Upos::Noun;
    let mut tokens = money.indices().map(|at| TokenId(at as u32));
    let top = tokens.find(|&id| document.token(id).head.is_none_or(|head| !money.holds(head)))?;
    let token = document.token(top);
    // "$500 fine", "a fee of 6 million euros", "the fee was 6 million euros".
    let subject = |id: &TokenId| document.token(*id).deprel == Deprel::Nsubj && noun(*id);
    if let Some(subject) = document.dependents(top).find(subject) {
        return Some(subject);
    }
    if let Some(head) = token.head {
        let verb = document.token(head).upos == Upos::Verb && has(&kind.verbs, &document.token(head).lemma);
        let priced = clause::case(document, top).is_some_and(|case| has(&words.priced, &case));
        if noun(head) || verb && (priced || token.deprel == Deprel::Obj) {
            return Some(head);
        }
    }
    // "for 4.2 million euros, a fee that looks small".
    let sentence = document.sentence_of(top).tokens;
    let comma = sentence.holds(money.end) && document.form(money.end) == ",";
    let behind = money.end.index() + 1..(money.end.index() + REACH).min(sentence.end.index());
    behind.map(|at| TokenId(at as u32)).find(|&id| comma && noun(id))
}

fn claims(reading: &Reading, vocabulary: &Vocabulary, sum: &Sum<'_>) -> Vec<Claim> {
    let document = &reading.document;
    let sentence = document.sentence_of(sum.trigger);
    let scope = vocabulary.scope_of(document, sum.trigger);
    if scope.manner != Manner::Asserted {
        return Vec::new();
    }
    let when = when::of(reading, sum.trigger).filter(|when| when.stated).or_else(|| reading.as_issued());
    // Places are named in passing.
    let local = |mention: &&Mention| matches!(mention.kind, MentionKind::Place | MentionKind::Locality);
    let things = reading.mentions.each_within(sentence.tokens).into_iter().filter(|mention| !local(mention));
    things
        .map(|thing| Claim {
            predicate: SmolStr::new_static("sum"),
            roles: vec![
                Filler::Mention(thing.id),
                Filler::Word(SmolStr::new(sum.of)),
                Filler::Word(sum.currency.clone()),
                Filler::Number(sum.amount.low, sum.amount.high),
            ],
            trigger: sum.trigger,
            clause: sentence.span,
            marks: vec![document.span(sum.amount.tokens), document.token(sum.trigger).span],
            when,
            place: None,
            manner: Manner::Asserted,
            past: scope.past,
            speaker: None,
        })
        .collect()
}
