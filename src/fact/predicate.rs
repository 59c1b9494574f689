//! The predicates that facts have and rules may use.

use crate::claim::Frames;

/// A predicate: its name and the names of its roles, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// The name, as `holds`.
    pub name: String,
    /// The roles, as `person`, `office`, `of`.
    pub roles: Vec<String>,
    /// What it states, in words.
    pub title: String,
}

/// Predicates that the stages themselves make, beside those of the frames.
const MADE: &[(&str, &[&str], &str)] = &[
    ("holds", &["person", "office", "of"], "somebody holds an office"),
    (
        "holds-named",
        &["person", "office", "of"],
        "somebody holds an office, and the statement itself names the place it is of",
    ),
    ("held", &["person", "office", "of"], "somebody held an office before"),
    ("changes", &["person", "office", "of"], "somebody gets or leaves an office"),
    ("removed", &["person", "office", "of"], "somebody has just been made to leave an office"),
    ("gets", &["person", "office", "of"], "somebody is named to an office, elected to it or takes it up"),
    ("leaves", &["person", "office", "of"], "somebody leaves an office"),
    ("post", &["person", "office", "of"], "somebody holds an office or gets it"),
    ("aged", &["person", "years"], "somebody is so many years old"),
    ("aged-at-death", &["person", "years"], "somebody was so many years old at death"),
    ("once", &["event", "of"], "an event that happens once to one thing"),
    ("anniversary", &["event", "of", "years"], "a day is an anniversary of an event"),
    ("dated", &["fault"], "a date that the calendar does not have"),
    ("spelled", &["person", "form"], "a form of a person's name"),
    ("told", &["verb", "document"], "something told as past, with a day of its own"),
    (
        "told-ahead",
        &["verb", "document"],
        "something told as past, with a day and month that are past only in an earlier year",
    ),
    ("to-come", &["verb", "document"], "something announced for a day"),
    ("chain", &["measure"], "statements whose times cannot all hold, as the timeline finds"),
    ("miscounted", &["years", "expected"], "a length in years that is not that of the years beside it"),
    ("takes-power", &["country"], "new rulers take power"),
    ("news", &["event", "of"], "what an article opens with and has reported"),
    ("ref-dies", &["person"], "somebody's death by the reference tables"),
    ("ref-spelled", &["person", "form"], "a form of an office-holder's name in the reference tables"),
    ("ref-holds", &["person", "office", "of"], "somebody's term of office by the reference tables"),
    ("named-place", &["place"], "a place is named"),
    ("vote", &["person", "deed", "result"], "a vote on somebody, as 6-3"),
    ("alias", &["person", "name"], "somebody is declared to have another name"),
    ("event", &["kind"], "an event of one kind happens"),
    ("event-count", &["kind", "noun", "number"], "so many take part in an event"),
    ("event-by", &["kind", "agent"], "somebody alone does it"),
    ("event-outcome", &["kind", "outcome"], "an event ends in one of the ways that its kind may end"),
    ("number", &["noun", "number"], "the only number of a noun in the document"),
    ("size", &["thing", "of", "number"], "a thing has so many of something"),
    ("sum", &["thing", "of", "currency", "number"], "the only sum of money of a kind in the document"),
    ("toll", &["of", "who", "number"], "so many died or fell ill by the report"),
    ("only-alias", &["person", "name"], "somebody is declared to have had one other name only"),
    ("real-name", &["person", "name"], "somebody has a name by birth or law"),
    ("called", &["person", "own", "name"], "somebody of an own name goes by another"),
    ("issued", &["document"], "the article was issued"),
    ("located", &["place", "container"], "a place is put into a country, province or district"),
    ("located-near", &["place", "container"], "what is near a place is put into a country, province or district"),
];

/// All predicates: those of the frames, and those that the stages make.
pub fn predicates(frames: &Frames) -> Vec<Predicate> {
    let made = MADE.iter().map(|(name, roles, title)| Predicate {
        name: (*name).to_owned(),
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
        title: (*title).to_owned(),
    });
    let framed = frames.all().iter().map(|frame| Predicate {
        name: frame.predicate.clone(),
        roles: frame.roles.iter().map(|role| role.name.clone()).collect(),
        title: frame.title.clone(),
    });
    let mut all: Vec<Predicate> = made.chain(framed).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}
