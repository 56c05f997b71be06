//! What a run is to a lease: the books that it writes into, and the word that it is wanted back.

use std::sync::atomic::Ordering;

use super::{Core, Errands};
use crate::engine::{DomainId, Input, OutputId};
use crate::flow::graph::Passed;
use crate::plumbing::Cx;

impl Core {
    /// Whether some pool's pipers never leave it.
    pub(crate) fn is_strict(&self) -> bool {
        self.layout.plan.imaps.iter().any(|imap| imap.strict)
    }

    /// Where a lease is: with the reader of the only output.
    pub(crate) fn lease_cx(&self) -> Cx {
        self.cx(self.layout.reader(OutputId(0)))
    }

    /// What a lease did since it last said so. `offset`: how many items it took in all.
    pub(crate) fn leased(&self, took: u64, passed: Passed, offset: u64, cx: &mut Cx) {
        self.offset.store(offset, Ordering::Relaxed);
        let mut desk = self.desk();
        desk.books.accepted(DomainId(0), took);
        desk.books.leased(OutputId(0), passed);
        desk.books.counted(0, cx);
        if let Some(error) = &cx.fatal {
            desk.fatal.get_or_insert_with(|| error.clone());
        }
    }

    /// Wants a lease back.
    pub(super) fn recall(&self) {
        self.recall.want();
    }

    /// Whether a lease is to be given back.
    #[inline(always)]
    pub(crate) fn is_recalled(&self) -> bool {
        self.recall.is_wanted()
    }

    /// A lease takes the source.
    pub(crate) fn begin_lease(&self) {
        self.desk().leased = true;
    }

    /// The lease is given back. Returns whether no more input is wanted.
    pub(crate) fn end_lease(&self) -> bool {
        let mut errands = Errands::default();
        let stop = {
            let mut desk = self.desk();
            desk.leased = false;
            let stop = self.stopping.load(Ordering::Relaxed);
            if stop {
                self.handle(&mut desk, Input::Stop, &mut errands);
            }
            stop
        };
        self.run_errands(errands);
        stop
    }
}
