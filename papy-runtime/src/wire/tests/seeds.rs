//! What fuzz targets begin with, and what the protocol looks like: a change of these bytes is another version of it.
//!
//! `SEEDS=overwrite cargo test -p papy-runtime --lib seeds` writes them anew.

use std::path::Path;

use bytes::Bytes;

use super::super::Limits;
use super::super::error::put_error;
use super::super::field::Edges;
use super::super::frame::{Outbox, TooLong};
use super::super::message::{
    Bye, Cancel, Close, Go, Hello, Job, Message, OpTally, Open, OpenFailed, Opened, Piece, PipelineEntry, PiperEntry,
    Refuse, Running, VERSION, Welcome,
};
use super::columns::{causes, failed};
use super::written;
use crate::error::{Cause, ItemError, Origin, Worker};
use crate::flow::column::{Column, Remember};
use crate::flow::reach::Reach;
use crate::io::Line;
use crate::plumbing::Slot;

/// Bytes behind those by which a target chooses a type.
fn chosen(by: &[u8], bytes: Vec<u8>) -> Vec<u8> {
    [by, &bytes].concat()
}

fn columns() -> Vec<Vec<u8>> {
    let mut plain: Column<u64> = Column::new(0);
    let mut deep: Column<String> = Column::new(2);
    for off in 0..4 {
        plain.push(Slot::Val(u64::from(off) << 30), off, &[], Remember::Keys);
        let slot = if off == 2 { Slot::Fail(named(failed("a", Cause::Cancelled))) } else { Slot::Val("text".into()) };
        deep.push(slot, off * 2, &[off, 1], Remember::Keys);
    }
    deep.reach = Reach::To(7, vec![1]);
    let mut bytes = [Vec::new(), Vec::new()];
    plain.encode(&mut bytes[0]).expect("numbers can be written");
    deep.encode(&mut bytes[1]).expect("text can be written");
    let [plain, deep] = bytes;
    vec![chosen(&[0, 0], plain), chosen(&[1, 2], deep)]
}

/// With names that the fuzz target knows.
fn named(error: ItemError) -> ItemError {
    let origin = error.origin().clone();
    let worker = Worker::Imap { name: "w", index: 3 };
    ItemError::new(Origin { input: "x", worker, ..origin }, Cause::Cancelled)
}

fn failures() -> Vec<Vec<u8>> {
    let bytes = |cause| {
        let origin = named(failed("a", Cause::Cancelled)).origin().clone();
        let mut out = Vec::new();
        put_error(&ItemError::new(origin, cause), &mut out);
        out
    };
    causes().into_iter().filter(|cause| cause.kind() != "batch").map(bytes).collect()
}

fn frames() -> Vec<Vec<u8>> {
    let edges = Edges(vec![(0, Bytes::from_static(b"column")), (3, Bytes::new())]);
    let piper = PiperEntry {
        name: "s.grep".into(),
        crate_version: "0.1.0".into(),
        signature: "(&str) -> bool".into(),
        rates: "1:1".into(),
        schema: Some(1 << 100),
    };
    let pipelines = vec![PipelineEntry { id: 7, name: "P".into() }];
    let tallies = vec![OpTally { op: 2, calls: 300, failed: 1, skipped: 0, retried: 0, busy_nanos: 1 << 40 }];
    let conversations: [Vec<Message>; 3] = [
        vec![
            Hello { version: VERSION, program: [9; 32], table: vec![piper], pipelines }.into(),
            Open { run: 1, pipeline: 7, params: Bytes::from_static(b"p"), settings: vec![("slice".into(), 1_024)] }
                .into(),
            Job {
                run: 1,
                job: 2,
                part: 1,
                first: 1_000,
                items: 64,
                attempt: 1,
                trial: true,
                members: (0, 64),
                edges: edges.clone(),
            }
            .into(),
            Go { run: 1, job: 2 }.into(),
            Cancel { run: 1 }.into(),
            Close { run: 1 }.into(),
            Bye {}.into(),
        ],
        vec![
            Welcome { version: VERSION, program: [9; 32], slots: 4 }.into(),
            Opened { run: 1 }.into(),
            Running { run: 1, job: 2, offset: 3, since_nanos: 5_000_000_000 }.into(),
            Piece {
                run: 1,
                job: 2,
                part: 1,
                more: true,
                tallies,
                sunk_count: 1,
                halt: Some(Bytes::new()),
                edges,
                ..Piece::default()
            }
            .into(),
        ],
        vec![
            Refuse { differences: vec!["`s.grep` is of version 0.1.0 here".into()] }.into(),
            OpenFailed { run: 1, node: "s.grep".into(), text: "no".into() }.into(),
        ],
    ];
    let bytes = |messages: Vec<Message>| {
        let mut outbox = Outbox::new(&Limits::default());
        for message in messages {
            let put = |out: &mut Vec<u8>| {
                message.put(out);
                Ok::<_, TooLong>(())
            };
            outbox.put(message.kind(), put).expect("it is short");
        }
        chosen(&[7], outbox.pending().to_vec())
    };
    conversations.into_iter().map(bytes).collect()
}

fn items() -> Vec<Vec<u8>> {
    vec![
        chosen(&[2], written(&vec![0.5f64, 1e300])),
        chosen(&[3], written(&vec![vec!["a".to_owned(), String::new()], Vec::new()])),
        chosen(&[4], written(&vec![(); 300])),
        chosen(&[5], written(&Line::from("a line"))),
        chosen(&[7], written(&vec![None, Some(Box::new([1u64, 1 << 20, 3, 4]))])),
    ]
}

#[test]
fn what_is_written_is_what_was_written_before() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let overwrite = std::env::var_os("SEEDS").is_some_and(|seeds| seeds == "overwrite");
    for (target, seeds) in [("items", items()), ("columns", columns()), ("failures", failures()), ("frames", frames())]
    {
        let folder = corpus.join(target);
        for (number, seed) in seeds.into_iter().enumerate() {
            let file = folder.join(format!("{number:02}"));
            if overwrite {
                std::fs::create_dir_all(&folder)
                    .and_then(|()| std::fs::write(&file, &seed))
                    .expect("it can be written");
            }
            let kept = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            assert!(kept == seed, "{} is not what is written today: raise `VERSION`, then overwrite", file.display());
        }
    }
}
