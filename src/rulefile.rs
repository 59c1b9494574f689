//! Rule, frame and word files: reading those of the program, mistakes and where they stand, the nearest right name.

use std::fmt;

/// A mistake in a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, with the nearest right name where there is one.
    pub cause: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.cause)
    }
}

impl std::error::Error for RuleError {}

impl RuleError {
    /// A mistake at a byte offset of a file's text.
    pub fn at(file: &str, text: &str, offset: usize, cause: String) -> Self {
        let (line, column) = position(text, offset);
        Self { file: file.to_owned(), line, column, cause }
    }
}

/// The content of a word file that is part of the program. A test of its module reads each, so that this cannot fail in a program
/// that passed them.
pub(crate) fn shipped<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("the shipped word files are valid")
}

/// A hint at the nearest right name, or nothing.
pub fn nearest<S: AsRef<str>>(name: &str, known: &[S]) -> String {
    let close = known.iter().map(|known| (strsim::damerau_levenshtein(name, known.as_ref()), known.as_ref()));
    match close.min().filter(|&(distance, _)| distance <= 1 + name.len() / 3) {
        Some((_, best)) => format!("; did you mean `{best}`?"),
        None => String::new(),
    }
}

/// Line and column of an offset, both from 1, the column in characters.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    (line, column)
}
