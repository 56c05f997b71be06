//! The scheduling core: whose chunk goes next to which worker.
//!
//! Sans-I/O: it sees tickets, never values, and has no clock, thread, lock or channel. Whoever holds it calls `handle`, then `poll` until
//! `None`, then waits no longer than `deadline`. See `ARCHITECTURE.md` for domain, ticket, part, edge and place.

mod away;
mod bisect;
mod blame;
mod core;
mod crash;
mod dispatch;
mod ending;
pub mod history;
mod ids;
pub mod ledger;
mod limits;
mod message;
mod pace;
mod plan;
mod queue;
mod relief;
mod retry;
mod ring;
mod roster;
#[cfg(test)]
mod script;
mod settle;
mod shares;
#[cfg(test)]
mod sim;
#[cfg(test)]
mod sim_plan;
#[cfg(test)]
mod tests;
mod view;

pub use self::core::Engine;
pub use bisect::{Again, Span};
pub use blame::{Chain, Link, Spot, State};
pub use ids::{ActorId, DomainId, EdgeId, ImapId, ImapSet, Nanos, OutputId, PartId, Ticket};
pub use limits::Limits;
pub use message::{Claim, Input, Job, More, Next, Output, Pull, Role};
pub use plan::{DomainPlan, EdgePlan, From, ImapPlan, OutputPlan, PartPlan, Place, Plan, ReadBy, To};
pub use retry::Retry;
pub use view::Load;
