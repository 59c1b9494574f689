//! Claims: what the sentences say, as predicates with roles, scope, time and place.

mod age;
mod alias;
mod anniversary;
pub(crate) mod clause;
mod during;
mod extract;
mod frame;
mod holder;
mod lead;
mod located;
mod origin;
mod pattern;
mod post;
mod realname;
mod regime;
mod scope;
mod size;
mod span;
mod spelled;
mod sum;
mod tenure;
mod term;
mod told;
mod venue;
mod vocabulary;
mod vote;
pub(crate) mod when;

pub use alias::aliases;
pub use during::{During, during};
pub use extract::extract;
pub(crate) use extract::{LONGEST_SENTENCE, speaker_name};
pub use frame::{Frame, FrameExample, Frames, Function, Happens, Part, Role, RoleKind, Trigger};
pub use scope::Scope;
pub(crate) use venue::where_;
pub use vocabulary::Vocabulary;

use chrono::NaiveDate;
use smol_str::SmolStr;

use crate::calendar::Interval;
use crate::language::Document;
use crate::mention::{Jurisdiction, MentionId, Mentions};
use crate::offices::Office;
use crate::quantity::Amount;
use crate::text::{Span, TokenId, TokenRange};
use crate::time::{Issue, Timex};

/// One document with all that the stages before found in it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// When it was issued, as far as that is known.
    pub issue: Issue,
    /// Its temporal expressions.
    pub timexes: Vec<Timex>,
    /// Its numbers.
    pub amounts: Vec<Amount>,
    /// Its names, references and titles.
    pub mentions: Mentions,
}

impl Reading {
    /// The days on which it may have been issued; none when nothing bounds them on both sides.
    pub fn issued(&self) -> Option<Interval> {
        let days = self.issue.interval;
        (days.earliest != NaiveDate::MIN && days.latest != NaiveDate::MAX).then_some(days)
    }

    /// The time of what holds when the document is issued, and of which the text gives no time.
    pub(crate) fn as_issued(&self) -> Option<ClaimTime> {
        self.issued().map(|days| ClaimTime { days, throughout: false, stated: false })
    }

    /// The temporal expressions within a run of tokens.
    pub fn timexes_in(&self, range: TokenRange) -> impl Iterator<Item = &Timex> {
        let first = self.timexes.partition_point(|timex| timex.tokens.start < range.start);
        self.timexes[first..].iter().take_while(move |timex| timex.tokens.end <= range.end)
    }

    /// The numbers within a run of tokens.
    pub fn amounts_in(&self, range: TokenRange) -> impl Iterator<Item = &Amount> {
        let first = self.amounts.partition_point(|amount| amount.tokens.start < range.start);
        self.amounts[first..].iter().take_while(move |amount| amount.tokens.end <= range.end)
    }

    /// True for a token of a temporal expression.
    pub fn is_timed(&self, token: TokenId) -> bool {
        let before = self.timexes.partition_point(|timex| timex.tokens.start <= token);
        before > 0 && self.timexes[before - 1].tokens.holds(token)
    }
}

/// A statement of one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it states.
    pub predicate: SmolStr,
    /// Its roles, in the order of the predicate's declaration.
    pub roles: Vec<Filler>,
    /// The word that carries it.
    pub trigger: TokenId,
    /// The clause it stands in.
    pub clause: Span,
    /// The words of it that matter, for marking.
    pub marks: Vec<Span>,
    /// When it holds or happened.
    pub when: Option<ClaimTime>,
    /// Where it happened: the place, and the preposition before it.
    pub place: Option<(MentionId, SmolStr)>,
    /// In what way it is stated.
    pub manner: Manner,
    /// True when its verb is told in the past.
    pub past: bool,
    /// Whose words it is in: a name or a noun.
    pub speaker: Option<SmolStr>,
}

/// When a claim holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClaimTime {
    /// The days.
    pub days: Interval,
    /// True when it holds on every one of the days.
    pub throughout: bool,
    /// True when the text gives the time itself.
    pub stated: bool,
}

/// What fills a role.
#[derive(Clone, Debug, PartialEq)]
pub enum Filler {
    /// Something named or referred to.
    Mention(MentionId),
    /// An office.
    Office(Office),
    /// What an office belongs to.
    Jurisdiction(Jurisdiction),
    /// A number, as a closed interval.
    Number(f64, f64),
    /// Days.
    Days(Interval),
    /// A word in its base form.
    Word(SmolStr),
    /// Nothing.
    Nothing,
}

/// In what way a claim is stated, from the plainest to the least binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// As true.
    Asserted,
    /// As false.
    Denied,
    /// As possible, claimed, believed.
    Hedged,
    /// As to come.
    Planned,
}
