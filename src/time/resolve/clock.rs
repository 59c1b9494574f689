//! Times of day: "7:15 p.m.", "noon Saturday", "Friday evening", "last night".

use super::{Context, Meaning, Told};
use crate::calendar::Granularity;
use crate::time::reading::{Field, Reading};
use crate::time::stretch::Stretch;
use crate::time::{Fault, Given, TimexKind};

pub(super) fn resolve(reading: &Reading, context: &Context) -> Option<Meaning> {
    let day = match reading.part(Field::Inner) {
        Some(inner) => Some(super::resolve(inner, context)?),
        None => here(reading, context),
    };
    let fault = day.as_ref().and_then(|day| day.fault);
    let mut meaning = day.unwrap_or_else(|| Meaning { given: Given::Relative, ..Meaning::bare("XXXX-XX-XX") });
    let other = reading.part(Field::Other);
    let of = |field: Field| other.filter(|other| other.has(field)).map_or(reading, |other| other);
    let hour = hour(of(Field::Hour));
    let both = of(Field::HourMinute).whole(Field::HourMinute);
    let hour = hour.or(both.map(|both| both / 100));
    let minute = of(Field::Minute).whole(Field::Minute).or(both.map(|both| both % 100));
    let second = of(Field::Second).whole(Field::Second);
    meaning.kind = TimexKind::Time;
    meaning.granularity = Granularity::Time;
    meaning.fault = fault;
    match (hour, of(Field::Part).word(Field::Part)) {
        (Some(hour), _) => {
            let value = match second {
                Some(second) => format!("{}T{hour:02}:{:02}:{second:02}", meaning.value, minute.unwrap_or(0)),
                None => format!("{}T{hour:02}:{:02}", meaning.value, minute.unwrap_or(0)),
            };
            meaning.value = value;
            let minute = minute.unwrap_or(0);
            let exists = hour < 24 && minute < 60 || hour == 24 && minute == 0;
            if !exists || second.is_some_and(|second| second > 60) {
                meaning.fault = Some(Fault::NoSuchTime);
            }
        }
        (None, Some(part)) => meaning.value = format!("{}T{part}", meaning.value),
        (None, None) => return None,
    }
    Some(meaning.modified(other.map_or(reading, |other| other)).modified(reading))
}

/// The day of a time without one: that named nearby, or the date of issue; "last night" is the night before it.
fn here(reading: &Reading, context: &Context) -> Option<Meaning> {
    // An hour is of the day told of, however far back it was named; "the morning" only of one close by.
    let reaches = |told: &Told| told.near || !reading.has(Field::Part);
    let is_day = |told: &Told| !reading.has(Field::Which) && matches!(told.stretch, Stretch::Day(_));
    let told = context.told.filter(|told| reaches(told) && is_day(told));
    let told = told.map(|told| told.stretch);
    let stretch = told.or(context.today.map(Stretch::Day))?;
    let days = match reading.word(Field::Which) {
        Some("past") => -1,
        Some("future") => 1,
        _ => 0,
    };
    Some(Meaning::of(stretch.plus(days)?, Given::Relative))
}

/// The hour of the day, 0 to 24, with the meridiem applied.
fn hour(reading: &Reading) -> Option<i64> {
    let hour = reading.whole(Field::Hour)?;
    Some(match reading.word(Field::Meridiem) {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        _ => hour,
    })
}
