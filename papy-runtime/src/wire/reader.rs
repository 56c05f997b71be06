//! Bytes of one frame, read front to back, and what they may still cost.

use bytes::Bytes;

use super::{Fault, Limits, Malformed};

/// Reads a frame's body.
#[derive(Debug)]
pub struct Reader<'a> {
    body: &'a Bytes,
    rest: &'a [u8],
    /// Bytes in memory that the rest may still take.
    budget: usize,
    /// Of what was paid for, bytes in which what is read now may lie.
    pub(super) inline: usize,
    /// Values that were entered, and how many may be.
    depth: u32,
    depth_max: u32,
    /// Elements that may still take no bytes.
    empty: u32,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(body: &'a Bytes, limits: &Limits) -> Reader<'a> {
        Reader {
            body,
            rest: body,
            budget: body.len().saturating_mul(limits.growth_max).max(limits.decoded_bytes_min),
            inline: 0,
            depth: 0,
            depth_max: limits.nesting_max,
            empty: limits.empty_max,
        }
    }

    /// Allows memory that was promised by who reads, and not by the bytes: so many items of a type of so many bytes.
    pub(crate) fn allow(&mut self, items: usize, bytes: usize) {
        self.budget = self.budget.saturating_add(items.saturating_mul(bytes));
    }

    /// Pays for memory, before it is taken.
    #[inline]
    pub(crate) fn charge(&mut self, bytes: usize) -> Result<(), Malformed> {
        match self.budget.checked_sub(bytes) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => Err(Malformed::new(Fault::Budget)),
        }
    }

    /// What can still be paid for.
    #[cfg(test)]
    pub(crate) fn budget(&self) -> usize {
        self.budget
    }

    /// For how many elements a sequence here may take memory before it has read them: of all that are within each
    /// other, less than the budget together.
    #[inline]
    pub(super) fn hint(&self, length: usize) -> usize {
        length.min(self.budget >> (5 + self.depth).min(63))
    }

    /// Enters a value.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), Malformed> {
        if self.depth == self.depth_max {
            return Err(Malformed::new(Fault::Nesting));
        }
        self.depth += 1;
        Ok(())
    }

    /// Leaves it.
    #[inline]
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Reads a value within another.
    pub(crate) fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Malformed>) -> Result<T, Malformed> {
        self.enter()?;
        let value = read(self);
        self.leave();
        value
    }

    /// An element took no bytes.
    pub(super) fn count_empty(&mut self) -> Result<(), Malformed> {
        match self.empty.checked_sub(1) {
            Some(left) => {
                self.empty = left;
                Ok(())
            }
            None => Err(Malformed::new(Fault::Empty)),
        }
    }

    /// Bytes left.
    #[inline]
    pub(crate) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Ends the reading: nothing may be left.
    pub(crate) fn end(&self) -> Result<(), Malformed> {
        if self.rest.is_empty() { Ok(()) } else { Err(Malformed::new(Fault::Trailing(self.rest.len()))) }
    }

    /// The next bytes.
    #[inline]
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        match self.rest.split_at_checked(length) {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(Malformed::new(Fault::Ended)),
        }
    }

    #[inline]
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        match self.rest.split_first_chunk() {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(*taken)
            }
            None => Err(Malformed::new(Fault::Ended)),
        }
    }

    #[inline]
    pub(crate) fn byte(&mut self) -> Result<u8, Malformed> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// A number of at most 64 bits, seven in each byte, the least first.
    #[inline]
    pub(crate) fn varint(&mut self) -> Result<u64, Malformed> {
        match self.rest {
            [first, rest @ ..] if *first < 0x80 => {
                self.rest = rest;
                Ok(u64::from(*first))
            }
            _ => self.long_varint(),
        }
    }

    fn long_varint(&mut self) -> Result<u64, Malformed> {
        let mut value = 0;
        for at in 0..10 {
            let Some(&byte) = self.rest.get(at) else { return Err(Malformed::new(Fault::Ended)) };
            value |= u64::from(byte & 0x7f) << (7 * at);
            if byte < 0x80 {
                if at == 9 && byte > 1 {
                    break;
                }
                self.rest = &self.rest[at + 1..];
                return Ok(value);
            }
        }
        Err(Malformed::not("number of 64 bits"))
    }

    /// The same of at most 128 bits.
    pub(crate) fn varint_128(&mut self) -> Result<u128, Malformed> {
        let mut value = 0;
        for at in 0..19 {
            let Some(&byte) = self.rest.get(at) else { return Err(Malformed::new(Fault::Ended)) };
            value |= u128::from(byte & 0x7f) << (7 * at);
            if byte < 0x80 {
                if at == 18 && byte > 3 {
                    break;
                }
                self.rest = &self.rest[at + 1..];
                return Ok(value);
            }
        }
        Err(Malformed::not("number of 128 bits"))
    }

    /// A number with a sign, in which small ones of both signs are short.
    #[inline]
    pub(crate) fn zigzag(&mut self) -> Result<i64, Malformed> {
        self.varint().map(|value| (value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// A number that fits into fewer bits.
    #[inline]
    pub(crate) fn number<N: TryFrom<u64>>(&mut self) -> Result<N, Malformed> {
        let value = self.varint()?;
        N::try_from(value).map_err(|_| Malformed::not("number of so few bits"))
    }

    /// A length of something whose elements take at least a byte each.
    #[inline]
    pub(crate) fn length(&mut self) -> Result<usize, Malformed> {
        let (length, max) = (self.varint()?, self.rest.len() as u64);
        if length > max {
            return Err(Malformed::new(Fault::Length { is: length, max }));
        }
        Ok(length as usize)
    }

    /// A length that who reads has a bound for.
    pub(crate) fn at_most(&mut self, max: usize) -> Result<usize, Malformed> {
        let (length, max) = (self.varint()?, max as u64);
        if length > max {
            return Err(Malformed::new(Fault::Length { is: length, max }));
        }
        Ok(length as usize)
    }

    /// Bytes behind their length.
    #[inline]
    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Malformed> {
        let length = self.length()?;
        self.take(length)
    }

    /// The same, without a copy: they keep the frame.
    #[inline]
    pub(crate) fn shared(&mut self) -> Result<Bytes, Malformed> {
        let length = self.length()?;
        self.share(length)
    }

    /// The next bytes, without a copy: they keep the frame.
    #[inline]
    pub(crate) fn share(&mut self, length: usize) -> Result<Bytes, Malformed> {
        self.take(length).map(|bytes| self.body.slice_ref(bytes))
    }

    /// Text behind its length.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Malformed::not("UTF-8 text"))
    }

    /// A byte that is 0 or 1.
    #[inline]
    pub(crate) fn flag(&mut self) -> Result<bool, Malformed> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Malformed::not("truth value")),
        }
    }

    /// What may be there.
    pub(crate) fn maybe<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Option<T>, Malformed> {
        if self.flag()? { read(self).map(Some) } else { Ok(None) }
    }
}

/// Writes what [`Reader::varint`] reads.
#[inline]
pub(crate) fn put_varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Writes what [`Reader::zigzag`] reads.
pub(crate) fn put_zigzag(value: i64, out: &mut Vec<u8>) {
    put_varint((value << 1 ^ value >> 63) as u64, out);
}

/// Writes what [`Reader::bytes`] and [`Reader::text`] read.
#[inline]
pub(crate) fn put_bytes(bytes: impl AsRef<[u8]>, out: &mut Vec<u8>) {
    let bytes = bytes.as_ref();
    put_varint(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

/// Writes what [`Reader::maybe`] reads.
pub(crate) fn put_maybe<T>(value: Option<T>, out: &mut Vec<u8>, put: impl FnOnce(T, &mut Vec<u8>)) {
    out.push(u8::from(value.is_some()));
    if let Some(value) = value {
        put(value, out);
    }
}
