//! The labels of tokens, and the best sequence of them.

use super::super::{Name, NameKind};

/// A label of a token, by number: 0 outside, then begin, inside, last and unit of each kind of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(pub u8);

/// How a token stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// In no name.
    Outside,
    /// The first of several.
    Begin,
    /// In the middle.
    Inside,
    /// The last of several.
    Last,
    /// A name of one token.
    Unit,
}

impl Label {
    /// The number of labels.
    pub const COUNT: usize = 17;
    /// In no name.
    pub const OUTSIDE: Self = Self(0);

    /// The label of a part of a name.
    pub fn new(part: Part, kind: NameKind) -> Self {
        let base = 1 + 4 * kind as u8;
        match part {
            Part::Outside => Self::OUTSIDE,
            Part::Begin => Self(base),
            Part::Inside => Self(base + 1),
            Part::Last => Self(base + 2),
            Part::Unit => Self(base + 3),
        }
    }

    /// Its part.
    pub fn part(self) -> Part {
        match self.0 {
            0 => Part::Outside,
            number => [Part::Begin, Part::Inside, Part::Last, Part::Unit][(number as usize - 1) % 4],
        }
    }

    /// Its kind; none outside of names.
    pub fn kind(self) -> Option<NameKind> {
        (self.0 > 0).then(|| NameKind::ALL[(self.0 as usize - 1) / 4])
    }

    /// True when a name goes on after it.
    pub fn is_open(self) -> bool {
        matches!(self.part(), Part::Begin | Part::Inside)
    }

    /// True when `next` may follow it.
    pub fn allows(self, next: Self) -> bool {
        let goes_on = matches!(next.part(), Part::Inside | Part::Last);
        match self.is_open() {
            true => goes_on && next.kind() == self.kind(),
            false => !goes_on,
        }
    }
}

/// Scores of the labels that may follow one another, [`Label::COUNT`] rows of as many.
pub type Transitions = [[i32; Label::COUNT]; Label::COUNT];

/// A score no sequence reaches by itself.
pub const FORBIDDEN: i32 = -1_000_000_000;

/// The tokens that may belong to a name, with the scores of their labels.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    /// Positions of tokens, ascending.
    pub tokens: Vec<usize>,
    /// True where a token opens a sentence.
    pub opens: Vec<bool>,
    /// Scores of the labels of each.
    pub scores: Vec<[i32; Label::COUNT]>,
}

impl Lattice {
    /// Appends a token.
    pub fn push(&mut self, token: usize, opens: bool, scores: [i32; Label::COUNT]) {
        self.tokens.push(token);
        self.opens.push(opens);
        self.scores.push(scores);
    }

    /// The names of the best sequence of labels.
    pub fn decode(&self, transitions: &Transitions) -> Vec<Name> {
        let mut names = Vec::new();
        let mut start = 0;
        for at in 1..=self.tokens.len() {
            if at == self.tokens.len() || self.opens[at] || self.tokens[at] != self.tokens[at - 1] + 1 {
                let labels = best(&self.scores[start..at], transitions);
                gather(self.tokens[start], &labels, &mut names);
                start = at;
            }
        }
        names
    }
}

/// The best sequence of labels for a run of neighbouring tokens (Viterbi).
pub fn best(scores: &[[i32; Label::COUNT]], transitions: &Transitions) -> Vec<Label> {
    let mut back: Vec<[u8; Label::COUNT]> = Vec::with_capacity(scores.len());
    let mut sums = [FORBIDDEN; Label::COUNT];
    sums[0] = 0;
    for row in scores {
        let mut next = [FORBIDDEN * 2; Label::COUNT];
        let mut from = [0_u8; Label::COUNT];
        for (before, &sum) in sums.iter().enumerate().filter(|&(_, &sum)| sum > FORBIDDEN / 2) {
            for label in 0..Label::COUNT {
                let score = sum.saturating_add(transitions[before][label]);
                if score > next[label] {
                    next[label] = score;
                    from[label] = before as u8;
                }
            }
        }
        for (sum, score) in next.iter_mut().zip(row) {
            *sum = sum.saturating_add(*score);
        }
        sums = next;
        back.push(from);
    }
    let mut label = 0;
    for other in 1..Label::COUNT {
        if !Label(other as u8).is_open() && sums[other] > sums[label] {
            label = other;
        }
    }
    let mut labels = vec![Label::OUTSIDE; scores.len()];
    for at in (0..scores.len()).rev() {
        labels[at] = Label(label as u8);
        label = back[at][label] as usize;
    }
    labels
}

/// Appends the names that a run of labels spells; the run starts at token `first`.
pub fn gather(first: usize, labels: &[Label], names: &mut Vec<Name>) {
    let mut start = 0;
    for (at, label) in labels.iter().enumerate() {
        match (label.part(), label.kind()) {
            (Part::Begin, _) => start = at,
            (Part::Last, Some(kind)) => names.push(super::name(first + start, first + at + 1, kind)),
            (Part::Unit, Some(kind)) => names.push(super::name(first + at, first + at + 1, kind)),
            _ => {}
        }
    }
}
