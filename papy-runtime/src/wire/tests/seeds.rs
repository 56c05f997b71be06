//! What fuzz targets begin with, and what the protocol looks like: a change of these bytes is another version of it.
//!
//! `SEEDS=overwrite cargo test -p papy-runtime --lib seeds` writes them anew.

use std::path::Path;

use bytes::Bytes;

use super::super::error::put_error;
use super::super::greeting::{Greeting, Hello, PipelineEntry, PiperEntry, Refuse, Welcome};
use super::super::message::{self, Open, Order, VERSION};
use super::columns::{causes, failed};
use super::written;
use crate::error::{Cause, ItemError, Origin, Worker};
use crate::flow::column::{Column, Remember};
use crate::flow::drive::At;
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
    plain.encode::<u64>(&mut bytes[0]).expect("numbers can be written");
    deep.encode::<String>(&mut bytes[1]).expect("text can be written");
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
    let open = Open {
        pipeline: "P",
        window: 64,
        imap: "w",
        worker: 3,
        imaps: vec!["w", "v"],
        luggage: Bytes::from_static(b"luggage"),
    };
    let at = At { ticket: 5, domain: 0, first: 1_000, resumed: false, end: false, last: true };
    let order = Order { order: 9, part: 1, at, singly: false, mute: true };
    let mut worker = Vec::new();
    message::hello(&mut worker);
    message::refuse(1, "no", &mut worker);
    let piper = PiperEntry {
        name: "s.grep".into(),
        crate_version: "0.1.0".into(),
        signature: "(&str) -> bool".into(),
        rates: "1:1".into(),
        schema: Some(1 << 100),
    };
    let pipelines = vec![PipelineEntry { id: 7, name: "P".into() }];
    let greetings = [
        Greeting::Hello(Hello { version: VERSION, program: [9; 32], table: vec![piper], pipelines }),
        Greeting::Welcome(Welcome { version: VERSION, program: [9; 32], slots: 4 }),
        Greeting::Refuse(Refuse { differences: vec!["`s.grep` is another here".into()] }),
    ];
    let mut far = Vec::new();
    greetings.iter().for_each(|greeting| greeting.put(&mut far));
    let driver = [&open.frame(1)[..], &order.head(1, 0)[..], &message::close(1)[..]].concat();
    [driver, worker, far].map(|bytes| chosen(&[7], bytes)).into()
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
