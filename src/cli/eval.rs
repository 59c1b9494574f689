//! `gainsay eval`.

use std::path::Path;

use anyhow::{Result, bail};
use rayon::prelude::*;

use super::args::{EvalArgs, Format};
use super::{Exit, check, progress, terminal};
use crate::corpus::{self, Gold, Score};
use crate::pipeline::{self, Tools};
use crate::report::Report;
use crate::source;

/// Measures on labelled clusters and prints the score.
///
/// # Errors
/// A cluster cannot be read or its labels are wrong; the threads cannot be started; standard output cannot be written.
pub fn run(args: &EvalArgs) -> Result<Exit> {
    let mut clusters = Vec::new();
    for folder in &args.folders {
        clusters.extend(corpus::clusters(folder)?);
    }
    let pool = check::pool(args.jobs)?;
    let tools = Tools::shipped();
    let results: Vec<Result<(Report, Gold)>> =
        progress::during(format!("checking {} clusters", clusters.len()), || {
            pool.install(|| clusters.par_iter().map(|folder| cluster(folder, &tools)).collect())
        });
    let mut score = Score::default();
    for (folder, result) in clusters.iter().zip(results) {
        let (report, gold) = result?;
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
        score.add(&name.unwrap_or_else(|| folder.display().to_string()), &report, &gold);
    }
    match args.format {
        Format::Table => terminal::print(&corpus::table(&score, args.verbose), false)?,
        Format::Json => terminal::print(&corpus::json(&score), false)?,
    }
    let total = score.total();
    let low = args.min_precision.is_some_and(|least| total.precision() < least)
        || args.min_recall.is_some_and(|least| total.recall() < least);
    Ok(if low { Exit::Found } else { Exit::Good })
}

/// The report on one cluster, and its labels.
fn cluster(folder: &Path, tools: &Tools) -> Result<(Report, Gold)> {
    let files = source::collect(&[folder.to_owned()]);
    if let Some(error) = files.errors.first() {
        bail!("{error}");
    }
    let articles = files.paths.iter().map(|path| source::read(path)).collect::<Result<Vec<_>, _>>()?;
    let gold = Gold::read(folder, &articles)?;
    Ok((Report::new(&pipeline::check(articles, tools)), gold))
}
