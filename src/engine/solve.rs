//! Finds all sets of facts that satisfy the conditions of a rule, joining on equal keys.

use std::collections::{BTreeMap, HashMap};

use smol_str::SmolStr;

use super::builtin::{self, Argument, World};
use super::rule::Rule;
use super::syntax::{Condition, Pattern, Stated, Term};
use crate::claim::Manner;
use crate::fact::{Fact, StoryId, Value, Voice, When};

/// Facts by story and predicate, and by one key in one role.
pub struct Index<'a> {
    facts: &'a [Fact],
    plain: HashMap<(StoryId, SmolStr), Vec<usize>>,
    keyed: HashMap<(StoryId, SmolStr, usize, Key), Vec<usize>>,
}

/// A value that joins by equality.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Entity(u32),
    Office(SmolStr),
    Word(SmolStr),
    Place(u32),
}

/// A set of facts that clash by a rule.
pub struct Clash<'a> {
    /// The facts, in the order of the rule's conditions.
    pub facts: Vec<&'a Fact>,
    /// The labels of the facts that are evidence.
    pub labels: Vec<(String, usize)>,
    /// The values of the variables.
    pub values: BTreeMap<String, Bound<'a>>,
    /// The reasons of the tests, in order.
    pub reasons: Vec<String>,
}

/// What a variable is bound to.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound<'a> {
    /// A role's value.
    Value(&'a Value),
    /// A time.
    When(Option<When>),
}

/// All clashes of a rule, and how many sets of facts were let go only because something was not known.
pub struct Solution<'a> {
    /// The clashes, in the order of their facts.
    pub clashes: Vec<Clash<'a>>,
    /// How many sets met every condition that is known, with at least one that is not.
    pub undecided: usize,
}

impl<'a> Index<'a> {
    /// Indexes facts.
    pub fn new(facts: &'a [Fact]) -> Self {
        let mut plain: HashMap<_, Vec<usize>> = HashMap::new();
        let mut keyed: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, fact) in facts.iter().enumerate() {
            plain.entry((fact.story, fact.predicate.clone())).or_default().push(at);
            for (role, value) in fact.values.iter().enumerate() {
                if let Some(key) = key(value) {
                    keyed.entry((fact.story, fact.predicate.clone(), role, key)).or_default().push(at);
                }
            }
        }
        Self { facts, plain, keyed }
    }

    /// The stories that have a fact of a predicate, in order.
    fn stories(&self, predicate: &str) -> Vec<StoryId> {
        let mut stories: Vec<StoryId> =
            self.plain.keys().filter(|(_, name)| name == predicate).map(|&(story, _)| story).collect();
        stories.sort();
        stories
    }

    /// The facts that may match a pattern under the bindings: those of the rarest key, else all of the predicate.
    fn candidates<'s>(
        &'s self,
        story: StoryId,
        pattern: &Pattern,
        values: &BTreeMap<String, Bound<'a>>,
    ) -> &'s [usize] {
        let predicate = SmolStr::new(&pattern.predicate);
        let mut best: &'s [usize] = self.plain.get(&(story, predicate.clone())).map_or(&[], Vec::as_slice);
        for (role, term) in pattern.terms.iter().enumerate() {
            let key = match term {
                Term::Word(word) => Some(Key::Word(SmolStr::new(word))),
                Term::Variable(name) => match values.get(name) {
                    Some(Bound::Value(value)) => key(value),
                    _ => None,
                },
                Term::Any => None,
            };
            let Some(key) = key else { continue };
            let found = self.keyed.get(&(story, predicate.clone(), role, key)).map_or(&[][..], Vec::as_slice);
            if found.len() < best.len() {
                best = found;
            }
        }
        best
    }
}

fn key(value: &Value) -> Option<Key> {
    match value {
        Value::Entity(id) => Some(Key::Entity(id.0)),
        Value::Office(office) => Some(Key::Office(office.to_string().into())),
        Value::Word(word) => Some(Key::Word(word.clone())),
        Value::Spot(spot) if !spot.vagueness.is_vague() => Some(Key::Place(spot.place.0)),
        _ => None,
    }
}

/// Solves a rule over indexed facts.
pub fn solve<'a>(rule: &Rule, index: &Index<'a>, world: &World<'_>) -> Solution<'a> {
    let mut search = Search { rule, index, world, clashes: Vec::new(), undecided: 0 };
    let first = rule.when.iter().find_map(|condition| match condition {
        Condition::Fact(pattern) => Some(pattern.predicate.as_str()),
        _ => None,
    });
    for story in first.map_or(Vec::new(), |predicate| index.stories(predicate)) {
        search.step(story, &mut State::default(), 0);
    }
    Solution { clashes: search.clashes, undecided: search.undecided }
}

struct Search<'s, 'a> {
    rule: &'s Rule,
    index: &'s Index<'a>,
    world: &'s World<'s>,
    clashes: Vec<Clash<'a>>,
    undecided: usize,
}

#[derive(Clone, Default)]
struct State<'a> {
    chosen: Vec<usize>,
    facts: Vec<&'a Fact>,
    labels: Vec<(String, usize)>,
    values: BTreeMap<String, Bound<'a>>,
    reasons: Vec<String>,
    open: bool,
}

impl<'a> Search<'_, 'a> {
    fn step(&mut self, story: StoryId, state: &mut State<'a>, at: usize) {
        let Some(condition) = self.rule.when.get(at) else {
            self.finish(state);
            return;
        };
        match condition {
            Condition::Fact(pattern) => {
                for &candidate in self.index.candidates(story, pattern, &state.values) {
                    let fact = &self.index.facts[candidate];
                    if state.chosen.contains(&candidate) || self.repeats(state, candidate, pattern) {
                        continue;
                    }
                    let Some(values) = bind(pattern, fact, &state.values) else { continue };
                    let mut next = state.clone();
                    next.values = values;
                    if let Some(label) = &pattern.label {
                        next.labels.push((label.clone(), next.facts.len()));
                    }
                    next.chosen.push(candidate);
                    next.facts.push(fact);
                    self.step(story, &mut next, at + 1);
                }
            }
            Condition::Unless(pattern) => {
                let stated = self.index.candidates(story, pattern, &state.values);
                if !stated.iter().any(|&fact| bind(pattern, &self.index.facts[fact], &state.values).is_some()) {
                    self.step(story, state, at + 1);
                }
            }
            Condition::Test { name, terms } => {
                let Some(test) = builtin::find(name) else { return };
                let arguments: Vec<Argument<'_>> = terms.iter().map(|term| argument(term, state)).collect();
                let answer = (test.run)(&arguments, self.world);
                match answer.holds {
                    Some(false) => {}
                    Some(true) => {
                        state.reasons.push(answer.reason);
                        self.step(story, state, at + 1);
                        state.reasons.pop();
                    }
                    None => {
                        let before = std::mem::replace(&mut state.open, true);
                        self.step(story, state, at + 1);
                        state.open = before;
                    }
                }
            }
        }
    }

    /// True when the mirror image of this choice has been or will be tried: two facts of one predicate, taken in order.
    fn repeats(&self, state: &State<'a>, candidate: usize, pattern: &Pattern) -> bool {
        let symmetric = state.facts.last().is_some_and(|last| last.predicate == pattern.predicate.as_str());
        symmetric && self.rule.is_symmetric() && state.chosen.last().is_some_and(|&last| candidate < last)
    }

    fn finish(&mut self, state: &State<'a>) {
        let labelled: Vec<&Fact> = state.labels.iter().map(|&(_, at)| state.facts[at]).collect();
        if dispute(&labelled) {
            return;
        }
        match state.open {
            true => self.undecided += 1,
            false => self.clashes.push(Clash {
                facts: state.facts.clone(),
                labels: state.labels.clone(),
                values: state.values.clone(),
                reasons: state.reasons.clone(),
            }),
        }
    }
}

/// True when the statements are the words of different speakers: the articles report a dispute and contradict nothing.
fn dispute(facts: &[&Fact]) -> bool {
    let speakers: Vec<&SmolStr> = facts
        .iter()
        .filter_map(|fact| match &fact.voice {
            Voice::Speaker(name) => Some(name),
            Voice::Reporter => None,
        })
        .collect();
    speakers.len() == facts.len() && speakers.len() > 1 && speakers.windows(2).any(|pair| pair[0] != pair[1])
}

/// The bindings after a fact matches a pattern; none when it does not.
fn bind<'a>(
    pattern: &Pattern,
    fact: &'a Fact,
    values: &BTreeMap<String, Bound<'a>>,
) -> Option<BTreeMap<String, Bound<'a>>> {
    let stated = match pattern.stated {
        Stated::Asserted => fact.stated == Manner::Asserted,
        Stated::Denied => fact.stated == Manner::Denied,
        Stated::Planned => fact.stated == Manner::Planned,
        Stated::Hedged => fact.stated == Manner::Hedged,
        Stated::Any => true,
    };
    if !stated || fact.predicate != pattern.predicate.as_str() {
        return None;
    }
    let mut bound = values.clone();
    for (term, value) in pattern.terms.iter().zip(&fact.values) {
        match term {
            Term::Any => {}
            Term::Word(word) => {
                if *value != Value::Word(SmolStr::new(word)) {
                    return None;
                }
            }
            Term::Variable(name) => match bound.get(name) {
                Some(Bound::Value(earlier)) => {
                    if *value == Value::Missing || !joins(earlier, value) {
                        return None;
                    }
                }
                Some(Bound::When(_)) => return None,
                None => {
                    bound.insert(name.clone(), Bound::Value(value));
                }
            },
        }
    }
    if let Some(name) = &pattern.at {
        bound.insert(name.clone(), Bound::When(fact.when));
    }
    if let Some(name) = &pattern.within {
        bound.insert(name.clone(), Bound::Value(fact.place.as_ref().unwrap_or(&Value::Missing)));
    }
    Some(bound)
}

/// True when two values are one by their keys, or equal where they have none.
fn joins(one: &Value, other: &Value) -> bool {
    match (key(one), key(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

fn argument<'v>(term: &'v Term, state: &State<'v>) -> Argument<'v> {
    match term {
        Term::Variable(name) => match state.values.get(name) {
            Some(Bound::Value(value)) => Argument::Value(value),
            Some(Bound::When(when)) => Argument::When(*when),
            None => state
                .labels
                .iter()
                .find(|(label, _)| label == name)
                .map_or(Argument::Word(""), |&(_, at)| Argument::Fact(state.facts[at])),
        },
        Term::Word(word) => Argument::Word(word),
        Term::Any => Argument::Word("_"),
    }
}
