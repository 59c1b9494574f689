//! From text to sentences, tokens, lemmas, parts of speech, dependency trees and names.

pub mod tags;
pub mod feature;
mod surface;
pub mod token;
pub mod ends;
pub mod segment;
pub mod conllu;
pub mod weights;
pub mod table;
pub mod gazetteer;
pub mod shape;
pub mod embedding;
pub mod dense;
pub mod recurrent;
pub mod tree;
pub mod syntax;
pub mod parts;
mod label;
pub mod lemma;
pub mod names;
pub mod model;

pub use model::Model;
pub use tags::{Deprel, NameKind, Upos, Xpos};

use smol_str::SmolStr;

use crate::source::{Article, BlockKind};
use crate::text::{DocId, Span, TokenId, TokenRange};

/// One article with its sentences and tokens, fully annotated.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its number in this run.
    pub id: DocId,
    /// The article it was read from.
    pub article: Article,
    /// All tokens of its prose, in order.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; they tile `tokens`.
    pub sentences: Vec<Sentence>,
    /// Its names, in order, without overlap.
    pub names: Vec<Name>,
}

/// A sentence: a run of tokens with one root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first to the last byte of its tokens.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The dated label that it begins with as an entry of a list, with the sign that closes it: "March 24:"; empty for most.
    pub label: TokenRange,
    /// The kind of block it stands in.
    pub block: BlockKind,
}

/// A word or sign in its sentence, in the terms of Universal Dependencies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the article's text.
    pub span: Span,
    /// The base form.
    pub lemma: SmolStr,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
    /// The token it depends on, in the same sentence; none for the root.
    pub head: Option<TokenId>,
    /// Its relation to the head.
    pub deprel: Deprel,
}

/// A proper name found in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it names.
    pub kind: NameKind,
}

/// Reads an article: sentences, tokens, lemmas, parts of speech, trees, names.
///
/// Only blocks that [`BlockKind::is_prose`] are read, and no sentence crosses from one block into another.
pub fn read(article: Article, id: DocId, model: &Model) -> Document {
    let text = &article.text;
    let mut spans = Vec::new();
    let mut sentences = Vec::new();
    for block in article.blocks.iter().filter(|block| block.kind.is_prose()) {
        for range in model.segmenter.sentences(text, block.span, &mut spans) {
            let span = spans[range.start].join(spans[range.end - 1]);
            let forms: Vec<&str> = spans[range.clone()].iter().map(|span| span.of(text)).collect();
            let label = TokenRange::new(range.start, range.start + label::length(&forms));
            let tokens = TokenRange::new(range.start, range.end);
            sentences.push(Sentence { span, tokens, label, block: block.kind });
        }
    }
    let mut tokens = Vec::with_capacity(spans.len());
    for sentence in &sentences {
        let range = sentence.tokens.indices();
        let forms: Vec<&str> = spans[range.clone()].iter().map(|span| span.of(text)).collect();
        let (tags, arcs) = label::analyse(&model.syntax, &forms, sentence.label.len());
        for (index, (tag, arc)) in range.clone().zip(tags.iter().zip(arcs)) {
            let lemma = model.lemmatiser.lemma(spans[index].of(text), tag.xpos);
            let head = arc.head.map(|head| TokenId((range.start + head) as u32));
            tokens.push(Token { span: spans[index], lemma, upos: tag.upos, xpos: tag.xpos, head, deprel: arc.deprel });
        }
    }
    let ranges: Vec<_> = sentences.iter().map(|sentence| sentence.tokens.indices()).collect();
    let tags: Vec<Xpos> = tokens.iter().map(|token| token.xpos).collect();
    let names = model.finder.find(text, &spans, &tags, &ranges);
    Document { id, article, tokens, sentences, names }
}

impl Document {
    /// The token of an id.
    pub fn token(&self, id: TokenId) -> &Token {
        &self.tokens[id.index()]
    }

    /// The form of a token as it stands in the text.
    pub fn form(&self, id: TokenId) -> &str {
        self.token(id).span.of(&self.article.text)
    }

    /// True for the sign of the possessive: "'s", the apostrophe behind a plural.
    pub fn is_possessive(&self, id: TokenId) -> bool {
        matches!(self.form(id), "'s" | "\u{2019}s" | "'" | "\u{2019}")
    }

    /// The text of a run of tokens, with what stands between them.
    pub fn text(&self, range: TokenRange) -> &str {
        self.span(range).of(&self.article.text)
    }

    /// The bytes of a run of tokens.
    pub fn span(&self, range: TokenRange) -> Span {
        match range.is_empty() {
            true => Span::default(),
            false => self.tokens[range.start.index()].span.join(self.tokens[range.end.index() - 1].span),
        }
    }

    /// The sentence that holds a token.
    pub fn sentence_of(&self, id: TokenId) -> &Sentence {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.start <= id);
        &self.sentences[after.saturating_sub(1)]
    }

    /// The tokens that depend on a token, in order.
    pub fn dependents(&self, id: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        let range = self.sentence_of(id).tokens;
        range.indices().map(|index| TokenId(index as u32)).filter(move |&dep| self.token(dep).head == Some(id))
    }
}
