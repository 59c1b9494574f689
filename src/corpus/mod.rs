//! Labelled corpora: clusters of articles with their contradictions marked, and how well findings meet them.
//!
//! A corpus is a folder of clusters, a cluster a folder of `.md` and `.txt` articles with a `gold.toml`. See
//! [`gold`] for its format and [`score`] for what counts as found.

pub mod gold;
pub mod score;
mod render;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use gold::Gold;
pub use render::{json, table};
pub use score::{Score, Tally};

/// Why a corpus cannot be used.
#[derive(Debug, Error)]
pub enum CorpusError {
    /// A file or folder cannot be read.
    #[error("{}: cannot be read: {cause}", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// There is no `gold.toml` in the folder or in the folders in it.
    #[error("{}: no clusters here (a cluster is a folder with a gold.toml)", path.display())]
    NoClusters {
        /// The path.
        path: PathBuf,
    },
    /// A `gold.toml` is not of the format.
    #[error("{}:{line}:{column}: {cause}", path.display())]
    BadGold {
        /// The path of the `gold.toml`.
        path: PathBuf,
        /// From 1.
        line: u32,
        /// From 1, in characters.
        column: u32,
        /// What is wrong.
        cause: String,
    },
}

/// The folders of clusters in a corpus, or the folder itself where it is one; sorted.
///
/// # Errors
/// The folder cannot be read, or holds no cluster.
pub fn clusters(folder: &Path) -> Result<Vec<PathBuf>, CorpusError> {
    if folder.join("gold.toml").is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let unreadable = |cause| CorpusError::Unreadable { path: folder.to_owned(), cause };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.join("gold.toml").is_file() {
            found.push(path);
        }
    }
    found.sort();
    match found.is_empty() {
        true => Err(CorpusError::NoClusters { path: folder.to_owned() }),
        false => Ok(found),
    }
}
