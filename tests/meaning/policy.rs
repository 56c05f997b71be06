//! What becomes of failed items, and in which order items come: the same wherever they run and however they are read.

use papy::plumbing::{Front, Report};
use papy::{IMap, ItemError, pipeline, piper};

use crate::support::{Probe, accounted, block_on, counted, within};

#[piper]
fn picky(x: u64) -> Result<u64, String> {
    if x % 10 == 3 { Err(format!("no {x}")) } else { Ok(x) }
}

#[piper]
fn twice(x: u64) -> u64 {
    2 * x
}

#[piper]
fn pair(a: u64, b: u64) -> (u64, u64) {
    (a, b)
}

/// One item as text: a value, or the place and cause of an error.
fn text<T: std::fmt::Debug>(item: Result<T, ItemError>) -> String {
    item.map_or_else(|error| format!("{}: {}", error.lineage(), error.cause()), |value| format!("{value:?}"))
}

/// The same output, read in four ways.
fn read<L: Front<u64>>(start: impl Fn() -> papy::plumbing::Output<u64, L>) -> Vec<Vec<String>> {
    let mut chunks = Vec::new();
    start().for_each_chunk(|chunk| chunks.extend(chunk.map(text)));
    let mut one_by_one = start();
    let asynchronous = block_on(async {
        let mut all = Vec::new();
        while let Some(item) = one_by_one.next().await {
            all.push(text(item));
        }
        all
    });
    let iterated = start().into_iter().map(text);
    let folded = start().into_iter().fold(Vec::new(), |mut all, item| {
        all.push(text(item));
        all
    });
    vec![chunks, asynchronous, iterated.collect(), folded]
}

macro_rules! policies {
    ($module:ident: $($option:tt)*) => {
        mod $module {
            use super::*;

            pipeline! { Inline { input xs: u64; output out = xs -> picky [$($option)*] -> twice; } }
            pipeline! { Pool { imap a = threads(2); input xs: u64; output out = xs -> picky on a [$($option)*] -> twice on a; } }
            pipeline! {
                Strict { imap a = threads(2) [strict]; input xs: u64; output out = xs -> picky on a [$($option)*] -> twice on a; }
            }
            pipeline! {
                TwoPools {
                    imap a = threads(2);
                    imap b = threads(2);
                    input xs: u64;
                    output out = xs -> picky on a [$($option)*] -> twice on b;
                }
            }
            pipeline! {
                Small {
                    imap a = threads(2) [batch = 2];
                    input xs: u64;
                    output out [buffer = 4] = xs -> twice -> half on a -> picky [$($option)*] -> twice on a;
                }
            }

            #[piper]
            fn half(x: u64) -> u64 {
                x / 2
            }

            /// A run through two pools, read to its end: how many items came, and the report.
            pub fn finished(source: impl Iterator<Item = u64> + Send + 'static) -> (usize, Report) {
                let mut run = TwoPools::new().start(source).unwrap();
                ((&mut run.out).into_iter().count(), run.finish_blocking().unwrap())
            }

            /// Where each comes out: all ways to read, all places to run.
            pub fn everywhere(items: u64) -> Vec<Vec<String>> {
                let mut all = read(|| Inline::new().start(0..items).unwrap().out);
                all.extend(read(|| Pool::new().start(0..items).unwrap().out));
                all.extend(read(|| Strict::new().start(0..items).unwrap().out));
                all.extend(read(|| TwoPools::new().start(0..items).unwrap().out));
                all.extend(read(|| Small::new().start(0..items).unwrap().out));
                all
            }
        }
    };
}

policies!(pass: on_error = pass);
policies!(skip: on_error = skip);
policies!(stop: on_error = stop);

#[piper]
fn second(_a: u64, b: Option<u64>) -> u64 {
    b.unwrap_or(u64::MAX)
}

pipeline! {
    DiamondSkip {
        imap a = threads(2);
        input xs: u64;
        let left = xs -> twice on a;
        let right = xs -> picky [on_error = skip];
        output out = (left, right?) -> second;
    }
}

pipeline! {
    DiamondStop {
        imap a = threads(2);
        input xs: u64;
        let left = xs -> twice on a;
        let right = xs -> picky [on_error = stop];
        output out = (left, right) -> pair;
    }
}

fn expected(items: u64, mut failed: impl FnMut(u64) -> Option<String>) -> Vec<String> {
    let item = |x: u64| if x % 10 == 3 { failed(x) } else { Some((2 * x).to_string()) };
    (0..items).filter_map(item).collect()
}

#[test]
fn on_error_pass_leaves_the_error_in_its_place() {
    within(|| {
        let want = expected(2_000, |x| Some(format!("{x}: no {x}")));
        pass::everywhere(2_000).into_iter().for_each(|got| assert_eq!(got, want));
        let (count, report) = pass::finished(0..2_000);
        assert_eq!((count, report.stats.outputs[0].errors), (2_000, 200));
    });
}

#[test]
fn on_error_skip_drops_and_counts() {
    within(|| {
        let want = expected(2_000, |_| None);
        skip::everywhere(2_000).into_iter().for_each(|got| assert_eq!(got, want));
        let (count, report) = skip::finished(0..2_000u64);
        assert_eq!(count, want.len());
        let node = &report.stats.nodes[0];
        assert_eq!((node.calls, node.failed, node.skipped, report.stats.outputs[0].dropped), (2_000, 200, 200, 200));
    });
}

#[test]
fn on_error_stop_ends_with_the_first_error() {
    within(|| {
        let want = ["0", "2", "4", "3: no 3"];
        stop::everywhere(2_000).into_iter().for_each(|got| assert_eq!(got, want));
    });
}

#[test]
fn on_error_stop_counts_the_rest_as_cancelled() {
    within(|| {
        let taken = Probe::default();
        let (count, report) = stop::finished(counted(u64::MAX, &taken, &Probe::default()));
        assert_eq!(count, 4);
        let out = &report.stats.outputs[0];
        assert_eq!((out.ok, out.errors), (3, 1));
        assert_eq!((accounted(&report, 0), report.stats.inputs[0].1), (taken.count(), taken.count()));
    });
}

pipeline! {
    Both {
        imap a = threads(2);
        input xs: u64;
        output failing = xs -> picky on a [on_error = stop];
        output other = xs -> twice on a;
    }
}

#[test]
fn on_error_stop_ends_every_output() {
    within(|| {
        let run = Both::new().start(0u64..).unwrap();
        let other = std::thread::spawn(move || run.other.into_iter().map(text).collect::<Vec<_>>());
        assert_eq!(run.failing.into_iter().map(text).collect::<Vec<_>>(), ["0", "1", "2", "3: no 3"]);
        let other = other.join().unwrap();
        let want: Vec<_> = (0..other.len() as u64).map(|x| (2 * x).to_string()).collect();
        assert_eq!(other, want);
        assert!(other.len() >= 4, "{other:?}");
        run.handle.finish_blocking().unwrap();
    });
}

#[piper(flat_map)]
fn children(x: u64) -> Vec<u64> {
    (0..4).map(|child| 10 * x + child).collect()
}

pipeline! {
    StopChild {
        imap a = threads(2);
        input xs: u64;
        output out = xs -> children on a -> picky [on_error = stop] -> twice on a;
    }
}

#[test]
fn on_error_stop_at_a_child_cuts_its_siblings_off() {
    within(|| {
        for got in read(|| StopChild::new().start(0..50u64).unwrap().out) {
            assert_eq!(got, ["0", "2", "4", "0.3: no 3"]);
        }
    });
}

pipeline! {
    Policy {
        policy [on_error = skip];
        input xs: u64;
        output out = xs -> picky;
    }
}

pipeline! {
    Overridden {
        policy [on_error = skip];
        input xs: u64;
        output out = xs -> picky [on_error = pass];
    }
}

#[test]
fn a_policy_is_the_default_of_every_stage() {
    within(|| {
        assert_eq!(Policy::new().start(0..5u64).unwrap().out.collect_blocking::<Vec<_>>().unwrap(), [0, 1, 2, 4]);
        assert_eq!(Overridden::new().start(0..5u64).unwrap().out.into_iter().filter(Result::is_err).count(), 1);
    });
}

#[test]
fn on_error_on_one_branch_of_a_zip() {
    within(|| {
        let got: Vec<_> = DiamondSkip::new().start(0..5u64).unwrap().out.collect_blocking().unwrap();
        assert_eq!(got, [0, 1, 2, u64::MAX, 4]);
        let got: Vec<_> = DiamondStop::new().start(0..50u64).unwrap().out.into_iter().map(text).collect();
        assert_eq!(got, ["(0, 0)", "(2, 1)", "(4, 2)", "3: no 3"]);
    });
}

/// Costs differ by a factor of a thousand.
#[piper]
fn skewed(x: u64) -> u64 {
    let rounds = [10, 100, 10_000][(x.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 60) as usize % 3];
    (0..rounds).fold(x, |x, round| std::hint::black_box(x ^ round ^ round))
}

pipeline! {
    Ordered {
        imap pool: Threads [strict];
        input xs: u64;
        output out = xs -> skewed on pool -> twice on pool [fuse = off];
    }
}

pipeline! {
    Unordered {
        imap pool: Threads [strict];
        input xs: u64;
        output out = xs -> skewed on pool [unordered] -> twice on pool [fuse = off];
    }
}

#[test]
fn order_is_kept_under_skewed_work_unless_it_is_waived() {
    within(|| {
        let pool = IMap::threads(4);
        let want: Vec<u64> = (0..5_000).map(|x| 2 * x).collect();
        let ordered = Ordered::new().pool(pool.clone()).start(0..5_000u64).unwrap();
        assert_eq!(ordered.out.collect_blocking::<Vec<_>>().unwrap(), want);
        let unordered = Unordered::new().pool(pool).start(0..5_000u64).unwrap();
        let mut got: Vec<_> = unordered.out.collect_blocking().unwrap();
        got.sort_unstable();
        assert_eq!(got, want);
        assert_eq!(unordered.handle.finish_blocking().unwrap().stats.outputs[0].ok, 5_000);
    });
}

pipeline! {
    Pairs {
        input xs: u64;
        input ys: u64;
        let good = xs -> picky [on_error = stop];
        output out = (good, ys) -> pair;
    }
}

#[test]
fn on_error_stop_ahead_of_a_pairing_of_inputs_ends_with_that_error() {
    within(|| {
        let run = Pairs::new().start(PairsInputs { xs: 0..1_000, ys: 0..1_000 }).unwrap();
        let got: Vec<_> = run.out.into_iter().map(text).collect();
        assert_eq!(got, ["(0, 0)", "(1, 1)", "(2, 2)", "3: no 3"]);
        run.handle.finish_blocking().unwrap();
    });
}

/// Waits with 0 until the gate opens.
#[piper]
fn first_waits(x: u64, #[param] gate: &Probe) -> u64 {
    if x == 0 {
        gate.pass();
    }
    x
}

pipeline! {
    MergedAsTheyFinish(gate: Probe) {
        imap pool = threads(2) [strict];
        input xs: u64;
        input ys: u64;
        let slow = xs -> first_waits { gate } on pool [unordered, batch = 1];
        output out = [slow, ys] [unordered] -> twice;
    }
}

#[test]
fn a_merge_of_inputs_takes_what_an_unordered_stage_above_it_finished() {
    within(|| {
        let gate = Probe::shut();
        let run = MergedAsTheyFinish { gate: gate.clone() };
        let mut run = run.start(MergedAsTheyFinishInputs { xs: 0..10u64, ys: 100..103u64 }).unwrap();
        let mut out = (&mut run.out).into_iter().map(Result::unwrap);
        let mut before: Vec<_> = out.by_ref().take(12).collect();
        before.sort_unstable();
        let others = (1..10).chain(100..103).map(|x| 2 * x);
        assert_eq!(before, others.collect::<Vec<_>>(), "all but the first came while it waited");
        gate.open();
        assert_eq!(out.collect::<Vec<_>>(), [0]);
        run.handle.finish_blocking().unwrap();
    });
}
