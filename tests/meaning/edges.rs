//! How much is held before a zip or merge, whatever a `flat_map` above it makes of one item.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use papy::{Cause, IMap, pipeline, piper};

use crate::support::within;

/// How many children there are at once.
#[derive(Clone, Default)]
struct Live(Arc<Count>);

#[derive(Default)]
struct Count {
    now: AtomicI64,
    most: AtomicI64,
}

impl Live {
    fn child(&self, of: u64, nth: u64) -> Child {
        let now = self.0.now.fetch_add(1, Ordering::Relaxed) + 1;
        self.0.most.fetch_max(now, Ordering::Relaxed);
        Child { of, nth, live: self.clone() }
    }

    fn most(&self) -> i64 {
        assert_eq!(self.0.now.load(Ordering::Relaxed), 0, "all were dropped");
        self.0.most.load(Ordering::Relaxed)
    }
}

struct Child {
    of: u64,
    nth: u64,
    live: Live,
}

impl Clone for Child {
    fn clone(&self) -> Child {
        self.live.child(self.of, self.nth)
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.live.0.now.fetch_sub(1, Ordering::Relaxed);
    }
}

/// An item: how many children it has.
#[derive(Clone)]
struct Parent(u64, Live);

#[piper(flat_map)]
fn children(parent: Parent) -> impl Iterator<Item = Child> + use<> {
    let Parent(x, live) = parent;
    (0..x).map(move |nth| live.child(x, nth))
}

#[piper]
fn size(parent: &Parent) -> u64 {
    parent.0
}

#[piper]
fn one(parent: Parent) -> Child {
    parent.1.child(parent.0, 0)
}

fn parents<const N: usize>(sizes: [u64; N], live: &Live) -> impl Iterator<Item = Parent> + Send + use<N> {
    let live = live.clone();
    sizes.into_iter().map(move |x| Parent(x, live.clone()))
}

#[piper]
fn pass(child: Child) -> Child {
    child
}

/// One of 50 000.
#[piper(filter)]
fn rare(child: &Child) -> bool {
    child.nth % 50_000 == 7
}

#[piper]
fn number(child: Child) -> (u64, u64) {
    (child.of, child.nth)
}

#[piper]
fn numbers(child: Child, other: u64) -> (u64, u64, u64) {
    (child.of, child.nth, other)
}

#[piper]
fn is_there(child: Child, other: Option<Child>) -> Option<(u64, u64)> {
    other.map(|other| (child.nth, other.nth))
}

#[piper]
fn how_many(all: Vec<Child>, x: u64) -> (u64, u64) {
    (x, all.len() as u64)
}

const MANY: u64 = 1_000_000;

/// Two branches that each hold a piece that is read, one that waits and one that is being made, and an output that holds one:
/// of 1024 each.
const HELD_MAX: i64 = 8 * 1024;

pipeline! {
    Merged{
        imap pool: Threads;
        input xs: Parent;
        let first = xs -> children on pool;
        let second = xs -> children on pool;
        output all = [first, second] -> number on pool;
    }
}

#[test]
fn a_merge_holds_a_slice_or_two_of_each_branch() {
    within(|| {
        for workers in [1, 3] {
            let live = Live::default();
            let run = Merged::new().pool(IMap::threads(workers)).start(parents([2, MANY, 0, 3], &live)).unwrap();
            let mut got = run.all.into_iter().map(Result::unwrap);
            let want =
                [2, MANY, 0, 3].into_iter().flat_map(|x| (0..2).flat_map(move |_| (0..x).map(move |nth| (x, nth))));
            assert!(want.eq(got.by_ref()), "it is what a loop gives");
            assert!(live.most() < HELD_MAX, "{} were held", live.most());
        }
    });
}

pipeline! {
    Each{
        imap pool: Threads;
        input xs: Parent;
        let made = xs -> children on pool;
        let sizes = xs -> size on pool;
        output all = (made, sizes) [join = each] -> numbers on pool;
    }
}

#[test]
fn children_that_are_each_paired_with_a_value_go_by() {
    within(|| {
        for workers in [1, 3] {
            let live = Live::default();
            let run = Each::new().pool(IMap::threads(workers)).start(parents([2, MANY, 0, 3], &live)).unwrap();
            let mut got = run.all.into_iter().map(Result::unwrap);
            let want = [2, MANY, 0, 3].into_iter().flat_map(|x| (0..x).map(move |nth| (x, nth, x)));
            assert!(want.eq(got.by_ref()), "it is what a loop gives");
            assert!(live.most() < HELD_MAX, "{} were held", live.most());
        }
    });
}

pipeline! {
    Gathered{
        imap pool: Threads;
        input xs: Parent;
        let made = xs -> children on pool [slice = 500];
        let passed = made -> pass;
        let sizes = xs -> size;
        output all = (passed*, sizes) -> how_many on pool;
    }
}

#[test]
fn a_star_branch_holds_as_many_as_a_slice_and_a_key_with_more_fails() {
    within(|| {
        for workers in [1, 3] {
            let live = Live::default();
            let run =
                Gathered::new().pool(IMap::threads(workers)).start(parents([2, MANY, 0, 500, 501, 3], &live)).unwrap();
            let got: Vec<_> = run.all.into_iter().collect();
            let failed: Vec<_> = got.iter().flat_map(|item| item.as_ref().err()).collect();
            assert_eq!(failed.iter().map(|it| it.lineage().seq).collect::<Vec<_>>(), [1, 4]);
            assert!(
                failed
                    .iter()
                    .all(|it| it.node() == "made.children" && matches!(it.cause(), Cause::TooMany { limit: 500 }))
            );
            let given: Vec<_> = got.iter().flatten().copied().collect();
            assert_eq!(given, [(2, 2), (0, 0), (500, 500), (3, 3)]);
            assert!(live.most() < HELD_MAX, "{} were held", live.most());
        }
    });
}

pipeline! {
    GatheredOrNone {
        imap pool: Threads;
        input xs: Parent;
        let made = xs -> children on pool [slice = 500, on_error = skip];
        let passed = made -> pass;
        let sizes = xs -> size;
        output all = (passed*, sizes) -> how_many on pool;
    }
}

#[test]
fn of_a_star_branch_with_too_many_that_are_skipped_there_is_nothing() {
    within(|| {
        for workers in [1, 3] {
            let run = GatheredOrNone::new().pool(IMap::threads(workers));
            let run = run.start(parents([2, 501, 0, 500], &Live::default())).unwrap();
            let got: Vec<_> = run.all.into_iter().map(Result::unwrap).collect();
            assert_eq!(got, [(2, 2), (501, 0), (0, 0), (500, 500)]);
            let report = run.handle.finish_blocking().unwrap();
            assert_eq!(report.stats.nodes.iter().map(|node| node.skipped).sum::<u64>(), 1);
        }
    });
}

pipeline! {
    Sparse{
        imap pool: Threads;
        imap other: Threads;
        input xs: Parent;
        let made = xs -> children on pool;
        let few = made -> rare on other;
        output all = (made, few?) -> is_there on pool;
    }
}

#[test]
fn a_branch_on_which_little_is_left_does_not_hold_up_the_other() {
    within(|| {
        let live = Live::default();
        let run = Sparse::new().pool(IMap::threads(1)).other(IMap::threads(1)).start(parents([MANY], &live)).unwrap();
        let got: Vec<_> = run.all.into_iter().map(Result::unwrap).collect();
        let want = (0..MANY).map(|nth| (nth % 50_000 == 7).then_some((nth, nth)));
        assert!(want.eq(got), "it is what a loop gives");
        assert!(live.most() < HELD_MAX, "{} were held", live.most());
    });
}

pipeline! {
    Crossed{
        imap pool: Threads;
        input xs: Parent;
        let made = xs -> children on pool [slice = 16];
        let left = made -> pass on pool [fuse = off];
        let between = xs -> one on pool;
        let right = made -> pass on pool [fuse = off];
        output around = [left, between, right] -> number on pool;
        let more = xs -> children on pool [slice = 16];
        output ab = [made, more] -> number on pool;
        output ba = [more, made] -> number on pool;
    }
}

#[test]
fn branches_that_need_each_other_in_different_orders_come_through_all_the_same() {
    within(|| {
        for workers in [1, 3] {
            let live = Live::default();
            let xs = [3u64, 1000, 0, 17, 200];
            let run = Crossed::new().pool(IMap::threads(workers)).start(parents(xs, &live)).unwrap();
            let both = |x: u64| (0..2).flat_map(move |_| (0..x).map(move |nth| (x, nth)));
            let want: Vec<_> = xs.into_iter().flat_map(both).collect();
            let around = |x: u64| (0..x).chain([0]).chain(0..x).map(move |nth| (x, nth));
            let want_around: Vec<_> = xs.into_iter().flat_map(around).collect();
            let both = papy::join(run.ab.collect::<Vec<_>>(), run.ba.collect::<Vec<_>>());
            let (around, (ab, ba)) = crate::support::block_on(papy::join(run.around.collect::<Vec<_>>(), both));
            for (got, want) in [(around, &want_around), (ab, &want), (ba, &want)] {
                assert_eq!(&got.unwrap(), want);
            }
            assert_eq!(live.0.now.load(Ordering::Relaxed), 0);
        }
    });
}
