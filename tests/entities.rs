//! The names of short news texts, by the traditions the names come from; `names.txt` holds the texts.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::language::{self, Model, NameKind};
use gainsay::source::{Article, Block, BlockKind};
use gainsay::text::{DocId, Span};

type Found = (usize, usize, NameKind);

fn names(text: &str, model: &Model) -> BTreeSet<Found> {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let article = Article { text: text.to_owned(), blocks: vec![block], ..Article::default() };
    let doc = language::read(article, DocId(0), model);
    let places = doc.names.iter().map(|name| (doc.span(name.tokens), name.kind));
    places.map(|(span, kind)| (span.start as usize, span.end as usize, kind)).collect()
}

/// The text without brackets, and the names in them.
fn unbracket(line: &str) -> (String, BTreeSet<Found>) {
    let (mut text, mut names) = (String::new(), BTreeSet::new());
    for (at, part) in line.split('[').enumerate() {
        match part.split_once(']') {
            Some((name, rest)) if at > 0 => {
                let (kind, name) = name.split_once(' ').unwrap();
                let start = text.len();
                text.push_str(name);
                names.insert((start, text.len(), NameKind::from_name(kind).unwrap()));
                text.push_str(rest);
            }
            _ => text.push_str(part),
        }
    }
    (text, names)
}

#[test]
fn names_of_many_traditions_are_found() {
    let model = Model::shipped();
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut group = "";
    for line in include_str!("names.txt").lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("## ") {
            Some(name) => group = name,
            None if line.starts_with('#') => {}
            None => {
                let (text, gold) = unbracket(line);
                let ours = names(&text, &model);
                let count = counts.entry(group).or_default();
                count[0] += gold.intersection(&ours).count();
                count[1] += ours.len();
                count[2] += gold.len();
            }
        }
    }
    for (group, [right, ours, gold]) in &counts {
        let f1 = 200.0 * *right as f64 / (ours + gold).max(1) as f64;
        assert!(*gold == 0 && *ours == 0 || f1 >= 75.0, "{group}: F1 {f1:.1}");
    }
    let [right, ours, gold] = counts.values().fold([0; 3], |sum, count| std::array::from_fn(|at| sum[at] + count[at]));
    assert!(2 * right * 100 >= 88 * (ours + gold), "{right} right of {ours} found and {gold} there");
}

#[test]
fn a_surname_after_the_full_name_is_a_person() {
    let model = Model::shipped();
    let text = "Mayor Ingrid Paris resigned on Monday. Paris said she was tired.";
    let found = names(text, &model);
    let last = text.rfind("Paris").unwrap();
    assert!(found.contains(&(last, last + 5, NameKind::Person)), "{found:?}");
}
