//! How the cost of a timeline network grows with the number of events.

use divan::Bencher;
use gainsay::engine::network::{Network, Variable};

fn main() {
    divan::main();
}

/// Five constraints an event, as from documents that date events and order them: most hold, some contradict others.
fn build(events: usize, wrong: u64) -> (Network, Variable, usize) {
    let mut network = Network::default();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let origin = network.variable();
    let variables: Vec<Variable> = (0..events).map(|_| network.variable()).collect();
    let days: Vec<i64> = (0..events).map(|_| random(20_000) as i64).collect();
    let mut conflicts = 0;
    for at in 0..events {
        let slack = random(400) as i64;
        conflicts += usize::from(network.at_most(variables[at], origin, days[at] + slack).is_err());
        conflicts += usize::from(network.at_least(variables[at], origin, days[at] - slack).is_err());
        for _ in 0..3 {
            let other = random(events as u64) as usize;
            let apart = days[at] - days[other];
            let off = if random(1000) < wrong { 500 } else { random(30) as i64 };
            let bound = if random(1000) < wrong { apart - off } else { apart + off };
            conflicts += usize::from(network.at_most(variables[at], variables[other], bound).is_err());
        }
    }
    (network, origin, conflicts)
}

#[divan::bench(args = [1_250, 2_500, 5_000, 10_000, 20_000])]
fn consistent(bencher: Bencher, events: usize) {
    bencher.bench(|| build(events, 0));
}

#[divan::bench(args = [1_250, 2_500, 5_000, 10_000, 20_000])]
fn with_conflicts(bencher: Bencher, events: usize) {
    bencher.bench(|| build(events, 20));
}

#[divan::bench(args = [1_250, 2_500, 5_000, 10_000, 20_000])]
fn bounds(bencher: Bencher, events: usize) {
    let (network, origin, _) = build(events, 0);
    bencher.bench_local(|| network.bounds(origin));
}
