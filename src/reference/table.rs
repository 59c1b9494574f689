//! The open format of reference tables: comma-separated values with a header that names sources and date.
//!
//! ```text
//! # table: terms
//! # date: 2026-01-22
//! # source factbook: The World Factbook, public domain
//! office,country,title,holder,aliases,from,until,acting,source
//! head-of-government,IQ,Prime Minister,Nouri al-Maliki,Nuri al-Maliki,2006-05-20,2014-09-08,,factbook
//! ```
//!
//! Lines that start with `#` are comments, of which `table`, `date` and `source` say what the table is, the day its
//! facts were last true, and what the keys in the column `source` stand for; `since` is the day before which a table
//! of terms says nothing. The first other line names the columns,
//! in any order. A field in double quotes may hold commas; several values in a field are parted by `;`. Dates are
//! `2006-05-20`, `2006-05`, `2006`, or two of these with `/` between: some day from the one to the other.

use std::borrow::Cow;
use std::path::PathBuf;

use chrono::NaiveDate;
use smol_str::SmolStr;

use crate::calendar::Interval;

/// A table that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {cause}", path.display())]
pub struct ReferenceError {
    /// The table.
    pub path: PathBuf,
    /// The line, from 1; 0 when the file itself cannot be read.
    pub line: u32,
    /// What is wrong, and what would be right.
    pub cause: String,
}

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    Terms,
    Lives,
    Events,
    Countries,
}

impl TableKind {
    const NAMES: [(&'static str, Self); 4] =
        [("terms", Self::Terms), ("lives", Self::Lives), ("events", Self::Events), ("countries", Self::Countries)];

    fn columns(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Terms => {
                (&["office", "country", "holder", "from"], &["title", "aliases", "until", "acting", "source"])
            }
            Self::Lives => (&["name"], &["aliases", "description", "born", "died", "shared", "source"]),
            Self::Events => (&["name", "from"], &["aliases", "until", "place", "participants", "source"]),
            Self::Countries => {
                (&["iso2", "name"], &["iso3", "other_names", "capital", "demonyms", "part_of", "neighbours", "source"])
            }
        }
    }
}

/// A table split into rows, its header understood.
pub(super) struct Table {
    pub path: SmolStr,
    pub kind: TableKind,
    /// The day the facts were last true.
    pub date: NaiveDate,
    /// The day before which the table says nothing.
    pub since: Option<NaiveDate>,
    pub rows: Vec<Row>,
}

/// A row: its fields by column, trimmed.
pub(super) struct Row {
    pub line: u32,
    fields: Vec<(&'static str, SmolStr)>,
}

impl Row {
    /// The field of a column; empty when there is none.
    pub fn field(&self, column: &str) -> &str {
        self.fields.iter().find(|(name, _)| *name == column).map_or("", |(_, field)| field.as_str())
    }

    /// The values of a field of several.
    pub fn list(&self, column: &str) -> Vec<SmolStr> {
        self.field(column).split(';').map(str::trim).filter(|value| !value.is_empty()).map(SmolStr::new).collect()
    }
}

/// Reads the text of a table.
pub(super) fn read(path: &str, text: &str) -> Result<Table, ReferenceError> {
    let fail = |line: u32, cause: String| ReferenceError { path: path.into(), line, cause };
    let mut header = Header::default();
    let mut columns: Option<Vec<&'static str>> = None;
    let mut rows = Vec::new();
    for (line, content) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if let Some(comment) = content.strip_prefix('#') {
            header.take(comment).map_err(|cause| fail(line, cause))?;
        } else if !content.trim().is_empty() {
            let fields = split(content).map_err(|cause| fail(line, cause))?;
            match &columns {
                None => columns = Some(header.columns(&fields).map_err(|cause| fail(line, cause))?),
                Some(columns) => {
                    rows.push(row(line, columns, fields, &header).map_err(|cause| fail(line, cause))?);
                }
            }
        }
    }
    let (Some(kind), Some(date)) = (header.kind, header.date) else {
        let missing = if header.kind.is_none() { "# table: terms" } else { "# date: 2026-01-31" };
        return Err(fail(1, format!("the header lacks a line such as \"{missing}\"")));
    };
    if columns.is_none() {
        return Err(fail(text.lines().count().max(1) as u32, "the table has no line that names its columns".into()));
    }
    Ok(Table { path: path.into(), kind, date, since: header.since, rows })
}

#[derive(Default)]
struct Header {
    kind: Option<TableKind>,
    date: Option<NaiveDate>,
    since: Option<NaiveDate>,
    sources: Vec<String>,
}

impl Header {
    fn take(&mut self, comment: &str) -> Result<(), String> {
        let Some((name, value)) = comment.split_once(':') else { return Ok(()) };
        let (name, value) = (name.trim(), value.trim());
        match name {
            "table" => {
                let kind = TableKind::NAMES.iter().find(|(known, _)| *known == value);
                let (_, kind) = kind.ok_or_else(|| format!("no table of {value:?}: {}", known(value, &TABLES)))?;
                self.kind = Some(*kind);
            }
            "date" => self.date = Some(interval(value)?.latest),
            "since" => self.since = Some(interval(value)?.earliest),
            _ => {
                if let Some(key) = name.strip_prefix("source") {
                    self.sources.push(key.trim().to_owned());
                }
            }
        }
        Ok(())
    }

    /// Understands the line that names the columns.
    fn columns(&self, fields: &[Cow<'_, str>]) -> Result<Vec<&'static str>, String> {
        let kind = self.kind.ok_or("a line \"# table: terms\" (or lives, events, countries) must come first")?;
        if self.sources.is_empty() {
            return Err("a line \"# source KEY: what and under which licence\" must come first".into());
        }
        let (needed, allowed) = kind.columns();
        let all: Vec<&'static str> = needed.iter().chain(allowed).copied().collect();
        let mut columns = Vec::new();
        for field in fields {
            let column = all.iter().find(|column| **column == field.trim());
            let column =
                *column.ok_or_else(|| format!("no column {:?}: {}", field.trim(), known(field.trim(), &all)))?;
            if columns.contains(&column) {
                return Err(format!("two columns {column:?}"));
            }
            columns.push(column);
        }
        match needed.iter().find(|column| !columns.contains(column)) {
            Some(missing) => Err(format!("the column {missing:?} is missing")),
            None => Ok(columns),
        }
    }
}

const TABLES: [&str; 4] = ["terms", "lives", "events", "countries"];

/// "did you mean ...?" when one is near, else what there is.
fn known(given: &str, all: &[&str]) -> String {
    let near = all.iter().map(|name| (strsim::damerau_levenshtein(given, name), name)).min();
    match near.filter(|(distance, _)| *distance <= 2) {
        Some((_, name)) => format!("did you mean {name:?}?"),
        None => format!("there are {}", all.join(", ")),
    }
}

fn row(line: u32, columns: &[&'static str], fields: Vec<Cow<'_, str>>, header: &Header) -> Result<Row, String> {
    if fields.len() != columns.len() {
        return Err(format!("{} fields under {} columns", fields.len(), columns.len()));
    }
    let fields = columns.iter().copied().zip(fields.iter().map(|field| SmolStr::new(field.trim()))).collect();
    let row = Row { line, fields };
    let sources = row.list("source");
    if let Some(unknown) = sources.iter().find(|source| !header.sources.iter().any(|key| key == *source)) {
        let keys: Vec<&str> = header.sources.iter().map(String::as_str).collect();
        return Err(format!("no line \"# source {unknown}: ...\" in the header: {}", known(unknown, &keys)));
    }
    if columns.contains(&"source") && sources.is_empty() {
        return Err("the row names no source".into());
    }
    Ok(row)
}

/// Splits a line at commas outside double quotes.
fn split(line: &str) -> Result<Vec<Cow<'_, str>>, String> {
    if !line.contains('"') {
        return Ok(line.split(',').map(Cow::Borrowed).collect());
    }
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let field = fields.last_mut().expect("starts with one field");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => field.push(c),
        }
    }
    if quoted { Err("a double quote is not closed".into()) } else { Ok(fields.into_iter().map(Cow::Owned).collect()) }
}

/// Reads a date, or a stretch of days in which a date lies.
pub(super) fn interval(text: &str) -> Result<Interval, String> {
    if let Some((from, to)) = text.split_once('/') {
        let (from, to) = (interval(from)?, interval(to)?);
        let ordered = from.earliest <= to.latest;
        return if ordered {
            Ok(Interval { earliest: from.earliest, latest: to.latest })
        } else {
            Err(format!("{text:?} ends before it begins"))
        };
    }
    let parts: Vec<&str> = text.trim().split('-').collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let read = match parts[..] {
        [year] if year.len() == 4 => number(year).and_then(|year| Interval::year(year as i32)),
        [year, month] if year.len() == 4 => {
            number(year).zip(number(month)).and_then(|(year, month)| Interval::month(year as i32, month))
        }
        [year, month, day] if year.len() == 4 => number(year)
            .zip(number(month))
            .zip(number(day))
            .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year as i32, month, day))
            .map(Interval::day),
        _ => None,
    };
    read.ok_or_else(|| format!("{text:?} is no date: write 2006-05-20, 2006-05, 2006 or 2006-05-20/2006-06-02"))
}
