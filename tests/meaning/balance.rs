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
fn two_for_every_two_pair_with_one_for_each() {
    pipeline! {
        Distant(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let again = numbers -> total on pool [consume = 2, batch = batch] -> two on pool [produce];
            output out = (numbers, again) -> pair on pool;
        }
    }
    within(|| {
        check!(Distant, 0..0u64, Vec::<String>::new());
        check!(Distant, 0..6u64, ["(0, 10)", "(1, 11)", "(2, 50)", "(3, 51)", "(4, 90)", "(5, 91)"]);
        // 2 alone gives two items, and only one is there to pair with.
        let unmet = "Distant: `out.zip` failed on item 2.1 of `numbers`: the last batch has 1 of 2 items; `[last = drop]` drops it";
        check!(Distant, 0..3u64, ["(0, 10)", "(1, 11)", "(2, 20)", unmet]);
        let pairs = |x: u64| [(x, 10 * (2 * x + 1)), (x + 1, 10 * (2 * x + 1) + 1)];
        let want: Vec<_> = (0..3000).step_by(2).flat_map(pairs).map(|pair| format!("{pair:?}")).collect();
        check!(Distant, 0..3000u64, want.clone());
    });
}

#[test]
fn a_short_batch_that_fails_or_is_dropped_takes_the_finer_branch_with_it() {
    pipeline! {
        Failing(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let again = numbers -> sum_of_two on pool [consume = 2, batch = batch] -> two on pool [produce];
            output out = (again, numbers) -> pair;
        }
    }
    pipeline! {
        Dropping(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let again = numbers -> total on pool [consume = 2, last = drop, batch = batch] -> two on pool [produce];
            output out = (numbers, again) -> pair;
        }
    }
    within(|| {
        let short = "Failing: `again.sum_of_two` failed on item 2 of `numbers`: the last batch has 1 of 2 items; `[last = drop]` drops it";
        check!(Failing, 0..3u64, ["(10, 0)", "(11, 1)", short, short]);
        check!(Dropping, 0..3u64, ["(0, 10)", "(1, 11)"]);
    });
}

#[test]
fn a_failed_item_of_the_finer_branch_fails_its_pair_and_one_of_a_batch_all_pairs_of_it() {
    pipeline! {
        Failed(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let fine = numbers -> odd on pool [batch = batch];
            let coarse = numbers -> odd on pool -> sum_of_two on pool [consume = 2] -> two on pool [produce];
            output out = (fine, numbers, coarse) -> last_of_three;
        }
    }
    #[piper]
    fn last_of_three(_: u64, _: u64, c: u64) -> u64 {
        c
    }
    within(|| {
        let four = "Failed: `fine.odd` failed on item 4 of `numbers`: no 4";
        let batch = "Failed: `coarse.sum_of_two` failed on item 4-5 of `numbers`: 1 of the 2 items of a batch failed: item 4 at `coarse.odd`: no 4";
        check!(
            Failed,
            2..8u64,
            ["50", "51", "four", "batch", "130", "131"].map(|text| match text {
                "four" => four.replace("item 4", "item 2"),
                "batch" => batch.replace("item 4-5", "item 2-3").replace("item 4 at", "item 2 at"),
                text => text.to_owned(),
            })
        );
    });
}

#[test]
fn branches_of_two_and_of_three_pair_six_by_six() {
    #[piper]
    fn three(x: u64) -> [u64; 3] {
        [x, x + 1, x + 2]
    }
    #[piper]
    fn low_of_three(a: u64, b: u64, c: u64) -> Result<(u64, u64, u64), String> {
        if c % 6 == 5 { Err(format!("{a} {b} {c}")) } else { Ok((a, b, c)) }
    }
    pipeline! {
        Sixes(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let halves = numbers -> total on pool [consume = 2, batch = batch] -> two on pool [produce];
            let thirds = numbers -> total on pool [consume = 3] -> three on pool [produce];
            output out = (halves, thirds, numbers) -> low_of_three on pool;
        }
    }
    within(|| {
        let failed = "Sixes: `out.low_of_three` failed on item 0-5.5 of `numbers`: 91 14 5";
        let unmet = "Sixes: `out.zip` failed on item";
        let unmet = [1, 2].map(|index| {
            format!("{unmet} 6.{index} of `numbers`: the last batch has 1 of 6 items; `[last = drop]` drops it")
        });
        let whole = ["(10, 3, 0)", "(11, 4, 1)", "(50, 5, 2)", "(51, 12, 3)", "(90, 13, 4)", failed].map(str::to_owned);
        check!(Sixes, 0..6u64, whole.clone());
        check!(Sixes, 0..7u64, whole.clone().into_iter().chain(["(60, 6, 6)".to_owned()]).chain(unmet.clone()));
    });
}

#[test]
fn a_stage_that_regroups_pairs_with_the_children_of_its_fork() {
    #[piper]
    fn low_of_pair(pair: (u64, u64)) -> Result<(u64, u64), String> {
        if pair.1 > 60 { Err(format!("{pair:?}")) } else { Ok(pair) }
    }
    pipeline! {
        Twos {
            input numbers: u64;
            output out = numbers -> total [consume = 2] -> two [produce];
        }
    }
    pipeline! {
        Children(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let many = numbers -> copies on pool [batch = batch];
            let twos = many -> Twos on pool;
            output out = (many, twos) -> pair -> low_of_pair;
        }
    }
    pipeline! {
        Around(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> copies on pool [batch = batch] -> Inner on pool;
        }
    }
    pipeline! {
        Inner {
            input numbers: u64;
            let again = numbers -> total [consume = 2] -> two [produce];
            output out = (numbers, again) -> pair -> low_of_pair;
        }
    }
    // 1 2 | 2 4 | 5 5
    within(|| {
        let pairs = ["(1, 30)", "(2, 31)", "(2, 60)"].map(str::to_owned);
        let failed = |name: &str, node: &str| {
            [("2.1-4.0.1", "4, 61"), ("5.0-5.1.0", "5, 100"), ("5.0-5.1.1", "5, 101")]
                .map(|(lineage, pair)| format!("{name}: `{node}` failed on item {lineage} of `numbers`: ({pair})"))
        };
        check!(Children, 0..6u64, pairs.clone().into_iter().chain(failed("Children", "out.low_of_pair")));
        check!(Around, 0..6u64, pairs.clone().into_iter().chain(failed("Around", "out.Inner/out.low_of_pair")));
    });
}

#[test]
fn a_merge_has_as_many_items_for_each_key_as_its_branches_together() {
    pipeline! {
        Merged(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let odds = numbers -> odd on pool [batch = batch];
            let merged = [odds, numbers] -> same on pool;
            let twice = numbers -> two on pool [produce];
            output out = (merged, twice) -> pair;
        }
    }
    pipeline! {
        Taken(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let twice = numbers -> two on pool [produce, batch = batch];
            let sums = [twice, numbers, numbers] -> sum_of_two on pool [consume = 2] -> sum_of_two [consume = 2];
            output out = (numbers, sums) -> pair;
        }
    }
    within(|| {
        let no = "Merged: `merged.odd` failed on item 4 of `numbers`: no 4".replace("merged.odd", "odds.odd");
        check!(
            Merged,
            3..6u64,
            ["(3, 30)", "(3, 31)", &no.replace("item 4", "item 1"), "(4, 41)", "(5, 50)", "(5, 51)"]
        );
        // 10 11 1 1 | 20 21 2 2
        check!(Taken, 1..3u64, ["(1, 23)", "(2, 45)"]);
    });
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
