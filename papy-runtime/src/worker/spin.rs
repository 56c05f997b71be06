//! Waiting without sleeping: a thread that sleeps needs 5 to 60 us to wake, and what it waits for is often nearer.

use std::sync::LazyLock;
use std::time::Duration;

use crate::sync::{AtomicBool, AtomicU32, Instant, Ordering, hint};

/// The longest time worth waiting awake for, in nanoseconds: about what a waking costs.
const LONGEST: u32 = 20_000;
/// What is always tried, in nanoseconds: without it nobody would learn that waiting pays again.
const SHORTEST: u32 = 500;
/// Looks between two at the clock.
const LOOKS: u32 = 16;

/// Whether there is a core for somebody who only waits.
static CORES: LazyLock<bool> =
    LazyLock::new(|| std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1));

/// Waits awake, one thread at a time, for as long as that has paid lately.
#[derive(Debug)]
pub(crate) struct Spin {
    taken: AtomicBool,
    /// Nanoseconds.
    limit: AtomicU32,
}

impl Spin {
    pub(crate) fn new() -> Spin {
        Spin { taken: AtomicBool::new(false), limit: AtomicU32::new(SHORTEST) }
    }

    /// Waits until `ready`, and says whether it is. False at once for whoever comes while another waits here.
    pub(crate) fn until(&self, ready: impl Fn() -> bool) -> bool {
        if !*CORES || self.taken.swap(true, Ordering::Acquire) {
            return false;
        }
        let limit = self.limit.load(Ordering::Relaxed);
        let (begun, most) = (Instant::now(), Duration::from_nanos(limit.into()));
        let paid = loop {
            if (0..LOOKS).any(|_| {
                hint::spin_loop();
                ready()
            }) {
                break true;
            }
            if begun.elapsed() >= most {
                break false;
            }
        };
        let next = if paid { (limit * 4).min(LONGEST) } else { (limit / 2).max(SHORTEST) };
        self.limit.store(next, Ordering::Relaxed);
        self.taken.store(false, Ordering::Release);
        paid
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn it_waits_longer_where_that_pays_and_shorter_where_it_does_not() {
        let spin = Spin::new();
        let limits = |ready: bool| {
            [(); 4].map(|()| {
                assert_eq!(spin.until(|| ready), ready && *CORES);
                spin.limit.load(Ordering::Relaxed)
            })
        };
        if *CORES {
            assert_eq!(limits(true), [2_000, 8_000, 20_000, 20_000]);
            assert_eq!(limits(false), [10_000, 5_000, 2_500, 1_250]);
        }
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
