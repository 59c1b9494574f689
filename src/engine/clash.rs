//! One clash in full: its facts, what its variables stand for, and the reasons of its tests.

use super::builtin::{self, Argument};
use super::plan::Plan;
use super::rule::Rule;
use super::solve::{Match, sample};
use super::store::Store;
use super::syntax::{Condition, Pattern, Term};
use super::wording::Wording;
use crate::fact::{Fact, Value, Voice, When};

/// Facts that a rule forbids together.
pub(super) struct Clash<'r, 'a> {
    /// The facts, in the order of the rule.
    pub facts: Vec<&'a Fact>,
    /// The reasons of the tests that hold, in order.
    pub reasons: Vec<String>,
    patterns: Vec<&'r Pattern>,
    /// The reasons of the tests that are not decided, by condition.
    open: Vec<(usize, String)>,
}

/// What a name in a rule stands for.
#[derive(Clone, Copy)]
pub(super) enum Meaning<'a> {
    Value(&'a Value),
    When(Option<When>),
    Fact(&'a Fact),
}

impl<'r, 'a> Clash<'r, 'a> {
    /// The clash of a match, with one fact of each class: those of which the tests of statements hold.
    pub fn of(plan: &Plan<'r>, store: &Store<'a>, found: &Match, wording: &Wording<'_>) -> Self {
        let patterns: Vec<&Pattern> = plan.rule.patterns().collect();
        let first = found.classes.iter().filter_map(|&class| store.members(class).next()).collect();
        let mut clash = Self { facts: first, reasons: Vec::new(), patterns, open: Vec::new() };
        if !clash.explain(plan.rule, wording) {
            clash.choose(plan, store, found, wording);
        }
        clash
    }

    /// Looks for facts of the classes that are distinct and meet the tests of statements.
    fn choose(&mut self, plan: &Plan<'r>, store: &Store<'a>, found: &Match, wording: &Wording<'_>) {
        let first = self.facts.clone();
        let samples: Vec<Vec<&Fact>> = found.classes.iter().map(|&class| sample(store, class)).collect();
        let count: usize = samples.iter().map(Vec::len).product();
        for mut number in 0..count.min(1000) {
            self.facts.clear();
            for sample in &samples {
                self.facts.push(sample[number % sample.len()]);
                number /= sample.len();
            }
            if self.explain(plan.rule, wording) {
                return;
            }
        }
        self.facts = first;
        self.explain(plan.rule, wording);
    }

    /// Runs all tests for their reasons. False when one does not hold, or a fact stands for two statements.
    fn explain(&mut self, rule: &Rule, wording: &Wording<'_>) -> bool {
        self.reasons.clear();
        self.open.clear();
        let mut holds =
            self.facts.iter().enumerate().all(|(at, fact)| self.facts[..at].iter().all(|other| other.id != fact.id));
        for (at, condition) in rule.when.iter().enumerate() {
            let Condition::Test { name, terms } = condition else { continue };
            let Some(test) = builtin::find(name) else { continue };
            let arguments: Vec<Argument<'_>> = terms.iter().map(|term| self.argument(term)).collect();
            let answer = (test.run)(&arguments, wording.world);
            match answer.holds {
                Some(true) => self.reasons.push(answer.reason),
                Some(false) => holds = false,
                None => self.open.push((at, answer.reason)),
            }
        }
        holds
    }

    /// What a name stands for.
    pub fn meaning(&self, name: &str) -> Option<Meaning<'a>> {
        let mut found = None;
        for (pattern, fact) in self.patterns.iter().zip(&self.facts) {
            let role = pattern.terms.iter().position(|term| *term == Term::Variable(name.to_owned()));
            if let (Some(role), None) = (role, found) {
                found = fact.values.get(role).map(Meaning::Value);
            }
            let is = |slot: &Option<String>| slot.as_deref() == Some(name);
            if is(&pattern.at) {
                found = Some(Meaning::When(fact.when));
            } else if is(&pattern.within) {
                found = Some(Meaning::Value(fact.place.as_ref().unwrap_or(&Value::Missing)));
            } else if is(&pattern.label) {
                found = Some(Meaning::Fact(fact));
            }
        }
        found
    }

    fn argument<'t>(&self, term: &'t Term) -> Argument<'t>
    where
        'a: 't,
    {
        match term {
            Term::Word(word) => Argument::Word(word),
            Term::Any => Argument::Word("_"),
            Term::Variable(name) => match self.meaning(name) {
                Some(Meaning::Value(value)) => Argument::Value(value),
                Some(Meaning::When(when)) => Argument::When(when),
                Some(Meaning::Fact(fact)) => Argument::Fact(fact),
                None => Argument::Word(""),
            },
        }
    }

    /// The rule's message: `{P}` is the value of a variable, `{A.doc}` the document of a label, `{A.when}` its time.
    pub fn message(&self, rule: &Rule, wording: &Wording<'_>) -> String {
        Wording::message(&rule.says, |name, field| match self.meaning(name) {
            Some(Meaning::Fact(fact)) if field == "when" => Wording::when(fact.when),
            Some(Meaning::Fact(fact)) => wording.path(fact),
            Some(Meaning::Value(value)) => wording.show(value),
            Some(Meaning::When(when)) => Wording::when(when),
            None => String::new(),
        })
    }

    /// What would have to be known, of a condition that is not decided.
    pub fn missing(&self, condition: usize) -> String {
        let reason = self.open.iter().find(|(at, _)| *at == condition).or(self.open.first());
        let undated: Vec<String> = self
            .patterns
            .iter()
            .zip(&self.facts)
            .filter(|(pattern, fact)| pattern.at.is_some() && fact.when.is_none())
            .map(|(_, fact)| format!("no date for this `{}`", fact.predicate))
            .collect();
        match (reason, undated.is_empty()) {
            (Some((_, reason)), true) => reason.clone(),
            (Some(_) | None, _) => undated.join(" and "),
        }
    }

    /// True when a fact is one of those that the message is about.
    pub fn has(&self, fact: &Fact) -> bool {
        self.facts.iter().any(|own| own.id == fact.id)
    }
}

/// True when the statements are the words of different speakers: the articles report a dispute and contradict nothing.
pub(super) fn is_dispute(facts: &[&Fact]) -> bool {
    let speakers: Vec<&str> = facts
        .iter()
        .filter_map(|fact| match &fact.voice {
            Voice::Speaker(name) => Some(name.as_str()),
            Voice::Reporter => None,
        })
        .collect();
    speakers.len() == facts.len() && speakers.len() > 1 && speakers.windows(2).any(|pair| pair[0] != pair[1])
}
