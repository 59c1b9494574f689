//! How a rule is solved: its facts in an order that joins early, its tests as soon as what they compare is there.

use super::builtin::{self, Builtin};
use super::rule::Rule;
use super::store::{Store, ValueId};
use super::syntax::{Condition, Pattern, Stated, Term};

/// A rule made ready for a store of facts.
pub struct Plan<'r> {
    /// The rule.
    pub(super) rule: &'r Rule,
    /// The names of the variables; a variable's place in this list is its slot.
    pub(super) slots: Vec<&'r str>,
    /// The facts to be found, one after another.
    pub(super) steps: Vec<Step<'r>>,
    /// Facts with swapped parts give the same clash.
    pub(super) symmetric: bool,
}

/// One fact to be found, and what to test when it is.
pub(super) struct Step<'r> {
    pub lookup: Lookup<'r>,
    pub checks: Vec<Check<'r>>,
}

/// A pattern of a fact whose variables have slots.
pub(super) struct Lookup<'r> {
    /// Which fact of the rule it is, in the rule's own order.
    pub position: usize,
    pub predicate: &'r str,
    pub stated: Stated,
    pub roles: Vec<Slot>,
    pub at: Option<usize>,
    pub within: Option<usize>,
    /// The order of its candidates, by which most of those that cannot pass are never looked at.
    pub order: Order,
}

/// What a role of a pattern asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The value that the slot has.
    Join(usize),
    /// Any value, which fills the slot.
    Bind(usize),
    /// The value that an earlier role of this pattern has.
    Twin(usize),
    /// A word; none when no fact has it.
    Fixed(Option<ValueId>),
    /// Anything.
    Any,
}

/// How the candidates of a pattern are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// In the order of the facts.
    Plain,
    /// By their times, which a test compares with that of the slot.
    Time { test: Span, slot: usize },
    /// By a role, which must not have the value of the slot.
    Unlike { role: usize, slot: usize },
}

/// A test of two times as a search in sorted intervals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// They share a day, or lie at most so many days apart.
    Within(i64),
    /// They share no day.
    Apart,
    /// The candidate comes first.
    Earlier,
    /// The candidate comes last.
    Later,
}

/// A condition that finds no fact.
pub(super) enum Check<'r> {
    Test { condition: usize, test: &'static Builtin, terms: Vec<Operand<'r>> },
    Unless(Lookup<'r>),
}

/// An argument of a test.
#[derive(Clone, Copy)]
pub(super) enum Operand<'r> {
    Slot(usize),
    /// A label: the fact found by the pattern of this position.
    Fact(usize),
    Word(&'r str),
}

impl<'r> Plan<'r> {
    /// Plans a rule: first the fact of the rarest predicate, then always the one with most joins.
    pub fn new(rule: &'r Rule, store: &Store<'_>) -> Self {
        let patterns: Vec<&Pattern> = rule.patterns().collect();
        let mut plan = Self { rule, slots: slots(&patterns), steps: Vec::new(), symmetric: rule.is_symmetric() };
        let mut bound = vec![false; plan.slots.len()];
        let mut left: Vec<usize> = (0..patterns.len()).collect();
        while !left.is_empty() {
            let first = plan.steps.is_empty();
            let cost = |&position: &usize| {
                let pattern = patterns[position];
                let joins = pattern.terms.iter().filter(|term| plan.joins(term, &bound)).count();
                let size = store.of_predicate(&pattern.predicate).len();
                if first { (0, size, position) } else { (usize::MAX - joins, size, position) }
            };
            let next = left.iter().copied().min_by_key(cost).unwrap_or(0);
            left.retain(|&position| position != next);
            let lookup = plan.lookup(patterns[next], next, &mut bound, store);
            plan.steps.push(Step { lookup, checks: Vec::new() });
        }
        plan.place_checks(&patterns, store);
        plan.steps.iter_mut().for_each(sort_by_tests);
        plan
    }

    /// The labels of the facts that are evidence, with their places among the facts of the rule.
    pub(super) fn labels(&self) -> impl Iterator<Item = (&'r str, usize)> {
        self.rule.patterns().zip(0..).filter_map(|(pattern, at)| Some((pattern.label.as_deref()?, at)))
    }

    fn slot(&self, name: &str) -> Option<usize> {
        self.slots.iter().position(|known| *known == name)
    }

    fn joins(&self, term: &Term, bound: &[bool]) -> bool {
        match term {
            Term::Variable(name) => self.slot(name).is_some_and(|slot| bound[slot]),
            Term::Word(_) => true,
            Term::Any => false,
        }
    }

    fn lookup(&self, pattern: &'r Pattern, position: usize, bound: &mut [bool], store: &Store<'_>) -> Lookup<'r> {
        let before = bound.to_vec();
        let mut role = |term: &Term| match term {
            Term::Any => Slot::Any,
            Term::Word(word) => Slot::Fixed(store.word(word)),
            Term::Variable(name) => match self.slot(name) {
                Some(slot) if before[slot] => Slot::Join(slot),
                Some(slot) if bound[slot] => Slot::Twin(slot),
                Some(slot) => {
                    bound[slot] = true;
                    Slot::Bind(slot)
                }
                None => Slot::Any,
            },
        };
        let roles = pattern.terms.iter().map(&mut role).collect();
        let at = pattern.at.as_deref().and_then(|name| self.slot(name));
        let within = pattern.within.as_deref().and_then(|name| self.slot(name));
        [at, within].into_iter().flatten().for_each(|slot| bound[slot] = true);
        let (predicate, stated) = (pattern.predicate.as_str(), pattern.stated);
        Lookup { position, predicate, stated, roles, at, within, order: Order::Plain }
    }

    /// Puts every test after the step that binds the last of its variables, and every `unless` likewise.
    fn place_checks(&mut self, patterns: &[&'r Pattern], store: &Store<'_>) {
        let mut bound_by = vec![usize::MAX; self.slots.len()];
        for (at, step) in self.steps.iter().enumerate() {
            let binds = step.lookup.roles.iter().filter_map(|role| match role {
                Slot::Bind(slot) => Some(*slot),
                _ => None,
            });
            for slot in binds.chain(step.lookup.at).chain(step.lookup.within) {
                bound_by[slot] = bound_by[slot].min(at);
            }
        }
        let step_of =
            |position: usize| self.steps.iter().position(|step| step.lookup.position == position).unwrap_or(0);
        let mut placed: Vec<(usize, Check<'r>)> = Vec::new();
        for (condition, parsed) in self.rule.when.iter().enumerate() {
            match parsed {
                Condition::Fact(_) => {}
                Condition::Test { name, terms } => {
                    let Some(test) = builtin::find(name) else { continue };
                    let operand = |term: &'r Term| self.operand(term, patterns);
                    let terms: Vec<Operand<'r>> = terms.iter().map(operand).collect();
                    let last = terms.iter().map(|term| match *term {
                        Operand::Slot(slot) => bound_by[slot],
                        Operand::Fact(position) => step_of(position),
                        Operand::Word(_) => 0,
                    });
                    placed.push((last.max().unwrap_or(0), Check::Test { condition, test, terms }));
                }
                Condition::Unless(pattern) => {
                    let mut bound: Vec<bool> = bound_by.iter().map(|&step| step != usize::MAX).collect();
                    let lookup = self.lookup(pattern, usize::MAX, &mut bound, store);
                    let last = lookup.roles.iter().map(|role| match *role {
                        Slot::Join(slot) => bound_by[slot],
                        _ => 0,
                    });
                    placed.push((last.max().unwrap_or(0), Check::Unless(lookup)));
                }
            }
        }
        for (step, check) in placed {
            self.steps[step.min(patterns.len() - 1)].checks.push(check);
        }
    }

    fn operand(&self, term: &'r Term, patterns: &[&Pattern]) -> Operand<'r> {
        match term {
            Term::Word(word) => Operand::Word(word),
            Term::Any => Operand::Word("_"),
            Term::Variable(name) => match self.slot(name) {
                Some(slot) => Operand::Slot(slot),
                None => {
                    let labelled = |pattern: &&Pattern| pattern.label.as_deref() == Some(name);
                    Operand::Fact(patterns.iter().position(labelled).unwrap_or(0))
                }
            },
        }
    }
}

/// The variables of the facts of a rule, sorted.
fn slots<'r>(patterns: &[&'r Pattern]) -> Vec<&'r str> {
    let variables = patterns.iter().flat_map(|pattern| {
        let roles = pattern.terms.iter().filter_map(|term| match term {
            Term::Variable(name) => Some(name.as_str()),
            _ => None,
        });
        roles.chain(pattern.at.as_deref()).chain(pattern.within.as_deref())
    });
    let mut slots: Vec<&str> = variables.collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// Sorts the candidates of a step by what one of its tests compares: times before unlike values, near before the rest.
fn sort_by_tests(step: &mut Step<'_>) {
    let mut best: Option<(u8, Order)> = None;
    for check in &step.checks {
        let Check::Test { test, terms, .. } = check else { continue };
        let [Operand::Slot(one), Operand::Slot(other), rest @ ..] = terms.as_slice() else { continue };
        for (mine, theirs, second) in [(*one, *other, false), (*other, *one, true)] {
            let found = match step.lookup.at == Some(mine) {
                true => {
                    time_order(test.name, second, rest).map(|(rank, test)| (rank, Order::Time { test, slot: theirs }))
                }
                false if test.name == "differs" => {
                    let role = step.lookup.roles.iter().position(|role| *role == Slot::Bind(mine));
                    role.map(|role| (3, Order::Unlike { role, slot: theirs }))
                }
                false => None,
            };
            best = best.into_iter().chain(found).min_by_key(|&(rank, _)| rank);
        }
    }
    let bound_here = |slot: usize| step.lookup.at == Some(slot) || step.lookup.roles.contains(&Slot::Bind(slot));
    if let Some((_, order)) = best {
        let (Order::Time { slot, .. } | Order::Unlike { slot, .. }) = order else { return };
        if !bound_here(slot) {
            step.lookup.order = order;
        }
    }
}

/// The search that a test of two times amounts to, where the candidate's time is its first argument, or its `second`.
fn time_order(test: &str, second: bool, rest: &[Operand<'_>]) -> Option<(u8, Span)> {
    match (test, rest) {
        ("overlaps", _) => Some((0, Span::Within(0))),
        ("near", [Operand::Word(days)]) => Some((1, Span::Within(days.parse().ok()?))),
        ("before", _) => Some((2, if second { Span::Later } else { Span::Earlier })),
        ("after", _) => Some((2, if second { Span::Earlier } else { Span::Later })),
        ("disjoint", _) => Some((2, Span::Apart)),
        _ => None,
    }
}
