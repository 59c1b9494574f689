//! Dependency parsing with the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011).
//!
//! A stack of open words and the words not yet read; each step reads a word or makes the top of the stack a dependent,
//! of the next word or of the word beneath it. Every sentence takes `2n - 1` steps and ends with one word on the stack,
//! the root, so the result always is exactly one tree.

use super::network::{Feature, Network, feature};
use super::tag::{Tag, Word, words};
use super::tags::Deprel;

/// The head and the relation of a word; the root has no head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The position of the head in the sentence.
    pub head: Option<usize>,
    /// The relation to it.
    pub deprel: Deprel,
}

/// One step of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Puts the next word on the stack.
    Shift,
    /// The top of the stack becomes a dependent of the next word.
    Left(Deprel),
    /// The top of the stack becomes a dependent of the word beneath it.
    Right(Deprel),
}

impl Step {
    /// The name of a step: `shift`, `left nsubj`.
    pub fn name(self) -> String {
        match self {
            Self::Shift => "shift".to_owned(),
            Self::Left(deprel) => format!("left {}", deprel.name()),
            Self::Right(deprel) => format!("right {}", deprel.name()),
        }
    }

    /// The step of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name.split_once(' ') {
            None => (name == "shift").then_some(Self::Shift),
            Some(("left", deprel)) => Deprel::from_name(deprel).map(Self::Left),
            Some(("right", deprel)) => Deprel::from_name(deprel).map(Self::Right),
            Some(_) => None,
        }
    }
}

/// A trained parser.
#[derive(Clone, Debug)]
pub struct Parser {
    network: Network,
    steps: Vec<Step>,
}

impl Parser {
    /// The parser of the shipped weights.
    pub fn shipped() -> Self {
        let network = Network::read(include_bytes!("../../models/parser.bin")).expect("the shipped network is whole");
        Self::new(network).expect("its labels are steps")
    }

    /// A parser whose network's labels are names of steps; none when they are not, or when a kind of step lacks.
    pub fn new(network: Network) -> Option<Self> {
        let steps = network.labels.iter().map(|label| Step::from_name(label)).collect::<Option<Vec<_>>>()?;
        let complete = steps.contains(&Step::Shift)
            && steps.iter().any(|step| matches!(step, Step::Left(_)))
            && steps.iter().any(|step| matches!(step, Step::Right(_)));
        complete.then_some(Self { network, steps })
    }

    /// The tree of a sentence: an arc for each form. `tags` has a tag for each form.
    pub fn parse(&self, forms: &[&str], tags: &[Tag]) -> Vec<Arc> {
        let words = words(forms);
        let mut state = State::new(words.len());
        let (mut features, mut layer, mut scores) = (Vec::new(), Vec::new(), Vec::new());
        while !state.is_final() {
            features.clear();
            collect(&words, tags, &state, &mut features);
            self.network.start(&mut layer);
            for &feature in &features {
                self.network.add(feature, &mut layer);
            }
            self.network.scores(&mut layer, &mut scores);
            let legal = (0..self.steps.len()).filter(|&at| state.allows(self.steps[at]));
            let Some(best) = legal.rev().max_by_key(|&at| scores[at]) else { break };
            state.take(self.steps[best]);
        }
        state.arcs
    }
}

/// A word of the sentence in a [`State`], or nothing.
const NONE: u32 = u32::MAX;

/// A partial tree.
#[derive(Clone, Debug)]
pub struct State {
    /// The open words, the latest one last.
    pub stack: Vec<u32>,
    /// The first word not yet read.
    pub next: usize,
    /// The arcs made so far; a word without one has no head and the relation `root`.
    pub arcs: Vec<Arc>,
    /// The two outermost dependents on the left of each word, outermost first.
    left: Vec<[u32; 2]>,
    /// The two outermost dependents on the right of each word, outermost first.
    right: Vec<[u32; 2]>,
    /// The number of dependents on the left and on the right of each word.
    valency: Vec<[u8; 2]>,
}

impl State {
    /// The state before the first step of a sentence of so many words.
    pub fn new(length: usize) -> Self {
        Self {
            stack: Vec::new(),
            next: 0,
            arcs: vec![Arc { head: None, deprel: Deprel::Root }; length],
            left: vec![[NONE; 2]; length],
            right: vec![[NONE; 2]; length],
            valency: vec![[0; 2]; length],
        }
    }

    /// True when the tree is complete.
    pub fn is_final(&self) -> bool {
        self.next == self.arcs.len() && self.stack.len() <= 1
    }

    /// True when a step can be taken.
    pub fn allows(&self, step: Step) -> bool {
        match step {
            Step::Shift => self.next < self.arcs.len(),
            Step::Left(_) => self.next < self.arcs.len() && !self.stack.is_empty(),
            Step::Right(_) => self.stack.len() >= 2,
        }
    }

    /// Takes a step; one that is not allowed changes nothing.
    pub fn take(&mut self, step: Step) {
        if !self.allows(step) {
            return;
        }
        match step {
            Step::Shift => {
                self.stack.push(self.next as u32);
                self.next += 1;
            }
            Step::Left(deprel) => {
                let dependent = self.stack.pop().unwrap_or_default() as usize;
                self.arcs[dependent] = Arc { head: Some(self.next), deprel };
                self.left[self.next] = match self.left[self.next] {
                    // The stack holds ever earlier words, so each new dependent is the outermost.
                    [outer, _] => [dependent as u32, outer],
                };
                self.valency[self.next][0] = self.valency[self.next][0].saturating_add(1);
            }
            Step::Right(deprel) => {
                let dependent = self.stack.pop().unwrap_or_default() as usize;
                let head = self.stack.last().copied().unwrap_or_default() as usize;
                self.arcs[dependent] = Arc { head: Some(head), deprel };
                self.right[head] = [dependent as u32, self.right[head][0]];
                self.valency[head][1] = self.valency[head][1].saturating_add(1);
            }
        }
    }
}

/// The features of a state.
pub fn collect(words: &[Word], tags: &[Tag], state: &State, features: &mut Vec<Feature>) {
    let depth = state.stack.len();
    let stack = |down: usize| depth.checked_sub(down + 1).map_or(NONE, |at| state.stack[at]);
    let buffer = |ahead: usize| if state.next + ahead < words.len() { (state.next + ahead) as u32 } else { NONE };
    let left = |of: u32, nth: usize| state.left.get(of as usize).map_or(NONE, |children| children[nth]);
    let right = |of: u32, nth: usize| state.right.get(of as usize).map_or(NONE, |children| children[nth]);
    let form = |of: u32| words.get(of as usize).map_or(1, |word| word.form);
    let xpos = |of: u32| tags.get(of as usize).map_or(255, |tag| u64::from(tag.xpos as u8));
    let upos = |of: u32| tags.get(of as usize).map_or(255, |tag| u64::from(tag.upos as u8));
    let tag = |of: u32| xpos(of) << 8 | upos(of);
    let deprel = |of: u32| state.arcs.get(of as usize).map_or(255, |arc| u64::from(arc.deprel as u8));
    let valency = |of: u32| state.valency.get(of as usize).map_or([9, 9], |sides| sides.map(|n| u64::from(n.min(4))));
    let distance = |from: u32, to: u32| match to.checked_sub(from) {
        Some(gap) if to != NONE => [0, 1, 2, 3, 4, 5, 5, 6, 6, 6][gap.min(9) as usize] + u64::from(gap > 15),
        _ => 99,
    };
    let [s0, s1, s2, b0, b1, b2] = [stack(0), stack(1), stack(2), buffer(0), buffer(1), buffer(2)];
    let mut push = |feature| features.push(feature);
    for (slot, of) in [s0, s1, s2, b0, b1, b2].into_iter().enumerate() {
        let slot = slot as u64 * 8;
        push(feature([slot, form(of)]));
        push(feature([slot + 1, tag(of)]));
        push(feature([slot + 2, form(of), tag(of)]));
        push(feature([slot + 3, words.get(of as usize).map_or(1, |word| word.suffixes[2])]));
    }
    let children = [
        left(s0, 0),
        right(s0, 0),
        left(s1, 0),
        right(s1, 0),
        left(b0, 0),
        left(s0, 1),
        right(s0, 1),
        right(s1, 1),
        left(b0, 1),
        right(right(s0, 0), 0),
        left(right(s0, 0), 0),
        left(s2, 0),
        right(s2, 0),
        left(left(b0, 0), 0),
    ];
    for (slot, &of) in children.iter().enumerate() {
        let slot = 100 + slot as u64 * 8;
        push(feature([slot, form(of)]));
        push(feature([slot + 1, tag(of)]));
        push(feature([slot + 2, deprel(of)]));
    }
    for (slot, of) in [s0, s1, b0].into_iter().enumerate() {
        let slot = 300 + slot as u64 * 8;
        let [lefts, rights] = valency(of);
        push(feature([slot, lefts, rights, upos(of)]));
        push(feature([slot + 1, deprel(left(of, 0)), deprel(right(of, 0)), upos(of)]));
    }
    push(feature([400, distance(s0, b0)]));
    push(feature([401, distance(s1, s0)]));
    push(feature([402, distance(s0, b0), upos(s0), upos(b0)]));
    push(feature([403, distance(s1, s0), upos(s1), upos(s0)]));
    push(feature([410, form(s0), form(b0)]));
    push(feature([411, form(s1), form(s0)]));
    push(feature([412, form(s0), tag(b0)]));
    push(feature([413, tag(s0), form(b0)]));
    push(feature([414, form(s1), tag(s0)]));
    push(feature([415, tag(s1), form(s0)]));
    push(feature([416, tag(s0), tag(b0)]));
    push(feature([417, tag(s1), tag(s0)]));
    push(feature([418, tag(s1), tag(s0), tag(b0)]));
    push(feature([419, tag(s0), tag(b0), tag(b1)]));
    push(feature([420, tag(s2), tag(s1), tag(s0)]));
    push(feature([421, tag(s0), tag(left(b0, 0)), tag(b0)]));
    push(feature([422, tag(s0), tag(right(s0, 0)), tag(b0)]));
    push(feature([423, tag(s1), tag(right(s1, 0)), tag(s0)]));
    push(feature([424, tag(s1), tag(s0), tag(right(s0, 0))]));
    push(feature([425, tag(s1), tag(b0)]));
    push(feature([426, form(s1), form(b0)]));
    push(feature([427, form(b0), tag(b1)]));
    push(feature([428, depth.min(4) as u64, u64::from(b0 == NONE)]));
}
