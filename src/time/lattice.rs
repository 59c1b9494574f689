//! The lattice of a sentence: for every piece, the classes that a word, a number or an expression there belongs to.

use super::piece::Piece;
use super::reading::{Sense, Value};
use super::rules::Rules;
use super::{number, pattern::Match};

/// A class of words or of expressions, by its number in [`Rules::classes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Class(pub(super) u16);

/// The classes that code fills: numbers have no list.
pub(super) const COMPUTED: [&str; 14] = [
    "number",
    "ordinal",
    "year",
    "day",
    "day-ordinal",
    "hour",
    "two-digits",
    "decade",
    "short-decade",
    "short-year",
    "word-year",
    "recent-year",
    "century-years",
    "four-digits",
];

/// Something of a class that begins at a piece.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) class: Class,
    pub(super) value: Value,
    pub(super) length: usize,
}

/// The pieces of a sentence with the items that begin at each.
pub(super) struct Lattice<'p> {
    pub(super) pieces: &'p [Piece],
    items: Vec<Vec<Item>>,
}

/// A match of a pattern that stands alone.
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) matched: Match,
}

impl<'p> Lattice<'p> {
    /// The lattice of words and numbers.
    pub(super) fn new(rules: &Rules, pieces: &'p [Piece]) -> Self {
        let items = (0..pieces.len())
            .map(|at| {
                let mut items = rules.words_at(&pieces[at..]);
                numbers_at(&pieces[at..], &mut items);
                items
            })
            .collect();
        Self { pieces, items }
    }

    /// What begins at a piece.
    pub(super) fn items(&self, at: usize) -> &[Item] {
        self.items.get(at).map_or(&[], |items| items)
    }

    /// Adds what the patterns give, stage by stage, and returns the matches that stand alone, the longest at each
    /// piece; of equal ones the pattern written first, and "no time" before all.
    pub(super) fn run(&mut self, rules: &Rules) -> Vec<Found> {
        let mut best: Vec<Option<Match>> = vec![None; self.pieces.len()];
        for stage in &rules.stages {
            for at in (0..self.pieces.len()).rev() {
                for &number in &stage.candidates(&self.pieces[at].form, self.items(at)) {
                    let pattern = &rules.patterns[number];
                    let Some(matched) = pattern.longest(self, at) else { continue };
                    if let Some(class) = pattern.gives {
                        let value = Value::Part(std::sync::Arc::new(matched.reading.clone()));
                        self.items[at].push(Item { class, value, length: matched.end - at });
                    }
                    let wins = best[at].as_ref().is_none_or(|best| {
                        best.end < matched.end || best.end == matched.end && pattern.sense == Sense::Nothing
                    });
                    if (pattern.alone || pattern.sense == Sense::Nothing) && wins {
                        best[at] = Some(matched);
                    }
                }
            }
        }
        let found = best.into_iter().enumerate();
        found.filter_map(|(start, matched)| Some(Found { start, matched: matched? })).collect()
    }
}

fn numbers_at(pieces: &[Piece], items: &mut Vec<Item>) {
    let mut add = |name: &str, value: f64, length: usize| {
        let class = COMPUTED.iter().position(|class| *class == name).expect("a computed class");
        items.push(Item { class: Class(class as u16), value: Value::Number(value), length });
    };
    let form = pieces[0].form.as_str();
    if let Some((value, length)) = number::cardinal(pieces) {
        add("number", value, length);
    }
    if let Some((value, length)) = number::ordinal(pieces) {
        add("ordinal", value, length);
        if (1.0..=31.0).contains(&value) {
            add("day", value, length);
            add("day-ordinal", value, length);
        }
    }
    if let Some((value, length)) = number::year(pieces) {
        if (1900.0..2040.0).contains(&value) && form.len() == 4 {
            add("recent-year", value, length);
        }
        add(if form.starts_with(|char: char| char.is_ascii_digit()) { "year" } else { "word-year" }, value, length);
    }
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<f64>().ok()).flatten();
    if let Some(value) = plain(form).filter(|_| form.len() <= 2) {
        if (1.0..=31.0).contains(&value) {
            add("day", value, 1);
        }
        add("hour", value, 1);
        if form.len() == 2 {
            add("two-digits", value, 1);
        }
    }
    if let Some(value) = plain(form).filter(|_| form.len() == 4) {
        add("four-digits", value, 1);
    }
    if let Some(tail) = form.strip_prefix('\'')
        && let Some(value) = plain(tail).filter(|_| tail.len() == 2)
    {
        add("short-year", value, 1);
    }
    if let Some(digits) = form.strip_suffix('s') {
        let short = digits.strip_prefix('\'').unwrap_or(digits);
        match plain(short) {
            Some(value) if short.len() == 2 && value % 10.0 == 0.0 => add("short-decade", value, 1),
            Some(value) if digits.len() == 4 && value % 100.0 == 0.0 && value < 2000.0 => {
                add("century-years", value / 100.0 + 1.0, 1)
            }
            Some(value) if digits.len() == 4 && value % 10.0 == 0.0 => add("decade", value, 1),
            _ => {}
        }
    }
}
