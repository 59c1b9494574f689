//! Parts of a stretch of the calendar by their place in it: "the last week of February", "the third Thursday of November",
//! "the last three months of 2020".

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Context, Meaning, length};
use crate::calendar::{Granularity, Interval};
use crate::time::reading::{Field, Reading};
use crate::time::stretch::Stretch;
use crate::time::{Fault, Given, TimexKind};

/// A part and its days, which may reach farther than its name: weeks of a month are counted in more than one way.
type Part = (Stretch, Interval);

pub(super) fn resolve(reading: &Reading, context: &Context) -> Option<Meaning> {
    let inner = super::resolve(reading.part(Field::Inner)?, context)?;
    let Some(whole) = inner.stretch.and_then(Stretch::interval) else {
        // "the last week of February" of an article without a date.
        return Some(Meaning { granularity: Granularity::Vague, given: Given::Relative, tells: false, ..inner });
    };
    let Some((stretch, days)) = part(reading, whole) else {
        // A month that has no fifth Monday; whatever else has no such part is no time.
        let of_month = matches!(inner.stretch, Some(Stretch::Month(..))) && inner.given == Given::Explicit;
        let fault = (of_month && reading.has(Field::Weekday)).then_some(Fault::NoSuchDay)?;
        return Some(Meaning { when: None, otherwise: Vec::new(), fault: Some(fault), tells: false, ..inner });
    };
    let of_rivals = inner.otherwise.iter().filter_map(|&whole| Some(part(reading, whole)?.1)).collect();
    let mut meaning = Meaning { when: Some(days), otherwise: of_rivals, ..Meaning::of(stretch, inner.given) };
    meaning.weekday = reading.whole(Field::Weekday).map(|weekday| weekday as u8);
    if reading.has(Field::Count) {
        let lasting = length::resolve(reading)?;
        meaning.kind = TimexKind::Duration;
        (meaning.value, meaning.length, meaning.granularity) = (lasting.value, lasting.length, lasting.granularity);
        meaning.tells = false;
    }
    Some(meaning)
}

fn part(reading: &Reading, whole: Interval) -> Option<Part> {
    let place = reading.whole(Field::Nth)?;
    let part = match (reading.whole(Field::Weekday), reading.whole(Field::Count)) {
        (Some(weekday), _) => weekday_of(whole, weekday, place),
        (_, Some(count)) => last_of(whole, reading.word(Field::Unit)?, count),
        _ => unit_of(whole, reading.word(Field::Unit)?, place),
    };
    part.filter(|(_, days)| whole.contains(*days) && *days != whole)
}

/// The day so many steps from the first day of a stretch, or from its last when the place is negative.
fn from_edge(
    whole: Interval,
    place: i64,
    first: impl Fn(NaiveDate) -> i64,
    last: impl Fn(NaiveDate) -> i64,
) -> Option<NaiveDate> {
    let moved = |day: NaiveDate, days: i64| day.checked_add_signed(chrono::Duration::try_days(days)?);
    match place {
        1.. => moved(whole.earliest, first(whole.earliest)),
        _ => moved(whole.latest, -last(whole.latest)),
    }
}

fn weekday_of(whole: Interval, weekday: i64, place: i64) -> Option<Part> {
    let of = |day: NaiveDate| i64::from(day.weekday().num_days_from_monday());
    let ahead = |day: NaiveDate| (weekday - of(day)).rem_euclid(7) + 7 * (place - 1);
    let back = |day: NaiveDate| (of(day) - weekday).rem_euclid(7) + 7 * (-place - 1);
    let day = from_edge(whole, place, ahead, back).filter(|_| (7..400).contains(&whole.days()))?;
    Some((Stretch::Day(day), Interval::day(day)))
}

fn unit_of(whole: Interval, unit: &str, place: i64) -> Option<Part> {
    let steps = if place > 0 { place - 1 } else { -place - 1 };
    match unit {
        "day" => {
            let day = from_edge(whole, place, |_| steps, |_| steps)?;
            Some((Stretch::Day(day), Interval::day(day)))
        }
        "week" => {
            let middle = from_edge(whole, place, |_| steps * 7 + 3, |_| steps * 7 + 3)?;
            let near = Interval::day(middle).shifted(0, 6);
            let days = Interval::new(near.earliest.max(whole.earliest), near.latest.min(whole.latest));
            (whole.days() >= 28 && whole.contains(Interval::day(middle)))
                .then_some((Stretch::around(middle, "week"), days))
        }
        _ => {
            let edge = if place > 0 { whole.earliest } else { whole.latest };
            let stretch = Stretch::around(edge, unit).plus(if place > 0 { steps } else { -steps })?;
            Some((stretch, stretch.interval()?))
        }
    }
}

/// "The last three months of 2020".
fn last_of(whole: Interval, unit: &str, count: i64) -> Option<Part> {
    let count = u32::try_from(count).ok().filter(|count| (1..1000).contains(count))?;
    let (months, days) = match unit {
        "day" => (0, count),
        "week" => (0, count * 7),
        "month" => (count, 0),
        "quarter" => (count * 3, 0),
        "year" => (count * 12, 0),
        "decade" => (count * 120, 0),
        _ => return None,
    };
    let after = whole.latest.succ_opt()?;
    let start = after.checked_sub_months(Months::new(months))?.checked_sub_days(Days::new(days.into()))?;
    Some((Stretch::around(whole.latest, "year"), Interval::new(start, whole.latest)))
}
