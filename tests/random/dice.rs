//! Chance from a seed, the same each time.

use crate::law;

/// Numbers from a seed.
pub(crate) struct Dice {
    seed: u64,
    rolled: u64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice { seed, rolled: 0 }
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.rolled += 1;
        (law::mix(self.seed, self.rolled) % count as u64) as usize
    }

    pub(crate) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
