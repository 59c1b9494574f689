//! The words of numbers, from `rules/quantity/words.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The vocabulary of numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
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
        toml::from_str(include_str!("../../rules/quantity/words.toml")).expect("the shipped number words are valid")
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
