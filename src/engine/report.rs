//! From clashes to findings: evidence, message, proof, fingerprint; several clashes of one pair of values are one finding.

use std::collections::BTreeMap;

use super::builtin::World;
use super::rule::Rule;
use super::solve::{Bound, Clash, Index, solve};
use crate::fact::{Fact, Predicate, Value};
use crate::finding::{Certainty, Evidence, Finding, Origin};

/// What the rules say of the facts.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// The findings, in the order of their first evidence.
    pub findings: Vec<Finding>,
    /// How many sets of facts could not be decided.
    pub undecided: usize,
}

/// Applies rules to facts. `names` gives the path of a document for messages and fingerprints.
pub fn run(facts: &[Fact], rules: &[Rule], world: &World<'_>, predicates: &[Predicate], paths: &[String]) -> Verdicts {
    let index = Index::new(facts);
    let writer = Writer { world, predicates, paths };
    let mut verdicts = Verdicts::default();
    for rule in rules {
        let solution = solve(rule, &index, world);
        verdicts.undecided += solution.undecided;
        let mut grouped: BTreeMap<Vec<String>, Finding> = BTreeMap::new();
        for clash in solution.clashes {
            let key = writer.key(&clash);
            grouped.entry(key).or_insert_with(|| writer.finding(rule, &clash));
        }
        verdicts.findings.extend(grouped.into_values());
    }
    verdicts.findings.sort_by(|one, other| order(one).cmp(&order(other)));
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

struct Writer<'a> {
    world: &'a World<'a>,
    predicates: &'a [Predicate],
    paths: &'a [String],
}

impl Writer<'_> {
    /// What makes two clashes one finding: the values of the labelled facts, in either order.
    fn key(&self, clash: &Clash<'_>) -> Vec<String> {
        let mut key: Vec<String> = clash.labels.iter().map(|&(_, at)| self.normal_form(clash.facts[at])).collect();
        key.sort();
        key
    }

    fn normal_form(&self, fact: &Fact) -> String {
        let values: Vec<String> = fact.values.iter().map(|value| self.show(value)).collect();
        let when = fact.when.map_or(String::new(), |when| format!("@{}", when.days));
        let place = fact.place.as_ref().map_or(String::new(), |place| format!(" in {}", self.show(place)));
        format!("{}({}){when}{place}", fact.predicate, values.join(", "))
    }

    fn show(&self, value: &Value) -> String {
        match value {
            Value::Entity(id) => self.world.entities.get(*id).name.clone(),
            Value::Office(office) => office.to_string(),
            Value::Spot(spot) => self.world.gazetteer.describe(spot.place),
            Value::Number(low, high) if low == high => format!("{low}"),
            Value::Number(low, high) if high.is_infinite() => format!("at least {low}"),
            Value::Number(low, high) => format!("{low} to {high}"),
            Value::Days(days) => days.to_string(),
            Value::Word(word) => word.to_string(),
            Value::Missing => "?".to_owned(),
        }
    }

    fn path(&self, fact: &Fact) -> String {
        match (&fact.from, fact.doc) {
            (Origin::Table { path, .. }, _) => path.clone(),
            (_, Some(doc)) => self.paths.get(doc.0 as usize).cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn finding(&self, rule: &Rule, clash: &Clash<'_>) -> Finding {
        let mut labelled: Vec<&Fact> = clash.labels.iter().map(|&(_, at)| clash.facts[at]).collect();
        labelled.sort_by_key(|fact| fact.id);
        let evidence = labelled.iter().map(|fact| self.evidence(fact)).collect();
        let mut proof: Vec<String> = clash.facts.iter().map(|fact| self.step(fact)).collect();
        proof.extend(clash.reasons.iter().cloned());
        proof.push(rule.why.trim().to_owned());
        let parts: Vec<String> =
            labelled.iter().map(|fact| format!("{}|{}", self.normal_form(fact), self.path(fact))).collect();
        Finding {
            rule: rule.id.clone(),
            kind: rule.kind,
            severity: rule.severity,
            certainty: certainty(clash),
            message: self.message(rule, clash),
            evidence,
            proof,
            fingerprint: fingerprint(&rule.id, &parts),
        }
    }

    fn step(&self, fact: &Fact) -> String {
        let line = match &fact.from {
            Origin::Table { path, line, .. } => format!("{path}:{line}"),
            Origin::Text { .. } => self.path(fact),
        };
        format!("{line} states {}", self.normal_form(fact))
    }

    fn evidence(&self, fact: &Fact) -> Evidence {
        let roles = self.predicates.iter().find(|predicate| predicate.name == fact.predicate.as_str());
        let mut slots = BTreeMap::from([("predicate".to_owned(), fact.predicate.to_string())]);
        for (at, value) in fact.values.iter().enumerate() {
            let role = roles.and_then(|predicate| predicate.roles.get(at)).cloned();
            slots.insert(role.unwrap_or_else(|| at.to_string()), self.show(value));
        }
        if let Some(when) = fact.when {
            slots.insert("when".to_owned(), when.days.to_string());
        }
        if let Some(place) = &fact.place {
            slots.insert("where".to_owned(), self.show(place));
        }
        Evidence { from: fact.from.clone(), fact: slots }
    }

    /// Fills `{P}` with the value of a variable, `{A.doc}` with the document of a label, `{A.when}` with its time.
    fn message(&self, rule: &Rule, clash: &Clash<'_>) -> String {
        let mut message = String::new();
        let mut rest = rule.says.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            message.push_str(before);
            let Some((inside, behind)) = after.split_once('}') else { break };
            let (name, field) = inside.split_once('.').unwrap_or((inside, ""));
            let labelled = clash.labels.iter().find(|(label, _)| label == name).map(|&(_, at)| clash.facts[at]);
            match (labelled, clash.values.get(name)) {
                (Some(fact), _) if field == "when" => {
                    message.push_str(&fact.when.map_or("an unknown day".to_owned(), |when| when.days.to_string()));
                }
                (Some(fact), _) => message.push_str(&self.path(fact)),
                (None, Some(Bound::Value(value))) => message.push_str(&self.show(value)),
                (None, Some(Bound::When(when))) => {
                    message.push_str(&when.map_or("an unknown day".to_owned(), |when| when.days.to_string()));
                }
                (None, None) => {}
            }
            rest = behind;
        }
        message.push_str(rest);
        message
    }
}

/// Certain when every time in it is stated by the texts themselves.
fn certainty(clash: &Clash<'_>) -> Certainty {
    let sure = clash.facts.iter().all(|fact| fact.when.is_none_or(|when| when.stated));
    if sure { Certainty::Certain } else { Certainty::Likely }
}

/// FNV-1a (Fowler, Noll & Vo) over the rule, the normal forms and the documents, in hexadecimal.
fn fingerprint(rule: &str, parts: &[String]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in std::iter::once(rule).chain(parts.iter().map(String::as_str)).flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}
