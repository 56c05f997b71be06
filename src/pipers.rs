//! Pipers that many pipelines need.
//!
//! | piper | is | gives |
//! |---|---|---|
//! | [`pass`](pass()) | a map | the item; with `[produce]` the members of a `Vec` or array |
//! | [`batch`](batch()) | a map, with `[consume = n]` | `n` items as a `Vec` |
//! | [`enumerate`](enumerate()) | a scan | the item behind its number |
//! | [`dedup`](dedup()) | a scan | the item, unless it equals the one before |
//! | [`skip`](skip()) | a scan | the item, but for the first ones |
//! | [`window`](window()) | a scan | the item and those before it, as an array |
//! | `throttle` | an async map (feature `io`) | the item, not before a time has passed since the one before |
//! | [`tee`](tee()) | a map | the item, which it also writes into a file |
//! | [`write_lines`](write_lines()) | a sink | nothing: it writes the items into a file |
//!
//! Taking items apart and putting them together needs none of these: the members of a zip are the arguments of the piper behind it, and what a piper wants of
//! a zip is what it is given.
//!
//! ```
//! use papy::pipers::{dedup, enumerate};
//! use papy::prelude::*;
//!
//! pipeline! {
//!     Changes {
//!         input words: &'static str;
//!         output changes = words -> dedup -> enumerate;
//!     }
//! }
//!
//! let changes: Vec<_> = Changes::new().start(["a", "a", "b", "a"])?.changes.collect_blocking()?;
//! assert_eq!(changes, [(0, "a"), (1, "b"), (2, "a")]);
//! # Ok::<_, papy::Error>(())
//! ```

mod lines;

use std::collections::VecDeque;

use papy_macros::piper;

pub use lines::{LineFile, tee, write_lines};

/// Gives its item as it is. On an IMap it moves the line there, and with `[produce]` it unrolls items that are lists.
///
/// ```
/// use papy::pipers::pass;
/// use papy::prelude::*;
///
/// pipeline! {
///     Flat {
///         input lists: [u32; 2];
///         output members = lists -> pass [produce];
///     }
/// }
///
/// let members: Vec<u32> = Flat::new().start([[1, 2], [3, 4]])?.members.collect_blocking()?;
/// assert_eq!(members, [1, 2, 3, 4]);
/// # Ok::<_, papy::Error>(())
/// ```
#[piper(crate = crate)]
pub fn pass<T: Send + 'static>(item: T) -> T {
    item
}

/// Gives as many items at once as its stage consumes, as a `Vec`. The last may be shorter, unless `[last = ..]` says otherwise.
///
/// ```
/// use papy::pipers::batch;
/// use papy::prelude::*;
///
/// pipeline! {
///     Pairs {
///         input numbers: u32;
///         output pairs = numbers -> batch [consume = 2];
///     }
/// }
///
/// let pairs: Vec<Vec<u32>> = Pairs::new().start(1..=5)?.pairs.collect_blocking()?;
/// assert_eq!(pairs, [vec![1, 2], vec![3, 4], vec![5]]);
/// # Ok::<_, papy::Error>(())
/// ```
#[piper(crate = crate)]
pub fn batch<T: Send + 'static>(items: Vec<T>) -> Vec<T> {
    items
}

/// Numbers its items, from 0, in the order of their lineages. Items that failed or were dropped above have no number.
///
/// ```
/// use papy::pipers::enumerate;
/// use papy::prelude::*;
///
/// pipeline! {
///     Numbered {
///         input words: &'static str;
///         output numbered = words -> enumerate;
///     }
/// }
///
/// let numbered: Vec<_> = Numbered::new().start(["to", "be"])?.numbered.collect_blocking()?;
/// assert_eq!(numbered, [(0, "to"), (1, "be")]);
/// # Ok::<_, papy::Error>(())
/// ```
#[piper(scan, crate = crate)]
pub fn enumerate<T: Send + 'static>(next: &mut u64, item: T) -> (u64, T) {
    let number = *next;
    *next += 1;
    (number, item)
}

/// Drops each item that equals the one before it. Costs a clone for each item that it gives.
///
/// ```
/// use papy::pipers::dedup;
/// use papy::prelude::*;
///
/// pipeline! {
///     Changes {
///         input numbers: u32;
///         output changes = numbers -> dedup;
///     }
/// }
///
/// let changes: Vec<u32> = Changes::new().start([1, 1, 2, 2, 1])?.changes.collect_blocking()?;
/// assert_eq!(changes, [1, 2, 1]);
/// # Ok::<_, papy::Error>(())
/// ```
#[piper(scan, crate = crate)]
pub fn dedup<T: PartialEq + Clone + Send + 'static>(last: &mut Option<T>, item: T) -> Option<T> {
    if last.as_ref() == Some(&item) {
        return None;
    }
    *last = Some(item.clone());
    Some(item)
}

/// Drops the first items: the head of a table, for one.
///
/// ```
/// use papy::pipers::skip;
/// use papy::prelude::*;
///
/// pipeline! {
///     Rows {
///         input lines: &'static str;
///         output rows = lines -> skip { count: 1 };
///     }
/// }
///
/// let rows: Vec<_> = Rows::new().start(["name,age", "Ada,36"])?.rows.collect_blocking()?;
/// assert_eq!(rows, ["Ada,36"]);
/// # Ok::<_, papy::Error>(())
/// ```
#[piper(scan, crate = crate)]
pub fn skip<T: Send + 'static>(seen: &mut u64, item: T, #[param] count: u64) -> Option<T> {
    if *seen < count {
        *seen += 1;
        return None;
    }
    Some(item)
}

/// Gives each item with the `N - 1` before it, the earliest first. There is nothing for the first `N - 1` items. Costs `N` clones for each.
///
/// ```
/// use papy::pipers::window;
/// use papy::prelude::*;
///
/// #[piper]
/// fn rise(pair: [i64; 2]) -> i64 {
///     pair[1] - pair[0]
/// }
///
/// pipeline! {
///     Rises {
///         input heights: i64;
///         output rises = heights -> window::<2> -> rise;
///     }
/// }
///
/// let rises: Vec<i64> = Rises::new().start([3, 5, 4])?.rises.collect_blocking()?;
/// assert_eq!(rises, [2, -1]);
/// # Ok::<_, papy::Error>(())
/// ```
///
/// `window::<0>` does not compile.
#[piper(scan, crate = crate)]
pub fn window<const N: usize, T: Clone + Send + 'static>(last: &mut VecDeque<T>, item: T) -> Option<[T; N]> {
    const { assert!(N > 0, "a window has at least one item") };
    if last.len() == N {
        last.pop_front();
    }
    last.push_back(item);
    (last.len() == N).then(|| std::array::from_fn(|at| last[at].clone()))
}

/// Gives its items no faster than one each `every`: for services that allow so many calls.
///
/// The first goes at once. It waits without holding up a thread. Each worker of its IMap counts for itself, so one without an IMap is exact.
///
/// ```
/// use std::time::{Duration, Instant};
/// use papy::pipers::throttle;
/// use papy::prelude::*;
///
/// pipeline! {
///     Slowly {
///         input numbers: u32;
///         output slowly = numbers -> throttle { every: Duration::from_millis(2) };
///     }
/// }
///
/// let begun = Instant::now();
/// let numbers: Vec<u32> = Slowly::new().start(0..6)?.slowly.collect_blocking()?;
/// assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
/// assert!(begun.elapsed() >= Duration::from_millis(10));
/// # Ok::<_, papy::Error>(())
/// ```
///
/// After a pause there is no burst: an item that comes late makes those behind it late. Precise to a millisecond.
#[cfg(feature = "io")]
#[piper(crate = crate)]
pub async fn throttle<T: Send + 'static>(
    item: T,
    #[local(|| None)] next: &mut Option<std::time::Instant>,
    #[param] every: std::time::Duration,
) -> T {
    if let Some(next) = *next {
        papy_runtime::plumbing::wait_until(next).await;
    }
    *next = std::time::Instant::now().checked_add(every);
    item
}
