//! Child processes: started, watched and killed. What is said on their socket, and what work they get, is not known here.
//!
//! One thread that never ends, the [`nursery`], makes and waits for all of them. A worker is this same program, which finds a [`marker`]
//! in its environment and [settles in](settle) before it does anything else. Its socket to the parent is its standard input at the start.
//!
//! Told when it dies: by the end of its socket, whoever else holds the other end; by [`Child::wait`](child::Child::wait); and by a call that goes
//! with [`Nursery::spawn`](nursery::Nursery::spawn).

pub(crate) mod budget;
pub(crate) mod child;
pub(crate) mod exit;
mod image;
mod left;
pub(crate) mod marker;
pub(crate) mod nursery;
mod said;
pub(crate) mod settle;
pub(crate) mod spec;
mod ward;

#[cfg(all(test, target_os = "linux"))]
mod tests;
