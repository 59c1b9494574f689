//! The finding of a chain: one piece of evidence a statement, and the arithmetic as proof.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::report::fingerprint;
use super::rule::Rule;
use super::timeline::Chain;
use super::wording::Wording;
use crate::event::Link;
use crate::fact::Fact;
use crate::finding::{Certainty, Evidence, Finding, Origin};
use crate::text::DocId;

/// What a rule on chains says of one.
pub(super) fn finding(rule: &Rule, chain: &Chain<'_>, wording: &Wording<'_>) -> Finding {
    let path = |doc: DocId| wording.paths.get(doc.0 as usize).cloned().unwrap_or_default();
    let step = |fact: &&Fact| format!("{} states {}", wording.path(fact), wording.normal_form(fact));
    let mut steps: Vec<String> = chain.dates.iter().map(step).collect();
    steps.extend(
        chain.links.iter().map(|(doc, link)| format!("{} has \"{}\": {}", path(*doc), link.text, bounds(link))),
    );
    let mut evidence: Vec<Evidence> = chain.dates.iter().map(|fact| wording.evidence(fact)).collect();
    evidence.extend(chain.links.iter().map(|(doc, link)| Evidence {
        from: Origin::Text { doc: *doc, span: link.clause, marks: link.of.into_iter().chain([link.from]).collect() },
        fact: BTreeMap::from([("predicate".to_owned(), "link".to_owned()), ("says".to_owned(), bounds(link))]),
    }));
    evidence.sort_by_key(|evidence| match &evidence.from {
        Origin::Text { doc, span, .. } => (doc.0, span.start),
        Origin::Table { .. } => (u32::MAX, 0),
    });
    let message = format!("{}: {}", rule.says, steps.join("; "));
    let fingerprint = fingerprint(&rule.id, &steps.iter().cloned().collect::<BTreeSet<String>>());
    let mut proof = steps;
    proof.push(format!("together they fail by {} days", chain.excess));
    proof.push(rule.why.trim().to_owned());
    Finding {
        rule: rule.id.clone(),
        kind: rule.kind,
        severity: rule.severity,
        certainty: Certainty::Likely,
        message,
        evidence,
        proof,
        fingerprint,
    }
}

/// The days that a link allows, in words.
fn bounds(link: &Link) -> String {
    if link.of.is_none() {
        let day = |number: Option<i64>| number.and_then(|number| NaiveDate::from_num_days_from_ce_opt(number as i32));
        return match (day(link.least), day(link.most)) {
            (Some(least), Some(most)) => format!("from {least} to {most}"),
            _ => "at any time".to_owned(),
        };
    }
    match (link.least, link.most) {
        (Some(least), Some(most)) => format!("{least} to {most} days later"),
        (Some(least), None) => format!("at least {least} days later"),
        (None, Some(most)) => format!("at most {most} days later"),
        (None, None) => "at any time".to_owned(),
    }
}
