//! Standard output and standard error.

use std::io::{self, ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use comfy_table::Table;

use super::args::{Colour, LookArgs};
use crate::report::escape::visible;
use crate::report::table::Look;

/// Columns where there is no terminal to ask.
const WIDTH: usize = 100;

/// How a table should look on this terminal.
pub fn look(args: &LookArgs) -> Look {
    let columns = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = args.width.or_else(|| Table::new().width().map(usize::from)).or_else(columns).unwrap_or(WIDTH);
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let colour = match args.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            io::stdout().is_terminal() && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    };
    Look { width, colour }
}

/// Writes to standard output. A reader that has gone away is no error: `gainsay check … | head` ends quietly.
///
/// # Errors
/// Standard output cannot be written for another reason.
pub fn print(text: &str, colour: bool) -> io::Result<()> {
    let choice = if colour { ColorChoice::Always } else { ColorChoice::Never };
    let mut out = AutoStream::new(io::stdout(), choice);
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// Says on standard error what went wrong.
pub fn complain(message: &str) {
    // There is nowhere to say that this failed.
    let _ = writeln!(io::stderr(), "gainsay: {}", visible(message));
}
