//! The handle: stop, pause, cancel, finish, stats, and what dropping means.

use std::sync::mpsc;
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use papy::plumbing::Context;
use papy::{IMap, pipeline, piper};

use crate::support::{
    Inline, Pooled, Probe, TwoPools, accounted, block_on, counted, eventually, gated, nodes, same, within,
};

/// Stops an endless run at item 100: what was taken comes out, and the books balance.
macro_rules! stops {
    ($pipeline:expr) => {
        for asynchronous in [false, true] {
            let (taken, dropped) = (Probe::default(), Probe::default());
            let mut run = $pipeline.start(counted(u64::MAX, &taken, &dropped)).unwrap();
            let mut got = 0;
            loop {
                let item = if asynchronous { block_on(run.out.next()) } else { (&mut run.out).into_iter().next() };
                let Some(item) = item else { break };
                assert_eq!(item.unwrap(), got);
                got += 1;
                if got == 100 {
                    run.handle.stop();
                }
            }
            assert_eq!(got, taken.count());
            let report = run.finish_blocking().unwrap();
            assert_eq!((report.stats.inputs[0].1, report.stats.outputs[0].ok), (got, got));
            dropped.reaches(1);
        }
    };
}

#[test]
fn stop_ends_an_endless_input_and_finishes_what_was_accepted() {
    within(|| {
        stops!(Inline::new());
        stops!(Pooled::new());
        stops!(TwoPools::new());
    });
}

#[test]
fn stop_from_inside_of_the_reader_takes_effect_after_the_item() {
    within(|| {
        let taken = Probe::default();
        let run = Inline::new().start(counted(u64::MAX, &taken, &Probe::default())).unwrap();
        let (handle, mut got) = (run.handle.clone(), 0);
        run.out.into_iter().for_each(|item| {
            got = item.unwrap() + 1;
            if got == 1_000 {
                handle.stop();
            }
        });
        assert_eq!((got, taken.count()), (1_000, 1_000));
    });
}

#[test]
fn stop_from_another_thread_reaches_a_reader_in_registers_a_few_items_later() {
    within(|| {
        let taken = Probe::default();
        let run = Inline::new().start(counted(u64::MAX, &taken, &Probe::default())).unwrap();
        let (handle, mut got) = (run.handle.clone(), 0);
        run.out.into_iter().for_each(|item| {
            got = item.unwrap() + 1;
            if got == 100_000 {
                std::thread::scope(|scope| scope.spawn(|| handle.stop()).join()).unwrap();
            }
        });
        assert!((100_000..100_032).contains(&got), "{got} items");
        assert_eq!(taken.count(), got, "what was taken is finished");
    });
}

pipeline! {
    Two {
        input xs: u64;
        input ys: u64;
        output out = (xs, ys) -> pair;
    }
}

#[piper]
fn pair(a: u64, b: u64) -> (u64, u64) {
    (a, b)
}

#[test]
fn stop_on_paired_inputs_is_no_error_of_unequal_lengths() {
    within(|| {
        let mut run = Two::new().start(TwoInputs { xs: 0u64.., ys: 0u64.. }).unwrap();
        for at in 0..10 {
            assert_eq!(block_on(run.out.next()).unwrap().unwrap(), (at, at));
        }
        run.handle.stop();
        assert!((&mut run.out).into_iter().all(|item| item.is_ok()));
        run.finish_blocking().unwrap();
    });
}

#[piper]
fn meet(x: u64, #[param] all: &Arc<Barrier>) -> u64 {
    all.wait();
    x
}

pipeline! {
    Meeting(all: Arc<Barrier>) {
        imap pool: Threads [strict, batch = 1];
        input xs: u64;
        output out = xs -> meet { all } on pool;
    }
}

pipeline! {
    Gated(gate: Probe) {
        imap pool: Threads [strict, batch = 1];
        input xs: u64;
        output out = xs -> gated { gate } on pool;
    }
}

#[test]
fn while_paused_what_runs_finishes_and_nothing_begins() {
    within(|| {
        let (pool, gate) = (IMap::threads(2), Probe::shut());
        let run = Gated { gate: gate.clone() }.pool(pool.clone()).start(0..500u64).unwrap();
        let handle = run.handle.clone();
        let reader = std::thread::spawn(move || run.out.collect_blocking::<Vec<_>>().unwrap());
        gate.reaches(2);
        handle.pause();
        gate.open();
        eventually("the end of the two that run", || handle.stats().nodes[0].calls == 2);
        // Both threads are free again, and find nothing to do but this.
        let all = Arc::new(Barrier::new(2));
        let other = Meeting { all }.pool(pool).start(0..20u64).unwrap();
        assert_eq!(other.out.collect_blocking::<Vec<_>>().unwrap().len(), 20);
        assert_eq!(gate.count(), 2);
        handle.resume();
        assert_eq!(reader.join().unwrap(), (0..500).collect::<Vec<_>>());
    });
}

#[test]
fn a_reader_on_its_own_waits_while_paused() {
    within(|| {
        let taken = Probe::default();
        let run = Inline::new().start(counted(300, &taken, &Probe::default())).unwrap();
        let handle = run.handle.clone();
        let (send, got) = mpsc::sync_channel(300);
        let reader = std::thread::spawn(move || {
            for item in run.out {
                if taken.count() == 10 {
                    run.handle.pause();
                }
                send.send(item.unwrap()).unwrap();
            }
        });
        for item in 0..10 {
            assert_eq!(got.recv().unwrap(), item);
        }
        assert_eq!(Pooled::new().start(0..1_000u64).unwrap().out.collect_blocking::<Vec<_>>().unwrap().len(), 1_000);
        assert!(got.try_recv().is_err(), "nothing comes while paused");
        handle.resume();
        reader.join().unwrap();
        assert_eq!(got.iter().count(), 290);
    });
}

#[test]
fn a_paused_run_can_be_stopped_or_cancelled() {
    within(|| {
        let (taken, dropped) = (Probe::default(), Probe::default());
        let mut run = TwoPools::new().start(counted(u64::MAX, &taken, &dropped)).unwrap();
        assert_eq!((&mut run.out).into_iter().take(10).count(), 10);
        run.handle.pause();
        run.handle.stop();
        assert!(futures::FutureExt::now_or_never(Box::pin(run.handle.clone().finish())).is_none(), "paused");
        run.handle.resume();
        let rest = (&mut run.out).into_iter().count() as u64;
        assert_eq!(10 + rest, taken.count(), "what was taken comes out");
        run.finish_blocking().unwrap();

        let mut run = TwoPools::new().start(counted(u64::MAX, &Probe::default(), &dropped)).unwrap();
        assert_eq!((&mut run.out).into_iter().take(10).count(), 10);
        run.handle.pause();
        assert_eq!(block_on(run.handle.cancel()).running, 0);
        // What it was given already it still has.
        while block_on(run.out.next()).is_some() {}
        dropped.reaches(2);
    });
}

#[test]
fn cancel_returns_in_time_and_counts_who_is_still_inside() {
    within(|| {
        let (gate, dropped) = (Probe::shut(), Probe::default());
        let source = counted(u64::MAX, &Probe::default(), &dropped);
        let run = Gated { gate: gate.clone() }.pool(IMap::threads(2)).start(source).unwrap();
        let handle = run.handle.clone();
        let reader = std::thread::spawn(move || run.out.into_iter().count());
        gate.reaches(2);
        let begun = Instant::now();
        assert_eq!(block_on(handle.cancel()).running, 2);
        assert!(begun.elapsed() < Duration::from_millis(2_500), "{:?}", begun.elapsed());
        assert_eq!(reader.join().unwrap(), 0);
        gate.open();
        dropped.reaches(1);
        let report = handle.finish_blocking().unwrap();
        assert_eq!(accounted(&report, 0), report.stats.inputs[0].1);
    });
}

#[test]
fn cancel_of_what_does_not_run_returns_at_once() {
    within(|| {
        for read in [0, 3] {
            let (taken, dropped) = (Probe::default(), Probe::default());
            let mut run = Inline::new().start(counted(u64::MAX, &taken, &dropped)).unwrap();
            assert_eq!((&mut run.out).into_iter().take(read).count(), read);
            assert_eq!(block_on(run.handle.cancel()).running, 0);
            assert!((&mut run.out).into_iter().next().is_none());
            dropped.reaches(1);
            run.finish_blocking().unwrap();
        }
    });
}

#[piper]
fn until_cancelled(x: u64, #[context] cx: &Context, #[param] begun: &Probe) -> u64 {
    begun.pass();
    while !cx.is_cancelled() {
        std::thread::yield_now();
    }
    x
}

pipeline! {
    Patient(begun: Probe) {
        imap pool = threads(1) [strict];
        input xs: u64;
        output out = xs -> until_cancelled { begun } on pool;
        output other = xs -> same on pool;
    }
}

pipeline! {
    Forked {
        imap pool = threads(2);
        input xs: u64;
        output left = xs -> same on pool;
        output right = xs -> same on pool;
    }
}

#[test]
fn dropping_all_outputs_cancels_and_calls_can_see_it() {
    within(|| {
        let (begun, dropped) = (Probe::default(), Probe::default());
        let source = counted(u64::MAX, &Probe::default(), &dropped);
        let mut run = Patient { begun: begun.clone() }.start(source).unwrap();
        assert!(futures::FutureExt::now_or_never(run.other.next()).is_none());
        begun.reaches(1);
        drop(run.other);
        drop(run.out);
        dropped.reaches(1);
        run.handle.finish_blocking().unwrap();
    });
}

#[test]
fn dropping_an_output_discards_its_items_and_the_other_goes_on() {
    within(|| {
        let mut run = Forked::new().start(0..1_000u64).unwrap();
        assert_eq!((&mut run.left).into_iter().next().unwrap().unwrap(), 0);
        drop(run.left);
        assert_eq!((&mut run.right).into_iter().count(), 1_000);
        let report = run.handle.finish_blocking().unwrap();
        let [left, right] = &report.stats.outputs[..] else { panic!("it has two outputs") };
        assert_eq!((left.ok >= 1, left.ok + left.discarded, right.ok, right.discarded), (true, 1_000, 1_000, 0));
    });
}

#[test]
fn dropping_outputs_waits_for_nobody_who_is_inside() {
    within(|| {
        let (gate, dropped) = (Probe::shut(), Probe::default());
        let source = counted(u64::MAX, &Probe::default(), &dropped);
        let mut run = Gated { gate: gate.clone() }.pool(IMap::threads(2)).start(source).unwrap();
        assert!(futures::FutureExt::now_or_never(run.out.next()).is_none());
        gate.reaches(2);
        // Both are inside, and the gate is opened only behind this.
        drop(run.out);
        drop(run.handle);
        gate.open();
        dropped.reaches(1);
    });
}

#[test]
fn dropping_the_handle_does_nothing() {
    within(|| {
        let run = TwoPools::new().start(0..5_000u64).unwrap();
        drop(run.handle);
        assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap().len(), 5_000);
    });
}

#[piper]
fn swallow(_x: u64, #[param] gate: &Probe) {
    gate.pass();
}

pipeline! {
    Sinks(gate: Probe) {
        imap pool = threads(2);
        input xs: u64;
        xs -> swallow { gate } on pool;
    }
}

#[test]
fn dropping_the_last_handle_of_a_run_without_outputs_cancels() {
    within(|| {
        let dropped = Probe::default();
        let source = |dropped: &Probe| counted(u64::MAX, &Probe::default(), dropped);
        let run = Sinks { gate: Probe::default() }.start(source(&dropped)).unwrap();
        let second = run.handle.clone();
        drop(run);
        assert_eq!(dropped.count(), 0);
        drop(second);
        dropped.reaches(1);

        // The same in the middle of a finish that is given up.
        let (gate, dropped) = (Probe::default(), Probe::default());
        let run = Sinks { gate: gate.clone() }.start(source(&dropped)).unwrap();
        let mut finish = Box::pin(run.finish());
        while gate.count() < 100 {
            assert!(futures::FutureExt::now_or_never(finish.as_mut()).is_none());
        }
        drop(finish);
        dropped.reaches(1);
    });
}

#[test]
fn finish_throws_away_what_is_unread_and_counts_it() {
    within(|| {
        for read in [0, 7] {
            let mut run = Inline::new().start(0..1_000u64).unwrap();
            assert_eq!((&mut run.out).into_iter().take(read).count(), read);
            let report = block_on(run.finish()).unwrap();
            let out = &report.stats.outputs[0];
            assert_eq!((out.ok, out.discarded), (read as u64, 1_000 - read as u64));
            let mut run = TwoPools::new().start(0..1_000u64).unwrap();
            assert_eq!((&mut run.out).into_iter().take(read).count(), read);
            let report = run.finish_blocking().unwrap();
            let out = &report.stats.outputs[0];
            assert_eq!((out.ok >= read as u64, out.ok + out.discarded), (true, 1_000));
        }
    });
}

/// Finishes by the handle while the output is held: that waits until it was read.
macro_rules! waits_for_held {
    ($pipeline:expr, $asynchronous:expr) => {{
        let run = $pipeline.start(0..1_000u64).unwrap();
        let (mut out, handle) = (run.out, run.handle);
        assert_eq!((&mut out).into_iter().take(5).count(), 5);
        let (send, finished) = mpsc::sync_channel(1);
        let finisher = std::thread::spawn(move || {
            let report = if $asynchronous { block_on(handle.finish()) } else { handle.finish_blocking() };
            send.send(()).unwrap();
            report
        });
        assert_eq!((&mut out).into_iter().take(500).count(), 500);
        assert!(finished.try_recv().is_err(), "the output is held and unread");
        assert_eq!((&mut out).into_iter().count(), 495);
        let report = finisher.join().unwrap().unwrap();
        assert_eq!((report.stats.outputs[0].ok, report.stats.outputs[0].discarded), (1_000, 0));
    }};
}

#[test]
fn finish_of_a_run_taken_apart_waits_for_held_outputs() {
    within(|| {
        for asynchronous in [false, true] {
            waits_for_held!(Inline::new(), asynchronous);
            waits_for_held!(Pooled::new(), asynchronous);
            waits_for_held!(TwoPools::new(), asynchronous);
        }
        // Dropped is as good as read.
        let run = TwoPools::new().start(0..1_000u64).unwrap();
        drop(run.out);
        run.handle.finish_blocking().unwrap();
    });
}

#[test]
fn two_may_finish_one_run() {
    within(|| {
        let run = TwoPools::new().start(0..20_000u64).unwrap();
        let handle = run.handle.clone();
        let other = std::thread::spawn(move || block_on(handle.finish()));
        let report = run.finish_blocking().unwrap();
        assert_eq!(report.stats.outputs[0].discarded, 20_000);
        assert_eq!(other.join().unwrap().unwrap().stats.outputs[0].discarded, 20_000);
    });
}

#[piper]
fn picky(x: u64) -> Result<u64, String> {
    if x % 10 == 3 { Err(format!("no {x}")) } else { Ok(x) }
}

#[piper(filter)]
fn even(x: &u64) -> bool {
    x.is_multiple_of(2)
}

pipeline! {
    OnePool {
        imap a = threads(2);
        input xs: u64;
        output out = xs -> picky on a [on_error = skip] -> even on a -> picky on a -> same on a;
    }
}

pipeline! {
    BothPools {
        imap a = threads(2);
        imap b = threads(2) [strict];
        input xs: u64;
        output out = xs -> picky on a [on_error = skip] -> even on b -> picky on a -> same on b;
    }
}

pipeline! {
    OnReader {
        input xs: u64;
        output out = xs -> picky [on_error = skip] -> even -> picky -> same;
    }
}

pipeline! {
    Diamond {
        imap a = threads(2);
        input xs: u64;
        let left = xs -> picky on a;
        let right = xs -> same;
        output out = (left, right) -> pair;
    }
}

#[piper]
fn trap(x: u64) -> u64 {
    assert!(x != 1, "trapped");
    x
}

pipeline! {
    Trapped {
        input xs: u64;
        output out = xs -> same -> trap -> same;
    }
}

#[test]
fn stats_count_every_call_and_failure() {
    within(|| {
        let want = ["out.picky 1000/100/100", "out.even 900/0/0", "out.picky#2 500/0/0", "out.same 500/0/0"];
        let report = OnePool::new().start(0..1_000u64).unwrap().finish_blocking().unwrap();
        assert_eq!(nodes(&report.stats), want);
        let report = BothPools::new().start(0..1_000u64).unwrap().finish_blocking().unwrap();
        assert_eq!(nodes(&report.stats), want);
        let mut run = OnReader::new().start(0..1_000u64).unwrap();
        assert_eq!((&mut run.out).into_iter().count(), 500);
        assert_eq!(nodes(&run.handle.stats()), want);
        let report = run.finish_blocking().unwrap();
        assert_eq!(nodes(&report.stats), want);
        let out = &report.stats.outputs[0];
        assert_eq!((out.ok, out.dropped, out.errors), (500, 500, 0));
        let at_each_end = ["out.same 3/0/0", "out.trap 3/1/0", "out.same#2 2/0/0"];
        let mut run = Trapped::new().start(0..3u64).unwrap();
        assert_eq!((&mut run.out).into_iter().filter(Result::is_err).count(), 1);
        assert_eq!(nodes(&run.finish_blocking().unwrap().stats), at_each_end, "on the reader");
        let report = Trapped::new().start(0..3u64).unwrap().finish_blocking().unwrap();
        assert_eq!(nodes(&report.stats), at_each_end, "in the run");
        let report = Diamond::new().start(0..1_000u64).unwrap().finish_blocking().unwrap();
        assert_eq!(nodes(&report.stats), ["left.picky 1000/100/0", "right.same 1000/0/0", "out.pair 900/0/0"]);
    });
}
