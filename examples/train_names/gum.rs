//! Names from the entities of the GUM treebank, which mark whole phrases.

use std::path::Path;

use anyhow::Result;
use gainsay::language::NameKind;

use crate::corpus::{ANY, Doc, OPEN, Sentence, Words, names_in};
use crate::lists::Cues;
use crate::treebank::{self, Word};

/// Reads the documents of a file.
pub fn read(path: &Path, cues: &Cues) -> Result<Vec<Doc>> {
    let mut docs: Vec<Doc> = vec![];
    for paragraph in treebank::paragraphs(path)? {
        if paragraph.first || docs.is_empty() {
            docs.push(Doc { sentences: vec![], weight: 1.0 });
        }
        let last = docs.len() - 1;
        docs[last].sentences.extend(paragraph.sentences.iter().map(|words| sentence(words, cues)));
    }
    Ok(docs)
}

/// Reads a treebank without names: words that are no proper nouns are in no name, the rest stays open.
pub fn tagged(path: &Path, weight: f32) -> Result<Vec<Doc>> {
    let mut docs: Vec<Doc> = vec![];
    for paragraph in treebank::paragraphs(path)? {
        if paragraph.first || docs.is_empty() {
            docs.push(Doc { sentences: vec![], weight });
        }
        let last = docs.len() - 1;
        docs[last].sentences.extend(paragraph.sentences.iter().map(|words| partial(words)));
    }
    Ok(docs)
}

fn laid(words: &[Word]) -> Words {
    let glued = (0..words.len()).map(|at| at > 0 && words[at - 1].span.1 == words[at].span.0).collect();
    Words { forms: words.iter().map(|word| word.form.clone()).collect(), glued }
}

fn partial(words: &[Word]) -> Sentence {
    let proper = |at: usize| words.get(at).is_some_and(|word| word.xpos.starts_with("NNP"));
    let allowed = (0..words.len())
        .map(|at| {
            let beside = proper(at + 1) || at > 0 && proper(at - 1) || proper(at + 2);
            let joins = beside
                && matches!(
                    words[at].xpos.as_str(),
                    "IN" | "DT" | "CC" | "HYPH" | "POS" | "CD" | "JJ" | "FW" | "NN" | "NNS" | "." | "VBN" | "VBG"
                );
            match () {
                () if proper(at)
                    || (joins && (words[at].xpos != "NN" || words[at].form.starts_with(char::is_uppercase))) =>
                {
                    ANY
                }
                () if words[at].form.starts_with(char::is_uppercase) && words[at].xpos.starts_with('J') => OPEN,
                () => 1,
            }
        })
        .collect();
    let Words { forms, glued } = laid(words);
    Sentence { words: forms, glued, allowed }
}

fn sentence(words: &[Word], cues: &Cues) -> Sentence {
    let Words { forms, glued } = laid(words);
    let capital: Vec<bool> = forms.iter().map(|form| form.starts_with(char::is_uppercase)).collect();
    let proper =
        |at: usize| capital[at] && (words[at].xpos.starts_with("NNP") || (words[at].xpos.starts_with('J') && at > 0));
    let mentions = names_in(&forms, &entities(words), cues, proper);
    Sentence::new(Words { forms, glued }, &mentions, |at| capital[at] && words[at].xpos.starts_with(['N', 'J']))
}

/// The people, organisations and places of a sentence, by the brackets of `Entity=` in MISC.
fn entities(words: &[Word]) -> Vec<(usize, usize, NameKind)> {
    let mut open: Vec<(String, String, usize)> = vec![];
    let mut found = vec![];
    for (at, word) in words.iter().enumerate() {
        let Some(value) = word.misc.split('|').find_map(|item| item.strip_prefix("Entity=")) else { continue };
        for part in brackets(value) {
            let closes = part.ends_with(')');
            let body = part.trim_matches(['(', ')']);
            let fields: Vec<&str> = body.split('-').collect();
            if part.starts_with('(') {
                open.push((fields[0].to_owned(), fields.get(1).copied().unwrap_or("").to_owned(), at));
            }
            if closes {
                let number = fields[0];
                if let Some(place) = open.iter().rposition(|(id, _, _)| id == number) {
                    let (_, kind, start) = open.remove(place);
                    let kind = match kind.as_str() {
                        "person" => NameKind::Person,
                        "organization" => NameKind::Organisation,
                        "place" => NameKind::Place,
                        _ => continue,
                    };
                    found.push((start, at + 1, kind));
                }
            }
        }
    }
    found
}

/// `(1-person(2-place)3)` in its parts `(1-person`, `(2-place)`, `3)`.
fn brackets(value: &str) -> Vec<&str> {
    let mut parts = vec![];
    let mut start = 0;
    for (at, c) in value.char_indices() {
        if c == '(' && at > start {
            parts.push(&value[start..at]);
            start = at;
        } else if c == ')' {
            parts.push(&value[start..=at]);
            start = at + 1;
        }
    }
    if start < value.len() {
        parts.push(&value[start..]);
    }
    parts
}
