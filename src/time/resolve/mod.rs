//! From readings to the calendar: each sense resolves its fields in the context of the text.

mod calendar;
mod clock;
mod length;
mod place;
mod shift;

use chrono::NaiveDate;

use super::reading::{Field, Reading, Sense};
use super::rules::Rules;
use super::stretch::Stretch;
use super::{Fault, Given, TimexKind};
use crate::calendar::{Granularity, Interval};

/// What the text around an expression tells.
#[derive(Clone, Copy)]
pub(super) struct Context<'r> {
    /// The rules, for the holidays.
    pub(super) rules: &'r Rules,
    /// The date of issue, when it is one day.
    pub(super) today: Option<NaiveDate>,
    /// The time named last.
    pub(super) told: Option<Told>,
    /// Whether the governing verb looks back or ahead.
    pub(super) tense: Option<Tense>,
    /// True when that verb stands close by, or governs the expression.
    pub(super) sure: bool,
}

/// A time named earlier in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    /// What it is.
    pub(super) stretch: Stretch,
    /// True when it stands in the same sentence or the one before.
    pub(super) near: bool,
    /// True when the text gave its year.
    pub(super) explicit: bool,
}

/// Which way a verb looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// Past and perfect.
    Past,
    /// Future and plans.
    Future,
}

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meaning {
    pub(super) kind: TimexKind,
    pub(super) stretch: Option<Stretch>,
    pub(super) when: Option<Interval>,
    pub(super) otherwise: Vec<Interval>,
    pub(super) granularity: Granularity,
    pub(super) given: Given,
    pub(super) length: Option<(i64, i64)>,
    pub(super) weekday: Option<u8>,
    pub(super) fault: Option<Fault>,
    pub(super) value: String,
    pub(super) modifier: Option<&'static str>,
    /// Days from an event that the text names behind it, when there is one: "a week after".
    pub(super) offset: Option<(i64, i64)>,
    /// Whether later expressions may count from it. One that only compares, as "a year earlier", does not move the text.
    pub(super) tells: bool,
}

impl Meaning {
    /// A stretch of the calendar.
    fn of(stretch: Stretch, given: Given) -> Self {
        Self {
            stretch: Some(stretch),
            when: stretch.interval(),
            granularity: stretch.granularity(),
            given,
            ..Self::bare(stretch.value())
        }
    }

    /// A date of which only the value is known.
    fn bare(value: impl Into<String>) -> Self {
        Self {
            kind: TimexKind::Date,
            stretch: None,
            when: None,
            otherwise: Vec::new(),
            granularity: Granularity::Vague,
            given: Given::Vague,
            length: None,
            weekday: None,
            fault: None,
            value: value.into(),
            modifier: None,
            offset: None,
            tells: true,
        }
    }

    /// The same with the reading's modifier or edge.
    fn modified(mut self, reading: &Reading) -> Self {
        if let Some(edge) = reading.word(Field::Edge) {
            self.modifier = modifier(edge).or(self.modifier);
            self.when = match (self.stretch, edge) {
                (Some(Stretch::Decade(year)), "START") => half_decade(year),
                (Some(Stretch::Decade(year)), "END") => half_decade(year.saturating_add(5)),
                _ => self.when.map(|when| part_of(when, edge)),
            };
        }
        if let Some(word) = reading.word(Field::Modifier) {
            self.modifier = modifier(word).or(self.modifier);
        }
        self
    }
}

/// What a reading means in its context; none when it is no time.
pub(super) fn resolve(reading: &Reading, context: &Context) -> Option<Meaning> {
    match reading.sense {
        Sense::Calendar => calendar::resolve(reading, context),
        Sense::Shift => shift::resolve(reading, context),
        Sense::Place => place::resolve(reading, context),
        Sense::Clock => clock::resolve(reading, context),
        Sense::Length => length::resolve(reading),
        Sense::Window => length::window(reading, context),
        Sense::Set => length::set(reading),
        Sense::Age => length::age(reading),
        Sense::Anniversary => length::anniversary(reading),
        Sense::Reference => {
            let mut meaning = Meaning::bare(reading.word(Field::Value)?);
            meaning.when = context.today.and_then(|today| match reading.word(Field::Value)? {
                "PRESENT_REF" => None,
                "PAST_REF" => Some(Interval::new(NaiveDate::MIN, today)),
                _ => Some(Interval::new(today, NaiveDate::MAX)),
            });
            Some(meaning)
        }
        Sense::Nothing => None,
    }
}

/// The TIMEX3 modifier of a rule file's symbol.
fn modifier(word: &str) -> Option<&'static str> {
    const ALL: [&str; 11] = [
        "APPROX",
        "START",
        "MID",
        "END",
        "MORE_THAN",
        "LESS_THAN",
        "EQUAL_OR_MORE",
        "EQUAL_OR_LESS",
        "ON_OR_AFTER",
        "BEFORE",
        "AFTER",
    ];
    ALL.into_iter().find(|&name| name == word)
}

/// Five years of a decade.
fn half_decade(first: i32) -> Option<Interval> {
    Some(Interval::year(first)?.hull(Interval::year(first.checked_add(4)?)?))
}

/// The first half, the last half or the middle half of an interval; a day is not cut.
fn part_of(when: Interval, edge: &str) -> Interval {
    let days = when.days();
    if days < 3 || when.earliest == NaiveDate::MIN || when.latest == NaiveDate::MAX {
        return when;
    }
    let day = |at: i64| when.earliest + chrono::Duration::days(at);
    match edge {
        "START" => Interval::new(when.earliest, day(days / 2)),
        "MID" => Interval::new(day(days / 4), day(days - 1 - days / 4)),
        "END" => Interval::new(day(days / 2 - 1), when.latest),
        _ => when,
    }
}
