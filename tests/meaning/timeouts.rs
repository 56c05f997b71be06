//! Calls that take longer than the `timeout` of their stage, on threads, which nobody can stop.
#![allow(deprecated)]

use std::time::{Duration, Instant};

use papy::plumbing::Context;
use papy::{Cause, Error, IMap, Worker, pipeline, piper};

use crate::retries::Calls;
use crate::support::{Probe, accounted, alone, block_on, eventually, pool_threads, same, within};

const LIMIT: Duration = Duration::from_millis(200);
/// A promise: an item is reported at most so much later.
const LATE_MAX: Duration = Duration::from_millis(100);

/// At every `every`-th item it waits behind the gate, if this is its first attempt.
#[piper]
fn hangs(x: u64, #[param] every: u64, #[param] gate: &Probe, #[param] calls: &Calls, #[context] cx: &Context) -> u64 {
    calls.of(x);
    if x % every == every - 1 && cx.attempt() == 1 {
        gate.pass();
    }
    x
}

pipeline! {
    Hangs(every: u64, gate: Probe, calls: Calls) {
        imap pool: Threads [batch = 16];
        input xs: u64;
        output out = xs -> hangs { every, gate, calls } on pool [timeout = LIMIT] -> same on pool;
    }
}

#[test]
fn a4_a_call_that_hangs_is_reported_in_time_and_its_neighbours_are_neither_lost_nor_run_twice() {
    alone(|| {
        let (gate, calls, pool) = (Probe::shut(), Calls::default(), IMap::threads(2));
        let hangs = Hangs { every: 40, gate: gate.clone(), calls: calls.clone() };
        let run = hangs.pool(pool.clone()).start(0..100u64).unwrap();
        let begun = Instant::now();
        let got: Vec<_> = run.out.into_iter().map(|item| (item, begun.elapsed())).collect();
        for (x, (item, at)) in (0..).zip(&got) {
            if x % 40 != 39 {
                assert_eq!(*item.as_ref().unwrap(), x);
                continue;
            }
            let error = item.as_ref().unwrap_err();
            assert!(matches!(error.cause(), Cause::TimedOut { limit: LIMIT }), "{error}");
            assert_eq!((error.lineage().seq, error.node()), (x, "out.hangs"));
            assert!(matches!(error.origin().worker, Worker::Imap { name: "pool", .. }), "{error:#}");
            // Both calls began in the first moments.
            assert!((LIMIT..LIMIT + LATE_MAX).contains(at), "item {x} after {at:?}");
        }
        assert_eq!((got.len(), got.iter().filter(|(item, _)| item.is_err()).count()), (100, 2));
        assert_eq!(calls.all(), 100, "each item was in one call");
        let stats = run.handle.stats();
        assert_eq!((stats.written_off, stats.leaked, stats.late), (2, 2, 0));
        assert_eq!((stats.nodes[0].calls, stats.nodes[0].failed, stats.nodes[1].calls), (100, 2, 98));
        eventually("two threads in the place of those that hang", || pool_threads() == 4);
        gate.open();
        eventually("the end of the threads that hung", || pool_threads() == 2);
        eventually("their late results", || run.handle.stats().late == 2);
        let report = run.handle.finish_blocking().unwrap();
        assert_eq!((report.stats.written_off, report.stats.leaked), (2, 0));
        assert_eq!(accounted(&report, 0), 100);
    });
}

pipeline! {
    HangsOnce(every: u64, gate: Probe, calls: Calls) {
        imap pool = threads(1);
        policy [retry = 1, backoff = 1ms];
        input xs: u64;
        output out = xs -> hangs { every, gate, calls } on pool [timeout = 50ms];
    }
}

#[test]
fn a_call_that_took_too_long_is_tried_again() {
    within(|| {
        let (gate, calls) = (Probe::shut(), Calls::default());
        let run = HangsOnce { every: 10, gate: gate.clone(), calls: calls.clone() }.start(0..30u64).unwrap();
        let got: Vec<u64> = block_on(run.out.collect()).unwrap();
        assert_eq!(got, (0..30).collect::<Vec<_>>());
        assert_eq!(calls.all(), 33);
        let node = &run.handle.stats().nodes[0];
        assert_eq!((node.calls, node.retried, node.failed), (33, 3, 0));
        gate.open();
    });
}

pipeline! {
    HangsOften(every: u64, gate: Probe, calls: Calls) {
        imap pool = threads(1) [leaked = 8];
        input xs: u64;
        output out = xs -> hangs { every, gate, calls } on pool [timeout = 20ms];
    }
}

#[test]
fn a5_one_thread_more_than_may_be_lost_ends_the_run_by_the_pipers_name() {
    alone(|| {
        for read in [true, false] {
            let (gate, calls) = (Probe::shut(), Calls::default());
            let run = HangsOften { every: 2, gate: gate.clone(), calls }.start(0..u64::MAX).unwrap();
            let result = if read {
                let got: Vec<_> = run.out.into_iter().collect();
                let last = got.last().unwrap().as_ref().unwrap_err();
                assert!(matches!(last.cause(), Cause::Leaked { limit: 8 }), "{last}");
                assert_eq!(last.node(), "out.hangs");
                // Eight were reported; the ninth is what ended the run.
                assert_eq!(got.iter().filter(|it| it.is_err()).count(), 8 + 1);
                run.handle.finish_blocking()
            } else {
                run.finish_blocking()
            };
            let Err(Error::Run { cause, .. }) = result else { panic!("the run failed") };
            assert!(matches!(cause.cause(), Cause::Leaked { limit: 8 }), "{cause}");
            gate.open();
            eventually("the end of the pool's threads", || pool_threads() == 0);
        }
    });
}

#[test]
fn a_cancel_does_not_wait_for_threads_that_hang_and_lists_them() {
    within(|| {
        let (gate, calls) = (Probe::shut(), Calls::default());
        let mut run = HangsOften { every: 2, gate: gate.clone(), calls }.start(0..u64::MAX).unwrap();
        let failed = (&mut run.out).into_iter().find(Result::is_err).unwrap().unwrap_err();
        assert!(matches!(failed.cause(), Cause::TimedOut { .. }), "{failed}");
        let begun = Instant::now();
        let cancelled = block_on(run.handle.cancel());
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        assert!(cancelled.running > 0, "{cancelled:?}");
        gate.open();
    });
}
