//! Who is woken, and for how much work.

use super::super::script::check;

#[test]
fn a_lazy_run_takes_one_item_for_one_read() {
    check(
        "s0 > p0 > o0; lazy; adaptive",
        "
        ask r0 1 => r0 idle
        want o0 => wake r0
        ask r0 1 => r0 pulls s0 t0 x1
        pulled r0 1 + ask r0 1 => r0 runs p0 t0
        done r0 => o0 has t0
        unwant o0 =>
        ask r0 1 => r0 idle
        ",
    );
}

#[test]
fn a_reader_is_woken_for_what_only_readers_may_do() {
    check(
        "s0 > p0 > o0",
        "
        want o0 =>
        ask r0 => r0 pulls s0 t0 x1
        pulled r0 0 later + ask r0 => r0 idle
        ready s0 => wake r0
        ",
    );
}

#[test]
fn a_reader_that_may_not_help_leaves_the_pull_to_a_mover_that_is_free() {
    check(
        "s0 > p0@0 > o0",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 0 later + ask w1 => w1 idle
        ready s0 => wake 1
        ask r0 => r0 idle
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        ask r0 => r0 pulls s0 t1 x1
        ",
    );
}

#[test]
fn a_source_that_gets_something_while_it_is_asked_is_asked_again() {
    check(
        "s0 > p0 > o0",
        "
        want o0 =>
        ask r0 => r0 pulls s0 t0 x1
        ready s0 =>
        pulled r0 0 later + ask r0 => r0 pulls s0 t0 x1
        pulled r0 0 later + ask r0 => r0 idle
        ",
    );
}

#[test]
fn cheap_work_wakes_nobody_while_somebody_runs() {
    check(
        "s0 > p0@0 > o0",
        "
        ask w2 => w2 pulls s0 t0 x1
        pulled w2 0 later + ask w2 => w2 idle
        ask w1 => w1 idle
        ready s0 => wake 1
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 1 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1
        done w1 1 + ask w1 => w1 pulls s0 t2 x1
        pulled w1 1 + ask w1 => w1 runs p0 t2
        ",
    );
}

#[test]
fn an_item_that_does_not_come_back_holds_up_nobody_for_long_a12() {
    check(
        "s0 > p0@0 > o0",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 0 later + ask w1 => w1 idle
        ask w2 => w2 idle
        ask w3 => w3 idle
        ready s0 => wake 1
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        wait 9 =>
        wait 1 => wake 1
        ask w2 => w2 pulls s0 t1 x1
        pulled w2 1 + ask w2 => w2 runs p0 t1
        wait 10 => wake 1
        ",
    );
}

#[test]
fn dear_work_wakes_one_more_for_each_chunk() {
    check(
        "s0 > p0@0 > o0",
        "
        ask w2 => w2 pulls s0 t0 x1
        pulled w2 0 later + ask w2 => w2 idle
        ask w1 => w1 idle
        ready s0 => wake 1
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 90 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1, wake 1
        ",
    );
}

#[test]
fn a_chunk_grows_by_four_until_it_takes_fifty_microseconds() {
    check(
        "s0 > p0@0 > o0; adaptive",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 1 + ask w1 => w1 pulls s0 t1 x4
        pulled w1 4 + ask w1 => w1 runs p0 t1
        done w1 4 + ask w1 => w1 pulls s0 t2 x16
        pulled w1 16 + ask w1 => w1 runs p0 t2
        done w1 16 + ask w1 => w1 pulls s0 t3 x50
        pulled w1 50 + ask w1 => w1 runs p0 t3
        done w1 100 + ask w1 => w1 pulls s0 t4 x40
        ",
    );
}

#[test]
fn one_dear_item_decides_at_once() {
    check(
        "s0 > p0@0 > o0; adaptive",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 90 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 + ask w1 => w1 runs p0 t1
        done w1 90 + ask w1 => w1 pulls s0 t2 x1
        pulled w1 1 + ask w1 => w1 runs p0 t2
        ",
    );
}

#[test]
fn work_does_not_wait_for_long_for_one_who_was_woken_and_does_not_come_a6() {
    check(
        "s0 > p0@0 > o0",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 0 later + ask w1 => w1 idle
        ready 0 => wake 1
        ask w2 => w2 pulls s0 t0 x1
        pulled w2 0 later + ask w2 => w2 idle
        ready 0 =>
        wait 9 =>
        wait 2 => wake 1
        ask w2 => w2 pulls s0 t0 x1
        ",
    );
}
