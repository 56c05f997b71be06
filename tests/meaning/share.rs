//! Items that several parts only look at: they share them, nothing is copied, and each is dropped once.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use papy::plumbing::Context;
use papy::{ItemError, pipeline, piper};

use crate::support::within;

/// No copy can be made of it; counts how often it is dropped.
struct Book {
    number: u64,
    dropped: Arc<AtomicU64>,
}

impl Drop for Book {
    fn drop(&mut self) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
    }
}

/// May be copied and sent, but not be looked at by two threads.
#[derive(Clone)]
struct Lone(Cell<u64>);

/// Counts its copies.
struct Page {
    number: u64,
    copies: Arc<AtomicU64>,
}

impl Clone for Page {
    fn clone(&self) -> Page {
        self.copies.fetch_add(1, Ordering::Relaxed);
        Page { number: self.number, copies: Arc::clone(&self.copies) }
    }
}

#[piper]
fn write(number: u64, #[param] dropped: &Arc<AtomicU64>) -> Result<Book, String> {
    if number % 10 == 9 {
        Err(format!("{number} is not written"))
    } else {
        Ok(Book { number, dropped: Arc::clone(dropped) })
    }
}

#[piper]
fn count(book: &Book) -> u64 {
    book.number
}

#[piper]
fn weigh(book: &Book) -> Result<u64, String> {
    assert!(book.number % 10 != 7, "too heavy");
    if book.number % 10 == 3 { Err(format!("{} is light", book.number)) } else { Ok(book.number * 2) }
}

#[piper]
fn tear(book: Book) -> u64 {
    book.number * 3
}

#[piper(flat_map)]
fn chapters(book: &Book) -> Vec<u64> {
    (0..book.number % 4).map(|chapter| book.number * 100 + chapter).collect()
}

#[piper]
fn copy(page: &Page) -> u64 {
    page.number
}

#[piper]
fn burn(page: Page) -> u64 {
    page.number
}

#[piper]
fn look(lone: &Lone) -> u64 {
    lone.0.get()
}

#[piper]
fn both(left: &Book, right: &u64) -> u64 {
    left.number + right
}

#[piper]
fn noted(book: &Book, #[context] cx: &Context, #[param] seen: &Arc<Mutex<BTreeSet<String>>>) {
    seen.lock().unwrap().insert(format!("{} {}", cx.item_id(), book.number));
}

type Dropped = Arc<AtomicU64>;

fn text<T: std::fmt::Debug>(items: impl IntoIterator<Item = Result<T, ItemError>>) -> Vec<String> {
    let text = |item: Result<T, ItemError>| match item {
        Ok(value) => format!("{value:?}"),
        Err(error) => {
            let others: Vec<String> = error.others().iter().map(|other| other.node().to_string()).collect();
            format!("{} at {} {}", error.node(), error.lineage(), others.join(","))
        }
    };
    items.into_iter().map(text).collect()
}

pipeline! {
    Library(dropped: Dropped) {
        imap desk = threads(2);
        imap scales = threads(2);
        input numbers: u64;
        let books = numbers -> write { dropped };
        let counts = books -> count on desk;
        let weights = books -> weigh on scales;
        output all = (counts, weights);
    }
}

#[test]
fn items_without_a_copy_are_looked_at_on_two_pools_and_dropped_once() {
    within(|| {
        let dropped = Dropped::default();
        let mut run = Library { dropped: dropped.clone() }.start(0..200u64).unwrap();
        let read = text(&mut run.all);
        run.finish_blocking().unwrap();
        let want = (0..200u64).map(|number| match number % 10 {
            9 => format!("books.write at {number} "),
            7 | 3 => format!("weights.weigh at {number} "),
            _ => format!("({number}, {})", number * 2),
        });
        assert_eq!(read, want.collect::<Vec<_>>());
        assert_eq!(dropped.load(Ordering::Relaxed), 180, "each book that was written is dropped once");
    });
}

pipeline! {
    /// Lookers of all kinds: where the books are written, twice on one pool, split off, and one to many.
    Readers(dropped: Dropped) {
        imap desk = threads(2);
        imap scales = threads(1);
        input numbers: u64;
        let books = numbers -> write { dropped } on desk;
        let here = books -> count on desk;
        let one = books -> count on scales;
        let two = books -> weigh on scales;
        let split = books -> count on desk [fuse = off];
        let many = books -> chapters on desk;
        let some = books -> chapters on scales [collect = 5];
        output all = (here, one, two, split, many*, some*);
    }
}

#[test]
fn lookers_share_in_whatever_part_they_are() {
    within(|| {
        let dropped = Dropped::default();
        let mut run = Readers { dropped: dropped.clone() }.start(0..100u64).unwrap();
        let read = text(&mut run.all);
        run.finish_blocking().unwrap();
        assert_eq!(read.len(), 100);
        for (number, line) in (0..100u64).zip(read) {
            let many: Vec<u64> = (0..number % 4).map(|chapter| number * 100 + chapter).collect();
            let want = match number % 10 {
                9 => format!("books.write at {number} "),
                7 | 3 => format!("two.weigh at {number} "),
                _ => format!("{:?}", (number, number, number * 2, number, &many, &many)),
            };
            assert_eq!(line, want);
        }
        assert_eq!(dropped.load(Ordering::Relaxed), 90);
    });
}

pipeline! {
    /// One part alone looks elsewhere: it gets the item itself.
    Alone {
        imap desk = threads(2);
        input lones: Lone;
        let here = lones -> look;
        let there = lones -> look on desk;
        let again = lones -> look on desk;
        output all = (here, there, again);
    }
}

#[test]
fn one_part_that_looks_asks_for_nothing() {
    within(|| {
        let mut run = Alone {}.start((0..50u64).map(|number| Lone(Cell::new(number)))).unwrap();
        let all: Vec<_> = (&mut run.all).into_iter().map(Result::unwrap).collect();
        run.finish_blocking().unwrap();
        assert_eq!(all, (0..50).map(|number| (number, number, number)).collect::<Vec<_>>());
    });
}

pipeline! {
    /// Three parts look, one takes.
    Mixed {
        imap desk = threads(2);
        imap scales = threads(2);
        imap shelf = threads(1);
        input pages: Page;
        let a = pages -> copy on desk;
        let b = pages -> copy on scales;
        let c = pages -> copy on shelf;
        let d = pages -> burn on desk;
        output all = (a, b, c, d);
    }
}

#[test]
fn beside_one_that_takes_the_lookers_need_one_copy() {
    within(|| {
        let copies = Arc::new(AtomicU64::new(0));
        let pages: Vec<Page> = (0..60).map(|number| Page { number, copies: Arc::clone(&copies) }).collect();
        let mut run = Mixed {}.start(pages).unwrap();
        let all: Vec<_> = (&mut run.all).into_iter().map(Result::unwrap).collect();
        run.finish_blocking().unwrap();
        assert_eq!(all, (0..60).map(|number| (number, number, number, number)).collect::<Vec<_>>());
        // `a` and `d` are one part, which takes: the others share a copy, or it has one.
        assert_eq!(copies.load(Ordering::Relaxed), 60);
    });
}

pipeline! {
    /// Where the items were taken by the last part that looks, the run goes on as ever.
    Taken(dropped: Dropped) {
        imap desk = threads(2);
        input numbers: u64;
        let books = numbers -> write { dropped };
        let counts = books -> count;
        let torn = books -> tear on desk;
        output all = (counts, torn);
    }
}

#[test]
fn one_that_takes_moves_the_item_behind_those_that_look_where_it_is() {
    within(|| {
        let dropped = Dropped::default();
        let mut run = Taken { dropped: dropped.clone() }.start(0..9u64).unwrap();
        assert_eq!(text(&mut run.all), (0..9u64).map(|n| format!("({n}, {})", n * 3)).collect::<Vec<_>>());
        run.finish_blocking().unwrap();
        assert_eq!(dropped.load(Ordering::Relaxed), 9);
    });
}

pipeline! {
    /// A pair is looked at in two places.
    Pairs(dropped: Dropped) {
        imap desk = threads(2);
        imap scales = threads(2);
        input numbers: u64;
        let books = numbers -> write { dropped };
        let pairs = (books, numbers);
        let left = pairs -> both on desk;
        let right = pairs -> both on scales;
        output all = (left, right);
    }
}

#[test]
fn a_zip_is_shared_as_one_item() {
    within(|| {
        let dropped = Dropped::default();
        let mut run = Pairs { dropped: dropped.clone() }.start(0..9u64).unwrap();
        assert_eq!(text(&mut run.all), (0..9u64).map(|n| format!("({}, {})", 2 * n, 2 * n)).collect::<Vec<_>>());
        run.finish_blocking().unwrap();
        assert_eq!(dropped.load(Ordering::Relaxed), 9);
    });
}

pipeline! {
    Generic<T, const N: usize>(dropped: Dropped, with: T) where T: Clone {
        imap desk = threads(2);
        imap scales = threads(2);
        input numbers: u64;
        let books = numbers -> write { dropped };
        let counts = books -> tagged::<T, N> { with } on desk;
        let weights = books -> count on scales;
        output all = (counts, weights);
    }
}

#[piper]
fn tagged<T: Clone + Send + Sync + 'static, const N: usize>(book: &Book, #[param] with: T) -> (usize, u64, T) {
    (N, book.number, with)
}

#[test]
fn a_generic_pipeline_shares_too() {
    within(|| {
        let mut run = Generic::<String, 3>::new(Dropped::default(), "x".into()).start(0..3u64).unwrap();
        assert_eq!(text(&mut run.all), ["((3, 0, \"x\"), 0)", "((3, 1, \"x\"), 1)", "((3, 2, \"x\"), 2)"]);
        run.finish_blocking().unwrap();
    });
}

pipeline! {
    Noted(dropped: Dropped, seen: Arc<Mutex<BTreeSet<String>>>) {
        imap desk = threads(2);
        imap scales = threads(2);
        input numbers: u64;
        let books = numbers -> write { dropped };
        books -> noted { seen } on desk;
        output all = books -> count on scales;
    }
}

#[test]
fn a_share_has_the_lineage_of_its_item() {
    within(|| {
        let seen = Arc::new(Mutex::new(BTreeSet::new()));
        let mut run = Noted { dropped: Dropped::default(), seen: Arc::clone(&seen) }.start(100..105u64).unwrap();
        assert_eq!((&mut run.all).into_iter().count(), 5);
        run.finish_blocking().unwrap();
        let want = (0..5).map(|at| format!("{at} {}", 100 + at));
        assert_eq!(*seen.lock().unwrap(), want.collect());
    });
}
