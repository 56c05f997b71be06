//! The pipers that come with papy, against the iterators that they are like.

#![cfg(feature = "io")]

use std::fs::{self, File};
use std::time::{Duration, Instant};

use papy::pipers::{LineFile, batch, dedup, enumerate, pass, skip, tee, throttle, window, write_lines};
use papy::prelude::*;

#[piper]
fn even_only(number: u32) -> Result<u32, String> {
    if number.is_multiple_of(2) { Ok(number) } else { Err(format!("{number} is odd")) }
}

#[piper]
fn halved(number: u32) -> u32 {
    number / 2
}

pipeline! {
    /// The scans behind something that threads do.
    Scans(count: u64) {
        imap pool = threads(3) [batch = 7];
        input numbers: u32;
        let halves = numbers -> halved on pool;
        output numbered = halves -> enumerate;
        output changes = halves -> dedup on pool;
        output rest = halves -> skip { count };
        output windows = halves -> window::<3> on pool;
        output batches = halves -> batch [consume = 4];
        output again = halves -> batch [consume = 4] -> pass [produce];
    }
}

fn halves(numbers: std::ops::Range<u32>) -> Vec<u32> {
    numbers.map(halved).collect()
}

#[test]
fn scans_are_what_iterators_have_for_any_number_of_items() {
    for (length, count) in [(0, 0), (0, 3), (1, 0), (2, 5), (3, 3), (1000, 1), (1000, 999), (1001, 5000)] {
        let run = Scans::new(count).start(0..length).expect("it starts");
        let first = papy::join(run.numbered.collect::<Vec<_>>(), run.changes.collect::<Vec<_>>());
        let second = papy::join(run.rest.collect::<Vec<_>>(), run.windows.collect::<Vec<_>>());
        let third = papy::join(run.batches.collect::<Vec<_>>(), run.again.collect::<Vec<_>>());
        let (((numbered, changes), (rest, windows)), (batches, again)) =
            futures::executor::block_on(papy::join(papy::join(first, second), third));
        let all = halves(0..length);
        let mut deduped = all.clone();
        deduped.dedup();
        assert_eq!(numbered.expect("read"), (0..).zip(all.clone()).collect::<Vec<(u64, _)>>());
        assert_eq!(changes.expect("read"), deduped);
        assert_eq!(rest.expect("read"), all.iter().copied().skip(count as usize).collect::<Vec<_>>());
        assert_eq!(windows.expect("read"), all.array_windows::<3>().copied().collect::<Vec<_>>());
        assert_eq!(batches.expect("read"), all.chunks(4).map(<[u32]>::to_vec).collect::<Vec<_>>());
        assert_eq!(again.expect("read"), all);
    }
}

pipeline! {
    Gaps {
        input numbers: u32;
        output numbered = numbers -> even_only -> enumerate;
    }
}

#[test]
fn what_failed_above_is_an_error_in_its_place_and_has_no_number() {
    let items = Gaps::new().start([4, 5, 6, 7, 8]).expect("it starts").numbered.into_iter();
    let items: Vec<_> = items.map(|item| item.map_err(|error| error.lineage().seq)).collect();
    assert_eq!(items, [Ok((0, 4)), Err(1), Ok((1, 6)), Err(3), Ok((2, 8))]);
}

pipeline! {
    Slowly(every: Duration) {
        imap pool = threads(1);
        input numbers: u32;
        let kept = numbers -> even_only [on_error = skip];
        output inline = kept -> throttle { every };
        output pooled = kept -> throttle { every } on pool;
    }
}

#[test]
fn throttled_items_keep_their_distance_and_order() {
    let every = Duration::from_millis(3);
    let begun = Instant::now();
    let run = Slowly::new(every).start(0..20).expect("it starts");
    let both = papy::join(run.inline.collect::<Vec<_>>(), run.pooled.collect::<Vec<_>>());
    let (inline, pooled) = futures::executor::block_on(both);
    assert_eq!(
        (inline.expect("read"), pooled.expect("read")),
        ((0..20).step_by(2).collect(), (0..20).step_by(2).collect())
    );
    assert!(begun.elapsed() >= 9 * every, "{:?}", begun.elapsed());
}

#[test]
fn throttle_of_a_time_that_never_comes_lets_the_first_item_go() {
    let mut run = Slowly::new(Duration::MAX).start([0]).expect("it starts");
    assert_eq!((&mut run.inline).into_iter().next().expect("an item").expect("it goes at once"), 0);
}

pipeline! {
    Written(sink: LineFile, log: LineFile) {
        imap pool = threads(3) [batch = 5];
        input numbers: u32;
        let logged = numbers -> halved on pool -> tee { to: log };
        logged -> write_lines { to: sink } on pool;
        output logged;
    }
}

#[test]
fn lines_are_whole_and_those_of_a_stage_without_an_imap_in_order() {
    let dir = tempfile::tempdir().expect("made");
    let path = |name: &str| dir.path().join(name);
    for pass in 1..=2 {
        let sink = LineFile::create(path("sink")).expect("made");
        let log = LineFile::append(path("log")).expect("made");
        let run = Written::new(sink.clone(), log.clone()).start(0..5000).expect("it starts");
        assert_eq!(run.logged.collect_blocking::<Vec<_>>().expect("read"), halves(0..5000));
        run.handle.finish_blocking().expect("all is written");
        sink.flush().and_then(|()| log.flush()).expect("written");
        let lines = |name: &str| -> Vec<u32> {
            let text = fs::read_to_string(path(name)).expect("it is there");
            text.lines().map(|line| line.parse().expect("it is whole")).collect()
        };
        assert_eq!(lines("log"), halves(0..5000).repeat(pass), "append goes on behind what is there");
        let mut sunk = lines("sink");
        sunk.sort_unstable();
        assert_eq!(sunk, halves(0..5000), "create begins anew");
    }
}

pipeline! {
    Full(to: LineFile) {
        input texts: String;
        output texts2 = texts -> tee { to };
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_of_the_item_or_of_the_flush() {
    let full = || LineFile::from(File::options().write(true).open("/dev/full").expect("Linux has it"));
    // More than is held back.
    let to = full();
    let run = Full::new(to).start(["a".repeat(100_000), String::new()]).expect("it starts");
    let items: Vec<_> = run.texts2.into_iter().collect();
    let error = items[0].as_ref().expect_err("it cannot be written");
    assert_eq!((items.len(), error.node()), (2, "texts2.tee"));
    assert!(error.to_string().contains("No space left"), "{error}");
    let to = full();
    let run = Full::new(to.clone()).start(["a".to_owned()]).expect("it starts");
    assert_eq!(run.texts2.collect_blocking::<Vec<_>>().expect("held back"), ["a"]);
    assert!(to.flush().is_err());
}
