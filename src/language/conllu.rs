//! Reads treebanks in the CoNLL-U format (<https://universaldependencies.org/format.html>).

use super::tags::{Deprel, Upos, Xpos};

/// A sentence of a treebank: its syntactic words and the surface tokens they were written as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The `# text` comment.
    pub text: String,
    /// True when a `# newpar` or `# newdoc` comment stands before it.
    pub paragraph: bool,
    /// The syntactic words, in order.
    pub words: Vec<Word>,
    /// The surface tokens: the range of words of each and its form, one word a token but for multiword tokens.
    pub surface: Vec<Surface>,
}

/// A syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its form.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
    /// Its part of speech; [`Upos::X`] for an unknown name.
    pub upos: Upos,
    /// Its Penn tag; none when missing or unknown.
    pub xpos: Option<Xpos>,
    /// The position of its head in the sentence; none for the root.
    pub head: Option<usize>,
    /// Its relation; an unknown subtype gives the plain relation, an unknown relation [`Deprel::Dep`].
    pub deprel: Deprel,
}

/// A surface token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// Its form.
    pub form: String,
    /// Its words.
    pub words: std::ops::Range<usize>,
    /// True when white space follows.
    pub space_after: bool,
}

/// Reads all sentences of a file's text. Lines that are not CoNLL-U are passed over.
pub fn read(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() {
            if !sentence.words.is_empty() {
                sentences.push(mend(std::mem::take(&mut sentence)));
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim_start();
            sentence.paragraph |= comment.starts_with("newpar") || comment.starts_with("newdoc");
            if let Some(text) = comment.strip_prefix("text = ") {
                sentence.text = text.to_owned();
            }
        } else {
            read_word(line, &mut sentence);
        }
    }
    sentences
}

fn read_word(line: &str, sentence: &mut Sentence) {
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, _, head, deprel, _, misc] = fields[..] else { return };
    let at = sentence.words.len();
    let space_after = !misc.split('|').any(|part| part == "SpaceAfter=No");
    if let Some((from, to)) = id.split_once('-') {
        if let (Ok(from), Ok(to)) = (from.parse::<usize>(), to.parse::<usize>()) {
            let words = at..at + (to + 1).saturating_sub(from);
            sentence.surface.push(Surface { form: form.to_owned(), words, space_after });
        }
    } else if id.parse::<usize>().is_ok() {
        if sentence.surface.last().is_none_or(|token| !token.words.contains(&at)) {
            sentence.surface.push(Surface { form: form.to_owned(), words: at..at + 1, space_after });
        }
        let deprel = Deprel::from_name(deprel)
            .or_else(|| Deprel::from_name(deprel.split(':').next().unwrap_or_default()))
            .unwrap_or(Deprel::Dep);
        sentence.words.push(Word {
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: Upos::from_name(upos).unwrap_or(Upos::X),
            xpos: Xpos::from_name(xpos),
            head: head.parse::<usize>().ok().and_then(|head| head.checked_sub(1)),
            deprel,
        });
    }
}

/// Takes away what points past the sentence's end.
fn mend(mut sentence: Sentence) -> Sentence {
    let length = sentence.words.len();
    for word in &mut sentence.words {
        word.head = word.head.filter(|&head| head < length);
    }
    for token in &mut sentence.surface {
        token.words.end = token.words.end.min(length);
    }
    sentence
}
