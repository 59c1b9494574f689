//! Finds all sets of classes of facts that satisfy the conditions of a rule.
//!
//! Patterns are joined on equal values through [`super::index`], and where a test compares times or wants unlike values,
//! only the part of the candidates is visited that may pass it: no step looks at all pairs. Answers of tests on values are
//! kept, since the same two names are compared many times.

use std::cell::RefCell;
use std::collections::HashMap;

use super::builtin::{Argument, Builtin, World};
use super::index::Indexes;
use super::plan::{Check, Lookup, Operand, Order, Plan, Slot};
use super::store::{ClassId, OPEN, Store, ValueId};
use super::syntax::Stated;
use crate::claim::Manner;
use crate::fact::{Fact, StoryId, Value, When};

/// A set of classes that meets the conditions of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// The classes, in the order of the rule's facts.
    pub classes: Vec<ClassId>,
    /// The first condition of which it is not known whether it is met.
    pub open: Option<usize>,
}

/// What a variable is bound to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bound {
    /// A role's value.
    Value(ValueId),
    /// A time.
    When(Option<When>),
}

/// The most matches kept that begin with one class; those beyond are counted only.
const KEPT: usize = 200;

/// What a rule gives over a store.
#[derive(Default)]
pub(super) struct Solution {
    /// Those that meet every condition, and those that meet all that is known.
    pub matches: Vec<Match>,
    /// How many met every condition that is known, with at least one that is not.
    pub undecided: usize,
}

/// Solves a planned rule.
pub(super) fn solve(plan: &Plan<'_>, store: &Store<'_>, indexes: &mut Indexes, world: &World<'_>) -> Solution {
    for step in &plan.steps {
        indexes.prepare(&step.lookup, store);
        for check in &step.checks {
            if let Check::Unless(lookup) = check {
                indexes.prepare(lookup, store);
            }
        }
    }
    let mut search = Search {
        plan,
        store,
        indexes,
        world,
        slots: vec![Bound::When(None); plan.slots.len()],
        chosen: vec![0; plan.steps.len()],
        open: None,
        kept: 0,
        answers: RefCell::default(),
        solution: Solution::default(),
    };
    let Some(first) = plan.steps.first() else { return search.solution };
    for &class in store.of_predicate(first.lookup.predicate) {
        search.kept = 0;
        search.visit(store.class(class).story, 0, class);
    }
    search.solution
}

/// The outcomes of tests that were run, by the test's place in the plan and its arguments.
type Answers = HashMap<(usize, [ValueId; 4]), Option<bool>>;

struct Search<'s, 'a> {
    plan: &'s Plan<'s>,
    store: &'s Store<'a>,
    indexes: &'s Indexes,
    world: &'s World<'s>,
    slots: Vec<Bound>,
    chosen: Vec<ClassId>,
    open: Option<usize>,
    kept: usize,
    answers: RefCell<Answers>,
    solution: Solution,
}

impl Search<'_, '_> {
    /// Tries a class as the fact of a step, and goes on from there.
    fn visit(&mut self, story: StoryId, depth: usize, id: ClassId) {
        let step = &self.plan.steps[depth];
        if self.is_taken(depth, id) || !bind(&step.lookup, self.store, id, &mut self.slots) {
            return;
        }
        self.chosen[depth] = id;
        let before = self.open;
        if step.checks.iter().all(|check| self.passes(story, depth, check)) {
            match self.plan.steps.get(depth + 1) {
                Some(next) => self.descend(story, depth + 1, &next.lookup),
                None => self.finish(),
            }
        }
        self.open = before;
    }

    fn descend(&mut self, story: StoryId, depth: usize, lookup: &Lookup<'_>) {
        let indexes = self.indexes;
        let Some(index) = indexes.of(lookup) else { return };
        let slots = self.slots.clone();
        let value = |role: usize| joined(&lookup.roles[role], &slots);
        let parts = match lookup.order {
            Order::Time { test, slot } => {
                let when = if let Bound::When(when) = slots[slot] { when } else { None };
                index.timed(story, value, test, when, self.store)
            }
            Order::Unlike { role, slot } => match slots[slot] {
                Bound::Value(id) if is_exact(self.store.value(id)) => index.unlike(story, value, role, id, self.store),
                _ => [index.candidates(story, value), &[], &[]],
            },
            Order::Plain => [index.candidates(story, value), &[], &[]],
        };
        for &candidate in parts.into_iter().flatten() {
            self.visit(story, depth, candidate);
        }
    }

    /// True when a class has no fact left for this step, or when its mirror image is tried elsewhere.
    fn is_taken(&self, depth: usize, id: ClassId) -> bool {
        let earlier = &self.chosen[..depth];
        let mirrored = self.plan.symmetric && earlier.last().is_some_and(|&last| id < last);
        mirrored || earlier.iter().filter(|&&chosen| chosen == id).count() >= self.store.size(id)
    }

    fn passes(&mut self, story: StoryId, depth: usize, check: &Check<'_>) -> bool {
        match check {
            Check::Test { condition, test, terms } => {
                let holds = self.answer(depth, *condition, test, terms);
                if holds.is_none() {
                    self.open = Some(self.open.map_or(*condition, |open| open.min(*condition)));
                }
                holds != Some(false)
            }
            Check::Unless(lookup) => {
                let Some(index) = self.indexes.of(lookup) else { return true };
                let mut slots = self.slots.clone();
                let candidates = index.candidates(story, |role| joined(&lookup.roles[role], &self.slots));
                !candidates.iter().any(|&id| bind(lookup, self.store, id, &mut slots))
            }
        }
    }

    /// The outcome of a test. Of values it is remembered; of statements it is that of any of their facts.
    fn answer(&self, depth: usize, condition: usize, test: &Builtin, terms: &[Operand<'_>]) -> Option<bool> {
        if terms.iter().any(|term| matches!(term, Operand::Fact(_))) {
            return self.of_facts(depth, test, terms);
        }
        if let Some(quick) = self.quick(test, terms) {
            return quick;
        }
        let mut key = [OPEN; 4];
        for (at, term) in terms.iter().enumerate() {
            match *term {
                Operand::Slot(slot) => match self.slots[slot] {
                    Bound::Value(id) if at < key.len() => key[at] = id,
                    _ => return self.run(test, terms, &[]),
                },
                Operand::Word(_) | Operand::Fact(_) => {}
            }
        }
        if let Some(&known) = self.answers.borrow().get(&(condition, key)) {
            return known;
        }
        let holds = self.run(test, terms, &[]);
        self.answers.borrow_mut().insert((condition, key), holds);
        holds
    }

    /// Tests that decide most pairs, without words for the reason.
    fn quick(&self, test: &Builtin, terms: &[Operand<'_>]) -> Option<Option<bool>> {
        let [Operand::Slot(one), Operand::Slot(other)] = *terms else { return None };
        match (test.name, self.slots[one], self.slots[other]) {
            ("overlaps", Bound::When(Some(one)), Bound::When(Some(other))) => Some(one.meets(other)),
            ("disjoint", Bound::When(Some(one)), Bound::When(Some(other))) => {
                Some(Some(!one.days.overlaps(other.days)))
            }
            ("overlaps" | "disjoint" | "before" | "after", Bound::When(_), Bound::When(_)) => {
                let (Bound::When(one), Bound::When(other)) = (self.slots[one], self.slots[other]) else { return None };
                (one.is_none() || other.is_none()).then_some(None)
            }
            ("differs", Bound::Value(one), Bound::Value(other)) if one == other && is_exact(self.store.value(one)) => {
                Some(Some(false))
            }
            _ => None,
        }
    }

    fn run<'t>(&'t self, test: &Builtin, terms: &[Operand<'t>], facts: &[(usize, &'t Fact)]) -> Option<bool> {
        let argument = |term: &Operand<'t>| match *term {
            Operand::Word(word) => Argument::Word(word),
            Operand::Slot(slot) => match self.slots[slot] {
                Bound::Value(id) => Argument::Value(self.store.value(id)),
                Bound::When(when) => Argument::When(when),
            },
            Operand::Fact(position) => {
                let fact = facts.iter().find(|(of, _)| *of == position);
                fact.map_or(Argument::Word(""), |&(_, fact)| Argument::Fact(fact))
            }
        };
        let mut arguments = [const { Argument::Word("") }; 4];
        let count = terms.len().min(arguments.len());
        arguments.iter_mut().zip(terms).for_each(|(place, term)| *place = argument(term));
        (test.run)(&arguments[..count], self.world).holds
    }

    /// True when the test holds of any choice of facts of the classes; unknown when of none, but of one it is.
    fn of_facts(&self, depth: usize, test: &Builtin, terms: &[Operand<'_>]) -> Option<bool> {
        let mut positions: Vec<usize> = Vec::new();
        for term in terms {
            if let Operand::Fact(position) = *term {
                positions.push(position);
            }
        }
        let steps = &self.plan.steps[..=depth];
        let mut choices: Vec<Vec<(usize, &Fact)>> = vec![Vec::new()];
        for position in positions {
            let Some(at) = steps.iter().position(|step| step.lookup.position == position) else { continue };
            let facts = sample(self.store, self.chosen[at]);
            let mut longer = Vec::new();
            for choice in &choices {
                longer.extend(facts.iter().map(|&fact| [choice.as_slice(), &[(position, fact)]].concat()));
            }
            choices = longer;
        }
        let mut open = false;
        for choice in &choices {
            match self.run(test, terms, choice) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => open = true,
            }
        }
        if open { None } else { Some(false) }
    }

    fn finish(&mut self) {
        let open = self.open;
        self.solution.undecided += usize::from(open.is_some());
        if self.kept == KEPT {
            return;
        }
        self.kept += 1;
        let mut classes = vec![0; self.chosen.len()];
        for (step, &class) in self.plan.steps.iter().zip(&self.chosen) {
            classes[step.lookup.position] = class;
        }
        self.solution.matches.push(Match { classes, open });
    }
}

/// A few facts of a class, those of different documents first.
pub(super) fn sample<'a>(store: &Store<'a>, id: ClassId) -> Vec<&'a Fact> {
    let mut docs = Vec::new();
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for fact in store.members(id).take(SAMPLED * SAMPLED) {
        match docs.contains(&fact.doc) {
            true => rest.push(fact),
            false => {
                docs.push(fact.doc);
                first.push(fact);
            }
        }
    }
    first.into_iter().chain(rest).take(SAMPLED).collect()
}

/// How many facts of a class are looked at where a test is of the statements themselves.
const SAMPLED: usize = 6;

/// True for a value that never differs from itself.
fn is_exact(value: &Value) -> bool {
    match value {
        Value::Entity(_) | Value::Word(_) | Value::Office(_) | Value::Days(_) => true,
        Value::Number(low, high) => low == high,
        Value::Spot(spot) => !spot.vagueness.is_vague(),
        _ => false,
    }
}

fn joined(role: &Slot, slots: &[Bound]) -> ValueId {
    match role {
        Slot::Join(slot) => match slots[*slot] {
            Bound::Value(id) => id,
            Bound::When(_) => OPEN,
        },
        Slot::Fixed(id) => id.unwrap_or(OPEN),
        _ => OPEN,
    }
}

/// True when a class matches a pattern; fills the slots that the pattern binds.
pub(super) fn bind(lookup: &Lookup<'_>, store: &Store<'_>, id: ClassId, slots: &mut [Bound]) -> bool {
    let class = store.class(id);
    let values = store.values(class);
    let stated = match lookup.stated {
        Stated::Asserted => class.stated == Manner::Asserted,
        Stated::Denied => class.stated == Manner::Denied,
        Stated::Planned => class.stated == Manner::Planned,
        Stated::Hedged => class.stated == Manner::Hedged,
        Stated::Any => true,
    };
    if !stated {
        return false;
    }
    for (role, &value) in lookup.roles.iter().zip(values) {
        let fits = match *role {
            Slot::Any => true,
            Slot::Fixed(id) => id == Some(value),
            Slot::Join(slot) | Slot::Twin(slot) => value != OPEN && slots[slot] == Bound::Value(value),
            Slot::Bind(slot) => {
                slots[slot] = Bound::Value(value);
                true
            }
        };
        if !fits {
            return false;
        }
    }
    if let Some(slot) = lookup.at {
        slots[slot] = Bound::When(class.when);
    }
    if let Some(slot) = lookup.within {
        slots[slot] = Bound::Value(class.place);
    }
    true
}
