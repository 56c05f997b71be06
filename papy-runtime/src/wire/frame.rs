//! Frames: length, kind, run, body. Many in a write, and whatever is there is read.

use std::io::{self, Read};

use bytes::{Buf, Bytes, BytesMut};

use super::{Malformed, Reader};

/// The longest frame. Checked before anything is allocated for it.
pub(crate) const FRAME_MAX: usize = 1 << 30;

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind(pub(crate) u8);

/// One frame.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) kind: Kind,
    pub(crate) run: u32,
    pub(crate) body: Bytes,
}

impl Frame {
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader::new(&self.body)
    }
}

pub(crate) const HEAD: usize = 9;

/// Bytes that came, to be taken out by frames.
#[derive(Debug, Default)]
pub(crate) struct Inbox(BytesMut);

impl Inbox {
    /// Reads what is there.
    pub(crate) fn fill(&mut self, from: &mut impl Read) -> io::Result<usize> {
        let filled = self.0.len();
        self.0.resize(filled + self.wants().max(64 << 10), 0);
        let read = from.read(&mut self.0[filled..]);
        self.0.truncate(filled + *read.as_ref().unwrap_or(&0));
        read
    }

    fn wants(&self) -> usize {
        match self.0.first_chunk::<4>() {
            Some(length) => (u32::from_le_bytes(*length) as usize).min(FRAME_MAX).saturating_sub(self.0.len()).min(1 << 20),
            None => 0,
        }
    }

    pub(crate) fn next(&mut self) -> Result<Option<Frame>, Malformed> {
        let Some(length) = self.0.first_chunk::<4>() else { return Ok(None) };
        let length = u32::from_le_bytes(*length) as usize;
        if !(HEAD..=FRAME_MAX).contains(&length) {
            return Err(Malformed(format!("a frame of {length} bytes")));
        }
        if self.0.len() < length {
            return Ok(None);
        }
        let mut frame = self.0.split_to(length).freeze();
        let (kind, run) = (Kind(frame[4]), u32::from_le_bytes(frame[5..9].try_into().expect("four bytes")));
        frame.advance(HEAD);
        Ok(Some(Frame { kind, run, body: frame }))
    }
}

/// Begins a frame in a buffer: its body follows.
pub(crate) fn begin(kind: Kind, run: u32, out: &mut Vec<u8>) -> usize {
    let begun = out.len();
    out.extend_from_slice(&[0; 4]);
    out.push(kind.0);
    out.extend_from_slice(&run.to_le_bytes());
    begun
}

/// Ends the frame that began there; `behind` bytes of it follow from elsewhere.
pub(crate) fn end(begun: usize, behind: usize, out: &mut [u8]) {
    let length = (out.len() - begun + behind) as u32;
    out[begun..begun + 4].copy_from_slice(&length.to_le_bytes());
}
