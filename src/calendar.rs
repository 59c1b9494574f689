//! Calendar intervals and their granularity, on chrono's proleptic Gregorian calendar.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A closed interval of days `[earliest, latest]`: what is known of when something was.
///
/// "2021-01-21" is one day, "in 2021" is 365 days, "since 2019" has no known end ([`NaiveDate::MAX`]).
/// `earliest <= latest` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// The first day it may be.
    pub earliest: NaiveDate,
    /// The last day it may be.
    pub latest: NaiveDate,
}

impl Interval {
    /// The interval of all days known to chrono: nothing is known.
    pub const ALWAYS: Self = Self { earliest: NaiveDate::MIN, latest: NaiveDate::MAX };

    /// An interval of the given bounds, in either order.
    pub fn new(one: NaiveDate, other: NaiveDate) -> Self {
        Self { earliest: one.min(other), latest: one.max(other) }
    }

    /// A single day.
    pub fn day(day: NaiveDate) -> Self {
        Self { earliest: day, latest: day }
    }

    /// A whole calendar year; none outside chrono's range.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self::new(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
    }

    /// A whole calendar month; none when there is no such month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let next = first.checked_add_months(chrono::Months::new(1))?;
        Some(Self::new(first, next.pred_opt()?))
    }

    /// The number of days in it.
    pub fn days(self) -> i64 {
        (self.latest - self.earliest).num_days() + 1
    }

    /// True when both share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.earliest <= other.latest && other.earliest <= self.latest
    }

    /// True when `other` lies wholly in it.
    pub fn contains(self, other: Self) -> bool {
        self.earliest <= other.earliest && other.latest <= self.latest
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { earliest: self.earliest.min(other.earliest), latest: self.latest.max(other.latest) }
    }

    /// The days common to both.
    pub fn meet(self, other: Self) -> Option<Self> {
        let earliest = self.earliest.max(other.earliest);
        let latest = self.latest.min(other.latest);
        (earliest <= latest).then_some(Self { earliest, latest })
    }

    /// The interval moved by `days` and widened by `slack` days on either side, clamped to chrono's range.
    pub fn shifted(self, days: i64, slack: u64) -> Self {
        let move_by = |day: NaiveDate, by: i64| {
            let moved = if by < 0 {
                day.checked_sub_days(Days::new(by.unsigned_abs()))
            } else {
                day.checked_add_days(Days::new(by.unsigned_abs()))
            };
            moved.unwrap_or(if by < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
        };
        Self {
            earliest: move_by(move_by(self.earliest, days), -(slack as i64)),
            latest: move_by(move_by(self.latest, days), slack as i64),
        }
    }
}

impl std::fmt::Display for Interval {
    /// The shortest ISO form: `2021`, `2021-01`, `2021-01-21`, or `2021-01-21..2021-02-03`, with an open side left out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (from, to) = (self.earliest, self.latest);
        if from == to {
            return write!(f, "{from}");
        }
        if Self::year(from.year()) == Some(*self) {
            return write!(f, "{:04}", from.year());
        }
        if Self::month(from.year(), from.month()) == Some(*self) {
            return write!(f, "{:04}-{:02}", from.year(), from.month());
        }
        match (from == NaiveDate::MIN, to == NaiveDate::MAX) {
            (true, true) => write!(f, "any time"),
            (true, false) => write!(f, "..{to}"),
            (false, true) => write!(f, "{from}.."),
            (false, false) => write!(f, "{from}..{to}"),
        }
    }
}

/// How fine a time is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Granularity {
    /// A time of day.
    Time,
    /// A day.
    Day,
    /// A weekend.
    Weekend,
    /// A week.
    Week,
    /// A month, or part of one.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A season.
    Season,
    /// A year, or part of one.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// "Recently", "in the past".
    Vague,
}
