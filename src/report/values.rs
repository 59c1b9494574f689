//! Value tables: what the articles say of a person, a place, an office or an event, property by property, and how many say it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};
use serde::Serialize;

use super::Lines;
use super::escape::visible;
use crate::engine::Wording;
use crate::fact::{Fact, StoryId, Value};
use crate::finding::Origin;
use crate::mention::folded;
use crate::pipeline::Outcome;

/// What is said of one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Who or what it is.
    pub subject: String,
    /// Its properties, sorted by name.
    pub rows: Vec<Row>,
}

/// One property with all values that it is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The predicate and the role: `aged: years`.
    pub property: String,
    /// The values, those of most articles first.
    pub values: Vec<Cell>,
}

/// One value with its sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The value in words.
    pub value: String,
    /// How many articles or reference tables give it.
    pub documents: usize,
    /// Where: path and line.
    pub places: Vec<String>,
}

/// Predicates that repeat others or are of no interest to a reader.
const HIDDEN: &[&str] =
    &["issued", "told", "told-ahead", "named-place", "once", "holds-named", "news", "dated", "event", "post"];

/// The most values that a row of the text table shows.
const COLUMNS: usize = 6;

/// The sheets of all subjects that a name fits: a person's, an organisation's, an office, a place, a predicate.
pub fn sheets(outcome: &Outcome, wording: &Wording<'_>, wanted: &str) -> Vec<Sheet> {
    let wanted = folded(wanted.trim());
    let lines: Vec<Lines<'_>> = outcome.readings.iter().map(|reading| Lines::of(&reading.document.article)).collect();
    type Rows = BTreeMap<String, BTreeMap<String, BTreeSet<(String, u32)>>>;
    let mut found: BTreeMap<(StoryId, String), Rows> = BTreeMap::new();
    for fact in outcome.facts.iter().filter(|fact| !HIDDEN.contains(&fact.predicate.as_str())) {
        for (role, subject) in subjects(fact, outcome, wording, &wanted) {
            let rows = found.entry((fact.story, subject)).or_default();
            for (property, value) in properties(fact, role, wording) {
                rows.entry(property).or_default().entry(value).or_default().insert(place(fact, wording, &lines));
            }
        }
    }
    found.into_iter().map(|((_, subject), rows)| Sheet { subject, rows: rows.into_iter().map(row).collect() }).collect()
}

/// The roles of a fact whose value is what is wanted, with its name; no role where the predicate itself is wanted.
fn subjects(fact: &Fact, outcome: &Outcome, wording: &Wording<'_>, wanted: &str) -> Vec<(Option<usize>, String)> {
    let mut found: Vec<(Option<usize>, String)> = Vec::new();
    for (role, value) in fact.values.iter().enumerate() {
        let shown = wording.show(value);
        let fits = match value {
            Value::Entity(id) => {
                let entity = outcome.entities.get(*id);
                let surname = entity.person.as_ref().is_some_and(|person| folded(person.family()) == wanted);
                surname || folded(&entity.name) == wanted || entity.forms.iter().any(|(_, form)| folded(form) == wanted)
            }
            Value::Spot(spot) => {
                let name = wording.world.gazetteer.place(spot.place).map(|place| folded(&place.name));
                name.is_some_and(|name| name == wanted)
            }
            Value::Office(office) => {
                let of = fact.values.get(role + 1).map_or(String::new(), |of| wording.show(of));
                let of_short = of.split(',').next().unwrap_or("").to_owned();
                [office.to_string(), format!("{office} of {of}"), format!("{office} of {of_short}")]
                    .iter()
                    .any(|name| folded(name).replace('-', " ") == wanted.replace('-', " "))
            }
            _ => false,
        };
        if fits {
            found.push((Some(role), shown));
        }
    }
    if found.is_empty() && folded(&fact.predicate) == wanted {
        found.push((None, fact.predicate.to_string()));
    }
    found
}

/// The other slots of a fact, named.
fn properties(fact: &Fact, subject: Option<usize>, wording: &Wording<'_>) -> Vec<(String, String)> {
    let others: Vec<usize> = (0..fact.values.len()).filter(|&role| Some(role) != subject).collect();
    let known = |role: &usize| fact.values[*role] != Value::Missing;
    let mut found = Vec::new();
    // An office is told with what it is of, as one value.
    let joined: Vec<String> =
        others.iter().copied().filter(|role| known(role)).map(|role| wording.show(&fact.values[role])).collect();
    if !joined.is_empty() {
        let names: Vec<String> = others.iter().map(|&role| wording.role(&fact.predicate, role)).collect();
        let value = joined.join(" of ");
        found.push((format!("{}: {}", fact.predicate, names.join(", ")), value));
    }
    let lasting = ["aged", "holds", "held", "spelled", "ref-spelled", "alias"].contains(&fact.predicate.as_str());
    if let Some(when) = fact.when.filter(|_| !lasting) {
        found.push((format!("{}: when", fact.predicate), when.days.to_string()));
    }
    if let Some(place) = fact.place.as_ref().filter(|_| !lasting) {
        found.push((format!("{}: where", fact.predicate), wording.show(place)));
    }
    if found.is_empty() {
        found.push((fact.predicate.to_string(), "stated".to_owned()));
    }
    match fact.stated {
        crate::claim::Manner::Asserted => found,
        _ => {
            let lead = wording.without_time(fact).split_once(' ').map_or(String::new(), |(lead, _)| format!("{lead} "));
            found.into_iter().map(|(property, value)| (property, format!("{lead}{value}"))).collect()
        }
    }
}

fn place(fact: &Fact, wording: &Wording<'_>, lines: &[Lines<'_>]) -> (String, u32) {
    match &fact.from {
        Origin::Text { doc, span, .. } => {
            (wording.path(fact), lines[doc.0 as usize].position(span.start as usize).line)
        }
        Origin::Table { path, line, .. } => (path.clone(), *line),
    }
}

fn row((property, values): (String, BTreeMap<String, BTreeSet<(String, u32)>>)) -> Row {
    let cell = |(value, places): (String, BTreeSet<(String, u32)>)| {
        let documents = places.iter().map(|(path, _)| path).collect::<BTreeSet<_>>().len();
        Cell { value, documents, places: places.into_iter().map(|(path, line)| format!("{path}:{line}")).collect() }
    };
    let mut values: Vec<Cell> = values.into_iter().map(cell).collect();
    values.sort_by(|one, other| other.documents.cmp(&one.documents).then_with(|| one.value.cmp(&other.value)));
    Row { property, values }
}

/// The sheets as tables for people: one row a property, one column a value.
pub fn text(sheets: &[Sheet], width: usize) -> String {
    let mut text = String::new();
    for sheet in sheets {
        let _ = writeln!(text, "{}", visible(&sheet.subject));
        let columns = sheet.rows.iter().map(|row| row.values.len().min(COLUMNS)).max().unwrap_or(0);
        let mut table = Table::new();
        table.load_style(UTF8_FULL_CONDENSED);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(width.clamp(super::table::NARROWEST, 1000) as u16);
        for row in &sheet.rows {
            let mut cells = vec![visible(&row.property)];
            cells.extend(row.values.iter().take(columns).map(|cell| {
                let noun = if cell.documents == 1 { "article says" } else { "articles say" };
                let mut places: Vec<String> = cell.places.iter().take(3).map(|place| visible(place)).collect();
                if cell.places.len() > places.len() {
                    places.push(format!("and {} more", cell.places.len() - places.len()));
                }
                format!("{} {noun} {}\n{}", cell.documents, visible(&cell.value), places.join("\n"))
            }));
            if row.values.len() > columns {
                let last = cells.len() - 1;
                cells[last].push_str(&format!("\nand {} more values", row.values.len() - columns));
            }
            cells.resize(columns + 1, String::new());
            table.add_row(cells);
        }
        let _ = writeln!(text, "{}", table.trim_fmt());
    }
    text
}

/// The sheets as JSON.
pub fn json(sheets: &[Sheet]) -> String {
    let mut text = serde_json::to_string_pretty(sheets).expect("strings and numbers are JSON");
    text.push('\n');
    text
}
