//! How items are passed, and what can be chosen about it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// By what [`dump`](super::dump) passes an item.
///
/// | medium | the bytes are in | who can load | is lost with its producer | what a `kill -9` of the producer leaves |
/// |---|---|---|---|---|
/// | `File` | a file in a private directory of [`temp_dir`](std::env::temp_dir), or where [`Dump::within`] says | processes of this user that see the directory, on other hosts too | no | the file |
/// | `Memory` | the same in `/dev/shm`, which is memory | processes of this user on this host | no | the memory |
/// | `Fifo` | this process, until somebody opens the named pipe | as `File`, on this host | yes | the name of the pipe |
/// | `Unix` | this process, which answers at a Unix socket | processes of this user on this host | yes | nothing: the socket has no name among files |
/// | `Tcp` | this process, which answers at a port of the loopback, or of [`Dump::at`] | whoever has the handle and reaches the port | yes | nothing |
///
/// What a killed process leaves is removed by the next one that begins to use the same directory, 10 minutes after the last change.
///
/// ```
/// use papy_runtime::io::handle::Medium;
///
/// let by: Medium = "memory".parse()?;
/// assert_eq!((by, by.to_string()), (Medium::Memory, "memory".to_owned()));
/// assert_eq!("shm".parse::<Medium>().unwrap_err().to_string(), "`shm` is no medium: it is one of file, memory, fifo, unix, tcp");
/// # Ok::<_, papy_runtime::io::handle::UnknownMedium>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Medium {
    /// A temporary file.
    File,
    /// Shared memory.
    Memory,
    /// A named pipe.
    Fifo,
    /// A Unix socket.
    Unix,
    /// A TCP socket.
    Tcp,
}

const MEDIA: [(Medium, &str); 5] = [
    (Medium::File, "file"),
    (Medium::Memory, "memory"),
    (Medium::Fifo, "fifo"),
    (Medium::Unix, "unix"),
    (Medium::Tcp, "tcp"),
];

impl fmt::Display for Medium {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, name) = MEDIA.iter().find(|(medium, _)| medium == self).expect("each has a name");
        f.write_str(name)
    }
}

impl FromStr for Medium {
    type Err = UnknownMedium;

    fn from_str(text: &str) -> Result<Medium, UnknownMedium> {
        let found = MEDIA.iter().find(|(_, name)| *name == text);
        found.map(|(medium, _)| *medium).ok_or_else(|| UnknownMedium { text: text.to_owned() })
    }
}

/// A word that names no [`Medium`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownMedium {
    text: String,
}

impl fmt::Display for UnknownMedium {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no medium: it is one of {}", self.text, MEDIA.map(|(_, name)| name).join(", "))
    }
}

impl std::error::Error for UnknownMedium {}

/// A [`Medium`], with what can be chosen about it.
///
/// ```
/// use std::time::Duration;
/// use papy_runtime::io::handle::{Dump, Medium, dump, load};
///
/// let how = Dump::by(Medium::Tcp).at("127.0.0.1:0".parse()?).wait(Duration::from_secs(60)).at_most(1 << 20);
/// let handle = dump(&"papy".to_owned(), &how)?;
/// assert_eq!(load(handle)?, "papy");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dump {
    by: Medium,
    dir: Option<PathBuf>,
    address: SocketAddr,
    wait: Duration,
    at_most: u64,
}

impl Dump {
    /// By this medium, with what is the default of everything else.
    pub fn by(medium: Medium) -> Dump {
        Dump {
            by: medium,
            dir: None,
            address: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            wait: Duration::from_secs(600),
            at_most: 1 << 30,
        }
    }

    /// `File` and `Fifo`: the directory in which a private one is made. By default [`temp_dir`](std::env::temp_dir). A directory that several
    /// hosts mount passes files between them.
    #[must_use]
    pub fn within(mut self, dir: impl Into<PathBuf>) -> Dump {
        self.dir = Some(dir.into());
        self
    }

    /// `Tcp`: where this process listens, by which those that load reach it. By default a free port of `127.0.0.1`; for other hosts an address of
    /// this one, with port 0 for a free one. Nothing is encrypted: only for networks that may read the items.
    #[must_use]
    pub fn at(mut self, address: SocketAddr) -> Dump {
        self.address = address;
        self
    }

    /// `Fifo`, `Unix` and `Tcp`: how long this process keeps an item that nobody loads. By default 10 minutes.
    #[must_use]
    pub fn wait(mut self, wait: Duration) -> Dump {
        self.wait = wait;
        self
    }

    /// How many bytes an item may have when it is encoded. By default 1 GiB.
    #[must_use]
    pub fn at_most(mut self, bytes: u64) -> Dump {
        self.at_most = bytes;
        self
    }

    /// The medium.
    pub fn medium(&self) -> Medium {
        self.by
    }

    pub(super) fn dir(&self) -> PathBuf {
        match (&self.dir, self.by) {
            (_, Medium::Memory) => Path::new(SHARED_MEMORY).to_owned(),
            (Some(dir), _) => dir.clone(),
            (None, _) => std::env::temp_dir(),
        }
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn kept(&self) -> Duration {
        self.wait
    }

    pub(super) fn limit(&self) -> u64 {
        self.at_most
    }
}

impl From<Medium> for Dump {
    fn from(medium: Medium) -> Dump {
        Dump::by(medium)
    }
}

/// Where Linux shows memory as files.
const SHARED_MEMORY: &str = "/dev/shm";
