//! Offices and titles: which phrases name one, and whether two offices are the same.
//!
//! An office is read from plain words, without places: whose office it is, the claim stage finds out. The tables under
//! `rules/offices/` say what texts call an office, how many hold it at one time, and of what.
//!
//! ```
//! use gainsay::offices::{self, Kind, Lexicon, Modifier};
//! use gainsay::verdict::Verdict;
//!
//! let lexicon = Lexicon::embedded();
//! let found = lexicon.find(&["the", "former", "deputy", "foreign", "minister", "said"]);
//! assert_eq!((found[0].range.clone(), found[0].kind), (1..5, Kind::Office));
//! assert_eq!(found[0].office.portfolio.as_deref(), Some("foreign"));
//! assert_eq!(found[0].office.modifiers, [Modifier::Former, Modifier::Deputy]);
//!
//! let premier = lexicon.find(&["premier"]).remove(0).office;
//! let prime_minister = lexicon.find(&["prime", "minister"]).remove(0).office;
//! assert_eq!(offices::compare(&premier, &prime_minister), Verdict::Same);
//! assert!(offices::single_holder(&premier));
//! ```

mod find;
mod compare;
mod lexicon;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

pub use compare::{compare, exclusive, same_post, single_holder};
pub use lexicon::Lexicon;

/// An office, as far as its words say: what it is, in which field, and how it is held.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Office {
    /// Its name in the tables: "prime-minister", "mayor", "minister".
    pub id: SmolStr,
    /// The field of a minister and the like: "foreign", "health", "economy+finance".
    pub portfolio: Option<SmolStr>,
    /// What changes it, in the order of the text.
    pub modifiers: Vec<Modifier>,
}

impl Office {
    /// The office `id` without field or modifiers.
    pub fn plain(id: &str) -> Self {
        Self { id: id.into(), portfolio: None, modifiers: Vec::new() }
    }

    /// True when it is given to someone other than its holder: a spokesman for the president, the mayor's widow.
    pub fn is_of_another(&self) -> bool {
        use Modifier::{AdviserTo, OfficeOf, RelativeOf, SpokespersonFor};
        self.modifiers.iter().any(|modifier| matches!(modifier, SpokespersonFor | AdviserTo | RelativeOf | OfficeOf))
    }

    /// The post without its standing: what the deputy and the head have in common.
    pub fn post(&self) -> SmolStr {
        match &self.portfolio {
            Some(portfolio) => smol_str::format_smolstr!("{portfolio} {}", self.id),
            None => self.id.clone(),
        }
    }

    /// True when its bearer held it before: former, late.
    pub fn is_past(&self) -> bool {
        self.modifiers.iter().any(|modifier| matches!(modifier, Modifier::Former | Modifier::Late | Modifier::Removed))
    }

    /// True when its bearer does not hold it yet: elect, designate, nominee, candidate.
    pub fn is_prospective(&self) -> bool {
        self.is_not_held_now() && !self.is_past()
    }

    /// True when its bearer does not hold it now: former, late, elect, designate, nominee, candidate.
    pub fn is_not_held_now(&self) -> bool {
        use Modifier::{Candidate, Designate, Elect, Former, Late, Nominee, Removed};
        self.modifiers
            .iter()
            .any(|modifier| matches!(modifier, Former | Late | Removed | Elect | Designate | Nominee | Candidate))
    }
}

impl std::fmt::Display for Office {
    /// As it is said: "former deputy foreign minister".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for word in self.modifiers.iter().filter_map(|modifier| modifier.word()) {
            write!(f, "{word} ")?;
        }
        if let Some(portfolio) = &self.portfolio {
            write!(f, "{portfolio} ")?;
        }
        f.write_str(&self.id.replace('-', " "))
    }
}

/// A word that changes an office or says how it is held; see `rules/offices/modifiers.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    /// Second to the holder: deputy, vice.
    Deputy,
    /// Helps the holder: assistant, junior.
    Assistant,
    /// Fills the office without holding it by right.
    Acting,
    /// Holds it until a regular holder comes.
    Interim,
    /// Holds it after the term's end.
    Caretaker,
    /// Held it before.
    Former,
    /// Held it and is dead.
    Late,
    /// Has just been made to leave it.
    Removed,
    /// Held it at the time spoken of.
    Then,
    /// Is elected and not yet in office.
    Elect,
    /// Is named to it and not yet in office.
    Designate,
    /// Is proposed for it.
    Nominee,
    /// Runs for it.
    Candidate,
    /// Holds it, soon to leave or newly come.
    Outgoing,
    /// Opposite number in the opposition.
    Shadow,
    /// Holds it in name only.
    Honorary,
    /// Holds it along with another.
    Co,
    /// Claims to hold it.
    SelfDeclared,
    /// Speaks for the holder.
    SpokespersonFor,
    /// Advises or serves the holder, or is otherwise spoken of by way of the holder.
    AdviserTo,
    /// Is a relative of the holder.
    RelativeOf,
    /// Not a person: the holder's office, election, residence.
    OfficeOf,
}

impl Modifier {
    /// The plainest word for it; none for what says little of the office ("outgoing", "new", "then").
    fn word(self) -> Option<&'static str> {
        Some(match self {
            Self::Deputy => "deputy",
            Self::Assistant => "assistant",
            Self::Acting => "acting",
            Self::Interim => "interim",
            Self::Caretaker => "caretaker",
            Self::Former => "former",
            Self::Late => "late",
            Self::Removed => "removed",
            Self::Elect => "elected",
            Self::Designate => "designated",
            Self::Nominee => "nominated",
            Self::Candidate => "would-be",
            Self::Outgoing | Self::Then => return None,
            Self::Shadow => "shadow",
            Self::Honorary => "honorary",
            Self::Co => "joint",
            Self::SelfDeclared => "self-declared",
            Self::SpokespersonFor => "spokesperson for the",
            Self::AdviserTo => "adviser to the",
            Self::RelativeOf => "relative of the",
            Self::OfficeOf => "office of the",
        })
    }
}

/// What sort of title a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A post that somebody holds.
    Office,
    /// A grade: colonel, sergeant. Means something only beside a name.
    Rank,
    /// A form of address: Mr, Dr, Sheikh. Means something only before a name.
    Honorific,
}

/// What an office is an office of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Jurisdiction {
    /// A country.
    Country,
    /// A state, province, region, county or district.
    State,
    /// A city, town or village.
    City,
    /// A firm, court, church, university, international body, armed group.
    Organisation,
    /// A political party.
    Party,
    /// A sports team.
    Team,
}

/// A phrase that names an office, a rank or an honorific.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfficeMatch {
    /// The words it covers, modifiers included.
    pub range: Range<usize>,
    /// The words of the office itself.
    pub core: Range<usize>,
    /// What they name.
    pub office: Office,
    /// What sort of title it is.
    pub kind: Kind,
    /// True when it is in the plural: "the presidents of Chad and Niger".
    pub plural: bool,
}
