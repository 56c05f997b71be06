//! Attempts that follow others: `[retry = n]` and `[backoff = 100ms]`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use papy::plumbing::Context;
use papy::{Cause, ItemError, pipeline, piper};

use crate::support::{accounted, block_on, same, shown, within};

/// Counts the calls for each item.
#[derive(Clone, Default)]
pub struct Calls(Arc<Mutex<HashMap<u64, u32>>>);

impl Calls {
    pub fn of(&self, x: u64) -> u32 {
        let mut calls = self.0.lock().unwrap();
        let count = calls.entry(x).or_default();
        *count += 1;
        *count
    }

    pub fn all(&self) -> u32 {
        self.0.lock().unwrap().values().sum()
    }
}

/// Fails at every seventh item, so many times.
#[piper]
fn shaky(x: u64, #[param] fails: u32, #[param] calls: &Calls, #[context] cx: &Context) -> Result<u64, String> {
    let call = calls.of(x);
    assert_eq!(cx.attempt(), call);
    match x % 7 {
        3 if call <= fails => Err(format!("attempt {call} at {x}")),
        5 if call <= fails => panic!("attempt {call} at {x}"),
        _ => Ok(x * 2),
    }
}

pipeline! {
    Shaky(fails: u32, calls: Calls) {
        imap pool = threads(3);
        input xs: u64;
        output out = xs -> shaky { fails, calls } on pool [retry = 2, backoff = 1ms] -> same on pool;
    }
}

pipeline! {
    ShakyInline(fails: u32, calls: Calls, pause: Duration) {
        input xs: u64;
        output out = xs -> shaky { fails, calls } [retry = 2, backoff = pause];
    }
}

fn doubled(items: u64) -> Vec<u64> {
    (0..items).map(|x| x * 2).collect()
}

#[test]
fn errors_and_panics_are_tried_again_in_place() {
    within(|| {
        let calls = Calls::default();
        let run = Shaky { fails: 2, calls: calls.clone() }.start(0..700u64).unwrap();
        assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), doubled(700));
        let report = run.handle.finish_blocking().unwrap();
        // Two hundred items, two attempts more each.
        assert_eq!(calls.all(), 700 + 400);
        let node = &report.stats.nodes[0];
        assert_eq!((node.calls, node.failed, node.retried), (1_100, 0, 400));
        assert_eq!(report.stats.nodes[1].calls, 700);
        assert_eq!(accounted(&report, 0), 700);
    });
}

#[test]
fn without_an_imap_the_line_waits_and_nothing_is_lost() {
    within(|| {
        let calls = Calls::default();
        let new = || ShakyInline { fails: 1, calls: calls.clone(), pause: Duration::from_micros(100) };
        let run = new().start(0..70u64).unwrap();
        assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), doubled(70));
        assert_eq!(calls.all(), 70 + 20);
        calls.0.lock().unwrap().clear();
        let run = new().start(0..70u64).unwrap();
        assert_eq!(block_on(run.out.collect::<Vec<_>>()).unwrap(), doubled(70));
    });
}

#[test]
fn the_last_attempt_is_the_error_and_says_which_it_was() {
    within(|| {
        let calls = Calls::default();
        let run = Shaky { fails: 9, calls: calls.clone() }.start(0..70u64).unwrap();
        let got: Vec<Result<u64, ItemError>> = run.out.into_iter().collect();
        assert_eq!(got.len(), 70);
        for (x, item) in (0..).zip(got) {
            match x % 7 {
                3 | 5 => {
                    let error = item.unwrap_err();
                    assert_eq!((error.origin().attempt, error.lineage().seq), (3, x));
                    assert!(error.cause().to_string().ends_with(&format!("attempt 3 at {x}")), "{error}");
                    assert_eq!(matches!(error.cause(), Cause::Panicked { .. }), x % 7 == 5);
                }
                _ => assert_eq!(item.unwrap(), x * 2),
            }
        }
        let node = &run.handle.finish_blocking().unwrap().stats.nodes[0];
        assert_eq!((node.calls, node.failed, node.retried), (70 + 40, 20, 40));
    });
}

/// Every call, in the order in which they began.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<(u64, u32)>>>);

#[piper]
fn first_fails(x: u64, #[param] log: &Log, #[context] cx: &Context) -> Result<u64, String> {
    log.0.lock().unwrap().push((x, cx.attempt()));
    if x == 0 && cx.attempt() == 1 { Err("not yet".into()) } else { Ok(x) }
}

pipeline! {
    OneWorker(log: Log) {
        imap pool = threads(1) [strict];
        input xs: u64;
        output out [buffer = 64] = xs -> first_fails { log } on pool [retry = 1, backoff = 300ms];
    }
}

#[test]
fn a_worker_goes_on_with_others_as_far_as_the_buffer_goes() {
    within(|| {
        let log = Log::default();
        let run = OneWorker { log: log.clone() }.start(0..1_000u64).unwrap();
        assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), (0..1_000).collect::<Vec<_>>());
        let log = log.0.lock().unwrap();
        let again = log.iter().position(|call| *call == (0, 2)).unwrap();
        // The item that waits is one of the 64, and is tried as soon as its pause is over.
        assert_eq!(again, 64);
    });
}

/// An item that cannot be copied.
#[derive(Debug)]
pub struct Lone(pub u64);

#[piper]
pub fn lone(x: u64) -> Lone {
    Lone(x)
}

#[piper]
fn look(it: &Lone, #[context] cx: &Context) -> Result<u64, String> {
    if cx.attempt() <= it.0 as u32 % 3 { Err(format!("{} fails", it.0)) } else { Ok(it.0) }
}

#[piper]
fn look_again(it: &Lone, #[context] cx: &Context) -> Result<u32, String> {
    if cx.attempt() <= it.0 as u32 % 2 { Err(format!("{} fails", it.0)) } else { Ok(cx.attempt()) }
}

pipeline! {
    /// The second flow shares its items between two pools.
    Lookers {
        imap pool = threads(2);
        imap other = threads(1);
        policy [retry = 2, backoff = 10us];
        input xs: u64;
        output one = xs -> lone [retry = 0] -> look on pool;
        let ys = xs -> lone [retry = 0];
        output a = ys -> look on pool;
        output b = ys -> look_again on other;
        output c = ys -> look_again [retry = 0];
    }
}

#[test]
fn a_piper_that_looks_needs_no_copy_and_may_share() {
    within(|| {
        let run = Lookers::new().start(0..30u64).unwrap();
        let (one, a, b, c) = (run.one, run.a, run.b, run.c);
        let readers = [one, a].map(|out| std::thread::spawn(|| out.collect_blocking::<Vec<_>>().unwrap()));
        let b = std::thread::spawn(|| b.collect_blocking::<Vec<_>>().unwrap());
        let c: Vec<String> = shown(c);
        for got in readers {
            assert_eq!(got.join().unwrap(), (0..30).collect::<Vec<_>>());
        }
        assert_eq!(b.join().unwrap(), (0..30).map(|x| 1 + x % 2).collect::<Vec<_>>());
        assert_eq!(c[0], "1");
        assert_eq!(c.iter().filter(|it| it.contains("fails")).count(), 15);
        let retried: Vec<_> = run.handle.finish_blocking().unwrap().stats.nodes.iter().map(|it| it.retried).collect();
        assert_eq!(retried, [0, 30, 0, 30, 15, 0]);
    });
}

#[piper]
fn add(x: u64, #[param] calls: &Calls) -> u64 {
    calls.of(x);
    x + 1
}

#[piper(filter)]
fn odd(x: &u64) -> bool {
    x % 2 == 1
}

#[piper]
fn third_time(x: u64, #[context] cx: &Context) -> Result<u64, String> {
    if cx.attempt() < 3 && x.is_multiple_of(5) { Err(format!("{x} at {}", cx.attempt())) } else { Ok(x * 10) }
}

pipeline! {
    Grouped(calls: Calls) {
        imap pool = threads(2);
        input xs: u64;
        let made = xs -> { add { calls } -> odd -> third_time } on pool [retry = 2, backoff = 10us];
        output a = made -> same on pool;
        output b = made;
    }
}

#[test]
fn a_group_is_one_attempt() {
    within(|| {
        let calls = Calls::default();
        let run = Grouped { calls: calls.clone() }.start(0..40u64).unwrap();
        let (a, b) = (run.a, run.b);
        let a = std::thread::spawn(|| a.collect_blocking::<Vec<_>>().unwrap());
        let want: Vec<u64> = (1..=40).filter(|x| x % 2 == 1).map(|x| x * 10).collect();
        assert_eq!(b.collect_blocking::<Vec<_>>().unwrap(), want);
        assert_eq!(a.join().unwrap(), want);
        // 5, 15, 25 and 35 went through the group three times.
        assert_eq!(calls.all(), 40 + 4 * 2);
        let report = run.handle.finish_blocking().unwrap();
        let nodes: Vec<_> = report.stats.nodes.iter().map(|it| (it.calls, it.retried)).collect();
        assert_eq!(nodes, [(48, 0), (48, 0), (28, 8), (20, 0)]);
        assert_eq!((report.stats.outputs[0].ok, report.stats.outputs[0].dropped), (20, 20));
    });
}

/// Gives `x` children; on its first attempts it stops short with a panic.
#[piper(flat_map)]
fn children(x: u64, #[param] fails: u32, #[param] calls: Calls) -> impl Iterator<Item = String> {
    let attempt = calls.of(x);
    if x == 2 && attempt <= fails {
        panic!("no iterator");
    }
    (0..x).map(move |child| {
        if child == 2 && attempt <= fails {
            panic!("attempt {attempt}");
        }
        format!("{x}.{child}")
    })
}

pipeline! {
    Streamed(fails: u32, calls: Calls) {
        imap pool = threads(2);
        input xs: u64;
        output out = xs -> children { fails, calls } on pool [retry = 2, backoff = 10us, slice = 2];
    }
}

pipeline! {
    Collected(fails: u32, calls: Calls) {
        imap pool = threads(2);
        input xs: u64;
        output out = xs -> children { fails, calls } on pool [retry = 2, backoff = 10us, collect = 10];
    }
}

fn all_children(items: u64) -> Vec<String> {
    (0..items).flat_map(|x| (0..x).map(move |child| format!("{x}.{child}"))).collect()
}

#[test]
fn children_that_went_on_stay_and_are_not_given_twice() {
    within(|| {
        for fails in [0, 1, 2] {
            let run = Streamed { fails, calls: Calls::default() }.start(0..6u64).unwrap();
            assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), all_children(6));
            // 2 fails where it is opened, 3, 4 and 5 behind their second child.
            let node = &run.handle.finish_blocking().unwrap().stats.nodes[0];
            assert_eq!((node.retried, node.failed), (4 * u64::from(fails), 0));
        }
        let run = Streamed { fails: 3, calls: Calls::default() }.start(0..4u64).unwrap();
        let got: Vec<_> = run.out.into_iter().collect();
        let shown: Vec<_> = got.iter().map(|it| it.as_ref().map_or("error", String::as_str)).collect();
        assert_eq!(shown, ["1.0", "error", "3.0", "3.1", "error"]);
        let error = got[4].as_ref().unwrap_err();
        assert_eq!((error.origin().attempt, error.lineage().to_string()), (3, "3.2".to_owned()));
        let report = run.handle.finish_blocking().unwrap();
        assert_eq!(accounted(&report, 0), 4);
    });
}

#[test]
fn what_is_collected_is_made_again_whole() {
    within(|| {
        for fails in [0, 1, 2] {
            let run = Collected { fails, calls: Calls::default() }.start(0..6u64).unwrap();
            assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), all_children(6));
        }
        let run = Collected { fails: 3, calls: Calls::default() }.start(0..4u64).unwrap();
        let shown: Vec<_> = run.out.into_iter().map(|it| it.unwrap_or_else(|_| "error".into())).collect();
        assert_eq!(shown, ["1.0", "error", "error"]);
    });
}
