//! The file of settings, `gainsay.toml`, and baselines of findings that are known.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::args::FailOn;
use crate::report::Report;
use crate::report::escape::visible;
use crate::rulefile::RuleError;

/// Settings of `check` for a folder; flags of the command come before them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// A folder of rules of one's own.
    pub rules: Option<PathBuf>,
    /// Reference tables of one's own.
    #[serde(default)]
    pub facts: Vec<PathBuf>,
    /// The least severity that makes the exit code 1.
    pub fail_on: Option<FailOn>,
    /// A file of fingerprints to leave out.
    pub baseline: Option<PathBuf>,
}

/// The settings' usual name, looked for in the current folder.
const NAME: &str = "gainsay.toml";

impl Config {
    /// Reads a file of settings, or the usual one where there is one. Paths in it are relative to its folder.
    ///
    /// # Errors
    /// The file cannot be read, or is not of the form; then with line and column.
    pub fn read(file: Option<&Path>) -> Result<Self> {
        let path = match file {
            Some(file) => file,
            None if Path::new(NAME).is_file() => Path::new(NAME),
            None => return Ok(Self::default()),
        };
        let text = fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let name = path.display().to_string();
        let mut config: Self = toml::from_str(&text).map_err(|error| {
            RuleError::at(&name, &text, error.span().map_or(0, |span| span.start), error.message().to_owned())
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for inner in config.rules.iter_mut().chain(&mut config.facts).chain(config.baseline.iter_mut()) {
            *inner = folder.join(&*inner);
        }
        Ok(config)
    }
}

/// The fingerprints in a baseline.
///
/// # Errors
/// The file cannot be read, or a line of it is no fingerprint.
pub fn fingerprints(file: &Path) -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let mut known = BTreeSet::new();
    for (line, number) in text.lines().zip(1..) {
        let word = line.split('#').next().unwrap_or("").trim();
        let valid = word.len() == 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        ensure!(
            word.is_empty() || valid,
            "{}:{number}: {word:?} is no fingerprint (16 hexadecimal digits)",
            file.display()
        );
        known.insert(word.to_owned());
    }
    Ok(known)
}

/// Writes the fingerprints of a report, each with what it stands for.
///
/// # Errors
/// The file cannot be written.
pub fn write_fingerprints(file: &Path, report: &Report) -> Result<()> {
    let mut text = String::new();
    for item in &report.items {
        let _ = writeln!(text, "{}  # {}: {}", item.fingerprint, visible(&item.rule), visible(&item.message));
    }
    fs::write(file, text).with_context(|| format!("{}: cannot be written", file.display()))
}
