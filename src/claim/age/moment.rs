//! When somebody is that old: on the day of issue, at the time of a clause, at death.

use chrono::NaiveDate;

use super::Found;
use crate::calendar::Interval;
use crate::claim::vocabulary::{AgeWords, has};
use crate::claim::{ClaimTime, Reading, Scope, clause, when};
use crate::language::{Deprel, Document, Upos};
use crate::text::{TokenId, TokenRange};
use crate::time::{Bound, Given, TimexKind};

/// Days before the issue from which on a text looks back.
const BACK: i64 = 300;
/// Days before the issue within which a day told in the same sentence shows that it is of now.
const RECENT: i64 = 60;

/// The time of an age: what the clause says, else the issue when the age is told as of now.
pub(super) fn of(reading: &Reading, found: &Found, scope: Scope) -> Option<ClaimTime> {
    let stated = if found.then {
        by_when(reading, found.trigger)
            .or_else(|| when::of(reading, found.trigger))
            .filter(|time| !time.throughout && time.days.days() <= 366)
            .filter(|time| time.days.days() <= 31 || !is_counted(reading, found.trigger))
    } else {
        None
    };
    let now = !found.then || !scope.past;
    let issue = reading.issued().filter(|_| now).map(|days| {
        // Then or now: some day from the one that the text looks back to.
        let from = looks_back(reading, found).map_or(days.earliest, |back| back.min(days.earliest));
        ClaimTime { days: Interval::new(from, days.latest), throughout: false, stated: false }
    });
    stated.or(issue)
}

/// True for a time as long ago as "nearly 30 years ago", which is a round figure.
fn is_counted(reading: &Reading, trigger: TokenId) -> bool {
    when::expression(reading, trigger).is_some_and(|timex| timex.given != Given::Explicit)
}

/// "was 22 when she signed for the club in 2001": the time of the clause with "when".
fn by_when(reading: &Reading, trigger: TokenId) -> Option<ClaimTime> {
    let document = &reading.document;
    let clause = document.dependents(trigger).find(|&dep| {
        document.token(dep).deprel == Deprel::Advcl
            && document.dependents(dep).any(|word| document.form(word).eq_ignore_ascii_case("when"))
    })?;
    when::of(reading, clause)
}

/// The time long before the issue of which the clause or one of the two sentences before tells: an age there may be one of then.
/// "since 2019" is of now, and so is a year in a clause that only describes somebody.
fn looks_back(reading: &Reading, found: &Found) -> Option<NaiveDate> {
    let document = &reading.document;
    let issue = reading.issued()?;
    let own = document.sentence_of(found.years.tokens.start).tokens;
    let recent = |when: Interval| (issue.earliest - when.earliest).num_days() <= RECENT;
    if reading.timexes_in(own).filter_map(|timex| timex.when).any(recent) {
        return None;
    }
    let mut range = own;
    // What an article opens with is of now.
    let lead = document.sentences.iter().take(2).any(|first| first.tokens == own);
    for _ in 0..if lead { 0 } else { 2 } {
        if let Some(before) = range.start.0.checked_sub(1) {
            range.start = document.sentence_of(TokenId(before)).tokens.start;
        }
    }
    reading
        .timexes_in(range)
        .filter(|timex| matches!(timex.kind, TimexKind::Date | TimexKind::Time))
        .filter(|timex| timex.bound == Bound::At && !describes(document, timex.tokens))
        .filter(|timex| timex.tokens.end != found.years.tokens.end)
        .filter_map(|timex| timex.when)
        .filter(|when| (issue.earliest - when.latest).num_days() > BACK)
        .map(|when| when.earliest)
        .min()
}

/// True for an expression in a relative or participial clause, or one that depends on a noun.
fn describes(document: &Document, timex: TokenRange) -> bool {
    let mut at = crate::mention::head(document, timex);
    for _ in 0..8 {
        let token = document.token(at);
        if matches!(token.deprel, Deprel::AclRelcl | Deprel::Acl) {
            return true;
        }
        match token.head {
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}

/// True when the age is that at death: its clause speaks of this person's dying, or it is "He was 82" right after one that
/// does.
pub(super) fn is_at_death(reading: &Reading, words: &AgeWords, death: &[String], found: &Found) -> bool {
    let document = &reading.document;
    let sentence = document.sentence_of(found.trigger).tokens;
    let own: Vec<TokenId> = speaking(document, death, sentence);
    if !own.is_empty() {
        return own.iter().any(|&word| is_death_of(reading, words, word, found));
    }
    let short = sentence.len() <= 8;
    let before = sentence.start.0.checked_sub(1).map(|last| document.sentence_of(TokenId(last)).tokens);
    short
        && before.is_some_and(|before| {
            speaking(document, death, before).iter().any(|&word| is_death_of(reading, words, word, found))
        })
}

fn speaking(document: &Document, death: &[String], range: TokenRange) -> Vec<TokenId> {
    range.indices().filter(|&at| has(death, &document.tokens[at].lemma)).map(|at| TokenId(at as u32)).collect()
}

/// True unless the word tells of the death of somebody else: "She was 12 when her father died".
fn is_death_of(reading: &Reading, words: &AgeWords, word: TokenId, found: &Found) -> bool {
    let document = &reading.document;
    let token = document.token(word);
    let dead = match token.upos {
        Upos::Verb => {
            let functions = clause::of_verb(document, word);
            let patient = !has(&words.dies, &token.lemma) || clause::is_passive(document, word);
            if patient { functions.objects } else { functions.subjects }
        }
        _ => clause::of_noun(document, word).objects,
    };
    let person = reading.mentions.get(found.person).refers_to;
    let mention = |token: TokenId| reading.mentions.resolve(document, token).map(|mention| mention.refers_to);
    let told = |range: TokenRange| {
        reading.mentions.all.iter().any(|mention| range.holds(mention.tokens.start) && mention.refers_to == person)
    };
    if dead.is_empty() {
        return told(document.sentence_of(word).tokens);
    }
    dead.iter().any(|&token| mention(token) == Some(person))
}
