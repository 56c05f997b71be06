//! Items as bytes and back: postcard, and blocks of bytes for what is bytes or numbers already.
//!
//! Which way a type goes is known where it is monomorphic: of the comparisons of types nothing is left in the code.

use std::any::{Any, TypeId};

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Malformed;
use super::reader::{Reader, put_bytes, put_varint};
use crate::io::Line;

/// An item that its own type could not write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unwritten(pub(crate) String);

impl std::fmt::Display for Unwritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "an item cannot be written as bytes: {}", self.0)
    }
}

impl std::error::Error for Unwritten {}

/// Postcard behind what a buffer holds already.
struct Behind<'a>(&'a mut Vec<u8>);

impl postcard::ser_flavors::Flavor for Behind<'_> {
    type Output = ();

    #[inline]
    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(data);
        Ok(())
    }

    #[inline]
    fn try_push(&mut self, data: u8) -> postcard::Result<()> {
        self.0.push(data);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

/// A number whose bytes on the wire are those in memory of most machines.
trait Number: Copy + 'static {
    /// Bytes of one on the wire.
    const BYTES: usize;

    /// Writes numbers, the least byte of each first.
    fn put(numbers: &[Self], out: &mut Vec<u8>);
    /// Reads them: `bytes` are whole numbers. False if one of them is not of this type here.
    fn get(bytes: &[u8], out: &mut Vec<Self>) -> bool;
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Number for $number {
            const BYTES: usize = size_of::<$number>();

            fn put(numbers: &[$number], out: &mut Vec<u8>) {
                let start = out.len();
                out.resize(start + size_of_val(numbers), 0);
                for (bytes, number) in out[start..].as_chunks_mut().0.iter_mut().zip(numbers) {
                    *bytes = number.to_le_bytes();
                }
            }

            fn get(bytes: &[u8], out: &mut Vec<$number>) -> bool {
                out.extend(bytes.as_chunks().0.iter().map(|bytes| <$number>::from_le_bytes(*bytes)));
                true
            }
        }
    )+};
}

numbers!(u8, u16, u32, u64, u128, i8, i16, i32, i64, i128, f32, f64);

macro_rules! sizes {
    ($($size:ty as $number:ty),+) => {$(
        /// As 64 bits, whatever they are here.
        impl Number for $size {
            const BYTES: usize = 8;

            fn put(numbers: &[$size], out: &mut Vec<u8>) {
                out.extend(numbers.iter().flat_map(|number| (*number as $number).to_le_bytes()));
            }

            fn get(bytes: &[u8], out: &mut Vec<$size>) -> bool {
                let numbers = bytes.as_chunks().0.iter().map(|bytes| <$number>::from_le_bytes(*bytes));
                numbers.map(<$size>::try_from).all(|number| number.map(|number| out.push(number)).is_ok())
            }
        }
    )+};
}

sizes!(usize as u64, isize as i64);

/// Does `$do` where `T` is `Vec<N>`, for each type `N` of numbers.
macro_rules! as_numbers {
    ($list:expr, $downcast:ident, |$numbers:ident: $number:ident| $do:expr) => {
        as_numbers!(@ $list, $downcast, $numbers, $number, $do,
            u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64)
    };
    (@ $list:expr, $downcast:ident, $numbers:ident, $number:ident, $do:expr, $($ty:ty)+) => {$(
        if let Some($numbers) = $list.$downcast::<Vec<$ty>>() {
            type $number = $ty;
            return $do;
        }
    )+};
}

/// In which way items of a type are written. It is the Rust type that says, and not its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// By postcard.
    Serde,
    /// As they are.
    Bytes,
    /// Numbers with their count.
    Numbers,
    /// By postcard; a column of them as numbers.
    Number,
}

pub(crate) fn way<T: 'static>() -> Way {
    let (item, list) = (TypeId::of::<T>(), &Vec::<T>::new() as &dyn Any);
    if item == TypeId::of::<Bytes>() || item == TypeId::of::<Line>() {
        return Way::Bytes;
    }
    as_numbers!(list, downcast_ref, |_list: _N| Way::Number);
    macro_rules! lists {
        ($($number:ty)+) => {
            if false $(|| item == TypeId::of::<Vec<$number>>())+ { Way::Numbers } else { Way::Serde }
        };
    }
    lists!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64)
}

/// Writes an item behind what is in `out`. What is there stays as it was if the item cannot be written.
///
/// A panic of the item's own `Serialize` goes on, and leaves a part of the item.
#[inline]
pub(crate) fn put<T: Serialize + 'static>(item: &T, out: &mut Vec<u8>) -> Result<(), Unwritten> {
    if put_block(item, out) {
        return Ok(());
    }
    let start = out.len();
    postcard::serialize_with_flavor(item, Behind(out)).map_err(|error| {
        out.truncate(start);
        Unwritten(error.to_string())
    })
}

/// Writes what is bytes or numbers. False if it is neither.
#[inline]
fn put_block(item: &dyn Any, out: &mut Vec<u8>) -> bool {
    if let Some(bytes) = item.downcast_ref::<Bytes>() {
        put_bytes(bytes, out);
        return true;
    }
    if let Some(line) = item.downcast_ref::<Line>() {
        put_bytes(line, out);
        return true;
    }
    as_numbers!(item, downcast_ref, |numbers: N| {
        put_varint(numbers.len() as u64, out);
        N::put(numbers, out);
        true
    });
    false
}

/// Reads an item. What it takes in memory besides `size_of::<T>()` is paid for.
#[inline]
pub(crate) fn get<T: DeserializeOwned + 'static>(reader: &mut Reader<'_>) -> Result<T, Malformed> {
    let mut item: Option<T> = None;
    if let Some(done) = get_block(&mut item, reader) {
        done?;
        return item.ok_or_else(|| Malformed::not("item"));
    }
    reader.inline = size_of::<T>();
    T::deserialize(reader)
}

/// Reads into an `Option` of what is bytes or numbers.
#[inline]
fn get_block(item: &mut dyn Any, reader: &mut Reader<'_>) -> Option<Result<(), Malformed>> {
    if let Some(place) = item.downcast_mut::<Option<Bytes>>() {
        return Some(reader.shared().map(|bytes| *place = Some(bytes)));
    }
    if let Some(place) = item.downcast_mut::<Option<Line>>() {
        return Some(reader.shared().map(|bytes| *place = Some(bytes.into())));
    }
    macro_rules! numbers {
        ($($number:ty)+) => {$(
            if let Some(place) = item.downcast_mut::<Option<Vec<$number>>>() {
                return Some(reader.length().and_then(|length| {
                    let numbers = place.insert(Vec::new());
                    block::<$number>(reader, length, numbers)
                }));
            }
        )+};
    }
    numbers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64);
    None
}

/// Reads so many numbers.
fn block<N: Number>(reader: &mut Reader<'_>, length: usize, out: &mut Vec<N>) -> Result<(), Malformed> {
    // As many bytes as here, which are paid for by being there.
    let bytes = reader.take(length.saturating_mul(N::BYTES))?;
    out.reserve_exact(length);
    if N::get(bytes, out) { Ok(()) } else { Err(Malformed::not("number of so few bits")) }
}

/// Writes all items of a column, without their count.
#[expect(clippy::ptr_arg, reason = "only what owns its elements can be asked for its type")]
pub(crate) fn put_all<T: Serialize + 'static>(items: &Vec<T>, out: &mut Vec<u8>) -> Result<(), Unwritten> {
    if put_numbers(items, out) {
        return Ok(());
    }
    let start = out.len();
    items.iter().try_for_each(|item| put(item, out)).inspect_err(|_| out.truncate(start))
}

/// Writes a `Vec` of numbers, without their count. False if it is none.
#[inline]
pub(crate) fn put_numbers(items: &dyn Any, out: &mut Vec<u8>) -> bool {
    as_numbers!(items, downcast_ref, |numbers: N| {
        N::put(numbers, out);
        true
    });
    false
}

/// Reads as many items as there were: `count` is of who reads, and bounded.
pub(crate) fn get_all<T: DeserializeOwned + 'static>(
    reader: &mut Reader<'_>,
    count: usize,
    out: &mut Vec<T>,
) -> Result<(), Malformed> {
    if let Some(done) = get_numbers(reader, count, out) {
        return done;
    }
    get_each(reader, count, out)
}

/// Reads items that were written one by one. Of each, as much memory as it takes here is given, because who reads has bounded
/// their count or made the frame so long.
pub(crate) fn get_each<T: DeserializeOwned + 'static>(
    reader: &mut Reader<'_>,
    count: usize,
    out: &mut Vec<T>,
) -> Result<(), Malformed> {
    // An item takes a byte, or is one of few.
    let most = count.min(reader.left());
    reader.allow(most, size_of::<T>());
    out.reserve(most);
    for _ in 0..count {
        let before = reader.left();
        out.push(get(reader)?);
        if reader.left() == before {
            reader.count_empty()?;
        }
    }
    Ok(())
}

#[inline]
fn get_numbers(reader: &mut Reader<'_>, count: usize, out: &mut dyn Any) -> Option<Result<(), Malformed>> {
    as_numbers!(out, downcast_mut, |numbers: N| Some(block::<N>(reader, count, numbers)));
    None
}
