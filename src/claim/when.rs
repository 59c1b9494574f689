//! Which temporal expression a claim's time comes from.

use chrono::{Datelike, Days, NaiveDate};

use super::{ClaimTime, Manner, Reading, Scope, clause};
use crate::calendar::Interval;
use crate::language::{Deprel, Document, Upos, Xpos};
use crate::text::{TokenId, TokenRange};
use crate::time::{self, Bound, Given, Timex, TimexKind};

/// The time of the claim that a trigger carries, if the text gives one. "From 2010 to 2014" is one time of two expressions.
pub(super) fn of(reading: &Reading, trigger: TokenId) -> Option<ClaimTime> {
    if let Some(time) = by_event(reading, trigger) {
        return Some(time);
    }
    let Some(timex) = expression(reading, trigger) else { return month_without_year(reading, trigger) };
    if timex.bound == Bound::From {
        let sentence = reading.document.sentence_of(trigger).tokens;
        let until = reading
            .timexes_in(sentence)
            .find(|other| other.tokens.start >= timex.tokens.end && closes_range(&reading.document, timex, other));
        if let (Some(from), Some(until)) = (timex.when, until.and_then(|until| until.when))
            && from.latest <= until.earliest
        {
            return Some(ClaimTime {
                days: Interval::new(from.latest, until.earliest),
                throughout: true,
                stated: true,
            });
        }
    }
    bounded(reading, timex, timex.bound)
}

/// The day that a dated item of a list begins with: "17 June: Minister Ann Roe presents the report. She takes no questions."
pub(super) fn of_item(reading: &Reading, trigger: TokenId) -> Option<ClaimTime> {
    let document = &reading.document;
    let here = document.sentences.partition_point(|sentence| sentence.tokens.start <= trigger).checked_sub(1)?;
    let text = &document.article.text;
    let mut first = here;
    while first > 0 && here - first < LONGEST_ITEM {
        let (before, after) =
            (document.sentences[first - 1].span.end as usize, document.sentences[first].span.start as usize);
        if text.get(before..after).is_none_or(|gap| gap.contains('\n')) {
            break;
        }
        first -= 1;
    }
    let item = document.sentences[first].tokens;
    let timex = reading.timexes_in(item).next()?;
    let days = timex.when.filter(|_| dated(timex) && time::heads_entry(document, timex))?;
    Some(ClaimTime { days, throughout: false, stated: true })
}

/// The time right behind a phrase: "mayor since 2019".
pub(super) fn behind(reading: &Reading, phrase: TokenRange) -> Option<ClaimTime> {
    let sentence = reading.document.sentence_of(phrase.start).tokens;
    let near = |timex: &&Timex| timex.tokens.start >= phrase.end && timex.tokens.start.0 <= phrase.end.0 + 1;
    let timex = reading.timexes_in(sentence).find(near)?;
    bounded(reading, timex, timex.bound)
}

/// The most sentences of an item of a list behind its first.
const LONGEST_ITEM: usize = 4;

/// "in December", where the year of issue is known from below only: not before the last December at that bound.
fn month_without_year(reading: &Reading, trigger: TokenId) -> Option<ClaimTime> {
    let document = &reading.document;
    let from = reading.issue.interval.earliest;
    let sentence = document.sentence_of(trigger).tokens;
    let timex = reading.timexes_in(sentence).find(|timex| {
        let open = timex.when.is_none() && timex.bound == Bound::At && timex.value.starts_with("XXXX-");
        open && governor(document, timex.tokens, trigger) == Some(trigger)
    })?;
    let month: u32 = timex.value.get(5..7)?.parse().ok()?;
    if from == NaiveDate::MIN {
        return None;
    }
    let year = if month <= from.month() { from.year() } else { from.year() - 1 };
    let earliest = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some(ClaimTime { days: Interval::new(earliest, NaiveDate::MAX), throughout: false, stated: true })
}

/// The same for a statement of a scope. A time that is not given in full and would be to come is none of something told as
/// past.
pub(crate) fn told(reading: &Reading, trigger: TokenId, scope: Scope) -> Option<ClaimTime> {
    let time = of(reading, trigger)?;
    let relative = expression(reading, trigger).is_some_and(|timex| timex.given != Given::Explicit);
    let past = scope.past && scope.manner == Manner::Asserted;
    let ahead = reading.issued().is_some_and(|issue| time.days.earliest > issue.latest);
    (!(relative && past && ahead)).then_some(time)
}

/// Days before the date of issue within which the news that an article opens with has happened.
const NEWS: u64 = 10;

/// The time of what an article opens with and has reported by somebody, when it gives none: some day shortly before the
/// issue. Other statements without a time may be about any time.
pub(super) fn of_the_news(reading: &Reading, trigger: TokenId, scope: Scope) -> Option<ClaimTime> {
    let document = &reading.document;
    let sentence = document.sentence_of(trigger);
    let opens = document.sentences.iter().take(2).any(|first| first == sentence);
    let asserted = scope.manner == Manner::Asserted && scope.speaker.is_some();
    let issue = reading.issue.interval;
    if !opens || !asserted || issue.earliest == NaiveDate::MIN {
        return None;
    }
    let days = Interval::new(Interval::day(issue.earliest).shifted(0, NEWS).earliest, issue.latest);
    Some(ClaimTime { days, throughout: false, stated: false })
}

/// The time of an event that the text asserts without a time: it had happened when the article was issued.
pub(super) fn by_the_issue(reading: &Reading, scope: Scope) -> Option<ClaimTime> {
    let latest = reading.issue.interval.latest;
    let known = scope.manner == Manner::Asserted && reading.issue.interval.days() == 1;
    known.then_some(ClaimTime { days: Interval::new(NaiveDate::MIN, latest), throughout: false, stated: false })
}

/// "(from) 2010 to 2014", "2010 until 2014".
fn closes_range(document: &Document, from: &Timex, until: &Timex) -> bool {
    let gap = until.tokens.start.0 - from.tokens.end.0;
    gap == 1 && ["to", "until", "till", "through", "-", "\u{2013}"].contains(&document.form(from.tokens.end))
}

/// "until her promotion on Feb. 4", "since his election in 2019": a bound by an event that has a time.
fn by_event(reading: &Reading, trigger: TokenId) -> Option<ClaimTime> {
    let document = &reading.document;
    let (bound, event) = document.dependents(trigger).find_map(|dep| {
        let bound = match clause::case(document, dep)?.as_str() {
            "until" | "till" => Bound::Until,
            "since" => Bound::From,
            _ => return None,
        };
        Some((bound, dep))
    })?;
    let timex = reading
        .timexes_in(clause::extent(document, event))
        .find(|timex| timex.when.is_some() && timex.bound == Bound::At && dated(timex))?;
    bounded(reading, timex, bound)
}

/// The temporal expression that belongs to a trigger: one in its clause whose nearest verb or event noun it is, else the
/// only one of a sentence with a single verb.
pub(crate) fn expression(reading: &Reading, trigger: TokenId) -> Option<&Timex> {
    let document = &reading.document;
    let sentence = document.sentence_of(trigger).tokens;
    let here: Vec<&Timex> = reading.timexes_in(sentence).filter(|timex| dated(timex)).collect();
    let own = |timex: &&&Timex| {
        governor(document, timex.tokens, trigger) == Some(trigger) && !opens_clause(document, timex.tokens, trigger)
    };
    if let Some(timex) = here.iter().find(own) {
        return Some(timex);
    }
    // "was laid to rest on Monday": the day of the verb inside is that of the whole.
    let inside = document.dependents(trigger).find(|&dep| document.token(dep).deprel == Deprel::Xcomp);
    if let Some(inner) = inside
        && document.token(inner).xpos == Xpos::Vb
        && document.token(trigger).upos == Upos::Adj
        && let Some(timex) = here.iter().find(|timex| governor(document, timex.tokens, inner) == Some(inner))
    {
        return Some(timex);
    }
    let token = document.token(trigger);
    if let (Deprel::Xcomp, Some(head)) = (token.deprel, token.head)
        && let Some(timex) = here.iter().find(|timex| governor(document, timex.tokens, head) == Some(head))
    {
        return Some(timex);
    }
    if let Some(timex) = leading(reading, sentence).filter(|_| is_main(document, trigger)) {
        return Some(timex);
    }
    let verbs = sentence.indices().filter(|&index| document.tokens[index].upos == Upos::Verb).count();
    match here.as_slice() {
        [only] if verbs <= 1 && token.upos == Upos::Verb => Some(only),
        _ => None,
    }
}

/// True for "..., and on April 8 he set": behind a conjunction, a time belongs to what follows.
fn opens_clause(document: &Document, expression: TokenRange, trigger: TokenId) -> bool {
    let before = |back: u32| expression.start.0.checked_sub(back).map(TokenId).filter(|&id| id > trigger);
    let joins = |id: Option<TokenId>| {
        id.is_some_and(|id| ["and", "but"].iter().any(|word| document.form(id).eq_ignore_ascii_case(word)))
    };
    let sentence = document.sentence_of(trigger).tokens;
    let verb_follows = (expression.end.index()..sentence.end.index()).any(|at| document.tokens[at].upos == Upos::Verb);
    expression.start > trigger
        && verb_follows
        && (joins(before(1))
            || (joins(before(2))
                && matches!(document.form(TokenId(expression.start.0 - 1)), "on" | "in" | "On" | "In")))
}

/// The date that opens an entry of a list: "March 24 -- The court rejects the appeal", "Sept. 5, 2025: The body lifts it".
fn leading(reading: &Reading, sentence: TokenRange) -> Option<&Timex> {
    let document = &reading.document;
    let timex = reading.timexes_in(sentence).find(|timex| dated(timex))?;
    Some(timex).filter(|timex| time::heads_entry(document, timex))
}

/// True for a verb of the main clause of its sentence.
fn is_main(document: &Document, trigger: TokenId) -> bool {
    let token = document.token(trigger);
    let main = matches!(token.deprel, Deprel::Root | Deprel::Conj | Deprel::Parataxis | Deprel::Appos);
    token.upos == Upos::Verb && main
}

fn dated(timex: &Timex) -> bool {
    timex.when.is_some() && matches!(timex.kind, TimexKind::Date | TimexKind::Time)
}

/// The first verb above an expression, or the trigger itself when that comes first (an event noun).
fn governor(document: &Document, expression: TokenRange, trigger: TokenId) -> Option<TokenId> {
    let head = crate::mention::head(document, expression);
    let mut at = document.token(head).head;
    for _ in 0..8 {
        let id = at?;
        let token = document.token(id);
        let copular = document.dependents(id).any(|dep| document.token(dep).deprel == Deprel::Cop);
        if id == trigger || token.upos == Upos::Verb || copular {
            return Some(id);
        }
        at = token.head;
    }
    None
}

/// The days of an expression with its preposition: "since 2019" holds on all days from then to the date of issue, "until
/// 2019" on the day before it at least.
fn bounded(reading: &Reading, timex: &Timex, bound: Bound) -> Option<ClaimTime> {
    let when = timex.when?;
    let (days, throughout) = match bound {
        Bound::From => {
            let end = reading.issued().map(|issue| issue.earliest).filter(|&end| end > when.latest)?;
            (Interval::new(when.latest, end), true)
        }
        // A day that is not known to a year is no bound.
        Bound::Until if when.days() > 366 => return None,
        Bound::Until => (Interval::day(when.earliest.pred_opt()?), true),
        // "Last Thursday" is the one before the issue to some and the one of the week before to others.
        Bound::At if is_last_weekday(reading, timex) => {
            (Interval::new(when.earliest - Days::new(7), when.latest), false)
        }
        Bound::At | Bound::Before | Bound::After => (timex.days()?, false),
    };
    Some(ClaimTime { days, throughout, stated: true })
}

fn is_last_weekday(reading: &Reading, timex: &Timex) -> bool {
    let last = reading.document.form(timex.tokens.start).eq_ignore_ascii_case("last");
    // On a Monday, last Thursday is that of the week before to all.
    let issued = reading.issued().map(|issue| issue.latest.weekday().num_days_from_monday() as u8);
    timex.weekday.is_some_and(|weekday| last && issued.is_none_or(|issued| weekday < issued))
}
