//! Readings: what a pattern says of a run of pieces, before it is placed on the calendar.

use std::sync::Arc;

use serde::Deserialize;
use smol_str::SmolStr;

/// What an expression is, which decides how its fields are resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sense {
    /// A stretch of the calendar, named by its fields; larger ones that are missing come from the context.
    Calendar,
    /// So many units before or after a reference time.
    Shift,
    /// A part of a stretch by its place in it.
    Place,
    /// A time of day on a day.
    Clock,
    /// A length of time.
    Length,
    /// A length that reaches up to the date of issue or begins there: "the past two weeks".
    Window,
    /// A recurring time.
    Set,
    /// An age.
    Age,
    /// An anniversary.
    Anniversary,
    /// A fixed TIMEX3 value: `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference,
    /// Not a time, though it looks like one: "may", "a second opinion".
    Nothing,
}

/// A named part of a reading. Patterns name it in braces or in their `with` table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Field {
    /// A calendar year; of two digits when `short` stands beside it.
    Year,
    /// The last year of a range, by its last two digits.
    YearTo,
    /// The year is given by its last two digits.
    Short,
    /// A month, 1 to 12.
    Month,
    /// The last month of a range.
    MonthTo,
    /// A day of the month.
    Day,
    /// A weekday, Monday 0.
    Weekday,
    /// An hour, 0 to 24.
    Hour,
    /// Hour and minute in four digits: 730 for "0730".
    HourMinute,
    /// A minute.
    Minute,
    /// A second.
    Second,
    /// `am` or `pm`.
    Meridiem,
    /// A time zone.
    Zone,
    /// A part of the day: `MO`, `AF`, `EV`, `NI`.
    Part,
    /// A season: `SP`, `SU`, `FA`, `WI`.
    Season,
    /// A quarter, 1 to 4.
    Quarter,
    /// A half year, 1 or 2.
    Half,
    /// A century: 20 for the 1900s.
    Century,
    /// The first year of a decade; of two digits when `short` stands beside it.
    Decade,
    /// A holiday, by its number in the holidays' file.
    Holiday,
    /// `BC` or `AD`.
    Era,
    /// How many units.
    Count,
    /// The upper end of a range of counts.
    CountTo,
    /// Any further count: months after years, minutes after hours.
    CountMore,
    /// The unit of a count.
    Unit,
    /// The unit of the further count.
    UnitMore,
    /// `past`, `future` or `this`.
    Which,
    /// Where a shift starts: `issue` (the default) or `told`, the time last named.
    Base,
    /// The TIMEX3 `mod`.
    Modifier,
    /// Which one of its kind in a stretch, from 1; -1 is the last.
    Nth,
    /// The part of the stretch: `START`, `MID`, `END`.
    Edge,
    /// A fixed TIMEX3 value.
    Value,
    /// An expression inside this one, as a date under "the end of".
    Inner,
    /// A second one, as a time of day beside a date.
    Other,
    /// How fine a shift's result is, when it is not the unit's.
    Fine,
    /// The piece begins nothing and names nothing.
    Skip,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub(super) enum Value {
    /// A number.
    Number(f64),
    /// A symbol.
    Word(SmolStr),
    /// A reading of a part.
    #[serde(skip)]
    Part(Arc<Reading>),
}

/// A sense with its fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    /// What it is.
    pub(super) sense: Sense,
    /// Its fields, in the order in which they stand.
    pub(super) fields: Vec<(Field, Value)>,
}

impl Reading {
    /// The first value of a field.
    pub(super) fn get(&self, field: Field) -> Option<&Value> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value)
    }

    /// The number in a field.
    pub(super) fn number(&self, field: Field) -> Option<f64> {
        match self.get(field)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The whole number in a field.
    pub(super) fn whole(&self, field: Field) -> Option<i64> {
        self.number(field).map(|number| number as i64)
    }

    /// The symbol in a field.
    pub(super) fn word(&self, field: Field) -> Option<&str> {
        match self.get(field)? {
            Value::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The reading in a field.
    pub(super) fn part(&self, field: Field) -> Option<&Arc<Reading>> {
        match self.get(field)? {
            Value::Part(part) => Some(part),
            _ => None,
        }
    }

    /// True when it has the field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.get(field).is_some()
    }
}
