//! A child process, as its nursery keeps it: what is polled of it, and the order in which it is killed, drained and waited for.
//!
//! Only the nursery waits for children. Until it has, the kernel gives the child's number to nobody else, neither as a process nor as a group:
//! so what is signalled here is what was started here.

use std::fs::File;
use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process;
use std::sync::Arc;
use std::time::Instant;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};

use super::child::{Shared, Stream, Wish};
use super::exit::{self, Exit, How, Signs};
use super::marker::Marker;
use super::nursery::OnEnd;
use super::said::{self, Lines};
use super::spec::Spec;
use crate::flow::trace;
use crate::plumbing::panics;

/// What is read of a dead child's pipes at most: a process that left its group may hold them and go on writing.
const LAST_BYTES_MAX: usize = 1 << 20;

pub(super) struct Ward {
    shared: Arc<Shared>,
    process: process::Child,
    pid: Pid,
    /// Tells of its death. Without one it is looked after now and then.
    pidfd: Option<OwnedFd>,
    pipes: [Option<File>; 2],
    lines: [Lines; 2],
    sent: Sent,
    on_end: Option<OnEnd>,
    /// How many processes around us the kernel had killed for want of memory when it was started.
    oom_kills: Option<u64>,
}

/// What the group was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sent {
    Nothing,
    Term,
    Kill,
}

/// Whether a process runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Life {
    Runs,
    /// It is dead, and its number still taken.
    Dead,
    /// Somebody else waited for it, and its number may be anybody's.
    Gone,
}

/// Starts a child. The other end of its socket is in [`Ward::shared`].
pub(super) fn start(spec: &Spec, pidfds: bool, on_end: OnEnd) -> io::Result<Ward> {
    let (socket, theirs) = UnixStream::pair()?;
    let marker = Marker::new(spec.limits);
    let oom_kills = exit::oom_kills();
    // The command, which has the child's end, is dropped here.
    let mut process = spec.command(&marker, theirs.into())?.spawn()?;
    let pipes = [process.stdout.take().map(OwnedFd::from), process.stderr.take().map(OwnedFd::from)];
    let pid = Pid::from_child(&process);
    let mut ward = Ward {
        shared: Arc::new(Shared::new(spec.name.clone(), process.id(), marker.nonce, socket)),
        process,
        pid,
        pidfd: pidfds.then(|| pidfd(pid)).flatten(),
        pipes: pipes.map(|pipe| pipe.map(File::from)),
        lines: Default::default(),
        sent: Sent::Nothing,
        on_end: Some(on_end),
        oom_kills,
    };
    let mut pipes = ward.pipes.iter().flatten();
    if let Err(error) = pipes.try_for_each(|pipe| rustix::io::ioctl_fionbio(pipe, true)) {
        ward.on_end = None;
        ward.signal(Sent::Kill, Signal::KILL);
        ward.bury(Life::Dead);
        return Err(error.into());
    }
    Ok(ward)
}

/// Also where there is none because there are too many descriptors: then it is looked after.
#[cfg(target_os = "linux")]
fn pidfd(pid: Pid) -> Option<OwnedFd> {
    rustix::process::pidfd_open(pid, rustix::process::PidfdFlags::empty()).ok()
}

#[cfg(not(target_os = "linux"))]
fn pidfd(_pid: Pid) -> Option<OwnedFd> {
    None
}

impl Ward {
    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// What to poll.
    pub(super) fn polled(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.pidfd.iter().map(AsFd::as_fd).chain(self.pipes.iter().flatten().map(AsFd::as_fd))
    }

    /// Whether nothing tells of its death.
    pub(super) fn is_unwatched(&self) -> bool {
        self.pidfd.is_none()
    }

    /// When it is to be killed.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match self.shared.wish() {
            Wish::End { by } if self.sent < Sent::Kill => Some(by),
            _ => None,
        }
    }

    /// Does what is to be done of it now: `ready` says which of what is [`polled`](Ward::polled) can be read. Returns whether it is over.
    pub(super) fn tend(&mut self, ready: &[bool], buffer: &mut [u8]) -> bool {
        let mut ready = ready.iter().copied();
        let may_be_dead = self.pidfd.is_none() || ready.next().unwrap_or(true);
        for stream in Stream::BOTH {
            if self.pipes[stream as usize].is_some() && ready.next().unwrap_or(true) {
                self.read(stream, buffer);
            }
        }
        if may_be_dead {
            let life = self.life();
            if life != Life::Runs {
                self.last_words(life, buffer);
                self.bury(life);
                return true;
            }
        }
        match self.shared.wish() {
            Wish::Live => {}
            Wish::End { by } if Instant::now() < by => self.signal(Sent::Term, Signal::TERM),
            Wish::End { .. } | Wish::Die => self.signal(Sent::Kill, Signal::KILL),
        }
        false
    }

    fn life(&self) -> Life {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let look = |id| rustix::io::retry_on_intr(|| rustix::process::waitid(WaitId::clone(&id), options));
        let by_number = || look(WaitId::Pid(self.pid));
        let seen = match &self.pidfd {
            // Linux 5.3 has such descriptors and cannot wait for them.
            Some(pidfd) => look(WaitId::PidFd(pidfd.as_fd())).or_else(|error| match error {
                Errno::INVAL => by_number(),
                error => Err(error),
            }),
            None => by_number(),
        };
        match seen {
            Ok(None) => Life::Runs,
            Ok(Some(_)) => Life::Dead,
            Err(_) => Life::Gone,
        }
    }

    /// Sends the group a signal, once.
    fn signal(&mut self, sent: Sent, signal: Signal) {
        if self.sent < sent && self.life() != Life::Gone {
            self.sent = sent;
            // There is nobody left, or somebody who may not be killed (a program that changed its user).
            let _none = rustix::process::kill_process_group(self.pid, signal);
        }
    }

    /// Reads once, what is there.
    fn read(&mut self, stream: Stream, buffer: &mut [u8]) -> usize {
        let Some(pipe) = &mut self.pipes[stream as usize] else { return 0 };
        match pipe.read(buffer) {
            Ok(bytes @ 1..) => {
                self.shared.heard(stream, &buffer[..bytes]);
                if trace::hears_children() {
                    let name = &self.shared.name;
                    self.lines[stream as usize].feed(&buffer[..bytes], |line| said::tell(name, stream.name(), line));
                }
                bytes
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => 0,
            Ok(_) | Err(_) => {
                self.pipes[stream as usize] = None;
                0
            }
        }
    }

    /// Kills what is left of the group of a dead child, and hears what was said to the end.
    fn last_words(&mut self, life: Life, buffer: &mut [u8]) {
        if life == Life::Dead {
            // Its number is taken as long as nobody waited for it, so this is its group.
            let _none = rustix::process::kill_process_group(self.pid, Signal::KILL);
        }
        for stream in Stream::BOTH {
            let mut read = 0;
            while read < LAST_BYTES_MAX {
                match self.read(stream, buffer) {
                    0 => break,
                    bytes => read += bytes,
                }
            }
            let name = &self.shared.name;
            self.lines[stream as usize].end(|line| said::tell(name, stream.name(), line));
        }
    }

    /// Waits for a child that is dead, or was just killed, and tells whoever wants to know.
    fn bury(&mut self, life: Life) {
        let how = match life {
            Life::Gone => How::Unknown,
            Life::Runs | Life::Dead => self.process.wait().map_or(How::Unknown, How::of),
        };
        let oom_kill = self.oom_kills.zip(exit::oom_kills()).is_some_and(|(before, now)| now > before);
        let last_words = self.shared.tail(Stream::Error).text();
        self.tell(Exit::new(how, self.sent > Sent::Nothing, Signs { oom_kill, last_words: &last_words }));
    }

    fn tell(&mut self, exit: Exit) {
        self.shared.end(exit.clone());
        // Whoever blocks in reading goes on, even if a process that the child started still has its end.
        let _closed = self.shared.socket.shutdown(std::net::Shutdown::Both);
        if let Some(on_end) = self.on_end.take() {
            panics::contain(|| on_end(&exit));
        }
    }
}

impl Drop for Ward {
    /// If the nursery itself breaks nobody waits for ever: the kernel kills the children of a thread that ends.
    fn drop(&mut self) {
        if !self.shared.is_over() {
            self.tell(Exit::new(How::Unknown, false, Signs::default()));
        }
    }
}
