//! The fault matrix, part A: what goes wrong inside of this process.

use std::panic::panic_any;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use papy::plumbing::Report;
use papy::{Cause, Error, IMap, ItemError, Worker, pipeline, piper};

use crate::support::{
    Dropped, Inline, Pooled, Probe, TwoPools, accounted, alone, block_on, counted, eventually, nodes, pool_threads,
    same, shown, within,
};

#[piper]
fn fragile(x: u64, #[param] every: u64, #[param] but: u64) -> u64 {
    if x % every == but {
        panic!("no {x}");
    }
    x
}

#[piper]
fn meet(x: u64, #[param] all: &Arc<Barrier>) -> u64 {
    all.wait();
    x
}

pipeline! {
    Fragile(every: u64, but: u64) {
        imap pool: Threads [strict];
        input xs: u64;
        output out = xs -> fragile { every, but } on pool;
    }
}

pipeline! {
    /// Its calls return when as many run side by side as the barrier wants.
    Together(all: Arc<Barrier>) {
        imap pool: Threads [strict, batch = 1];
        input xs: u64;
        output out = xs -> meet { all } on pool;
    }
}

/// Fails unless `workers` calls run side by side on this pool.
fn all_work(pool: &IMap<papy::Threads>, workers: u64) {
    let run =
        Together { all: Arc::new(Barrier::new(workers as usize)) }.pool(pool.clone()).start(0..workers * 3).unwrap();
    assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap().len() as u64, workers * 3);
}

#[test]
fn a1_panic_on_item_17_is_one_error_in_place() {
    within(|| {
        let pool = IMap::threads(4);
        all_work(&pool, 4);
        let run = Fragile { every: 1_000, but: 17 }.pool(pool.clone()).start(0..1_000u64).unwrap();
        let got: Vec<_> = run.out.into_iter().collect();
        for (at, item) in got.iter().enumerate() {
            match item {
                Ok(value) => assert_eq!(*value, at as u64),
                Err(error) => {
                    assert_eq!((at, error.lineage().seq), (17, 17));
                    assert!(matches!(error.origin().worker, Worker::Imap { name: "pool", .. }), "{error:#}");
                    assert!(matches!(error.cause(), Cause::Panicked { message, .. } if message == "no 17"), "{error}");
                }
            }
        }
        assert_eq!((got.len(), got.iter().filter(|item| item.is_err()).count()), (1_000, 1));
        assert_eq!(run.handle.finish_blocking().unwrap().stats.outputs[0].errors, 1);
        all_work(&pool, 4);
    });
}

#[test]
fn a2_every_item_panics_and_no_thread_is_lost_or_added() {
    alone(|| {
        let pool = IMap::threads(3);
        eventually("three threads", || pool_threads() == 3);
        let run = Fragile { every: 1, but: 0 }.pool(pool.clone()).start(0..2_000u64).unwrap();
        assert_eq!(run.out.into_iter().filter(Result::is_err).count(), 2_000);
        assert_eq!(run.handle.finish_blocking().unwrap().stats.outputs[0].errors, 2_000);
        assert_eq!(pool_threads(), 3);
        all_work(&pool, 3);
    });
}

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("in the destructor");
    }
}

#[piper]
fn odd_payload(x: u64) -> u64 {
    match x {
        3 => panic_any(7u8),
        5 => panic_any(Bomb),
        _ => x,
    }
}

pipeline! {
    Odd {
        imap pool = threads(2);
        input xs: u64;
        output pooled = xs -> odd_payload on pool;
        output inline = xs -> odd_payload;
    }
}

pipeline! {
    OddLeased {
        input xs: u64;
        output out = xs -> odd_payload;
    }
}

#[test]
fn a3_odd_payloads_are_errors_with_a_general_text() {
    within(|| {
        let check = |got: Vec<Result<u64, ItemError>>| {
            let text = |at: usize| got[at].as_ref().unwrap_err().cause().to_string();
            assert!(text(3).ends_with("a panic without a message"), "{}", text(3));
            assert!(text(5).ends_with("a panic without a message"), "{}", text(5));
            assert_eq!(got.iter().flatten().copied().collect::<Vec<_>>(), [0, 1, 2, 4, 6, 7, 8, 9]);
        };
        let run = Odd::new().start(0..10u64).unwrap();
        let (pooled, inline) = (run.pooled, run.inline);
        check(pooled.into_iter().collect());
        check(inline.into_iter().collect());
        check(OddLeased::new().start(0..10u64).unwrap().out.into_iter().collect());
    });
}

#[piper]
fn write(x: u64, #[param] written: &Probe) -> Result<(), String> {
    if written.pass() == 500 || x == u64::MAX { Err(format!("disk full at {x}")) } else { Ok(()) }
}

pipeline! {
    Write(written: Probe) {
        input xs: u64;
        xs -> write { written };
    }
}

pipeline! {
    WriteOrStop(written: Probe) {
        imap pool = threads(1) [batch = 1, strict];
        input xs: u64;
        xs -> write { written } on pool [on_error = stop, buffer = 256];
    }
}

#[test]
fn a10_a_failed_sink_is_listed_and_fails_the_finish() {
    within(|| {
        let written = Probe::default();
        let run = Write { written: written.clone() }.start(0..1_000u64).unwrap();
        let Err(Error::Sinks { count, first, report }) = run.finish_blocking() else { panic!("the sink failed") };
        assert_eq!((count, written.count(), report.stats.inputs[0].1), (1, 1_000, 1_000));
        assert_eq!((first.lineage().seq, first.node()), (500, "xs.write"));
        assert_eq!(first.cause().to_string(), "disk full at 500");
        assert_eq!(report.sinks.len(), 1);
    });
}

#[test]
fn a10_a_failed_sink_stops_the_run_with_bounded_work_behind() {
    within(|| {
        let (written, taken) = (Probe::default(), Probe::default());
        let source = counted(u64::MAX, &taken, &Probe::default());
        let run = WriteOrStop { written: written.clone() }.start(source).unwrap();
        let Err(Error::Sinks { count, first, report }) = run.finish_blocking() else { panic!("the sink failed") };
        assert_eq!((count, first.lineage().seq), (1, 500));
        // Before it 500 items were done with, and no more than the buffer were under way.
        assert!((501..=500 + 256).contains(&taken.count()), "{} taken", taken.count());
        let accepted = taken.count();
        assert_eq!((report.stats.inputs[0].1, written.count()), (accepted, accepted));
        assert_eq!(nodes(&report.stats), [format!("xs.write {accepted}/1/0")]);
    });
}

/// How many items there are, and how many there were at once.
#[derive(Clone, Default)]
struct Live(Arc<[AtomicU64; 2]>);

impl Live {
    fn now(&self) -> u64 {
        self.0[0].load(Ordering::Relaxed)
    }

    fn most(&self) -> u64 {
        self.0[1].load(Ordering::Relaxed)
    }
}

struct Token(u64, Live);

impl Token {
    fn new(number: u64, live: &Live) -> Token {
        let now = live.0[0].fetch_add(1, Ordering::Relaxed) + 1;
        live.0[1].fetch_max(now, Ordering::Relaxed);
        Token(number, live.clone())
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        self.1.0[0].fetch_sub(1, Ordering::Relaxed);
    }
}

#[piper]
fn hand_on(token: Token) -> Token {
    token
}

pipeline! {
    Tokens {
        imap pool: Threads [batch = 1];
        input xs: Token;
        output out [buffer = 64] = xs -> hand_on on pool;
    }
}

#[test]
fn a11_behind_a_stalled_reader_there_are_as_many_items_as_the_buffer_holds() {
    within(|| {
        let (live, pool, taken) = (Live::default(), IMap::threads(2), Probe::default());
        let source = (0..u64::MAX).map({
            let (live, taken) = (live.clone(), taken.clone());
            move |number| {
                taken.pass();
                Token::new(number, &live)
            }
        });
        let mut run = Tokens::new().pool(pool.clone()).start(source).unwrap();
        for read in 0..200 {
            assert_eq!(block_on(run.out.next()).unwrap().unwrap().0, read);
            if read % 50 == 0 {
                taken.reaches(read + 1 + 64);
                // Both threads have looked for more to do, again and again.
                (0..10).for_each(|_| all_work(&pool, 2));
                assert_eq!((live.now(), taken.count()), (64, read + 1 + 64));
            }
        }
        drop(run);
        eventually("the end of all items", || live.now() == 0);
        assert!(live.most() <= 64 + 1, "{} at once", live.most());
    });
}

pipeline! {
    Buffered {
        imap pool = threads(2) [batch = 1];
        input xs: u64;
        output out [buffer = 64] = xs -> same on pool;
    }
}

#[test]
fn a11_a_stalled_reader_stops_the_source_after_exactly_the_buffer() {
    within(|| {
        let (taken, dropped) = (Probe::default(), Probe::default());
        let mut run = Buffered::new().start(counted(u64::MAX, &taken, &dropped)).unwrap();
        assert_eq!(taken.count(), 0, "nothing runs before an output is read");
        for read in 0..400 {
            // The reader has one; 64 more wait for it, never one more.
            let most = read + 1 + 64;
            assert_eq!(block_on(run.out.next()).unwrap().unwrap(), read);
            taken.reaches(most);
            assert!(taken.count() <= most, "{} taken at {read}", taken.count());
        }
        drop(run.out);
        dropped.reaches(1);
    });
}

#[piper]
fn slow_at(x: u64, #[param] slow: u64, #[param] gate: &Probe) -> u64 {
    if x == slow {
        gate.pass();
    }
    x
}

pipeline! {
    OneSlow(slow: u64, gate: Probe) {
        imap pool: Threads [batch = 1, strict];
        input xs: u64;
        let mid = xs -> slow_at { slow, gate } on pool;
        output out = mid -> same on pool [buffer = 256];
    }
}

#[test]
fn a12_one_slow_item_holds_back_a_bounded_number_and_loses_none() {
    within(|| {
        let (gate, taken) = (Probe::shut(), Probe::default());
        let (source, pool) = (counted(5_000, &taken, &Probe::default()), IMap::threads(3));
        let run = OneSlow { slow: 10, gate: gate.clone() }.pool(pool.clone()).start(source).unwrap();
        let reader = std::thread::spawn(move || run.out.collect_blocking::<Vec<_>>().unwrap());
        gate.reaches(1);
        taken.reaches(10 + 256);
        // The two threads that are left have looked for more to do, again and again.
        (0..10).for_each(|_| all_work(&pool, 2));
        assert_eq!(taken.count(), 10 + 256);
        gate.open();
        assert_eq!(reader.join().unwrap(), (0..5_000).collect::<Vec<_>>());
    });
}

#[piper]
fn dear(x: u64, #[param] rounds: u64) -> u64 {
    (0..rounds).fold(x, |sum, round| std::hint::black_box(sum ^ round ^ round))
}

#[piper]
fn pair(a: u64, b: u64) -> (u64, u64) {
    (a, b)
}

pipeline! {
    Skewed {
        imap fast = threads(2) [batch = 1];
        imap slow = threads(2);
        input xs: u64;
        let left = xs -> dear { rounds: 10 } on fast;
        let right = xs -> dear { rounds: 1_000 } on slow [buffer = 512];
        output out = (left, right) -> pair;
    }
}

#[test]
fn a13_a_branch_a_hundred_times_slower_is_joined_in_step() {
    within(|| {
        let taken = Probe::default();
        let mut run = Skewed::new().start(counted(5_000, &taken, &Probe::default())).unwrap();
        for (at, item) in (0..).zip(&mut run.out) {
            assert_eq!(item.unwrap(), (at, at));
            let most = (at + 1 + 512).min(5_000);
            if at % 500 == 0 {
                taken.reaches(most);
            }
            assert!(taken.count() <= most, "{} taken at {at}", taken.count());
        }
        assert_eq!(run.finish_blocking().unwrap().stats.outputs[0].ok, 5_000);
    });
}

pipeline! {
    SharedByAll {
        imap one = threads(1);
        input xs: u64;
        output out = xs -> same on one -> same on one [fuse = off] -> same on one [fuse = off];
    }
}

pipeline! {
    SharedTight {
        imap one = threads(1) [batch = 1];
        imap other = threads(1);
        input xs: u64;
        let there = xs -> same on one -> same on other [fuse = off];
        output out [buffer = 1] = there -> same on one -> same on other;
    }
}

#[test]
fn a14_consecutive_pipers_share_an_imap_of_one_worker() {
    within(|| {
        let all: Vec<u64> = (0..2_000).collect();
        let run = SharedByAll::new().start(0..2_000u64).unwrap();
        assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), all);
        let run = SharedByAll::new().start(0..2_000u64).unwrap();
        assert_eq!(block_on(run.out.collect::<Vec<_>>()).unwrap(), all, "read by an executor, which does not help");
    });
}

#[test]
fn a14_one_item_at_a_time_through_two_imaps_of_one_worker() {
    within(|| {
        let all: Vec<u64> = (0..2_000).collect();
        let run = SharedTight::new().start(0..2_000u64).unwrap();
        assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), all);
        let run = SharedTight::new().start(0..2_000u64).unwrap();
        assert_eq!(block_on(run.out.collect::<Vec<_>>()).unwrap(), all);
    });
}

#[piper]
fn keeping(
    x: u64,
    #[param] made: &Probe,
    #[param] gone: &Probe,
    #[local(|made: &Probe, gone: &Probe| { made.pass(); Dropped(gone.clone()) })] _it: &Dropped,
) -> u64 {
    let _ = (made, gone);
    x
}

pipeline! {
    Keeping(made: Probe, gone: Probe) {
        imap pool = threads(3);
        input xs: u64;
        output out = xs -> keeping { made, gone } on pool -> same [fuse = off];
    }
}

#[test]
fn a16_a_reader_that_leaves_at_item_10_leaves_nothing_behind() {
    alone(|| {
        for asynchronous in [false, true] {
            let [made, gone, taken, dropped] = [(); 4].map(|()| Probe::default());
            let pipeline = Keeping { made: made.clone(), gone: gone.clone() };
            let mut run = pipeline.start(counted(u64::MAX, &taken, &dropped)).unwrap();
            let ten: Vec<u64> = match asynchronous {
                false => (&mut run.out).into_iter().take(10).map(Result::unwrap).collect(),
                true => (0..10).map(|_| block_on(run.out.next()).unwrap().unwrap()).collect(),
            };
            assert_eq!(ten, (0..10).collect::<Vec<_>>());
            let begun = Instant::now();
            drop(run.out);
            dropped.reaches(1);
            // The handle lives on and holds nothing of it.
            gone.reaches(made.count());
            eventually("the end of the pool's threads", || pool_threads() == 0);
            assert_eq!(made.count(), gone.count());
            assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
            drop(run.handle);
        }
    });
}

pipeline! {
    Strict {
        input xs: u64;
        input ys: u64;
        output out = (xs, ys) -> pair;
    }
}

pipeline! {
    Shortest {
        imap pool = threads(2);
        input xs: u64;
        input ys: u64;
        let squares = ys -> same on pool;
        output out = (xs, squares) [zip = shortest] -> pair;
    }
}

pipeline! {
    Longest {
        input xs: u64;
        input ys: u64;
        output out = (xs, ys) [zip = longest];
    }
}

/// Of two inputs that were paired, what was accepted went into pairs, came to the zip and found no partner, or came too late.
fn left_over(report: &Report, given: [u64; 2]) {
    let pairs = given[0].min(given[1]);
    assert_eq!(report.stats.members.len(), 2);
    for ((it, (input, accepted)), given) in report.stats.members.iter().zip(&report.stats.inputs).zip(given) {
        assert_eq!((it.input, it.node), (*input, "out.zip"));
        assert_eq!(it.ok + it.discarded + it.cancelled, *accepted, "{it:?}");
        assert_eq!(it.ok - it.unpaired, pairs, "{it:?}");
        assert!((pairs..=given).contains(accepted), "{accepted} of {given}");
        let left = it.unpaired + it.discarded + it.cancelled;
        assert_eq!(left, accepted - pairs, "{it:?}");
        assert!(given == pairs || left > 0, "{it:?}");
    }
}

#[test]
fn a17_inputs_of_different_lengths_are_an_error_after_the_last_pair() {
    within(|| {
        for (xs, ys) in [(3, 5), (5, 3), (0, 2), (200, 300)] {
            let mut run = Strict::new().start(StrictInputs { xs: 0..xs, ys: 0..ys }).unwrap();
            let got: Vec<_> = (&mut run.out).into_iter().collect();
            let short = xs.min(ys);
            assert_eq!(got.len() as u64, short + 1);
            for (at, item) in (0..short).zip(&got) {
                assert_eq!(*item.as_ref().unwrap(), (at, at));
            }
            let error = got.last().unwrap().as_ref().unwrap_err();
            assert_eq!(error.lineage().seq, short);
            let text = error.cause().to_string();
            let gave = |it: u64| if it > short { format!("at least {}", short + 1) } else { it.to_string() };
            let want = format!("inputs of different lengths: `xs` gave {}, `ys` gave {}, write", gave(xs), gave(ys));
            assert!(text.starts_with(&want), "{text}");
            let report = run.finish_blocking().unwrap();
            assert_eq!((accounted(&report, 0), report.stats.outputs[0].errors), (short + 1, 1));
            left_over(&report, [xs, ys]);
        }
        let run = Strict::new().start(StrictInputs { xs: 0..4, ys: 0..4 }).unwrap();
        assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap().len(), 4);
    });
}

#[test]
fn a17_shortest_and_longest_are_choices() {
    within(|| {
        for (xs, ys) in [(3u64, 5u64), (500, 3), (0, 4), (0, 0)] {
            let run = Shortest::new().start(ShortestInputs { xs: 0..xs, ys: 0..ys }).unwrap();
            assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap().len() as u64, xs.min(ys));
            left_over(&run.handle.finish_blocking().unwrap(), [xs, ys]);
            let run = Longest::new().start(LongestInputs { xs: 0..xs, ys: 0..ys }).unwrap();
            let got: Vec<_> = run.out.collect_blocking().unwrap();
            let one = |at: u64, end: u64| (at < end).then_some(at);
            assert_eq!(got, (0..xs.max(ys)).map(|at| (one(at, xs), one(at, ys))).collect::<Vec<_>>());
            let report = run.handle.finish_blocking().unwrap();
            let all: Vec<_> =
                report.stats.members.iter().map(|it| (it.ok, it.unpaired + it.discarded + it.cancelled)).collect();
            assert_eq!(all, [(xs, 0), (ys, 0)]);
        }
    });
}

/// Every way to read an output, as the same text.
macro_rules! ways {
    ($new:expr, $items:expr) => {{
        let start = || $new.start(0..$items).unwrap();
        let values = |all: Vec<u64>| all.iter().map(u64::to_string).collect::<Vec<_>>();
        let mut ways = Vec::new();
        ways.push(values(start().out.collect_blocking().unwrap()));
        ways.push(values(block_on(start().out.collect()).unwrap()));
        ways.push(shown(start().out));
        let mut by_ref = start();
        ways.push(shown(&mut by_ref.out));
        by_ref.finish_blocking().unwrap();
        ways.push(start().out.into_iter().fold(Vec::new(), |mut all, item| {
            all.push(item.unwrap().to_string());
            all
        }));
        let mut one_by_one = start();
        ways.push(block_on(async {
            let mut all = Vec::new();
            while let Some(item) = one_by_one.out.next().await {
                all.push(item.unwrap().to_string());
            }
            assert!(one_by_one.out.next().await.is_none(), "the end stays the end");
            all
        }));
        assert_eq!(block_on(one_by_one.finish()).unwrap().stats.outputs[0].ok, $items);
        let mut chunks = Vec::new();
        start().out.for_each_chunk(|chunk| chunks.extend(chunk.map(|item| item.unwrap().to_string())));
        ways.push(chunks);
        ways.push(
            block_on(futures::StreamExt::collect::<Vec<_>>(start().out))
                .into_iter()
                .map(|item| item.unwrap().to_string())
                .collect(),
        );
        ways
    }};
}

#[test]
fn a18_none_one_and_some_items_for_every_way_to_read() {
    within(|| {
        for items in [0u64, 1, 2, 1_000] {
            let want: Vec<String> = (0..items).map(|item| item.to_string()).collect();
            for way in ways!(Inline::new(), items)
                .into_iter()
                .chain(ways!(Pooled::new(), items))
                .chain(ways!(TwoPools::new(), items))
            {
                assert_eq!(way, want);
            }
        }
    });
}
