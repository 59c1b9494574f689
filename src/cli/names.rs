//! `gainsay names`.

use std::io;

use anyhow::Result;

use super::args::NamesArgs;
use super::{Exit, terminal};
use crate::names;

/// Compares two names, or the pairs on standard input: `verdict TAB score TAB reason` for each.
///
/// # Errors
/// Standard input cannot be read or standard output cannot be written.
pub fn run(args: &NamesArgs) -> Result<Exit> {
    let text = match (&args.one, &args.other) {
        (Some(one), Some(other)) => format!("{}\n", names::compare_text(one, other)),
        _ => {
            let mut lines = Vec::new();
            names::compare_lines(io::stdin().lock(), &mut lines)?;
            String::from_utf8(lines)?
        }
    };
    terminal::print(&text, false)?;
    Ok(Exit::Good)
}
