//! How items move: chunks, the places where they wait, sources, outputs, and the run that ties them to the engine.

pub(crate) mod attempts;
pub(crate) mod clock;
pub(crate) mod column;
pub(crate) mod cursor;
pub(crate) mod drive;
#[cfg_attr(not(all(unix, feature = "processes")), allow(dead_code, reason = "only other processes are talked to"))]
pub(crate) mod ferry;
pub(crate) mod fold;
pub(crate) mod graph;
pub(crate) mod grid;
pub(crate) mod handle;
pub(crate) mod histogram;
pub(crate) mod imap;
pub(crate) mod join;
pub(crate) mod junction;
pub(crate) mod layout;
pub(crate) mod lease;
pub(crate) mod live;
pub(crate) mod merge;
pub(crate) mod mishaps;
pub(crate) mod output;
pub(crate) mod place;
pub(crate) mod pump;
pub(crate) mod rates;
pub(crate) mod reach;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod source;
pub(crate) mod stages;
pub(crate) mod stall;
pub(crate) mod start;
pub(crate) mod stream;
pub(crate) mod tasks;
pub(crate) mod trace;
pub(crate) mod waiter;
pub(crate) mod watch;
