//! Sums of money: `sum(thing, of, currency, number)`.
//!
//! "A transfer fee of 6.5 million euros", "got him for 4.2 million euros", "was fined $500". The sum is one of a kind (a price,
//! a ransom, a fine); a document that gives two of a kind gives none. What is named in the sentence is what it is about.

use smol_str::SmolStr;

use super::extract::LONGEST_SENTENCE;
use super::vocabulary::{SizeWords, SumWords, has};
use super::{Claim, ClaimTime, Filler, Manner, Reading, Vocabulary, clause, when};
use crate::language::{Deprel, Document, Upos};
use crate::mention::{MentionId, MentionKind};
use crate::quantity::Amount;
use crate::text::{TokenId, TokenRange};

/// How far from the sum a noun in apposition stands: "for 4.2 million euros, a fee that".
const REACH: usize = 4;

/// A sum of money with what it is.
struct Sum<'a> {
    of: &'a str,
    currency: SmolStr,
    amount: &'a Amount,
    scale: f64,
    trigger: TokenId,
}

/// The claims of a document on sums.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let words = &vocabulary.size;
    let sums: Vec<Sum<'_>> = reading
        .amounts
        .iter()
        .filter(|amount| document.sentence_of(amount.tokens.start).tokens.len() <= LONGEST_SENTENCE)
        .filter_map(|amount| sum(document, words, amount))
        .collect();
    let alone = |sum: &&Sum<'_>| {
        let alike = |other: &&Sum<'_>| other.of == sum.of && other.currency == sum.currency;
        let value = |sum: &Sum<'_>| sum.amount.low * sum.scale;
        sums.iter().filter(alike).all(|other| value(other) == value(sum))
    };
    sums.iter().filter(alone).flat_map(|sum| claims(reading, vocabulary, sum)).collect()
}

fn sum<'a>(document: &Document, words: &'a SizeWords, amount: &'a Amount) -> Option<Sum<'a>> {
    if !amount.high.is_finite() || amount.low <= 0.0 {
        return None;
    }
    let (currency, money) = currency(document, words, amount)?;
    let scale = scale(document, words, money);
    let (of, trigger) =
        words.sum.iter().find_map(|kind| Some((kind.of.as_str(), carrier(document, words, kind, money)?)))?;
    Some(Sum { of, currency, amount, scale, trigger })
}

/// What a letter behind a sum multiplies it by: "$12m", "£4k".
fn scale(document: &Document, words: &SizeWords, money: TokenRange) -> f64 {
    let behind = document.sentence_of(money.start).tokens.holds(money.end).then(|| document.form(money.end));
    behind.and_then(|form| words.scales.get(&form.to_lowercase())).copied().unwrap_or(1.0)
}

/// The currency of an amount, and all its tokens.
fn currency(document: &Document, words: &SizeWords, amount: &Amount) -> Option<(SmolStr, TokenRange)> {
    let sentence = document.sentence_of(amount.tokens.start).tokens;
    let row = |id: TokenId| {
        let (form, lemma) = (document.form(id).to_lowercase(), &document.token(id).lemma);
        let form = form.trim_end_matches('.');
        let found = words.currencies.iter().find(|row| has(row, form) || has(row, lemma));
        found.and_then(|row| row.first()).map(SmolStr::new)
    };
    let (start, end) = (amount.tokens.start.index(), amount.tokens.end.index());
    let before = start.checked_sub(1).filter(|&at| at >= sentence.start.index());
    if let Some((before, name)) = before.and_then(|before| Some((before, row(TokenId(before as u32))?))) {
        return Some((name, TokenRange::new(before, end)));
    }
    let behind = TokenId(end as u32);
    let name = sentence.holds(behind).then(|| row(behind)).flatten()?;
    Some((name, TokenRange::new(start, end + 1)))
}

/// The word that says what the sum is.
fn carrier(document: &Document, words: &SizeWords, kind: &SumWords, money: TokenRange) -> Option<TokenId> {
    let noun = |id: TokenId| has(&kind.nouns, &document.token(id).lemma) && document.token(id).upos == Upos::Noun;
    let outer = money.indices().map(|at| TokenId(at as u32));
    let top = outer.clone().find(|&id| document.token(id).head.is_none_or(|head| !money.holds(head)))?;
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
    let issued = || reading.issued().map(|days| ClaimTime { days, throughout: false, stated: false });
    let when = when::of(reading, sum.trigger).filter(|when| when.stated).or_else(issued);
    things(reading, sentence.tokens)
        .into_iter()
        .map(|thing| Claim {
            predicate: SmolStr::new_static("sum"),
            roles: vec![
                Filler::Mention(thing),
                Filler::Word(SmolStr::new(sum.of)),
                Filler::Word(sum.currency.clone()),
                Filler::Number(sum.amount.low * sum.scale, sum.amount.high * sum.scale),
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

/// Who and what is named in a sentence, each once; places are named in passing.
fn things(reading: &Reading, sentence: TokenRange) -> Vec<MentionId> {
    let mut things: Vec<(MentionId, MentionId)> = reading
        .mentions
        .all
        .iter()
        .filter(|mention| sentence.contains(mention.tokens))
        .filter(|mention| !matches!(mention.kind, MentionKind::Place | MentionKind::Locality))
        .map(|mention| (mention.refers_to, mention.id))
        .collect();
    things.sort();
    things.dedup_by_key(|(thing, _)| *thing);
    things.into_iter().map(|(_, mention)| mention).collect()
}
