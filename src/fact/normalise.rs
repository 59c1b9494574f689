//! From claims to facts: canonical ids, resolved places, and the facts that follow from an event claim.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smol_str::{SmolStr, ToSmolStr};

use super::event::{Event, Party};
use super::{Fact, FactId, StoryId, Value, Voice, When};
use crate::claim::{Claim, Filler, Frames, Happens, Manner, Reading};
use crate::entity::{Entities, EntityId};
use crate::event::{Happening, Kinds, Part, Repeats, Sole, Toll};
use crate::finding::Origin;
use crate::gazetteer::{Gazetteer, PlaceId, Spot, Vagueness};
use crate::mention::{Jurisdiction, Mention, MentionId, MentionKind, folded};
use crate::offices::{Jurisdiction as Level, Lexicon, Office};
use crate::reference::Reference;
use crate::text::{DocId, Span};
use crate::time::Fault;

/// The tables that normalisation looks things up in.
#[derive(Clone, Copy)]
pub struct Tables<'a> {
    /// Where places lie.
    pub gazetteer: &'a Gazetteer,
    /// The claim frames.
    pub frames: &'a Frames,
}

/// The facts of all documents, in the order of documents and text.
///
/// With reference tables, their facts on the people and offices of the documents come last, and `entities` gains their holders.
pub fn normalise(
    readings: &[Reading],
    claims: &[Vec<Claim>],
    happenings: &[(Vec<Happening>, Vec<Toll>)],
    entities: &mut Entities,
    tables: Tables<'_>,
    reference: Option<&Reference>,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    for ((reading, claims), happenings) in readings.iter().zip(claims).zip(happenings) {
        let first = facts.len();
        let places = Places::new(reading, tables.gazetteer);
        let mut one = Normaliser { reading, entities, tables, places, facts: &mut facts };
        one.issued();
        one.faults();
        for claim in claims {
            one.claim(claim);
        }
        one.spellings();
        one.named_places();
        for happening in &happenings.0 {
            one.happening(happening);
        }
        for toll in &happenings.1 {
            one.toll(toll);
        }
        super::event::mark_alone(&mut facts[first..], entities, tables.gazetteer);
    }
    drop_untold(&mut facts);
    settle_jurisdictions(&mut facts);
    if let Some(reference) = reference {
        let more = super::reference::reference(&facts, entities, reference, tables.gazetteer);
        facts.extend(more);
    }
    for (at, fact) in facts.iter_mut().enumerate() {
        fact.id = FactId(at as u32);
    }
    facts
}

/// The places that a document names, resolved together: unambiguous names decide the country for the others.
struct Places {
    of: BTreeMap<MentionId, PlaceId>,
    /// The country that most of the places lie in.
    home: Option<PlaceId>,
}

impl Places {
    fn new(reading: &Reading, gazetteer: &Gazetteer) -> Self {
        let named = |kinds: &[MentionKind]| {
            let kinds = kinds.to_vec();
            reading.mentions.all.iter().filter(move |mention| kinds.contains(&mention.kind))
        };
        let mut context: Vec<PlaceId> = Vec::new();
        for mention in named(&[MentionKind::Place, MentionKind::Other]) {
            context.extend(gazetteer.demonym(&mention.name));
            if mention.kind == MentionKind::Place {
                context.extend(gazetteer.resolve(&mention.name, &[]));
            }
        }
        context.sort();
        context.dedup();
        let mut of = BTreeMap::new();
        for mention in named(&[MentionKind::Place, MentionKind::Other, MentionKind::Organisation]) {
            let demonym = gazetteer.demonym(&mention.name);
            let place = demonym.or_else(|| {
                (mention.kind == MentionKind::Place).then(|| gazetteer.resolve(&mention.name, &context)).flatten()
            });
            if let Some(place) = place {
                of.insert(mention.id, place);
            }
        }
        let mut countries: BTreeMap<PlaceId, usize> = BTreeMap::new();
        for country in of.values().filter_map(|&place| gazetteer.country(place)) {
            *countries.entry(country).or_default() += 1;
        }
        let total: usize = countries.values().sum();
        let home = countries.into_iter().find(|&(_, count)| count * 2 > total).map(|(country, _)| country);
        Self { of, home }
    }
}

struct Normaliser<'a> {
    reading: &'a Reading,
    entities: &'a Entities,
    tables: Tables<'a>,
    places: Places,
    facts: &'a mut Vec<Fact>,
}

impl Normaliser<'_> {
    fn doc(&self) -> DocId {
        self.reading.document.id
    }

    fn push(&mut self, predicate: &str, values: Vec<Value>, when: Option<When>, from: Origin) -> &mut Fact {
        let doc = self.doc();
        self.facts.push(Fact {
            id: FactId(0),
            predicate: SmolStr::new(predicate),
            values,
            when,
            place: None,
            stated: Manner::Asserted,
            voice: Voice::Reporter,
            story: StoryId(self.entities.story(doc)),
            doc: Some(doc),
            event: None,
            from,
        });
        let last = self.facts.len() - 1;
        &mut self.facts[last]
    }

    fn origin(&self, span: Span, marks: Vec<Span>) -> Origin {
        Origin::Text { doc: self.doc(), span, marks }
    }

    /// The date of issue, by its own evidence: the first sentence.
    fn issued(&mut self) {
        let Some(issue) = self.reading.issued() else { return };
        let Some(first) = self.reading.document.sentences.first() else { return };
        let from = self.origin(first.span, Vec::new());
        let name = Value::Word(self.doc().0.to_smolstr());
        self.push("issued", vec![name], Some(When { days: issue, throughout: false, stated: true }), from);
    }

    /// Dates that the calendar does not have.
    fn faults(&mut self) {
        for timex in &self.reading.timexes {
            let Some(fault) = timex.fault else { continue };
            let word = match fault {
                Fault::NoSuchDay => "no-such-day",
                Fault::WrongWeekday => "wrong-weekday",
                Fault::NoSuchTime => "no-such-time",
            };
            let document = &self.reading.document;
            let sentence = document.sentence_of(timex.tokens.start).span;
            let from = self.origin(sentence, vec![document.span(timex.tokens)]);
            let when = timex.when.map(|days| When { days, throughout: false, stated: true });
            self.push("dated", vec![Value::Word(SmolStr::new_static(word))], when, from);
        }
    }

    fn claim(&mut self, claim: &Claim) {
        let mut values: Vec<Value> = claim.roles.iter().map(|filler| self.value(filler)).collect();
        match claim.predicate.as_str() {
            "told" | "told-ahead" => values.push(Value::Word(self.doc().0.to_smolstr())),
            "located" => values[0] = self.word(&claim.roles[0]),
            _ => {}
        }
        let when = claim.when.map(|time| When { days: time.days, throughout: time.throughout, stated: time.stated });
        let place = claim.place.as_ref().and_then(|(mention, preposition)| self.spot(*mention, preposition));
        let from = self.origin(claim.clause, claim.marks.clone());
        let voice = claim.speaker.clone().map_or(Voice::Reporter, Voice::Speaker);
        let manner = claim.manner;
        let derived = self.event(claim, &values);
        // An office whose text itself names what it is of can be held against the reference tables.
        let named = claim.predicate == "holds" && matches!(values.get(2), Some(Value::Spot(_)));
        let named = named.then(|| ("holds-named", values.clone()));
        for (predicate, values) in std::iter::once((claim.predicate.as_str(), values)).chain(derived).chain(named) {
            let fact = self.push(predicate, values, when, from.clone());
            fact.place = place.clone();
            fact.stated = manner;
            fact.voice = voice.clone();
        }
    }

    /// The event fact that follows from a claim of a frame that happens once or seldom.
    fn event(&self, claim: &Claim, values: &[Value]) -> Option<(&'static str, Vec<Value>)> {
        let frame = self.tables.frames.get(&claim.predicate)?;
        let predicate = match frame.happens {
            Happens::Often => return None,
            Happens::Once => "once",
            Happens::Seldom => "seldom",
        };
        let key = values.get(frame.key_role()).filter(|value| matches!(value, Value::Entity(_) | Value::Spot(_)))?;
        Some((predicate, vec![Value::Word(claim.predicate.clone()), key.clone()]))
    }

    /// The facts of an event: that it happened, how many took part, and who alone did it.
    fn happening(&mut self, happening: &Happening) {
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
        let event = Arc::new(Event {
            kind: happening.kind.clone(),
            weak: happening.weak,
            often: kind.is_some_and(|kind| kind.repeats == Repeats::Often),
            text: number(happening.clause.of(&self.reading.document.article.text)),
            perfect: happening.perfect,
            past: happening.past,
            grows: kind.is_some_and(|kind| kind.grows),
            once: kind.is_some_and(|kind| kind.repeats == Repeats::Once),
            alone: true,
            never: happening.never,
            word: self.reading.document.token(happening.trigger).lemma.clone(),
            issued: self.reading.issued(),
            known: happening.known,
            nominal: happening.nominal,
            parties,
        });
        let when = happening.when.map(|time| When { days: time.days, throughout: time.throughout, stated: time.stated });
        let place = happening.place.as_ref().and_then(|(mention, preposition)| self.spot(*mention, preposition));
        let from = self.origin(happening.clause, happening.marks.clone());
        let voice = happening.speaker.clone().map_or(Voice::Reporter, Voice::Speaker);
        let word = Value::Word(happening.kind.clone());
        let mut told = vec![("event", vec![word.clone()])];
        let is_person = |party: &Party| {
            matches!(party.value, Value::Entity(id) if self.entities.get(id).kind == MentionKind::Person)
        };
        let alone = |role: Part| {
            event.parties.iter().filter(|party| is_person(party) && (party.role == role || sole(Sole::Person))).count() == 1
        };
        for (party, counted) in event.parties.iter().zip(&happening.parties) {
            if let Some((low, high)) = counted.number.filter(|_| party.role != Part::Other) {
                let noun = Value::Word(party.noun.clone());
                told.push(("event-count", vec![word.clone(), noun, Value::Number(low, high)]));
            }
            if is_person(party) && alone(party.role) && (sole(Sole::Person) || sole(Sole::Agent) && party.role == Part::Agent) {
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

    /// The number of all who suffered something, on the day of the report.
    fn toll(&mut self, toll: &Toll) {
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

    fn value(&self, filler: &Filler) -> Value {
        match filler {
            Filler::Mention(mention) => self.named(*mention),
            Filler::Office(office) => Value::Office(office.clone()),
            Filler::Jurisdiction(Jurisdiction::Named(mention)) => {
                let place = self.places.of.get(mention).copied();
                place.map_or_else(|| self.named(*mention), |place| Value::Spot(Spot::exact(place)))
            }
            Filler::Jurisdiction(Jurisdiction::Noun(_)) => Value::Missing,
            Filler::Number(low, high) => Value::Number(*low, *high),
            Filler::Days(days) => Value::Days(*days),
            Filler::Word(word) if matches!(word.as_str(), "country" | "nation") => {
                self.places.home.map_or(Value::Missing, |country| Value::Spot(Spot::exact(country)))
            }
            Filler::Word(word) => Value::Word(word.clone()),
            Filler::Nothing => Value::Missing,
        }
    }

    /// The folded name of a mention as a word, for what need not be in any table.
    fn word(&self, filler: &Filler) -> Value {
        match filler {
            Filler::Mention(mention) => Value::Word(folded(&self.reading.mentions.get(*mention).name).into()),
            _ => Value::Missing,
        }
    }

    fn named(&self, mention: MentionId) -> Value {
        let full: &Mention = self.reading.mentions.full(mention);
        let person = full.kind == MentionKind::Person;
        let place = self.places.of.get(&mention).or_else(|| self.places.of.get(&full.id));
        match place {
            Some(&place) if !person => Value::Spot(Spot::exact(place)),
            _ => self.entities.of(self.doc(), mention).map_or(Value::Missing, Value::Entity),
        }
    }

    fn spot(&self, mention: MentionId, preposition: &str) -> Option<Value> {
        let place = *self.places.of.get(&mention)?;
        let spot = match preposition {
            "near" | "around" | "by" | "beside" => Spot { place, vagueness: Vagueness::Near },
            "outside" | "off" => Spot { place, vagueness: Vagueness::Outside },
            _ => Spot::exact(place),
        };
        Some(Value::Spot(spot))
    }

    /// The places that the document names, each where it does so first.
    fn named_places(&mut self) {
        let mut seen: BTreeMap<PlaceId, MentionId> = BTreeMap::new();
        for (&mention, &place) in &self.places.of {
            seen.entry(place).or_insert(mention);
        }
        for (place, mention) in seen {
            let document = &self.reading.document;
            let mention = self.reading.mentions.get(mention);
            let sentence = document.sentence_of(mention.tokens.start).span;
            let from = self.origin(sentence, vec![document.span(mention.tokens)]);
            self.push("named-place", vec![Value::Spot(Spot::exact(place))], None, from);
        }
    }

    /// The forms in which the document spells each person's name.
    fn spellings(&mut self) {
        let document = &self.reading.document;
        let mut seen: BTreeMap<(EntityId, SmolStr), Span> = BTreeMap::new();
        for mention in self.reading.mentions.all.iter().filter(|mention| mention.kind == MentionKind::Person) {
            if let Some(id) = self.entities.of(self.doc(), mention.id) {
                seen.entry((id, mention.name.clone())).or_insert(document.span(mention.tokens));
            }
        }
        for ((id, form), span) in seen {
            let token = document.tokens.partition_point(|token| token.span.start < span.start);
            let sentence = document.sentence_of(crate::text::TokenId(token as u32)).span;
            let from = self.origin(sentence, vec![span]);
            self.push("spelled", vec![Value::Entity(id), Value::Word(form)], None, from);
        }
    }
}

/// A number of a text's letters and figures (FNV-1a), the same for copies that differ in spaces and case.
fn number(text: &str) -> u64 {
    let letters = text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |sum, letter| (sum ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3))
}

/// Drops the events of kinds that no rule can hold against anything: those of plain verbs that the story denies nowhere.
fn drop_untold(facts: &mut Vec<Fact>) {
    let denied: BTreeSet<(StoryId, SmolStr)> = facts
        .iter()
        .filter(|fact| fact.stated == Manner::Denied)
        .filter_map(|fact| Some((fact.story, fact.event.as_ref()?.kind.clone())))
        .collect();
    facts.retain(|fact| {
        fact.event.as_ref().is_none_or(|event| event.known || denied.contains(&(fact.story, event.kind.clone())))
    });
}

/// Gives an office without a named jurisdiction the one that the story names for the same person in it; and a local office
/// (mayor, sheriff, police chief) the only one that the story names at all, unless its own document names somebody else
/// for that one.
fn settle_jurisdictions(facts: &mut [Fact]) {
    type Named = Vec<(Value, Value, Option<DocId>)>;
    let mut known: BTreeMap<(StoryId, SmolStr), Named> = BTreeMap::new();
    let of_office = |fact: &Fact| match (fact.predicate.as_str(), fact.values.as_slice()) {
        ("holds" | "held" | "changes", [_, Value::Office(office), _]) => Some((fact.story, office.post())),
        _ => None,
    };
    for fact in facts.iter() {
        if let Some(key) = of_office(fact).filter(|_| fact.values[2] != Value::Missing) {
            known.entry(key).or_default().push((fact.values[2].clone(), fact.values[0].clone(), fact.doc));
        }
    }
    for fact in facts {
        let Some(key) = of_office(fact).filter(|_| fact.values[2] == Value::Missing) else { continue };
        let named = known.get(&key).map_or(&[][..], Vec::as_slice);
        let of_person = only(named.iter().filter(|(_, person, _)| *person == fact.values[0]).map(|(of, ..)| of));
        let another = named.iter().any(|(_, person, doc)| *doc == fact.doc && *person != fact.values[0]);
        let local = matches!(&fact.values[1], Value::Office(office) if is_local(office));
        let of_story = only(named.iter().map(|(of, ..)| of)).filter(|_| local && !another);
        if let Some(of) = of_person.or(of_story) {
            fact.values[2] = of.clone();
        }
    }
}

/// The only value of a list, which may hold it several times.
fn only<'v>(mut values: impl Iterator<Item = &'v Value>) -> Option<&'v Value> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// True for an office of a city, a county or a province.
fn is_local(office: &Office) -> bool {
    let levels = Lexicon::embedded().jurisdictions(&office.id);
    !levels.is_empty() && levels.iter().all(|level| matches!(level, Level::City | Level::State))
}
