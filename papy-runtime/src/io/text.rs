//! Lines of files and of readers, as feeders.
//!
//! Opens, reads, and names the file in every error. How bytes become lines is in `chunks.rs`.

use std::error::Error as StdError;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Stdin};
use std::iter;
use std::path::{Path, PathBuf};

use super::chunks::{Splitter, Step};
use super::{ChunkLines, Fed, Feeder, Interrupt, Line, LineTooLong, TextLimits};
use crate::error::BoxError;

/// Why a line, or the rest of a file, is missing. Its text names the file.
#[derive(Debug)]
#[non_exhaustive]
pub enum FileError {
    /// The file could not be opened.
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The file could not be read on. The lines before came already; the one that was begun is lost.
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// One line was too long. The next ones follow.
    LineTooLong {
        /// The file.
        path: PathBuf,
        /// Which line, and the limit.
        cause: LineTooLong,
    },
}

impl FileError {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            FileError::Open { path, .. } | FileError::Read { path, .. } | FileError::LineTooLong { path, .. } => path,
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::Open { path, cause } => write!(f, "cannot open `{}`: {cause}", path.display()),
            FileError::Read { path, cause } => write!(f, "cannot read `{}`: {cause}", path.display()),
            FileError::LineTooLong { path, cause } => write!(f, "in `{}`, {cause}", path.display()),
        }
    }
}

impl StdError for FileError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            FileError::Open { cause, .. } | FileError::Read { cause, .. } => Some(cause),
            FileError::LineTooLong { cause, .. } => Some(cause),
        }
    }
}

/// What [`lines_of`] takes for a file: a path, or why there is none.
pub trait FilePath {
    /// The path, or the error that stands in the place of the file's lines.
    fn file_path(self) -> Result<PathBuf, BoxError>;
}

macro_rules! file_path {
    ($($path:ty),*) => {$(
        impl FilePath for $path {
            fn file_path(self) -> Result<PathBuf, BoxError> {
                Ok(self.into())
            }
        }
    )*};
}

file_path!(PathBuf, &Path, &PathBuf, String, &String, &str);

impl<P: FilePath, E: Into<BoxError>> FilePath for Result<P, E> {
    fn file_path(self) -> Result<PathBuf, BoxError> {
        self.map_err(Into::into)?.file_path()
    }
}

/// The lines of one file.
///
/// ```no_run
/// use papy_runtime::io;
///
/// let source = io::lines("access.log");              // .start(source)
/// # let _ = source;
/// ```
///
/// The file is opened when the run begins to read. One that cannot be opened or read gives a [`FileError`] in the place of the lines that are missing.
///
/// # Limits
///
/// It ends where the file ends at that moment: [`follow`](super::follow()) does not. Memory and length of lines: [`TextLimits`]. A stop takes effect between reads,
/// so at once for files, and not before something comes for named pipes and terminals.
pub fn lines(path: impl AsRef<Path>) -> FileLines<iter::Once<PathBuf>> {
    lines_of(iter::once(path.as_ref().to_owned()))
}

/// The lines of many files, one after the other.
///
/// ```no_run
/// use papy_runtime::io;
///
/// let source = io::lines_of(io::glob_files("logs/*.log"));
/// let source = io::lines_of(std::env::args().skip(1));
/// # let _ = source;
/// ```
///
/// A file that cannot be read, and an `Err` among the paths, is an error in its place, and the next file follows. A last line without its `\n`
/// does not run into the next file. One file is open at a time.
pub fn lines_of<I>(paths: I) -> FileLines<I::IntoIter>
where
    I: IntoIterator,
    I::Item: FilePath,
{
    let limits = TextLimits::default();
    let (splitter, interrupt) = (Splitter::new(limits), Interrupt::new());
    FileLines { paths: paths.into_iter(), splitter, open: None, pending: ChunkLines::default(), interrupt }
}

/// Feeds the lines of files. Made by [`lines`] and [`lines_of`].
#[derive(Debug)]
pub struct FileLines<P> {
    paths: P,
    splitter: Splitter,
    open: Option<(PathBuf, File)>,
    pending: ChunkLines,
    interrupt: Interrupt,
}

impl<P> FileLines<P> {
    /// The same with other limits. To be called before the first line is read.
    pub fn limits(self, limits: TextLimits) -> FileLines<P> {
        FileLines { splitter: Splitter::new(limits), ..self }
    }
}

impl<P> Feeder for FileLines<P>
where
    P: Iterator + Send + 'static,
    P::Item: FilePath,
{
    type Item = Line;

    fn feed(&mut self, room: usize, out: &mut Vec<Result<Line, BoxError>>) -> Fed {
        while !self.interrupt.is_set() {
            if !self.pending.is_empty() {
                self.pending.take_each(room, |line| out.push(Ok(line)));
                return Fed::Ready;
            }
            let Some((path, mut file)) = self.open.take() else {
                match self.paths.next().map(|path| open(path.file_path()?)) {
                    Some(Ok(opened)) => self.open = Some(opened),
                    Some(Err(error)) => {
                        out.push(Err(error));
                        return Fed::MayWait;
                    }
                    None => return Fed::Ended,
                }
                continue;
            };
            match self.splitter.read(&mut file) {
                Step::Chunk(chunk) => self.pending = chunk.into_lines(),
                Step::Nothing => {}
                Step::TooLong(cause) => {
                    out.push(Err(FileError::LineTooLong { path: path.clone(), cause }.into()));
                    self.open = Some((path, file));
                    return Fed::Ready;
                }
                Step::Failed(cause) => {
                    out.push(Err(FileError::Read { path, cause }.into()));
                    return Fed::MayWait;
                }
                Step::Ended(None) => return Fed::MayWait,
                Step::Ended(Some(rest)) => {
                    self.pending = rest.into_lines();
                    continue;
                }
            }
            self.open = Some((path, file));
        }
        Fed::Ended
    }

    fn interrupt(&self) -> Interrupt {
        self.interrupt.clone()
    }
}

fn open(path: PathBuf) -> Result<(PathBuf, File), BoxError> {
    match File::open(&path) {
        Ok(file) => Ok((path, file)),
        Err(cause) => Err(FileError::Open { path, cause }.into()),
    }
}

/// The lines of standard input.
///
/// ```no_run
/// let source = papy_runtime::io::stdin();            // .start(source)
/// # let _ = source;
/// ```
///
/// A line is given as soon as it has come, so it serves terminals and pipes alike. Input that is read otherwise at the same time is lost to it.
///
/// # Limits
///
/// A read of a pipe or terminal cannot be ended from outside: a stop takes effect at once for the run, and leaves the thread behind until something comes.
pub fn stdin() -> ReaderLines<Stdin> {
    ReaderLines { name: "standard input".into(), ..lines_from(io::stdin()) }
}

/// The lines of any reader: a decompressor, a socket, a child's output.
///
/// ```
/// use papy_runtime::io;
///
/// let source = io::lines_from(std::io::Cursor::new("one\ntwo"));    // .start(source)
/// # let _ = source;
/// ```
///
/// It reads straight into the memory of the lines, so a `BufReader` in between only costs. Limits are those of [`stdin`].
pub fn lines_from<R: Read + Send + 'static>(reader: R) -> ReaderLines<R> {
    ReaderLines {
        reader,
        name: "reader".into(),
        splitter: Splitter::new(TextLimits::default()),
        pending: ChunkLines::default(),
        interrupt: Interrupt::new(),
        ended: false,
    }
}

/// Feeds the lines of a reader. Made by [`stdin`] and [`lines_from`].
#[derive(Debug)]
pub struct ReaderLines<R> {
    reader: R,
    name: PathBuf,
    splitter: Splitter,
    pending: ChunkLines,
    interrupt: Interrupt,
    ended: bool,
}

impl<R> ReaderLines<R> {
    /// The same with other limits. To be called before the first line is read.
    pub fn limits(self, limits: TextLimits) -> ReaderLines<R> {
        ReaderLines { splitter: Splitter::new(limits), ..self }
    }

    /// The same with a name for errors, `reader` if none is given.
    pub fn named(self, name: impl Into<PathBuf>) -> ReaderLines<R> {
        ReaderLines { name: name.into(), ..self }
    }
}

impl<R: Read + Send + 'static> Feeder for ReaderLines<R> {
    type Item = Line;

    fn feed(&mut self, room: usize, out: &mut Vec<Result<Line, BoxError>>) -> Fed {
        while !self.interrupt.is_set() {
            if !self.pending.is_empty() {
                self.pending.take_each(room, |line| out.push(Ok(line)));
                return if self.pending.is_empty() { Fed::MayWait } else { Fed::Ready };
            }
            if self.ended {
                return Fed::Ended;
            }
            match self.splitter.read(&mut self.reader) {
                Step::Chunk(chunk) => self.pending = chunk.into_lines(),
                Step::Nothing => {}
                Step::TooLong(cause) => {
                    out.push(Err(FileError::LineTooLong { path: self.name.clone(), cause }.into()));
                    return Fed::MayWait;
                }
                Step::Failed(cause) => {
                    self.ended = true;
                    out.push(Err(FileError::Read { path: self.name.clone(), cause }.into()));
                    return Fed::Ended;
                }
                Step::Ended(rest) => {
                    self.ended = true;
                    self.pending = rest.unwrap_or_default().into_lines();
                }
            }
        }
        Fed::Ended
    }

    fn interrupt(&self) -> Interrupt {
        self.interrupt.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::testing::drain;
    use super::*;

    #[test]
    fn files_follow_each_other_and_one_that_is_missing_is_an_error_in_its_place() {
        let dir = tempfile::tempdir().expect("a directory for the test");
        let path = |name: &str| dir.path().join(name);
        fs::write(path("a"), "1\n2").expect("written");
        fs::write(path("b"), "").expect("written");
        fs::write(path("c"), "3\n\n").expect("written");
        let found = drain(lines_of([path("a"), path("missing"), path("b"), dir.path().to_owned(), path("c")]), 2);
        let texts: Vec<_> = found.iter().map(|item| item.as_deref().map_err(String::as_str)).collect();
        let missing = format!("cannot open `{}`: No such file or directory (os error 2)", path("missing").display());
        let directory = format!("cannot read `{}`: Is a directory (os error 21)", dir.path().display());
        assert_eq!(texts, [Ok(&b"1"[..]), Ok(b"2"), Err(missing.as_str()), Err(directory.as_str()), Ok(b"3"), Ok(b"")]);
    }

    #[test]
    fn an_error_among_the_paths_passes_on() {
        let paths = vec![Err("unreadable directory"), Ok("/dev/null")];
        assert_eq!(drain(lines_of(paths), 1), [Err("unreadable directory".to_owned())]);
    }

    #[test]
    fn room_is_never_exceeded_and_no_line_is_lost() {
        let text: String = (0..10_000).map(|number| format!("{number}\n")).collect();
        for room in [1, 7, 20_000] {
            let lines = drain(lines_from(io::Cursor::new(text.clone())), room);
            assert!(
                lines
                    .iter()
                    .map(|line| line.as_ref().expect("short").to_string() + "\n")
                    .eq(text.split_inclusive('\n'))
            );
        }
    }

    #[test]
    fn a_reader_says_that_it_may_wait_once_its_lines_are_given() {
        let mut feeder = lines_from((&b"1\n2\n"[..]).chain(&b"3\n"[..]));
        let mut out = Vec::new();
        assert_eq!(feeder.feed(1, &mut out), Fed::Ready);
        assert_eq!(feeder.feed(1, &mut out), Fed::MayWait);
        assert_eq!(feeder.feed(1, &mut out), Fed::MayWait);
        assert_eq!(feeder.feed(1, &mut out), Fed::Ended);
        assert_eq!(out.len(), 3);
    }

    #[test]
    fn an_interrupted_file_ends_between_its_lines() {
        let mut feeder = lines_from(&b"1\n2\n"[..]);
        let mut out = Vec::new();
        feeder.feed(1, &mut out);
        feeder.interrupt().set();
        assert_eq!(feeder.feed(1, &mut out), Fed::Ended);
        assert_eq!(out.len(), 1);
    }

    #[test]
    fn a_long_line_is_an_error_that_names_the_reader_and_the_next_line_follows() {
        let limits = TextLimits { line_bytes_max: 3, ..TextLimits::default() };
        let found = drain(lines_from(&b"1234\n5"[..]).limits(limits).named("x.txt"), 9);
        let error = "in `x.txt`, the line at byte 0 is longer than 3 bytes".to_owned();
        assert_eq!(found, [Err(error), Ok(Line::from("5"))]);
    }
}
