//! What tagger and parser see of a word: its form, its beginning and end, its shape.

use super::feature::small;
use super::gazetteer::{self, Flags, Gazetteer};
use super::table::{Feature, feature};

/// The parts of a form, as hashes; those it is too short for are zero.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// The form in lower case, digits made alike.
    pub form: u64,
    /// Its first characters: one, two, three.
    pub prefixes: [u64; 3],
    /// Its last characters: one, two, three, four.
    pub suffixes: [u64; 4],
    /// Which kinds of character follow one another.
    pub kinds: u64,
    /// In which lists of names it stands.
    pub listed: u64,
}

/// The lists that tell a name; which words stand small in running text is seen from the words themselves.
const TELLING: Flags = gazetteer::GIVEN
    | gazetteer::FAMILY
    | gazetteer::PLACE
    | gazetteer::COUNTRY
    | gazetteer::DEMONYM
    | gazetteer::ORGANISATION
    | gazetteer::TITLE
    | gazetteer::BODY
    | gazetteer::SITE
    | gazetteer::DATE;

impl Shape {
    /// Looks at a form; `lower` is room to work in.
    pub fn new(form: &str, gazetteer: &Gazetteer, lower: &mut Vec<char>) -> Self {
        lower.clear();
        let listed = u64::from(gazetteer.get(small(form)) & TELLING);
        let mut shape = Self { listed, ..Self::default() };
        let mut last = ' ';
        for character in form.chars() {
            let kind = kind(character);
            if kind != last {
                shape.kinds = feature([shape.kinds, u64::from(kind)]);
                last = kind;
            }
            lower.push(match character {
                '0'..='9' => '0',
                _ if character.is_ascii() => character.to_ascii_lowercase(),
                _ => character.to_lowercase().next().unwrap_or(character),
            });
        }
        for (at, &character) in lower.iter().enumerate() {
            shape.form = feature([shape.form, u64::from(character)]);
            if let Some(prefix) = shape.prefixes.get_mut(at) {
                *prefix = shape.form;
            }
        }
        let mut suffix = 1;
        for (to, &character) in shape.suffixes.iter_mut().zip(lower.iter().rev()) {
            suffix = feature([suffix, u64::from(character)]);
            *to = suffix;
        }
        shape
    }
}

/// The kind of a character: a letter small or capital, a digit, or itself.
fn kind(character: char) -> char {
    match character {
        'a'..='z' => 'a',
        'A'..='Z' => 'A',
        '0'..='9' => '0',
        _ if character.is_ascii() => character,
        _ if character.is_uppercase() => 'A',
        _ if character.is_alphabetic() => 'a',
        _ => character,
    }
}

/// The shapes of a sentence's forms.
pub fn shapes(forms: &[&str], gazetteer: &Gazetteer) -> Vec<Shape> {
    let mut lower = Vec::new();
    forms.iter().map(|form| Shape::new(form, gazetteer, &mut lower)).collect()
}

/// The number of features of a word.
pub const FEATURES: usize = 24;

/// The first feature of another word.
pub const NEIGHBOURS: usize = 9;

/// The first feature of two words.
pub const PAIRS: usize = 15;

/// The features of the word at a position; the first one is its form's.
pub fn features(shapes: &[Shape], at: usize) -> [Feature; FEATURES] {
    let word = &shapes[at];
    let outside = Shape { form: 1, suffixes: [1; 4], ..Shape::default() };
    let near = |offset| at.checked_add_signed(offset).and_then(|at| shapes.get(at)).unwrap_or(&outside);
    let [before2, before, after, after2] = [near(-2), near(-1), near(1), near(2)];
    [
        feature([1, word.form]),
        feature([2, word.prefixes[1]]),
        feature([3, word.prefixes[2]]),
        feature([4, word.suffixes[0]]),
        feature([5, word.suffixes[1]]),
        feature([6, word.suffixes[2]]),
        feature([7, word.suffixes[3]]),
        feature([8, word.kinds, u64::from(at == 0)]),
        feature([9, word.suffixes[2], word.kinds]),
        feature([10, before.suffixes[2]]),
        feature([11, after.suffixes[2]]),
        feature([12, before.form]),
        feature([13, after.form]),
        feature([16, before2.form]),
        feature([17, after2.form]),
        feature([14, before.form, word.form]),
        feature([15, word.form, after.form]),
        feature([18, before.form, after.form]),
        feature([19, before.suffixes[1], word.suffixes[2]]),
        feature([20, word.suffixes[2], after.suffixes[1]]),
        feature([21, word.listed, word.kinds]),
        feature([22, before.listed, word.listed]),
        feature([23, word.listed, after.listed]),
        feature([24, word.listed, word.suffixes[1]]),
    ]
}
