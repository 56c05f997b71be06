//! Parts whose turn ends before their work does.

use super::super::script::check;

#[test]
fn what_is_away_keeps_nobody_from_work() {
    check(
        "s0 > p0@0 > p1@0 > o0",
        "
        want o0 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        away w1 9 + ask w1 => w1 pulls s0 t1 x1
        pulled w1 1 end + ask w1 => w1 runs p0 t1
        away w1 9 + ask w1 => w1 runs p0 t2 end
        done w1 + ask w1 => w1 runs p1 t2 end
        done w1 + ask w1 => w1 idle
        back 0 1 => wake 1
        ask w1 => w1 runs p0 t1 on
        done w1 + ask w1 => w1 runs p1 t1
        done w1 + ask w1 => w1 idle
        back 0 0 + ask w1 => w1 runs p0 t0 on
        done w1 + ask w1 => w1 runs p1 t0
        done w1 => o0 has t0
        ",
    );
}

#[test]
fn it_may_be_back_before_it_is_known_to_be_away() {
    check(
        "s0 > p0@0 > o0",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        back 0 0 =>
        away w1 9 + ask w1 => w1 runs p0 t0 on
        ",
    );
}

#[test]
fn for_an_inline_part_no_more_is_pulled_than_is_waited_for_at_once() {
    check(
        "s0 > p0* > o0",
        "
        want o0 =>
        ask r0 => r0 pulls s0 t0 x1
        pulled r0 1 + ask r0 => r0 runs p0 t0
        away r0 2 + ask r0 => r0 pulls s0 t1 x1
        pulled r0 1 + ask r0 => r0 runs p0 t1
        away r0 2 + ask r0 => r0 idle
        back 0 1 => wake r0
        ask r0 => r0 runs p0 t1 on
        done r0 + ask r0 => r0 pulls s0 t2 x1
        ",
    );
}

#[test]
fn a_cancelled_run_is_over_when_nothing_is_away_any_more() {
    check(
        "s0 > p0@0 > o0",
        "
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        away w1 9 =>
        cancel => o0 abandons t0 x1, o0 ended
        back 0 0 => over
        ",
    );
}

#[test]
fn an_output_is_not_stalled_while_something_is_away() {
    check(
        "s0 > p0@0 > o0; p0@0 > p1@0 > o1; window=1",
        "
        want o1 =>
        ask w1 => w1 pulls s0 t0 x1
        pulled w1 1 + ask w1 => w1 runs p0 t0
        done w1 + ask w1 => w1 runs p1 t0
        away w1 9 + ask w1 => w1 idle
        wait 3000 =>
        ",
    );
}
