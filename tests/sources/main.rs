//! What a run can be started with, and how it ends when that waits, fails or blocks for ever.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use futures::channel::mpsc as async_mpsc;
use futures::executor::block_on;
use futures::{FutureExt, StreamExt, stream};
use papy::prelude::*;
use papy::{Cause, io};

#[cfg(all(unix, feature = "io"))]
mod program;

#[piper]
fn same(number: u32) -> u32 {
    number
}

pipeline! {
    /// Stays with its reader as long as it can.
    Inline {
        input numbers: u32;
        output out = numbers -> same;
    }
}

pipeline! {
    /// Runs on workers.
    Placed {
        imap pool = threads(2) [strict];
        input numbers: u32;
        output out = numbers -> same on pool;
    }
}

pipeline! {
    /// Waits for two sources.
    Merged {
        input left: u32;
        input right: u32;
        output out = [left, right] -> same;
    }
}

/// More than any test sends before somebody receives.
const ROOM: usize = 1024;

/// Longer than anything here takes, on a machine that is busy with something else.
const LONG: Duration = Duration::from_secs(20);

/// Starts both pipelines with the same source, reads them blocking and not, and compares each item with what is expected.
macro_rules! check {
    ($source:expr, $expected:expr) => {{
        let expected: Vec<Result<u32, String>> = $expected;
        let run = Inline::new().start($source).unwrap();
        assert_eq!(run.out.into_iter().map(shown).collect::<Vec<_>>(), expected, "inline, blocking");
        let run = Placed::new().start($source).unwrap();
        assert_eq!(run.out.into_iter().map(shown).collect::<Vec<_>>(), expected, "placed, blocking");
        let run = Inline::new().start($source).unwrap();
        assert_eq!(block_on(run.out.map(shown).collect::<Vec<_>>()), expected, "inline, async");
        let run = Placed::new().start($source).unwrap();
        assert_eq!(block_on(StreamExt::collect::<Vec<_>>(run.out.map(shown))), expected, "placed, async");
    }};
}

/// An item, or its place and what was wrong with it.
fn shown(item: Result<u32, ItemError>) -> Result<u32, String> {
    item.map_err(|error| format!("{}: {}", error.lineage(), cause(&error)))
}

fn cause(error: &ItemError) -> String {
    match error.cause() {
        Cause::Panicked { message, place: Some(place) } => {
            assert!(place.starts_with("tests/sources/main.rs:"), "{place}");
            format!("panicked: {message}")
        }
        cause => cause.to_string(),
    }
}

fn failed(text: &str) -> Result<u32, String> {
    Err(text.to_owned())
}

/// An error in the place of the second item.
fn mixed() -> Vec<Result<u32, &'static str>> {
    vec![Ok(1), Err("bad"), Ok(3)]
}

fn mixed_expected() -> Vec<Result<u32, String>> {
    vec![Ok(1), failed("1: the source failed: bad"), Ok(3)]
}

#[test]
fn iterators_of_items_and_of_results() {
    check!(0..3, vec![Ok(0), Ok(1), Ok(2)]);
    check!(vec![7], vec![Ok(7)]);
    check!(std::iter::empty::<u32>(), vec![]);
    check!(mixed(), mixed_expected());
}

#[test]
fn blocking_iterators_of_items_and_of_results() {
    check!(io::blocking(0..3), vec![Ok(0), Ok(1), Ok(2)]);
    check!(io::blocking(0..5000), (0..5000).map(Ok).collect());
    check!(io::blocking(mixed()), mixed_expected());
}

#[test]
fn streams_of_items_and_of_results() {
    check!(stream::iter(0..3), vec![Ok(0), Ok(1), Ok(2)]);
    check!(stream::iter(0..5000), (0..5000).map(Ok).collect());
    check!(stream::iter(mixed()), mixed_expected());
    check!(stream::iter(mixed()).boxed(), mixed_expected());
}

#[test]
fn receivers_of_items_and_of_results() {
    fn filled<T>(items: impl IntoIterator<Item = T>) -> async_channel::Receiver<T> {
        let (sender, receiver) = async_channel::bounded(ROOM);
        items.into_iter().for_each(|item| sender.try_send(item).unwrap());
        receiver
    }
    check!(filled(0..3), vec![Ok(0), Ok(1), Ok(2)]);
    check!(filled(mixed()), mixed_expected());
}

#[test]
fn a_stream_may_use_tokio_without_a_runtime_around_it() {
    fn ticks() -> impl futures::Stream<Item = u32> + Send {
        stream::unfold(0, |number| async move {
            tokio::time::sleep(Duration::from_millis(1)).await;
            (number < 3).then_some((number, number + 1))
        })
    }
    check!(ticks(), vec![Ok(0), Ok(1), Ok(2)]);
}

#[test]
fn each_item_of_a_slow_source_comes_at_once() {
    macro_rules! one_by_one {
        ($pipeline:ident, $send:ident, $source:expr) => {{
            let mut run = $pipeline::new().start($source).unwrap();
            let mut items = (&mut run.out).into_iter();
            for number in 0..100 {
                $send(number);
                assert_eq!(items.next().unwrap().unwrap(), number);
            }
        }};
    }
    for _ in 0..2 {
        let (sender, receiver) = mpsc::sync_channel(ROOM);
        let send = move |number| sender.send(number).unwrap();
        one_by_one!(Inline, send, io::blocking(receiver));
        let (sender, receiver) = mpsc::sync_channel(ROOM);
        let send = move |number| sender.send(number).unwrap();
        one_by_one!(Placed, send, io::blocking(receiver));
        let (sender, receiver) = async_mpsc::unbounded();
        let send = move |number| sender.unbounded_send(number).unwrap();
        one_by_one!(Inline, send, receiver);
        let (sender, receiver) = async_channel::bounded(ROOM);
        let send = move |number| sender.try_send(number).unwrap();
        one_by_one!(Placed, send, receiver);
    }
}

#[test]
fn a_reader_that_sleeps_is_woken_by_its_source() {
    let (to_inline, inline) = async_channel::bounded(1);
    let (to_placed, placed) = mpsc::sync_channel(0);
    let inline = Inline::new().start(inline).unwrap();
    let placed = Placed::new().start(io::blocking(placed)).unwrap();
    let readers = [
        thread::spawn(move || inline.out.collect_blocking::<Vec<_>>().unwrap()),
        thread::spawn(move || block_on(placed.out.collect::<Vec<_>>()).unwrap()),
    ];
    // Each send waits for the item before it, so the readers have been at their wits' end now and then.
    for number in 0..2000 {
        to_inline.send_blocking(number).unwrap();
        to_placed.send(number).unwrap();
    }
    drop((to_inline, to_placed));
    for reader in readers {
        assert_eq!(reader.join().unwrap(), (0..2000).collect::<Vec<_>>());
    }
}

#[test]
fn two_sources_of_different_kinds_meet() {
    let (sender, left) = async_channel::bounded(ROOM);
    let run = Merged::new().start(MergedInputs { left, right: io::blocking([10, 11]) }).unwrap();
    let reader = thread::spawn(move || run.out.collect_blocking::<Vec<_>>().unwrap());
    sender.send_blocking(0).unwrap();
    sender.send_blocking(1).unwrap();
    drop(sender);
    assert_eq!(reader.join().unwrap(), [0, 10, 1, 11]);
}

/// Tells when it is dropped.
struct Guard(mpsc::SyncSender<()>);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

#[test]
fn an_idle_stream_is_dropped_by_stop_and_the_run_ends() {
    macro_rules! check {
        ($pipeline:ident) => {{
            let (dropped, is_dropped) = mpsc::sync_channel(ROOM);
            let guard = Guard(dropped);
            let source = stream::iter([1]).chain(stream::pending()).inspect(move |_| {
                let _held = &guard;
            });
            let mut run = $pipeline::new().start(source).unwrap();
            assert_eq!(block_on(run.out.next()).unwrap().unwrap(), 1);
            assert!(run.out.next().now_or_never().is_none(), "nothing more comes");
            run.handle.stop();
            is_dropped.recv_timeout(LONG).unwrap();
            assert!(block_on(run.out.next()).is_none());
            assert_eq!(run.finish_blocking().unwrap().stats.inputs, [("numbers", 1)]);
        }};
    }
    check!(Inline);
    check!(Placed);
}

#[test]
fn a_reader_that_sleeps_over_an_idle_receiver_is_ended_by_stop() {
    let (sender, receiver) = async_channel::bounded(ROOM);
    let mut run = Inline::new().start(receiver).unwrap();
    let handle = run.handle.clone();
    let (read, is_read) = mpsc::sync_channel(ROOM);
    let reader = thread::spawn(move || {
        for item in &mut run.out {
            read.send(item.unwrap()).unwrap();
        }
        run.finish_blocking().unwrap().stats.inputs
    });
    sender.send_blocking(5).unwrap();
    assert_eq!(is_read.recv_timeout(LONG), Ok(5));
    handle.stop();
    assert_eq!(reader.join().unwrap(), [("numbers", 1)]);
    assert!(sender.is_closed(), "the run let go of it");
}

#[test]
fn what_a_stop_finds_unpulled_is_not_accepted() {
    let mut run = Placed::new().start(io::blocking(0..)).unwrap();
    assert_eq!((&mut run.out).into_iter().next().unwrap().unwrap(), 0);
    run.handle.stop();
    let read = 1 + (&mut run.out).into_iter().map(|item| item.unwrap()).zip(1..).map(|(a, b)| assert_eq!(a, b)).count();
    assert_eq!(run.finish_blocking().unwrap().stats.inputs, [("numbers", read as u64)]);
}

#[test]
fn a8_a_source_that_panics_ends_the_input_with_that_error() {
    fn bad() -> impl Iterator<Item = u32> + Send {
        (0..).inspect(|number| assert!(*number < 3, "no more"))
    }
    fn expected() -> Vec<Result<u32, String>> {
        vec![Ok(0), Ok(1), Ok(2), failed("3: panicked: no more")]
    }
    check!(bad(), expected());
    check!(io::blocking(bad()), expected());
    check!(stream::iter(bad()), expected());

    let run = Placed::new().start(io::blocking(bad())).unwrap();
    let report = run.finish_blocking().unwrap();
    let stats = &report.stats.outputs[0];
    assert_eq!((report.stats.inputs[0].1, stats.ok + stats.errors + stats.discarded), (4, 4));
}

/// An iterator that says when it is asked, and then blocks until what stands beside it is dropped.
fn blocked() -> (impl Iterator<Item = u32> + Send, mpsc::Receiver<()>, mpsc::SyncSender<u32>) {
    let (asked, is_asked) = mpsc::sync_channel(ROOM);
    let (release, never) = mpsc::sync_channel(ROOM);
    let source = std::iter::from_fn(move || {
        let _ = asked.send(());
        never.recv().ok()
    });
    (source, is_asked, release)
}

#[test]
fn a9_a_source_that_blocks_is_left_behind_by_cancel_and_reported() {
    macro_rules! check {
        ($pipeline:ident) => {{
            let (source, is_asked, _release) = blocked();
            let mut run = $pipeline::new().start(io::blocking(source)).unwrap();
            assert!(run.out.next().now_or_never().is_none());
            is_asked.recv_timeout(LONG).unwrap();
            let begun = Instant::now();
            assert_eq!(block_on(run.handle.cancel()).running, 1);
            assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
            assert!(block_on(run.out.next()).is_none());
        }};
    }
    check!(Inline);
    check!(Placed);
}

#[test]
fn a9_a_plain_iterator_that_blocks_whoever_asks_is_reported_too() {
    let (source, is_asked, release) = blocked();
    let run = Placed::new().start(source).unwrap();
    let (handle, out) = (run.handle.clone(), run.out);
    let reader = thread::spawn(move || block_on(out.collect::<Vec<_>>()));
    is_asked.recv_timeout(LONG).unwrap();
    let begun = Instant::now();
    assert_eq!(block_on(handle.cancel()).running, 1);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    // The reader itself may have been the one who asked.
    drop(release);
    assert_eq!(reader.join().unwrap().unwrap(), []);
}

#[test]
fn a_source_that_can_be_interrupted_is_gone_after_cancel() {
    let mut run = Placed::new().start(io::blocking(0..)).unwrap();
    assert_eq!(block_on(run.out.next()).unwrap().unwrap(), 0);
    assert_eq!(block_on(run.handle.cancel()).running, 0);
}

#[test]
fn a_dropped_output_releases_the_thread_of_its_source() {
    macro_rules! check {
        ($pipeline:ident) => {{
            let (dropped, is_dropped) = mpsc::sync_channel(ROOM);
            let guard = Guard(dropped);
            // It runs ahead until its channel is full, and waits there.
            let source = io::blocking((0..).inspect(move |_| {
                let _held = &guard;
            }));
            let mut run = $pipeline::new().start(source).unwrap();
            assert_eq!((&mut run.out).into_iter().next().unwrap().unwrap(), 0);
            drop(run.out);
            is_dropped.recv_timeout(LONG).unwrap();
        }};
    }
    check!(Inline);
    check!(Placed);
}

#[test]
fn nothing_is_read_before_somebody_reads() {
    let (read, is_read) = mpsc::sync_channel(ROOM);
    let run = Inline::new().start(io::blocking((0..3).inspect(move |_| read.send(()).unwrap()))).unwrap();
    let run = run.boxed();
    assert_eq!(is_read.try_recv(), Err(mpsc::TryRecvError::Empty));
    assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), [0, 1, 2]);
}

pipeline! {
    /// Lines as they are.
    Cat {
        input lines: Line;
        output out: Line = lines;
    }
}

#[test]
fn lines_of_files_are_sources() {
    let file = written("one\ntwo\nthree");
    let lines: Vec<Line> = Cat::new().start(io::lines(file.path())).unwrap().out.collect_blocking().unwrap();
    assert_eq!(lines, ["one", "two", "three"].map(Line::from));
    let missing = Cat::new().start(io::lines("no/such/file")).unwrap().out.collect_blocking::<Vec<_>>();
    let missing = missing.unwrap_err().to_string();
    assert!(missing.contains("cannot open `no/such/file`"), "{missing}");
}

#[cfg(feature = "io")]
#[test]
fn e7_follow_ends_within_200ms_of_stop() {
    let file = written("one\n");
    let mut run = Cat::new().start(io::follow(file.path())).unwrap();
    assert_eq!(block_on(run.out.next()).unwrap().unwrap(), Line::from("one"));
    assert!(run.out.next().now_or_never().is_none());
    append(file.path(), "two\n");
    assert_eq!(block_on(run.out.next()).unwrap().unwrap(), Line::from("two"));
    let begun = Instant::now();
    run.handle.stop();
    assert!(block_on(run.out.next()).is_none());
    let report = block_on(run.finish()).unwrap();
    assert!(begun.elapsed() < Duration::from_millis(200), "{:?}", begun.elapsed());
    assert_eq!(report.stats.inputs, [("lines", 2)]);
}

#[cfg(feature = "io")]
#[test]
fn e7_follow_leaves_no_thread_after_cancel() {
    let file = written("one\n");
    let mut run = Cat::new().start(io::follow(file.path())).unwrap();
    assert_eq!((&mut run.out).into_iter().next().unwrap().unwrap(), Line::from("one"));
    let begun = Instant::now();
    assert_eq!(block_on(run.handle.cancel()).running, 0);
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

fn written(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    append(file.path(), text);
    file
}

fn append(path: &std::path::Path, text: &str) {
    use std::io::Write;

    std::fs::OpenOptions::new().append(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
}
