//! The item of text sources: one line, as a slice of the chunk it was read with.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::str::Utf8Error;

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Cause;
use crate::plumbing::{self, Look, Turn};

/// One line of a text, without its `\n`.
///
/// A line is a slice of the chunk of bytes that it was read with. Cloning copies no text: it counts one more user of the chunk.
/// Lines compare, sort and hash as their bytes do.
///
/// ```
/// use papy_runtime::io::Line;
///
/// let line = Line::from("chr1\t100\r");
/// assert_eq!(line.as_bytes(), b"chr1\t100\r");
/// assert_eq!(line.to_str(), Ok("chr1\t100\r"));
/// assert_eq!(line.split(|byte| *byte == b'\t').next(), Some(&b"chr1"[..]));
/// ```
///
/// # Limits
///
/// * Only `\n` ends a line; a `\r` before it is part of the line.
/// * A line need not be UTF-8. [`to_str`](Line::to_str) says whether it is, `Display` replaces what is not.
/// * A line that is kept keeps its whole chunk, up to about 256 KiB (or the length of its longest line).
///   To keep few lines of many, keep [`detached`](Line::detached) ones.
/// * A line made by `From` is taken as it is: nobody looks for a `\n` in it.
///
/// It is 32 bytes large, whatever it holds.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(Bytes);

impl Line {
    /// The bytes of the line, without its end.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The line as text.
    ///
    /// Checks all bytes at each call; errs where they are not UTF-8.
    #[inline]
    pub fn to_str(&self) -> Result<&str, Utf8Error> {
        std::str::from_utf8(&self.0)
    }

    /// The line as refcounted bytes, which still share the chunk. Copies nothing.
    #[inline]
    pub fn into_bytes(self) -> Bytes {
        self.0
    }

    /// The same line with bytes of its own, so that it does not keep its chunk. Copies the line.
    ///
    /// ```
    /// # use papy_runtime::io::Line;
    /// let kept: Vec<Line> = vec![Line::from("a").detached()];
    /// # assert_eq!(kept[0], "a");
    /// ```
    pub fn detached(&self) -> Line {
        Line(Bytes::copy_from_slice(&self.0))
    }
}

/// As a string of bytes. A line that comes back has bytes of its own.
impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Line, D::Error> {
        Ok(Line(Bytes::deserialize(deserializer)?))
    }
}

impl Deref for Line {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Line {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Borrow<[u8]> for Line {
    fn borrow(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Line {
    /// The text; what is not UTF-8 becomes U+FFFD. Obeys width and alignment.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&String::from_utf8_lossy(&self.0))
    }
}

impl fmt::Debug for Line {
    /// A byte string literal, `b"a\xff"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Bytes> for Line {
    #[inline]
    fn from(bytes: Bytes) -> Line {
        Line(bytes)
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Line {
        Line(Bytes::copy_from_slice(text.as_bytes()))
    }
}

impl From<&[u8]> for Line {
    fn from(bytes: &[u8]) -> Line {
        Line(Bytes::copy_from_slice(bytes))
    }
}

impl From<String> for Line {
    fn from(text: String) -> Line {
        Line(text.into())
    }
}

impl From<Vec<u8>> for Line {
    fn from(bytes: Vec<u8>) -> Line {
        Line(bytes.into())
    }
}

impl From<Line> for Bytes {
    fn from(line: Line) -> Bytes {
        line.0
    }
}

impl PartialEq<str> for Line {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other.as_bytes()
    }
}

impl PartialEq<&str> for Line {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl PartialEq<[u8]> for Line {
    fn eq(&self, other: &[u8]) -> bool {
        *self.0 == *other
    }
}

impl Look<str> for Line {
    #[inline]
    fn look(&self) -> Result<&str, Box<Cause>> {
        plumbing::utf8(&self.0)
    }
}

impl Look<[u8]> for Line {
    #[inline(always)]
    fn look(&self) -> Result<&[u8], Box<Cause>> {
        Ok(&self.0)
    }
}

impl Turn<String> for Line {
    fn turn(self) -> Result<String, Box<Cause>> {
        plumbing::utf8(&self.0).map(str::to_owned)
    }
}

impl Turn<Bytes> for Line {
    #[inline(always)]
    fn turn(self) -> Result<Bytes, Box<Cause>> {
        Ok(self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_line_is_32_bytes_even_in_a_result() {
        assert_eq!(size_of::<Line>(), 32);
        assert_eq!(size_of::<Result<Line, crate::error::BoxError>>(), 32);
    }

    #[test]
    fn a_slice_of_a_chunk_equals_and_hashes_as_the_same_text_elsewhere() {
        let chunk = Bytes::from_static(b"one\ntwo\n");
        let line = Line::from(chunk.slice(4..7));
        let set = HashSet::from([line.clone()]);
        assert_eq!(line, Line::from("two"));
        assert!(set.contains(&Line::from(String::from("two"))) && set.contains(&b"two"[..]));
        let (less, more) = (Line::from("one"), Line::from("twoo"));
        assert!(less < line && line < more);
    }

    #[test]
    fn text_inboxes_take_lines_and_say_where_utf8_ends() {
        let (good, bad) = (Line::from("grün"), Line::from(&b"ab\xff"[..]));
        assert_eq!(Look::<str>::look(&good).ok(), Some("grün"));
        assert_eq!(Turn::<String>::turn(good.clone()).ok(), Some("grün".to_owned()));
        assert_eq!(Look::<[u8]>::look(&bad).ok(), Some(&b"ab\xff"[..]));
        assert_eq!(Turn::<Bytes>::turn(bad.clone()).ok(), Some(Bytes::from_static(b"ab\xff")));
        assert!(matches!(*Look::<str>::look(&bad).unwrap_err(), Cause::NotUtf8 { valid_up_to: 2 }));
        assert!(matches!(*Turn::<String>::turn(bad).unwrap_err(), Cause::NotUtf8 { valid_up_to: 2 }));
    }

    #[test]
    fn shown_lossily_and_debugged_exactly() {
        let line = Line::from(&b"a\xff\r"[..]);
        assert_eq!(format!("{line}|{line:?}|{:>3}", Line::from("x")), "a\u{fffd}\r|b\"a\\xff\\r\"|  x");
    }
}
