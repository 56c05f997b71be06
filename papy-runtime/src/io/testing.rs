//! What the tests of this folder share.

use super::{Fed, Feeder};

/// A seeded generator (splitmix64): the same seed, the same case.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// From 0 to below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

/// All that a feeder gives, with `room` for each call; errors as their texts.
pub(super) fn drain<F: Feeder>(mut feeder: F, room: usize) -> Vec<Result<F::Item, String>> {
    let (mut all, mut out) = (Vec::new(), Vec::new());
    loop {
        let fed = feeder.feed(room, &mut out);
        assert!(out.len() <= room, "more than there was room for");
        all.extend(out.drain(..).map(|item| item.map_err(|error| error.to_string())));
        if fed == Fed::Ended {
            return all;
        }
    }
}
