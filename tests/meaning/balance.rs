//! Zips of branches with rates: those that stay in step, against what they pair one after the other.

use papy::prelude::*;
use papy::{pipeline, piper};

use crate::rates::*;
use crate::support::{accounted, shown, within};

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

#[piper]
fn pair(a: u64, b: u64) -> (u64, u64) {
    (a, b)
}

#[test]
fn branches_of_equal_rates_pair_by_position_in_their_item() {
    pipeline! {
        Equal(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let twice = numbers -> two on pool [produce, batch = batch];
            let again = numbers -> odd -> two on pool [produce];
            output out = (twice, again) -> add;
        }
    }
    within(|| {
        let no = "Equal: `again.odd` failed on item 1 of `numbers`: no 4";
        check!(Equal, 3..6u64, ["60", "62", no, no, "100", "102"]);
    });
}

#[test]
fn branches_that_make_four_and_take_two_pair_with_those_that_make_two() {
    pipeline! {
        Halved(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let four = numbers -> two on pool [produce, batch = batch] -> two on pool [produce] -> sum_of_two [consume = 2];
            let twice = numbers -> two on pool [produce];
            output out = (four, twice) -> pair;
        }
    }
    // 100 101 | 110 111
    within(|| check!(Halved, 1..3u64, ["(201, 10)", "(221, 11)", "(401, 20)", "(421, 21)"]));
}

#[test]
fn a_branch_that_takes_all_that_it_makes_pairs_with_its_fork() {
    pipeline! {
        Whole(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let summed = numbers -> two on pool [produce, batch = batch] -> sum_of_two on pool [consume = 2];
            output out = (numbers, summed) -> pair;
        }
    }
    within(|| check!(Whole, 1..4u64, ["(1, 21)", "(2, 41)", "(3, 61)"]));
}

#[test]
fn branches_that_pack_alike_pair_batch_by_batch() {
    pipeline! {
        Alike(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let sums = numbers -> odd on pool [batch = batch] -> sum on pool [consume = 3];
            let totals = numbers -> total on pool [consume = 3];
            output out = (sums, totals) -> pair;
        }
    }
    within(|| {
        let failed = "Alike: `sums.sum` failed on item 3-5 of `numbers`: 1 of the 3 items of a batch failed: item 4 at `sums.odd`: no 4";
        let short = "Alike: `sums.sum` failed on item 9 of `numbers`: 1 of the 3 items of a batch failed: item 9 at `sums.odd`: no 9";
        check!(Alike, 0..10u64, ["(3, 3)", failed, "(21, 21)", short]);
    });
}

#[test]
fn a_pair_of_batches_has_their_range() {
    pipeline! {
        PairRange(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let sums = numbers -> total on pool [consume = 2, batch = batch] -> two on pool [produce];
            let totals = numbers -> total on pool [consume = 2] -> two on pool [produce];
            output out = (sums, totals) -> add -> low;
        }
    }
    within(|| {
        let low = |range, sum| format!("PairRange: `out.low` failed on item {range} of `numbers`: no {sum}");
        check!(
            PairRange,
            2..7u64,
            ["100".into(), low("0-1.1", 102), low("2-3.0", 180), low("2-3.1", 182), low("4.0", 120), low("4.1", 122)]
        );
    });
}

#[test]
fn branches_that_pack_in_one_step_or_in_two_pair() {
    pipeline! {
        Steps(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let six = numbers -> total on pool [consume = 6, batch = batch];
            let two_times_three = numbers -> total on pool [consume = 2] -> total on pool [consume = 3];
            output out = (six, two_times_three) -> pair;
        }
    }
    within(|| check!(Steps, 0..13u64, ["(15, 15)", "(51, 51)", "(12, 12)"]));
}

#[test]
fn all_of_a_known_rate_can_be_taken_as_a_vec() {
    pipeline! {
        Marked(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let twice = numbers -> two on pool [produce, batch = batch];
            output out = (numbers, twice*);
        }
    }
    within(|| check!(Marked, 1..3u64, ["(1, [10, 11])", "(2, [20, 21])"]));
}

#[test]
fn a_pipeline_with_rates_is_a_stage() {
    pipeline! {
        Thirds {
            input numbers: u64;
            output out = numbers -> sum [consume = 3, last = drop] -> two [produce];
        }
    }
    pipeline! {
        Outer(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let many = numbers -> copies on pool [batch = batch];
            let one = many -> Thirds on pool;
            let other = many -> total on pool [consume = 3, last = drop] -> two on pool [produce];
            output out = (one, other) -> pair on pool -> low_of_pair on pool;
        }
    }
    #[piper]
    fn low_of_pair(pair: (u64, u64)) -> Result<(u64, u64), String> {
        if pair.0 > 100 { Err("high".into()) } else { Ok(pair) }
    }
    // 1 2 2 | 4 5 5 | 7 8 8
    within(|| {
        let high = |range| format!("Outer: `out.low_of_pair` failed on item {range} of `numbers`: high");
        let low = ["(50, 50)".to_string(), "(51, 51)".to_string()];
        check!(
            Outer,
            0..10u64,
            low.clone().into_iter().chain(["4.0-5.1.0", "4.0-5.1.1", "7.0-8.1.0", "7.0-8.1.1"].map(high))
        );
    });
}
