//! Who asks at a socket for an item that this process holds gets it: the side of the producer, on papy's runtime.
//!
//! One socket for each address. A connection serves one request after the other:
//!
//! ```text
//! asks:    number of the item (8 bytes), secret (16)
//! answers: 1, if there is no such item; or 0, answer (16), length (8), the item
//! thanks:  1, when all is there; without it the item is held as before
//! ```

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net as unix;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::net::sockopt::socket_peercred;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, UnixListener};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use super::owner::random;
use super::shelf::{self, Access, Held, Keys};
use crate::driver;

/// A connection on which nothing moves for so long is closed.
pub(super) const IDLE_MAX: Duration = Duration::from_secs(30);
/// More connections wait until others are closed.
const CONNECTIONS_MAX: usize = 256;
/// How long nobody is let in after the system had no room for a connection.
const PAUSE: Duration = Duration::from_millis(100);
/// So much is written at once.
const PIECE: usize = 1 << 16;

pub(super) const HAVE: u8 = 0;
pub(super) const HAVE_NOT: u8 = 1;
pub(super) const THANKS: u8 = 1;
/// How many bytes ask for an item.
pub(super) const REQUEST: usize = 24;
/// How many bytes stand before an item that is there.
pub(super) const ANSWER: usize = 24;

/// The name of this process's Unix socket, which is none among files. Bound when it is first needed.
pub(super) fn unix_name() -> io::Result<[u8; 16]> {
    static NAME: Mutex<Option<[u8; 16]>> = Mutex::new(None);
    let mut known = NAME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(name) = *known {
        return Ok(name);
    }
    let name = random()?;
    let listener = unix::UnixListener::bind_addr(&unix::SocketAddr::from_abstract_name(name)?)?;
    listener.set_nonblocking(true)?;
    let entered = driver::enter();
    let listener = Listener::Unix(UnixListener::from_std(listener)?);
    drop(entered);
    driver::spawn(accept(listener));
    *known = Some(name);
    Ok(name)
}

/// Where this process listens by TCP when it was told to listen at an address. Bound when it is first needed.
pub(super) fn tcp_address(at: SocketAddr) -> io::Result<SocketAddr> {
    static BOUND: Mutex<Option<HashMap<SocketAddr, SocketAddr>>> = Mutex::new(None);
    if at.ip().is_unspecified() {
        let why = "others cannot reach an item at it; `Dump::at` takes an address by which they reach this host";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
    }
    let mut bound = BOUND.lock().unwrap_or_else(PoisonError::into_inner);
    let bound = bound.get_or_insert_default();
    if let Some(address) = bound.get(&at) {
        return Ok(*address);
    }
    let listener = std::net::TcpListener::bind(at)?;
    let address = listener.local_addr()?;
    listener.set_nonblocking(true)?;
    let entered = driver::enter();
    let listener = Listener::Tcp(TcpListener::from_std(listener)?);
    drop(entered);
    driver::spawn(accept(listener));
    bound.insert(at, address);
    Ok(address)
}

/// New keys.
pub(super) fn keys() -> io::Result<Keys> {
    Ok(Keys { secret: random()?, answer: random()? })
}

enum Listener {
    Unix(UnixListener),
    Tcp(TcpListener),
}

/// Serves all that connect, for the life of the process.
async fn accept(listener: Listener) {
    let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let permit = room.clone().acquire_owned().await.expect("nobody closes it");
        let accepted = match &listener {
            Listener::Unix(listener) => listener.accept().await.map(|(stream, _)| {
                let user = rustix::process::geteuid();
                // Another user's process, whoever it is, did not get the handle.
                if socket_peercred(&stream).is_ok_and(|peer| peer.uid == user) {
                    driver::spawn(serve(stream, permit));
                }
            }),
            Listener::Tcp(listener) => listener.accept().await.map(|(stream, _)| {
                // Only a matter of speed.
                let _ = stream.set_nodelay(true);
                driver::spawn(serve(stream, permit));
            }),
        };
        if accepted.is_err() {
            // No descriptors, or who connected is gone again: it goes on when there is room.
            sleep(PAUSE).await;
        }
    }
}

/// Serves one connection until it is closed, breaks or is idle.
async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, _permit: OwnedSemaphorePermit) {
    let mut request = [0; REQUEST];
    while let Ok(Ok(_)) = timeout(IDLE_MAX, stream.read_exact(&mut request)).await {
        let (id, secret) = request.split_at(8);
        let id = u64::from_le_bytes(id.try_into().expect("8 bytes"));
        let knows = |access: &Access| matches!(access, Access::Keys(keys) if are_equal(&keys.secret, secret));
        let answered = match shelf::claim(id, knows) {
            Some(held) => {
                let mut claimed = Claimed { id, held: Some(held) };
                let sent = send(&mut stream, claimed.held.as_ref().expect("it was just put there")).await;
                if sent.is_ok() {
                    claimed.held = None;
                }
                sent
            }
            None => stream.write_all(&[HAVE_NOT]).await,
        };
        if answered.is_err() {
            return;
        }
    }
}

/// An item on its way: held again if that ends before it is there.
struct Claimed {
    id: u64,
    held: Option<Held>,
}

impl Drop for Claimed {
    fn drop(&mut self) {
        if let Some(held) = self.held.take() {
            shelf::put_back(self.id, held);
        }
    }
}

/// Sends an item, and waits until it is there.
async fn send(stream: &mut (impl AsyncRead + AsyncWrite + Unpin), held: &Held) -> io::Result<()> {
    let Access::Keys(keys) = &held.access else { unreachable!("only items with keys are claimed here") };
    let mut head = vec![HAVE];
    head.extend(keys.answer);
    head.extend((held.bytes.len() as u64).to_le_bytes());
    timeout(IDLE_MAX, stream.write_all(&head)).await??;
    for piece in held.bytes.chunks(PIECE) {
        timeout(IDLE_MAX, stream.write_all(piece)).await??;
    }
    match timeout(IDLE_MAX, stream.read_u8()).await?? {
        THANKS => Ok(()),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// Takes as long whatever is equal.
fn are_equal(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |all, (one, other)| all | (one ^ other)) == 0
}
