//! Stretches of the calendar named by their parts: "Jan. 21, 2021", "Thursday", "last spring", "the 1990s".

use chrono::{Datelike, Duration, NaiveDate};

use super::{Context, Meaning, Tense, Told};
use crate::calendar::Interval;
use crate::time::reading::{Field, Reading};
use crate::time::stretch::{Season, Stretch};
use crate::time::{Fault, Given};

/// How near to the date of issue a date without a year has to be for its year to be certain, in days.
const CERTAIN: i64 = 45;

/// How far from the date of issue a date without a year is no more taken by its tense alone, in days.
const FAR: i64 = 240;

pub(super) fn resolve(reading: &Reading, context: &Context) -> Option<Meaning> {
    if let Some(meaning) = within(reading, context) {
        return Some(meaning.modified(reading));
    }
    let mut meaning = named(reading, context)?;
    if let Some(weekday) = reading.whole(Field::Weekday).map(|day| day as u8) {
        meaning.weekday = Some(weekday);
    }
    if let (Some(Stretch::Month(..)), Some(to)) = (meaning.stretch, reading.whole(Field::MonthTo)) {
        let last = Interval::month(meaning.when?.earliest.year(), to as u32)?;
        meaning.when = meaning.when.map(|when| when.hull(last));
    }
    if let (Some(Stretch::Year(year)), Some(to)) = (meaning.stretch, reading.whole(Field::YearTo)) {
        let last = Interval::year(year - year.rem_euclid(100) + to as i32)?;
        meaning.when = meaning.when.map(|when| when.hull(last));
    }
    Some(meaning.modified(reading))
}

/// A part of another expression, or another expression with a modifier: "the end of {last year}", "July {last year}".
fn within(reading: &Reading, context: &Context) -> Option<Meaning> {
    let inner = super::resolve(reading.part(Field::Inner)?, context)?;
    let Some(Stretch::Year(year)) = inner.stretch else {
        let day = reading.whole(Field::Day);
        return match (inner.stretch, day) {
            (Some(Stretch::Month(year, month)), Some(day)) => Some(on_day(year, month, day, Given::Relative, reading)),
            (_, Some(_)) => None,
            _ => Some(inner),
        };
    };
    let mut whole = reading.clone();
    whole.fields.retain(|(field, _)| *field != Field::Inner);
    let parts = [Field::Month, Field::Quarter, Field::Half, Field::Season, Field::Holiday];
    if !parts.iter().any(|&part| whole.has(part)) {
        return Some(inner);
    }
    whole.fields.retain(|(field, _)| *field != Field::Year && *field != Field::Which);
    let mut meaning = in_year(year, &whole, context)?;
    meaning.given = inner.given;
    Some(meaning)
}

fn named(reading: &Reading, context: &Context) -> Option<Meaning> {
    if let Some(century) = reading.whole(Field::Century).filter(|century| (1..1000).contains(century)) {
        let first = i32::try_from(century.checked_sub(1)?.checked_mul(100)?).ok()?;
        let first = if reading.word(Field::Era) == Some("BC") { -first - 99 } else { first };
        return Some(Meaning::of(Stretch::Century(first), Given::Explicit));
    }
    if let Some(decade) = reading.whole(Field::Decade) {
        let first = if reading.has(Field::Short) { short_year(decade, context) } else { decade as i32 };
        return Some(Meaning::of(Stretch::Decade(first), Given::Explicit));
    }
    if let Some(year) = year_of(reading, context) {
        return in_year(year, reading, context);
    }
    yearless(reading, context)
}

fn year_of(reading: &Reading, context: &Context) -> Option<i32> {
    let year = reading.whole(Field::Year).filter(|year| (0..100_000).contains(year))?;
    let year = if reading.has(Field::Short) { short_year(year, context) } else { year as i32 };
    Some(if reading.word(Field::Era) == Some("BC") { 1 - year } else { year })
}

/// The year of two digits that is at most twenty years after the date of issue and else in the past.
fn short_year(year: i64, context: &Context) -> i32 {
    let today = context.today.map_or(2020, |today| today.year());
    let year = today.div_euclid(100) * 100 + year as i32;
    if year > today + 20 { year - 100 } else { year }
}

fn in_year(year: i32, reading: &Reading, context: &Context) -> Option<Meaning> {
    match (reading.whole(Field::Month), reading.whole(Field::Day)) {
        (Some(month), Some(day)) => Some(on_day(year, month as u32, day, Given::Explicit, reading)),
        _ => Some(Meaning::of(part_of_year(year, reading, context)?, Given::Explicit)),
    }
}

/// The part of a year that the fields name, without a day of the month.
fn part_of_year(year: i32, reading: &Reading, context: &Context) -> Option<Stretch> {
    if let Some(number) = reading.whole(Field::Holiday) {
        return context.rules.holidays.get(number as usize)?.day(year).map(Stretch::Day);
    }
    let part = |field| reading.whole(field).map(|part| part as u32);
    if let Some(month) = part(Field::Month) {
        return (1..=12).contains(&month).then_some(Stretch::Month(year, month));
    }
    if let Some(quarter) = part(Field::Quarter) {
        return (1..=4).contains(&quarter).then_some(Stretch::Quarter(year, quarter));
    }
    if let Some(half) = part(Field::Half) {
        return (1..=2).contains(&half).then_some(Stretch::Half(year, half));
    }
    match reading.word(Field::Season) {
        Some(season) => Some(Stretch::Season(year, Season::of(season)?)),
        None => reading.has(Field::Year).then_some(Stretch::Year(year)),
    }
}

/// A day of a month of a year, with what is wrong about it.
fn on_day(year: i32, month: u32, day: i64, given: Given, reading: &Reading) -> Meaning {
    let Some(date) = u32::try_from(day).ok().and_then(|day| NaiveDate::from_ymd_opt(year, month, day)) else {
        let mut meaning = Meaning::bare(format!("{year:04}-{month:02}-{day:02}"));
        meaning.given = given;
        meaning.granularity = crate::calendar::Granularity::Day;
        meaning.fault = Some(Fault::NoSuchDay);
        return meaning;
    };
    let mut meaning = Meaning::of(Stretch::Day(date), given);
    let weekday = reading.whole(Field::Weekday).map(|day| day as u8);
    // England and its colonies kept the Julian calendar until 1752, so that weekdays before it prove nothing.
    if given == Given::Explicit && year >= 1753 && weekday.is_some_and(|weekday| weekday != weekday_of(date)) {
        meaning.fault = Some(Fault::WrongWeekday);
    }
    meaning
}

fn weekday_of(date: NaiveDate) -> u8 {
    date.weekday().num_days_from_monday() as u8
}

/// A date without a year: its year comes from the date of issue, from the tense, or from the time named last.
fn yearless(reading: &Reading, context: &Context) -> Option<Meaning> {
    match (reading.whole(Field::Month), reading.whole(Field::Day), reading.whole(Field::Weekday)) {
        (Some(month), Some(day), _) => yearless_day(month as u32, day, reading, context),
        (None, Some(day), _) => day_of_month(day, context),
        (None, None, Some(weekday)) => Some(on_weekday(weekday as u8, reading, context)),
        _ => yearless_part(reading, context),
    }
}

fn yearless_day(month: u32, day: i64, reading: &Reading, context: &Context) -> Option<Meaning> {
    let exists = (1..=31).contains(&day) && NaiveDate::from_ymd_opt(2000, month, day as u32).is_some();
    let weekday = reading.whole(Field::Weekday).map(|day| day as u8);
    if !exists {
        let mut meaning = Meaning::bare(format!("XXXX-{month:02}-{day:02}"));
        meaning.granularity = crate::calendar::Granularity::Day;
        meaning.given = Given::Relative;
        meaning.fault = Some(Fault::NoSuchDay);
        return Some(meaning);
    }
    let make = |year: i32| NaiveDate::from_ymd_opt(year, month, day as u32).map(Stretch::Day);
    let Some((year, certain)) = reference(context, reading) else {
        let mut meaning = Meaning::bare(format!("XXXX-{month:02}-{day:02}"));
        meaning.granularity = crate::calendar::Granularity::Day;
        meaning.given = Given::Relative;
        return Some(meaning);
    };
    let (mut picked, mut otherwise) = pick(year, reading, context, make)?;
    let mut fault = None;
    if let Some(weekday) = weekday {
        let fits = |stretch: &Stretch| matches!(stretch, Stretch::Day(date) if weekday_of(*date) == weekday);
        let near = make(year.year()).into_iter().chain(make(year.year() - 1)).chain(make(year.year() + 1));
        let near: Vec<Stretch> = near.collect();
        let apart = |stretch: &Stretch| stretch.interval().map_or(i64::MAX, |when| distance(&when, year));
        let nearest = near.iter().copied().min_by_key(apart)?;
        let certain = certain && apart(&nearest) <= CERTAIN;
        // A reading that the tense allows and the weekday fits is no error, though it be farther away.
        let against = nearest.interval().is_some_and(|when| match context.tense {
            Some(Tense::Past) => when.earliest > year,
            Some(Tense::Future) => when.latest < year,
            None => false,
        });
        let allowed = |stretch: &Stretch| {
            let when = stretch.interval();
            let agrees = |when: Interval| match context.tense {
                Some(Tense::Past) => when.latest <= year,
                _ => when.earliest >= year,
            };
            context.sure && against && when.is_some_and(agrees)
        };
        match near.into_iter().filter(fits).min_by_key(apart) {
            Some(fitting) if fits(&nearest) || !certain || allowed(&fitting) => picked = fitting,
            _ if certain => (picked, fault) = (nearest, Some(Fault::WrongWeekday)),
            _ => {}
        }
        otherwise.clear();
    }
    let mut meaning = Meaning::of(picked, Given::Relative);
    meaning.otherwise = otherwise.into_iter().filter_map(Stretch::interval).collect();
    meaning.fault = fault;
    Some(meaning)
}

/// The day that a missing year is counted from, and whether that is the date of issue.
fn reference(context: &Context, reading: &Reading) -> Option<(NaiveDate, bool)> {
    let told = context.told.filter(|told| told.explicit);
    let when = told.and_then(|told| told.stretch.interval());
    let Some(today) = context.today else { return when.map(|when| (when.latest, false)) };
    // A story that has gone back to another year, or tells of a later one, goes on there.
    let near =
        |told: &Told| told.near && matches!(told.stretch, Stretch::Day(_) | Stretch::Month(..) | Stretch::Year(_));
    let far = |when: &Interval| (today - when.latest).num_days() > 400 || when.earliest > today;
    let away = when.filter(|when| far(when) && told.as_ref().is_some_and(near));
    let stays = reading.has(Field::Which) || context.tense == Some(Tense::Future) || is_recent(reading, today);
    Some(match away.filter(|_| !stays) {
        Some(when) => (when.latest, false),
        None => (today, true),
    })
}

/// True when the month of a reading was lately, so that it needs no year beside it.
fn is_recent(reading: &Reading, today: NaiveDate) -> bool {
    let months = reading.whole(Field::Month).map(|month| (i64::from(today.month()) - month).rem_euclid(12));
    months.is_some_and(|months| months <= 2)
}

/// The candidate of the years around a day that the tense and "last", "this", "next" choose, and its rivals.
fn pick(
    day: NaiveDate,
    reading: &Reading,
    context: &Context,
    make: impl Fn(i32) -> Option<Stretch>,
) -> Option<(Stretch, Vec<Stretch>)> {
    let year = day.year();
    let candidates: Vec<(Stretch, Interval)> =
        (year - 4..=year + 4).filter_map(make).filter_map(|stretch| Some((stretch, stretch.interval()?))).collect();
    let last = |fits: &dyn Fn(&Interval) -> bool| candidates.iter().rposition(|(_, when)| fits(when));
    let first = |fits: &dyn Fn(&Interval) -> bool| candidates.iter().position(|(_, when)| fits(when));
    let told_only = context.today.is_none_or(|today| today != day);
    let same_year = || candidates.iter().position(|(_, when)| when.earliest.year() == year);
    let mut doubtful = context.tense.is_none();
    let chosen = match reading.word(Field::Which) {
        Some("past") => last(&|when| when.latest < day),
        Some("future") => first(&|when| when.earliest > day),
        // "this September" is that of the year, but "this winter" may have begun in the last.
        Some(_) if !reading.has(Field::Season) => same_year(),
        Some(_) => nearest(&candidates, day),
        None if told_only => same_year().or_else(|| nearest(&candidates, day)),
        None => {
            let past = last(&|when| when.earliest <= day);
            let future = first(&|when| when.latest >= day);
            let near = nearest(&candidates, day);
            let chosen = match context.tense {
                Some(Tense::Past) => past,
                Some(Tense::Future) => future,
                None => near,
            };
            // A date without a year is seldom from the far end of the year: "payable Dec. 15" in October is to come.
            let apart = chosen.map_or(0, |at| distance(&candidates[at].1, day));
            let is_day = chosen.is_some_and(|at| matches!(candidates[at].0, Stretch::Day(_)));
            let certain = context.sure && (!is_day && apart < 300 || context.tense == Some(Tense::Future));
            // However sure the tense, a day just past or just ahead is meant rather than one a year away; and a quarter
            // just over, whose results are to come.
            let is_quarter = chosen.is_some_and(|at| matches!(candidates[at].0, Stretch::Quarter(..)));
            let close = (is_day || is_quarter) && near.is_some_and(|at| distance(&candidates[at].1, day) <= CERTAIN);
            doubtful = apart > FAR && (!certain || close);
            if doubtful { near } else { chosen }
        }
    }?;
    let rivals = match (reading.has(Field::Which), told_only || doubtful) {
        (false, true) => [chosen.checked_sub(1), Some(chosen + 1)].into_iter().flatten().collect(),
        _ => Vec::new(),
    };
    let rivals = rivals.into_iter().filter_map(|at: usize| Some(candidates.get(at)?.0)).collect();
    Some((candidates[chosen].0, rivals))
}

fn nearest(candidates: &[(Stretch, Interval)], day: NaiveDate) -> Option<usize> {
    (0..candidates.len()).min_by_key(|&at| distance(&candidates[at].1, day))
}

/// The days between an interval and a day.
fn distance(when: &Interval, day: NaiveDate) -> i64 {
    match (when.latest < day, when.earliest > day) {
        (true, _) => (day - when.latest).num_days(),
        (_, true) => (when.earliest - day).num_days(),
        _ => 0,
    }
}

fn yearless_part(reading: &Reading, context: &Context) -> Option<Meaning> {
    let sample = part_of_year(2000, reading, context)?.value();
    let Some((day, _)) = reference(context, reading) else {
        let mut meaning = Meaning::bare(format!("XXXX{}", &sample[4..]));
        meaning.granularity = part_of_year(2000, reading, context)?.granularity();
        meaning.given = Given::Relative;
        return Some(meaning);
    };
    let (picked, otherwise) = pick(day, reading, context, |year| part_of_year(year, reading, context))?;
    let mut meaning = Meaning::of(picked, Given::Relative);
    meaning.otherwise = otherwise.into_iter().filter_map(Stretch::interval).collect();
    Some(meaning)
}

/// "the 23rd": the month is that of the time named last, or the nearest that the tense allows.
fn day_of_month(day: i64, context: &Context) -> Option<Meaning> {
    let told = context.told.and_then(|told| match told.stretch {
        Stretch::Day(day) => Some((day.year(), day.month())),
        Stretch::Month(year, month) => Some((year, month)),
        _ => None,
    });
    let day_in = |(year, month): (i32, u32)| NaiveDate::from_ymd_opt(year, month, day as u32);
    let date = match (context.told.is_some_and(|told| told.near), context.today) {
        (true, _) if told.is_some() => day_in(told?)?,
        (_, Some(today)) => {
            let month = Stretch::Month(today.year(), today.month());
            let days = (-2..=2).filter_map(|by| month.plus(by)).filter_map(|month| match month {
                Stretch::Month(year, month) => day_in((year, month)),
                _ => None,
            });
            match context.tense {
                Some(Tense::Future) => days.filter(|&date| date >= today).min()?,
                _ => days.filter(|&date| date <= today).max()?,
            }
        }
        _ => day_in(told?)?,
    };
    Some(Meaning::of(Stretch::Day(date), Given::Relative))
}

/// A weekday: past with past, future with future.
fn on_weekday(weekday: u8, reading: &Reading, context: &Context) -> Meaning {
    // "the previous Friday" counts from the day named before it.
    let told = context.told.filter(|_| reading.word(Field::Base) == Some("told"));
    let told = told.and_then(|told| Some(told.stretch.interval()?.earliest));
    let Some(today) = told.or(context.today) else {
        let mut meaning = Meaning::bare(format!("XXXX-WXX-{}", weekday + 1));
        meaning.granularity = crate::calendar::Granularity::Day;
        meaning.given = Given::Relative;
        return meaning;
    };
    let back = i64::from((weekday_of(today) + 7 - weekday) % 7);
    let before = today - Duration::days(back);
    let after = today + Duration::days((7 - back) % 7);
    let monday = today - Duration::days(weekday_of(today).into());
    let (date, other) = match (reading.word(Field::Which), context.tense) {
        (Some("past"), _) => (if back == 0 { today - Duration::days(7) } else { before }, None),
        (Some("future"), _) => (if back == 0 { today + Duration::days(7) } else { after }, None),
        (Some(_), Some(Tense::Past)) => (before, None),
        (Some(_), Some(Tense::Future)) => (after, None),
        (Some(_), None) => (monday + Duration::days(weekday.into()), None),
        (None, Some(Tense::Future)) => (after, None),
        (None, Some(Tense::Past)) => (before, None),
        (None, None) => (before, Some(after).filter(|&after| after != before)),
    };
    let mut meaning = Meaning::of(Stretch::Day(date), Given::Relative);
    meaning.otherwise = other.into_iter().map(Interval::day).collect();
    meaning
}
