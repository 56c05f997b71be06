//! Private directories for items, and items that are files in them.
//!
//! A directory is there as long as something is in it: who takes the last thing out removes it. It has its owner in its name, so
//! that others can tell what a killed process left.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use rustix::fs::{AtFlags, CWD, Mode, OFlags};
use rustix::io::Errno;

use super::owner::{Owner, random};
use super::{Dump, HandleError, Medium};

const PREFIX: &str = "papy-";
/// A directory of a dead owner is kept for so long: what it passed on may still be loaded.
const KEPT_OF_DEAD: Duration = Duration::from_secs(600);
/// Whether an owner on another host is dead nobody here knows.
const KEPT_OF_OTHERS: Duration = Duration::from_secs(7 * 24 * 3600);
/// How often the directory may be gone, because its last item was just loaded, before that is an error.
const TRIES_MAX: usize = 1000;

/// Numbers what this process dumps.
pub(super) fn next_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// This process's private directories, by the directory that they are in, and whether they hold pipes.
static OWN: Mutex<BTreeMap<(PathBuf, bool), PathBuf>> = Mutex::new(BTreeMap::new());

/// Has `put` make something in the private directory within `base`. `begun` is called with each new one.
pub(super) fn put(
    base: &Path,
    pipes: bool,
    begun: impl Fn(&Path) -> io::Result<()>,
    put: impl Fn(&Path) -> io::Result<PathBuf>,
) -> io::Result<PathBuf> {
    let key = (base.to_owned(), pipes);
    for _ in 0..TRIES_MAX {
        let dir = {
            let mut own = OWN.lock().unwrap_or_else(PoisonError::into_inner);
            match own.get(&key) {
                Some(dir) => dir.clone(),
                None => {
                    let dir = begin(base)?;
                    begun(&dir).inspect_err(|_| drop(fs::remove_dir(&dir)))?;
                    own.insert(key.clone(), dir.clone());
                    dir
                }
            }
        };
        match put(&dir) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let mut own = OWN.lock().unwrap_or_else(PoisonError::into_inner);
                if own.get(&key) == Some(&dir) {
                    own.remove(&key);
                }
            }
            done => return done,
        }
    }
    Err(io::Error::new(ErrorKind::NotFound, "the private directory is removed again and again"))
}

/// A new private directory. What dead owners left beside it is removed.
fn begin(base: &Path) -> io::Result<PathBuf> {
    let base = std::path::absolute(base)?;
    static SWEPT: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
    let mut swept = SWEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if !swept.contains(&base) {
        sweep(&base, KEPT_OF_DEAD)?;
        swept.push(base.clone());
    }
    drop(swept);
    let number = u64::from_le_bytes(random()?);
    let dir = base.join(format!("{PREFIX}{}-{number:016x}", Owner::this()?));
    // It fails if somebody else made it: what is in it is seen by this user only.
    rustix::fs::mkdir(&dir, Mode::RWXU)?;
    Ok(dir)
}

/// The owner in the name of a private directory.
fn owner_of(dir: &Path) -> Option<Owner> {
    let (owner, _number) = dir.file_name()?.to_str()?.strip_prefix(PREFIX)?.rsplit_once('-')?;
    Owner::parse(owner)
}

/// Removes the private directories of dead owners that nothing happened in for so long.
pub(super) fn sweep(base: &Path, kept_of_dead: Duration) -> io::Result<()> {
    let now = SystemTime::now();
    let user = rustix::process::geteuid().as_raw();
    for entry in fs::read_dir(base)? {
        let dir = entry?.path();
        let Some(owner) = owner_of(&dir) else { continue };
        // Others sweep too, and loaders remove what is empty: whatever is gone meanwhile is none of ours.
        let Ok(about) = fs::symlink_metadata(&dir) else { continue };
        if !about.is_dir() || about.uid() != user {
            continue;
        }
        let idle = now.duration_since(about.modified()?).unwrap_or_default();
        let over = match owner.is_alive()? {
            Some(true) => false,
            Some(false) => idle >= kept_of_dead,
            None => idle >= KEPT_OF_OTHERS,
        };
        if over && let Err(error) = fs::remove_dir_all(&dir) {
            match error.kind() {
                ErrorKind::NotFound | ErrorKind::DirectoryNotEmpty => {}
                _ => return Err(error),
            }
        }
    }
    Ok(())
}

/// Takes a name out of its private directory, and removes that if it is empty. Says whether the name was there: only one caller is told so.
pub(super) fn remove(path: &Path) -> io::Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    }
    if let Some(dir) = path.parent()
        && owner_of(dir).is_some()
    {
        match rustix::fs::rmdir(dir) {
            // Something else is in it, or was and somebody was faster.
            Ok(()) | Err(Errno::NOTEMPTY | Errno::EXIST | Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(true)
}

/// Opens what a handle names, if it is this user's own.
pub(super) fn open(path: &Path, by: Medium, host: u64) -> Result<File, HandleError> {
    let doing = || format!("opening {}", path.display());
    // Nothing waits here: who opens a pipe waits later, and not for ever.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::NOENT) => return Err(missing(by, host)),
        Err(error) => return Err(HandleError::io(by, doing())(error.into())),
    };
    let about = file.metadata().map_err(HandleError::io(by, doing()))?;
    if about.uid() != rustix::process::geteuid().as_raw() || about.mode() & 0o077 != 0 {
        let found = format!("{} belongs to user {}, mode {:o}", path.display(), about.uid(), about.mode() & 0o777);
        return Err(HandleError::NotProducer { by, found });
    }
    Ok(file)
}

/// What it means that nothing is there.
pub(super) fn missing(by: Medium, host: u64) -> HandleError {
    match Owner::this() {
        Ok(this) if this.host != host => HandleError::OtherHost { by },
        _ => HandleError::Gone { by },
    }
}

/// Puts the bytes into a file that nobody sees before it is whole.
pub(super) fn put_file(bytes: &[u8], how: &Dump) -> Result<PathBuf, HandleError> {
    let (by, base) = (how.medium(), how.dir());
    let doing = || format!("writing a file in {}", base.display());
    match unnamed(&base) {
        Ok(file) => put_whole(bytes, &base, File::from(file)),
        // Not all file systems have files without names.
        Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL) => put_slowly(bytes, &base),
        Err(error) => Err(error.into()),
    }
    .map_err(HandleError::io(by, doing()))
}

/// Writes a file that has no name yet, so that nothing is left of it if that ends half way.
fn put_whole(bytes: &[u8], base: &Path, mut file: File) -> io::Result<PathBuf> {
    file.write_all(bytes)?;
    let name = format!("/proc/self/fd/{}", file.as_raw_fd());
    put(base, false, nothing, |dir| {
        let path = dir.join(next_id().to_string());
        rustix::fs::linkat(CWD, &name, CWD, &path, AtFlags::SYMLINK_FOLLOW)?;
        Ok(path)
    })
}

/// Writes a file that has a name, which nobody knows yet.
pub(super) fn put_slowly(bytes: &[u8], base: &Path) -> io::Result<PathBuf> {
    put(base, false, nothing, |dir| {
        let path = dir.join(next_id().to_string());
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        match file.write_all(bytes) {
            Ok(()) => Ok(path),
            Err(error) => remove(&path).and(Err(error)),
        }
    })
}

fn nothing(_: &Path) -> io::Result<()> {
    Ok(())
}

fn unnamed(base: &Path) -> Result<OwnedFd, Errno> {
    rustix::fs::open(base, OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC, Mode::RUSR | Mode::WUSR)
}

/// Reads the bytes of a file and removes it: first reads, so that a killed reader takes nothing away.
pub(super) fn take_file(path: &Path, by: Medium, host: u64, of: u64) -> Result<Vec<u8>, HandleError> {
    let file = open(path, by, host)?;
    let reading = || format!("reading {}", path.display());
    let about = file.metadata().map_err(HandleError::io(by, reading()))?;
    let mut bytes = Vec::new();
    if about.is_file() && about.len() == of {
        bytes.reserve_exact(of as usize);
        (&file).take(of).read_to_end(&mut bytes).map_err(HandleError::io(by, reading()))?;
    }
    let was_there = remove(path).map_err(HandleError::io(by, format!("removing {}", path.display())))?;
    match bytes.len() as u64 {
        _ if !was_there => Err(HandleError::Gone { by }),
        bytes if bytes != of || !about.is_file() => Err(HandleError::Length { by, bytes: about.len(), of }),
        _ => Ok(bytes),
    }
}
