//! Stretches of the calendar: a day, a week, a quarter, a century, with their TIMEX3 values.

use chrono::{Datelike, Duration, NaiveDate};

use crate::calendar::{Granularity, Interval};

/// A stretch of the calendar that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// A day.
    Day(NaiveDate),
    /// A weekend, by its Saturday.
    Weekend(NaiveDate),
    /// A week from Monday on, by its Monday.
    Week(NaiveDate),
    /// A month of a year.
    Month(i32, u32),
    /// A quarter of a year, 1 to 4.
    Quarter(i32, u32),
    /// A half year, 1 or 2.
    Half(i32, u32),
    /// A season of the northern half of the earth; winter begins in its year's December.
    Season(i32, Season),
    /// A year; 0 is 1 BC.
    Year(i32),
    /// Ten years, by the first.
    Decade(i32),
    /// A hundred years, by the first.
    Century(i32),
}

/// A season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// The season of a TIMEX3 token.
    pub(super) fn of(token: &str) -> Option<Self> {
        Some(match token {
            "SP" => Self::Spring,
            "SU" => Self::Summer,
            "FA" => Self::Autumn,
            "WI" => Self::Winter,
            _ => return None,
        })
    }

    fn token(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    fn months(self, year: i32) -> Option<Interval> {
        let span = |from: u32, to: u32| Some(Interval::month(year, from)?.hull(Interval::month(year, to)?));
        match self {
            Self::Spring => span(3, 5),
            Self::Summer => span(6, 8),
            Self::Autumn => span(9, 11),
            Self::Winter => Some(Interval::month(year, 12)?.hull(Interval::month(year.checked_add(1)?, 2)?)),
        }
    }
}

impl Stretch {
    /// The stretch of a unit's size that holds a day; a unit finer than a day gives the day.
    pub(super) fn around(day: NaiveDate, unit: &str) -> Self {
        let year = day.year();
        let monday = |day: NaiveDate| day - Duration::days(day.weekday().num_days_from_monday().into());
        match unit {
            "week" | "fortnight" => Self::Week(monday(day)),
            "weekend" => Self::Weekend(monday(day) + Duration::days(5)),
            "month" => Self::Month(year, day.month()),
            "quarter" => Self::Quarter(year, (day.month() - 1) / 3 + 1),
            "half" => Self::Half(year, (day.month() - 1) / 6 + 1),
            "year" => Self::Year(year),
            "decade" => Self::Decade(year.div_euclid(10) * 10),
            "century" => Self::Century(year.div_euclid(100) * 100),
            "millennium" => Self::Century(year.div_euclid(1000) * 1000),
            _ => Self::Day(day),
        }
    }

    /// The stretch so many of its own kind later.
    pub(super) fn plus(self, count: i64) -> Option<Self> {
        let days = |day: NaiveDate, days: i64| day.checked_add_signed(Duration::try_days(days.checked_mul(count)?)?);
        let years = |year: i32, by: i64| i32::try_from(i64::from(year).checked_add(by.checked_mul(count)?)?).ok();
        let parts = |year: i32, part: u32, of: i64| {
            let index = (i64::from(year) * of + i64::from(part) - 1).checked_add(count)?;
            Some((i32::try_from(index.div_euclid(of)).ok()?, (index.rem_euclid(of) + 1) as u32))
        };
        Some(match self {
            Self::Day(day) => Self::Day(days(day, 1)?),
            Self::Weekend(day) => Self::Weekend(days(day, 7)?),
            Self::Week(day) => Self::Week(days(day, 7)?),
            Self::Month(year, month) => parts(year, month, 12).map(|(year, month)| Self::Month(year, month))?,
            Self::Quarter(year, quarter) => parts(year, quarter, 4).map(|(year, part)| Self::Quarter(year, part))?,
            Self::Half(year, half) => parts(year, half, 2).map(|(year, part)| Self::Half(year, part))?,
            Self::Season(year, season) => Self::Season(years(year, 1)?, season),
            Self::Year(year) => Self::Year(years(year, 1)?),
            Self::Decade(year) => Self::Decade(years(year, 10)?),
            Self::Century(year) => Self::Century(years(year, 100)?),
        })
    }

    /// The same stretch some years later: a quarter stays a quarter. The 29th of February becomes the 28th.
    pub(super) fn plus_years(self, count: i64) -> Option<Self> {
        let moved = |year: i32| i32::try_from(i64::from(year).checked_add(count)?).ok();
        Some(match self {
            Self::Day(day) => Self::Day(
                day.with_year(moved(day.year())?).or_else(|| NaiveDate::from_ymd_opt(moved(day.year())?, 2, 28))?,
            ),
            Self::Week(day) => Self::around(day.with_year(moved(day.year())?)?, "week"),
            Self::Weekend(day) => Self::around(day.with_year(moved(day.year())?)?, "weekend"),
            Self::Month(year, month) => Self::Month(moved(year)?, month),
            Self::Quarter(year, quarter) => Self::Quarter(moved(year)?, quarter),
            Self::Half(year, half) => Self::Half(moved(year)?, half),
            Self::Season(year, season) => Self::Season(moved(year)?, season),
            Self::Year(year) => Self::Year(moved(year)?),
            Self::Decade(year) => Self::Decade(moved(year)?),
            Self::Century(year) => Self::Century(moved(year)?),
        })
    }

    /// Its days; none outside chrono's range.
    pub(super) fn interval(self) -> Option<Interval> {
        let years = |from: i32, to: i32| Some(Interval::year(from)?.hull(Interval::year(to)?));
        match self {
            Self::Day(day) => Some(Interval::day(day)),
            Self::Weekend(day) => Some(Interval::new(day, day.succ_opt()?)),
            Self::Week(day) => Some(Interval::new(day, day.checked_add_signed(Duration::days(6))?)),
            Self::Month(year, month) => Interval::month(year, month),
            Self::Quarter(year, part) => {
                Some(Interval::month(year, part * 3 - 2)?.hull(Interval::month(year, part * 3)?))
            }
            Self::Half(year, part) => Some(Interval::month(year, part * 6 - 5)?.hull(Interval::month(year, part * 6)?)),
            Self::Season(year, season) => season.months(year),
            Self::Year(year) => Interval::year(year),
            Self::Decade(year) => years(year, year.checked_add(9)?),
            Self::Century(year) => years(year, year.checked_add(99)?),
        }
    }

    /// How fine it is.
    pub(super) fn granularity(self) -> Granularity {
        match self {
            Self::Day(_) => Granularity::Day,
            Self::Weekend(_) => Granularity::Weekend,
            Self::Week(_) => Granularity::Week,
            Self::Month(..) => Granularity::Month,
            Self::Quarter(..) => Granularity::Quarter,
            Self::Season(..) => Granularity::Season,
            Self::Half(..) | Self::Year(_) => Granularity::Year,
            Self::Decade(_) => Granularity::Decade,
            Self::Century(_) => Granularity::Century,
        }
    }

    /// Its TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Self::Day(day) => format!("{}-{:02}-{:02}", year_value(day.year()), day.month(), day.day()),
            Self::Weekend(day) => format!("{}-WE", week_value(day)),
            Self::Week(day) => week_value(day),
            Self::Month(year, month) => format!("{}-{month:02}", year_value(year)),
            Self::Quarter(year, quarter) => format!("{}-Q{quarter}", year_value(year)),
            Self::Half(year, half) => format!("{}-H{half}", year_value(year)),
            Self::Season(year, season) => format!("{}-{}", year_value(year), season.token()),
            Self::Year(year) => year_value(year),
            Self::Decade(year) if year >= 0 => format!("{:03}", year / 10),
            Self::Century(year) if year >= 0 => format!("{:02}", year / 100),
            Self::Decade(year) | Self::Century(year) => year_value(year),
        }
    }
}

fn year_value(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - i64::from(year)) }
}

fn week_value(day: NaiveDate) -> String {
    let week = day.iso_week();
    format!("{}-W{:02}", year_value(week.year()), week.week())
}
