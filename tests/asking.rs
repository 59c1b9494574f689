//! What is found is told once, can be asked for its reasons, and can be written for other programs.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use gainsay::calendar::Interval;
use gainsay::claim::Manner;
use gainsay::engine::trace::{self, End};
use gainsay::engine::{self, Wording, World};
use gainsay::entity::{Entities, EntityId};
use gainsay::fact::{Fact, FactId, StoryId, Value, Voice, When};
use gainsay::finding::Origin;
use gainsay::pipeline::{self, Outcome, Tools};
use gainsay::report::{Report, sarif, values};
use gainsay::source::{self, Article};
use gainsay::text::{DocId, Span};

fn outcome(docs: &[&str], tools: &Tools) -> Outcome {
    let article =
        |(text, number): (&&str, u32)| Article { path: format!("{number}.md").into(), ..source::example(text) };
    pipeline::check(docs.iter().zip(1..).map(article).collect(), tools)
}

#[test]
fn three_ages_are_one_finding_and_a_table_counts_the_articles() {
    let tools = Tools::shipped();
    let docs = [
        "(2025-03-04) Ann Roe, 71, said on Tuesday in Leeds that the bridge was safe.",
        "(2025-03-04) Ann Roe, 71, told the council in Leeds that the bridge was safe.",
        "(2025-03-05) Ann Roe, 78, said on Tuesday in Leeds that the bridge was safe.",
        "(2025-03-05) Ann Roe, 85, said on Tuesday in Leeds that the bridge was safe.",
    ];
    let outcome = outcome(&docs, &tools);
    let ages: Vec<_> = outcome.findings.iter().filter(|finding| finding.rule == "age-conflict").collect();
    assert_eq!(ages.len(), 1, "{ages:#?}");
    assert_eq!(ages[0].evidence.len(), 4);
    for age in ["71", "78", "85"] {
        assert!(ages[0].message.contains(age), "{}", ages[0].message);
    }
    let world = World { entities: &outcome.entities, gazetteer: &tools.gazetteer };
    let paths: Vec<String> = (1..=4).map(|number| format!("{number}.md")).collect();
    let wording = Wording { world: &world, predicates: &tools.library.predicates, paths: &paths };
    let sheets = values::sheets(&outcome, &wording, "roe");
    let row = sheets[0].rows.iter().find(|row| row.property == "aged: years").unwrap();
    let counts: Vec<(&str, usize)> = row.values.iter().map(|cell| (cell.value.as_str(), cell.documents)).collect();
    assert_eq!(counts, [("71", 2), ("78", 1), ("85", 1)]);
}

#[test]
fn the_words_of_different_speakers_are_a_dispute() {
    let tools = Tools::shipped();
    let docs = [
        "(2025-03-10) Ann Roe died on March 3, 2025, in Leeds, the sheriff said.",
        "(2025-03-10) Ann Roe died on March 6, 2025, in Leeds, her lawyer said.",
    ];
    let outcome = outcome(&docs, &tools);
    assert!(outcome.findings.iter().all(|finding| finding.rule != "died-twice"), "{:#?}", outcome.findings);
    let disputes: Vec<&str> = outcome.disputes.iter().map(|finding| finding.rule.as_str()).collect();
    assert!(disputes.contains(&"died-twice"), "{disputes:?}");
}

#[test]
fn sarif_has_what_the_standard_asks_for() {
    let tools = Tools::shipped();
    let docs = [
        "(2023-01-18) Ann Roe died in Leeds on Tuesday at the age of 81.",
        "(2023-06-02) Ann Roe died on January 27, 2023, after a long illness.",
    ];
    let report = Report::new(&outcome(&docs, &tools));
    let log: serde_json::Value = serde_json::from_str(&sarif::render(&report, &tools.library.rules)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), report.items.len());
    assert!(!results.is_empty());
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(result["partialFingerprints"]["gainsay/v1"].is_string());
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64().unwrap() >= 1 && region["startColumn"].as_u64().unwrap() >= 1);
        assert!(!result["relatedLocations"].as_array().unwrap().is_empty());
    }
}

#[test]
fn a_baseline_leaves_out_what_is_known_and_counts_it() {
    let tools = Tools::shipped();
    let docs = [
        "(2023-01-18) Ann Roe died in Leeds on Tuesday at the age of 81.",
        "(2023-06-02) Ann Roe died on January 27, 2023, after a long illness.",
    ];
    let report = Report::new(&outcome(&docs, &tools));
    let known: BTreeSet<String> = report.items.iter().map(|item| item.fingerprint.clone()).collect();
    let count = report.items.len();
    let left = report.without(&known);
    assert!(left.items.is_empty());
    assert_eq!((left.summary.suppressed, left.summary.errors), (count, 0));
}

/// Deaths and acts of a few people on many days, some without a day.
fn facts(entities: &mut Entities) -> Vec<Fact> {
    let people: Vec<EntityId> =
        ["Ann Roe", "Tom Hart", "Mary Blunt"].iter().map(|name| entities.add_person(name, 0)).collect();
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    let mut state = 7u64;
    let mut random = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let mut fact = |at: u32| {
        let person = Value::Entity(people[random(3) as usize]);
        let earliest = first + Days::new(random(60));
        let days = Interval::new(earliest, earliest + Days::new(random(2) * random(20)));
        let when = (random(8) > 0).then_some(When { days, throughout: false, stated: random(4) > 0 });
        let act = Value::Word(["tell", "say"][random(2) as usize].into());
        let (predicate, values) = if random(2) == 0 { ("dies", vec![person]) } else { ("acts", vec![person, act]) };
        Fact {
            id: FactId(at),
            predicate: predicate.into(),
            values,
            when,
            place: None,
            event: None,
            dated_by: None,
            stated: Manner::Asserted,
            voice: Voice::Reporter,
            story: StoryId(0),
            doc: Some(DocId(at)),
            from: Origin::Text { doc: DocId(at), span: Span::new(at as usize, at as usize + 1), marks: Vec::new() },
        }
    };
    (0..80).map(&mut fact).collect()
}

#[test]
fn the_planned_search_finds_what_trying_every_pair_finds() {
    let tools = Tools::shipped();
    let mut entities = Entities::default();
    let facts = facts(&mut entities);
    let world = World { entities: &entities, gazetteer: &tools.gazetteer };
    let paths: Vec<String> = (0..facts.len()).map(|number| number.to_string()).collect();
    let wording = Wording { world: &world, predicates: &tools.library.predicates, paths: &paths };
    for id in ["died-twice", "acts-after-death", "reported-dead-again"] {
        let rule = tools.library.rule(id).unwrap();
        let verdicts =
            engine::run(&facts, &Vec::new(), std::slice::from_ref(rule), &world, &tools.library.predicates, &paths);
        let mut in_a_clash: BTreeSet<String> = BTreeSet::new();
        for one in &facts {
            for other in &facts {
                let traced = trace::trace(rule, &[one], &[other], &facts, &wording);
                if traced.is_some_and(|trace| trace.end == End::Clash) {
                    in_a_clash.extend([one, other].map(|fact| wording.normal_form(fact)));
                }
            }
        }
        let proofs: Vec<&String> = verdicts.findings.iter().flat_map(|finding| &finding.proof).collect();
        // Acts are told by what is done, one line for all of a kind; deaths differ in their days only.
        for form in in_a_clash.iter().filter(|_| id == "died-twice") {
            assert!(proofs.iter().any(|step| step.contains(form.as_str())), "{id}: {form}");
        }
        assert_eq!(in_a_clash.is_empty(), verdicts.findings.is_empty(), "{id}");
    }
}
