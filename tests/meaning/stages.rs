//! Pipelines as stages of pipelines.

use papy::{IMap, pipeline, piper};

use super::support::*;

#[piper]
fn double(x: u64) -> u64 {
    2 * x
}

#[piper]
fn add(x: u64, #[param] much: u64) -> u64 {
    x + much
}

#[piper(filter)]
fn even(x: &u64) -> bool {
    x.is_multiple_of(2)
}

#[piper(flat_map)]
fn twice(x: u64) -> [u64; 2] {
    [x, x]
}

#[piper]
fn fails_at(x: u64, #[param] at: u64) -> Result<u64, String> {
    if x == at { Err(format!("no {x}")) } else { Ok(x) }
}

pipeline! {
    Shift(much: u64) {
        input xs: u64;
        output shifted = xs -> add { much } -> double;
    }
}

pipeline! {
    Loose {
        imap pool = threads(2);
        input xs: u64;
        output ys = xs -> double on pool [unordered] -> double;
    }
}

pipeline! {
    AroundLoose {
        input xs: u64;
        output ys = xs -> Loose -> double;
    }
}

pipeline! {
    Strict {
        imap pool: Threads;
        input xs: u64;
        output ys = xs -> double on pool;
    }
}

pipeline! {
    OnALoosePool {
        imap loose = threads(2) [unordered];
        input xs: u64;
        output ys = xs -> Strict [pool = loose];
    }
}

pipeline! {
    OnAStrictPool {
        imap strict = threads(2);
        input xs: u64;
        output ys = xs -> Strict [pool = strict];
    }
}

#[test]
fn a_stage_is_unordered_by_what_is_in_it_or_by_the_imap_that_it_is_given() {
    use papy::plumbing::Staged;
    const { assert!(<Loose as Staged>::INNER.unordered && <AroundLoose as Staged>::INNER.unordered) };
    const { assert!(<OnALoosePool as Staged>::INNER.unordered) };
    const { assert!(!<Strict as Staged>::INNER.unordered && !<OnAStrictPool as Staged>::INNER.unordered) };
    within(|| {
        let run = AroundLoose::new().start(0..1_000u64).unwrap();
        let mut got: Vec<u64> = run.ys.collect_blocking().unwrap();
        got.sort_unstable();
        assert_eq!(got, (0..1_000).map(|x| 8 * x).collect::<Vec<_>>());
    });
}

#[piper]
fn first_waits(x: u64, #[param] gate: &Probe) -> u64 {
    if x == 0 {
        gate.pass();
    }
    x
}

pipeline! {
    Waiting(gate: Probe) {
        imap pool = threads(2) [strict];
        input xs: u64;
        output ys = xs -> first_waits { gate } on pool [unordered, batch = 1];
    }
}

pipeline! {
    AroundWaiting(gate: Probe) {
        imap pool = threads(1) [strict];
        input xs: u64;
        output ys = xs -> Waiting { gate } -> double on pool;
    }
}

#[test]
fn items_of_an_unordered_stage_pass_each_other_to_the_pool_behind_it() {
    within(|| {
        let gate = Probe::shut();
        let mut run = AroundWaiting { gate: gate.clone() }.start(0..10u64).unwrap();
        let mut ys = (&mut run.ys).into_iter().map(Result::unwrap);
        let mut before: Vec<u64> = ys.by_ref().take(9).collect();
        before.sort_unstable();
        assert_eq!(before, (1..10).map(|x| 2 * x).collect::<Vec<_>>(), "all but the first came while it waited");
        gate.open();
        assert_eq!(ys.collect::<Vec<_>>(), [0]);
        run.handle.finish_blocking().unwrap();
    });
}

#[piper]
fn total(xs: Vec<u64>) -> u64 {
    xs.iter().sum()
}

#[piper]
fn refuse(x: u64) -> Result<u64, String> {
    Err(format!("no {x}"))
}

pipeline! {
    Totals {
        input xs: u64;
        output sums = xs -> total [consume = 3] -> refuse;
    }
}

pipeline! {
    TotalsOfTotals {
        input xs: u64;
        output sums = xs -> total [consume = 2] -> Totals;
    }
}

pipeline! {
    Ranges {
        input xs: u64;
        output sums = xs -> twice -> Totals;
    }
}

pipeline! {
    NestedRanges {
        input xs: u64;
        output sums = xs -> twice -> TotalsOfTotals;
    }
}

pipeline! {
    PairedRanges {
        input xs: u64;
        let many = xs -> twice;
        let sums = many -> total [consume = 3];
        let others = many -> total [consume = 3];
        output pairs = (sums, others) -> sum -> refuse;
    }
}

#[test]
fn a_batch_has_the_indices_of_its_caller_at_both_ends_of_its_range() {
    macro_rules! check {
        ($pipeline:ident, $output:ident, $items:expr, $want:expr) => {{
            let run = $pipeline::new().start(0..$items).unwrap();
            let lineages = run.$output.into_iter().map(|it: Result<u64, papy::ItemError>| match it {
                Ok(sum) => panic!("{sum} was refused"),
                Err(error) => error.lineage().to_string(),
            });
            assert_eq!(lineages.collect::<Vec<_>>(), $want);
        }};
    }
    within(|| {
        check!(Ranges, sums, 4u64, ["0.0-1.0", "1.1-2.1", "3.0-3.1"]);
        check!(NestedRanges, sums, 4u64, ["0.0-2.1", "3.0-3.1"]);
        check!(PairedRanges, pairs, 4u64, ["0.0-1.0", "1.1-2.1", "3.0-3.1"]);
    });
}

pipeline! {
    Shifted {
        input xs: u64;
        output ys = xs -> double -> Shift { much: 1 } -> double;
    }
}

#[test]
fn a_pipeline_is_a_stage_of_another() {
    within(|| {
        let got: Vec<u64> = Shifted::new().start(0..1_000u64).unwrap().ys.collect_blocking().unwrap();
        assert_eq!(got, (0..1_000).map(|x| (2 * x + 1) * 4).collect::<Vec<_>>());
    });
}

pipeline! {
    Pooled {
        imap pool = threads(3);
        input xs: u64;
        output ys = xs -> double on pool -> even -> add { much: 1 } on pool;
    }
}

pipeline! {
    Within {
        imap cpu = threads(2);
        input xs: u64;
        let first = xs -> add { much: 5 } on cpu;
        output ys = first -> Pooled [pool = cpu] -> double on cpu -> Pooled -> Shift { much: 3 } on cpu;
    }
}

#[test]
fn a_stage_brings_its_imaps_or_is_given_one() {
    within(|| {
        let got: Vec<u64> = Within::new().start(0..5_000u64).unwrap().ys.collect_blocking().unwrap();
        let pooled = |x: u64| 2 * x + 1;
        assert_eq!(got, (0..5_000).map(|x| (pooled(2 * pooled(x + 5)) + 3) * 2).collect::<Vec<_>>());
    });
}

pipeline! {
    Spread {
        imap pool = threads(2);
        input xs: u64;
        let all = xs -> twice -> twice on pool;
        output ys = (all, all) -> sum;
    }
}

#[piper]
fn sum(a: u64, b: u64) -> u64 {
    a + b
}

#[piper]
fn count(x: u64, all: Vec<u64>) -> (u64, u64, u64) {
    (x, all.len() as u64, all.iter().sum())
}

pipeline! {
    Joined {
        imap pool = threads(2);
        input xs: u64;
        let two = xs -> twice on pool;
        let many = two -> Spread;
        output ys = (two, many*) -> count on pool;
        output odd: (u64, Option<u64>) = (two, picked?);
        let picked = two -> Evens;
    }
}

pipeline! {
    Evens {
        input xs: u64;
        output evens = xs -> even;
    }
}

#[test]
fn branches_through_stages_pair_by_lineage_at_any_depth() {
    within(|| {
        let run = Joined::new().start(0..300u64).unwrap();
        let odd = std::thread::spawn(|| run.odd.collect_blocking::<Vec<_>>().unwrap());
        let got: Vec<_> = run.ys.collect_blocking().unwrap();
        assert_eq!(got, (0..300).flat_map(|x| [(x, 4, 8 * x); 2]).collect::<Vec<_>>());
        let expected = (0..300u64).flat_map(|x| [(x, (x % 2 == 0).then_some(x)); 2]).collect::<Vec<_>>();
        assert_eq!(odd.join().unwrap(), expected);
    });
}

pipeline! {
    Fails(at: u64) {
        input items: u64;
        output checked = items -> fails_at { at };
    }
}

pipeline! {
    Outer(at: u64) {
        input xs: u64;
        output ys = xs -> twice -> Inner { at } -> double;
    }
}

pipeline! {
    Inner(at: u64) {
        input them: u64;
        output those = them -> Fails { at };
    }
}

#[test]
fn an_error_within_stages_names_the_run_the_way_and_the_item() {
    within(|| {
        let run = Outer { at: 7 }.start(0..10u64).unwrap();
        let failed: Vec<_> = run.ys.into_iter().filter_map(Result::err).collect();
        let shown: Vec<_> = failed.iter().map(|error| (error.node(), error.lineage().to_string())).collect();
        let node = "ys.Inner/those.Fails/checked.fails_at";
        assert_eq!(shown, [(node, "7.0".to_owned()), (node, "7.1".to_owned())]);
        let origin = failed[0].origin();
        assert_eq!((origin.pipeline, origin.input), ("Outer", "xs"));
        let report = run.handle.finish_blocking().unwrap();
        let calls: Vec<_> =
            report.stats.nodes.iter().map(|it| format!("{} {}/{}", it.id, it.calls, it.failed)).collect();
        assert_eq!(calls, ["ys.twice 10/0", "ys.double 18/0", "ys.Inner/those.Fails/checked.fails_at 20/2"]);
    });
}

pipeline! {
    Stops {
        input xs: u64;
        output ys = xs -> fails_at { at: 50 } [on_error = stop];
    }
}

pipeline! {
    Stopped {
        imap pool = threads(2);
        input xs: u64;
        output ys = xs -> double on pool -> Stops -> add { much: 0 } on pool;
    }
}

#[test]
fn a_stage_that_stops_ends_the_run_behind_its_failure() {
    within(|| {
        let run = Stopped::new().start(0..1_000_000u64).unwrap();
        let got: Vec<_> = run.ys.into_iter().map(|item| item.map_err(|error| error.lineage().seq)).collect();
        assert_eq!(got[..25], (0..25).map(|x| Ok(2 * x)).collect::<Vec<_>>()[..]);
        assert_eq!(got[25..], [Err(25)]);
        run.handle.finish_blocking().unwrap();
    });
}

pipeline! {
    Raise<T: Clone + std::ops::Mul<Output = T>>(by: T) {
        input xs: T;
        output ys: T = xs -> times::<T> { by };
    }
}

#[piper]
fn times<T: Clone + Send + Sync + std::ops::Mul<Output = T> + 'static>(x: T, #[param] by: T) -> T {
    x * by
}

pipeline! {
    Raised<const N: u64> {
        input xs: u64;
        output ys: u64 = xs -> Raise::<u64> { by: N } -> double;
    }
}

pipeline! {
    Twice {
        input xs: u64;
        output ys = xs -> Raised::<3> -> Raised::<5>;
    }
}

#[test]
fn generic_pipelines_are_stages_too() {
    within(|| {
        let got: Vec<u64> = Twice::new().start(0..100u64).unwrap().ys.collect_blocking().unwrap();
        assert_eq!(got, (0..100).map(|x| x * 60).collect::<Vec<_>>());
    });
}

mod hidden {
    use papy::{pipeline, piper};

    #[derive(Debug, Clone)]
    struct Parcel(u64);

    #[piper]
    fn pack(x: u64) -> Parcel {
        Parcel(x)
    }

    #[piper]
    fn unpack(parcel: Parcel) -> u64 {
        parcel.0
    }

    pipeline! {
        pub Pack {
            input xs: u64;
            output packed: Parcel = xs -> pack;
        }
    }

    pipeline! {
        pub Unpack {
            input parcels: Parcel;
            output xs = parcels -> unpack;
        }
    }

    pipeline! {
        pub Post {
            input xs: u64;
            output ys = xs -> Pack -> Unpack;
        }
    }
}

#[test]
fn private_items_pass_between_public_pipelines() {
    within(|| {
        let got: Vec<u64> = hidden::Post::new().start(0..100u64).unwrap().ys.collect_blocking().unwrap();
        assert_eq!(got, (0..100).collect::<Vec<_>>());
    });
}

pipeline! {
    Given {
        imap pool: Threads;
        input xs: u64;
        output ys = xs -> double on pool;
    }
}

pipeline! {
    Forgets {
        input xs: u64;
        output ys = xs -> Given;
    }
}

pipeline! {
    Gives {
        imap cpu: Threads;
        input xs: u64;
        output ys = xs -> Given [pool = cpu] -> add { much: 1 } on cpu;
    }
}

#[test]
fn an_imap_that_no_stage_was_given_is_told_at_the_start() {
    within(|| {
        let refused = Forgets::new().start(0..3u64).map(drop).unwrap_err().to_string();
        assert!(refused.contains("Given") && refused.contains("`[pool = ..]`"), "{refused}");
        let got: Vec<u64> = Gives::new().cpu(IMap::threads(2)).start(0..3u64).unwrap().ys.collect_blocking().unwrap();
        assert_eq!(got, [1, 3, 5]);
    });
}
