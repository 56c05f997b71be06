//! Cuts a stream of bytes into chunks of whole lines, and chunks into lines.
//!
//! [`Splitter`] decides and does no reading; [`Chunks`] reads from any [`Read`]. Neither knows of files, waiting or stopping.

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
use std::io::{self, Read};
use std::mem;

use bytes::{Bytes, BytesMut};
use memchr::{memchr, memchr_iter, memrchr};

use super::Line;

/// How much of a text is held at once.
///
/// ```
/// use papy_runtime::io::TextLimits;
///
/// let short_lines = TextLimits { line_bytes_max: 4096, ..TextLimits::default() };
/// # assert_eq!(short_lines.chunk_bytes, 256 << 10);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextLimits {
    /// How many bytes are read at once. Default 256 KiB: larger reads gain nothing (it is the size that fits a second-level cache), and
    /// each line that is kept keeps a chunk. A chunk is larger only where a line is.
    pub chunk_bytes: usize,
    /// The longest line that is taken, without its `\n`. Default 64 MiB: longer than a line of any text format, shorter than what
    /// a binary file without line ends needs to fill the memory. A longer line is an error in its place.
    pub line_bytes_max: usize,
}

impl Default for TextLimits {
    fn default() -> TextLimits {
        TextLimits { chunk_bytes: 256 << 10, line_bytes_max: 64 << 20 }
    }
}

/// A line was longer than [`TextLimits::line_bytes_max`]. The rest of it is skipped, and reading goes on with the next line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTooLong {
    /// Where the line begins, in bytes from the start of the text.
    pub offset: u64,
    /// The limit.
    pub line_bytes_max: usize,
}

impl fmt::Display for LineTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LineTooLong { offset, line_bytes_max } = self;
        write!(f, "the line at byte {offset} is longer than {line_bytes_max} bytes")
    }
}

impl StdError for LineTooLong {}

/// A few consecutive whole lines. Only the last chunk of a text may lack its last `\n`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chunk(Bytes);

impl Chunk {
    /// The text, with its line ends.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The lines. They share the chunk: none is copied.
    ///
    /// ```
    /// use papy_runtime::io::{Chunk, Line};
    ///
    /// let lines: Vec<Line> = Chunk::from(&b"a\n\nb"[..]).into_lines().collect();
    /// assert_eq!(lines, ["a", "", "b"]);
    /// ```
    pub fn into_lines(self) -> ChunkLines {
        ChunkLines { bytes: self.0, at: 0 }
    }
}

impl From<&[u8]> for Chunk {
    fn from(bytes: &[u8]) -> Chunk {
        Chunk(Bytes::copy_from_slice(bytes))
    }
}

/// The lines of one [`Chunk`].
#[derive(Debug, Clone, Default)]
pub struct ChunkLines {
    bytes: Bytes,
    at: usize,
}

impl ChunkLines {
    /// Whether all lines were taken.
    pub fn is_empty(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// Gives up to `count` lines to `each`: faster than as many calls of `next`.
    pub fn take_each(&mut self, count: usize, mut each: impl FnMut(Line)) {
        let (start, mut left) = (self.at, count);
        for end in memchr_iter(b'\n', &self.bytes[start..]) {
            if left == 0 {
                return;
            }
            left -= 1;
            let from = mem::replace(&mut self.at, start + end + 1);
            each(self.bytes.slice(from..start + end).into());
        }
        if left > 0 && !self.is_empty() {
            let from = mem::replace(&mut self.at, self.bytes.len());
            each(self.bytes.slice(from..).into());
        }
    }
}

impl Iterator for ChunkLines {
    type Item = Line;

    #[inline]
    fn next(&mut self) -> Option<Line> {
        let rest = &self.bytes[self.at..];
        if rest.is_empty() {
            return None;
        }
        let (end, next) = match memchr(b'\n', rest) {
            Some(length) => (self.at + length, self.at + length + 1),
            None => (self.bytes.len(), self.bytes.len()),
        };
        let from = mem::replace(&mut self.at, next);
        Some(self.bytes.slice(from..end).into())
    }
}

/// What one read led to.
#[derive(Debug)]
pub(super) enum Step {
    Chunk(Chunk),
    /// No line is complete, or a signal came.
    Nothing,
    TooLong(LineTooLong),
    /// What was begun of a line is dropped.
    Failed(io::Error),
    /// The end, with the last line if it has no end of its own.
    Ended(Option<Chunk>),
}

/// How many chunks are watched for their memory to become free.
const SPENT_CHUNKS_MAX: usize = 8;

/// Bytes in, chunks of whole lines out; whoever owns it does the reading.
///
/// Holds one buffer of [`TextLimits::chunk_bytes`], grown (by doubling) only while it holds no line end, and up to 8 former
/// buffers that it uses again when their lines are gone.
#[derive(Debug)]
pub(super) struct Splitter {
    limits: TextLimits,
    /// All of it is initialised; `used` bytes of it are text without a line end.
    buffer: BytesMut,
    used: usize,
    /// In the text, of the first byte in `buffer`.
    offset: u64,
    /// The line in hand was too long: all up to its end is dropped.
    skipping: bool,
    spent: VecDeque<Bytes>,
}

impl Splitter {
    pub(super) fn new(limits: TextLimits) -> Splitter {
        // A line of the allowed length fits with its end; so what is refused does not depend on how the bytes come.
        let line_bytes_max = limits.line_bytes_max.min(usize::MAX - 1);
        let chunk_bytes = limits.chunk_bytes.clamp(1, line_bytes_max + 1);
        Splitter {
            limits: TextLimits { chunk_bytes, line_bytes_max },
            buffer: BytesMut::new(),
            used: 0,
            offset: 0,
            skipping: false,
            spent: VecDeque::with_capacity(SPENT_CHUNKS_MAX),
        }
    }

    /// Reads once.
    pub(super) fn read(&mut self, reader: &mut impl Read) -> Step {
        match reader.read(self.space()) {
            Ok(0) => Step::Ended(self.finish()),
            Ok(count) => match self.filled(count) {
                Ok(Some(chunk)) => Step::Chunk(chunk),
                Ok(None) => Step::Nothing,
                Err(error) => Step::TooLong(error),
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Step::Nothing,
            Err(error) => {
                self.finish();
                Step::Failed(error)
            }
        }
    }

    /// Where to read to; never empty.
    pub(super) fn space(&mut self) -> &mut [u8] {
        if self.buffer.is_empty() {
            self.buffer = self.new_buffer();
        }
        if self.used == self.buffer.len() {
            let grown = self.buffer.len().saturating_mul(2).min(self.limits.line_bytes_max + 1);
            assert!(grown > self.used, "a line that fills the largest buffer was refused");
            self.buffer.resize(grown, 0);
        }
        &mut self.buffer[self.used..]
    }

    /// Takes note that `count` bytes were read to [`space`](Splitter::space).
    pub(super) fn filled(&mut self, count: usize) -> Result<Option<Chunk>, LineTooLong> {
        let mut end = self.used + count;
        assert!(end <= self.buffer.len(), "more was read than there was space");
        if self.skipping {
            let Some(at) = memchr(b'\n', &self.buffer[..end]) else {
                self.offset += end as u64;
                return Ok(None);
            };
            self.buffer.copy_within(at + 1..end, 0);
            self.offset += at as u64 + 1;
            end -= at + 1;
            self.skipping = false;
        }
        // What was there before holds no line end.
        match memrchr(b'\n', &self.buffer[self.used..end]) {
            Some(at) => {
                let cut = self.used + at + 1;
                Ok(Some(self.cut(cut, end)))
            }
            None if end > self.limits.line_bytes_max => {
                let error = LineTooLong { offset: self.offset, line_bytes_max: self.limits.line_bytes_max };
                self.offset += end as u64;
                self.skipping = true;
                self.used = 0;
                // It has grown to the limit, and what is skipped needs no such length.
                self.buffer = BytesMut::new();
                Err(error)
            }
            None => {
                self.used = end;
                Ok(None)
            }
        }
    }

    /// The line that has no end, where the text is over; the next one begins a new text.
    pub(super) fn finish(&mut self) -> Option<Chunk> {
        let used = mem::take(&mut self.used);
        self.offset = 0;
        self.skipping = false;
        let rest = (used > 0).then(|| Chunk(Bytes::copy_from_slice(&self.buffer[..used])));
        if self.buffer.len() > self.limits.chunk_bytes {
            self.buffer = BytesMut::new();
        }
        rest
    }

    /// Gives the first `cut` bytes, and keeps those up to `end` as the beginning of the next line.
    fn cut(&mut self, cut: usize, end: usize) -> Chunk {
        self.offset += cut as u64;
        self.used = end - cut;
        // A kept line must not keep a buffer that is much larger than the text in it.
        if cut < self.buffer.len() / 2 {
            let chunk = Bytes::copy_from_slice(&self.buffer[..cut]);
            self.buffer.copy_within(cut..end, 0);
            return Chunk(chunk);
        }
        let mut next = self.new_buffer();
        if next.len() < self.used {
            next.resize(self.used, 0);
        }
        next[..self.used].copy_from_slice(&self.buffer[cut..end]);
        let mut full = mem::replace(&mut self.buffer, next);
        full.truncate(cut);
        let chunk = full.freeze();
        if chunk.len() <= self.limits.chunk_bytes {
            self.spent.truncate(SPENT_CHUNKS_MAX - 1);
            self.spent.push_front(chunk.clone());
        }
        Chunk(chunk)
    }

    /// A buffer of the usual length: a former one if all of its lines are gone, since clearing new memory costs as much as splitting it.
    fn new_buffer(&mut self) -> BytesMut {
        let free = self.spent.iter().position(Bytes::is_unique).and_then(|index| self.spent.swap_remove_back(index));
        let mut buffer = free.and_then(|bytes| bytes.try_into_mut().ok()).unwrap_or_default();
        if buffer.capacity() == 0 {
            return BytesMut::zeroed(self.limits.chunk_bytes);
        }
        buffer.resize(self.limits.chunk_bytes, 0);
        buffer
    }
}

/// Why a text could not be read on.
#[derive(Debug)]
pub enum TextError {
    /// Reading failed; what was read of the last line is dropped, and nothing comes after it.
    Read(io::Error),
    /// A line was too long; the next one comes after it.
    LineTooLong(LineTooLong),
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextError::Read(error) => write!(f, "{error}"),
            TextError::LineTooLong(error) => write!(f, "{error}"),
        }
    }
}

impl StdError for TextError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            TextError::Read(error) => Some(error),
            TextError::LineTooLong(error) => Some(error),
        }
    }
}

/// The chunks of whole lines of any reader: one chunk for each read that completes a line.
///
/// ```
/// use papy_runtime::io::{Chunks, Line};
///
/// let text: &[u8] = b"one\ntwo\nthree";
/// let mut lines = Vec::<Line>::new();
/// for chunk in Chunks::new(text) {
///     lines.extend(chunk?.into_lines());
/// }
/// assert_eq!(lines, ["one", "two", "three"]);
/// # Ok::<_, papy_runtime::io::TextError>(())
/// ```
///
/// It reads straight into the memory of the chunks, so a `BufReader` in between only costs. Memory: [`TextLimits::chunk_bytes`] each for the chunk that is
/// read, for those that are kept by their lines, and for up to 8 that wait to be used again.
#[derive(Debug)]
pub struct Chunks<R> {
    reader: R,
    splitter: Splitter,
    ended: bool,
}

impl<R: Read> Chunks<R> {
    /// The chunks of `reader`, with the default limits.
    pub fn new(reader: R) -> Chunks<R> {
        Chunks::with_limits(reader, TextLimits::default())
    }

    /// The same with other limits.
    pub fn with_limits(reader: R, limits: TextLimits) -> Chunks<R> {
        Chunks { reader, splitter: Splitter::new(limits), ended: false }
    }
}

impl<R: Read> Iterator for Chunks<R> {
    type Item = Result<Chunk, TextError>;

    fn next(&mut self) -> Option<Result<Chunk, TextError>> {
        while !self.ended {
            match self.splitter.read(&mut self.reader) {
                Step::Chunk(chunk) => return Some(Ok(chunk)),
                Step::Nothing => {}
                Step::TooLong(error) => return Some(Err(TextError::LineTooLong(error))),
                Step::Failed(error) => {
                    self.ended = true;
                    return Some(Err(TextError::Read(error)));
                }
                Step::Ended(rest) => {
                    self.ended = true;
                    return rest.map(Ok);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::Random;
    use super::*;

    /// Gives `text` in reads of random lengths.
    struct Trickle<'a> {
        text: &'a [u8],
        random: Random,
        most: usize,
    }

    impl Read for Trickle<'_> {
        fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
            assert!(!space.is_empty(), "a read without space looks like the end");
            let count = (1 + self.random.below(self.most)).min(space.len()).min(self.text.len());
            let (now, later) = self.text.split_at(count);
            space[..count].copy_from_slice(now);
            self.text = later;
            Ok(count)
        }
    }

    /// The lines of `text`, or the offsets of those that are too long.
    fn split(reader: impl Read, limits: TextLimits) -> Vec<Result<Line, u64>> {
        let mut all = Vec::new();
        for chunk in Chunks::with_limits(reader, limits) {
            match chunk {
                Ok(chunk) => all.extend(chunk.into_lines().map(Ok)),
                Err(TextError::LineTooLong(error)) => all.push(Err(error.offset)),
                Err(TextError::Read(error)) => panic!("a slice cannot fail to be read: {error}"),
            }
        }
        all
    }

    fn expected(text: &[u8], line_bytes_max: usize) -> Vec<Result<Line, u64>> {
        let mut lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
        lines.pop_if(|last| last.is_empty());
        let offset = |line: &[u8]| (line.as_ptr() as usize - text.as_ptr() as usize) as u64;
        lines
            .iter()
            .map(|line| if line.len() > line_bytes_max { Err(offset(line)) } else { Ok(Line::from(*line)) })
            .collect()
    }

    #[test]
    fn lines_are_those_of_split_whatever_the_reads_and_the_limits() {
        for seed in 0..3000 {
            let mut random = Random::new(seed);
            let (length, longest) = (random.below(400), 1 + random.below(60));
            let text: Vec<u8> = (0..length).map(|_| if random.below(longest) == 0 { b'\n' } else { b'a' }).collect();
            let limits = TextLimits { chunk_bytes: 1 + random.below(100), line_bytes_max: 1 + random.below(120) };
            let most = 1 + random.below(80);
            let found = split(Trickle { text: &text, random, most }, limits);
            assert_eq!(found, expected(&text, limits.line_bytes_max), "seed {seed}, {limits:?}, reads up to {most}");
        }
    }

    #[test]
    fn taking_lines_in_portions_gives_the_same_lines() {
        for seed in 0..500 {
            let mut random = Random::new(seed);
            let text: Vec<u8> = (0..random.below(90)).map(|_| b"\nab"[random.below(3)]).collect();
            let mut lines = Chunk::from(&text[..]).into_lines();
            let mut taken = Vec::new();
            while !lines.is_empty() {
                let (before, room) = (taken.len(), random.below(5));
                lines.take_each(room, |line| taken.push(line));
                assert!(taken.len() <= before + room, "seed {seed}");
            }
            assert_eq!(taken, Chunk::from(&text[..]).into_lines().collect::<Vec<_>>(), "seed {seed}");
        }
    }

    #[test]
    fn a_line_of_the_allowed_length_passes_and_a_longer_one_is_an_error_in_its_place() {
        let limits = TextLimits { chunk_bytes: 4, line_bytes_max: 8 };
        let text = b"12345678\n123456789\nrest";
        assert_eq!(split(&text[..], limits), [Ok(Line::from("12345678")), Err(9), Ok(Line::from("rest"))]);
        assert_eq!(
            LineTooLong { offset: 9, line_bytes_max: 8 }.to_string(),
            "the line at byte 9 is longer than 8 bytes"
        );
    }

    #[test]
    fn a_line_much_longer_than_a_chunk_is_whole() {
        let mut text = vec![b'x'; 3 << 20];
        text.extend_from_slice(b"\nshort\n");
        let lines = split(&text[..], TextLimits::default());
        assert_eq!(lines, [Ok(Line::from(&text[..3 << 20])), Ok(Line::from("short"))]);
    }

    #[test]
    fn lines_share_their_chunk_and_its_memory_is_used_again_when_they_are_gone() {
        let text = b"0123456789abcde\n".repeat(64);
        let limits = TextLimits { chunk_bytes: 256, ..TextLimits::default() };
        let mut places = Vec::new();
        for chunk in Chunks::with_limits(&text[..], limits) {
            let chunk = chunk.expect("short lines");
            places.push(chunk.as_bytes().as_ptr());
            let line = chunk.clone().into_lines().nth(1).expect("16 lines");
            assert_eq!(line.as_ptr(), chunk.as_bytes()[16..].as_ptr());
        }
        assert_eq!(places.len(), 4);
        assert!(places[0] == places[2] && places[1] == places[3], "{places:?}");
    }

    #[test]
    fn a_kept_short_line_keeps_no_whole_buffer() {
        let mut splitter = Splitter::new(TextLimits::default());
        splitter.space()[..4].copy_from_slice(b"one\n");
        let chunk = splitter.filled(4).expect("short").expect("a whole line");
        let place = splitter.space().as_ptr();
        assert_ne!(chunk.0.as_ptr(), place);
    }

    #[test]
    fn what_was_read_before_an_error_is_given_and_the_begun_line_is_not() {
        struct Fails;
        impl Read for Fails {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("worn out"))
            }
        }
        let mut chunks = Chunks::new((&b"one\ntw"[..]).chain(Fails));
        assert_eq!(chunks.next().expect("a chunk").expect("readable").as_bytes(), b"one\n");
        assert_eq!(chunks.next().expect("an error").expect_err("worn out").to_string(), "worn out");
        assert!(chunks.next().is_none());
    }
}
