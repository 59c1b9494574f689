//! Finding the expressions of a document, sentence by sentence.

use chrono::{Datelike, NaiveDate};

use super::lattice::{Found, Lattice};
use super::piece::{self, Piece};
use super::reading::Sense;
use super::resolve::{self, Context, Meaning, Tense, Told};
use super::rules::{Rules, SHIPPED};
use super::stretch::Stretch;
use super::{Bound, Given, Timex, TimexKind, anchor, chronology, tense, weekday};
use crate::calendar::{Granularity, Interval};
use crate::language::{Document, NameKind};
use crate::text::TokenRange;

/// The temporal expressions of a document, in order and without overlap, resolved against its date of issue.
///
/// `issue` is one day for most; where it is longer, as an inferred one can be, an expression relative to it gets the
/// days that it can mean over all of them. Without it, partial dates stay without an interval unless the text named a
/// year before.
pub fn find(document: &Document, issue: Option<Interval>) -> Vec<Timex> {
    let mut timexes = read(document, issue, true);
    chronology::order(document, &mut timexes);
    timexes
}

/// The same, for what verdicts rest on: an expression that means other days when a year is carried to it from a sentence
/// before than when it is not has no interval, and both as its other readings.
pub fn find_sure(document: &Document, issue: Option<Interval>) -> Vec<Timex> {
    let mut timexes = settled(document, issue);
    chronology::order(document, &mut timexes);
    weekday::check(document, issue, &mut timexes);
    timexes
}

fn settled(document: &Document, issue: Option<Interval>) -> Vec<Timex> {
    let (carried, alone) = (read(document, issue, true), read(document, issue, false));
    let settle = |(carried, alone): (Timex, Timex)| match (carried.when, alone.when) {
        (one, other) if one == other || other.is_none() => alone,
        (one, other) => {
            let otherwise = [one, other].into_iter().flatten().collect();
            Timex { when: None, otherwise, fault: None, ..alone }
        }
    };
    if carried.len() != alone.len() {
        return alone;
    }
    carried.into_iter().zip(alone).map(settle).collect()
}

/// The same; without `carry`, a date without a year takes none from the dates before it.
pub(super) fn read(document: &Document, issue: Option<Interval>, carry: bool) -> Vec<Timex> {
    let rules = &*SHIPPED;
    let [early, late] = bounds(issue);
    let mut found = Vec::new();
    let mut told = [None, None];
    for tokens in stretches(document, rules) {
        let pieces = piece::of_tokens(document, tokens);
        let matches = Lattice::new(rules, &pieces).run(rules);
        if matches.is_empty() {
            told.iter_mut().for_each(age);
            continue;
        }
        let mut reader = Reader { document, rules, pieces: &pieces, sentence: tokens, told, carry };
        reader.read(matches, [early, late], &mut found);
        told = if carry { reader.told } else { [None, None] };
        told.iter_mut().for_each(age);
    }
    found
}

/// The sentences, where one that ends in "a.m." or another abbreviation and the day that goes with it are one stretch.
fn stretches(document: &Document, rules: &Rules) -> Vec<TokenRange> {
    let mut stretches: Vec<TokenRange> = Vec::with_capacity(document.sentences.len());
    for sentence in &document.sentences {
        match stretches.last_mut().filter(|last| rules.is_cut(document, **last, sentence.tokens)) {
            Some(last) => last.end = sentence.tokens.end,
            None => stretches.push(sentence.tokens),
        }
    }
    stretches
}

/// The first and the last day of issue; days that no newspaper can have count as unknown.
fn bounds(issue: Option<Interval>) -> [Option<NaiveDate>; 2] {
    let known = |day: NaiveDate| Some(day).filter(|day| (1..=9999).contains(&day.year()));
    let days = issue.map(|issue| [known(issue.earliest), known(issue.latest)]);
    match days {
        Some([Some(early), Some(late)]) => [Some(early), Some(late)],
        _ => [None, None],
    }
}

/// A time named in the sentence before is near; one named earlier is not.
fn age(told: &mut Option<(Told, bool)>) {
    if let Some((told, fresh)) = told {
        told.near = *fresh;
        *fresh = false;
    }
}

struct Reader<'d> {
    document: &'d Document,
    rules: &'d Rules,
    pieces: &'d [Piece],
    sentence: TokenRange,
    told: [Option<(Told, bool)>; 2],
    carry: bool,
}

impl Reader<'_> {
    fn read(&mut self, matches: Vec<Found>, issue: [Option<NaiveDate>; 2], found: &mut Vec<Timex>) {
        let signs = tense::signs(self.document, self.sentence, self.rules);
        let before = found.len();
        let mut offsets = Vec::new();
        let mut free = 0;
        let mut last = None;
        for Found { start, matched } in matches {
            if start < free {
                continue;
            }
            let tokens = TokenRange::new(self.pieces[start].token, self.pieces[matched.end - 1].token + 1);
            if matched.reading.sense == Sense::Nothing || self.is_person(tokens) {
                free = matched.end;
                continue;
            }
            if found.last().is_some_and(|last: &Timex| last.tokens.overlaps(tokens)) {
                continue;
            }
            let before = start.checked_sub(1).map_or("", |at| self.pieces[at].form.as_str());
            let ahead = self.rules.tense.before.iter().any(|word| word == before)
                && !tense::is_done(self.document, tokens, self.sentence);
            let (tense, sure) = match (ahead, before) {
                (true, _) => (Some(Tense::Future), Some(true)),
                (_, "since") => (Some(Tense::Past), Some(true)),
                _ => tense::of(self.document, tokens, self.sentence, &signs).unzip(),
            };
            let context = |side: usize| Context {
                rules: self.rules,
                today: issue[side],
                told: self.told[side].map(|(told, _)| told),
                tense,
                sure: sure.unwrap_or(false),
            };
            let Some(early) = resolve::resolve(&matched.reading, &context(0)) else { continue };
            let late = match issue[0] == issue[1] {
                true => early.clone(),
                false => resolve::resolve(&matched.reading, &context(1)).unwrap_or_else(|| early.clone()),
            };
            let bound = match (self.bound(start), found.last()) {
                (Bound::At, Some(last)) if last.bound == Bound::From && self.goes_on(start, last.tokens) => {
                    Bound::Until
                }
                (bound, _) => bound,
            };
            free = matched.end;
            if bound == Bound::Until && early.given == Given::Explicit && self.carry {
                backdate(found.last_mut(), last, early.stretch);
            }
            last = early.stretch;
            if self.carry {
                self.tell(&early, &late);
            }
            offsets.push(early.offset);
            found.push(timex(tokens, early, late, bound));
        }
        anchor::add(self.document, self.sentence, &mut found[before..], &offsets);
    }

    fn tell(&mut self, early: &Meaning, late: &Meaning) {
        for (told, meaning) in self.told.iter_mut().zip([early, late]) {
            let Some(stretch) = meaning.stretch else { continue };
            if meaning.tells && matches!(meaning.kind, TimexKind::Date | TimexKind::Time) && meaning.when.is_some() {
                let explicit = meaning.given == Given::Explicit || told.is_some_and(|(told, _)| told.explicit);
                *told = Some((Told { stretch, near: true, explicit }, true));
            }
        }
    }

    /// True for the second of "from 2010 to 2014" and "between May and June".
    fn goes_on(&self, start: usize, last: TokenRange) -> bool {
        let Some(at) = start.checked_sub(1) else { return false };
        let joins = matches!(self.pieces[at].form.as_str(), "to" | "and" | "through" | "-" | "until" | "till");
        joins && self.pieces[at].token == last.end.index()
    }

    /// True inside the name of a person: "April Jones".
    fn is_person(&self, tokens: TokenRange) -> bool {
        let names = &self.document.names;
        let at = names.partition_point(|name| name.tokens.end <= tokens.start);
        names
            .get(at)
            .is_some_and(|name| name.kind == NameKind::Person && name.tokens.contains(tokens) && name.tokens.len() > 1)
    }

    /// The bound that the words before an expression give.
    fn bound(&self, start: usize) -> Bound {
        let form = |back: usize| start.checked_sub(back).map_or("", |at| self.pieces[at].form.as_str());
        match (form(2), form(1)) {
            (_, "since" | "from" | "between" | "starting" | "beginning" | "effective") => Bound::From,
            (_, "until" | "till" | "through" | "by" | "thru") | ("up", "to") => Bound::Until,
            (_, "before") | ("prior", "to") => Bound::Before,
            (_, "after" | "post") => Bound::After,
            _ => Bound::At,
        }
    }
}

/// Gives the first of "from Jan. 3 to Feb. 5, 2019" the year of the second.
fn backdate(timex: Option<&mut Timex>, first: Option<Stretch>, second: Option<Stretch>) {
    let moved = || {
        let (timex, first) = (timex?, first?);
        let [from, to] = [first.interval()?, second?.interval()?];
        let fits = timex.given == Given::Relative && matches!(first, Stretch::Day(_) | Stretch::Month(..));
        let years = to.latest.year() - from.earliest.year();
        let moved = first.plus_years(years.into()).filter(|_| fits && years != 0)?;
        // "from November to February 2019" began the year before.
        let later = moved.interval()?.earliest > to.latest;
        let moved = if later { moved.plus_years(-1)? } else { moved };
        (timex.value, timex.when, timex.otherwise) = (moved.value(), moved.interval(), Vec::new());
        Some(())
    };
    moved();
}

fn timex(tokens: TokenRange, early: Meaning, late: Meaning, bound: Bound) -> Timex {
    let sure = early == late;
    let when = match (early.when, late.when) {
        (Some(early), Some(late)) => Some(early.hull(late)),
        _ => None,
    };
    let value = if sure { early.value } else { open_value(&early.value, &late.value) };
    Timex {
        tokens,
        kind: early.kind,
        when,
        otherwise: if sure { early.otherwise } else { Vec::new() },
        granularity: if early.when.is_none() && early.granularity == Granularity::Vague {
            Granularity::Vague
        } else {
            early.granularity
        },
        given: early.given,
        bound,
        anchor: None,
        length: early.length,
        weekday: early.weekday,
        fault: early.fault.filter(|_| early.fault == late.fault),
        value,
        modifier: early.modifier,
    }
}

/// The common part of two values, with `X` where they differ: `2021-01-21` and `2021-01-28` give `2021-01-XX`.
fn open_value(early: &str, late: &str) -> String {
    if early.len() != late.len() {
        return early.to_owned();
    }
    let mut open = false;
    let fields = early.split('-').zip(late.split('-')).map(|(early, late)| {
        open |= early != late;
        if open { "X".repeat(early.len()) } else { early.to_owned() }
    });
    fields.collect::<Vec<_>>().join("-")
}
