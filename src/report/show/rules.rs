//! Rules and their examples.

use std::fmt::Write;

use comfy_table::Table;
use comfy_table::presets::UTF8_FULL_CONDENSED;

use crate::engine::{Example, Rule};
use crate::report::escape::visible;
use crate::report::table::name;
use crate::trial::{Grade, Trial};

/// A list of rules: id, kind, severity, title.
pub fn rules(rules: &[Rule]) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header(["rule", "kind", "severity", "finds"]);
    for rule in rules {
        table.add_row([visible(&rule.id), name(&rule.kind), name(&rule.severity), visible(&rule.title)]);
    }
    format!("{}\n", table.trim_fmt())
}

/// What a rule finds, why, its conditions as they stand in its file, and its examples.
pub fn rule(rule: &Rule, file: &str) -> String {
    let mut text = String::new();
    let (kind, severity) = (name(&rule.kind), name(&rule.severity));
    let _ =
        writeln!(text, "{}: {}\n{kind}, {severity}\n\n{}", visible(&rule.id), visible(&rule.title), visible(&rule.why));
    let when = file.parse::<toml::Table>().ok().and_then(|table| Some(table.get("when")?.as_str()?.to_owned()));
    if let Some(when) = when {
        let _ = writeln!(text, "\nNever all of these at once:");
        when.lines().filter(|line| !line.trim().is_empty()).for_each(|line| {
            let _ = writeln!(text, "  {}", visible(line.trim_end()));
        });
    }
    let mut examples = |head: &str, examples: &[Example]| {
        let _ = writeln!(text, "\n{head}");
        for example in examples {
            let _ = writeln!(text, "  {}", if example.why.is_empty() { "for example" } else { &example.why });
            for doc in &example.docs {
                let _ = writeln!(text, "    {}", visible(doc));
            }
            if let Some(todo) = &example.todo {
                let _ = writeln!(text, "    (known to fail: {todo})");
            }
        }
    };
    examples("Fires on", &rule.fires);
    examples("Silent on", &rule.silent);
    text
}

/// The examples that are not as they should be, and how many there were.
pub fn trials(trials: &[Trial]) -> String {
    let mut text = String::new();
    let (mut passed, mut failed, mut todo, mut mended) = (0, 0, 0, 0);
    for trial in trials {
        let (word, detail) = match &trial.grade {
            Grade::Passed => {
                passed += 1;
                continue;
            }
            Grade::Failed(seen) => {
                failed += 1;
                ("FAILED", seen.as_str())
            }
            Grade::Todo(reason) => {
                todo += 1;
                ("todo", reason.as_str())
            }
            Grade::Mended => {
                mended += 1;
                ("MENDED", "passes now: take its `todo` away")
            }
        };
        let why = if trial.why.is_empty() { String::new() } else { format!(" ({})", visible(&trial.why)) };
        let _ = writeln!(text, "{word} {}, {}{why}: {}", visible(&trial.subject), trial.example, visible(detail));
        for doc in &trial.docs {
            let _ = writeln!(text, "  {}", visible(doc));
        }
    }
    let _ = writeln!(
        text,
        "{} examples: {passed} passed, {failed} failed, {todo} known to fail, {mended} mended",
        trials.len()
    );
    text
}
