//! What stands still, and what holds it up: the engine's view in the words of the user's graph.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::engine::{Chain, Link, Nanos, Spot};
use crate::error::Worker;

/// Where a node, an input or an output stands, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// Nothing comes here any more.
    Done,
    /// It has nothing to do.
    Idle,
    /// It runs.
    Runs {
        /// On which worker.
        worker: Worker,
        /// For how long.
        time: Duration,
    },
    /// It could run, and all who might do it are busy or away.
    WaitsForWorker {
        /// Of this IMap; `None` for whoever moves the line.
        imap: Option<&'static str>,
    },
    /// It waits for input.
    WaitsForInput {
        /// From there.
        from: String,
    },
    /// What it made lies there, and was not taken.
    WaitsForRoom {
        /// There.
        at: String,
    },
    /// It takes its items in order, and waits for those before.
    WaitsForTurn,
    /// An input of which as much is in flight as may be.
    Full {
        /// Where the oldest of it is.
        at: String,
    },
    /// What its futures wait for has not come.
    Awaits,
    /// An item that failed waits there for its next attempt.
    Rests,
    /// An input that has nothing now.
    Nothing,
    /// Nobody reads it; of an input: nobody reads what comes of it.
    Unread,
    /// The run is paused.
    Paused,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            State::Done => f.write_str("is done"),
            State::Idle => f.write_str("is idle"),
            State::Runs { worker, time } => write!(f, "runs on {worker} for {time:.1?}"),
            State::WaitsForWorker { imap: Some(imap) } => write!(f, "waits for a worker of `{imap}`"),
            State::WaitsForWorker { imap: None } => f.write_str("waits for a reader or a worker that moves it on"),
            State::WaitsForInput { from } => write!(f, "waits for {from}"),
            State::WaitsForRoom { at } => write!(f, "waits for room at {at}"),
            State::WaitsForTurn => f.write_str("waits for its turn"),
            State::Full { at } => write!(f, "is full: the oldest of its items are at {at}"),
            State::Awaits => f.write_str("waits for its futures"),
            State::Rests => f.write_str("waits for the next attempt at an item"),
            State::Nothing => f.write_str("has nothing now"),
            State::Unread => f.write_str("is read by nobody"),
            State::Paused => f.write_str("is paused"),
        }
    }
}

/// Something of a run, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Standing {
    /// The id of a node, or of all nodes that run as one; or ``input `lines` ``, or ``output `hits` ``.
    pub name: String,
    /// Where it stands.
    pub state: State,
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Standing { name, state } = self;
        write!(f, "{name} {state}")
    }
}

/// Why a run stands still, or a part of it: what [`Handle::stall`](super::handle::Handle::stall) found.
///
/// Shows as one line for each chain, then one for each node.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stall {
    /// The pipeline's name.
    pub pipeline: &'static str,
    /// For how long nothing came of anything. Short where the rest of the run goes on.
    pub still: Duration,
    /// What waits for what: from what a reader waits for down to what holds it up, which is the last. Never empty, and none of them is.
    pub chains: Vec<Vec<Standing>>,
    /// Each node.
    pub nodes: Vec<Standing>,
}

impl fmt::Display for Stall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Stall { pipeline, still, chains, nodes } = self;
        write!(f, "`{pipeline}`: nothing came of anything for {still:.1?}")?;
        for chain in chains {
            f.write_str("\n  ")?;
            show(chain, f)?;
        }
        nodes.iter().try_for_each(|node| write!(f, "\n  node {node}"))
    }
}

/// Each link is what the one before waits for, mostly.
fn show(chain: &[Standing], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, link) in chain.iter().enumerate() {
        let target = at.checked_sub(1).map(|before| match &chain[before].state {
            State::WaitsForInput { from: name } | State::WaitsForRoom { at: name } | State::Full { at: name } => name,
            _ => "",
        });
        match (target, &link.state) {
            (None, _) => write!(f, "{link}")?,
            (Some(target), State::Unread) if target == link.name => f.write_str(", which nobody reads")?,
            (Some(target), state) if target == link.name => write!(f, ", which {state}")?,
            (Some(_), _) => write!(f, "; {link}")?,
        }
    }
    Ok(())
}

/// What the engine's numbers are called.
pub(crate) trait Names {
    fn name(&self, spot: Spot) -> Cow<'_, str>;
    fn worker(&self, actor: crate::engine::ActorId) -> Worker;
    fn imap(&self, imap: crate::engine::ImapId) -> &'static str;
}

pub(crate) fn chain_of(names: &impl Names, now: Nanos, chain: &Chain) -> Vec<Standing> {
    let standing =
        |link: &Link| Standing { name: names.name(link.spot).into(), state: state_of(names, now, link.state) };
    chain.iter().map(standing).collect()
}

pub(crate) fn state_of(names: &impl Names, now: Nanos, state: crate::engine::State) -> State {
    use crate::engine::State as Seen;
    let name = |spot| names.name(spot).into_owned();
    match state {
        Seen::Done => State::Done,
        Seen::Idle => State::Idle,
        Seen::Runs { actor, since } => {
            State::Runs { worker: names.worker(actor), time: Duration::from_nanos(now.0.saturating_sub(since.0)) }
        }
        Seen::Worker(imap) => State::WaitsForWorker { imap: imap.map(|imap| names.imap(imap)) },
        Seen::Input(spot) => State::WaitsForInput { from: name(spot) },
        Seen::Room(spot) => State::WaitsForRoom { at: name(spot) },
        Seen::Turn => State::WaitsForTurn,
        Seen::Full(spot) => State::Full { at: name(spot) },
        Seen::Away => State::Awaits,
        Seen::Rests => State::Rests,
        Seen::Nothing => State::Nothing,
        Seen::Unread => State::Unread,
        Seen::Paused => State::Paused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(name: &str, state: State) -> Standing {
        Standing { name: name.into(), state }
    }

    #[test]
    fn a_stall_says_what_waits_for_what_then_where_each_node_stands() {
        let hits = "output `hits`".to_owned();
        let stall = Stall {
            pipeline: "Grep",
            still: Duration::from_millis(12_340),
            chains: vec![
                vec![
                    standing("hits.grep", State::WaitsForRoom { at: hits.clone() }),
                    standing("output `hits`", State::Unread),
                ],
                vec![
                    standing("others.count", State::WaitsForWorker { imap: Some("pool") }),
                    standing(
                        "hits.parse",
                        State::Runs {
                            worker: Worker::Imap { name: "pool", index: 3 },
                            time: Duration::from_millis(11_000),
                        },
                    ),
                ],
            ],
            nodes: vec![standing("hits.grep", State::WaitsForRoom { at: hits })],
        };
        assert_eq!(
            stall.to_string(),
            "`Grep`: nothing came of anything for 12.3s\n  \
             hits.grep waits for room at output `hits`, which nobody reads\n  \
             others.count waits for a worker of `pool`; hits.parse runs on pool/3 for 11.0s\n  \
             node hits.grep waits for room at output `hits`"
        );
    }
}
