//! How many items the next chunk of a domain should have.

use super::ids::Nanos;
use super::limits::Limits;

/// What one source item costs in a part or in a source, as far as is known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cost {
    /// Nanoseconds for an item; `None` before the first chunk came through.
    ns: Option<f64>,
    /// The items of the largest chunk that came through.
    proven: u32,
}

impl Cost {
    pub(super) fn note(&mut self, limits: &Limits, items: u32, spent: Nanos) {
        if items == 0 {
            return;
        }
        let sample = spent.0 as f64 / f64::from(items);
        let decides = items == 1 && spent >= limits.dear_time;
        // A much larger chunk than any before says more than all of them: small ones mostly measure the clock.
        let outweighs = items / 4 >= self.proven;
        self.ns = match self.ns {
            // One that is dear among cheap ones, or whose worker did not run for a while, is soon forgotten.
            Some(ns) if !decides && !outweighs && sample < ns => Some(ns + (sample - ns) / 2.0),
            Some(ns) if !decides && !outweighs => Some((ns + (sample - ns) / 4.0).min(ns * 4.0)),
            _ => Some(sample),
        };
        self.proven = self.proven.max(items);
    }

    pub(super) fn ns(self) -> f64 {
        self.ns.unwrap_or(0.0)
    }
}

/// The chunk size of one domain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Items of the next chunk.
    pub(super) chunk: u32,
    /// What the next chunk costs in all parts together.
    pub(super) chunk_ns: f64,
}

/// The next size, from the last one and what is known of the source and of each part.
pub(super) fn next(
    limits: &Limits,
    (chunk_time, chunk_max): (Nanos, u32),
    last: u32,
    costs: impl Iterator<Item = Cost>,
) -> Pace {
    let (mut dearest, mut sum, mut proven) = (0.0_f64, 0.0, u32::MAX);
    for cost in costs {
        dearest = dearest.max(cost.ns());
        sum += cost.ns();
        proven = proven.min(cost.proven);
    }
    let fitting = if dearest > 0.0 { (chunk_time.0 as f64 / dearest) as u32 } else { u32::MAX };
    // Nothing grows on hope: only what every part has seen may become four times as large.
    let grown = proven.min(last).saturating_mul(limits.chunk_growth_max);
    let chunk = fitting.min(grown).clamp(1, chunk_max);
    Pace { chunk, chunk_ns: sum * f64::from(chunk) }
}
