//! The pipers of `papy::io::handle`.

use papy_macros::piper;
// The whole path of a handle is known to `#[piper]` as one that needs no bounds: a wrong pipe is one error then.
use papy_runtime::io;
use papy_runtime::io::handle::{Dump, HandleError, Medium, dump, load};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Passes an item on by a file, shared memory, a named pipe or a socket: what goes through the pipe is a small [`Handle`](io::handle::Handle), of which [`load_item`](load_item()) makes the item again.
///
/// For large items between processes and hosts, where the way of the item is to be chosen. Between threads a pipe moves its items, which costs nothing.
///
/// ```
/// use papy::io::{Medium, dump_item, load_item};
/// use papy::prelude::*;
///
/// #[piper]
/// fn expanded(seed: u8) -> Vec<u8> {
///     vec![seed; 1 << 20]
/// }
///
/// #[piper]
/// fn sum(bytes: Vec<u8>) -> u64 {
///     bytes.into_iter().map(u64::from).sum()
/// }
///
/// pipeline! {
///     Sums(by: Medium) {
///         imap left = threads(2);
///         imap right = threads(2);
///         input seeds: u8;
///         let parcels = seeds -> expanded on left -> dump_item { by } on left [buffer = 8];
///         output sums = parcels -> load_item on right -> sum on right;
///     }
/// }
///
/// let sums: Vec<u64> = Sums { by: Medium::Memory }.start(1..=3)?.sums.collect_blocking()?;
/// assert_eq!(sums, [1 << 20, 2 << 20, 3 << 20]);
/// # Ok::<_, papy::Error>(())
/// ```
///
/// It looks at its item and gives a handle for it. A handle is good for one `load_item` and is not `Clone`, so a fork in front of `load_item` does not compile: fork behind it. Memory
/// is bounded by the `buffer` in which handles travel, times the items. What is left when handles are dropped, a run is cancelled, or a process is
/// killed, and what protects an item on its way: [`handle`](crate::io::handle). [`dump_item_with`](dump_item_with()) takes a directory, an address and limits.
///
/// # Errors
///
/// [`HandleError`]; the item is an error in its place.
///
/// # Cost
///
/// One encoding, and what [`dump`] says of the medium.
#[piper(crate = crate)]
pub fn dump_item<T: Serialize + Send + 'static>(
    item: &T,
    #[param] by: Medium,
) -> Result<io::handle::Handle<T>, HandleError> {
    dump(item, &Dump::by(by))
}

/// [`dump_item`](dump_item()), with a directory, an address, or limits.
///
/// ```
/// use papy::io::{Dump, Medium, dump_item_with, load_item};
/// use papy::prelude::*;
///
/// #[piper]
/// fn doubled(text: String) -> String {
///     text.repeat(2)
/// }
///
/// pipeline! {
///     Doubled(how: Dump) {
///         input texts: String;
///         output doubled = texts -> dump_item_with { how } -> load_item -> doubled;
///     }
/// }
///
/// let how = Dump::by(Medium::File).within(std::env::temp_dir()).at_most(10_000);
/// let doubled: Vec<String> = Doubled { how }.start(["ab".to_owned()])?.doubled.collect_blocking()?;
/// assert_eq!(doubled, ["abab"]);
/// # Ok::<_, papy::Error>(())
/// ```
///
/// # Errors
///
/// As [`dump_item`](dump_item()).
#[piper(crate = crate)]
pub fn dump_item_with<T: Serialize + Send + 'static>(
    item: &T,
    #[param] how: &Dump,
) -> Result<io::handle::Handle<T>, HandleError> {
    dump(item, how)
}

/// Takes the item of a [`Handle`](io::handle::Handle) that [`dump_item`](dump_item()) gave, and removes it from where it was.
///
/// ```
/// use papy::io::{Medium, dump_item, load_item};
///
/// // It is a function, too.
/// let handle = dump_item(&"papy".to_owned(), Medium::Unix)?;
/// assert_eq!(load_item(handle)?, "papy");
/// # Ok::<_, papy::io::HandleError>(())
/// ```
///
/// It waits for the producer, but no longer than 30 s without a byte. It blocks its worker meanwhile.
///
/// # Errors
///
/// [`HandleError`]: nothing is there any more, its producer has ended or is another one, the item is not what it was. `[retry = n]` does not fit: a handle is good for one attempt.
///
/// # Cost
///
/// One decoding, and what [`load`] says of the medium.
#[piper(crate = crate)]
pub fn load_item<T: DeserializeOwned + Send + 'static>(handle: io::handle::Handle<T>) -> Result<T, HandleError> {
    load(handle)
}
