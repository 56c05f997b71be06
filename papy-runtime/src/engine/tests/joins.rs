//! Parts that read several edges: when they begin, what they need, and who waits for them.

use crate::engine::script::check;

const DIAMOND: &str = "s0 > p0@0 > p1@0; p0 > p2@0; p1 > p3@0 > o0; p2 > p3";

#[test]
fn a_join_begins_when_there_is_a_piece_of_each_branch() {
    check(
        DIAMOND,
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => w1 runs p2 t0
        ask w2 => w2 runs p1 t0
        parks w1 =>
        done w2 + ask w2 => w2 runs p3 t0
        ",
    );
}

#[test]
fn a_branch_parks_while_the_join_needs_another() {
    check(
        DIAMOND,
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 later + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => w1 runs p2 t0
        ask w2 => w2 runs p1 t0
        parks w1 =>
        parks w2 + ask w2 => w2 runs p3 t0
        ask w1 => w1 idle
        needs w2 0 + ask w2 => o0 has t0, w2 runs p2 t0 on
        ask w1 => w1 runs p1 t0 on
        parks w2 + ask w2 => w2 idle
        take o0 =>
        done w1 + ask w1 => w1 runs p3 t0 on
        ask w2 => w2 idle
        ",
    );
}

#[test]
fn what_one_part_makes_for_both_branches_is_held_where_the_join_needs_one_of_them_first() {
    // p0 lays on both edges of p1. Once p1 holds a piece of each and another waits, only relief lets p0 go on.
    check(
        "s0 > p0@0 > p1@0 > o0; p0 > p1",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 never + ask w1 => w1 runs p0 t0
        parks w1 + ask w1 => w1 runs p1 t0
        needs w1 0 => o0 has t0
        take o0 =>
        ask w1 => w1 runs p0 t0 on
        parks w1 + ask w1 => w1 runs p1 t0 on
        needs w1 0 => o0 has t0
        ask w1 => w1 runs p0 t0 on
        done w1 =>
        take o0 =>
        ask w1 => w1 runs p1 t0 on
        needs w1 1 => o0 has t0
        take o0 =>
        ask w1 => w1 runs p1 t0 on
        needs w1 1 => o0 has t0
        take o0 =>
        ask w1 => w1 runs p1 t0 on
        done w1 => o0 has t0
        ",
    );
}

#[test]
fn a_part_that_ran_without_room_and_was_lost_runs_again() {
    check(
        "s0 > p0@0 > p1@0 > o0; p0 > p1",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 later + ask w1 => w1 runs p0 t0
        parks w1 + ask w1 => w1 runs p1 t0
        needs w1 0 => o0 has t0
        take o0 =>
        ask w1 => w1 runs p0 t0 on
        parks w1 + ask w1 => w1 runs p1 t0 on
        needs w1 0 => o0 has t0
        take o0 =>
        ask w1 => w1 runs p0 t0 on
        lost w1 =>
        ask w2 => w2 runs p0 t0 #2 on
        ",
    );
}
