//! Each maximum of the engine, with the reason for its default.

use super::ids::Nanos;

/// The bounds of one run.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Tickets in flight in one domain; a power of two, at least 2. 4096: a head of line that takes 4096 times as long as its
    /// neighbours still stops nobody, and the ring of a ten-part pipeline stays below 2 MiB.
    pub tickets_max: u32,
    /// Items in flight in one domain without a `buffer` of its own. 4096: enough to hide an item that is late by
    /// 4096 others, small enough that an unread output costs little.
    pub items_max: u64,
    /// Chunks in flight for each actor, where that is more than `items_max` items. 2: one that runs, one that waits.
    pub chunks_per_actor: u32,
    /// Bytes in flight in one domain without a `buffer` of its own, by the size of its items as they leave the source. 32 MiB: more than any cache,
    /// less than anybody misses.
    pub bytes_max: u64,
    /// What a chunk should cost in its dearest part, at first. 50 us: ten times what handing it out costs, and
    /// short enough that a burst of a few items is shared out.
    pub chunk_time: Nanos,
    /// What a chunk may cost there when its domain has worked for long without a pause of its source. 400 us: what handing it out costs is
    /// no longer seen, and a reader has its items soon enough.
    pub chunk_time_max: Nanos,
    /// So small a part of that work a chunk may be meanwhile. 2048: the last chunks of a run on few workers still end together.
    pub chunk_share: u64,
    /// A one-item chunk that took this long decides the size at once. 10 us: far above what reading the clock costs.
    pub dear_time: Nanos,
    /// Items of a chunk. 65 536: the time of one pull stays below a millisecond for items that cost nothing.
    pub chunk_items_max: u32,
    /// Items of a chunk in a domain without IMaps. 1024: what the reader does next is still in its first cache.
    pub chunk_items_inline_max: u32,
    /// Items of a chunk in a domain where something was away. 64: a chunk waits for its slowest item, so it should be short; and it
    /// shall still hide what handing it out costs where only some of its items are awaited.
    pub chunk_items_awaited_max: u32,
    /// How much larger than the last a chunk may be. 4: from one item to 65 536 in eight steps, and wrong by 4 at most.
    pub chunk_growth_max: u32,
    /// Ready work that is worth waking one worker for. 20 us: waking costs about 5 us here and as much there.
    pub wake_time: Nanos,
    /// How long work waits that is not worth a waking, while what runs does not come back. 10 ms: an item that is a thousand
    /// times dearer than thought holds up the others no longer, and looking this often costs nothing. What remains of a window, less than a
    /// chunk, is filled after as long.
    pub late_time: Nanos,
    /// How long an output is waited for, while another holds all progress, before that is said. 1 s: a promise of `semantics.md`.
    pub stall_time: Nanos,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            tickets_max: 4096,
            items_max: 4096,
            chunks_per_actor: 2,
            bytes_max: 32 << 20,
            chunk_time: Nanos::micros(50),
            chunk_time_max: Nanos::micros(400),
            chunk_share: 2048,
            dear_time: Nanos::micros(10),
            chunk_items_max: 65_536,
            chunk_items_inline_max: 1024,
            chunk_items_awaited_max: 64,
            chunk_growth_max: 4,
            wake_time: Nanos::micros(20),
            late_time: Nanos::micros(10_000),
            stall_time: Nanos::seconds(1),
        }
    }
}
