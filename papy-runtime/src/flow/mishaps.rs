//! What is to become of a turn whose worker ended, or was ended, while it ran it. Decides; knows no workers, clocks or items.
//!
//! A worker that says which entry it is at can be charged to that entry. One that did not is charged to nobody yet: its turn is done again by
//! one that does, and what it cost counts for the entry that is found.

use std::collections::BTreeMap;

/// What happened to those who ran one turn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mishaps {
    /// Workers that ended and nobody knows of which entry.
    unknown: u32,
    /// By entry, workers that ended of it.
    deaths: BTreeMap<u64, u32>,
    /// By entry, attempts that took too long.
    overdue: BTreeMap<u64, u32>,
}

/// What is to become of the turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// It is done again.
    Again,
    /// It is done again, by a worker that says which entry it is at.
    Singly,
    /// The same, with a failure in the place of this entry.
    Fails {
        /// Which; [`ALL`] for all of them.
        entry: u64,
        /// How many workers it has cost.
        attempts: u32,
    },
}

/// Every entry.
pub(crate) const ALL: u64 = u64::MAX;

impl Mishaps {
    /// A worker ended within `entry`, if it said so. An entry may cost `most`.
    pub(crate) fn died(&mut self, entry: Option<u64>, most: u32) -> Judgement {
        let Some(entry) = entry else {
            self.unknown += 1;
            return Judgement::Singly;
        };
        let deaths = self.deaths.entry(entry).or_default();
        *deaths += 1 + std::mem::take(&mut self.unknown);
        if *deaths < most { Judgement::Again } else { Judgement::Fails { entry, attempts: *deaths } }
    }

    /// A worker ended within a turn of which it cannot say where it is.
    pub(crate) fn died_whole(&mut self, most: u32) -> Judgement {
        self.unknown += 1;
        if self.unknown < most { Judgement::Again } else { Judgement::Fails { entry: ALL, attempts: self.unknown } }
    }

    /// An attempt at an entry took too long, after which `retries` more may follow.
    pub(crate) fn overdue(&mut self, entry: Option<u64>, retries: u32) -> Judgement {
        let Some(entry) = entry else { return Judgement::Singly };
        let overdue = self.overdue.entry(entry).or_default();
        *overdue += 1;
        if *overdue <= retries { Judgement::Again } else { Judgement::Fails { entry, attempts: *overdue } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b6_what_costs_three_workers_fails_and_its_neighbours_are_charged_nothing() {
        let mut turn = Mishaps::default();
        assert_eq!(turn.died(None, 3), Judgement::Singly);
        assert_eq!(turn.died(Some(17), 3), Judgement::Again);
        assert_eq!(turn.died(Some(17), 3), Judgement::Fails { entry: 17, attempts: 3 });
        assert_eq!(turn.died(Some(4), 3), Judgement::Again);
    }

    #[test]
    fn an_attempt_that_takes_too_long_is_followed_by_as_many_as_were_allowed() {
        let mut turn = Mishaps::default();
        assert_eq!(turn.overdue(Some(2), 1), Judgement::Again);
        assert_eq!(turn.overdue(Some(3), 1), Judgement::Again);
        assert_eq!(turn.overdue(Some(2), 1), Judgement::Fails { entry: 2, attempts: 2 });
    }

    #[test]
    fn a_turn_without_entries_fails_as_a_whole() {
        let mut turn = Mishaps::default();
        assert_eq!(turn.died_whole(2), Judgement::Again);
        assert_eq!(turn.died_whole(2), Judgement::Fails { entry: ALL, attempts: 2 });
    }
}
