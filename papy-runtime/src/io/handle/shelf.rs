//! Items that this process holds until somebody loads them: bounded in number and in time.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

use super::{HandleError, Medium, place};
use crate::driver;

/// What the two sides of a socket show each other. Nobody knows them but who has the handle.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Keys {
    /// Who loads says this first.
    pub(super) secret: [u8; 16],
    /// Who holds the item answers with this.
    pub(super) answer: [u8; 16],
}

/// An item, and how it is asked for.
pub(super) struct Held {
    pub(super) bytes: Bytes,
    pub(super) access: Access,
    pub(super) until: Instant,
}

pub(super) enum Access {
    /// By a socket.
    Keys(Keys),
    /// By opening this pipe.
    Pipe(PathBuf),
}

/// So many items may wait.
const ITEMS_MAX: usize = 1 << 16;

#[derive(Default)]
struct Shelf {
    items: HashMap<u64, Held>,
    /// When somebody looks for what has waited too long.
    next_look: Option<Instant>,
}

static SHELF: LazyLock<Mutex<Shelf>> = LazyLock::new(Mutex::default);
/// Somebody must look earlier.
static EARLIER: Notify = Notify::const_new();

fn shelf() -> MutexGuard<'static, Shelf> {
    SHELF.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Holds an item.
pub(super) fn hold(id: u64, held: Held, by: Medium) -> Result<(), HandleError> {
    let mut shelf = shelf();
    if shelf.items.len() >= ITEMS_MAX {
        return Err(HandleError::Full { by, limit: ITEMS_MAX });
    }
    put(&mut shelf, id, held);
    Ok(())
}

fn put(shelf: &mut Shelf, id: u64, held: Held) {
    match shelf.next_look {
        None => {
            shelf.next_look = Some(held.until);
            driver::spawn(look());
        }
        Some(next) if held.until < next => EARLIER.notify_one(),
        Some(_) => {}
    }
    shelf.items.insert(id, held);
}

/// Gives an item back that nobody got.
pub(super) fn put_back(id: u64, held: Held) {
    put(&mut shelf(), id, held);
}

/// Takes an item, if the one who asks may have it.
pub(super) fn claim(id: u64, may: impl FnOnce(&Access) -> bool) -> Option<Held> {
    let mut shelf = shelf();
    if may(&shelf.items.get(&id)?.access) { shelf.items.remove(&id) } else { None }
}

/// The pipe of an item that waits.
pub(super) fn pipe_of(id: u64) -> Option<PathBuf> {
    match &shelf().items.get(&id)?.access {
        Access::Pipe(path) => Some(path.clone()),
        Access::Keys(_) => None,
    }
}

/// All items that wait for their pipes to be opened.
pub(super) fn pipes() -> Vec<u64> {
    let is_pipe = |held: &Held| matches!(held.access, Access::Pipe(_));
    shelf().items.iter().filter(|(_, held)| is_pipe(held)).map(|(id, _)| *id).collect()
}

/// Whether an item waits.
#[cfg(test)]
pub(super) fn holds(id: u64) -> bool {
    shelf().items.contains_key(&id)
}

/// Removes what has waited too long, until nothing waits.
async fn look() {
    while let Some(next) = expire(Instant::now()) {
        // Both mean to look again.
        let _ = tokio::time::timeout_at(next.into(), EARLIER.notified()).await;
    }
}

/// Removes what has waited too long, and says when to look again.
fn expire(now: Instant) -> Option<Instant> {
    let mut shelf = shelf();
    let over: Vec<u64> = shelf.items.iter().filter(|(_, held)| held.until <= now).map(|(id, _)| *id).collect();
    let over: Vec<Held> = over.iter().filter_map(|id| shelf.items.remove(id)).collect();
    shelf.next_look = shelf.items.values().map(|held| held.until).min();
    let next = shelf.next_look;
    drop(shelf);
    for held in over {
        if let Access::Pipe(path) = held.access {
            remove_pipe(&path);
        }
    }
    next
}

/// Removes a pipe that nobody will open. Where that fails it is swept later, as what a killed process leaves.
pub(super) fn remove_pipe(path: &std::path::Path) {
    drop(place::remove(path));
}

/// When something that may wait for so long has waited too long.
pub(super) fn until(wait: Duration) -> Instant {
    let now = Instant::now();
    // As good as for ever.
    now.checked_add(wait).unwrap_or_else(|| now + Duration::from_secs(1 << 30))
}
