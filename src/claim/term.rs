//! What two statements of one document say together of a term of office: who became mayor in 2019 and is mayor today has been
//! it in between, and who had been deputy mayor when she became mayor was it the day before.

use smol_str::SmolStr;

use super::extract::is_person;
use super::vocabulary::has;
use super::{Claim, ClaimTime, Filler, Manner, Reading, Vocabulary, clause, holder, when};
use crate::calendar::Interval;
use crate::mention::MentionId;
use crate::text::{TokenId, TokenRange};

/// Marks a claim that somebody takes up an office on a day; used here and taken out again.
pub(super) const ENTERS: &str = "enters";

/// Adds the terms that the claims of a document give together, and takes out the claims marked [`ENTERS`].
pub(super) fn complete(reading: &Reading, vocabulary: &Vocabulary, claims: &mut Vec<Claim>) {
    let (mut enters, kept): (Vec<Claim>, Vec<Claim>) =
        std::mem::take(claims).into_iter().partition(|claim| claim.predicate == ENTERS);
    *claims = kept;
    enters.extend(duties(reading, vocabulary, claims));
    before_a_change(reading, claims);
    let more: Vec<Claim> = enters.iter().filter_map(|enters| since(reading, claims, enters)).collect();
    claims.extend(more);
}

/// The person of a claim.
fn person(reading: &Reading, claim: &Claim) -> Option<MentionId> {
    match claim.roles.first() {
        Some(Filler::Mention(person)) => Some(reading.mentions.get(*person).refers_to),
        _ => None,
    }
}

fn is_held(claim: &Claim) -> bool {
    claim.predicate == "holds" && claim.manner == Manner::Asserted
}

/// The term from a day of taking up an office to the last day on which the document has the same person in it.
fn since(reading: &Reading, claims: &[Claim], enters: &Claim) -> Option<Claim> {
    let from = enters.when.filter(|time| time.stated && !time.throughout)?.days.latest;
    let own = |claim: &&Claim| person(reading, claim) == person(reading, enters) && claim.roles[1] == enters.roles[1];
    let left = claims.iter().filter(own).any(|claim| matches!(claim.predicate.as_str(), "leaves" | "held" | "removed"));
    let again = claims.iter().filter(own).filter(|claim| claim.predicate == "gets").count() > 1;
    if left || again || enters.manner != Manner::Asserted {
        return None;
    }
    let held = claims.iter().filter(own).filter(|claim| is_held(claim) && claim.when.is_some());
    let last = held.max_by_key(|claim| claim.when.map(|time| time.days.earliest))?;
    let until = last.when?.days.earliest;
    let of = if enters.roles[2] == Filler::Nothing { last.roles[2].clone() } else { enters.roles[2].clone() };
    (from < until).then(|| Claim {
        predicate: SmolStr::new_static("holds"),
        roles: vec![enters.roles[0].clone(), enters.roles[1].clone(), of],
        when: Some(ClaimTime { days: Interval::new(from, until), throughout: true, stated: true }),
        ..enters.clone()
    })
}

/// "Roe, who assumed duty in November", "Roe took office in 2015": the office is the one that the document gives to Roe.
fn duties(reading: &Reading, vocabulary: &Vocabulary, claims: &[Claim]) -> Vec<Claim> {
    let document = &reading.document;
    let mut found = Vec::new();
    for (index, token) in document.tokens.iter().enumerate().filter(|(index, _)| *index > 0) {
        let verb = TokenId(index as u32 - 1);
        let lemma = &document.token(verb).lemma;
        if !has(&vocabulary.tenure.duties, &token.lemma) || !has(&vocabulary.tenure.takes_post, lemma) {
            continue;
        }
        let sentence = document.sentence_of(verb).tokens;
        let subject = clause::of_verb(document, verb).subjects.into_iter().find_map(|subject| {
            let mention = reading.mentions.resolve(document, subject)?;
            is_person(reading, mention).then_some(mention.id)
        });
        let subject = subject.or_else(|| holder::subject_before(reading, verb, sentence.start.index()));
        let Some(bearer) = subject else { continue };
        let named = |token: TokenRange| sentence.contains(token);
        if reading.mentions.titles.iter().any(|title| named(title.tokens) && title.tokens.start > verb) {
            continue;
        }
        let own =
            |claim: &&Claim| is_held(claim) && person(reading, claim) == Some(reading.mentions.get(bearer).refers_to);
        let mut offices = claims.iter().filter(own);
        let Some(first) = offices.next().filter(|first| offices.all(|other| other.roles[1] == first.roles[1])) else {
            continue;
        };
        let scope = vocabulary.scope_of(document, verb);
        found.push(Claim {
            predicate: SmolStr::new_static(ENTERS),
            trigger: verb,
            clause: document.span(clause::extent(document, verb)),
            marks: vec![document.token(verb).span],
            when: when::of(reading, verb),
            manner: scope.manner,
            ..first.clone()
        });
    }
    found
}

/// "Roe, who had been deputy mayor, was sworn in as mayor on Monday": deputy on the day before.
fn before_a_change(reading: &Reading, claims: &mut [Claim]) {
    let document = &reading.document;
    let gets: Vec<(Option<MentionId>, TokenRange, ClaimTime)> = claims
        .iter()
        .filter(|claim| claim.predicate == "gets" && claim.manner == Manner::Asserted)
        .filter_map(|claim| {
            let sentence = document.sentence_of(claim.trigger);
            let news = document.sentences.iter().take(NEWS).any(|first| first == sentence);
            let issued = || reading.as_issued().filter(|_| news);
            Some((person(reading, claim), sentence.tokens, claim.when.or_else(issued)?))
        })
        .collect();
    for claim in claims.iter_mut().filter(|claim| claim.predicate == "holds" && claim.when.is_none() && claim.past) {
        let sentence = document.sentence_of(claim.trigger).tokens;
        let had = (sentence.start.0..claim.trigger.0)
            .any(|at| document.form(TokenId(at)) == "had" && document.form(TokenId(at + 1)) == "been");
        let change = gets.iter().find(|(bearer, tokens, _)| {
            *bearer
                == match claim.roles.first() {
                    Some(Filler::Mention(person)) => Some(reading.mentions.get(*person).refers_to),
                    _ => None,
                }
                && *tokens == sentence
        });
        if let (true, Some((_, _, time))) = (had, change)
            && let Some(day) = time.days.earliest.pred_opt().filter(|_| time.days.days() <= 7)
        {
            claim.when = Some(ClaimTime { days: Interval::day(day), throughout: false, stated: time.stated });
        }
    }
}

/// The number of sentences that an article opens with its news in.
const NEWS: usize = 6;
