//! Reference facts, each with the line it stands on.

use chrono::{Days, NaiveDate};
use smol_str::SmolStr;

use super::table::{self, Row, Table};
use crate::calendar::Interval;

/// Where a fact stands: the second evidence of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The table's path.
    pub table: SmolStr,
    /// The line in it, from 1.
    pub line: u32,
    /// The fact in words.
    pub text: String,
}

/// Somebody's time in an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The office: `head-of-state`, `head-of-government`, `foreign-minister`, ...
    pub office: SmolStr,
    /// The ISO 3166-1 alpha-2 code of the country, or the short name of an organisation (`UN`, `NATO`).
    pub country: SmolStr,
    /// The title that goes with the office there: "President", "Taoiseach".
    pub title: SmolStr,
    /// Who holds it.
    pub holder: SmolStr,
    /// Other spellings and names of the holder.
    pub aliases: Vec<SmolStr>,
    /// When it began; none when that is not known.
    pub from: Option<Interval>,
    /// When it ended.
    pub until: End,
    /// True for an acting, interim or rival holder, whose term may stand beside another.
    pub acting: bool,
    /// The day before which the table says nothing of the office.
    pub since: Option<NaiveDate>,
    /// The line it stands on.
    pub source: Source,
}

/// The end of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Some day of an interval.
    On(Interval),
    /// It had not ended on this day, the date of the table.
    NotBefore(NaiveDate),
    /// Not known.
    Unknown,
}

/// Accounts of the day on which an office changes hands differ by election, appointment and oath; so does the usage of
/// articles. A term excludes only days farther than this from it.
pub const HANDOVER_DAYS: u64 = 21;

impl Term {
    /// True when this term surely includes no day of an interval. The holder may have had another term: only when all
    /// terms of a holder in an office exclude an interval was he or she out of it.
    pub fn excludes(&self, when: Interval) -> bool {
        if self.since.is_some_and(|since| when.earliest < since) {
            return false;
        }
        let slack = Days::new(HANDOVER_DAYS);
        let before = self
            .from
            .is_some_and(|from| when.latest.checked_add_days(slack).is_some_and(|latest| latest < from.earliest));
        let after = match self.until {
            End::On(until) => when.earliest.checked_sub_days(slack).is_some_and(|earliest| earliest > until.latest),
            End::NotBefore(_) | End::Unknown => false,
        };
        before || after
    }

    /// True when an interval surely lies before the term: a title given too early. One given too late is common usage
    /// ("President Clinton signed the treaty"), so that this says more than [`Self::excludes`].
    pub fn begins_after(&self, when: Interval) -> bool {
        self.excludes(when) && self.from.is_some_and(|from| when.latest < from.earliest)
    }

    /// True when the holder was surely in office on every day of an interval.
    pub fn covers(&self, when: Interval) -> bool {
        let begun = self.from.is_some_and(|from| from.latest <= when.earliest);
        let lasts = match self.until {
            End::On(until) => when.latest <= until.earliest,
            End::NotBefore(date) => when.latest <= date,
            End::Unknown => false,
        };
        begun && lasts
    }

    /// The holder's name and its other forms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.holder).chain(&self.aliases).map(SmolStr::as_str)
    }
}

/// When somebody was born and died.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// The usual name.
    pub name: SmolStr,
    /// Other spellings and names.
    pub aliases: Vec<SmolStr>,
    /// Who it is, in a few words.
    pub description: SmolStr,
    /// Day of birth; none when not known.
    pub born: Option<Interval>,
    /// Day of death; none for the living, or when not known.
    pub died: Option<Interval>,
    /// True when other people in the news have the name too: then only the description tells who is meant.
    pub shared: bool,
    /// The line it stands on.
    pub source: Source,
}

impl Life {
    /// The usual name and its other forms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(SmolStr::as_str)
    }
}

/// A dated event that texts refer to by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The usual name.
    pub name: SmolStr,
    /// Other names.
    pub aliases: Vec<SmolStr>,
    /// When it was, or when it began.
    pub from: Interval,
    /// When it ended, for what lasted.
    pub until: Option<Interval>,
    /// Countries (ISO codes) or cities where it was.
    pub places: Vec<SmolStr>,
    /// Who took part.
    pub participants: Vec<SmolStr>,
    /// The line it stands on.
    pub source: Source,
}

/// A country's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryFacts {
    /// ISO 3166-1 alpha-2 code.
    pub iso2: SmolStr,
    /// ISO 3166-1 alpha-3 code.
    pub iso3: SmolStr,
    /// The usual name.
    pub name: SmolStr,
    /// Other names, official ones among them.
    pub other_names: Vec<SmolStr>,
    /// The capital; two or more where functions are parted.
    pub capital: Vec<SmolStr>,
    /// Demonyms and adjectives.
    pub demonyms: Vec<SmolStr>,
    /// The line it stands on.
    pub source: Source,
}

/// The terms of a row: one for each office, as `head-of-state+head-of-government` are two.
pub(super) fn terms(table: &Table, row: &Row) -> Result<Vec<Term>, String> {
    let holder = needed(row, "holder")?;
    let from = optional(row.field("from"))?;
    let until = match row.field("until") {
        "" => End::NotBefore(table.date),
        "?" => End::Unknown,
        text => End::On(table::interval(text)?),
    };
    if let (Some(from), End::On(until)) = (from, until)
        && until.latest < from.earliest
    {
        return Err(format!("the term ends ({until}) before it begins ({from})"));
    }
    let acting = flag(row, "acting")?;
    let (title, country) = (row.field("title"), needed(row, "country")?);
    let ends = match until {
        End::On(until) => format!("until {until}"),
        End::NotBefore(date) => format!("still on {date}"),
        End::Unknown => "end not known".to_owned(),
    };
    let begins = from.map_or_else(|| "start not known".to_owned(), |from| format!("from {from}"));
    let interim = if acting { "acting " } else { "" };
    let mut terms = Vec::new();
    for office in needed(row, "office")?.split('+') {
        let called = if title.is_empty() { office } else { title };
        terms.push(Term {
            office: office.into(),
            country: country.into(),
            title: called.into(),
            holder: holder.into(),
            aliases: row.list("aliases"),
            from,
            until,
            acting,
            since: table.since,
            source: source(table, row, format!("{holder}, {interim}{called} ({country}), {begins}, {ends}")),
        });
    }
    Ok(terms)
}

/// The life of a row.
pub(super) fn life(table: &Table, row: &Row) -> Result<Life, String> {
    let name = needed(row, "name")?;
    let (born, died) = (optional(row.field("born"))?, optional(row.field("died"))?);
    if let (Some(born), Some(died)) = (born, died)
        && died.latest < born.earliest
    {
        return Err(format!("death ({died}) before birth ({born})"));
    }
    let part = |word: &str, day: Option<Interval>| day.map(|day| format!(", {word} {day}")).unwrap_or_default();
    let text = format!("{name}{}{}", part("born", born), part("died", died));
    Ok(Life {
        name: name.into(),
        aliases: row.list("aliases"),
        description: row.field("description").into(),
        born,
        died,
        shared: flag(row, "shared")?,
        source: source(table, row, text),
    })
}

/// The event of a row.
pub(super) fn event(table: &Table, row: &Row) -> Result<Event, String> {
    let name = needed(row, "name")?;
    let from = table::interval(row.field("from"))?;
    let until = optional(row.field("until"))?;
    if until.is_some_and(|until| until.latest < from.earliest) {
        return Err("the event ends before it begins".into());
    }
    let text = match until {
        Some(until) => format!("{name}: {from} to {until}"),
        None => format!("{name}: {from}"),
    };
    Ok(Event {
        name: name.into(),
        aliases: row.list("aliases"),
        from,
        until,
        places: row.list("place"),
        participants: row.list("participants"),
        source: source(table, row, text),
    })
}

/// The country of a row.
pub(super) fn country(table: &Table, row: &Row) -> Result<CountryFacts, String> {
    let (iso2, name) = (needed(row, "iso2")?, needed(row, "name")?);
    let capital = row.list("capital");
    let text = match capital.is_empty() {
        true => format!("{name} ({iso2})"),
        false => format!("{name} ({iso2}), capital {}", capital.join(" and ")),
    };
    Ok(CountryFacts {
        iso2: iso2.into(),
        iso3: row.field("iso3").into(),
        name: name.into(),
        other_names: row.list("other_names"),
        capital,
        demonyms: row.list("demonyms"),
        source: source(table, row, text),
    })
}

fn source(table: &Table, row: &Row, text: String) -> Source {
    Source { table: table.path.clone(), line: row.line, text }
}

/// A column that holds its own name, or nothing.
fn flag(row: &Row, column: &str) -> Result<bool, String> {
    match row.field(column) {
        "" => Ok(false),
        text if text == column => Ok(true),
        other => Err(format!("{other:?} in column {column:?}: write {column}, or nothing")),
    }
}

fn needed<'a>(row: &'a Row, column: &str) -> Result<&'a str, String> {
    Some(row.field(column)).filter(|field| !field.is_empty()).ok_or_else(|| format!("the field {column:?} is empty"))
}

fn optional(text: &str) -> Result<Option<Interval>, String> {
    if text.is_empty() || text == "?" { Ok(None) } else { table::interval(text).map(Some) }
}
