//! Frames in a stream of bytes: a length of four bytes, the least first, a byte that says of what kind it is, and the body.
//!
//! The length counts the kind and the body.

use bytes::{Buf, Bytes, BytesMut};

use super::{Fault, Limits, Malformed};

/// Bytes in front of a body.
const HEAD: usize = 5;
/// What is read at once at least.
const ROOM_MIN: usize = 64 << 10;

/// A frame that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    /// What it is.
    pub(crate) kind: u8,
    /// What is in it: a slice of what was read.
    pub(crate) body: Bytes,
}

/// Frames that come in.
#[derive(Debug)]
pub(crate) struct Inbox {
    bytes: BytesMut,
    frame_bytes_max: usize,
}

impl Inbox {
    pub(crate) fn new(limits: &Limits) -> Inbox {
        Inbox { bytes: BytesMut::new(), frame_bytes_max: limits.frame_bytes_max }
    }

    /// Takes bytes that came, of whichever frames.
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Where to read to: there is room, and more where more of a frame is missing. No more than what is there already is
    /// taken at once for a frame that was only announced.
    pub(crate) fn room(&mut self) -> &mut BytesMut {
        let missing = match self.announced() {
            Some(length) => (length.min(self.frame_bytes_max) + 4).saturating_sub(self.bytes.len()),
            None => 0,
        };
        self.bytes.reserve(missing.clamp(ROOM_MIN, self.bytes.len().max(ROOM_MIN)));
        &mut self.bytes
    }

    /// What the next frame says of its length.
    fn announced(&self) -> Option<usize> {
        self.bytes.first_chunk().map(|length| u32::from_le_bytes(*length) as usize)
    }

    /// The next frame, if all of it is there. Nothing that follows on an error can be trusted.
    pub(crate) fn next(&mut self) -> Result<Option<Frame>, Malformed> {
        let Some(length) = self.announced() else { return Ok(None) };
        if length == 0 {
            return Err(Malformed::not("kind of a frame"));
        }
        if length > self.frame_bytes_max {
            return Err(Malformed::new(Fault::Length { is: length as u64, max: self.frame_bytes_max as u64 }));
        }
        if self.bytes.len() < 4 + length {
            return Ok(None);
        }
        let kind = self.bytes[4];
        self.bytes.advance(HEAD);
        let body = self.bytes.split_to(length - 1).freeze();
        Ok(Some(Frame { kind, body }))
    }

    /// Whether bytes wait for the rest of their frame: a stream that ends here was cut.
    pub(crate) fn is_within(&self) -> bool {
        !self.bytes.is_empty()
    }
}

/// Frames that go out, as many in one write as there are.
#[derive(Debug)]
pub(crate) struct Outbox {
    bytes: Vec<u8>,
    /// Bytes that are written.
    written: usize,
    frame_bytes_max: usize,
}

/// A frame that would be longer than the peer takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLong {
    /// Its length.
    pub(crate) bytes: usize,
    /// What the peer takes.
    pub(crate) max: usize,
}

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes at once, where {} are the most", self.bytes, self.max)
    }
}

impl std::error::Error for TooLong {}

impl Outbox {
    pub(crate) fn new(limits: &Limits) -> Outbox {
        Outbox { bytes: Vec::new(), written: 0, frame_bytes_max: limits.frame_bytes_max }
    }

    /// Puts a frame behind the others, whose body `write` puts behind what is in the buffer. Nothing of it goes out if that
    /// fails, or if it is too long.
    pub(crate) fn put<E: From<TooLong>>(
        &mut self,
        kind: u8,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&[0, 0, 0, 0, kind]);
        let done = write(&mut self.bytes).and_then(|()| {
            let (bytes, max) = (self.bytes.len() - start - 4, self.frame_bytes_max);
            let length = u32::try_from(bytes).ok().filter(|_| bytes <= max).ok_or(TooLong { bytes, max })?;
            self.bytes[start..start + 4].copy_from_slice(&length.to_le_bytes());
            Ok(())
        });
        if done.is_err() {
            self.bytes.truncate(start);
        }
        done
    }

    /// What is to be written.
    pub(crate) fn pending(&self) -> &[u8] {
        &self.bytes[self.written..]
    }

    /// So many bytes of it are.
    pub(crate) fn wrote(&mut self, bytes: usize) {
        self.written += bytes;
        assert!(self.written <= self.bytes.len(), "no more is written than there is");
        if self.written == self.bytes.len() {
            self.bytes.clear();
            self.written = 0;
        }
    }
}
