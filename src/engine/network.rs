//! Simple temporal networks: bounds on the differences of times, and the fewest of them that cannot all hold.
//!
//! A variable is the unknown day of an event, a constraint bounds how much later one variable is than another. The
//! constraints hold together exactly when the graph with an edge for every constraint has no cycle of negative length
//! (R. Dechter, I. Meiri and J. Pearl, *Temporal constraint networks*, Artificial Intelligence 49, 1991). The network is
//! always consistent: a constraint that would close a negative cycle is refused, and the refusal names the shortest such
//! cycle. A feasible day for every variable is kept at hand and mended with each addition (S. Cotton and O. Maler, *Fast
//! and flexible difference constraint propagation for DPLL(T)*, SAT 2006), so that an addition costs only what it moves.
//!
//! ```
//! use gainsay::engine::network::Network;
//!
//! let mut network = Network::default();
//! let (blast, arrest, trial) = (network.variable(), network.variable(), network.variable());
//! let a = network.at_least(arrest, blast, 7).unwrap(); // the arrest came a week after the blast or later
//! let b = network.at_least(trial, arrest, 1).unwrap(); // the trial came after the arrest
//! let conflict = network.at_most(trial, blast, 5).unwrap_err(); // the trial came within five days of the blast
//! assert_eq!(conflict.others, [b, a]);
//! assert_eq!(conflict.excess, 3); // eight days at least, five at most
//! ```

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// The day of an event, as an unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable(u32);

/// A constraint of a network, numbered in the order of addition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstraintId(pub u32);

/// Why a constraint was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The constraints that cannot hold together with the refused one, in the order in which they follow one another
    /// around the cycle. No cycle through the refused constraint has fewer. Empty when the constraint contradicts itself.
    pub others: Vec<ConstraintId>,
    /// By how many days the cycle fails: the least change of one bound that would mend it.
    pub excess: i64,
}

/// A point to which a network can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    edges: usize,
    variables: usize,
}

/// Variables and the bounds on their differences, always consistent.
#[derive(Clone, Debug, Default)]
pub struct Network {
    edges: Vec<Edge>,
    leaving: Vec<Vec<u32>>,
    entering: Vec<Vec<u32>>,
    /// A feasible solution: `day[to] <= day[from] + weight` for every edge.
    day: Vec<i64>,
    scratch: Scratch,
}

/// `to - from <= weight`.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: u32,
    to: u32,
    weight: i64,
}

/// Room that additions use again, so that each clears only what it touched.
#[derive(Clone, Debug, Default)]
struct Scratch {
    /// The days by which a variable has to move, at most zero.
    move_by: Vec<i64>,
    /// The new days of the variables that moved.
    moved: Vec<Option<i64>>,
    touched: Vec<u32>,
}

/// Bounds farther apart than this many days, some three million years, count as this many; sums then cannot overflow.
const LIMIT: i64 = 1 << 30;

impl Network {
    /// A new variable, about which nothing is known.
    pub fn variable(&mut self) -> Variable {
        let number = self.day.len() as u32;
        self.day.push(0);
        self.leaving.push(Vec::new());
        self.entering.push(Vec::new());
        self.scratch.move_by.push(0);
        self.scratch.moved.push(None);
        Variable(number)
    }

    /// The number of variables.
    pub fn variables(&self) -> usize {
        self.day.len()
    }

    /// The number of constraints that hold.
    pub fn constraints(&self) -> usize {
        self.edges.len()
    }

    /// Adds `x - y <= days`, unless it contradicts what the network holds; the network is then as before.
    pub fn at_most(&mut self, x: Variable, y: Variable, days: i64) -> Result<ConstraintId, Conflict> {
        let edge = Edge { from: y.0, to: x.0, weight: days.clamp(-LIMIT, LIMIT) };
        if edge.from == edge.to && edge.weight < 0 {
            return Err(Conflict { others: Vec::new(), excess: -edge.weight });
        }
        if !self.mend(edge) {
            return Err(self.shortest_cycle(edge));
        }
        let number = self.edges.len() as u32;
        self.edges.push(edge);
        self.leaving[edge.from as usize].push(number);
        self.entering[edge.to as usize].push(number);
        Ok(ConstraintId(number))
    }

    /// Adds `x - y >= days`.
    pub fn at_least(&mut self, x: Variable, y: Variable, days: i64) -> Result<ConstraintId, Conflict> {
        self.at_most(y, x, days.saturating_neg())
    }

    /// Where the network stands now.
    pub fn mark(&self) -> Mark {
        Mark { edges: self.edges.len(), variables: self.day.len() }
    }

    /// Takes back every constraint and variable added since a mark. Readings can so be tried one after another.
    pub fn undo(&mut self, mark: Mark) {
        while self.edges.len() > mark.edges {
            let Some(edge) = self.edges.pop() else { break };
            self.leaving[edge.from as usize].pop();
            self.entering[edge.to as usize].pop();
        }
        self.day.truncate(mark.variables);
        self.leaving.truncate(mark.variables);
        self.entering.truncate(mark.variables);
        self.scratch.move_by.truncate(mark.variables);
        self.scratch.moved.truncate(mark.variables);
    }

    /// The least and the greatest `v - origin` that the constraints leave to every variable `v`; none where they leave it
    /// open.
    pub fn bounds(&self, origin: Variable) -> Vec<(Option<i64>, Option<i64>)> {
        let most = self.distances(origin, &self.leaving, |edge| (edge.from, edge.to));
        let least = self.distances(origin, &self.entering, |edge| (edge.to, edge.from));
        let own = self.day[origin.0 as usize];
        let real = |at: usize, cost: &Option<i64>, sign: i64| cost.map(|cost| sign * cost + self.day[at] - own);
        (0..self.day.len()).map(|at| (real(at, &least[at], -1), real(at, &most[at], 1))).collect()
    }

    /// The greatest `x - y` that the constraints allow, with the fewest constraints that prove it, in order from `y` to
    /// `x`; none when they leave it open.
    pub fn proof(&self, x: Variable, y: Variable) -> Option<(i64, Vec<ConstraintId>)> {
        let cost = self.distances(y, &self.leaving, |edge| (edge.from, edge.to))[x.0 as usize]?;
        let path = self.fewest(y.0, x.0, cost + 1)?;
        Some((cost + self.day[x.0 as usize] - self.day[y.0 as usize], path.1))
    }

    /// The length of an edge against the feasible solution: never negative, and zero where there is no room.
    fn reduced(&self, edge: Edge) -> i64 {
        self.day[edge.from as usize] + edge.weight - self.day[edge.to as usize]
    }

    /// Moves days so that the edge holds too; false, with nothing moved, when no days do.
    fn mend(&mut self, edge: Edge) -> bool {
        let first = self.reduced(edge);
        if first >= 0 {
            return true;
        }
        let mut queue = BinaryHeap::from([Reverse((first, edge.to))]);
        self.scratch.move_by[edge.to as usize] = first;
        self.scratch.touched.push(edge.to);
        let mut consistent = true;
        while let Some(Reverse((by, at))) = queue.pop() {
            let here = at as usize;
            if self.scratch.moved[here].is_some() || self.scratch.move_by[here] != by {
                continue;
            }
            if at == edge.from {
                consistent = false;
                break;
            }
            let day = self.day[here] + by;
            self.scratch.moved[here] = Some(day);
            for &number in &self.leaving[here] {
                let Edge { to, weight, .. } = self.edges[number as usize];
                let by = day + weight - self.day[to as usize];
                if self.scratch.moved[to as usize].is_none() && by < self.scratch.move_by[to as usize] {
                    self.scratch.move_by[to as usize] = by;
                    self.scratch.touched.push(to);
                    queue.push(Reverse((by, to)));
                }
            }
        }
        for at in std::mem::take(&mut self.scratch.touched) {
            let moved = self.scratch.moved[at as usize].take();
            self.scratch.move_by[at as usize] = 0;
            if let Some(day) = moved.filter(|_| consistent) {
                self.day[at as usize] = day;
            }
        }
        consistent
    }

    /// The negative cycle with the fewest constraints that an edge would close.
    fn shortest_cycle(&self, edge: Edge) -> Conflict {
        // A path back costs its reduced length, and all that cost less than the edge lacks close a negative cycle.
        let lacks = -self.reduced(edge);
        match self.fewest(edge.to, edge.from, lacks) {
            Some((cost, others)) => Conflict { others, excess: lacks - cost },
            None => Conflict { others: Vec::new(), excess: lacks },
        }
    }

    /// The path of fewest edges between two variables whose reduced length is below a limit; of several the shortest, and
    /// of equal ones that over edges added first. Found layer by layer, where a layer holds the variables that one more
    /// edge reaches more cheaply than all fewer did.
    fn fewest(&self, from: u32, to: u32, limit: i64) -> Option<(i64, Vec<ConstraintId>)> {
        if from == to {
            return (limit > 0).then(|| (0, Vec::new()));
        }
        struct Step {
            at: u32,
            cost: i64,
            edge: u32,
            parent: usize,
        }
        let mut cheapest = HashMap::from([(from, 0)]);
        let mut steps = vec![Step { at: from, cost: 0, edge: 0, parent: 0 }];
        let mut layer = 0..1;
        while !layer.is_empty() {
            let next = steps.len();
            // The place in this layer of each variable that it has reached already.
            let mut places = HashMap::new();
            for parent in layer.clone() {
                let Step { at, cost, .. } = steps[parent];
                for &number in &self.leaving[at as usize] {
                    let edge = self.edges[number as usize];
                    let cost = cost + self.reduced(edge);
                    if cost >= limit || cheapest.get(&edge.to).is_some_and(|&known| known <= cost) {
                        continue;
                    }
                    cheapest.insert(edge.to, cost);
                    let step = Step { at: edge.to, cost, edge: number, parent };
                    match places.get(&edge.to) {
                        Some(&place) => steps[place] = step,
                        None => {
                            places.insert(edge.to, steps.len());
                            steps.push(step);
                        }
                    }
                }
            }
            if let Some(&end) = places.get(&to) {
                let mut path = Vec::new();
                let mut place = end;
                while place != 0 {
                    path.push(ConstraintId(steps[place].edge));
                    place = steps[place].parent;
                }
                path.reverse();
                return Some((steps[end].cost, path));
            }
            layer = next..steps.len();
        }
        None
    }

    /// Reduced distances from a variable (E. W. Dijkstra, 1959), over edges in either direction.
    fn distances(&self, origin: Variable, edges: &[Vec<u32>], ends: impl Fn(Edge) -> (u32, u32)) -> Vec<Option<i64>> {
        let mut distances = vec![None; self.day.len()];
        let mut queue = BinaryHeap::from([Reverse((0, origin.0))]);
        while let Some(Reverse((cost, at))) = queue.pop() {
            if distances[at as usize].is_some() {
                continue;
            }
            distances[at as usize] = Some(cost);
            for &number in &edges[at as usize] {
                let edge = self.edges[number as usize];
                let (_, to) = ends(edge);
                if distances[to as usize].is_none() {
                    queue.push(Reverse((cost + self.reduced(edge), to)));
                }
            }
        }
        distances
    }
}

#[cfg(test)]
mod tests;
