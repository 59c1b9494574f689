//! `gainsay why`, `gainsay why-not` and `gainsay table`: questions about what was read and compared.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use super::args::{Format, ReadArgs, TableArgs, WhyArgs, WhyNotArgs};
use super::{Exit, check, progress, rules, terminal};
use crate::engine::{Wording, World};
use crate::pipeline::{self, Outcome, Tools};
use crate::report::ask::{self, At};
use crate::report::{Lines, Report, values};
use crate::source;
use crate::text::DocId;

/// What was read, and what it is told with.
struct Asked {
    tools: Tools,
    outcome: Outcome,
    paths: Vec<String>,
    faulty: bool,
}

impl Asked {
    fn read(paths: &[PathBuf], args: &ReadArgs) -> Result<Self> {
        let pool = check::pool(args.jobs)?;
        let tools = rules::tools_with(args.rules.as_deref(), &args.facts, args.no_reference)?;
        let files = source::collect(paths);
        let count = files.paths.len();
        let (outcome, faulty) = progress::during(format!("reading {count} articles"), || {
            let (articles, faulty) = check::read(files, &pool);
            (pool.install(|| pipeline::check(articles, &tools)), faulty)
        });
        let paths =
            outcome.readings.iter().map(|reading| reading.document.article.path.display().to_string()).collect();
        Ok(Self { tools, outcome, paths, faulty })
    }

    /// Calls `tell` with what it needs to put facts into words, and prints what it says.
    fn print(&self, colour: bool, tell: impl FnOnce(&Wording<'_>) -> Result<String>) -> Result<Exit> {
        let world = World { entities: &self.outcome.entities, gazetteer: &self.tools.gazetteer };
        let wording = Wording { world: &world, predicates: &self.tools.library.predicates, paths: &self.paths };
        terminal::print(&tell(&wording)?, colour)?;
        Ok(if self.faulty { Exit::Faulty } else { Exit::Good })
    }

    /// The document of a path.
    fn doc(&self, path: &Path) -> Result<DocId> {
        let at = self.outcome.readings.iter().position(|reading| reading.document.article.path == path);
        at.map(|at| DocId(at as u32)).ok_or_else(|| anyhow!("{}: no article was read from it", path.display()))
    }
}

/// Tells why a finding is one.
///
/// # Errors
/// There is no such finding; rules or tables are wrong; standard output cannot be written.
pub fn why(args: &WhyArgs) -> Result<Exit> {
    let asked = Asked::read(&args.paths, &args.read)?;
    let report = Report::new(&asked.outcome);
    let at = ask::which(&report, &args.finding).map_err(|error| anyhow!(error))?;
    asked.print(false, |wording| {
        let (finding, item) = (&asked.outcome.findings[at], &report.items[at]);
        Ok(ask::why(at, finding, item, asked.tools.library.rule(&item.rule), &asked.outcome, wording))
    })
}

/// Tells why two lines are no finding.
///
/// # Errors
/// A line is not there; rules or tables are wrong; standard output cannot be written.
pub fn why_not(args: &WhyNotArgs) -> Result<Exit> {
    let paths = [[args.one.0.clone(), args.other.0.clone()].as_slice(), &args.paths].concat();
    let asked = Asked::read(&paths, &args.read)?;
    let place = |(path, line): &(PathBuf, u32)| -> Result<At> {
        let doc = asked.doc(path)?;
        let article = &asked.outcome.readings[doc.0 as usize].document.article;
        let last = Lines::of(article).position(article.text.len()).line;
        if *line > last {
            bail!("{}:{line}: the article ends in line {last}", path.display());
        }
        Ok(At { doc, line: *line })
    };
    let places = [place(&args.one)?, place(&args.other)?];
    asked.print(false, |wording| Ok(ask::why_not(places, &asked.tools.library.rules, &asked.outcome, wording)))
}

/// Shows what the articles say of a subject.
///
/// # Errors
/// Nothing is said of it; rules or tables are wrong; standard output cannot be written.
pub fn table(args: &TableArgs) -> Result<Exit> {
    let asked = Asked::read(&args.paths, &args.read)?;
    asked.print(false, |wording| {
        let sheets = values::sheets(&asked.outcome, wording, &args.subject);
        if sheets.is_empty() {
            bail!("nothing that can be compared is said of \"{}\" in {} articles", args.subject, asked.paths.len());
        }
        Ok(match args.format {
            Format::Table => values::text(&sheets, terminal::look(&args.look).width),
            Format::Json => values::json(&sheets),
        })
    })
}
