//! Folds and reduces: what comes of all items, for every chunking and several pools; and what becomes of failures on the way.

use std::collections::BTreeMap;

use papy::prelude::*;
use papy::{Cause, IMap, pipeline, piper};

use crate::rates::{BATCHES, check};
use crate::support::{Probe, accounted, block_on, counted, nodes, same, shown, within};

#[piper(fold)]
pub fn sum(total: &mut u64, x: u64) {
    *total += x;
}

fn add(total: &mut u64, more: u64) {
    *total += more;
}

#[piper(fold, merge = add)]
pub fn sum_merged(total: &mut u64, x: u64) {
    *total += x;
}

#[piper(fold, merge = add, commutative)]
pub fn sum_anyhow(total: &mut u64, x: &u64) {
    *total += *x;
}

fn append(all: &mut Vec<u64>, more: Vec<u64>) {
    all.extend(more);
}

/// Order shows: it is associative, and commutative it is not.
#[piper(fold, merge = append)]
pub fn list(all: &mut Vec<u64>, x: u64) {
    all.push(x);
}

#[piper(fold)]
fn listed(#[init(vec![7])] all: &mut Vec<u64>, x: u64, #[param] above: u64) {
    if x > above {
        all.push(x);
    }
}

#[piper(reduce)]
pub fn longest(a: String, b: String) -> String {
    if b.len() > a.len() { b } else { a }
}

#[piper(reduce)]
fn least(a: u64, b: u64) -> u64 {
    a.min(b)
}

#[piper(reduce)]
fn joined(a: String, b: String, #[param] between: &str) -> String {
    format!("{a}{between}{b}")
}

#[piper]
fn text(x: u64) -> String {
    x.to_string()
}

#[piper(filter)]
fn even(x: &u64) -> bool {
    x.is_multiple_of(2)
}

#[piper(filter)]
fn none(_x: &u64) -> bool {
    false
}

#[piper(flat_map)]
fn twice(x: u64) -> Vec<u64> {
    vec![x; x as usize % 3]
}

#[piper]
fn odd(x: u64) -> Result<u64, String> {
    if x % 5 == 4 { Err(format!("no {x}")) } else { Ok(x) }
}

/// What came of all of them, in a line.
fn line(numbers: impl IntoIterator<Item = u64>) -> String {
    format!("{:?}", numbers.into_iter().collect::<Vec<_>>())
}

#[test]
fn a_fold_gives_one_item_of_all() {
    pipeline! {
        Sums(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> same on pool [batch = batch] -> sum;
        }
    }
    within(|| check!(Sums, 0..100u64, ["4950"]));
}

#[test]
fn a_fold_on_a_pool_takes_its_items_in_order() {
    pipeline! {
        Lists(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> same on pool [batch = batch] -> listed { above: 3 } on pool;
        }
    }
    within(|| check!(Lists, 0..200u64, [line([7].into_iter().chain(4..200))]));
}

#[test]
fn partial_results_are_merged_in_order() {
    pipeline! {
        Merged(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> list on pool [batch = batch];
        }
    }
    within(|| check!(Merged, 0..500u64, [line(0..500)]));
}

#[test]
fn an_order_that_does_not_matter_is_not_kept() {
    pipeline! {
        Anyhow(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> sum_anyhow on pool [batch = batch];
        }
    }
    within(|| check!(Anyhow, 0..500u64, ["124750"]));
}

#[test]
fn a_reduce_combines_what_stands_side_by_side() {
    pipeline! {
        Joined(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> text on pool [batch = batch] -> joined { between: "+".into() } on pool;
        }
    }
    within(|| {
        let numbers: Vec<String> = (0..100u64).map(|x| x.to_string()).collect();
        check!(Joined, 0..100u64, [format!("{:?}", numbers.join("+"))]);
    });
}

#[test]
fn of_equals_a_reduce_keeps_the_earlier_where_the_piper_does() {
    pipeline! {
        Longest(batch: Option<usize>) {
            imap pool: Threads;
            input words: String;
            output out = words -> longest on pool [batch = batch];
        }
    }
    within(|| check!(Longest, ["a", "bb", "c", "dd"].map(String::from), ["\"bb\""]));
}

#[test]
fn of_nothing_a_fold_gives_how_it_begins_and_a_reduce_nothing() {
    pipeline! {
        Empty(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let kept = numbers -> none on pool [batch = batch];
            output folded = kept -> listed { above: 0 };
            output merged = kept -> list on pool;
            output reduced = kept -> least on pool;
        }
    }
    within(|| {
        for items in [0, 10u64] {
            let mut run = Empty { batch: Some(3) }.pool(IMap::threads(2)).start(0..items).unwrap();
            assert_eq!(shown(&mut run.folded), ["[7]"]);
            assert_eq!(shown(&mut run.merged), ["[]"]);
            assert_eq!(shown(&mut run.reduced), Vec::<String>::new());
            let report = run.finish_blocking().unwrap();
            for (output, given) in report.stats.outputs.iter().zip([1, 1, 0]) {
                let it = (output.dropped, output.folded, output.ok, output.items);
                assert_eq!(it, (items, 0, 0, given), "{}", report.stats);
            }
        }
    });
}

#[test]
fn items_that_are_eaten_are_folded_in_the_account() {
    pipeline! {
        Eaten {
            imap pool = threads(2);
            input numbers: u64;
            output out = numbers -> even on pool [batch = 7] -> sum_merged on pool;
        }
    }
    within(|| {
        let mut run = Eaten::new().start(0..100u64).unwrap();
        assert_eq!(shown(&mut run.out), ["2450"]);
        let report = run.finish_blocking().unwrap();
        let it = &report.stats.outputs[0];
        assert_eq!((it.folded, it.dropped, it.ok, it.errors, it.items), (50, 50, 0, 0, 1));
        assert_eq!(nodes(&report.stats), ["out.even 100/0/0", "out.sum_merged 50/0/0"]);
    });
}

#[test]
fn what_a_flat_map_makes_is_folded_across_slices() {
    pipeline! {
        Sliced(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> twice on pool [batch = batch, slice = 3] -> list on pool;
        }
    }
    within(|| check!(Sliced, 0..60u64, [line((0..60).flat_map(|x| vec![x; x as usize % 3]))]));
}

#[test]
fn failed_items_are_left_out_and_counted() {
    pipeline! {
        Failed(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let odd = numbers -> odd on pool [batch = batch];
            output one = odd -> sum;
            output merged = odd -> list on pool;
            output least = odd -> least;
        }
    }
    within(|| {
        for batch in BATCHES {
            let mut run = Failed { batch }.pool(IMap::threads(2)).start(0..20u64).unwrap();
            let kept = (0..20).filter(|x| x % 5 != 4);
            assert_eq!(shown(&mut run.one), [kept.clone().sum::<u64>().to_string()]);
            assert_eq!(shown(&mut run.merged), [line(kept.clone())]);
            assert_eq!(shown(&mut run.least), ["0"]);
            let report = run.finish_blocking().unwrap();
            assert_eq!(nodes(&report.stats)[1..], ["one.sum 16/0/4", "merged.list 16/0/4", "least.least 16/0/4"]);
            let it = &report.stats.outputs[0];
            assert_eq!((it.folded, it.dropped), (16, 4), "{}", report.stats);
        }
    });
}

#[piper(fold, merge = add)]
fn small(total: &mut u64, x: u64) -> Result<(), String> {
    if x > 15 {
        return Err(format!("{x} is large"));
    }
    *total += x;
    Ok(())
}

#[test]
fn an_item_that_a_fold_refuses_is_left_out_and_counted() {
    pipeline! {
        Refused(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> small on pool [batch = batch];
        }
    }
    within(|| {
        check!(Refused, 0..20u64, ["120"]);
        let mut run = Refused { batch: Some(4) }.pool(IMap::threads(2)).start(0..20u64).unwrap();
        assert_eq!(shown(&mut run.out), ["120"]);
        assert_eq!(nodes(&run.finish_blocking().unwrap().stats), ["out.small 20/4/4"]);
    });
}

#[test]
fn a_refused_item_stops_the_run_where_that_is_written() {
    pipeline! {
        Stopped(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> small on pool [batch = batch, on_error = stop];
        }
    }
    within(|| check!(Stopped, 0..17u64, ["Stopped: `out.small` failed on item 16 of `numbers`: 16 is large"]));
}

#[test]
fn a_failure_that_stops_the_run_goes_by_a_fold() {
    pipeline! {
        Halted(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> odd on pool [batch = batch, on_error = stop] -> list on pool;
        }
    }
    within(|| {
        for batch in BATCHES {
            let run = Halted { batch }.pool(IMap::threads(2)).start(0..100u64).unwrap();
            let first = shown(run.out).into_iter().next().unwrap();
            assert!(first.starts_with("Halted: `out.odd` failed on item"), "{first}");
        }
    });
}

#[piper(fold)]
fn bursts(total: &mut u64, x: u64) {
    assert!(x != 13, "no thirteen");
    *total += x;
}

#[piper(fold, merge = add)]
fn bursts_merged(total: &mut u64, x: u64) {
    assert!(x != 13, "no thirteen");
    *total += x;
}

fn extend(all: &mut Vec<u64>, more: Vec<u64>) {
    all.extend(more);
}

/// Its state is wrong after a panic.
#[piper(fold, merge = extend)]
fn bursts_looking(all: &mut Vec<u64>, x: &u64) {
    all.push(1000);
    assert!(x % 13 != 12, "no thirteen");
    all.pop();
    all.push(*x);
}

#[piper(reduce)]
fn bursts_reduced(a: u64, b: u64) -> u64 {
    assert!(a != 13 && b != 13, "no thirteen");
    a + b
}

#[test]
fn of_a_panic_comes_the_failure_of_the_result_f3() {
    pipeline! {
        Bursts(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> same on pool [batch = batch] -> bursts;
        }
    }
    pipeline! {
        BurstsMerged(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> bursts_merged on pool [batch = batch];
        }
    }
    pipeline! {
        BurstsReduced(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> same on pool [batch = batch] -> bursts_reduced on pool;
        }
    }
    within(|| {
        for batch in BATCHES {
            let seen = [
                shown(Bursts { batch }.pool(IMap::threads(2)).start(0..30u64).unwrap().out),
                shown(BurstsMerged { batch }.pool(IMap::threads(2)).start(0..30u64).unwrap().out),
            ];
            let reduced = shown(BurstsReduced { batch }.pool(IMap::threads(2)).start(0..30u64).unwrap().out);
            assert!(reduced.len() == 1 && reduced[0].contains("panicked"), "{reduced:?}");
            for seen in seen {
                assert_eq!(seen.len(), 1, "{seen:?}");
                assert!(seen[0].contains("failed on item 13 of `numbers`: panicked"), "{seen:?}");
            }
        }
    });
}

#[test]
fn after_a_panic_a_chunk_is_folded_again_without_the_item_where_the_items_are_there() {
    pipeline! {
        Again(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> bursts_looking on pool [batch = batch];
        }
    }
    within(|| {
        let kept = (0..60).filter(|x| x % 13 != 12);
        check!(Again, 0..60u64, [line(kept.clone())]);
        let mut run = Again { batch: None }.pool(IMap::threads(1)).start(0..60u64).unwrap();
        assert_eq!(shown(&mut run.out).len(), 1);
        let report = run.finish_blocking().unwrap();
        let node = &report.stats.nodes[0];
        assert_eq!((node.failed, node.skipped), (4, 4));
    });
}

#[piper(fold)]
fn worst(all: &mut BTreeMap<u64, u64>, x: u64) {
    *all.entry(x % 3).or_default() += x;
}

#[test]
fn running_results_come_after_every_so_many() {
    pipeline! {
        Running(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> same on pool [batch = batch] -> list on pool [every = 3];
        }
    }
    within(|| {
        let of = |count: u64| (1..=count / 3).map(|n| line(0..3 * n)).collect::<Vec<_>>();
        check!(Running, 0..9u64, of(9));
        check!(Running, 0..11u64, of(11).into_iter().chain([line(0..11)]));
        check!(Running, 0..0u64, ["[]"]);
    });
}

#[test]
fn every_is_a_value() {
    pipeline! {
        Every(n: usize) {
            input numbers: u64;
            output out = numbers -> worst [every = n];
        }
    }
    within(|| {
        assert_eq!(shown(Every { n: 4 }.start(0..4u64).unwrap().out), ["{0: 3, 1: 1, 2: 2}"]);
        assert_eq!(shown(Every { n: 0 }.start(0..2u64).unwrap().out), ["{0: 0}", "{0: 0, 1: 1}"]);
    });
}

#[piper]
fn mean(total: u64, all: Vec<u64>) -> u64 {
    total / all.len() as u64
}

#[test]
fn results_of_one_stream_pair() {
    pipeline! {
        Mean(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let kept = numbers -> even on pool [batch = batch];
            let total = kept -> sum_anyhow on pool;
            let all = numbers -> list on pool;
            output out = (total, all) -> mean on pool;
        }
    }
    within(|| check!(Mean, 0..11u64, ["2"]));
}

#[test]
fn a_result_goes_on_as_an_item_does() {
    pipeline! {
        On(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let all = numbers -> list on pool [batch = batch];
            let total = all -> unrolled -> even -> sum;
            let odd = total -> odd;
            output out = [total, odd] -> sum;
        }
    }
    #[piper(flat_map)]
    fn unrolled(all: Vec<u64>) -> Vec<u64> {
        all
    }
    within(|| check!(On, 0..5u64, ["12"]));
}

#[test]
fn a_result_stands_behind_the_items_that_it_is_made_of_in_a_merge() {
    pipeline! {
        Behind(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let total = numbers -> sum_merged on pool [batch = batch];
            let all = numbers -> same on pool;
            output out = [total, all];
        }
    }
    within(|| check!(Behind, 0..5u64, ["0", "1", "2", "3", "4", "10"]));
}

#[test]
fn batches_are_folded_and_results_are_packed() {
    pipeline! {
        Packed(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> lengths on pool [consume = 4, batch = batch] -> all on pool [consume = 3];
        }
    }
    #[piper(fold, merge = append)]
    fn lengths(all: &mut Vec<u64>, xs: Vec<u64>) {
        all.push(xs.len() as u64);
    }
    #[piper]
    fn all(results: Vec<Vec<u64>>) -> Vec<Vec<u64>> {
        results
    }
    within(|| check!(Packed, 0..10u64, ["[[4, 4, 2]]"]));
}

#[piper(fold, merge = add)]
fn products(total: &mut u64, a: u64, b: &u64) {
    *total += a * b;
}

#[test]
fn a_zip_fills_two_arguments_of_one_input_or_two() {
    pipeline! {
        OfOne(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let all = numbers -> same on pool [batch = batch];
            output out = (all, numbers) -> products on pool;
        }
    }
    pipeline! {
        OfTwo {
            imap pool = threads(2);
            input a: u64;
            input b: u64;
            let all = b -> same on pool;
            output out = (a, all) -> products on pool;
            output merged = [a, all] -> sum;
        }
    }
    within(|| {
        check!(OfOne, 0..5u64, ["30"]);
        let run = OfTwo::new().start(OfTwoInputs { a: 0..5u64, b: 5..10u64 }).unwrap();
        let merged = std::thread::spawn(|| shown(run.merged));
        assert_eq!(shown(run.out), ["80"]);
        assert_eq!(merged.join().unwrap(), ["45"]);
    });
}

#[test]
fn a_result_may_end_in_a_sink() {
    pipeline! {
        Sunk(seen: Probe) {
            imap pool = threads(2);
            input numbers: u64;
            numbers -> sum_merged on pool -> seen_by { seen };
        }
    }
    #[piper]
    fn seen_by(total: u64, #[param] seen: &Probe) -> Result<(), String> {
        seen.pass();
        if total == 4950 { Ok(()) } else { Err(format!("{total}")) }
    }
    within(|| {
        let seen = Probe::default();
        Sunk { seen: seen.clone() }.start(0..100u64).unwrap().finish_blocking().unwrap();
        assert_eq!(seen.count(), 1);
    });
}

#[test]
fn a_fold_is_a_stage_of_other_pipelines() {
    pipeline! {
        Total {
            input numbers: u64;
            output total = numbers -> even -> sum;
        }
    }
    pipeline! {
        Outer(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let total = numbers -> same on pool [batch = batch] -> Total;
            let all = numbers -> list on pool;
            output out = (total, all) -> mean;
        }
    }
    within(|| check!(Outer, 0..10u64, ["2"]));
}

#[piper(fold, merge = join_counts, commutative)]
fn counts<K: Ord + Send>(all: &mut BTreeMap<K, u64>, key: K) {
    *all.entry(key).or_default() += 1;
}

fn join_counts<K: Ord>(all: &mut BTreeMap<K, u64>, more: BTreeMap<K, u64>) {
    for (key, count) in more {
        *all.entry(key).or_default() += count;
    }
}

#[test]
fn pipers_and_pipelines_that_fold_may_be_generic() {
    pipeline! {
        Counts<T: Ord>(batch: Option<usize>) {
            imap pool: Threads;
            input items: T;
            output out: BTreeMap<T, u64> = items -> counts on pool [batch = batch];
        }
    }
    within(|| {
        for batch in BATCHES {
            let setup = Counts::<u8>::new(batch).pool(IMap::threads(2));
            let items = (0..40u8).map(|x| x % 3);
            assert_eq!(shown(setup.start(items).unwrap().out), ["{0: 14, 1: 13, 2: 13}"]);
        }
    });
}

#[test]
fn a_stop_gives_what_was_made_so_far() {
    pipeline! {
        Stopping {
            imap pool = threads(2);
            input numbers: u64;
            output out = numbers -> same on pool [batch = 1] -> list on pool;
        }
    }
    within(|| {
        let (taken, dropped) = (Probe::default(), Probe::default());
        let run = Stopping::new().start(counted(u64::MAX, &taken, &dropped)).unwrap();
        let handle = run.handle.clone();
        let reader = std::thread::spawn(|| run.out.collect_blocking::<Vec<Vec<u64>>>().unwrap());
        taken.reaches(20);
        handle.stop();
        let all = reader.join().unwrap().pop().unwrap();
        assert_eq!(all, (0..all.len() as u64).collect::<Vec<_>>());
        assert!(all.len() >= 19, "{}", all.len());
        dropped.reaches(1);
        let report = handle.finish_blocking().unwrap();
        assert_eq!(report.stats.outputs[0].folded, all.len() as u64);
    });
}

#[test]
fn a_cancel_gives_nothing() {
    pipeline! {
        Cancelling {
            imap pool = threads(2);
            input numbers: u64;
            output out = numbers -> sum_merged on pool [batch = 1];
        }
    }
    within(|| {
        let (taken, dropped) = (Probe::default(), Probe::default());
        let run = Cancelling::new().start(counted(u64::MAX, &taken, &dropped)).unwrap();
        let handle = run.handle.clone();
        let reader = std::thread::spawn(|| shown(run.out));
        taken.reaches(20);
        assert_eq!(block_on(handle.cancel()).running, 0);
        assert_eq!(reader.join().unwrap(), Vec::<String>::new());
        dropped.reaches(1);
    });
}

#[test]
fn a_result_that_was_not_asked_for_is_thrown_away() {
    pipeline! {
        Unread {
            imap pool = threads(2);
            input numbers: u64;
            output out = numbers -> sum_merged on pool;
        }
    }
    within(|| {
        let report = Unread::new().start(0..100u64).unwrap().finish_blocking().unwrap();
        assert_eq!(accounted(&report, 0), 100, "{}", report.stats);
    });
}

#[test]
fn a_reader_of_one_item_at_a_time_waits_for_all_of_them() {
    pipeline! {
        Slowly {
            input numbers: u64;
            output out = numbers -> sum -> text;
        }
    }
    within(|| {
        let mut run = Slowly::new().start(0..10_000u64).unwrap();
        assert_eq!(block_on(run.out.next()).unwrap().unwrap(), "49995000");
        assert!(block_on(run.out.next()).is_none());
    });
}

#[test]
fn what_a_result_fails_on_is_all_that_it_is_made_of() {
    pipeline! {
        Downstream {
            imap pool = threads(2);
            input numbers: u64;
            output out = numbers -> sum_merged on pool -> odd;
        }
    }
    within(|| {
        let error = Downstream::new().start(1..=8u64).unwrap().out.collect_blocking::<Vec<u64>>();
        assert_eq!(error.unwrap(), [36]);
        let error = Downstream::new().start([4u64, 5]).unwrap().out.collect_blocking::<Vec<u64>>().unwrap_err();
        assert_eq!(error.to_string(), "Downstream: `out.odd` failed on item 0-1 of `numbers`: no 9");
        assert!(matches!(error.cause(), Cause::Failed(_)));
    });
}

#[piper]
fn shown_pair(total: u64, least: Option<u64>) -> String {
    format!("{total} {least:?}")
}

#[piper]
fn shown_both(a: u64, b: u64) -> (u64, u64) {
    (a, b)
}

#[test]
fn a_reduce_may_be_missing_in_a_zip_of_results() {
    pipeline! {
        Marked(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let kept = numbers -> even on pool [batch = batch];
            let total = kept -> sum;
            let least = kept -> least on pool;
            output out = (total, least?) -> shown_pair;
        }
    }
    pipeline! {
        Inner(batch: Option<usize>) {
            imap pool: Threads;
            input numbers: u64;
            let kept = numbers -> even on pool [batch = batch];
            let least = kept -> least on pool;
            let total = kept -> sum_merged;
            output out = (least, total) [join = inner] -> shown_both;
        }
    }
    within(|| {
        check!(Marked, 2..7u64, ["\"12 Some(2)\""]);
        check!(Marked, 1..2u64, ["\"0 None\""]);
        check!(Inner, 2..7u64, ["(2, 12)"]);
        check!(Inner, 1..2u64, Vec::<String>::new());
    });
}

#[piper(fold, merge = add_floats)]
fn floats(total: &mut f64, x: u64) {
    *total += 1.0 / (x + 1) as f64;
}

fn add_floats(total: &mut f64, more: f64) {
    *total += more;
}

#[test]
fn a_written_batch_fixes_how_floats_are_added() {
    pipeline! {
        Floats {
            imap pool: Threads;
            input numbers: u64;
            output out = numbers -> same on pool -> floats on pool [batch = 7];
        }
    }
    within(|| {
        let run = |workers| shown(Floats::new().pool(IMap::threads(workers)).start(0..5000u64).unwrap().out);
        let first = run(1);
        for workers in [1, 2, 4] {
            assert_eq!(run(workers), first, "workers {workers}");
        }
    });
}

#[test]
fn several_folds_of_one_stream_look_at_the_same_items() {
    pipeline! {
        Looking {
            imap a = threads(2);
            imap b = threads(2);
            input numbers: u64;
            let all = numbers -> same on a;
            let x = all -> sum_anyhow on a;
            let y = all -> sum_anyhow on b;
            let z = all -> sum_anyhow;
            output out = (x, y, z) -> three;
        }
    }
    #[piper]
    fn three(x: u64, y: u64, z: u64) -> [u64; 3] {
        [x, y, z]
    }
    within(|| assert_eq!(shown(Looking::new().start(0..100u64).unwrap().out), ["[4950, 4950, 4950]"]));
}
