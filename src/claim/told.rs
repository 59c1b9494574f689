//! What is told as past, or as to come, with a day of its own: `told(verb)` and `to-come(verb)`, at that day.
//!
//! News gives the year of a day that is most of a year away. A day and month without a year that would have to be that far
//! back to be past is therefore read as one of the year of issue, `told-ahead(verb)`; and one that would have to be that far
//! ahead to come is `to-come(verb)` at the day that has passed.

use chrono::{Datelike, Months, NaiveDate};
use smol_str::SmolStr;

use super::extract::LONGEST_SENTENCE;
use super::vocabulary::has;
use super::{Claim, ClaimTime, Filler, Manner, Reading, Vocabulary, clause};
use crate::calendar::{Granularity, Interval};
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::text::TokenId;
use crate::time::{Bound, Given, Timex, TimexKind};

/// Days back from which on news gives the year.
const YEAR_GIVEN: i64 = 250;

/// Days after a day within which it is not plausibly announced for its next return, a year later.
const JUST_GONE: i64 = 120;

/// How many expressions before a day may carry the text to another year.
const LOOKS_BACK: usize = 4;

/// Days by which an article may be issued after it was written.
const DELAY: i64 = 3;

/// The claims of a document.
pub(super) fn extract(reading: &Reading, vocabulary: &Vocabulary) -> Vec<Claim> {
    let document = &reading.document;
    let mut claims = Vec::new();
    for (at, timex) in reading.timexes.iter().enumerate() {
        let long = document.sentence_of(timex.tokens.start).tokens.len() > LONGEST_SENTENCE;
        let fine =
            matches!(timex.granularity, Granularity::Time | Granularity::Day | Granularity::Month | Granularity::Year);
        if long || !fine || !matches!(timex.kind, TimexKind::Date | TimexKind::Time) || qualified(reading, at) {
            continue;
        }
        let Some(host) = host(document, timex) else { continue };
        let Some((predicate, days)) = judge(reading, vocabulary, at, &host) else { continue };
        claims.push(claim(reading, timex, host.word, predicate, days));
    }
    claims
}

fn claim(reading: &Reading, timex: &Timex, word: TokenId, predicate: &'static str, days: Interval) -> Claim {
    let document = &reading.document;
    let marks = vec![document.token(word).span, document.span(timex.tokens)];
    Claim {
        predicate: SmolStr::new_static(predicate),
        roles: vec![Filler::Word(document.token(word).lemma.clone())],
        trigger: word,
        clause: marks.iter().fold(document.span(clause::extent(document, word)), |span, &mark| span.join(mark)),
        marks,
        when: Some(ClaimTime { days, throughout: false, stated: true }),
        place: None,
        manner: Manner::Asserted,
        past: predicate != "to-come",
        speaker: None,
    }
}

/// What an expression dates.
struct Host {
    /// The verb, the participle, the adjective or the event noun.
    word: TokenId,
    /// The lower-cased preposition of the expression; empty for none.
    case: String,
    /// True when nothing else stands between that the expression could belong to.
    close: bool,
    /// True when no other phrase with a preposition stands between.
    plain: bool,
}

/// The word that an expression depends on, over the part of the day that it may stand in: "on the evening of May 25".
fn host(document: &Document, timex: &Timex) -> Option<Host> {
    const PARTS: [&str; 8] = ["evening", "morning", "afternoon", "night", "eve", "day", "week", "weekend"];
    let mut head = outermost(document, timex)?;
    let mut case = clause::case(document, head).unwrap_or_default();
    let mut word = document.token(head).head?;
    // "From 20 to 25 May", where the month hangs on the first day.
    let passes =
        |word: TokenId| document.token(word).upos == Upos::Num || PARTS.contains(&document.token(word).lemma.as_str());
    for _ in 0..2 {
        if passes(word) {
            head = word;
            case = clause::case(document, head).unwrap_or(case);
            word = document.token(head).head?;
        }
    }
    let first = head.min(timex.tokens.start);
    let noun = |token: usize| {
        let token = &document.tokens[token];
        matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Pron | Upos::Sconj | Upos::Part)
    };
    let close = word > first || !(word.index() + 1..first.index()).any(noun);
    let preposition = |token: usize| document.tokens[token].upos == Upos::Adp;
    let plain = word > first || (word.index() + 1..first.index()).filter(|&token| preposition(token)).count() < 2;
    Some(Host { word, case, close, plain })
}

/// The token of an expression that hangs on a word outside it, on a verb if one does.
fn outermost(document: &Document, timex: &Timex) -> Option<TokenId> {
    let outside = |token: &TokenId| document.token(*token).head.is_some_and(|head| !timex.tokens.holds(head));
    let tokens = || timex.tokens.indices().map(|token| TokenId(token as u32)).filter(outside);
    let verbal =
        |token: &TokenId| document.token(*token).head.is_some_and(|head| document.token(head).upos == Upos::Verb);
    tokens().find(verbal).or_else(|| tokens().next())
}

/// What the text says of a day, when that speaks of past or future.
fn judge(reading: &Reading, vocabulary: &Vocabulary, at: usize, host: &Host) -> Option<(&'static str, Interval)> {
    let document = &reading.document;
    let timex = &reading.timexes[at];
    let words = &vocabulary.scope;
    let token = document.token(host.word);
    let upcoming = token.upos == Upos::Noun
        && document.dependents(host.word).any(|dep| has(&words.upcoming, &document.token(dep).lemma));
    if upcoming || is_to_come(reading, vocabulary, host, at) {
        return Some(("to-come", behind(reading, at)?));
    }
    let verbal = token.upos == Upos::Verb || token.deprel == Deprel::Acl;
    let (verb, noun) = match verbal {
        true => (host.word, false),
        // "The storm of May 25 killed six", "in the vote on 25 May she took".
        false => (
            token.head.filter(|_| token.upos == Upos::Noun && (is_topic(document, host.word) || host.case == "on"))?,
            true,
        ),
    };
    let cases: &[&str] = if noun { &["on", "of"] } else { &["on", "in", "", "since", "between", "from", "to", "and"] };
    let lemma = &document.token(verb).lemma;
    let ahead = has(&words.dates_ahead, lemma) || has(&words.dates_itself, lemma);
    let planned = has(&words.plan, lemma) && (noun || !host.close);
    if document.token(verb).upos != Upos::Verb || ahead || planned || !cases.contains(&host.case.as_str()) {
        return None;
    }
    if timex.bound != Bound::At && !ranged(document, timex) || agenda(document, vocabulary, timex) {
        return None;
    }
    let scope = vocabulary.scope_of(document, verb);
    if !scope.past || scope.manner != Manner::Asserted {
        return None;
    }
    match coming(reading, timex) {
        Some(days) => Some(("told-ahead", days)),
        None if timex.given == Given::Explicit && timex.bound == Bound::At => {
            let fine = timex.granularity == Granularity::Day || host.case == "in" && !noun && host.plain;
            let when = timex.when.filter(|when| fine && !is_next_day(reading, *when))?;
            Some(("told", when))
        }
        None => None,
    }
}

/// True for the subject of a verb, and for a phrase with "in" or "at" that opens the clause.
fn is_topic(document: &Document, noun: TokenId) -> bool {
    let token = document.token(noun);
    let opens = token.head.is_some_and(|head| noun < head)
        && matches!(clause::case(document, noun).as_deref(), Some("in" | "at" | "during"));
    matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass) || token.deprel == Deprel::Obl && opens
}

/// True for "since 25 May", "from 20 to 25 May", "between May 20 and May 25".
fn ranged(document: &Document, timex: &Timex) -> bool {
    let before = timex.tokens.start.0.checked_sub(1).map_or("", |at| document.form(TokenId(at)));
    match timex.bound {
        Bound::From => before.eq_ignore_ascii_case("since") || before.eq_ignore_ascii_case("between"),
        Bound::Until => ["to", "and"].iter().any(|word| before.eq_ignore_ascii_case(word)),
        _ => false,
    }
}

/// True when the word before an expression's preposition names what is put on an agenda: "tickets for the match on 8 April".
fn agenda(document: &Document, vocabulary: &Vocabulary, timex: &Timex) -> bool {
    let before = timex.tokens.start.index().checked_sub(2);
    before.is_some_and(|at| {
        let token = &document.tokens[at];
        let topic = is_topic(document, TokenId(at as u32));
        token.upos == Upos::Noun && !topic && has(&vocabulary.scope.agenda, &token.lemma)
    })
}

/// True for the day after the issue, which it already is somewhere.
fn is_next_day(reading: &Reading, when: Interval) -> bool {
    reading.issued().is_some_and(|issue| (when.earliest - issue.latest).num_days() == 1)
}

/// True when another expression gives the year, as in "12 November last year".
fn qualified(reading: &Reading, at: usize) -> bool {
    let document = &reading.document;
    let (timex, next) = (&reading.timexes[at], reading.timexes.get(at + 1));
    let which = |token: Option<u32>| {
        let form =
            token.filter(|&at| (at as usize) < document.tokens.len()).map_or("", |at| document.form(TokenId(at)));
        ["last", "this", "next", "that", "each", "every"].iter().any(|word| form.eq_ignore_ascii_case(word))
    };
    if which(timex.tokens.start.0.checked_sub(1)) || which(Some(timex.tokens.end.0)) {
        return true;
    }
    next.is_some_and(|next| {
        let gap = next.tokens.start.0 - timex.tokens.end.0;
        let comma = gap == 1 && document.form(timex.tokens.end) == ",";
        let yearly = matches!(next.granularity, Granularity::Year | Granularity::Month | Granularity::Season);
        gap == 0 || gap == 1 && (yearly || !comma)
    })
}

/// The month and day of an expression that names both and no year.
fn bare(reading: &Reading, timex: &Timex) -> Option<(u32, u32)> {
    let document = &reading.document;
    let fine = matches!(timex.granularity, Granularity::Day | Granularity::Time);
    let text = document.text(timex.tokens);
    let year = text.split(|char: char| !char.is_ascii_digit()).any(|number| number.len() == 4);
    // "June 3" and "Sunday, 25 May" name month and day, "the 25th" does not.
    let named = text.split([' ', ',']).any(is_month) && text.contains(|char: char| char.is_ascii_digit());
    let counted = ["last", "this", "next", "year", "week"].iter().any(|word| text.split(' ').any(|own| own == *word));
    if !fine || !named || year || counted || timex.given != Given::Relative || timex.fault.is_some() {
        return None;
    }
    let mut fields = timex.value.split('-').skip(1);
    let (month, number) = (fields.next()?.parse().ok()?, fields.next()?.get(..2)?.parse().ok()?);
    Some((month, number))
}

fn is_month(word: &str) -> bool {
    const STARTS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    word.get(..3).is_some_and(|start| STARTS.iter().any(|month| start.eq_ignore_ascii_case(month)))
}

/// The day in the year of issue that a day without a year means, when as past it would be most of a year back.
fn coming(reading: &Reading, timex: &Timex) -> Option<Interval> {
    let (month, day) = bare(reading, timex)?;
    let issue = reading.issued().filter(|issue| issue.days() == 1)?.latest;
    let when = timex.when?;
    // A text that looks back to another year counts its days in that one.
    let before = reading.timexes.partition_point(|other| other.tokens.start < timex.tokens.start);
    let near = reading.timexes[..before].iter().rev().take(LOOKS_BACK);
    let looks_back = near.filter_map(|other| Some((other, other.when?))).any(|(other, then)| {
        let yearly = matches!(other.granularity, Granularity::Year | Granularity::Month | Granularity::Season);
        let long_ago = (issue - then.latest).num_days() > YEAR_GIVEN;
        other.given == Given::Explicit && long_ago || yearly && (long_ago || then.latest.year() < issue.year())
    });
    if looks_back {
        return None;
    }
    if when.earliest > issue {
        return Some(when);
    }
    // A weekday beside it has settled the year.
    if timex.weekday.is_some() {
        return None;
    }
    let back = (issue - when.latest).num_days();
    let later = NaiveDate::from_ymd_opt(issue.year(), month, day)
        .filter(|later| *later > issue)
        .or_else(|| when.earliest.checked_add_months(Months::new(12)))?;
    (back > YEAR_GIVEN && back < 366 && later > issue).then_some(Interval::day(later))
}

/// True when a word says that its day is to come: "will open", "is to open", "is due to open", "plans to open".
fn is_to_come(reading: &Reading, vocabulary: &Vocabulary, host: &Host, at: usize) -> bool {
    let document = &reading.document;
    let words = &vocabulary.scope;
    let verb = host.word;
    let token = document.token(verb);
    let timex = &reading.timexes[at];
    let ranged = timex.bound == Bound::Until;
    let cases = ["on", "", "from", "to", "for", "until", "till", "through"];
    let verbal = matches!(token.upos, Upos::Verb | Upos::Adj);
    if !verbal || !(cases.contains(&host.case.as_str()) || ranged) || !host.close && agenda(document, vocabulary, timex)
    {
        return false;
    }
    // "is due to open", read as a preposition.
    let due = document.dependents(verb).any(|dep| document.form(dep).eq_ignore_ascii_case("due"));
    // "Those who bought tickets on 8 March will get": the date must be the verb's own.
    let scope = vocabulary.scope_of(document, verb);
    let speech = scope.speaker.is_some() && speaks_of_then(reading, at);
    if speech || scope.manner != Manner::Planned && !has(&words.dates_ahead, &token.lemma) && !due {
        return false;
    }
    let present = |id: TokenId| matches!(document.token(id).xpos, Xpos::Vbz | Xpos::Vbp);
    let aux = |id: TokenId| {
        document
            .dependents(id)
            .filter(|&dep| matches!(document.token(dep).deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop))
            .collect::<Vec<_>>()
    };
    let auxiliaries = aux(verb);
    let will = auxiliaries
        .iter()
        .any(|&dep| document.token(dep).xpos == Xpos::Md && has(&words.future, &document.form(dep).to_lowercase()));
    let perfect = auxiliaries.iter().any(|&dep| document.form(dep).eq_ignore_ascii_case("have"));
    if will {
        return !perfect;
    }
    if due && auxiliaries.iter().any(|&dep| present(dep)) {
        return true;
    }
    let infinitive = document.dependents(verb).any(|dep| document.token(dep).xpos == Xpos::To);
    let governor = token
        .head
        .filter(|_| infinitive && matches!(token.deprel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl | Deprel::Acl));
    match governor {
        // "is due to open", "plans to open".
        Some(head) if has(&words.dates_ahead, &document.token(head).lemma) => {
            // "The museum plans to open", read as a noun.
            let noun = document.token(head).upos == Upos::Noun && document.token(head).deprel == Deprel::Root;
            noun || present(head) || aux(head).into_iter().any(present)
        }
        Some(_) => false,
        // "is to open", where the copula is the auxiliary; "is scheduled for".
        None if infinitive => auxiliaries.iter().any(|&dep| document.token(dep).lemma == "be" && present(dep)),
        None => {
            // "A rooster is set on top" dates nothing ahead, "the vote is set for May 3" does.
            has(&words.dates_ahead, &token.lemma)
                && (token.lemma != "set" || host.case == "for")
                && auxiliaries.iter().any(|&dep| document.token(dep).lemma == "be" && present(dep))
        }
    }
}

/// True when the sentence gives another time, at which something may have been said.
fn speaks_of_then(reading: &Reading, at: usize) -> bool {
    let sentence = reading.document.sentence_of(reading.timexes[at].tokens.start).tokens;
    reading.timexes_in(sentence).filter(|timex| timex.kind != TimexKind::Duration).count() > 1
}

/// The day that has passed when something is announced for it.
fn behind(reading: &Reading, at: usize) -> Option<Interval> {
    let timex = &reading.timexes[at];
    let issue = reading.issued().filter(|issue| issue.days() == 1)?.earliest;
    let gone = |days: Interval| (issue - days.latest).num_days();
    if timex.given == Given::Explicit {
        return timex.when.filter(|when| gone(*when) >= DELAY);
    }
    let (month, day) = bare(reading, timex)?;
    let sentence = reading.document.sentence_of(timex.tokens.start).tokens;
    let elsewhere = reading
        .timexes_in(sentence)
        .any(|other| other.tokens != timex.tokens && other.when.is_some_and(|when| when.latest.year() > issue.year()));
    let last = |year: i32| NaiveDate::from_ymd_opt(year, month, day).filter(|date| *date <= issue);
    let date = Interval::day(last(issue.year()).or_else(|| last(issue.year() - 1))?);
    let weekday =
        timex.weekday.is_none_or(|weekday| date.earliest.weekday().num_days_from_monday() == u32::from(weekday));
    (!elsewhere && weekday && (DELAY..=JUST_GONE).contains(&gone(date))).then_some(date)
}
