//! Tests of names and their spelling.

use super::{Answer, Argument, Builtin, World};
use crate::entity;
use crate::fact::Value;
use crate::names;
use crate::verdict::Verdict;

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
    Builtin {
        name: "names_differ",
        arity: 2,
        meaning: "two full names that cannot be one person's name",
        symmetric: true,
        run: names_differ,
    },
    Builtin {
        name: "unlike",
        arity: 2,
        meaning: "two names without a word in common, in any spelling",
        symmetric: true,
        run: unlike,
    },
];

fn full_names_clash(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Word(one)), Argument::Value(Value::Word(other))] => {
            let clash = entity::full_names_clash(one, other);
            let word = if clash { "share given and family name, not what is between" } else { "may be one full name" };
            Answer::new(clash, format!("\"{one}\" and \"{other}\" {word}"))
        }
        _ => Answer::open("not names"),
    }
}

fn spelling_slip(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Word(one)), Argument::Value(Value::Word(other))] => {
            let slip = entity::spelling_slip(one, other);
            let word = if slip { "differ in a few letters" } else { "are not two spellings of one name" };
            Answer::new(slip, format!("\"{one}\" and \"{other}\" {word}"))
        }
        _ => Answer::open("not names"),
    }
}

fn names_differ(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Word(one)), Argument::Value(Value::Word(other))] => {
            let full = |name: &str| name.split_whitespace().count() > 1;
            let comparison = names::compare_text(one, other);
            let differ = full(one) && full(other) && comparison.verdict == Verdict::Different;
            Answer::new(differ && !names::have_common_word(one, other), comparison.reason)
        }
        _ => Answer::open("not names"),
    }
}

fn unlike(arguments: &[Argument<'_>], _: &World<'_>) -> Answer {
    match arguments {
        [Argument::Value(Value::Word(one)), Argument::Value(Value::Word(other))] => {
            let common = names::have_common_word(one, other);
            let word = if common { "have a word in common" } else { "have no word in common" };
            Answer::new(!common, format!("\"{one}\" and \"{other}\" {word}"))
        }
        _ => Answer::open("not names"),
    }
}
