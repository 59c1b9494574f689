//! Parts of speech and dependency trees.
//!
//! A network reads each sentence once. A word's features (form, affixes, shape, neighbours) are summed to a vector; two
//! layers that run over the sentence in both directions (quasi-recurrent, Bradbury and others 2016) put it into
//! context; from the result come scores for its tags, for each head (Dozat and Manning 2017, with scores of distance)
//! and for the relation. The best tree over the heads' scores is taken, so each sentence has exactly one root.

use super::dense::Dense;
use super::embedding::Embedding;
use super::gazetteer::Gazetteer;
use super::recurrent::{Run, dot};
use super::shape::{features, shapes};
use super::tags::{Deprel, Upos, Xpos};
use super::tree::Scores;
use super::weights::Reader;

/// The tags of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
}

impl Tag {
    /// The pair of tags of a name such as `NOUN NNS`.
    pub fn from_name(name: &str) -> Option<Self> {
        let (upos, xpos) = name.split_once(' ')?;
        Some(Self { upos: Upos::from_name(upos)?, xpos: Xpos::from_name(xpos)? })
    }

    /// The name of a pair of tags.
    pub fn name(self) -> String {
        format!("{} {}", self.upos.name(), self.xpos.name())
    }
}

/// The head and the relation of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The position of the head in the sentence; none for the root.
    pub head: Option<usize>,
    /// The relation to it.
    pub deprel: Deprel,
}

/// The trained network.
#[derive(Clone, Debug)]
pub struct Syntax {
    tags: Vec<Tag>,
    deprels: Vec<Deprel>,
    gazetteer: Gazetteer,
    embedding: Embedding,
    layers: Vec<Dense>,
    heads: Dense,
    labels: Dense,
    /// The sizes of the vectors that arcs and labels are scored with.
    arc: usize,
    label: usize,
    arch: pulp::Arch,
}

/// How many kinds of distance between a word and its head there are.
pub const DISTANCES: usize = 24;

/// The kind of the distance from a word to its head.
pub fn distance(from: usize, to: usize) -> usize {
    let gap = from.abs_diff(to);
    let near = match gap {
        0..=6 => gap.max(1) - 1,
        7 | 8 => 6,
        9..=11 => 7,
        12..=15 => 8,
        16..=22 => 9,
        23..=35 => 10,
        _ => 11,
    };
    if from < to { near } else { near + DISTANCES / 2 }
}

/// Where the parts of a word's outputs start.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// As a dependent, to be multiplied with heads.
    pub dependent: usize,
    /// As a head.
    pub head: usize,
    /// As a dependent, to be added to heads for the relation.
    pub label_dependent: usize,
    /// As a head.
    pub label_head: usize,
    /// The score of each distance to its head.
    pub near_dependent: usize,
    /// The score of each distance to a dependent.
    pub near_head: usize,
    /// The score as the root.
    pub root: usize,
    /// The scores of the tags.
    pub tags: usize,
    /// The number of outputs: the next multiple of 32.
    pub end: usize,
}

impl Layout {
    /// The layout for sizes.
    pub fn new(arc: usize, label: usize, tags: usize) -> Self {
        let [head, label_dependent] = [arc, 2 * arc];
        let label_head = label_dependent + label;
        let near_dependent = label_head + label;
        let near_head = near_dependent + DISTANCES;
        let root = near_head + DISTANCES;
        let first_tag = root + 1;
        let end = (first_tag + tags).next_multiple_of(32);
        Self { dependent: 0, head, label_dependent, label_head, near_dependent, near_head, root, tags: first_tag, end }
    }
}

/// A longer sentence is read in pieces of this length, so that time stays linear.
const LONGEST: usize = 256;

impl Syntax {
    /// The network of the shipped weights.
    pub fn shipped() -> Self {
        Self::read(include_bytes!("../../models/syntax.bin")).expect("the shipped network is whole")
    }

    /// The tags and the arcs of a sentence's forms.
    ///
    /// Past 256 words the pieces' roots hang on the first one as `parataxis`.
    pub fn analyse(&self, forms: &[&str]) -> (Vec<Tag>, Vec<Arc>) {
        let (mut tags, mut arcs) = (Vec::with_capacity(forms.len()), Vec::with_capacity(forms.len()));
        let mut root = None;
        for piece in forms.chunks(LONGEST) {
            let start = arcs.len();
            self.piece(piece, &mut tags, &mut arcs);
            for (at, arc) in arcs.iter_mut().enumerate().skip(start) {
                match (arc.head, root) {
                    (Some(head), _) => arc.head = Some(start + head),
                    (None, None) => root = Some(at),
                    (None, Some(root)) => *arc = Arc { head: Some(root), deprel: Deprel::Parataxis },
                }
            }
        }
        (tags, arcs)
    }

    /// The tags alone.
    pub fn tag(&self, forms: &[&str]) -> Vec<Tag> {
        self.analyse(forms).0
    }

    fn piece(&self, forms: &[&str], tags: &mut Vec<Tag>, arcs: &mut Vec<Arc>) {
        let outputs = self.outputs(forms);
        let layout = self.layout();
        let rows: Vec<&[f32]> = outputs.chunks_exact(layout.end).collect();
        tags.extend(rows.iter().map(|row| self.tags[best(&row[layout.tags..layout.tags + self.tags.len()])]));
        let heads = self.scores(&rows).tree();
        let (mut units, mut whole, mut named) = (Vec::new(), Vec::new(), Vec::new());
        for (row, &head) in rows.iter().zip(&heads) {
            let deprel = head.map_or(Deprel::Root, |head| {
                let mine = &row[layout.label_dependent..layout.label_dependent + self.label];
                let theirs = &rows[head][layout.label_head..layout.label_head + self.label];
                units.clear();
                units.extend(mine.iter().zip(theirs).map(|(a, b)| (a + b).max(0.0)));
                self.labels.apply(&units, &mut whole, &mut named);
                self.deprels[best(&named)]
            });
            arcs.push(Arc { head, deprel });
        }
    }

    /// The outputs of every word.
    fn outputs(&self, forms: &[&str]) -> Vec<f32> {
        let (mut whole, mut gates, mut out) = (Vec::new(), Vec::new(), Vec::new());
        let hidden = self.heads.inputs() / 2;
        let mut inputs = self.inputs(forms);
        for (number, layer) in self.layers.iter().enumerate() {
            layer.apply(&inputs, &mut whole, &mut gates);
            out.clear();
            out.resize(forms.len() * 2 * hidden, 0.0);
            self.arch.dispatch(Run { gates: &gates, hidden, to: &mut out });
            // Each layer reads the sum of those below.
            match number {
                0 => inputs.clone_from(&out),
                _ => inputs.iter_mut().zip(&out).for_each(|(sum, value)| *sum += value),
            }
        }
        self.heads.apply(&inputs, &mut whole, &mut gates);
        gates
    }

    /// The sums of the rows of each word's features.
    fn inputs(&self, forms: &[&str]) -> Vec<f32> {
        let shapes = shapes(forms, &self.gazetteer);
        let words: Vec<_> = (0..forms.len()).map(|at| features(&shapes, at)).collect();
        self.embedding.sums(&words)
    }

    fn layout(&self) -> Layout {
        Layout::new(self.arc, self.label, self.tags.len())
    }

    fn scores(&self, rows: &[&[f32]]) -> Scores {
        let layout = self.layout();
        let length = rows.len();
        let mut values = Vec::with_capacity(length * (length + 1));
        let width = self.arc;
        let mut rectified = Vec::with_capacity(length * width);
        for row in rows {
            rectified.extend(row[layout.head..layout.head + width].iter().map(|value| value.max(0.0)));
        }
        for (at, row) in rows.iter().enumerate() {
            let mine = &row[layout.dependent..layout.dependent + width];
            values.extend(rectified.chunks_exact(width).map(|theirs| dot(mine, theirs)));
            let found = &mut values[at * (length + 1)..];
            for (head, (score, other)) in found.iter_mut().zip(rows).enumerate() {
                let distance = distance(at, head);
                *score += row[layout.near_dependent + distance] + other[layout.near_head + distance];
            }
            values.push(row[layout.root]);
        }
        Scores { length, values }
    }

    /// Reads a network in the format of `models/README.md`; none when the bytes are not one.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let tags = reader.lines()?.into_iter().map(Tag::from_name).collect::<Option<Vec<_>>>()?;
        let deprels = reader.lines()?.into_iter().map(Deprel::from_name).collect::<Option<Vec<_>>>()?;
        let arc = reader.number()?;
        let embedding = Embedding::read(&mut reader)?;
        let count = reader.number()?;
        let layers = (0..count).map(|_| Dense::read(&mut reader)).collect::<Option<Vec<_>>>()?;
        let [heads, labels] = [Dense::read(&mut reader)?, Dense::read(&mut reader)?];
        let label = labels.inputs();
        let sound = reader.is_empty()
            && !tags.is_empty()
            && layers.first().is_some_and(|layer| layer.inputs() == embedding.width())
            && layers.iter().all(|layer| layer.outputs() == 3 * heads.inputs())
            && layers.iter().skip(1).all(|layer| layer.inputs() == heads.inputs())
            && heads.inputs() % 2 == 0
            && heads.outputs() == Layout::new(arc, label, tags.len()).end
            && labels.outputs() == deprels.len();
        sound.then_some(Self {
            tags,
            deprels,
            gazetteer: Gazetteer::shipped(),
            embedding,
            layers,
            heads,
            labels,
            arc,
            label,
            arch: pulp::Arch::new(),
        })
    }
}

/// The position of the highest score, the first one among equals.
fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (at, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static SYNTAX: LazyLock<Syntax> = LazyLock::new(Syntax::shipped);

    /// Words with tags, relation and head, as `The/DET/det>2 bridge/NOUN/nsubj>3`; the root's head is 0.
    fn shown(sentence: &str) -> String {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let (tags, arcs) = SYNTAX.analyse(&forms);
        let words = forms.iter().zip(tags).zip(arcs).map(|((form, tag), arc)| {
            let head = arc.head.map_or(0, |head| head + 1);
            format!("{form}/{}/{}>{head}", tag.upos.name(), arc.deprel.name())
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// True when following heads leads every word to the one root.
    fn is_tree(arcs: &[Arc]) -> bool {
        let mut depth = vec![usize::MAX; arcs.len()];
        let roots: Vec<usize> = (0..arcs.len()).filter(|&at| arcs[at].head.is_none()).collect();
        roots.iter().for_each(|&root| depth[root] = 0);
        let mut frontier = roots.clone();
        let mut dependents = vec![Vec::new(); arcs.len()];
        for (at, arc) in arcs.iter().enumerate() {
            if let Some(head) = arc.head {
                dependents[head].push(at);
            }
        }
        let mut reached = frontier.len();
        while let Some(at) = frontier.pop() {
            reached += dependents[at].len();
            frontier.extend(&dependents[at]);
        }
        roots.len() == 1 && reached == arcs.len()
    }

    #[test]
    fn a_simple_sentence() {
        assert_eq!(
            shown("The mayor opened a new bridge on Thursday ."),
            "The/DET/det>2 mayor/NOUN/nsubj>3 opened/VERB/root>0 a/DET/det>6 new/ADJ/amod>6 bridge/NOUN/obj>3 \
             on/ADP/case>8 Thursday/PROPN/obl>3 ./PUNCT/punct>3"
        );
    }

    #[test]
    fn a_passive_sentence() {
        assert_eq!(
            shown("He was killed by police in Baghdad ."),
            "He/PRON/nsubj:pass>3 was/AUX/aux:pass>3 killed/VERB/root>0 by/ADP/case>5 police/NOUN/obl:agent>3 \
             in/ADP/case>7 Baghdad/PROPN/obl>3 ./PUNCT/punct>3"
        );
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(SYNTAX.analyse(&[]), (vec![], vec![]));
    }

    #[test]
    fn a_long_sentence_is_one_tree() {
        let forms = ["and", "the", "mayor", ",", "said", "(", "2019"].repeat(800);
        let (tags, arcs) = SYNTAX.analyse(&forms);
        assert_eq!(tags.len(), forms.len());
        assert!(is_tree(&arcs));
    }

    #[test]
    fn damaged_files_are_refused() {
        let bytes: &'static [u8] = include_bytes!("../../models/syntax.bin");
        assert!(Syntax::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Syntax::read(&bytes[..1000]).is_none());
        assert!(Syntax::read(&[]).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_sentence_is_one_tree(forms in proptest::collection::vec("\\PC{0,8}|[a-zA-Z']{1,9}", 1..60)) {
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            let (tags, arcs) = SYNTAX.analyse(&forms);
            prop_assert_eq!(tags.len(), forms.len());
            prop_assert!(is_tree(&arcs));
            prop_assert!(arcs.iter().all(|arc| arc.head.is_none() == (arc.deprel == Deprel::Root)));
        }
    }
}
