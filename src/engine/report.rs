//! From clashes to findings.
//!
//! Clashes of one rule that share a statement are one finding: where nine articles give three dates of one death, the reader
//! sees three dates once, each with its articles, and not every pair.

use std::collections::{BTreeMap, BTreeSet};

use super::builtin::World;
use super::chain;
use super::clash::{Clash, is_dispute};
use super::index::Indexes;
use super::plan::Plan;
use super::rule::Rule;
use super::solve::{Match, solve};
use super::store::{ClassId, Store};
use super::timeline::{self, Ties};
use super::wording::{Wording, listed};
use crate::fact::{Fact, Predicate};
use crate::finding::{Certainty, Evidence, Finding, Origin};

/// What the rules say of the facts.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// The findings, in the order of their first evidence.
    pub findings: Vec<Finding>,
    /// Clashes between the words of different speakers: the articles report a dispute and contradict nothing.
    pub disputes: Vec<Finding>,
    /// What would clash if something were known; its message names what is missing. At most [`LISTED`] a rule.
    pub open: Vec<Finding>,
    /// How many sets of statements could not be decided.
    pub undecided: usize,
}

/// The most undecided sets of one rule that are listed; all are counted.
pub const LISTED: usize = 500;

/// The most statements of one value that a finding shows.
const SHOWN: usize = 8;

/// The most values that a finding shows.
const VALUES: usize = 40;

/// Applies rules to facts, and to the ties between the times of events. `paths` gives the path of a document for messages and fingerprints.
pub fn run(
    facts: &[Fact],
    ties: &Ties,
    rules: &[Rule],
    world: &World<'_>,
    predicates: &[Predicate],
    paths: &[String],
) -> Verdicts {
    let single: BTreeSet<&str> = rules.iter().flat_map(Rule::tested_one_by_one).collect();
    let store = Store::new(facts, &single);
    let mut indexes = Indexes::default();
    let wording = Wording { world, predicates, paths };
    let mut verdicts = Verdicts::default();
    let chains = timeline::chains(facts, ties, world);
    for rule in rules {
        if let Some(measure) = rule.chain() {
            let own = chains.iter().filter(|chain| chain.measure == measure);
            verdicts.findings.extend(own.map(|found| chain::finding(rule, found, &wording)));
            continue;
        }
        let plan = Plan::new(rule, &store);
        let solution = solve(&plan, &store, &mut indexes, world);
        let (open, closed): (Vec<Match>, Vec<Match>) =
            solution.matches.into_iter().partition(|found| found.open.is_some());
        let writer = Writer { plan: &plan, store: &store, wording };
        let dispute = |found: &Match| is_dispute(&writer.evidence_facts(found));
        let (disputes, clashes): (Vec<Match>, Vec<Match>) = closed.into_iter().partition(dispute);
        let (disputed, open): (Vec<Match>, Vec<Match>) = open.into_iter().partition(dispute);
        verdicts.undecided += solution.undecided - disputed.len();
        verdicts.findings.extend(writer.merged(&clashes));
        verdicts.disputes.extend(writer.merged(&disputes));
        verdicts.open.extend(open.iter().take(LISTED).map(|found| writer.finding(&[found])));
    }
    for list in [&mut verdicts.findings, &mut verdicts.disputes, &mut verdicts.open] {
        list.sort_by(|one, other| order(one).cmp(&order(other)));
    }
    verdicts
}

/// Findings stand in the order of their first evidence, then by rule.
fn order(finding: &Finding) -> (u32, u32, &str, &str) {
    let first = finding.evidence.iter().find_map(|evidence| match &evidence.from {
        Origin::Text { doc, span, .. } => Some((doc.0, span.start)),
        Origin::Table { .. } => None,
    });
    let (doc, start) = first.unwrap_or((u32::MAX, 0));
    (doc, start, &finding.rule, &finding.fingerprint)
}

struct Writer<'s, 'a> {
    plan: &'s Plan<'s>,
    store: &'s Store<'a>,
    wording: Wording<'s>,
}

/// A statement of a finding: its class, its form, and the form that tells its value from others.
struct Stated {
    class: ClassId,
    form: String,
}

impl<'a> Writer<'_, 'a> {
    /// The first facts of the classes that are evidence.
    fn evidence_facts(&self, found: &Match) -> Vec<&'a Fact> {
        self.labelled(found).into_iter().filter_map(|class| self.store.members(class).next()).collect()
    }

    fn labelled(&self, found: &Match) -> Vec<ClassId> {
        self.plan.labels().map(|(_, position)| found.classes[position]).collect()
    }

    fn form(&self, class: ClassId) -> String {
        self.store.members(class).next().map_or(String::new(), |fact| self.wording.normal_form(fact))
    }

    /// One finding for all matches that are linked by a common statement.
    fn merged(&self, matches: &[Match]) -> Vec<Finding> {
        let mut groups: Vec<usize> = (0..matches.len()).collect();
        fn root(groups: &mut [usize], mut at: usize) -> usize {
            while groups[at] != at {
                groups[at] = groups[groups[at]];
                at = groups[at];
            }
            at
        }
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        let mut forms: BTreeMap<ClassId, String> = BTreeMap::new();
        for (at, found) in matches.iter().enumerate() {
            for class in self.labelled(found) {
                let form = forms.entry(class).or_insert_with(|| match self.store.is_single(class) {
                    true => class.to_string(),
                    false => self.form(class),
                });
                let other = *first.entry(form.clone()).or_insert(at);
                let (one, other) = (root(&mut groups, at), root(&mut groups, other));
                groups[one.max(other)] = one.min(other);
            }
        }
        let mut linked: BTreeMap<usize, Vec<&Match>> = BTreeMap::new();
        for (at, found) in matches.iter().enumerate() {
            linked.entry(root(&mut groups, at)).or_default().push(found);
        }
        linked.into_values().map(|group| self.finding(&group)).collect()
    }

    /// The finding of a group of matches; the first of them gives the message.
    fn finding(&self, group: &[&Match]) -> Finding {
        let rule = self.plan.rule;
        let base = group[0];
        let clash = Clash::of(self.plan, self.store, base, &self.wording);
        let labelled: BTreeSet<ClassId> = group.iter().flat_map(|found| self.labelled(found)).collect();
        let mut values: BTreeMap<String, Vec<Stated>> = BTreeMap::new();
        let by_values = self.differ_in_values(&labelled);
        for &class in &labelled {
            let Some(fact) = self.store.members(class).next() else { continue };
            let form = self.wording.normal_form(fact);
            let value = if by_values { self.wording.without_time(fact) } else { form.clone() };
            values.entry(value).or_default().push(Stated { class, form });
        }
        let own = self.labelled(base);
        let mut proof: Vec<String> = base.classes.iter().map(|&class| self.step(class)).collect();
        let mut further: Vec<String> = Vec::new();
        let mut shown: Vec<(String, Vec<&'a Fact>)> = Vec::new();
        for (value, mut stated) in values {
            stated.sort_by_key(|stated| (!own.contains(&stated.class), stated.class));
            if !stated.iter().any(|stated| own.contains(&stated.class)) && further.len() < VALUES {
                further.push(self.step(stated[0].class));
            }
            shown.push((value, self.statements(&stated)));
        }
        proof.extend(further.iter().cloned());
        proof.extend(clash.reasons.iter().cloned());
        proof.push(rule.why.trim().to_owned());
        shown.sort_by_key(|(_, facts)| (!facts.iter().any(|fact| clash.has(fact)), facts.first().map(|fact| fact.id)));
        let parts: BTreeSet<String> = shown
            .iter()
            .filter_map(|(_, facts)| facts.first())
            .map(|fact| format!("{}|{}", self.wording.normal_form(fact), self.wording.path(fact)))
            .collect();
        let mut facts: Vec<&Fact> = shown.into_iter().take(VALUES).flat_map(|(_, facts)| facts).collect();
        facts.sort_by_key(|fact| fact.id);
        let dating: Vec<&Fact> = facts.iter().filter_map(|fact| fact.dated_by.as_deref()).collect();
        facts.extend(dating);
        let mut message = match base.open {
            Some(condition) => format!("{}: not decided, {}", rule.title, clash.missing(condition)),
            None => clash.message(rule, &self.wording),
        };
        further.iter().for_each(|step| message.push_str(&format!("; {step}")));
        Finding {
            rule: rule.id.clone(),
            kind: rule.kind,
            severity: rule.severity,
            certainty: certainty(&clash),
            message,
            evidence: self.places(&facts),
            proof,
            fingerprint: fingerprint(&rule.id, &parts),
        }
    }

    /// True when the statements differ in what they say, not only in time or place.
    fn differ_in_values(&self, classes: &BTreeSet<ClassId>) -> bool {
        let mut values = classes.iter().map(|&class| {
            let class = self.store.class(class);
            (class.predicate, self.store.values(class))
        });
        let first = values.next();
        values.any(|value| Some(value) != first)
    }

    /// The statements of one value: of each form the first of each document, other documents before more forms.
    fn statements(&self, stated: &[Stated]) -> Vec<&'a Fact> {
        let mut found: Vec<(usize, &'a Fact)> = Vec::new();
        let mut seen: BTreeSet<(&str, Option<u32>)> = BTreeSet::new();
        let mut of_doc: BTreeMap<Option<u32>, usize> = BTreeMap::new();
        for Stated { class, form } in stated {
            for fact in self.store.members(*class).take(SHOWN * SHOWN) {
                let doc = fact.doc.map(|doc| doc.0);
                if seen.insert((form, doc)) {
                    let times = of_doc.entry(doc).or_default();
                    found.push((*times, fact));
                    *times += 1;
                }
            }
        }
        found.sort_by_key(|&(times, _)| times);
        found.into_iter().take(SHOWN).map(|(_, fact)| fact).collect()
    }

    /// Evidence of facts, one for those of the same words.
    fn places(&self, facts: &[&Fact]) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = Vec::new();
        for fact in facts {
            let one = self.wording.evidence(fact);
            let known = evidence.iter().any(|known| known.from == one.from && known.fact == one.fact);
            if !known {
                evidence.push(one);
            }
        }
        evidence
    }

    /// Who states the facts of a class.
    fn step(&self, class: ClassId) -> String {
        let mut sources: Vec<String> = Vec::new();
        for fact in self.store.members(class).take(1000) {
            let source = match &fact.from {
                Origin::Table { path, line, .. } => format!("{path}:{line}"),
                Origin::Text { .. } => self.wording.path(fact),
            };
            if sources.last() != Some(&source) {
                sources.push(source);
            }
        }
        let verb = if sources.len() > 1 { "state" } else { "states" };
        format!("{} {verb} {}", listed(&sources), self.form(class))
    }
}

/// Certain when every time in it is stated by the texts themselves.
fn certainty(clash: &Clash<'_, '_>) -> Certainty {
    let sure = clash.facts.iter().all(|fact| fact.when.is_none_or(|when| when.stated));
    if sure { Certainty::Certain } else { Certainty::Likely }
}

/// FNV-1a (Fowler, Noll & Vo) over the rule, the normal forms and the documents, in hexadecimal.
pub(super) fn fingerprint(rule: &str, parts: &BTreeSet<String>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in std::iter::once(rule).chain(parts.iter().map(String::as_str)).flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}
