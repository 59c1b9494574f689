//! Whether a place lies where it is put: the ground of the rule on geography.

use super::{Comparison, Gazetteer, PlaceId, PlaceKind, Relation, Spot};
use crate::verdict::Verdict;

/// A town this near to the container's towns may be counted to it.
const MARGIN: f64 = 40.0;
/// Places with fewer inhabitants than this are too little known to say that no other has their name.
const WELL_KNOWN: u64 = 50_000;

impl Gazetteer {
    /// Whether a place of a name lies in a container, as in "Leeds, Scotland" or "Kut in Anbar province".
    ///
    /// *Same*: some place of the name lies there. *Different*: none does, the container is a country or a first-order
    /// division, and the name is that of a well-known place well away from it. *Unknown* otherwise.
    pub fn located(&self, name: &str, container: &Spot) -> Comparison {
        let comparison = self.lies_far_from(name, container);
        let likeliest = self.lookup(name).first().copied();
        let known = likeliest.is_some_and(|place| self.is_well_known(place));
        let bounded = matches!(self.kind(container.place), PlaceKind::Country | PlaceKind::Admin1);
        match comparison.verdict {
            Verdict::Different if !known => unknown(format!("{name} is not known well enough")),
            Verdict::Different if !bounded => {
                unknown(format!("{} has no border to go by", self.describe(container.place)))
            }
            _ => comparison,
        }
    }

    /// The same, whatever is known of the place and the container: *different* when there are places of the name, and
    /// none lies in the container or close to it.
    pub fn lies_far_from(&self, name: &str, container: &Spot) -> Comparison {
        let places = self.lookup(name);
        let holder = container.place;
        let title = self.describe(holder);
        let Some(&likeliest) = places.first() else { return unknown(format!("no place is known as {name}")) };
        // On the other side of a country than the one named: "Pemba in southern Mozambique".
        if let Some(&place) = places.iter().find(|&&place| self.contains(holder, place)) {
            let comparison = self.compare(&Spot::exact(place), container);
            let reason = format!("{} lies in {title}", self.describe(place));
            return match comparison.verdict {
                Verdict::Different if self.is_well_known(place) => comparison,
                Verdict::Different => unknown(comparison.reason),
                _ => Comparison { verdict: Verdict::Same, relation: Relation::Inside, reason },
            };
        }
        // "Arkansas, Colorado and Utah" is a list: a place as large as the container was not put into it.
        if self.kind(holder).is_division() && self.kind(likeliest) <= self.kind(holder) {
            return unknown(format!("{name} is no smaller than {title}"));
        }
        // "Massachusetts, Georgia and Ohio": a state listed beside one of the country's name.
        let other = self.place(holder).map_or_else(Vec::new, |place| self.lookup(&place.name));
        let beside = |place: &PlaceId| *place != holder && self.kind(*place) == self.kind(likeliest);
        if self.kind(likeliest) == PlaceKind::Admin1 && other.iter().any(beside) {
            return unknown(format!("{title} may be the division of the name"));
        }
        if !self.kind(holder).is_division() {
            return unknown(format!("{title} has no border to go by"));
        }
        for &place in &places {
            if !matches!(self.kind(place), PlaceKind::City | PlaceKind::Admin1 | PlaceKind::Admin2) {
                return unknown(format!("{name} may be larger than {title}"));
            }
            let relation = self.compare(&Spot::exact(place), container);
            let near = self.gap(place, holder).is_some_and(|distance| distance < MARGIN);
            if relation.verdict != Verdict::Different || near {
                return unknown(relation.reason);
            }
        }
        let reason = format!("{name} is {}, not in {title}", self.describe(likeliest));
        Comparison { verdict: Verdict::Different, relation: Relation::Disjoint, reason }
    }

    fn is_well_known(&self, id: PlaceId) -> bool {
        self.place(id).is_some_and(|place| place.population >= WELL_KNOWN || place.capital)
    }
}

fn unknown(reason: String) -> Comparison {
    Comparison { verdict: Verdict::Unknown, relation: Relation::Unclear, reason }
}
