//! Classes by the values that a pattern joins on, sorted by what its tests compare.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::ops::Range;

use chrono::{Days, NaiveDate};

use super::plan::{Lookup, Order, Slot, Span};
use super::store::{ClassId, Mix, OPEN, Plain, Store, ValueId};
use crate::fact::{StoryId, When};

/// The indexes of a run, each made when a plan first asks for it.
#[derive(Default)]
pub(super) struct Indexes {
    known: BTreeMap<Shape, Index>,
}

/// What an index is of: a predicate, the roles joined on, the order of the candidates.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    predicate: String,
    joined: Vec<usize>,
    sorted: Sorted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sorted {
    Plainly,
    ByTime,
    ByRole(usize),
}

/// Candidates of one key stand together.
pub(super) struct Index {
    joined: Vec<usize>,
    ranges: HashMap<u64, (u32, u32), Plain>,
    classes: Vec<ClassId>,
    /// For candidates in the order of their times: the latest day of any so far, within one key.
    latest: Vec<NaiveDate>,
}

impl Indexes {
    /// Makes the index that a pattern needs, unless it is there.
    pub fn prepare(&mut self, lookup: &Lookup<'_>, store: &Store<'_>) {
        let shape = shape(lookup);
        let index = |shape: &Shape| Index::new(shape, store);
        self.known.entry(shape).or_insert_with_key(index);
    }

    /// The index of a pattern that was prepared.
    pub fn of(&self, lookup: &Lookup<'_>) -> Option<&Index> {
        self.known.get(&shape(lookup))
    }
}

fn shape(lookup: &Lookup<'_>) -> Shape {
    let joined = |role: &Slot| matches!(role, Slot::Join(_) | Slot::Fixed(_));
    Shape {
        predicate: lookup.predicate.to_owned(),
        joined: (0..lookup.roles.len()).filter(|&role| joined(&lookup.roles[role])).collect(),
        sorted: match lookup.order {
            Order::Plain => Sorted::Plainly,
            Order::Time { .. } => Sorted::ByTime,
            Order::Unlike { role, .. } => Sorted::ByRole(role),
        },
    }
}

fn key(story: StoryId, values: impl Iterator<Item = ValueId>) -> u64 {
    let mut hasher = Mix::default();
    story.hash(&mut hasher);
    values.for_each(|value| hasher.write_u32(value));
    hasher.finish()
}

impl Index {
    fn new(shape: &Shape, store: &Store<'_>) -> Self {
        let mut keyed: Vec<(u64, i64, ClassId)> = Vec::new();
        for &id in store.of_predicate(&shape.predicate) {
            let class = store.class(id);
            let values = store.values(class);
            let joined = || shape.joined.iter().map(|&role| values.get(role).copied().unwrap_or(OPEN));
            if joined().any(|value| value == OPEN) {
                continue;
            }
            let rank = match shape.sorted {
                Sorted::Plainly => 0,
                Sorted::ByTime => class.when.map_or(i64::MIN, |when| day(when.days.earliest)),
                Sorted::ByRole(role) => i64::from(values.get(role).copied().unwrap_or(OPEN)),
            };
            keyed.push((key(class.story, joined()), rank, id));
        }
        keyed.sort_unstable();
        let mut index =
            Self { joined: shape.joined.clone(), ranges: HashMap::default(), classes: Vec::new(), latest: Vec::new() };
        let timed = shape.sorted == Sorted::ByTime;
        for chunk in keyed.chunk_by(|one, other| one.0 == other.0) {
            let start = index.classes.len() as u32;
            index.ranges.insert(chunk[0].0, (start, start + chunk.len() as u32));
            index.classes.extend(chunk.iter().map(|&(.., id)| id));
            let mut latest = NaiveDate::MIN;
            for &(.., id) in chunk.iter().filter(|_| timed) {
                latest = latest.max(store.class(id).when.map_or(NaiveDate::MIN, |when| when.days.latest));
                index.latest.push(latest);
            }
        }
        index
    }

    /// The candidates of one key. `values` gives the value joined on in a role.
    pub fn candidates(&self, story: StoryId, mut values: impl FnMut(usize) -> ValueId) -> &[ClassId] {
        &self.classes[self.range(key(story, self.joined.iter().map(|&role| values(role))))]
    }

    fn range(&self, key: u64) -> Range<usize> {
        self.ranges.get(&key).map_or(0..0, |&(start, end)| start as usize..end as usize)
    }

    /// The candidates of one key that may pass a test of their time against `when`.
    pub fn timed(
        &self,
        story: StoryId,
        values: impl FnMut(usize) -> ValueId,
        test: Span,
        when: Option<When>,
        store: &Store<'_>,
    ) -> [&[ClassId]; 3] {
        let range = self.range(key(story, self.joined.iter().copied().map(values)));
        let (classes, latest) = (&self.classes[range.clone()], &self.latest[range]);
        let Some(when) = when else { return [classes, &[], &[]] };
        let undated = classes.partition_point(|&id| store.class(id).when.is_none());
        let starts = |day: NaiveDate, or_on: bool| {
            let before = |id: &ClassId| {
                store.class(*id).when.is_none_or(|own| own.days.earliest < day || (or_on && own.days.earliest == day))
            };
            classes.partition_point(before)
        };
        let ends = |day: NaiveDate| latest.partition_point(|&own| own < day).max(undated);
        let days = when.days;
        let slice = |from: usize, to: usize| &classes[from.min(to)..to];
        let open = &classes[..undated];
        match test {
            Span::Within(most) => {
                let (first, last) = (moved(days.earliest, -most), moved(days.latest, most));
                [open, slice(ends(first), starts(last, true)), &[]]
            }
            Span::Apart => {
                let before = starts(days.earliest, false);
                [slice(0, before), slice(before.max(starts(days.latest, true)), classes.len()), &[]]
            }
            Span::Earlier => [slice(0, starts(days.latest, false).max(undated)), &[], &[]],
            Span::Later => [open, slice(ends(moved(days.earliest, 1)), classes.len()), &[]],
        }
    }

    /// The candidates of one key that have not `unlike` in the role by which they are sorted.
    pub fn unlike(
        &self,
        story: StoryId,
        values: impl FnMut(usize) -> ValueId,
        role: usize,
        unlike: ValueId,
        store: &Store<'_>,
    ) -> [&[ClassId]; 3] {
        let classes = &self.classes[self.range(key(story, self.joined.iter().copied().map(values)))];
        let of = |id: ClassId| store.values(store.class(id)).get(role).copied().unwrap_or(OPEN);
        let from = classes.partition_point(|&id| of(id) < unlike);
        let to = classes.partition_point(|&id| of(id) <= unlike);
        [&classes[..from], &classes[to..], &[]]
    }
}

fn day(day: NaiveDate) -> i64 {
    (day - NaiveDate::MIN).num_days()
}

fn moved(day: NaiveDate, by: i64) -> NaiveDate {
    let days = Days::new(by.unsigned_abs());
    let moved = if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) };
    moved.unwrap_or(if by < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}
