//! Weekdays held against dates across a whole text: "Friday (25 August)", "the 25th of August, a Sunday", and a weekday with
//! a day and month whose year only the rest of the text can tell.
//!
//! News leaves the year out of a day of the last or the coming twelve months, or of a year that it names elsewhere. A
//! weekday that fits none of these years is a fault of the date.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::resolve::Tense;
use super::tense::Tenses;
use super::{Fault, Given, Timex, TimexKind};
use crate::calendar::{Granularity, Interval};
use crate::language::{Document, Upos};
use crate::text::TokenId;

/// Days around the issue within which the single expression has been judged already.
const JUDGED: i64 = 45;

/// Days around the issue within which news leaves the year out.
const A_YEAR: i64 = 370;

/// Years that one expression can name; longer ones ("the last century") name an age, not a year.
const MOST_YEARS: i32 = 30;

/// Marks the dates whose weekday fits no year that the text may mean, and takes back the mark from those where the weekday
/// belongs to other words.
pub(super) fn check(document: &Document, issue: Option<Interval>, timexes: &mut [Timex]) {
    let named = years(timexes);
    let mut tenses = Tenses::new(document);
    let day = issue.filter(|issue| issue.days() == 1).map(|issue| issue.latest);
    for at in 0..timexes.len() {
        let timex = &timexes[at];
        if timex.fault == Some(Fault::WrongWeekday) && begins_clause(document, timex) {
            timexes[at].fault = None;
            continue;
        }
        let own = timex.weekday.filter(|_| month_day(document, timex).is_some()).map(|weekday| (weekday, at));
        let Some((weekday, date)) = own.or_else(|| beside(document, timexes, at)) else { continue };
        let judged = match (month_day(document, &timexes[date]), timexes[date].given) {
            (Some(_), Given::Explicit) => {
                timexes[date].when.filter(|when| when.days() == 1 && weekday_of(when.earliest) != weekday)
            }
            (Some((month, number)), _) => day.and_then(|issue| {
                let setting =
                    Setting { issue, named: &named, tense: tenses.of(timexes[date].tokens), judged: own.is_some() };
                setting.misfit(weekday, month, number)
            }),
            _ => None,
        };
        if let Some(when) = judged.filter(|when| when.earliest.year() >= GREGORIAN) {
            let timex = &mut timexes[date];
            (timex.when, timex.fault, timex.weekday) = (Some(when), Some(Fault::WrongWeekday), Some(weekday));
        }
    }
}

/// England and its colonies kept the Julian calendar until 1752, so that weekdays before it prove nothing.
const GREGORIAN: i32 = 1753;

/// The text around a date without a year.
struct Setting<'a> {
    /// The date of issue.
    issue: NaiveDate,
    /// The years that the text names.
    named: &'a BTreeSet<i32>,
    /// Which way the verb looks.
    tense: Option<Tense>,
    /// True when the days near the issue have been judged with the expression itself.
    judged: bool,
}

impl Setting<'_> {
    /// The day that a weekday, a month and a day of the month would have to mean, when it is on another weekday in every
    /// year that they may be of.
    fn misfit(&self, weekday: u8, month: u32, day: u32) -> Option<Interval> {
        let issue = self.issue;
        let on = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
        let around = [issue.year() - 1, issue.year(), issue.year() + 1];
        let apart = |date: &NaiveDate| (*date - issue).num_days();
        let mut near: Vec<NaiveDate> =
            around.into_iter().filter_map(on).filter(|date| apart(date).abs() <= A_YEAR).collect();
        let nearest = near.iter().copied().min_by_key(|date| apart(date).abs())?;
        match (apart(&nearest).abs() <= JUDGED, self.tense) {
            (true, _) if self.judged => return None,
            (true, _) => near = vec![nearest],
            (false, Some(Tense::Past)) => near.retain(|date| apart(date) <= 0),
            _ => {}
        }
        let fits = |date: NaiveDate| weekday_of(date) == weekday;
        if near.iter().copied().any(fits) || self.named.iter().filter_map(|&year| on(year)).any(fits) {
            return None;
        }
        Some(Interval::day(near.into_iter().filter(|date| *date <= issue).max().unwrap_or(nearest)))
    }
}

/// The weekday that stands apart from the date it belongs to, and the place of that date: "Friday (25 August)", "Tuesday
/// night, Aug. 23", "the 25th of August, a Sunday", "25 August 2018 was a Sunday".
fn beside(document: &Document, timexes: &[Timex], at: usize) -> Option<(u8, usize)> {
    let (one, other) = (&timexes[at], timexes.get(at + 1)?);
    let between: Vec<String> = (one.tokens.end.index()..other.tokens.start.index().min(one.tokens.end.index() + 4))
        .map(|token| document.form(TokenId(token as u32)).to_lowercase())
        .collect();
    let between: Vec<&str> = between.iter().map(String::as_str).collect();
    let close = other.tokens.start.index() - one.tokens.end.index() < 4;
    let bare = |timex: &Timex| bare_weekday(document, timex);
    match between.as_slice() {
        ["("] | [","] | [",", "on"] if month_day(document, other).is_some() && other.weekday.is_none() => {
            let alone = between != [","] || one.kind == TimexKind::Time;
            bare(one).filter(|_| close && alone).map(|weekday| (weekday, at + 1))
        }
        [",", "a"] | [",", "was", "a"] | ["was" | "is" | "were", "a"] | ["fell" | "falls", "on", "a"]
            if month_day(document, one).is_some() && one.weekday.is_none() =>
        {
            bare(other).map(|weekday| (weekday, at))
        }
        [","] | ["(", "a"] | ["("] if month_day(document, one).is_some() && one.weekday.is_none() => {
            let article = document.form(other.tokens.start).eq_ignore_ascii_case("a");
            bare(other).filter(|_| article || between.contains(&"(")).map(|weekday| (weekday, at))
        }
        ["was" | "is"] | [",", "was"] | ["fell" | "falls", "on"]
            if month_day(document, one).is_some() && one.weekday.is_none() =>
        {
            let article = document.form(other.tokens.start).eq_ignore_ascii_case("a");
            bare(other).filter(|_| article).map(|weekday| (weekday, at))
        }
        _ => None,
    }
}

/// The weekday of an expression that names no date: "Friday", "Tuesday night", "a Sunday".
fn bare_weekday(document: &Document, timex: &Timex) -> Option<u8> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let forms = timex.tokens.indices().map(|token| document.form(TokenId(token as u32)).to_lowercase());
    let mut days = forms.filter_map(|form| NAMES.iter().position(|name| *name == form));
    let number = timex.tokens.indices().any(|token| document.tokens[token].upos == Upos::Num);
    let dates = matches!(timex.kind, TimexKind::Date | TimexKind::Time);
    days.next().filter(|_| dates && days.next().is_none() && !number).map(|day| day as u8)
}

/// True for "he said on Monday, August 25 was too late": the date is the subject of what follows, the weekday is not.
fn begins_clause(document: &Document, timex: &Timex) -> bool {
    let next = timex.tokens.end;
    let holds = |token: TokenId| document.tokens.get(token.index()).is_some_and(|token| token.upos == Upos::Aux);
    let before = timex.tokens.start.0.checked_sub(2).map(TokenId);
    let said = before.is_some_and(|token| matches!(document.token(token).lemma.as_str(), "say" | "tell" | "add"));
    said && holds(next)
}

/// The month and the day of an expression that names both.
fn month_day(document: &Document, timex: &Timex) -> Option<(u32, u32)> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = document.text(timex.tokens);
    let month =
        |word: &str| word.get(..3).is_some_and(|start| MONTHS.iter().any(|month| start.eq_ignore_ascii_case(month)));
    let named = text.contains(['/', '-']) || text.split([' ', ',', '-']).any(month);
    let fine = timex.granularity == Granularity::Day || timex.kind == TimexKind::Time;
    if !fine || !named || !text.contains(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let mut fields = timex.value.split('-');
    let (_, month, day) = (fields.next()?, fields.next()?, fields.next()?);
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some((month, day.get(..2)?.parse().ok()?))
}

/// The years that a text names, beside those of days.
fn years(timexes: &[Timex]) -> BTreeSet<i32> {
    let mut years = BTreeSet::new();
    for when in timexes
        .iter()
        .filter(|timex| timex.weekday.is_none() || timex.given == Given::Explicit)
        .flat_map(|timex| timex.when.iter().chain(&timex.otherwise))
    {
        let (first, last) = (when.earliest.year(), when.latest.year());
        if last.saturating_sub(first) <= MOST_YEARS {
            years.extend(first..=last);
        }
    }
    years
}

fn weekday_of(date: NaiveDate) -> u8 {
    date.weekday().num_days_from_monday() as u8
}
