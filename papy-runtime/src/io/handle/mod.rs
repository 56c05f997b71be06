//! Items that go another way than their pipe: only a small [`Handle`] goes through it.
//!
//! [`dump`] puts an item into a file, shared memory, a named pipe or behind a socket, by its [`Medium`]; [`load`] takes it out, in this process, in
//! another one of this host, or on another host. In a pipeline these are the pipers `papy::io::dump_item` and `papy::io::load_item`.
//!
//! ```
//! use papy_runtime::io::handle::{Dump, Handle, Medium, dump, load};
//!
//! let handle: Handle<String> = dump(&"a large item".to_owned(), &Dump::by(Medium::Memory))?;
//! assert_eq!((handle.medium(), handle.bytes()), (Medium::Memory, 13));
//! assert_eq!(load(handle)?, "a large item");
//! # Ok::<_, papy_runtime::io::handle::HandleError>(())
//! ```
//!
//! # Who may load
//!
//! Files, memory and pipes are in a directory that only this user may enter, and are looked at before they are opened: what belongs to somebody
//! else is refused. A socket answers who shows 128 secret bits that are nowhere but in the handle, and shows 128 others itself; a Unix socket
//! asks the kernel, too, whether the other side is of this user. Nothing is encrypted: who can read the network can read what goes by TCP, and the secret.
//!
//! # What is left, and when
//!
//! Who loads removes. A handle that is dropped in the process that made it, and that was never serialized, removes its item: a run that is cancelled
//! leaves nothing. One that went to another process and is dropped there removes nothing, because the same bytes may be a handle
//! elsewhere; [`Handle::discard`] does. Otherwise sockets and pipes forget an item after [`Dump::wait`]; a file stays until its process has ended, and
//! is removed by the next one that begins to dump into the same directory, 10 minutes after the last change there.
//!
//! # Limits
//!
//! An item has at most 1 GiB ([`Dump::at_most`]), 65536 items may wait behind sockets and pipes of a process, and nothing waits
//! longer than 30 s for a byte, or 10 s for a connection. Values may be 128 deep in each other, and take 64 times the memory that
//! they take as bytes. Only on Linux.

mod codec;
mod error;
mod fetch;
mod fifo;
mod medium;
mod owner;
mod place;
mod serve;
mod shelf;
#[cfg(test)]
mod tests;

use std::any::type_name;
use std::fmt;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use error::HandleError;
use fetch::Endpoint;
pub use medium::{Dump, Medium, UnknownMedium};
use owner::Owner;
use shelf::{Access, Held, Keys};

/// Where an item of type `T` is, for one [`load`].
///
/// It has about 100 bytes when it is serialized, and can be deserialized as a handle to the same type only. It is not `Clone`: a handle is good for one load,
/// and one that was serialized and came to two places is an error, [`HandleError::Gone`], at the second.
///
/// ```
/// use papy_runtime::io::handle::{Dump, Handle, HandleError, Medium, dump, load};
///
/// let handle = dump(&vec![1u32, 2, 3], &Dump::by(Medium::Unix))?;
/// let sent = postcard::to_extend(&handle, Vec::new()).unwrap(); // to another process
/// let there: Handle<Vec<u32>> = postcard::from_bytes(&sent).unwrap();
/// assert_eq!(load(there)?, [1, 2, 3]);
/// assert!(matches!(load(handle), Err(HandleError::Gone { .. })));
/// assert!(postcard::from_bytes::<Handle<String>>(&sent).is_err());
/// # Ok::<_, HandleError>(())
/// ```
#[must_use = "the item waits until it is loaded"]
pub struct Handle<T> {
    place: Place,
    bytes: u64,
    /// Whether it is this process's own, and nowhere else.
    alone: AtomicBool,
    of: PhantomData<fn() -> T>,
}

/// Where an item is.
#[derive(Clone, Serialize, Deserialize)]
enum Place {
    File { path: PathBuf, host: u64 },
    Memory { path: PathBuf, host: u64 },
    Fifo { path: PathBuf, owner: Owner },
    Unix { name: [u8; 16], host: u64, id: u64, keys: Keys },
    Tcp { address: std::net::SocketAddr, id: u64, keys: Keys },
}

/// Passes an item on by a medium, and gives the handle by which it is loaded.
///
/// ```
/// use papy_runtime::io::handle::{Dump, Medium, dump, load};
///
/// let handle = dump(&(1, "one".to_owned()), &Dump::by(Medium::File))?;
/// assert_eq!(load(handle)?, (1, "one".to_owned()));
/// # Ok::<_, papy_runtime::io::handle::HandleError>(())
/// ```
///
/// # Errors
///
/// An item that cannot be encoded or is too long, and what the system says.
///
/// # Cost
///
/// The item is encoded, which is one copy. `File` and `Memory` write it (four system calls and two more for the directory); `Fifo` makes a pipe; `Unix` and `Tcp`
/// only keep it. Loading by a socket takes a round trip and two copies through the system; connections are kept for the next item.
pub fn dump<T: Serialize + 'static>(item: &T, how: &Dump) -> Result<Handle<T>, HandleError> {
    let by = how.medium();
    let item = codec::encode(item, how.limit())?;
    let bytes = item.len() as u64;
    let owner = Owner::this().map_err(HandleError::io(by, "looking for itself in /proc"))?;
    let place = match by {
        Medium::File => Place::File { path: place::put_file(&item, how)?, host: owner.host },
        Medium::Memory => Place::Memory { path: place::put_file(&item, how)?, host: owner.host },
        Medium::Fifo => Place::Fifo { path: fifo::put_pipe(item, how)?, owner },
        Medium::Unix => {
            let name = serve::unix_name().map_err(HandleError::io(by, "listening"))?;
            let (id, keys) = hold(item, how)?;
            Place::Unix { name, host: owner.host, id, keys }
        }
        Medium::Tcp => {
            let at = how.address();
            let address = serve::tcp_address(at).map_err(HandleError::io(by, format!("listening at {at}")))?;
            let (id, keys) = hold(item, how)?;
            Place::Tcp { address, id, keys }
        }
    };
    Ok(Handle { place, bytes, alone: AtomicBool::new(true), of: PhantomData })
}

/// Holds an item behind a socket.
fn hold(item: Vec<u8>, how: &Dump) -> Result<(u64, Keys), HandleError> {
    let by = how.medium();
    let keys = serve::keys().map_err(HandleError::io(by, "asking for random bytes"))?;
    let id = place::next_id();
    let held = Held { bytes: item.into(), access: Access::Keys(keys), until: shelf::until(how.kept()) };
    shelf::hold(id, held, by)?;
    Ok((id, keys))
}

/// Takes the item of a handle, and removes it from where it was.
///
/// It waits for the producer as long as that is there and something moves: at most 30 s without a byte.
///
/// ```
/// use papy_runtime::io::handle::{Dump, Medium, dump, load};
///
/// for by in [Medium::File, Medium::Memory, Medium::Fifo, Medium::Unix, Medium::Tcp] {
///     let handle = dump(&vec![7u8; 100_000], &Dump::by(by))?;
///     assert_eq!(load(handle)?.len(), 100_000);
/// }
/// # Ok::<_, papy_runtime::io::handle::HandleError>(())
/// ```
///
/// # Errors
///
/// See [`HandleError`]. An item that is loaded by a process that is killed before it has all the bytes can be loaded again, by any medium but `Fifo`.
pub fn load<T: DeserializeOwned + 'static>(handle: Handle<T>) -> Result<T, HandleError> {
    codec::decode(handle.take()?)
}

impl<T> Handle<T> {
    /// By what the item is passed.
    pub fn medium(&self) -> Medium {
        match self.place {
            Place::File { .. } => Medium::File,
            Place::Memory { .. } => Medium::Memory,
            Place::Fifo { .. } => Medium::Fifo,
            Place::Unix { .. } => Medium::Unix,
            Place::Tcp { .. } => Medium::Tcp,
        }
    }

    /// How many bytes the item has, encoded.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Removes the item unread, wherever the handle came from.
    ///
    /// ```
    /// use papy_runtime::io::handle::{Dump, Medium, dump};
    ///
    /// dump(&1, &Dump::by(Medium::File))?.discard()?;
    /// # Ok::<_, papy_runtime::io::handle::HandleError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`load`].
    pub fn discard(self) -> Result<(), HandleError> {
        self.take().map(drop)
    }

    fn take(self) -> Result<Vec<u8>, HandleError> {
        let bytes = match &self.place {
            Place::File { path, host } => place::take_file(path, Medium::File, *host, self.bytes),
            Place::Memory { path, host } => place::take_file(path, Medium::Memory, *host, self.bytes),
            Place::Fifo { path, owner } => fifo::take_pipe(path, *owner, self.bytes),
            Place::Unix { name, host, id, keys } => {
                let loaded = fetch::fetch(Endpoint::Unix(*name), *id, keys, self.bytes);
                match (loaded, Owner::this()) {
                    (Err(HandleError::NoProducer { by, .. }), Ok(this)) if this.host != *host => {
                        Err(HandleError::OtherHost { by })
                    }
                    (loaded, _) => loaded,
                }
            }
            Place::Tcp { address, id, keys } => fetch::fetch(Endpoint::Tcp(*address), *id, keys, self.bytes),
        };
        if bytes.is_ok() {
            self.alone.store(false, Ordering::Relaxed);
        }
        bytes
    }
}

impl<T> Drop for Handle<T> {
    fn drop(&mut self) {
        if !*self.alone.get_mut() {
            return;
        }
        match &self.place {
            // What cannot be removed now is swept later, as what a killed process leaves.
            Place::File { path, .. } | Place::Memory { path, .. } => drop(place::remove(path)),
            Place::Fifo { path, .. } => {
                let id = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
                drop(id.and_then(|id| shelf::claim(id, |_| true)));
                shelf::remove_pipe(path);
            }
            Place::Unix { id, .. } | Place::Tcp { id, .. } => drop(shelf::claim(*id, |_| true)),
        }
    }
}

impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its keys are nobody's business.
        write!(f, "Handle<{}>({}, {} bytes)", type_name::<T>(), self.medium(), self.bytes)
    }
}

/// Tells types apart, within one program.
fn mark_of<T>() -> u64 {
    owner::hash(&[type_name::<T>().as_bytes()])
}

impl<T> Serialize for Handle<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Whoever gets these bytes may load, so from now on it is not for this one to remove.
        self.alone.store(false, Ordering::Relaxed);
        (mark_of::<T>(), self.bytes, &self.place).serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Handle<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Handle<T>, D::Error> {
        let (mark, bytes, place) = <(u64, u64, Place)>::deserialize(deserializer)?;
        if mark != mark_of::<T>() {
            return Err(D::Error::custom(format_args!("this is no handle to an item of type `{}`", type_name::<T>())));
        }
        Ok(Handle { place, bytes, alone: AtomicBool::new(false), of: PhantomData })
    }
}
