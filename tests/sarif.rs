//! SARIF as other tools read it: every log is held against the types made from the official schema of version 2.1.0.

use std::path::{Path, PathBuf};

use gainsay::pipeline::{self, Tools};
use gainsay::report::{Report, sarif};
use gainsay::source::{self, Article};
use serde_json::Value;
use serde_sarif::sarif::{PhysicalLocation, Region, Sarif};

/// The log of these articles, and how many results it has.
fn held_to_the_standard(articles: Vec<Article>, tools: &Tools) -> usize {
    let outcome = pipeline::check(articles, tools);
    let report = Report::new(&outcome).with_disputes(&outcome).with_undecided(&outcome);
    let text = sarif::render(&report, &tools.library.rules);
    let log: Sarif = serde_json::from_str(&text).expect("the types of the schema");
    // What the schema does not know is lost on the way through its types.
    let raw: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(raw, serde_json::to_value(&log).unwrap(), "a field that is not in the schema");

    assert_eq!(raw["version"], "2.1.0");
    assert_eq!(raw["$schema"], "https://json.schemastore.org/sarif-2.1.0.json");
    let [run] = &log.runs[..] else { panic!("one run") };
    assert_eq!(run.column_kind, Some("unicodeCodePoints".into()));
    assert_eq!(run.tool.driver.name, "gainsay");
    let rules = run.tool.driver.rules.as_deref().expect("the rules");
    let results = run.results.as_deref().expect("the results");
    assert_eq!(results.len(), report.items.len());
    for (result, item) in results.iter().zip(&report.items) {
        let index = usize::try_from(result.rule_index.expect("an index")).unwrap();
        assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
        assert!(rules[index].short_description.as_ref().is_some_and(|text| !text.text.is_empty()));
        assert!(result.message.text.as_ref().is_some_and(|text| text.starts_with(&item.message)));
        assert!(result.partial_fingerprints.as_ref().is_some_and(|prints| prints.len() == 1));
        let (main, related) = (result.locations.as_deref().unwrap(), result.related_locations.as_deref().unwrap());
        assert_eq!((main.len(), main.len() + related.len()), (1, item.evidence.len()));
        let mut ids: Vec<i64> = related.iter().filter_map(|location| location.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), related.len(), "related locations are told apart by their ids");
        for location in main.iter().chain(related) {
            stands_in_its_file(location.physical_location.as_ref().expect("a place in a file"));
        }
    }
    results.len()
}

/// Lines and columns count from one; where the article is a file, its words stand there.
fn stands_in_its_file(location: &PhysicalLocation) {
    let uri = location.artifact_location.as_ref().and_then(|artifact| artifact.uri.as_deref()).expect("a file");
    assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()) && !uri.contains('\\'), "{uri}");
    let region = location.region.as_ref().expect("a region");
    let Region { start_line: Some(line), start_column: Some(column), .. } = *region else { panic!("{uri}: no start") };
    let (end_line, end_column) = (region.end_line.unwrap(), region.end_column.unwrap());
    assert!(line >= 1 && column >= 1 && end_column >= 1, "{uri}:{line}:{column}");
    assert!((line, column) < (end_line, end_column), "{uri}:{line}:{column} to {end_line}:{end_column}");
    let snippet = region.snippet.as_ref().and_then(|snippet| snippet.text.as_deref()).expect("the words");
    assert!(!snippet.is_empty());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(uri);
    let (Some(offset), Ok(text)) = (region.byte_offset, std::fs::read_to_string(path)) else { return };
    let length = usize::try_from(region.byte_length.unwrap()).unwrap();
    let offset = usize::try_from(offset).unwrap();
    assert_eq!(&text[offset..offset + length], snippet);
    let at_line = text.lines().nth(usize::try_from(line - 1).unwrap()).expect("the line");
    let from_column: String = at_line.chars().skip(usize::try_from(column - 1).unwrap()).collect();
    let first_line = snippet.lines().next().unwrap_or("");
    assert!(from_column.starts_with(first_line), "{uri}:{line}:{column}: {snippet}");
}

#[test]
fn the_logs_of_our_clusters_are_as_the_schema_says() {
    let tools = Tools::shipped();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut clusters: Vec<PathBuf> =
        std::fs::read_dir(root.join("corpora/own")).unwrap().map(|entry| entry.unwrap().path()).collect();
    clusters.sort();
    let mut results = 0;
    for cluster in clusters.iter().step_by(2) {
        let files = source::collect(std::slice::from_ref(cluster));
        let articles = files.paths.iter().map(|path| {
            let relative = path.strip_prefix(root).unwrap().to_owned();
            source::parse(relative, &std::fs::read(path).unwrap())
        });
        results += held_to_the_standard(articles.collect(), &tools);
    }
    assert!(results > 10, "{results}");
}

#[test]
fn no_articles_odd_paths_and_other_encodings_give_a_valid_log() {
    let tools = Tools::shipped();
    assert_eq!(held_to_the_standard(Vec::new(), &tools), 0);
    let article = |path: &str, bytes: &[u8]| source::parse(path.into(), bytes);
    let articles = vec![
        article(
            "a b\u{e9}#1.md",
            b"---\npublished: 2024-05-02\n---\nThe painter Ann Hartl\xf6w died in K\xf6ln on 3 March 2021.\n",
        ),
        article(
            "c%d.txt",
            "Ann Hartlöw died in Köln on 9 August 2021, “quietly”\u{1b}[31m, her son said.\r\n".as_bytes(),
        ),
    ];
    assert!(held_to_the_standard(articles, &tools) > 0);
}
