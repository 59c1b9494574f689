//! The years of the dated entries of a chronology: "Dec. 3, 2024 -- ...", "Dec. 4 -- ...", "Jan. 15 -- ...". Its entries stand in
//! their order, so that one entry with a year gives those of its neighbours.

use chrono::{Datelike, NaiveDate};

use super::stretch::Stretch;
use super::{Given, Timex, TimexKind};
use crate::calendar::Granularity;
use crate::language::Document;

/// The least number of entries that make a chronology.
const ENTRIES: usize = 3;

/// The date in front of an entry.
struct Label {
    /// Its place in the list of expressions.
    timex: usize,
    month: u32,
    /// Its day; none for a month.
    day: Option<u32>,
    /// Its year, when it gives one.
    year: Option<i32>,
}

/// Gives the entries without a year theirs, where all entries then stand in their order.
pub(super) fn order(document: &Document, timexes: &mut [Timex]) {
    let mut labels = labels(document, timexes);
    let Some(anchor) = labels.iter().position(|label| label.year.is_some()).filter(|_| labels.len() >= ENTRIES) else {
        return;
    };
    let mut years: Vec<i32> = vec![0; labels.len()];
    years[anchor] = labels[anchor].year.unwrap_or_default();
    for at in anchor + 1..labels.len() {
        let turns = labels[at].place() < labels[at - 1].place();
        years[at] = labels[at].year.unwrap_or(years[at - 1] + i32::from(turns));
    }
    for at in (0..anchor).rev() {
        let turns = labels[at].place() > labels[at + 1].place();
        years[at] = years[at + 1] - i32::from(turns);
    }
    let ordered =
        (1..labels.len()).all(|at| (years[at - 1], labels[at - 1].place()) <= (years[at], labels[at].place()));
    if !ordered {
        return;
    }
    for (label, year) in labels.iter_mut().zip(years).filter(|(label, _)| label.year.is_none()) {
        let stretch = match label.day {
            Some(day) => NaiveDate::from_ymd_opt(year, label.month, day).map(Stretch::Day),
            None => Some(Stretch::Month(year, label.month)),
        };
        let Some(stretch) = stretch else { continue };
        let timex = &mut timexes[label.timex];
        (timex.when, timex.value, timex.otherwise) = (stretch.interval(), stretch.value(), Vec::new());
    }
}

impl Label {
    /// Its place in the year. A month is compared by its first day.
    fn place(&self) -> (u32, u32) {
        (self.month, self.day.unwrap_or(1))
    }
}

/// True for the date that an entry begins with: "* 28 April 2025, 12:33: the grid fails".
pub fn heads_entry(document: &Document, timex: &Timex) -> bool {
    document.sentence_of(timex.tokens.start).label.contains(timex.tokens)
}

/// The dates that head entries.
fn labels(document: &Document, timexes: &[Timex]) -> Vec<Label> {
    let day_or_month = |timex: &Timex| {
        timex.kind == TimexKind::Date && matches!(timex.granularity, Granularity::Day | Granularity::Month)
    };
    let entries = timexes.iter().enumerate().filter(|(_, timex)| day_or_month(timex) && heads_entry(document, timex));
    entries.filter_map(|(at, timex)| label(at, timex)).collect()
}

fn label(at: usize, timex: &Timex) -> Option<Label> {
    // Where any year may be meant, the first and the last are of one month and day.
    let same = timex.when.filter(|when| {
        let [first, last] = [when.earliest, when.latest];
        timex.value.contains('X') && (first.month(), first.day()) == (last.month(), last.day())
    });
    if let Some(when) = same.filter(|_| timex.granularity == Granularity::Day) {
        let (month, day) = (when.earliest.month(), Some(when.earliest.day()));
        return Some(Label { timex: at, month, day, year: None });
    }
    let mut fields = timex.value.split('-');
    let (year, month, day) = (fields.next()?, fields.next()?.parse().ok()?, fields.next());
    let year = match timex.given {
        Given::Explicit => Some(timex.when.map_or_else(|| year.parse().ok(), |when| Some(when.earliest.year()))?),
        _ => None,
    };
    let day = match day {
        Some(day) => Some(day.parse().ok()?),
        None => None,
    };
    Some(Label { timex: at, month, day, year })
}
