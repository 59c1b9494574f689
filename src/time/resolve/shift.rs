//! Times counted from another: "two days ago", "last week", "the following month", "a year earlier".

use chrono::{Datelike, NaiveDate};

use super::length::{days_in, unit_days};
use super::{Context, Meaning, Tense};
use crate::calendar::{Granularity, Interval};
use crate::time::reading::{Field, Reading};
use crate::time::stretch::Stretch;
use crate::time::{Given, TimexKind};

pub(super) fn resolve(reading: &Reading, context: &Context) -> Option<Meaning> {
    let unit = reading.word(Field::Unit).unwrap_or("day");
    let past = reading.word(Field::Which) == Some("past");
    let sign = match reading.word(Field::Which) {
        Some("past") => -1,
        Some("future") => 1,
        _ => 0,
    };
    let given = Given::Relative;
    let told = reading.word(Field::Base) == Some("told");
    let base = base(context, told);
    let Some(count) = reading.number(Field::Count).or(if reading.has(Field::Count) { None } else { Some(1.0) }) else {
        return Some(vaguely(unit, past, base, reading));
    };
    // "65 million years ago" is no date of a calendar.
    let Some(base) = base.filter(|_| count < 1e5) else {
        let mut meaning = Meaning::bare(if sign < 0 {
            "PAST_REF"
        } else if sign > 0 {
            "FUTURE_REF"
        } else {
            "PRESENT_REF"
        });
        meaning.given = given;
        meaning.offset = told.then(|| offset(count, unit, sign));
        return Some(meaning.modified(reading));
    };
    if unit == "quarter" && told && count == 0.0 {
        return Some(quarter(base, context)?.modified(reading));
    }
    let base = match reading.word(Field::Fine) {
        Some("quarter") if told && unit == "year" => quarter(base, context)?.stretch?,
        _ => base,
    };
    let mut meaning = match (unit, count.fract() == 0.0) {
        // "Half a century ago" is a year, as "two decades ago" is.
        ("decade" | "century", _) if reading.has(Field::Count) && sign != 0 => {
            let years = (count * if unit == "decade" { 10.0 } else { 100.0 }) as i64;
            let year = Stretch::around(day_of(base)?, "year").plus(sign * years)?;
            let offset = Some(offset(count, unit, sign));
            return Some(Meaning { offset, ..Meaning::of(year, given) }.modified(reading));
        }
        // "That night", "the next morning".
        ("morning" | "afternoon" | "evening" | "night", true) if told => {
            let day = Stretch::Day(day_of(base)?).plus(sign * count as i64)?;
            let value = format!("{}T{}", day.value(), part_of_day(unit));
            Meaning { kind: TimexKind::Time, granularity: Granularity::Time, value, ..Meaning::of(day, given) }
        }
        ("day" | "night", true) => Meaning::of(Stretch::Day(day_of(base)?).plus(sign * count as i64)?, given),
        ("hour" | "minute" | "second", _) => hours(count, unit, sign, day_of(base)?)?,
        ("week" | "fortnight", true) if reading.has(Field::Count) => {
            let weeks = sign * count as i64 * if unit == "week" { 1 } else { 2 };
            weeks_away(day_of(base)?, weeks, told)?
        }
        ("year", true) if told && matches!(base, Stretch::Quarter(..) | Stretch::Month(..) | Stretch::Half(..)) => {
            Meaning::of(base.plus_years(sign * count as i64)?, given)
        }
        (
            "year" | "month" | "quarter" | "decade" | "century" | "millennium" | "week" | "fortnight" | "weekend",
            true,
        ) => {
            let steps = count as i64 * if unit == "millennium" { 10 } else { 1 };
            let around = frame(base, unit, sign, context.tense)?;
            let mut meaning = fine(reading, base, around.plus(sign * steps)?, count, unit, sign);
            // On a Sunday "last week" may be the one that it ends.
            if is_sunday(base) && (unit, sign) == ("week", -1) {
                meaning.when = meaning.when.map(|week| week.hull(week.shifted(7, 0)));
            }
            meaning
        }
        _ => {
            let (least, most) = days_in(count, count, unit);
            let when = Interval::day(day_of(base)?);
            let (least, most) = if past { (-most, -least) } else { (least, most) };
            let middle = when.shifted((least + most) / 2, 0).earliest;
            Meaning {
                when: Some(when.shifted(least, 0).hull(when.shifted(most, 0))),
                ..Meaning::of(Stretch::Day(middle), given)
            }
        }
    };
    meaning.offset = told.then(|| offset(count, unit, sign));
    meaning.tells = !(told && unit == "year" && sign < 0);
    if let Some(quarter) = compared(reading, context) {
        (meaning.value, meaning.tells) = (quarter.value(), false);
    }
    Some(meaning.modified(reading))
}

/// "the quarter": that named before, or the last that is over.
fn quarter(base: Stretch, context: &Context) -> Option<Meaning> {
    let over = || Stretch::around(context.today?, "quarter").plus(-1);
    let stretch = if let Stretch::Quarter(..) = base { base } else { over()? };
    Some(Meaning { tells: false, ..Meaning::of(stretch, Given::Relative) })
}

/// The quarter that "a year ago" compares with, where the text has just named one that ended lately: "in the third
/// quarter, up from $2 million a year ago". The days stay those of the year, for the words do not say it.
fn compared(reading: &Reading, context: &Context) -> Option<Stretch> {
    let told = context.told.filter(|told| told.near && matches!(told.stretch, Stretch::Quarter(..)))?;
    let since = (context.today? - told.stretch.interval()?.latest).num_days();
    let is_year_ago = reading.word(Field::Unit) == Some("year")
        && reading.word(Field::Which) == Some("past")
        && reading.number(Field::Count) == Some(1.0)
        && !reading.has(Field::Base)
        && !reading.has(Field::Fine);
    told.stretch.plus_years(-1).filter(|_| is_year_ago && (0..365).contains(&since))
}

/// The TIMEX3 token of a part of the day.
fn part_of_day(unit: &str) -> &'static str {
    match unit {
        "morning" => "MO",
        "afternoon" => "AF",
        "evening" => "EV",
        _ => "NI",
    }
}

/// The days from the base to the result.
fn offset(count: f64, unit: &str, sign: i64) -> (i64, i64) {
    let (least, most) = days_in(count, count, unit);
    match sign {
        -1 => (-most, -least),
        0 => (0, 0),
        _ => (least, most),
    }
}

/// What a shift counts from.
fn base(context: &Context, told: bool) -> Option<Stretch> {
    match told {
        true => context.told.map(|told| told.stretch).or(context.today.map(Stretch::Day)),
        false => context.today.map(Stretch::Day),
    }
}

fn day_of(base: Stretch) -> Option<NaiveDate> {
    base.interval().map(|when| when.latest)
}

/// The stretch of a unit's size around the base: the weekend of "the weekend" is the last that has begun.
fn frame(base: Stretch, unit: &str, sign: i64, tense: Option<Tense>) -> Option<Stretch> {
    let day = day_of(base)?;
    let around = Stretch::around(day, unit);
    // On a weekend day, "last weekend" and "next weekend" count from this one; before it, "last weekend" is the one
    // just gone.
    match (unit, sign) {
        ("weekend", 1) if day.weekday().num_days_from_monday() < 5 => around.plus(-1),
        ("weekend", 0) if day.weekday().num_days_from_monday() < 4 && tense == Some(Tense::Past) => around.plus(-1),
        _ => Some(around),
    }
}

fn is_sunday(base: Stretch) -> bool {
    matches!(base, Stretch::Day(day) if day.weekday() == chrono::Weekday::Sun)
}

/// A year ago is a year, but "a year ago today" or "ten days ago" is a day.
fn fine(reading: &Reading, base: Stretch, stretch: Stretch, count: f64, unit: &str, sign: i64) -> Meaning {
    let given = Given::Relative;
    let mut meaning = Meaning::of(stretch, given);
    if reading.word(Field::Fine) == Some("day")
        && let (Stretch::Day(day), Some(_)) = (base, base.interval())
    {
        let months = match unit {
            "year" => 12,
            "month" => 1,
            _ => return meaning,
        } * count as u32;
        let moved = match sign {
            -1 => day.checked_sub_months(chrono::Months::new(months)),
            _ => day.checked_add_months(chrono::Months::new(months)),
        };
        if let Some(day) = moved {
            meaning = Meaning::of(Stretch::Day(day), given);
        }
    }
    meaning
}

/// So many weeks away: named by its week, known to half a week either side.
fn weeks_away(base: NaiveDate, weeks: i64, told: bool) -> Option<Meaning> {
    let Stretch::Day(day) = Stretch::Day(base).plus(weeks.checked_mul(7)?)? else { return None };
    let stretch = if told { Stretch::Day(day) } else { Stretch::around(day, "week") };
    let mut meaning = Meaning::of(stretch, Given::Relative);
    meaning.when = Some(Interval::day(day).shifted(0, 3));
    Some(meaning)
}

/// Hours before or after: the day, or the one beside it when the hours can cross midnight.
fn hours(count: f64, unit: &str, sign: i64, day: NaiveDate) -> Option<Meaning> {
    let days = (count * unit_days(unit).1).ceil() as i64;
    let when = Interval::day(day);
    let reach = when.shifted(sign * days.clamp(0, 100_000), 0);
    let stretch = Stretch::Day(if count * unit_days(unit).1 >= 1.0 { reach.earliest } else { day });
    let mut meaning = Meaning::of(stretch, Given::Relative);
    meaning.when = Some(when.hull(reach));
    meaning.granularity = Granularity::Time;
    Some(meaning)
}

/// "a few days ago": from two to ten units away.
fn vaguely(unit: &str, past: bool, base: Option<Stretch>, reading: &Reading) -> Meaning {
    let mut meaning = Meaning::bare(if past { "PAST_REF" } else { "FUTURE_REF" });
    let (least, most) = (days_in(2.0, 2.0, unit).0, days_in(10.0, 10.0, unit).1);
    meaning.when = base.and_then(|base| {
        let day = Interval::day(day_of(base)?);
        let sign = if past { -1 } else { 1 };
        Some(day.shifted(sign * least, 0).hull(day.shifted(sign * most, 0)))
    });
    meaning.modified(reading)
}
