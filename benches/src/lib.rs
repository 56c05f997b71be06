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

/// Runs all contestants `rounds` times in turn and prints each one's median, its range, the ratios of its median and of its least time
/// to those of the first, and where Linux tells, the time of all cores in a run, and the most memory that was resident while it ran: of what an
/// allocator keeps, some is others'. On a machine that others use too the least times say more, and the time of all cores says most.
/// Words `only=..` of the command line keep those contestants whose name has one of them in it.
///
/// # Panics
///
/// If their checksums differ.
pub fn race(workload: &str, rounds: usize, mut contestants: Vec<Contestant<'_>>) {
    let only: Vec<String> =
        std::env::args().skip(1).filter_map(|word| Some(word.strip_prefix("only=")?.to_owned())).collect();
    contestants.retain(|one| only.is_empty() || only.iter().any(|part| one.name.contains(part)));
    if contestants.is_empty() {
        return;
    }
    let mut times = vec![Vec::new(); contestants.len()];
    let mut peaks = vec![None; contestants.len()];
    let mut cores = vec![None; contestants.len()];
    let mut expected = None;
    for _ in 0..rounds {
        let all = contestants.iter_mut().zip(&mut times).zip(&mut peaks).zip(&mut cores);
        for (((contestant, times), peak), cores) in all {
            forget_peak();
            let before = cpu_seconds();
            let begun = Instant::now();
            let sum = (contestant.run)();
            times.push(begun.elapsed());
            *peak = (*peak).max(peak_mb());
            *cores = cpu_seconds().zip(before).map(|(after, before)| after - before + cores.unwrap_or(0.0));
            assert_eq!(*expected.get_or_insert(sum), sum, "{} computes something else", contestant.name);
        }
    }
    println!("{workload}: median of {rounds}, interleaved");
    let first = median(&mut times[0]);
    let least = times[0][0];
    for (((contestant, times), peak), cores) in contestants.iter().zip(&mut times).zip(peaks).zip(cores) {
        let middle = median(times);
        println!(
            "  {:28} {:>10.3?}  {:>10.3?} .. {:>10.3?}  {:5.2}x  least {:5.2}x{}{}",
            contestant.name,
            middle,
            times[0],
            times[times.len() - 1],
            middle.as_secs_f64() / first.as_secs_f64(),
            times[0].as_secs_f64() / least.as_secs_f64(),
            cores.map(|cores| format!("  cores {:7.3} s", cores / rounds as f64)).unwrap_or_default(),
            peak.map(|peak| format!("  peak {peak:4} MB")).unwrap_or_default()
        );
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Has Linux count the peak of resident memory anew.
fn forget_peak() {
    // Elsewhere there is none to forget.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1024)
}

/// What the process used of all cores so far, to 10 ms.
fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some((ticks()? + ticks()?) as f64 / 100.0)
}
