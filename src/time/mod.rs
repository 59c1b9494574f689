//! Temporal expressions: where they stand, and the calendar interval that each one means (TIMEX3, ISO-TimeML).
//!
//! [`find`] reads a document. Its language knowledge, word classes and patterns with their examples, is data under
//! `rules/time/`. A partial or relative expression is resolved against the date of issue, the tense of its verb and the
//! time named before it, as news is written: "on Thursday" with a past verb is the last Thursday up to the date of issue.

mod piece;
mod number;
mod reading;
mod pattern;
mod lattice;
mod rules;
mod holiday;
mod stretch;
mod resolve;
mod tense;
mod anchor;
mod chronology;
mod find;
mod weekday;
mod issue;
pub mod timeml;
#[cfg(test)]
mod tests;

pub use chronology::heads_entry;
pub use find::{find, find_sure};
pub use issue::{Issue, issue};

use chrono::NaiveDate;

use crate::calendar::{Granularity, Interval};
use crate::text::{TokenId, TokenRange};

/// A temporal expression of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Its tokens, without a preposition before it.
    pub tokens: TokenRange,
    /// What kind of time it is.
    pub kind: TimexKind,
    /// The days it may mean; none when that is not known (an unanchored duration, "recently", a time after an event
    /// whose own time is not known).
    pub when: Option<Interval>,
    /// Other intervals it could mean as well ("Thursday" without a past or future verb); empty for most.
    pub otherwise: Vec<Interval>,
    /// How fine it is given.
    pub granularity: Granularity,
    /// Whether it names its time itself.
    pub given: Given,
    /// How what is dated stands to it: "since 2019" is from it on.
    pub bound: Bound,
    /// The event or time that it is counted from, when the text names one: "a week after the Jan. 21 blasts".
    pub anchor: Option<Anchor>,
    /// For durations and ages: the length in days, shortest and longest.
    pub length: Option<(i64, i64)>,
    /// The weekday it names, with Monday as 0: "Thursday, 28 January 2021" has 3.
    pub weekday: Option<u8>,
    /// What is wrong with it as a date.
    pub fault: Option<Fault>,
    /// The TIMEX3 `value`, as `2021-01-21`, `P1W`, `2021-WXX-4`.
    pub value: String,
    /// The TIMEX3 `mod`, as `APPROX`, `START`, `MORE_THAN`.
    pub modifier: Option<&'static str>,
}

impl Timex {
    /// The days on which what is dated by it may have been, the preposition taken into account: those of "until May 3"
    /// have no known beginning.
    pub fn days(&self) -> Option<Interval> {
        let when = self.when?;
        Some(match self.bound {
            Bound::At => when,
            Bound::From => Interval::new(when.earliest, NaiveDate::MAX),
            Bound::Until => Interval::new(NaiveDate::MIN, when.latest),
            Bound::Before => Interval::new(NaiveDate::MIN, when.latest.pred_opt().unwrap_or(when.latest)),
            Bound::After => Interval::new(when.earliest.succ_opt().unwrap_or(when.earliest), NaiveDate::MAX),
        })
    }
}

/// How what is dated stands to an expression, by the preposition before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// In it: "in 2019", "on Thursday", and all that say nothing else.
    #[default]
    At,
    /// From it on: "since 2019", "from 2010" to a later one.
    From,
    /// Up to and with it: "until 2014", "by Friday", "through May".
    Until,
    /// Before its end: "before May 3".
    Before,
    /// After its beginning: "after May 3".
    After,
}

/// The TIMEX3 types, with ages and anniversaries told apart from other durations and dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexKind {
    /// A calendar date or a longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
    /// The age of somebody or something: "39-year-old", "aged 39".
    Age,
    /// "the fifth anniversary of": [`Timex::length`] holds the years as days, the event is the anchor.
    Anniversary,
}

/// How an expression came to its interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Given {
    /// It names year and all: "Jan. 21, 2021", "2011".
    Explicit,
    /// Part of it comes from the date of issue or from another time in the text: "Thursday", "Jan. 21", "last year".
    Relative,
    /// It is vague by its words: "recently", "in the past".
    Vague,
}

/// The event that a time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The head of the phrase or clause that names the event ("blasts" in "a week after the blasts").
    pub event: TokenId,
    /// Days from the event to this time, at least; negative before it.
    pub least: i64,
    /// Days from the event to this time, at most.
    pub most: i64,
}

/// A date that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The calendar has no such day: 31 April.
    NoSuchDay,
    /// The weekday named is not that of the date.
    WrongWeekday,
    /// There is no such time of day: 24:60.
    NoSuchTime,
}
