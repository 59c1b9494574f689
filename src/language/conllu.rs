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
        token.words.start = token.words.start.min(token.words.end);
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SENTENCE: &str = "# newpar id = 1\n# text = It isn't.\n\
        1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj:new\t_\t_\n\
        2-3\tisn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
        2\tis\tbe\tAUX\tVBZ\t_\t0\troot\t_\t_\n\
        3\tn't\tnot\tPART\tUNHEARD\t_\t9\tunheard\t_\t_\n\
        3.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t_\t_\n\
        4\t.\t.\tSTRANGE\t.\t_\t2\tpunct\t_\t_\n\n";

    #[test]
    fn words_surface_tokens_and_unknown_names() {
        let sentences = read(SENTENCE);
        let [sentence] = &sentences[..] else { panic!("one sentence") };
        assert_eq!(sentence.text, "It isn't.");
        assert!(sentence.paragraph);
        let forms: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        assert_eq!(forms, ["It", "is", "n't", "."]);
        assert_eq!(sentence.words[0].deprel, Deprel::Nsubj);
        assert_eq!(sentence.words[0].head, Some(1));
        assert_eq!(sentence.words[1].head, None);
        assert_eq!(
            (sentence.words[2].xpos, sentence.words[2].deprel, sentence.words[2].head),
            (None, Deprel::Dep, None)
        );
        assert_eq!(sentence.words[3].upos, Upos::X);
        let surface: Vec<(&str, usize, bool)> =
            sentence.surface.iter().map(|token| (token.form.as_str(), token.words.len(), token.space_after)).collect();
        assert_eq!(surface, [("It", 1, true), ("isn't", 2, false), (".", 1, true)]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([0-9.\\-]{1,3}\t){0,3}\\PC*\n?", cut in 0usize..200) {
            read(&text);
            read(SENTENCE.get(..cut).unwrap_or(SENTENCE));
        }
    }
}
