use proptest::prelude::*;

use super::*;

/// Constraints `x - y <= days` over a few variables.
fn constraints() -> impl Strategy<Value = Vec<(u32, u32, i64)>> {
    prop::collection::vec((0..7u32, 0..7u32, -6..12i64), 0..40)
}

fn network(count: u32) -> Network {
    let mut network = Network::default();
    for _ in 0..count {
        network.variable();
    }
    network
}

/// Shortest paths between all variables (R. W. Floyd, 1962), to compare with.
fn all_distances(kept: &[(u32, u32, i64)]) -> [[Option<i64>; 7]; 7] {
    let mut table = [[None; 7]; 7];
    for (at, row) in table.iter_mut().enumerate() {
        row[at] = Some(0);
    }
    for &(x, y, days) in kept {
        let cell: &mut Option<i64> = &mut table[y as usize][x as usize];
        *cell = Some(cell.map_or(days, |known| known.min(days)));
    }
    for by in 0..7 {
        for from in 0..7 {
            for to in 0..7 {
                if let (Some(first), Some(second)) = (table[from][by], table[by][to]) {
                    table[from][to] = Some(table[from][to].map_or(first + second, |known| known.min(first + second)));
                }
            }
        }
    }
    table
}

/// The least length of a path of exactly so many edges, by trying them all.
fn least_by_edges(kept: &[(u32, u32, i64)], from: u32, to: u32, edges: usize) -> Option<i64> {
    let mut reach = [None; 7];
    reach[from as usize] = Some(0);
    for _ in 0..edges {
        let mut next = [None; 7];
        for &(x, y, days) in kept {
            if let Some(cost) = reach[y as usize] {
                let cell: &mut Option<i64> = &mut next[x as usize];
                *cell = Some(cell.map_or(cost + days, |known| known.min(cost + days)));
            }
        }
        reach = next;
    }
    reach[to as usize]
}

proptest! {
    #[test]
    fn it_refuses_exactly_what_closes_a_negative_cycle(list in constraints()) {
        let mut network = network(7);
        let mut kept = Vec::new();
        for (x, y, days) in list {
            let back = all_distances(&kept)[x as usize][y as usize];
            let fits = back.is_none_or(|back| back + days >= 0);
            let answer = network.at_most(Variable(x), Variable(y), days);
            prop_assert_eq!(answer.is_ok(), fits);
            match answer {
                Ok(id) => {
                    prop_assert_eq!(id.0 as usize, kept.len());
                    kept.push((x, y, days));
                }
                Err(conflict) => {
                    let sum: i64 = conflict.others.iter().map(|id| kept[id.0 as usize].2).sum();
                    prop_assert_eq!(sum + days, -conflict.excess);
                    prop_assert!(conflict.excess > 0);
                    let fewest = (0..8).find(|&edges| {
                        least_by_edges(&kept, x, y, edges).is_some_and(|length| length + days < 0)
                    });
                    prop_assert_eq!(Some(conflict.others.len()), fewest);
                }
            }
            for edge in &network.edges {
                prop_assert!(network.reduced(*edge) >= 0);
            }
        }
    }

    #[test]
    fn bounds_are_the_shortest_paths(list in constraints(), origin in 0..7u32) {
        let mut network = network(7);
        let mut kept = Vec::new();
        for (x, y, days) in list {
            if network.at_most(Variable(x), Variable(y), days).is_ok() {
                kept.push((x, y, days));
            }
        }
        let table = all_distances(&kept);
        for (at, (least, most)) in network.bounds(Variable(origin)).into_iter().enumerate() {
            prop_assert_eq!(most, table[origin as usize][at]);
            prop_assert_eq!(least, table[at][origin as usize].map(|back| -back));
            let proof = network.proof(Variable(at as u32), Variable(origin));
            prop_assert_eq!(proof.as_ref().map(|proof| proof.0), most);
            if let Some((days, ids)) = proof {
                prop_assert_eq!(ids.iter().map(|id| kept[id.0 as usize].2).sum::<i64>(), days);
            }
        }
    }

    #[test]
    fn what_is_undone_leaves_no_trace(before in constraints(), between in constraints(), after in constraints()) {
        let (mut tried, mut plain) = (network(7), network(7));
        for &(x, y, days) in &before {
            prop_assert_eq!(
                tried.at_most(Variable(x), Variable(y), days),
                plain.at_most(Variable(x), Variable(y), days)
            );
        }
        let mark = tried.mark();
        let extra = tried.variable();
        for (x, y, days) in between {
            let _ = tried.at_most(Variable(x), extra, days);
            let _ = tried.at_most(Variable(x), Variable(y), days);
        }
        tried.undo(mark);
        for (x, y, days) in after {
            let (tried, plain) = (
                tried.at_most(Variable(x), Variable(y), days),
                plain.at_most(Variable(x), Variable(y), days),
            );
            prop_assert_eq!(tried.map_err(|conflict| conflict.others.len()), plain.map_err(|conflict| conflict.others.len()));
        }
    }
}

#[test]
fn the_cycle_with_fewest_constraints_is_reported() {
    let mut network = network(5);
    let variable = Variable;
    // A long way round that fails by much, and a short one that fails by little.
    for at in 0..4 {
        network.at_least(variable(at + 1), variable(at), 10).unwrap();
    }
    let short = network.at_least(variable(4), variable(0), 3).unwrap();
    let conflict = network.at_most(variable(4), variable(0), 2).unwrap_err();
    assert_eq!(conflict, Conflict { others: vec![short], excess: 1 });
}

#[test]
fn a_variable_is_not_before_itself() {
    let mut network = network(1);
    assert_eq!(network.at_most(Variable(0), Variable(0), -2), Err(Conflict { others: vec![], excess: 2 }));
    assert!(network.at_most(Variable(0), Variable(0), 0).is_ok());
}

#[test]
fn extreme_bounds_do_not_overflow() {
    let mut network = network(3);
    assert!(network.at_most(Variable(0), Variable(1), i64::MAX).is_ok());
    assert!(network.at_least(Variable(1), Variable(2), i64::MAX).is_ok());
    assert!(network.at_most(Variable(1), Variable(2), i64::MIN).is_err());
    assert!(network.at_least(Variable(0), Variable(1), i64::MIN).is_ok());
}
