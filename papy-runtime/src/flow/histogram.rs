//! How long chunks took: a count for each power of two.

use std::fmt;
use std::time::Duration;

/// Durations, counted by powers of two of nanoseconds: each bucket is twice as wide as the one before.
///
/// It takes 336 bytes, whatever it counts, and to count one is an addition.
///
/// ```
/// use std::time::Duration;
/// use papy_runtime::run::Histogram;
///
/// let mut times = Histogram::default();
/// [3, 50, 60, 900].map(Duration::from_micros).into_iter().for_each(|time| times.add(time));
/// assert_eq!((times.count(), times.longest()), (4, Duration::from_micros(900)));
/// assert!(times.quantile(0.5) >= Duration::from_micros(50) && times.quantile(0.5) < Duration::from_micros(100));
/// assert_eq!(times.buckets().map(|(_, count)| count).sum::<u64>(), 4);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Histogram {
    buckets: [u64; BUCKETS],
    longest: Duration,
}

/// The last one takes what is longer than 2^38 ns, which is 4.6 minutes.
const BUCKETS: usize = 40;

impl Histogram {
    /// Counts one.
    pub fn add(&mut self, time: Duration) {
        let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.buckets[((u64::BITS - nanos.leading_zeros()) as usize).min(BUCKETS - 1)] += 1;
        self.longest = self.longest.max(time);
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.buckets.iter().sum()
    }

    /// The longest of them, exactly.
    pub fn longest(&self) -> Duration {
        self.longest
    }

    /// So long, at most, took this share of them, from 0 to 1: up to twice the exact time. Zero if there are none.
    pub fn quantile(&self, share: f64) -> Duration {
        let wanted = (self.count() as f64 * share.clamp(0.0, 1.0)).ceil() as u64;
        let mut below = 0;
        let mut reached = self.buckets().take_while(|(_, count)| {
            let more = below < wanted.max(1);
            below += count;
            more
        });
        let last = reached.by_ref().last();
        last.map_or(Duration::ZERO, |(end, _)| end.min(self.longest))
    }

    /// Each bucket that is not empty, shortest first: what its times are shorter than, and how many there are.
    pub fn buckets(&self) -> impl Iterator<Item = (Duration, u64)> {
        let ends = self.buckets.iter().enumerate().map(|(bit, count)| {
            let end = if bit == BUCKETS - 1 { Duration::MAX } else { Duration::from_nanos(1 << bit) };
            (end, *count)
        });
        ends.filter(|(_, count)| *count > 0)
    }
}

impl Default for Histogram {
    fn default() -> Histogram {
        Histogram { buckets: [0; BUCKETS], longest: Duration::ZERO }
    }
}

/// The middle, what all but one of a hundred stay below, and the longest.
impl fmt::Display for Histogram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [half, most] = [0.5, 0.99].map(|share| self.quantile(share));
        write!(f, "half in {half:.0?}, 99 % in {most:.0?}, the longest {:.0?}", self.longest)
    }
}

impl fmt::Debug for Histogram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.buckets()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(nanos: &[u64]) -> Histogram {
        let mut times = Histogram::default();
        nanos.iter().for_each(|nanos| times.add(Duration::from_nanos(*nanos)));
        times
    }

    #[test]
    fn each_time_is_in_the_bucket_that_ends_above_it() {
        for nanos in [0, 1, 2, 3, 4, 1023, 1024, 1 << 37] {
            let (end, count) = of(&[nanos]).buckets().next().unwrap();
            assert_eq!(count, 1);
            let end = end.as_nanos() as u64;
            assert!(nanos < end && nanos >= end / 2, "{nanos} below {end}");
        }
        assert_eq!(of(&[u64::MAX]).buckets().collect::<Vec<_>>(), [(Duration::MAX, 1)]);
    }

    #[test]
    fn a_quantile_is_the_end_of_its_bucket_and_never_above_the_longest() {
        let times = of(&[10, 10, 10, 1000]);
        let quantile = |share| times.quantile(share).as_nanos();
        assert_eq!([0.0, 0.5, 0.75, 0.76, 1.0].map(quantile), [16, 16, 16, 1000, 1000]);
        assert_eq!(of(&[]).quantile(0.5), Duration::ZERO);
    }
}
