//! Beats of small graphs: `f` is the fork, each branch a list of rates.

use super::*;
use crate::plumbing::{Depth, Facts, Kind, NO_INNER, Op, PLAIN};

const OP: Op = Op::NODE;
const FORK: [Op; 2] = [Op { what: What::Input, ..OP }, Op { what: What::Pass, reads: &[0], ..OP }];
const FILTER: Op = Op { facts: Facts { kind: Kind::Filter, ..PLAIN }, ..OP };

const fn produce(rate: u32, reads: &'static [u16]) -> Op {
    Op { what: What::Unroll, rate, reads, ..OP }
}

const fn consume(rate: u32, reads: &'static [u16]) -> Op {
    Op { what: What::Pack, rate, reads, ..OP }
}

const fn zip(reads: &'static [u16]) -> Op {
    Op { what: What::Zip, reads, fork: 1, ..OP }
}

/// What two operations in a row do, and how a zip with what they read goes on.
fn effect(first: Op, second: Op) -> Effect {
    let second = Op { reads: &[2], ..second };
    Plan::new([FORK[0], FORK[1], Op { reads: &[1], ..first }, second, zip(&[1, 3])]).effect(4, 1)
}

fn beat(first: Op, second: Op) -> (u32, u32) {
    let Effect { beat: Beat { items, every }, .. } = effect(first, second);
    (items, every)
}

#[test]
fn rates_multiply_and_divide() {
    assert_eq!(beat(produce(4, &[]), consume(2, &[])), (2, 1));
    assert_eq!(beat(produce(2, &[]), consume(2, &[])), (1, 1));
    assert_eq!(beat(produce(2, &[]), consume(6, &[])), (1, 3));
    assert_eq!(beat(consume(2, &[]), consume(3, &[])), (1, 6));
    assert_eq!(beat(consume(2, &[]), produce(2, &[])), (2, 2));
    assert_eq!(beat(produce(2, &[]), produce(3, &[])), (6, 1));
}

#[test]
fn a_number_that_divides_in_neither_direction_is_uneven() {
    let effect = effect(produce(3, &[]), consume(2, &[]));
    assert!(effect.uneven_at(3) && !effect.uneven_at(2) && effect.spans());
    assert_eq!(effect.beat.items, 3);
    assert_eq!(
        unbalanced(effect, "a", "b", 2).as_str(),
        "rates do not balance on `a -> b`: `a` emits 3 per call, `b` takes 2"
    );
}

#[test]
fn what_is_packed_behind_a_drop_or_an_unknown_rate_strays() {
    assert!(effect(FILTER, consume(2, &[])).strays());
    assert!(effect(produce(0, &[]), consume(2, &[])).strays());
    assert!(!effect(consume(2, &[]), FILTER).strays());
}

#[test]
fn a_zip_hands_on_the_beat_of_its_members() {
    // Two branches of 2, zipped, then packed by 2.
    let plan =
        Plan::new([FORK[0], FORK[1], produce(2, &[1]), produce(2, &[1]), zip(&[2, 3]), consume(2, &[4]), zip(&[1, 5])]);
    assert_eq!(plan.beat(4), Beat { items: 2, every: 1 });
    assert_eq!(plan.effect(6, 1).beat, Beat::ONE);
    assert_eq!((plan.depth(4).own, plan.depth(6).own), (1, 0));
}

#[test]
fn members_out_of_step_are_told_with_their_counts() {
    let plan = Plan::new([FORK[0], FORK[1], produce(3, &[1]), produce(2, &[1]), zip(&[3, 2])]);
    let text = plan.out_of_step(4, (1, "t -> p"), (0, "x"), "j").expect("3 is not 2");
    assert_eq!(text.as_str(), "`j` receives 3 items by `t -> p` for every 2 by `x`");
    assert!(plan.out_of_step(4, (0, "x"), (0, "x"), "j").is_none());
}

fn depth(own: u16, outer: u16) -> Depth {
    Depth { own, outer }
}

#[test]
fn a_stage_makes_of_keys_what_it_makes_of_those_of_its_input() {
    let inner = Inner { depth: depth(5, 2), ..NO_INNER };
    let twice = Op { facts: Facts { kind: Kind::FlatMap, ..PLAIN }, ..OP };
    let stage = Op { what: What::Stage, reads: &[1], inner, ..OP };
    let plan = Plan::new([FORK[0], Op { reads: &[0], ..twice }, stage, Op { reads: &[2], ..twice }]);
    // The child's index is there twice too.
    assert_eq!((plan.depth(2), plan.depth(3)), (depth(7, 2), depth(8, 2)));
    assert_eq!(plan.depth(3).within(3), 14);
}

#[test]
fn a_pack_is_alone_in_its_part_and_deeper_by_its_range() {
    let plan =
        Plan::new([FORK[0], consume(2, &[0]), Op { reads: &[1], ..OP }, Op { what: What::Output, reads: &[2], ..OP }]);
    assert_eq!(plan.parts(), &[NONE, 1, 2, 2]);
    // Within a stage the keys of the caller are there twice: of the last member and of the first.
    assert_eq!((plan.depth(0), plan.depth(1), plan.depth(2)), (depth(0, 1), depth(4, 2), depth(4, 2)));
    assert!(!plan.is_solo());
}
