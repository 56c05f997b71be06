//! Frames in a stream of bytes: a length of four bytes, the least first, a byte that says of what kind it is, and the body.
//!
//! The length counts the kind and the body.

use bytes::{Buf, Bytes, BytesMut};

use super::{Fault, Limits, Malformed};

/// Bytes in front of a body.
const HEAD: usize = 5;

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

    /// Takes bytes that came, of whichever frames. Nothing is allocated for those that were only announced.
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
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
}

/// Begins a frame behind what is in a buffer: its body follows. Returns where, for [`end`].
pub(crate) fn begin(kind: u8, out: &mut Vec<u8>) -> usize {
    let begun = out.len();
    out.extend_from_slice(&[0, 0, 0, 0, kind]);
    begun
}

/// Ends the frame that began there; `behind` bytes of it follow from elsewhere.
pub(crate) fn end(begun: usize, behind: usize, out: &mut [u8]) {
    let length = u32::try_from(out.len() - begun - 4 + behind).expect("frames are far shorter");
    out[begun..begun + 4].copy_from_slice(&length.to_le_bytes());
}
