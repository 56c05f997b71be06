//! What greetings are made of, as bytes and back.

use super::Malformed;
use super::reader::{Reader, put_bytes, put_maybe, put_varint};

/// A field of a greeting.
pub(crate) trait Field: Sized {
    fn put(&self, out: &mut Vec<u8>);
    fn get(reader: &mut Reader<'_>) -> Result<Self, Malformed>;
}

impl Field for u32 {
    fn put(&self, out: &mut Vec<u8>) {
        put_varint((*self).into(), out);
    }

    fn get(reader: &mut Reader<'_>) -> Result<u32, Malformed> {
        reader.number()
    }
}

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
