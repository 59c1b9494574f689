//! Holidays: on which day of a year they fall.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Deserialize;

/// A holiday as its file gives it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Holiday {
    /// What it is called.
    pub(super) names: Vec<String>,
    /// Its month.
    #[serde(default)]
    month: Option<u32>,
    /// Its day of the month.
    #[serde(default)]
    day: Option<u32>,
    /// Its weekday, Monday 0.
    #[serde(default)]
    weekday: Option<u8>,
    /// Which such weekday of the month; -1 is the last.
    #[serde(default)]
    week: Option<i8>,
    /// Days after Easter Sunday.
    #[serde(default)]
    easter: Option<i64>,
}

impl Holiday {
    /// Its day in a year.
    pub(super) fn day(&self, year: i32) -> Option<NaiveDate> {
        if let Some(days) = self.easter {
            return easter(year)?.checked_add_signed(chrono::Duration::days(days));
        }
        let month = self.month?;
        if let Some(day) = self.day {
            return NaiveDate::from_ymd_opt(year, month, day);
        }
        let weekday = Weekday::try_from(self.weekday?).ok()?;
        match self.week? {
            nth @ 1.. => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth as u8),
            _ => {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                let last = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
                let back = (last.weekday().num_days_from_monday() + 7 - weekday.num_days_from_monday()) % 7;
                last.checked_sub_days(Days::new(back.into()))
            }
        }
    }
}

/// Easter Sunday of the Western churches, by the Gregorian computus of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<NaiveDate> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let day = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (day / 31) as u32, (day % 31 + 1) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        let days = [(1961, 4, 2), (2000, 4, 23), (2016, 3, 27), (2021, 4, 4), (2024, 3, 31), (2038, 4, 25)];
        for (year, month, day) in days {
            assert_eq!(easter(year), NaiveDate::from_ymd_opt(year, month, day));
        }
        assert_eq!(easter(0), None);
    }

    #[test]
    fn weekdays_of_a_month_count_from_both_ends() {
        let nth = |week| Holiday {
            names: vec![],
            month: Some(5),
            day: None,
            weekday: Some(0),
            week: Some(week),
            easter: None,
        };
        assert_eq!(nth(-1).day(2021), NaiveDate::from_ymd_opt(2021, 5, 31));
        assert_eq!(nth(1).day(2021), NaiveDate::from_ymd_opt(2021, 5, 3));
    }
}
