//! Graphs that were wrong once, cut down to the fault.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use papy::{Error, pipeline};

use crate::pipers::*;

/// A source that panics behind its items.
fn breaking(count: u64) -> impl Iterator<Item = V> + Send + 'static {
    (0..=count).map(move |h| {
        assert!(h < count, "exploded");
        V { h }
    })
}

pipeline! {
    SinkBeside(seen: Seen) {
        input xs: V;
        output all = xs -> map { n: 1 };
        xs -> sink { n: 2, seen };
    }
}

#[test]
fn a_panic_of_a_source_reaches_the_sinks_of_a_run_on_its_reader() {
    let run = SinkBeside::new(Seen::default()).start(breaking(3)).expect("it starts");
    assert_eq!(run.all.into_iter().filter(Result::is_err).count(), 1);
    let finished = run.handle.finish_blocking();
    assert!(matches!(finished, Err(Error::Sinks { count: 1, .. })), "{finished:?}");
}

#[test]
fn a_run_without_imaps_is_finished_unread() {
    let seen = Seen::default();
    let report = SinkBeside::new(seen.clone()).start((0..100).map(|h| V { h })).expect("it starts").finish_blocking();
    assert_eq!(report.expect("nothing failed").stats.inputs[0].1, 100);
    assert_ne!(seen.load(Ordering::Relaxed), 0);
}

pipeline! {
    SlowSink(seen: Seen) {
        imap pool = threads(2);
        input xs: V;
        output all = xs -> map { n: 1 };
        xs -> look { n: 2 } on pool -> look { n: 3 } on pool [fuse = off] -> sink { n: 4, seen } on pool;
    }
}

#[test]
fn letting_go_of_an_output_that_ended_does_not_end_the_sinks() {
    for _ in 0..50 {
        let seen: Seen = Arc::default();
        let run = SlowSink::new(seen.clone()).start((0..200).map(|h| V { h })).expect("it starts");
        assert_eq!(run.all.into_iter().count(), 200);
        let report = run.handle.finish_blocking().expect("nothing failed");
        let calls = report.stats.nodes.iter().find(|node| node.id == "xs.sink").map(|node| node.calls);
        assert_eq!(calls, Some(200));
    }
}

pipeline! {
    TwoInputs {
        input xs: V;
        input ys: V;
        output both = (xs, ys);
    }
}

#[test]
fn a_failure_of_a_source_names_its_own_input() {
    let run = TwoInputs::new().start(TwoInputsInputs { xs: (0..9).map(|h| V { h }), ys: breaking(2) });
    let failed: Vec<_> = run.expect("it starts").both.into_iter().filter_map(Result::err).collect();
    assert_eq!(failed.iter().map(|error| error.node()).collect::<Vec<_>>(), ["ys", "both.zip"]);
}

pipeline! {
    NoPlainBranch {
        imap pool = threads(1);
        input xs: V;
        let left = xs -> keep { n: 1 } -> look { n: 2 } on pool;
        let right = xs -> keep { n: 3 };
        output both = (left?, right?);
    }
}

#[test]
fn a_key_that_every_branch_dropped_is_a_pair_of_nothing() {
    let run = NoPlainBranch::new().start((0..1000).map(|h| V { h })).expect("it starts");
    let both: Vec<(Option<V>, Option<V>)> = run.both.collect_blocking().expect("nothing fails");
    assert_eq!(both.len(), 1000);
    assert!(both.contains(&(None, None)));
}

pipeline! {
    FailedAbove {
        input xs: V;
        let made = xs -> boom_burst { n: 1 } [collect = 9];
        let one = made -> map { n: 2 };
        let two = [one, made];
        output pairs = (one, two) [join = each];
    }
}

#[test]
fn what_failed_in_a_flat_map_meets_itself_behind_a_merge() {
    let run = FailedAbove::new().start((0..900).map(|h| V { h })).expect("it starts");
    let failed = (0..900).filter(|h| crate::law::fails(crate::law::mix(1, *h))).count();
    assert_eq!(run.pairs.into_iter().filter(Result::is_err).count(), 2 * failed);
}

pipeline! {
    ReadBehindAScan {
        imap pool = threads(2);
        input xs: V;
        output trail = xs -> trail_look { n: 1 } on pool;
        let looked = trail -> look { n: 2 } on pool;
        let other = trail -> trail_look { n: 3 } on pool;
        output pairs = (trail, looked, other) -> trio { n: 4 };
    }
}

#[test]
fn what_reads_a_scan_on_its_own_pool_gets_the_items() {
    let run = ReadBehindAScan::new().start((0..100).map(|h| V { h })).expect("it starts");
    let trail = std::thread::spawn(|| run.trail.into_iter().filter(Result::is_ok).count());
    assert_eq!(run.pairs.into_iter().filter(Result::is_ok).count(), 100);
    assert_eq!(trail.join().expect("a reader does not panic"), 100);
}
