//! The stage `facts`: what of the claims is comparable, with canonical values.

use std::fmt::Write;

use crate::claim::Manner;
use crate::fact::{Fact, Value, Voice};
use crate::finding::Origin;
use crate::gazetteer::Gazetteer;
use crate::pipeline::Outcome;
use crate::report::Lines;
use crate::report::escape::visible;

/// One line a fact: path and line, predicate with values, the days, the place, whose words it is in.
pub fn facts(outcome: &Outcome, gazetteer: &Gazetteer) -> String {
    let lines: Vec<Lines> = outcome.readings.iter().map(|reading| Lines::of(&reading.document.article)).collect();
    let mut text = String::new();
    for fact in &outcome.facts {
        let place = match &fact.from {
            Origin::Text { doc, span, .. } => {
                let path = outcome.readings[doc.0 as usize].document.article.path.to_string_lossy();
                format!("{}:{}", visible(&path), lines[doc.0 as usize].position(span.start as usize).line)
            }
            Origin::Table { path, line, .. } => format!("{}:{line}", visible(path)),
        };
        let _ = writeln!(text, "{place}\t{}", visible(&spelled(fact, outcome, gazetteer)));
    }
    text
}

pub(super) fn spelled(fact: &Fact, outcome: &Outcome, gazetteer: &Gazetteer) -> String {
    let value = |value: &Value| match value {
        Value::Entity(id) => format!("{}#{}", outcome.entities.get(*id).name, id.0),
        Value::Office(office) => office.to_string(),
        Value::Spot(spot) => {
            let name = gazetteer.place(spot.place).map_or_else(|| "?".to_owned(), |place| place.name.to_string());
            if spot.vagueness.is_vague() { format!("about {name}") } else { name }
        }
        Value::Number(low, high) if low == high => low.to_string(),
        Value::Number(low, high) => format!("{low}..{high}"),
        Value::Days(days) => days.to_string(),
        Value::Word(word) => word.to_string(),
        Value::Missing => "_".to_owned(),
    };
    let values: Vec<String> = fact.values.iter().map(value).collect();
    let manner = match fact.stated {
        Manner::Asserted => "",
        Manner::Denied => "not ",
        Manner::Hedged => "perhaps ",
        Manner::Planned => "planned ",
    };
    let mut text = format!("{manner}{}({})", fact.predicate, values.join(", "));
    if let Some(when) = fact.when {
        let _ = write!(text, " {} {}", if when.throughout { "throughout" } else { "at" }, when.days);
    }
    if let Some(place) = &fact.place {
        let _ = write!(text, " in {}", value(place));
    }
    if let Some(event) = &fact.event {
        let party = |party: &crate::fact::Party| match &party.value {
            Value::Missing => party.noun.to_string(),
            named => value(named),
        };
        let parties: Vec<String> = event.parties.iter().map(party).collect();
        if !parties.is_empty() {
            let _ = write!(text, " with {}", parties.join(", "));
        }
    }
    if let Voice::Speaker(speaker) = &fact.voice {
        let _ = write!(text, " said by {speaker}");
    }
    text
}
