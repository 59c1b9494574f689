//! The command line: flags, terminal, exit codes.
//!
//! Exit codes: 0 nothing found at or above `--fail-on`; 1 something found; 2 an error of usage, configuration, rules or
//! input.

mod args;
mod ask;
mod check;
mod config;
mod eval;
mod names;
mod progress;
mod rules;
mod selftest;
mod show;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// What a command comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// All is well.
    Good,
    /// Something was found, or a threshold was not reached.
    Found,
    /// Some input could not be used.
    Faulty,
}

/// Runs the program with the given arguments, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no errors; nobody is left to hear of a broken pipe.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let done = match args.command {
        Command::Check(args) => check::run(&args),
        Command::Why(args) => ask::why(&args),
        Command::WhyNot(args) => ask::why_not(&args),
        Command::Table(args) => ask::table(&args),
        Command::Selftest(args) => selftest::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Names(args) => names::run(&args),
        Command::Rules(args) => rules::list(&args),
        Command::Explain(args) => rules::explain(&args),
        Command::Test(args) => rules::test(&args),
    };
    match done {
        Ok(Exit::Good) => ExitCode::SUCCESS,
        Ok(Exit::Found) => ExitCode::from(1),
        Ok(Exit::Faulty) => ExitCode::from(2),
        Err(error) => {
            terminal::complain(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
