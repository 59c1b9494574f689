//! Why a rule holds of two statements, or at which of its conditions it lets them go.

use std::collections::BTreeMap;

use super::builtin::{self, Argument, World};
use super::clash::is_dispute;
use super::rule::Rule;
use super::syntax::{Condition, Pattern, Stated, Term};
use super::wording::Wording;
use crate::claim::Manner;
use crate::fact::{self, Comparison, Fact, Value, When};
use crate::verdict::Verdict;

/// How far a rule came with two statements.
#[derive(Clone, Debug)]
pub struct Trace<'a> {
    /// The two statements.
    pub facts: (&'a Fact, &'a Fact),
    /// The conditions that were looked at, in order, as the rule spells them.
    pub steps: Vec<Step>,
    /// How it ended.
    pub end: End,
}

/// One condition with its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The condition as a rule spells it.
    pub condition: String,
    /// True, false, or unknown.
    pub holds: Option<bool>,
    /// Why.
    pub reason: String,
}

/// How the trace of a rule ends, from nowhere near a clash to a clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// A statement is not made in the way that the rule asks for: denied, planned, perhaps.
    Manner,
    /// The two are not of the same person, office, place or event.
    Unrelated,
    /// It cannot be told whether they are of the same person, office, place or event.
    PerhapsUnrelated,
    /// A third statement that the rule needs is not there.
    Lone,
    /// A test is false.
    Compatible,
    /// A statement that excuses the clash is there.
    Excused,
    /// Something is not known.
    Undecided,
    /// The statements are the words of different speakers.
    Dispute,
    /// The statements clash.
    Clash,
}

/// Tries a rule with two groups of facts, one of each; the trace that comes farthest, or none when the rule has no place for
/// such facts. `all` are the facts among which others that the rule needs are looked for.
pub fn trace<'a>(
    rule: &Rule,
    one: &[&'a Fact],
    other: &[&'a Fact],
    all: &'a [Fact],
    wording: &Wording<'_>,
) -> Option<Trace<'a>> {
    let patterns: Vec<&Pattern> = rule.patterns().collect();
    let mut best: Option<(usize, Trace<'a>)> = None;
    for (at, first) in patterns.iter().enumerate() {
        for (beside, second) in patterns.iter().enumerate().filter(|&(beside, _)| beside != at) {
            for a in one.iter().filter(|fact| fact.predicate == first.predicate) {
                for b in other.iter().filter(|fact| fact.predicate == second.predicate && fact.id != a.id) {
                    let mut tracer = Tracer { rule, patterns: &patterns, all, wording, steps: Vec::new() };
                    let end = tracer.follow((at, a), (beside, b));
                    let rank = tracer.steps.iter().filter(|step| step.holds == Some(true)).count();
                    let better = best.as_ref().is_none_or(|(known, trace)| (trace.end, *known) < (end, rank));
                    if better {
                        best = Some((rank, Trace { facts: (a, b), steps: tracer.steps, end }));
                    }
                }
            }
        }
    }
    best.map(|(_, trace)| trace)
}

struct Tracer<'t, 'a> {
    rule: &'t Rule,
    patterns: &'t [&'t Pattern],
    all: &'a [Fact],
    wording: &'t Wording<'t>,
    steps: Vec<Step>,
}

/// What the variables and labels of a rule stand for.
type Bindings<'a> = BTreeMap<String, Argument<'a>>;

impl<'a> Tracer<'_, 'a> {
    fn follow(&mut self, one: (usize, &'a Fact), other: (usize, &'a Fact)) -> End {
        let mut bound = Bindings::new();
        for (at, fact) in if one.0 < other.0 { [one, other] } else { [other, one] } {
            let pattern = self.patterns[at];
            if !fits(pattern.stated, fact.stated) {
                let reason = format!("the statement is {}", manner(fact.stated));
                self.note(pattern, Some(false), reason);
                return End::Manner;
            }
            if let Some((name, comparison)) = self.mismatch(pattern, fact, &bound) {
                let unknown = comparison.verdict == Verdict::Unknown;
                self.note(pattern, if unknown { None } else { Some(false) }, format!("{name}: {}", comparison.reason));
                return if unknown { End::PerhapsUnrelated } else { End::Unrelated };
            }
            bind(pattern, fact, &mut bound);
            self.note(pattern, Some(true), self.wording.normal_form(fact));
        }
        let mut facts = vec![one.1, other.1];
        for (at, &pattern) in self.patterns.iter().enumerate() {
            if at == one.0 || at == other.0 {
                continue;
            }
            let story = one.1.story;
            let fitting = |fact: &&Fact| {
                fact.story == story
                    && fact.predicate == pattern.predicate
                    && fits(pattern.stated, fact.stated)
                    && self.mismatch(pattern, fact, &bound).is_none()
                    && facts.iter().all(|known| known.id != fact.id)
            };
            let Some(fact) = self.all.iter().find(fitting) else {
                self.note(pattern, Some(false), "no article of the story states it".to_owned());
                return End::Lone;
            };
            bind(pattern, fact, &mut bound);
            self.note(pattern, Some(true), self.wording.normal_form(fact));
            facts.push(fact);
        }
        self.tests(&bound, &[one.1, other.1])
    }

    fn tests(&mut self, bound: &Bindings<'a>, facts: &[&Fact]) -> End {
        let mut open = false;
        for condition in &self.rule.when {
            match condition {
                Condition::Fact(_) => {}
                Condition::Test { name, terms } => {
                    let Some(test) = builtin::find(name) else { continue };
                    let arguments: Vec<Argument<'_>> = terms.iter().map(|term| argument(term, bound)).collect();
                    let answer = (test.run)(&arguments, self.wording.world);
                    self.steps.push(Step {
                        condition: condition.to_string(),
                        holds: answer.holds,
                        reason: answer.reason,
                    });
                    match answer.holds {
                        Some(true) => {}
                        Some(false) => return End::Compatible,
                        None => open = true,
                    }
                }
                Condition::Unless(pattern) => {
                    let story = facts[0].story;
                    let excuse = self.all.iter().find(|fact| {
                        fact.story == story
                            && fact.predicate == pattern.predicate
                            && fits(pattern.stated, fact.stated)
                            && self.mismatch(pattern, fact, bound).is_none()
                    });
                    let (holds, reason) = match excuse {
                        Some(fact) => {
                            let form = self.wording.normal_form(fact);
                            (Some(false), format!("{} states {form}", self.wording.path(fact)))
                        }
                        None => (Some(true), "nothing of the kind is stated".to_owned()),
                    };
                    self.steps.push(Step { condition: condition.to_string(), holds, reason });
                    if excuse.is_some() {
                        return End::Excused;
                    }
                }
            }
        }
        match (is_dispute(facts), open) {
            (true, _) => End::Dispute,
            (_, true) => End::Undecided,
            _ => End::Clash,
        }
    }

    fn note(&mut self, pattern: &Pattern, holds: Option<bool>, reason: String) {
        self.steps.push(Step { condition: pattern.to_string(), holds, reason });
    }

    /// The first variable that stands for something else already, compared with what it would stand for here.
    fn mismatch(&self, pattern: &Pattern, fact: &Fact, bound: &Bindings<'_>) -> Option<(String, Comparison)> {
        let World { entities, gazetteer } = *self.wording.world;
        let compare = |one: &Value, other: &Value| fact::compare(one, other, entities, gazetteer);
        for (term, value) in pattern.terms.iter().zip(&fact.values) {
            match term {
                Term::Any => {}
                Term::Word(word) => {
                    let wanted = Value::Word(word.as_str().into());
                    if *value != wanted {
                        return Some((word.clone(), compare(&wanted, value)));
                    }
                }
                Term::Variable(name) => {
                    let Some(Argument::Value(known)) = bound.get(name) else { continue };
                    if *value == Value::Missing || *known != value {
                        return Some((name.clone(), compare(known, value)));
                    }
                }
            }
        }
        None
    }
}

fn fits(wanted: Stated, stated: Manner) -> bool {
    match wanted {
        Stated::Any => true,
        Stated::Asserted => stated == Manner::Asserted,
        Stated::Denied => stated == Manner::Denied,
        Stated::Planned => stated == Manner::Planned,
        Stated::Hedged => stated == Manner::Hedged,
    }
}

fn manner(stated: Manner) -> &'static str {
    match stated {
        Manner::Asserted => "stated as a fact",
        Manner::Denied => "denied",
        Manner::Hedged => "stated as possible or as a claim only",
        Manner::Planned => "a plan or an expectation",
    }
}

fn bind<'a>(pattern: &Pattern, fact: &'a Fact, bound: &mut Bindings<'a>) {
    for (term, value) in pattern.terms.iter().zip(&fact.values) {
        if let Term::Variable(name) = term {
            bound.entry(name.clone()).or_insert(Argument::Value(value));
        }
    }
    if let Some(name) = &pattern.at {
        bound.insert(name.clone(), Argument::When(fact.when));
    }
    if let Some(name) = &pattern.within {
        bound.insert(name.clone(), Argument::Value(fact.place.as_ref().unwrap_or(&Value::Missing)));
    }
    if let Some(name) = &pattern.label {
        bound.insert(name.clone(), Argument::Fact(fact));
    }
}

fn argument<'t>(term: &'t Term, bound: &Bindings<'t>) -> Argument<'t> {
    match term {
        Term::Variable(name) => bound.get(name).cloned().unwrap_or(Argument::Word("")),
        Term::Word(word) => Argument::Word(word),
        Term::Any => Argument::Word("_"),
    }
}

/// How the slots of two facts of one predicate compare: the name of each, the two values, the outcome.
pub fn slots(one: &Fact, other: &Fact, wording: &Wording<'_>) -> Vec<(String, Comparison)> {
    let world = wording.world;
    let mut found = Vec::new();
    for (at, (a, b)) in one.values.iter().zip(&other.values).enumerate() {
        found.push((wording.role(&one.predicate, at), fact::compare(a, b, world.entities, world.gazetteer)));
    }
    found.push(("when".to_owned(), times(one.when, other.when)));
    if let (Some(a), Some(b)) = (&one.place, &other.place) {
        found.push(("where".to_owned(), fact::compare(a, b, world.entities, world.gazetteer)));
    }
    found
}

fn times(one: Option<When>, other: Option<When>) -> Comparison {
    let (verdict, reason) = match (one, other) {
        (Some(one), Some(other)) => match one.meets(other) {
            Some(true) => (Verdict::Same, format!("{} and {} share a day", one.days, other.days)),
            Some(false) => (Verdict::Different, format!("{} and {} share no day", one.days, other.days)),
            None => (Verdict::Unknown, format!("{} and {} may share a day", one.days, other.days)),
        },
        (Some(one), None) => (Verdict::Unknown, format!("{} against no date", one.days)),
        (None, Some(other)) => (Verdict::Unknown, format!("no date against {}", other.days)),
        (None, None) => (Verdict::Unknown, "neither has a date".to_owned()),
    };
    Comparison { verdict, reason }
}
