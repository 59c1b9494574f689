//! What can go wrong between a path and an article.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why a path gives no article.
#[derive(Debug, Error)]
pub enum SourceError {
    /// There is no such file or folder.
    #[error("{}: no such file or folder", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// The file or folder cannot be read.
    #[error("{}: cannot be read: {cause}", path.display())]
    Unreadable {
        /// The path as given, or a path found in a folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The folder holds no file with a known extension.
    #[error("{}: no articles in this folder (looked for {})", path.display(), super::EXTENSIONS.map(|ext| format!(".{ext}")).join(", "))]
    NoArticles {
        /// The folder as given.
        path: PathBuf,
    },
    /// The file is not of the form that its extension tells.
    #[error("{}:{line}:{column}: {cause}", path.display())]
    Malformed {
        /// The path as given.
        path: PathBuf,
        /// The line, from 1.
        line: u32,
        /// The column, from 1, in characters.
        column: u32,
        /// What is wrong there.
        cause: String,
    },
    /// The file has more than [`super::LONGEST`] bytes.
    #[error("{}: {bytes} bytes are more than one article can have ({})", path.display(), super::LONGEST)]
    TooLong {
        /// The path as given.
        path: PathBuf,
        /// Its length.
        bytes: u64,
    },
}

impl SourceError {
    /// An error of the system about a path.
    pub fn io(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        match cause.kind() {
            io::ErrorKind::NotFound => Self::Missing { path: path.into() },
            _ => Self::Unreadable { path: path.into(), cause },
        }
    }
}

/// Something in an article's header that was read past: the article is checked all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line in the file, from 1.
    pub line: u32,
    /// What is wrong with it.
    pub cause: String,
}
