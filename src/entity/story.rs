//! Which documents tell one story: those that share a person's full name, or two other rare names; of a handful, those that
//! share a word of a name.

use std::collections::{BTreeMap, BTreeSet};

use crate::mention::MentionKind;

/// A name that more than this share of the documents have says nothing about the story, in a run of many documents.
const COMMON: f64 = 0.2;

/// Nor does one that more documents than this have, in a run of whatever size: it keeps the work linear in the documents.
const MOST: usize = 100;

/// Below this number of documents every name counts as rare, and one word of a name that they share is enough ("Suez" of "Suez
/// Canal", a surname): who checks a handful of articles against one another chose them.
const FEW: usize = 10;

/// The least length of such a word, in letters.
const WORD: usize = 4;

/// The names of a document that may show its story, those of a run of `documents` documents; a person's full name weighs twice
/// and is marked with `+`.
pub(super) fn rare_names(names: impl Iterator<Item = (MentionKind, String)>, documents: usize) -> BTreeSet<String> {
    if documents < FEW {
        let named = names.filter(|(kind, _)| !matches!(kind, MentionKind::Reference | MentionKind::Locality));
        return named.flat_map(|(_, name)| with_words(name)).collect();
    }
    names
        .filter_map(|(kind, name)| match kind {
            MentionKind::Person if name.contains(' ') => Some(format!("+{name}")),
            MentionKind::Organisation | MentionKind::Place | MentionKind::Other => Some(name),
            _ => None,
        })
        .collect()
}

/// A name and its words.
fn with_words(name: String) -> Vec<String> {
    let long = |word: &&str| word.chars().count() >= WORD;
    let words: Vec<String> = name.split([' ', '-']).filter(long).map(str::to_owned).collect();
    words.into_iter().chain([name]).collect()
}

/// Groups documents; gives for each the number of the first document of its story.
pub(super) fn group(documents: &[BTreeSet<String>]) -> Vec<u32> {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, names) in documents.iter().enumerate() {
        for name in names {
            holders.entry(name).or_default().push(at);
        }
    }
    let needed = if documents.len() < FEW { 1 } else { 2 };
    let common =
        if documents.len() < FEW { usize::MAX } else { ((documents.len() as f64 * COMMON) as usize).clamp(8, MOST) };
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (name, holders) in &holders {
        if holders.len() > common {
            continue;
        }
        let weight = if name.starts_with('+') { 2 } else { 1 };
        for (nth, &one) in holders.iter().enumerate() {
            for &other in &holders[nth + 1..] {
                *shared.entry((one, other)).or_default() += weight;
            }
        }
    }
    let mut first: Vec<usize> = (0..documents.len()).collect();
    for ((one, other), weight) in shared {
        if weight >= needed {
            let (low, high) = (root(&first, one), root(&first, other));
            let (low, high) = (low.min(high), low.max(high));
            first[high] = low;
        }
    }
    (0..documents.len()).map(|at| root(&first, at) as u32).collect()
}

fn root(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stories of documents that name one place each, filled up with others to a number of documents.
    fn stories(places: [&str; 2], documents: usize) -> Vec<u32> {
        let others = (0..documents - 2).map(|at| format!("elsewhere{at}"));
        let names = places.into_iter().map(str::to_owned).chain(others);
        let rare = names.map(|name| rare_names([(MentionKind::Place, name)].into_iter(), documents));
        group(&rare.collect::<Vec<_>>())
    }

    #[test]
    fn a_handful_is_joined_by_a_word_of_a_name() {
        assert_eq!(stories(["suez canal", "suez"], 2), [0, 0]);
        assert_eq!(stories(["new york", "new delhi"], 2), [0, 1], "a short word says nothing");
        assert_eq!(stories(["suez canal", "suez"], FEW)[..2], [0, 1], "many documents need two whole names");
    }
}
