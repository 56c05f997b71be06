//! Waiting without sleeping: a thread that sleeps needs 5 to 60 us to wake, and what it waits for is often nearer.

use std::sync::LazyLock;
use std::time::Duration;

use crate::sync::{AtomicBool, AtomicU32, Instant, Ordering, hint};

/// The longest time worth waiting awake for, in nanoseconds: about what a waking costs where cores fall asleep.
const LONGEST: u32 = 50_000;
/// What is always tried, in nanoseconds.
const SHORTEST: u32 = 500;
/// After so many waits that did not pay the longest is tried: two threads that wake each other in turn are late because both sleep.
const MISSES: u32 = 16;
/// Looks between two at the clock.
const LOOKS: u32 = 16;

/// Whether there is a core for somebody who only waits.
static CORES: LazyLock<bool> =
    LazyLock::new(|| std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1));

/// Waits awake, one thread at a time, for about as long as that has paid lately.
#[derive(Debug)]
pub(crate) struct Spin {
    taken: AtomicBool,
    /// Nanoseconds.
    limit: AtomicU32,
    /// Waits that did not pay since one did.
    missed: AtomicU32,
}

impl Spin {
    pub(crate) fn new() -> Spin {
        Spin { taken: AtomicBool::new(false), limit: AtomicU32::new(LONGEST), missed: AtomicU32::new(0) }
    }

    /// Waits until `ready`, and says whether it is. False at once for whoever comes while another waits here.
    pub(crate) fn until(&self, ready: impl Fn() -> bool) -> bool {
        if !*CORES || self.taken.swap(true, Ordering::Acquire) {
            return false;
        }
        let begun = Instant::now();
        let most = Duration::from_nanos(self.most().into());
        let (paid, spent) = loop {
            let is_ready = (0..LOOKS).any(|_| {
                hint::spin_loop();
                ready()
            });
            let spent = begun.elapsed();
            if is_ready || spent >= most {
                break (is_ready, spent);
            }
        };
        self.learn(paid, spent);
        self.taken.store(false, Ordering::Release);
        paid
    }

    /// How long the next wait may last.
    fn most(&self) -> u32 {
        let tries = self.missed.load(Ordering::Relaxed) % MISSES == MISSES - 1;
        if tries { LONGEST } else { self.limit.load(Ordering::Relaxed) }
    }

    /// Only whoever waits comes here.
    fn learn(&self, paid: bool, spent: Duration) {
        let limit = self.limit.load(Ordering::Relaxed);
        let spent = u32::try_from(spent.as_nanos()).unwrap_or(LONGEST);
        let (next, missed) = if paid {
            (spent.saturating_mul(2).max(limit - limit / 4), 0)
        } else {
            (limit / 2, self.missed.load(Ordering::Relaxed).wrapping_add(1))
        };
        self.limit.store(next.clamp(SHORTEST, LONGEST), Ordering::Relaxed);
        self.missed.store(missed, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn it_waits_twice_as_long_as_what_came_took_and_shorter_where_nothing_came() {
        let spin = Spin::new();
        let limits = |paid: bool, micros: u64| {
            [(); 3].map(|()| {
                spin.learn(paid, Duration::from_micros(micros));
                spin.most()
            })
        };
        assert_eq!(limits(false, 50), [25_000, 12_500, 6_250]);
        assert_eq!(limits(true, 8), [16_000; 3]);
        assert_eq!(limits(true, 1), [12_000, 9_000, 6_750]);
        assert_eq!(limits(true, 49), [LONGEST; 3]);
    }

    #[test]
    fn where_it_does_not_pay_the_longest_is_tried_now_and_then() {
        let spin = Spin::new();
        let tried = (0..2 * MISSES).filter(|_| {
            spin.learn(false, Duration::ZERO);
            spin.most() == LONGEST
        });
        assert_eq!(tried.collect::<Vec<_>>(), [MISSES - 2, 2 * MISSES - 2]);
        assert_eq!(spin.limit.load(Ordering::Relaxed), SHORTEST);
    }

    #[test]
    fn what_comes_is_seen_and_what_does_not_come_is_not_waited_for_long() {
        let spin = Spin::new();
        assert_eq!(spin.until(|| true), *CORES);
        assert!(!spin.until(|| false));
        assert!(spin.most() < LONGEST);
    }

    #[test]
    fn one_waits_and_who_comes_meanwhile_is_sent_away() {
        let (spin, looks) = (Spin::new(), Cell::new(0));
        let got = spin.until(|| {
            assert!(!spin.until(|| true));
            looks.set(looks.get() + 1);
            looks.get() == 3
        });
        assert_eq!((got, looks.get()), (*CORES, if *CORES { 3 } else { 0 }));
    }
}
