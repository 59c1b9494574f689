//! Input that no editor would send, and that must neither stop a run nor spoil the rest of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use gainsay::source::{self, BlockKind};

const GOOD: &str = "LEEDS — Mayor Ann Roe opened the bridge on Thursday.\n";

/// A fresh folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bad_input").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn gainsay(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay")).args(args).current_dir(folder).output().unwrap()
}

/// Checks one file of these bytes beside a good one: exit code and standard error.
fn check(name: &str, bytes: &[u8]) -> (i32, String) {
    let folder = folder(name);
    fs::write(folder.join("bad.txt"), bytes).unwrap();
    fs::write(folder.join("good.md"), GOOD).unwrap();
    let output = gainsay(&folder, &["check", "--format", "json", "."]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    assert_eq!(report["version"], "1");
    (output.status.code().expect("no signal"), String::from_utf8(output.stderr).unwrap())
}

fn kinds(bytes: &[u8]) -> Vec<BlockKind> {
    source::parse("a.txt".into(), bytes).blocks.iter().map(|block| block.kind).collect()
}

#[test]
fn a_missing_path_is_named_and_the_others_are_checked() {
    let folder = folder("missing");
    fs::write(folder.join("good.md"), GOOD).unwrap();
    let output = gainsay(&folder, &["check", "--format", "json", "none.md", "good.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "gainsay: none.md: no such file or folder\n");
    assert!(!output.stdout.is_empty());
}

#[test]
fn a_folder_without_articles_is_an_error() {
    let folder = folder("empty");
    fs::write(folder.join("table.csv"), "a,b\n").unwrap();
    let output = gainsay(&folder, &["check", "."]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "gainsay: .: no articles in this folder (looked for .md, .txt, .html, .htm, .json, .jsonl)\n"
    );
}

#[test]
fn a_folder_named_like_an_article_is_walked() {
    let folder = folder("folder.md");
    fs::write(folder.join("good.md"), GOOD).unwrap();
    let files = source::collect(std::slice::from_ref(&folder));
    assert_eq!(files.paths, [folder.join("good.md")]);
}

#[test]
fn an_empty_file_is_an_article_without_blocks() {
    assert_eq!(check("no-bytes", b""), (0, String::new()));
    assert_eq!(kinds(b""), []);
    assert_eq!(kinds(b"\xef\xbb\xbf"), []);
    assert_eq!(kinds(b" \n\t\r\n"), []);
}

#[test]
fn invalid_utf8_and_other_encodings_are_decoded() {
    assert_eq!(check("invalid", b"Caf\xc3\xa9 \xff\xfe burnt.\n"), (0, String::new()));
    assert_eq!(check("windows-1252", b"Der B\xfcrgermeister von Z\xfcrich sprach.\n"), (0, String::new()));
    let utf16: Vec<u8> = "\u{feff}Ann Roe spoke.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(check("utf-16", &utf16), (0, String::new()));
}

#[test]
fn nul_bytes_are_text() {
    assert_eq!(check("nul", b"Ann\0Roe opened\0the bridge.\n\0\0\0\n"), (0, String::new()));
    assert_eq!(check("only-nul", &[0; 1000]), (0, String::new()));
}

#[test]
fn broken_front_matter_is_named_with_its_line_and_read_past() {
    let (code, errors) = check("front", b"---\ntitle: Bridge: opened\npublished: 2024-02-31\n---\nAnn Roe spoke.\n");
    assert_eq!(code, 0);
    assert_eq!(
        errors,
        "gainsay: ./bad.txt:3: `published` is no day of the calendar: \"2024-02-31\" (expected the form 2024-05-02)\n"
    );
    let (code, errors) = check("unclosed", b"---\ntitle: Bridge: opened\n\nAnn Roe spoke.\n");
    assert_eq!((code, errors.as_str()), (0, "gainsay: ./bad.txt:1: the front matter is not closed by `---`\n"));
}

#[test]
fn absurd_dates_do_no_harm() {
    let text = "On 31 February 2024, on 2024-13-45, in the year 99999999999, on May 0 and Monday, 99 June -4, \
                a million billion years ago, he left 1000000000000 days later.\n";
    // That there is no 31 February is a finding.
    assert_eq!(check("dates", text.as_bytes()).0, 1);
    let article = source::parse("a.txt".into(), b"LEEDS, Feb. 31, 2024 (LP) - Ann Roe spoke.\n");
    assert_eq!(article.published, None);
}

#[test]
fn terminal_escapes_are_shown_and_not_obeyed() {
    let folder = folder("escapes");
    let title = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{202e}Bridge";
    fs::write(folder.join("a.md"), format!("---\ntitle: {title}\n---\n{title} opened.\n")).unwrap();
    for args in [
        ["show", "source", "a.md"],
        ["show", "tokens", "a.md"],
        ["show", "tree", "a.md"],
        ["check", "a.md", "\u{1b}[2J"],
    ] {
        let output = gainsay(&folder, &args);
        let all = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(all).unwrap();
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
}

#[test]
fn right_to_left_marks_are_kept() {
    let text = "Bridge \u{200f}بغداد\u{200f} opened\n\nThe \u{200f}بغداد\u{200e} bridge is open.\n";
    let article = source::parse("a.txt".into(), text.as_bytes());
    assert_eq!(article.text, text);
    assert_eq!(article.title.as_deref(), Some("Bridge \u{200f}بغداد\u{200f} opened"));
    assert_eq!(check("rtl", text.as_bytes()), (0, String::new()));
}

#[test]
fn ten_megabytes_on_one_line() {
    let line = "The mayor opened the bridge, and {{ the crowd: \u{2014} - it cheered. ".repeat(160_000);
    assert!(line.len() > 10_000_000);
    let article = source::parse("a.txt".into(), line.as_bytes());
    assert_eq!(article.blocks.len(), 1);
    let blank = " ".repeat(10_000_000);
    assert_eq!(kinds(blank.as_bytes()), []);
    let letters = "x".repeat(10_000_000);
    assert_eq!(kinds(letters.as_bytes()), [BlockKind::Paragraph]);
}

#[test]
fn a_hundred_thousand_blank_lines() {
    let text = format!("Bridge opened{}The bridge is open.", "\n".repeat(100_000));
    assert_eq!(kinds(text.as_bytes()), [BlockKind::Title, BlockKind::Paragraph]);
    assert_eq!(check("blank", text.as_bytes()), (0, String::new()));
    let rules = "---\n".repeat(100_000);
    assert_eq!(check("rules", rules.as_bytes()).0, 0);
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_is_no_error() {
    use std::process::Stdio;
    let folder = folder("pipe");
    fs::write(folder.join("a.md"), GOOD.repeat(20_000)).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["show", "source", "a.md"])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[test]
fn the_order_of_paths_and_the_number_of_threads_change_nothing() {
    let folder = folder("order");
    for (name, text) in
        [("a.md", GOOD), ("b.md", "LEEDS — Tom Hart, mayor of Leeds, spoke.\n"), ("c.txt", "Nothing.\n")]
    {
        fs::write(folder.join(name), text).unwrap();
    }
    let outputs: Vec<Vec<u8>> = [
        ["check", "--format=json", "--jobs=1", "a.md", "b.md", "c.txt"],
        ["check", "--format=json", "--jobs=2", "c.txt", "b.md", "a.md"],
        ["check", "--format=json", "--jobs=7", "b.md", "./a.md", "c.txt"],
        ["check", "--format=json", "--jobs=0", "c.txt", "a.md", "b.md"],
    ]
    .iter()
    .map(|args| gainsay(&folder, args).stdout)
    .map(|json| String::from_utf8(json).unwrap().replace("./a.md", "a.md").into_bytes())
    .collect();
    assert!(outputs.windows(2).all(|pair| pair[0] == pair[1]));
}

/// What tells of one kind of thing a thousand times is a list: it gives some facts, not a thousand to hold against one another.
#[test]
fn a_list_of_a_thousand_arrests_gives_a_bounded_number_of_events() {
    let folder = folder("list");
    let text: String =
        (0..1000).map(|at| format!("Police arrested {} people in Leeds on Sunday.\n\n", at + 20)).collect();
    fs::write(folder.join("a.txt"), text).unwrap();
    let facts = String::from_utf8(gainsay(&folder, &["show", "facts", "a.txt"]).stdout).unwrap();
    let events = facts.lines().filter(|line| line.contains("event(arrest)")).count();
    assert_eq!(events, 32);
}

mod any_bytes {
    use super::source::{self, Article};
    use proptest::prelude::*;

    /// Blocks stand in order, without overlap, on whole characters, and map into the file.
    fn is_sound(article: &Article, length: usize) {
        let mut last = 0;
        for block in &article.blocks {
            assert!(last <= block.span.start && !block.span.is_empty());
            last = block.span.end;
            let text = article.text.get(block.span.start as usize..block.span.end as usize);
            assert!(text.is_some_and(|text| !text.trim().is_empty()));
            assert!(article.on_disk(block.span).end as usize <= length);
        }
    }

    #[test]
    fn that_leave_blanks_behind_a_headline() {
        let text = "---\ntitle:  - ";
        is_sound(&source::parse("a.txt".into(), text.as_bytes()), text.len());
    }

    proptest! {
        #[test]
        fn of_any_kind(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            is_sound(&source::parse("a.txt".into(), &bytes), bytes.len());
        }

        #[test]
        fn that_look_like_an_article(parts in prop::collection::vec(prop::sample::select(vec![
            "---\n", "title: ", "published: 2024-05-02", "\n", "\n\n", "\r", "LEEDS", " — ", ": ", ", May 3", " (CP) ", "- ", "# ", "> ",
            "{{", "}}", "Ann Roe spoke.", "é", "\u{202e}", "\0", "CLICK HERE TO GET THE APP", "1. ", "(", ")", " ", "\u{2029}", "UPDATE: ",
        ]), 0..40)) {
            let text = parts.concat();
            is_sound(&source::parse("a.txt".into(), text.as_bytes()), text.len());
            is_sound(&source::example(&text), text.len());
        }
    }
}
