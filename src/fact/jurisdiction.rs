//! What the offices of a story are of, where the statement itself leaves it open or says it by a noun.
//!
//! "The club's president" is of the club that the story names for that office, as far as it names one only; where it names
//! none, two statements on "the club" are of one club.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::{Fact, StoryId, Value};
use crate::entity::Entities;
use crate::gazetteer::{PlaceId, Spot};
use crate::mention::folded;
use crate::offices::{self, Jurisdiction as Level, Lexicon, Office};
use crate::text::DocId;

/// An office that a story names something for: what, the person, and the document.
type Named = Vec<(Value, Value, Option<DocId>)>;

/// The statements on one post of one story.
type Posts = BTreeMap<(StoryId, SmolStr), Vec<usize>>;

/// Settles what the offices of all facts are of.
///
/// `homes` are the countries that the documents are about, in the order of the documents, and whether they name them more than
/// once.
pub(super) fn settle(facts: &mut [Fact], entities: &Entities, homes: &[Option<(PlaceId, bool)>]) {
    let mut posts: Posts = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        if let Some(office) = office(fact) {
            posts.entry((fact.story, office.post())).or_default().push(at);
        }
    }
    let places = named_places(facts);
    for members in posts.values() {
        bodies(facts, members, entities);
        by_person(facts, members);
        by_story(facts, members, entities, homes, &places);
    }
}

/// The places that each document names.
type Places = BTreeSet<(DocId, PlaceId)>;

fn named_places(facts: &[Fact]) -> Places {
    let named = facts.iter().filter(|fact| fact.predicate == "named-place");
    let place = |fact: &Fact| match fact.values.first() {
        Some(Value::Spot(spot)) => Some((fact.doc?, spot.place)),
        _ => None,
    };
    named.filter_map(place).collect()
}

fn office(fact: &Fact) -> Option<&Office> {
    match (fact.predicate.as_str(), fact.values.as_slice()) {
        ("holds" | "held" | "removed" | "changes" | "gets" | "leaves" | "post", [_, Value::Office(office), _]) => {
            Some(office)
        }
        _ => None,
    }
}

/// What is named for a post.
fn named(facts: &[Fact], members: &[usize]) -> Named {
    let facts = members.iter().map(|&at| &facts[at]);
    facts
        .filter(|fact| matches!(fact.values[2], Value::Entity(_) | Value::Spot(_)))
        .map(|fact| (fact.values[2].clone(), fact.values[0].clone(), fact.doc))
        .collect()
}

/// Joins nouns for bodies: "fsb" and "agency" with the name, "board" with "mansfield school board".
fn bodies(facts: &mut [Fact], members: &[usize], entities: &Entities) {
    let nouns: BTreeSet<SmolStr> = members
        .iter()
        .filter_map(|&at| match &facts[at].values[2] {
            Value::Word(noun) => Some(noun.clone()),
            _ => None,
        })
        .collect();
    if nouns.is_empty() {
        return;
    }
    let named = named(facts, members);
    let organisations: Vec<&Value> =
        named.iter().map(|(of, ..)| of).filter(|of| matches!(of, Value::Entity(_))).collect();
    let mut meant: BTreeMap<SmolStr, Value> = BTreeMap::new();
    for noun in &nouns {
        let ends = |value: &&&Value| match value {
            Value::Entity(id) => names_it(&entities.get(*id).name, noun),
            _ => false,
        };
        let longer: BTreeSet<&SmolStr> = nouns.iter().filter(|other| is_longer(other, noun)).collect();
        let by_name = only(organisations.iter().filter(ends).copied());
        let sole = only(named.iter().map(|(of, ..)| of)).filter(|of| match of {
            Value::Entity(id) => may_stand_for(&entities.get(*id).name, noun),
            _ => false,
        });
        let place = Lexicon::embedded().is_place(noun);
        if place {
            let spot = only(named.iter().map(|(of, ..)| of)).filter(|of| matches!(of, Value::Spot(_)));
            meant.insert(noun.clone(), spot.cloned().unwrap_or(Value::Missing));
            continue;
        }
        let value = match (by_name.or(sole), longer.iter().next()) {
            (Some(name), _) => name.clone(),
            (None, Some(only)) if longer.len() == 1 => Value::Word((*only).clone()),
            // "The committee" of one article need not be that of another.
            (None, _) if Lexicon::embedded().is_one_of_many(noun) => Value::Missing,
            (None, _) => continue,
        };
        meant.insert(noun.clone(), value);
    }
    for &at in members {
        let value = match &facts[at].values[2] {
            Value::Word(noun) => meant.get(noun).cloned(),
            _ => None,
        };
        if let Some(value) = value {
            facts[at].values[2] = value;
        }
    }
}

/// True when an organisation's name has the noun for its kind ("Benue State House of Assembly", "assembly"), or is shortened to it.
fn names_it(name: &str, noun: &str) -> bool {
    let plain = folded(name);
    if noun.contains(' ') {
        return plain.ends_with(noun);
    }
    let short = noun.len() <= 6 && {
        let words = plain.split([' ', '-']).filter(|word| !["of", "for", "and", "the", "in"].contains(word));
        words.filter_map(|word| word.chars().next()).collect::<String>() == noun
    };
    short || plain.split([' ', '-']).any(|word| word == noun)
}

/// True when a general noun can stand for an organisation of this name: "club" for one whose name says nothing else.
fn may_stand_for(name: &str, noun: &str) -> bool {
    let lexicon = Lexicon::embedded();
    let silent = folded(name).split([' ', '-']).all(|word| !lexicon.is_body(word));
    match noun {
        "club" | "team" | "side" | "party" => silent,
        "agency" | "organisation" | "organization" | "company" | "group" | "firm" => true,
        _ => false,
    }
}

/// True when a noun phrase is the other with more words before it.
fn is_longer(phrase: &str, other: &str) -> bool {
    phrase.strip_suffix(other).is_some_and(|rest| rest.ends_with(' '))
}

/// Gives an office whose text names nothing what the story names for the same person in it.
fn by_person(facts: &mut [Fact], members: &[usize]) {
    let named = named(facts, members);
    let bodies: Named = members
        .iter()
        .map(|&at| &facts[at])
        .filter(|fact| matches!(fact.values[2], Value::Word(_)))
        .map(|fact| (fact.values[2].clone(), fact.values[0].clone(), fact.doc))
        .collect();
    for &at in members {
        let person = facts[at].values[0].clone();
        let of_person =
            |list: &Named| only(list.iter().filter(|(_, other, _)| *other == person).map(|(of, ..)| of)).cloned();
        let found = match facts[at].values[2] {
            Value::Missing => of_person(&named).or_else(|| of_person(&bodies)),
            Value::Word(_) => of_person(&named).filter(|of| matches!(of, Value::Entity(_))),
            _ => None,
        };
        if let Some(of) = found {
            facts[at].values[2] = of;
        }
    }
}

/// Gives a local office the only place that the story names for it at all, if its own document speaks of that place and names
/// nobody else for it; and an office of state the country that its document is about, unless the story names another country for it.
fn by_story(
    facts: &mut [Fact],
    members: &[usize],
    entities: &Entities,
    homes: &[Option<(PlaceId, bool)>],
    places: &Places,
) {
    let named = named(facts, members);
    for &at in members {
        let fact = &facts[at];
        let Some(office) = office(fact).filter(|_| fact.values[2] == Value::Missing) else { continue };
        let another = members.iter().map(|&at| &facts[at]).any(|other| {
            let named = matches!(other.values[2], Value::Entity(_) | Value::Spot(_));
            named && other.doc == fact.doc && other.values[1] == fact.values[1] && other.values[0] != fact.values[0]
        });
        let of_story = only(named.iter().map(|(of, ..)| of)).filter(|of| {
            let told = |doc: DocId| match of {
                Value::Spot(spot) => places.contains(&(doc, spot.place)),
                _ => is_in(entities, of, doc),
            };
            let told = fact.doc.is_some_and(told);
            !another && told && (is_local(office) || is_of_a_house(office))
        });
        let home = fact.doc.and_then(|doc| homes.get(doc.0 as usize).copied().flatten());
        let home = home.filter(|(_, often)| *often || !named.is_empty());
        let home = home.map(|(country, _)| Value::Spot(Spot::exact(country)));
        // "The president" may be a firm's, unless the story names the country's.
        let state = is_of_state(office) || office.id == "president" && !named.is_empty();
        let home = home.filter(|home| state && named.iter().all(|(of, ..)| of == home));
        if let Some(of) = of_story.cloned().or(home) {
            facts[at].values[2] = of;
        }
    }
}

/// The only value of a list, which may hold it several times.
fn only<'v>(mut values: impl Iterator<Item = &'v Value>) -> Option<&'v Value> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// True when a document names an organisation.
fn is_in(entities: &Entities, of: &Value, doc: DocId) -> bool {
    match of {
        Value::Entity(id) => entities.get(*id).forms.iter().any(|(other, _)| *other == doc),
        _ => false,
    }
}

/// True for an office that a parliament, a church or a force has one of.
fn is_of_a_house(office: &Office) -> bool {
    let family = Lexicon::embedded().family(&office.id);
    offices::single_holder(office)
        && family.is_some_and(|family| ["legislature", "religion", "security"].contains(&family))
}

/// True for an office of a city, a county or a province.
fn is_local(office: &Office) -> bool {
    let levels = Lexicon::embedded().jurisdictions(&office.id);
    !levels.is_empty() && levels.iter().all(|level| matches!(level, Level::City | Level::State))
}

/// True for an office that each country has one of and that no organisation has.
fn is_of_state(office: &Office) -> bool {
    let levels = Lexicon::embedded().jurisdictions(&office.id);
    let state = levels.first() == Some(&Level::Country) && !levels.contains(&Level::Organisation);
    offices::single_holder(&Office { modifiers: Vec::new(), ..office.clone() }) && state
}
