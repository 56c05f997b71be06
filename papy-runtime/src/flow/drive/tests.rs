//! Parts, driven over hand-made columns: what leaves them, under which keys, and how many items they account for.

use std::sync::Arc;

use super::*;
use crate::error::Cause;
use crate::flow::column::Remember;
use crate::plumbing::{Info, NO_INNER, NONE, OnError, Op, PLAIN, Pair, What};

const OP: Op = Op {
    what: What::Node,
    reads: &[],
    imap: NONE,
    domain: 0,
    fork: NONE,
    twin: NONE,
    split: false,
    facts: PLAIN,
    on_error: OnError::Pass,
    pair: Pair::Strict,
    keys: false,
    marked: 0,
    rate: 0,
    inner: NO_INNER,
};
const INFO: Info =
    Info { pipeline: "P", nodes: &["s.node"], domains: &["xs"], ops: &[OP], runs: &[0], denses: &[false] };
const SITE: Site = Site { op: 0, on_error: OnError::Pass, guard: false, count: true };

/// A worker with one exit.
struct Bench {
    cx: Cx,
    out: Column<String>,
}

impl Work for Bench {
    fn cx(&mut self) -> &mut Cx {
        &mut self.cx
    }
    fn cx_of(&mut self, op: u16) -> (&mut Cx, u16) {
        (&mut self.cx, op)
    }
}

fn bench(depth: usize) -> Bench {
    Bench { cx: Cx::new(&INFO, 0, Arc::default()), out: Column::new(depth) }
}

fn at(resumed: bool) -> At {
    At { ticket: 0, domain: 0, first: 0, resumed, end: false, last: true }
}

/// A place with the pieces of one ticket. `"0.1=a 2._=! 3=-"`: a value, a failure of an item that made
/// no children, and an item of which nothing is left.
fn ring(depth: usize, pieces: &[&'static str]) -> Ring<String> {
    let ring = Ring::new(1);
    for piece in pieces {
        let mut column = Column::new(depth);
        for entry in piece.split_whitespace() {
            let (key, item) = entry.split_once('=').expect("a key and an item");
            let key: Vec<u32> = key.split('.').map(|index| index.parse().unwrap_or(NO_INDEX)).collect();
            let slot = match item {
                "!" => Slot::Fail(bench(0).cx.error_of_source(Cause::Cancelled)),
                "-" => Slot::Gone,
                value => Slot::Val(value.to_owned()),
            };
            column.push(slot, key[0], &key[1..], Remember::Keys);
        }
        ring.put(0, column);
    }
    ring
}

fn keys(depth: usize, keys: &'static str) -> Ring<()> {
    let (ring, mut column) = (Ring::new(1), Column::new(depth));
    for off in keys.split_whitespace() {
        column.push(Slot::Val(()), off.parse().expect("a number"), &[], Remember::Keys);
    }
    ring.put(0, column);
    ring
}

/// The step of the part behind: keeps the item, unless it is to panic.
fn keep<T: std::fmt::Debug>(work: &mut Bench, slot: Slot<T>) {
    let slot = match slot {
        Slot::Val(value) => {
            let text = format!("{value:?}").replace(['"', ' '], "");
            assert!(!text.contains('p'), "told to");
            Slot::Val(text)
        }
        Slot::Fail(error) => Slot::Fail(error),
        Slot::Gone => Slot::Gone,
    };
    work.out.put(slot, &work.cx, Remember::Keys);
}

/// What left the part, and for how many items it stands.
fn left(work: &mut Bench) -> String {
    work.out.add_silent(work.cx.silent().roots);
    let column = work.out.take();
    let roots = column.roots();
    let (mut entries, mut path, mut seen) = (column.into_entries(), Vec::new(), Vec::new());
    while let Some((off, slot)) = entries.next(&mut path) {
        let key: String =
            path.iter().map(|index| if *index == NO_INDEX { "._".into() } else { format!(".{index}") }).collect();
        seen.push(match slot {
            Slot::Val(value) => format!("{off}{key}={value}"),
            Slot::Fail(_) => format!("{off}{key}=!"),
            Slot::Gone => format!("{off}{key}=-"),
        });
    }
    format!("{} ({roots})", seen.join(" "))
}

fn joined(left_pieces: &[&'static str], right: &[&'static str], fork: Option<&'static str>) -> String {
    let (a, b, fork) = (ring(0, left_pieces), ring(0, right), fork.map(|fork| keys(0, fork)));
    let mut work = bench(0);
    (Optional(&a), Optional(&b)).join(at(false), 0, Beat::ONE, fork.as_ref(), &mut work, keep);
    left(&mut work)
}

#[test]
fn a_key_that_no_branch_has_is_there_if_the_fork_had_it() {
    // 1 was dropped above the fork, 2 on both branches.
    let joined = joined(&["0=a 1=- 2=- 3=-"], &["0=b 1=- 2=- 3=c"], Some("0 2 3"));
    assert_eq!(joined, "0=(Some(a),Some(b)) 2=(None,None) 3=(None,Some(c)) (4)");
}

#[test]
fn a_failure_above_the_fork_comes_through_the_branches() {
    assert_eq!(joined(&["0=! 1=-"], &["0=! 1=-"], Some("1")), "0=! 1=(None,None) (2)");
}

#[test]
fn a_branch_may_come_in_pieces() {
    let (a, b) = (ring(1, &["0.0=a 0.1=b", "0.2=c 1.0=d"]), ring(0, &["0=x 1=y"]));
    // As a part behind a `flat_map` makes them: item 0 is counted in the first piece only, item 1 there too.
    let mut work = bench(0);
    (All(&a), Strict(&b)).join(at(false), 0, Beat::ONE, None, &mut work, keep);
    assert_eq!(left(&mut work).split(" (").next(), Some("0=([a,b,c],x) 1=([d],y)"));
}

#[test]
fn branches_of_a_beat_pair_one_by_one() {
    // The one unrolled in one step, the other in two; a failure stands in its own place.
    let (a, b) = (ring(1, &["0.0=a 0.1=b", "1.0=! 1.1=d"]), ring(2, &["0.0.1=w 0.1.1=x", "1.0.1=y 1.1.1=z"]));
    let mut work = bench(1);
    (Strict(&a), Strict(&b)).join(at(false), 0, Beat { items: 2, every: 1 }, None, &mut work, keep);
    assert_eq!(left(&mut work).split(" (").next(), Some("0.0=(a,w) 0.1=(b,x) 1.0=! 1.1=(d,z)"));
}

fn crossed(a: &Ring<String>, b: &Ring<String>, depth: usize) -> String {
    let mut work = bench(depth);
    (Strict(a), Strict(b)).join_each(at(false), 0, &mut work, keep);
    left(&mut work)
}

#[test]
fn a_pair_of_two_branches_that_multiply_has_the_indices_of_both() {
    let (a, b) = (ring(1, &["0.0=a 0.1=b"]), ring(1, &["0.0=x 0.2=y"]));
    assert_eq!(crossed(&a, &b, 2), "0.0.0=(a,x) 0.0.2=(a,y) 0.1.0=(b,x) 0.1.2=(b,y) (1)");
}

#[test]
fn a_panic_on_one_pair_costs_that_pair_only() {
    let (a, b) = (ring(1, &["0.0=a 0.1=p 0.2=b"]), ring(0, &["0=x"]));
    assert_eq!(crossed(&a, &b, 1), "0.0=(a,x) 0.1=! 0.2=(b,x) (1)");
}

#[test]
fn a_key_without_children_has_no_pair() {
    let (a, b) = (ring(1, &["0=- 1.0=a 2._=!"]), ring(0, &["0=x 1=y 2=!"]));
    assert_eq!(crossed(&a, &b, 1), "1.0=(a,y) 2._=! (3)");
}

fn merged(depths: [usize; 2], pieces: [&'static str; 2], own: usize) -> String {
    let rings = [ring(depths[0], &pieces[..1]), ring(depths[1], &pieces[1..])];
    let mut work = bench(own);
    merge(at(false), &[&rings[0], &rings[1]], 0, own, &mut work, keep);
    left(&mut work)
}

#[test]
fn keys_of_a_merge_are_equally_deep_whatever_the_branch() {
    let merged = merged([0, 1], ["0=a 1=b 2=-", "0.0=x 0.1=y 1._=! 2=-"], 2);
    assert_eq!(merged, "0.0._=a 0.1.0=x 0.1.1=y 1.0._=b 1.1._=! (3)");
}

#[test]
fn a_failure_without_an_index_meets_itself_behind_a_merge() {
    // What failed in a `flat_map` above the fork, on a branch, and on a merge of two.
    let (a, b) = (ring(1, &["0._=! 1.0=a"]), ring(2, &["0._.0=! 0._.1=! 1.0.0=x 1.0.1=y"]));
    let mut work = bench(2);
    (Strict(&a), Strict(&b)).join_each(at(false), 1, &mut work, keep);
    assert_eq!(left(&mut work), "0._.0=! 0._.1=! 1.0.0=(a,x) 1.0.1=(a,y) (2)");
}

#[test]
fn a_panic_behind_a_merge_costs_that_item_only() {
    assert_eq!(merged([0, 0], ["0=p 1=a", "0=b 1=p"], 1), "0.0=! 0.1=b 1.0=a 1.1=! (2)");
}

/// Runs a `flat_map` that gives an item's letters, by turns of `slice`, each turn on another worker.
fn turns(slice: usize, pieces: &'static str) -> Vec<String> {
    let ring = ring(0, &[pieces]);
    let mut turns = Vec::new();
    loop {
        let mut work = bench(1);
        let letters = |_: &mut Bench, word: String| Slot::Val(word.chars().collect::<Vec<_>>().into_iter());
        let ran = many(at(!turns.is_empty()), &ring, &mut work, SITE, slice, letters, Step::Val, keep);
        turns.push(left(&mut work));
        if ran.done {
            return turns;
        }
    }
}

#[test]
fn all_items_of_a_ticket_are_counted_in_its_first_piece_whoever_makes_the_others() {
    assert_eq!(turns(2, "0=abc 1=- 2=d 3=!"), ["0.0='a' 0.1='b' (4)", "0.2='c' 2.0='d' (0)", "3._=! (0)"]);
}

#[test]
fn a_turn_that_only_finds_the_end_of_its_iterator_counts_nothing() {
    assert_eq!(turns(2, "0=ab"), ["0.0='a' 0.1='b' (1)", " (0)"]);
}

#[test]
fn a_panic_on_a_child_costs_that_child_only() {
    assert_eq!(turns(9, "0=apb 1=c"), ["0.0='a' 0.1=! 0.2='b' 1.0='c' (2)"]);
}
