//! The names of a document as mentions: without what does not belong to a name, with what does.

use std::collections::BTreeSet;

use super::MentionKind;
use crate::language::{Document, NameKind, Upos, Xpos};
use crate::text::{TokenId, TokenRange};

/// The names that the language layer found, mended.
pub(super) fn find(document: &Document) -> Vec<(TokenRange, MentionKind)> {
    let mut found: Vec<(TokenRange, MentionKind)> =
        document.names.iter().map(|name| (without_possessive(document, name.tokens), kind(name.kind))).collect();
    split_at_verbs(document, &mut found);
    with_nickname(document, &mut found);
    of_birth(document, &mut found);
    found
}

/// "Lawmakers impeached Roe" is no name: no finite verb in small letters stands in one. What follows the verb is a name.
fn split_at_verbs(document: &Document, found: &mut [(TokenRange, MentionKind)]) {
    let finite = |index: usize| {
        let small = document.form(TokenId(index as u32)).starts_with(char::is_lowercase);
        small && matches!(document.tokens[index].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
    };
    let last = |tokens: TokenRange| document.form(TokenId(tokens.end.0 - 1));
    let people: BTreeSet<&str> =
        found.iter().filter(|(_, kind)| *kind == MentionKind::Person).map(|(tokens, _)| last(*tokens)).collect();
    for (tokens, kind) in found.iter_mut() {
        let Some(verb) = tokens.indices().skip(1).rfind(|&index| finite(index)) else { continue };
        if verb + 1 == tokens.end.index() {
            continue;
        }
        *tokens = TokenRange::new(verb + 1, tokens.end.index());
        if people.contains(last(*tokens)) {
            *kind = MentionKind::Person;
        }
    }
}

/// 'Ann "Sunny" Roe' is one name, however its parts were taken.
fn with_nickname(document: &Document, found: &mut Vec<(TokenRange, MentionKind)>) {
    let quote = |index: usize| {
        let form = document.tokens.get(index).map_or("", |_| document.form(TokenId(index as u32)));
        matches!(form, "\"" | "'" | "\u{2018}" | "\u{2019}" | "\u{201c}" | "\u{201d}" | "``" | "''")
    };
    let capital = |index: usize| {
        let id = TokenId(index as u32);
        index < document.tokens.len() && document.form(id).chars().next().is_some_and(char::is_uppercase)
    };
    let mut joined: Vec<TokenRange> = Vec::new();
    for &(tokens, kind) in found.iter().filter(|(_, kind)| *kind == MentionKind::Person) {
        let open = tokens.end.index();
        let family = open + 3;
        let one = kind == MentionKind::Person && quote(open) && capital(open + 1) && quote(open + 2) && capital(family);
        let inside = one && document.sentence_of(tokens.start).tokens.holds(TokenId(family as u32));
        if inside {
            let rest = found.iter().find(|(other, _)| other.holds(TokenId(family as u32)));
            let end = rest.map_or(family + 1, |(other, _)| other.end.index());
            joined.push(TokenRange::new(tokens.start.index(), end));
        }
    }
    found.retain(|(tokens, _)| !joined.iter().any(|range| range.holds(tokens.start)));
    found.extend(joined.into_iter().map(|tokens| (tokens, MentionKind::Person)));
}

/// "Sandwip-born": what stands before is a place, whatever it was taken for.
fn of_birth(document: &Document, found: &mut Vec<(TokenRange, MentionKind)>) {
    for index in 2..document.tokens.len() {
        let dashed = document.form(TokenId(index as u32)) == "born" && document.form(TokenId(index as u32 - 1)) == "-";
        let place = TokenId(index as u32 - 2);
        let capital = document.form(place).chars().next().is_some_and(char::is_uppercase);
        if !dashed || !capital || document.token(place).upos == Upos::Adj {
            continue;
        }
        match found.iter_mut().find(|(tokens, _)| tokens.holds(place)) {
            Some((tokens, kind)) if *kind == MentionKind::Person && tokens.end.index() == index - 1 => {
                *kind = MentionKind::Place;
            }
            Some(_) => {}
            None => found.push((TokenRange::new(index - 2, index - 1), MentionKind::Place)),
        }
    }
}

fn kind(kind: NameKind) -> MentionKind {
    match kind {
        NameKind::Person => MentionKind::Person,
        NameKind::Organisation => MentionKind::Organisation,
        NameKind::Place => MentionKind::Place,
        NameKind::Other => MentionKind::Other,
    }
}

fn without_possessive(document: &Document, mut tokens: TokenRange) -> TokenRange {
    // "alias Black Jack" is no name with its first word.
    if tokens.len() > 1 && ["alias", "aka"].contains(&document.form(tokens.start)) {
        tokens.start = TokenId(tokens.start.0 + 1);
    }
    let last = TokenId(tokens.end.0 - 1);
    let possessive = document.is_possessive(last);
    if possessive && tokens.len() > 1 { TokenRange { start: tokens.start, end: last } } else { tokens }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{self, Model, Name};
    use crate::source;
    use crate::text::DocId;

    #[test]
    fn a_finite_verb_ends_a_name() {
        let article = source::parse("a.md".into(), b"Senators impeached Hart in Leeds. Ann Hart left.");
        let mut document = language::read(article, DocId(0), &Model::shipped());
        let name = |start, end, kind| Name { tokens: TokenRange::new(start, end), kind };
        document.names = vec![name(0, 3, NameKind::Place), name(6, 8, NameKind::Person)];
        let found = find(&document);
        let texts: Vec<(&str, MentionKind)> =
            found.iter().map(|&(tokens, kind)| (document.text(tokens), kind)).collect();
        assert_eq!(texts, [("Hart", MentionKind::Person), ("Ann Hart", MentionKind::Person)]);
    }
}
