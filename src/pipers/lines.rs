//! Items into files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use papy_macros::piper;

use crate::io::Printable;

/// A file that pipers write lines into: [`write_lines`](write_lines()) and [`tee`](tee()). Clones are the same file.
///
/// ```
/// use papy::pipers::LineFile;
///
/// # let dir = tempfile::tempdir()?;
/// # let path = dir.path().join("hits.txt");
/// let hits = LineFile::create(&path)?;
/// hits.write(&"a line")?;
/// hits.flush()?;
/// assert_eq!(std::fs::read_to_string(&path)?, "a line\n");
/// # std::io::Result::Ok(())
/// ```
///
/// It holds back up to 64 KiB. After the run [`flush`](LineFile::flush) writes the rest and tells whether that went well; when the last clone is dropped the rest is
/// written too, but an error is lost.
#[derive(Debug, Clone)]
pub struct LineFile(Arc<Mutex<BufWriter<File>>>);

impl LineFile {
    /// A new file, or an old one without what was in it.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn create(path: impl AsRef<Path>) -> io::Result<LineFile> {
        File::create(path).map(LineFile::from)
    }

    /// Goes on behind what is in the file.
    ///
    /// # Errors
    ///
    /// What the system says.
    pub fn append(path: impl AsRef<Path>) -> io::Result<LineFile> {
        File::options().append(true).create(true).open(path).map(LineFile::from)
    }

    /// Writes an item and a `\n`. Lines of several threads are not torn by each other.
    ///
    /// # Errors
    ///
    /// A failed write, which may be about earlier lines.
    pub fn write<T: Printable>(&self, item: &T) -> io::Result<()> {
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        item.write_to(&mut *file)?;
        file.write_all(b"\n")
    }

    /// Writes out what is held back.
    ///
    /// # Errors
    ///
    /// A failed write.
    pub fn flush(&self) -> io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}

impl From<File> for LineFile {
    fn from(file: File) -> LineFile {
        LineFile(Arc::new(Mutex::new(BufWriter::with_capacity(1 << 16, file))))
    }
}

/// Writes its items into a file, one a line: a sink.
///
/// ```
/// use papy::pipers::{LineFile, write_lines};
/// use papy::prelude::*;
///
/// pipeline! {
///     Written(to: LineFile) {
///         input words: &'static str;
///         words -> write_lines { to };
///     }
/// }
///
/// # let dir = tempfile::tempdir()?;
/// # let path = dir.path().join("words.txt");
/// let words = LineFile::create(&path)?;
/// Written::new(words.clone()).start(["to", "be"])?.finish_blocking()?;
/// words.flush()?;
/// assert_eq!(std::fs::read_to_string(&path)?, "to\nbe\n");
/// # Ok::<_, papy::Error>(())
/// ```
///
/// Without an IMap the lines are in the order of their lineages. On one that is as the workers get to them.
///
/// # Errors
///
/// A failed write.
#[piper(crate = crate)]
pub fn write_lines<T: Printable + Send + 'static>(item: &T, #[param] to: &LineFile) -> io::Result<()> {
    to.write(item)
}

/// Writes each item into a file, one a line, and gives it on.
///
/// ```
/// use papy::pipers::{LineFile, tee};
/// use papy::prelude::*;
///
/// pipeline! {
///     Kept(log: LineFile) {
///         input words: &'static str;
///         output lengths = words -> tee { to: log } -> length;
///     }
/// }
///
/// #[piper]
/// fn length(word: &'static str) -> usize {
///     word.len()
/// }
///
/// # let dir = tempfile::tempdir()?;
/// # let path = dir.path().join("log.txt");
/// let log = LineFile::append(&path)?;
/// let lengths: Vec<usize> = Kept::new(log.clone()).start(["one", "three"])?.lengths.collect_blocking()?;
/// log.flush()?;
/// assert_eq!((lengths, std::fs::read_to_string(&path)?), (vec![3, 5], "one\nthree\n".to_owned()));
/// # Ok::<_, papy::Error>(())
/// ```
///
/// # Errors
///
/// A failed write: the item is an error in its place.
#[piper(crate = crate)]
pub fn tee<T: Printable + Send + 'static>(item: T, #[param] to: &LineFile) -> io::Result<T> {
    to.write(&item)?;
    Ok(item)
}
