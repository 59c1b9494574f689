//! "The 39-year-old": whoever the document says is 39, else the person it speaks of.

use super::{Mention, MentionId, MentionKind, nominal};
use crate::language::Document;
use crate::text::TokenId;

/// The ages that stand beside names ("Ann Roe, 39,", "39-year-old Ann Roe"), and those that only references tell.
pub(super) struct Ages {
    named: Vec<(MentionId, u32)>,
    referred: Vec<u32>,
}

/// The ages of a document.
pub(super) fn ages(document: &Document, mentions: &[Mention]) -> Ages {
    let (mut named, mut referred) = (Vec::new(), Vec::new());
    let form = |at: usize| document.tokens.get(at).map_or("", |_| document.form(TokenId(at as u32)));
    for mention in mentions {
        let (start, end) = (mention.tokens.start.index(), mention.tokens.end.index());
        if mention.kind == MentionKind::Person {
            let set_off = matches!(form(end), "," | "(") && matches!(form(end + 2), "," | ")" | "." | ";");
            let behind = set_off.then(|| form(end + 1).parse().ok()).flatten();
            let dashed = start >= 5 && form(start - 1) == "old" && form(start - 3) == "year";
            let ahead = dashed.then(|| form(start - 5).parse().ok()).flatten();
            named.extend(behind.or(ahead).map(|years| (mention.refers_to, years)));
        }
        if let nominal::Reference::Aged(years) = nominal::kind(document, mention.tokens)
            && mention.kind == MentionKind::Reference
        {
            referred.push(years);
        }
    }
    referred.sort_unstable();
    referred.dedup();
    Ages { named, referred }
}

/// The only person of that age; without one, the salient person, unless another age is told of that person or other people
/// are known by their ages only.
pub(super) fn bearer(ages: &Ages, years: u32, salient: impl Fn() -> Option<MentionId>) -> Option<MentionId> {
    let mut holders: Vec<MentionId> =
        ages.named.iter().filter(|(_, known)| *known == years).map(|(person, _)| *person).collect();
    holders.sort();
    holders.dedup();
    match holders.as_slice() {
        [only] => return Some(*only),
        [] => {}
        _ => return None,
    }
    let strangers = ages.referred.iter().filter(|&&other| ages.named.iter().all(|(_, known)| *known != other)).count();
    let found = salient()?;
    let other_age = ages.named.iter().any(|(person, _)| *person == found);
    (strangers <= 1 && !other_age).then_some(found)
}
