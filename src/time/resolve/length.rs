//! Lengths of time and what is made of them: durations, windows, recurrences, ages, anniversaries.

use chrono::{Months, NaiveDate};

use super::{Context, Meaning, modifier};
use crate::calendar::{Granularity, Interval};
use crate::time::reading::{Field, Reading, Value};
use crate::time::{Given, TimexKind};

/// The shortest and the longest length of a unit, in days.
pub(super) fn unit_days(unit: &str) -> (f64, f64) {
    match unit {
        "second" => (0.0, 1.0 / 86_400.0),
        "minute" => (0.0, 1.0 / 1_440.0),
        "hour" | "morning" | "evening" | "afternoon" => (0.0, 1.0 / 24.0),
        "weekend" => (2.0, 2.0),
        "week" => (7.0, 7.0),
        "fortnight" => (14.0, 14.0),
        "month" => (30.0, 31.0),
        "quarter" => (90.0, 92.0),
        "year" => (365.0, 366.0),
        "decade" => (3_652.0, 3_653.0),
        "century" => (36_524.0, 36_525.0),
        "millennium" => (365_242.0, 365_243.0),
        _ => (1.0, 1.0),
    }
}

/// The days in a count of units, rounded outwards. Months and years average out, so that three years are 1095 or 1096
/// days and not 1098.
pub(super) fn days_in(least: f64, most: f64, unit: &str) -> (i64, i64) {
    let average = match unit {
        "month" => 30.4369,
        "quarter" => 91.3106,
        "year" => 365.2425,
        "decade" => 3_652.425,
        "century" => 36_524.25,
        "millennium" => 365_242.5,
        _ => 0.0,
    };
    if average > 0.0 {
        // One month may be February, and so on: a length in months is sure to about two days.
        let slack = if matches!(unit, "month" | "quarter") { 2.5 } else { 0.75 };
        return ((least * average - slack).floor() as i64, (most * average + slack).ceil() as i64);
    }
    let (short, long) = unit_days(unit);
    ((least * short).floor() as i64, (most * long).ceil() as i64)
}

pub(super) fn resolve(reading: &Reading) -> Option<Meaning> {
    let unit = reading.word(Field::Unit)?;
    let mut meaning = Meaning::bare(value(reading, unit));
    meaning.kind = TimexKind::Duration;
    meaning.granularity = granularity(unit);
    meaning.given = if reading.number(Field::Count).is_some() { Given::Explicit } else { Given::Vague };
    meaning.length = length(reading, unit);
    Some(meaning.modified(reading))
}

/// The length in days with "about", "at least" and the like taken into account.
fn length(reading: &Reading, unit: &str) -> Option<(i64, i64)> {
    let count = reading.number(Field::Count)?;
    let (mut least, mut most) = days_in(count, reading.number(Field::CountTo).unwrap_or(count), unit);
    if let (Some(more), Some(unit)) = (reading.number(Field::CountMore), reading.word(Field::UnitMore)) {
        let (short, long) = days_in(more, more, unit);
        (least, most) = (least.saturating_add(short), most.saturating_add(long));
    }
    let quarter = (most / 4).max(i64::from(unit_days(unit).1 >= 1.0));
    Some(match reading.word(Field::Modifier).and_then(modifier) {
        Some("APPROX") => ((least - quarter).max(0), most.saturating_add(quarter)),
        Some("MORE_THAN" | "EQUAL_OR_MORE") => (least, i64::MAX),
        Some("LESS_THAN" | "EQUAL_OR_LESS") => (0, most),
        _ => (least, most),
    })
}

fn granularity(unit: &str) -> Granularity {
    match unit {
        "second" | "minute" | "hour" | "morning" | "evening" | "afternoon" => Granularity::Time,
        "weekend" => Granularity::Weekend,
        "week" | "fortnight" => Granularity::Week,
        "month" => Granularity::Month,
        "quarter" => Granularity::Quarter,
        "year" => Granularity::Year,
        "decade" => Granularity::Decade,
        "century" | "millennium" => Granularity::Century,
        _ => Granularity::Day,
    }
}

/// The TIMEX3 value of a length: `P3D`, `PT2H`, `P2Y6M`, `PXW`.
fn value(reading: &Reading, unit: &str) -> String {
    let more = match (reading.number(Field::CountMore), reading.word(Field::UnitMore)) {
        (Some(count), Some(unit)) => {
            let rest = period(count, unit);
            rest.trim_start_matches('P').to_owned()
        }
        _ => String::new(),
    };
    let first = match reading.get(Field::Count) {
        Some(Value::Number(count)) => period(*count, unit),
        _ => period_of("X", unit),
    };
    match first.contains('T') {
        true => first + more.trim_start_matches('T'),
        false => first + &more,
    }
}

fn period(count: f64, unit: &str) -> String {
    let whole = count.trunc();
    match (unit, count.fract()) {
        ("fortnight", _) => period_of(&number(count * 2.0), "week"),
        ("year", part) if part > 0.0 && (part * 12.0).fract() == 0.0 => match whole == 0.0 {
            true => format!("P{}M", number(part * 12.0)),
            false => format!("P{}Y{}M", number(whole), number(part * 12.0)),
        },
        // ISO 8601 has no decades and centuries.
        ("decade", _) => period_of(&number(count * 10.0), "year"),
        ("century", _) => period_of(&number(count * 100.0), "year"),
        ("hour", part) if part > 0.0 && (part * 60.0).fract() == 0.0 => match whole == 0.0 {
            true => format!("PT{}M", number(part * 60.0)),
            false => format!("PT{}H{}M", number(whole), number(part * 60.0)),
        },
        ("minute", 0.5) => format!("PT{}M30S", number(whole)),
        _ => period_of(&number(count), unit),
    }
}

fn period_of(count: &str, unit: &str) -> String {
    match unit {
        "second" => format!("PT{count}S"),
        "minute" => format!("PT{count}M"),
        "hour" => format!("PT{count}H"),
        "morning" => format!("P{count}MO"),
        "evening" => format!("P{count}EV"),
        "afternoon" => format!("P{count}AF"),
        "night" => format!("P{count}NI"),
        "weekend" => format!("P{count}WE"),
        "week" => format!("P{count}W"),
        "month" => format!("P{count}M"),
        "quarter" => format!("P{count}Q"),
        "year" => format!("P{count}Y"),
        "decade" => format!("P{count}DE"),
        "century" => format!("P{count}CE"),
        "millennium" => format!("P{count}ML"),
        _ => format!("P{count}D"),
    }
}

fn number(count: f64) -> String {
    format!("{count}")
}

/// "the past two weeks": its length, and the days up to the date of issue or from it on.
pub(super) fn window(reading: &Reading, context: &Context) -> Option<Meaning> {
    let mut meaning = resolve(reading)?;
    let (_, most) = meaning.length.unwrap_or_else(|| days_in(2.0, 10.0, reading.word(Field::Unit).unwrap_or("day")));
    meaning.given = Given::Relative;
    meaning.when = context.today.and_then(|today| {
        let day = Interval::day(today);
        if let Some(other) = months_away(reading, today) {
            return Some(day.hull(Interval::day(other)));
        }
        match reading.word(Field::Which)? {
            "past" => Some(day.shifted(-most.min(10_000_000), 0).hull(day)),
            "future" => Some(day.hull(day.shifted(most.min(10_000_000), 0))),
            _ => None,
        }
    });
    Some(meaning)
}

/// The day so many months or years from another, for "the past three years".
fn months_away(reading: &Reading, day: NaiveDate) -> Option<NaiveDate> {
    let months = match reading.word(Field::Unit)? {
        "month" => 1.0,
        "year" => 12.0,
        _ => return None,
    };
    let months = reading.number(Field::Count)? * months;
    let months = Months::new(Some(months).filter(|months| months.fract() == 0.0 && *months < 1e5)? as u32);
    match reading.word(Field::Which)? {
        "past" => day.checked_sub_months(months),
        _ => day.checked_add_months(months),
    }
}

/// A recurrence: `P1W`, `XXXX-WXX-2`, `XXXX-07`.
pub(super) fn set(reading: &Reading) -> Option<Meaning> {
    let mut meaning = Meaning::bare(set_value(reading)?);
    meaning.kind = TimexKind::Set;
    Some(meaning.modified(reading))
}

fn set_value(reading: &Reading) -> Option<String> {
    if let Some(value) = reading.word(Field::Value) {
        return Some(value.to_owned());
    }
    let part = reading.word(Field::Part).map_or(String::new(), |part| format!("T{part}"));
    if let Some(weekday) = reading.whole(Field::Weekday) {
        return Some(format!("XXXX-WXX-{}{part}", weekday + 1));
    }
    if let Some(month) = reading.whole(Field::Month) {
        return Some(match reading.whole(Field::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        });
    }
    if let Some(season) = reading.word(Field::Season) {
        return Some(format!("XXXX-{season}"));
    }
    if let Some(quarter) = reading.whole(Field::Quarter) {
        return Some(format!("XXXX-Q{quarter}"));
    }
    if !part.is_empty() {
        return Some(format!("XXXX-XX-XX{part}"));
    }
    Some(value(reading, reading.word(Field::Unit)?))
}

/// An age: somebody of 39 years has lived at least 39 years and not yet 40.
pub(super) fn age(reading: &Reading) -> Option<Meaning> {
    let unit = reading.word(Field::Unit).unwrap_or("year");
    let count = reading.number(Field::Count)?;
    let mut meaning = Meaning::bare(value(reading, unit));
    meaning.kind = TimexKind::Age;
    meaning.granularity = granularity(unit);
    meaning.given = Given::Explicit;
    let most = reading.number(Field::CountTo).unwrap_or(count) + 1.0;
    let (least, most) = (days_in(count, count, unit).0, days_in(most, most, unit).1 - 1);
    meaning.length = Some(match reading.word(Field::Modifier).and_then(modifier) {
        Some("MORE_THAN" | "EQUAL_OR_MORE") => (least, i64::MAX),
        Some("LESS_THAN" | "EQUAL_OR_LESS") => (0, most),
        Some("APPROX") => ((least - 1_461).max(0), most.saturating_add(1_461)),
        _ => (least, most),
    });
    Some(meaning.modified(reading))
}

/// An anniversary: so many years after its event, to the day.
pub(super) fn anniversary(reading: &Reading) -> Option<Meaning> {
    let unit = reading.word(Field::Unit).unwrap_or("year");
    let count = reading.number(Field::Count)?;
    let mut meaning = Meaning::bare(value(reading, unit));
    meaning.kind = TimexKind::Anniversary;
    meaning.granularity = granularity(unit);
    meaning.given = Given::Relative;
    meaning.length = Some(days_in(count, count, unit));
    meaning.offset = meaning.length;
    Some(meaning)
}
