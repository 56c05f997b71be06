//! What the process that reads and a worker say to each other.

use std::time::Duration;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::error::{Names, get_error, get_errors, put_error, put_errors};
pub(crate) use super::frame::end;
use super::frame::{self, Frame};
use super::item;
use super::reader::{Reader, put_bytes, put_maybe, put_varint};
use super::{Limits, Malformed};
use crate::error::ItemError;
use crate::flow::drive::{At, Ran};
use crate::plumbing::cx::SUNK_MAX;
use crate::plumbing::{Cx, Tally};

/// Of this protocol. A worker of another version is none.
pub(crate) const VERSION: u32 = 1;

/// From a worker: it has begun, and speaks this version.
pub(crate) const HELLO: u8 = 1;
/// To a worker: a run begins.
pub(crate) const OPEN: u8 = 2;
/// To a worker: a turn of a part.
pub(crate) const ORDER: u8 = 3;
/// To a worker: a run is over.
pub(crate) const CLOSE: u8 = 4;
/// From a worker: what came of a turn.
pub(crate) const ANSWER: u8 = 5;
/// From a worker: it cannot work for a run.
pub(crate) const REFUSE: u8 = 6;

/// Begins a frame of a run in a buffer: the rest of its body follows.
pub(crate) fn begin(kind: u8, run: u32, out: &mut Vec<u8>) -> usize {
    let begun = frame::begin(kind, out);
    out.extend_from_slice(&run.to_le_bytes());
    begun
}

/// The run of which a frame is, and what it says.
pub(crate) fn opened<'a>(frame: &'a Frame, limits: &Limits) -> Result<(u32, Reader<'a>), Malformed> {
    let mut reader = Reader::new(&frame.body, limits);
    let run = u32::from_le_bytes(reader.array()?);
    Ok((run, reader))
}

/// Puts what has no error of its own into bytes.
fn plain<T: Serialize + 'static>(value: &T, out: &mut Vec<u8>) {
    item::put(value, out).expect("messages are made of numbers and texts");
}

/// A run begins.
#[derive(Debug)]
pub(crate) struct Open<'a> {
    pub(crate) pipeline: &'a str,
    /// Tickets that can be in flight.
    pub(crate) window: u32,
    /// Which worker of which IMap it is.
    pub(crate) imap: &'a str,
    pub(crate) worker: u32,
    /// All IMaps of the run.
    pub(crate) imaps: Vec<&'a str>,
    pub(crate) luggage: Bytes,
}

impl<'a> Open<'a> {
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<Open<'a>, Malformed> {
        let (pipeline, window) = (reader.text()?, reader.number()?);
        let (imap, worker) = (reader.text()?, reader.number()?);
        let imaps = (0..reader.length()?).map(|_| reader.text()).collect::<Result<_, _>>()?;
        let luggage = reader.shared()?;
        reader.end()?;
        Ok(Open { pipeline, window, imap, worker, imaps, luggage })
    }

    pub(crate) fn frame(&self, run: u32) -> Bytes {
        let Open { pipeline, window, imap, worker, imaps, luggage } = self;
        let mut out = Vec::with_capacity(128 + luggage.len());
        let begun = begin(OPEN, run, &mut out);
        put_bytes(pipeline, &mut out);
        put_varint((*window).into(), &mut out);
        put_bytes(imap, &mut out);
        put_varint((*worker).into(), &mut out);
        put_varint(imaps.len() as u64, &mut out);
        imaps.iter().for_each(|imap| put_bytes(imap, &mut out));
        put_bytes(luggage, &mut out);
        end(begun, 0, &mut out);
        out.into()
    }
}

/// One turn of a part. What waits for it follows.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Order {
    /// One more with each that a worker is sent.
    pub(crate) order: u64,
    pub(crate) part: u16,
    pub(crate) at: At,
    /// One entry after the other, each of which is told before.
    pub(crate) singly: bool,
    /// What comes of it is known.
    pub(crate) mute: bool,
}

impl Order {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Order, Malformed> {
        item::get(reader)
    }

    /// What stands before the columns, of which there are so many bytes.
    pub(crate) fn head(&self, run: u32, columns: usize) -> Bytes {
        let mut out = Vec::with_capacity(64);
        let begun = begin(ORDER, run, &mut out);
        plain(self, &mut out);
        end(begun, columns, &mut out);
        out.into()
    }
}

/// What came of a turn. What it laid follows.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) turn: Turn,
    /// Failed items of sinks, and how many there are, listed or not.
    sunk: Vec<ItemError>,
    sunk_count: u64,
    /// Why no item may follow.
    halt: Option<ItemError>,
    fatal: Option<ItemError>,
    unread: bool,
}

/// What the engine is told of a turn.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Turn {
    pub(crate) order: u64,
    pub(crate) done: bool,
    pub(crate) waits: Option<u16>,
    pub(crate) took: u32,
    pub(crate) rests: Option<Duration>,
    pub(crate) busy: Duration,
    tallies: Vec<(u16, Tally)>,
}

impl Answer {
    pub(crate) fn of(order: u64, ran: Ran, busy: Duration, cx: &mut Cx) -> Answer {
        let Ran { done, waits, took, rests, .. } = ran;
        let tallies = cx.tallies.iter_mut().enumerate().filter(|(_, tally)| **tally != Tally::default());
        let tallies = tallies.map(|(op, tally)| (op as u16, std::mem::take(tally))).collect();
        Answer {
            turn: Turn { order, done, waits, took, rests, busy, tallies },
            sunk: std::mem::take(&mut cx.sunk),
            sunk_count: std::mem::take(&mut cx.sunk_count),
            halt: cx.halt.take(),
            fatal: cx.fatal.take(),
            unread: std::mem::take(&mut cx.unread),
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>, names: &Names<'_>) -> Result<Answer, Malformed> {
        let turn = item::get(reader)?;
        let sunk = get_errors(reader, SUNK_MAX, names)?;
        Ok(Answer {
            turn,
            sunk,
            sunk_count: reader.varint()?,
            halt: reader.maybe(|reader| get_error(reader, names))?,
            fatal: reader.maybe(|reader| get_error(reader, names))?,
            unread: reader.flag()?,
        })
    }

    /// Begins the frame; the columns follow.
    pub(crate) fn begin(&self, run: u32, out: &mut Vec<u8>) -> usize {
        let Answer { turn, sunk, sunk_count, halt, fatal, unread } = self;
        let begun = begin(ANSWER, run, out);
        plain(turn, out);
        put_errors(sunk, out);
        put_varint(*sunk_count, out);
        put_maybe(halt.as_ref(), out, put_error);
        put_maybe(fatal.as_ref(), out, put_error);
        out.push(u8::from(*unread));
        begun
    }

    /// Puts down here what the worker counted and found.
    pub(crate) fn fill(self, cx: &mut Cx) {
        for (op, tally) in self.turn.tallies {
            if let Some(into) = cx.tallies.get_mut(usize::from(op)) {
                into.add(tally);
            }
        }
        cx.sunk.extend(self.sunk);
        cx.sunk_count += self.sunk_count;
        cx.halt = cx.halt.take().or(self.halt);
        cx.fatal = cx.fatal.take().or(self.fatal);
        cx.unread |= self.unread;
    }
}

/// A run is over.
pub(crate) fn close(run: u32) -> Bytes {
    let mut out = Vec::new();
    let begun = begin(CLOSE, run, &mut out);
    end(begun, 0, &mut out);
    out.into()
}

/// A worker has begun.
pub(crate) fn hello(out: &mut Vec<u8>) {
    let begun = begin(HELLO, 0, out);
    put_varint(VERSION.into(), out);
    end(begun, 0, out);
}

/// A worker cannot work for a run.
pub(crate) fn refuse(run: u32, why: &str, out: &mut Vec<u8>) {
    let begun = begin(REFUSE, run, out);
    put_bytes(why, out);
    end(begun, 0, out);
}
