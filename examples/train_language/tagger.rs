//! Trains the tagger.

use std::collections::HashMap;

use gainsay::language::conllu::Sentence;
use gainsay::language::network::Network;
use gainsay::language::tag::{self, Tag, Tagger, words};
use gainsay::language::tags::Xpos;

use crate::learner::{Learner, Random};

/// The label of a word's tags.
fn label(word: &gainsay::language::conllu::Word) -> String {
    format!("{} {}", word.upos.name(), word.xpos.unwrap_or(Xpos::Fw).name())
}

/// The sentences' forms.
pub fn forms(sentence: &Sentence) -> Vec<&str> {
    sentence.words.iter().map(|word| word.form.as_str()).collect()
}

/// Trains on sentences for so many rounds.
pub fn train(sentences: &[&Sentence], hidden: usize, rounds: usize) -> Network {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words).filter(|word| word.xpos.is_some()) {
        *seen.entry(label(word)).or_default() += 1;
    }
    let mut labels: Vec<String> = seen.into_iter().filter(|&(_, count)| count >= 4).map(|(label, _)| label).collect();
    labels.sort();
    let numbers: HashMap<String, usize> = labels.iter().enumerate().map(|(at, label)| (label.clone(), at)).collect();
    let tags: Vec<Tag> = labels.iter().map(|label| tag::tag_of(label).expect("a pair of tags")).collect();

    let mut counts = HashMap::new();
    let mut features = Vec::new();
    for sentence in sentences {
        let words = words(&forms(sentence));
        let gold: Vec<Tag> = sentence.words.iter().map(gold_tag).collect();
        for at in 0..words.len() {
            features.clear();
            tag::collect(&words, &gold[..at], at, &mut features);
            for &feature in &features {
                *counts.entry(feature).or_default() += 1;
            }
        }
    }
    let mut learner = Learner::new(labels, hidden, &counts, 3);
    learner.dropout = 0.2;
    let mut random = Random(3);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for round in 0..rounds {
        random.shuffle(&mut order);
        let (mut right, mut total) = (0, 0);
        for (count, &at) in order.iter().enumerate() {
            let sentence = sentences[at];
            let words = words(&forms(sentence));
            let mut given: Vec<Tag> = Vec::with_capacity(words.len());
            for (at, word) in sentence.words.iter().enumerate() {
                features.clear();
                tag::collect(&words, &given, at, &mut features);
                learner.score(&features, true);
                let best = (0..tags.len()).fold(
                    0,
                    |best, at| {
                        if learner.scores[at] > learner.scores[best] { at } else { best }
                    },
                );
                total += 1;
                match numbers.get(&label(word)) {
                    Some(&gold) => {
                        right += usize::from(best == gold);
                        learner.learn(gold, |_| true);
                        given.push(if random.unit() < 0.5 { tags[best] } else { tags[gold] });
                    }
                    None => given.push(tags[best]),
                }
            }
            if round > 0 && count % 1000 == 999 {
                learner.average();
            }
        }
        learner.rate *= 0.85;
        eprintln!(
            "tagger round {round}: {:.2} of training, {} features",
            100.0 * right as f64 / total as f64,
            learner.size()
        );
    }
    learner.average();
    learner.network()
}

/// The tags that the treebank gives.
pub fn gold_tag(word: &gainsay::language::conllu::Word) -> Tag {
    Tag { upos: word.upos, xpos: word.xpos.unwrap_or(Xpos::Fw) }
}

/// Tags sentences with a tagger that has not seen them, by training on the other parts.
pub fn jackknife(sentences: &[&Sentence], parts: usize, hidden: usize, rounds: usize) -> Vec<Vec<Tag>> {
    let mut tags = vec![Vec::new(); sentences.len()];
    for part in 0..parts {
        let rest: Vec<&Sentence> =
            sentences.iter().enumerate().filter(|(at, _)| at % parts != part).map(|(_, &sentence)| sentence).collect();
        let tagger = Tagger::new(train(&rest, hidden, rounds)).expect("labels are tags");
        for at in (part..sentences.len()).step_by(parts) {
            tags[at] = tagger.tag(&forms(sentences[at]));
        }
    }
    tags
}
