//! Runs contestants in turn, in one process, and prints medians as ratios: the machine is shared, so only ratios of one run count.

use std::time::{Duration, Instant};

/// One way to do a workload. It returns a checksum.
pub struct Contestant<'a> {
    /// Its name.
    pub name: &'a str,
    /// Does the work once.
    pub run: Box<dyn FnMut() -> u64 + 'a>,
}

impl<'a> Contestant<'a> {
    /// A way to do a workload.
    pub fn new(name: &'a str, run: impl FnMut() -> u64 + 'a) -> Contestant<'a> {
        Contestant { name, run: Box::new(run) }
    }
}

/// Runs all contestants `rounds` times in turn and prints each one's median, its range, and the ratios of its median and of its least time
/// to those of the first. On a machine that others use too the least times say more.
///
/// # Panics
///
/// If their checksums differ.
pub fn race(workload: &str, rounds: usize, mut contestants: Vec<Contestant<'_>>) {
    let mut times = vec![Vec::new(); contestants.len()];
    let mut expected = None;
    for _ in 0..rounds {
        for (contestant, times) in contestants.iter_mut().zip(&mut times) {
            let begun = Instant::now();
            let sum = (contestant.run)();
            times.push(begun.elapsed());
            assert_eq!(*expected.get_or_insert(sum), sum, "{} computes something else", contestant.name);
        }
    }
    println!("{workload}: median of {rounds}, interleaved");
    let first = median(&mut times[0]);
    let least = times[0][0];
    for (contestant, times) in contestants.iter().zip(&mut times) {
        let middle = median(times);
        println!(
            "  {:28} {:>10.3?}  {:>10.3?} .. {:>10.3?}  {:5.2}x  least {:5.2}x",
            contestant.name,
            middle,
            times[0],
            times[times.len() - 1],
            middle.as_secs_f64() / first.as_secs_f64(),
            times[0].as_secs_f64() / least.as_secs_f64()
        );
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
