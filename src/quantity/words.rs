//! The words of numbers, from `rules/quantity/words.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;
use smol_str::SmolStr;

use crate::rulefile::shipped;

/// The vocabulary of numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    currencies: Vec<Vec<String>>,
    pub(super) letters: BTreeMap<String, f64>,
    pub(super) cardinals: BTreeMap<String, f64>,
    pub(super) scales: BTreeMap<String, f64>,
    pub(super) bounds: BTreeMap<String, Limit>,
    pub(super) after: BTreeMap<String, Limit>,
    pub(super) vague: BTreeMap<String, (f64, f64)>,
}

/// What a bounding phrase does to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Limit {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Nearly,
    About,
}

impl Words {
    /// The shipped vocabulary.
    pub fn shipped() -> Self {
        shipped(include_str!("../../rules/quantity/words.toml"))
    }

    /// The currency that a sign or a noun in small letters stands for, by its noun: "dollar" for "$".
    pub(super) fn currency(&self, word: &str) -> Option<SmolStr> {
        let word = if word.len() > 1 { word.trim_end_matches('.') } else { word };
        let row = self.currencies.iter().find(|row| row.iter().any(|entry| entry == word));
        row.and_then(|row| row.first()).map(SmolStr::new)
    }

    /// The value of a number written in digits, with thousands separators and a decimal point.
    pub(super) fn digits(form: &str) -> Option<f64> {
        let starts_well = form.starts_with(|c: char| c.is_ascii_digit());
        let plain = form.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
        if !starts_well || !plain || form.ends_with([',', '.']) {
            return None;
        }
        form.replace(',', "").parse().ok()
    }
}
