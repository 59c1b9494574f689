//! The date of issue of a document: given, or inferred with the reasons for it.
//!
//! The header decides where it has a date, then a dateline with a year. Without either, what the text says narrows it
//! down: a date told in the past tense is not after the issue, and a date that goes with a weekday ("Thursday, Jan. 28", or
//! "on Thursday ... a week after the Jan. 21 blasts") is possible in some years only.

use chrono::{Datelike, Duration, NaiveDate};

use super::resolve::Tense;
use super::tense::Tenses;
use super::{Bound, Fault, Given, Timex, TimexKind};
use crate::calendar::{Granularity, Interval};
use crate::language::{Document, Xpos};
use crate::text::{TokenId, TokenRange};

/// When a document was issued, as far as that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// The days on which it may have been issued: the smallest interval that holds all candidates. One day when the
    /// header gives it, [`Interval::ALWAYS`] when nothing is known.
    pub interval: Interval,
    /// The stretches that remain possible, ascending and apart; several when a weekday fits more than one year.
    pub candidates: Vec<Interval>,
    /// The candidate that a reader would take: the only one, or the first that is not before the latest past date of the
    /// text. A guess, which no finding may rest on.
    pub likely: Option<Interval>,
    /// What it was inferred from, one sentence each, in the order of use.
    pub reasons: Vec<String>,
    /// Statements of the document about its own date that cannot all be true: header against dateline.
    pub clash: Option<String>,
}

/// Days before the header's date that a dateline may lie.
const DATELINE: i64 = 10;

/// Tokens before a date within which a modal verb makes it hypothetical.
const HYPOTHETICAL: usize = 6;

/// Days around the issue within which news names a day by weekday and date without a year.
const NEAR: i64 = 62;

/// Days around the issue within which a bare weekday lies that is counted from a date.
const COUNTED: i64 = 10;

/// The years that an issue without any bound may be of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2099;

/// The date of issue of a document, from its header, its dateline, or its text.
pub fn issue(document: &Document) -> Issue {
    let article = &document.article;
    let dateline = article.dateline.and_then(|dateline| dateline.day);
    if let Some(day) = article.published {
        let header = dateline.and_then(|dateline| dateline.date()) != Some(day);
        let mut issue = Issue::known(day, if header { "the header" } else { "the dateline" });
        let named = dateline.map(|dateline| (dateline.month, dateline.day, dateline.year));
        issue.clash = named.filter(|_| header).and_then(|named| clash(day, named));
        return issue;
    }
    let timexes = super::find::read(document, None, false);
    let told = told(document, &timexes);
    let mut issue = Issue::default();
    if let Some((earliest, text)) = latest_past(document, &told) {
        issue = issue.narrowed(Interval::new(earliest, NaiveDate::MAX), format!("it tells of \"{text}\" as past"));
        issue.likely = None;
    }
    if let Some((latest, text)) = earliest_future(document, &told) {
        issue = issue.narrowed(Interval::new(NaiveDate::MIN, latest), format!("it tells of \"{text}\" as to come"));
    }
    if let Some(dateline) = dateline {
        let days = |year: i32| {
            let day = NaiveDate::from_ymd_opt(year, dateline.month, dateline.day)?;
            Some(Interval::day(day))
        };
        let reason = format!("its dateline has the {} of month {}", dateline.day, dateline.month);
        issue = issue.among(issue.years().filter_map(days).collect(), reason);
    }
    for (weekday, month, day, slack, text) in weekday_dates(document, &timexes) {
        let days = |year: i32| {
            let date = NaiveDate::from_ymd_opt(year, month, day)?;
            let off = (i64::from(date.weekday().num_days_from_monday()) - i64::from(weekday)).rem_euclid(7);
            let near = if slack == 0 { NEAR } else { COUNTED };
            (off.min(7 - off) <= slack).then(|| Interval::day(date).shifted(0, near as u64))
        };
        let years = issue.years();
        let years = (years.start() - 1)..=(years.end() + 1);
        issue = issue.among(years.filter_map(days).collect(), format!("\"{text}\" fits the calendar of few years"));
    }
    issue.guess();
    issue
}

impl Default for Issue {
    /// Nothing is known.
    fn default() -> Self {
        Self {
            interval: Interval::ALWAYS,
            candidates: vec![Interval::ALWAYS],
            likely: None,
            reasons: Vec::new(),
            clash: None,
        }
    }
}

impl Issue {
    /// A date that the document gives.
    fn known(day: NaiveDate, by: &str) -> Self {
        let interval = Interval::day(day);
        Self {
            interval,
            candidates: vec![interval],
            likely: Some(interval),
            reasons: vec![format!("{by} gives {day}")],
            clash: None,
        }
    }

    /// The issue with one more bound: the term of an office-holder whom it names, or what other documents tell. A bound
    /// that nothing meets leaves the candidates as they are and becomes the [`Issue::clash`].
    pub fn narrowed(&self, bound: Interval, reason: impl Into<String>) -> Self {
        self.among(vec![bound], reason.into())
    }

    /// The issue on one of several stretches.
    fn among(&self, mut stretches: Vec<Interval>, reason: String) -> Self {
        stretches.sort();
        let mut candidates: Vec<Interval> = Vec::new();
        let meets = self.candidates.iter().flat_map(|one| stretches.iter().filter_map(|other| one.meet(*other)));
        let mut meets: Vec<Interval> = meets.collect();
        meets.sort();
        for meet in meets {
            match candidates.last_mut().filter(|last| last.overlaps(meet)) {
                Some(last) => *last = last.hull(meet),
                None => candidates.push(meet),
            }
        }
        let mut issue = self.clone();
        let (Some(first), Some(last)) = (candidates.first(), candidates.last()) else {
            issue.clash.get_or_insert(reason);
            return issue;
        };
        issue.interval = first.hull(*last);
        issue.candidates = candidates;
        issue.reasons.push(reason);
        issue.guess();
        issue
    }

    fn guess(&mut self) {
        let bounded = |interval: &&Interval| interval.earliest != NaiveDate::MIN && interval.latest != NaiveDate::MAX;
        self.likely = self.candidates.iter().find(bounded).copied();
    }

    /// The years that remain.
    fn years(&self) -> std::ops::RangeInclusive<i32> {
        let first = self.interval.earliest.year().max(*YEARS.start());
        first..=self.interval.latest.year().clamp(first, (*YEARS.end()).max(first))
    }
}

/// A dateline that is not shortly before the date of the header, or on it.
fn clash(header: NaiveDate, (month, day, year): (u32, u32, Option<i32>)) -> Option<String> {
    let around = |years: std::ops::RangeInclusive<i32>| {
        let mut dates = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
        dates.any(|date| (-2..=DATELINE).contains(&(header - date).num_days()))
    };
    let fits = match year {
        Some(year) => around(year..=year),
        None => around(header.year().saturating_sub(1)..=header.year().saturating_add(1)),
    };
    let year = year.map_or(String::new(), |year| format!("{year}-"));
    (!fits).then(|| format!("the header gives {header}, the dateline {year}{month:02}-{day:02}"))
}

/// The latest explicit date told in the past tense, by its first day.
fn latest_past<'d>(document: &'d Document, told: &[(Tense, Interval, TokenRange)]) -> Option<(NaiveDate, &'d str)> {
    let past = told.iter().filter(|(tense, ..)| *tense == Tense::Past);
    let (_, when, tokens) = past.max_by_key(|(_, when, _)| when.earliest)?;
    Some((when.earliest, document.text(*tokens)))
}

/// The earliest explicit date told in the future tense, by its last day.
fn earliest_future<'d>(document: &'d Document, told: &[(Tense, Interval, TokenRange)]) -> Option<(NaiveDate, &'d str)> {
    let future = told.iter().filter(|(tense, ..)| *tense == Tense::Future);
    let (_, when, tokens) = future.min_by_key(|(_, when, _)| when.latest)?;
    Some((when.latest, document.text(*tokens)))
}

/// The explicit dates that a verb tells of, with its tense.
fn told(document: &Document, timexes: &[Timex]) -> Vec<(Tense, Interval, TokenRange)> {
    let mut tenses = Tenses::new(document);
    let mut told = Vec::new();
    for timex in timexes {
        let dates = timex.given == Given::Explicit
            && timex.kind == TimexKind::Date
            && timex.fault.is_none()
            && timex.bound == Bound::At
            && matches!(timex.granularity, Granularity::Day | Granularity::Month | Granularity::Year);
        // A date without a preposition, as in "the 2016 campaign", has no tense of its own.
        let before = timex.tokens.start.0.checked_sub(1).map_or("", |at| document.form(TokenId(at)));
        let placed = ["in", "on", ",", "since"].iter().any(|word| before.eq_ignore_ascii_case(word));
        // "might not run in 2026" and "could have died in 2019" tell nothing of the issue.
        let from = timex.tokens.start.index().saturating_sub(HYPOTHETICAL);
        let floor = document.sentence_of(timex.tokens.start).tokens.start.index();
        let hypothetical = document.tokens[from.max(floor)..timex.tokens.start.index()]
            .iter()
            .any(|token| token.xpos == Xpos::Md && token.lemma != "will");
        if let (true, Some(when), Some(tense)) = (dates && placed && !hypothetical, timex.when, tenses.of(timex.tokens))
        {
            told.push((tense, when, timex.tokens));
        }
    }
    told
}

/// Weekdays that go with a month and a day without a year: weekday, month, day, the days they may be off, and the words.
fn weekday_dates(document: &Document, timexes: &[Timex]) -> Vec<(u8, u32, u32, i64, String)> {
    let mut found = Vec::new();
    for (at, timex) in timexes.iter().enumerate() {
        if timex.fault == Some(Fault::NoSuchDay) {
            continue;
        }
        if let (Some(weekday), Some((month, day))) = (timex.weekday, month_day(&timex.value)) {
            found.push((weekday, month, day, 0, document.text(timex.tokens).to_owned()));
        }
        found.extend(counted(document, timexes, at));
    }
    found
}

/// "on Thursday ... a week after the Jan. 21 blasts": the date counted from the event's has the weekday, or the next one.
fn counted(document: &Document, timexes: &[Timex], at: usize) -> Option<(u8, u32, u32, i64, String)> {
    let span = &timexes[at];
    let anchor = span.anchor.filter(|anchor| anchor.most - anchor.least <= 1 && anchor.most.abs() <= 31)?;
    let sentence = document.sentence_of(span.tokens.start).tokens;
    // A few expressions around it are enough, and keep a sentence of a thousand dates linear.
    let inside = |timex: &&Timex| sentence.contains(timex.tokens);
    let base = timexes[at + 1..].iter().take(4).take_while(inside).find_map(|timex| month_day(&timex.value));
    let base = base.or_else(|| only_date(timexes))?;
    let weekday =
        timexes[..at].iter().rev().take(4).take_while(inside).find(|timex| timex.value.starts_with("XXXX-WXX-"))?;
    // Any year serves to count from: a few days do not cross the end of February but in leap years.
    let date = NaiveDate::from_ymd_opt(2001, base.0, base.1)?.checked_add_signed(Duration::days(anchor.most))?;
    let next = timexes.get(at + 1).filter(inside).map_or(span.tokens.end, |next| next.tokens.end);
    let words = TokenRange { start: weekday.tokens.start, end: next.max(span.tokens.end) };
    Some((weekday.weekday?, date.month(), date.day(), 1, document.text(words).to_owned()))
}

/// Month and day of the only date without a year that the text has.
fn only_date(timexes: &[Timex]) -> Option<(u32, u32)> {
    let mut dates = timexes.iter().filter_map(|timex| month_day(&timex.value));
    let first = dates.next()?;
    dates.all(|date| date == first).then_some(first)
}

/// Month and day of a value without a year, `XXXX-01-21`.
fn month_day(value: &str) -> Option<(u32, u32)> {
    let (month, day) = value.strip_prefix("XXXX-")?.split_once('-')?;
    Some((month.parse().ok()?, day.get(..2)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{self, Model};
    use crate::source;
    use crate::text::DocId;

    fn of(text: &str) -> Issue {
        issue(&language::read(source::example(text), DocId(0), &Model::shipped()))
    }

    #[test]
    fn the_header_decides() {
        let issue = of("(2021-02-03) The mayor resigned on Monday.");
        assert_eq!(issue.interval.to_string(), "2021-02-03");
        assert_eq!(issue.reasons, ["the header gives 2021-02-03"]);
        assert_eq!(issue.clash, None);
    }

    #[test]
    fn header_and_dateline_can_clash() {
        let issue = of("(2021-03-15) BAGHDAD, Jan. 28 (AP) — A bomb killed three people in the market.");
        assert_eq!(issue.clash.as_deref(), Some("the header gives 2021-03-15, the dateline 01-28"));
        assert_eq!(of("(2021-01-29) BAGHDAD, Jan. 28 (AP) — A bomb killed three people.").clash, None);
        assert_eq!(of("(2021-01-02) BAGHDAD, Dec. 31 (AP) — A bomb killed three people.").clash, None);
    }

    #[test]
    fn a_weekday_beside_a_date_leaves_few_years() {
        let issue = of("The attack in 2019 was the last. The court met on Thursday, Jan. 28, and heard two witnesses.");
        let years: Vec<i32> = issue.candidates.iter().take(3).map(|one| one.latest.year()).collect();
        assert_eq!(years, [2021, 2027, 2038]);
        assert_eq!(issue.likely.map(|likely| likely.latest.year()), Some(2021));
    }

    #[test]
    fn a_weekday_counted_from_a_date_leaves_few_years() {
        let issue = of("He was elected in 2018. Police on Thursday held five men, a week after the Jan. 21 blasts.");
        let fits = |year: i32| issue.candidates.iter().any(|one| one.latest.year() == year);
        assert!(fits(2021) && !fits(2019) && !fits(2023), "{issue:?}");
    }

    #[test]
    fn terms_narrow_it_further() {
        let issue = of("The minister met farmers on Monday.");
        assert_eq!(issue.interval, Interval::ALWAYS);
        let term = Interval::year(2020).unwrap();
        let narrowed = issue.narrowed(term, "Ann Roe was minister in 2020");
        assert_eq!(narrowed.interval, term);
        let clash = narrowed.narrowed(Interval::year(2022).unwrap(), "Tom Hart was mayor in 2022");
        assert_eq!((clash.interval, clash.clash.is_some()), (term, true));
    }
}
