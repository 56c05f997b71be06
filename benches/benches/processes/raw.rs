//! A child of this program that sends back what it reads, and nothing else: what a socket can do.

use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};

/// Tells a child that it is one.
const SIGN: &str = "PAPY_BENCH_RAW";

/// In such a child, works and ends the process. Its socket is its standard input. A message is its length, four bytes, and so many bytes.
pub(super) fn serve() {
    if std::env::var_os(SIGN).is_none() {
        return;
    }
    use std::os::fd::AsFd;
    let socket = std::io::stdin().as_fd().try_clone_to_owned().expect("it is open");
    let mut socket = UnixStream::from(socket);
    let mut message = Vec::new();
    while take(&mut socket, &mut message) {
        socket.write_all(&message).expect("who asks listens");
    }
    std::process::exit(0);
}

/// Reads a message, with its length in front of it. False where there is none.
fn take(socket: &mut UnixStream, message: &mut Vec<u8>) -> bool {
    let mut length = [0; 4];
    if socket.read_exact(&mut length).is_err() {
        return false;
    }
    message.clear();
    message.extend_from_slice(&length);
    message.resize(4 + u32::from_le_bytes(length) as usize, 0);
    socket.read_exact(&mut message[4..]).expect("a message is whole");
    true
}

/// One that lives.
pub(super) struct Raw {
    child: Child,
    socket: Option<UnixStream>,
    message: Vec<u8>,
}

impl Raw {
    pub(super) fn new() -> Raw {
        let (ours, theirs) = UnixStream::pair().expect("there are sockets");
        let program = std::env::current_exe().expect("it runs");
        let child = Command::new(program).env(SIGN, "1").stdin(Stdio::from(OwnedFd::from(theirs))).spawn();
        Raw { child: child.expect("it can be started again"), socket: Some(ours), message: Vec::new() }
    }

    /// Sends bytes there and back.
    pub(super) fn trip(&mut self, bytes: &[u8]) -> &[u8] {
        let socket = self.socket.as_mut().expect("it is there until the end");
        self.message.clear();
        self.message.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        self.message.extend_from_slice(bytes);
        socket.write_all(&self.message).expect("it listens");
        assert!(take(socket, &mut self.message), "it answers");
        &self.message[4..]
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // It ends when nobody can ask any more.
        drop(self.socket.take());
        self.child.wait().expect("it was started");
    }
}
