//! The lines of a file that grows: looks at it, reads it, waits for it.
//!
//! What is to be done next is decided in `tail.rs`.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::chunks::Splitter;
use super::tail::{FileId, Next, Seen, Tail};
use super::{ChunkLines, Fed, Feeder, FileError, Interrupt, Line, TextLimits};
use crate::error::BoxError;

/// How often a file is looked at that nobody watches.
const POLL: Duration = Duration::from_millis(250);

/// How often a watched one is looked at all the same: directories move away, network file systems tell only of their own host.
const RECHECK: Duration = Duration::from_secs(1);

/// The lines of a file, then those that are appended to it, until the run is stopped: `tail -n +1 -F`.
///
/// ```no_run
/// use papy_runtime::io;
///
/// let source = io::follow("/var/log/syslog");                 // .start(source)
/// let source = io::follow("/var/log/syslog").from_end();      // only what comes from now on
/// # let _ = source;
/// ```
///
/// * A file that is not there yet is waited for.
/// * A file that was renamed or removed is read to its end; then the next one of its name is read from its start. Until that one has something in it, the old one is
///   read on. Up to 7 successors are held open, so that a slow reader loses none of them.
/// * A file that has become shorter is read from its start.
/// * Only whole lines are given. The begun line at the end waits for its `\n`; it is given as it is when its file is left or cut off, and when the run is stopped.
///
/// New lines are given within milliseconds where the system tells of changes, within 250 ms where it does not (a symbolic link, a limit on watches), within a
/// second where only others are told (network file systems; see [`polling`](Follow::polling)).
///
/// # Errors
///
/// A file that is there but cannot be opened, or is no regular file, is one error in the place of an item; it is tried again. A failed read is one too. It ends only by a stop or cancel, then at once.
///
/// # Limits
///
/// As with every `tail`: a file that is cut off and grows beyond where it was read to before anyone looks shows only what lies beyond, and what a writer adds to an old
/// file after it wrote to the new one is lost.
pub fn follow(path: impl AsRef<Path>) -> Follow {
    Follow {
        path: path.as_ref().to_owned(),
        from_end: false,
        watcher: Watching::NotYet,
        tail: Tail::default(),
        files: VecDeque::new(),
        splitter: Splitter::new(TextLimits::default()),
        pending: ChunkLines::default(),
        complaint: None,
        has_looked: false,
        interrupt: Interrupt::new(),
    }
}

/// Feeds the lines of a growing file. Made by [`follow`](follow()).
#[derive(Debug)]
pub struct Follow {
    path: PathBuf,
    from_end: bool,
    watcher: Watching,
    tail: Tail,
    /// The files that `tail` holds, in its order.
    files: VecDeque<File>,
    splitter: Splitter,
    pending: ChunkLines,
    /// What was reported last, so that it is not reported at each look.
    complaint: Option<io::ErrorKind>,
    has_looked: bool,
    interrupt: Interrupt,
}

#[derive(Debug)]
enum Watching {
    NotYet,
    Yes {
        _watcher: RecommendedWatcher,
    },
    /// Not wanted, or not to be had.
    Never,
}

impl Follow {
    /// Skips what is in the file when the run begins to read. A file that comes later is read from its start.
    ///
    /// If the last line has no end by then, its rest is given as a line.
    pub fn from_end(self) -> Follow {
        Follow { from_end: true, ..self }
    }

    /// Looks at the file every 250 ms and does not ask the system to tell of changes: for files that another host writes.
    pub fn polling(self) -> Follow {
        Follow { watcher: Watching::Never, ..self }
    }

    /// The same with other limits. To be called before the first line is read.
    pub fn limits(self, limits: TextLimits) -> Follow {
        Follow { splitter: Splitter::new(limits), ..self }
    }

    fn look(&mut self) -> Result<Seen, FileError> {
        let at_path = match fs::metadata(&self.path) {
            Ok(metadata) if metadata.is_file() => Ok(Some(file_id(&metadata))),
            Ok(_) => Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        };
        let at_path = at_path.or_else(|cause| self.complain(cause).map_or(Ok(None), Err))?;
        let size = |file: Option<&File>| file.and_then(|file| file.metadata().ok()).map(|metadata| metadata.len());
        Ok(Seen { at_path, next_size: size(self.files.get(1)), size: size(self.files.front()) })
    }

    /// The error, unless it was given before and has not ended since.
    fn complain(&mut self, cause: io::Error) -> Option<FileError> {
        let is_new = self.complaint.replace(cause.kind()) != Some(cause.kind());
        is_new.then(|| FileError::Open { path: self.path.clone(), cause })
    }

    /// Opens the file that has the name now, if it is one that is not held.
    fn open(&mut self, is_first_look: bool) -> io::Result<()> {
        let mut file = File::open(&self.path)?;
        let metadata = file.metadata()?;
        // It may have changed since it was looked at; then the next look tells.
        if metadata.is_file() && !self.tail.holds(file_id(&metadata)) {
            let offset = if self.from_end && is_first_look { file.seek(SeekFrom::End(0))? } else { 0 };
            self.tail.opened(file_id(&metadata), offset);
            self.files.push_back(file);
            self.complaint = None;
        }
        Ok(())
    }

    /// Does one thing. Says whether to wait.
    fn advance(&mut self) -> Result<bool, BoxError> {
        let is_first_look = !std::mem::replace(&mut self.has_looked, true);
        self.watch();
        let look = self.look()?;
        match self.tail.next(look) {
            Next::Wait => return Ok(true),
            Next::Open => {
                return match self.open(is_first_look) {
                    Ok(()) => Ok(false),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
                    Err(error) => self.complain(error).map_or(Ok(true), |error| Err(error.into())),
                };
            }
            Next::Read => return self.read(),
            Next::Restart => {
                self.give_begun_line();
                let file = self.files.front_mut().expect("`tail` holds the same files");
                file.rewind().map_err(|cause| FileError::Read { path: self.path.clone(), cause })?;
                self.tail.restarted();
            }
            Next::Switch => {
                self.give_begun_line();
                self.files.pop_front();
                self.tail.switched();
            }
        }
        Ok(false)
    }

    fn read(&mut self) -> Result<bool, BoxError> {
        let file = self.files.front_mut().expect("`tail` holds the same files");
        match file.read(self.splitter.space()) {
            // Cut off since it was looked at: the next look shows it.
            Ok(0) => Ok(true),
            Ok(count) => {
                self.tail.read(count as u64);
                self.complaint = None;
                let chunk = self.splitter.filled(count);
                let chunk = chunk.map_err(|cause| FileError::LineTooLong { path: self.path.clone(), cause })?;
                self.pending = chunk.unwrap_or_default().into_lines();
                Ok(false)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(false),
            Err(cause) if self.complaint.replace(cause.kind()) != Some(cause.kind()) => {
                Err(FileError::Read { path: self.path.clone(), cause }.into())
            }
            Err(_) => Ok(true),
        }
    }

    fn give_begun_line(&mut self) {
        self.pending = self.splitter.finish().unwrap_or_default().into_lines();
    }

    /// Asks the system to tell of changes in the file's directory, once that is there.
    fn watch(&mut self) {
        let directory = self.path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if matches!(self.watcher, Watching::NotYet) && directory.is_dir() {
            let watcher = watcher(directory, self.path.file_name(), &self.interrupt);
            self.watcher = watcher.map_or(Watching::Never, |watcher| Watching::Yes { _watcher: watcher });
        }
    }

    /// How long to wait for news before looking again.
    fn period(&self) -> Duration {
        // The directory of a link is not told of changes to what it leads to.
        let is_link = || fs::symlink_metadata(&self.path).is_ok_and(|metadata| metadata.is_symlink());
        if matches!(self.watcher, Watching::Yes { .. }) && !is_link() { RECHECK } else { POLL }
    }

    /// What is left to say when the run stops: the begun line, if nothing lies between it and what was given.
    fn last_words(&mut self, out: &mut Vec<Result<Line, BoxError>>) {
        if self.pending.is_empty()
            && let Ok(look) = self.look()
            && self.tail.next(look) == Next::Wait
        {
            self.give_begun_line();
            out.extend(self.pending.by_ref().map(Ok));
        }
    }
}

impl Feeder for Follow {
    type Item = Line;

    fn feed(&mut self, room: usize, out: &mut Vec<Result<Line, BoxError>>) -> Fed {
        while !self.interrupt.is_set() {
            if !self.pending.is_empty() {
                self.pending.take_each(room, |line| out.push(Ok(line)));
                return if self.pending.is_empty() { Fed::MayWait } else { Fed::Ready };
            }
            match self.advance() {
                Ok(false) => {}
                Ok(true) => self.interrupt.wait_until(Instant::now() + self.period()),
                Err(error) => {
                    out.push(Err(error));
                    return Fed::MayWait;
                }
            }
        }
        self.last_words(out);
        Fed::Ended
    }

    fn interrupt(&self) -> Interrupt {
        self.interrupt.clone()
    }

    fn is_prompt(&self) -> bool {
        true
    }
}

/// Rings at each change of what has this name in the directory. `None` where that cannot be had.
fn watcher(directory: &Path, name: Option<&OsStr>, interrupt: &Interrupt) -> Option<RecommendedWatcher> {
    let (name, bell) = (name?.to_owned(), interrupt.clone());
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| match event {
        // Our own reads among them.
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
        // An event without paths says that events were lost.
        Ok(event) if !event.paths.is_empty() && !event.paths.iter().any(|path| path.file_name() == Some(&name)) => {}
        _ => bell.ring(),
    })
    .ok()?;
    watcher.watch(directory, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

#[cfg(unix)]
fn file_id(metadata: &Metadata) -> FileId {
    use std::os::unix::fs::MetadataExt;

    FileId { device: metadata.dev(), inode: metadata.ino() }
}

/// Where files have no number that can be had, the time they were made stands for it.
#[cfg(not(unix))]
fn file_id(metadata: &Metadata) -> FileId {
    let made = metadata.created().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    FileId { device: 0, inode: made.map_or(0, |made| made.as_nanos() as u64) }
}

#[cfg(test)]
mod tests {
    use std::fs::OpenOptions;
    use std::io::Write;
    use std::sync::mpsc::{self, Receiver};
    use std::thread::{self, JoinHandle};

    use super::super::testing::Random;
    use super::*;

    /// Longer than any wait should take, so that a test fails and does not hang.
    const DEADLINE: Duration = Duration::from_secs(20);

    /// A file that is followed by a thread.
    struct Followed {
        dir: tempfile::TempDir,
        items: Receiver<Result<String, String>>,
        interrupt: Interrupt,
        thread: Option<JoinHandle<()>>,
    }

    impl Followed {
        /// `prepare` makes what is there before; `configure` sets up the source.
        fn start(prepare: impl FnOnce(&Path), configure: impl FnOnce(Follow) -> Follow) -> Followed {
            let dir = tempfile::tempdir().expect("a directory for the test");
            prepare(&dir.path().join("log"));
            let mut feeder = configure(follow(dir.path().join("log")));
            let (interrupt, (sender, items)) = (feeder.interrupt(), mpsc::sync_channel(1 << 16));
            let thread = thread::spawn(move || {
                let mut out = Vec::new();
                loop {
                    let fed = feeder.feed(3, &mut out);
                    for item in out.drain(..) {
                        let item = item.map(|line| line.to_string()).map_err(|error| error.to_string());
                        let _ = sender.send(item);
                    }
                    if fed == Fed::Ended {
                        return;
                    }
                }
            });
            Followed { dir, items, interrupt, thread: Some(thread) }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.dir.path().join(name)
        }

        fn append(&self, name: &str, text: &str) {
            append(&self.path(name), text);
        }

        fn expect(&self, lines: &[&str]) {
            for line in lines {
                let item = self.items.recv_timeout(DEADLINE).expect("a line in time");
                assert_eq!(item.as_deref(), Ok(*line));
            }
        }

        /// Interrupts, and expects these lines and no others.
        fn stop(mut self, last: &[&str]) {
            self.interrupt.set();
            self.expect(last);
            self.thread.take().expect("stopped once").join().expect("no panic");
            assert_eq!(self.items.try_iter().collect::<Vec<_>>(), []);
        }
    }

    impl Drop for Followed {
        fn drop(&mut self) {
            self.interrupt.set();
        }
    }

    fn append(path: &Path, text: &str) {
        let mut file = OpenOptions::new().create(true).append(true).open(path).expect("opened");
        file.write_all(text.as_bytes()).expect("written");
    }

    fn both(run: impl Fn(fn(Follow) -> Follow)) {
        run(|follow| follow);
        run(Follow::polling);
    }

    #[test]
    fn what_is_there_and_what_is_appended_comes_line_by_line() {
        both(|configure| {
            let log = Followed::start(|path| append(path, "1\n2\n3\n4\n5"), configure);
            log.expect(&["1", "2", "3", "4"]);
            log.append("log", "a\n6");
            log.expect(&["5a"]);
            log.append("log", "\n\n7\n");
            log.expect(&["6", "", "7"]);
            log.stop(&[]);
        });
    }

    #[test]
    fn a_file_that_is_not_there_is_waited_for() {
        both(|configure| {
            let log = Followed::start(|_| {}, configure);
            log.append("other", "no\n");
            log.append("log", "1\n");
            log.expect(&["1"]);
            log.stop(&[]);
        });
    }

    #[test]
    fn a_directory_that_is_not_there_is_waited_for() {
        let dir = tempfile::tempdir().expect("a directory for the test");
        let path = dir.path().join("later").join("log");
        let log = Followed::start(|_| {}, |_| follow(&path));
        fs::create_dir(dir.path().join("later")).expect("made");
        append(&path, "1\n");
        log.expect(&["1"]);
        append(&path, "2\n");
        log.expect(&["2"]);
        log.stop(&[]);
    }

    #[test]
    fn a_rotated_file_is_read_to_its_end_and_its_begun_line_is_given() {
        both(|configure| {
            let log = Followed::start(|path| append(path, "1\n"), configure);
            log.expect(&["1"]);
            fs::rename(log.path("log"), log.path("log.1")).expect("renamed");
            log.append("log.1", "2\nbeg");
            log.expect(&["2"]);
            log.append("log", "");
            log.append("log.1", "un");
            log.append("log", "3\n");
            log.expect(&["begun", "3"]);
            log.stop(&[]);
        });
    }

    #[test]
    fn a_removed_and_made_again_file_is_read_from_its_start() {
        both(|configure| {
            let log = Followed::start(|path| append(path, "1\n"), configure);
            log.expect(&["1"]);
            fs::remove_file(log.path("log")).expect("removed");
            log.append("log", "2\n");
            log.expect(&["2"]);
            log.stop(&[]);
        });
    }

    #[test]
    fn a_truncated_file_is_read_from_its_start_and_its_begun_line_is_given() {
        both(|configure| {
            let log = Followed::start(|path| append(path, "one\ntwo\nbegun"), configure);
            log.expect(&["one", "two"]);
            File::create(log.path("log")).expect("truncated");
            log.expect(&["begun"]);
            log.append("log", "3\n");
            log.expect(&["3"]);
            log.stop(&[]);
        });
    }

    #[test]
    fn a_stop_gives_the_begun_line_and_ends_within_200_ms() {
        let log = Followed::start(|path| append(path, "1\nbegun"), |follow| follow);
        log.expect(&["1"]);
        let before = Instant::now();
        log.stop(&["begun"]);
        assert!(before.elapsed() < Duration::from_millis(200), "{:?}", before.elapsed());
    }

    #[test]
    fn from_the_end_only_what_comes_is_given() {
        let log = Followed::start(|path| append(path, "old\n"), Follow::from_end);
        // It has begun once it gives the end of this; how many it misses before that, nobody knows.
        let first = loop {
            log.append("log", "again\n");
            if let Ok(item) = log.items.recv_timeout(Duration::from_millis(20)) {
                break item;
            }
        };
        assert_eq!(first.as_deref(), Ok("again"));
        log.append("log", "new\n");
        let next = log.items.iter().find(|item| item.as_deref() != Ok("again")).expect("a line");
        assert_eq!(next.as_deref(), Ok("new"));
        fs::remove_file(log.path("log")).expect("removed");
        log.append("log", "first of the next\n");
        log.expect(&["first of the next"]);
        log.stop(&[]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_also_to_another_file() {
        let log = Followed::start(
            |path| {
                append(&path.with_file_name("a"), "1\n");
                std::os::unix::fs::symlink("a", path).expect("linked");
            },
            |follow| follow,
        );
        log.expect(&["1"]);
        log.append("a", "2\n");
        log.expect(&["2"]);
        log.append("b", "3\n");
        std::os::unix::fs::symlink("b", log.path("new")).expect("linked");
        fs::rename(log.path("new"), log.path("log")).expect("renamed");
        log.expect(&["3"]);
        log.stop(&[]);
    }

    #[test]
    fn a_directory_of_that_name_is_one_error_and_is_waited_out() {
        let log = Followed::start(|path| fs::create_dir(path).expect("made"), |follow| follow);
        let error = log.items.recv_timeout(DEADLINE).expect("an item in time");
        assert_eq!(error, Err(format!("cannot open `{}`: not a regular file", log.path("log").display())));
        fs::remove_dir(log.path("log")).expect("removed");
        log.append("log", "1\n");
        log.expect(&["1"]);
        log.stop(&[]);
    }

    #[test]
    fn no_line_is_lost_or_doubled_over_many_appends_and_rotations() {
        for seed in 0..8 {
            let mut random = Random::new(seed);
            let log = Followed::start(|_| {}, |follow| follow);
            let (mut written, mut received) = (0, 0);
            let mut receive_to = |count: usize| {
                while received < count {
                    let item = log.items.recv_timeout(DEADLINE).expect("a line in time");
                    assert_eq!(item, Ok(received.to_string()), "seed {seed}");
                    received += 1;
                }
            };
            for turn in 0..100 {
                let text: String =
                    (written..written + 1 + random.below(50)).map(|number| format!("{number}\n")).collect();
                let first = written;
                written += text.lines().count();
                let (begin, end) = text.split_at(random.below(text.len() + 1));
                log.append("log", begin);
                log.append("log", end);
                if random.below(5) == 0 {
                    // A file that nobody saw under its name is lost, here as with `tail`: so one line of it is awaited.
                    receive_to(first + 1);
                    fs::rename(log.path("log"), log.path(&format!("log.{turn}"))).expect("renamed");
                }
            }
            receive_to(written);
            log.stop(&[]);
        }
    }
}
