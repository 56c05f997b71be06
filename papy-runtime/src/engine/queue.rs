//! Parts that could run, for which tickets: by class of work, oldest ticket first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::ids::{PartId, Ticket};
use super::plan::{Class, Shape};

#[derive(Debug)]
pub(super) struct Queue {
    tickets: Vec<BinaryHeap<Reverse<Ticket>>>,
    /// For each class, a bit for each part that has a ticket here.
    parts: Vec<Vec<u64>>,
    /// For each class, how many jobs; and their sum.
    jobs: Vec<u32>,
    total: u64,
}

impl Queue {
    pub(super) fn new(shape: &Shape) -> Queue {
        Queue {
            tickets: shape.parts.iter().map(|_| BinaryHeap::new()).collect(),
            parts: vec![vec![0; shape.parts.len().div_ceil(64)]; shape.classes()],
            jobs: vec![0; shape.classes()],
            total: 0,
        }
    }

    pub(super) fn push(&mut self, class: Class, part: PartId, ticket: Ticket) {
        self.tickets[part.index()].push(Reverse(ticket));
        self.parts[class][part.index() / 64] |= 1 << (part.index() % 64);
        self.jobs[class] += 1;
        self.total += 1;
    }

    /// The oldest ticket of a part that has one here.
    pub(super) fn take(&mut self, class: Class, part: PartId) -> Ticket {
        let heap = &mut self.tickets[part.index()];
        let Reverse(ticket) = heap.pop().expect("a part's bit is set while it has a ticket");
        if heap.is_empty() {
            self.parts[class][part.index() / 64] &= !(1 << (part.index() % 64));
        }
        self.jobs[class] -= 1;
        self.total -= 1;
        ticket
    }

    /// Has a part of a class a ticket here?
    pub(super) fn has(&self, class: Class, part: PartId) -> bool {
        self.parts[class].get(part.index() / 64).is_some_and(|bits| bits >> (part.index() % 64) & 1 == 1)
    }

    /// Of the parts of a class that have tickets here, the first from `from` on.
    pub(super) fn next_part(&self, class: Class, from: u32) -> Option<PartId> {
        let (mut word, words) = (from as usize / 64, &self.parts[class]);
        let mut bits = words.get(word)? & (u64::MAX << (from % 64));
        while bits == 0 {
            word += 1;
            bits = *words.get(word)?;
        }
        Some(PartId((word * 64) as u32 + bits.trailing_zeros()))
    }

    /// Of the parts of a class that have tickets here, the one furthest downstream.
    pub(super) fn last_part(&self, class: Class) -> Option<PartId> {
        let (word, bits) = self.parts[class].iter().enumerate().rev().find(|(_, bits)| **bits != 0)?;
        Some(PartId((word * 64) as u32 + 63 - bits.leading_zeros()))
    }

    pub(super) fn clear(&mut self) {
        self.tickets.iter_mut().for_each(BinaryHeap::clear);
        self.parts.iter_mut().for_each(|bits| bits.fill(0));
        self.jobs.fill(0);
        self.total = 0;
    }

    pub(super) fn total(&self) -> u64 {
        self.total
    }

    pub(super) fn jobs(&self, class: Class) -> u32 {
        self.jobs[class]
    }

    /// The parts of a class that have tickets here, upstream first, and how many.
    pub(super) fn waiting(&self, class: Class) -> impl Iterator<Item = (PartId, u32)> + '_ {
        self.parts[class].iter().enumerate().flat_map(move |(word, &bits)| {
            let mut bits = bits;
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros())?;
                bits &= bits - 1;
                let part = PartId((word * 64) as u32 + bit);
                Some((part, self.tickets[part.index()].len() as u32))
            })
        })
    }
}
