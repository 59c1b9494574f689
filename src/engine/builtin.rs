//! The tests that the engine knows: comparisons of values, times and places, each with three outcomes.

use chrono::{Datelike, Months, NaiveDate};

use crate::calendar::Interval;
use crate::entity::{self, Entities};
use crate::event::Kinds;
use crate::fact::{self, Fact, Value, When};
use crate::gazetteer::{Gazetteer, Spot};
use crate::offices;
use crate::verdict::Verdict;

/// A test by its name.
pub struct Builtin {
    /// The name in rule files.
    pub name: &'static str,
    /// How many arguments it takes.
    pub arity: usize,
    /// What it means, for the rule writer.
    pub meaning: &'static str,
    /// True when swapping the sides changes nothing.
    pub(super) symmetric: bool,
    pub(super) run: fn(&[Argument<'_>], &World<'_>) -> Answer,
}

/// What tests may look at.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// Who is who.
    pub entities: &'a Entities,
    /// Where places lie.
    pub gazetteer: &'a Gazetteer,
}

/// What a variable stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument<'a> {
    /// A role's value.
    Value(&'a Value),
    /// A fact's time; none when the statement leaves it open.
    When(Option<When>),
    /// A fact, by its label.
    Fact(&'a Fact),
    /// A word of the rule.
    Word(&'a str),
}

/// The outcome of a test.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// True, false, or unknown.
    pub holds: Option<bool>,
    /// The reason, in words.
    pub reason: String,
}

impl Answer {
    fn new(holds: impl Into<Option<bool>>, reason: impl Into<String>) -> Self {
        Self { holds: holds.into(), reason: reason.into() }
    }

    fn open(reason: &str) -> Self {
        Self::new(None, reason)
    }
}

/// All tests.
pub const BUILTINS: &[Builtin] = &[
    Builtin { name: "differs", arity: 2, meaning: "the two values cannot be the same", symmetric: true, run: differs },
    Builtin { name: "matches", arity: 2, meaning: "the two values are the same", symmetric: true, run: matches },
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
    Builtin { name: "stated", arity: 1, meaning: "the statement gives the time itself", symmetric: false, run: stated },
    Builtin {
        name: "single_holder",
        arity: 1,
        meaning: "the office has one holder at a time",
        symmetric: true,
        run: single_holder,
    },
    Builtin {
        name: "same_post",
        arity: 2,
        meaning: "one post, held in two grades such as deputy and head",
        symmetric: true,
        run: same_post,
    },
    Builtin {
        name: "ages_clash",
        arity: 4,
        meaning: "age N at T and age M at U cannot be one person's",
        symmetric: true,
        run: ages_clash,
    },
    Builtin {
        name: "years_clash",
        arity: 3,
        meaning: "T is not N years after U, give or take the celebrations",
        symmetric: false,
        run: years_clash,
    },
    Builtin {
        name: "apart",
        arity: 2,
        meaning: "the two statements stand in different documents",
        symmetric: true,
        run: apart,
    },
    Builtin {
        name: "one_place",
        arity: 3,
        meaning: "no two places of the name lie in the two containers",
        symmetric: true,
        run: one_place,
    },
    Builtin {
        name: "rightly",
        arity: 2,
        meaning: "the place of the name lies in the container",
        symmetric: false,
        run: rightly,
    },
    Builtin {
        name: "full_names_clash",
        arity: 2,
        meaning: "two names share given and family name but not the names between",
        symmetric: true,
        run: full_names_clash,
    },
    Builtin {
        name: "misplaced",
        arity: 2,
        meaning: "no place of the name lies in the container, a well-known one lies elsewhere",
        symmetric: false,
        run: misplaced,
    },
    Builtin {
        name: "spelling_slip",
        arity: 2,
        meaning: "two spellings of one name, one of them perhaps a slip",
        symmetric: true,
        run: spelling_slip,
    },
    Builtin {
        name: "one_event",
        arity: 3,
        meaning: "both statements are of one event, the named slot (date, place, count, agent, manner) left out",
        symmetric: true,
        run: one_event,
    },
    Builtin {
        name: "knowable",
        arity: 2,
        meaning: "the second statement was issued after what the first one tells",
        symmetric: false,
        run: knowable,
    },
    Builtin {
        name: "days_apart",
        arity: 3,
        meaning: "at least so many days lie between the two times",
        symmetric: true,
        run: days_apart,
    },
    Builtin {
        name: "alike_numbers",
        arity: 2,
        meaning: "two exact numbers above one, the smaller at least half of the larger",
        symmetric: true,
        run: alike_numbers,
    },
    Builtin {
        name: "steady",
        arity: 1,
        meaning: "the number of those in an event of the kind is fixed when it happens, unlike a toll that rises",
        symmetric: true,
        run: steady,
    },
    Builtin { name: "less", arity: 2, meaning: "the first number is surely smaller", symmetric: false, run: less },
];

/// The test of a name.
pub fn find(name: &str) -> Option<&'static Builtin> {
    BUILTINS.iter().find(|builtin| builtin.name == name)
}

fn compared(arguments: &[Argument<'_>], world: &World<'_>) -> fact::Comparison {
    match arguments {
        [Argument::Value(one), Argument::Value(other)] => fact::compare(one, other, world.entities, world.gazetteer),
        [Argument::Value(Value::Word(one)), Argument::Word(other)]
        | [Argument::Word(other), Argument::Value(Value::Word(one))] => {
            let verdict = if one == other { Verdict::Same } else { Verdict::Different };
            fact::Comparison { verdict, reason: format!("\"{one}\" against \"{other}\"") }
        }
        _ => fact::Comparison { verdict: Verdict::Unknown, reason: "not comparable".to_owned() },
    }
}

fn differs(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    let comparison = compared(arguments, world);
    let holds = match comparison.verdict {
        Verdict::Different => Some(true),
        Verdict::Same => Some(false),
        Verdict::Unknown => None,
    };
    Answer::new(holds, comparison.reason)
}

fn matches(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    let answer = differs(arguments, world);
    Answer { holds: answer.holds.map(|different| !different), reason: answer.reason }
}

fn times(arguments: &[Argument<'_>]) -> Option<(When, When)> {
    match arguments {
        [Argument::When(Some(one)), Argument::When(Some(other)), ..] => Some((*one, *other)),
        _ => None,
    }
}

const NO_TIME: &str = "one of the statements has no date";

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

fn single_holder(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Office(office))] => {
            let single = offices::single_holder(office);
            Answer::new(
                single,
                format!("\"{office}\" has {}", if single { "one holder at a time" } else { "many holders" }),
            )
        }
        _ => Answer::open("not an office"),
    }
}

fn same_post(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Office(one)), Argument::Value(Value::Office(other))] => {
            let same = offices::same_post(one, other);
            Answer::new(
                same,
                format!("\"{one}\" and \"{other}\" are {} one post", if same { "grades of" } else { "not" }),
            )
        }
        _ => Answer::open("not offices"),
    }
}

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

fn apart(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Fact(one), Argument::Fact(other)] => {
            Answer::new(one.doc != other.doc, if one.doc == other.doc { "one document" } else { "two documents" })
        }
        _ => Answer::open("not statements"),
    }
}

fn one_place(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    match arguments {
        [
            Argument::Value(Value::Word(place)),
            Argument::Value(Value::Spot(one)),
            Argument::Value(Value::Spot(other)),
        ] => {
            let places = world.gazetteer.lookup(place);
            let inside = |spot: &Spot| places.iter().any(|&id| world.gazetteer.contains(spot.place, id));
            let two = inside(one) && inside(other);
            Answer::new(!two, if two { "there is such a place in both" } else { "there is one such place at most" })
        }
        _ => Answer::open("not known places"),
    }
}

fn rightly(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Word(place)), Argument::Value(Value::Spot(spot))] => {
            let first = world.gazetteer.lookup(place).first().copied();
            let inside = first.is_some_and(|id| id != spot.place && world.gazetteer.contains(spot.place, id));
            let country = world.gazetteer.country(spot.place) == Some(spot.place);
            Answer::new(inside && !country, format!("{place} lies in {}", world.gazetteer.describe(spot.place)))
        }
        _ => Answer::open("not known places"),
    }
}

fn full_names_clash(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Word(one)), Argument::Value(Value::Word(other))] => {
            let reason = format!("\"{one}\" and \"{other}\" share given and family name, not what is between");
            Answer::new(entity::full_names_clash(one, other), reason)
        }
        _ => Answer::open("not names"),
    }
}

fn misplaced(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Word(place)), Argument::Value(Value::Spot(spot))] => {
            let container = world.gazetteer.place(spot.place).map_or_else(String::new, |place| place.name.to_string());
            let located = world.gazetteer.located(place, &container);
            Answer::new(located.verdict == Verdict::Different, located.reason)
        }
        _ => Answer::open("not a known place"),
    }
}

fn spelling_slip(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Word(one)), Argument::Value(Value::Word(other))] => {
            Answer::new(entity::spelling_slip(one, other), format!("\"{one}\" and \"{other}\" differ in a few letters"))
        }
        _ => Answer::open("not names"),
    }
}

fn one_event(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    let [Argument::Fact(one), Argument::Fact(other), Argument::Word(slot)] = arguments else {
        return Answer::open("not statements");
    };
    let Some(slot) = fact::Slot::named(slot) else { return Answer::open("no such slot of an event") };
    let comparison = fact::one_event(one, other, slot, world.entities, world.gazetteer);
    let holds = match comparison.verdict {
        Verdict::Same => Some(true),
        Verdict::Different => Some(false),
        Verdict::Unknown => None,
    };
    Answer::new(holds, comparison.reason)
}

fn knowable(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Fact(told), Argument::Fact(denied)] => {
            let comparison = fact::knowable(told, denied);
            Answer::new((comparison.verdict == Verdict::Same).then_some(true), comparison.reason)
        }
        _ => Answer::open("not statements"),
    }
}

fn days_apart(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let (Some((one, other)), Some(Argument::Word(least))) = (times(arguments), arguments.get(2)) else {
        return Answer::open(NO_TIME);
    };
    let least: i64 = least.parse().unwrap_or(1);
    let gap = (other.days.earliest - one.days.latest).max(one.days.earliest - other.days.latest).num_days();
    Answer::new(gap >= least, format!("{} and {} lie {gap} days apart", one.days, other.days))
}

fn alike_numbers(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Number(low, high)), Argument::Value(Value::Number(other_low, other_high))] => {
            let (less, more) = (low.min(*other_low), low.max(*other_low));
            let exact = high.min(*other_high).is_finite() && less > 1.0;
            Answer::new(exact && less * 2.0 >= more, format!("{less} is at least half of {more}"))
        }
        _ => Answer::open("not numbers"),
    }
}

fn steady(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let grows = match arguments {
        [Argument::Value(Value::Word(kind))] => Kinds::shipped().get(kind).is_none_or(|kind| kind.grows),
        _ => true,
    };
    Answer::new(!grows, if grows { "such a number grows as more becomes known" } else { "such a number is fixed" })
}

fn less(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Number(_, high)), Argument::Value(Value::Number(low, _))] => {
            Answer::new(high < low, format!("{high} against {low}"))
        }
        _ => Answer::open("not numbers"),
    }
}
