//! Items one by one: between two looks at the books each costs what its pipers cost, and about twenty instructions.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use super::{Inside, Lease, Solo, Through, failed_source};
use crate::error::ItemError;
use crate::flow::drive::Work;
use crate::flow::source::{More, Source};
use crate::plumbing::{Slot, panics};

/// Items between two entries in the books, at most, where a reader takes them one by one; and the longest time that there should be between two.
const QUICK_MAX: u32 = 1024;
const QUICK_FOR: Duration = Duration::from_millis(1);
/// Items in a row that come to nothing before somebody looks.
const GONE_MAX: u32 = 256;

impl<G: Solo, S: Source> Lease<G, S> {
    /// The next item, if it comes without a look at anything.
    #[inline(always)]
    pub(super) fn single<Out>(&mut self) -> Option<Result<Out, ItemError>>
    where
        G: Through<S::Item, Out>,
    {
        if G::PLACED {
            return None;
        }
        for _ in 0..GONE_MAX {
            if self.left == 0 || self.core.is_recalled() {
                return None;
            }
            let seq = self.seq + u64::from(self.lot - self.left);
            let source = self.source.as_mut()?;
            let (graph, work) = (&self.live.graph, &mut *self.work);
            let (left, inside, strange) = (&mut self.left, &mut self.inside, &mut self.strange);
            *inside = Inside::Source;
            let ran = panics::catch_prepared(|| {
                let item = source.one()?;
                *left -= 1;
                *inside = Inside::Part;
                if !G::DENSE {
                    work.cx().number(seq);
                }
                let slot = match item {
                    Ok(value) => Slot::Val(value),
                    Err(error) => {
                        *strange += 1;
                        Slot::Fail(failed_source(work.cx(), seq, error))
                    }
                };
                Ok(graph.solo(work, slot))
            });
            match ran {
                Ok(Ok(Slot::Val(value))) => return Some(Ok(value)),
                Ok(Ok(Slot::Gone)) => {
                    self.gone += 1;
                    if self.work.cx().must_stop() {
                        return None;
                    }
                }
                ran => return self.rare(ran),
            }
        }
        None
    }

    /// Counts what was given without a look.
    pub(super) fn settle(&mut self, errors: u64) {
        let begun = u64::from(self.lot - self.left);
        self.lot = self.left;
        self.seq += begun;
        let gone = std::mem::take(&mut self.gone);
        self.count(begun, errors, gone);
    }

    /// Tells the books, and sets how many items there will be before the next look.
    pub(super) fn look(&mut self) {
        self.tell();
        let now = Instant::now();
        let slow = now - std::mem::replace(&mut self.looked, now) > QUICK_FOR;
        self.look = if slow { (self.look / 2).max(1) } else { (self.look * 2).min(QUICK_MAX) };
        (self.lot, self.left) = (self.look, self.look);
    }

    /// What is not simply an item.
    #[cold]
    #[inline(never)]
    fn rare<Out>(&mut self, ran: Result<Result<Slot<Out>, More>, panics::Panic>) -> Option<Result<Out, ItemError>>
    where
        G: Through<S::Item, Out>,
    {
        match ran {
            Ok(Ok(Slot::Val(value))) => Some(Ok(value)),
            Ok(Ok(Slot::Fail(error))) => {
                self.settle(1);
                // Whether anything may follow is seen by whoever looks next.
                (self.lot, self.left) = (0, 0);
                Some(Err(error))
            }
            Ok(Ok(Slot::Gone)) => None,
            Ok(Err(more)) => {
                self.settle(0);
                if more == More::Never {
                    self.end();
                }
                None
            }
            Err(panic) => {
                let inside = self.inside;
                self.gone += u64::from(inside == Inside::Part);
                self.settle(0);
                (self.lot, self.left) = (0, 0);
                let (more, flow) = self.lost(inside, panic.into_cause(), (), &mut |(), item| ControlFlow::Break(item));
                if more == More::Never {
                    self.end();
                }
                flow.break_value()
            }
        }
    }
}
