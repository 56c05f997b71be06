//! When a lost child is followed by another, and when no more.
//!
//! Knows no processes and asks no clock: it is told of each loss with the time, and says what to do.

use std::collections::VecDeque;
use std::fmt;
use std::time::{Duration, Instant};

/// The pause before the first restart; before each later one it is twice as long. It costs a run little, and a child that cannot start is
/// not tried in a loop.
const PAUSE: Duration = Duration::from_millis(50);
/// The longest pause.
const PAUSE_MAX: Duration = Duration::from_secs(5);

/// How many losses of one place in a pool are made good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allowance {
    pub(crate) restarts: u32,
    pub(crate) within: Duration,
}

impl Default for Allowance {
    /// 5 in 10 s: what now and then kills a worker is survived for ever, and what kills each of them ends the run within 5 s.
    fn default() -> Allowance {
        Allowance { restarts: 5, within: Duration::from_secs(10) }
    }
}

/// The losses of one place in a pool. A child that was killed on purpose is none.
#[derive(Debug)]
pub(crate) struct Budget {
    allowance: Allowance,
    /// When those were that count, at most as many as are allowed.
    losses: VecDeque<Instant>,
    random: u64,
}

/// What follows a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Another child starts, no sooner than then.
    RestartAt(Instant),
    GiveUp(GiveUp),
}

/// Too many were lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GiveUp {
    pub(crate) allowance: Allowance,
    /// How the last one was lost: what ended it, or why it could not be started.
    pub(crate) last: String,
    /// The end of what it wrote to its standard error.
    pub(crate) last_words: String,
}

impl Budget {
    /// `seed` is another one for each place, so that children lost at once do not come back at once.
    pub(crate) fn new(allowance: Allowance, seed: u64) -> Budget {
        Budget { allowance, losses: VecDeque::new(), random: seed }
    }

    /// A child ended though nobody asked it to, or could not be started.
    pub(crate) fn lost(&mut self, now: Instant, how: &dyn fmt::Display, last_words: &str) -> Verdict {
        let Allowance { restarts, within } = self.allowance;
        while self.losses.front().is_some_and(|loss| now.duration_since(*loss) >= within) {
            self.losses.pop_front();
        }
        if self.losses.len() >= restarts as usize {
            return Verdict::GiveUp(GiveUp {
                allowance: self.allowance,
                last: how.to_string(),
                last_words: last_words.to_owned(),
            });
        }
        self.losses.push_back(now);
        Verdict::RestartAt(now + self.pause())
    }

    /// From half of the pause that is due to all of it.
    fn pause(&mut self) -> Duration {
        let Allowance { restarts, within } = self.allowance;
        // All pauses together are no more than half of the window: so a budget of any size comes to its end if children die at once.
        let longest = PAUSE_MAX.min(within / restarts.saturating_mul(2));
        let doubled = u32::try_from(self.losses.len() - 1).expect("at most as many as are allowed");
        let due = PAUSE.saturating_mul(1u32.checked_shl(doubled).unwrap_or(u32::MAX)).min(longest);
        due.mul_f64((1.0 + self.chance()) / 2.0)
    }

    /// From 0 to 1, by SplitMix64.
    fn chance(&mut self) -> f64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.random ^ (self.random >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let top = u32::try_from((mixed ^ (mixed >> 31)) >> 32).expect("half of its bits");
        f64::from(top) / f64::from(u32::MAX)
    }
}

impl fmt::Display for GiveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let GiveUp { allowance: Allowance { restarts, within }, last, last_words } = self;
        match restarts {
            0 => write!(f, "lost, and not to be restarted: {last}")?,
            1 => write!(f, "lost again after 1 restart within {within:?}: {last}")?,
            _ => write!(f, "lost again after {restarts} restarts within {within:?}: {last}")?,
        }
        if !last_words.is_empty() {
            write!(f, "; its last words: {last_words}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::exit::{Exit, How, Signs};
    use super::*;

    /// What follows losses at these times, in milliseconds: the pause that was due, or an end.
    fn check(restarts: u32, losses: &[u64], expected: &str) {
        let within = Duration::from_secs(10);
        let start = Instant::now();
        for seed in 0..100 {
            let mut budget = Budget::new(Allowance { restarts, within }, seed);
            let exit = Exit::new(How::Code(3), false, Signs::default());
            let verdicts = losses.iter().map(|at| {
                let now = start + Duration::from_millis(*at);
                match budget.lost(now, &exit, "") {
                    Verdict::RestartAt(then) => then - now,
                    Verdict::GiveUp(_) => Duration::MAX,
                }
            });
            let verdicts: Vec<Duration> = verdicts.collect();
            for (pause, due) in verdicts.iter().zip(expected.split(' ')) {
                match due {
                    "end" => assert_eq!(*pause, Duration::MAX, "{verdicts:?}"),
                    due => {
                        let due = Duration::from_millis(due.parse().expect("a number"));
                        assert!(due / 2 <= *pause && *pause <= due, "{verdicts:?}");
                    }
                }
            }
            assert_eq!(verdicts.len(), expected.split(' ').count());
        }
    }

    #[test]
    fn b5_a_child_that_cannot_live_is_given_up() {
        check(5, &[0, 60, 200, 500, 1000, 2000], "50 100 200 400 800 end");
        check(1, &[0, 60], "50 end");
        check(0, &[0], "end");
    }

    #[test]
    fn b3_losses_long_ago_do_not_count() {
        check(5, &[0, 60, 9_999, 10_000, 10_059, 10_060], "50 100 200 200 400 400");
        check(1, &[0, 10_000, 20_000, 29_999], "50 50 50 end");
    }

    #[test]
    fn b5_a_budget_of_any_size_comes_to_its_end() {
        for restarts in [2, 5, 20, 1000] {
            let mut budget = Budget::new(Allowance { restarts, ..Allowance::default() }, 7);
            let start = Instant::now();
            let (mut now, mut starts) = (start, 1);
            let refused = std::io::Error::other("worker pool-2 cannot be started: Too many open files");
            let end = loop {
                match budget.lost(now, &refused, "") {
                    Verdict::RestartAt(then) => (now, starts) = (then, starts + 1),
                    Verdict::GiveUp(end) => break end,
                }
            };
            assert_eq!(starts, restarts + 1);
            let time = now - start;
            assert!(time <= Duration::from_secs(5), "{restarts}: {time:?}");
            assert!(
                end.to_string().ends_with("restarts within 10s: worker pool-2 cannot be started: Too many open files"),
                "{end}"
            );
        }
    }

    #[test]
    fn b4_children_lost_at_once_do_not_come_back_at_once() {
        let (now, refused) = (Instant::now(), std::io::Error::other("no"));
        let mut moments: Vec<Verdict> = Vec::new();
        for seed in 0..8 {
            let verdict = Budget::new(Allowance::default(), seed).lost(now, &refused, "");
            assert!(!moments.contains(&verdict), "{moments:?}, {verdict:?}");
            moments.push(verdict);
        }
    }

    #[test]
    fn an_end_is_told_with_the_last_words() {
        let errors = "cannot open data";
        let exit = Exit::new(How::Signal { signal: 11, core: false }, false, Signs::default());
        let mut budget = Budget::new(Allowance { restarts: 1, within: Duration::from_secs(10) }, 0);
        let now = Instant::now();
        budget.lost(now, &exit, errors);
        let Verdict::GiveUp(end) = budget.lost(now, &exit, errors) else { panic!("one restart is allowed") };
        let words =
            "lost again after 1 restart within 10s: killed by signal 11 (SIGSEGV); its last words: cannot open data";
        assert_eq!(end.to_string(), words);
    }
}
