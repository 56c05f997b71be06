//! How much is in flight, who waits for whom, and pools that are shared.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use papy::{Cause, Error, IMap, ItemError, pipeline, piper};

use crate::support::{Probe, alone, block_on, counted, eventually, gated, pool_threads, same, within};

pipeline! {
    Two(size: usize) {
        imap pool = threads(2);
        input xs: u64;
        output a [buffer = size] = xs -> same on pool;
        output b = xs -> same on pool;
    }
}

pipeline! {
    TwoInline(size: usize) {
        input xs: u64;
        output a [buffer = size] = xs -> same;
        output b = xs -> same;
    }
}

fn unread(item: Option<Result<u64, ItemError>>) -> Vec<String> {
    let error = item.expect("it stalls").expect_err("nothing can come");
    match error.cause() {
        Cause::Stalled { unread } => unread.clone(),
        other => panic!("{other}"),
    }
}

/// Reads `a` until it stalls, then `b` to where `a` was, and so on to the end.
macro_rules! in_turns {
    ($run:expr, $next:expr) => {{
        let (mut run, next) = ($run, $next);
        let mut stalls = 0;
        let (mut from_a, mut from_b) = (Vec::new(), Vec::new());
        while let Some(item) = next(&mut run.a) {
            match item {
                Ok(value) => from_a.push(value),
                stalled => {
                    assert_eq!(unread(Some(stalled)), ["b"]);
                    stalls += 1;
                    while from_b.len() < from_a.len() {
                        from_b.push(next(&mut run.b).unwrap().unwrap());
                    }
                }
            }
        }
        while let Some(item) = next(&mut run.b) {
            from_b.push(item.unwrap());
        }
        let want: Vec<u64> = (0..150).collect();
        assert_eq!((&from_a, &from_b), (&want, &want));
        assert!(stalls > 0, "it stalls at 64 of 150");
        run.handle.finish_blocking().unwrap();
    }};
}

#[test]
fn an_output_that_waits_for_an_unread_one_says_so_and_goes_on_later() {
    within(|| {
        in_turns!(Two { size: 64 }.start(0..150u64).unwrap(), |output: &mut papy::plumbing::Output<u64>| {
            output.into_iter().next()
        });
    });
    within(|| {
        in_turns!(TwoInline { size: 64 }.start(0..150u64).unwrap(), |output: &mut papy::plumbing::Output<u64>| {
            output.into_iter().next()
        });
    });
}

#[test]
fn an_async_reader_that_waits_for_an_unread_output_is_told_too() {
    within(|| {
        in_turns!(Two { size: 64 }.start(0..150u64).unwrap(), |output: &mut papy::plumbing::Output<u64>| {
            block_on(output.next())
        });
    });
    within(|| {
        in_turns!(TwoInline { size: 64 }.start(0..150u64).unwrap(), |output: &mut papy::plumbing::Output<u64>| {
            block_on(output.next())
        });
    });
}

#[test]
fn a_buffer_that_holds_everything_or_reading_together_never_stalls() {
    within(|| {
        let want: Vec<u64> = (0..3_000).collect();
        for asynchronous in [false, true] {
            let run = Two { size: 10_000 }.start(0..3_000u64).unwrap();
            let read = |output: papy::plumbing::Output<u64>| match asynchronous {
                false => output.collect_blocking::<Vec<_>>().unwrap(),
                true => block_on(output.collect::<Vec<_>>()).unwrap(),
            };
            assert_eq!(read(run.a), want);
            assert_eq!(read(run.b), want);
        }
        let run = Two { size: 8 }.start(0..3_000u64).unwrap();
        let together = block_on(futures::future::join(run.a.collect::<Vec<_>>(), run.b.collect::<Vec<_>>()));
        assert_eq!((together.0.unwrap(), together.1.unwrap()), (want.clone(), want.clone()));
        let run = TwoInline { size: 8 }.start(0..3_000u64).unwrap();
        let together = block_on(futures::future::join(run.a.collect::<Vec<_>>(), run.b.collect::<Vec<_>>()));
        assert_eq!((together.0.unwrap(), together.1.unwrap()), (want.clone(), want.clone()));
        let run = Two { size: 8 }.start(0..3_000u64).unwrap();
        let b = std::thread::spawn(move || run.b.collect_blocking::<Vec<_>>().unwrap());
        assert_eq!(run.a.collect_blocking::<Vec<_>>().unwrap(), want);
        assert_eq!(b.join().unwrap(), want);
    });
}

#[test]
fn a_reader_that_gives_up_waiting_does_not_hold_up_another() {
    within(|| {
        let run = TwoInline { size: 8 }.start(0..500u64).unwrap();
        let (mut a, b) = (run.a, run.b);
        // Polled once, and dropped while it waits: `b` is behind, so `a` may be told to wait.
        for _ in 0..8 {
            drop(futures::FutureExt::now_or_never(a.next()));
        }
        while let Some(item) = futures::FutureExt::now_or_never(a.next()) {
            item.unwrap().unwrap();
        }
        let reader = std::thread::spawn(move || b.collect_blocking::<Vec<_>>().unwrap().len());
        drop(a);
        assert_eq!(reader.join().unwrap(), 500);
    });
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    Lazy {
        input xs: u64;
        output out = xs -> same -> same;
    }
}

pipeline! {
    LazyJoin {
        input xs: u64;
        input ys: u64;
        let left = xs -> same;
        output out = (left, ys) -> add;
        output again = left -> same;
    }
}

#[test]
fn without_imaps_one_item_read_is_one_item_taken() {
    within(|| {
        let (taken, dropped) = (Probe::default(), Probe::default());
        let mut run = Lazy::new().start(counted(u64::MAX, &taken, &dropped)).unwrap();
        for read in 0..100 {
            assert_eq!(taken.count(), read);
            let item = if read % 2 == 0 { block_on(run.out.next()) } else { (&mut run.out).into_iter().next() };
            assert_eq!(item.unwrap().unwrap(), read);
        }
        drop(run);
        dropped.reaches(1);
    });
}

#[test]
fn without_imaps_one_pair_read_is_one_item_taken_of_each_input() {
    within(|| {
        let [xs, ys, dropped] = [(); 3].map(|()| Probe::default());
        let inputs = LazyJoinInputs { xs: counted(1_000, &xs, &dropped), ys: counted(1_000, &ys, &dropped) };
        let mut run = LazyJoin::new().start(inputs).unwrap();
        for read in 0..100 {
            assert_eq!((xs.count(), ys.count()), (read, read));
            assert_eq!(block_on(run.out.next()).unwrap().unwrap(), 2 * read);
            assert_eq!((&mut run.again).into_iter().next().unwrap().unwrap(), read);
        }
        drop((run.out, run.again));
        dropped.reaches(2);
    });
}

pipeline! {
    Driven(gate: Probe) {
        imap pool: Threads;
        input xs: u64;
        output out = xs -> gated { gate } on pool;
        output other = xs -> same on pool;
    }
}

#[test]
fn nothing_runs_before_an_output_is_read() {
    within(|| {
        let (taken, called) = (Probe::default(), Probe::default());
        let pool = IMap::threads(2);
        let source = counted(1_000, &taken, &Probe::default());
        let run = Driven { gate: called.clone() }.pool(pool.clone()).start(source).unwrap();
        // Another run comes and goes on the same threads.
        let other = Driven { gate: Probe::default() }.pool(pool).start(0..1_000u64).unwrap();
        other.finish_blocking().unwrap();
        assert_eq!((taken.count(), called.count()), (0, 0));
        run.finish_blocking().unwrap();
        assert_eq!((taken.count(), called.count()), (1_000, 1_000));
    });
}

#[test]
fn two_pipelines_on_one_pool_both_get_on() {
    within(|| {
        let pool = IMap::threads(1);
        let (endless, other) = (Probe::default(), Probe::default());
        let busy = Driven { gate: endless.clone() }.pool(pool.clone()).start(0u64..).unwrap();
        let handle = busy.handle.clone();
        let reader = std::thread::spawn(move || block_on(busy.finish()));
        endless.reaches(1_000);
        let run = Driven { gate: other.clone() }.pool(pool.clone()).start(0..5_000u64).unwrap();
        assert_eq!(block_on(run.finish()).unwrap().stats.outputs[0].discarded, 5_000);
        let before = endless.count();
        endless.reaches(before + 10_000);
        handle.stop();
        reader.join().unwrap().unwrap();
    });
}

pipeline! {
    PoolOf(workers: usize) {
        imap pool = threads(workers);
        input xs: u64;
        output out = xs -> same on pool;
    }
}

#[test]
fn an_imap_that_is_not_given_or_has_no_workers_is_named_by_start() {
    within(|| {
        let refused = |error: Error| match error {
            Error::Start { pipeline, reason } => format!("{pipeline}: {reason}"),
            other => panic!("{other}"),
        };
        let text = refused(Driven { gate: Probe::default() }.start(0..3u64).map(drop).unwrap_err());
        assert!(text.starts_with("Driven: imap `pool` was not given"), "{text}");
        let text = refused(PoolOf { workers: 0 }.start(0..3u64).map(drop).unwrap_err());
        assert!(text.starts_with("PoolOf: imap `pool` needs at least one worker"), "{text}");
    });
}

#[test]
fn threads_end_with_the_last_handle_and_the_last_run() {
    alone(|| {
        let pool = IMap::threads(3);
        eventually("three threads", || pool_threads() == 3);
        let gate = Probe::shut();
        let run = Driven { gate: gate.clone() }.pool(pool.clone()).start(0..10u64).unwrap();
        let reader = std::thread::spawn(move || block_on(run.finish()));
        gate.reaches(1);
        drop(pool);
        gate.open();
        assert_eq!(reader.join().unwrap().unwrap().stats.inputs[0].1, 10);
        eventually("the end of the threads", || pool_threads() == 0);
    });
}

/// An item that counts those that live.
#[derive(Debug)]
struct Alive(Arc<AtomicI64>);

impl Alive {
    fn new(alive: &Arc<AtomicI64>, most: i64) -> Alive {
        let before = alive.fetch_add(1, Ordering::Relaxed);
        assert!(before < most, "{before} items in flight");
        Alive(alive.clone())
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[piper]
fn hold(item: Alive) -> Alive {
    item
}

pipeline! {
    Held {
        imap a = threads(2);
        imap b = threads(2);
        input items: Alive;
        output out [buffer = 20_000] = items -> hold on a -> hold on b;
    }
}

#[test]
fn two_million_items_are_never_more_than_the_buffer_in_flight() {
    within(|| {
        let alive = Arc::new(AtomicI64::new(0));
        let count = alive.clone();
        // What is in flight, and the chunk that the reader has taken.
        let source = (0..2_000_000u64).map(move |_| Alive::new(&count, 30_000));
        let run = Held::new().start(source).unwrap();
        let mut read = 0u64;
        run.out.for_each_chunk(|chunk| {
            for item in chunk {
                item.unwrap();
                read += 1;
                if read.is_multiple_of(4096) {
                    std::thread::yield_now();
                }
            }
        });
        assert_eq!((read, alive.load(Ordering::Relaxed)), (2_000_000, 0));
    });
}

pipeline! {
    SmallBuffer {
        imap pool = threads(2);
        input xs: u64;
        output a [buffer = 10] = xs -> same on pool [batch = 100, buffer = 4000];
        output b = xs -> same on pool;
    }
}

#[test]
fn the_smallest_buffer_written_is_what_is_taken_and_unread_whatever_the_batch() {
    within(|| {
        let (taken, dropped) = (Probe::default(), Probe::default());
        let mut run = SmallBuffer::new().start(counted(150, &taken, &dropped)).unwrap();
        let mut a = (&mut run.a).into_iter();
        assert_eq!(a.by_ref().take(10).map(Result::unwrap).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
        assert_eq!(unread(a.next()), ["b"]);
        assert_eq!(taken.count(), 10);
        drop((run.a, run.b));
        run.handle.finish_blocking().unwrap();
    });
}

pipeline! {
    LargeBuffer {
        imap pool = threads(2);
        input xs: u64;
        output a [buffer = 20_001] = xs -> same on pool [batch = 1];
        output b = xs -> same on pool;
    }
}

pipeline! {
    JustLargeEnough {
        imap pool = threads(2);
        input xs: u64;
        output a [buffer = 1001] = xs -> same on pool;
        output b = xs -> same on pool;
    }
}

#[test]
fn a_buffer_that_is_large_enough_lets_outputs_be_read_one_after_the_other() {
    within(|| {
        // One more than there are: what is behind the last is asked for too.
        let run = LargeBuffer::new().start(0..20_000u64).unwrap();
        let want: Vec<u64> = (0..20_000).collect();
        assert_eq!(run.a.collect_blocking::<Vec<_>>().unwrap(), want);
        assert_eq!(run.b.collect_blocking::<Vec<_>>().unwrap(), want);
        run.handle.finish_blocking().unwrap();
        let run = JustLargeEnough::new().start(0..1000u64).unwrap();
        assert_eq!(run.a.collect_blocking::<Vec<_>>().unwrap(), want[..1000]);
        assert_eq!(run.b.collect_blocking::<Vec<_>>().unwrap(), want[..1000]);
        run.handle.finish_blocking().unwrap();
    });
}
