//! Measures contradictions of age on labelled persons of real news.
//!
//! `cargo run --release --example eval_ages -- FOLDER [--errors]` reads `FOLDER/ages.jsonl`, a person a line with
//! `incident_id`, `name`, `ages` and a `label`: `conflict` when no birthday reconciles the ages, `compatible` when one
//! does, `agree` when they are one. The articles of an incident are the folder of its id. A person counts as found when a
//! finding on ages has a statement of that name; what is found of persons without a label is listed, not counted.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use gainsay::finding::{Finding, Kind};
use gainsay::names;
use gainsay::pipeline::{self, Tools};
use gainsay::source;
use gainsay::verdict::Verdict;
use serde::Deserialize;

/// A labelled person.
#[derive(Deserialize)]
struct Person {
    incident_id: String,
    name: String,
    label: String,
    ages: Vec<u32>,
}

/// Persons of one label, and those of them that a finding names.
#[derive(Default)]
struct Count {
    persons: usize,
    found: usize,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let errors = arguments.iter().any(|argument| argument == "--errors");
    let Some(folder) = arguments.first().map(Path::new).filter(|folder| folder.join("ages.jsonl").is_file()) else {
        println!("no folder with ages.jsonl to measure on; skipped");
        return Ok(());
    };
    let mut incidents: BTreeMap<String, Vec<Person>> = BTreeMap::new();
    for line in std::fs::read_to_string(folder.join("ages.jsonl"))?.lines() {
        let person: Person = serde_json::from_str(line).context("a line of ages.jsonl")?;
        incidents.entry(person.incident_id.clone()).or_default().push(person);
    }
    let tools = Tools::shipped();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let (mut articles, mut others) = (0, 0);
    for (incident, persons) in &incidents {
        let findings = findings(&folder.join(incident), &tools, &mut articles)?;
        let mut labelled = vec![false; findings.len()];
        for person in persons {
            let named: Vec<usize> = (0..findings.len()).filter(|&at| names(&findings[at], &person.name)).collect();
            named.iter().for_each(|&at| labelled[at] = true);
            let count = counts.entry(person.label.clone()).or_default();
            count.persons += 1;
            count.found += usize::from(!named.is_empty());
            if errors && named.is_empty() == (person.label == "conflict") {
                let what = if named.is_empty() { "MISSED" } else { "ALARM" };
                println!("{what} {incident} {} {:?} ({})", person.name, person.ages, person.label);
            }
        }
        for (finding, _) in findings.iter().zip(&labelled).filter(|(_, labelled)| !**labelled) {
            others += 1;
            if errors {
                println!("OTHER {incident} {}", finding.message);
            }
        }
    }
    println!("{} incidents, {articles} articles", incidents.len());
    for (label, Count { persons, found }) in &counts {
        println!("{label:<12} {persons:>4} persons, {found:>3} with a finding, {:.3}", *found as f64 / *persons as f64);
    }
    println!("{others} findings on ages of persons without a label");
    Ok(())
}

/// What the product says on ages, of all articles of one incident.
fn findings(folder: &Path, tools: &Tools, articles: &mut usize) -> anyhow::Result<Vec<Finding>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    *articles += paths.len();
    let read: Result<Vec<_>, _> = paths.iter().map(|path| source::read(path)).collect();
    let mut findings = pipeline::check(read?, tools).findings;
    findings.retain(|finding| finding.kind == Kind::Age);
    Ok(findings)
}

/// True when a statement of the finding is of a person who may bear that name: labels leave out "Jr.".
fn names(finding: &Finding, name: &str) -> bool {
    let persons = finding.evidence.iter().filter_map(|evidence| evidence.fact.get("person"));
    persons.into_iter().any(|person| names::compare_text(person, name).verdict != Verdict::Different)
}
