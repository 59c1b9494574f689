//! What a time is counted from: "a week after the Jan. 21 blasts", "the day before his arrest".

use super::{Anchor, Timex, TimexKind};
use crate::language::{Deprel, Document, Upos};
use crate::text::{TokenId, TokenRange};

/// How many tokens behind "after" the event's head is looked for where the sentence is not parsed.
const REACH: usize = 12;

/// Gives a sentence's expressions their anchors, and those counted from a dated event its date.
pub(super) fn add(document: &Document, sentence: TokenRange, timexes: &mut [Timex], offsets: &[Option<(i64, i64)>]) {
    for at in 0..timexes.len() {
        let Some(offset) = offsets[at].or(timexes[at].length) else { continue };
        let Some((first, sign)) = side(document, sentence, &timexes[at]) else { continue };
        if is_extent(document, sentence, &timexes[at]) {
            continue;
        }
        let (least, most) = match sign {
            -1 => (-offset.1.max(-offset.0), -offset.0.max(-offset.1).min(offset.1.abs())),
            _ => (offset.0.abs().min(offset.1.abs()), offset.0.abs().max(offset.1.abs())),
        };
        let (least, most) = (least.min(most), least.max(most));
        let event = head(document, sentence, first, timexes.get(at + 1));
        let dated = timexes.get(at + 1).filter(|next| is_near(next, first, event));
        let when = dated.and_then(|next| next.when).filter(|when| when.days() < 400 && most < 1_000_000);
        timexes[at].anchor = event.map(|event| Anchor { event, least, most });
        if let Some(when) = when {
            timexes[at].when = Some(when.shifted(least, 0).hull(when.shifted(most, 0)));
        } else if timexes[at].kind == TimexKind::Date && event.is_some() {
            timexes[at].when = None;
        }
    }
}

/// True for "for 24 years before retiring": a length that something lasts is counted from nothing.
fn is_extent(document: &Document, sentence: TokenRange, timex: &Timex) -> bool {
    let before = timex.tokens.start.index().checked_sub(1).filter(|&at| at >= sentence.start.index());
    let form = before.map_or("", |at| document.form(TokenId(at as u32)));
    timex.kind == TimexKind::Duration
        && ["for", "over", "during", "through"].iter().any(|word| form.eq_ignore_ascii_case(word))
}

/// The token behind "after" or "before", and which of the two it is.
fn side(document: &Document, sentence: TokenRange, timex: &Timex) -> Option<(usize, i64)> {
    let next = timex.tokens.end.index();
    let form = |at: usize| match at < sentence.end.index() {
        true => document.form(TokenId(at as u32)).to_lowercase(),
        false => String::new(),
    };
    let of = usize::from(timex.kind == TimexKind::Anniversary);
    match (form(next).as_str(), of) {
        ("of", 1) | ("after" | "following" | "since" | "into", 0) => Some((next + 1, 1)),
        ("before" | "prior", 0) => Some((next + 1 + usize::from(form(next + 1) == "to"), -1)),
        _ => None,
    }
}

/// The head of the phrase or clause that begins at `first`.
fn head(document: &Document, sentence: TokenRange, first: usize, next: Option<&Timex>) -> Option<TokenId> {
    let marker = TokenId(first.checked_sub(1)? as u32);
    let token = document.token(marker);
    if matches!(token.deprel, Deprel::Case | Deprel::Mark) && token.head.is_some() {
        // A subject stands for its clause: "a day after the minister resigned".
        let subject = |head: &TokenId| matches!(document.token(*head).deprel, Deprel::Nsubj | Deprel::NsubjPass);
        let head = token.head.map(|head| document.token(head).head.filter(|_| subject(&head)).unwrap_or(head));
        return head.filter(|&head| !next.is_some_and(|next| next.tokens.holds(head)));
    }
    scan(document, sentence, first, next)
}

/// Without a tree: the last word before a sign, a preposition or a verb ends the phrase.
fn scan(document: &Document, sentence: TokenRange, first: usize, next: Option<&Timex>) -> Option<TokenId> {
    const STOPS: [&str; 34] = [
        "in", "on", "at", "of", "to", "by", "for", "with", "from", "that", "which", "who", "when", "where", "and",
        "or", "but", "was", "were", "is", "are", "has", "had", "have", "will", "would", "as", "near", "outside",
        "inside", "against", "between", "said", "after",
    ];
    let mut found = None;
    for at in first..sentence.end.index().min(first + REACH) {
        let id = TokenId(at as u32);
        if next.is_some_and(|next| next.tokens.holds(id)) {
            continue;
        }
        let form = document.form(id).to_lowercase();
        let word = form.starts_with(|char: char| char.is_alphabetic());
        let stops = !word || STOPS.contains(&form.as_str()) || document.token(id).upos == Upos::Verb && found.is_some();
        match (stops, form.as_str()) {
            (true, "-") => {}
            (true, _) => break,
            (false, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "this" | "these" | "those") => {}
            _ => found = Some(id),
        }
    }
    found
}

/// True when the next expression stands in the phrase that names the event: "the Jan. 21 blasts", "the blasts of May 3".
fn is_near(next: &Timex, first: usize, event: Option<TokenId>) -> bool {
    let start = next.tokens.start.index();
    let last = event.map_or(first, |event| event.index());
    let dates = matches!(next.kind, TimexKind::Date | TimexKind::Time);
    dates && start >= first && (start <= first + 1 || start <= last + 2)
}
