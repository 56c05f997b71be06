//! What threads share and wait for, by one name for the pieces that are checked by models: here it is the standard library's, in `models/` a
//! checker's, which tries the orders in which threads can meet.

pub(crate) use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
pub(crate) use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
pub(crate) use std::time::Instant;
pub(crate) use std::{hint, thread};
