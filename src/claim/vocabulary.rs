//! The word lists of the claim stage, from the files of `rules/claims/` that start with `_`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::pattern::Pattern;
use crate::rulefile::shipped;

/// The words that claims are read by, beside the frames.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    pub(super) scope: ScopeWords,
    pub(super) tenure: TenureWords,
    pub(super) vote: VoteWords,
    pub(super) alias: AliasWords,
    pub(super) regime: RegimeWords,
    pub(super) age: AgeWords,
    pub(super) place: PlaceWords,
    pub(super) size: SizeWords,
    pub(super) sum: SumWords,
}

/// Words of denial, doubt, plan and report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopeWords {
    pub(super) speech: Vec<String>,
    pub(super) claim: Vec<String>,
    pub(super) doubtful: Vec<String>,
    pub(super) denial: Vec<String>,
    pub(super) plan: Vec<String>,
    pub(super) dates_ahead: Vec<String>,
    pub(super) upcoming: Vec<String>,
    pub(super) agenda: Vec<String>,
    pub(super) waits: Vec<String>,
    pub(super) hedge: Vec<String>,
    pub(super) dates_itself: Vec<String>,
    pub(super) future: Vec<String>,
    pub(super) condition: Vec<String>,
    pub(super) negation: Vec<String>,
}

/// Words around offices and ages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TenureWords {
    pub(super) gets: Vec<String>,
    pub(super) subject_gets: Vec<String>,
    pub(super) leaves: Vec<String>,
    pub(super) stays: Vec<String>,
    pub(super) reports: Vec<String>,
    pub(super) honorifics: Vec<String>,
    pub(super) death: Vec<String>,
    pub(super) posts: Vec<String>,
    pub(super) holds: Vec<String>,
    pub(super) terms: Vec<String>,
    pub(super) leads: Vec<String>,
    pub(super) helm: Vec<String>,
    pub(super) recent: Vec<String>,
    pub(super) duties: Vec<String>,
    pub(super) until_now: Vec<String>,
    pub(super) takes_post: Vec<String>,
    pub(super) enters: Vec<String>,
}

/// Words around votes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VoteWords {
    pub(super) votes: Vec<String>,
    pub(super) ballots: Vec<String>,
    pub(super) favour: Vec<String>,
    pub(super) against: Vec<String>,
    pub(super) light: Vec<String>,
}

/// Phrases that declare another name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AliasWords {
    pub(super) declares: Vec<String>,
    pub(super) breaks: Vec<String>,
    pub(super) real: Vec<String>,
    pub(super) papers: Vec<String>,
    pub(super) unmasks: Vec<String>,
    pub(super) hides: Vec<String>,
    pub(super) papers_say: Vec<String>,
    pub(super) nouns: Vec<String>,
    pub(super) sole: Vec<String>,
    pub(super) direct: Vec<String>,
}

/// Words around new rulers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegimeWords {
    pub(super) takes: Vec<String>,
    pub(super) power: Vec<String>,
    pub(super) new: Vec<String>,
    pub(super) rulers: Vec<String>,
}

/// Words around ages; see the file for what each list means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgeWords {
    pub(super) beside: Vec<String>,
    pub(super) subject: Vec<String>,
    pub(super) bare: Vec<String>,
    pub(super) lived: Vec<String>,
    pub(super) turning: Vec<String>,
    pub(super) coming: Vec<String>,
    pub(super) copula: Vec<String>,
    pub(super) fillers: Vec<String>,
    pub(super) decades: BTreeMap<String, f64>,
    pub(super) numbers: BTreeMap<String, f64>,
    pub(super) dies: Vec<String>,
    pub(super) kills: Vec<String>,
    pub(super) rites: Vec<String>,
}

/// Patterns of the words between two places, and words around them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceWords {
    pub(super) inside: Vec<Pattern>,
    pub(super) inside_locality: Vec<Pattern>,
    pub(super) outside: Vec<Pattern>,
    pub(super) national: Vec<Pattern>,
    pub(super) bygone: Vec<String>,
    pub(super) landmarks: Vec<String>,
    pub(super) sides: Vec<String>,
    pub(super) common: Vec<String>,
}

/// Words around what things have; the file says what each list is for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SizeWords {
    pub(super) has: Vec<String>,
    pub(super) within: Vec<String>,
    pub(super) with: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) loose: Vec<String>,
    pub(super) crowds: Vec<String>,
    pub(super) same: Vec<Vec<String>>,
}

/// Words around sums of money.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SumWords {
    pub(super) priced: Vec<String>,
    pub(super) sum: Vec<SumKind>,
}

/// Words that say what a sum of money is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SumKind {
    pub(super) of: String,
    pub(super) nouns: Vec<String>,
    pub(super) verbs: Vec<String>,
}

impl Vocabulary {
    /// The shipped words.
    pub fn shipped() -> Self {
        Self {
            scope: shipped(include_str!("../../rules/claims/_scope.toml")),
            tenure: shipped(include_str!("../../rules/claims/_tenure.toml")),
            vote: shipped(include_str!("../../rules/claims/_vote.toml")),
            alias: shipped(include_str!("../../rules/claims/_alias.toml")),
            regime: shipped(include_str!("../../rules/claims/_regime.toml")),
            age: shipped(include_str!("../../rules/claims/_age.toml")),
            place: shipped(include_str!("../../rules/claims/_place.toml")),
            size: shipped(include_str!("../../rules/claims/_size.toml")),
            sum: shipped(include_str!("../../rules/claims/_sum.toml")),
        }
    }
}

/// True when a list has a word.
pub(super) fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|entry| entry == word)
}
