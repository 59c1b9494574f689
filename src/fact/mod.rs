//! Comparable facts: claims with canonical ids and typed values.

mod alone;
mod coreference;
mod during;
mod event;
mod happening;
mod jurisdiction;
mod normalise;
mod places;
mod predicate;
mod reference;
mod value;

pub use coreference::{Likeness, knowable, one_event};
pub use event::{Event, Party, Slot};
pub use normalise::{Tables, normalise};
pub use predicate::{Predicate, predicates};
pub use reference::reference;
pub(crate) use reference::titled;
pub use value::{Comparison, Value, compare};

use std::sync::Arc;

use smol_str::SmolStr;

use crate::calendar::Interval;
use crate::claim::Manner;
use crate::finding::Origin;
use crate::text::DocId;

/// A fact of one run, numbered in the order of documents and text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u32);

/// A story: documents that speak of one chain of events. Facts are compared within a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryId(pub u32);

/// A statement in comparable form.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its number.
    pub id: FactId,
    /// What it states.
    pub predicate: SmolStr,
    /// Its roles, in the order of the predicate's declaration.
    pub values: Vec<Value>,
    /// When it holds or happened.
    pub when: Option<When>,
    /// Where it happened.
    pub place: Option<Value>,
    /// In what way it is stated.
    pub stated: Manner,
    /// Whose words it is in.
    pub voice: Voice,
    /// The story it belongs to.
    pub story: StoryId,
    /// The document it is from; none for reference tables.
    pub doc: Option<DocId>,
    /// The event it tells of, for facts of events.
    pub event: Option<Arc<Event>>,
    /// The statement of the event that gives its time, when that is not its own: "was mayor when the bridge fell".
    pub dated_by: Option<Arc<Fact>>,
    /// The statement itself.
    pub from: Origin,
}

/// When a fact holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The days.
    pub days: Interval,
    /// True when it holds on every one of the days, false when on some unknown one of them.
    pub throughout: bool,
    /// True when the statement gives the time itself, false when it was inferred from the date of issue.
    pub stated: bool,
}

/// Whose words a fact is in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The article's own.
    Reporter,
    /// A speaker's, named by the words of the text.
    Speaker(SmolStr),
}

impl When {
    /// True, false, or unknown: do both hold on one common day?
    pub fn meets(self, other: Self) -> Option<bool> {
        if !self.days.overlaps(other.days) {
            return Some(false);
        }
        let pinned = |when: Self| when.throughout || when.days.days() == 1;
        match (pinned(self), pinned(other)) {
            (true, true) => Some(true),
            (true, false) if self.days.contains(other.days) => Some(true),
            (false, true) if other.days.contains(self.days) => Some(true),
            _ => None,
        }
    }
}
