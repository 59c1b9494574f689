//! Birthdays: "turned 44 on Monday", "his 70th birthday", "will be 90 in May". They say when somebody was born.

use chrono::{Datelike, Months, NaiveDate};

use super::number::Years;
use super::{Found, Way};
use crate::calendar::{Granularity, Interval};
use crate::claim::extract::is_person;
use crate::claim::{ClaimTime, Reading, when};
use crate::language::Deprel;
use crate::text::TokenId;
use crate::time::{Given, Timex, TimexKind};

/// The birthdays that a text counts: "celebrated her 70th birthday".
pub(super) fn counted(reading: &Reading, timex: &Timex) -> Option<Found> {
    let document = &reading.document;
    let text = document.text(timex.tokens).to_lowercase();
    if timex.kind != TimexKind::Anniversary || !text.ends_with("birthday") {
        return None;
    }
    let years = (timex.length?.0 as f64 / 365.2425).round();
    let head = crate::mention::head(document, timex.tokens);
    let owner = document.dependents(head).find(|&dep| document.token(dep).deprel == Deprel::NmodPoss)?;
    let person = reading.mentions.resolve(document, owner).filter(|mention| is_person(reading, mention))?.id;
    let trigger = super::bearer::governing_verb(document, head);
    let lemma = document.token(trigger).lemma.as_str();
    let celebrates = lemma == "reach" || CELEBRATES.contains(&lemma);
    let years = Years { low: years, high: years, tokens: timex.tokens };
    let own = document.token(head).deprel == Deprel::Obj && celebrates;
    own.then_some(Found { person, years, trigger, then: true, way: Way::Turning })
}

/// The days of birth that follow from getting so old at the time of a clause; none when it gives no day, month or year.
pub(super) fn born(reading: &Reading, found: &Found) -> Option<ClaimTime> {
    let expression = expression(reading, found.trigger, found.years.tokens.end)?;
    let days = nearest(reading, expression)?;
    let back = |day: NaiveDate| day.checked_sub_months(Months::new(found.years.low as u32 * 12));
    let (earliest, mut latest) = (back(days.earliest)?, back(days.latest)?);
    // Who turns so old on 29 February may have been born on either side of it.
    if latest.day() < days.latest.day() {
        latest = latest.succ_opt()?;
    }
    // A birthday is celebrated when people have the time.
    let celebrated = CELEBRATES.contains(&reading.document.token(found.trigger).lemma.as_str());
    let around = if celebrated { AROUND } else { 0 };
    let days = Interval::new(earliest, latest).shifted(0, around);
    Some(ClaimTime { days, throughout: false, stated: false })
}

/// Verbs of a celebration.
const CELEBRATES: [&str; 3] = ["celebrate", "mark", "spend"];

/// The most days from a birthday to its celebration.
const AROUND: u64 = 10;

/// The days of an expression; a month or day without a year is the nearest one to the issue ("would have been 87 in June").
fn nearest(reading: &Reading, expression: &Timex) -> Option<Interval> {
    let days = expression.when?;
    let months = matches!(expression.granularity, Granularity::Month | Granularity::Day);
    let bare = months && expression.given == Given::Relative && expression.weekday.is_none();
    let named = names_month(reading, expression);
    let Some(issue) = reading.issued().filter(|_| bare && named) else { return Some(days) };
    let shift = |day: NaiveDate, back: bool| {
        let year = Months::new(12);
        if back { day.checked_sub_months(year) } else { day.checked_add_months(year) }
    };
    let distance = |days: &Interval| (days.earliest - issue.earliest).num_days().abs();
    let moved = |back: bool| Some(Interval::new(shift(days.earliest, back)?, shift(days.latest, back)?));
    [Some(days), moved(true), moved(false)].into_iter().flatten().min_by_key(distance)
}

/// True for "June" and "3 June": words of the calendar, not "last month".
fn names_month(reading: &Reading, expression: &Timex) -> bool {
    expression
        .tokens
        .indices()
        .any(|index| reading.document.form(TokenId(index as u32)).chars().next().is_some_and(char::is_uppercase))
}

/// The expression right behind the age, else that of the clause.
fn expression(reading: &Reading, trigger: TokenId, end: TokenId) -> Option<&Timex> {
    let sentence = reading.document.sentence_of(trigger).tokens;
    let near = reading.timexes_in(sentence).find(|timex| {
        let gap = timex.tokens.start.0.checked_sub(end.0);
        gap.is_some_and(|gap| gap <= 1) && matches!(timex.kind, TimexKind::Date | TimexKind::Time)
    });
    near.or_else(|| when::expression(reading, trigger))
        .filter(|timex| timex.when.is_some_and(|when| when.days() <= 400))
}
