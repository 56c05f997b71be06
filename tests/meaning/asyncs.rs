//! Async pipers: how many futures there are at once, where they are polled, and what becomes of their items.

use std::cell::Cell;
use std::future::{pending, poll_fn};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use async_channel::{Receiver, Sender};
use papy::prelude::*;

use crate::support::{Dropped, Probe, eventually, shown, within};

/// Gives way `times` times.
async fn yields(times: u64) {
    let mut left = times;
    poll_fn(|cx| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Counts the futures that are alive, and ends one for each token.
#[derive(Clone)]
struct Alive(Arc<Counts>, Receiver<()>);

#[derive(Default)]
struct Counts {
    now: AtomicU64,
    most: AtomicU64,
    begun: AtomicU64,
}

struct One(Arc<Counts>);

impl Alive {
    fn new() -> (Alive, Sender<()>) {
        let (sender, receiver) = async_channel::bounded(1);
        (Alive(Arc::default(), receiver), sender)
    }

    fn begin(&self) -> One {
        let counts = &self.0;
        counts.begun.fetch_add(1, Ordering::SeqCst);
        let now = counts.now.fetch_add(1, Ordering::SeqCst) + 1;
        counts.most.fetch_max(now, Ordering::SeqCst);
        One(counts.clone())
    }

    async fn live(&self) {
        let _one = self.begin();
        let _token = self.1.recv().await;
    }

    fn now(&self) -> u64 {
        self.0.now.load(Ordering::SeqCst)
    }

    fn begun(&self) -> u64 {
        self.0.begun.load(Ordering::SeqCst)
    }

    fn most(&self) -> u64 {
        self.0.most.load(Ordering::SeqCst)
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

#[piper]
async fn double(n: u64) -> u64 {
    yields(n % 5).await;
    n * 2
}

#[piper]
async fn live(n: u64, #[param] alive: &Alive) -> u64 {
    alive.live().await;
    n
}

#[piper(filter)]
async fn even(n: &u64) -> bool {
    yields(*n % 3).await;
    n.is_multiple_of(2)
}

#[piper(filter_map)]
async fn third(n: &u64) -> Option<String> {
    yields(1).await;
    n.is_multiple_of(3).then(|| n.to_string())
}

#[piper(flat_map)]
async fn copies(n: u64) -> Vec<u64> {
    yields(n % 4).await;
    vec![n; n as usize % 4]
}

#[piper(flat_map, fallible_items)]
async fn digits(text: String) -> impl Iterator<Item = Result<u32, String>> + use<> {
    yields(1).await;
    text.into_bytes()
        .into_iter()
        .map(|byte| if byte == b'x' { Err("an x".to_owned()) } else { Ok(u32::from(byte - b'0')) })
}

#[piper]
async fn fails(n: u64) -> Result<u64, String> {
    yields(n % 3).await;
    if n % 4 == 2 { Err(format!("{n} is bad")) } else { Ok(n) }
}

#[piper]
async fn panics(n: u64) -> u64 {
    assert!(n != 3, "at the first poll");
    yields(2).await;
    assert!(n != 5, "at a later poll");
    n
}

#[piper]
fn add_one(n: u64) -> u64 {
    n + 1
}

pipeline! { Inline() { input a: u64; output b = a -> double; } }
pipeline! { Placed(workers: usize) { imap pool = threads(workers); input a: u64; output b = a -> double on pool; } }

#[test]
fn the_order_is_kept_whatever_finishes_first() {
    within(|| {
        let expected: Vec<u64> = (0..5_000).map(|n| n * 2).collect();
        let inline: Vec<u64> = Inline::new().start(0..5_000u64).unwrap().b.collect_blocking().unwrap();
        assert_eq!(inline, expected);
        for workers in [1, 4] {
            let placed: Vec<u64> = Placed { workers }.start(0..5_000u64).unwrap().b.collect_blocking().unwrap();
            assert_eq!(placed, expected, "{workers} workers");
        }
    });
}

pipeline! {
    Forms(workers: usize) {
        imap pool = threads(workers);
        input a: u64;
        output evens = a -> even on pool;
        output thirds = a -> third on pool;
        output many = a -> copies on pool -> add_one on pool;
        output gathered = a -> copies on pool [collect = 9];
        output sliced = a -> copies [slice = 1] -> even -> add_one;
    }
}

#[test]
fn each_form_gives_what_it_gives_without_async() {
    within(|| {
        for workers in [1, 4] {
            let run = Forms { workers }.start(0..100u64).unwrap();
            let (evens, thirds) = (run.evens, run.thirds);
            let (many, gathered, sliced) = (run.many, run.gathered, run.sliced);
            let reads = [
                thread::spawn(move || format!("{:?}", evens.collect_blocking::<Vec<_>>().unwrap())),
                thread::spawn(move || format!("{:?}", thirds.collect_blocking::<Vec<_>>().unwrap())),
                thread::spawn(move || format!("{:?}", many.collect_blocking::<Vec<_>>().unwrap())),
                thread::spawn(move || format!("{:?}", gathered.collect_blocking::<Vec<_>>().unwrap())),
                thread::spawn(move || format!("{:?}", sliced.collect_blocking::<Vec<_>>().unwrap())),
            ];
            let got = reads.map(|read| read.join().unwrap());
            let copies = || (0..100u64).flat_map(|n| vec![n; n as usize % 4]);
            let evens: Vec<u64> = (0..100).filter(|n| n % 2 == 0).collect();
            let thirds: Vec<String> = (0..100).filter(|n| n % 3 == 0).map(|n: u64| n.to_string()).collect();
            let many: Vec<u64> = copies().map(|n| n + 1).collect();
            let sliced: Vec<u64> = copies().filter(|n| n % 2 == 0).map(|n| n + 1).collect();
            let expected = [
                format!("{evens:?}"),
                format!("{thirds:?}"),
                format!("{many:?}"),
                format!("{:?}", copies().collect::<Vec<_>>()),
                format!("{sliced:?}"),
            ];
            assert_eq!(got, expected);
        }
    });
}

pipeline! { Digits() { input a: String; output b = a -> digits; } }

#[test]
fn children_that_fail_are_errors_in_their_place() {
    within(|| {
        let run = Digits::new().start(["12", "3x4", "", "5"].map(str::to_owned)).unwrap();
        let expected = ["1", "2", "3", "Digits: `b.digits` failed on item 1.1 of `a`: an x", "4", "5"];
        assert_eq!(shown(run.b), expected);
    });
}

pipeline! { Lives(alive: Alive, workers: usize) { imap pool = threads(workers); input a: u64; output b = a -> live { alive } on pool; } }
pipeline! {
    LivesFew(alive: Alive, workers: usize, few: usize) {
        imap pool = threads(workers);
        input a: u64;
        output b = a -> live { alive } on pool [in_flight = few];
    }
}
pipeline! { LivesInline(alive: Alive) { input a: u64; output b = a -> live { alive }; } }

/// There are `at_once` futures as long as there are items, and never one more.
macro_rules! flies {
    ($alive:ident, $items:expr, $at_once:expr, $pipeline:expr) => {{
        let ($alive, tokens) = Alive::new();
        let run = $pipeline.start(0..$items as u64).unwrap();
        let reader = thread::spawn(move || run.b.collect_blocking::<Vec<u64>>().unwrap());
        for done in 0..$items as u64 {
            let wanted = ($items as u64 - done).min($at_once);
            eventually("as many futures as there is room for", || $alive.now() == wanted);
            tokens.send_blocking(()).unwrap();
        }
        assert_eq!(reader.join().unwrap(), (0..$items as u64).collect::<Vec<_>>());
        assert_eq!($alive.most(), $at_once);
    }};
}

#[test]
fn two_workers_have_64_futures_at_once_over_6400_items() {
    within(|| flies!(alive, 6_400, 64, Lives { alive: alive.clone(), workers: 2 }));
}

#[test]
fn in_flight_is_exact() {
    within(|| {
        flies!(alive, 50, 1, LivesFew { alive: alive.clone(), workers: 1, few: 1 });
        flies!(alive, 500, 3, LivesFew { alive: alive.clone(), workers: 1, few: 3 });
        flies!(alive, 500, 20, LivesFew { alive: alive.clone(), workers: 4, few: 5 });
        flies!(alive, 500, 32, LivesInline { alive: alive.clone() });
    });
}

#[piper]
async fn first_waits(n: u64, #[param] alive: &Alive) -> u64 {
    let one = alive.begin();
    match n {
        0 => drop(alive.1.recv().await),
        _ => yields(1).await,
    }
    drop(one);
    n
}

pipeline! {
    Slow(alive: Alive, workers: usize) {
        imap pool = threads(workers);
        input a: u64;
        output b = a -> first_waits { alive } on pool [in_flight = 2];
    }
}

#[test]
fn a_slow_item_keeps_one_slot_and_no_more() {
    within(|| {
        let (alive, tokens) = Alive::new();
        let run = Slow { alive: alive.clone(), workers: 1 }.start(0..1_000u64).unwrap();
        let reader = thread::spawn(move || run.b.collect_blocking::<Vec<u64>>().unwrap());
        eventually("all but the first are done", || alive.begun() == 1_000 && alive.now() == 1);
        tokens.send_blocking(()).unwrap();
        assert_eq!(reader.join().unwrap(), (0..1_000).collect::<Vec<_>>());
    });
}

pipeline! {
    Unordered(alive: Alive) {
        imap pool = threads(2);
        input a: u64;
        output b = a -> first_waits { alive } on pool [unordered];
    }
}

#[test]
fn unordered_items_come_as_they_finish() {
    within(|| {
        let (alive, tokens) = Alive::new();
        let run = Unordered { alive }.start(0..300u64).unwrap();
        let mut items = run.b.into_iter();
        let mut others: Vec<u64> = items.by_ref().take(299).map(Result::unwrap).collect();
        others.sort_unstable();
        assert_eq!(others, (1..300).collect::<Vec<_>>());
        tokens.send_blocking(()).unwrap();
        assert_eq!(items.next().unwrap().unwrap(), 0);
        assert!(items.next().is_none());
    });
}

pipeline! { Fails() { imap pool = threads(2); input a: u64; output b = a -> fails on pool; } }
pipeline! { Panics(workers: usize) { imap pool = threads(workers); input a: u64; output b = a -> panics on pool; } }
pipeline! { PanicsInline() { input a: u64; output b = a -> panics; } }

#[test]
fn errors_are_data() {
    within(|| {
        let run = Fails::new().start(0..8u64).unwrap();
        let got = shown(run.b);
        assert_eq!(got[2], "Fails: `b.fails` failed on item 2 of `a`: 2 is bad");
        assert_eq!(got[6], "Fails: `b.fails` failed on item 6 of `a`: 6 is bad");
        assert_eq!([&got[3], &got[7]], ["3", "7"]);
    });
}

#[test]
fn a3_a_panic_in_any_poll_costs_its_item_only() {
    within(|| {
        let check = |got: Vec<String>| {
            for (n, text) in got.iter().enumerate() {
                match n {
                    3 => assert!(text.contains("panicked") && text.ends_with("at the first poll"), "{text}"),
                    5 => assert!(text.contains("panicked") && text.ends_with("at a later poll"), "{text}"),
                    _ => assert_eq!(*text, n.to_string()),
                }
            }
            assert_eq!(got.len(), 50);
        };
        check(shown(PanicsInline::new().start(0..50u64).unwrap().b));
        for workers in [1, 4] {
            check(shown(Panics { workers }.start(0..50u64).unwrap().b));
        }
    });
}

#[piper]
async fn hangs(n: u64, #[param] polled: &Probe, #[param] dropped: &Probe) -> u64 {
    let _end = Dropped(dropped.clone());
    poll_fn(|_| {
        polled.pass();
        Poll::<()>::Pending
    })
    .await;
    n
}

pipeline! {
    Hangs(polled: Probe, dropped: Probe) {
        imap pool = threads(2);
        input a: u64;
        output b = a -> hangs { polled, dropped } on pool;
    }
}
pipeline! { HangsInline(polled: Probe, dropped: Probe) { input a: u64; output b = a -> hangs { polled, dropped }; } }

/// Cancels, by handle or by dropping the output, when `$at_once` futures hang.
macro_rules! cancels {
    ($pipeline:ident, $at_once:expr) => {
        for by_handle in [true, false] {
            let (polled, dropped) = (Probe::default(), Probe::default());
            let pipeline = $pipeline { polled: polled.clone(), dropped: dropped.clone() };
            let run = pipeline.start(0..1_000u64).unwrap();
            let (handle, output) = (run.handle, run.b);
            if by_handle {
                let reader = thread::spawn(move || shown(output));
                polled.reaches($at_once);
                let cancelled = futures::executor::block_on(handle.cancel());
                assert_eq!(cancelled.running, 0);
                assert_eq!((polled.count(), dropped.count()), ($at_once, $at_once));
                assert_eq!(reader.join().unwrap(), Vec::<String>::new());
            } else {
                let mut output = output;
                let first = poll_fn(|cx| match std::pin::pin!(output.next()).as_mut().poll(cx) {
                    Poll::Pending if polled.count() == $at_once => Poll::Ready(()),
                    Poll::Pending => {
                        cx.waker().wake_by_ref();
                        Poll::Pending
                    }
                    Poll::Ready(_) => unreachable!("all hang"),
                });
                futures::executor::block_on(first);
                drop(output);
                dropped.reaches($at_once);
            }
        }
    };
}

#[test]
fn a7_cancel_drops_futures_that_hang_without_polling_them() {
    within(|| {
        cancels!(Hangs, 64);
        cancels!(HangsInline, 32);
    });
}

#[test]
fn stop_finishes_the_futures_that_began() {
    within(|| {
        let (alive, tokens) = Alive::new();
        let run = Lives { alive: alive.clone(), workers: 2 }.start(0..).unwrap();
        let (handle, output) = (run.handle, run.b);
        let reader = thread::spawn(move || output.collect_blocking::<Vec<u64>>().unwrap());
        eventually("the workers are full", || alive.now() == 64);
        handle.stop();
        drop(tokens);
        let got = reader.join().unwrap();
        assert!(got.len() >= 64);
        assert_eq!(got, (0..got.len() as u64).collect::<Vec<_>>());
        assert_eq!((alive.begun(), alive.now()), (got.len() as u64, 0));
    });
}

#[test]
fn nothing_begins_in_a_pause() {
    within(|| {
        let (alive, tokens) = Alive::new();
        let run = LivesFew { alive: alive.clone(), workers: 1, few: 4 }.start(0..100u64).unwrap();
        let (handle, output) = (run.handle, run.b);
        let reader = thread::spawn(move || output.collect_blocking::<Vec<u64>>().unwrap());
        eventually("the worker is full", || alive.now() == 4);
        handle.pause();
        (0..4).for_each(|_| tokens.send_blocking(()).unwrap());
        eventually("what ran is done", || alive.now() == 0);
        assert_eq!(alive.begun(), 4);
        handle.resume();
        drop(tokens);
        assert_eq!(reader.join().unwrap().len(), 100);
    });
}

#[piper]
async fn sleeps(n: u64) -> u64 {
    tokio::time::sleep(Duration::from_millis(1)).await;
    n
}

pipeline! { SleepsInline() { input a: u64; output b = a -> sleeps; } }
pipeline! { Sleeps() { imap pool = threads(2); input a: u64; output b = a -> sleeps on pool; } }

#[test]
fn tokio_timers_work_under_any_reader() {
    within(|| {
        let expected: Vec<u64> = (0..100).collect();
        let tokio = || tokio::runtime::Builder::new_current_thread().build().unwrap();
        let inline = || SleepsInline::new().start(0..100u64).unwrap().b;
        let placed = || Sleeps::new().start(0..100u64).unwrap().b;
        assert_eq!(inline().collect_blocking::<Vec<_>>().unwrap(), expected);
        assert_eq!(placed().collect_blocking::<Vec<_>>().unwrap(), expected);
        assert_eq!(futures::executor::block_on(inline().collect::<Vec<_>>()).unwrap(), expected);
        assert_eq!(futures::executor::block_on(placed().collect::<Vec<_>>()).unwrap(), expected);
        assert_eq!(tokio().block_on(inline().collect::<Vec<_>>()).unwrap(), expected);
        assert_eq!(tokio().block_on(placed().collect::<Vec<_>>()).unwrap(), expected);
    });
}

#[test]
fn an_async_reader_does_not_block_its_executor() {
    within(|| {
        let (alive, tokens) = Alive::new();
        let mut output = LivesInline { alive: alive.clone() }.start(0..1u64).unwrap().b;
        let other = async {
            // Runs on the same executor while the reader waits.
            poll_fn(|cx| {
                cx.waker().wake_by_ref();
                if alive.now() == 1 { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            tokens.send(()).await.unwrap();
        };
        let (item, ()) = futures::executor::block_on(papy::join(async { output.next().await.unwrap() }, other));
        assert_eq!(item.unwrap(), 0);
    });
}

struct Counter(Cell<u64>);

fn made(count: &Probe) -> Counter {
    Counter(Cell::new(count.pass() * 1_000))
}

#[piper]
async fn numbered(n: u64, #[local(|made: &Probe| made_by(made))] counter: &mut Counter) -> (u64, u64) {
    let before = counter.0.get();
    yields(2).await;
    // Nobody else was there meanwhile.
    assert_eq!(counter.0.get(), before);
    counter.0.set(before + 1);
    (n, before)
}

fn made_by(count: &Probe) -> Counter {
    made(count)
}

#[piper]
async fn connected(
    n: u64,
    #[local(async |made: &Probe| connect(made).await)] counter: &Counter,
    #[context] cx: &Context,
) -> (u64, bool) {
    let rc = Rc::new(cx.item_id().seq);
    yields(1).await;
    counter.0.set(counter.0.get() + 1);
    (n, *rc == n)
}

async fn connect(count: &Probe) -> Result<Counter, String> {
    yields(3).await;
    Ok(made(count))
}

#[piper]
async fn unconnected(n: u64, #[local(async || refused().await)] _counter: &u64) -> u64 {
    n
}

async fn refused() -> Result<u64, String> {
    yields(3).await;
    Err("no route".to_owned())
}

pipeline! {
    Locals(made: Probe, workers: usize) {
        imap pool = threads(workers);
        input a: u64;
        output b = a -> numbered { made } on pool;
        output c = a -> connected { made } on pool;
    }
}
pipeline! { Unconnected() { imap pool = threads(2); input a: u64; output b = a -> unconnected on pool; } }

#[test]
fn locals_are_made_once_in_each_worker_and_lent_to_its_futures() {
    within(|| {
        for workers in [1u64, 4] {
            let made = Probe::default();
            let run = Locals { made: made.clone(), workers: workers as usize }.start(0..500u64).unwrap();
            let (b, c) = (run.b, run.c);
            let other = thread::spawn(move || c.collect_blocking::<Vec<_>>().unwrap());
            let numbered: Vec<(u64, u64)> = b.collect_blocking().unwrap();
            assert_eq!(other.join().unwrap(), (0..500).map(|n| (n, true)).collect::<Vec<_>>());
            assert_eq!(numbered.iter().map(|it| it.0).collect::<Vec<_>>(), (0..500).collect::<Vec<_>>());
            // Each worker's counter went up by one for each of its items.
            let mut counts: Vec<u64> = numbered.into_iter().map(|it| it.1).collect();
            counts.sort_unstable();
            assert!(counts.windows(2).all(|pair| pair[0] + 1 == pair[1] || pair[1] % 1_000 == 0), "{counts:?}");
            assert!((2..=2 * workers).contains(&made.count()), "{} made", made.count());
        }
    });
}

#[test]
fn a_local_that_cannot_be_made_ends_the_run() {
    within(|| {
        let mut run = Unconnected::new().start(0..).unwrap();
        let got = shown(&mut run.b);
        assert!(got[0].ends_with("no route"), "{got:?}");
        let error = run.finish_blocking().unwrap_err().to_string();
        assert!(error.contains("no route"), "{error}");
    });
}

#[piper]
async fn looks(n: &u64) -> u64 {
    yields(*n % 2).await;
    *n
}

#[piper]
async fn sum(left: u64, right: &u64) -> u64 {
    yields(1).await;
    left + right
}

pipeline! { Doubling() { input a: u64; output b = a -> add_one -> double; } }
pipeline! {
    Mixed(workers: usize) {
        imap cpu = threads(workers);
        imap net = threads(2);
        input a: u64;
        let ones = a -> add_one on cpu;
        let looked = ones -> looks on net;
        let seen = ones -> looks on cpu;
        let twice = ones -> double on net -> add_one on net -> add_one on cpu;
        let evens = twice -> even;
        output zipped = (looked, seen, evens?) -> three on cpu;
        output summed = (ones, a) -> sum on net -> add_one;
        output staged = a -> Doubling -> double on cpu;
        let doubled = ones -> double on net;
        let same = ones -> looks;
        output merged = [doubled, same] -> add_one on cpu;
    }
}

#[piper]
fn three(a: u64, b: u64, c: Option<u64>) -> (u64, u64, Option<u64>) {
    (a, b, c)
}

#[test]
fn they_stand_beside_sync_pipers_in_forks_zips_merges_and_stages() {
    within(|| {
        for workers in [1, 4] {
            let run = Mixed { workers }.start(0..200u64).unwrap();
            let (zipped, summed, staged, merged) = (run.zipped, run.summed, run.staged, run.merged);
            let summed = thread::spawn(move || summed.collect_blocking::<Vec<u64>>().unwrap());
            let staged = thread::spawn(move || staged.collect_blocking::<Vec<u64>>().unwrap());
            let merged = thread::spawn(move || merged.collect_blocking::<Vec<u64>>().unwrap());
            let zipped: Vec<_> = zipped.collect_blocking().unwrap();
            let ones = || 1..=200u64;
            let expected: Vec<_> = ones().map(|n| (n, n, Some(2 * n + 2).filter(|n| n % 2 == 0))).collect();
            assert_eq!(zipped, expected);
            assert_eq!(summed.join().unwrap(), ones().map(|n| n + n - 1 + 1).collect::<Vec<_>>());
            assert_eq!(staged.join().unwrap(), ones().map(|n| n * 4).collect::<Vec<_>>());
            assert_eq!(merged.join().unwrap(), ones().flat_map(|n| [2 * n + 1, n + 1]).collect::<Vec<_>>());
        }
    });
}

pipeline! { Packed() { imap pool = threads(2); input a: u64; output b = a -> total on pool [consume = 4] -> copies on pool; } }

#[piper]
async fn total(all: [u64; 4]) -> u64 {
    yields(1).await;
    all.iter().sum()
}

#[test]
fn they_take_batches() {
    within(|| {
        let got: Vec<u64> = Packed::new().start(0..8u64).unwrap().b.collect_blocking().unwrap();
        assert_eq!(got, [6, 6, 22, 22]);
    });
}

#[test]
fn an_item_does_not_wait_for_the_next_one() {
    within(|| {
        let (give, items) = async_channel::bounded::<u64>(1);
        for_each_reader(give.clone(), Placed { workers: 2 }.start(items.clone()).unwrap().b);
        for_each_reader(give, Inline::new().start(items).unwrap().b);
    });
}

fn for_each_reader<L: papy::plumbing::Front<u64>>(give: Sender<u64>, output: papy::Output<u64, L>) {
    let mut items = output.into_iter();
    for n in 0..20 {
        give.send_blocking(n).unwrap();
        assert_eq!(items.next().unwrap().unwrap(), n * 2);
    }
}

pipeline! { Nothing() { imap pool = threads(2); input a: u64; a -> notes on pool; a -> notes; } }

#[piper]
async fn notes(n: u64) -> Result<(), String> {
    pending_if(n == 1_000).await;
    if n % 50 == 7 { Err(format!("no {n}")) } else { Ok(()) }
}

async fn pending_if(hangs: bool) {
    if hangs {
        pending::<()>().await;
    }
    yields(1).await;
}

#[test]
fn a_sink_may_be_async() {
    within(|| {
        let error = Nothing::new().start(0..100u64).unwrap().finish_blocking().unwrap_err().to_string();
        assert!(error.contains("no 7") && error.contains('4'), "{error}");
        Nothing::new().start(0..7u64).unwrap().finish_blocking().unwrap();
    });
}

#[piper(filter)]
async fn odd_later(n: &u64) -> bool {
    !n.is_multiple_of(2)
}

#[piper]
fn twice(n: &u64) -> [u64; 2] {
    [*n, *n]
}

pipeline! {
    Forked {
        input xs: u64;
        let odd = xs -> odd_later;
        output pairs = (odd?, xs);
        output twice = odd -> twice [produce];
    }
}

#[test]
fn behind_an_inline_async_piper_a_zip_and_an_unroll_get_all_items() {
    let run = Forked::new().start(0..4u64).unwrap();
    let (pairs, twice) =
        crate::support::block_on(papy::join(run.pairs.collect::<Vec<_>>(), run.twice.collect::<Vec<_>>()));
    assert_eq!(pairs.unwrap(), [(None, 0), (Some(1), 1), (None, 2), (Some(3), 3)]);
    assert_eq!(twice.unwrap(), [1, 1, 3, 3]);
}
