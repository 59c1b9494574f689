//! From statements of events to facts: that it happened, how many took part, who alone did it, and tolls.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smol_str::SmolStr;

use super::event::{Event, Party};
use super::normalise::Normaliser;
use super::{Fact, StoryId, Value, Voice, When};
use crate::claim::Manner;
use crate::event::{Happening, Kinds, Part, Repeats, Sole, Toll};
use crate::language::Upos;
use crate::mention::MentionKind;
use crate::quantity;
use crate::text::TokenId;

impl Normaliser<'_> {
    /// The facts of an event: that it happened, how many took part, and who alone did it.
    pub(super) fn happening(&mut self, happening: &Happening) {
        let kind = Kinds::shipped().get(&happening.kind);
        let parties: Vec<Party> = happening
            .parties
            .iter()
            .map(|party| Party {
                role: party.role,
                value: party.mention.map_or(Value::Missing, |mention| self.named(mention)),
                noun: party.noun.clone(),
            })
            .collect();
        let sole = |role: Sole| kind.is_some_and(|kind| kind.sole.contains(&role));
        let document = &self.reading.document;
        let event = Arc::new(Event {
            kind: happening.kind.clone(),
            weak: happening.weak,
            undated: kind.is_some_and(|kind| kind.undated),
            own: parties.len(),
            often: kind.is_some_and(|kind| kind.repeats == Repeats::Often),
            text: number(document.sentence_of(happening.trigger).span.of(&document.article.text)),
            perfect: happening.perfect,
            past: happening.past,
            grows: kind.is_some_and(|kind| kind.grows),
            once: kind.is_some_and(|kind| kind.repeats == Repeats::Once),
            alone: true,
            outcome: happening.outcome.clone(),
            never: happening.never,
            linked: happening.linked,
            word: self.reading.document.token(happening.trigger).lemma.clone(),
            issued: self.reading.issued(),
            known: happening.known,
            bare: happening.nominal && parties.is_empty(),
            parties,
            elsewhere: (None, None),
        });
        let when =
            happening.when.map(|time| When { days: time.days, throughout: time.throughout, stated: time.stated });
        let place = happening.place.as_ref().and_then(|(mention, preposition)| self.spot(*mention, preposition));
        let from = self.origin(happening.clause, happening.marks.clone());
        let voice = happening.speaker.clone().map_or(Voice::Reporter, Voice::Speaker);
        let word = Value::Word(happening.kind.clone());
        let mut told = vec![("event", vec![word.clone()])];
        let outcome = happening.outcome.clone().map(Value::Word);
        told.extend(outcome.map(|outcome| ("event-outcome", vec![word.clone(), outcome])));
        let is_person = |party: &Party| matches!(party.value, Value::Entity(id) if self.entities.get(id).kind == MentionKind::Person);
        let alone = |role: Part| {
            let people = event.parties.iter().filter(|party| is_person(party));
            let mut rivals = people.filter(|party| party.role == role || sole(Sole::Person));
            let first = rivals.next();
            first.is_some_and(|first| !event.weak && rivals.all(|other| other.value == first.value))
        };
        for (party, counted) in event.parties.iter().zip(&happening.parties) {
            if let Some((low, high)) = counted.number.filter(|_| party.role != Part::Other) {
                let noun = Value::Word(party.noun.clone());
                told.push(("event-count", vec![word.clone(), noun, Value::Number(low, high)]));
            }
            if is_person(party)
                && alone(party.role)
                && (sole(Sole::Person) || sole(Sole::Agent) && party.role == Part::Agent)
            {
                told.push(("event-by", vec![word.clone(), party.value.clone()]));
            }
        }
        for (predicate, values) in told {
            let fact = self.push(predicate, values, when, from.clone());
            fact.place = place.clone();
            fact.stated = happening.manner;
            fact.voice = voice.clone();
            fact.event = Some(event.clone());
        }
    }

    /// The numbers that the document gives without a bound, of what is neither a measure nor people in general: those whose
    /// noun has only one in it.
    pub(super) fn numbers(&mut self) {
        let reading = self.reading;
        let document = &reading.document;
        let mut by_noun: BTreeMap<SmolStr, Vec<usize>> = BTreeMap::new();
        for (at, amount) in reading.amounts.iter().enumerate() {
            let first = amount.tokens.start;
            let before = first.0.checked_sub(1).map_or("", |at| document.form(TokenId(at)));
            let propn = first.0.checked_sub(1).is_some_and(|at| document.token(TokenId(at)).upos == Upos::Propn);
            // "Sept. 11" is no number of anything.
            let named = propn || before == "." || amount.currency.is_some();
            let plain =
                !named && document.token(first).upos == Upos::Num && amount.high.is_finite() && amount.low >= LEAST;
            let Some(noun) = amount.counted.filter(|_| plain && !reading.is_timed(first)) else { continue };
            let token = document.token(noun);
            let glued = document.dependents(noun).any(|dep| document.form(dep) == "-");
            if token.upos != Upos::Noun
                || glued
                || quantity::measures(&token.lemma)
                || reading.mentions.at(noun).is_some()
            {
                continue;
            }
            by_noun.entry(document.token(noun).lemma.clone()).or_default().push(at);
        }
        for (noun, list) in by_noun {
            let first = &reading.amounts[list[0]];
            if list.iter().any(|&at| reading.amounts[at].low != first.low) {
                continue;
            }
            let sentence = document.sentence_of(first.tokens.start).span;
            let when = reading.issued().map(|days| When { days, throughout: false, stated: false });
            let from = self.origin(sentence, vec![document.span(first.tokens)]);
            self.push("number", vec![Value::Word(noun), Value::Number(first.low, first.high)], when, from);
        }
    }

    /// The number of all who suffered something, on the day of the report.
    pub(super) fn toll(&mut self, toll: &Toll) {
        let Some(issue) = self.reading.issued() else { return };
        let when = Some(When { days: issue, throughout: false, stated: false });
        let from = self.origin(toll.clause, toll.marks.clone());
        let (low, high) = toll.number;
        let people = toll.who == "people";
        let of = Value::Word(toll.of.clone());
        let who = |who: &SmolStr| Value::Word(who.clone());
        self.push("toll", vec![of.clone(), who(&toll.who), Value::Number(low, high)], when, from.clone());
        if !people {
            let least = Value::Number(low, f64::INFINITY);
            self.push("toll", vec![of, Value::Word(SmolStr::new_static("people")), least], when, from);
        }
    }
}

/// Smaller numbers are of some of a thing as often as of all.
const LEAST: f64 = 10.0;

/// A number of a text's letters and figures (FNV-1a), the same for copies that differ in spaces and case.
fn number(text: &str) -> u64 {
    let letters = text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |sum, letter| (sum ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3))
}

/// Drops the events of kinds that no rule can hold against anything: those of plain verbs that the story
/// neither denies nor ties to another event.
pub(super) fn drop_untold(facts: &mut Vec<Fact>) {
    let held: BTreeSet<(StoryId, SmolStr)> = facts
        .iter()
        .filter(|fact| fact.stated == Manner::Denied || fact.event.as_ref().is_some_and(|event| event.linked))
        .filter_map(|fact| Some((fact.story, fact.event.as_ref()?.kind.clone())))
        .collect();
    facts.retain(|fact| {
        fact.event.as_ref().is_none_or(|event| event.known || held.contains(&(fact.story, event.kind.clone())))
    });
}
