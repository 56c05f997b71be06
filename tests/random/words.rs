//! The pipers of `pipers.rs` as random graphs choose them.

/// A piper: name, what it does, its weight in items, what it can do to keys, and how it may be wrong.
pub(crate) struct Word {
    pub(crate) name: &'static str,
    pub(crate) act: &'static str,
    pub(crate) load: f64,
    pub(crate) fails: bool,
}

const fn word(name: &'static str, act: &'static str, load: f64, fails: bool) -> Word {
    Word { name, act, load, fails }
}

pub(crate) const ONES: &[Word] = &[
    word("map", "Map", 1.0, false),
    word("look", "Map", 1.0, false),
    word("attempt", "Attempt", 1.0, true),
    word("attempt_look", "Attempt", 1.0, true),
    word("boom", "Boom", 1.0, true),
    word("flaky", "Attempt", 1.0, true),
    word("boom_look", "Boom", 1.0, true),
    word("keep", "Keep", 0.7, false),
    word("attempt_keep", "AttemptKeep", 0.7, true),
    word("boom_keep", "BoomKeep", 0.7, true),
    word("pick", "Pick", 0.7, false),
    word("attempt_pick", "AttemptPick", 0.7, true),
    word("burst", "Burst", 1.6, false),
    word("attempt_burst", "AttemptBurst", 1.6, true),
    word("boom_burst", "BoomBurst", 1.6, true),
    word("stream", "Stream", 1.6, true),
    word("items", "Items", 1.6, true),
    word("await_map", "Map", 1.0, false),
    word("await_look", "Attempt", 1.0, true),
    word("await_boom", "Boom", 1.0, true),
    word("await_keep", "Keep", 0.7, false),
    word("await_pick", "AttemptPick", 0.7, true),
    word("await_burst", "Burst", 1.6, false),
];

pub(crate) const TWOS: &[Word] = &[
    word("pair", "Map", 1.0, false),
    word("pair_look", "Map", 1.0, false),
    word("pair_mixed", "Attempt", 1.0, true),
    word("pair_boom", "Boom", 1.0, true),
    word("pair_keep", "Keep", 0.7, false),
    word("pair_pick", "Pick", 0.7, false),
    word("pair_burst", "Burst", 1.6, false),
    word("await_pair", "Map", 1.0, false),
];

pub(crate) const THREES: &[Word] = &[
    word("trio", "Map", 1.0, false),
    word("trio_boom", "Boom", 1.0, true),
    word("trio_keep", "Keep", 0.7, false),
    word("trio_burst", "Burst", 1.6, false),
];

pub(crate) const WHOLES: &[Word] = &[word("whole", "Map", 1.0, false)];

pub(crate) const TRAILS: &[Word] = &[
    word("trail", "Trail", 1.0, false),
    word("trail_look", "Trail", 1.0, false),
    word("trail_attempt", "TrailAttempt", 1.0, true),
    word("trail_pick", "TrailPick", 0.7, false),
    word("trail_burst", "TrailBurst", 1.6, false),
];

pub(crate) const TOTALS: &[Word] = &[
    word("total", "Total", 0.3, false),
    word("total_merged", "Total", 0.1, false),
    word("total_attempt", "TotalAttempt", 0.1, true),
    word("total_boom", "TotalBoom", 0.1, true),
    word("total_anyhow", "TotalAnyhow", 0.1, false),
    word("chained", "Chained", 0.1, false),
];
