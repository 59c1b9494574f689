//! No people's names are found or compared much worse than another's.

#[allow(dead_code)]
#[path = "../examples/traditions/mod.rs"]
mod traditions;

use std::collections::BTreeMap;
use std::path::Path;

use gainsay::language::Model;
use traditions::finding::{self, Found};
use traditions::{Count, TRADITIONS, pairs, table};

/// A column, how far below the mean a tradition may lie in it, and its figure.
type Bar<'a> = (&'a str, f64, &'a dyn Fn(&str) -> f64);

#[test]
fn no_tradition_lies_far_below_the_mean() {
    let people = finding::people(include_str!("traditions/names.tsv"));
    let frames = finding::frames(include_str!("traditions/frames.txt"));
    let pairs = pairs::written(include_str!("name_pairs.tsv"));
    let model = Model::shipped();
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    for planted in finding::plant(&people, &frames, 6) {
        found.entry(planted.tradition.clone()).or_default().add(finding::find(&planted, &model).0);
    }
    let compared: BTreeMap<&str, Count> = TRADITIONS
        .iter()
        .map(|tradition| (*tradition, pairs::compare(pairs.iter().filter(|pair| pair.tradition == *tradition))))
        .collect();

    // How far below the mean a tradition may lie; names that nobody foresaw are few and hard.
    let bars: [Bar; 3] = [
        ("finding", 0.1, &|tradition| found[tradition].all.f1()),
        ("finding names in no list", 0.15, &|tradition| found[tradition].unlisted.recall()),
        ("comparing", 0.1, &|tradition| compared[tradition].f1()),
    ];
    for (what, farthest, figure) in bars {
        let mean = TRADITIONS.iter().map(|tradition| figure(tradition)).sum::<f64>() / TRADITIONS.len() as f64;
        for tradition in TRADITIONS {
            assert!(figure(tradition) >= mean - farthest, "{what}, {tradition}: {} of {mean}", figure(tradition));
        }
        assert!(mean >= 0.85, "{what}: {mean}");
    }
    for tradition in TRADITIONS {
        assert!(people.iter().filter(|person| person.tradition == tradition).count() >= 40, "{tradition}");
        assert!(compared[tradition].all() >= 40, "{tradition}");
    }

    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("names-by-tradition", table(|name| found[name], |name| compared[name])));
}
