//! Tests of offices.

use super::{Answer, Argument, Builtin, World};
use crate::fact::Value;
use crate::offices;
use crate::verdict::Verdict;

/// The tests of offices.
pub(super) const TESTS: &[Builtin] = &[
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
        name: "exclusive",
        arity: 2,
        meaning: "nobody holds the two offices at one time",
        symmetric: true,
        run: exclusive,
    },
    Builtin {
        name: "other_field",
        arity: 2,
        meaning: "two ministers' offices of different fields",
        symmetric: true,
        run: other_field,
    },
];

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

fn exclusive(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Office(one)), Argument::Value(Value::Office(other))] => {
            let exclusive = offices::exclusive(one, other);
            let word = if exclusive { "are never one person's" } else { "may be one person's" };
            Answer::new(exclusive, format!("\"{one}\" and \"{other}\" {word}"))
        }
        _ => Answer::open("not offices"),
    }
}

fn other_field(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Office(one)), Argument::Value(Value::Office(other))] => {
            let plain = one.modifiers.is_empty() && other.modifiers.is_empty();
            let ministers = one.id == "minister" && other.id == "minister";
            let differ = plain && ministers && offices::compare(one, other) == Verdict::Different;
            let word = if differ { "have different fields" } else { "may have one field" };
            Answer::new(differ, format!("\"{one}\" and \"{other}\" {word}"))
        }
        _ => Answer::open("not offices"),
    }
}
