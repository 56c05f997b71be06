//! What can be seen of a run from outside while it goes on: how much is where, and what stands still and why.

use std::sync::mpsc;
use std::time::Duration;

use papy::observe::State;
use papy::{IMap, Worker, pipeline, piper};

use crate::support::{Dropped, Inline, Probe, block_on, eventually, gated, same, within};

pipeline! {
    Gated(gate: Probe) {
        imap pool: Threads [strict, batch = 1];
        input xs: u64;
        output out = xs -> same on pool -> gated { gate } on pool [fuse = off];
    }
}

#[test]
fn stats_tell_what_is_in_flight_what_waits_and_who_is_busy() {
    within(|| {
        let gate = Probe::shut();
        let run = Gated { gate: gate.clone() }.pool(IMap::threads(2)).start(0..500u64).unwrap();
        let handle = run.handle.clone();
        let before = handle.stats();
        assert_eq!((before.parts.len(), before.imaps[0].name, before.imaps[0].workers), (2, "pool", 2));
        assert_eq!((before.parts[1].in_flight, before.parts[1].waiting, before.imaps[0].busy), (0, 0, 0));
        let reader = std::thread::spawn(move || run.out.collect_blocking::<Vec<_>>().unwrap());
        gate.reaches(2);
        let stats = handle.stats();
        let gated = stats.part_of(&stats.nodes[1]);
        assert_eq!((gated.nodes.as_slice(), gated.imap), (&["out.gated".into()][..], Some(0)));
        assert_eq!((gated.in_flight, stats.imaps[0].busy), (2, 2));
        assert_eq!((gated.chunks.count(), stats.nodes[1].done()), (0, 0));
        let same = stats.part_of(&stats.nodes[0]);
        assert!(same.chunks.count() >= 2 && stats.nodes[0].done() == same.chunks.count(), "{stats}");
        // Whoever reads pulls while the workers are inside, until enough waits for them.
        eventually("what waits", || handle.stats().parts[0].waiting > 0);
        gate.open();
        assert_eq!(reader.join().unwrap().len(), 500);
        let stats = handle.stats();
        assert!(stats.parts.iter().all(|part| part.in_flight + part.waiting == 0), "{stats}");
        assert!(stats.nodes.iter().all(|node| node.done() == 500 && stats.rate(node) > 0.0), "{stats}");
        assert!(stats.parts.iter().all(|part| part.chunks.count() == 500), "{stats}");
        assert_eq!(stats.parts.iter().map(|part| part.busy).sum::<Duration>(), stats.busy);
        assert!(stats.parts[1].chunks.longest() <= stats.parts[1].busy);
        eventually("both workers have nothing to do", || handle.stats().imaps[0].busy == 0);
        assert_eq!(handle.stats().wall, handle.stats().wall, "it is over");
        let text = handle.stats().to_string();
        assert!(text.contains("\npart out.gated on pool: 0 items in flight, 0 wait; busy "), "{text}");
        assert!(text.contains("\nimap pool: 0 of 2 workers busy\n"), "{text}");
    });
}

pipeline! {
    Fused {
        imap pool = threads(2) [strict];
        input xs: u64;
        output out = xs -> same on pool -> same on pool -> same;
    }
}

#[test]
fn nodes_that_run_as_one_share_the_times_of_their_part() {
    within(|| {
        let stats = Fused::new().start(0..10_000u64).unwrap().finish_blocking().unwrap().stats;
        let parts: Vec<(usize, u64)> = stats.nodes.iter().map(|node| (node.part, node.done())).collect();
        assert_eq!(parts, [(0, 10_000), (0, 10_000), (1, 10_000)]);
        assert_eq!(stats.parts[0].nodes, ["out.same", "out.same#2"]);
        assert_eq!((stats.parts[0].imap, stats.parts[1].imap), (Some(0), None));
    });
}

#[test]
fn what_a_reader_does_on_its_own_thread_is_counted_and_not_timed() {
    within(|| {
        let mut run = Inline::new().start(0..100u64).unwrap();
        assert_eq!((&mut run.out).into_iter().count(), 100);
        let stats = run.handle.stats();
        assert_eq!((stats.nodes[0].done(), stats.parts[0].chunks.count()), (100, 0));
        assert_eq!(run.handle.stall(Duration::ZERO), None);
    });
}

/// Does not return from the first item while the gate is shut.
#[piper]
fn first_gated(x: u64, #[param] gate: &Probe) -> u64 {
    if x == 0 {
        gate.pass();
    }
    x
}

pipeline! {
    Beside(gate: Probe) {
        imap pool = threads(2) [strict, batch = 1];
        input xs: u64;
        output stuck = xs -> first_gated { gate } on pool [fuse = off];
        output free = xs -> same on pool [fuse = off];
    }
}

#[test]
fn a6_a_piper_that_does_not_return_is_reported_and_others_go_on() {
    within(|| {
        let (gate, ended) = (Probe::shut(), Probe::default());
        let mut run = Beside { gate: gate.clone() }.start(0..1_000u64).unwrap();
        let (send, stalls) = mpsc::sync_channel(100);
        let owned = Dropped(ended.clone());
        run.handle.watch(Duration::from_millis(20), move |stall| {
            let _owned = &owned;
            send.send(stall.clone()).unwrap();
        });
        // Its sibling goes on with the other worker.
        assert_eq!((&mut run.free).into_iter().take(1_000).count(), 1_000);
        gate.reaches(1);
        let stall = stalls.recv().unwrap();
        assert_eq!(stall.pipeline, "Beside");
        let stuck = stall.nodes.iter().find(|node| node.name == "stuck.first_gated").unwrap();
        let State::Runs { worker: Worker::Imap { name: "pool", .. }, time } = stuck.state else { panic!("{stall}") };
        assert!(time >= Duration::from_millis(20), "{stall}");
        assert!(stall.chains.iter().any(|chain| chain.last() == Some(stuck)), "{stall}");
        assert!(stall.to_string().contains("stuck.first_gated runs on pool/"), "{stall}");
        gate.open();
        assert_eq!((run.stuck.into_iter().count(), run.free.into_iter().count()), (1_000, 0));
        assert_eq!(run.handle.stall(Duration::ZERO), None, "over");
        // A watch ends with its run.
        ended.reaches(1);
    });
}

#[piper]
async fn never_yields(x: u64, #[param] gate: &Probe) -> u64 {
    if x == 0 {
        gate.pass();
    }
    x
}

pipeline! {
    BesideAsync(gate: Probe) {
        imap pool = threads(2) [strict, batch = 1];
        input xs: u64;
        output stuck = xs -> never_yields { gate } on pool [in_flight = 1];
        output free = xs -> same on pool [fuse = off];
    }
}

#[test]
fn a6_an_async_piper_that_does_not_yield_is_reported_and_others_go_on() {
    within(|| {
        let gate = Probe::shut();
        let mut run = BesideAsync { gate: gate.clone() }.start(0..100u64).unwrap();
        let (send, stalls) = mpsc::sync_channel(100);
        run.handle.watch(Duration::from_millis(20), move |stall| send.send(stall.clone()).unwrap());
        assert_eq!((&mut run.free).into_iter().take(100).count(), 100);
        gate.reaches(1);
        let stuck = |stall: &papy::Stall| {
            let node = stall.nodes.iter().find(|node| node.name == "stuck.never_yields").unwrap().clone();
            let runs = matches!(node.state, State::Runs { worker: Worker::Imap { name: "pool", .. }, .. });
            runs && stall.chains.iter().any(|chain| chain.last() == Some(&node))
        };
        assert!(stalls.iter().any(|stall| stuck(&stall)));
        assert!(run.handle.stats().imaps[0].busy >= 1);
        gate.open();
        assert_eq!((run.stuck.into_iter().count(), run.free.into_iter().count()), (100, 0));
        assert_eq!(run.handle.stall(Duration::ZERO), None, "over");
    });
}

#[piper(flat_map)]
fn copies(x: u64) -> Vec<u64> {
    vec![x; 10]
}

pipeline! {
    Copies {
        imap pool = threads(1) [strict, batch = 1];
        input xs: u64;
        output out = xs -> copies on pool [slice = 2];
        output rest = xs -> same on pool [fuse = off];
    }
}

#[test]
fn an_output_that_nobody_reads_is_named_with_what_waits_for_it() {
    within(|| {
        let mut run = Copies::new().start(0..3u64).unwrap();
        let handle = run.handle.clone();
        assert_eq!(handle.stall(Duration::ZERO), None, "nothing runs before somebody reads");
        assert_eq!((&mut run.out).into_iter().next().unwrap().unwrap(), 0);
        let seen = || handle.stall(Duration::from_millis(20)).map(|stall| stall.to_string()).unwrap_or_default();
        let wanted = "out.copies waits for room at output `out`, which nobody reads";
        eventually("a stall", || seen().contains(wanted));
        handle.pause();
        assert_eq!(handle.stall(Duration::ZERO), None, "paused");
        handle.resume();
        eventually("a stall again", || seen().contains(wanted));
        assert_eq!(block_on(handle.cancel()).running, 0);
        assert_eq!(handle.stall(Duration::ZERO), None, "over");
    });
}
