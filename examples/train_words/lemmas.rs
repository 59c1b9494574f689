//! Learns lemmas: rules by suffix and tag, and a lexicon of the words the rules get wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;
use gainsay::language::lemma::{LONGEST, Lemmatiser, keeps_case};
use gainsay::language::syntax::Syntax;
use gainsay::language::{Xpos, conllu};

use crate::treebank::Paragraph;

/// How often each lemma, or each rule, was seen.
type Counts<Key, Value> = BTreeMap<Key, BTreeMap<Value, u32>>;

/// The lines of `models/lemmas.tsv`.
pub fn learn(paragraphs: &[Paragraph]) -> String {
    let mut words: Counts<(String, &str), &str> = BTreeMap::new();
    for word in paragraphs.iter().flat_map(|paragraph| paragraph.sentences.iter().flatten()) {
        if Xpos::from_name(&word.xpos).is_some() && word.lemma != "_" {
            *words.entry((word.form.to_lowercase(), &word.xpos)).or_default().entry(&word.lemma).or_default() += 1;
        }
    }
    let endings = endings(paragraphs);
    let rules: String =
        endings.iter().map(|((suffix, tag), (take, ending))| format!("-{suffix}\t{tag}\t{take}\t{ending}\n")).collect();
    let by_rule = Lemmatiser::read(Box::leak(rules.clone().into_boxed_str()));
    let mut lexicon = String::new();
    for ((form, tag), lemmas) in &words {
        let Some((lemma, &count)) = lemmas.iter().max_by_key(|&(lemma, &count)| (count, std::cmp::Reverse(*lemma)))
        else {
            continue;
        };
        let total: u32 = lemmas.values().sum();
        let Some(xpos) = Xpos::from_name(tag) else { continue };
        let cased = matches!(xpos, Xpos::Nnp | Xpos::Nnps | Xpos::Gw | Xpos::Add | Xpos::Fw);
        let right = lemma.to_lowercase() == by_rule.lemma(form, xpos).to_lowercase()
            && (cased || **lemma == by_rule.lemma(form, xpos));
        let useful = count * 2 > total && (!cased || count > 1) && form.len() < 24;
        if !right && useful {
            lexicon.push_str(&format!("{form}\t{tag}\t{lemma}\n"));
        }
    }
    lexicon + &rules
}

/// For each tag and suffix the rule that serves most words, where it differs from that of the shorter suffix.
fn endings(paragraphs: &[Paragraph]) -> BTreeMap<(String, String), (usize, String)> {
    let mut counts: Counts<(String, String), (usize, String)> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for word in paragraphs.iter().flat_map(|paragraph| paragraph.sentences.iter().flatten()) {
        let small = word.form.to_lowercase();
        let Some(tag) = Xpos::from_name(&word.xpos) else { continue };
        if word.lemma == "_" || !seen.insert((small.clone(), word.xpos.clone(), word.lemma.clone())) {
            continue;
        }
        let form = if keeps_case(&word.form, tag) { &word.form } else { &small };
        let shared = form
            .char_indices()
            .zip(word.lemma.chars())
            .take_while(|((_, a), b)| a == b)
            .last()
            .map_or(0, |((at, c), _)| at + c.len_utf8());
        let rule = (form.len() - shared, word.lemma[shared..].to_owned());
        if rule.0 > 5 || rule.1.len() > 5 {
            continue;
        }
        for length in 0..=LONGEST.min(small.len()) {
            if let Some(suffix) = small.get(small.len() - length..) {
                *counts.entry((suffix.to_owned(), word.xpos.clone())).or_default().entry(rule.clone()).or_default() +=
                    1;
            }
        }
    }
    let best = |key: &(String, String)| {
        let rules = counts.get(key)?;
        let (rule, &count) = rules.iter().max_by_key(|&(rule, &count)| (count, std::cmp::Reverse(rule)))?;
        Some((rule.clone(), count, rules.values().sum::<u32>()))
    };
    let mut kept: BTreeMap<(String, String), (usize, String)> = BTreeMap::new();
    for key in counts.keys() {
        let Some((rule, count, total)) = best(key) else { continue };
        let least = if key.0.is_empty() { 1 } else { 2 };
        let shorter = (1..=key.0.len()).filter_map(|at| key.0.get(at..)).find_map(|suffix| {
            let shorter = best(&(suffix.to_owned(), key.1.clone()))?;
            (shorter.1 >= if suffix.is_empty() { 1 } else { 2 } && shorter.1 * 2 > shorter.2).then_some(shorter.0)
        });
        if count >= least && count * 2 > total && shorter.as_ref() != Some(&rule) && rule.0 <= key.0.len() + 5 {
            kept.insert(key.clone(), rule);
        }
    }
    kept
}

/// Percent of lemmas right, from gold words and our own tags.
pub fn accuracy(path: &Path, errors: bool) -> Result<f64> {
    let lemmatiser = Lemmatiser::read(Box::leak(fs::read_to_string("models/lemmas.tsv")?.into_boxed_str()));
    let tagger = Syntax::shipped();
    let (mut right, mut all) = (0, 0);
    for sentence in conllu::read(&fs::read_to_string(path)?) {
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        for (word, tag) in sentence.words.iter().zip(tagger.tag(&forms)) {
            if word.lemma == "_" {
                continue;
            }
            let lemma = lemmatiser.lemma(&word.form, tag.xpos);
            all += 1;
            right += usize::from(lemma == word.lemma);
            if errors && lemma != word.lemma {
                println!(
                    "lemma {} {} (gold tag {:?}): ours {lemma}, gold {}",
                    word.form,
                    tag.xpos.name(),
                    word.xpos.map(Xpos::name),
                    word.lemma
                );
            }
        }
    }
    Ok(100.0 * f64::from(right as u32) / f64::from(all.max(1)))
}
