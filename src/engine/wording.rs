//! Facts and messages in words: normal forms, paths, evidence.

use std::collections::BTreeMap;

use super::builtin::World;
use crate::claim::Manner;
use crate::fact::{Fact, Predicate, Value, When};
use crate::finding::{Evidence, Origin};

/// What facts are spelled with.
#[derive(Clone, Copy)]
pub struct Wording<'a> {
    /// Who is who, and where places lie.
    pub world: &'a World<'a>,
    /// The predicates with their roles.
    pub predicates: &'a [Predicate],
    /// The paths of the documents.
    pub paths: &'a [String],
}

impl Wording<'_> {
    /// A fact as it is compared: `dies(Ann Roe)@2024-05-02 in Leeds`. Equal forms are equal statements.
    pub fn normal_form(&self, fact: &Fact) -> String {
        let when = fact.when.map_or(String::new(), |when| format!("@{}", when.days));
        let place = fact.place.as_ref().map_or(String::new(), |place| format!(" in {}", self.show(place)));
        format!("{}{when}{place}", self.without_time(fact))
    }

    /// A fact's predicate and values: `dies(Ann Roe)`.
    pub fn without_time(&self, fact: &Fact) -> String {
        let values: Vec<String> = fact.values.iter().map(|value| self.show(value)).collect();
        let manner = match fact.stated {
            Manner::Asserted => "",
            Manner::Denied => "not ",
            Manner::Hedged => "perhaps ",
            Manner::Planned => "planned ",
        };
        format!("{manner}{}({})", fact.predicate, values.join(", "))
    }

    /// A value in words.
    pub fn show(&self, value: &Value) -> String {
        match value {
            Value::Entity(id) => self.world.entities.get(*id).name.clone(),
            Value::Office(office) => office.to_string(),
            Value::Spot(spot) => self.world.gazetteer.describe(spot.place),
            Value::Number(low, high) if low == high => format!("{low}"),
            Value::Number(low, high) if high.is_infinite() => format!("at least {low}"),
            Value::Number(low, high) => format!("{low} to {high}"),
            Value::Days(days) => days.to_string(),
            Value::Word(word) => word.to_string(),
            Value::Missing => "?".to_owned(),
        }
    }

    /// A time in words.
    pub fn when(when: Option<When>) -> String {
        when.map_or("an unknown day".to_owned(), |when| when.days.to_string())
    }

    /// The path of the document or the reference table that a fact is from.
    pub fn path(&self, fact: &Fact) -> String {
        match (&fact.from, fact.doc) {
            (Origin::Table { path, .. }, _) => path.clone(),
            (_, Some(doc)) => self.paths.get(doc.0 as usize).cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// The name of a role of a predicate.
    pub fn role(&self, predicate: &str, at: usize) -> String {
        let roles = self.predicates.iter().find(|known| known.name == predicate);
        roles.and_then(|known| known.roles.get(at)).cloned().unwrap_or_else(|| at.to_string())
    }

    /// A fact as evidence, slot by slot.
    pub fn evidence(&self, fact: &Fact) -> Evidence {
        let mut slots = BTreeMap::from([("predicate".to_owned(), fact.predicate.to_string())]);
        for (at, value) in fact.values.iter().enumerate() {
            slots.insert(self.role(&fact.predicate, at), self.show(value));
        }
        if let Some(when) = fact.when {
            slots.insert("when".to_owned(), when.days.to_string());
        }
        if let Some(place) = &fact.place {
            slots.insert("where".to_owned(), self.show(place));
        }
        Evidence { from: fact.from.clone(), fact: slots }
    }

    /// Fills the names in braces of a message with what `fill` gives for them.
    pub fn message(says: &str, mut fill: impl FnMut(&str, &str) -> String) -> String {
        let mut message = String::new();
        let mut rest = says;
        while let Some((before, after)) = rest.split_once('{') {
            message.push_str(before);
            let Some((inside, behind)) = after.split_once('}') else { break };
            let (name, field) = inside.split_once('.').unwrap_or((inside, ""));
            message.push_str(&fill(name, field));
            rest = behind;
        }
        message.push_str(rest);
        message
    }
}

/// Up to three names, and how many more there are.
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}
