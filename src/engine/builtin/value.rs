//! Tests of values of any type, and of the statements themselves.

use super::{Answer, Argument, Builtin, World};
use crate::fact::{self, Value};
use crate::verdict::Verdict;

/// The tests of values.
pub(super) const TESTS: &[Builtin] = &[
    Builtin { name: "differs", arity: 2, meaning: "the two values cannot be the same", symmetric: true, run: differs },
    Builtin { name: "matches", arity: 2, meaning: "the two values are the same", symmetric: true, run: matches },
    Builtin {
        name: "not_elsewhere",
        arity: 2,
        meaning: "the two values are one, or one is left open",
        symmetric: true,
        run: not_elsewhere,
    },
    Builtin { name: "less", arity: 2, meaning: "the first number is surely smaller", symmetric: false, run: less },
    Builtin {
        name: "apart",
        arity: 2,
        meaning: "the two statements stand in different documents",
        symmetric: true,
        run: apart,
    },
];

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

fn not_elsewhere(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(one), Argument::Value(other)] => {
            let open = **one == Value::Missing || **other == Value::Missing;
            let reason = if open { "one of the statements leaves open what it is of" } else { "both are of one body" };
            Answer::new(open || one == other, reason)
        }
        _ => Answer::open("not values"),
    }
}

fn less(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Number(_, high)), Argument::Value(Value::Number(low, _))] => {
            Answer::new(high < low, format!("{high} against {low}"))
        }
        _ => Answer::open("not numbers"),
    }
}

fn apart(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Fact(one), Argument::Fact(other)] => {
            Answer::new(one.doc != other.doc, if one.doc == other.doc { "one document" } else { "two documents" })
        }
        _ => Answer::open("not statements"),
    }
}
