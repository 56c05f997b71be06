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

/// What a chunk should cost in a domain that worked for so long without a pause of its source: work that lasts is handed out in larger
/// chunks, as how they end does not matter then.
pub(super) fn time(limits: &Limits, worked: Nanos) -> Nanos {
    Nanos(worked.0 / limits.chunk_share).clamp(limits.chunk_time, limits.chunk_time_max)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(cost: &mut Cost, chunks: u32, micros: u64) -> f64 {
        (0..chunks).for_each(|_| cost.note(&Limits::default(), 16, Nanos::micros(micros)));
        cost.ns()
    }

    #[test]
    fn one_dear_chunk_among_cheap_ones_is_soon_forgotten_and_many_are_believed() {
        let mut cost = Cost::default();
        assert_eq!(noted(&mut cost, 3, 16), 1_000.0);
        assert_eq!(noted(&mut cost, 1, 4_000), 4_000.0);
        assert!(noted(&mut cost, 4, 16) < 1_200.0);
        assert!(noted(&mut cost, 8, 4_000) > 200_000.0);
    }

    #[test]
    fn work_that_lasts_is_handed_out_in_larger_chunks() {
        let limits = Limits::default();
        let times = [0, 100, 400, 10_000].map(|millis| time(&limits, Nanos::micros(millis * 1_000)));
        assert_eq!((times[0], times[3]), (limits.chunk_time, limits.chunk_time_max));
        assert!(times[1] <= times[2] && times[2] > limits.chunk_time && times[2] < limits.chunk_time_max, "{times:?}");
    }
}
