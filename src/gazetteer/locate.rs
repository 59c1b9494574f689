//! Whether a place lies where it is put: the ground of the rule on geography.

use super::{Comparison, Gazetteer, PlaceId, PlaceKind, Relation};
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
    pub fn located(&self, name: &str, container: &str) -> Comparison {
        let unknown = |reason: String| Comparison { verdict: Verdict::Unknown, relation: Relation::Unclear, reason };
        let (places, holders) = (self.lookup(name), self.containers(container));
        let (Some(&likeliest), Some(_)) = (places.first(), holders.first()) else {
            return unknown(format!("no place is known as {}", if places.is_empty() { name } else { container }));
        };
        for &holder in &holders {
            if let Some(&place) = places.iter().find(|&&place| self.contains(holder, place)) {
                let reason = format!("{} lies in {container}", self.describe(place));
                return Comparison { verdict: Verdict::Same, relation: Relation::Inside, reason };
            }
        }
        // "Arkansas, Colorado and Utah" is a list: a place as large as the container was not put into it.
        if holders.iter().any(|&holder| self.kind(holder).is_division() && self.kind(likeliest) <= self.kind(holder)) {
            return unknown(format!("{name} is no smaller than {container}"));
        }
        let bounded = |id: &PlaceId| matches!(self.kind(*id), PlaceKind::Country | PlaceKind::Admin1);
        // Small namesakes of a well-known container do not count: "Iraq" is no hamlet.
        let known: Vec<PlaceId> = holders.into_iter().filter(bounded).collect();
        if known.is_empty() {
            return unknown(format!("{container} has no border to go by"));
        }
        if !self.is_well_known(likeliest) {
            return unknown(format!("{name} is not known well enough"));
        }
        for &place in &places {
            if !matches!(self.kind(place), PlaceKind::City | PlaceKind::Admin1 | PlaceKind::Admin2) {
                return unknown(format!("{name} may be larger than {container}"));
            }
            for &holder in &known {
                let relation = self.compare(&super::Spot::exact(place), &super::Spot::exact(holder));
                let near = self.gap(place, holder).is_some_and(|distance| distance < MARGIN);
                if relation.verdict != Verdict::Different || near {
                    return unknown(relation.reason);
                }
            }
        }
        let reason = format!("{name} is {}, not in {container}", self.describe(likeliest));
        Comparison { verdict: Verdict::Different, relation: Relation::Disjoint, reason }
    }

    fn is_well_known(&self, id: PlaceId) -> bool {
        self.place(id).is_some_and(|place| place.population >= WELL_KNOWN || place.capital)
    }
}
