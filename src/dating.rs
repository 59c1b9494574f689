//! The date of issue of documents that do not give it in full, from their stories and from the terms of office-holders.
//!
//! What a document says of its own date comes first ([`crate::time::issue`]); here it is narrowed, with the reasons kept.

use chrono::NaiveDate;

use crate::calendar::Interval;
use crate::claim::{Claim, Filler, Reading};
use crate::fact;
use crate::names;
use crate::reference::{Reference, Term};
use crate::time::Issue;
use crate::verdict::Verdict;

/// Days by which a document of a story may lie before or after the dated ones.
const AROUND: u64 = 200;

/// The date of issue of a document, narrowed by the dated documents of its story and by the people whom it has in office.
/// None when nothing is added.
pub fn infer(reading: &Reading, claims: &[Claim], story: &[Interval], reference: &Reference) -> Option<Issue> {
    if reading.issue.interval.days() == 1 {
        return None;
    }
    let mut issue = reading.issue.clone();
    for (term, name) in terms(reading, claims, reference) {
        let Some(bound) = bound(term) else { continue };
        let reason =
            format!("it has {name} in office, whose term as {} is {bound} ({})", term.title, term.source.table);
        issue = narrowed(issue, bound, reason);
    }
    let dated = story
        .iter()
        .copied()
        .reduce(|one, other| Interval::new(one.earliest.min(other.earliest), one.latest.max(other.latest)));
    if let Some(dated) = dated.filter(|_| issue.candidates.len() > 1) {
        let reason = format!("the dated documents of its story are of {dated}");
        issue = narrowed(issue, dated.shifted(0, AROUND), reason);
    }
    (issue != reading.issue).then_some(issue)
}

/// The issue with one more bound, or as it was when nothing would remain.
fn narrowed(issue: Issue, bound: Interval, reason: String) -> Issue {
    let narrowed = issue.narrowed(bound, reason);
    if narrowed.clash.is_some() && issue.clash.is_none() { issue } else { narrowed }
}

/// The terms of the people whom a document has in an office now; only where all terms found are of one holder.
fn terms<'r>(reading: &Reading, claims: &[Claim], reference: &'r Reference) -> Vec<(&'r Term, String)> {
    let mut found = Vec::new();
    for claim in claims.iter().filter(|claim| claim.predicate == "holds") {
        let [Filler::Mention(person), Filler::Office(office), _] = claim.roles.as_slice() else { continue };
        let name = &reading.mentions.full(*person).name;
        let person = names::parse(name);
        if person.len() < 2 || !office.modifiers.is_empty() {
            continue;
        }
        let same: Vec<&Term> = reference
            .terms_named(name)
            .into_iter()
            .filter(|term| fact::titled(term, office))
            .filter(|term| {
                term.names().any(|name| names::compare(&names::parse(name), &person).verdict == Verdict::Same)
            })
            .collect();
        if let [only] = same.as_slice() {
            found.push((*only, name.to_string()));
        }
    }
    found.sort_by_key(|(term, _)| (term.source.table.clone(), term.source.line));
    found.dedup_by_key(|(term, _)| (term.source.table.clone(), term.source.line));
    found
}

/// The days of a term, open where its end is not known.
fn bound(term: &Term) -> Option<Interval> {
    let from = term.from?.earliest;
    let until = match term.until {
        crate::reference::End::On(days) => days.latest,
        _ => NaiveDate::MAX,
    };
    (from <= until).then(|| Interval::new(from, until))
}
