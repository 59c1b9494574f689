//! Reads corpora with names labelled, each by its own guidelines, into one form.

use std::fs;
use std::path::Path;

use anyhow::Result;
use gainsay::language::NameKind;
use gainsay::language::names::label::{Label, Part};
use gainsay::language::token::Tokenizer;
use gainsay::text::Span;

use crate::lists::Cues;

/// Any label.
pub const ANY: u32 = (1 << Label::COUNT) - 1;
/// Outside, or in a name of kind other.
pub const OPEN: u32 = 1 | 0b1111 << 13;

/// Words with the labels each may have, as bits.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    pub words: Vec<String>,
    /// True where no space stands before the word.
    pub glued: Vec<bool>,
    pub allowed: Vec<u32>,
}

/// Words, and where no space stands before one.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub forms: Vec<String>,
    pub glued: Vec<bool>,
}

/// Sentences of one document, and how much they count.
#[derive(Clone, Debug, Default)]
pub struct Doc {
    pub sentences: Vec<Sentence>,
    pub weight: f32,
}

/// A name by its first word, the one past its last, and its kind; no kind when it is not clear what holds.
pub type Mention = (usize, usize, Option<NameKind>);

impl Sentence {
    /// A sentence of words and mentions that do not overlap; `open` says which other words may be names of kind other.
    pub fn new(words: Words, mentions: &[Mention], open: impl Fn(usize) -> bool) -> Self {
        let mut allowed: Vec<u32> = (0..words.forms.len()).map(|at| if open(at) { OPEN } else { 1 }).collect();
        for &(start, end, kind) in mentions {
            for (at, allowed) in allowed.iter_mut().enumerate().take(end).skip(start) {
                *allowed = match kind {
                    None => ANY,
                    Some(kind) => 1 << Label::new(part(at, start, end), kind).0,
                };
            }
        }
        Self { words: words.forms, glued: words.glued, allowed }
    }
}

fn part(at: usize, start: usize, end: usize) -> Part {
    match (at == start, at + 1 == end) {
        (true, true) => Part::Unit,
        (true, false) => Part::Begin,
        (false, true) => Part::Last,
        (false, false) => Part::Inside,
    }
}

/// `splits` says that the corpus parts words at hyphens, so that a hyphen alone stands inside a word.
/// Parts words that the corpus leaves whole, as our own tokens are, and moves the mentions along.
pub fn retokenise(
    tokenizer: &Tokenizer,
    words: &[String],
    mentions: &[Mention],
    splits: bool,
) -> (Words, Vec<Mention>) {
    let mut text = String::new();
    let mut starts = vec![];
    for word in words {
        if (matches!(word.as_str(), "," | "." | "'s" | "’s" | ")" | ":" | ";") || (splits && word == "-"))
            && text.ends_with(' ')
        {
            text.pop();
        }
        starts.push(text.len());
        text.push_str(word);
        if word != "(" && !(splits && word == "-") {
            text.push(' ');
        }
    }
    let mut spans = vec![];
    tokenizer.words(&text, Span::new(0, text.len()), &mut spans);
    let moved = mentions
        .iter()
        .map(|&(start, end, kind)| {
            let from = spans.partition_point(|span| (span.end as usize) <= starts[start]);
            let to = spans.partition_point(|span| (span.start as usize) < starts[end - 1] + words[end - 1].len());
            (from, to, kind)
        })
        .filter(|&(from, to, _)| from < to)
        .collect();
    let glued = (0..spans.len()).map(|at| at > 0 && spans[at - 1].end == spans[at].start).collect();
    (Words { forms: spans.iter().map(|span| span.of(&text).to_owned()).collect(), glued }, moved)
}

/// A word, its tag, and whether no space stands before it.
pub type Tagged = (String, String, bool);

/// Documents of sentences of words with their tags, from a file in CoNLL form.
///
/// A `# text` line tells which words are glued together.
pub fn conll(path: &Path) -> Result<Vec<Vec<Vec<Tagged>>>> {
    let mut text = String::new();
    let mut rest = 0;
    let mut docs = vec![vec![vec![]]];
    for line in fs::read_to_string(path)?.lines() {
        if line.starts_with("# newdoc") || line.starts_with("-DOCSTART-") {
            docs.push(vec![vec![]]);
            continue;
        }
        if let Some(found) = line.strip_prefix("# text = ") {
            text = found.to_owned();
            rest = 0;
        }
        let last = docs.len() - 1;
        let mut add = |doc: &mut Vec<Vec<Tagged>>, word: &str, tag: &str| {
            let glued = rest > 0 && text[rest..].starts_with(word);
            rest = text[rest..].find(word).map_or(rest, |at| rest + at + word.len());
            push(doc, (word.to_owned(), tag.to_owned(), glued));
        };
        let fields: Vec<&str> = line.split(['\t', ' ']).collect();
        let numbered = fields.len() > 2 && fields[0].parse::<u32>().is_ok() && is_tag(fields[2]);
        match fields.as_slice() {
            [] | [""] | ["", ""] => {
                docs[last].push(vec![]);
                text.clear();
                rest = 0;
            }
            [mark, ..] if mark.starts_with('#') && !fields.last().is_some_and(|tag| is_tag(tag)) => {}
            [_, word, tag, ..] if numbered => add(&mut docs[last], word, tag),
            [word, .., tag] => add(&mut docs[last], word, tag),
            _ => {}
        }
    }
    for doc in &mut docs {
        doc.retain(|sentence| !sentence.is_empty());
    }
    docs.retain(|doc| !doc.is_empty());
    Ok(docs)
}

fn push(doc: &mut Vec<Vec<Tagged>>, word: Tagged) {
    match doc.last_mut() {
        Some(sentence) => sentence.push(word),
        None => doc.push(vec![word]),
    }
}

fn is_tag(tag: &str) -> bool {
    tag == "O" || tag.starts_with("B-") || tag.starts_with("I-")
}

/// The runs of tags as (first, past last, name of the type).
pub fn runs(tags: &[Tagged]) -> Vec<(usize, usize, String)> {
    let mut found: Vec<(usize, usize, String)> = vec![];
    for (at, (_, tag, _)) in tags.iter().enumerate() {
        let Some((mark, kind)) = tag.split_once('-') else { continue };
        match found.last_mut() {
            Some((_, end, last)) if mark == "I" && *end == at && last == kind => *end = at + 1,
            _ => found.push((at, at + 1, kind.to_owned())),
        }
    }
    found
}

/// Reads a corpus whose labels are names only; `kind_of` maps its types.
pub fn plain(
    path: &Path,
    tokenizer: &Tokenizer,
    weight: f32,
    kind_of: fn(&str) -> Option<NameKind>,
) -> Result<Vec<Doc>> {
    let docs = conll(path)?;
    Ok(docs
        .iter()
        .map(|doc| {
            let sentences = doc
                .iter()
                .map(|tags| {
                    let words: Vec<String> = tags.iter().map(|(word, _, _)| word.clone()).collect();
                    let mentions: Vec<Mention> = runs(tags)
                        .into_iter()
                        .filter_map(|(start, end, kind)| kind_of(&kind).map(|kind| (start, end, Some(kind))))
                        .collect();
                    let (words, mentions) = retokenise(tokenizer, &words, &mentions, false);
                    Sentence::new(words, &mentions, |_| false)
                })
                .collect();
            Doc { sentences, weight }
        })
        .collect())
}

/// Reads tweets: those with handles are left out, nationalities are names of kind other, the rest stays open.
pub fn social(
    path: &Path,
    tokenizer: &Tokenizer,
    cues: &Cues,
    weight: f32,
    kind_of: fn(&str) -> Option<NameKind>,
) -> Result<Vec<Doc>> {
    let docs = conll(path)?;
    let mut sentences = vec![];
    for tags in docs.iter().flatten() {
        if tags.iter().any(|(word, _, _)| word.starts_with(['@', '#']) || word == "RT" || word.starts_with('&')) {
            continue;
        }
        let words: Vec<String> = tags.iter().map(|(word, _, _)| word.clone()).collect();
        let mentions: Vec<Mention> = runs(tags)
            .into_iter()
            .filter_map(|(start, end, kind)| {
                let kind = kind_of(&kind)?;
                let demonym = end == start + 1 && kind != NameKind::Person && cues.is("demonym", &words[start]);
                Some((start, end, Some(if demonym { NameKind::Other } else { kind })))
            })
            .collect();
        let (words, mentions) = retokenise(tokenizer, &words, &mentions, false);
        let capital: Vec<bool> = words.forms.iter().map(|word| word.starts_with(char::is_uppercase)).collect();
        sentences.push(Sentence::new(words, &mentions, |at| capital[at]));
    }
    Ok(sentences.into_iter().map(|sentence| Doc { sentences: vec![sentence], weight }).collect())
}

/// Reads a corpus whose mentions include descriptions: a mention is cut to the name in it, or is unclear.
pub fn described(
    path: &Path,
    tokenizer: &Tokenizer,
    cues: &Cues,
    weight: f32,
    kind_of: fn(&str) -> Option<NameKind>,
) -> Result<Vec<Doc>> {
    let docs = conll(path)?;
    Ok(docs
        .iter()
        .map(|doc| {
            let sentences = doc
                .iter()
                .map(|tags| {
                    let words: Vec<String> = tags.iter().map(|(word, _, _)| word.clone()).collect();
                    let mut spans = vec![];
                    for (start, end, kind) in runs(tags) {
                        if let Some(kind) = kind_of(&kind) {
                            spans.push((start, end, kind));
                        }
                    }
                    let mentions = names_in(&words, &spans, cues, |at| words[at].starts_with(char::is_uppercase));
                    let (words, mentions) = retokenise(tokenizer, &words, &mentions, true);
                    let capital: Vec<bool> =
                        words.forms.iter().map(|word| word.starts_with(char::is_uppercase)).collect();
                    Sentence::new(words, &mentions, |at| capital[at])
                })
                .collect();
            Doc { sentences, weight }
        })
        .collect())
}

/// Cuts described mentions to the names in them; the longest come first, none overlap.
pub fn names_in(
    words: &[String],
    spans: &[(usize, usize, NameKind)],
    cues: &Cues,
    proper: impl Fn(usize) -> bool,
) -> Vec<Mention> {
    let mut spans = spans.to_vec();
    spans.sort_by_key(|&(start, end, _)| (std::cmp::Reverse(end - start), start));
    let mut mentions: Vec<Mention> = vec![];
    for (start, end, kind) in spans {
        for mention in cut(words, start, end, kind, cues, &proper) {
            if mentions.iter().all(|other| mention.1 <= other.0 || other.1 <= mention.0) {
                mentions.push(mention);
            }
        }
    }
    mentions.sort_by_key(|mention| mention.0);
    mentions
}

const LEADING: &[&str] = &[
    "the",
    "a",
    "an",
    "former",
    "late",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "all",
    "of",
    "his",
    "her",
    "their",
    "our",
    "its",
    "\"",
    "“",
    "'",
    "then",
    "ex",
    "-",
    "nearby",
    "today",
    "whole",
];
const JOINING: &[&str] = &["of", "the", "for", "and", "&", "-", "'s", "’s", "'", "’", ".", "in", "on"];

fn cut(
    words: &[String],
    start: usize,
    end: usize,
    kind: NameKind,
    cues: &Cues,
    proper: &impl Fn(usize) -> bool,
) -> Vec<Mention> {
    let mut from = start;
    while from < end && LEADING.contains(&words[from].to_lowercase().as_str()) {
        from += 1;
    }
    if from == end || !(proper(from) || cues.is("particle", &words[from])) {
        return (start..end).filter(|&at| proper(at)).map(|at| (at, at + 1, None)).collect();
    }
    let mut found = vec![];
    if kind == NameKind::Person {
        let titles = from;
        while from < end
            && (cues.is("title", &words[from])
                || cues.is("demonym", &words[from])
                || (from > titles && matches!(words[from].as_str(), "-" | "of" | "for" | "the")))
        {
            if cues.is("demonym", &words[from]) {
                found.push((from, from + 1, Some(NameKind::Other)));
            }
            from += 1;
        }
    }
    let mut to = from;
    while to < end && (proper(to) || cues.is("particle", &words[to]) || joins(words, to, end, kind, proper)) {
        to += 1;
    }
    while to > from && !proper(to - 1) {
        to -= 1;
    }
    let rest_is_plain = (to..end).all(|at| !words[at].starts_with(char::is_alphanumeric))
        || to < end && matches!(words[to].as_str(), "," | "(" | "'s" | "’s" | "in" | "and" | ";" | "who" | "which");
    if to > from {
        let whole = matches!(kind, NameKind::Person | NameKind::Organisation | NameKind::Place)
            && (rest_is_plain || kind == NameKind::Person);
        match whole {
            true => found.push((from, to, Some(kind))),
            false => found.extend((from..to).map(|at| (at, at + 1, None))),
        }
    }
    found
}

fn joins(words: &[String], at: usize, end: usize, kind: NameKind, proper: &impl Fn(usize) -> bool) -> bool {
    let word = words[at].as_str();
    let next = (at + 1..end.min(at + 3)).find(|&next| !matches!(words[next].as_str(), "the"));
    let continues = next.is_some_and(proper);
    match kind {
        NameKind::Organisation => JOINING.contains(&word) && continues,
        NameKind::Place => matches!(word, "of" | "-" | "'s" | "’s" | "and") && continues && word != "and",
        _ => matches!(word, "-" | ".") && at + 1 < end,
    }
}
