//! Which way the verb around an expression looks.

use super::resolve::Tense;
use super::rules::Rules;
use crate::language::{Document, Upos, Xpos};
use crate::text::{TokenId, TokenRange};

/// A verb form of a sentence that tells past or future, by its position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    token: usize,
    tense: Tense,
}

/// The telling verb forms of a sentence, in order.
pub(super) fn signs(document: &Document, sentence: TokenRange, rules: &Rules) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    for token in sentence.indices() {
        if let Some(tense) = sign(document, token, sentence, rules) {
            signs.push(Sign { token, tense });
        }
    }
    signs
}

fn sign(document: &Document, index: usize, sentence: TokenRange, rules: &Rules) -> Option<Tense> {
    let id = TokenId(index as u32);
    let form = document.form(id).to_lowercase();
    let xpos = document.token(id).xpos;
    if rules.tense.future.iter().any(|word| *word == form) {
        return Some(Tense::Future);
    }
    if xpos == Xpos::Vbd || rules.tense.past.iter().any(|word| *word == form) {
        return Some(Tense::Past);
    }
    // Without tags a regular form in "-ed" counts as past, unless "be" or "to be" stands before it.
    let tagged = matches!(document.token(id).upos, Upos::Verb | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Aux);
    let before =
        || index > sentence.start.index() && document.form(TokenId(index as u32 - 1)).eq_ignore_ascii_case("be");
    (!tagged && form.len() > 4 && form.ends_with("ed") && !before()).then_some(Tense::Past)
}

/// The tense for an expression: that of its governing verb where the sentence is parsed, else of the nearest sign, where
/// signs before it count for more than those behind.
pub(super) fn of(document: &Document, tokens: TokenRange, sentence: TokenRange, signs: &[Sign]) -> Option<Tense> {
    if let Some(tense) = governing(document, tokens, signs) {
        return Some(tense);
    }
    let (start, end) = (tokens.start.index(), tokens.end.index());
    let after = signs.partition_point(|sign| sign.token < start);
    let before = after.checked_sub(1).map(|at| signs[at]);
    let behind = signs[after..].iter().find(|sign| sign.token >= end).copied();
    let commas = |from: usize, to: usize| {
        (from..to.min(from + 12)).filter(|&at| document.form(TokenId(at as u32)) == ",").count()
    };
    let cost_before = before.map(|sign| start - sign.token + 4 * commas(sign.token, start));
    let cost_behind = behind.map(|sign| {
        let first = start == sentence.start.index() || start == sentence.start.index() + 1;
        (sign.token - end) * if first { 1 } else { 2 } + if first { 0 } else { 3 + 4 * commas(end, sign.token) }
    });
    match (cost_before, cost_behind) {
        (Some(before_cost), Some(behind_cost)) if behind_cost < before_cost => behind.map(|sign| sign.tense),
        (Some(_), _) => before.map(|sign| sign.tense),
        (None, _) => behind.map(|sign| sign.tense),
    }
}

/// The tense of the verb that the expression depends on in the tree.
fn governing(document: &Document, tokens: TokenRange, signs: &[Sign]) -> Option<Tense> {
    let mut at = tokens.start;
    // Trees of news are seldom deeper; the bound keeps a malformed one from running in a circle.
    for _ in 0..12 {
        at = document.token(at).head?;
        if tokens.holds(at) || document.token(at).upos != Upos::Verb {
            continue;
        }
        let own =
            |sign: &&Sign| sign.token == at.index() || document.token(TokenId(sign.token as u32)).head == Some(at);
        let near = signs.partition_point(|sign| sign.token + 8 < at.index());
        let window = signs[near..].iter().take_while(|sign| sign.token <= at.index() + 2);
        let own: Vec<&Sign> = window.filter(own).collect();
        if let Some(sign) = own.iter().find(|sign| sign.tense == Tense::Future).or(own.first()) {
            return Some(sign.tense);
        }
    }
    None
}
