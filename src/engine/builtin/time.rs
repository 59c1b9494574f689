//! Tests of times.

use chrono::Datelike;

use super::{Answer, Argument, Builtin, World};
use crate::calendar::Interval;
use crate::fact::When;

/// The tests of times.
pub(super) const TESTS: &[Builtin] = &[
    Builtin { name: "overlaps", arity: 2, meaning: "both times share a day", symmetric: true, run: overlaps },
    Builtin { name: "disjoint", arity: 2, meaning: "the two times share no day", symmetric: true, run: disjoint },
    Builtin {
        name: "before",
        arity: 2,
        meaning: "the first time ends before the second begins",
        symmetric: false,
        run: before,
    },
    Builtin {
        name: "after",
        arity: 2,
        meaning: "the first time begins after the second ends",
        symmetric: false,
        run: after,
    },
    Builtin {
        name: "near",
        arity: 3,
        meaning: "at most so many days lie between the two times",
        symmetric: true,
        run: near,
    },
    Builtin { name: "loosely", arity: 2, meaning: "the two times need not share a day", symmetric: true, run: loosely },
    Builtin { name: "stated", arity: 1, meaning: "the statement gives the time itself", symmetric: false, run: stated },
    Builtin {
        name: "not_far",
        arity: 3,
        meaning: "the two times are not known to lie more than so many days apart",
        symmetric: true,
        run: not_far,
    },
    Builtin {
        name: "near_or_transposed",
        arity: 3,
        meaning: "at most so many days lie between the two times, or they are one day with day and month changed over",
        symmetric: true,
        run: near_or_transposed,
    },
    Builtin {
        name: "days_apart",
        arity: 3,
        meaning: "at least so many days lie between the two times",
        symmetric: true,
        run: days_apart,
    },
];

fn times(arguments: &[Argument<'_>]) -> Option<(When, When)> {
    match arguments {
        [Argument::When(Some(one)), Argument::When(Some(other)), ..] => Some((*one, *other)),
        _ => None,
    }
}

pub(super) const NO_TIME: &str = "one of the statements has no date";

fn overlaps(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let Some((one, other)) = times(arguments) else { return Answer::open(NO_TIME) };
    let holds = one.meets(other);
    let word = match holds {
        Some(true) => "share a day",
        Some(false) => "share no day",
        None => "may share a day",
    };
    Answer::new(holds, format!("{} and {} {word}", one.days, other.days))
}

fn disjoint(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let Some((one, other)) = times(arguments) else { return Answer::open(NO_TIME) };
    let apart = !one.days.overlaps(other.days);
    Answer::new(apart, format!("{} and {} {}", one.days, other.days, if apart { "share no day" } else { "may be one" }))
}

fn before(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let Some((one, other)) = times(arguments) else { return Answer::open(NO_TIME) };
    ordered(one.days, other.days)
}

fn after(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let Some((one, other)) = times(arguments) else { return Answer::open(NO_TIME) };
    ordered(other.days, one.days)
}

/// Does `first` end before `second` begins?
fn ordered(first: Interval, second: Interval) -> Answer {
    if first.latest < second.earliest {
        return Answer::new(true, format!("{first} is before {second}"));
    }
    if first.earliest >= second.latest {
        return Answer::new(false, format!("{first} is not before {second}"));
    }
    Answer::new(None, format!("{first} may be before {second}"))
}

fn near(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let (Some((one, other)), Some(Argument::Word(most))) = (times(arguments), arguments.get(2)) else {
        return Answer::open(NO_TIME);
    };
    let most: i64 = most.parse().unwrap_or(0);
    let widest = (one.days.latest.max(other.days.latest) - one.days.earliest.min(other.days.earliest)).num_days();
    let gap = (other.days.earliest - one.days.latest).max(one.days.earliest - other.days.latest).num_days().max(0);
    let holds = if widest <= most {
        Some(true)
    } else if gap > most {
        Some(false)
    } else {
        None
    };
    Answer::new(holds, format!("{} and {} lie {gap} to {widest} days apart", one.days, other.days))
}

fn stated(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::When(Some(when))] if when.stated => Answer::new(true, format!("the text itself says {}", when.days)),
        _ => Answer::new(false, "the text itself gives no time"),
    }
}

fn loosely(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let Some((one, other)) = times(arguments) else { return Answer::open(NO_TIME) };
    Answer::new(one.meets(other) != Some(true), format!("{} and {} are not surely one day", one.days, other.days))
}

fn not_far(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let Some(Argument::Word(most)) = arguments.get(2) else { return Answer::open(NO_TIME) };
    let Some((one, other)) = times(arguments) else { return Answer::new(true, "no time says that they lie far apart") };
    let most: i64 = most.parse().unwrap_or(0);
    let gap = (other.days.earliest - one.days.latest).max(one.days.earliest - other.days.latest).num_days();
    Answer::new(gap <= most, format!("{} and {} lie {} days apart", one.days, other.days, gap.max(0)))
}

/// 7/2 is the second of July to some and the seventh of February to others.
fn near_or_transposed(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    if let Some((one, other)) = times(arguments)
        && one.days.days() == 1
        && other.days.days() == 1
    {
        let (a, b) = (one.days.earliest, other.days.earliest);
        if a.year() == b.year() && a.month() == b.day() && a.day() == b.month() && a != b {
            return Answer::new(true, format!("{a} is {b} with day and month changed over"));
        }
    }
    near(arguments, world)
}

fn days_apart(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let (Some((one, other)), Some(Argument::Word(least))) = (times(arguments), arguments.get(2)) else {
        return Answer::open(NO_TIME);
    };
    let least: i64 = least.parse().unwrap_or(1);
    let gap = (other.days.earliest - one.days.latest).max(one.days.earliest - other.days.latest).num_days();
    Answer::new(gap >= least, format!("{} and {} lie {gap} days apart", one.days, other.days))
}
