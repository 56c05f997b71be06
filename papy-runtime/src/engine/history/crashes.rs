//! Judges P7: who is charged for a crash, who is given up, and that each item of a chunk is settled once.

use std::collections::BTreeMap;

use crate::engine::bisect::{Again, Span};

/// A worker died with a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crash {
    /// Items of the chunk.
    pub items: u32,
    /// So many of them were done.
    pub kept: u32,
    /// Of these one was running.
    pub running: Span,
}

/// What is known of a chunk with which a worker died.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    items: u32,
    settled: u32,
    charges: BTreeMap<u32, u32>,
}

impl Chunk {
    pub(super) fn crash(&mut self, crash: Crash) -> Result<(), String> {
        let Crash { items, kept, running } = crash;
        if self.items != 0 && self.items != items {
            return Err(format!("P2: a chunk of {} items has {items}", self.items));
        }
        (self.items, self.settled) = (items, self.settled.max(kept));
        if running.len() == 1 {
            *self.charges.entry(running.from).or_default() += 1;
        }
        Ok(())
    }

    /// A step is handed out where an item may crash so many workers.
    pub(super) fn step(&self, again: Again, attempts: u32) -> Result<(), String> {
        let Again { span, attempt, give_up, last } = again;
        if span.from != self.settled || span.is_empty() || span.to > self.items {
            return Err(format!("P1: {span:?} is next where {} of {} items are settled", self.settled, self.items));
        }
        if last != (span.to == self.items) {
            return Err(format!("P2: {span:?} of {} items, and last: {last}", self.items));
        }
        let charged = self.charges.get(&span.from).copied().unwrap_or(0);
        if span.len() > 1 && self.charges.range(span.from..span.to).next().is_some() {
            return Err(format!("P7: neighbours run with an item that crashed, in {span:?}"));
        }
        match give_up {
            true if charged < attempts || attempt != charged => {
                Err(format!("P7: item {} is given up after {charged} crashes of {attempts}", span.from))
            }
            false if charged >= attempts => Err(format!("P7: item {} runs after {charged} crashes", span.from)),
            false if attempt != charged + 1 => Err(format!("P7: attempt {attempt} after {charged} crashes")),
            _ => Ok(()),
        }
    }

    /// Items are settled. True if that was all.
    pub(super) fn settle(&mut self, span: Span) -> Result<bool, String> {
        if span.from != self.settled {
            return Err(format!("P1: {span:?} is settled where {} items are", self.settled));
        }
        self.settled = span.to;
        Ok(self.settled == self.items)
    }
}
