//! Part-of-speech tagging, from left to right, both tag sets at once.

use super::network::{Feature, Network, feature};
use super::tags::{Upos, Xpos};

/// The tags of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
}

/// A trained tagger.
#[derive(Clone, Debug)]
pub struct Tagger {
    network: Network,
    tags: Vec<Tag>,
}

impl Tagger {
    /// The tagger of the shipped weights.
    pub fn shipped() -> Self {
        let network = Network::read(include_bytes!("../../models/tagger.bin")).expect("the shipped network is whole");
        Self::new(network).expect("its labels are tags")
    }

    /// A tagger whose network's labels are pairs of tags such as `NOUN NNS`; none when they are not.
    pub fn new(network: Network) -> Option<Self> {
        let tags = network.labels.iter().map(|label| tag_of(label)).collect::<Option<Vec<_>>>()?;
        (!tags.is_empty()).then_some(Self { network, tags })
    }

    /// The tags of a sentence's forms.
    pub fn tag(&self, forms: &[&str]) -> Vec<Tag> {
        let words = words(forms);
        let mut tags = Vec::with_capacity(words.len());
        let (mut features, mut layer, mut scores) = (Vec::new(), Vec::new(), Vec::new());
        for at in 0..words.len() {
            features.clear();
            collect(&words, &tags, at, &mut features);
            self.network.start(&mut layer);
            for &feature in &features {
                self.network.add(feature, &mut layer);
            }
            self.network.scores(&mut layer, &mut scores);
            tags.push(self.tags[best(&scores)]);
        }
        tags
    }
}

/// The position of the highest score, the first one among equals.
pub(super) fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (at, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = at;
        }
    }
    best
}

/// The pair of tags of a label such as `NOUN NNS`.
pub fn tag_of(label: &str) -> Option<Tag> {
    let (upos, xpos) = label.split_once(' ')?;
    Some(Tag { upos: Upos::from_name(upos)?, xpos: Xpos::from_name(xpos)? })
}

/// What tagger and parser look at in a form, as hashes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// The form in lower case, digits made alike.
    pub form: u64,
    /// Its first characters: one, two, three.
    pub prefixes: [u64; 3],
    /// Its last characters: one, two, three, four.
    pub suffixes: [u64; 4],
    /// Which kinds of character follow one another.
    pub shape: u64,
}

/// Looks at the forms of a sentence.
pub fn words(forms: &[&str]) -> Vec<Word> {
    let mut lower = Vec::new();
    forms.iter().map(|form| word(form, &mut lower)).collect()
}

fn word(form: &str, lower: &mut Vec<char>) -> Word {
    lower.clear();
    let (mut shape, mut last) = (0u64, ' ');
    for character in form.chars() {
        let kind = kind(character);
        if kind != last {
            shape = feature([shape, u64::from(kind)]);
            last = kind;
        }
        if character.is_ascii() {
            lower.push(if kind == '0' { '0' } else { character.to_ascii_lowercase() });
        } else {
            lower.push(character.to_lowercase().next().unwrap_or(character));
        }
    }
    let mut word = Word { shape, ..Word::default() };
    for (at, &character) in lower.iter().enumerate() {
        word.form = feature([word.form, u64::from(character)]);
        if let Some(prefix) = word.prefixes.get_mut(at) {
            *prefix = word.form;
        }
    }
    let mut suffix = 1;
    for (at, &character) in lower.iter().rev().take(4).enumerate() {
        suffix = feature([suffix, u64::from(character)]);
        word.suffixes[at] = suffix;
    }
    word
}

/// The kind of a character in a shape.
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

/// The features of the token at a position, given the tags before it.
pub fn collect(words: &[Word], tags: &[Tag], at: usize, features: &mut Vec<Feature>) {
    let outside = Word { form: 3, ..Word::default() };
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at)).copied().unwrap_or(outside);
    let tag = |back: usize| at.checked_sub(back).map_or(255, |at| u64::from(tags[at].xpos as u8));
    let [before2, before, here, after, after2] = [word(-2), word(-1), word(0), word(1), word(2)];
    let mut push = |feature| features.push(feature);
    push(feature([1, here.form]));
    push(feature([2, before.form]));
    push(feature([3, after.form]));
    push(feature([4, before2.form]));
    push(feature([5, after2.form]));
    for (size, &prefix) in here.prefixes.iter().enumerate() {
        push(feature([6 + size as u64, prefix]));
    }
    for (size, &suffix) in here.suffixes.iter().enumerate() {
        push(feature([9 + size as u64, suffix]));
    }
    push(feature([13, here.shape]));
    push(feature([14, before.shape]));
    push(feature([15, after.shape]));
    push(feature([16, before.suffixes[2]]));
    push(feature([17, after.suffixes[2]]));
    push(feature([18, after.suffixes[1]]));
    push(feature([19, after2.suffixes[2]]));
    push(feature([20, tag(1)]));
    push(feature([21, tag(2)]));
    push(feature([22, tag(1), tag(2)]));
    push(feature([23, tag(1), here.form]));
    push(feature([24, before.form, here.form]));
    push(feature([25, here.form, after.form]));
    push(feature([26, here.shape, u64::from(at == 0)]));
    push(feature([27, here.suffixes[2], here.shape]));
    push(feature([28, tag(1), tag(2), tag(3)]));
    push(feature([29, here.suffixes[2], after.suffixes[2]]));
    push(feature([30, tag(1), here.suffixes[2]]));
}
