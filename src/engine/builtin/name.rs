//! Tests of names and their spelling.

use super::{Answer, Argument, Builtin, World};
use crate::entity;
use crate::fact::Value;

/// The tests of names.
pub(super) const TESTS: &[Builtin] = &[
    Builtin {
        name: "full_names_clash",
        arity: 2,
        meaning: "two names share given and family name but not the names between",
        symmetric: true,
        run: full_names_clash,
    },
    Builtin {
        name: "spelling_slip",
        arity: 2,
        meaning: "two spellings of one name, one of them perhaps a slip",
        symmetric: true,
        run: spelling_slip,
    },
];

fn full_names_clash(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Word(one)), Argument::Value(Value::Word(other))] => {
            let reason = format!("\"{one}\" and \"{other}\" share given and family name, not what is between");
            Answer::new(entity::full_names_clash(one, other), reason)
        }
        _ => Answer::open("not names"),
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
