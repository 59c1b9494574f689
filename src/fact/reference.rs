//! Facts of the reference tables about the people, offices and countries that the documents name.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::{Fact, FactId, StoryId, Value, Voice, When};
use crate::calendar::Interval;
use crate::claim::Manner;
use crate::entity::{self, Entities, EntityId};
use crate::finding::Origin;
use crate::gazetteer::{Gazetteer, Spot};
use crate::mention::folded;
use crate::names;
use crate::offices::Office;
use crate::reference::{End, Life, Reference, Source, Term};
use crate::verdict::Verdict;

/// The facts of the tables that concern the stories: deaths of their people, and who held the offices they speak of.
///
/// New entities are made for holders whom no document names.
pub fn reference(facts: &[Fact], entities: &mut Entities, reference: &Reference, gazetteer: &Gazetteer) -> Vec<Fact> {
    let mut found = deaths(entities, reference);
    found.extend(spellings(facts, entities, reference, gazetteer));
    found.extend(terms(facts, entities, reference, gazetteer));
    found
}

fn fact(predicate: &str, values: Vec<Value>, when: When, story: StoryId, source: &Source) -> Fact {
    Fact {
        event: None,
        dated_by: None,
        id: FactId(0),
        predicate: SmolStr::new(predicate),
        values,
        when: Some(when),
        place: None,
        stated: Manner::Asserted,
        voice: Voice::Reporter,
        story,
        doc: None,
        from: Origin::Table { path: source.table.to_string(), line: source.line, text: source.text.clone() },
    }
}

/// `ref-dies(person)` for people with a full name of which the tables know one bearer.
fn deaths(entities: &Entities, reference: &Reference) -> Vec<Fact> {
    let mut found = Vec::new();
    for (id, entity) in entities.iter() {
        let Some(person) = entity.person.as_ref().filter(|person| person.len() > 1) else { continue };
        let same = |life: &&&Life| {
            life.names().any(|name| names::compare(&names::parse(name), person).verdict == Verdict::Same)
        };
        let lives = reference.deaths(&entity.name);
        let mut bearers = lives.iter().filter(same);
        let (Some(life), None) = (bearers.next(), bearers.next()) else { continue };
        if let (Some(days), false) = (life.died, life.shared) {
            let when = When { days, throughout: false, stated: true };
            found.push(fact("ref-dies", vec![Value::Entity(id)], when, StoryId(entity.story), &life.source));
        }
    }
    found
}

/// `ref-spelled(person, form)` for office-holders whose name the documents spell otherwise than the table does.
fn spellings(facts: &[Fact], entities: &Entities, reference: &Reference, gazetteer: &Gazetteer) -> Vec<Fact> {
    let mut found: Vec<Fact> = Vec::new();
    for held in facts.iter().filter(|fact| fact.predicate == "holds") {
        let [Value::Entity(id), Value::Office(office), Value::Spot(spot)] = held.values.as_slice() else { continue };
        let table = match (office.id.as_str(), office.portfolio.as_deref()) {
            ("president", None) => "head-of-state",
            ("prime-minister", None) => "head-of-government",
            ("minister", Some("foreign")) => "foreign-minister",
            _ => continue,
        };
        let Some(code) = gazetteer.country_code(spot.place) else { continue };
        let forms: Vec<&str> = entities.get(*id).forms.iter().map(|(_, form)| form.as_str()).collect();
        let slip = |name: &&str| forms.iter().any(|form| entity::spelling_slip(form, name));
        let known = |term: &&Term| !term.names().any(|name| forms.iter().any(|form| folded(form) == folded(name)));
        for term in reference.terms_of(table, &code).iter().filter(known) {
            let Some(name) = term.names().find(slip) else { continue };
            let values = vec![Value::Entity(*id), Value::Word(SmolStr::new(name))];
            let row = Fact { when: None, ..fact("ref-spelled", values, ANY_DAY, held.story, &term.source) };
            if !found.contains(&row) {
                found.push(row);
            }
        }
    }
    found
}

/// A time for facts that have none.
const ANY_DAY: When = When { days: Interval::ALWAYS, throughout: false, stated: false };

/// `ref-holds(person, office, of)` for the offices of heads of state and of government that the documents give to somebody.
fn terms(facts: &[Fact], entities: &mut Entities, reference: &Reference, gazetteer: &Gazetteer) -> Vec<Fact> {
    let mut wanted: BTreeSet<(StoryId, String, u32)> = BTreeSet::new();
    let mut offices: Vec<(StoryId, Office, Spot)> = Vec::new();
    for fact in facts.iter().filter(|fact| fact.predicate == "holds") {
        let [_, Value::Office(office), Value::Spot(spot)] = fact.values.as_slice() else { continue };
        let plain = office.modifiers.is_empty() && !spot.vagueness.is_vague();
        if plain && wanted.insert((fact.story, office.to_string(), spot.place.0)) {
            offices.push((fact.story, office.clone(), *spot));
        }
    }
    let mut found = Vec::new();
    for (story, office, spot) in offices {
        let Some(code) = gazetteer.country(spot.place).filter(|&country| country == spot.place) else { continue };
        let Some(code) = gazetteer.country_code(code) else { continue };
        for term in held(reference, &office, &code) {
            let Some(days) = core(term) else { continue };
            let id = holder(entities, story, term);
            let values = vec![Value::Entity(id), Value::Office(office.clone()), Value::Spot(spot)];
            let when = When { days, throughout: true, stated: true };
            found.push(fact("ref-holds", values, when, story, &term.source));
        }
    }
    found
}

/// The terms of an office of a country: those of the table's office whose title there is the one at hand.
fn held<'r>(reference: &'r Reference, office: &Office, code: &str) -> Vec<&'r Term> {
    ["head-of-state", "head-of-government"]
        .into_iter()
        .flat_map(|table| reference.terms_of(table, code))
        .filter(|term| titled(term, office))
        .filter(|term| !term.acting)
        .collect()
}

/// True when a term's title is that of an office: "President", and "Prime Minister" with its like.
pub(crate) fn titled(term: &Term, office: &Office) -> bool {
    let title = term.title.to_lowercase().replace(' ', "-");
    title == office.id.as_str() || (office.id == "prime-minister" && title.contains("minister"))
}

/// The days on which somebody surely held an office.
fn core(term: &Term) -> Option<Interval> {
    let from = term.from?.latest;
    let until = match term.until {
        End::On(days) => days.earliest,
        End::NotBefore(day) => day,
        End::Unknown => return None,
    };
    (from < until).then(|| Interval::new(from, until))
}

/// The entity of a holder: one of the story with the same name, else a new one.
fn holder(entities: &mut Entities, story: StoryId, term: &Term) -> EntityId {
    let parsed: Vec<_> = term.names().map(names::parse).collect();
    let known = entities.iter().find(|(_, entity)| {
        let same = |person| parsed.iter().any(|name| names::compare(name, person).verdict != Verdict::Different);
        entity.story == story.0 && entity.person.as_ref().is_some_and(same)
    });
    match known.map(|(id, _)| id) {
        Some(id) => id,
        None => entities.add_person(&term.holder, story.0),
    }
}
