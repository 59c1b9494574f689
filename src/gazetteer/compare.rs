//! Three-valued comparison of places.
//!
//! *Different* is said only when two places cannot be one on any reading: neither holds the other, their borders or
//! built-up areas are well apart, and no dispute or vague region joins them.

use serde::Serialize;

use super::{Gazetteer, PlaceId, PlaceKind, Point, Spot, Vagueness};
use crate::verdict::Verdict;

/// Two towns nearer than this are not told apart: one may be given for the other.
const NEIGHBOURS: f64 = 30.0;
/// A town nearer than this to a place in a division may be thought to lie in that division.
const BORDER: f64 = 25.0;
/// What "near" and "outside" may reach.
const VICINITY: f64 = 80.0;
/// The towns of two divisions that share a border are no farther apart than this, deserts left out.
const EMPTY: f64 = 150.0;

/// The outcome of comparing two places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Whether they can be one place.
    pub verdict: Verdict,
    /// How they lie.
    pub relation: Relation,
    /// Why, in words for the editor.
    pub reason: String,
}

/// How two places lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// They are one place.
    Equal,
    /// The first lies in the second.
    Inside,
    /// The first holds the second.
    Contains,
    /// They touch or lie close.
    Close,
    /// They lie apart.
    Disjoint,
    /// Nothing can be said.
    Unclear,
}

/// A box of degrees.
#[derive(Clone, Copy)]
struct Extent {
    low: Point,
    high: Point,
}

impl Extent {
    /// About how far two boxes are apart, in kilometres; 0 when they overlap.
    fn gap(self, other: Self) -> f64 {
        let lat = (self.low.lat - other.high.lat).max(other.low.lat - self.high.lat).max(0.0);
        let lon = (self.low.lon - other.high.lon).max(other.low.lon - self.high.lon).max(0.0);
        let narrowing = self.low.lat.abs().max(other.high.lat.abs()).to_radians().cos();
        111.0 * lat.hypot(lon * narrowing)
    }
}

impl Gazetteer {
    /// Compares two places.
    pub fn compare(&self, one: &Spot, other: &Spot) -> Comparison {
        let same = |relation, reason: String| Comparison { verdict: Verdict::Same, relation, reason };
        let unknown = |relation, reason: String| Comparison { verdict: Verdict::Unknown, relation, reason };
        let (a, b) = (self.show(one), self.show(other));
        let outside = [one, other].iter().any(|spot| spot.vagueness == Vagueness::Outside);
        if one.place == other.place {
            if let (Vagueness::Part(side), Vagueness::Part(opposite)) = (one.vagueness, other.vagueness)
                && side.is_opposite(opposite)
            {
                let reason = format!("{a} and {b} are opposite parts");
                return Comparison { verdict: Verdict::Different, relation: Relation::Disjoint, reason };
            }
            return match one.vagueness == other.vagueness {
                true => same(Relation::Equal, format!("{a} is {b}")),
                false if outside => unknown(Relation::Close, format!("{a} is close to {b}")),
                false => same(Relation::Equal, format!("{a} and {b} are of one place")),
            };
        }
        if self.contains(one.place, other.place) {
            return self.nested(one, other, Relation::Contains, format!("{b} lies in {a}"));
        }
        if self.contains(other.place, one.place) {
            return self.nested(other, one, Relation::Inside, format!("{a} lies in {b}"));
        }
        if let Some(reason) = self.joined(one.place, other.place) {
            return unknown(Relation::Unclear, reason);
        }
        self.apart(one, other, &a, &b)
    }

    /// Compares two phrases over all their readings: different only when every reading is, same when the likeliest
    /// readings are.
    pub fn compare_names(&self, one: &str, other: &str) -> Comparison {
        let (these, those) = (self.read(one), self.read(other));
        let mut best: Option<Comparison> = None;
        for (spot, known) in these.iter().flat_map(|spot| those.iter().map(move |known| (spot, known))) {
            let comparison = self.compare(spot, known);
            let first = best.is_none();
            match comparison.verdict {
                Verdict::Same if first => return comparison,
                Verdict::Different => best = best.or(Some(comparison)),
                _ => {
                    let relation = Relation::Unclear;
                    let reason = format!("on one reading, {}", comparison.reason);
                    return match comparison.verdict {
                        Verdict::Same => Comparison { verdict: Verdict::Unknown, relation, reason },
                        _ => Comparison { reason, ..comparison },
                    };
                }
            }
        }
        best.unwrap_or_else(|| {
            let name = if these.is_empty() { one } else { other };
            let reason = format!("no place is known as {name}");
            Comparison { verdict: Verdict::Unknown, relation: Relation::Unclear, reason }
        })
    }

    fn nested(&self, outer: &Spot, inner: &Spot, relation: Relation, reason: String) -> Comparison {
        let verdict = match outer.vagueness {
            Vagueness::Exact | Vagueness::Near => Verdict::Same,
            Vagueness::Part(direction) if self.is_on_other_side(outer.place, inner, direction) => {
                let reason = format!("{reason}, but on the side away from {}", self.show(outer));
                return Comparison { verdict: Verdict::Different, relation: Relation::Disjoint, reason };
            }
            Vagueness::Part(_) => Verdict::Same,
            Vagueness::Outside => Verdict::Unknown,
        };
        Comparison { verdict, relation, reason }
    }

    /// A reason why two places that do not hold one another may still be one.
    fn joined(&self, one: PlaceId, other: PlaceId) -> Option<String> {
        for (a, b) in [(one, other), (other, one)] {
            for &(part, claimant) in &self.overlay.disputes {
                if self.contains(part, a) && self.contains(claimant, b) {
                    return Some(format!("what belongs to {} is disputed", self.name(part)));
                }
            }
            if self.kind(a) == PlaceKind::Continent {
                let country = self.country(b);
                if country.is_none_or(|country| self.overlay.two_continents.contains(&country)) {
                    return Some(format!("{} may be counted to {}", self.name(b), self.name(a)));
                }
            }
            if let Some(region) = self.region(a) {
                let touches = |&part: &PlaceId| self.contains(part, b) || self.contains(b, part);
                let borders = |&part: &PlaceId| touches(&part) || self.share_border(part, b);
                if region.everywhere || region.covers.iter().any(borders) || region.touches.iter().any(touches) {
                    return Some(format!("{} may reach to {}", self.name(a), self.name(b)));
                }
                let parts = region.covers.iter().chain(&region.touches);
                if self.region(b).is_some_and(|other| {
                    let others: Vec<&PlaceId> = other.covers.iter().chain(&other.touches).collect();
                    let meets = |&part: &PlaceId| {
                        others.iter().any(|&&other| self.contains(part, other) || self.contains(other, part))
                    };
                    other.everywhere || parts.clone().any(meets)
                }) {
                    return Some(format!("{} and {} may overlap", self.name(a), self.name(b)));
                }
            }
        }
        None
    }

    /// The verdict on two places of the tree, neither of which holds the other.
    fn apart(&self, one: &Spot, other: &Spot, a: &str, b: &str) -> Comparison {
        let close = |reason| Comparison { verdict: Verdict::Unknown, relation: Relation::Close, reason };
        let different = |reason| Comparison { verdict: Verdict::Different, relation: Relation::Disjoint, reason };
        let vague = [one, other].iter().any(|spot| spot.vagueness.is_vague());
        let slack = [one, other].iter().map(|spot| self.slack(spot)).sum::<f64>();
        if let Some(distance) = self.gap(one.place, other.place) {
            if distance <= slack {
                return close(format!("{a} and {b} are close to one another"));
            }
            if self.kind(one.place) == PlaceKind::City && self.kind(other.place) == PlaceKind::City {
                return different(format!("{a} and {b} are {distance:.0} km apart"));
            }
        }
        let city = [one, other].iter().any(|spot| self.kind(spot.place) == PlaceKind::City);
        if vague && !city && self.share_border(one.place, other.place) {
            return close(format!("{a} and {b} may meet"));
        }
        different(format!("{a} does not lie in {b}, nor the other way round"))
    }

    /// How far a spot may reach beyond the points the gazetteer has for it, in kilometres.
    fn slack(&self, spot: &Spot) -> f64 {
        let base = match self.place(spot.place) {
            Some(place) if place.kind == PlaceKind::City => NEIGHBOURS / 2.0 + place.reach(),
            _ => BORDER - NEIGHBOURS / 2.0,
        };
        base + if matches!(spot.vagueness, Vagueness::Near | Vagueness::Outside) { VICINITY } else { 0.0 }
    }

    /// The distance between two towns, or between a town and the nearest town of a division; none for two divisions.
    pub(super) fn gap(&self, one: PlaceId, other: PlaceId) -> Option<f64> {
        let is_city = |id| self.kind(id) == PlaceKind::City;
        match (is_city(one), is_city(other)) {
            (true, true) => Some(self.compiled.point(one)?.distance(self.compiled.point(other)?)),
            (true, false) => {
                let point = self.compiled.point(one)?;
                let towns = self.compiled.descendants(other).filter(|&place| is_city(place));
                towns.filter_map(|town| self.compiled.point(town)).fold(None, |nearest: Option<f64>, town| {
                    // A degree of latitude is 111 km: most towns are ruled out before the sphere is asked.
                    let apart = (town.lat - point.lat).abs() * 111.0;
                    match nearest {
                        Some(nearest) if apart >= nearest => Some(nearest),
                        _ => Some(nearest.unwrap_or(f64::INFINITY).min(town.distance(point))),
                    }
                })
            }
            (false, true) => self.gap(other, one),
            (false, false) => None,
        }
    }

    /// True when two places may share a border: two divisions of one country, or places of neighbouring countries.
    fn share_border(&self, one: PlaceId, other: PlaceId) -> bool {
        let (Some(country), Some(next)) = (self.country(one), self.country(other)) else { return true };
        if country != next {
            return self.overlay.neighbours.get(&country).is_some_and(|list| list.contains(&next));
        }
        match (self.extent(one), self.extent(other)) {
            (Some(here), Some(there)) => here.gap(there) < EMPTY,
            _ => true,
        }
    }

    /// The smallest box of degrees around the towns of a place; none when it has no town.
    fn extent(&self, id: PlaceId) -> Option<Extent> {
        let points = self.compiled.descendants(id).filter(|&place| self.kind(place) == PlaceKind::City);
        let points = points.filter_map(|town| self.compiled.point(town));
        points.map(|point| Extent { low: point, high: point }).reduce(|one, other| Extent {
            low: Point { lat: one.low.lat.min(other.low.lat), lon: one.low.lon.min(other.low.lon) },
            high: Point { lat: one.high.lat.max(other.high.lat), lon: one.high.lon.max(other.high.lon) },
        })
    }

    /// True when a town or a division lies in the quarter of a place that is farthest from the side named.
    fn is_on_other_side(&self, outer: PlaceId, inner: &Spot, side: super::Direction) -> bool {
        let small = self.kind(inner.place) == PlaceKind::City || self.kind(outer) == PlaceKind::Country;
        let exact = small && inner.vagueness == Vagueness::Exact;
        let division = matches!(self.kind(outer), PlaceKind::Country | PlaceKind::Admin1);
        let Some(point) = self.compiled.point(inner.place).filter(|_| exact && division) else { return false };
        let towns = self.compiled.descendants(outer).filter(|&place| self.kind(place) == PlaceKind::City);
        let points: Vec<_> = towns.filter_map(|town| self.compiled.point(town)).collect();
        let (north, east) = side.axes();
        let opposite = |axis: i8, value: f64, values: Vec<f64>| {
            let least = values.iter().copied().fold(f64::INFINITY, f64::min);
            let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let share = (value - least) / (most - least);
            points.len() >= 20 && most - least > 1.0 && if axis > 0 { share < 0.25 } else { share > 0.75 }
        };
        north != 0 && opposite(north, point.lat, points.iter().map(|point| point.lat).collect())
            || east != 0 && opposite(east, point.lon, points.iter().map(|point| point.lon).collect())
    }

    fn name(&self, id: PlaceId) -> String {
        self.place(id).map_or_else(String::new, |place| place.name.to_string())
    }

    fn show(&self, spot: &Spot) -> String {
        let name = self.name(spot.place);
        match spot.vagueness {
            Vagueness::Exact => name,
            Vagueness::Near => format!("near {name}"),
            Vagueness::Outside => format!("outside {name}"),
            Vagueness::Part(direction) => format!("{} {name}", direction.adjective()),
        }
    }
}
