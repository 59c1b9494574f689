//! The examples of the rules, and the figures on the labelled clusters: a change in quality is a change in a snapshot.

use std::path::Path;
use std::process::Command;

use gainsay::pipeline::Tools;
use gainsay::trial::{self, Grade};

#[test]
fn every_example_of_the_shipped_rules_and_frames_is_as_it_says() {
    let tools = Tools::shipped();
    let trials = trial::rules(&tools).into_iter().chain(trial::frames(&tools, |_| true));
    let off: Vec<String> = trials
        .filter(|trial| matches!(trial.grade, Grade::Failed(_) | Grade::Mended))
        .map(|trial| format!("{} {}: {:?}", trial.subject, trial.example, trial.grade))
        .collect();
    assert!(off.is_empty(), "{off:#?}");
}

/// What `gainsay eval` prints of a folder, against a snapshot.
fn figures(folder: &str, snapshot: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let eval = |jobs: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(["eval", &format!("corpora/{folder}"), "--jobs", jobs])
            .current_dir(root)
            .output()
            .expect("the program starts");
        String::from_utf8(output.stdout).expect("it prints text")
    };
    let text = eval("1");
    assert_eq!(text, eval("2"), "two threads print what one does");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root.join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(snapshot, text));
}

#[test]
fn figures_on_the_given_plain_clusters() {
    figures("given-plain", "figures-given-plain");
}

#[test]
fn figures_on_the_given_hard_clusters() {
    figures("given-hard", "figures-given-hard");
}

#[test]
fn figures_on_our_own_clusters() {
    figures("own", "figures-own");
}

#[test]
fn figures_on_our_own_clusters_kept_aside() {
    figures("own-heldout", "figures-own-heldout");
}

#[test]
fn figures_on_our_newer_clusters() {
    figures("new", "figures-new");
}

#[test]
fn figures_on_our_newer_clusters_kept_aside() {
    figures("new-heldout", "figures-new-heldout");
}
