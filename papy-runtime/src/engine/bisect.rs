//! Which items of a chunk run next after a worker died with it, so that only the item that kills workers is given up.
//!
//! Knows one chunk, by the places of its items; nothing of tickets, workers or results. Items are settled from the first to the last, so that
//! what runs next always begins at the first that is not settled, and pieces are laid in order.
//!
//! A crash is charged to an item only if it was the only one that can have been running: because the worker told which one ran, or because it
//! ran alone. Else half of those that can have been is run next: if the worker lives through that the culprit is in the other half, which is not
//! run as a whole again. Of `n` items a culprit is found by `log2 n` runs; it runs alone `attempts` times (once less if the worker told that it was
//! running in the chunk), and what stands behind it runs once: for 64 items and 3 attempts ten runs, four with workers that tell. An item that has
//! been charged runs alone from then on, so it takes no neighbour with it.

use std::collections::BTreeMap;

/// Consecutive items of a chunk, by their places from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first.
    pub from: u32,
    /// Behind the last.
    pub to: u32,
}

impl Span {
    /// None.
    pub const EMPTY: Span = Span { from: 0, to: 0 };

    /// How many.
    pub fn len(self) -> u32 {
        self.to.saturating_sub(self.from)
    }

    /// None at all?
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    fn within(self, other: Span) -> Span {
        Span { from: self.from.max(other.from), to: self.to.min(other.to) }
    }
}

/// What is done next of a chunk with which a worker died.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Again {
    /// The items to run, or the one to give up. All before it are settled.
    pub span: Span,
    /// Which attempt at it this is, from 1; of several items always the first, for none of them was charged. Of an item that is given up,
    /// how many attempts there were.
    pub attempt: u32,
    /// Do not run it: it is lost, and that is what comes of it.
    pub give_up: bool,
    /// Nothing of the chunk is left behind these.
    pub last: bool,
}

/// A chunk with which a worker died at least once.
#[derive(Debug, Clone)]
pub(super) struct Bisect {
    items: u32,
    attempts: u32,
    /// All before it are settled.
    next: u32,
    /// One of these is thought to kill workers.
    suspects: Span,
    /// How many crashes each item is charged with. No more entries than items.
    charges: BTreeMap<u32, u32>,
}

impl Bisect {
    /// A chunk of so many items, each of which may crash `attempts` workers, at least one.
    pub(super) fn new(items: u32, attempts: u32) -> Bisect {
        Bisect { items, attempts: attempts.max(1), next: 0, suspects: Span::EMPTY, charges: BTreeMap::new() }
    }

    /// How many items.
    pub(super) fn items(&self) -> u32 {
        self.items
    }

    /// What is done next; `None` when all items are settled.
    pub(super) fn step(&self) -> Option<Again> {
        let from = self.next;
        if from >= self.items {
            return None;
        }
        if let Some(&crashes) = self.charges.get(&from) {
            let give_up = crashes >= self.attempts;
            let attempt = if give_up { crashes } else { crashes + 1 };
            return Some(self.again(Span { from, to: from + 1 }, attempt, give_up));
        }
        let charged = self.charges.range(from..).next().map_or(self.items, |(item, _)| *item);
        let suspects = match self.suspects.within(Span { from, to: self.items }) {
            none if none.is_empty() => self.items,
            Span { from: first, .. } if first > from => first,
            Span { from, to } if to - from == 1 => to,
            Span { from, to } => from + (to - from) / 2,
        };
        Some(self.again(Span { from, to: charged.min(suspects) }, 1, false))
    }

    fn again(&self, span: Span, attempt: u32, give_up: bool) -> Again {
        Again { span, attempt, give_up, last: span.to == self.items }
    }

    /// The items of a step are settled.
    pub(super) fn settle(&mut self, span: Span) {
        self.settle_until(span.to);
    }

    /// A worker died in a step, or in the first run of all. Items before `kept` are settled all the same; of `running` one was running,
    /// of none if none was.
    pub(super) fn crash(&mut self, kept: u32, running: Span) {
        self.settle_until(kept);
        let running = running.within(Span { from: self.next, to: self.items });
        match running.len() {
            0 => {}
            1 => {
                *self.charges.entry(running.from).or_default() += 1;
                self.suspects = Span::EMPTY;
            }
            _ => self.suspects = running,
        }
    }

    fn settle_until(&mut self, until: u32) {
        self.next = self.next.max(until.min(self.items));
        self.charges = self.charges.split_off(&self.next);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What became of a chunk.
    #[derive(Debug, Default, PartialEq, Eq)]
    struct Run {
        lost: Vec<u32>,
        /// Runs after the first.
        again: u32,
        /// Crashes that each culprit was charged with.
        charged: Vec<u32>,
    }

    /// Runs a chunk in which some items kill their workers at once. `tells`: the worker says which; `keeps`: it has given what it had done.
    fn run(items: u32, attempts: u32, culprits: &[u32], tells: bool, keeps: bool) -> Run {
        let culprits: BTreeSet<u32> = culprits.iter().copied().collect();
        let (mut bisect, mut run, mut settled) = (Bisect::new(items, attempts), Run::default(), 0);
        let mut next = Again { span: Span { from: 0, to: items }, attempt: 1, give_up: false, last: true };
        loop {
            let Again { span, give_up, attempt, last } = next;
            assert_eq!(last, span.to == items);
            assert_eq!(span.from, settled, "items are settled in order");
            assert!(span.from < span.to && span.to <= items, "{span:?} of {items}");
            match culprits.range(span.from..span.to).next() {
                Some(&item) if give_up => {
                    assert_eq!(span.len(), 1);
                    run.lost.push(item);
                    run.charged.push(attempt);
                    bisect.settle(span);
                    settled = span.to;
                }
                Some(&item) => {
                    let kept = if keeps { item } else { span.from };
                    let running = if tells { Span { from: item, to: item + 1 } } else { Span { from: kept, ..span } };
                    bisect.crash(kept, running);
                    settled = kept;
                }
                None => {
                    assert!(!give_up, "{span:?} is given up and kills nobody");
                    bisect.settle(span);
                    settled = span.to;
                }
            }
            let Some(step) = bisect.step() else { break };
            run.again += u32::from(!step.give_up);
            assert!(run.again < 10_000, "it ends");
            next = step;
        }
        assert_eq!(settled, items);
        run
    }

    #[test]
    fn b7_the_culprit_of_64_is_found_in_few_runs_and_no_neighbour_is_charged() {
        for culprit in 0..64 {
            for keeps in [false, true] {
                let told = run(64, 3, &[culprit], true, keeps);
                assert!(told.again <= 4, "{culprit}: {told:?}");
                let found = run(64, 3, &[culprit], false, keeps);
                assert!(found.again <= 10, "{culprit}: {found:?}; at most 2 log2 64 + 3 = 15 were promised");
                for Run { lost, charged, .. } in [told, found] {
                    assert_eq!((lost, charged), (vec![culprit], vec![3]));
                }
            }
        }
    }

    #[test]
    fn b6_an_item_alone_has_its_attempts_and_no_more() {
        for attempts in 1..5 {
            for tells in [false, true] {
                let one = run(1, attempts, &[0], tells, false);
                assert_eq!(one, Run { lost: vec![0], again: attempts - 1, charged: vec![attempts] });
            }
        }
    }

    #[test]
    fn each_of_several_culprits_is_found() {
        let sets: [&[u32]; 6] = [&[0, 1], &[3, 40], &[31, 32], &[62, 63], &[0, 21, 42, 63], &[7, 8, 9, 10]];
        for culprits in sets {
            for (tells, keeps) in [(false, false), (false, true), (true, false), (true, true)] {
                let got = run(64, 3, culprits, tells, keeps);
                assert_eq!(got.lost, culprits);
                assert_eq!(got.charged, vec![3; culprits.len()]);
                let most = culprits.len() as u32 * if tells { 4 } else { 10 };
                assert!(got.again <= most, "{culprits:?}, told {tells}, kept {keeps}: {} runs", got.again);
            }
        }
    }

    #[test]
    fn where_every_item_kills_each_is_given_up() {
        let all: Vec<u32> = (0..16).collect();
        assert_eq!(run(16, 2, &all, false, false).lost, all);
        assert_eq!(run(16, 2, &all, true, false), Run { lost: all, again: 31, charged: vec![2; 16] });
    }

    #[test]
    fn a_chunk_whose_worker_died_of_something_else_is_run_to_its_end() {
        let mut bisect = Bisect::new(64, 3);
        bisect.crash(0, Span { from: 0, to: 64 });
        let (mut runs, mut settled) = (0, 0);
        while let Some(Again { span, give_up, .. }) = bisect.step() {
            assert!(!give_up && span.from == settled);
            bisect.settle(span);
            (runs, settled) = (runs + 1, span.to);
        }
        assert_eq!((runs, settled), (7, 64));
    }

    #[test]
    fn a_chunk_that_only_waited_with_a_dead_worker_is_run_whole_and_charged_nothing() {
        let mut bisect = Bisect::new(8, 3);
        for _ in 0..10 {
            bisect.crash(0, Span::EMPTY);
        }
        let whole = Again { span: Span { from: 0, to: 8 }, attempt: 1, give_up: false, last: true };
        assert_eq!(bisect.step(), Some(whole));
    }

    #[test]
    fn what_was_kept_is_not_run_again() {
        let mut bisect = Bisect::new(8, 3);
        bisect.crash(5, Span { from: 5, to: 6 });
        let alone = |attempt, give_up| Some(Again { span: Span { from: 5, to: 6 }, attempt, give_up, last: false });
        assert_eq!(bisect.step(), alone(2, false));
        bisect.crash(5, Span { from: 5, to: 6 });
        bisect.crash(5, Span { from: 5, to: 6 });
        assert_eq!(bisect.step(), alone(3, true));
        bisect.settle(Span { from: 5, to: 6 });
        assert_eq!(
            bisect.step(),
            Some(Again { span: Span { from: 6, to: 8 }, attempt: 1, give_up: false, last: true })
        );
        bisect.crash(8, Span::EMPTY);
        assert_eq!(bisect.step(), None);
    }

    #[test]
    fn an_item_that_was_charged_once_and_lives_then_is_settled() {
        let mut bisect = Bisect::new(4, 3);
        bisect.crash(0, Span { from: 2, to: 3 });
        let spans: Vec<(u32, u32, u32)> = std::iter::from_fn(|| {
            let Again { span, attempt, .. } = bisect.step()?;
            bisect.settle(span);
            Some((span.from, span.to, attempt))
        })
        .collect();
        assert_eq!(spans, [(0, 2, 1), (2, 3, 2), (3, 4, 1)]);
    }
}
