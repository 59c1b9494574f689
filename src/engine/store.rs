//! Facts made ready for joining: values as numbers, and facts that no rule can tell apart as one *class*.
//!
//! Many articles say the same. A class holds all facts of a story with one predicate, one set of values, one time, one
//! place, one manner and one speaker; rules are solved over classes, so that a hundred articles which agree cost what one
//! does, and the facts of a class serve as evidence together.

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hash, Hasher};

use crate::calendar::Interval;
use crate::claim::Manner;
use crate::fact::{Fact, StoryId, Value, Voice, When};
use crate::gazetteer::{PlaceId, Vagueness};
use crate::offices::Office;

/// The number of a value; equal values have equal numbers.
pub(super) type ValueId = u32;

/// The number of a role that the statement leaves open.
pub(super) const OPEN: ValueId = 0;

/// The number of a class.
pub(super) type ClassId = u32;

/// Facts that no rule can tell apart.
pub(super) struct Class {
    /// The predicate's number.
    pub predicate: u32,
    /// The story of all of them.
    pub story: StoryId,
    /// The time of all of them.
    pub when: Option<When>,
    /// The place of all of them.
    pub place: ValueId,
    /// How all of them are stated.
    pub stated: Manner,
    /// The number of the speaker, 0 for the reporter.
    pub voice: u32,
    values: (u32, u32),
    members: (u32, u32),
}

/// All facts of a run by class.
pub struct Store<'a> {
    /// The facts.
    pub(super) facts: &'a [Fact],
    predicates: HashMap<&'a str, u32>,
    distinct: Vec<&'a Value>,
    numbers: HashMap<Name<'a>, ValueId>,
    classes: Vec<Class>,
    values: Vec<ValueId>,
    members: Vec<u32>,
    /// Predicates whose facts stay one by one.
    single: &'a BTreeSet<&'a str>,
    /// Classes by predicate, in order.
    by_predicate: Vec<Vec<ClassId>>,
}

/// A value by what makes it equal to another.
#[derive(PartialEq, Eq, Hash)]
enum Name<'a> {
    Entity(u32),
    Office(&'a Office),
    Word(&'a str),
    Place(PlaceId, Vagueness),
    Number(u64, u64),
    Days(Interval),
}

impl<'a> Store<'a> {
    /// Puts facts into classes. Those of the `single` predicates stay one by one: a rule tests the statements themselves.
    pub fn new(facts: &'a [Fact], single: &'a BTreeSet<&'a str>) -> Self {
        let mut store = Self {
            facts,
            predicates: HashMap::new(),
            distinct: vec![&Value::Missing],
            numbers: HashMap::new(),
            classes: Vec::new(),
            values: Vec::new(),
            members: Vec::new(),
            single,
            by_predicate: Vec::new(),
        };
        store.classify();
        store
    }

    fn classify(&mut self) {
        let mut voices: HashMap<&'a str, u32> = HashMap::new();
        let mut known: HashMap<u64, ClassId, Plain> = HashMap::default();
        let mut class_of: Vec<ClassId> = Vec::with_capacity(self.facts.len());
        let mut values: Vec<ValueId> = Vec::new();
        for (at, fact) in self.facts.iter().enumerate() {
            values.clear();
            for value in &fact.values {
                values.push(self.number(value));
            }
            let place = fact.place.as_ref().map_or(OPEN, |place| self.number(place));
            let count = voices.len() as u32 + 1;
            let voice = match &fact.voice {
                Voice::Reporter => 0,
                Voice::Speaker(name) => *voices.entry(name.as_str()).or_insert(count),
            };
            let count = self.predicates.len() as u32;
            let predicate = *self.predicates.entry(fact.predicate.as_str()).or_insert(count);
            let (when, stated, story) = (fact.when, fact.stated, fact.story);
            let wanted = Class { predicate, story, when, place, stated, voice, values: (0, 0), members: (0, 0) };
            let single = self.single.contains(fact.predicate.as_str());
            let mut hash = hashed(&wanted, &values).wrapping_add(if single { at as u64 } else { 0 });
            let class = loop {
                match known.get(&hash) {
                    Some(&class) if !single && self.same(&self.classes[class as usize], &wanted, &values) => {
                        break class;
                    }
                    Some(_) => hash = hash.wrapping_add(1),
                    None => {
                        let class = self.classes.len() as ClassId;
                        known.insert(hash, class);
                        let range = (self.values.len() as u32, values.len() as u32);
                        self.values.extend(&values);
                        self.classes.push(Class { values: range, ..wanted });
                        break class;
                    }
                }
            };
            self.classes[class as usize].members.1 += 1;
            class_of.push(class);
        }
        self.gather(&class_of);
    }

    /// Lists the members of each class, and the classes of each predicate.
    fn gather(&mut self, class_of: &[ClassId]) {
        let mut start = 0;
        self.by_predicate = vec![Vec::new(); self.predicates.len()];
        for (at, class) in self.classes.iter_mut().enumerate() {
            class.members.0 = start;
            start += class.members.1;
            self.by_predicate[class.predicate as usize].push(at as ClassId);
        }
        self.members = vec![0; class_of.len()];
        let mut next: Vec<u32> = self.classes.iter().map(|class| class.members.0).collect();
        for (fact, &class) in class_of.iter().enumerate() {
            self.members[next[class as usize] as usize] = fact as u32;
            next[class as usize] += 1;
        }
    }

    fn number(&mut self, value: &'a Value) -> ValueId {
        let Some(name) = name(value) else { return OPEN };
        let next = self.distinct.len() as ValueId;
        let number = *self.numbers.entry(name).or_insert(next);
        if number == next {
            self.distinct.push(value);
        }
        number
    }

    fn same(&self, one: &Class, other: &Class, values: &[ValueId]) -> bool {
        one.predicate == other.predicate
            && one.story == other.story
            && one.when == other.when
            && one.place == other.place
            && one.stated == other.stated
            && one.voice == other.voice
            && self.values(one) == values
    }

    /// A class by its number.
    pub(super) fn class(&self, id: ClassId) -> &Class {
        &self.classes[id as usize]
    }

    /// The values of a class, role by role.
    pub(super) fn values(&self, class: &Class) -> &[ValueId] {
        &self.values[class.values.0 as usize..(class.values.0 + class.values.1) as usize]
    }

    /// The facts of a class, in order.
    pub(super) fn members(&self, id: ClassId) -> impl Iterator<Item = &'a Fact> + '_ {
        let (start, count) = self.class(id).members;
        self.members[start as usize..(start + count) as usize].iter().map(|&fact| &self.facts[fact as usize])
    }

    /// True for a class whose fact is never taken together with another.
    pub(super) fn is_single(&self, id: ClassId) -> bool {
        self.members(id).next().is_some_and(|fact| self.single.contains(fact.predicate.as_str()))
    }

    /// How many facts a class has.
    pub(super) fn size(&self, id: ClassId) -> usize {
        self.class(id).members.1 as usize
    }

    /// The value of a number.
    pub(super) fn value(&self, id: ValueId) -> &'a Value {
        self.distinct[id as usize]
    }

    /// The number of a word; none when no fact has it.
    pub(super) fn word(&self, word: &str) -> Option<ValueId> {
        self.numbers.get(&Name::Word(word)).copied()
    }

    /// The classes of a predicate, in the order of their first facts.
    pub(super) fn of_predicate(&self, predicate: &str) -> &[ClassId] {
        self.predicates.get(predicate).map_or(&[], |&number| &self.by_predicate[number as usize])
    }
}

fn name(value: &Value) -> Option<Name<'_>> {
    Some(match value {
        Value::Entity(id) => Name::Entity(id.0),
        Value::Office(office) => Name::Office(office),
        Value::Word(word) => Name::Word(word),
        Value::Spot(spot) => Name::Place(spot.place, spot.vagueness),
        Value::Number(low, high) => Name::Number(low.to_bits(), high.to_bits()),
        Value::Days(days) => Name::Days(*days),
        Value::Missing => return None,
    })
}

fn hashed(class: &Class, values: &[ValueId]) -> u64 {
    let mut hasher = Mix::default();
    (class.predicate, class.story, class.place, class.stated, class.voice).hash(&mut hasher);
    if let Some(when) = class.when {
        (when.days, when.throughout, when.stated).hash(&mut hasher);
    }
    values.hash(&mut hasher);
    hasher.finish()
}

/// Hashes small numbers by multiplication and rotation (after FxHash, of the Firefox and rustc sources).
///
/// It resists no attack: whoever makes two values collide gains a slower look-up, as every hit is verified.
#[derive(Default)]
pub(super) struct Mix(u64);

/// Maps whose keys are hashes already.
pub(super) type Plain = BuildHasherDefault<Mix>;

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    fn write_i32(&mut self, word: i32) {
        self.write_u64(u64::from(word as u32));
    }

    fn write_u8(&mut self, word: u8) {
        self.write_u64(u64::from(word));
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}
