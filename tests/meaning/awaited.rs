//! Attempts and time-outs of async pipers: a future that takes too long is dropped.

use std::future::pending;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use papy::plumbing::Context;
use papy::{Cause, ItemError, Worker, pipeline, piper};

use crate::retries::{Calls, Lone, lone};
use crate::support::{Dropped, Probe, accounted, block_on, eventually, shown, within};

const LIMIT: Duration = Duration::from_millis(200);

/// Hangs at every tenth item.
#[piper]
async fn hangs(n: u64, #[param] dropped: &Probe) -> u64 {
    tokio::task::yield_now().await;
    if n % 10 == 9 {
        let _end = Dropped(dropped.clone());
        pending::<()>().await;
    }
    n
}

pipeline! {
    Hangs(dropped: Probe) {
        imap pool = threads(2);
        input a: u64;
        output b = a -> hangs { dropped } on pool [timeout = LIMIT];
    }
}
pipeline! { HangsInline(dropped: Probe) { input a: u64; output b = a -> hangs { dropped } [timeout = LIMIT]; } }

/// Reads a run of 100 items to its end.
macro_rules! drops_what_hangs {
    ($pipeline:ident, $worker:pat) => {
        let dropped = Probe::default();
        let begun = Instant::now();
        let run = $pipeline { dropped: dropped.clone() }.start(0..100u64).unwrap();
        let got: Vec<Result<u64, ItemError>> = run.b.into_iter().collect();
        assert!(begun.elapsed() >= LIMIT, "{:?}", begun.elapsed());
        for (n, item) in (0..).zip(&got) {
            if n % 10 != 9 {
                assert_eq!(*item.as_ref().unwrap(), n);
                continue;
            }
            let error = item.as_ref().unwrap_err();
            assert!(matches!(error.cause(), Cause::TimedOut { limit: LIMIT }), "{error}");
            assert_eq!((error.lineage().seq, error.node(), error.origin().attempt), (n, "b.hangs", 1));
            assert!(matches!(error.origin().worker, $worker), "{error:#}");
        }
        assert_eq!((got.len(), dropped.count()), (100, 10));
        let report = run.handle.finish_blocking().unwrap();
        let (stats, node) = (&report.stats, &report.stats.nodes[0]);
        assert_eq!((node.calls, node.failed, node.retried), (100, 10, 0));
        assert_eq!((stats.written_off, stats.leaked, stats.late), (0, 0, 0));
        assert_eq!(accounted(&report, 0), 100);
    };
}

#[test]
fn a7_a_future_that_hangs_is_dropped_at_the_limit_and_no_thread_is_lost() {
    within(|| {
        drops_what_hangs!(Hangs, Worker::Imap { name: "pool", .. });
        drops_what_hangs!(HangsInline, Worker::Reader);
    });
}

/// At the first attempts at every fifth item it fails, at every seventh it hangs, at every eleventh it panics.
#[piper]
async fn shaky(n: u64, #[param] calls: &Calls, #[param] fails: u32, #[context] cx: &Context) -> Result<u64, String> {
    let call = calls.of(n);
    assert_eq!(cx.attempt(), call);
    tokio::task::yield_now().await;
    if call > fails {
        return Ok(n * 2);
    }
    match n {
        n if n % 5 == 4 => Err(format!("attempt {call} at {n}")),
        n if n % 7 == 5 => pending().await,
        n if n % 11 == 7 => panic!("attempt {call} at {n}"),
        n => Ok(n * 2),
    }
}

fn is_shaky(n: u64) -> bool {
    n % 5 == 4 || n % 7 == 5 || n % 11 == 7
}

pipeline! {
    Shaky(calls: Calls, fails: u32) {
        imap pool = threads(2);
        input a: u64;
        output b = a -> shaky { calls, fails } on pool [retry = 2, backoff = 1ms, timeout = 50ms, in_flight = 8];
    }
}
pipeline! {
    ShakyInline(calls: Calls, fails: u32) {
        input a: u64;
        output b = a -> shaky { calls, fails } [retry = 2, backoff = 1ms, timeout = 50ms];
    }
}

/// Reads a run of 80 items in which the first `$fails` attempts fail.
macro_rules! tries_again {
    ($pipeline:ident, $fails:expr) => {{
        let (calls, fails) = (Calls::default(), $fails);
        let run = $pipeline { calls: calls.clone(), fails }.start(0..80u64).unwrap();
        let got: Vec<_> = run.b.into_iter().collect();
        let node = run.handle.finish_blocking().unwrap().stats.nodes[0].clone();
        (got, calls.all(), (node.calls, node.failed, node.retried))
    }};
}

#[test]
fn errors_panics_and_what_hangs_are_tried_again_in_place() {
    within(|| {
        let shaky = (0..80).filter(|n| is_shaky(*n)).count() as u64;
        for (got, calls, node) in [tries_again!(Shaky, 2), tries_again!(ShakyInline, 2)] {
            let got: Vec<u64> = got.into_iter().map(Result::unwrap).collect();
            assert_eq!(got, (0..80).map(|n| n * 2).collect::<Vec<_>>());
            assert_eq!((u64::from(calls), node), (80 + 2 * shaky, (80 + 2 * shaky, 0, 2 * shaky)));
        }
        let (got, calls, node) = tries_again!(Shaky, 9);
        for (n, item) in (0..).zip(got) {
            if !is_shaky(n) {
                assert_eq!(item.unwrap(), n * 2);
                continue;
            }
            let error = item.unwrap_err();
            assert_eq!((error.origin().attempt, error.lineage().seq), (3, n));
            match error.cause() {
                Cause::TimedOut { limit } => assert_eq!(*limit, Duration::from_millis(50)),
                cause => assert!(cause.to_string().ends_with(&format!("attempt 3 at {n}")), "{error}"),
            }
        }
        assert_eq!((u64::from(calls), node), (80 + 2 * shaky, (80 + 2 * shaky, shaky, 2 * shaky)));
    });
}

#[piper]
async fn look(it: &Lone, #[context] cx: &Context) -> Result<u64, String> {
    tokio::task::yield_now().await;
    if cx.attempt() <= it.0 as u32 % 3 { Err(format!("{} fails", it.0)) } else { Ok(it.0) }
}

#[piper(flat_map)]
async fn copies(n: u64, #[context] cx: &Context) -> Vec<u64> {
    let fails = cx.attempt() == 1 && n.is_multiple_of(2);
    assert!(!fails, "{n} fails");
    vec![n; n as usize]
}

pipeline! {
    Lookers() {
        imap pool = threads(2);
        input a: u64;
        output b = a -> lone -> look on pool [retry = 2, backoff = 10us];
    }
}
pipeline! {
    Collected() {
        imap pool = threads(2);
        input a: u64;
        output b = a -> copies on pool [retry = 1, backoff = 10us, collect = 8];
    }
}

#[test]
fn one_that_looks_needs_no_copy() {
    within(|| {
        let run = Lookers::new().start(0..90u64).unwrap();
        assert_eq!(run.b.collect_blocking::<Vec<_>>().unwrap(), (0..90).collect::<Vec<_>>());
        assert_eq!(run.handle.finish_blocking().unwrap().stats.nodes[1].retried, 90);
    });
}

#[test]
fn what_is_collected_is_made_again_whole() {
    within(|| {
        let run = Collected::new().start(0..8u64).unwrap();
        let want: Vec<u64> = (0..8).flat_map(|n| std::iter::repeat_n(n, n as usize)).collect();
        assert_eq!(run.b.collect_blocking::<Vec<_>>().unwrap(), want);
        assert_eq!(run.handle.finish_blocking().unwrap().stats.nodes[0].retried, 4);
    });
}

/// Half changed while it is lent.
#[derive(Default)]
struct Line {
    busy: bool,
}

#[piper]
async fn over(n: u64, #[local(|| Line::default())] line: &mut Line) -> Result<u64, String> {
    if std::mem::replace(&mut line.busy, true) {
        return Err("the line is busy".into());
    }
    if n == 3 {
        pending::<()>().await;
    }
    line.busy = false;
    Ok(n)
}

pipeline! { Overs() { imap pool = threads(1); input a: u64; output b = a -> over on pool [timeout = 20ms]; } }

#[test]
fn a_local_that_a_dropped_future_was_changing_is_made_anew() {
    within(|| {
        let got: Vec<_> = Overs::new().start(0..6u64).unwrap().b.into_iter().collect();
        let cause = got[3].as_ref().unwrap_err().cause();
        assert!(matches!(cause, Cause::TimedOut { .. }), "{cause}");
        let rest: Vec<u64> = got.into_iter().flatten().collect();
        assert_eq!(rest, [0, 1, 2, 4, 5]);
    });
}

#[piper]
async fn refused(it: Arc<Dropped>, #[param] refused: &Probe) -> Result<u64, String> {
    refused.pass();
    drop(it);
    Err("not now".into())
}

pipeline! {
    Refused(refused: Probe) {
        imap pool = threads(2);
        input a: Arc<Dropped>;
        output b = a -> refused { refused } on pool [retry = 1, backoff = 1h];
    }
}

#[test]
fn a_cancel_drops_items_that_wait_for_another_attempt() {
    within(|| {
        let (at_once, dropped) = (Probe::default(), Probe::default());
        let end = dropped.clone();
        let items = (0..8).map(move |_| Arc::new(Dropped(end.clone())));
        let run = Refused { refused: at_once.clone() }.start(items).unwrap();
        let (handle, output) = (run.handle, run.b);
        let reader = thread::spawn(move || shown(output));
        at_once.reaches(8);
        assert_eq!(block_on(handle.cancel()).running, 0);
        assert_eq!(reader.join().unwrap(), Vec::<String>::new());
        assert_eq!((at_once.count(), dropped.count()), (8, 8));
    });
}

/// At the first item it does not give way.
#[piper]
async fn stuck(n: u64, #[param] gate: &Probe, #[param] calls: &Calls) -> u64 {
    if n == 0 {
        gate.pass();
    }
    calls.of(n);
    n
}

pipeline! {
    Stuck(gate: Probe, calls: Calls) {
        imap pool = threads(2);
        input a: u64;
        output b [buffer = 64] = a -> stuck { gate, calls } on pool [timeout = 10ms];
    }
}

#[test]
fn a6_one_that_never_gives_way_keeps_its_worker_only() {
    within(|| {
        let (gate, calls) = (Probe::shut(), Calls::default());
        let run = Stuck { gate: gate.clone(), calls: calls.clone() }.start(0..64u64).unwrap();
        let output = run.b;
        let reader = thread::spawn(move || output.collect_blocking::<Vec<_>>());
        gate.reaches(1);
        eventually("the other items", || calls.all() == 63);
        gate.open();
        // Nothing can drop a future while it is polled, and what it gives then is what it gives.
        assert_eq!(reader.join().unwrap().unwrap(), (0..64).collect::<Vec<_>>());
    });
}
