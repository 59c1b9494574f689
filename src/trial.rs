//! Trials: the examples in rule and frame files, run through the whole pipeline.
//!
//! A rule must fire on its `[[fires]]` and must not on its `[[silent]]`; a frame's `[[example]]` must give the claims that
//! it lists and no other of its predicate. An example with a `todo` is known to fail, and is reported when it no longer
//! does.

use rayon::prelude::*;

use crate::claim::{Frame, FrameExample};
use crate::engine::{Example, Rule};
use crate::pipeline::{self, Outcome, Tools};
use crate::source::{self, Article};

/// The outcome of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The id of the rule, or the predicate of the frame.
    pub subject: String,
    /// Which example: `fires 2`, `silent 1`, `example 3`.
    pub example: String,
    /// What makes the example a class of its own.
    pub why: String,
    /// Its texts.
    pub docs: Vec<String>,
    /// What came of it.
    pub grade: Grade,
}

/// What came of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grade {
    /// As it should be.
    Passed,
    /// Not as it should be, with what was seen instead.
    Failed(String),
    /// Known to fail, with the reason.
    Todo(String),
    /// Marked as known to fail, and passes: the mark should go.
    Mended,
}

/// Runs the examples of all rules of the tools, in the order of their names.
pub fn rules(tools: &Tools) -> Vec<Trial> {
    let of_rule = |rule: &Rule| {
        let fires = rule.fires.iter().zip(1..).map(|(example, number)| of_example(rule, example, true, number, tools));
        let silent =
            rule.silent.iter().zip(1..).map(|(example, number)| of_example(rule, example, false, number, tools));
        fires.chain(silent).collect::<Vec<_>>()
    };
    tools.library.rules.par_iter().flat_map_iter(of_rule).collect()
}

/// Runs the examples of the claim frames of the tools that `wanted` picks by predicate, in the order of their names.
pub fn frames(tools: &Tools, wanted: impl Fn(&str) -> bool) -> Vec<Trial> {
    let frames: Vec<&Frame> = tools.library.frames.all().iter().filter(|frame| wanted(&frame.predicate)).collect();
    let of_frame = |frame: &Frame| {
        let examples = frame.example.iter().zip(1..);
        examples.map(|(example, number)| of_sentence(frame, example, number, tools)).collect::<Vec<_>>()
    };
    frames.into_par_iter().flat_map_iter(of_frame).collect()
}

/// The articles of an example, named `1`, `2`, ...
fn articles(docs: &[String]) -> Vec<Article> {
    docs.iter()
        .zip(1..)
        .map(|(text, number)| Article { path: format!("{number}").into(), ..source::example(text) })
        .collect()
}

fn of_example(rule: &Rule, example: &Example, fires: bool, number: usize, tools: &Tools) -> Trial {
    let outcome: Outcome = pipeline::check(articles(&example.docs), tools);
    let found = outcome.findings.iter().find(|finding| finding.rule == rule.id);
    let wrong = match (fires, found) {
        (true, None) => Some("did not fire".to_owned()),
        (false, Some(finding)) => Some(format!("fired: {}", finding.message)),
        _ => None,
    };
    Trial {
        subject: rule.id.clone(),
        example: format!("{} {number}", if fires { "fires" } else { "silent" }),
        why: example.why.clone(),
        docs: example.docs.clone(),
        grade: judged(wrong, example.todo.as_deref()),
    }
}

fn of_sentence(frame: &Frame, example: &FrameExample, number: usize, tools: &Tools) -> Trial {
    let outcome = pipeline::check(articles(std::slice::from_ref(&example.text)), tools);
    let said = outcome.readings.iter().zip(&outcome.claims).flat_map(|(reading, claims)| {
        let own = claims.iter().filter(|claim| claim.predicate == frame.predicate);
        own.map(|claim| claim.spelled(&reading.mentions)).collect::<Vec<_>>()
    });
    let said: Vec<String> = said.collect();
    let wrong =
        (said != example.gives).then(|| format!("gives [{}], not [{}]", said.join(", "), example.gives.join(", ")));
    Trial {
        subject: frame.predicate.clone(),
        example: format!("example {number}"),
        why: String::new(),
        docs: vec![example.text.clone()],
        grade: judged(wrong, example.todo.as_deref()),
    }
}

fn judged(wrong: Option<String>, todo: Option<&str>) -> Grade {
    match (wrong, todo) {
        (None, None) => Grade::Passed,
        (None, Some(_)) => Grade::Mended,
        (Some(_), Some(reason)) => Grade::Todo(reason.to_owned()),
        (Some(wrong), None) => Grade::Failed(wrong),
    }
}
