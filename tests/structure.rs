//! The shape of the source: modules use earlier modules only, files stay short, snapshots have a test.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules that stand side by side in the flow and do not see one another.
const SIBLINGS: [&str; 3] = ["time", "quantity", "mention"];

/// The most lines of a source file; past 400 a second noun is hidden in most.
const LONGEST: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files with an extension below a folder, sorted; none where there is no such folder.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut open = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|known| known == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The modules of the library in the order of their `pub mod` lines.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The modules of this crate that a source file names, outside of documentation.
fn uses(text: &str) -> BTreeSet<&str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let names = code.flat_map(|line| {
        line.split("crate::").skip(1).map(|rest| {
            let end =
                rest.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(rest.len());
            &rest[..end]
        })
    });
    names.filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_module_uses_only_earlier_ones() {
    let modules = modules();
    let rank = |name: &str| modules.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for path in files("src", "rs") {
        let inner = path.strip_prefix(root().join("src")).unwrap();
        let module = inner.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let Some(own) = rank(module) else { continue };
        for used in uses(&fs::read_to_string(&path).unwrap()) {
            let sibling = SIBLINGS.contains(&module) && SIBLINGS.contains(&used) && module != used;
            if sibling || rank(used).is_none_or(|used| used > own) {
                wrong.push(format!("src/{} uses crate::{used}", inner.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "a module may use only those before it in src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_the_source_is_a_module_of_the_library() {
    let modules = modules();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(matches!(module, "lib" | "main" | "bin") || modules.iter().any(|known| known == module), "{name}");
    }
}

#[test]
fn only_the_command_line_prints() {
    for path in files("src", "rs") {
        let inner = path.strip_prefix(root().join("src")).unwrap();
        if ["cli", "bin", "main.rs"].contains(&inner.iter().next().unwrap().to_str().unwrap()) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for line in
            text.split("#[cfg(test)]").next().unwrap().lines().filter(|line| !line.trim_start().starts_with("//"))
        {
            for printing in ["println!", "print!(", "dbg!(", "stdout()", "stderr()"] {
                assert!(!line.contains(printing), "src/{}: {line}", inner.display());
            }
        }
    }
}

#[test]
fn files_are_short_enough_to_be_read() {
    let long = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().count() > LONGEST;
    let long: Vec<PathBuf> = files("src", "rs").into_iter().filter(long).collect();
    assert!(long.is_empty(), "more than {LONGEST} lines: {long:?}");
}

#[test]
fn every_snapshot_has_a_test() {
    let tests: String = ["src", "tests"]
        .iter()
        .flat_map(|folder| files(folder, "rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for path in files("snapshots", "snap") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        // A snapshot over many inputs is called NAME@INPUT.
        let (base, input) = name.split_once('@').unwrap_or((name, ""));
        assert!(tests.contains(&format!("\"{base}\"")), "no test names the snapshot {name}");
        let stem = input.split('.').next().unwrap_or("");
        let known =
            input.is_empty() || ["corpora", "rules", "tests"].iter().any(|folder| holds(&root().join(folder), stem));
        assert!(known, "the snapshot {name} is of an input that is not there");
    }
}

/// True when there is a file or folder of this stem somewhere below a folder.
fn holds(folder: &Path, stem: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().any(|entry| {
        let path = entry.unwrap().path();
        let named = path.file_stem().is_some_and(|known| known == stem);
        named || (path.is_dir() && holds(&path, stem))
    })
}

#[test]
fn no_snapshot_waits_for_review() {
    let waiting = [files("snapshots", "new"), files("src", "new"), files("tests", "new")].concat();
    assert!(waiting.is_empty(), "review with `cargo insta review`: {waiting:?}");
}
