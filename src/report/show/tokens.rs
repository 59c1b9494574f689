//! The stage `tokens`: CoNLL-U, the format of the Universal Dependencies.

use std::fmt::Write;

use crate::language::Document;
use crate::report::escape::visible;

/// All sentences in CoNLL-U: id, form, lemma, universal and Penn part of speech, `_`, head, relation, `_`, byte range.
pub fn tokens(doc: &Document) -> String {
    let mut text = String::new();
    for (number, sentence) in doc.sentences.iter().enumerate() {
        let words = visible(sentence.span.of(&doc.article.text));
        let _ = writeln!(text, "# sent_id = {}\n# text = {words}", number + 1);
        let first = sentence.tokens.start.index();
        for index in sentence.tokens.indices() {
            let token = &doc.tokens[index];
            let head = token.head.map_or(0, |head| head.index() + 1 - first);
            let _ = writeln!(
                text,
                "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\tbytes={}:{}",
                index + 1 - first,
                visible(token.span.of(&doc.article.text)),
                visible(&token.lemma),
                token.upos.name(),
                token.xpos.name(),
                token.deprel.name(),
                token.span.start,
                token.span.end,
            );
        }
        text.push('\n');
    }
    text
}
