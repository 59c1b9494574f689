//! The best tree over scored arcs (Chu and Liu 1965, Edmonds 1967).

/// Scores of arcs between the words of a sentence, and of each word as the root.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// The number of words.
    pub length: usize,
    /// For each word the score of each head, the root's last; a word's own score is not looked at.
    pub values: Vec<f32>,
}

impl Scores {
    fn at(&self, dependent: usize, head: usize) -> f32 {
        self.values[dependent * (self.length + 1) + head]
    }

    /// The heads of the highest tree with exactly one root; none is the root's.
    ///
    /// Mostly each word's best head already makes a tree; else cycles are contracted, each in time quadratic in the
    /// length, so callers limit the length.
    pub fn tree(&self) -> Vec<Option<usize>> {
        let n = self.length;
        let mut heads: Vec<usize> = (0..n).map(|word| self.best(word)).collect();
        if heads.iter().filter(|&&head| head == n).count() != 1 || cycle(&heads, n).is_some() {
            // A root costs more than any difference between trees, so there is no second one.
            let size = n + 1;
            let range = self
                .values
                .iter()
                .filter(|value| value.is_finite())
                .fold(1f64, |max, value| max.max(f64::from(value.abs())));
            let toll = 2.0 * range * (size as f64);
            let weights = (0..n * size).map(|at| f64::from(self.values[at]) - if at % size == n { toll } else { 0.0 });
            heads = contract(&weights.collect::<Vec<f64>>(), n);
        }
        heads.into_iter().map(|head| (head < n).then_some(head)).collect()
    }

    fn best(&self, word: usize) -> usize {
        let mut best = self.length;
        for head in (0..self.length).filter(|&head| head != word) {
            if self.at(word, head) > self.at(word, best) {
                best = head;
            }
        }
        best
    }
}

/// The words of a cycle, none when the heads lead every word to the root `n`.
fn cycle(heads: &[usize], n: usize) -> Option<Vec<usize>> {
    let mut seen = vec![0; n];
    for start in 0..n {
        let mut at = start;
        while at < n && seen[at] == 0 {
            seen[at] = start + 1;
            at = heads[at];
        }
        if at < n && seen[at] == start + 1 {
            let mut words = vec![at];
            let mut next = heads[at];
            while next != at {
                words.push(next);
                next = heads[next];
            }
            return Some(words);
        }
    }
    None
}

/// The best heads for `n` words and the root `n`, given a row of `n + 1` weights for each word.
fn contract(weights: &[f64], n: usize) -> Vec<usize> {
    let size = n + 1;
    let mut heads: Vec<usize> = (0..n)
        .map(|word| {
            let others = (0..size).filter(|&head| head != word);
            others.fold(
                n,
                |best, head| if weights[word * size + head] > weights[word * size + best] { head } else { best },
            )
        })
        .collect();
    let Some(cycle) = cycle(&heads, n) else { return heads };
    let mut inside = vec![false; size];
    cycle.iter().for_each(|&word| inside[word] = true);
    // The smaller graph: the words outside, the cycle as one word, the root.
    let outside: Vec<usize> = (0..n).filter(|&word| !inside[word]).collect();
    let (small, joint) = (outside.len() + 1, outside.len());
    let node = |at: usize| if at < joint { outside[at] } else { n };
    let mut less = vec![f64::NEG_INFINITY; small * (small + 1)];
    let mut enters = vec![0; small + 1];
    let mut leaves = vec![0; small];
    for head in (0..=small).filter(|&head| head != joint) {
        let gain = |word: usize| weights[word * size + node(head)] - weights[word * size + heads[word]];
        let word = cycle.iter().copied().fold(cycle[0], |best, word| if gain(word) > gain(best) { word } else { best });
        less[joint * (small + 1) + head] = gain(word);
        enters[head] = word;
    }
    for (at, &word) in outside.iter().enumerate() {
        for head in (0..=small).filter(|&head| head != joint && head != at) {
            less[at * (small + 1) + head] = weights[word * size + node(head)];
        }
        let score = |head: usize| weights[word * size + head];
        let head =
            cycle.iter().copied().fold(cycle[0], |best, head| if score(head) > score(best) { head } else { best });
        less[at * (small + 1) + joint] = score(head);
        leaves[at] = head;
    }
    let found = contract(&less, small);
    for (at, &word) in outside.iter().enumerate() {
        heads[word] = if found[at] == joint { leaves[at] } else { node(found[at]) };
    }
    let entry = enters[found[joint]];
    heads[entry] = node(found[joint]);
    heads
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The best score over all trees with one root, by trying every assignment of heads.
    fn exhaustive(scores: &Scores) -> f32 {
        let n = scores.length;
        let mut best = f32::NEG_INFINITY;
        for number in 0..(n + 1).pow(n as u32) {
            let heads: Vec<usize> = (0..n).map(|word| number / (n + 1).pow(word as u32) % (n + 1)).collect();
            let one_root = heads.iter().filter(|&&head| head == n).count() == 1;
            if one_root && cycle(&heads, n).is_none() {
                best = best.max((0..n).map(|word| scores.at(word, heads[word])).sum());
            }
        }
        best
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_one(length in 1usize..6, values in proptest::collection::vec(-9i8..9, 36)) {
            let values = values[..length * (length + 1)].iter().map(|&value| f32::from(value)).collect();
            let scores = Scores { length, values };
            let heads: Vec<usize> = scores.tree().iter().map(|head| head.unwrap_or(length)).collect();
            prop_assert_eq!(heads.iter().filter(|&&head| head == length).count(), 1);
            prop_assert!(cycle(&heads, length).is_none());
            let total: f32 = (0..length).map(|word| scores.at(word, heads[word])).sum();
            prop_assert_eq!(total, exhaustive(&scores));
        }
    }
}
