//! Messages, and what they may name.

use bytes::Bytes;
use proptest::prelude::*;

use super::super::field::{EdgeWriter, Edges, Field};
use super::super::frame::Frame;
use super::super::message::{
    Bye, Cancel, Close, Extent, Go, Hello, Job, Message, OpTally, Open, OpenFailed, Opened, Piece, PipelineEntry,
    PiperEntry, Refuse, Running, VERSION, Welcome,
};
use super::super::{Fault, Limits, Malformed};

fn frame(message: &Message) -> Frame {
    let mut out = Vec::new();
    message.put(&mut out);
    Frame { kind: message.kind(), body: out.into() }
}

fn get(frame: &Frame) -> Result<Message, Malformed> {
    Message::get(frame, &Limits::default())
}

fn bytes() -> impl Strategy<Value = Bytes> {
    any::<Vec<u8>>().prop_map(Bytes::from)
}

fn edges() -> impl Strategy<Value = Edges> {
    proptest::collection::vec((any::<u16>(), bytes()), 0..5).prop_map(Edges)
}

fn messages() -> impl Strategy<Value = Message> {
    let text = ".{0,20}";
    let piper =
        (text, text, text, text, any::<Option<u128>>()).prop_map(|(name, crate_version, signature, rates, schema)| {
            PiperEntry { name, crate_version, signature, rates, schema }
        });
    let pipeline = (any::<u128>(), text).prop_map(|(id, name)| PipelineEntry { id, name });
    let tally =
        any::<(u16, u64, u64, u64, u64, u64)>().prop_map(|(op, calls, failed, skipped, retried, busy_nanos)| OpTally {
            op,
            calls,
            failed,
            skipped,
            retried,
            busy_nanos,
        });
    let hello = (any::<[u8; 32]>(), proptest::collection::vec(piper, 0..4), proptest::collection::vec(pipeline, 0..4));
    let settings = proptest::collection::vec((text, any::<u64>()), 0..4);
    let job = (any::<(u32, u32, u16, u64, u32, u32, bool, (u32, u32))>(), edges());
    let piece = (
        any::<(u32, u32, u16, bool, u64, bool)>(),
        proptest::collection::vec(tally, 0..4),
        bytes(),
        proptest::option::of(bytes()),
        proptest::option::of(bytes()),
        edges(),
    );
    prop_oneof![
        hello.prop_map(|(program, table, pipelines)| Hello { version: VERSION, program, table, pipelines }.into()),
        any::<([u8; 32], u32)>().prop_map(|(program, slots)| Welcome { version: VERSION, program, slots }.into()),
        proptest::collection::vec(text, 0..4).prop_map(|differences| Refuse { differences }.into()),
        (any::<u32>(), any::<u128>(), bytes(), settings).prop_map(|(run, pipeline, params, settings)| Open {
            run,
            pipeline,
            params,
            settings
        }
        .into()),
        any::<u32>().prop_map(|run| Opened { run }.into()),
        (any::<u32>(), text, text).prop_map(|(run, node, text)| OpenFailed { run, node, text }.into()),
        job.prop_map(|((run, job, part, first, items, attempt, trial, members), edges)| {
            Job { run, job, part, first, items, attempt, trial, members, edges }.into()
        }),
        piece.prop_map(|((run, job, part, more, sunk_count, unread), tallies, sunk, halt, fatal, edges)| {
            Piece { run, job, part, more, tallies, sunk, sunk_count, halt, fatal, unread, edges }.into()
        }),
        any::<(u32, u32)>().prop_map(|(run, job)| Go { run, job }.into()),
        any::<(u32, u32, u32, u64)>().prop_map(|(run, job, offset, since_nanos)| Running {
            run,
            job,
            offset,
            since_nanos
        }
        .into()),
        any::<u32>().prop_map(|run| Cancel { run }.into()),
        any::<u32>().prop_map(|run| Close { run }.into()),
        Just(Bye {}.into()),
    ]
}

proptest! {
    #[test]
    fn messages_come_back(message in messages()) {
        prop_assert_eq!(get(&frame(&message)), Ok(message));
    }

    #[test]
    fn a_cut_or_lengthened_message_is_refused(message in messages(), at in any::<proptest::sample::Index>()) {
        let Frame { kind, body } = frame(&message);
        if !body.is_empty() {
            let cut = Frame { kind, body: body.slice(..at.index(body.len())) };
            prop_assert!(get(&cut).is_err());
        }
        let longer = Frame { kind, body: [&body[..], &[0]].concat().into() };
        prop_assert!(get(&longer).is_err());
    }

    #[test]
    fn any_bytes_are_a_message_or_an_error(kind in 0u8..16, body in bytes()) {
        let _ = get(&Frame { kind, body });
    }
}

#[test]
fn another_version_is_refused_in_words_whatever_follows() {
    let body = Bytes::from_static(&[2, 99, 99, 99]);
    let error = get(&Frame { kind: Hello::KIND, body }).expect_err("version 2");
    assert_eq!(error.fault(), &Fault::Version { is: 2, here: 1 });
    assert_eq!(
        error.to_string(),
        "the other end speaks version 2 of the protocol of workers and this one version 1: run the same release of papy on both"
    );
}

#[test]
fn columns_are_written_where_they_go() {
    let job = Job { run: 1, job: 2, attempt: 1, ..Job::default() };
    let mut out = Vec::new();
    job.put(&mut out);
    let mut edges = EdgeWriter::behind(&mut out);
    let put = |bytes: &'static [u8]| {
        move |out: &mut Vec<u8>| {
            out.extend_from_slice(bytes);
            if bytes.is_empty() { Err("nothing") } else { Ok(()) }
        }
    };
    assert_eq!(edges.put(3, put(b"abc")), Ok(()));
    assert_eq!(edges.put(4, put(b"")), Err("nothing"));
    assert_eq!(edges.put(5, put(b"de")), Ok(()));
    let whole = Job { edges: Edges(vec![(3, Bytes::from_static(b"abc")), (5, Bytes::from_static(b"de"))]), ..job };
    assert_eq!(get(&Frame { kind: Job::KIND, body: out.into() }), Ok(whole.into()));
}

#[test]
fn f9_a_message_of_many_empty_fields_is_paid_for() {
    let (mut out, count) = (Vec::new(), 1 << 20);
    super::super::reader::put_varint(count, &mut out);
    out.resize(out.len() + count as usize, 0);
    let error = get(&Frame { kind: Refuse::KIND, body: out.into() }).expect_err("24 times as much");
    assert_eq!(error.fault(), &Fault::Budget);
}

#[test]
fn what_is_not_there_is_not_named() {
    let extent = Extent { ops: 4, edges: 3, items_max: 100 };
    let columns = |edges: &[u16]| Edges(edges.iter().map(|edge| (*edge, Bytes::new())).collect());
    let job = Job { part: 3, items: 100, attempt: 1, members: (0, 100), edges: columns(&[0, 2]), ..Job::default() };
    assert_eq!(job.check(&extent), Ok(()));
    for wrong in [
        Job { part: 4, ..job.clone() },
        Job { items: 101, ..job.clone() },
        Job { first: u64::MAX, ..job.clone() },
        Job { members: (3, 2), ..job.clone() },
        Job { attempt: 0, ..job.clone() },
        Job { edges: columns(&[3]), ..job.clone() },
        Job { edges: columns(&[1, 1]), ..job.clone() },
        Job { edges: columns(&[2, 1]), ..job },
    ] {
        assert!(wrong.check(&extent).is_err(), "{wrong:?}");
    }
    let tally = |op| vec![OpTally { op, calls: 1, ..OpTally::default() }];
    assert_eq!(Piece { tallies: tally(3), ..Piece::default() }.check(&extent), Ok(()));
    assert!(Piece { tallies: tally(4), ..Piece::default() }.check(&extent).is_err());
    assert!(Piece { part: 9, ..Piece::default() }.check(&extent).is_err());
}
