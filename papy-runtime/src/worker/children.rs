//! Child processes of this program as workers: how they begin, and how this program becomes one.

use std::fmt;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::child::{self, Entry};
use super::link::{Life, Peer, Start};

const MARKER: &str = "PAPY_WORKER";

pub(crate) struct Children;

impl Start for Children {
    fn start(&self, _carrier: u32) -> io::Result<Peer> {
        let (ours, theirs) = UnixStream::pair()?;
        let child = Command::new(std::env::current_exe()?)
            .env(MARKER, "1")
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .spawn()?;
        Ok(Peer { socket: ours, life: Box::new(Process(child)) })
    }
}

struct Process(Child);

impl Life for Process {
    fn kill(&mut self) {
        let _ = self.0.kill();
    }
    fn ended(&mut self, why: &str) -> Ending {
        Ending(format!("{:?}: {why}", self.0.wait()))
    }
}

#[derive(Debug)]
pub(crate) struct Ending(String);

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Default)]
pub(crate) struct Budget(u32);

pub(crate) enum Verdict {
    Restart(Instant),
    GiveUp(String),
}

impl Budget {
    pub(crate) fn worked(&mut self) {
        self.0 = 0;
    }
    pub(crate) fn died(&mut self, now: Instant) -> Verdict {
        self.0 += 1;
        if self.0 > 5 { Verdict::GiveUp("five times".into()) } else { Verdict::Restart(now + Duration::from_millis(50)) }
    }
}

/// In a child worker, works and ends the process; else notes what workers of this program can run.
pub(crate) fn serve_or_list(table: Vec<Entry>) {
    if std::env::var_os(MARKER).is_some() {
        let socket = rustix::io::fcntl_dupfd_cloexec(io::stdin(), 3).expect("stdin");
        let socket = UnixStream::from(socket);
        match child::serve(&socket, &table) {
            Ok(()) => std::process::exit(0),
            Err(error) => {
                eprintln!("papy: worker: {error}");
                std::process::exit(1)
            }
        }
    }
    child::list(table);
}
