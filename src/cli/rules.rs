//! `gainsay rules`, `gainsay explain`, `gainsay test`, and the folders of rules that a user gives.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::args::{ExplainArgs, RulesArgs, TestArgs};
use super::{Exit, check, progress, terminal};
use crate::library::{self, Library, RuleFile};
use crate::pipeline::Tools;
use crate::report::show;
use crate::rulefile::nearest;
use crate::trial;

/// The shipped tools, with the rules of a user's folder added.
///
/// # Errors
/// The folder cannot be read or a file in it is wrong.
pub fn tools(own: Option<&Path>) -> Result<Tools> {
    let mut tools = Tools::shipped();
    if let Some(folder) = own {
        let own = Folder::read(folder)?;
        tools.library = Library::with_own(&own.rules, &own.frames)?;
    }
    Ok(tools)
}

/// The shipped tools, with a user's rules and reference tables added, or without reference tables.
///
/// # Errors
/// A folder or file cannot be read or is wrong.
pub fn tools_with(rules: Option<&Path>, facts: &[PathBuf], no_reference: bool) -> Result<Tools> {
    let mut tools = tools(rules)?;
    if no_reference {
        tools.reference = None;
    } else if !facts.is_empty() {
        tools.reference = tools.reference.map(|shipped| shipped.with(facts)).transpose()?;
    }
    Ok(tools)
}

/// Prints a list of all rules.
///
/// # Errors
/// A rule file is wrong, or standard output cannot be written.
pub fn list(args: &RulesArgs) -> Result<Exit> {
    let tools = tools(args.rules.as_deref())?;
    terminal::print(&show::rules(&tools.library.rules), false)?;
    Ok(Exit::Good)
}

/// Prints what a rule finds, why, and its examples.
///
/// # Errors
/// There is no such rule; a rule file is wrong; standard output cannot be written.
pub fn explain(args: &ExplainArgs) -> Result<Exit> {
    let library = tools(args.rules.as_deref())?.library;
    let Some(rule) = library.rule(&args.rule) else {
        let known: Vec<&str> = library.rules.iter().map(|rule| rule.id.as_str()).collect();
        bail!("there is no rule `{}`{}", args.rule, nearest(&args.rule, &known));
    };
    let mut files = library::shipped("contradictions");
    if let Some(folder) = &args.rules {
        files.extend(Folder::read(folder)?.rules);
    }
    let file = files.iter().find(|file| stem(file) == rule.id);
    terminal::print(&show::rule(rule, file.map_or("", |file| &file.text)), false)?;
    Ok(Exit::Good)
}

/// Runs the examples of the shipped rules, or of a folder of rules on the shipped claim frames.
///
/// # Errors
/// The folder cannot be read, a file in it is wrong, the threads cannot be started, or standard output cannot be written.
pub fn test(args: &TestArgs) -> Result<Exit> {
    let mut tools = Tools::shipped();
    let mut own = None;
    if let Some(folder) = &args.rules {
        let folder = Folder::read(folder)?;
        let names: Vec<String> = folder.frames.iter().map(stem).collect();
        let mut frames = library::shipped("claims");
        frames.retain(|file| !names.contains(&stem(file)));
        frames.extend(folder.frames);
        tools.library = Library::from_files(&frames, &folder.rules)?;
        own = Some(names);
    }
    let pool = check::pool(args.jobs)?;
    let wanted = |predicate: &str| own.as_ref().is_none_or(|own| own.iter().any(|name| name == predicate));
    let trials = progress::during("running examples".to_owned(), || {
        pool.install(|| [trial::rules(&tools), trial::frames(&tools, wanted)].concat())
    });
    terminal::print(&show::trials(&trials), false)?;
    let bad = trials.iter().any(|trial| matches!(trial.grade, trial::Grade::Failed(_) | trial::Grade::Mended));
    Ok(if bad { Exit::Found } else { Exit::Good })
}

/// The name of a rule or a frame, which is that of its file.
fn stem(file: &RuleFile) -> String {
    Path::new(&file.path).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The files of a folder of rules.
struct Folder {
    rules: Vec<RuleFile>,
    frames: Vec<RuleFile>,
}

impl Folder {
    /// Rules stand in the folder itself or in `contradictions` below it, claim frames in `claims`.
    fn read(folder: &Path) -> Result<Self> {
        let mut rules = files(folder)?;
        let inner = folder.join("contradictions");
        if inner.is_dir() {
            rules.extend(files(&inner)?);
        }
        let claims = folder.join("claims");
        let frames = if claims.is_dir() { files(&claims)? } else { Vec::new() };
        if rules.is_empty() && frames.is_empty() {
            bail!("{}: no rules in this folder (looked for .toml)", folder.display());
        }
        Ok(Self { rules, frames })
    }
}

/// The rule files directly in a folder, sorted.
fn files(folder: &Path) -> Result<Vec<RuleFile>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}: cannot be read", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.is_file() && library::is_rule(path));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        Ok(RuleFile { path: path.display().to_string(), text })
    };
    paths.iter().map(read).collect()
}
