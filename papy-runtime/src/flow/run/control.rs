//! What handles do to a run: stop, cancel, pause, watch, finish.

use std::sync::atomic::Ordering;
use std::time::Duration;

use super::reading::TURNS_MAX;
use super::{Core, Desk, Errands};
use crate::engine::{ImapSet, Input, OutputId, Role};
use crate::error::{Error, Result};
use crate::flow::report::{Report, Stats};
use crate::flow::trace;
use crate::flow::waiter::Waiter;
use crate::io;

impl Core {
    fn wall(&self, desk: &Desk) -> Duration {
        desk.ended.unwrap_or_else(|| self.begun.elapsed())
    }

    /// Says what a run is told that is not over.
    fn told(&self, what: &'static str) {
        if !self.desk().over {
            trace::run_told(self.info.pipeline, what);
        }
    }

    fn finished(&self) -> Result<Report> {
        let mut desk = self.desk();
        desk.fault = None;
        desk.books.balance()?;
        if let Some(cause) = &desk.fatal {
            return Err(Error::Run { pipeline: self.info.pipeline, cause: cause.clone() });
        }
        desk.books.report(self.wall(&desk), &desk.engine)
    }
}

/// What handles and outputs do to a run.
impl Core {
    /// Takes no more input, and finishes what was accepted.
    pub(crate) fn stop(&self) {
        self.told("stop");
        self.stopping.store(true, Ordering::Relaxed);
        self.recall();
        let mut errands = Errands::default();
        {
            let mut desk = self.desk();
            // A lease finishes its item first, and ends the run when it is given back.
            if !desk.leased {
                self.handle(&mut desk, Input::Stop, &mut errands);
            }
        }
        self.run_errands(errands);
        self.machine.interrupt();
    }

    /// Begins nothing more.
    pub(crate) fn cancel(&self) {
        self.told("cancel");
        self.stopping.store(true, Ordering::Relaxed);
        self.recall();
        self.cancelled.store(true, Ordering::SeqCst);
        self.tell(Input::Cancel);
        self.call_attendants();
        self.machine.interrupt();
        // Carriers whose workers are at something sleep until those answer, which they may never do.
        self.pools().iter().filter(|pool| pool.carries()).for_each(|pool| pool.wake(u32::MAX));
    }

    /// Dispatches no new items, or does again.
    pub(crate) fn pause(&self, pause: bool) {
        if pause {
            self.recall();
        }
        self.paused.store(pause, Ordering::Relaxed);
        self.tell(if pause { Input::Pause } else { Input::Resume });
        self.call_attendants();
    }

    /// Nobody reads this output any more.
    pub(crate) fn drop_output(&self, output: OutputId) {
        let mut errands = Errands::default();
        let cancelled = {
            let mut desk = self.desk();
            // One that was read to its end is let go of: what sinks still do goes on.
            if !desk.exits[output.index()].ended {
                self.handle(&mut desk, Input::OutputDropped { output }, &mut errands);
            }
            desk.engine.is_cancelled()
        };
        if !self.cancelled.fetch_or(cancelled, Ordering::SeqCst) && cancelled {
            self.told("cancel");
        }
        self.run_errands(errands);
        if cancelled {
            self.call_attendants();
        }
    }

    /// What the run did so far.
    pub(crate) fn stats(&self) -> Stats {
        let desk = self.desk();
        let mut stats = desk.books.stats(self.wall(&desk), &desk.engine);
        for (_, actor, _) in self.polls.running() {
            if let Some(imap) = self.layout.imap_of(actor) {
                stats.imaps[imap.index()].busy += 1;
            }
        }
        stats
    }

    /// Whether the run is over, and how many threads do its jobs or feed its sources; the task is woken when this may have changed.
    pub(crate) fn left(&self, waiter: &Waiter) -> (bool, usize) {
        self.feeders.watch(waiter);
        let over = {
            let mut desk = self.desk();
            if !desk.over {
                desk.finishers.add(waiter);
            }
            desk.over
        };
        let running = self.works.iter().filter(|work| work.try_lock().is_err()).count();
        (over, running + self.feeders.count())
    }

    /// Whoever drives throws away what comes out of these outputs.
    pub(crate) fn release(&self, unread: &[OutputId]) {
        let mut errands = Errands::default();
        {
            let mut desk = self.desk();
            desk.unread.extend_from_slice(unread);
            for &output in unread {
                desk.exits[output.index()].wanted = true;
                self.handle(&mut desk, Input::Want { output }, &mut errands);
            }
        }
        self.run_errands(errands);
    }

    /// Whoever drove goes before the end.
    pub(crate) fn leave(&self) {
        let mut errands = Errands::default();
        {
            let mut desk = self.desk();
            desk.driven = false;
            self.handle(&mut desk, Input::Lost { actor: self.layout.finisher() }, &mut errands);
            errands.wakers.extend(desk.finishers.take());
            errands.bell |= desk.listeners.any();
            self.ring(&desk, &mut errands);
        }
        self.run_errands(errands);
    }

    /// Drives the run to its end; `None` when there is nothing to do before the task is woken. One at a time drives, which is
    /// noted in `drives`; others wait.
    pub(crate) fn finish(&self, waiter: Option<&Waiter>, drives: &mut bool) -> Option<Result<Report>> {
        self.begin();
        let actor = self.layout.finisher();
        let may_help = if waiter.is_some() { ImapSet::NONE } else { ImapSet::ALL };
        let role = Role::Reader { output: None, may_help };
        let mut turns = 0;
        loop {
            let mut errands = Errands::default();
            let mut desk = self.desk();
            if desk.over {
                drop(desk);
                return Some(self.finished());
            }
            if desk.driven && !*drives {
                match waiter {
                    Some(waiter) => desk.finishers.add(waiter),
                    None => {
                        drop(self.sleep(desk, errands));
                        continue;
                    }
                }
                return None;
            }
            (desk.driven, *drives) = (true, true);
            let waiting = desk.unread.iter().find_map(|output| Some((*output, desk.engine.next_for(*output)?)));
            if let Some((output, piece)) = waiting {
                self.discard(&mut desk, output, piece, &mut errands);
                self.handle(&mut desk, Input::Taken { output, ticket: piece.ticket }, &mut errands);
                drop(desk);
                self.run_errands(errands);
                continue;
            }
            self.handle(&mut desk, Input::Ask { actor, role, most: u32::MAX }, &mut errands);
            match (errands.job.take(), waiter) {
                (Some(job), _) => {
                    drop(desk);
                    self.run_errands(errands);
                    self.run_here(actor, job);
                    turns += 1;
                    if let Some(waiter) = waiter
                        && turns >= TURNS_MAX
                    {
                        waiter.waker().wake();
                        return None;
                    }
                }
                (None, Some(waiter)) => {
                    desk.finishers.add(waiter);
                    // A piece of what is thrown away wakes whoever drives, as it would wake a reader.
                    let Desk { unread, exits, .. } = &mut *desk;
                    let wakers = unread.iter().map(|output| exits[output.index()].waker.replace(waiter.waker()));
                    let before: Vec<_> = wakers.collect();
                    drop(desk);
                    drop(before);
                    self.run_errands(errands);
                    io::flush_before_wait();
                    return None;
                }
                (None, None) => drop(self.sleep(desk, errands)),
            }
        }
    }
}

#[cfg(feature = "io")]
impl io::Interruptible for Core {
    fn stop(&self) {
        Core::stop(self);
    }

    fn cancel(&self) {
        Core::cancel(self);
    }
}
