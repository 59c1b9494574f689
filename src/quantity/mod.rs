//! Numbers in running text, as intervals: "at least 12", "dozens", "2.4 million", "six".
//!
//! A number in news is a bound more often than a value, so every [`Amount`] is a closed interval `[low, high]`, and two
//! amounts clash only when their intervals share nothing.

mod find;
mod nouns;
mod words;

pub use find::find;
pub use nouns::{is_people, measures};
pub use words::Words;

use smol_str::SmolStr;

use crate::text::{TokenId, TokenRange};
use crate::verdict::Verdict;

/// A number of something.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Its tokens, with the words that bound it and the sign of a currency.
    pub tokens: TokenRange,
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
    /// How it is bounded.
    pub bound: Bound,
    /// What is counted or measured: the noun that the number modifies.
    pub counted: Option<TokenId>,
    /// The currency of a sum of money, by its noun: "dollar".
    pub currency: Option<SmolStr>,
}

/// How a number is bounded by the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// "12".
    Exactly,
    /// "at least 12", "more than 12".
    AtLeast,
    /// "up to 12", "fewer than 12".
    AtMost,
    /// "about 12", and numbers whose last digits are zeros ("2,000").
    About,
    /// "dozens".
    Vague,
}

impl Amount {
    /// Compares two amounts of one thing at one time: different when the intervals share nothing.
    pub fn compare(&self, other: &Self) -> Verdict {
        if self.low > other.high || other.low > self.high {
            return Verdict::Different;
        }
        let exact = |amount: &Self| amount.low == amount.high;
        if exact(self) && exact(other) { Verdict::Same } else { Verdict::Unknown }
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.bound {
            Bound::Exactly => write!(f, "{}", self.low),
            Bound::AtLeast => write!(f, "at least {}", self.low),
            Bound::AtMost => write!(f, "at most {}", self.high),
            Bound::About | Bound::Vague => write!(f, "{} to {}", self.low, self.high),
        }
    }
}
