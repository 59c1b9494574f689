//! Seeded errors: known contradictions planted into copies of a user's own articles, to measure which share is found.
//!
//! What is planted is sought on the surface of the text (names, digits, words), not among the facts that the pipeline reads,
//! so that what it fails to read counts as missed. A fact is changed in one article only when another article of the set
//! states it too.

mod surface;
mod words;

use rayon::prelude::*;
use serde::Serialize;

use crate::finding::{Origin, Severity};
use crate::pipeline::{self, Outcome, Tools};
use crate::source::{self, Article};
use crate::text::{DocId, Span};
use words::Words;

/// A kind of error that is planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seed {
    /// Somebody else in an office that has one holder.
    Holder,
    /// Another day of the month.
    Date,
    /// A weekday that the date does not fall on.
    Weekday,
    /// Another place of an event that a person has once.
    Place,
    /// Another age.
    Age,
    /// Another number of people.
    Count,
    /// Two people with their names swapped.
    Names,
}

impl Seed {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Holder, Self::Date, Self::Weekday, Self::Place, Self::Age, Self::Count, Self::Names];
}

/// An error that can be planted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Error {
    /// What kind it is.
    pub seed: Seed,
    /// The article that is changed.
    pub doc: DocId,
    /// The words that are replaced, in order, and what stands in their place.
    pub edits: Vec<(Span, String)>,
    /// The sentence that is changed; where names are exchanged throughout, the whole article.
    pub within: Span,
}

/// An error that was planted, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planted {
    /// What kind it is.
    pub seed: Seed,
    /// The article that was changed.
    pub path: String,
    /// The sentence with the error in it.
    pub sentence: String,
    /// What was changed, `39 > 46`.
    pub change: String,
    /// The rules that found it; none when it was missed.
    pub found_by: Vec<String>,
}

/// What came of one set of articles.
#[derive(Clone, Debug, Default)]
pub struct Set {
    /// How many articles it has.
    pub articles: usize,
    /// The errors planted in it, one at a time.
    pub planted: Vec<Planted>,
    /// What the untouched articles raise: rule, severity, message.
    pub untouched: Vec<(String, Severity, String)>,
}

/// The most errors of one kind that are planted in one set.
const MOST: usize = 2;

/// Plants errors in every set of articles, one at a time, and checks the set with each.
pub fn run(sets: Vec<Vec<Article>>, tools: &Tools, seed: u64) -> Vec<Set> {
    let words = Words::shipped();
    let numbered: Vec<(usize, Vec<Article>)> = sets.into_iter().enumerate().collect();
    let of_set = |(number, articles): (usize, Vec<Article>)| {
        let random = Random(seed.wrapping_add((number as u64).wrapping_mul(0x9e37_79b9)));
        one_set(articles, tools, &words, random)
    };
    numbered.into_par_iter().map(of_set).collect()
}

fn one_set(articles: Vec<Article>, tools: &Tools, words: &Words, mut random: Random) -> Set {
    let count = articles.len();
    let outcome = pipeline::check(articles, tools);
    let known: Vec<&str> = outcome.findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
    let mut planted = Vec::new();
    for seed in Seed::ALL {
        let mut errors = surface::errors(seed, &outcome, words, &mut random);
        for _ in 0..MOST.min(errors.len()) {
            let error = errors.swap_remove(random.below(errors.len()));
            planted.push(plant(&error, &outcome, &known, tools));
        }
    }
    let untouched =
        outcome.findings.iter().map(|finding| (finding.rule.clone(), finding.severity, finding.message.clone()));
    Set { articles: count, planted, untouched: untouched.collect() }
}

fn plant(error: &Error, untouched: &Outcome, known: &[&str], tools: &Tools) -> Planted {
    let original = &untouched.readings[error.doc.0 as usize].document.article;
    let (changed, within) = changed(original, error);
    let (sentence, path) = (within.of(&changed.text).to_owned(), changed.path.clone());
    let mut articles: Vec<Article> =
        untouched.readings.iter().map(|reading| reading.document.article.clone()).collect();
    articles[error.doc.0 as usize] = changed;
    let outcome = pipeline::check(articles, tools);
    let doc = outcome.readings.iter().position(|reading| reading.document.article.path == path);
    let touches = |origin: &Origin| match origin {
        Origin::Text { doc: of, span, .. } => Some(of.0 as usize) == doc && span.overlaps(within),
        Origin::Table { .. } => false,
    };
    let new = outcome.findings.iter().filter(|finding| {
        finding.severity > Severity::Note
            && !known.contains(&finding.fingerprint.as_str())
            && finding.evidence.iter().any(|evidence| touches(&evidence.from))
    });
    let mut found_by: Vec<String> = new.map(|finding| finding.rule.clone()).collect();
    found_by.sort();
    found_by.dedup();
    let change: Vec<String> =
        error.edits.iter().map(|(span, with)| format!("{} > {with}", span.of(&original.text))).collect();
    let mut change = change;
    change.dedup();
    let sentence = if sentence.len() > 400 { String::new() } else { sentence };
    Planted { seed: error.seed, path: path.display().to_string(), sentence, change: change.join(", "), found_by }
}

/// The article with an error in it, read anew, and where the changed sentence stands in it.
fn changed(original: &Article, error: &Error) -> (Article, Span) {
    let mut text = String::with_capacity(original.text.len() + 64);
    let mut at = 0;
    let mut grown = 0i64;
    for (span, with) in &error.edits {
        text.push_str(&original.text[at..span.start as usize]);
        text.push_str(with);
        at = span.end as usize;
        grown += with.len() as i64 - span.len() as i64;
    }
    text.push_str(&original.text[at..]);
    let end = (i64::from(error.within.end) + grown).clamp(0, text.len() as i64) as usize;
    let within = Span::new((error.within.start as usize).min(end), end);
    let read = source::parse(original.path.clone(), text.as_bytes());
    let article = Article {
        published: original.published.or(read.published),
        title: original.title.clone().or_else(|| read.title.clone()),
        ..read
    };
    (article, within)
}

/// SplitMix64 (Steele, Lea & Flood 2014): a small generator whose numbers a seed fixes for all time.
pub(crate) struct Random(u64);

impl Random {
    /// A number below `limit`, which is above 0.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }
}
