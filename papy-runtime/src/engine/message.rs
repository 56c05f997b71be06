//! What the engine is told, and what it answers.

use std::num::NonZeroU32;

use super::bisect::{Again, Span};
use super::ids::{ActorId, DomainId, ImapId, ImapSet, Nanos, OutputId, PartId, Ticket};

/// What an actor may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Runs the parts of one IMap and nothing else: a child process, an executor.
    Worker {
        /// Whose parts.
        imap: ImapId,
    },
    /// A thread of a pool: runs the parts of one IMap, and moves the line (inline parts, pulls) of every domain that
    /// has a part on an IMap or feeds one that has.
    Mover {
        /// Whose parts.
        imap: ImapId,
    },
    /// Whoever reads: moves the line of every domain, and helps the IMaps that it may help.
    Reader {
        /// What it waits for; `None` for one that only drives the run. It is woken only while this is wanted.
        output: Option<OutputId>,
        /// IMaps whose parts it may run; strict ones are left out by the engine.
        may_help: ImapSet,
    },
}

/// Will a source give more?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// It can be asked again at once.
    Now,
    /// Not before `SourceReady`; for a junction, not before one of its feeds has something.
    Later,
    /// It ended.
    Never,
}

/// One turn of one part at one ticket. Goes out with the job and comes back with its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Claim {
    /// Which ticket, of the part's domain.
    pub ticket: Ticket,
    /// Which part.
    pub part: PartId,
    /// From 1; one more each time an actor was lost, or a worker died, while it ran this.
    pub attempt: u32,
    /// From 1; one more each time this part was handed out for this ticket. The fence: a result of another turn is stale.
    pub turn: u32,
}

/// One turn of pulling a domain's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pull {
    /// Whose source.
    pub domain: DomainId,
    /// The ticket that the items get, if there are any.
    pub ticket: Ticket,
    /// One more with each pull of this domain. The fence.
    pub turn: u64,
    /// The sequence number that the first item gets.
    pub first: u64,
    /// How many items at most.
    pub items: u32,
}

/// What an actor is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Take items from a source and lay them on the edges that leave it; answer `Pulled`.
    Pull(Pull),
    /// Run a part: take its input pieces (or its continuation), lay one piece on every edge that leaves it; answer `Deposited`.
    Part {
        /// To be given back.
        claim: Claim,
        /// The sequence number of the ticket's first source item.
        first: u64,
        /// How many source items the ticket has.
        items: u32,
        /// This is the domain's last, empty ticket.
        end: bool,
        /// No piece of this ticket comes after the one that is there now. State is given up when `end && last`.
        last: bool,
        /// The part parked: go on with its continuation, there is no new input.
        resumed: bool,
        /// A worker died with this input: of what that turn took, do only this.
        again: Option<Again>,
    },
}

/// What happens to the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// "Give me a job": answered by exactly one `Run` or `Idle`. An actor may hold several jobs.
    Ask {
        /// Who.
        actor: ActorId,
        /// What it may be given.
        role: Role,
        /// The most items that a pull may bring, at least 1. A `batch` overrides it.
        most: u32,
    },
    /// A pull is over; its pieces lie on the source's edges. `items == 0` issues no ticket.
    Pulled {
        /// Who.
        actor: ActorId,
        /// The job.
        pull: Pull,
        /// How many items came.
        items: u32,
        /// Whether it can be asked again.
        more: More,
        /// What the pull took.
        spent: Nanos,
    },
    /// A turn of a part is over; one piece, maybe empty, lies on every edge that leaves it.
    Deposited {
        /// Who.
        actor: ActorId,
        /// The job.
        claim: Claim,
        /// `false`: there is more to come of the same input, of a job with `again` more of its items; the part parked with a continuation.
        done: bool,
        /// The parked part needs a piece of this one of its inputs before it can go on. Only of a part that gathers: its first turn
        /// takes a piece of each input, a turn that was waited for takes the one.
        waits: Option<u16>,
        /// The part parked, laid no pieces, and goes on no sooner than after this pause. Not of a part that gathers.
        rests: Option<Nanos>,
        /// Instead of all that: what it took waits elsewhere, for nothing that an actor does, and comes back with `Returned`; nothing lies
        /// on its edges yet. So many tickets of a part are waited for at once without more being pulled, where the part is inline.
        away: Option<NonZeroU32>,
        /// What the turn took.
        spent: Nanos,
    },
    /// What was away is back: the part goes on with its continuation, with whoever asks. May overtake the `Deposited` that says so.
    Returned {
        /// Which part.
        part: PartId,
        /// At which ticket.
        ticket: Ticket,
    },
    /// The actor is within this turn and is not waited for any longer: it is gone as by `Lost`, and the part has parked with what the
    /// turn left behind. Not of a part that gathers. Answered by `WrittenOff`, or by `Stale` if the turn is over.
    WriteOff {
        /// Who.
        actor: ActorId,
        /// Which turn.
        claim: Claim,
    },
    /// The worker that an actor had this turn run on died, and the actor lives: the turn is over, has laid nothing, and what it took is
    /// kept with the ticket. The part is handed out again, `again` of its items at a time: see [`Again`]. Answered by `Stale` if the turn
    /// is over.
    Crashed {
        /// Who.
        actor: ActorId,
        /// Which turn.
        claim: Claim,
        /// How many items it took, of the part's own inbox: the same each time.
        items: u32,
        /// Items before this one are settled: what came of them is kept, and laid with the next piece. Less than `items`, or there is nothing to
        /// do again.
        kept: u32,
        /// Of these one was running: one item if the worker told which, all that were not done if it did not, `Span::EMPTY` if it had not
        /// begun. Only what was running is charged.
        running: Span,
        /// What the turn took.
        spent: Nanos,
    },
    /// The piece that `next_for` showed was emptied.
    Taken {
        /// From where.
        output: OutputId,
        /// Whose.
        ticket: Ticket,
    },
    /// A source that said `Later` may have something, or may have ended.
    SourceReady {
        /// Whose source.
        domain: DomainId,
    },
    /// A reader waits for this output from now on. Lazy domains move only for outputs that are wanted.
    Want {
        /// Which.
        output: OutputId,
    },
    /// No longer.
    Unwant {
        /// Which.
        output: OutputId,
    },
    /// Nobody will read it again: its pieces are discarded as they come. Dropping the last one cancels.
    OutputDropped {
        /// Which.
        output: OutputId,
    },
    /// The actor is gone, by will or by fault. What it ran is ready again, with one attempt more.
    Lost {
        /// Who.
        actor: ActorId,
    },
    /// No more from any source; what was accepted is finished.
    Stop,
    /// Nothing is handed out until `Resume`.
    Pause,
    /// Goes on.
    Resume,
    /// Nothing is handed out any more; what is not at its output yet is abandoned.
    Cancel,
    /// Only time passed.
    Tick,
}

/// What the engine wants done. Order matters; nothing may be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// The answer to `Ask`.
    Run {
        /// Who asked.
        actor: ActorId,
        /// What to do.
        job: Job,
    },
    /// The answer to `Ask`: nothing now. Ask again when woken.
    Idle {
        /// Who asked.
        actor: ActorId,
    },
    /// Wake so many idle actors of this role (`Worker` or `Mover`), or all if there are fewer.
    Wake {
        /// Which.
        role: Role,
        /// How many.
        workers: u32,
    },
    /// Wake an idle reader: there is work that it should ask for.
    WakeReader {
        /// Who.
        actor: ActorId,
        /// What it waits for.
        output: Option<OutputId>,
    },
    /// A wanted output has a piece; see `next_for`.
    Deliver {
        /// Which.
        output: OutputId,
        /// Whose piece.
        ticket: Ticket,
    },
    /// A piece at a dropped output: throw it away and count it.
    Discard {
        /// Which.
        output: OutputId,
        /// What is thrown away.
        piece: Next,
    },
    /// After a cancel: what of these items is not through this output is `Cancelled`.
    Abandon {
        /// Which.
        output: OutputId,
        /// Whose items.
        ticket: Ticket,
        /// The ticket's first item.
        first: u64,
        /// The ticket's source items.
        items: u32,
    },
    /// A result that nobody waits for any more was dropped: throw its pieces away and count it.
    Stale {
        /// Who sent it.
        actor: ActorId,
        /// Which turn; `None` for a pull.
        claim: Option<Claim>,
    },
    /// The actor was written off: whatever it brings back is stale.
    WrittenOff {
        /// Who.
        actor: ActorId,
    },
    /// This output was waited for for `Limits::stall_time` while all progress waits for others. Said once for each `Want`.
    Stalled {
        /// Which.
        output: OutputId,
        /// Those that hold unread pieces.
        unread: Vec<OutputId>,
    },
    /// Nothing comes from this output any more.
    Ended {
        /// Which.
        output: OutputId,
    },
    /// Every ticket is retired, or cancelled with nothing running.
    Over,
}

/// A piece that waits at an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Whose piece.
    pub ticket: Ticket,
    /// The sequence number of the ticket's first source item.
    pub first: u64,
    /// How many source items the ticket has.
    pub items: u32,
    /// The domain's last ticket.
    pub end: bool,
    /// The ticket's last piece at this output.
    pub last: bool,
}
