//! From claims to facts: canonical ids, resolved places, and the facts that follow from an event claim.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::{SmolStr, ToSmolStr};

use super::during::{self, By, Dated};
use super::places::Places;
use super::{Fact, FactId, StoryId, Value, Voice, When};
use crate::claim::{self, Claim, During, Filler, Frames, Happens, Manner, Reading};
use crate::entity::{Entities, EntityId};
use crate::event::{self, Happening, Toll};
use crate::finding::Origin;
use crate::gazetteer::{Gazetteer, PlaceId, PlaceKind, Spot};
use crate::mention::{Jurisdiction, Mention, MentionId, MentionKind, folded};
use crate::offices::Lexicon;
use crate::reference::Reference;
use crate::text::{DocId, Span, TokenId};
use crate::time::{Bound, Fault};

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
    let (mut facts, mut homes, mut dated) = (Vec::new(), Vec::new(), Vec::new());
    for ((reading, claims), happenings) in readings.iter().zip(claims).zip(happenings) {
        let first = facts.len();
        let places = Places::new(reading, claims, tables.gazetteer);
        homes.push(places.home.map(|home| (home, places.often)));
        let mut one = Normaliser { reading, entities, tables, places, facts: &mut facts, during: Vec::new() };
        one.issued();
        one.faults();
        for claim in claims {
            one.claim(claim);
        }
        one.spellings();
        one.named_places();
        let mut statements: BTreeMap<&str, usize> = BTreeMap::new();
        let mut told: Vec<(TokenId, usize)> = Vec::new();
        for happening in &happenings.0 {
            let of_kind = statements.entry(&happening.kind).or_default();
            *of_kind += 1;
            if *of_kind <= super::alone::STATEMENTS {
                told.push((happening.trigger, one.facts.len()));
                one.happening(happening);
            }
        }
        dated.extend(one.dated_by(&told));
        one.numbers();
        for toll in &happenings.1 {
            one.toll(toll);
        }
        super::alone::mark(&mut facts[first..], entities, tables.gazetteer);
    }
    during::settle(&mut facts, &dated, entities, tables.gazetteer);
    super::happening::drop_untold(&mut facts);
    super::jurisdiction::settle(&mut facts, entities, &homes);
    if let Some(reference) = reference {
        let more = super::reference::reference(&facts, entities, reference, tables.gazetteer);
        facts.extend(more);
    }
    for (at, fact) in facts.iter_mut().enumerate() {
        fact.id = FactId(at as u32);
    }
    facts
}

pub(super) struct Normaliser<'a> {
    pub(super) reading: &'a Reading,
    pub(super) entities: &'a Entities,
    tables: Tables<'a>,
    places: Places,
    facts: &'a mut Vec<Fact>,
    /// The facts that an event of the document dates, with its words.
    during: Vec<(usize, During)>,
}

impl Normaliser<'_> {
    fn doc(&self) -> DocId {
        self.reading.document.id
    }

    pub(super) fn push(&mut self, predicate: &str, values: Vec<Value>, when: Option<When>, from: Origin) -> &mut Fact {
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
            dated_by: None,
            from,
        });
        let last = self.facts.len() - 1;
        &mut self.facts[last]
    }

    pub(super) fn origin(&self, span: Span, marks: Vec<Span>) -> Origin {
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
            "told" | "told-ahead" | "to-come" => values.push(Value::Word(self.doc().0.to_smolstr())),
            "located" | "located-near" => values = self.location(&claim.roles),
            "size" => {
                if let Some(Value::Word(thing)) = values.first_mut() {
                    *thing = event::canonical(thing);
                }
            }
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
        let post = matches!(claim.predicate.as_str(), "holds" | "gets").then(|| ("post", values.clone()));
        let more = derived.into_iter().chain(named).chain(post);
        let during = self.dated(claim);
        let when = when.filter(|_| during.is_none());
        for (predicate, values) in std::iter::once((claim.predicate.as_str(), values)).chain(more) {
            self.during.extend(during.map(|during| (self.facts.len(), during)));
            let fact = self.push(predicate, values, when, from.clone());
            fact.place = place.clone();
            fact.stated = manner;
            fact.voice = voice.clone();
        }
    }

    /// The event that dates a claim on an office, or on an age that has no time.
    fn dated(&self, claim: &Claim) -> Option<During> {
        let own = claim.when.is_some_and(|time| time.stated);
        let during = || claim::during(self.reading, claim);
        match claim.predicate.as_str() {
            "holds" if !own => during(),
            "aged" if claim.when.is_none() => during().filter(|during| during.bound == Bound::At),
            _ => None,
        }
    }

    /// The facts that an event of the document dates: the event that their words tell of first, or what a general word for
    /// one stands for ("when the accident happened"). `told` are the events, by the words that carry them.
    fn dated_by(&mut self, told: &[(TokenId, usize)]) -> Vec<Dated> {
        let document = &self.reading.document;
        let by = |during: &During| {
            let mut words = during.event.indices().map(|index| &document.tokens[index].lemma);
            let first = told.partition_point(|(trigger, _)| *trigger < during.event.start);
            let event = told.get(first).filter(|(trigger, _)| during.event.holds(*trigger));
            let general = words.find_map(|lemma| event::meant(lemma)).map(By::Word);
            general.or(event.map(|&(_, fact)| By::Event(fact)))
        };
        let during = std::mem::take(&mut self.during);
        let dated = |(fact, during): (usize, During)| Some(Dated { fact, by: by(&during)?, bound: during.bound });
        during.into_iter().filter_map(dated).collect()
    }

    /// The event fact that follows from a claim of a frame that happens once.
    fn event(&self, claim: &Claim, values: &[Value]) -> Option<(&'static str, Vec<Value>)> {
        let frame = self.tables.frames.get(&claim.predicate).filter(|frame| frame.happens == Happens::Once)?;
        let key = values.get(frame.key_role()).filter(|value| matches!(value, Value::Entity(_) | Value::Spot(_)))?;
        Some(("once", vec![Value::Word(claim.predicate.clone()), key.clone()]))
    }

    fn value(&self, filler: &Filler) -> Value {
        match filler {
            Filler::Mention(mention) => self.named(*mention),
            Filler::Office(office) => Value::Office(office.clone()),
            Filler::Jurisdiction(Jurisdiction::Named(mention)) => match self.places.of.get(mention) {
                Some(&place) => Value::Spot(Spot::exact(place)),
                None => self.jurisdiction(*mention),
            },
            Filler::Jurisdiction(Jurisdiction::Noun(noun)) => self.body(noun),
            Filler::Number(low, high) => Value::Number(*low, *high),
            Filler::Days(days) => Value::Days(*days),
            Filler::Word(word) if matches!(word.as_str(), "country" | "nation") => {
                self.places.home.map_or(Value::Missing, |country| Value::Spot(Spot::exact(country)))
            }
            Filler::Word(word) => Value::Word(word.clone()),
            Filler::Nothing => Value::Missing,
        }
    }

    /// The body that a mention names or refers back to: an office is of no person.
    fn jurisdiction(&self, mention: MentionId) -> Value {
        let full = self.reading.mentions.full(mention);
        match full.kind {
            MentionKind::Person => Value::Missing,
            MentionKind::Reference => self.body(&folded(&full.name).into()),
            _ => self.named(mention),
        }
    }

    /// What a noun phrase stands for: the country, a body, a place that the text leaves open ("the city"), or a name that was
    /// not recognised, which is as good as a name for telling two bodies apart.
    fn body(&self, phrase: &SmolStr) -> Value {
        let last = phrase.rsplit(' ').next().unwrap_or(phrase);
        let lexicon = Lexicon::embedded();
        match last {
            "country" | "nation" => self.places.home.map_or(Value::Missing, |home| Value::Spot(Spot::exact(home))),
            _ if lexicon.is_body(last) || lexicon.is_place(last) || self.is_name(last) => Value::Word(phrase.clone()),
            _ => Value::Missing,
        }
    }

    /// True for a word that the document writes with a capital.
    fn is_name(&self, word: &str) -> bool {
        let document = &self.reading.document;
        let forms = || document.tokens.iter().map(|token| token.span.of(&document.article.text));
        let capital = |form: &str| form.chars().next().is_some_and(char::is_uppercase);
        word.chars().count() > 1
            && forms().any(|form| capital(form) && form.to_lowercase() == word)
            && !forms().any(|form| form == word)
    }

    /// A place by its name as a word, since it need not be in any table, and the container as exactly as it is given.
    fn location(&self, roles: &[Filler]) -> Vec<Value> {
        let [Filler::Mention(inner), Filler::Mention(outer)] = roles else { return vec![Value::Missing; 2] };
        let gazetteer = self.tables.gazetteer;
        let container = self.places.container(*outer);
        let known = self.places.of.get(inner);
        // A country, a sea and what holds the container itself were not put into it.
        let larger = known.is_some_and(|&place| {
            let wide = gazetteer.kind(place) <= PlaceKind::Country || gazetteer.kind(place).is_vague();
            wide || container.is_some_and(|spot| gazetteer.contains(place, spot.place))
        });
        let name = self.places.name(self.reading, gazetteer, *inner).filter(|_| !larger);
        vec![name.map_or(Value::Missing, Value::Word), container.map_or(Value::Missing, Value::Spot)]
    }

    pub(super) fn named(&self, mention: MentionId) -> Value {
        let full: &Mention = self.reading.mentions.full(mention);
        let person = full.kind == MentionKind::Person;
        let place = self.places.of.get(&mention).or_else(|| self.places.of.get(&full.id));
        match place {
            Some(&place) if !person => Value::Spot(Spot::exact(place)),
            _ => self.entities.of(self.doc(), mention).map_or(Value::Missing, Value::Entity),
        }
    }

    pub(super) fn spot(&self, mention: MentionId, preposition: &str) -> Option<Value> {
        self.places.spot(mention, preposition).map(Value::Spot)
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

    /// Surnames that nobody of the document has, with the one whose surname they nearly are: "Prigozhyn" after "Yevgeny Prigozhin".
    fn bare_slips(&self) -> Vec<(SmolStr, EntityId, Span)> {
        // A name that was taken for something else counts, unless it is a known place.
        let names = || {
            let placed = |mention: &&Mention| self.places.of.contains_key(&mention.id);
            let named = self.reading.mentions.all.iter().filter(|mention| mention.kind != MentionKind::Reference);
            named.filter(move |mention| mention.kind == MentionKind::Person || !placed(mention))
        };
        let words = |name: &str| name.split(' ').count();
        let last = |name: &str| name.rsplit(' ').next().unwrap_or("").to_lowercase();
        // The ends of all longer names, and the names by the first letter of the last word: few are ever compared.
        let mut ends: BTreeSet<String> = BTreeSet::new();
        let mut full: BTreeMap<Option<char>, BTreeMap<String, &Mention>> = BTreeMap::new();
        for name in names().filter(|name| words(&name.name) > 1) {
            let plain = folded(&name.name);
            let starts = plain.match_indices(' ').map(|(at, _)| plain[at + 1..].to_owned());
            ends.extend(starts.collect::<Vec<_>>());
            full.entry(last(&name.name).chars().next()).or_default().entry(plain).or_insert(name);
        }
        let mut found = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for bare in names().filter(|mention| words(&mention.name) <= 2 && mention.kind != MentionKind::Organisation) {
            let plain = folded(&bare.name);
            let alone = bare.refers_to == bare.id || words(&bare.name) > 1;
            if !alone || ends.contains(&plain) || !seen.insert(plain) {
                continue;
            }
            let own = last(&bare.name);
            let Some(near) = full.get(&own.chars().next()) else { continue };
            let slips: Vec<&Mention> = near
                .values()
                .copied()
                .filter(|full| words(&full.name) > words(&bare.name))
                .filter(|full| last(&full.name).len().abs_diff(own.len()) <= 2)
                .filter(|full| crate::entity::surname_slip(&full.name, &bare.name))
                .collect();
            let Some(person) = slips.iter().find(|full| full.kind == MentionKind::Person) else { continue };
            let Some(id) = self.entities.of(self.doc(), person.id) else { continue };
            let document = &self.reading.document;
            found.push((bare.name.clone(), id, document.span(bare.tokens)));
            // The same name where it was taken for no person's.
            let others = slips.iter().filter(|other| other.kind != MentionKind::Person);
            found.extend(others.map(|other| (other.name.clone(), id, document.span(other.tokens))));
        }
        found
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
        for (form, id, span) in self.bare_slips() {
            seen.entry((id, form)).or_insert(span);
        }
        for ((id, form), span) in seen {
            let token = document.tokens.partition_point(|token| token.span.start < span.start);
            let sentence = document.sentence_of(crate::text::TokenId(token as u32)).span;
            let from = self.origin(sentence, vec![span]);
            self.push("spelled", vec![Value::Entity(id), Value::Word(form)], None, from);
        }
    }
}
