//! Readers of outputs: each takes what waits, and works or sleeps while nothing does.

use std::sync::MutexGuard;
use std::task::Waker;

use super::{Core, Desk, Errands};
use crate::engine::{ImapSet, Input, Next, OutputId, Role};
use crate::error::{ItemError, Lineage};
use crate::flow::column::Column;
use crate::flow::graph::{Litter, Passed};
use crate::flow::place::Ring;
use crate::io;
use crate::plumbing::{keys, panics};

/// What a reader finds at an output.
pub(crate) enum Found<T> {
    /// A piece: what the caller's `take` made of it.
    Piece(T),
    /// Nothing any more.
    Ended,
    /// Nothing before the waker is called; only for readers that do not block.
    Pending,
    /// All progress waits for these outputs.
    Stalled(Vec<String>),
    /// The run ended before its time; told once.
    Failed(ItemError),
}

/// How many jobs an async reader does before others on its executor get a turn.
pub(super) const TURNS_MAX: u32 = 16;

impl<T> Found<T> {
    /// Changes the piece.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Found<U> {
        match self {
            Found::Piece(piece) => Found::Piece(change(piece)),
            Found::Ended => Found::Ended,
            Found::Pending => Found::Pending,
            Found::Stalled(unread) => Found::Stalled(unread),
            Found::Failed(error) => Found::Failed(error),
        }
    }
}

/// How a reader takes the piece of a ticket from where it waits: the run does not know of what type its items are.
pub(crate) trait Take {
    /// Keeps of its entries those that `keeps` keeps, or all.
    fn take(&mut self, ticket: u64, keeps: Option<&mut Keeps<'_>>) -> Taken;
}

/// Whether an entry is kept, by its offset, its path and its failure.
pub(crate) type Keeps<'a> = dyn FnMut(u32, &[u32], Option<&ItemError>) -> bool + 'a;

/// What was taken.
pub(crate) struct Taken {
    passed: Passed,
    /// How many items of the source have no entry among those that were kept; and the others.
    cancelled: u64,
    behind: Option<Litter>,
}

/// The piece of a reader of a ring.
pub(crate) struct Taker<'a, T> {
    ring: &'a Ring<T>,
    piece: Column<T>,
}

impl<'a, T> Taker<'a, T> {
    pub(crate) fn new(ring: &'a Ring<T>) -> Taker<'a, T> {
        Taker { ring, piece: Column::new(0) }
    }

    /// What was taken last.
    pub(crate) fn piece(self) -> Column<T> {
        self.piece
    }
}

impl<T: Send + 'static> Take for Taker<'_, T> {
    fn take(&mut self, ticket: u64, keeps: Option<&mut Keeps<'_>>) -> Taken {
        self.piece = self.ring.take(ticket).unwrap_or_default();
        let (mut cancelled, mut behind) = (0, None::<Litter>);
        if let Some(keeps) = keeps {
            let (kept, items, others) = std::mem::take(&mut self.piece).keep(keeps);
            (self.piece, cancelled) = (kept, items);
            behind = Some(Box::new(|| panics::drop_each(others)));
        }
        Taken { passed: self.piece.passed(), cancelled, behind }
    }
}

impl Core {
    /// Takes the next piece of an output, and works on the run while there is none.
    ///
    /// A reader that blocks helps every pool that lets it; one that gives a waker only moves the line, and returns when there is
    /// nothing to do for it. `taker` gets the piece.
    pub(crate) fn read(&self, output: OutputId, waker: Option<&Waker>, most: u32, taker: &mut dyn Take) -> Found<()> {
        self.begin();
        let actor = self.layout.reader(output);
        // Who waits for something made of many items does not want them one by one.
        let most = if self.layout.is_folded(output) { u32::MAX } else { most };
        let may_help = if waker.is_some() { ImapSet::NONE } else { ImapSet::ALL };
        let role = Role::Reader { output: Some(output), may_help };
        let (mut turns, mut held) = (0, None);
        loop {
            let mut errands = Errands::default();
            let mut desk = held.take().unwrap_or_else(|| self.desk());
            let now = self.now();
            if let Some(next) = desk.engine.next_for(output) {
                let ticket = next.ticket;
                self.take(&mut desk, output, next, taker, &mut errands);
                if std::mem::take(&mut desk.exits[output.index()].wanted) {
                    desk.engine.handle(now, Input::Unwant { output });
                }
                desk.engine.handle(now, Input::Taken { output, ticket });
                self.poll(&mut desk, &mut errands);
                drop(desk);
                self.run_errands(errands);
                return Found::Piece(());
            }
            if let Some(error) = desk.exits[output.index()].failed.take() {
                return Found::Failed(error);
            }
            if desk.exits[output.index()].ended || desk.over {
                self.unwant(&mut desk, output, &mut errands);
                // It will not come back, so nobody may count on it.
                self.handle(&mut desk, Input::Lost { actor }, &mut errands);
                let fault = desk.fault.take();
                drop(desk);
                self.run_errands(errands);
                if let Some(fault) = fault {
                    panic!("{fault}");
                }
                return Found::Ended;
            }
            if let Some(unread) = desk.exits[output.index()].stalled.take() {
                self.unwant(&mut desk, output, &mut errands);
                let unread = unread.iter().map(|output| self.layout.output_name(*output).to_owned()).collect();
                drop(desk);
                self.run_errands(errands);
                return Found::Stalled(unread);
            }
            if !std::mem::replace(&mut desk.exits[output.index()].wanted, true) {
                desk.engine.handle(now, Input::Want { output });
            }
            desk.engine.handle(now, Input::Ask { actor, role, most });
            self.poll(&mut desk, &mut errands);
            match (errands.job.take(), waker) {
                (Some(job), _) => {
                    drop(desk);
                    self.run_errands(errands);
                    self.run_here(actor, job);
                    turns += 1;
                    if let Some(waker) = waker
                        && turns >= TURNS_MAX
                    {
                        // Others on this executor want their turn.
                        waker.wake_by_ref();
                        return Found::Pending;
                    }
                }
                (None, Some(waker)) => {
                    let before = desk.exits[output.index()].waker.replace(waker.clone());
                    drop(desk);
                    // With a waker may go a task, and with that an output of this run.
                    drop(before);
                    self.run_errands(errands);
                    io::flush_before_wait();
                    return Found::Pending;
                }
                (None, None) => held = self.sleep(desk, errands),
            }
        }
    }

    /// A reader that does not block waits no longer.
    pub(crate) fn give_up(&self, output: OutputId) {
        let mut errands = Errands::default();
        self.unwant(&mut self.desk(), output, &mut errands);
        self.run_errands(errands);
    }

    fn unwant(&self, desk: &mut Desk, output: OutputId, errands: &mut Errands) {
        if std::mem::take(&mut desk.exits[output.index()].wanted) {
            self.handle(desk, Input::Unwant { output }, errands);
        }
    }

    /// Takes the piece that waits, and writes it into the books.
    fn take(&self, desk: &mut Desk, output: OutputId, next: Next, taker: &mut dyn Take, errands: &mut Errands) {
        let ticket = next.ticket.0;
        let Taken { passed, cancelled, behind } = match desk.halts.iter().any(Option::is_some) {
            false => taker.take(ticket, None),
            true => self.up_to_halt(desk, output, next, taker),
        };
        errands.litter.extend(behind);
        desk.books.passed(output, next, passed, cancelled);
    }

    /// Takes what comes up to the failure that stopped the run, in lineage and in order.
    #[cold]
    fn up_to_halt(&self, desk: &mut Desk, output: OutputId, next: Next, taker: &mut dyn Take) -> Taken {
        let domain = self.layout.plan.outputs[output.index()].domain;
        let first = next.first + self.offset(domain);
        let Desk { halts, exits, .. } = desk;
        let halted = &mut exits[output.index()].halted;
        let last = halts[domain.index()].as_ref().map(ItemError::lineage);
        let mut keeps = |off: u32, path: &[u32], failure: Option<&ItemError>| {
            let here = keys::lineage(first + u64::from(off), path);
            // A batch is where its first member is: the failure that stopped the run may be in it.
            let here = here.since.as_deref().unwrap_or(&here);
            // Whatever became of the failed item's own lineage is not behind it.
            let common = |last: &Lineage| here.path.len().min(last.path.len());
            let behind =
                |last: &Lineage| (here.seq, &here.path[..common(last)]) > (last.seq, &last.path[..common(last)]);
            let keeps = !*halted && !last.is_some_and(behind);
            if let Some(error) = failure {
                *halted |= keeps && halts.iter().flatten().any(|halt| error.holds(halt));
            }
            keeps
        };
        taker.take(next.ticket.0, Some(&mut keeps))
    }

    /// Waits until something happened; the caller looks what. It may have the lock again then.
    pub(super) fn sleep<'a>(&'a self, desk: MutexGuard<'a, Desk>, errands: Errands) -> Option<MutexGuard<'a, Desk>> {
        if !errands.is_empty() {
            // What they wake may be this very reader, and may come back here: so not under the lock, and the caller looks again.
            drop(desk);
            self.run_errands(errands);
            return None;
        }
        if io::holds_back() {
            drop(desk);
            self.run_errands(errands);
            io::flush_before_wait();
            return None;
        }
        Some(self.bell.wait(&self.desk, desk, |desk| &mut desk.listeners))
    }
}
