//! `gainsay check`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use rayon::ThreadPool;
use rayon::prelude::*;

use super::args::{CheckArgs, FailOn, ReportFormat};
use super::config::{self, Config};
use super::{Exit, progress, rules, terminal};
use crate::finding::Origin;
use crate::pipeline::{self, Outcome};
use crate::report::{self, Report};
use crate::source::{self, Article};

/// Checks articles and prints what was found.
///
/// # Errors
/// The threads cannot be started, or standard output cannot be written.
pub fn run(args: &CheckArgs) -> Result<Exit> {
    let config = Config::read(args.config.as_deref())?;
    let pool = pool(args.jobs)?;
    let facts = if args.facts.is_empty() { &config.facts } else { &args.facts };
    let tools = rules::tools_with(
        args.rules.as_ref().or(config.rules.as_ref()).map(PathBuf::as_path),
        facts,
        args.no_reference,
    )?;
    let baseline = match args.baseline.as_ref().or(config.baseline.as_ref()).filter(|_| args.write_baseline.is_none()) {
        Some(file) => config::fingerprints(file)?,
        None => BTreeSet::new(),
    };
    let drafts = source::collect(&args.paths);
    let all = source::collect(&[args.paths.as_slice(), args.against.as_slice()].concat());
    let count = all.paths.len();
    let (mut outcome, faulty) = progress::during(format!("checking {count} articles"), || {
        let (articles, faulty) = read(all, &pool);
        (pool.install(|| pipeline::check(articles, &tools)), faulty)
    });
    if !args.against.is_empty() {
        keep_drafts(&mut outcome, drafts.paths.into_iter().collect());
    }
    let mut report = Report::new(&outcome).without(&baseline);
    if args.disputes {
        report = report.with_disputes(&outcome);
    }
    if args.undecided {
        report = report.with_undecided(&outcome);
    }
    if let Some(file) = &args.write_baseline {
        config::write_fingerprints(file, &report)?;
    }
    let look = terminal::look(&args.look);
    match args.format {
        ReportFormat::Table => terminal::print(&report::table::render(&report, look), look.colour)?,
        ReportFormat::Json => terminal::print(&report::json::render(&report), false)?,
        ReportFormat::Sarif => terminal::print(&report::sarif::render(&report, &tools.library.rules), false)?,
        ReportFormat::Github => terminal::print(&report::github::render(&report), false)?,
    }
    let fail_on = args.fail_on.or(config.fail_on).unwrap_or(FailOn::Error);
    let counts = fail_on.least().is_some_and(|least| report.worst() >= Some(least));
    Ok(match faulty {
        true => Exit::Faulty,
        false if counts && !args.exit_zero => Exit::Found,
        false => Exit::Good,
    })
}

/// The threads of a run; 0 for one a processor.
///
/// # Errors
/// The system gives no threads.
pub fn pool(jobs: usize) -> Result<ThreadPool> {
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build().context("cannot start threads")
}

/// Reads files, in their order. Tells what cannot be read, and whether there was such a thing; and what was read past.
pub fn read(files: source::Files, pool: &ThreadPool) -> (Vec<Article>, bool) {
    let results: Vec<_> = pool.install(|| files.paths.par_iter().map(|path| source::read_all(path)).collect());
    let mut faulty = !files.errors.is_empty();
    files.errors.iter().for_each(|error| terminal::complain(&error.to_string()));
    let mut articles = Vec::new();
    for result in results {
        match result {
            Ok(found) => {
                for article in &found {
                    for warning in &article.warnings {
                        terminal::complain(&format!("{}:{}: {}", article.path.display(), warning.line, warning.cause));
                    }
                }
                articles.extend(found);
            }
            Err(error) => {
                terminal::complain(&error.to_string());
                faulty = true;
            }
        }
    }
    (articles, faulty)
}

/// Leaves out the findings among the articles that are only checked against.
fn keep_drafts(outcome: &mut Outcome, drafts: BTreeSet<PathBuf>) {
    let readings = &outcome.readings;
    let is_draft = |origin: &Origin| match origin {
        Origin::Text { doc, .. } => drafts.contains(&readings[doc.0 as usize].document.article.path),
        Origin::Table { .. } => false,
    };
    outcome.findings.retain(|finding| finding.evidence.iter().any(|evidence| is_draft(&evidence.from)));
}
