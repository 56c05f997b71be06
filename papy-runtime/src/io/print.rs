//! Items to standard output, one a line, without a write for each.
//!
//! What is written when is decided by [`Buffered`], which knows neither standard output nor the clock.

use std::borrow::Cow;
use std::cell::Cell;
use std::error::Error as StdError;
use std::fmt;
use std::io::{self, ErrorKind, IsTerminal, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::Line;
use crate::error::{Error, ItemError, Result};

/// An item that can be written as one line: bytes as they are, numbers as `Display` shows them.
///
/// ```
/// use std::io::{self, Write};
/// use papy_runtime::io::Printable;
///
/// struct Hit { line: u64, text: String }
///
/// impl Printable for Hit {
///     fn write_to(&self, w: &mut dyn Write) -> io::Result<()> {
///         write!(w, "{}:{}", self.line, self.text)
///     }
/// }
///
/// let mut buffer = Vec::new();
/// Hit { line: 7, text: "spin_lock".into() }.write_to(&mut buffer)?;
/// assert_eq!(buffer, b"7:spin_lock");
/// # io::Result::Ok(())
/// ```
pub trait Printable {
    /// Writes the item, without a line end. `w` is a buffer: many small writes are fine.
    fn write_to(&self, w: &mut dyn Write) -> io::Result<()>;
}

macro_rules! printable {
    ($($type:ty: |$item:ident| $bytes:expr;)*) => {$(
        impl Printable for $type {
            #[inline]
            fn write_to(&self, w: &mut dyn Write) -> io::Result<()> {
                let $item = self;
                w.write_all($bytes)
            }
        }
    )*};
}

printable! {
    Line: |item| item;
    Bytes: |item| item;
    Vec<u8>: |item| item;
    [u8]: |item| item;
    str: |item| item.as_bytes();
    String: |item| item.as_bytes();
    Path: |item| item.as_os_str().as_encoded_bytes();
    PathBuf: |item| item.as_os_str().as_encoded_bytes();
}

macro_rules! printable_by_display {
    ($($type:ty)*) => {$(
        impl Printable for $type {
            fn write_to(&self, w: &mut dyn Write) -> io::Result<()> {
                write!(w, "{self}")
            }
        }
    )*};
}

printable_by_display!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 bool char);

impl<T: Printable + ?Sized> Printable for &T {
    #[inline]
    fn write_to(&self, w: &mut dyn Write) -> io::Result<()> {
        (**self).write_to(w)
    }
}

impl<T: Printable + ?Sized> Printable for Box<T> {
    fn write_to(&self, w: &mut dyn Write) -> io::Result<()> {
        (**self).write_to(w)
    }
}

impl<T: Printable + ?Sized> Printable for Arc<T> {
    fn write_to(&self, w: &mut dyn Write) -> io::Result<()> {
        (**self).write_to(w)
    }
}

impl<T: Printable + ToOwned + ?Sized> Printable for Cow<'_, T> {
    fn write_to(&self, w: &mut dyn Write) -> io::Result<()> {
        (**self).write_to(w)
    }
}

/// Writes an item and a `\n` to standard output.
///
/// ```
/// use papy_runtime::io;
///
/// io::out("text")?;
/// io::out(io::Line::from("a line"))?;
/// io::out(21 * 2)?;
/// io::flush()?;
/// # Ok::<_, papy_runtime::error::Error>(())
/// ```
///
/// Lines of all threads go through one buffer of 64 KiB and are never torn by each other. A terminal gets each line at once. Otherwise the buffer is written when it is full, by
/// [`flush`], by the first of each 64 items that finds it older than 100 ms, whenever a run waits for its next item, at the end of `#[papy::main]`,
/// and (as far as the system allows) when a thread that wrote ends. A program without `#[papy::main]` should end with `flush`, and
/// one that also uses `println!` should flush before it, to keep the order.
///
/// # Errors
///
/// A failed write is [`Error::Io`]; what was in the buffer is lost, so the error may be about earlier items. If whoever reads the output has gone (`| head -1`) it is one of kind
/// [`BrokenPipe`](ErrorKind::BrokenPipe), for this and every later call: passed on with `?`, it drops the run, and `#[papy::main]` ends quietly, with exit code 0.
/// See [`is_closed_pipe`].
pub fn out<T: Printable>(item: T) -> Result<()> {
    print(item).map_err(Error::Io)
}

/// Writes an item and a `\n` to standard output, as a sink: [`out`] with the error of `std`.
///
/// ```
/// papy_runtime::io::print("one item")?;
/// # std::io::Result::Ok(())
/// ```
pub fn print<T: Printable>(item: T) -> io::Result<()> {
    // Fails only in the destructor of another thread-local, where the end has come already.
    let _ = FLUSH_AT_END.try_with(|guard| guard.0.set(true));
    let mut out = OUT.lock().unwrap_or_else(PoisonError::into_inner);
    let result = out.item(&item, Instant::now);
    HOLDS_BACK.store(!out.buffer.is_empty(), Ordering::Relaxed);
    result
}

/// Writes out what [`out`] and [`print`](print()) hold back of this thread's lines, and of others'. Costs a load if that is nothing.
///
/// ```
/// papy_runtime::io::flush()?;
/// # Ok::<_, papy_runtime::error::Error>(())
/// ```
pub fn flush() -> Result<()> {
    // This thread sees its own stores; what another thread stores meanwhile is that thread's to flush.
    if !holds_back() && !UNTOLD.load(Ordering::Relaxed) {
        return Ok(());
    }
    let mut out = OUT.lock().unwrap_or_else(PoisonError::into_inner);
    HOLDS_BACK.store(false, Ordering::Relaxed);
    UNTOLD.store(false, Ordering::Relaxed);
    out.flush(Instant::now).map_err(Error::Io)
}

/// Whether a run or `main` ended because whoever reads its output has gone: no reason to say anything.
///
/// ```
/// use std::io::{self, ErrorKind};
/// use papy_runtime::error::Error;
/// use papy_runtime::io::is_closed_pipe;
///
/// assert!(is_closed_pipe(&Error::Io(ErrorKind::BrokenPipe.into())));
/// assert!(!is_closed_pipe(&Error::Io(ErrorKind::NotFound.into())));
/// ```
///
/// Looks at the error and its sources, so that a failed sink counts too.
pub fn is_closed_pipe(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(Error::Run { cause, .. }) = error.downcast_ref() {
            return says_unread(cause);
        }
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe) {
            return true;
        }
        next = error.source();
    }
    false
}

/// Whoever read standard output has gone.
#[derive(Debug)]
struct Unread;

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "standard output: {}", io::Error::from(ErrorKind::BrokenPipe))
    }
}

impl StdError for Unread {}

fn unread() -> io::Error {
    io::Error::new(ErrorKind::BrokenPipe, Unread)
}

/// Whether an item failed because nobody reads standard output: then the next ones will, too.
pub(crate) fn says_unread(error: &ItemError) -> bool {
    let error = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    error.is_some_and(|error| error.is::<Unread>())
}

/// Whether standard output was found closed.
pub(crate) fn is_stdout_closed() -> bool {
    OUT.lock().unwrap_or_else(PoisonError::into_inner).is_closed
}

/// Whether there are printed lines that nobody has written out yet.
pub(crate) fn holds_back() -> bool {
    HOLDS_BACK.load(Ordering::Relaxed)
}

/// [`flush`] for whoever is about to wait and has nobody to tell: the next [`print`](print()) or [`flush`] tells the error.
pub(crate) fn flush_before_wait() {
    if holds_back() {
        let mut out = OUT.lock().unwrap_or_else(PoisonError::into_inner);
        out.flush_untold(Instant::now);
        HOLDS_BACK.store(false, Ordering::Relaxed);
        UNTOLD.store(out.untold.is_some(), Ordering::Relaxed);
    }
}

/// Ends the process, with what was printed written out if nobody is just writing.
#[cfg(feature = "io")]
pub(super) fn exit(code: i32) -> ! {
    flush_if_free();
    std::process::exit(code)
}

static OUT: LazyLock<Mutex<Buffered<Stdout>>> = LazyLock::new(|| {
    let stdout = io::stdout();
    let at_once = stdout.is_terminal();
    Mutex::new(Buffered::new(stdout, at_once, Instant::now()))
});

/// Whether there is anything in `OUT`'s buffer. Stored only while `OUT` is locked.
static HOLDS_BACK: AtomicBool = AtomicBool::new(false);

/// Whether a write failed and nobody was told. Stored only while `OUT` is locked.
static UNTOLD: AtomicBool = AtomicBool::new(false);

/// Flushes when its thread ends, for programs that forget to.
struct FlushAtEnd(Cell<bool>);

thread_local! {
    static FLUSH_AT_END: FlushAtEnd = const { FlushAtEnd(Cell::new(false)) };
}

impl Drop for FlushAtEnd {
    fn drop(&mut self) {
        if self.0.get() {
            flush_if_free();
        }
    }
}

/// At the end of a thread or process nobody may wait for a writer that waits for a full pipe.
fn flush_if_free() {
    if !HOLDS_BACK.load(Ordering::Relaxed) {
        return;
    }
    let mut out = match OUT.try_lock() {
        Ok(out) => out,
        Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
        Err(TryLockError::WouldBlock) => return,
    };
    // Nobody is left to be told.
    let _ = out.flush(Instant::now);
}

/// How much is held back.
const BUFFER_BYTES: usize = 64 << 10;

/// How many items go by between two looks at the clock, and how long they may be held back.
const ITEMS_UNLOOKED: u32 = 64;
const HELD_BACK_MAX: Duration = Duration::from_millis(100);

/// Whole lines on their way to `inner`.
#[derive(Debug)]
struct Buffered<W> {
    inner: W,
    buffer: Vec<u8>,
    at_once: bool,
    is_closed: bool,
    /// The error of a flush that had nobody to tell.
    untold: Option<io::Error>,
    items_unlooked: u32,
    flushed: Instant,
}

impl<W: Write> Buffered<W> {
    fn new(inner: W, at_once: bool, now: Instant) -> Buffered<W> {
        let buffer = Vec::with_capacity(BUFFER_BYTES);
        Buffered { inner, buffer, at_once, is_closed: false, untold: None, items_unlooked: 0, flushed: now }
    }

    fn item(&mut self, item: &impl Printable, now: impl Fn() -> Instant) -> io::Result<()> {
        self.told()?;
        if self.is_closed {
            return Err(unread());
        }
        let before = self.buffer.len();
        if let Err(error) = item.write_to(&mut self.buffer) {
            // Half an item is no line.
            self.buffer.truncate(before);
            return Err(error);
        }
        self.buffer.push(b'\n');
        self.items_unlooked += 1;
        let is_old = || self.items_unlooked >= ITEMS_UNLOOKED && now().duration_since(self.flushed) > HELD_BACK_MAX;
        if self.at_once || self.buffer.len() >= BUFFER_BYTES || is_old() {
            return self.flush(now);
        }
        self.items_unlooked %= ITEMS_UNLOOKED;
        Ok(())
    }

    /// Flushes, and keeps an error for later.
    fn flush_untold(&mut self, now: impl Fn() -> Instant) {
        if !self.buffer.is_empty()
            && let Err(error) = self.write_out(now)
        {
            self.untold.get_or_insert(error);
        }
    }

    fn flush(&mut self, now: impl Fn() -> Instant) -> io::Result<()> {
        let written = if self.buffer.is_empty() { Ok(()) } else { self.write_out(now) };
        self.told().and(written)
    }

    fn told(&mut self) -> io::Result<()> {
        self.untold.take().map_or(Ok(()), Err)
    }

    fn write_out(&mut self, now: impl Fn() -> Instant) -> io::Result<()> {
        let result = self.inner.write_all(&self.buffer).and_then(|()| self.inner.flush());
        self.is_closed = result.as_ref().is_err_and(|error| error.kind() == ErrorKind::BrokenPipe);
        let result = if self.is_closed { Err(unread()) } else { result };
        self.buffer.clear();
        // One huge item does not hold its memory for ever.
        self.buffer.shrink_to(2 * BUFFER_BYTES);
        self.items_unlooked = 0;
        self.flushed = now();
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Cause, ItemError, Lineage, Origin, Worker};

    /// Notes each write; fails as told.
    #[derive(Debug, Default)]
    struct Pipe {
        writes: Vec<Vec<u8>>,
        failure: Option<ErrorKind>,
    }

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if let Some(kind) = self.failure {
                return Err(kind.into());
            }
            self.writes.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn buffered(at_once: bool) -> (Buffered<Pipe>, Instant) {
        let now = Instant::now();
        (Buffered::new(Pipe::default(), at_once, now), now)
    }

    #[test]
    fn an_error_of_a_flush_that_nobody_asked_for_is_told_to_the_next_caller_once() {
        let (mut out, now) = buffered(false);
        out.item(&"a", || now).expect("held back");
        out.inner.failure = Some(ErrorKind::StorageFull);
        out.flush_untold(|| now);
        assert_eq!(out.item(&"b", || now).expect_err("told").kind(), ErrorKind::StorageFull);
        out.inner.failure = None;
        out.item(&"c", || now).expect("held back");
        out.flush(|| now).expect("written");
        assert_eq!(out.inner.writes, [b"c\n"]);
    }

    #[test]
    fn items_are_written_as_they_are_and_numbers_as_shown() {
        let (mut out, now) = buffered(false);
        out.item(&Line::from(&b"a\xff"[..]), || now).expect("printed");
        out.item(&Bytes::from_static(b"b"), || now).expect("printed");
        out.item(&"c", || now).expect("printed");
        out.item(&&String::from("d"), || now).expect("printed");
        out.item(&vec![b'e'], || now).expect("printed");
        out.item(&-7, || now).expect("printed");
        out.item(&1.5, || now).expect("printed");
        out.item(&Path::new("x/y"), || now).expect("printed");
        out.item(&Cow::Borrowed("f"), || now).expect("printed");
        assert!(out.inner.writes.is_empty());
        out.flush(|| now).expect("flushed");
        assert_eq!(out.inner.writes, [b"a\xff\nb\nc\nd\ne\n-7\n1.5\nx/y\nf\n"]);
    }

    #[test]
    fn a_terminal_gets_each_line_at_once() {
        let (mut out, now) = buffered(true);
        out.item(&1, || now).expect("printed");
        out.item(&2, || now).expect("printed");
        assert_eq!(out.inner.writes, [b"1\n", b"2\n"]);
    }

    #[test]
    fn a_full_buffer_is_written_in_one_piece_that_ends_with_a_line() {
        let (mut out, now) = buffered(false);
        let line = "x".repeat(999);
        (0..70).for_each(|_| out.item(&line, || now).expect("printed"));
        assert_eq!(out.inner.writes.iter().map(Vec::len).collect::<Vec<_>>(), [66_000]);
    }

    #[test]
    fn the_64th_item_writes_what_is_older_than_100_ms() {
        let (mut out, now) = buffered(false);
        let late = now + Duration::from_millis(101);
        (1..64).for_each(|item| out.item(&item, || late).expect("printed"));
        assert!(out.inner.writes.is_empty());
        out.item(&64, || late).expect("printed");
        assert_eq!(out.inner.writes.len(), 1);
        (0..640).for_each(|item| out.item(&item, || late).expect("printed"));
        assert_eq!(out.inner.writes.len(), 1);
    }

    #[test]
    fn a_closed_pipe_stays_closed_and_another_error_does_not() {
        let (mut out, now) = buffered(true);
        out.inner.failure = Some(ErrorKind::StorageFull);
        assert_eq!(out.item(&1, || now).expect_err("full").kind(), ErrorKind::StorageFull);
        out.inner.failure = Some(ErrorKind::BrokenPipe);
        assert_eq!(out.item(&2, || now).expect_err("closed").kind(), ErrorKind::BrokenPipe);
        out.inner.failure = None;
        assert_eq!(out.item(&3, || now).expect_err("closed").kind(), ErrorKind::BrokenPipe);
        assert!(out.flush(|| now).is_ok() && out.inner.writes.is_empty());
    }

    #[test]
    fn an_item_that_cannot_be_written_leaves_no_half_line() {
        struct Torn;
        impl Printable for Torn {
            fn write_to(&self, w: &mut dyn Write) -> io::Result<()> {
                w.write_all(b"half")?;
                Err(io::Error::other("torn"))
            }
        }
        let (mut out, now) = buffered(false);
        out.item(&1, || now).expect("printed");
        assert_eq!(out.item(&Torn, || now).expect_err("torn").to_string(), "torn");
        assert_eq!(out.buffer, b"1\n");
    }

    #[test]
    fn a_closed_pipe_is_known_also_behind_a_failed_sink() {
        let origin = Origin {
            pipeline: "Grep",
            node: "lines.print".into(),
            input: "lines",
            lineage: Lineage { seq: 0, path: Vec::new(), since: None },
            attempt: 1,
            worker: Worker::Reader,
            host: None,
        };
        let broken = io::Error::from(ErrorKind::BrokenPipe);
        let first = ItemError::new(origin.clone(), Cause::Failed(broken.into()));
        assert!(!says_unread(&first));
        assert!(is_closed_pipe(&Error::Item(first)));
        let run = |cause: io::Error| {
            let cause = ItemError::new(origin.clone(), Cause::Local(cause.into()));
            is_closed_pipe(&Error::Run { pipeline: "Grep", cause })
        };
        // A local may have a pipe or socket of its own.
        assert!(!run(ErrorKind::BrokenPipe.into()));
        assert!(run(unread()));
    }

    /// Real pipes need a process of their own: this test's program, with only the test `child` in it.
    mod process {
        use std::io::{BufRead, BufReader, Read};
        use std::process::{Child, Command, Stdio};

        use super::*;

        const ROLE: &str = "PAPY_PRINT_TEST";

        #[test]
        fn child() {
            match std::env::var(ROLE).as_deref() {
                Ok("forgets") => out("told").expect("the parent reads"),
                Ok("endless") => {
                    let error = loop {
                        if let Err(error) = out("line") {
                            break error;
                        }
                    };
                    std::process::exit(if is_closed_pipe(&error) { 42 } else { 1 });
                }
                _ => {}
            }
        }

        fn start(role: &str) -> Child {
            Command::new(std::env::current_exe().expect("this program"))
                .args(["--exact", "io::print::tests::process::child", "--nocapture"])
                .env(ROLE, role)
                .stdout(Stdio::piped())
                .spawn()
                .expect("started")
        }

        #[test]
        fn a_reader_that_leaves_is_an_error_and_no_panic() {
            let mut child = start("endless");
            let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
            assert!(lines.any(|line| line.expect("UTF-8") == "line"));
            drop(lines);
            assert_eq!(child.wait().expect("waited").code(), Some(42));
        }

        #[test]
        fn what_a_thread_printed_is_written_when_it_ends() {
            let mut child = start("forgets");
            let mut text = String::new();
            child.stdout.take().expect("piped").read_to_string(&mut text).expect("UTF-8");
            assert!(text.contains("told\n"), "{text}");
            assert!(child.wait().expect("waited").success());
        }
    }
}
