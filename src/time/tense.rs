//! Which way the verb around an expression looks.

use smol_str::SmolStr;

use super::resolve::Tense;
use super::rules::{Rules, SHIPPED};
use crate::language::{Deprel, Document, Upos, Xpos};
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

/// The tense that a word by itself tells. Tags decide; the word list has the words that look ahead whatever their form.
fn sign(document: &Document, index: usize, sentence: TokenRange, rules: &Rules) -> Option<Tense> {
    let token = &document.tokens[index];
    let listed = |words: &[SmolStr]| words.contains(&token.lemma);
    match token.xpos {
        Xpos::Md if listed(&rules.tense.modals) => Some(Tense::Future),
        Xpos::Md if listed(&rules.tense.reported) => (!is_perfect(document, index, sentence)).then_some(Tense::Future),
        Xpos::Vbd | Xpos::Vbn if listed(&rules.tense.plans) && is_open(document, index, sentence) => {
            Some(Tense::Future)
        }
        Xpos::Vbd => Some(Tense::Past),
        Xpos::Vbn => perfect(document, index, sentence).then_some(Tense::Past),
        _ => listed(&rules.tense.future).then_some(Tense::Future),
    }
}

/// True for "planned to", "scheduled for", "due": what follows is still to come.
fn is_open(document: &Document, index: usize, sentence: TokenRange) -> bool {
    (index + 1..sentence.end.index().min(index + 2)).any(|at| {
        let form = document.form(TokenId(at as u32));
        // "went to Leeds on Monday" is no plan.
        let verb = document.tokens.get(at + 1).is_some_and(|next| next.upos == Upos::Verb);
        let goes = document.tokens[index].lemma == "go" && !verb;
        !goes && ["to", "for", "by", "on", "next"].iter().any(|word| form.eq_ignore_ascii_case(word))
    })
}

/// True for a modal verb with "have" behind it: "would have met".
fn is_perfect(document: &Document, index: usize, sentence: TokenRange) -> bool {
    let end = sentence.end.index().min(index + 4);
    document.tokens[index + 1..end].iter().any(|token| token.lemma == "have")
}

/// True for a participle with "has" or "have" before it.
fn perfect(document: &Document, index: usize, sentence: TokenRange) -> bool {
    let from = index.saturating_sub(4).max(sentence.start.index());
    document.tokens[from..index].iter().any(|token| token.lemma == "have")
}

/// True when the verb that an expression directly depends on tells of the past by its own form: "had filed by Friday".
pub(super) fn is_done(document: &Document, tokens: TokenRange, sentence: TokenRange) -> bool {
    let outside = |at: TokenId| document.token(at).head.filter(|&head| !tokens.holds(head));
    let Some(head) = tokens.indices().find_map(|at| outside(TokenId(at as u32))) else { return false };
    let verb = document.token(head);
    verb.xpos == Xpos::Vbd || verb.xpos == Xpos::Vbn && perfect(document, head.index(), sentence)
}

/// The tense for an expression, and whether it is sure: that of its governing verb where the sentence is parsed, else of
/// the nearest sign, where signs before it count for more than those behind.
pub(super) fn of(
    document: &Document,
    tokens: TokenRange,
    sentence: TokenRange,
    signs: &[Sign],
) -> Option<(Tense, bool)> {
    if let Some(tense) = governing(document, tokens, signs, &SHIPPED) {
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

/// The tense of the verb that the expression depends on in the tree; an infinitive or a participle has that of the verb
/// above it.
fn governing(document: &Document, tokens: TokenRange, signs: &[Sign], rules: &Rules) -> Option<Tense> {
    let mut at = tokens.start;
    // Trees of news are seldom deeper; the bound keeps a malformed one from running in a circle.
    let mut step = 0;
    for _ in 0..12 {
        step += usize::from(!tokens.holds(at));
        at = document.token(at).head?;
        let verb = document.token(at);
        if tokens.holds(at) || !matches!(verb.upos, Upos::Verb | Upos::Aux) && !is_predicate(document, at, signs) {
            continue;
        }
        // "Since the minister quit on Monday", whatever form "quit" is taken for.
        let since = document
            .dependents(at)
            .any(|dep| document.token(dep).deprel == Deprel::Mark && document.form(dep).eq_ignore_ascii_case("since"));
        if since {
            return Some(Tense::Past);
        }
        if rules.tense.plans.contains(&verb.lemma) && matches!(verb.xpos, Xpos::Vbn | Xpos::Vbz | Xpos::Vbp | Xpos::Vbg)
        {
            return Some(Tense::Future);
        }
        let near = signs.partition_point(|sign| sign.token + 8 < at.index());
        let window = signs[near..].iter().take_while(|sign| sign.token <= at.index() + 2);
        let own = |sign: &&Sign| {
            let token = document.token(TokenId(sign.token as u32));
            let helps = matches!(token.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop) && token.head == Some(at);
            sign.token == at.index() || helps
        };
        let own: Vec<&Sign> = window.filter(own).collect();
        if let Some(sign) = own.iter().find(|sign| sign.tense == Tense::Future).or(own.first()) {
            // "He said that talks will resume Monday": a tree that hangs Monday on the saying.
            let before = signs[..signs.partition_point(|sign| sign.token < tokens.start.index())].last();
            let said = rules.tense.reports.contains(&verb.lemma);
            return Some(
                before.filter(|before| said && before.token > at.index()).map_or(sign.tense, |before| before.tense),
            );
        }
        let above = verb.head.map(|head| &document.token(head).lemma);
        match verb.xpos {
            Xpos::Vb if above.is_some_and(|lemma| rules.tense.plans.contains(lemma)) => return Some(Tense::Future),
            Xpos::Vbn if verb.deprel == Deprel::Acl => return Some(Tense::Past),
            // "Congress returns Tuesday": the present tells of the future only where the verb itself is dated.
            Xpos::Vbz | Xpos::Vbp if step == 0 && !rules.tense.reports.contains(&verb.lemma) => {
                return Some(Tense::Future);
            }
            Xpos::Vbz | Xpos::Vbp => return None,
            _ => {}
        }
    }
    None
}

/// True for a noun or an adjective that a copula makes the predicate.
fn is_predicate(document: &Document, at: TokenId, signs: &[Sign]) -> bool {
    let near = signs.partition_point(|sign| sign.token + 6 < at.index());
    signs[near..].iter().take_while(|sign| sign.token < at.index()).any(|sign| {
        let token = document.token(TokenId(sign.token as u32));
        token.head == Some(at) && matches!(token.deprel, Deprel::Cop | Deprel::Aux)
    })
}
