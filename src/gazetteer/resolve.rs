//! Which of the places of one name is meant.

use super::{Gazetteer, PlaceId, PlaceKind};

/// A place of an eighth of the inhabitants or fewer is no rival to the likelier one.
const RIVAL: f64 = 0.9;
/// A place with fewer inhabitants than this, on a scale of powers of ten, is not meant without its country.
const KNOWN: f64 = 4.9;

/// The same of the only place that may be meant.
const LIKELY: f64 = 4.3;

impl Gazetteer {
    /// The place that a name means in the context of other places, which are those the document surely names: its
    /// dateline, its countries, its divisions. None when the name is unknown or more than one place may be meant.
    pub fn resolve(&self, name: &str, context: &[PlaceId]) -> Option<PlaceId> {
        let found = self.lookup(name);
        let countries: Vec<PlaceId> = context.iter().filter_map(|&place| self.country(place)).collect();
        let local: Vec<PlaceId> = found
            .iter()
            .copied()
            .filter(|&place| {
                let at_home = self.country(place).is_some_and(|country| countries.contains(&country));
                at_home || context.iter().any(|&other| self.contains(other, place) || self.contains(place, other))
            })
            .collect();
        let closest: Vec<PlaceId> = local
            .iter()
            .copied()
            .filter(|&place| {
                context.iter().any(|&other| self.kind(other) != PlaceKind::Country && self.contains(other, place))
            })
            .collect();
        // A country of the name outweighs a village of the name in the country at hand.
        let famous = found.first().filter(|&&place| self.kind(place) == PlaceKind::Country);
        if let Some(&famous) =
            famous.filter(|famous| local.iter().all(|&place| place == **famous || self.weight(place) < KNOWN))
        {
            return (!local.is_empty() || self.unrivalled(&found)).then_some(famous);
        }
        match (local.is_empty(), closest.is_empty()) {
            (true, _) => Some(*found.first()?).filter(|&place| self.weight(place) >= KNOWN && self.unrivalled(&found)),
            (_, true) => Some(local[0]).filter(|_| self.unrivalled(&local)),
            _ => Some(closest[0]).filter(|_| self.unrivalled(&closest)),
        }
    }

    /// The place that a name most likely means where nothing else is known: of at least 20,000 inhabitants and without a
    /// rival.
    pub fn likely(&self, name: &str) -> Option<PlaceId> {
        let found = self.lookup(name);
        found.first().copied().filter(|&place| self.weight(place) >= LIKELY && self.unrivalled(&found))
    }

    /// Resolves the names of one document together: those that are clear by themselves give the context of the rest.
    pub fn resolve_all(&self, names: &[&str], dateline: &[PlaceId]) -> Vec<Option<PlaceId>> {
        let mut context = dateline.to_vec();
        context.extend(names.iter().filter_map(|name| self.resolve(name, dateline)));
        context.sort();
        context.dedup();
        names.iter().map(|name| self.resolve(name, &context)).collect()
    }

    /// True when no other place of the list but those within or around the first comes near it in weight.
    fn unrivalled(&self, found: &[PlaceId]) -> bool {
        let Some((&first, others)) = found.split_first() else { return false };
        let weight = self.weight(first);
        others.iter().all(|&other| {
            self.contains(first, other) || self.contains(other, first) || self.weight(other) + RIVAL < weight
        })
    }

    fn weight(&self, id: PlaceId) -> f64 {
        match self.place(id) {
            // The bonus of a capital says which is likelier, not that the other is out of the question.
            Some(place) if place.capital => place.weight() - 1.5,
            // The state of Georgia is as good a reading as the country.
            Some(place) if place.kind == PlaceKind::Country => place.weight().min(7.0),
            Some(place) => place.weight(),
            None => 0.0,
        }
    }
}
