//! What a run says at its end when its books are wrong: a graph by hand, whose input loses an item on its way to the output.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::flow::column::Column;
use crate::flow::drive::{At, Ran, Work};
use crate::flow::graph::{Ask, Discarded, Graph};
use crate::flow::layout::Settings;
use crate::flow::output::Output;
use crate::flow::place::Ring;
use crate::flow::source::{More, Wake};
use crate::flow::stages::Stages;
use crate::flow::start::Starting;
use crate::plumbing::{Cx, Info, NONE, Op, What};

/// Gives three items, of which its column accounts for so many less.
struct Lossy(i64);

struct Nothing(Cx);

impl Work for Nothing {
    fn cx(&mut self) -> &mut Cx {
        &mut self.0
    }
    fn cx_of(&mut self, op: u16) -> (&mut Cx, u16) {
        (&mut self.0, op)
    }
}

impl Graph for Lossy {
    type Work = Nothing;
    type Store = Ring<u32>;

    const INFO: &'static Info = &Info {
        pipeline: "Lossy",
        nodes: &["xs", "out"],
        domains: &["xs"],
        imaps: &[],
        ops: &[Op { what: What::Input, ..Op::NODE }, Op { what: What::Output, reads: &[0], ..Op::NODE }],
        runs: &[NONE, NONE],
        denses: &[false, false],
    };
    const SPAN: u16 = 2;
    const HALTS: bool = false;

    fn store(window: usize) -> Ring<u32> {
        Ring::new(window)
    }

    fn work(cx: Cx) -> Nothing {
        Nothing(cx)
    }

    fn pull(&self, _: u16, ask: &mut Ask<'_>, store: &Ring<u32>) -> More {
        let mut column = Column::new(0);
        (0..3).for_each(|x| column.push_source(Ok(x)));
        ask.items = column.seal_source();
        column.add_silent(-self.0);
        store.put(ask.ticket, column);
        More::Never
    }

    fn run(&self, _: u16, _: At, _: &Ring<u32>, _: &mut Nothing) -> Ran {
        unreachable!("it has no parts")
    }

    fn discard(store: &Ring<u32>, _: u16, ticket: u64) -> Option<Discarded> {
        store.discard(ticket)
    }

    fn wake_by(_: &Ring<u32>, _: &dyn Fn(u16) -> Wake) {}

    fn interrupt(_: &Ring<u32>) {}
}

fn start(lost: i64) -> (Output<u32>, crate::run::Handle) {
    let settings = Settings { batch: vec![Some(3)], outputs: vec![("out", true)], ..Settings::new(1) };
    let starting = Starting::new(Lossy(lost), Stages::new(Lossy::INFO, settings, Vec::new()));
    (starting.output(0, |store| store, None), starting.handle())
}

const FAULT: &str = "the ledger does not balance, which is a bug of papy: of `xs` 3 items were accepted, and 2 came to `out`: \
                     2 delivered or dropped, 0 discarded, 0 cancelled";

#[test]
fn a_run_that_lost_nothing_ends_well() {
    let (mut out, handle) = start(0);
    assert_eq!((&mut out).into_iter().map(Result::unwrap).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(handle.finish_blocking().unwrap().stats.inputs, [("xs", 3)]);
}

#[test]
fn a_lost_item_is_told_to_a_reader_who_does_not_finish() {
    let (out, _handle) = start(1);
    let mut read = 0;
    let told = catch_unwind(AssertUnwindSafe(|| out.into_iter().for_each(|_| read += 1))).unwrap_err();
    assert_eq!((read, told.downcast_ref::<String>().unwrap().as_str()), (3, FAULT));
}

#[test]
fn a_lost_item_is_told_by_finish_whatever_was_read() {
    let (mut out, handle) = start(1);
    assert_eq!((&mut out).into_iter().take(3).count(), 3);
    drop(out);
    assert_eq!(handle.finish_blocking().unwrap_err().to_string(), FAULT);
}
