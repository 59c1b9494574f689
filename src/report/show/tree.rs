//! The stage `tree`: dependency trees drawn with lines.

use std::fmt::Write;

use crate::language::{Document, Sentence};
use crate::report::escape::visible;
use crate::text::TokenId;

/// Every sentence with its tree: each word below its head, with part of speech and relation.
pub fn tree(doc: &Document) -> String {
    let mut text = String::new();
    for sentence in &doc.sentences {
        let _ = writeln!(text, "{}", visible(sentence.span.of(&doc.article.text)));
        draw(doc, sentence, &mut text);
        text.push('\n');
    }
    text
}

/// Draws without recursion: a sentence may be one chain of many thousand words.
fn draw(doc: &Document, sentence: &Sentence, text: &mut String) {
    let first = sentence.tokens.start.index();
    let mut below: Vec<Vec<TokenId>> = vec![Vec::new(); sentence.tokens.len()];
    let mut open: Vec<(TokenId, usize)> = Vec::new();
    for index in sentence.tokens.indices() {
        let id = TokenId(index as u32);
        match doc.tokens[index].head {
            Some(head) if sentence.tokens.holds(head) => below[head.index() - first].push(id),
            _ => open.push((id, 0)),
        }
    }
    open.reverse();
    // `last[depth]`: the branch open at that depth has no further word.
    let mut last: Vec<bool> = Vec::new();
    while let Some((id, depth)) = open.pop() {
        last.truncate(depth);
        if depth > 0 {
            let more = open.last().is_some_and(|&(_, next)| next == depth);
            last.truncate(depth - 1);
            last.push(!more);
            // Deeper than this the lines are of no help.
            for &done in last[..depth - 1].iter().take(40) {
                text.push_str(if done { "   " } else { "│  " });
            }
            text.push_str(if more { "├─ " } else { "└─ " });
        }
        let token = doc.token(id);
        let _ = writeln!(text, "{} {} {}", visible(doc.form(id)), token.upos.name(), token.deprel.name());
        open.extend(below[id.index() - first].iter().rev().map(|&child| (child, depth + 1)));
    }
}
