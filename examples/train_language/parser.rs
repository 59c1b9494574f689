//! Trains the parser with a dynamic oracle (Goldberg and Nivre 2013), exploring its own mistakes.

use std::collections::HashMap;

use gainsay::language::conllu::Sentence;
use gainsay::language::network::Network;
use gainsay::language::parse::{self, State, Step};
use gainsay::language::tag::{Tag, words};
use gainsay::language::tags::Deprel;

use crate::learner::{Learner, Random};
use crate::tagger::forms;

/// The gold tree of a sentence, with each word's dependents.
struct Gold {
    heads: Vec<Option<usize>>,
    deprels: Vec<Deprel>,
    dependents: Vec<Vec<usize>>,
}

impl Gold {
    fn new(sentence: &Sentence) -> Self {
        let heads: Vec<Option<usize>> = sentence.words.iter().map(|word| word.head).collect();
        let mut dependents = vec![Vec::new(); heads.len()];
        for (at, head) in heads.iter().enumerate() {
            if let Some(head) = *head {
                dependents[head].push(at);
            }
        }
        Self { heads, deprels: sentence.words.iter().map(|word| word.deprel).collect(), dependents }
    }

    /// How many gold arcs shift, left and right would make impossible.
    fn costs(&self, state: &State, place: &[Place]) -> [usize; 3] {
        let next = state.next;
        let depth = state.stack.len();
        let waiting = |word: usize| word >= next;
        let mut costs = [0; 3];
        if next < self.heads.len() {
            // Reading the next word loses its head deeper than the top, and its dependents on the stack.
            let deep = |word: usize| matches!(place[word], Place::Stack(at) if at + 1 < depth);
            costs[0] += usize::from(self.heads[next].is_some_and(deep));
            costs[0] += self.dependents[next].iter().filter(|&&dep| matches!(place[dep], Place::Stack(_))).count();
        }
        if let Some(&top) = state.stack.last() {
            let top = top as usize;
            let lost = self.dependents[top].iter().filter(|&&dep| waiting(dep)).count();
            let under = depth.checked_sub(2).map(|at| state.stack[at] as usize);
            let head = self.heads[top];
            let root = usize::from(head.is_none());
            costs[1] = lost + root + usize::from(head.is_some_and(|h| h > next || (Some(h) == under)));
            costs[2] = lost + root + usize::from(head.is_some_and(waiting));
        }
        costs
    }
}

/// Where a word is.
#[derive(Clone, Copy)]
enum Place {
    Buffer,
    Stack(usize),
    Gone,
}

/// Keeps track of where words are while steps are taken.
fn advance(state: &mut State, place: &mut [Place], step: Step) {
    match step {
        Step::Shift => place[state.next] = Place::Stack(state.stack.len()),
        _ => place[*state.stack.last().expect("a word to attach") as usize] = Place::Gone,
    }
    state.take(step);
}

/// Trains on sentences with the tags given for them.
pub fn train(sentences: &[&Sentence], tags: &[Vec<Tag>], hidden: usize, rounds: usize, least: u32) -> Network {
    let mut steps = vec![Step::Shift];
    for &deprel in Deprel::ALL {
        let used = |left: bool| {
            sentences.iter().any(|sentence| {
                sentence
                    .words
                    .iter()
                    .enumerate()
                    .any(|(at, word)| word.deprel == deprel && word.head.is_some_and(|head| (head > at) == left))
            })
        };
        steps.extend(used(true).then_some(Step::Left(deprel)));
        steps.extend(used(false).then_some(Step::Right(deprel)));
    }
    let labels = steps.iter().map(|step| step.name()).collect();
    let golds: Vec<Gold> = sentences.iter().map(|sentence| Gold::new(sentence)).collect();

    let mut counts = HashMap::new();
    let mut features = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let words = words(&forms(sentence));
        let mut state = State::new(words.len());
        let mut place = vec![Place::Buffer; words.len()];
        while !state.is_final() {
            features.clear();
            parse::collect(&words, &tags[at], &state, &mut features);
            for &feature in &features {
                *counts.entry(feature).or_default() += 1;
            }
            let costs = golds[at].costs(&state, &place);
            let top = state.stack.last().map_or(Deprel::Dep, |&top| golds[at].deprels[top as usize]);
            let step = [Step::Left(top), Step::Right(top), Step::Shift]
                .into_iter()
                .filter(|&step| state.allows(step))
                .min_by_key(|&step| costs[kind(step)])
                .expect("a step is allowed");
            advance(&mut state, &mut place, step);
        }
    }
    let mut learner = Learner::new(labels, hidden, &counts, least);
    drop(counts);
    learner.dropout = 0.3;
    let mut random = Random(5);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for round in 0..rounds {
        random.shuffle(&mut order);
        let (mut right, mut total) = (0, 0);
        for (count, &at) in order.iter().enumerate() {
            let gold = &golds[at];
            let words = words(&forms(sentences[at]));
            let mut state = State::new(words.len());
            let mut place = vec![Place::Buffer; words.len()];
            while !state.is_final() {
                features.clear();
                parse::collect(&words, &tags[at], &state, &mut features);
                learner.score(&features, true);
                let costs = gold.costs(&state, &place);
                let allowed: [bool; 3] = [
                    state.allows(Step::Shift),
                    state.allows(Step::Left(Deprel::Dep)),
                    state.allows(Step::Right(Deprel::Dep)),
                ];
                let least = (0..3).filter(|&at| allowed[at]).map(|at| costs[at]).min().unwrap_or(0);
                let top = state.stack.last().map(|&top| top as usize);
                let correct = |step: Step| {
                    let head = match step {
                        Step::Shift => None,
                        Step::Left(_) => Some(state.next),
                        Step::Right(_) => state.stack.len().checked_sub(2).map(|at| state.stack[at] as usize),
                    };
                    costs[kind(step)] == least
                        && match (step, top) {
                            (Step::Left(deprel) | Step::Right(deprel), Some(top)) => {
                                gold.heads[top] != head || gold.deprels[top] == deprel
                            }
                            _ => true,
                        }
                };
                let (mut best, mut target) = (None, None);
                for (at, &step) in steps.iter().enumerate().filter(|&(_, &step)| allowed[kind(step)]) {
                    let score = learner.scores[at];
                    if best.is_none_or(|best: usize| score > learner.scores[best]) {
                        best = Some(at);
                    }
                    if correct(step) && target.is_none_or(|target: usize| score > learner.scores[target]) {
                        target = Some(at);
                    }
                }
                let (best, target) = (best.expect("a step"), target.unwrap_or(best.expect("a step")));
                total += 1;
                right += usize::from(best == target);
                let explore = round > 0 && random.unit() < 0.9;
                learner.learn(target, |at| allowed[kind(steps[at])]);
                advance(&mut state, &mut place, steps[if explore { best } else { target }]);
            }
            if round > 0 && count % 1000 == 999 {
                learner.average();
            }
        }
        learner.rate *= 0.85;
        eprintln!(
            "parser round {round}: {:.2} of training, {} features",
            100.0 * right as f64 / total as f64,
            learner.size()
        );
    }
    learner.average();
    learner.network()
}

fn kind(step: Step) -> usize {
    match step {
        Step::Shift => 0,
        Step::Left(_) => 1,
        Step::Right(_) => 2,
    }
}
