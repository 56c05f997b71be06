//! What can happen to an item, and what can keep a run from starting or ending well.
//!
//! An [`ItemError`] is data: it travels in its item's place. An [`Error`] is about a whole run.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// The error type that pipers may return: anything that converts into it will do.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// The result of anything that concerns a whole run.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Where an item comes from: its place in its input, then its place among its siblings at each `flat_map` and merge.
///
/// The lineage of a batch is its range: the place of its last member, and of its first in `since`. What is made of it has that too.
/// Lineages compare in the order in which an ordered output releases items.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lineage {
    /// The item's number in its input, from 0.
    pub seq: u64,
    /// One index for each `flat_map` or merge on the way.
    pub path: Vec<u32>,
    /// Of a batch (`[consume = n]`): where its first member comes from.
    pub since: Option<Box<Lineage>>,
}

impl fmt::Display for Lineage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(since) = &self.since {
            write!(f, "{since}-")?;
        }
        write!(f, "{}", self.seq)?;
        self.path.iter().try_for_each(|index| write!(f, ".{index}"))
    }
}

/// Why an item failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// The piper returned this error.
    Failed(BoxError),
    /// The piper panicked.
    Panicked {
        /// The panic's message, or a note that it had none.
        message: String,
        /// `file:line:column`, where known.
        place: Option<String>,
    },
    /// A call took longer than the `timeout` of its stage.
    TimedOut {
        /// The `timeout`.
        limit: std::time::Duration,
    },
    /// More threads of an IMap than its `leaked` allows are in calls that took too long.
    Leaked {
        /// How many it allows.
        limit: usize,
    },
    /// Its worker, a process, ended while it ran the item, so often that no other is to try.
    WorkerLost {
        /// How it ended the last time: by which signal, or with which exit code.
        how: String,
        /// The end of what it wrote to standard error, at most a few KiB.
        last_words: String,
        /// How many workers it has cost.
        attempts: u32,
    },
    /// No worker of an IMap can begin, or none lives long enough to do anything.
    NoWorkers {
        /// What became of them.
        reason: String,
    },
    /// The piper takes text, and the item is not UTF-8.
    NotUtf8 {
        /// How many bytes from the start are UTF-8.
        valid_up_to: usize,
    },
    /// A `flat_map` with `[collect = n]` made more than `n` items; or a `b*`, or a branch whose items `[join = each]` must hold, has
    /// more of one key than a `slice` of the `flat_map` on it.
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// Two inputs that are zipped by position ended at different lengths.
    UnequalInputs {
        /// Each input's name and how many items it gave, as far as they were looked at: of a longer one, one more than there are pairs.
        counts: Vec<(String, u64)>,
    },
    /// A batch could not be made, or a stage made a batch of the wrong length.
    Batch(Batch),
    /// A `#[local]` value could not be made.
    Local(BoxError),
    /// The source gave this error instead of an item.
    Source(BoxError),
    /// The run was cancelled.
    ///
    /// No output gives this out: what a cancel, or the failure of a stage with `[on_error = stop]`, keeps back comes nowhere, and is
    /// counted as `cancelled` in the report.
    Cancelled,
    /// All progress waits for an output that nobody reads. This is no item: reading may go on after it.
    Stalled {
        /// The outputs that are full and unread.
        unread: Vec<String>,
    },
}

impl Cause {
    /// What kind of cause it is, in one word: `failed`, `panicked`, ..
    pub fn kind(&self) -> &'static str {
        match self {
            Cause::Failed(_) => "failed",
            Cause::Panicked { .. } => "panicked",
            Cause::TimedOut { .. } => "timed_out",
            Cause::Leaked { .. } => "leaked",
            Cause::WorkerLost { .. } => "worker_lost",
            Cause::NoWorkers { .. } => "no_workers",
            Cause::NotUtf8 { .. } => "not_utf8",
            Cause::TooMany { .. } => "too_many",
            Cause::UnequalInputs { .. } => "unequal_inputs",
            Cause::Batch(_) => "batch",
            Cause::Local(_) => "local",
            Cause::Source(_) => "source",
            Cause::Cancelled => "cancelled",
            Cause::Stalled { .. } => "stalled",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::Failed(error) => write!(f, "{error}"),
            Cause::Panicked { message, place: Some(place) } => write!(f, "panicked at {place}: {message}"),
            Cause::Panicked { message, place: None } => write!(f, "panicked: {message}"),
            Cause::TimedOut { limit } => write!(f, "not done after {limit:?}"),
            Cause::Leaked { limit } => write!(
                f,
                "one more thread does not come back from a call, and the imap may lose {limit}: let the piper look at \
                 `Context::is_cancelled`, or raise `leaked`"
            ),
            Cause::WorkerLost { how, last_words, attempts } => {
                let workers = if *attempts == 1 { "a worker" } else { "workers" };
                write!(f, "it ended {workers} in {attempts} attempts, the last: {how}")?;
                match last_words.trim_end() {
                    "" => Ok(()),
                    words => write!(f, "; it said: {words}"),
                }
            }
            Cause::NoWorkers { reason } => write!(f, "its imap has no workers any more: {reason}"),
            Cause::NotUtf8 { valid_up_to } => write!(f, "not UTF-8 after byte {valid_up_to}"),
            Cause::TooMany { limit } => {
                write!(f, "more than {limit} items; raise `collect` or `slice`, or stream them")
            }
            Cause::UnequalInputs { counts } => {
                f.write_str("inputs of different lengths:")?;
                let pairs = counts.iter().map(|(_, count)| *count).min();
                counts.iter().try_for_each(|(name, count)| {
                    let least = if Some(*count) > pairs { "at least " } else { "" };
                    write!(f, " `{name}` gave {least}{count},")
                })?;
                f.write_str(" write `[zip = shortest]` or `[zip = longest]` if that is meant")
            }
            Cause::Batch(batch) => write!(f, "{batch}"),
            Cause::Local(error) => write!(f, "a local value could not be made: {error}"),
            Cause::Source(error) => write!(f, "the source failed: {error}"),
            Cause::Cancelled => f.write_str("cancelled"),
            Cause::Stalled { unread } => write!(
                f,
                "waiting for an output that nobody reads ({}); read the outputs together, or give it a larger `buffer`",
                unread.join(", ")
            ),
        }
    }
}

/// What is wrong with a batch: see `[consume = n]` and `[produce = n]`.
#[derive(Debug)]
#[non_exhaustive]
pub enum Batch {
    /// The input ended in the middle of a batch.
    Short {
        /// How many items came.
        items: usize,
        /// How many belong into the batch.
        of: usize,
    },
    /// Some members failed before.
    Failed {
        /// Their failures, in order.
        members: Vec<ItemError>,
        /// How many belong into the batch.
        of: usize,
    },
    /// The piper gave another number of items than it promised.
    Length {
        /// How many it gave.
        items: usize,
        /// How many it promised.
        promised: usize,
    },
}

impl fmt::Display for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Batch::Short { items, of } => {
                write!(f, "the last batch has {items} of {of} items; `[last = drop]` drops it")
            }
            Batch::Failed { members, of } => {
                write!(f, "{} of the {of} items of a batch failed: ", members.len())?;
                members.iter().enumerate().try_for_each(|(at, member)| {
                    let between = if at == 0 { "" } else { "; " };
                    write!(f, "{between}item {} at `{}`: {}", member.lineage(), member.node(), member.cause())
                })
            }
            Batch::Length { items, promised } => {
                write!(f, "gave {items} items where `produce = {promised}` is written")
            }
        }
    }
}

/// An item that failed, in the place where it would have been.
///
/// Cheap to clone: every output that the item would have reached gets the same error.
///
/// Its text is the same wherever it ran; `{error:#}` tells that too: `(attempt 1, worker pool/3)`.
#[derive(Clone)]
pub struct ItemError(Arc<Inner>);

struct Inner {
    origin: Origin,
    cause: Arc<Cause>,
    others: Vec<ItemError>,
    /// The run ends with it.
    halts: bool,
}

/// Who ran a piper. Shows as `pool/3`, or `reader`.
///
/// A piper without an IMap runs on whichever thread moves its items on: a worker of a pool upstream, or the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Worker {
    /// A worker of an IMap.
    Imap {
        /// The IMap's name in the pipeline.
        name: &'static str,
        /// Its number there, from 0.
        index: u32,
    },
    /// The thread or task that reads an output or finishes the run.
    Reader,
}

impl fmt::Display for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Worker::Imap { name, index } => write!(f, "{name}/{index}"),
            Worker::Reader => f.write_str("reader"),
        }
    }
}

/// Where an item failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origin {
    /// The pipeline's name.
    pub pipeline: &'static str,
    /// The node's id, `stream.piper`; of a node of a pipeline that is a stage, behind the stage's: `clean.Trim/trimmed.cut`.
    pub node: Cow<'static, str>,
    /// The input whose item this was.
    pub input: &'static str,
    /// The item's place.
    pub lineage: Lineage,
    /// Which attempt at the item failed, from 1.
    pub attempt: u32,
    /// Who ran it.
    pub worker: Worker,
    /// The host on which that was; `None` is this one.
    pub host: Option<Arc<str>>,
}

impl ItemError {
    pub(crate) fn new(origin: Origin, cause: Cause) -> ItemError {
        ItemError(Arc::new(Inner { origin, cause: Arc::new(cause), others: Vec::new(), halts: false }))
    }

    /// The failure of a stage with `[on_error = stop]`.
    pub(crate) fn halting(origin: Origin, cause: Cause) -> ItemError {
        ItemError(Arc::new(Inner { origin, cause: Arc::new(cause), others: Vec::new(), halts: true }))
    }

    /// A failure that another process told.
    pub(crate) fn told(origin: Origin, cause: Cause, others: Vec<ItemError>, halts: bool) -> ItemError {
        ItemError(Arc::new(Inner { origin, cause: Arc::new(cause), others, halts }))
    }

    /// The first failure of a zip, with the others listed. Another branch may hold the same failure without them.
    pub(crate) fn with_others(self, others: Vec<ItemError>) -> ItemError {
        let Inner { origin, cause, halts, .. } = &*self.0;
        ItemError(Arc::new(Inner { origin: origin.clone(), cause: cause.clone(), others, halts: *halts }))
    }

    /// The first of several failures, with the others listed. What reached several branches from above is one failure: it has
    /// one origin, whichever processes it came through.
    pub(crate) fn of_all(errors: Vec<ItemError>) -> Option<ItemError> {
        let mut others: Vec<ItemError> = Vec::new();
        for error in errors {
            let listed = error.others().to_vec();
            let own = if listed.is_empty() { error } else { error.with_others(Vec::new()) };
            for one in std::iter::once(own).chain(listed) {
                if !others.iter().any(|known| known.origin() == one.origin()) {
                    others.push(one);
                }
            }
        }
        if others.is_empty() {
            return None;
        }
        let first = others.remove(0);
        Some(if others.is_empty() { first } else { first.with_others(others) })
    }

    /// Why it failed.
    pub fn cause(&self) -> &Cause {
        &self.0.cause
    }

    /// Where it failed.
    pub fn origin(&self) -> &Origin {
        &self.0.origin
    }

    /// The node's id, `stream.piper`.
    pub fn node(&self) -> &str {
        &self.0.origin.node
    }

    /// The item's place in its input.
    pub fn lineage(&self) -> &Lineage {
        &self.0.origin.lineage
    }

    /// Whether this is that failure, or of a batch or pair with that failure in it.
    pub(crate) fn holds(&self, other: &ItemError) -> bool {
        self.any(&|error| error.origin() == other.origin())
    }

    /// Whether the run ends with this failure, or with one in it.
    pub(crate) fn halts(&self) -> bool {
        self.any(&|error| error.0.halts)
    }

    /// Whether the run ends with this failure, whatever is in it.
    pub(crate) fn halts_itself(&self) -> bool {
        self.0.halts
    }

    /// Whether something is so of this failure, or of one in the batch or pair that it is of.
    fn any(&self, is_so: &dyn Fn(&ItemError) -> bool) -> bool {
        let members = match self.cause() {
            Cause::Batch(Batch::Failed { members, .. }) => members.as_slice(),
            _ => &[],
        };
        is_so(self) || members.iter().chain(self.others()).any(|member| member.any(is_so))
    }

    /// The failures of the other members, where a zip failed on several sides.
    pub fn others(&self) -> &[ItemError] {
        &self.0.others
    }

    /// The piper's own error, where it is of type `E`.
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        match &*self.0.cause {
            Cause::Failed(error) | Cause::Local(error) | Cause::Source(error) => error.downcast_ref(),
            _ => None,
        }
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Origin { pipeline, node, input, lineage, attempt, worker, host } = &self.0.origin;
        write!(f, "{pipeline}: `{node}` failed on item {lineage} of `{input}`")?;
        if f.alternate() {
            write!(f, " (attempt {attempt}, worker {worker}")?;
            host.iter().try_for_each(|host| write!(f, " on {host}"))?;
            f.write_str(")")?;
        }
        write!(f, ": {}", self.0.cause)
    }
}

impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemError").field("origin", &self.0.origin).field("cause", &self.0.cause).finish()
    }
}

impl StdError for ItemError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0.cause {
            Cause::Failed(error) | Cause::Local(error) | Cause::Source(error) => Some(&**error),
            Cause::Batch(Batch::Failed { members, .. }) => Some(members.first()?),
            _ => None,
        }
    }
}

/// What can go wrong with a whole run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// `start` was refused.
    Start {
        /// The pipeline's name.
        pipeline: &'static str,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A [`Grid`](crate::imap::Grid) was given an address that is none.
    Address {
        /// As it was given.
        address: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An item's error, where it was asked for with `?`.
    Item(ItemError),
    /// Sinks failed on these items.
    Sinks {
        /// How many items failed.
        count: u64,
        /// The first of them.
        first: ItemError,
        /// What the run did.
        report: Box<crate::flow::report::Report>,
    },
    /// The run could not go on.
    Run {
        /// The pipeline's name.
        pipeline: &'static str,
        /// What happened, and to which item.
        cause: ItemError,
    },
    /// The ledger does not balance: a bug of papy, never a warning.
    Ledger(String),
    /// Reading or writing failed.
    Io(std::io::Error),
    /// Any other error of `main`.
    Other(BoxError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Start { pipeline, reason } => write!(f, "`{pipeline}` cannot start: {reason}"),
            Error::Address { address, reason } => write!(f, "`{address}` is no address of an executor: {reason}"),
            Error::Item(error) => write!(f, "{error}"),
            Error::Sinks { count: 1, first, .. } => write!(f, "a sink failed: {first}"),
            Error::Sinks { count, first, .. } => write!(f, "sinks failed on {count} items, first: {first}"),
            Error::Run { pipeline, cause } => write!(f, "`{pipeline}` stopped: {cause}"),
            Error::Ledger(what) => write!(f, "the ledger does not balance, which is a bug of papy: {what}"),
            Error::Io(error) => write!(f, "{error}"),
            Error::Other(error) => write!(f, "{error}"),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Error::Item(error) | Error::Sinks { first: error, .. } | Error::Run { cause: error, .. } => Some(error),
            Error::Io(error) => Some(error),
            Error::Other(error) => Some(&**error),
            _ => None,
        }
    }
}

impl From<ItemError> for Error {
    fn from(error: ItemError) -> Error {
        Error::Item(error)
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error::Io(error)
    }
}

impl From<BoxError> for Error {
    fn from(error: BoxError) -> Error {
        Error::Other(error)
    }
}

impl From<String> for Error {
    fn from(message: String) -> Error {
        Error::Other(message.into())
    }
}

impl From<&str> for Error {
    fn from(message: &str) -> Error {
        Error::Other(message.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(node: &'static str) -> ItemError {
        let lineage = Lineage { seq: 0, path: Vec::new(), since: None };
        let worker = Worker::Imap { name: "pool", index: 3 };
        let origin = Origin { pipeline: "P", node: node.into(), input: "xs", lineage, attempt: 1, worker, host: None };
        ItemError::new(origin, Cause::Failed("no".into()))
    }

    #[test]
    fn a_failure_that_another_branch_holds_too_lists_the_others_in_its_zip() {
        let first = failure("a");
        let kept = first.clone();
        let paired = first.with_others(vec![failure("b")]);
        assert_eq!((paired.node(), paired.others()[0].node(), kept.others().len()), ("a", "b", 0));
    }

    #[test]
    fn failures_of_failures_are_one_list_and_what_came_twice_is_one() {
        let (above, b, c) = (failure("above"), failure("b"), failure("c"));
        let pair = ItemError::of_all(vec![above.clone(), b]).expect("two failed");
        let all = ItemError::of_all(vec![pair, above, c]).expect("some failed");
        let others: Vec<_> = all.others().iter().map(ItemError::node).collect();
        assert_eq!((all.node(), others), ("above", vec!["b", "c"]));
    }

    #[test]
    fn where_it_ran_is_shown_to_those_who_ask() {
        let error = failure("a");
        assert_eq!(error.to_string(), "P: `a` failed on item 0 of `xs`: no");
        assert_eq!(format!("{error:#}"), "P: `a` failed on item 0 of `xs` (attempt 1, worker pool/3): no");
        let mut origin = error.origin().clone();
        (origin.worker, origin.host) = (Worker::Reader, Some("far".into()));
        let error = ItemError::new(origin, Cause::Cancelled);
        assert_eq!(
            format!("{error:#}"),
            "P: `a` failed on item 0 of `xs` (attempt 1, worker reader on far): cancelled"
        );
    }
}
