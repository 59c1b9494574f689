//! Tests of ages and of numbers of years.

use chrono::{Datelike, Months, NaiveDate};

use super::time::NO_TIME;
use super::{Answer, Argument, Builtin, World};
use crate::calendar::Interval;
use crate::fact::Value;

/// The tests of ages.
pub(super) const TESTS: &[Builtin] = &[
    Builtin {
        name: "ages_clash",
        arity: 4,
        meaning: "age N at T and age M at U cannot be one person's",
        symmetric: true,
        run: ages_clash,
    },
    Builtin {
        name: "birth_clash",
        arity: 3,
        meaning: "who is N at T cannot be born at U",
        symmetric: false,
        run: birth_clash,
    },
    Builtin {
        name: "years_clash",
        arity: 3,
        meaning: "T is not N years after U, give or take the celebrations",
        symmetric: false,
        run: years_clash,
    },
];

/// Births that an age on a day allows: from the day after the birthday of one year more, to that of the age itself.
fn births(age: (f64, f64), on: Interval) -> Option<Interval> {
    let years = |day: NaiveDate, years: f64| day.checked_sub_months(Months::new(years as u32 * 12));
    if !(0.0..=150.0).contains(&age.0) || !(0.0..=150.0).contains(&age.1) {
        return None;
    }
    Some(Interval::new(years(on.earliest, age.1 + 1.0)?.succ_opt()?, years(on.latest, age.0)?))
}

fn ages_clash(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let [
        Argument::Value(Value::Number(low, high)),
        Argument::When(Some(one)),
        Argument::Value(Value::Number(other_low, other_high)),
        Argument::When(Some(other)),
    ] = arguments
    else {
        return Answer::open("an age without a day");
    };
    let (Some(first), Some(second)) = (births((*low, *high), one.days), births((*other_low, *other_high), other.days))
    else {
        return Answer::open("not an age");
    };
    let clash = !first.overlaps(second);
    let reason = format!(
        "{low} on {} means born {first}; {other_low} on {} means born {second}: {}",
        one.days,
        other.days,
        if clash { "no day is in both" } else { "both allow one birthday" }
    );
    Answer::new(clash, reason)
}

fn birth_clash(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let [Argument::Value(Value::Number(low, high)), Argument::When(Some(on)), Argument::When(Some(born))] = arguments
    else {
        return Answer::open("an age or a birth without a day");
    };
    let Some(due) = births((*low, *high), on.days) else { return Answer::open("not an age") };
    let clash = !due.overlaps(born.days);
    Answer::new(clash, format!("{low} on {} means born {due}, against {}", on.days, born.days))
}

/// An anniversary may be marked some weeks off its day, or at any time of its calendar year.
fn years_clash(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let [Argument::Value(Value::Number(years, _)), Argument::When(Some(on)), Argument::When(Some(of))] = arguments
    else {
        return Answer::open(NO_TIME);
    };
    let later = |day: NaiveDate| day.checked_add_months(Months::new(*years as u32 * 12));
    let (Some(earliest), Some(latest)) = (later(of.days.earliest), later(of.days.latest)) else {
        return Answer::open("beyond the calendar");
    };
    let due = Interval::new(earliest, latest);
    let celebrated = due.shifted(0, CELEBRATED);
    let same_year = (due.earliest.year()..=due.latest.year()).any(|year| {
        Interval::year(year).is_some_and(|year| year.contains(on.days)) && on.days.days() > CELEBRATED as i64
    });
    let clash = !celebrated.overlaps(on.days) && !same_year;
    Answer::new(clash, format!("{years} years after {} is {due}, against {}", of.days, on.days))
}

/// Days by which the marking of an anniversary may miss it.
const CELEBRATED: u64 = 100;
