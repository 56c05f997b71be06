//! Columns, and the failures in them.

use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::super::error::{Names, get_errors, put_errors};
use super::super::reader::Reader;
use super::super::{Fault, Limits, Malformed};
use crate::error::{Batch, Cause, ItemError, Lineage, Origin, Worker};
use crate::flow::column::coded::Shape;
use crate::flow::column::{Column, Remember};
use crate::flow::reach::Reach;
use crate::plumbing::Slot;
use crate::plumbing::keys::push_range;

const NAMES: Names<'_> = Names { pipeline: "P", inputs: &["xs", "ys"], imaps: &["pool"] };

fn shape(depth: usize, items: u32) -> Shape<'static> {
    Shape { depth, first: 1_000, items, entries_max: 1 << 16, names: NAMES }
}

fn decode<T: DeserializeOwned + 'static>(bytes: Vec<u8>, shape: &Shape<'_>) -> Result<Column<T>, Malformed> {
    let body = Bytes::from(bytes);
    let mut reader = Reader::new(&body, &Limits::default());
    let column = Column::decode::<T>(&mut reader, shape)?;
    reader.end()?;
    Ok(column)
}

fn encoded<T: Serialize + 'static>(column: &Column<T>) -> Vec<u8> {
    let mut out = Vec::new();
    column.encode::<T>(&mut out).expect("all of these can be written");
    out
}

pub(super) fn failed(node: &'static str, cause: Cause) -> ItemError {
    let since = Lineage { seq: 1, path: vec![4], since: None };
    let lineage = Lineage { seq: 3, path: vec![1, 2], since: Some(since.into()) };
    let worker = Worker::Imap { name: "pool", index: 3 };
    let origin = Origin { pipeline: "P", node: node.into(), input: "ys", lineage, attempt: 2, worker, host: None };
    ItemError::new(origin, cause)
}

/// All that shows of a failure.
fn shown(error: &ItemError) -> (String, Vec<String>, bool, &'static str) {
    let others = error.others().iter().map(|other| format!("{other:#}")).collect();
    (format!("{error:#}"), others, error.halts(), error.cause().kind())
}

pub(super) fn causes() -> Vec<Cause> {
    let text = || "no\u{fc}".into();
    vec![
        Cause::Failed("plain".into()),
        Cause::Panicked { message: text(), place: Some("a.rs:1:2".into()) },
        Cause::Panicked { message: text(), place: None },
        Cause::TimedOut { limit: Duration::new(3, 500_000_000) },
        Cause::Leaked { limit: 4 },
        Cause::NotUtf8 { valid_up_to: 77 },
        Cause::TooMany { limit: usize::MAX },
        Cause::UnequalInputs { counts: vec![("xs".into(), 2), ("ys".into(), u64::MAX)] },
        Cause::Batch(Batch::Short { items: 1, of: 3 }),
        Cause::Batch(Batch::Failed { members: vec![failed("m", Cause::Cancelled)], of: 3 }),
        Cause::Batch(Batch::Length { items: 1, promised: 3 }),
        Cause::Local("no file".into()),
        Cause::Source("no line".into()),
        Cause::Cancelled,
        Cause::Stalled { unread: vec!["out".into()] },
    ]
}

type Entry = (u32, Vec<u32>, Option<String>);

/// Entries in key order, some of them failures.
fn entries(depth: usize) -> impl Strategy<Value = Vec<Entry>> {
    let one = (0u32..40, proptest::collection::vec(0u32..5, depth), proptest::option::of(".{0,6}"));
    proptest::collection::vec(one, 0..30).prop_map(|mut entries| {
        entries.sort();
        entries.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
        entries
    })
}

fn column(depth: usize, entries: &[Entry], remember: Remember) -> Column<String> {
    let mut column = Column::new(depth);
    for (off, path, value) in entries {
        let slot = match value {
            Some(value) => Slot::Val(value.clone()),
            None => Slot::Fail(failed("a", Cause::Failed(format!("of {off}").into()))),
        };
        column.push(slot, *off, path, remember);
    }
    column.add_silent(-2);
    column.reach = Reach::To(7, vec![1; depth + 1]);
    column
}

proptest! {
    #[test]
    fn columns_come_back_with_keys_failures_and_counts((depth, entries) in (0usize..3).prop_flat_map(|depth| (Just(depth), entries(depth)))) {
        for remember in [Remember::Keys, Remember::Values] {
            let went = column(depth, &entries, remember);
            let came: Column<String> = decode(encoded(&went), &shape(depth, 40)).expect("it is whole");
            // Failures show their origin and their cause.
            prop_assert_eq!(format!("{came:?}").replace("Told { text: ", "").replace(", source: None }", ""), format!("{went:?}"));
        }
    }

    #[test]
    fn any_bytes_are_a_column_or_an_error(bytes in any::<Vec<u8>>(), depth in 0usize..4) {
        let _ = decode::<u64>(bytes.clone(), &shape(depth, 100)).map(|column| column.into_entries().left());
        let _ = decode::<String>(bytes, &shape(depth, 100)).map(|column| column.into_entries().left());
    }

    #[test]
    fn a_damaged_column_is_refused_or_can_be_read(entries in entries(2), at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = encoded(&column(2, &entries, Remember::Keys));
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(column) = decode::<String>(bytes, &shape(2, 40)) {
            let (mut entries, mut path) = (column.into_entries(), Vec::new());
            let mut last = None;
            while let Some((off, _)) = entries.next(&mut path) {
                prop_assert!(off <= 40 && path.len() == 2 && last <= Some((off, path.clone())));
                last = Some((off, path.clone()));
                crate::plumbing::keys::lineage(1_000 + u64::from(off), &path);
            }
        }
    }
}

#[test]
fn what_is_made_of_all_items_comes_back_in_the_last_ticket() {
    let mut went = Column::new(4);
    let mut key = Vec::new();
    push_range(&mut key, 1_000, (0, &[]), 999);
    went.push(Slot::Val(7u64), 0, &key, Remember::Keys);
    let came: Column<u64> = decode(encoded(&went), &shape(4, 0)).expect("it is whole");
    assert_eq!(format!("{came:?}"), format!("{went:?}"));
    // Its range begins before the first item that there is.
    let (mut early, depth) = (Column::new(4), [key[0], 0, 1_001, 0]);
    early.push(Slot::Val(7u64), 0, &depth, Remember::Keys);
    assert!(decode::<u64>(encoded(&early), &shape(4, 0)).is_err());
    // It says that more indices follow than do.
    let mut long = Column::new(4);
    long.push(Slot::Val(7u64), 0, &[key[0], 5, 0, 0], Remember::Keys);
    assert!(decode::<u64>(encoded(&long), &shape(4, 0)).is_err());
}

#[test]
fn what_is_not_where_it_says_is_refused() {
    let two = |first, second| {
        let mut column = Column::new(1);
        column.push(Slot::Val(1u8), first, &[0], Remember::Keys);
        column.push(Slot::Fail(failed("a", Cause::Cancelled)), second, &[0], Remember::Keys);
        column.push(Slot::Val(2u8), 9, &[0], Remember::Keys);
        decode::<u8>(encoded(&column), &shape(1, 10)).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(two(1, 2), Ok(()));
    assert_eq!(two(3, 2), Err("no key of an item stands where one should".into()));
    assert_eq!(two(1, 11), Err("no offset in the ticket stands where one should".into()));
    let unknown = Names { inputs: &["xs"], ..NAMES };
    let mut column: Column<u8> = Column::new(0);
    column.push(Slot::Fail(failed("a", Cause::Cancelled)), 0, &[], Remember::Keys);
    let error = decode::<u8>(encoded(&column), &Shape { names: unknown, ..shape(0, 1) }).expect_err("no input `ys`");
    assert_eq!(error.fault(), &Fault::Not("name of this pipeline"));
    let few = Shape { entries_max: 0, ..shape(0, 1) };
    assert_eq!(decode::<u8>(encoded(&column), &few).expect_err("one").fault(), &Fault::Length { is: 1, max: 0 });
}

#[test]
fn failures_come_back_with_their_cause_and_origin() {
    for (at, cause) in causes().into_iter().enumerate() {
        let mut error = failed("a", cause);
        if at % 2 == 0 {
            error = error.with_others(vec![failed("b", Cause::Cancelled)]);
        }
        let mut went: Column<u8> = Column::new(0);
        went.push(Slot::Fail(error.clone()), 0, &[], Remember::Keys);
        let came: Column<u8> = decode(encoded(&went), &shape(0, 1)).expect("it is whole");
        let Some((0, Slot::Fail(came))) = came.into_entries().next(&mut Vec::new()) else { panic!("one failure") };
        assert_eq!(shown(&came), shown(&error));
        assert_eq!(came.origin(), error.origin());
    }
}

#[test]
fn a_failure_that_halts_halts_elsewhere() {
    let halting = ItemError::halting(failed("a", Cause::Cancelled).origin().clone(), Cause::Leaked { limit: 1 });
    let mut went: Column<u8> = Column::new(0);
    went.push(Slot::Fail(halting), 0, &[], Remember::Keys);
    let came: Column<u8> = decode(encoded(&went), &shape(0, 1)).expect("it is whole");
    assert!(matches!(came.into_entries().next(&mut Vec::new()), Some((0, Slot::Fail(error))) if error.halts()));
}

#[test]
fn listed_failures_come_back_and_no_more_than_are_asked_for() {
    let errors: Vec<ItemError> = causes().into_iter().map(|cause| failed("a", cause)).collect();
    let mut out = Vec::new();
    put_errors(&errors, &mut out);
    let body = Bytes::from(out);
    let get = |max| get_errors(&mut Reader::new(&body, &Limits::default()), max, &NAMES);
    let came = get(errors.len()).expect("they are whole");
    assert_eq!(came.iter().map(shown).collect::<Vec<_>>(), errors.iter().map(shown).collect::<Vec<_>>());
    assert!(get(errors.len() - 1).is_err());
}

#[test]
fn sources_of_an_error_come_back_as_texts() {
    let io = std::io::Error::other(std::io::Error::other("deep"));
    #[derive(Debug)]
    struct Outer(std::io::Error);
    impl std::fmt::Display for Outer {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("outer")
        }
    }
    impl StdError for Outer {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&self.0)
        }
    }
    let mut went: Column<u8> = Column::new(0);
    went.push(Slot::Fail(failed("a", Cause::Failed(Outer(io).into()))), 0, &[], Remember::Keys);
    let came: Column<u8> = decode(encoded(&went), &shape(0, 1)).expect("it is whole");
    let Some((0, Slot::Fail(came))) = came.into_entries().next(&mut Vec::new()) else { panic!("one failure") };
    let texts: Vec<String> =
        std::iter::successors(came.source(), |&error| error.source()).map(ToString::to_string).collect();
    assert_eq!(texts, ["outer", "deep"]);
    assert!(came.downcast_ref::<Outer>().is_none(), "its type stays where it was made");
}
