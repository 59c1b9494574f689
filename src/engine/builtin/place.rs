//! Tests of places: what the gazetteer has of a name, held against where a text puts it.

use super::{Answer, Argument, Builtin, World};
use crate::fact::Value;
use crate::gazetteer::{PlaceKind, Spot, Vagueness};
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
    Builtin {
        name: "known_in",
        arity: 2,
        meaning: "the gazetteer has a place of the name in the container",
        symmetric: false,
        run: known_in,
    },
    Builtin {
        name: "far_from",
        arity: 2,
        meaning: "the gazetteer has places of the name, all of them well away from the container",
        symmetric: false,
        run: far_from,
    },
    Builtin { name: "remote", arity: 2, meaning: "the two containers share no border", symmetric: true, run: remote },
];

/// A name and the container it is put into.
fn placed<'a>(arguments: &'a [Argument<'_>]) -> Option<(&'a str, &'a Spot)> {
    match arguments {
        [Argument::Value(Value::Word(place)), Argument::Value(Value::Spot(spot))] => Some((place, spot)),
        _ => None,
    }
}

/// No two places of the name lie in the two containers, and the name is not of what may reach into both.
fn one_place(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    let [Argument::Value(Value::Word(place)), Argument::Value(Value::Spot(one)), Argument::Value(Value::Spot(other))] =
        arguments
    else {
        return Answer::open("not known places");
    };
    let places = world.gazetteer.lookup(place);
    let wide = |&id: &_| world.gazetteer.kind(id).is_vague() || world.gazetteer.kind(id) <= PlaceKind::Country;
    if places.first().is_some_and(wide) {
        return Answer::new(false, format!("{place} may lie in both"));
    }
    let inside = |spot: &Spot| places.iter().any(|&id| world.gazetteer.contains(spot.place, id));
    // Two parts of one container are told apart by their sides, not by what lies in the whole.
    let two = one.place != other.place && inside(one) && inside(other);
    Answer::new(!two, if two { "there is such a place in both" } else { "there is one such place at most" })
}

/// The likeliest place of the name lies in the container, which is no country.
fn rightly(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    let Some((place, spot)) = placed(arguments) else { return Answer::open("not known places") };
    let first = world.gazetteer.lookup(place).first().copied();
    let inside = first.is_some_and(|id| id != spot.place && world.gazetteer.contains(spot.place, id));
    let country = world.gazetteer.country(spot.place) == Some(spot.place);
    Answer::new(inside && !country, format!("{place} lies in {}", world.gazetteer.describe(spot.place)))
}

/// Some place of the name lies in the container.
fn known_in(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    let Some((place, spot)) = placed(arguments) else { return Answer::open("not known places") };
    let places = world.gazetteer.lookup(place);
    let inside = places.iter().any(|&id| id != spot.place && world.gazetteer.contains(spot.place, id));
    Answer::new(inside, format!("{place} lies in {}", world.gazetteer.describe(spot.place)))
}

/// No place of the name lies in the container, and a well-known one lies elsewhere.
fn misplaced(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    let Some((place, spot)) = placed(arguments) else { return Answer::open("not a known place") };
    let located = world.gazetteer.located(place, spot);
    Answer::new(located.verdict == Verdict::Different, located.reason)
}

/// There are places of the name, and none lies in the container or close to it.
fn far_from(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    let Some((place, spot)) = placed(arguments) else { return Answer::open("not a known place") };
    let apart = world.gazetteer.lies_far_from(place, spot);
    Answer::new(apart.verdict == Verdict::Different, apart.reason)
}

/// Two containers that nothing near one of them can lie in both of.
fn remote(arguments: &[Argument<'_>], world: &World<'_>) -> Answer {
    let [Argument::Value(Value::Spot(one)), Argument::Value(Value::Spot(other))] = arguments else {
        return Answer::open("not known places");
    };
    let near = |spot: &Spot| Spot { vagueness: Vagueness::Near, ..*spot };
    let comparison = world.gazetteer.compare(&near(one), &near(other));
    Answer::new(comparison.verdict == Verdict::Different, comparison.reason)
}
