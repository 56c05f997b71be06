//! Parts, driven over hand-made columns: what leaves them, under which keys, and how many items they account for.

use std::sync::Arc;

use super::*;
use crate::error::{Cause, Worker};
use crate::flow::column::{Column, Remember};
use crate::flow::join::{All, Branches, BranchesEach, Optional, Strict};
use crate::flow::merge::merge;
use crate::plumbing::kept::Kept;
use crate::plumbing::keys::NO_INDEX;
use crate::plumbing::{Beat, Info, OnError, Op};

const INFO: Info = Info {
    pipeline: "P",
    nodes: &["s.node"],
    domains: &["xs"],
    imaps: &[],
    ops: &[Op::NODE],
    runs: &[0],
    denses: &[false],
};
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
    Bench { cx: Cx::new(&INFO, Worker::Reader, Arc::default(), Kept::new(INFO.ops.len())), out: Column::new(depth) }
}

fn at(resumed: bool) -> At {
    At { ticket: 0, domain: 0, first: 0, resumed, end: false, last: true }
}

/// A place with the pieces of one ticket. `"0.1=a 2._=! 3=-"`: a value, a failure of an item that made
/// no children, and an item of which nothing is left.
fn ring(depth: usize, pieces: &[&'static str]) -> Ring<String> {
    let (ring, mut reach) = (Ring::new(1), Reach::Begin);
    for (nth, piece) in pieces.iter().enumerate() {
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
            reach = Reach::To(key[0], key[1..].to_vec());
        }
        column.reach = if nth + 1 == pieces.len() { Reach::End } else { reach.clone() };
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
    let laid = work.cx.laid();
    work.out.add_silent(laid.silent);
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

/// Turn after turn: there is always the next piece. What left the part is one column.
fn to_the_end(work: &mut Bench, mut turn: impl FnMut(At, &mut Bench) -> Ran) -> String {
    let (mut resumed, mut roots, mut seen) = (false, 0, Vec::new());
    loop {
        let ran = turn(at(resumed), work);
        let left = left(work);
        let (entries, counted) = left.rsplit_once(" (").expect("entries and roots");
        seen.push(entries.to_owned());
        roots += counted.trim_end_matches(')').parse::<i64>().expect("a number");
        if ran.done {
            seen.retain(|entries| !entries.is_empty());
            return format!("{} ({roots})", seen.join(" "));
        }
        resumed = true;
    }
}

fn children(ring: &Ring<String>) -> All<'_, String> {
    All { ring, op: 0, limit: 3 }
}

fn joined(left_pieces: &[&'static str], right: &[&'static str], fork: Option<&'static str>) -> String {
    let (a, b, fork) = (ring(0, left_pieces), ring(0, right), fork.map(|fork| keys(0, fork)));
    to_the_end(&mut bench(0), |at, work| {
        (Optional(&a), Optional(&b)).join(at, 0, (0, Beat::ONE), fork.as_ref(), work, keep)
    })
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
    let joined =
        to_the_end(&mut bench(0), |at, work| (children(&a), Strict(&b)).join(at, 0, (0, Beat::ONE), None, work, keep));
    assert_eq!(joined.split(" (").next(), Some("0=([a,b,c],x) 1=([d],y)"));
}

#[test]
fn a_key_with_more_than_the_limit_fails_and_the_others_do_not() {
    let (a, b) =
        (ring(1, &["0.0=a 0.1=b", "0.2=c", "1.0=d 1.1=e", "1.2=f 1.3=g", "1.4=h 2.0=i"]), ring(0, &["0=x 1=y 2=z"]));
    let joined =
        to_the_end(&mut bench(0), |at, work| (children(&a), Strict(&b)).join(at, 0, (0, Beat::ONE), None, work, keep));
    assert_eq!(joined.split(" (").next(), Some("0=([a,b,c],x) 1=! 2=([i],z)"));
}

#[test]
fn a_branch_is_waited_for_only_where_it_may_still_give_the_key() {
    let (a, b) = (ring(0, &["0=a", "1=- 2=- 3=-", "4=e"]), ring(0, &["0=x 2=y 3=z", "4=w"]));
    let mut waits = Vec::new();
    let joined = to_the_end(&mut bench(0), |at, work| {
        let ran = (Optional(&a), Optional(&b)).join(at, 0, (0, Beat::ONE), None, work, keep);
        waits.push(ran.waits);
        ran
    });
    assert_eq!(
        joined.split(" (").next(),
        Some("0=(Some(a),Some(x)) 2=(None,Some(y)) 3=(None,Some(z)) 4=(Some(e),Some(w))")
    );
    assert_eq!(waits, [Some(0), Some(0), Some(1), None]);
}

#[test]
fn branches_of_a_beat_pair_one_by_one() {
    // The one unrolled in one step, the other in two; a failure stands in its own place.
    let (a, b) = (ring(1, &["0.0=a 0.1=b", "1.0=! 1.1=d"]), ring(2, &["0.0.1=w", "0.1.1=x 1.0.1=y", "1.1.1=z"]));
    let beat = Beat { items: 2, every: 1 };
    let joined =
        to_the_end(&mut bench(1), |at, work| (Strict(&a), Strict(&b)).join(at, 0, (0, beat), None, work, keep));
    assert_eq!(joined.split(" (").next(), Some("0.0=(a,w) 0.1=(b,x) 1.0=! 1.1=(d,z)"));
}

fn crossed(a: &Ring<String>, b: &Ring<String>, depth: usize) -> String {
    to_the_end(&mut bench(depth), |at, work| (children(a), children(b)).join_each(at, 0, depth, work, keep))
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
fn the_first_branch_that_multiplies_goes_by_and_the_others_are_held() {
    let (a, b) = (ring(1, &["0.0=a 0.1=b 0.2=c", "0.3=d 0.4=e 1.0=f"]), ring(1, &["0.0=w", "0.1=x", "1.0=y 1.1=z"]));
    let crossed = crossed(&a, &b, 2);
    let pairs = "0.0.0=(a,w) 0.0.1=(a,x) 0.1.0=(b,w) 0.1.1=(b,x) 0.2.0=(c,w) 0.2.1=(c,x) 0.3.0=(d,w) 0.3.1=(d,x) \
                 0.4.0=(e,w) 0.4.1=(e,x) 1.0.0=(f,y) 1.0.1=(f,z)";
    assert_eq!(crossed.split(" (").next(), pairs.split(" (").next());
}

#[test]
fn a_held_branch_with_more_than_the_limit_fails_its_key() {
    let (a, b) = (ring(1, &["0.0=a 0.1=b", "0.2=c 1.0=d"]), ring(1, &["0.0=v 0.1=w", "0.2=x 0.3=y", "1.0=z"]));
    assert_eq!(crossed(&a, &b, 2).split(" (").next(), Some("0._._=! 1.0.0=(d,z)"));
}

#[test]
fn a_key_without_children_has_no_pair() {
    let (a, b) = (ring(1, &["0=- 1.0=a 2._=!"]), ring(0, &["0=x 1=y 2=!"]));
    assert_eq!(crossed(&a, &b, 1), "1.0=(a,y) 2._=! (3)");
}

fn merged(depths: [usize; 2], pieces: [&'static str; 2], own: usize) -> String {
    merged_pieces(ring(depths[0], &pieces[..1]), ring(depths[1], &pieces[1..]), own)
}

fn merged_pieces(a: Ring<String>, b: Ring<String>, own: usize) -> String {
    to_the_end(&mut bench(own), |at, work| merge(at, &[&a, &b], 0, own, work, keep))
}

#[test]
fn the_pieces_of_a_merge_are_taken_as_their_keys_come() {
    let merged =
        merged_pieces(ring(1, &["0.0=a", "0.1=b 1.0=c", "1.1=d", ""]), ring(1, &["0.0=w 0.1=x", "", "2.0=y"]), 2);
    assert_eq!(merged.split(" (").next(), Some("0.0.0=a 0.0.1=b 0.1.0=w 0.1.1=x 1.0.0=c 1.0.1=d 2.1.0=y"));
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
    let crossed = to_the_end(&mut bench(2), |at, work| (children(&a), children(&b)).join_each(at, 1, 2, work, keep));
    assert_eq!(crossed, "0._.0=! 0._.1=! 1.0.0=(a,x) 1.0.1=(a,y) (2)");
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
