//! Which way the verb around an expression looks.

use super::resolve::Tense;
use super::rules::{Rules, SHIPPED};
use crate::language::{Document, Upos, Xpos};
use crate::text::{TokenId, TokenRange};

/// How near a sign has to be for its tense to be sure, in tokens.
const SURE: usize = 4;

/// A verb form of a sentence that tells past or future, by its position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    token: usize,
    tense: Tense,
}

/// The tenses of a document, asked in order: the signs of the last sentence are kept.
pub(super) struct Tenses<'d> {
    document: &'d Document,
    sentence: TokenRange,
    signs: Vec<Sign>,
}

impl<'d> Tenses<'d> {
    /// Of a document that has not been asked yet.
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, sentence: TokenRange::default(), signs: Vec::new() }
    }

    /// The tense around an expression.
    pub(super) fn of(&mut self, tokens: TokenRange) -> Option<Tense> {
        let sentence = self.document.sentence_of(tokens.start).tokens;
        if sentence != self.sentence {
            self.signs = signs(self.document, sentence, &SHIPPED);
            self.sentence = sentence;
        }
        of(self.document, tokens, sentence, &self.signs).map(|(tense, _)| tense)
    }
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

/// The tense for an expression, and whether it is sure: that of its governing verb where the sentence is parsed, else of
/// the nearest sign, where signs before it count for more than those behind.
pub(super) fn of(
    document: &Document,
    tokens: TokenRange,
    sentence: TokenRange,
    signs: &[Sign],
) -> Option<(Tense, bool)> {
    if let Some(tense) = governing(document, tokens, signs) {
        return Some((tense, true));
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
        let first = start <= sentence.start.index() + 1;
        (sign.token - end) * if first { 1 } else { 2 } + if first { 0 } else { 3 + 4 * commas(end, sign.token) }
    });
    let (sign, cost) = match (cost_before, cost_behind) {
        (Some(before_cost), Some(behind_cost)) if behind_cost < before_cost => (behind?, behind_cost),
        (Some(cost), _) => (before?, cost),
        (None, cost) => (behind?, cost?),
    };
    Some((sign.tense, cost <= SURE))
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
