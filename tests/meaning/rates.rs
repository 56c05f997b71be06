//! Rates: `produce`, `consume`, `last`, `spawn`, for every chunking and several pools. Zips of them are in `balance`.

#![allow(clippy::ptr_arg, reason = "a `Vec` is what a stage hands over")]

use papy::prelude::*;
use papy::{Batch, Cause, pipeline, piper};

use crate::support::{Probe, accounted, counted, shown, within};

/// Chunk sizes: one item, some, more than there are, automatic.
pub(crate) const BATCHES: [Option<usize>; 4] = [Some(1), Some(7), Some(64), None];

#[piper]
pub(crate) fn sum(xs: [u64; 3]) -> u64 {
    xs.iter().sum()
}

#[piper]
pub(crate) fn all(xs: Vec<u64>) -> Vec<u64> {
    xs
}

#[piper]
pub(crate) fn two(x: u64) -> [u64; 2] {
    [x * 10, x * 10 + 1]
}

#[piper]
pub(crate) fn up_to(x: u64) -> Vec<u64> {
    (0..x % 4).map(|y| x * 10 + y).collect()
}

#[piper]
pub(crate) fn odd(x: u64) -> Result<u64, String> {
    if x % 5 == 4 { Err(format!("no {x}")) } else { Ok(x) }
}

#[piper]
pub(crate) fn low(x: u64) -> Result<u64, String> {
    if x > 100 { Err(format!("no {x}")) } else { Ok(x) }
}

#[piper]
pub(crate) fn same(x: u64) -> u64 {
    x
}

#[piper]
pub(crate) fn both(xs: [u64; 2]) -> [u64; 2] {
    xs
}

#[piper]
pub(crate) fn sum_of_two(xs: &[u64; 2]) -> u64 {
    xs[0] + xs[1]
}

#[piper]
pub(crate) fn total(xs: &Vec<u64>) -> u64 {
    xs.iter().sum()
}

#[piper(filter)]
pub(crate) fn small(xs: &Vec<u64>) -> bool {
    xs.iter().sum::<u64>() < 20
}

#[piper(flat_map)]
pub(crate) fn copies(x: u64) -> Vec<u64> {
    vec![x; x as usize % 3]
}

/// Runs one pipeline for each chunking and two sizes of pool, and wants the same of all; and of each account that it adds up.
macro_rules! check {
    ($pipeline:ident, $items:expr, $expected:expr) => {
        for batch in BATCHES {
            for workers in [1, 3] {
                let setup = $pipeline { batch }.pool(papy::IMap::threads(workers));
                let mut run = setup.start($items).unwrap();
                let seen = shown(&mut run.out);
                let expected: Vec<String> = $expected.into_iter().map(|text| text.to_string()).collect();
                assert_eq!(seen, expected, "batch {batch:?}, workers {workers}");
                let report = run.finish_blocking().unwrap();
                assert_eq!(accounted(&report, 0), report.stats.inputs[0].1, "batch {batch:?}: {}", report.stats);
            }
        }
    };
}
pub(crate) use check;

#[test]
fn items_are_packed_in_order_across_chunks() {
    pipeline! {
        Sums(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> same on pool [batch = batch] -> sum on pool [consume = 3];
        }
    }
    within(|| check!(Sums, 0..9u64, ["3", "12", "21"]));
}

#[test]
fn a_batch_is_packed_without_an_imap_too() {
    pipeline! {
        Inline(batch: Option<usize>) {
            input numbers: u64;
            output out = numbers -> sum [consume = 3, batch = batch];
        }
    }
    within(|| {
        for batch in BATCHES {
            assert_eq!(shown(Inline { batch }.start(0..6u64).unwrap().out), ["3", "12"]);
        }
    });
}

#[test]
fn a_short_last_batch_fails_for_an_array() {
    pipeline! {
        ShortArray(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> sum on pool [consume = 3, batch = batch];
        }
    }
    within(|| {
        let short = "ShortArray: `out.sum` failed on item 3-4 of `numbers`: the last batch has 2 of 3 items; `[last = drop]` drops it";
        check!(ShortArray, 0..5u64, ["3", short]);
        let run = ShortArray { batch: None }.pool(papy::IMap::threads(1)).start(0..5u64).unwrap();
        let last = run.out.into_iter().last().unwrap().unwrap_err();
        assert!(matches!(last.cause(), Cause::Batch(Batch::Short { items: 2, of: 3 })));
    });
}

#[test]
fn a_short_last_batch_is_dropped_if_that_is_written() {
    pipeline! {
        ShortDropped(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> sum on pool [consume = 3, last = drop, batch = batch];
        }
    }
    within(|| check!(ShortDropped, 0..5u64, ["3"]));
}

#[test]
fn a_vec_gets_the_short_last_batch() {
    pipeline! {
        ShortVec(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> all on pool [consume = 3, batch = batch];
        }
    }
    within(|| check!(ShortVec, 0..5u64, ["[0, 1, 2]", "[3, 4]"]));
}

#[test]
fn a_vec_gets_no_short_last_batch_if_that_is_written() {
    pipeline! {
        VecError(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> total on pool [consume = 4, last = error, batch = batch];
        }
    }
    within(|| {
        let short = "VecError: `out.total` failed on item 4 of `numbers`: the last batch has 1 of 4 items; `[last = drop]` drops it";
        check!(VecError, 0..5u64, ["6", short]);
    });
}

#[test]
fn an_input_without_items_gives_no_batch() {
    pipeline! {
        Nothing(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> all on pool [consume = 3, batch = batch];
        }
    }
    within(|| check!(Nothing, 0..0u64, [""; 0]));
}

#[test]
fn a_failed_member_fails_the_batch_and_is_listed() {
    pipeline! {
        Members(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> odd on pool [batch = batch] -> sum on pool [consume = 3];
        }
    }
    within(|| {
        let one = "Members: `out.sum` failed on item 3-5 of `numbers`: 1 of the 3 items of a batch failed: item 4 at `out.odd`: no 4";
        let two = "Members: `out.sum` failed on item 9-10 of `numbers`: 1 of the 3 items of a batch failed: item 9 at `out.odd`: no 9";
        check!(Members, 0..11u64, ["3", one, "21", two]);
        let run = Members { batch: Some(2) }.pool(papy::IMap::threads(2)).start(0..6u64).unwrap();
        let failed = run.out.into_iter().last().unwrap().unwrap_err();
        let Cause::Batch(Batch::Failed { members, of: 3 }) = failed.cause() else { panic!("{failed}") };
        assert_eq!(members.iter().map(|member| member.lineage().seq).collect::<Vec<_>>(), [4]);
        assert_eq!(failed.lineage().since.as_ref().map(|since| since.seq), Some(3));
    });
}

#[test]
fn failures_of_a_short_batch_are_told_although_it_would_be_dropped() {
    pipeline! {
        Told(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> odd on pool [batch = batch] -> sum on pool [consume = 3, last = drop];
        }
    }
    within(|| {
        let failed = "Told: `out.sum` failed on item 3-4 of `numbers`: 1 of the 3 items of a batch failed: item 4 at `out.odd`: no 4";
        check!(Told, 0..5u64, ["3", failed]);
    });
}

#[test]
fn what_is_made_of_a_batch_keeps_its_range() {
    pipeline! {
        Ranges(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> two on pool [produce, batch = batch] -> sum on pool [consume = 3] -> low on pool;
        }
    }
    // 0 1 10 | 11 20 21 | 30 31 40 | 41 50 51
    within(|| {
        let low = |range, sum| format!("Ranges: `out.low` failed on item {range} of `numbers`: no {sum}");
        check!(Ranges, 0..6u64, ["11".into(), "52".into(), low("3.0-4.0", 101), low("4.1-5.1", 142)]);
    });
    within(|| {
        let run = Ranges { batch: Some(1) }.pool(papy::IMap::threads(2)).start(0..7u64).unwrap();
        let short = run.out.into_iter().last().unwrap().unwrap_err();
        assert_eq!(short.lineage().to_string(), "6.0-6.1");
    });
}

#[test]
fn arrays_and_vecs_are_unrolled() {
    pipeline! {
        Unrolled(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> two on pool [produce, batch = batch] -> up_to [produce];
        }
    }
    // 10 11 20 21 30 31
    within(|| check!(Unrolled, 1..4u64, ["100", "101", "110", "111", "112", "210", "300", "301", "310", "311", "312"]));
}

#[test]
fn a_promised_length_that_is_not_kept_fails_in_place_of_each_item() {
    pipeline! {
        Promised(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> up_to on pool [produce = 2, batch = batch];
        }
    }
    within(|| {
        let three = "Promised: `out.up_to` failed on item 1 of `numbers`: gave 3 items where `produce = 2` is written";
        check!(Promised, 2..4u64, ["20", "21", three, three]);
    });
}

#[test]
fn a_failed_producer_gives_an_error_for_each_item_that_is_promised() {
    pipeline! {
        Failing(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let good = numbers -> odd on pool [batch = batch];
            let known = good -> two on pool [produce];
            let unknown = good -> up_to on pool [produce];
            output out = [known, unknown] -> same;
        }
    }
    within(|| {
        let no = "Failing: `good.odd` failed on item 0 of `numbers`: no 4";
        check!(Failing, 4..6u64, [no, no, no, "50", "51", "50"]);
    });
}

#[test]
fn skipped_failures_of_a_batch_are_dropped() {
    pipeline! {
        Skipped(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> odd on pool [batch = batch] -> sum on pool [consume = 3, on_error = skip];
        }
    }
    within(|| check!(Skipped, 0..8u64, ["3"]));
}

#[test]
fn a_stop_inside_of_a_batch_ends_the_output_with_that_batch() {
    pipeline! {
        Stopping(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> odd on pool [batch = batch, on_error = stop] -> sum on pool [consume = 3];
        }
    }
    within(|| {
        for batch in BATCHES {
            let mut run = Stopping { batch }.pool(papy::IMap::threads(2)).start(0..300u64).unwrap();
            let seen = shown(&mut run.out);
            // How far the batch had come when the run was stopped is not told.
            assert!(seen.len() == 2 && seen[0] == "3" && seen[1].ends_with("item 4 at `out.odd`: no 4"), "{seen:?}");
            let report = run.finish_blocking().unwrap();
            assert_eq!(accounted(&report, 0), report.stats.inputs[0].1, "batch {batch:?}: {}", report.stats);
        }
    });
}

#[test]
fn a_short_last_batch_can_stop_the_run_and_comes_out() {
    pipeline! {
        StopShort(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> sum on pool [consume = 3, batch = batch, on_error = stop];
        }
    }
    within(|| {
        let short = "StopShort: `out.sum` failed on item 3 of `numbers`: the last batch has 1 of 3 items; `[last = drop]` drops it";
        check!(StopShort, 0..4u64, ["3", short]);
    });
}

#[test]
fn batches_of_batches_and_dynamic_children() {
    pipeline! {
        Nested(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> copies on pool [batch = batch] -> all on pool [consume = 2] -> small
                -> total on pool -> all on pool [consume = 2];
        }
    }
    // 1 2 2 | 4 5 5 | 7 8 8: [1 2] [2 4] [5 5] [7 8] [8]: 3 6 10 15 8
    within(|| check!(Nested, 0..10u64, ["[3, 6]", "[10, 15]", "[8]"]));
}

#[test]
fn the_original_produce_then_consume() {
    pipeline! {
        There(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> two on pool [produce, spawn = 2, batch = batch] -> both on pool [consume = 2, produce] -> sum_of_two [consume = 2];
        }
    }
    within(|| check!(There, 1..4u64, ["21", "41", "61"]));
}

#[test]
fn groups_take_at_their_begin_and_give_at_their_end() {
    pipeline! {
        Grouped(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> { sum -> two } on pool [consume = 3, produce, batch = batch];
        }
    }
    within(|| check!(Grouped, 0..6u64, ["30", "31", "120", "121"]));
}

#[test]
fn a_const_parameter_is_a_rate() {
    #[piper]
    fn of<const N: usize>(xs: [u64; N]) -> [u64; N] {
        xs
    }
    const PAIR: usize = 2;
    pipeline! {
        Generic<const K: usize>(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let packed = numbers -> of::<K> on pool [consume = K, produce = K, batch = batch];
            output out = packed -> total [consume = PAIR];
        }
    }
    within(|| {
        for batch in BATCHES {
            let run = Generic::<3>::new(batch).pool(papy::IMap::threads(2)).start(0..6u64).unwrap();
            assert_eq!(shown(run.out), ["1", "5", "9"]);
        }
    });
}

#[test]
fn what_is_stopped_in_the_middle_of_a_batch_is_finished() {
    pipeline! {
        Stopped(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> all on pool [consume = 1000, batch = batch];
        }
    }
    within(|| {
        for batch in BATCHES {
            let mut run = Stopped { batch }.pool(papy::IMap::threads(2)).start(0..).unwrap();
            let first = (&mut run.out).into_iter().next().unwrap().unwrap();
            run.handle.stop();
            let rest: Vec<u64> = (&mut run.out).into_iter().flat_map(|batch| batch.unwrap()).collect();
            assert_eq!((first.len(), rest.first().copied()), (1000, (!rest.is_empty()).then_some(1000)));
            let report = run.finish_blocking().unwrap();
            assert_eq!(report.stats.inputs[0].1, 1000 + rest.len() as u64);
            assert_eq!(accounted(&report, 0), report.stats.inputs[0].1, "{}", report.stats);
        }
    });
}

#[test]
fn a_run_that_is_cancelled_in_the_middle_of_a_batch_accounts_for_all_items() {
    pipeline! {
        Cancelled(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> all on pool [consume = 10, batch = batch];
        }
    }
    within(|| {
        for batch in BATCHES {
            let mut run = Cancelled { batch }.pool(papy::IMap::threads(2)).start(0..).unwrap();
            (&mut run.out).into_iter().next().unwrap().unwrap();
            let papy::Cancelled { .. } = crate::support::block_on(run.handle.cancel());
            let report = run.finish_blocking().unwrap();
            assert_eq!(accounted(&report, 0), report.stats.inputs[0].1, "batch {batch:?}: {}", report.stats);
        }
    });
}

#[test]
fn the_account_tells_members_of_batches_from_what_was_dropped() {
    pipeline! {
        Folded(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> total on pool [consume = 3, batch = batch];
            output dropped = numbers -> sum on pool [consume = 3, last = drop];
            output left = numbers -> two [produce] -> sum [consume = 3];
        }
    }
    within(|| {
        for batch in BATCHES {
            let run = Folded { batch }.pool(papy::IMap::threads(2)).start(0..7u64).unwrap();
            let (out, dropped, left) = papy_join(run.out, run.dropped, run.left);
            assert_eq!((out.len(), dropped.len(), left.len()), (3, 2, 5));
            let report = run.handle.finish_blocking().unwrap();
            let counts: Vec<_> =
                report.stats.outputs.iter().map(|it| (it.ok, it.errors, it.dropped, it.folded)).collect();
            // Of `left`: 3 of 14 are in each batch, the last has 2, of an item that ends no other.
            assert_eq!(counts, [(3, 0, 0, 4), (2, 0, 1, 4), (4, 1, 0, 2)], "batch {batch:?}");
        }
    });
}

/// Reads three outputs together.
fn papy_join<A, B, C>(
    a: impl IntoIterator<Item = A> + Send + 'static,
    b: impl IntoIterator<Item = B> + Send + 'static,
    c: impl IntoIterator<Item = C>,
) -> (Vec<A>, Vec<B>, Vec<C>)
where
    A: Send + 'static,
    B: Send + 'static,
{
    let a = std::thread::spawn(move || a.into_iter().collect());
    let b = std::thread::spawn(move || b.into_iter().collect());
    let c = c.into_iter().collect();
    (a.join().unwrap(), b.join().unwrap(), c)
}

#[test]
fn batches_are_taken_by_another_name_too() {
    type Pair = [u64; 2];
    type Some = Vec<u64>;
    #[piper]
    fn of_pair(xs: Pair) -> u64 {
        xs[0] + xs[1]
    }
    #[piper]
    fn of_some(xs: &Some) -> usize {
        xs.len()
    }
    pipeline! {
        Named(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> of_pair on pool [consume = 2, batch = batch] -> of_some [consume = 2];
        }
    }
    within(|| check!(Named, 0..6u64, ["2", "1"]));
}

#[test]
fn what_is_larger_than_a_slice_is_unrolled_in_pieces() {
    #[piper]
    fn many(x: u64) -> Vec<u64> {
        (0..3000).map(|y| x * 3000 + y).collect()
    }
    pipeline! {
        Large(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> many on pool [produce, batch = batch] -> total on pool [consume = 2500];
        }
    }
    let sums = (0..9000u64).collect::<Vec<_>>().chunks(2500).map(|batch| batch.iter().sum::<u64>()).collect::<Vec<_>>();
    within(move || check!(Large, 0..3u64, sums.iter()));
}

#[test]
fn a_batch_goes_on_over_the_slices_of_a_flat_map() {
    pipeline! {
        Sliced(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> copies on pool [slice = 1, batch = batch] -> all on pool [consume = 4];
        }
    }
    within(|| check!(Sliced, 0..7u64, ["[1, 2, 2, 4]", "[5, 5]"]));
}

#[test]
fn without_an_imap_a_batch_takes_no_more_items_than_it_needs() {
    pipeline! {
        Lazy {
            input numbers: u64;
            output out = numbers -> sum [consume = 3];
        }
    }
    within(|| {
        let (taken, dropped) = (Probe::default(), Probe::default());
        let mut run = Lazy::new().start(counted(100, &taken, &dropped)).unwrap();
        assert_eq!(taken.count(), 0);
        assert_eq!((&mut run.out).into_iter().next().unwrap().unwrap(), 3);
        assert_eq!(taken.count(), 3);
    });
}

#[test]
fn a_panic_in_a_batch_costs_that_batch() {
    #[piper]
    fn not_twelve(xs: [u64; 3]) -> u64 {
        let sum = xs.iter().sum();
        assert_ne!(sum, 12, "twelve");
        sum
    }
    pipeline! {
        Panics(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> not_twelve on pool [consume = 3, batch = batch];
        }
    }
    within(|| {
        for batch in BATCHES {
            let run = Panics { batch }.pool(papy::IMap::threads(2)).start(0..9u64).unwrap();
            let seen: Vec<_> = run.out.into_iter().collect();
            let failed = seen[1].as_ref().unwrap_err();
            assert!(
                matches!(failed.cause(), Cause::Panicked { .. }) && failed.lineage().to_string() == "3-5",
                "{failed}"
            );
            assert_eq!((seen[0].as_ref().ok(), seen[2].as_ref().ok()), (Some(&3), Some(&21)));
        }
    });
}
