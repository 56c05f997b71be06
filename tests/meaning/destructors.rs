//! Destructors of items and sources that panic: papy has to call them where no piper is, and whatever they do, the run goes on.

use papy::{Cause, IMap, pipeline, piper};

use crate::support::{block_on, same, within};

const ITEMS: u64 = 3_000;

/// A number that does not let go of itself.
struct Armed(u64);

impl Drop for Armed {
    fn drop(&mut self) {
        if self.0 % 2 == 1 {
            panic!("armed {}", self.0);
        }
    }
}

#[piper]
fn arm(x: u64) -> Armed {
    Armed(x)
}

/// Only those whose destructor does nothing.
#[piper(filter)]
fn tame(armed: &Armed) -> bool {
    armed.0.is_multiple_of(2)
}

#[piper]
fn number(armed: &Armed) -> u64 {
    armed.0
}

/// Children that panic when the last was taken.
struct Closing(std::ops::Range<u64>);

impl Iterator for Closing {
    type Item = u64;
    fn next(&mut self) -> Option<u64> {
        self.0.next()
    }
}

impl Drop for Closing {
    fn drop(&mut self) {
        panic!("closing {}", self.0.end);
    }
}

#[piper(flat_map)]
fn closing(x: u64) -> Closing {
    Closing(0..x)
}

pipeline! {
    Filters {
        imap pool: Threads [strict];
        input xs: u64;
        output out = xs -> arm -> tame -> number on pool;
    }
}

pipeline! {
    Thrown {
        imap pool: Threads [strict];
        input xs: u64;
        output kept = xs -> same on pool;
        output thrown = xs -> arm on pool;
    }
}

pipeline! {
    Opens {
        imap pool: Threads [strict];
        input xs: u64;
        output out = xs -> closing on pool;
    }
}

pipeline! {
    Plain {
        imap pool: Threads [strict];
        input xs: u64;
        output out = xs -> same on pool;
    }
}

/// Two workers that a run with such destructors had before: fails unless they still work.
fn still_works(pool: &IMap<papy::Threads>) {
    let run = Plain::new().pool(pool.clone()).start(0..ITEMS).unwrap();
    assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), Vec::from_iter(0..ITEMS));
}

#[test]
fn a_dropped_item_is_an_error_in_its_place_and_the_others_come() {
    within(|| {
        let pool = IMap::threads(2);
        let run = Filters::new().pool(pool.clone()).start(0..ITEMS).unwrap();
        let (mut out, handle) = (run.out, run.handle);
        for (x, item) in (0..ITEMS).zip(&mut out) {
            match (x % 2, item) {
                (0, Ok(value)) => assert_eq!(value, x),
                (_, Err(error)) => {
                    assert_eq!(error.lineage().seq, x);
                    assert!(
                        matches!(error.cause(), Cause::Panicked { message, .. } if *message == format!("armed {x}"))
                    );
                }
                (_, Ok(value)) => panic!("{value} in the place of {x}"),
            }
        }
        assert!(out.into_iter().next().is_none());
        let report = handle.finish_blocking().unwrap();
        assert_eq!((report.stats.outputs[0].ok, report.stats.outputs[0].errors), (ITEMS / 2, ITEMS / 2));
        still_works(&pool);
    });
}

#[test]
fn items_that_nobody_reads_are_discarded_and_the_others_come() {
    within(|| {
        let pool = IMap::threads(2);
        let run = Thrown::new().pool(pool.clone()).start(0..ITEMS).unwrap();
        drop(run.thrown);
        assert_eq!(run.kept.collect_blocking::<Vec<_>>().unwrap(), Vec::from_iter(0..ITEMS));
        let report = run.handle.finish_blocking().unwrap();
        assert_eq!(report.stats.outputs[1].discarded, ITEMS);

        let run = Thrown::new().pool(pool.clone()).start(0..ITEMS).unwrap();
        let report = block_on(run.finish()).unwrap();
        assert_eq!(report.stats.outputs[0].discarded + report.stats.outputs[1].discarded, 2 * ITEMS);
        still_works(&pool);
    });
}

#[test]
fn children_whose_iterator_panics_at_its_end_come_and_the_error_takes_the_next_index() {
    within(|| {
        let pool = IMap::threads(2);
        let run = Opens::new().pool(pool.clone()).start(0..4u64).unwrap();
        let place = |item: Result<u64, papy::ItemError>| item.map_err(|error| error.lineage().to_string());
        let got: Vec<_> = run.out.into_iter().map(place).collect();
        let error = |at: &str| Err(at.to_owned());
        let expected =
            [error("0.0"), Ok(0), error("1.1"), Ok(0), Ok(1), error("2.2"), Ok(0), Ok(1), Ok(2), error("3.3")];
        assert_eq!(got, expected);
        still_works(&pool);
    });
}

/// Numbers whose end panics.
struct Ends(std::ops::Range<u64>);

impl Iterator for Ends {
    type Item = u64;
    fn next(&mut self) -> Option<u64> {
        self.0.next()
    }
}

impl Drop for Ends {
    fn drop(&mut self) {
        panic!("the source ends");
    }
}

#[test]
fn a_source_gives_all_it_has_and_the_run_ends() {
    within(|| {
        let pool = IMap::threads(2);
        let run = Plain::new().pool(pool.clone()).start(Ends(0..ITEMS)).unwrap();
        let (out, handle) = (run.out, run.handle);
        assert_eq!(block_on(out.collect::<Vec<_>>()).unwrap(), Vec::from_iter(0..ITEMS));
        assert_eq!(handle.finish_blocking().unwrap().stats.inputs, [("xs", ITEMS)]);

        let run = Plain::new().pool(pool.clone()).start(papy::io::blocking(Ends(0..ITEMS))).unwrap();
        assert_eq!(run.out.collect_blocking::<Vec<_>>().unwrap(), Vec::from_iter(0..ITEMS));
        still_works(&pool);
    });
}

#[test]
fn a_source_can_be_stopped_and_cancelled() {
    within(|| {
        let pool = IMap::threads(2);
        let mut run = Plain::new().pool(pool.clone()).start(Ends(0..u64::MAX)).unwrap();
        assert_eq!((&mut run.out).into_iter().next().unwrap().unwrap(), 0);
        run.handle.stop();
        let rest = run.out.collect_blocking::<Vec<_>>().unwrap();
        assert_eq!(run.handle.finish_blocking().unwrap().stats.inputs, [("xs", rest.len() as u64 + 1)]);

        let mut run = Plain::new().pool(pool.clone()).start(Ends(0..u64::MAX)).unwrap();
        assert_eq!((&mut run.out).into_iter().next().unwrap().unwrap(), 0);
        assert_eq!(block_on(run.handle.cancel()).running, 0);
        drop(run.out);
        still_works(&pool);
    });
}
