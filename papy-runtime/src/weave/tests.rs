use std::collections::BTreeMap;
use std::sync::mpsc;
use std::task::Wake;

use super::*;
use crate::error::Cause;
use crate::imap::IMap;

/// Does what `turns` says with one worker, each item at once, and tells the order of calls; after each `read` may fetch.
fn calls(turns: &mut Turns, lengths: &BTreeMap<TaskId, u64>, mut read: impl FnMut(&mut Turns)) -> Vec<(u64, u64)> {
    let (mut calls, mut given) = (Vec::new(), BTreeMap::<TaskId, u64>::new());
    while let Some(step) = turns.ask() {
        let (task, span) = match step {
            Step::Pull { task, most } => {
                let given = given.entry(task).or_default();
                let items = most.min(lengths[&task] - *given);
                *given += items;
                match turns.pulled(task, items, items < most) {
                    Some(span) => (task, span),
                    None => continue,
                }
            }
            Step::Run { task, span, .. } => (task, span),
        };
        calls.extend((span.first..span.first + span.items).map(|item| (task.0, item)));
        assert!(turns.ran(task, span, 1_000_000));
        read(turns);
    }
    calls
}

fn in_turn(stride: u64, buffer: Option<u64>) -> Turns {
    let mut turns = Turns::new(1);
    (turns.rules().stride, turns.rules().buffer, turns.rules().in_turn) = (Some(stride), buffer, true);
    turns
}

fn order(text: &str) -> Vec<(u64, u64)> {
    text.split(' ')
        .map(|call| call.split_once('.').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())).unwrap())
        .collect()
}

#[test]
fn two_tasks_take_turns_of_a_stride() {
    let mut turns = in_turn(2, None);
    let (left, right) = (turns.add(None), turns.add(None));
    let read = |turns: &mut Turns| while turns.fetch(left).or(turns.fetch(right)).is_some() {};
    let calls = calls(&mut turns, &[(left, 4), (right, 4)].into(), read);
    assert_eq!(calls, order("0.0 0.1 1.0 1.1 0.2 0.3 1.2 1.3"));
}

#[test]
fn a_buffer_of_six_begins_six_of_eight_and_the_last_two_when_two_were_fetched() {
    let mut turns = in_turn(2, Some(6));
    let (left, right) = (turns.add(None), turns.add(None));
    let lengths = [(left, 4), (right, 4)].into();
    assert_eq!(calls(&mut turns, &lengths, |_| {}), order("0.0 0.1 1.0 1.1 0.2 0.3"));
    assert_eq!(
        (turns.fetch(left), turns.fetch(right)),
        (Some(Span { first: 0, items: 1 }), Some(Span { first: 0, items: 1 }))
    );
    let mut given: BTreeMap<TaskId, u64> = [(left, 4), (right, 2)].into();
    // The iterators stand where they stood.
    let mut rest = Vec::new();
    while let Some(Step::Pull { task, most }) = turns.ask() {
        let items = most.min(4 - given[&task]);
        *given.get_mut(&task).unwrap() += items;
        let Some(span) = turns.pulled(task, items, items < most) else { continue };
        rest.push((task.0, span.first));
        turns.ran(task, span, 1_000_000);
    }
    assert_eq!(rest, order("1.2 1.3"));
}

#[test]
fn a_chain_shows_the_stride() {
    let mut turns = in_turn(4, None);
    let source = turns.add(None);
    let pipe = turns.add(Some(source));
    let sink = turns.add(Some(pipe));
    let read = |turns: &mut Turns| while turns.fetch(sink).is_some() {};
    let calls = calls(&mut turns, &[(source, 5)].into(), read);
    assert_eq!(calls, order("0.0 0.1 0.2 0.3 1.0 1.1 1.2 1.3 2.0 2.1 2.2 2.3 0.4 1.4 2.4"));
    assert!(turns.is_over(sink));
}

#[test]
fn without_in_turn_a_task_that_waits_is_passed_over_and_cheap_items_go_in_chunks() {
    let mut turns = Turns::new(2);
    let (slow, quick) = (turns.add(None), turns.add(None));
    let Some(Step::Pull { task, .. }) = turns.ask() else { panic!("the first task begins") };
    assert_eq!(task, slow);
    // Its iterator does not answer; the other goes on.
    let mut chunks = Vec::new();
    for _ in 0..4 {
        let Some(Step::Pull { task, most }) = turns.ask() else { panic!("the other goes on") };
        assert_eq!(task, quick);
        chunks.push(most);
        let span = turns.pulled(task, most, false).unwrap();
        turns.ran(task, span, 1000);
    }
    assert_eq!(chunks, [1, 2, 4, 8]);
}

#[test]
fn a_task_has_room_for_one_item_though_another_fills_the_buffer() {
    let mut turns = in_turn(1, Some(3));
    let (unread, read) = (turns.add(None), turns.add(None));
    let lengths = [(unread, 100), (read, 100)].into();
    let mut got = 0;
    turns.want(read, true);
    let calls = calls(&mut turns, &lengths, |turns| {
        while turns.fetch(read).is_some() {
            got += 1;
        }
    });
    assert_eq!(got, 100, "{calls:?}");
    assert_eq!(calls.iter().filter(|(task, _)| *task == unread.0).count(), 3);
}

#[test]
fn results_come_in_order_from_several_workers() {
    for workers in [1, 4] {
        let squares = IMap::threads(workers).imap(|n: u64| n * n, 0..10_000);
        let got: Vec<u64> = squares.map(Result::unwrap).collect();
        assert!(got.iter().copied().eq((0..10_000).map(|n| n * n)));
    }
}

#[test]
fn unordered_results_come_as_they_finish() {
    let (release, held) = mpsc::sync_channel::<()>(0);
    let held = Mutex::new(held);
    let slow_first = move |n: u32| {
        if n == 0 {
            held.lock().unwrap().recv().unwrap();
        }
        n
    };
    let mut task = IMap::threads(2).imap(slow_first, 0..3).unordered();
    assert_eq!([task.next(), task.next()].map(|n| n.unwrap().unwrap()), [1, 2]);
    assert_eq!(task.next_within(Duration::ZERO).unwrap_err(), Late);
    release.send(()).unwrap();
    assert_eq!(task.next().unwrap().unwrap(), 0);
    assert!(task.next().is_none());
}

#[test]
fn a_panic_is_an_error_in_its_place_and_is_not_called_again_downstream() {
    fn odd(n: u32) -> u32 {
        assert!(n != 1, "one");
        n
    }
    let pool = IMap::threads(2);
    let texts = pool.task(odd, 0..3).task(|n| n.to_string());
    let got: Vec<_> = texts.map(|text| text.map_err(|error| error.to_string())).collect();
    let [Ok(zero), Err(error), Ok(two)] = &got[..] else { panic!("{got:?}") };
    assert_eq!((zero.as_str(), two.as_str()), ("0", "2"));
    assert!(error.contains("odd") && error.contains("item 1 of `items`") && error.ends_with(": one"), "{error}");
}

#[test]
fn an_iterator_that_panics_ends_with_that_error() {
    let items = (0..5).inspect(|n| assert!(*n < 2, "no more"));
    let got: Vec<_> = IMap::threads(2).imap(|n: i32| n, items).collect();
    assert_eq!(got.len(), 3);
    assert!(matches!(got[2].as_ref().unwrap_err().cause(), Cause::Panicked { message, .. } if message == "no more"));
}

#[test]
fn a_join_of_tasks_works_on_a_pool_of_one() {
    for in_turn in [false, true] {
        let pool = IMap::threads(1).stride(4);
        let pool = if in_turn { pool.in_turn() } else { pool };
        let (left, right) = (pool.task(|n: u32| n, 0..5), pool.task(|n: u32| n * 10, 0..5));
        let root = pool.task(|(left, right)| -> u32 { Result::unwrap(left) + Result::unwrap(right) }, left.zip(right));
        assert_eq!(root.map(Result::unwrap).collect::<Vec<_>>(), [0, 11, 22, 33, 44]);
    }
}

#[test]
fn a_dropped_task_frees_its_iterator_and_its_inputs() {
    struct Tells(mpsc::SyncSender<()>);
    impl Drop for Tells {
        fn drop(&mut self) {
            self.0.send(()).unwrap();
        }
    }
    let (gone, hear) = mpsc::sync_channel(200);
    let guard = Tells(gone);
    let items = (0u64..).inspect(move |_| {
        let _ = &guard;
    });
    let pool = IMap::threads(2).buffer(4);
    let mut chain = pool.task(|n| n, items).task(|n| n + 1);
    assert_eq!(chain.next().unwrap().unwrap(), 1);
    drop(chain);
    hear.recv().unwrap();
    // The same IMap goes on with others.
    assert_eq!(pool.task(|n: u32| n, [7]).map(Result::unwrap).collect::<Vec<_>>(), [7]);
}

#[test]
fn started_tasks_run_ahead_of_their_reader_as_far_as_the_buffer() {
    let (call, called) = mpsc::sync_channel(200);
    let pool = IMap::threads(2).buffer(3);
    let task = pool.task(move |n: u32| call.send(n).unwrap(), 0..100);
    pool.start();
    let mut first: Vec<u32> = called.iter().take(3).collect();
    first.sort_unstable();
    assert_eq!(first, [0, 1, 2]);
    assert_eq!(task.count(), 100);
    assert_eq!(called.iter().count(), 97);
}

#[test]
fn a_stream_of_results_needs_no_blocking_reader() {
    struct Bell(mpsc::SyncSender<()>);
    impl Wake for Bell {
        fn wake(self: Arc<Bell>) {
            let _ = self.0.send(());
        }
    }
    let pool = IMap::threads(1);
    let (ring, rung) = mpsc::sync_channel(200);
    let waker = Waker::from(Arc::new(Bell(ring)));
    let mut task = pool.task(|n: u32| n + 1, 0..50).task(|n| n * 2);
    let mut got = Vec::new();
    loop {
        match Pin::new(&mut task).poll_next(&mut Context::from_waker(&waker)) {
            Poll::Ready(Some(result)) => got.push(result.unwrap()),
            Poll::Ready(None) => break,
            Poll::Pending => rung.recv().unwrap(),
        }
    }
    assert_eq!(got, (0..50).map(|n| (n + 1) * 2).collect::<Vec<u32>>());
}
