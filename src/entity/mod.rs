//! Who is who across documents: people, organisations and other named things, and which documents tell one story.
//!
//! People of one story are joined when their names are the same by [`crate::names::compare`] and no member of the group
//! has a name that differs. The same name in unrelated stories is not the same person.

mod story;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::claim::Reading;
use crate::mention::{Mention, MentionId, MentionKind, folded};
use crate::names::{self, PersonName};
use crate::text::DocId;
use crate::verdict::Verdict;

/// A person, an organisation or another named thing of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A named thing with all that is known of its names.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: MentionKind,
    /// The name's parts, for a person.
    pub person: Option<PersonName>,
    /// Other names that the documents declare for the person.
    pub aliases: Vec<PersonName>,
    /// Its forms with the documents they stand in.
    pub forms: BTreeSet<(DocId, String)>,
    /// The story it belongs to: the number of its first document.
    pub story: u32,
}

/// All entities, and which mention is of which.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    all: Vec<Entity>,
    of: HashMap<(DocId, MentionId), EntityId>,
    stories: Vec<u32>,
}

impl Entities {
    /// An entity by its number.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.all[id.0 as usize]
    }

    /// All entities, with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.all.iter().enumerate().map(|(at, entity)| (EntityId(at as u32), entity))
    }

    /// The entity that a mention of a document is of.
    pub fn of(&self, doc: DocId, mention: MentionId) -> Option<EntityId> {
        self.of.get(&(doc, mention)).copied()
    }

    /// Adds a person whom no document names.
    pub fn add_person(&mut self, name: &str, story: u32) -> EntityId {
        let id = EntityId(self.all.len() as u32);
        let person = Some(names::parse(name));
        let forms = BTreeSet::new();
        self.all.push(Entity {
            name: name.to_owned(),
            kind: MentionKind::Person,
            person,
            aliases: Vec::new(),
            forms,
            story,
        });
        id
    }

    /// The story of a document: the number of the first document of it.
    pub fn story(&self, doc: DocId) -> u32 {
        self.stories.get(doc.0 as usize).copied().unwrap_or(doc.0)
    }

    /// Same, different or unknown, with the reason.
    pub fn compare(&self, one: EntityId, other: EntityId) -> (Verdict, String) {
        let (first, second) = (self.get(one), self.get(other));
        if one == other {
            return (Verdict::Same, format!("both are {}", first.name));
        }
        match (&first.person, &second.person) {
            (Some(_), Some(_)) if !is_whole(&first.name) || !is_whole(&second.name) => {
                (Verdict::Unknown, format!("{} or {} is not a whole name", first.name, second.name))
            }
            (Some(first), Some(second)) => {
                let comparison = names::compare(first, second);
                (comparison.verdict, comparison.reason)
            }
            (None, None) if first.kind == second.kind => {
                (Verdict::Unknown, format!("{} and {} may be one", first.name, second.name))
            }
            _ => (Verdict::Different, format!("{} and {} are of different kinds", first.name, second.name)),
        }
    }
}

/// False for what is no whole name: in small letters, or cut off after an initial ("William P.").
fn is_whole(name: &str) -> bool {
    let last = name.split([' ', '-']).next_back().unwrap_or("");
    let capital = name.chars().any(char::is_uppercase);
    capital && !last.ends_with('.') && last.chars().count() > 1
}

/// True when two forms of one person's name have as many words, and differ only in the spelling of them.
pub fn spelling_slip(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        name.split([' ', '-', '\u{2011}']).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (one, other) = (words(one), words(other));
    // A bare surname is held against the end of the other form.
    let least = one.len().min(other.len());
    let pairs = || one.iter().rev().zip(other.iter().rev()).filter(|(a, b)| folded(a) != folded(b));
    let comparable =
        one.len() == other.len() || pairs().next().is_some_and(|(a, _)| a.chars().count() >= 5) && least <= 2;
    comparable && pairs().count() > 0 && pairs().all(|(a, b)| names::respelt(a, b).is_some())
}

/// True when a bare surname is the end of a full name but for the spelling of a word of five letters or more: "El Mourabet" of
/// "Yassine El Mourabit".
pub fn surname_slip(full: &str, bare: &str) -> bool {
    let (full, bare): (Vec<&str>, Vec<&str>) = (full.split(' ').collect(), bare.split(' ').collect());
    let Some(end) = full.len().checked_sub(bare.len()).filter(|&start| start > 0).map(|start| full[start..].join(" "))
    else {
        return false;
    };
    let long = bare.last().is_some_and(|word| word.chars().count() >= 5);
    long && spelling_slip(&end, &bare.join(" "))
}

/// True when two full names share given and family name: "Salim bin Hamad Maqbali", "Salim bin Nasser Maqbali".
fn namesakes(one: &PersonName, other: &PersonName) -> bool {
    let same = |a: &str, b: &str| !a.is_empty() && folded(a) == folded(b);
    same(one.given(), other.given()) && same(one.family(), other.family()) && one.generation == other.generation
}

/// True when two forms of a name share given and family name, and what stands between cannot be one person's.
pub fn full_names_clash(one: &str, other: &str) -> bool {
    let (one, other) = (names::parse(one), names::parse(other));
    namesakes(&one, &other) && names::compare(&one, &other).verdict == Verdict::Different
}

/// A chain of mentions of one document, by its fullest name.
struct Chain {
    doc: DocId,
    mention: MentionId,
    kind: MentionKind,
    name: String,
    person: Option<PersonName>,
    aliases: Vec<PersonName>,
    /// The chains joined to it.
    others: Vec<MentionId>,
    /// The initials that an organisation goes by too.
    short: Option<String>,
}

/// Which documents tell one story: for each document the number of the first of its story.
pub fn stories(readings: &[Reading]) -> Vec<u32> {
    let names: Vec<BTreeSet<String>> = readings
        .iter()
        .map(|reading| story::rare_names(chains(reading).iter().map(signature), readings.len()))
        .collect();
    story::group(&names)
}

/// Resolves the mentions of all documents, story by story.
///
/// `aliases` are the pairs of mentions of each document of which the text says that they name one person.
pub fn resolve(readings: &[Reading], aliases: &[Vec<(MentionId, MentionId)>], stories: Vec<u32>) -> Entities {
    let chains: Vec<Vec<Chain>> =
        readings.iter().zip(aliases).map(|(reading, aliases)| join(reading, chains(reading), aliases)).collect();
    let mut entities = Entities { stories: stories.clone(), ..Entities::default() };
    let mut by_story: BTreeMap<u32, Vec<Chain>> = BTreeMap::new();
    for (chains, story) in chains.into_iter().zip(stories) {
        by_story.entry(story).or_default().extend(chains);
    }
    for (story, chains) in by_story {
        cluster(story, chains, &mut entities);
    }
    for reading in readings {
        let doc = reading.document.id;
        for mention in &reading.mentions.all {
            if let Some(id) = entities.of(doc, mention.refers_to) {
                entities.of.insert((doc, mention.id), id);
            }
        }
    }
    entities
}

/// Joins the chains of declared other names to those of the people who have them.
fn join(reading: &Reading, mut chains: Vec<Chain>, aliases: &[(MentionId, MentionId)]) -> Vec<Chain> {
    for &(person, other) in aliases {
        let (person, other) = (reading.mentions.get(person).refers_to, reading.mentions.get(other).refers_to);
        let found = chains.iter().position(|chain| chain.mention == other).filter(|_| person != other);
        let Some(at) = found else { continue };
        let taken = chains.remove(at);
        if let Some(chain) = chains.iter_mut().find(|chain| chain.mention == person) {
            chain.aliases.push(taken.person.unwrap_or_else(|| names::parse(&taken.name)));
            chain.others.push(other);
            chain.others.extend(taken.others);
        } else {
            chains.insert(at, taken);
        }
    }
    chains
}

fn chains(reading: &Reading) -> Vec<Chain> {
    let mut longest: BTreeMap<MentionId, &Mention> = BTreeMap::new();
    let mut short: BTreeMap<MentionId, String> = BTreeMap::new();
    for mention in &reading.mentions.all {
        if matches!(mention.kind, MentionKind::Reference | MentionKind::Locality) {
            continue;
        }
        let initials = mention.kind == MentionKind::Organisation && mention.name.chars().all(char::is_uppercase);
        if initials {
            short.entry(mention.refers_to).or_insert_with(|| mention.name.to_string());
        }
        let slot = longest.entry(mention.refers_to).or_insert(mention);
        if words(&mention.name) > words(&slot.name) {
            *slot = mention;
        }
    }
    longest
        .into_iter()
        .map(|(id, mention)| {
            let kind = reading.mentions.get(id).kind;
            let person = (kind == MentionKind::Person).then(|| names::parse(&mention.name));
            Chain {
                doc: reading.document.id,
                mention: id,
                kind,
                name: mention.name.to_string(),
                person,
                aliases: Vec::new(),
                others: Vec::new(),
                short: short.get(&id).cloned().filter(|short| *short != mention.name.as_str()),
            }
        })
        .collect()
}

fn words(name: &str) -> usize {
    name.split_whitespace().count()
}

/// What a chain counts for when stories are grouped: full names of people, and other names.
fn signature(chain: &Chain) -> (MentionKind, String) {
    (chain.kind, folded(&chain.name))
}

/// Joins the chains of one story, those with the fullest names first.
fn cluster(story: u32, mut chains: Vec<Chain>, entities: &mut Entities) {
    chains.sort_by(|one, other| {
        (words(&other.name), one.doc, one.mention).cmp(&(words(&one.name), other.doc, other.mention))
    });
    let first = entities.all.len();
    let mut by_name: HashMap<String, EntityId> = HashMap::new();
    for chain in &chains {
        let id = match &chain.person {
            Some(person) => fitting(&entities.all[first..], person, chain.doc).map(|at| EntityId((first + at) as u32)),
            None => by_name.get(&folded(&chain.name)).copied().or_else(|| {
                let organisation = chain.kind == MentionKind::Organisation;
                organisation
                    .then(|| same_body(&entities.all[first..], &chain.name))
                    .flatten()
                    .map(|at| EntityId((first + at) as u32))
            }),
        };
        let id = id.unwrap_or_else(|| {
            let id = EntityId(entities.all.len() as u32);
            entities.all.push(Entity {
                name: chain.name.clone(),
                kind: chain.kind,
                person: chain.person.clone(),
                aliases: Vec::new(),
                forms: BTreeSet::new(),
                story,
            });
            if chain.person.is_none() {
                by_name.insert(folded(&chain.name), id);
            }
            id
        });
        if let Some(short) = &chain.short {
            by_name.entry(folded(short)).or_insert(id);
        }
        entities.all[id.0 as usize].forms.insert((chain.doc, chain.name.clone()));
        entities.all[id.0 as usize].aliases.extend(chain.aliases.iter().cloned());
        for mention in chain.others.iter().chain([&chain.mention]) {
            entities.of.insert((chain.doc, *mention), id);
        }
    }
}

/// The organisation of a story that a name belongs to: "FSB" to "Federal Security Service".
fn same_body(known: &[Entity], name: &str) -> Option<usize> {
    known.iter().position(|entity| {
        entity.kind == MentionKind::Organisation && names::compare_text(&entity.name, name).verdict == Verdict::Same
    })
}

/// True when a bare name is written as the family name of a person.
fn is_surname(entity: &Entity, name: &PersonName) -> bool {
    let family = entity.person.as_ref().map_or("", PersonName::family);
    let bare = if name.family().is_empty() { name.given() } else { name.family() };
    folded(family) == folded(bare)
}

/// The person of a story that a name belongs to: one whose name or declared other name is the same; one of another document
/// with the same given and family name; for a bare name, the only one it fits.
fn fitting(known: &[Entity], name: &PersonName, doc: DocId) -> Option<usize> {
    let mut possible = Vec::new();
    let mut namesake = None;
    for (at, entity) in known.iter().enumerate() {
        let Some(person) = &entity.person else { continue };
        if entity.aliases.iter().any(|alias| names::compare(alias, name).verdict == Verdict::Same) {
            return Some(at);
        }
        match names::compare(person, name).verdict {
            Verdict::Same => return Some(at),
            Verdict::Unknown => possible.push(at),
            Verdict::Different if namesakes(person, name) && entity.forms.iter().all(|(other, _)| *other != doc) => {
                namesake = namesake.or(Some(at));
            }
            Verdict::Different => {}
        }
    }
    match possible.as_slice() {
        _ if namesake.is_some() => namesake,
        [only] if name.len() == 1 && is_surname(&known[*only], name) => Some(*only),
        _ => None,
    }
}
