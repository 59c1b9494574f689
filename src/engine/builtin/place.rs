//! Tests of places.

use super::{Answer, Argument, Builtin, World};
use crate::fact::Value;
use crate::gazetteer::Spot;
use crate::verdict::Verdict;

/// The tests of places.
pub(super) const TESTS: &[Builtin] = &[
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
        name: "misplaced",
        arity: 2,
        meaning: "no place of the name lies in the container, a well-known one lies elsewhere",
        symmetric: false,
        run: misplaced,
    },
];

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
