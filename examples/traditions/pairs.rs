//! Pairs of names with what they should come to.

use gainsay::names;
use gainsay::verdict::Verdict;

use super::Count;

/// Two names and whether they are one bearer's.
#[derive(Clone, Debug)]
pub struct Pair {
    /// One name.
    pub a: String,
    /// The other.
    pub b: String,
    /// `same`, `different` or `unknown`.
    pub label: String,
    /// Where names of this kind come from.
    pub tradition: String,
}

/// The pairs of lines `name TAB name TAB label TAB tradition`; lines that start with `#` are notes.
pub fn written(text: &str) -> Vec<Pair> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
        [a, b, label, tradition] => {
            Some(Pair { a: a.into(), b: b.into(), label: label.into(), tradition: tradition.into() })
        }
        _ => None,
    })
    .collect()
}

/// How often "same" is said rightly, wrongly, or not although it is so.
pub fn compare<'a>(pairs: impl IntoIterator<Item = &'a Pair>) -> Count {
    let mut count = Count::default();
    for pair in pairs {
        let found = names::compare_text(&pair.a, &pair.b).verdict;
        count += Count::of(pair.label == "same", found == Verdict::Same);
    }
    count
}
