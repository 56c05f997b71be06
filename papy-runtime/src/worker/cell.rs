//! A cell that a worker writes and its carrier reads, both at any time: which item runs, since when.
//!
//! It is an anonymous file that both processes have open; nothing of it is mapped into memory, so neither can be harmed by what the other does to it.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustix::fs::{MemfdFlags, memfd_create};
use rustix::io::{pread, pwrite};
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags,
    recvmsg, sendmsg,
};
use rustix::time::{ClockId, clock_gettime};

/// What a worker is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Running {
    /// Which order; 0 is none.
    pub(crate) order: u64,
    /// Which entry of it.
    pub(crate) entry: u64,
    /// Since when, on the clock that all processes of a host share.
    pub(crate) since: Duration,
}

/// The cell.
#[derive(Debug)]
pub(crate) struct Cell(OwnedFd);

const BYTES: usize = 24;

/// Comes with the cell: a message must have something in it.
const GREETING: u8 = 0x50;

impl Cell {
    pub(crate) fn new() -> io::Result<Cell> {
        Ok(Cell(memfd_create("papy-cell", MemfdFlags::CLOEXEC)?))
    }

    /// Gives the other process of a new connection the same cell.
    pub(crate) fn give(&self, socket: &UnixStream) -> io::Result<()> {
        let fds = [self.0.as_fd()];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut with = SendAncillaryBuffer::new(&mut space);
        with.push(SendAncillaryMessage::ScmRights(&fds));
        sendmsg(socket, &[io::IoSlice::new(&[GREETING])], &mut with, SendFlags::empty())?;
        Ok(())
    }

    /// Gets it there: the first that comes.
    pub(crate) fn get(socket: &UnixStream) -> io::Result<Cell> {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut with = RecvAncillaryBuffer::new(&mut space);
        let mut greeting = [0];
        recvmsg(socket, &mut [io::IoSliceMut::new(&mut greeting)], &mut with, RecvFlags::CMSG_CLOEXEC)?;
        let fds = with.drain().filter_map(|message| match message {
            RecvAncillaryMessage::ScmRights(mut fds) => fds.next(),
            _ => None,
        });
        match (greeting, fds.last()) {
            ([GREETING], Some(fd)) => Ok(Cell(fd)),
            _ => Err(io::Error::new(io::ErrorKind::InvalidData, "the connection does not begin with a cell")),
        }
    }

    /// Says what runs from now on.
    pub(crate) fn begin(&self, order: u64, entry: u64) {
        let since = now().as_nanos() as u64;
        let mut bytes = [0; BYTES];
        for (place, number) in bytes.chunks_exact_mut(8).zip([order, entry, since]) {
            place.copy_from_slice(&number.to_ne_bytes());
        }
        // A file in memory, of a few bytes: a write that fails is seen as an item that takes long.
        let _ = pwrite(&self.0, &bytes, 0);
    }

    /// What runs. A write is one piece for who reads.
    pub(crate) fn running(&self) -> Running {
        let mut bytes = [0; BYTES];
        match pread(&self.0, &mut bytes[..], 0) {
            Ok(BYTES) => {
                let number = |at: usize| u64::from_ne_bytes(bytes[at * 8..][..8].try_into().expect("eight bytes"));
                Running { order: number(0), entry: number(1), since: Duration::from_nanos(number(2)) }
            }
            // Nothing was written yet.
            _ => Running::default(),
        }
    }
}

/// Now, on that clock.
pub(crate) fn now() -> Duration {
    let now = clock_gettime(ClockId::Monotonic);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_end_says_the_other_reads() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let cell = Cell::new().unwrap();
        cell.give(&ours).unwrap();
        let other = Cell::get(&theirs).unwrap();
        assert_eq!(cell.running(), Running::default());
        other.begin(3, 17);
        let running = cell.running();
        assert_eq!((running.order, running.entry), (3, 17));
        assert!(running.since <= now());
    }

    #[test]
    fn a_connection_that_begins_otherwise_has_none() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        io::Write::write_all(&mut &ours, b"hello").unwrap();
        assert!(Cell::get(&theirs).is_err());
    }
}
