//! Scans: what a state makes of each item, in order, for every chunking and several pools.

use papy::prelude::*;
use papy::{Cause, IMap, pipeline, piper};

use crate::rates::{BATCHES, check};
use crate::support::{Probe, accounted, counted, nodes, same, shown, within};

#[piper(scan)]
pub fn numbered(next: &mut u64, x: u64) -> (u64, u64) {
    *next += 1;
    (*next - 1, x)
}

#[piper(scan)]
pub fn running(total: &mut u64, x: u64) -> u64 {
    *total += x;
    *total
}

#[piper(scan)]
fn changes<T: PartialEq + Clone>(last: &mut Option<T>, x: T) -> Option<T> {
    if last.as_ref() == Some(&x) {
        return None;
    }
    *last = Some(x.clone());
    Some(x)
}

#[piper(scan)]
fn runs(open: &mut Vec<u64>, x: &u64, #[param] length: usize) -> Vec<u64> {
    open.push(*x);
    if open.len() < length { Vec::new() } else { std::mem::take(open) }
}

#[piper(scan)]
fn growing(#[init(10)] most: &mut u64, x: u64) -> Result<Option<u64>, String> {
    if x == 13 {
        *most += 100;
        return Err("thirteen".into());
    }
    if x <= *most {
        return Ok(None);
    }
    *most = x;
    Ok(Some(x))
}

#[piper(scan)]
fn looked(seen: &mut u64, x: &u64) -> u64 {
    *seen += 1;
    *seen + *x
}

fn numbers(count: u64) -> Vec<String> {
    (0..count).map(|x| format!("({x}, {x})")).collect()
}

#[test]
fn a_scan_sees_its_items_in_order() {
    pipeline! {
        Inline(batch: Option<usize>) {
            imap pool: Threads;
            input items: u64;
            output out = items -> same on pool [batch = batch] -> numbered;
        }
    }
    pipeline! {
        Pooled(batch: Option<usize>) {
            imap pool: Threads;
            input items: u64;
            output out = items -> same on pool [batch = batch] -> numbered on pool -> passed on pool;
        }
    }
    #[piper]
    fn passed(pair: (u64, u64)) -> (u64, u64) {
        pair
    }
    within(|| {
        check!(Inline, 0..300u64, numbers(300));
        check!(Pooled, 0..300u64, numbers(300));
    });
}

#[test]
fn a_scan_drops_and_multiplies() {
    pipeline! {
        Drops(batch: Option<usize>) {
            imap pool: Threads;
            input items: u64;
            output out = items -> third on pool [batch = batch] -> changes on pool;
        }
    }
    pipeline! {
        Multiplies(batch: Option<usize>) {
            imap pool: Threads;
            input items: u64;
            output out = items -> same on pool [batch = batch] -> runs { length: 3 } on pool [slice = 2] -> same;
        }
    }
    #[piper]
    fn third(x: u64) -> u64 {
        x / 3
    }
    within(|| {
        check!(Drops, 0..20u64, 0..7);
        check!(Multiplies, 0..20u64, 0..18);
    });
}

#[test]
fn a_scan_without_an_imap_is_read_item_by_item() {
    pipeline! {
        Lazy {
            input items: u64;
            output out = items -> running -> same -> numbered;
        }
    }
    within(|| {
        let (taken, dropped) = (Probe::default(), Probe::default());
        let mut run = Lazy::new().start(counted(u64::MAX, &taken, &dropped)).unwrap();
        let mut out = (&mut run.out).into_iter();
        assert_eq!(out.next().unwrap().unwrap(), (0, 0));
        assert_eq!(out.next().unwrap().unwrap(), (1, 1));
        assert_eq!(out.next().unwrap().unwrap(), (2, 3));
        assert_eq!(taken.count(), 3);
    });
}

#[test]
fn the_state_goes_with_the_items_wherever_they_run() {
    pipeline! {
        Goes {
            imap pool = threads(3);
            input items: u64;
            output out = items -> running on pool;
        }
    }
    within(|| {
        // The reader begins alone; what it boxes goes on elsewhere.
        let mut run = Goes::new().start(1..=1000u64).unwrap();
        let first: Vec<u64> = (&mut run.out).into_iter().take(10).map(Result::unwrap).collect();
        assert_eq!(first, (1..=10).map(|x| x * (x + 1) / 2).collect::<Vec<u64>>());
        let rest: Vec<u64> = run.out.boxed().collect_blocking().unwrap();
        assert_eq!(rest.len(), 990);
        assert_eq!(rest.last(), Some(&500_500));
    });
}

#[test]
fn an_error_leaves_the_state_as_the_call_left_it() {
    pipeline! {
        Fails(batch: Option<usize>) {
            imap pool: Threads;
            input items: u64;
            output out = items -> same on pool [batch = batch] -> growing;
        }
    }
    within(|| {
        let thirteen = "Fails: `out.growing` failed on item 2 of `items`: thirteen";
        check!(Fails, [9u64, 12, 13, 20, 113], ["12", thirteen, "113"]);
    });
}

#[piper(scan)]
fn bursts(total: &mut u64, x: u64) -> u64 {
    *total += x;
    assert!(x != 13, "thirteen");
    *total
}

#[test]
fn after_a_panic_nothing_follows_f3() {
    pipeline! {
        Bursts(batch: Option<usize>) {
            imap pool: Threads;
            input items: u64;
            output out = items -> same on pool [batch = batch] -> bursts;
        }
    }
    pipeline! {
        BurstsAlone {
            input items: u64;
            output out = items -> bursts [on_error = skip];
        }
    }
    within(|| {
        let burst = |seen: &[String]| {
            assert_eq!(seen.len(), 14, "{seen:?}");
            assert_eq!(seen[12], "78");
            assert!(seen[13].contains("`out.bursts` failed on item 13 of `items`: panicked"), "{seen:?}");
        };
        for batch in BATCHES {
            let mut run = Bursts { batch }.pool(IMap::threads(2)).start(0..1000u64).unwrap();
            burst(&shown(&mut run.out));
            let report = run.finish_blocking().unwrap();
            let it = &report.stats.outputs[0];
            assert_eq!((it.ok, it.errors), (13, 1));
            assert_eq!(it.cancelled, report.stats.inputs[0].1 - 14, "{}", report.stats);
        }
        burst(&shown(BurstsAlone::new().start(0..1000u64).unwrap().out));
    });
}

#[test]
fn scans_of_one_stream_have_a_state_each() {
    pipeline! {
        Both(batch: Option<usize>) {
            imap pool: Threads;
            input items: u64;
            let all = items -> same on pool [batch = batch];
            let a = all -> running on pool;
            let b = all -> looked on pool;
            let c = all -> looked;
            output out = (a, b, c) -> sum;
        }
    }
    #[piper]
    fn sum(a: u64, b: u64, c: u64) -> (u64, u64, u64) {
        (a, b, c)
    }
    within(|| {
        let of = |x: u64| format!("({}, {}, {})", x * (x + 1) / 2, 2 * x + 1, 2 * x + 1);
        check!(Both, 0..50u64, (0..50).map(of));
    });
}

#[test]
fn a_scan_pairs_with_its_own_stream() {
    pipeline! {
        Paired(batch: Option<usize>) {
            imap pool: Threads;
            input items: u64;
            let change = items -> changes on pool [batch = batch];
            let numbered = items -> numbered;
            output out = (change?, numbered) -> both;
        }
    }
    #[piper]
    fn both(change: Option<u64>, numbered: (u64, u64)) -> String {
        format!("{change:?} {numbered:?}")
    }
    within(|| {
        let expected = ["Some(5) (0, 5)", "None (1, 5)", "Some(6) (2, 6)"].map(|text| format!("{text:?}"));
        check!(Paired, [5u64, 5, 6], expected.clone());
    });
}

#[test]
fn a_run_of_a_pipeline_begins_with_a_state_of_its_own() {
    pipeline! {
        Inner {
            input items: u64;
            output out = items -> running;
        }
    }
    pipeline! {
        Outer(batch: Option<usize>) {
            imap pool: Threads;
            input items: u64;
            let first = items -> Inner on pool;
            let second = items -> same on pool [batch = batch] -> Inner;
            output out = (first, second) -> pair;
        }
    }
    #[piper]
    fn pair(a: u64, b: u64) -> (u64, u64) {
        (a, b)
    }
    within(|| {
        for _ in 0..2 {
            check!(Outer, 1..=4u64, ["(1, 1)", "(3, 3)", "(6, 6)", "(10, 10)"]);
        }
    });
}

#[test]
fn calls_of_scans_are_counted() {
    pipeline! {
        Counted {
            imap pool = threads(2);
            input items: u64;
            output out = items -> running on pool [batch = 3] -> changes;
        }
    }
    within(|| {
        let mut run = Counted::new().start([1u64, 0, 2]).unwrap();
        assert_eq!(shown(&mut run.out), ["1", "3"]);
        let report = run.finish_blocking().unwrap();
        assert_eq!(nodes(&report.stats), ["out.running 3/0/0", "out.changes 3/0/0"]);
        assert_eq!(report.stats.outputs[0].dropped, 1);
    });
}

#[piper(scan)]
fn locally(
    state: &mut u64,
    x: u64,
    #[param] by: u64,
    #[local(|| Vec::<u64>::new())] seen: &mut Vec<u64>,
    #[context] context: &Context,
) -> (u64, String) {
    seen.push(x);
    *state += by;
    (*state, context.item_id().to_string())
}

#[test]
fn a_scan_has_params_locals_and_context() {
    pipeline! {
        Locally {
            input items: u64;
            output out = items -> locally { by: 3 };
        }
    }
    within(|| assert_eq!(shown(Locally::new().start([5u64, 6]).unwrap().out), ["(3, \"0\")", "(6, \"1\")"]));
}

#[test]
fn what_a_scan_panicked_with_can_be_asked() {
    pipeline! {
        Asked {
            input items: u64;
            output out = items -> bursts;
        }
    }
    within(|| {
        let last = Asked::new().start([13u64, 1]).unwrap().out.into_iter().last().unwrap().unwrap_err();
        assert!(matches!(last.cause(), Cause::Panicked { .. }));
    });
}
