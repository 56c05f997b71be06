//! Files below a directory, in an order that does not depend on the file system.
//!
//! Which names match is decided in `glob.rs`.

use std::error::Error as StdError;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, FileType};
use std::io;
use std::iter::FusedIterator;
use std::path::{Path, PathBuf};
use std::vec;

use super::glob::{Pattern, Positions};

/// A directory or file could not be looked at. Its text names it.
#[derive(Debug)]
pub struct WalkError {
    /// Which.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

impl fmt::Display for WalkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot look at `{}`: {}", self.path.display(), self.cause)
    }
}

impl StdError for WalkError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.cause)
    }
}

/// The files that a pattern matches.
///
/// | in the pattern | matches |
/// |---|---|
/// | `*` | any characters of one name, also none |
/// | `?` | one character |
/// | `[a-z_]`, `[!a-z]` | one character that is, or is not, among these; `[*]` is a star |
/// | `**` as a whole name | any number of directories, also none; at the end, all files below |
///
/// ```no_run
/// use papy_runtime::io;
///
/// for path in io::glob_files("logs/**/*.gz") {
///     println!("{}", path?.display());
/// }
/// # Ok::<_, io::WalkError>(())
/// ```
///
/// Paths come in byte order, name by name: all of `a/` before `a-b`. As in shells, a leading dot is matched only by a dot, links are followed where
/// a name of the pattern matches them, and `**` goes through no link (where bash still looks one level into it). Only regular files are given, and links to them (without wildcards: anything but a directory). A link that leads nowhere is given too, so that whoever reads it tells.
///
/// It is a plain iterator of `Result<PathBuf, WalkError>`: a source like any other, and what [`lines_of`](super::lines_of) takes. On slow file systems wrap it in [`blocking`](super::blocking()).
///
/// # Errors
///
/// A directory that cannot be read is an error in its place, and the walk goes on. A pattern that matches nothing gives nothing, but where the part of it without wildcards is missing that is an error.
///
/// # Limits
///
/// A directory is read whole and sorted: memory is that of the names of the directories on the way from the base.
pub fn glob_files(pattern: impl AsRef<str>) -> Files {
    let (base, pattern) = Pattern::parse(pattern.as_ref());
    let base = PathBuf::from(base);
    let root = match pattern.plain_name() {
        Some(name) => Root::File(base.join(String::from_utf8_lossy(&name).as_ref())),
        None => Root::Directory(base, Some(pattern.start())),
    };
    Files { pattern: Some(pattern), root: Some(root), levels: Vec::new() }
}

/// All files below a directory, or the file itself, as `grep -r` sees them.
///
/// ```no_run
/// use papy_runtime::io;
///
/// let source = io::lines_of(io::walk("/usr/share/doc"));
/// # let _ = source;
/// ```
///
/// Paths come in byte order, name by name: all of `a/` before `a-b`. Names with a leading dot are among them. A link is followed only where it is `path` itself; links,
/// devices, pipes and sockets below are skipped. Errors and limits are those of [`glob_files`].
pub fn walk(path: impl AsRef<Path>) -> Files {
    let path = path.as_ref().to_owned();
    let root = match fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => Root::Directory(path, None),
        _ => Root::File(path),
    };
    Files { pattern: None, root: Some(root), levels: Vec::new() }
}

/// The paths of files. Made by [`glob_files`] and [`walk`].
#[derive(Debug)]
pub struct Files {
    /// `None` takes everything but links.
    pattern: Option<Pattern>,
    root: Option<Root>,
    levels: Vec<Level>,
}

#[derive(Debug)]
enum Root {
    File(PathBuf),
    Directory(PathBuf, Option<Positions>),
}

/// One directory on the way.
#[derive(Debug)]
struct Level {
    path: PathBuf,
    at: Option<Positions>,
    entries: vec::IntoIter<(OsString, io::Result<FileType>)>,
}

impl Files {
    fn enter(&mut self, path: PathBuf, at: Option<Positions>) -> Option<Result<PathBuf, WalkError>> {
        // Names are joined to the empty path without a slash in front.
        let listed = if path.as_os_str().is_empty() { Path::new(".") } else { &path };
        let entries: io::Result<Vec<_>> = fs::read_dir(listed).and_then(|entries| {
            entries.map(|entry| entry.map(|entry| (entry.file_name(), entry.file_type()))).collect()
        });
        match entries {
            Ok(mut entries) => {
                entries.sort_unstable_by(|(a, _), (b, _)| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
                self.levels.push(Level { path, at, entries: entries.into_iter() });
                None
            }
            Err(cause) => Some(Err(WalkError { path, cause })),
        }
    }

    /// What an entry is good for.
    fn judge(&self, level: &Level, name: &OsString, file_type: io::Result<FileType>) -> io::Result<Entry> {
        let file_type = file_type?;
        let (Some(pattern), Some(at)) = (&self.pattern, &level.at) else {
            return Ok(if file_type.is_dir() {
                Entry::Directory(None)
            } else if file_type.is_file() {
                Entry::File
            } else {
                Entry::Other
            });
        };
        let at = pattern.step(at, name.as_encoded_bytes(), file_type.is_symlink());
        let (is_match, goes_on) = (pattern.is_match(&at), pattern.goes_on(&at));
        if !is_match && !goes_on {
            return Ok(Entry::Other);
        }
        let (is_dir, is_file) = if file_type.is_symlink() {
            match fs::metadata(level.path.join(name)) {
                Ok(metadata) => (metadata.is_dir(), metadata.is_file()),
                Err(_) => (false, true),
            }
        } else {
            (file_type.is_dir(), file_type.is_file())
        };
        Ok(match () {
            () if is_dir && goes_on => Entry::Directory(Some(at)),
            () if is_file && is_match => Entry::File,
            () => Entry::Other,
        })
    }
}

enum Entry {
    File,
    Directory(Option<Positions>),
    Other,
}

impl Iterator for Files {
    type Item = Result<PathBuf, WalkError>;

    fn next(&mut self) -> Option<Result<PathBuf, WalkError>> {
        match self.root.take() {
            Some(Root::Directory(path, at)) => {
                if let Some(error) = self.enter(path, at) {
                    return Some(error);
                }
            }
            Some(Root::File(path)) => match fs::symlink_metadata(&path) {
                Ok(metadata) if metadata.is_dir() => {}
                Ok(_) => return Some(Ok(path)),
                Err(cause) => return Some(Err(WalkError { path, cause })),
            },
            None => {}
        }
        while let Some(mut level) = self.levels.pop() {
            let Some((name, file_type)) = level.entries.next() else {
                continue;
            };
            let entry = self.judge(&level, &name, file_type);
            let path = level.path.join(&name);
            self.levels.push(level);
            match entry {
                Ok(Entry::File) => return Some(Ok(path)),
                Ok(Entry::Directory(at)) => {
                    if let Some(error) = self.enter(path, at) {
                        return Some(error);
                    }
                }
                Ok(Entry::Other) => {}
                Err(cause) => return Some(Err(WalkError { path, cause })),
            }
        }
        None
    }
}

impl FusedIterator for Files {}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory with these files; `name -> target` makes a link.
    fn tree(entries: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a directory for the test");
        for entry in entries {
            let (name, target) = entry.split_once(" -> ").unzip();
            let path = dir.path().join(name.unwrap_or(entry));
            fs::create_dir_all(path.parent().expect("below the directory")).expect("made");
            match target {
                Some(target) => std::os::unix::fs::symlink(target, path).expect("linked"),
                None => fs::write(path, "").expect("written"),
            }
        }
        dir
    }

    fn names(dir: &Path, files: Files) -> Vec<String> {
        let relative = |path: PathBuf| path.strip_prefix(dir).expect("below").to_string_lossy().into_owned();
        files.map(|path| path.map_or_else(|error| format!("error {}", relative(error.path)), relative)).collect()
    }

    fn glob(dir: &Path, pattern: &str) -> Vec<String> {
        names(dir, glob_files(dir.join(pattern).to_str().expect("a UTF-8 test directory")))
    }

    #[test]
    fn a_walk_goes_in_byte_order_name_by_name_and_through_no_link() {
        let dir = tree(&["a/z", "a-b", "B", ".h", "a/c/x", "link -> a", "file -> B", "gone -> nowhere"]);
        assert_eq!(names(dir.path(), walk(dir.path())), [".h", "B", "a/c/x", "a/z", "a-b"]);
        assert_eq!(names(dir.path(), walk(dir.path().join("link"))), ["link/c/x", "link/z"]);
        assert_eq!(names(dir.path(), walk(dir.path().join("B"))), ["B"]);
    }

    #[test]
    fn a_glob_follows_links_by_name_and_shows_those_that_lead_nowhere() {
        let dir = tree(&["a/1.txt", "a/.2.txt", "b.txt", "c.txt/d", "link -> a", "e.txt -> b.txt", "f.txt -> nowhere"]);
        assert_eq!(glob(dir.path(), "*.txt"), ["b.txt", "e.txt", "f.txt"]);
        assert_eq!(glob(dir.path(), "*/*.txt"), ["a/1.txt", "link/1.txt"]);
        assert_eq!(glob(dir.path(), "**/*.txt"), ["a/1.txt", "b.txt", "e.txt", "f.txt"]);
        assert_eq!(glob(dir.path(), "a/**"), ["a/1.txt"]);
    }

    #[test]
    fn circles_of_links_end() {
        let dir = tree(&["a/x", "a/up -> .."]);
        assert_eq!(glob(dir.path(), "**"), ["a/x"]);
    }

    #[test]
    fn what_is_missing_and_asked_for_by_name_is_an_error() {
        let dir = tree(&["a"]);
        assert_eq!(glob(dir.path(), "missing/*"), ["error missing"]);
        assert_eq!(glob(dir.path(), "missing"), ["error missing"]);
        assert_eq!(names(dir.path(), walk(dir.path().join("missing"))), ["error missing"]);
        assert_eq!(glob(dir.path(), "x*"), [""; 0]);
        assert_eq!(glob(dir.path(), "a"), ["a"]);
    }

    #[test]
    fn a_relative_pattern_gives_relative_paths() {
        let manifest = glob_files("Cargo.tom?").next().expect("tests run in the crate's folder").expect("readable");
        assert_eq!(manifest, Path::new("Cargo.toml"));
    }
}
