//! Asking at a socket for an item: the side of who loads. See `serve.rs` for what is said.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::net::sockopt::{Timeout, set_socket_timeout, socket_peercred};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with};

use super::serve::{ANSWER, HAVE, HAVE_NOT, IDLE_MAX, THANKS};
use super::shelf::Keys;
use super::{HandleError, Medium};

const CONNECT_MAX: Duration = Duration::from_secs(10);
/// So many connections are kept for the next item.
const KEPT_MAX: usize = 16;

/// Where a process answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endpoint {
    Unix([u8; 16]),
    Tcp(SocketAddr),
}

impl Endpoint {
    fn medium(self) -> Medium {
        match self {
            Endpoint::Unix(_) => Medium::Unix,
            Endpoint::Tcp(_) => Medium::Tcp,
        }
    }
}

/// A connection.
pub(super) enum Stream {
    Unix(UnixStream),
    Tcp(TcpStream),
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Stream::Unix(stream) => stream.read(into),
            Stream::Tcp(stream) => stream.read(into),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Stream::Unix(stream) => stream.write(bytes),
            Stream::Tcp(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Connections without a request, the one that was used last at the end.
static KEPT: Mutex<Vec<(Endpoint, Stream)>> = Mutex::new(Vec::new());

/// Loads an item of `of` bytes.
pub(super) fn fetch(endpoint: Endpoint, id: u64, keys: &Keys, of: u64) -> Result<Vec<u8>, HandleError> {
    let kept = {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().rposition(|(other, _)| *other == endpoint);
        at.map(|at| kept.remove(at).1)
    };
    if let Some(stream) = kept {
        match ask(stream, endpoint, id, keys, of) {
            // It was closed meanwhile, so nobody saw the request; or the producer is gone, as connecting shows.
            Err(HandleError::NoProducer { .. }) => {}
            done => return done,
        }
    }
    ask(open(endpoint)?, endpoint, id, keys, of)
}

/// Connects. Whoever answers is of this user, or shows later that it knows the keys.
pub(super) fn open(endpoint: Endpoint) -> Result<Stream, HandleError> {
    let by = endpoint.medium();
    let stream = match endpoint {
        Endpoint::Unix(name) => open_unix(&name).map(Stream::Unix),
        Endpoint::Tcp(address) => open_tcp(address).map(Stream::Tcp),
    };
    let stream = stream.map_err(|error| match error.kind() {
        ErrorKind::ConnectionRefused | ErrorKind::NotFound | ErrorKind::ConnectionReset => {
            HandleError::NoProducer { by, found: error.to_string() }
        }
        ErrorKind::TimedOut | ErrorKind::WouldBlock => HandleError::TimedOut { by, limit: CONNECT_MAX },
        _ => HandleError::io(by, "connecting")(error),
    })?;
    if let Stream::Unix(stream) = &stream {
        let peer = socket_peercred(stream).map_err(|error| HandleError::io(by, "connecting")(error.into()))?;
        if peer.uid != rustix::process::geteuid() {
            return Err(HandleError::NotProducer { by, found: format!("it is of user {}", peer.uid.as_raw()) });
        }
    }
    Ok(stream)
}

fn open_unix(name: &[u8]) -> io::Result<UnixStream> {
    let socket: OwnedFd = socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None)?;
    // It waits to be let in, too.
    set_socket_timeout(&socket, Timeout::Send, Some(CONNECT_MAX))?;
    connect(&socket, &SocketAddrUnix::new_abstract_name(name)?)?;
    let stream = UnixStream::from(socket);
    stream.set_read_timeout(Some(IDLE_MAX))?;
    stream.set_write_timeout(Some(IDLE_MAX))?;
    Ok(stream)
}

fn open_tcp(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect_timeout(&address, CONNECT_MAX)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(IDLE_MAX))?;
    stream.set_write_timeout(Some(IDLE_MAX))?;
    Ok(stream)
}

/// Asks for an item and takes it.
pub(super) fn ask(
    mut stream: Stream,
    endpoint: Endpoint,
    id: u64,
    keys: &Keys,
    of: u64,
) -> Result<Vec<u8>, HandleError> {
    let by = endpoint.medium();
    let broken = |error: io::Error| match error.kind() {
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => {
            HandleError::NoProducer { by, found: "it closed the connection".to_owned() }
        }
        ErrorKind::TimedOut | ErrorKind::WouldBlock => HandleError::TimedOut { by, limit: IDLE_MAX },
        _ => HandleError::io(by, "loading")(error),
    };
    request(&mut stream, id, keys).map_err(broken)?;
    let mut have = [0];
    stream.read_exact(&mut have).map_err(broken)?;
    match have[0] {
        HAVE => {}
        HAVE_NOT => {
            keep(endpoint, stream);
            return Err(HandleError::Gone { by });
        }
        _ => return Err(HandleError::NotProducer { by, found: "it does not speak as one".to_owned() }),
    }
    let mut answer = [0; ANSWER];
    stream.read_exact(&mut answer).map_err(broken)?;
    let (answer, bytes) = answer.split_at(16);
    if answer != keys.answer {
        return Err(HandleError::NotProducer { by, found: "it does not know the handle".to_owned() });
    }
    let bytes = u64::from_le_bytes(bytes.try_into().expect("8 bytes"));
    if bytes != of {
        return Err(HandleError::Length { by, bytes, of });
    }
    let mut item = Vec::new();
    // It grows with what comes, not with what is told.
    let count = (&mut stream).take(of).read_to_end(&mut item).map_err(broken)?;
    if count as u64 != of {
        return Err(broken(ErrorKind::UnexpectedEof.into()));
    }
    stream.write_all(&[THANKS]).map_err(broken)?;
    keep(endpoint, stream);
    Ok(item)
}

/// Asks.
pub(super) fn request(stream: &mut Stream, id: u64, keys: &Keys) -> io::Result<()> {
    let mut request = id.to_le_bytes().to_vec();
    request.extend(keys.secret);
    stream.write_all(&request)
}

/// Keeps a connection for the next item, and closes the one that was not used for the longest time, if there are too many.
fn keep(endpoint: Endpoint, stream: Stream) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() == KEPT_MAX {
        kept.remove(0);
    }
    kept.push((endpoint, stream));
}
