//! What a driver and a worker say to each other.

use std::time::Duration;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::frame::{Kind, begin, end};
use super::{Malformed, Reader, item};
use crate::flow::drive::{At, Ran};
use crate::plumbing::{Cx, Tally};

/// Of this protocol.
const VERSION: u16 = 1;

impl Kind {
    /// From a worker that has begun.
    pub(crate) const HELLO: Kind = Kind(1);
    /// To a worker: a run begins.
    pub(crate) const OPEN: Kind = Kind(2);
    /// To a worker: a turn of a part.
    pub(crate) const ORDER: Kind = Kind(3);
    /// To a worker: a run is over.
    pub(crate) const CLOSE: Kind = Kind(4);
    /// From a worker: what came of a turn.
    pub(crate) const ANSWER: Kind = Kind(5);
    /// From a worker: it cannot work for a run.
    pub(crate) const REFUSE: Kind = Kind(6);
}

/// A run begins.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Open<'a> {
    pub(crate) pipeline: &'a str,
    /// Tickets that can be in flight.
    pub(crate) window: u32,
    pub(crate) imap: &'a str,
    pub(crate) worker: u32,
    #[serde(skip)]
    pub(crate) luggage: &'a [u8],
}

impl<'a> Open<'a> {
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<Open<'a>, Malformed> {
        let mut open: Open<'a> = item::get_value(reader)?;
        open.luggage = std::mem::take(&mut reader.rest);
        Ok(open)
    }

    pub(crate) fn frame(&self, run: u32) -> Bytes {
        let mut out = Vec::with_capacity(64 + self.luggage.len());
        let begun = begin(Kind::OPEN, run, &mut out);
        plain(self, &mut out);
        out.extend_from_slice(self.luggage);
        end(begun, 0, &mut out);
        out.into()
    }
}

/// Puts what has no error into bytes.
fn plain(value: &impl Serialize, out: &mut Vec<u8>) {
    item::put_value(value, out).expect("messages are made of numbers and texts");
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
        item::get_value(reader)
    }

    /// What stands before the columns, of which there are so many bytes.
    pub(crate) fn head(&self, run: u32, columns: usize) -> Bytes {
        let mut out = Vec::with_capacity(64);
        let begun = begin(Kind::ORDER, run, &mut out);
        plain(self, &mut out);
        end(begun, columns, &mut out);
        out.into()
    }
}

/// What came of a turn. What it laid follows.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) part: u16,
    pub(crate) ticket: u64,
    pub(crate) done: bool,
    pub(crate) waits: Option<u16>,
    pub(crate) took: u32,
    pub(crate) rests: Option<Duration>,
    pub(crate) busy: Duration,
    tallies: Vec<(u16, Tally)>,
}

impl Answer {
    pub(crate) fn of(part: u16, at: At, ran: Ran, busy: Duration, cx: &mut Cx) -> Answer {
        let Ran { done, waits, took, rests, .. } = ran;
        let tallies = cx.tallies.iter_mut().enumerate().filter(|(_, tally)| **tally != Tally::default());
        let tallies = tallies.map(|(op, tally)| (op as u16, std::mem::take(tally))).collect();
        Answer { part, ticket: at.ticket, done, waits, took, rests, busy, tallies }
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Answer, Malformed> {
        item::get_value(reader)
    }

    /// Begins the frame; the columns follow.
    pub(crate) fn begin(&self, run: u32, out: &mut Vec<u8>) -> usize {
        let begun = begin(Kind::ANSWER, run, out);
        plain(self, out);
        begun
    }

    /// Counts here what the worker counted.
    pub(crate) fn fill(&self, cx: &mut Cx) {
        for (op, tally) in &self.tallies {
            if let Some(into) = cx.tallies.get_mut(usize::from(*op)) {
                into.add(*tally);
            }
        }
    }
}

/// A run is over.
pub(crate) fn close(run: u32) -> Bytes {
    let mut out = Vec::new();
    let begun = begin(Kind::CLOSE, run, &mut out);
    end(begun, 0, &mut out);
    out.into()
}

/// A worker has begun.
pub(crate) fn hello(out: &mut Vec<u8>) {
    let begun = begin(Kind::HELLO, 0, out);
    plain(&VERSION, out);
    end(begun, 0, out);
}

/// A worker cannot work for a run.
pub(crate) fn refuse(run: u32, why: &str, out: &mut Vec<u8>) {
    let begun = begin(Kind::REFUSE, run, out);
    plain(&why, out);
    end(begun, 0, out);
}
