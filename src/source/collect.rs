//! From the paths a user gives to the files that hold articles.

use std::fs;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::SourceError;

/// The extensions of the files that are read from a folder.
pub const EXTENSIONS: [&str; 6] = ["md", "txt", "html", "htm", "json", "jsonl"];

/// The files of a run.
#[derive(Debug, Default)]
pub struct Files {
    /// Sorted by path, each once.
    pub paths: Vec<PathBuf>,
    /// The paths that gave none.
    pub errors: Vec<SourceError>,
}

/// Finds the articles that paths name: a file stands for itself whatever its extension, a folder for all files below it
/// with one of the [`EXTENSIONS`], `-` for standard input.
///
/// Hidden files are left out, and what an `.ignore` file in the folder names. The result does not depend on the order of
/// the paths; a file named twice is read once.
pub fn collect(paths: &[PathBuf]) -> Files {
    let mut files = Files::default();
    for path in paths {
        match fs::metadata(path) {
            _ if path == Path::new("-") => files.paths.push(path.clone()),
            Ok(found) if found.is_dir() => walk(path, &mut files),
            Ok(_) => files.paths.push(path.clone()),
            Err(cause) => files.errors.push(SourceError::io(path, cause)),
        }
    }
    files.paths.sort_by_cached_key(|path| (plain(path), path.clone()));
    files.paths.dedup_by_key(|path| plain(path));
    files.errors.sort_by_key(ToString::to_string);
    files
}

fn walk(folder: &Path, files: &mut Files) {
    let before = (files.paths.len(), files.errors.len());
    let walker = WalkBuilder::new(folder).git_ignore(false).git_exclude(false).git_global(false).parents(false).build();
    for entry in walker {
        match entry {
            Ok(entry) => {
                let extension = entry.path().extension().map(|ext| ext.to_ascii_lowercase());
                let known = extension.is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known));
                if known && entry.path().is_file() {
                    files.paths.push(entry.into_path());
                }
            }
            Err(cause) => {
                let cause = cause.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of links"));
                files.errors.push(SourceError::Unreadable { path: folder.to_owned(), cause });
            }
        }
    }
    if before == (files.paths.len(), files.errors.len()) {
        files.errors.push(SourceError::NoArticles { path: folder.to_owned() });
    }
}

/// A path without `.` components: `./a.md` and `a.md` are one file.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|component| *component != Component::CurDir).collect()
}
