//! What fuzz targets and benches call. Each takes any bytes; it must neither panic, nor take long, nor take much memory.

use std::fmt::Debug;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::{Names, get_error, put_error};
use super::frame::{Frame, Inbox};
use super::greeting::Greeting;
use super::message::{self, Answer, Open, Order};
use super::reader::Reader;
use super::{Limits, Malformed, item};
use crate::flow::column::Column;
use crate::flow::column::coded::Shape;
use crate::plumbing::keys;

const NAMES: Names<'_> = Names { pipeline: "P", inputs: &["x", "y"], imaps: &["w"] };

/// Reads all of a body.
fn whole<T>(body: &Bytes, read: impl FnOnce(&mut Reader<'_>) -> Result<T, Malformed>) -> Option<T> {
    let mut reader = Reader::new(body, &Limits::default());
    let value = read(&mut reader).ok()?;
    reader.end().ok()?;
    Some(value)
}

/// Reads an item.
pub fn decode<T: DeserializeOwned + 'static>(body: &Bytes) -> Option<T> {
    whole(body, item::get)
}

/// Reads so many items of a column.
pub fn decode_all<T: DeserializeOwned + 'static>(body: &Bytes, count: usize, out: &mut Vec<T>) -> Option<()> {
    whole(body, |reader| item::get_all(reader, count, out))
}

/// Writes an item.
pub fn encode<T: Serialize + 'static>(item: &T, out: &mut Vec<u8>) {
    item::put(item, out).expect("it was read");
}

/// Writes the items of a column.
pub fn encode_all<T: Serialize + 'static>(items: &Vec<T>, out: &mut Vec<u8>) {
    item::put_all(items, out).expect("they can be written");
}

/// An item: what could be read is the same when it is written and read again. Compared as bytes, because of floats.
pub fn item<T: Serialize + DeserializeOwned + 'static>(data: &[u8]) {
    let Some(first) = decode::<T>(&Bytes::copy_from_slice(data)) else { return };
    let mut once = Vec::new();
    encode(&first, &mut once);
    let second: T = decode(&Bytes::from(once.clone())).expect("what was written can be read");
    let mut twice = Vec::new();
    encode(&second, &mut twice);
    assert_eq!(once, twice);
}

/// A column, whose depth is the first byte: what could be read can be walked through.
pub fn column<T: Serialize + DeserializeOwned + Debug + 'static>(data: &[u8]) {
    let Some((depth, data)) = data.split_first() else { return };
    let shape = Shape { depth: usize::from(depth % 8), first: 50, items: 100, entries_max: 1_000, names: NAMES };
    let read = |bytes: &[u8]| whole(&Bytes::copy_from_slice(bytes), |reader| Column::<T>::decode::<T>(reader, &shape));
    let Some(first) = read(data) else { return };
    let mut once = Vec::new();
    first.encode::<T>(&mut once).expect("it was read");
    let second = read(&once).expect("what was written can be read");
    let mut twice = Vec::new();
    second.encode::<T>(&mut twice).expect("it was read");
    assert_eq!(once, twice);
    let (mut entries, mut path) = (first.into_entries(), Vec::new());
    while let Some((off, _)) = entries.next(&mut path) {
        let _ = keys::lineage(shape.first + u64::from(off), &path);
        let _ = keys::range(shape.first + u64::from(off), &path);
    }
}

/// A failure.
pub fn failure(data: &[u8]) {
    let read = |bytes: &[u8]| whole(&Bytes::copy_from_slice(bytes), |reader| get_error(reader, &NAMES));
    let Some(first) = read(data) else { return };
    let mut once = Vec::new();
    put_error(&first, &mut once);
    let second = read(&once).expect("what was written can be read");
    assert_eq!(format!("{first:?}{first:#}"), format!("{second:?}{second:#}"));
}

/// A stream of frames, cut where its first byte says, and the messages in them.
pub fn frames(data: &[u8]) {
    let Some((cut, data)) = data.split_first() else { return };
    let limits = Limits { frame_bytes_max: 1 << 16, ..Limits::default() };
    let mut inbox = Inbox::new(&limits);
    for piece in data.chunks(usize::from(*cut).max(1)) {
        inbox.feed(piece);
        while let Ok(Some(frame)) = inbox.next() {
            message(&frame, &limits);
            greeting(&frame, &limits);
        }
    }
}

/// The one frame that is in these bytes.
fn single(bytes: &[u8], limits: &Limits) -> Frame {
    let mut inbox = Inbox::new(limits);
    inbox.feed(bytes);
    inbox.next().expect("it is whole").expect("all of it is there")
}

fn message(frame: &Frame, limits: &Limits) {
    let Ok((run, mut reader)) = message::opened(frame, limits) else { return };
    match frame.kind {
        message::OPEN => {
            let Ok(open) = Open::read(&mut reader) else { return };
            let again = single(&open.frame(run), limits);
            let (_, mut reader) = message::opened(&again, limits).expect("it was written");
            assert_eq!(format!("{open:?}"), format!("{:?}", Open::read(&mut reader).expect("it was written")));
        }
        message::ORDER => {
            let _ = Order::read(&mut reader);
        }
        message::ANSWER => {
            let _ = Answer::read(&mut reader, &NAMES);
        }
        _ => {}
    }
}

fn greeting(frame: &Frame, limits: &Limits) {
    let Ok(greeting) = Greeting::get(frame, limits) else { return };
    let mut out = Vec::new();
    greeting.put(&mut out);
    assert_eq!(Greeting::get(&single(&out, limits), limits), Ok(greeting));
}
