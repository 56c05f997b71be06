//! Statements in an order in which each comes after what it reads; as written where that is one.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use syn::Ident;

use super::survey::Cycle;

/// One read: which statement's stream, by what word.
pub(super) type Read<'a> = (usize, &'a Ident);

/// Statements in order, and the reads that were cut because they close a cycle, as (reader, read).
#[derive(Debug, Default)]
pub(super) struct Order {
    pub(super) sequence: Vec<usize>,
    pub(super) cut: BTreeSet<(usize, usize)>,
    pub(super) cycles: Vec<Cycle>,
}

/// Orders statements by what they read.
pub(super) fn order(reads: &[Vec<Read<'_>>]) -> Order {
    let mut order = Order::default();
    let mut readers: Vec<Vec<usize>> = vec![Vec::new(); reads.len()];
    for (reader, reads) in reads.iter().enumerate() {
        reads.iter().for_each(|(read, _)| readers[*read].push(reader));
    }
    let mut waits: Vec<usize> = reads.iter().map(Vec::len).collect();
    let mut left: BTreeSet<usize> = (0..reads.len()).collect();
    let mut ready: BinaryHeap<Reverse<usize>> =
        left.iter().filter(|at| waits[**at] == 0).copied().map(Reverse).collect();
    // Each round takes a statement out or cuts at least one read, of which there are finitely many.
    while !left.is_empty() {
        if let Some(Reverse(at)) = ready.pop() {
            left.remove(&at);
            order.sequence.push(at);
            for reader in &readers[at] {
                if !order.cut.contains(&(*reader, at)) {
                    waits[*reader] -= 1;
                    if waits[*reader] == 0 {
                        ready.push(Reverse(*reader));
                    }
                }
            }
            continue;
        }
        for (reader, read) in cut_cycle(&mut order, reads, &readers, &left) {
            waits[reader] -= reads[reader].iter().filter(|(at, _)| *at == read).count();
            if waits[reader] == 0 {
                ready.push(Reverse(reader));
            }
        }
    }
    order
}

/// Finds one cycle among the statements left, and cuts all reads among those that are tangled with it: one mistake, one
/// error.
fn cut_cycle(
    order: &mut Order,
    reads: &[Vec<Read<'_>>],
    readers: &[Vec<usize>],
    left: &BTreeSet<usize>,
) -> Vec<(usize, usize)> {
    let open = |reader: usize| {
        let cut = &order.cut;
        reads[reader].iter().filter(move |(read, _)| left.contains(read) && !cut.contains(&(reader, *read)))
    };
    let mut walk: Vec<usize> = left.first().copied().into_iter().collect();
    while let Some(at) = walk.last().copied() {
        let Some((next, _)) = open(at).next() else { break };
        if let Some(start) = walk.iter().position(|seen| seen == next) {
            walk.drain(..start);
            break;
        }
        walk.push(*next);
    }
    let last = walk.iter().copied().enumerate().max_by_key(|(_, at)| *at).map_or(0, |(place, _)| place);
    walk.rotate_left(last);
    let Some((reader, read)) = walk.first().map(|first| (*first, walk.get(1).copied().unwrap_or(*first))) else {
        return Vec::new();
    };
    if let Some((_, at)) = open(reader).find(|(at, _)| *at == read) {
        order.cycles.push(Cycle { path: path(&walk, reads), at: (*at).clone() });
    }
    let up = reach(reader, left, |at| open(at).map(|(read, _)| *read).collect());
    let down = reach(reader, left, |at| readers[at].clone());
    let tangled: BTreeSet<usize> = up.intersection(&down).copied().collect();
    let mut cut: BTreeSet<(usize, usize)> = BTreeSet::new();
    for reader in &tangled {
        cut.extend(open(*reader).filter(|(read, _)| tangled.contains(read)).map(|(read, _)| (*reader, *read)));
    }
    order.cut.extend(cut.iter().copied());
    cut.into_iter().collect()
}

/// The names along a cycle, in the direction of the items, the first again at the end.
fn path(walk: &[usize], reads: &[Vec<Read<'_>>]) -> Vec<String> {
    // Walked upstream: each reads the next, the last reads the first.
    let mut path: Vec<String> = Vec::new();
    for (place, reader) in walk.iter().enumerate() {
        let read = walk[(place + 1) % walk.len()];
        path.extend(reads[*reader].iter().find(|(at, _)| *at == read).map(|(_, name)| name.to_string()));
    }
    path.extend(path.first().cloned());
    path.reverse();
    path
}

fn reach(start: usize, within: &BTreeSet<usize>, next: impl Fn(usize) -> Vec<usize>) -> BTreeSet<usize> {
    let mut seen = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        for next in next(at) {
            if within.contains(&next) && seen.insert(next) {
                open.push(next);
            }
        }
    }
    seen
}
