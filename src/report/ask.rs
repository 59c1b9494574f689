//! Answers to "why?" and "why not?": what was read in the statements, how it compares, and what the rules make of it.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::escape::visible;
use super::table::name;
use super::{Item, Lines, Report};
use crate::engine::trace::{self, End, Trace};
use crate::engine::{Rule, Wording};
use crate::fact::Fact;
use crate::finding::{Finding, Origin};
use crate::pipeline::Outcome;
use crate::text::DocId;
use crate::verdict::Verdict;

/// Why a finding is one: its statements, how their slots compare, and each condition of its rule.
pub fn why(
    number: usize,
    finding: &Finding,
    item: &Item,
    rule: Option<&Rule>,
    outcome: &Outcome,
    wording: &Wording<'_>,
) -> String {
    let mut text = format!(
        "{}. {} {} {} ({})\n{}\n",
        number + 1,
        name(&item.severity),
        name(&item.kind),
        visible(&item.rule),
        item.fingerprint,
        visible(&item.message)
    );
    for passage in &item.evidence {
        let _ = writeln!(text, "\n{}:{}\n  {}", visible(&passage.path), passage.start.line, visible(&passage.text));
        let slots: Vec<String> = passage.fact.iter().map(|(slot, value)| format!("{slot} {value}")).collect();
        let _ = writeln!(text, "  read as: {}", visible(&slots.join(", ")));
    }
    let facts: Vec<Vec<&Fact>> = finding.evidence.iter().map(|part| facts_of(part, outcome)).collect();
    let traced = rule.and_then(|rule| {
        let pairs = (0..facts.len()).flat_map(|one| (one + 1..facts.len()).map(move |other| (one, other)));
        let mut traces =
            pairs.filter_map(|(one, other)| trace::trace(rule, &facts[one], &facts[other], &outcome.facts, wording));
        let first = traces.next()?;
        if first.end == End::Clash { Some(first) } else { traces.find(|trace| trace.end == End::Clash).or(Some(first)) }
    });
    match (&traced, rule) {
        (Some(trace), Some(rule)) => {
            if trace.facts.0.predicate == trace.facts.1.predicate {
                let _ = writeln!(text, "\nThe two statements, slot by slot");
                compared(&mut text, trace.facts.0, trace.facts.1, wording);
            }
            let _ = writeln!(text, "\nThe rule says that these never hold together");
            steps(&mut text, trace);
            let _ = writeln!(text, "\n{}", visible(rule.why.trim()));
        }
        _ => {
            let _ = writeln!(text);
            item.proof.iter().for_each(|step| {
                let _ = writeln!(text, "  · {}", visible(step));
            });
        }
    }
    text
}

/// The facts that a piece of evidence was made of.
fn facts_of<'a>(evidence: &crate::finding::Evidence, outcome: &'a Outcome) -> Vec<&'a Fact> {
    let predicate = evidence.fact.get("predicate").map_or("", String::as_str);
    outcome.facts.iter().filter(|fact| fact.from == evidence.from && fact.predicate == predicate).collect()
}

/// A line of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The document.
    pub doc: DocId,
    /// The line in its file, from 1.
    pub line: u32,
}

/// Why two lines are not a finding, or that they are one.
pub fn why_not(places: [At; 2], rules: &[Rule], outcome: &Outcome, wording: &Wording<'_>) -> String {
    let mut text = String::new();
    let facts: Vec<Vec<&Fact>> = places.iter().map(|&place| facts_at(place, outcome)).collect();
    for (place, facts) in places.iter().zip(&facts) {
        let _ = writeln!(text, "{}:{}", visible(&wording.paths[place.doc.0 as usize]), place.line);
        said(&mut text, *place, facts, outcome, wording);
    }
    let [one, other] = [places[0].doc, places[1].doc].map(|doc| outcome.entities.story(doc));
    if one != other {
        text.push_str(
            "The two articles do not tell one story (they share too few names), so nothing in them is compared.\n",
        );
        return text;
    }
    let mut pairs: BTreeSet<(u32, u32)> = BTreeSet::new();
    for a in &facts[0] {
        for b in facts[1].iter().filter(|b| b.predicate == a.predicate && b.id != a.id) {
            if pairs.insert((a.id.0.min(b.id.0), a.id.0.max(b.id.0))) && pairs.len() <= 12 {
                let forms = [a, b].map(|fact| visible(&wording.normal_form(fact)));
                let _ = writeln!(text, "{} against {}", forms[0], forms[1]);
                compared(&mut text, a, b, wording);
            }
        }
    }
    rules_on(&mut text, &facts, rules, outcome, wording);
    text
}

/// What each rule that has a place for facts of both lines makes of them, the nearest to a clash first.
fn rules_on(text: &mut String, facts: &[Vec<&Fact>], rules: &[Rule], outcome: &Outcome, wording: &Wording<'_>) {
    let mut traces: Vec<(&Rule, Trace<'_>)> = rules
        .iter()
        .filter_map(|rule| Some((rule, trace::trace(rule, &facts[0], &facts[1], &outcome.facts, wording)?)))
        .collect();
    traces.sort_by(|(one, a), (other, b)| b.end.cmp(&a.end).then_with(|| one.id.cmp(&other.id)));
    if traces.is_empty() {
        text.push_str("No rule compares facts such as these.\n");
        return;
    }
    let related = traces.iter().any(|(_, trace)| trace.end > End::Unrelated);
    for (rule, trace) in traces.iter().filter(|(_, trace)| !related || trace.end > End::Unrelated) {
        let _ = writeln!(text, "\n{} ({}): {}", visible(&rule.id), visible(&rule.title), verdict(trace.end));
        steps(text, trace);
    }
}

/// How a rule ended, in plain words.
fn verdict(end: End) -> &'static str {
    match end {
        End::Manner => "let go, a statement is not made as a fact",
        End::Unrelated => "let go, they are not of the same person, office, place or event",
        End::PerhapsUnrelated => "let go, it is not known whether they are of the same person, office, place or event",
        End::Lone => "let go, a statement that the rule needs is not made",
        End::Compatible => "let go, both can be true",
        End::Excused => "let go, another statement explains it (superseded, changed, denied)",
        End::Undecided => "not decided",
        End::Dispute => "let go, the words of different speakers: a dispute, shown with --disputes",
        End::Clash => "a clash: this is a finding",
    }
}

fn steps(text: &mut String, trace: &Trace<'_>) {
    for step in &trace.steps {
        let word = match step.holds {
            Some(true) => "yes",
            Some(false) => "no",
            None => "?",
        };
        let _ = writeln!(text, "  {word:<3}  {}: {}", visible(&step.condition), visible(&step.reason));
    }
}

fn compared(text: &mut String, one: &Fact, other: &Fact, wording: &Wording<'_>) {
    for (slot, comparison) in trace::slots(one, other, wording) {
        let word = match comparison.verdict {
            Verdict::Same => "same",
            Verdict::Different => "different",
            Verdict::Unknown => "not known",
        };
        let _ = writeln!(text, "  {slot}: {word}, {}", visible(&comparison.reason));
    }
}

/// The facts of a line, or what was read in it when there are none.
fn said(text: &mut String, place: At, facts: &[&Fact], outcome: &Outcome, wording: &Wording<'_>) {
    for fact in facts {
        let speaker = match &fact.voice {
            crate::fact::Voice::Speaker(name) => format!(", said by {}", visible(name)),
            crate::fact::Voice::Reporter => String::new(),
        };
        let _ = writeln!(text, "  {}{speaker}", visible(&wording.normal_form(fact)));
    }
    if facts.is_empty() {
        let lines = Lines::of(&outcome.readings[place.doc.0 as usize].document.article);
        let claims = outcome.claims.get(place.doc.0 as usize).map_or(&[][..], Vec::as_slice);
        let inside = claims.iter().filter(|claim| covers(&lines, claim.clause, place.line)).count();
        let _ = writeln!(text, "  nothing comparable was read here ({inside} claims)");
    }
}

fn covers(lines: &Lines<'_>, span: crate::text::Span, line: u32) -> bool {
    let last = (span.end as usize).saturating_sub(1).max(span.start as usize);
    (lines.position(span.start as usize).line..=lines.position(last).line).contains(&line)
}

/// The facts that stand on a line.
fn facts_at(place: At, outcome: &Outcome) -> Vec<&Fact> {
    let lines = Lines::of(&outcome.readings[place.doc.0 as usize].document.article);
    let on_line = |fact: &&Fact| match &fact.from {
        Origin::Text { doc, span, .. } => *doc == place.doc && covers(&lines, *span, place.line),
        Origin::Table { .. } => false,
    };
    outcome.facts.iter().filter(on_line).filter(|fact| fact.predicate != "issued").collect()
}

/// The number of the finding that a user means: by its number in the list, from 1, or by the start of its fingerprint.
///
/// # Errors
/// There is none, or several fingerprints begin so.
pub fn which(report: &Report, wanted: &str) -> Result<usize, String> {
    let count = report.items.len();
    let number = wanted.parse::<usize>().ok().filter(|&number| (1..=count).contains(&number));
    if let Some(number) = number.filter(|_| wanted.len() < 6) {
        return Ok(number - 1);
    }
    let named: Vec<usize> = (0..count).filter(|&at| report.items[at].fingerprint.starts_with(wanted)).collect();
    match named.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("there is no finding `{wanted}`: there are {count}, by number from 1 or by fingerprint")),
        _ => Err(format!("{} findings have a fingerprint that begins with `{wanted}`", named.len())),
    }
}
