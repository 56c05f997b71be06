//! Plans of small graphs, written as their tables of operations.

use super::*;
use crate::plumbing::{Facts, Kind, PLAIN};

const OP: Op = Op::NODE;
const INPUT: Op = Op { what: What::Input, ..OP };
const FILTER: Facts = Facts { kind: Kind::Filter, ..PLAIN };
const FLAT_MAP: Facts = Facts { kind: Kind::FlatMap, ..PLAIN };

const fn pass(reads: &'static [u16]) -> Op {
    Op { what: What::Pass, reads, ..OP }
}

const fn node(reads: &'static [u16], facts: Facts) -> Op {
    Op { reads, facts, ..OP }
}

const fn output(reads: &'static [u16]) -> Op {
    Op { what: What::Output, reads, ..OP }
}

const fn zip(reads: &'static [u16], fork: u16, pair: Pair) -> Op {
    Op { what: What::Zip, reads, fork, pair, ..OP }
}

const fn on(imap: u16, op: Op) -> Op {
    Op { imap, ..op }
}

#[test]
fn a_chain_on_one_imap_is_one_part() {
    let plan = Plan::new([INPUT, node(&[0], PLAIN), node(&[1], FILTER), output(&[2])]);
    assert_eq!(plan.parts(), &[NONE, 1, 1, 1]);
    assert!(plan.is_solo() && plan.entry(1) == 0 && plan.holds(0, 1) && !plan.runs(0, 1));
}

#[test]
fn an_imap_and_a_split_begin_parts() {
    let split = Op { split: true, ..node(&[2], PLAIN) };
    let plan = Plan::new([INPUT, node(&[0], PLAIN), on(0, node(&[1], PLAIN)), on(0, split), on(0, output(&[3]))]);
    assert_eq!(plan.parts(), &[NONE, 1, 2, 3, 3]);
    assert!(plan.hands(1, 2, 1) && !plan.hands(1, 2, 2) && plan.feeds(1, 2, 0));
}

#[test]
fn a_flat_map_is_entered_by_its_children() {
    let plan = Plan::new([INPUT, node(&[0], PLAIN), node(&[1], FLAT_MAP), node(&[2], PLAIN), output(&[3])]);
    assert_eq!(plan.parts(), &[NONE, 1, 2, 2, 2]);
    assert!(plan.entry(2) == 2 && plan.steps(3, 2) && !plan.steps(2, 2));
    assert_eq!((plan.depth(1).own, plan.depth(2).own, plan.depth(4).own), (0, 1, 1));
}

#[test]
fn a_diamond_in_one_part_needs_no_join() {
    let plan = Plan::new([INPUT, pass(&[0]), node(&[1], PLAIN), zip(&[1, 2], 1, Pair::Strict), output(&[3])]);
    assert_eq!(plan.parts(), &[NONE, 1, 1, 1, 1]);
    assert!(plan.forks(1));
}

#[test]
fn a_zip_of_streams_from_different_parts_leads_its_own() {
    let join = Op { keys: true, ..zip(&[2, 3], 1, Pair::Strict) };
    let plan = Plan::new([INPUT, pass(&[0]), on(0, node(&[1], FILTER)), node(&[1], FILTER), join, output(&[4])]);
    assert_eq!(plan.parts(), &[NONE, 1, 2, 1, 4, 4]);
    assert!(plan.entry(4) == 4 && plan.feeds(2, 4, 0) && plan.feeds(1, 4, 1));
    assert!(plan.feeds_keys(1, 4) && !plan.feeds_keys(2, 4));
}

#[test]
fn two_that_read_one_stream_on_one_imap_share_a_part_and_get_its_items_once() {
    let twin = Op { twin: 2, ..on(0, node(&[1], PLAIN)) };
    let plan = Plan::new([INPUT, node(&[0], PLAIN), on(0, node(&[1], PLAIN)), twin, output(&[2]), output(&[3])]);
    assert_eq!(plan.parts(), &[NONE, 1, 2, 2, 2, 2]);
    assert!(plan.hands(1, 2, 1) && !plan.hands(1, 3, 1), "a column that no part takes would grow for ever");
}

#[test]
fn a_pair_of_each_is_as_deep_as_its_branches_together() {
    let ops = [
        INPUT,
        pass(&[0]),
        node(&[1], FLAT_MAP),
        node(&[2], FLAT_MAP),
        node(&[1], FLAT_MAP),
        zip(&[3, 4, 1], 1, Pair::Each),
        zip(&[5, 1], 1, Pair::Strict),
        output(&[6]),
    ];
    let plan = Plan::new(ops);
    assert_eq!((plan.depth(3).own, plan.depth(4).own, plan.depth(5).own, plan.depth(6).own), (2, 1, 3, 0));
}

#[test]
fn a_merge_is_one_deeper_than_its_deepest_branch() {
    let merge = Op { what: What::Merge, fork: 1, ..node(&[1, 2], PLAIN) };
    let plan = Plan::new([INPUT, pass(&[0]), node(&[1], FLAT_MAP), merge, output(&[3])]);
    assert_eq!(plan.depth(3).own, 2);
}

fn effect(ops: [Op; 5], member: usize) -> (u16, u16) {
    let crate::plumbing::Effect { drops, multiplies, .. } = Plan::new(ops).effect(4, member);
    (drops, multiplies)
}

#[test]
fn what_happens_above_the_fork_is_no_effect() {
    let zip = zip(&[2, 3], 2, Pair::Strict);
    assert_eq!(effect([INPUT, node(&[0], FLAT_MAP), node(&[1], FILTER), node(&[2], PLAIN), zip], 1), (NONE, NONE));
}

#[test]
fn a_failure_that_is_skipped_drops_its_key() {
    let skip = Op { on_error: OnError::Skip, ..node(&[1], PLAIN) };
    let ops = [INPUT, pass(&[0]), skip, node(&[1], FLAT_MAP), zip(&[2, 3], 1, Pair::Strict)];
    assert_eq!((effect(ops, 0), effect(ops, 1)), ((2, NONE), (NONE, 3)));
}

#[test]
fn an_inner_zip_that_pairs_strictly_keeps_its_keys_in_step() {
    let optional =
        [INPUT, pass(&[0]), node(&[1], FILTER), zip(&[1, 2], 1, Pair::Strict), zip(&[3, 1], 1, Pair::Strict)];
    assert_eq!(effect(optional, 0), (NONE, NONE));
    let mut inner = optional;
    inner[3].pair = Pair::Inner;
    assert_eq!(effect(inner, 0), (3, NONE));
}
