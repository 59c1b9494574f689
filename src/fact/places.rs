//! The places that a document names, resolved together: unambiguous names decide the country for the others, and what the
//! text itself says of them ("Surami, in the neighbouring region of Shida Kartli") stands in for what no table has.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use crate::claim::{Claim, Filler, Reading};
use crate::gazetteer::{Direction, Gazetteer, NounClass, PlaceId, PlaceKind, Spot, Vagueness};
use crate::mention::{Mention, MentionId, MentionKind};
use crate::text::TokenId;

/// The most adjectives looked at before a name.
const MODIFIERS: u32 = 3;
/// So many times a place is named before "the city" means it although others are named as well.
const FOCUS: usize = 3;

/// The places of one document.
pub(super) struct Places {
    /// The place of each mention that one is known for.
    pub(super) of: BTreeMap<MentionId, PlaceId>,
    /// The country that most of the places lie in.
    pub(super) home: Option<PlaceId>,
    /// True when the document names it, or places in it, more than once.
    pub(super) often: bool,
    /// The name that a noun such as "the city" stands for.
    stands_for: BTreeMap<MentionId, MentionId>,
    /// What the text puts a place into, and whether it is only near the place.
    holders: BTreeMap<MentionId, (MentionId, bool)>,
    /// The part of a place that a direction before it means: "northern Mali".
    parts: BTreeMap<MentionId, Direction>,
    /// Names of divisions that are known as a town of that name only: "Karlovy Vary Region".
    around: BTreeSet<MentionId>,
}

impl Places {
    /// Resolves the places of a document.
    pub(super) fn new(reading: &Reading, claims: &[Claim], gazetteer: &Gazetteer) -> Self {
        let context = context(reading, gazetteer);
        let mut places = Self {
            of: BTreeMap::new(),
            home: None,
            often: false,
            stands_for: BTreeMap::new(),
            holders: holders(claims),
            parts: BTreeMap::new(),
            around: BTreeSet::new(),
        };
        for mention in &reading.mentions.all {
            places.resolve(reading, gazetteer, mention, &context);
        }
        places.settle_holders(reading, gazetteer, &context);
        let mut countries: BTreeMap<PlaceId, usize> = BTreeMap::new();
        for country in places.of.values().filter_map(|&place| gazetteer.country(place)) {
            *countries.entry(country).or_default() += 1;
        }
        let total: usize = countries.values().sum();
        let most = countries.into_iter().find(|&(_, count)| count * 2 > total);
        places.home = most.map(|(country, _)| country);
        places.often = most.is_some_and(|(_, count)| count > 1);
        places.localities(reading, gazetteer);
        places
    }

    fn resolve(&mut self, reading: &Reading, gazetteer: &Gazetteer, mention: &Mention, context: &[PlaceId]) {
        let id = mention.id;
        if !matches!(mention.kind, MentionKind::Place | MentionKind::Other | MentionKind::Organisation) {
            return;
        }
        if let Some(place) = gazetteer.demonym(&mention.name) {
            self.of.insert(id, place);
            return;
        }
        if mention.kind != MentionKind::Place {
            return;
        }
        let class = class_beside(reading, mention);
        let likely = || gazetteer.likely(&mention.name).filter(|_| context.is_empty());
        let bare = || gazetteer.resolve(&mention.name, context).or_else(likely);
        let as_class = |word: &str| gazetteer.resolve(&format!("{} {word}", mention.name), context);
        let found = match class {
            Some(NounClass::Division) => as_class("province").or_else(bare),
            Some(NounClass::Settlement | NounClass::Capital) => as_class("city").or_else(bare),
            Some(NounClass::Feature) => bare().filter(|&place| gazetteer.kind(place).is_vague()),
            _ => bare(),
        };
        if let Some(place) = found {
            self.of.insert(id, place);
            if class == Some(NounClass::Division) && gazetteer.kind(place) == PlaceKind::City {
                self.around.insert(id);
            }
            if let Some(direction) = direction_before(reading, mention) {
                self.parts.insert(id, direction);
            }
        }
    }

    /// A place and what the text puts it into decide one another: "Bodmin, a town in Cornwall", "Marksville, LA".
    fn settle_holders(&mut self, reading: &Reading, gazetteer: &Gazetteer, context: &[PlaceId]) {
        for (inner, &(outer, _)) in &self.holders.clone() {
            let (place, holder) = (reading.mentions.get(*inner), reading.mentions.get(outer));
            if holder.kind != MentionKind::Place || place.kind != MentionKind::Place {
                continue;
            }
            let dotted = reading.document.tokens.get(holder.tokens.end.index()).is_some()
                && reading.document.form(holder.tokens.end) == ".";
            let state = gazetteer.abbreviated(&holder.name).or_else(|| {
                let short = dotted && holder.name.chars().count() <= 5;
                short.then(|| gazetteer.abbreviated(&format!("{}.", holder.name))).flatten()
            });
            if let Some(state) = state {
                self.of.insert(outer, state);
            } else {
                let known = self.of.contains_key(&outer) && !self.around.contains(&outer);
                if !known
                    && class_beside(reading, holder) != Some(NounClass::Settlement)
                    && let Some(division) = gazetteer.division(&holder.name, context)
                {
                    self.of.insert(outer, division);
                    self.around.remove(&outer);
                }
            }
            let Some(&division) = self.of.get(&outer) else { continue };
            let there = gazetteer
                .lookup(&place.name)
                .into_iter()
                .find(|&id| id != division && gazetteer.contains(division, id));
            if let Some(there) = there {
                self.of.insert(*inner, there);
            }
        }
    }

    /// The names that nouns stand for: "the city" is the only town named before it, or the one that the text is about;
    /// "the capital" the home country's, or that of the nationality before it.
    fn localities(&mut self, reading: &Reading, gazetteer: &Gazetteer) {
        let mut seen: BTreeMap<MentionId, usize> = BTreeMap::new();
        for mention in &reading.mentions.all {
            match mention.kind {
                MentionKind::Place if self.is_candidate(reading, mention) => {
                    *seen.entry(mention.refers_to).or_default() += 1;
                }
                MentionKind::Locality => self.locality(reading, gazetteer, mention, &seen),
                _ => {}
            }
        }
    }

    /// True for a place that "the city" may mean: not that of a dateline, and one that no table has only where the words
    /// before it say that it is a place.
    fn is_candidate(&self, reading: &Reading, mention: &Mention) -> bool {
        let document = &reading.document;
        let local = || {
            let before = mention.tokens.start.0.checked_sub(1).map(TokenId);
            let word = before.map_or("", |at| document.form(at)).to_lowercase();
            matches!(word.as_str(), "in" | "at" | "near" | "of" | "from" | "to" | "outside" | "around" | "into")
        };
        !is_dateline(reading, mention) && (self.of.contains_key(&mention.id) || local())
    }

    fn locality(
        &mut self,
        reading: &Reading,
        gazetteer: &Gazetteer,
        mention: &Mention,
        seen: &BTreeMap<MentionId, usize>,
    ) {
        let kinds: &[PlaceKind] = match NounClass::of(&mention.name) {
            Some(NounClass::Capital) => {
                if let Some(capital) = self.capital_meant(reading, gazetteer, mention) {
                    self.of.insert(mention.id, capital);
                }
                return;
            }
            Some(NounClass::Country) => {
                self.of.extend(self.home.map(|home| (mention.id, home)));
                return;
            }
            Some(NounClass::Settlement) => &[PlaceKind::City],
            Some(NounClass::Division) => &[PlaceKind::Admin1, PlaceKind::Admin2],
            _ => return,
        };
        let fits = |id: &MentionId| match self.of.get(id) {
            Some(&place) => kinds.contains(&gazetteer.kind(place)) && !self.around.contains(id),
            None => true,
        };
        // Two names of one place are one: "Marawi", "Marawi City".
        let mut counts: BTreeMap<(Option<PlaceId>, MentionId), usize> = BTreeMap::new();
        for (&id, &count) in seen.iter().filter(|(id, _)| fits(id)) {
            let place = self.of.get(&id).copied();
            let first = counts.keys().find(|(known, _)| place.is_some() && *known == place).copied();
            *counts.entry(first.unwrap_or((place, id))).or_default() += count;
        }
        let most = counts.iter().max_by_key(|(key, count)| (**count, std::cmp::Reverse(**key)));
        let Some((&(place, target), &count)) = most else { return };
        let others = counts.iter().filter(|(key, _)| **key != (place, target)).map(|(_, &count)| count).max();
        if others.is_none() || (count >= FOCUS && others.is_some_and(|other| other * 3 <= count)) {
            self.stands_for.insert(mention.id, target);
            self.of.extend(place.map(|place| (mention.id, place)));
        }
    }

    /// "the Honduran capital", "Honduras's capital"; "the capital" of the country that the text is about.
    fn capital_meant(&self, reading: &Reading, gazetteer: &Gazetteer, mention: &Mention) -> Option<PlaceId> {
        let document = &reading.document;
        if mention.name != "capital" {
            return None;
        }
        let mut country = self.home;
        for back in 1..=MODIFIERS {
            let at = TokenId(mention.tokens.start.0.checked_sub(back)?);
            let form = document.form(at).to_lowercase();
            if ["provincial", "state", "regional", "county", "district", "departmental"].contains(&form.as_str()) {
                return None;
            }
            if let Some(place) = reading.mentions.at(at).and_then(|nation| self.of.get(&nation.id)) {
                country = Some(*place);
                break;
            }
        }
        gazetteer.capital(country?)
    }

    /// The container that a mention names: a part of it where a direction says so.
    pub(super) fn container(&self, mention: MentionId) -> Option<Spot> {
        let place = *self.of.get(&mention)?;
        Some(Spot { place, vagueness: self.vagueness(mention) })
    }

    fn vagueness(&self, mention: MentionId) -> Vagueness {
        match self.parts.get(&mention) {
            Some(&direction) => Vagueness::Part(direction),
            None if self.around.contains(&mention) => Vagueness::Near,
            None => Vagueness::Exact,
        }
    }

    /// Where something is that stands behind a preposition. A place that no table has, or that something is only near,
    /// gives way to what the text puts it into.
    pub(super) fn spot(&self, mention: MentionId, preposition: &str) -> Option<Spot> {
        let near = match preposition {
            "near" | "around" | "by" | "beside" | "close to" | "between" | "towards" => Some(Vagueness::Near),
            "outside" | "off" => Some(Vagueness::Outside),
            _ => None,
        };
        let named = self.stands_for.get(&mention).copied().unwrap_or(mention);
        let place = self.of.get(&mention).or_else(|| self.of.get(&named)).copied();
        let held = || {
            let (holder, _) = self.holders.get(&mention).or_else(|| self.holders.get(&named))?;
            self.container(*holder)
        };
        match (place, near) {
            (Some(_), Some(_)) if held().is_some() => held(),
            (Some(place), Some(vagueness)) => Some(Spot { place, vagueness }),
            (Some(place), None) => Some(Spot { place, vagueness: self.vagueness(mention) }),
            (None, _) => held(),
        }
    }

    /// The name of a place by which documents can be held against one another: that of the gazetteer where it is known.
    pub(super) fn name(&self, reading: &Reading, gazetteer: &Gazetteer, mention: MentionId) -> Option<SmolStr> {
        let named = self.stands_for.get(&mention).copied().unwrap_or(mention);
        if let Some(&place) = self.of.get(&mention).or_else(|| self.of.get(&named)) {
            // Small places of one name are told apart by the words beside them only.
            return gazetteer.place(place).map(|record| gazetteer.bare(&record.name).into());
        }
        let mention = reading.mentions.get(named);
        (mention.kind == MentionKind::Place).then(|| gazetteer.bare(&mention.name).into())
    }
}

/// The places that the document surely names.
fn context(reading: &Reading, gazetteer: &Gazetteer) -> Vec<PlaceId> {
    let mut context: Vec<PlaceId> = Vec::new();
    for mention in &reading.mentions.all {
        if matches!(mention.kind, MentionKind::Place | MentionKind::Other) {
            context.extend(gazetteer.demonym(&mention.name));
        }
        if mention.kind == MentionKind::Place {
            context.extend(gazetteer.resolve(&mention.name, &[]));
        }
    }
    context.sort();
    context.dedup();
    context
}

/// What the claims of a document put each place into.
fn holders(claims: &[Claim]) -> BTreeMap<MentionId, (MentionId, bool)> {
    let mut holders = BTreeMap::new();
    for claim in claims.iter().filter(|claim| matches!(claim.predicate.as_str(), "located" | "located-near")) {
        if let [Filler::Mention(inner), Filler::Mention(outer)] = claim.roles.as_slice() {
            holders.entry(*inner).or_insert((*outer, claim.predicate == "located-near"));
        }
    }
    holders
}

/// The class of the noun that a name goes with: "the province of Anbar", "Anbar province", "the northern city of Mosul".
fn class_beside(reading: &Reading, mention: &Mention) -> Option<NounClass> {
    let document = &reading.document;
    let sentence = document.sentence_of(mention.tokens.start).tokens;
    let class = |id: TokenId| sentence.holds(id).then(|| NounClass::of(&document.token(id).lemma)).flatten();
    if let Some(after) = class(mention.tokens.end) {
        return Some(after);
    }
    let mut before = mention.tokens.start.0.checked_sub(1)?;
    if document.form(TokenId(before)).eq_ignore_ascii_case("the") {
        before = before.checked_sub(1)?;
    }
    let of = document.form(TokenId(before)) == "of";
    class(TokenId(if of { before.checked_sub(1)? } else { before }))
}

/// The direction before a name: "northern Mali", "the north of Mali", "southern Anbar province".
fn direction_before(reading: &Reading, mention: &Mention) -> Option<Direction> {
    let document = &reading.document;
    let form = |back: u32| mention.tokens.start.0.checked_sub(back).map(|at| document.form(TokenId(at)));
    let last = form(1)?;
    let mut word = last.to_owned();
    let mut back = 1;
    if last == "the" || last == "of" {
        back = if last == "the" { 3 } else { 2 };
        word = form(back)?.to_owned();
        let of = form(back - 1)? == "of";
        let phrase = form(back + 1).is_some_and(|before| before.eq_ignore_ascii_case("the"));
        if !of || !phrase || word.ends_with("ern") {
            return None;
        }
    }
    // "north-western" stands as three words.
    if form(back + 1) == Some("-") {
        word = format!("{}{word}", form(back + 2)?);
    }
    Direction::read(&word)
}

/// True for a name in a dateline: in the first words of a paragraph, before a dash.
fn is_dateline(reading: &Reading, mention: &Mention) -> bool {
    let document = &reading.document;
    let sentence = document.sentence_of(mention.tokens.start).tokens;
    mention.tokens.start.0 < sentence.start.0 + 4
        && document.text(mention.tokens).chars().all(|letter| !letter.is_lowercase())
}
