//! `gainsay selftest`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::args::{Format, SelftestArgs};
use super::{Exit, check, progress, rules, terminal};
use crate::report::seeded;
use crate::seeding;
use crate::source::{self, Article};

/// Plants errors into copies of articles and prints which share of them is found.
///
/// # Errors
/// There are no articles; rules or tables are wrong; standard output cannot be written.
pub fn run(args: &SelftestArgs) -> Result<Exit> {
    let pool = check::pool(args.read.jobs)?;
    let tools = rules::tools_with(args.read.rules.as_deref(), &args.read.facts, args.read.no_reference)?;
    let (articles, faulty) = check::read(source::collect(&args.folders), &pool);
    if articles.is_empty() {
        bail!("there are no articles to plant errors in");
    }
    let mut sets: BTreeMap<PathBuf, Vec<Article>> = BTreeMap::new();
    for article in articles {
        sets.entry(article.path.parent().map(PathBuf::from).unwrap_or_default()).or_default().push(article);
    }
    let sets: Vec<Vec<Article>> = sets.into_values().collect();
    let results = progress::during(format!("planting errors in {} sets", sets.len()), || {
        pool.install(|| seeding::run(sets, &tools, args.seed))
    });
    match args.format {
        Format::Table => terminal::print(&seeded::text(&results, args.verbose), false)?,
        Format::Json => terminal::print(&seeded::json(&results), false)?,
    }
    Ok(if faulty { Exit::Faulty } else { Exit::Good })
}
