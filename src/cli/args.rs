//! The flags of the program.

use std::path::PathBuf;

use clap::{Args as Flags, Parser, Subcommand, ValueEnum};

use crate::finding::Severity;

/// Reads news articles and tells which statements cannot all be true.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, about, after_help = EXIT_CODES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing found at or above --fail-on
  1  something found
  2  an error of usage, configuration, rules or input";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check articles against one another and against the reference tables
    Check(CheckArgs),
    /// Tell why a finding is one: what was read, how it compares, each condition of the rule
    Why(WhyArgs),
    /// Tell why two lines are no finding: what was read, how it compares, which condition let them go
    WhyNot(WhyNotArgs),
    /// Show what the articles say of a person, place, office or event, value by value, and how many say it
    Table(TableArgs),
    /// Plant known errors into copies of your own articles and tell which share of them is found
    Selftest(SelftestArgs),
    /// Show what one stage makes of articles
    Show(ShowArgs),
    /// Measure precision and recall on a labelled corpus
    Eval(EvalArgs),
    /// Compare two names: same, different or unknown, with the reason
    Names(NamesArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Explain a rule: what it finds, why, and examples
    Explain(ExplainArgs),
    /// Run the examples in rule files
    Test(TestArgs),
}

/// Flags of `check`.
#[derive(Debug, Flags)]
pub struct CheckArgs {
    /// Articles (.md, .txt, .html, .json, .jsonl), folders of articles, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Articles to check these against; only contradictions with one of the first are told
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,
    /// A folder of rules of your own, besides the shipped ones
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// A reference table of your own, in the form of those under rules/reference
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<PathBuf>,
    /// Check the articles against one another only, not against the reference tables
    #[arg(long, conflicts_with = "facts")]
    pub no_reference: bool,
    /// How the findings are written
    #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
    pub format: ReportFormat,
    /// List what could not be decided, with what is missing
    #[arg(long)]
    pub undecided: bool,
    /// List clashes between the words of different speakers; they are no findings and never fail a run
    #[arg(long)]
    pub disputes: bool,
    /// Leave out the findings whose fingerprints stand in this file, one a line; `#` starts a comment
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the fingerprints of all findings to a file that --baseline reads
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
    /// A file of settings: rules, facts, fail-on, baseline [default: gainsay.toml where there is one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The least severity that makes the exit code 1 [default: error]
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// Exit with 0 whatever is found
    #[arg(long)]
    pub exit_zero: bool,
    /// How many threads to use; 0 for one a processor
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    /// The table's look
    #[command(flatten)]
    pub look: LookArgs,
}

/// What articles are read and compared with, for commands that answer questions about them.
#[derive(Debug, Flags)]
pub struct ReadArgs {
    /// A folder of rules of your own, besides the shipped ones
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// A reference table of your own, in the form of those under rules/reference
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<PathBuf>,
    /// Leave the reference tables out
    #[arg(long, conflicts_with = "facts")]
    pub no_reference: bool,
    /// How many threads to use; 0 for one a processor
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
}

/// Flags of `why`.
#[derive(Debug, Flags)]
pub struct WhyArgs {
    /// The finding: its number in the list of `check`, from 1, or its fingerprint or the beginning of it
    #[arg(value_name = "FINDING")]
    pub finding: String,
    /// The articles that were checked
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What they are compared with
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Flags of `why-not`.
#[derive(Debug, Flags)]
pub struct WhyNotArgs {
    /// A line of an article, as a.md:6
    #[arg(value_name = "A:LINE", value_parser = line)]
    pub one: (PathBuf, u32),
    /// Another line, of the same or another article
    #[arg(value_name = "B:LINE", value_parser = line)]
    pub other: (PathBuf, u32),
    /// More articles that were checked with them
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What they are compared with
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Flags of `table`.
#[derive(Debug, Flags)]
pub struct TableArgs {
    /// A person, an organisation, a place, an office ("mayor of Leeds") or a predicate ("dies")
    #[arg(value_name = "SUBJECT")]
    pub subject: String,
    /// Articles, folders of articles, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How the table is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// What the articles are compared with
    #[command(flatten)]
    pub read: ReadArgs,
    /// The table's look
    #[command(flatten)]
    pub look: LookArgs,
}

/// Flags of `selftest`.
#[derive(Debug, Flags)]
pub struct SelftestArgs {
    /// Folders of articles; every folder with articles in it is one set
    #[arg(required = true, value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
    /// Chooses what is planted where; the same number gives the same errors
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// How the figures are written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// List what was planted and not found, and what the untouched articles raise
    #[arg(long)]
    pub verbose: bool,
    /// What the articles are compared with
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Flags of whatever prints a table.
#[derive(Debug, Flags)]
pub struct LookArgs {
    /// Whether to use colour; `auto` means on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub color: Colour,
    /// Columns of the table [default: the terminal's, or 100]
    #[arg(long, value_name = "N")]
    pub width: Option<usize>,
}

/// Flags of `show`.
#[derive(Debug, Flags)]
pub struct ShowArgs {
    /// The stage
    #[arg(value_enum)]
    pub stage: Stage,
    /// Articles, folders of articles, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How it is written; timeml is for times alone
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub format: ShowFormat,
}

/// How `show` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// For people.
    Text,
    /// TimeML, with a TIMEX3 element around every temporal expression.
    Timeml,
}

/// Flags of `eval`.
#[derive(Debug, Flags)]
pub struct EvalArgs {
    /// Folders of clusters, or one cluster with its gold.toml
    #[arg(required = true, value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
    /// How the score is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// List each miss and each false alarm
    #[arg(long)]
    pub verbose: bool,
    /// Exit with 1 when the precision over all kinds is lower (0 to 1)
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub min_precision: Option<f64>,
    /// Exit with 1 when the recall over all kinds is lower (0 to 1)
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub min_recall: Option<f64>,
    /// How many threads to use; 0 for one a processor
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
}

/// Flags of `rules`.
#[derive(Debug, Flags)]
pub struct RulesArgs {
    /// A folder of rules of your own, besides the shipped ones
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
}

/// Flags of `explain`.
#[derive(Debug, Flags)]
pub struct ExplainArgs {
    /// The rule's id
    pub rule: String,
    /// A folder of rules of your own, besides the shipped ones
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
}

/// Flags of `test`.
#[derive(Debug, Flags)]
pub struct TestArgs {
    /// A folder of rules; its subfolder `claims` may hold claim frames [default: the shipped rules]
    #[arg(value_name = "RULES")]
    pub rules: Option<PathBuf>,
    /// How many threads to use; 0 for one a processor
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
}

/// Flags of `names`.
#[derive(Debug, Flags)]
pub struct NamesArgs {
    /// A name; without names, pairs are read from standard input, one a line with a tab between
    #[arg(requires = "other")]
    pub one: Option<String>,
    /// Another name
    pub other: Option<String>,
}

fn line(text: &str) -> Result<(PathBuf, u32), String> {
    let parts = text.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse::<u32>().ok()?)));
    let (path, line) =
        parts.filter(|&(path, line)| !path.is_empty() && line > 0).ok_or("expected PATH:LINE, as a.md:6")?;
    Ok((PathBuf::from(path), line))
}

fn share(text: &str) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    (0.0..=1.0).contains(&value).then_some(value).ok_or_else(|| "not between 0 and 1".to_owned())
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// A table for people
    Table,
    /// JSON for programs
    Json,
    /// SARIF 2.1.0 for code hosts and editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people
    Table,
    /// JSON for programs
    Json,
}

/// When findings make the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Only an error
    Error,
    /// A warning or an error
    Warning,
    /// Anything
    Note,
    /// Nothing
    Never,
}

impl FailOn {
    /// The least severity that counts.
    pub fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// Whether to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A stage that can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// Header and blocks of text
    Source,
    /// Words in CoNLL-U: lemma, part of speech, head, relation
    Tokens,
    /// Dependency trees
    Tree,
    /// Proper names
    Names,
    /// Temporal expressions and the days they mean
    Times,
    /// Named people, organisations, places; titles; what refers back to whom
    Mentions,
    /// What the sentences say
    Claims,
    /// What of it is comparable, with canonical values
    Facts,
    /// When each article was issued, with the reasons, and what has a time, in order
    Timeline,
}
