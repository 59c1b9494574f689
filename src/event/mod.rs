//! Events: what the verbs and nouns of a document say happened, with who took part, when and where.
//!
//! A [`Happening`] is one statement of one event. Which happenings are of one event is decided later, in
//! [`crate::fact`], where people and places have canonical ids.

mod doer;
mod find;
mod kind;
mod link;
mod toll;
mod words;

pub use find::find;
pub use kind::{Kind, Kinds, Repeats, Sole};
pub use link::{Link, links};
pub use toll::{Toll, tolls_of};
pub use words::{canonical, is_hollow, meant};

use smol_str::SmolStr;

use crate::claim::{ClaimTime, Manner};
use crate::mention::MentionId;
use crate::text::{Span, TokenId};

/// One statement of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// The kind of event: one of `rules/events/`, else the verb's own base form.
    pub kind: SmolStr,
    /// True when the kind is one of `rules/events/`.
    pub known: bool,
    /// True when its word means other things as well.
    pub weak: bool,
    /// How it ended, where its word says so: a bill is passed or rejected.
    pub outcome: Option<SmolStr>,
    /// The word that carries it.
    pub trigger: TokenId,
    /// True when that is a noun.
    pub nominal: bool,
    /// Who and what took part, in the order of the text.
    pub parties: Vec<Party>,
    /// When it happened.
    pub when: Option<ClaimTime>,
    /// Where: the place and its preposition.
    pub place: Option<(MentionId, SmolStr)>,
    /// In what way it is stated.
    pub manner: Manner,
    /// True when it is denied for all times: "never", "not a single time".
    pub never: bool,
    /// True when it is told in the past.
    pub past: bool,
    /// True for the present perfect, which is of the day of issue.
    pub perfect: bool,
    /// Whose words it is in.
    pub speaker: Option<SmolStr>,
    /// The clause it stands in.
    pub clause: Span,
    /// The words that matter, for marking.
    pub marks: Vec<Span>,
    /// True when a statement ties its time to that of another event.
    pub linked: bool,
}

/// The first of a document's happenings, which stand in the order of their triggers, that a word carries.
fn at(happenings: &[Happening], trigger: TokenId) -> Option<&Happening> {
    let first = happenings.partition_point(|happening| happening.trigger < trigger);
    happenings.get(first).filter(|happening| happening.trigger == trigger)
}

/// Who or what took part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// How.
    pub role: Part,
    /// The head of its phrase.
    pub token: TokenId,
    /// The name it has or refers to.
    pub mention: Option<MentionId>,
    /// The base form of its noun.
    pub noun: SmolStr,
    /// How many there were, as a closed interval.
    pub number: Option<(f64, f64)>,
}

/// How a party takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// It does it to something: the subject beside an object.
    Agent,
    /// It is done to it, or it happens to it: the object, else the subject.
    Theme,
    /// It stands in a phrase with a preposition.
    Other,
}
