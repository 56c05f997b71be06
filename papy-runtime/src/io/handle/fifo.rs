//! Items by named pipes: one pipe for each, which the producer opens when somebody else has.
//!
//! The pipe's name is taken away by who loads, before it reads: who takes it is the one that reads. One byte stands behind the item, so that
//! something comes of each.

use std::io::{self, ErrorKind, Read};
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Instant;

use bytes::Bytes;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::io::Errno;
use tokio::io::AsyncWriteExt;
use tokio::net::unix::pipe;
use tokio::time::timeout;

use super::owner::Owner;
use super::serve::IDLE_MAX;
use super::shelf::{self, Access, Held};
use super::{Dump, HandleError, Medium, place};
use crate::driver;

const LAST: u8 = 1;
/// How often who waits for the producer looks whether it lives.
const LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 100_000_000 };
const PIECE: usize = 1 << 16;

/// Makes a pipe for an item, and holds it until the pipe is opened.
pub(super) fn put_pipe(bytes: Vec<u8>, how: &Dump) -> Result<PathBuf, HandleError> {
    let base = how.dir();
    let failed = || HandleError::io(Medium::Fifo, format!("making a pipe in {}", base.display()));
    let watch = watch().map_err(failed())?;
    let id = place::next_id();
    let path = place::put(
        &base,
        true,
        |dir| Ok(inotify::add_watch(watch, dir, WatchFlags::OPEN).map(drop)?),
        |dir| {
            let path = dir.join(id.to_string());
            mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0)?;
            Ok(path)
        },
    )
    .map_err(failed())?;
    let held = Held { bytes: Bytes::from(bytes), access: Access::Pipe(path.clone()), until: shelf::until(how.kept()) };
    shelf::hold(id, held, Medium::Fifo).inspect_err(|_| shelf::remove_pipe(&path))?;
    Ok(path)
}

/// What tells that a pipe was opened: one for all.
fn watch() -> io::Result<&'static OwnedFd> {
    static WATCH: OnceLock<OwnedFd> = OnceLock::new();
    static BEGUN: Mutex<()> = Mutex::new(());
    let _one = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(watch) = WATCH.get() {
        return Ok(watch);
    }
    let new = inotify::init(CreateFlags::CLOEXEC)?;
    let read = new.try_clone()?;
    // Asked by a thread of its own: without `unsafe`, tokio takes no descriptor that it does not know.
    thread::Builder::new().name("papy-pipes".to_owned()).spawn(move || listen(&read))?;
    Ok(WATCH.get_or_init(|| new))
}

/// Serves all pipes that are opened, for the life of the process.
fn listen(watch: &OwnedFd) {
    let mut buffer = [MaybeUninit::uninit(); 4096];
    let mut events = inotify::Reader::new(watch, &mut buffer);
    loop {
        match events.next() {
            Ok(event) if event.events().contains(ReadFlags::QUEUE_OVERFLOW) => {
                shelf::pipes().into_iter().for_each(|id| driver::spawn(serve(id)));
            }
            Ok(event) => {
                let name = event.file_name().and_then(|name| name.to_str().ok());
                if let Some(id) = name.and_then(|name| name.parse().ok()) {
                    driver::spawn(serve(id));
                }
            }
            Err(Errno::INTR) => {}
            Err(error) => unreachable!("the descriptor is open, and the buffer has room for an event: {error}"),
        }
    }
}

/// Writes the item into its pipe, if somebody reads there. If that does not go well the item is lost: nobody can tell what is still in the pipe.
async fn serve(id: u64) {
    // Opening it says whether somebody reads, which an event of our own opening does not.
    let Some(path) = shelf::pipe_of(id) else { return };
    let Ok(mut sender) = pipe::OpenOptions::new().open_sender(&path) else { return };
    let Some(held) = shelf::claim(id, |access| matches!(access, Access::Pipe(_))) else { return };
    if send(&mut sender, &held.bytes).await.is_err() {
        shelf::remove_pipe(&path);
    }
}

async fn send(sender: &mut pipe::Sender, bytes: &[u8]) -> io::Result<()> {
    for piece in bytes.chunks(PIECE) {
        timeout(IDLE_MAX, sender.write_all(piece)).await??;
    }
    timeout(IDLE_MAX, sender.write_all(&[LAST])).await?
}

/// Reads an item of `of` bytes from its pipe.
pub(super) fn take_pipe(path: &Path, owner: Owner, of: u64) -> Result<Vec<u8>, HandleError> {
    let by = Medium::Fifo;
    let failed = || HandleError::io(by, format!("reading {}", path.display()));
    if owner.is_alive().map_err(failed())?.is_none() {
        return Err(HandleError::OtherHost { by });
    }
    let mut pipe = place::open(path, by, owner.host)?;
    wait(&pipe, &owner)?;
    let was_there = place::remove(path).map_err(HandleError::io(by, format!("removing {}", path.display())))?;
    if !was_there {
        return Err(HandleError::Gone { by });
    }
    let mut bytes = Vec::new();
    // It grows with what comes, not with what is told.
    let mut item = pipe.by_ref().take(of.saturating_add(1));
    loop {
        match item.read_to_end(&mut bytes) {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::WouldBlock => wait(item.get_ref(), &owner)?,
            Err(error) => return Err(failed()(error)),
        }
    }
    if bytes.len() as u64 <= of {
        return Err(gone("it closed the pipe before its end"));
    }
    bytes.pop();
    Ok(bytes)
}

fn gone(found: &str) -> HandleError {
    HandleError::NoProducer { by: Medium::Fifo, found: found.to_owned() }
}

/// Waits until something comes, or the pipe's end.
pub(super) fn wait(pipe: &std::fs::File, owner: &Owner) -> Result<(), HandleError> {
    let failed = || HandleError::io(Medium::Fifo, "waiting");
    let end = Instant::now() + IDLE_MAX;
    loop {
        let mut pipes = [PollFd::new(pipe, PollFlags::IN)];
        match poll(&mut pipes, Some(&LOOK)) {
            Ok(0) | Err(Errno::INTR) => {}
            Ok(_) => return Ok(()),
            Err(error) => return Err(failed()(error.into())),
        }
        if owner.is_alive().map_err(failed())? == Some(false) {
            return Err(gone("there is no such process any more"));
        }
        if Instant::now() > end {
            return Err(HandleError::TimedOut { by: Medium::Fifo, limit: IDLE_MAX });
        }
    }
}
