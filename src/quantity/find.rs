//! Finds amounts in the tokens of a document.

use smol_str::SmolStr;

use super::words::{Limit, Words};
use super::{Amount, Bound};
use crate::language::{Deprel, Document, Upos};
use crate::text::{TokenId, TokenRange};

/// The longest bounding phrase, in tokens.
const LONGEST_PHRASE: usize = 4;

/// All amounts of a document, in order, without overlap.
pub fn find(document: &Document, words: &Words) -> Vec<Amount> {
    document.sentences.iter().flat_map(|sentence| in_sentence(document, words, sentence.tokens)).collect()
}

fn in_sentence(document: &Document, words: &Words, range: TokenRange) -> Vec<Amount> {
    let forms: Vec<String> = range.indices().map(|index| document.form(TokenId(index as u32)).to_lowercase()).collect();
    let base = range.start.index();
    let mut amounts = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        let found = vague(words, &forms, at).or_else(|| number(words, &forms, at));
        let Some(found) = found else {
            at += 1;
            continue;
        };
        let tokens = TokenRange::new(base + found.start, base + found.end);
        let counted = counted(document, TokenRange::new(base + found.core, base + found.end));
        let noun =
            counted.filter(|noun| *noun == tokens.end).and_then(|noun| words.currency(&document.token(noun).lemma));
        let currency = found.currency.or(noun);
        amounts.push(Amount { tokens, low: found.low, high: found.high, bound: found.bound, counted, currency });
        at = found.end;
    }
    amounts
}

/// A number in a sentence: from the first bounding word, over the first word of the number itself, to its end.
struct Found {
    start: usize,
    core: usize,
    end: usize,
    low: f64,
    high: f64,
    bound: Bound,
    /// The currency whose sign stands before it.
    currency: Option<SmolStr>,
}

/// The longest phrase of a map that starts at a position.
fn phrase<'a, T>(
    map: &'a std::collections::BTreeMap<String, T>,
    forms: &[String],
    at: usize,
) -> Option<(usize, &'a T)> {
    (1..=LONGEST_PHRASE.min(forms.len() - at)).rev().find_map(|length| {
        let key = forms[at..at + length].join(" ");
        map.get(&key).map(|value| (length, value))
    })
}

fn vague(words: &Words, forms: &[String], at: usize) -> Option<Found> {
    let (length, &(low, high)) = phrase(&words.vague, forms, at)?;
    let bound = if low == high { Bound::Exactly } else { Bound::Vague };
    Some(Found { start: at, core: at, end: at + length, low, high, bound, currency: None })
}

fn number(words: &Words, forms: &[String], at: usize) -> Option<Found> {
    let (mut value, mut end) = value(words, forms, at)?;
    let currency = at.checked_sub(1).and_then(|sign| words.currency(&forms[sign]));
    let letter = forms.get(end).filter(|_| currency.is_some()).and_then(|letter| words.letters.get(letter));
    if let Some(scale) = letter {
        value *= scale;
        end += 1;
    }
    let first = at - usize::from(currency.is_some());
    let before = (1..=LONGEST_PHRASE.min(first))
        .rev()
        .find_map(|length| words.bounds.get(&forms[first - length..first].join(" ")).map(|&limit| (length, limit)));
    let behind = if end < forms.len() { phrase(&words.after, forms, end) } else { None };
    let (limit, start, end) = match (before, behind) {
        (Some((length, limit)), _) => (Some(limit), first - length, end),
        (None, Some((length, &limit))) => (Some(limit), first, end + length),
        (None, None) => (None, first, end),
    };
    let (low, high, bound) = bounded(value, limit);
    Some(Found { start, core: at, end, low, high, bound, currency })
}

/// The value of a number that starts at a position, and where it ends.
fn value(words: &Words, forms: &[String], at: usize) -> Option<(f64, usize)> {
    let simple = |form: &String| Words::digits(form).or_else(|| words.cardinals.get(form).copied());
    let mut total = 0.0;
    let mut part = simple(&forms[at])?;
    let written_out = words.cardinals.contains_key(&forms[at]);
    let mut end = at + 1;
    while let Some(form) = forms.get(end) {
        if let Some(&scale) = words.scales.get(form) {
            part *= scale;
            if scale > 100.0 {
                total += part;
                part = 0.0;
            }
            end += 1;
        } else if written_out && words.cardinals.contains_key(form) && part % 100.0 == 0.0 && part > 0.0 {
            part += words.cardinals[form];
            end += 1;
        } else if written_out && form == "-" && part % 10.0 == 0.0 && (20.0..100.0).contains(&(part % 100.0)) {
            let Some(&unit) = forms.get(end + 1).and_then(|next| words.cardinals.get(next)) else { break };
            if unit >= 10.0 {
                break;
            }
            part += unit;
            end += 2;
        } else if written_out && form == "and" && end > at + 1 {
            let Some(&more) = forms.get(end + 1).and_then(|next| words.cardinals.get(next)) else { break };
            part += more;
            end += 2;
        } else {
            break;
        }
    }
    Some((total + part, end))
}

/// The interval of a value under a limit. A bare round number ("2,000", "30 000") may be rounded and is not exact.
fn bounded(value: f64, limit: Option<Limit>) -> (f64, f64, Bound) {
    match limit {
        Some(Limit::AtLeast | Limit::MoreThan) => (value, f64::INFINITY, Bound::AtLeast),
        Some(Limit::AtMost | Limit::LessThan) => (0.0, value, Bound::AtMost),
        Some(Limit::Nearly) => (value * 0.9, value, Bound::About),
        Some(Limit::About) => (value * 0.85, value * 1.15, Bound::About),
        None => {
            let slack = rounding(value);
            let bound = if slack == 0.0 { Bound::Exactly } else { Bound::About };
            ((value - slack).max(0.0), value + slack, bound)
        }
    }
}

/// Half the unit that a round number of 100 and more may have been rounded to, by its trailing zeros.
fn rounding(value: f64) -> f64 {
    let mut unit = 1.0;
    while value >= 100.0 && value % (unit * 10.0) == 0.0 && unit * 10.0 <= value {
        unit *= 10.0;
    }
    if unit >= 10.0 { unit / 2.0 } else { 0.0 }
}

/// The noun that a number modifies: its head by `nummod`, else the noun right behind it.
fn counted(document: &Document, number: TokenRange) -> Option<TokenId> {
    let by_tree = number.indices().map(|index| &document.tokens[index]).find(|token| token.deprel == Deprel::Nummod);
    let head = by_tree.and_then(|token| token.head);
    let noun = |id: &TokenId| matches!(document.token(*id).upos, Upos::Noun | Upos::Propn);
    head.filter(noun).or_else(|| {
        let sentence = document.sentence_of(number.start).tokens;
        (number.end.index()..sentence.end.index().min(number.end.index() + 3))
            .map(|index| TokenId(index as u32))
            .find(noun)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, at: usize) -> Found {
        let forms: Vec<String> = text.split(' ').map(str::to_owned).collect();
        number(&Words::shipped(), &forms, at).expect("a number")
    }

    #[test]
    fn a_sign_makes_a_sum_and_its_letter_counts() {
        let sum = read("paid more than $ 12 m for it", 4);
        assert_eq!((sum.low, sum.bound, sum.start, sum.end), (12e6, Bound::AtLeast, 1, 6));
        assert_eq!(sum.currency.as_deref(), Some("dollar"));
        let length = read("some 12 m of cable", 1);
        assert_eq!((length.end, length.currency), (2, None), "without a sign the letter is a metre");
    }
}
