//! The first act of a worker, before any code of the user's: what it keeps of its parent, and what it gives up.

use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;

use rustix::process::{Resource, Rlimit};

use super::marker::Marker;
use super::spec::Limits;

/// A worker that has settled in.
#[derive(Debug)]
pub(crate) struct Settled {
    /// The way to the parent, closed in whatever this process starts.
    pub(crate) socket: UnixStream,
    /// Descriptors that came with it, though nobody passed them.
    pub(crate) inherited: Vec<Inherited>,
}

/// A descriptor that the parent did not close on exec. It cannot be closed here: whose it is can be known only to who opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Inherited {
    pub(crate) fd: i32,
    /// What it is open on, as a path.
    pub(crate) what: String,
}

/// Makes this process a worker, if it was started as one; `None` if it was not.
///
/// Call it on the main thread, and first of all: the death signal is that of the thread that asks for it, and limits count for threads
/// that begin later. After it, standard input is empty, the process dies with its parent, writes no core files, makes files for its
/// user only, gains no privileges by what it executes, and keeps to its [`Limits`].
///
/// # Errors
///
/// The parent is gone, or something cannot be given up. The process must end then.
pub(crate) fn settle_in() -> io::Result<Option<Settled>> {
    let Some(marker) = Marker::read().map_err(io::Error::other)? else { return Ok(None) };
    // What a worker starts inherits the variable, but never the socket.
    if !is_stdin_from(marker.parent) {
        return Ok(None);
    }
    die_with_parent()?;
    // Only of a death from now on does the kernel tell.
    if !is_child_of(marker.parent) {
        return Err(orphaned());
    }
    let socket = UnixStream::from(rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdin(), 3)?);
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    keep_to(marker.limits)?;
    gain_nothing()?;
    let inherited = inherited(&socket);
    Ok(Some(Settled { socket, inherited }))
}

fn is_child_of(process: u32) -> bool {
    rustix::process::getppid().and_then(|parent| u32::try_from(parent.as_raw_pid()).ok()) == Some(process)
}

/// Whether standard input is a socket that was made by `process`.
#[cfg(target_os = "linux")]
fn is_stdin_from(process: u32) -> bool {
    let maker = rustix::net::sockopt::socket_peercred(rustix::stdio::stdin());
    maker.is_ok_and(|maker| u32::try_from(maker.pid.as_raw_pid()) == Ok(process))
}

/// Whether standard input is a socket and the parent is `process`: who made it is not known.
#[cfg(not(target_os = "linux"))]
fn is_stdin_from(process: u32) -> bool {
    let stdin = rustix::fs::fstat(rustix::stdio::stdin());
    stdin.is_ok_and(|stat| rustix::fs::FileType::from_raw_mode(stat.st_mode) == rustix::fs::FileType::Socket)
        && is_child_of(process)
}

fn orphaned() -> io::Error {
    io::Error::other("the program that started this worker is gone")
}

#[cfg(target_os = "linux")]
fn die_with_parent() -> io::Result<()> {
    Ok(rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?)
}

/// The end of the socket has to do.
#[cfg(not(target_os = "linux"))]
fn die_with_parent() -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn gain_nothing() -> io::Result<()> {
    // Its name would be that of the file that was executed, `exe`.
    rustix::thread::set_name(c"papy-worker")?;
    Ok(rustix::thread::set_no_new_privs(true)?)
}

#[cfg(not(target_os = "linux"))]
fn gain_nothing() -> io::Result<()> {
    Ok(())
}

fn keep_to(limits: Limits) -> io::Result<()> {
    let Limits { memory_bytes, files, file_bytes, cpu_seconds } = limits;
    for (resource, limit) in [
        (Resource::Core, Some(0)),
        (Resource::As, memory_bytes),
        (Resource::Nofile, files),
        (Resource::Fsize, file_bytes),
        (Resource::Cpu, cpu_seconds),
    ] {
        let Some(limit) = limit else { continue };
        let before = rustix::process::getrlimit(resource).maximum.unwrap_or(u64::MAX);
        // The kernel tells by SIGXCPU at the first limit and kills at the second.
        let kills = if resource == Resource::Cpu { limit.saturating_add(1) } else { limit };
        let limit = Rlimit { current: Some(limit.min(before)), maximum: Some(kills.min(before)) };
        rustix::process::setrlimit(resource, limit)?;
    }
    Ok(())
}

/// What is open beside the standard streams and `socket` and was not opened by this process: its own are closed on exec.
#[cfg(target_os = "linux")]
fn inherited(socket: &UnixStream) -> Vec<Inherited> {
    let Ok(open) = fs::read_dir("/proc/self/fd") else { return Vec::new() };
    let numbers = open.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let mut inherited: Vec<Inherited> = numbers
        .filter(|fd: &i32| *fd > 2 && *fd != socket.as_raw_fd() && stays_open(*fd))
        .map(|fd| {
            let what = fs::read_link(format!("/proc/self/fd/{fd}"));
            Inherited { fd, what: what.map_or_else(|_| "?".to_owned(), |path| path.display().to_string()) }
        })
        .collect();
    inherited.sort_by_key(|inherited| inherited.fd);
    inherited
}

#[cfg(not(target_os = "linux"))]
fn inherited(_socket: &UnixStream) -> Vec<Inherited> {
    Vec::new()
}

/// Whether a descriptor of this process is not closed on exec.
#[cfg(target_os = "linux")]
pub(super) fn stays_open(fd: i32) -> bool {
    /// As the kernel prints it.
    const CLOSE_ON_EXEC: u32 = 0o2_000_000;
    let info = fs::read_to_string(format!("/proc/self/fdinfo/{fd}")).unwrap_or_default();
    let flags = info.lines().find_map(|line| line.strip_prefix("flags:"));
    flags.and_then(|flags| u32::from_str_radix(flags.trim(), 8).ok()).is_some_and(|flags| flags & CLOSE_ON_EXEC == 0)
}
