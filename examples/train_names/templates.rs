//! Variants of corpus sentences with other names in them, and own model sentences filled from lists.

use gainsay::language::NameKind;
use gainsay::language::names::label::{Label, Part};
use gainsay::language::token::Tokenizer;

use crate::corpus::{Doc, Mention, Sentence, retokenise};
use crate::lists::Lists;
use crate::names::Maker;
use crate::random::Random;

/// How often each model sentence is filled.
const FILLINGS: usize = 24;

/// Appends to the documents copies in which people and places have other names.
pub fn vary(docs: &mut Vec<Doc>, lists: &Lists, tokenizer: &Tokenizer) {
    let mut maker = Maker::new(lists, 11);
    let mut copies = vec![];
    for doc in docs.iter() {
        for sentence in &doc.sentences {
            if let Some(copy) = other_names(sentence, &mut maker, tokenizer) {
                copies.push(Doc { sentences: vec![copy], weight: doc.weight });
            }
        }
    }
    let mut random = Random(17);
    for doc in docs.iter() {
        for sentence in doc.sentences.iter().filter(|sentence| (4..16).contains(&sentence.words.len())) {
            if random.chance(20) {
                copies.push(Doc { sentences: vec![headline(sentence, &mut random)], weight: doc.weight });
            }
        }
    }
    docs.extend(copies);
}

/// The sentence as a headline, most words with a capital, without its full stop.
fn headline(sentence: &Sentence, random: &mut Random) -> Sentence {
    let every = random.chance(50);
    let mut copy = sentence.clone();
    for (at, word) in copy.words.iter_mut().enumerate() {
        if at == 0 || every || word.len() > 3 {
            *word = capitalised(word);
        }
    }
    if copy.words.last().is_some_and(|word| word == ".") {
        copy.words.pop();
        copy.allowed.pop();
        copy.glued.pop();
    }
    copy
}

/// The sentence with its people and about half of its places renamed; none when it names nobody and no place.
fn other_names(sentence: &Sentence, maker: &mut Maker, tokenizer: &Tokenizer) -> Option<Sentence> {
    let mut words: Vec<String> = vec![];
    let mut glued = vec![];
    let mut allowed = vec![];
    let mut changed = false;
    let mut at = 0;
    while at < sentence.words.len() {
        let mask = sentence.allowed[at];
        let label = Label(mask.trailing_zeros() as u8);
        let mut end = at + 1;
        if mask.count_ones() == 1 && label.part() == Part::Begin {
            while end < sentence.words.len() && Label(sentence.allowed[end - 1].trailing_zeros() as u8).is_open() {
                end += 1;
            }
        }
        let sure = mask.count_ones() == 1 && matches!(label.part(), Part::Begin | Part::Unit);
        let person = sure && label.kind() == Some(NameKind::Person) && maker.random.chance(80);
        let place = sure && label.kind() == Some(NameKind::Place) && maker.random.chance(50);
        if person || place {
            let made = match (person, end - at) {
                (true, 1) => maker.person().family,
                (true, _) => maker.person().full,
                (false, _) => match maker.random.below(4) {
                    0 => maker.region(),
                    1 => maker.country().trim_start_matches("the ").to_owned(),
                    _ => maker.city(),
                },
            };
            let parts: Vec<String> = made.split(' ').map(str::to_owned).collect();
            let (parts, _) = retokenise(tokenizer, &parts, &[], false);
            let kind = if person { NameKind::Person } else { NameKind::Place };
            let count = parts.forms.len();
            let inner = Sentence::new(parts, &[(0, count, Some(kind))], |_| false);
            words.extend(inner.words);
            glued.extend(inner.glued);
            if let Some(first) = glued.len().checked_sub(count).and_then(|first| glued.get_mut(first)) {
                *first = sentence.glued[at];
            }
            allowed.extend(inner.allowed);
            changed = true;
        } else {
            words.extend_from_slice(&sentence.words[at..end]);
            glued.extend_from_slice(&sentence.glued[at..end]);
            allowed.extend_from_slice(&sentence.allowed[at..end]);
        }
        at = end;
    }
    changed.then_some(Sentence { words, glued, allowed })
}

/// The model sentences, filled.
pub fn compose(lists: &Lists, tokenizer: &Tokenizer) -> Vec<Doc> {
    let mut maker = Maker::new(lists, 3);
    let mut docs = vec![];
    for _ in 0..FILLINGS {
        for line in include_str!("sentences.txt").lines().filter(|line| !line.starts_with('#')) {
            docs.push(Doc { sentences: vec![fill(line, &mut maker, tokenizer)], weight: 1.0 });
        }
    }
    docs
}

fn fill(line: &str, maker: &mut Maker, tokenizer: &Tokenizer) -> Sentence {
    let style = match line.chars().next() {
        Some('^') => '^',
        Some('!') => '!',
        _ => match maker.random.below(100) {
            0..4 => '^',
            _ => ' ',
        },
    };
    let mut words: Vec<String> = vec![];
    let mut mentions: Vec<Mention> = vec![];
    let mut family = maker.person().family;
    let mut rest = line.trim_start_matches(['^', '!']);
    while let Some(start) = rest.find('{') {
        let end = start + rest[start..].find('}').unwrap_or(rest.len() - start - 1);
        push(&rest[..start], &mut words);
        let slot = &rest[start + 1..end];
        let (value, kind) = value(slot, maker, &mut family);
        let value = if slot == "country" && words.last().is_some_and(|word| word == "in") {
            value
        } else {
            value.trim_start_matches("the ").to_owned()
        };
        let value = match value.strip_prefix("the ") {
            Some(bare) => {
                words.push("the".to_owned());
                bare.to_owned()
            }
            None => value,
        };
        let from = words.len();
        push(&value, &mut words);
        if let Some(kind) = kind
            && words.len() > from
        {
            mentions.push((from, words.len(), Some(kind)));
        }
        rest = &rest[end + 1..];
    }
    push(rest, &mut words);
    for word in &mut words {
        match style {
            '!' => *word = word.to_uppercase(),
            '^' if word.len() > 3 || word.starts_with(char::is_uppercase) => *word = capitalised(word),
            '^' if word.chars().all(char::is_alphabetic) && maker.random.chance(60) => *word = capitalised(word),
            _ => {}
        }
    }
    if style == '^' && !words.is_empty() {
        words[0] = capitalised(&words[0]);
    }
    let (words, mentions) = retokenise(tokenizer, &words, &mentions, false);
    Sentence::new(words, &mentions, |_| false)
}

/// Appends the words of a stretch of text; a sign at its end or start stands alone.
fn push(text: &str, words: &mut Vec<String>) {
    for word in text.split_whitespace() {
        words.push(word.to_owned());
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn value(slot: &str, maker: &mut Maker, family: &mut String) -> (String, Option<NameKind>) {
    const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const MONTHS: &[&str] = &[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match slot {
        "per" => {
            let person = maker.person();
            *family = person.family;
            (person.full, Some(NameKind::Person))
        }
        "given" => {
            let full = maker.person().full;
            let first = full.split(' ').find(|part| part.len() > 2 && part.starts_with(char::is_uppercase));
            (first.unwrap_or("Ann").to_owned(), Some(NameKind::Person))
        }
        "sur" => (family.clone(), Some(NameKind::Person)),
        "city" => (maker.city(), Some(NameKind::Place)),
        "region" => (maker.region(), Some(NameKind::Place)),
        "country" => (maker.country(), Some(NameKind::Place)),
        "dem" => (maker.demonym(), Some(NameKind::Other)),
        "org" => (maker.organisation(), Some(NameKind::Organisation)),
        "acr" => (maker.initials(), Some(NameKind::Organisation)),
        "event" => (maker.event(), Some(NameKind::Other)),
        "day" => ((*maker.random.one(DAYS)).to_owned(), None),
        "month" => ((*maker.random.one(MONTHS)).to_owned(), None),
        "year" => ((1950 + maker.random.below(76)).to_string(), None),
        _ => ((2 + maker.random.below(70)).to_string(), None),
    }
}
