//! What messages are made of, as bytes and back.

use bytes::Bytes;

use super::Malformed;
use super::reader::{Reader, put_bytes, put_maybe, put_varint};

/// A field of a message.
pub(crate) trait Field: Sized {
    fn put(&self, out: &mut Vec<u8>);
    fn get(reader: &mut Reader<'_>) -> Result<Self, Malformed>;
}

macro_rules! numbers {
    ($($number:ty)+) => {$(
        impl Field for $number {
            fn put(&self, out: &mut Vec<u8>) {
                put_varint((*self).into(), out);
            }

            fn get(reader: &mut Reader<'_>) -> Result<$number, Malformed> {
                reader.number()
            }
        }
    )+};
}

numbers!(u16 u32 u64);

/// A hash: all of its bytes count.
impl Field for u128 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    fn get(reader: &mut Reader<'_>) -> Result<u128, Malformed> {
        reader.array().map(u128::from_le_bytes)
    }
}

impl<const N: usize> Field for [u8; N] {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }

    fn get(reader: &mut Reader<'_>) -> Result<[u8; N], Malformed> {
        reader.array()
    }
}

impl Field for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push((*self).into());
    }

    fn get(reader: &mut Reader<'_>) -> Result<bool, Malformed> {
        reader.flag()
    }
}

impl Field for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_bytes(self, out);
    }

    fn get(reader: &mut Reader<'_>) -> Result<String, Malformed> {
        let text = reader.text()?;
        reader.charge(text.len())?;
        Ok(text.to_owned())
    }
}

/// A slice of the frame.
impl Field for Bytes {
    fn put(&self, out: &mut Vec<u8>) {
        put_bytes(self, out);
    }

    fn get(reader: &mut Reader<'_>) -> Result<Bytes, Malformed> {
        reader.shared()
    }
}

impl<T: Field> Field for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_maybe(self.as_ref(), out, T::put);
    }

    fn get(reader: &mut Reader<'_>) -> Result<Option<T>, Malformed> {
        reader.maybe(|reader| T::get(reader))
    }
}

/// Each element takes at least a byte: there is no field that takes none.
impl<T: Field> Field for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_varint(self.len() as u64, out);
        self.iter().for_each(|one| one.put(out));
    }

    fn get(reader: &mut Reader<'_>) -> Result<Vec<T>, Malformed> {
        let length = reader.length()?;
        reader.charge(length.saturating_mul(size_of::<T>()))?;
        (0..length).map(|_| T::get(reader)).collect()
    }
}

impl<A: Field, B: Field> Field for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn get(reader: &mut Reader<'_>) -> Result<(A, B), Malformed> {
        Ok((A::get(reader)?, B::get(reader)?))
    }
}

/// Columns by the edges they are of: a count of two bytes; then for each the edge, two bytes, the column's length, four, and the
/// column. So a column can be written where it goes, before its length is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Edges(pub(crate) Vec<(u16, Bytes)>);

impl Field for Edges {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&[0, 0]);
        let mut writer = EdgeWriter::behind(out);
        for (edge, column) in &self.0 {
            let Ok(()) = writer.put(*edge, |out| {
                out.extend_from_slice(column);
                Ok::<_, std::convert::Infallible>(())
            });
        }
    }

    fn get(reader: &mut Reader<'_>) -> Result<Edges, Malformed> {
        let count = u16::from_le_bytes(reader.array()?);
        reader.charge(usize::from(count) * size_of::<(u16, Bytes)>())?;
        let one = |reader: &mut Reader<'_>| {
            let edge = u16::from_le_bytes(reader.array()?);
            let length = u32::from_le_bytes(reader.array()?);
            Ok((edge, reader.share(length as usize)?))
        };
        (0..count).map(|_| one(reader)).collect::<Result<_, _>>().map(Edges)
    }
}

/// Writes columns into a message that ends with edges and was written with none.
#[derive(Debug)]
pub(crate) struct EdgeWriter<'a> {
    out: &'a mut Vec<u8>,
    /// Where the count stands.
    count: usize,
}

impl<'a> EdgeWriter<'a> {
    pub(crate) fn behind(out: &'a mut Vec<u8>) -> EdgeWriter<'a> {
        let count = out.len().checked_sub(2).expect("the message ends with a count of two bytes");
        debug_assert_eq!(out[count..], [0, 0], "of no edges");
        EdgeWriter { out, count }
    }

    /// Puts the column of an edge behind the others. Nothing of it stays if `write` fails. A column of 4 GiB is far
    /// behind what a frame holds: its length is cut here, and the frame refused as a whole.
    pub(crate) fn put<E>(&mut self, edge: u16, write: impl FnOnce(&mut Vec<u8>) -> Result<(), E>) -> Result<(), E> {
        let start = self.out.len();
        self.out.extend_from_slice(&edge.to_le_bytes());
        self.out.extend_from_slice(&[0; 4]);
        let column = self.out.len();
        write(self.out).inspect_err(|_| self.out.truncate(start))?;
        let length = (self.out.len() - column) as u32;
        self.out[column - 4..column].copy_from_slice(&length.to_le_bytes());
        let count = self.out[self.count..].first_chunk_mut().expect("two bytes of a count");
        *count = (u16::from_le_bytes(*count) + 1).to_le_bytes();
        Ok(())
    }
}
