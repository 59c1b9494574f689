//! Tests of events, and of the numbers of those in them.

use super::{Answer, Argument, Builtin, World};
use crate::event::Kinds;
use crate::fact::{self, Value};
use crate::verdict::Verdict;

/// The tests of events.
pub(super) const TESTS: &[Builtin] = &[
    Builtin {
        name: "one_event",
        arity: 3,
        meaning: "both statements are of one event, the named slot (date, place, count, agent, manner, outcome) left out",
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
        name: "steady",
        arity: 1,
        meaning: "the number of those in an event of the kind is fixed when it happens, unlike a toll that rises",
        symmetric: true,
        run: steady,
    },
    Builtin {
        name: "alike_numbers",
        arity: 2,
        meaning: "two exact numbers above one, the smaller at least half of the larger",
        symmetric: true,
        run: alike_numbers,
    },
];

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

fn steady(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    let grows = match arguments {
        [Argument::Value(Value::Word(kind))] => Kinds::shipped().get(kind).is_none_or(|kind| kind.grows),
        _ => true,
    };
    Answer::new(!grows, if grows { "such a number grows as more becomes known" } else { "such a number is fixed" })
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
