//! Errors as data, `#[local]` values and contexts.

use std::collections::BTreeSet;
use std::error::Error as _;
use std::fmt;
use std::sync::{Arc, Mutex};

use papy::io::Line;
use papy::plumbing::Context;
use papy::{Cause, Error, ItemError, Worker, pipeline, piper};

use crate::support::{Dropped, Probe, block_on, shown, within};

#[derive(Debug)]
struct Odd(u64, std::num::ParseIntError);

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is odd", self.0)
    }
}

impl std::error::Error for Odd {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.1)
    }
}

#[piper]
fn even(x: u64) -> Result<u64, Odd> {
    if x % 2 == 1 { Err(Odd(x, "x".parse::<u64>().unwrap_err())) } else { Ok(x) }
}

#[piper(flat_map)]
fn ones(x: u64) -> Vec<u64> {
    vec![x + 1; 2]
}

pipeline! {
    Fields {
        imap pool = threads(2);
        input numbers: u64;
        output out = numbers -> even on pool;
        output deep = numbers -> ones on pool -> even;
    }
}

#[test]
fn an_error_says_where_what_and_why() {
    within(|| {
        let run = Fields::new().start(0..2u64).unwrap();
        let (out, deep) = (run.out, run.deep);
        let got: Vec<_> = out.into_iter().collect();
        let error = got[1].as_ref().unwrap_err();
        let origin = error.origin();
        assert_eq!(
            (origin.pipeline, &*origin.node, origin.input, origin.attempt),
            ("Fields", "out.even", "numbers", 1)
        );
        assert_eq!((error.lineage().seq, error.lineage().path.len(), error.others().len()), (1, 0, 0));
        assert!(matches!(error.cause(), Cause::Failed(_)));
        assert_eq!(error.downcast_ref::<Odd>().unwrap().0, 1);
        let chain = [error.source().unwrap().to_string(), error.source().unwrap().source().unwrap().to_string()];
        assert_eq!(chain, ["1 is odd", "invalid digit found in string"]);
        assert_eq!(error.to_string(), "Fields: `out.even` failed on item 1 of `numbers`: 1 is odd");
        let deep: Vec<_> = deep.into_iter().map(|item| item.map_err(|error| error.lineage().to_string())).collect();
        assert_eq!(deep, [Err("0.0".to_owned()), Err("0.1".to_owned()), Ok(2), Ok(2)]);
    });
}

#[piper]
fn no(x: u64, #[param] why: &str) -> Result<u64, String> {
    if x == 1 { Err(why.to_owned()) } else { Ok(x) }
}

#[piper]
fn pair(a: u64, b: u64) -> (u64, u64) {
    (a, b)
}

pipeline! {
    BothSides {
        imap pool = threads(2);
        input xs: u64;
        let left = xs -> no { why: "left".to_owned() };
        let right = xs -> no { why: "right".to_owned() } on pool;
        output pooled = (left, right) -> pair;
    }
}

pipeline! {
    BothSidesInline {
        input xs: u64;
        let left = xs -> no { why: "left".to_owned() };
        let right = xs -> no { why: "right".to_owned() };
        output inline = (left, right) -> pair;
    }
}

#[test]
fn a_zip_with_two_failed_sides_is_the_leftmost_failure_with_the_other() {
    within(|| {
        let pooled: Vec<_> = BothSides::new().start(0..3u64).unwrap().pooled.into_iter().collect();
        let inline: Vec<_> = BothSidesInline::new().start(0..3u64).unwrap().inline.into_iter().collect();
        for got in [pooled, inline] {
            let error = got[1].as_ref().unwrap_err();
            assert_eq!((error.node(), error.cause().to_string().as_str()), ("left.no", "left"));
            let others: Vec<_> = error.others().iter().map(|it| (it.node(), it.cause().to_string())).collect();
            assert_eq!(others, [("right.no", "right".to_owned())]);
            assert_eq!((got.len(), got[2].as_ref().unwrap()), (3, &(2, 2)));
        }
    });
}

#[piper]
fn length(text: &str) -> usize {
    text.len()
}

pipeline! {
    Texts {
        input lines: Line;
        output out = lines -> length;
    }
}

#[test]
fn text_that_is_not_utf8_is_an_error_where_str_is_wanted() {
    within(|| {
        let lines = [&b"abc"[..], b"ab\xff", b""].map(Line::from);
        let got: Vec<_> = Texts::new().start(lines).unwrap().out.into_iter().collect();
        assert!(matches!(got[1].as_ref().unwrap_err().cause(), Cause::NotUtf8 { valid_up_to: 2 }), "{:?}", got[1]);
        assert_eq!((*got[0].as_ref().unwrap(), *got[2].as_ref().unwrap()), (3, 0));
    });
}

#[piper(flat_map)]
fn copies(x: u64) -> Vec<u64> {
    vec![x; x as usize]
}

pipeline! {
    Collected {
        imap pool = threads(2);
        input xs: u64;
        output out = xs -> copies on pool [collect = 2];
    }
}

#[test]
fn more_items_than_may_be_collected_are_one_error() {
    within(|| {
        let got = shown(Collected::new().start(0..4u64).unwrap().out);
        let error = "Collected: `out.copies` failed on item 3 of `xs`: more than 2 items; raise `collect` or `slice`, or stream them";
        assert_eq!(got, ["1", "2", "2", error]);
    });
}

pipeline! {
    Plain {
        input xs: u64;
        output out = xs -> even;
    }
}

pipeline! {
    Placed {
        imap a = threads(2);
        imap b = threads(2);
        input xs: u64;
        output out = xs -> even on a -> even on b;
    }
}

#[test]
fn an_error_of_the_source_is_in_its_place_and_reading_goes_on() {
    within(|| {
        let source = || (0..200u64).map(|x| if x % 4 == 2 { Err(format!("bad sector {x}")) } else { Ok(x / 2 * 2) });
        let check = |got: Vec<Result<u64, papy::ItemError>>| {
            assert_eq!(got.len(), 200);
            for (at, item) in (0..).zip(got) {
                match item {
                    Ok(value) => assert_eq!(value, at / 2 * 2),
                    Err(error) => {
                        assert_eq!((at % 4, error.lineage().seq), (2, at));
                        assert!(matches!(error.cause(), Cause::Source(_)));
                        assert_eq!(
                            error.to_string(),
                            format!(
                                "{}: `xs` failed on item {at} of `xs`: the source failed: bad sector {at}",
                                error.origin().pipeline
                            )
                        );
                    }
                }
            }
        };
        check(Plain::new().start(source()).unwrap().out.into_iter().collect());
        check(Placed::new().start(source()).unwrap().out.into_iter().collect());
        check(block_on(futures::StreamExt::collect(Plain::new().start(source()).unwrap().out)));
        check(block_on(futures::StreamExt::collect(Placed::new().start(source()).unwrap().out)));
    });
}

/// A local that counts how often it was made, and fails to be when it must not.
struct Tool {
    _gone: Dropped,
}

impl Tool {
    fn new(made: &Probe, gone: &Probe, broken: bool) -> Result<Tool, String> {
        made.pass();
        if broken { Err("no such tool".to_owned()) } else { Ok(Tool { _gone: Dropped(gone.clone()) }) }
    }
}

#[piper]
fn tooled(
    x: u64,
    #[param] made: &Probe,
    #[param] gone: &Probe,
    #[param] broken: bool,
    #[local(|made: &Probe, gone: &Probe, broken: bool| Tool::new(made, gone, broken))] _tool: &mut Tool,
) -> u64 {
    let _ = (made, gone, broken);
    assert!(x != 20, "the tool slipped");
    x
}

pipeline! {
    Tooled(made: Probe, gone: Probe, broken: bool) {
        imap pool = threads(3) [batch = 1, strict];
        input xs: u64;
        output out = xs -> tooled { made, gone, broken } on pool;
    }
}

pipeline! {
    TooledInline(made: Probe, gone: Probe, broken: bool) {
        input xs: u64;
        output out = xs -> tooled { made, gone, broken };
    }
}

#[test]
fn a_local_is_made_once_for_a_worker_and_again_after_a_panic() {
    within(|| {
        let (made, gone) = (Probe::default(), Probe::default());
        let run = Tooled { made: made.clone(), gone: gone.clone(), broken: false }.start(0..2_000u64).unwrap();
        assert_eq!(run.out.into_iter().filter(Result::is_err).count(), 1);
        // Three workers at most, and one made again if the worker that panicked went on.
        assert!((1..=4).contains(&made.count()), "{}", made.count());
        gone.reaches(made.count());

        let (made, gone) = (Probe::default(), Probe::default());
        let run = TooledInline { made: made.clone(), gone: gone.clone(), broken: false }.start(0..2_000u64).unwrap();
        assert_eq!(run.out.into_iter().filter(Result::is_err).count(), 1);
        assert_eq!(made.count(), 2);
        gone.reaches(2);
    });
}

/// What `finish` says of a run whose local cannot be made.
macro_rules! broken {
    ($pipeline:ident, |$out:ident| $read:expr) => {{
        let pipeline = $pipeline { made: Probe::default(), gone: Probe::default(), broken: true };
        let mut run = pipeline.start(0u64..).unwrap();
        let $out = &mut run.out;
        let _read: () = $read;
        match run.finish_blocking() {
            Err(error @ Error::Run { pipeline, .. }) => {
                assert_eq!(pipeline, stringify!($pipeline));
                let cause = error.source().unwrap().downcast_ref::<papy::ItemError>().unwrap();
                assert_eq!(
                    (cause.node(), cause.source().unwrap().to_string()),
                    ("out.tooled", "no such tool".to_owned())
                );
                assert_eq!(error.to_string(), format!("`{pipeline}` stopped: {cause}"));
            }
            other => panic!("{other:?}"),
        }
    }};
}

#[test]
fn a_local_that_cannot_be_made_is_an_error_of_the_run() {
    within(|| {
        broken!(Tooled, |out| assert!(out.into_iter().count() > 0));
        broken!(Tooled, |out| while block_on(out.next()).is_some() {});
        broken!(Tooled, |_out| ());
        broken!(TooledInline, |out| assert_eq!(out.into_iter().count(), 1));
        broken!(TooledInline, |out| while block_on(out.next()).is_some() {});
        broken!(TooledInline, |_out| ());
    });
}

type Seen = Arc<Mutex<BTreeSet<(u64, String, String)>>>;

#[piper]
fn note(x: u64, #[context] cx: &Context, #[param] seen: &Seen) -> u64 {
    seen.lock().unwrap().insert((x, cx.item_id().to_string(), cx.worker().to_string()));
    x
}

#[piper(flat_map)]
fn parts(x: u64, #[context] cx: &Context, #[param] seen: &Seen) -> Vec<u64> {
    seen.lock().unwrap().insert((x, cx.item_id().to_string(), cx.worker().to_string()));
    (0..x % 3).map(|child| 10 * x + child).collect()
}

pipeline! {
    Noted(above: Seen, below: Seen) {
        imap pool = threads(2);
        input xs: u64;
        output out = xs -> parts { seen: above } on pool -> note { seen: below } on pool -> note { seen: Seen::default() };
    }
}

pipeline! {
    NotedInline(seen: Seen) {
        input xs: u64;
        output out = xs -> note { seen };
    }
}

#[test]
fn a_context_tells_which_item_and_worker() {
    within(|| {
        let (above, below) = (Seen::default(), Seen::default());
        let run = Noted { above: above.clone(), below: below.clone() }.start(0..300u64).unwrap();
        assert_eq!(run.out.into_iter().count(), 300);
        let above = above.lock().unwrap();
        assert_eq!(above.len(), 300);
        above.iter().for_each(|(x, id, worker)| {
            assert_eq!(*id, x.to_string());
            assert!(["pool/0", "pool/1", "reader"].contains(&&**worker), "worker {worker}");
        });
        let below = below.lock().unwrap();
        assert_eq!(below.len(), 300);
        for (x, id, worker) in below.iter() {
            assert_eq!(*id, format!("{}.{}", x / 10, x % 10));
            assert!(["pool/0", "pool/1", "reader"].contains(&&**worker), "worker {worker}");
        }

        let seen = Seen::default();
        let run = NotedInline { seen: seen.clone() }.start(0..300u64).unwrap();
        assert_eq!(run.out.into_iter().count(), 300);
        let seen = seen.lock().unwrap();
        assert!(seen.iter().all(|(x, id, worker)| *id == x.to_string() && worker == "reader"), "{seen:?}");
        assert_eq!(seen.len(), 300);
    });
}

pipeline! {
    NotedTwice(left_seen: Seen, right_seen: Seen, why: String) {
        imap left = threads(2) [strict, batch = 1];
        imap right = threads(1) [strict];
        input xs: u64;
        output out = xs -> note { seen: left_seen } on left -> note { seen: right_seen } on right -> no { why } on right;
    }
}

#[test]
fn a_worker_is_named_by_its_imap_and_its_number_there() {
    within(|| {
        let (left_seen, right_seen) = (Seen::default(), Seen::default());
        let pipeline =
            NotedTwice { left_seen: left_seen.clone(), right_seen: right_seen.clone(), why: "no".to_owned() };
        let items: Vec<_> = pipeline.start(0..300u64).unwrap().out.into_iter().collect();
        let who =
            |seen: &Seen| seen.lock().unwrap().iter().map(|(_, _, worker)| worker.clone()).collect::<BTreeSet<_>>();
        assert!(who(&left_seen).iter().all(|worker| ["left/0", "left/1"].contains(&&**worker)), "{left_seen:?}");
        assert_eq!(who(&right_seen), BTreeSet::from(["right/0".to_owned()]));
        let error = items[1].as_ref().unwrap_err();
        assert_eq!((error.origin().worker, &error.origin().host), (Worker::Imap { name: "right", index: 0 }, &None));
        let text = "NotedTwice: `out.no` failed on item 1 of `xs` (attempt 1, worker right/0): no";
        assert_eq!(format!("{error:#}"), text);
    });
}

fn mine(_item: Result<u64, papy::ItemError>) {
    panic!("mine");
}

#[test]
fn a_panic_of_the_readers_own_is_the_readers() {
    within(|| {
        for placed in [false, true] {
            let dropped = Probe::default();
            let source = crate::support::counted(1_000, &Probe::default(), &dropped);
            let read = std::thread::spawn(move || match placed {
                false => Plain::new().start(source).unwrap().out.into_iter().for_each(mine),
                true => Placed::new().start(source).unwrap().out.into_iter().for_each(mine),
            });
            assert_eq!(*read.join().unwrap_err().downcast_ref::<&str>().unwrap(), "mine");
            dropped.reaches(1);
        }
    });
}

/// Fails on odd ones.
#[piper]
fn only_even(x: u64) -> Result<u64, String> {
    if x.is_multiple_of(2) { Ok(x) } else { Err(format!("{x} is odd")) }
}

#[piper(flat_map)]
fn up_to(x: u64) -> std::ops::Range<u64> {
    0..x
}

#[piper]
fn sum(all: Vec<u64>, x: u64) -> u64 {
    all.iter().sum::<u64>() + x
}

pipeline! {
    SeveralOfAKey {
        imap pool = threads(2);
        input xs: u64;
        let evens = xs -> up_to -> only_even on pool;
        let one = xs -> only_even on pool;
        output sums = (evens*, one) -> sum;
    }
}

#[test]
fn all_failures_of_a_key_are_listed_behind_the_first() {
    within(|| {
        let got: Vec<_> = SeveralOfAKey::new().start([0, 1, 2, 5]).unwrap().sums.into_iter().collect();
        let shown = |item: &Result<u64, ItemError>| match item {
            Ok(value) => value.to_string(),
            Err(error) => {
                let all = std::iter::once(error).chain(error.others());
                all.map(|it| format!("{} {}: {}", it.node(), it.lineage(), it.cause())).collect::<Vec<_>>().join("; ")
            }
        };
        assert_eq!(
            got.iter().map(shown).collect::<Vec<_>>(),
            [
                "0",
                "one.only_even 1: 1 is odd",
                "evens.only_even 2.1: 1 is odd",
                "evens.only_even 3.1: 1 is odd; evens.only_even 3.3: 3 is odd; one.only_even 3: 5 is odd",
            ]
        );
    });
}

pipeline! {
    FailsAboveTheFork {
        imap pool = threads(2);
        input xs: u64;
        let checked = xs -> only_even;
        let many = checked -> up_to on pool;
        let one = checked -> only_even on pool [fuse = off];
        output sums = (many*, one) -> sum;
    }
}

#[test]
fn a_failure_above_a_fork_is_one_failure_where_its_branches_meet() {
    within(|| {
        let got: Vec<_> = FailsAboveTheFork::new().start(1..3u64).unwrap().sums.into_iter().collect();
        let error = got[0].as_ref().unwrap_err();
        assert_eq!((error.node(), error.others().len()), ("checked.only_even", 0));
        assert_eq!(got[1].as_ref().unwrap(), &3);
    });
}

#[piper(flat_map, fallible_items)]
fn even_or_not(x: u64) -> impl Iterator<Item = Result<u64, String>> + use<> {
    (0..x).map(|nth| if nth % 2 == 1 { Err(format!("no {nth}")) } else { Ok(nth) })
}

#[piper(filter)]
fn is_small(x: &u64) -> Result<bool, String> {
    if *x == 4 { Err(format!("too odd: {x}")) } else { Ok(*x < 3) }
}

#[piper]
fn three(made: u64, x: u64, y: u64) -> (u64, u64, u64) {
    (made, x, y)
}

pipeline! {
    EachOrAlone {
        imap pool = threads(2);
        input xs: u64;
        let made = xs -> even_or_not on pool;
        let small = xs -> is_small;
        let smaller = xs -> is_tiny;
        output out = (made, small, smaller) [join = each] -> three;
    }
}

#[piper(filter)]
fn is_tiny(x: &u64) -> bool {
    *x < 2
}

#[test]
fn a_failure_that_meets_nobody_in_a_join_of_each_is_given_alone() {
    within(|| {
        let run = EachOrAlone::new().start([1u64, 2, 3, 4, 0]).unwrap();
        let cause = |error: ItemError| format!("{}: {}", error.lineage(), error.cause());
        let got: Vec<_> = run.out.into_iter().map(|item| item.map_err(cause)).collect();
        let failed = |text: &str| Err(text.to_owned());
        let want = [
            Ok((0, 1, 1)),
            // Nothing is left of 2 and 3 on one branch or both.
            failed("1.1: no 1"),
            failed("2.1: no 1"),
            // Of 4 a held branch failed too: behind the children that go by.
            failed("3.1: no 1"),
            failed("3.3: no 3"),
            failed("3: too odd: 4"),
        ];
        assert_eq!(got, want);
        run.handle.finish_blocking().unwrap();
    });
}

#[piper]
fn bad_sink(x: u64, #[param] gate: &Probe) -> Result<(), String> {
    // The first item comes last.
    if x == 0 {
        gate.reaches(1);
    } else if x == 900 {
        gate.pass();
    }
    Err(format!("no {x}"))
}

pipeline! {
    BadSinks(gate: Probe) {
        imap pool = threads(2) [batch = 100, strict];
        input xs: u64;
        xs -> bad_sink { gate } on pool;
    }
}

#[test]
fn a_report_lists_the_first_hundred_failures_of_sinks_whoever_came_last() {
    within(|| {
        let run = BadSinks { gate: Probe::default() }.start(0..1_000u64).unwrap();
        let Err(Error::Sinks { count: 1_000, first, report }) = run.finish_blocking() else { panic!("all failed") };
        assert_eq!(first.lineage().seq, 0);
        assert_eq!(report.sink_errors, 1_000);
        assert!(report.sinks.iter().map(|error| error.lineage().seq).eq(0..100));
    });
}
