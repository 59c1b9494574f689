//! Names of persons and organisations: their parts, and whether two of them can belong to one bearer.
//!
//! Names of one person differ from text to text: by title, order, initials, short forms, romanisation, slips. The
//! comparison takes all of these into account before it calls two names [`Verdict::Different`], and names what it took
//! into account.
//!
//! ```
//! use gainsay::names::{self, Variant};
//! use gainsay::verdict::Verdict;
//!
//! let a = names::parse("President Volodymyr Zelenskyy");
//! let b = names::parse("Zelensky, Vladimir");
//! assert_eq!(names::compare(&a, &b).verdict, Verdict::Same);
//! assert_eq!(a.family(), "Zelenskyy");
//!
//! let siblings = names::compare(&names::parse("Ann Roe"), &names::parse("Tom Roe"));
//! assert_eq!(siblings.verdict, Verdict::Different);
//! assert_eq!(names::compare_text("Bob Hart", "Robert Hart").variant, Some(Variant::Nickname));
//! ```

mod parse;
mod words;
mod order;
mod person;
mod organisation;
mod script;
mod token;
mod short;
mod sound;
mod romanisation;
mod lexicon;
mod table;

use std::io::{self, BufRead, Write};

use serde::Serialize;

use crate::verdict::Verdict;

pub use parse::{PersonName, parse};

use lexicon::Lexicon;
use token::Token;

/// What two names come to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Whether they can belong to one bearer.
    pub verdict: Verdict,
    /// From 0 to 1: from 0.7 on the verdict is [`Verdict::Same`], below 0.4 [`Verdict::Different`].
    pub score: f64,
    /// Why, in a few words.
    pub reason: String,
    /// What explains that the names are written differently; the weightiest when there are several.
    pub variant: Option<Variant>,
}

/// A way in which one name comes to be written differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variant {
    /// Case, diacritics, hyphens, titles.
    Form,
    /// Another order of the parts.
    Order,
    /// Parts left out.
    Subset,
    /// An initial for a name.
    Initial,
    /// A short form: Bob, Robert.
    Nickname,
    /// Another romanisation or another language's form.
    Transliteration,
    /// First letters for a whole name: UN, United Nations.
    Acronym,
    /// A slip in the spelling.
    Spelling,
}

impl Comparison {
    fn new(score: u8, reason: impl Into<String>, variant: Option<Variant>) -> Self {
        let verdict = match score {
            70.. => Verdict::Same,
            40..70 => Verdict::Unknown,
            0..40 => Verdict::Different,
        };
        Self { verdict, score: f64::from(score) / 100.0, reason: reason.into(), variant }
    }
}

/// Compares two names.
///
/// - Same: all parts agree, or one name leaves out parts of the other but has a given and a family name in common.
/// - Different: given or family names that no variation joins; Jr. against Sr.; for organisations, other words or numbers.
/// - Unknown: everything else, such as a bare surname against a full name, or a woman with another family name.
///
/// Symmetric in verdict and score.
pub fn compare(a: &PersonName, b: &PersonName) -> Comparison {
    if a.same_writing(b) {
        return Comparison::new(100, "the same name", None);
    }
    let lexicon = Lexicon::embedded();
    if let Some(comparison) = organisation::acronym(a, b, lexicon) {
        return comparison;
    }
    if a.is_organisation() || b.is_organisation() {
        organisation::compare(a, b, lexicon)
    } else {
        person::compare(a, b, lexicon)
    }
}

/// Compares two names given as text.
pub fn compare_text(a: &str, b: &str) -> Comparison {
    compare(&parse(a), &parse(b))
}

/// Reads pairs of names, a pair a line with a tab between, and writes `verdict TAB score TAB reason` for each.
///
/// A line without a tab gives `unknown` with score 0 and the reason "not a pair".
///
/// # Errors
///
/// When reading or writing fails.
pub fn compare_lines(pairs: impl BufRead, mut out: impl Write) -> io::Result<()> {
    for line in pairs.split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            continue;
        }
        match line.split_once('\t') {
            Some((a, b)) => {
                let b = b.split('\t').next().unwrap_or(b);
                writeln!(out, "{}", compare_text(a, b))?;
            }
            None => writeln!(out, "unknown\t0.00\tnot a pair")?,
        }
    }
    Ok(())
}

/// True when two names have a word of more than two letters in common, in one spelling or two near ones.
pub fn have_common_word(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let plain = any_ascii::any_ascii(name).to_lowercase();
        plain.split([' ', '-', '.']).filter(|word| word.len() > 2).map(str::to_owned).collect::<Vec<_>>()
    };
    let others = words(other);
    let particle = |word: &str| ["abu", "the", "bin", "ibn", "von", "van", "der", "del"].contains(&word);
    words(one)
        .iter()
        .filter(|word| !particle(word))
        .any(|word| others.iter().any(|other| word == other || respelt(word, other).is_some()))
}

/// How two words come to be two spellings of one name; none when they are spelt alike or are different names.
///
/// Only near spellings count: other languages' forms (William, Wilhelm) and short forms (Bob, Robert) are not slips.
pub fn respelt(a: &str, b: &str) -> Option<Variant> {
    let lexicon = Lexicon::embedded();
    let (a, b) = (Token::new(a, lexicon)?, Token::new(b, lexicon)?);
    let likeness = a.likeness(&b, lexicon);
    let near = lexicon.sounds.distance(&a.sounds, &b.sounds) <= 3 * sound::SLIP / 2;
    let spelling = matches!(likeness.variant, Some(Variant::Spelling | Variant::Transliteration));
    (likeness.alike() && spelling && near && !a.initial && !b.initial).then_some(likeness.variant).flatten()
}

impl std::fmt::Display for Comparison {
    /// `verdict TAB score TAB reason`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let verdict = match self.verdict {
            Verdict::Same => "same",
            Verdict::Different => "different",
            Verdict::Unknown => "unknown",
        };
        write!(f, "{verdict}\t{:.2}\t{}", self.score, self.reason)
    }
}
