//! Turns of workers outside of this process: what waits for a part goes there as bytes, and what the part laid there comes back so.
//!
//! A worker keeps what it parked. Whoever the engine gives the next turn hands it to that worker's carrier. What is parked is lost with the worker, so
//! the turns that led there are kept, and are done again, unheard, by the next one.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::atomic::Ordering;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::{Core, Errands};
use crate::engine::{ActorId, Claim, ImapId, Input, Job, Nanos, PartId, Place, Role, Ticket, To};
use crate::error::{Cause, ItemError};
use crate::flow::drive::{At, Ran};
use crate::flow::ferry::{Expected, Ferry};
use crate::flow::layout::Limit;
use crate::flow::mishaps::{Judgement, Mishaps};
use crate::flow::report::Quarantined;
use crate::plumbing::Unpacking;
use crate::wire::error::Names;
use crate::wire::frame::Frame;
use crate::wire::message::{self, ANSWER, Answer, Open, Order};
use crate::wire::{Limits, Malformed};
use crate::worker::children::Ending;
use crate::worker::link::{Link, Loss, News};
use crate::worker::thread::{Caller, Kept, Turn};

/// How long a worker may go on after the run was cancelled.
const GRACE: Duration = Duration::from_millis(100);

/// How many workers an item may cost, unless `[attempts = n]` says otherwise.
const ATTEMPTS: u32 = 3;

/// What a run has for workers elsewhere, and what its carriers tell each other.
pub(super) struct Crossing {
    /// What its graph is called there.
    id: &'static str,
    /// Tickets that can be in flight.
    window: u32,
    /// The nodes that run there.
    luggage: Bytes,
    /// What workers have parked.
    parked: Mutex<BTreeMap<(PartId, Ticket), Parked>>,
    /// Turns that were handed to carriers, by IMap and number.
    handed: Mutex<BTreeMap<(ImapId, u32), Vec<Shipment>>>,
    /// Carriers that will have no worker any more.
    gone: Mutex<BTreeSet<(ImapId, u32)>>,
}

/// Of a part at a ticket, where it is parked, and how it came there.
struct Parked {
    imap: ImapId,
    carrier: u32,
    /// Which of the workers that this carrier has had.
    life: u32,
    turns: Vec<Leg>,
}

/// One turn, as it goes to a worker.
#[derive(Clone)]
struct Leg {
    at: At,
    columns: Bytes,
    /// How many items of the source its ticket has.
    items: u32,
    /// The worker says which entry it is at.
    singly: bool,
}

/// A turn on its way: from when it is given out until what came of it is laid.
struct Shipment {
    actor: ActorId,
    claim: Claim,
    leg: Leg,
    /// The turns before it, and which worker has done them.
    before: Vec<Leg>,
    home: Option<u32>,
    /// By which number the worker knows it.
    order: u64,
    /// What happened to workers that ran it.
    mishaps: Mishaps,
}

/// What a carrier keeps for a run.
#[derive(Default)]
struct Carrying {
    /// Which worker knows the run.
    known: Option<u32>,
    /// What is there, in the order in which the worker does it.
    out: VecDeque<Shipment>,
    /// What is to go there when there is one.
    next: VecDeque<Shipment>,
    /// Since when it is known that the run is cancelled.
    cancelled: Option<Instant>,
}

fn carrying(kept: &mut Kept) -> &mut Carrying {
    let kept = kept.get_or_insert_with(|| Box::<Carrying>::default());
    kept.downcast_mut().expect("a run keeps one thing on a carrier")
}

impl Crossing {
    pub(super) fn new(id: &'static str, window: u32, luggage: Vec<u8>) -> Crossing {
        Crossing {
            id,
            window,
            luggage: luggage.into(),
            parked: Mutex::default(),
            handed: Mutex::default(),
            gone: Mutex::default(),
        }
    }

    fn parked(&self) -> MutexGuard<'_, BTreeMap<(PartId, Ticket), Parked>> {
        self.parked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn handed(&self) -> MutexGuard<'_, BTreeMap<(ImapId, u32), Vec<Shipment>>> {
        self.handed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Core {
    /// Works as a carrier: what is for its IMap goes to its worker, the rest it does itself.
    pub(super) fn carry_on(
        &self,
        imap: ImapId,
        caller: &Caller,
        link: &mut Link,
        kept: &mut Kept,
        go_on: &mut dyn FnMut(Duration) -> bool,
    ) -> Turn {
        let actor = self.layout.worker(imap, caller.worker());
        let carrying = carrying(kept);
        let handed = self.crossing.handed().remove(&(imap, caller.worker()));
        let mut did = handed.is_some();
        carrying.next.extend(handed.into_iter().flatten());
        if let Some(reason) = link.gone() {
            self.stranded(imap, caller.worker(), carrying, reason);
        }
        self.hurry(link, carrying);
        self.dispatch(imap, link, carrying);
        let mut again = true;
        while again && link.has_room() {
            let mut errands = Errands::default();
            self.handle_ask(actor, imap, &mut errands);
            let job = errands.job.take();
            self.run_errands(errands);
            let Some(job) = job else { break };
            did = true;
            let Some(job) = self.hand_over(actor, job) else { continue };
            match job {
                // What comes of all items is made here, where all of them were counted.
                Job::Part { claim, resumed: false, end, .. }
                    if self.is_on(claim, imap) && !(end && self.totals(claim)) =>
                {
                    carrying.next.extend(self.load(actor, job));
                    self.dispatch(imap, link, carrying);
                    again = go_on(Duration::ZERO);
                }
                job => {
                    let ran = self.run(actor, job, |spent| {
                        again = go_on(spent);
                        None
                    });
                    if ran.is_err() {
                        return Turn::Replaced;
                    }
                }
            }
        }
        if did {
            return Turn::Did;
        }
        crate::io::flush_before_wait();
        if self.desk().over { Turn::Over } else { Turn::Idle }
    }

    fn handle_ask(&self, actor: ActorId, imap: ImapId, errands: &mut Errands) {
        let mut desk = self.desk();
        self.handle(&mut desk, Input::Ask { actor, role: Role::Mover { imap }, most: u32::MAX }, errands);
    }

    fn is_on(&self, claim: Claim, imap: ImapId) -> bool {
        self.layout.plan.parts[claim.part.index()].place == Place::Imap(imap)
    }

    /// Whether a part gives something when all items came.
    fn totals(&self, claim: Claim) -> bool {
        self.layout.plan.parts[claim.part.index()].totals
    }

    /// Hands a turn to the carrier whose worker has what is parked of it. Gives the job back if there is none.
    pub(super) fn hand_over(&self, actor: ActorId, job: Job) -> Option<Job> {
        let Job::Part { claim, resumed: true, .. } = job else { return Some(job) };
        let Some(parked) = self.crossing.parked().remove(&(claim.part, claim.ticket)) else { return Some(job) };
        let Parked { imap, carrier, life, turns } = parked;
        let shipment = self.load(actor, job).map(|it| Shipment { before: turns, home: Some(life), ..it })?;
        self.crossing.handed().entry((imap, carrier)).or_default().push(shipment);
        if let Some(pool) = self.pools().get(imap.index()) {
            pool.call(carrier);
        }
        None
    }

    /// Takes what waits for a part, as bytes. If it cannot be put into bytes the run ends.
    fn load(&self, actor: ActorId, job: Job) -> Option<Shipment> {
        let Job::Part { claim, first, items, end, last, resumed, .. } = job else {
            unreachable!("a pull is not shipped")
        };
        let (domain, leader) = self.whereabouts(claim);
        let (ticket, first) = (claim.ticket.0, first + self.offset(domain));
        let at = At { ticket, domain: domain.0 as u16, first, resumed, end, last };
        let mut columns = Vec::new();
        if let Err(wrong) = self.machine.ferry(leader, ticket, &mut Ferry::load_entering(&mut columns)) {
            self.end_early(actor, claim.part, Cause::Failed(format!("its items cannot be sent: {wrong}").into()));
            return None;
        }
        let singly = self.limit(claim).is_some() && self.cuts(claim);
        let leg = Leg { at, columns: columns.into(), items, singly };
        Some(Shipment { actor, claim, leg, before: Vec::new(), home: None, order: 0, mishaps: Mishaps::default() })
    }

    /// What a worker must know of the run.
    fn open(&self, imap: ImapId, worker: u32) -> Open<'_> {
        let Crossing { id, window, luggage, .. } = &self.crossing;
        let imaps = self.layout.imap_names();
        let (window, luggage) = (*window, luggage.clone());
        Open { pipeline: id, window, imap: imaps[imap.index()], worker, imaps: imaps.to_vec(), luggage }
    }

    /// Sends what waits to the worker, if there is one.
    fn dispatch(&self, imap: ImapId, link: &mut Link, carrying: &mut Carrying) {
        while !carrying.next.is_empty() {
            let Some(life) = link.up() else { break };
            let run = link.run();
            if carrying.known != Some(life) {
                link.send(self.open(imap, link.carrier()).frame(run));
                carrying.known = Some(life);
            }
            let mut shipment = carrying.next.pop_front().expect("looked at above");
            if shipment.home != Some(life) {
                for leg in &shipment.before {
                    self.send(link, &shipment, leg, true);
                }
            }
            shipment.order = link.carries();
            self.send(link, &shipment, &shipment.leg, false);
            carrying.out.push_back(shipment);
        }
        link.flush();
    }

    fn send(&self, link: &mut Link, Shipment { claim, order, .. }: &Shipment, leg: &Leg, mute: bool) {
        let (_, part) = self.whereabouts(*claim);
        let order = Order { order: *order, part, at: leg.at, singly: leg.singly, mute };
        let head = order.head(link.run(), leg.columns.len());
        link.send(head);
        link.send(leg.columns.clone());
    }

    /// How long one attempt may take of a part.
    fn limit(&self, claim: Claim) -> Option<Limit> {
        self.layout.limits[claim.part.index()]
    }

    /// Whether what waits for a part is one piece, of which a worker can do one entry after the other.
    fn cuts(&self, claim: Claim) -> bool {
        !self.layout.plan.edges.iter().any(|edge| edge.to == To::Part(claim.part) && edge.gathers)
    }

    /// Ends a worker that is too long at something, and sees to it that the carrier looks again when one may be.
    fn hurry(&self, link: &mut Link, carrying: &mut Carrying) {
        if self.cancelled.load(Ordering::Relaxed) {
            for shipment in carrying.next.drain(..) {
                self.abandon(shipment);
            }
            if carrying.out.is_empty() {
                return;
            }
            let since = *carrying.cancelled.get_or_insert_with(Instant::now);
            let grace = GRACE.saturating_sub(since.elapsed());
            return if grace.is_zero() { link.put_down(false) } else { link.look_within(grace) };
        }
        let Some(oldest) = carrying.out.front() else { return };
        let Some(limit) = self.limit(oldest.claim) else { return };
        let taken = link.at(oldest.order).map_or(Duration::ZERO, |(_, taken)| taken);
        match limit.time.saturating_sub(taken) {
            Duration::ZERO => link.put_down(true),
            left => link.look_within(left),
        }
    }

    /// What the worker said.
    pub(super) fn hear(&self, imap: ImapId, caller: &Caller, link: &mut Link, kept: &mut Kept, news: News) -> Duration {
        let carrying = carrying(kept);
        match news {
            News::Frame(frame) if frame.kind == ANSWER => {
                return self.answered(imap, caller, link, carrying, &frame);
            }
            News::Frame(frame) => self.refused(imap, caller, carrying, &frame),
            News::Lost(loss) => self.bereft(imap, link, carrying, &loss),
            // It is seen when the carrier works next, in this run or another.
            News::Gone => {}
        }
        Duration::ZERO
    }

    /// An answer to the oldest turn that is there.
    fn answered(
        &self,
        imap: ImapId,
        caller: &Caller,
        link: &mut Link,
        carrying: &mut Carrying,
        frame: &Frame,
    ) -> Duration {
        let answer = message::opened(frame, &Limits::OWN).and_then(|(_, mut reader)| {
            let answer = Answer::read(&mut reader, &self.names())?;
            let oldest = carrying.out.front().filter(|oldest| oldest.order == answer.turn.order);
            let Some(Shipment { claim, leg, .. }) = oldest else { return Err(Malformed::not("order to answer")) };
            let (_, part) = self.whereabouts(*claim);
            self.machine.ferry(part, leg.at.ticket, &mut Ferry::unload_leaving(reader, self.expected(leg)))?;
            Ok(answer)
        });
        let answer = match answer {
            Ok(answer) => answer,
            Err(wrong) => {
                link.break_off(&format!("broke the protocol ({wrong})"));
                return Duration::ZERO;
            }
        };
        let Some(Shipment { actor, claim, leg, mut before, .. }) = carrying.out.pop_front() else {
            return Duration::ZERO;
        };
        let (_, leader) = self.whereabouts(claim);
        let message::Turn { done, waits, took, rests, busy, .. } = answer.turn;
        link.carried(Some(busy));
        if !done {
            before.push(leg.clone());
            let parked = Parked { imap, carrier: caller.worker(), life: carrying.known.unwrap_or(0), turns: before };
            self.crossing.parked().insert((claim.part, claim.ticket), parked);
        }
        let ran = Ran { done, waits, away: None, took, rests, late: false };
        let own = self.layout.worker(imap, caller.worker());
        let mut errands = Errands::default();
        {
            let mut place = self.works[own.index()].lock().unwrap_or_else(PoisonError::into_inner);
            let hand = place.get_or_insert_with(|| self.machine.clone().hand(self.cx(own)));
            if self.totals(claim) {
                // What the worker made of the items is merged with the rest, and what it laid is one piece with what comes of that.
                hand.run(leader, leg.at);
                let joined = self.machine.ferry(leader, leg.at.ticket, &mut Ferry::join());
                debug_assert!(joined.is_ok(), "nothing is read");
            }
            let (cx, op) = hand.cx_of(leader);
            answer.fill(cx);
            self.settle(actor, (claim, leg.at.end), (ran, busy), (cx, op), None, &mut errands);
        }
        self.run_errands(errands);
        busy
    }

    /// The worker cannot work for this run.
    fn refused(&self, imap: ImapId, caller: &Caller, carrying: &mut Carrying, frame: &Frame) {
        let why = message::opened(frame, &Limits::OWN).and_then(|(_, mut reader)| reader.text().map(str::to_owned));
        self.fail_for_want(imap, caller.worker(), why.as_deref().unwrap_or("a worker said something unknown"));
        carrying.out.drain(..).chain(carrying.next.drain(..)).for_each(|shipment| self.abandon(shipment));
    }

    /// The worker is no more. What it had begun is done again by the next one; only what it ran is charged with it.
    fn bereft(&self, imap: ImapId, link: &mut Link, carrying: &mut Carrying, loss: &Loss) {
        carrying.known = None;
        let mut again: Vec<Shipment> = carrying.out.drain(..).collect();
        again.iter().for_each(|_| link.carried(None));
        if self.cancelled.load(Ordering::Relaxed) {
            return again.into_iter().for_each(|shipment| self.abandon(shipment));
        }
        // What is parked was begun in one way, and goes on in that.
        let cuts = again.first().is_some_and(|running| self.cuts(running.claim) && running.before.is_empty());
        if let Some(running) = again.first_mut() {
            let entry = loss.entry(running.order).filter(|_| running.leg.singly);
            let limit = self.limit(running.claim);
            let verdict = match (loss.overdue, limit) {
                // Ended here, or before it began with this.
                _ if loss.put_down && !loss.overdue || !loss.ran(running.order) => Judgement::Again,
                (true, Some(limit)) => running.mishaps.overdue(entry, limit.retries),
                _ if !cuts && !running.leg.singly => running.mishaps.died_whole(self.attempts(imap)),
                _ => running.mishaps.died(entry, self.attempts(imap)),
            };
            match verdict {
                Judgement::Again => {}
                Judgement::Singly => running.leg.singly = true,
                Judgement::Fails { entry, attempts } => {
                    let cause = || match limit {
                        Some(limit) if loss.overdue => Cause::TimedOut { limit: limit.time },
                        _ => {
                            let Ending { how, last_words } = loss.ending.clone();
                            Cause::WorkerLost { how, last_words, attempts }
                        }
                    };
                    let failed = self.doom(imap, link.carrier(), running, entry, &cause);
                    if let (false, Some((error, item))) = (loss.overdue, failed) {
                        self.desk().books.quarantined(Quarantined::new(error, item, attempts));
                    }
                }
            }
        }
        carrying.next.extend(again);
        carrying.next.make_contiguous().sort_by_key(|shipment| shipment.order == 0);
    }

    /// Puts a failure in the place of an item that no worker is to run again. Gives both.
    fn doom(
        &self,
        imap: ImapId,
        carrier: u32,
        shipment: &mut Shipment,
        entry: u64,
        cause: &dyn Fn() -> Cause,
    ) -> Option<(ItemError, Vec<u8>)> {
        let (domain, part) = self.whereabouts(shipment.claim);
        let own = self.layout.worker(imap, carrier);
        let mut place = self.works[own.index()].lock().unwrap_or_else(PoisonError::into_inner);
        let hand = place.get_or_insert_with(|| self.machine.clone().hand(self.cx(own)));
        let (cx, op) = hand.cx_of(part);
        let (mut out, mut taken, at) = (Vec::new(), Vec::new(), &shipment.leg.at);
        let mut failed = None;
        let mut fail = |off: u32, path: &[u32]| {
            cx.begin(domain.0 as u16, at.first);
            cx.enter(off, path);
            let failure = cx.fail_at(op, cause());
            failed.clone_from(&failure);
            failure
        };
        let columns = shipment.leg.columns.clone();
        let from = (Unpacking::new(&columns, &Limits::OWN), self.expected(&shipment.leg));
        let entry = usize::try_from(entry).unwrap_or(usize::MAX);
        let doomed =
            self.machine.ferry(part, at.ticket, &mut Ferry::doom(from, (entry, &mut fail), &mut out, &mut taken));
        doomed.expect("what was packed here can be unpacked");
        shipment.leg.columns = out.into();
        self.desk().books.counted(part - op, cx);
        failed.map(|error| (error, taken))
    }

    /// What failures of this run may name.
    fn names(&self) -> Names<'_> {
        Names { pipeline: self.info.pipeline, inputs: self.info.domains, imaps: self.layout.imap_names() }
    }

    fn expected(&self, leg: &Leg) -> Expected<'_> {
        Expected { first: leg.at.first, items: leg.items, names: self.names() }
    }

    /// How many workers an item may cost.
    fn attempts(&self, imap: ImapId) -> u32 {
        let _ = imap;
        ATTEMPTS
    }

    /// What came of a turn is not wanted any more, and will not come.
    fn abandon(&self, Shipment { actor, claim, .. }: Shipment) {
        let mut errands = Errands::default();
        {
            let mut desk = self.desk();
            let input =
                Input::Deposited { actor, claim, done: true, waits: None, rests: None, away: None, spent: Nanos(0) };
            self.handle(&mut desk, input, &mut errands);
        }
        self.run_errands(errands);
    }

    /// This carrier will have no worker any more. Another does what it had; if it is the last one, the run ends.
    fn stranded(&self, imap: ImapId, carrier: u32, carrying: &mut Carrying, reason: &str) {
        let left = carrying.out.drain(..).chain(carrying.next.drain(..));
        let left: Vec<Shipment> = left.map(|shipment| Shipment { home: None, ..shipment }).collect();
        let pools = self.pools();
        let Some(pool) = pools.get(imap.index()) else { return left.into_iter().for_each(|it| self.abandon(it)) };
        let (first, other) = {
            let mut gone = self.crossing.gone.lock().unwrap_or_else(PoisonError::into_inner);
            let first = gone.insert((imap, carrier));
            let carriers = (0..).zip(pool.starts()).filter(|(_, start)| start.is_some());
            (first, carriers.map(|(at, _)| at).find(|at| !gone.contains(&(imap, *at))))
        };
        match other {
            Some(_) if left.is_empty() => {}
            Some(other) => {
                self.crossing.handed().entry((imap, other)).or_default().extend(left);
                pool.call(other);
            }
            None => {
                drop(pools);
                if first {
                    self.fail_for_want(imap, carrier, reason);
                }
                left.into_iter().for_each(|shipment| self.abandon(shipment));
            }
        }
    }

    /// Ends the run before its time: nobody can do what is on this IMap.
    fn fail_for_want(&self, imap: ImapId, carrier: u32, reason: &str) {
        let mut parts = (0..).map(PartId).zip(&self.layout.plan.parts);
        if let Some((part, _)) = parts.find(|(_, part)| part.place == Place::Imap(imap)) {
            let cause = Cause::NoWorkers { reason: reason.to_owned() };
            self.end_early(self.layout.worker(imap, carrier), part, cause);
        }
    }
}
