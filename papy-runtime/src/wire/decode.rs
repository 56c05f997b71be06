//! Any serde type from the format of postcard, with the limits held while it is read.
//!
//! Postcard's own deserializer knows no depth and no cost: 60 kB of nested bytes end a stack, which is an abort, and each zero
//! byte may become an empty `String`. This one reads the same format and pays for each element before it is made.

use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::reader::Reader;
use super::{Fault, Malformed};

/// Whatever is not in memory that is paid for already, because it stands in a `Box`, is paid for here.
#[inline]
fn entered<'de, V: Visitor<'de>>(
    reader: &mut Reader<'de>,
    visit: impl FnOnce(&mut Reader<'de>) -> Result<V::Value, Malformed>,
) -> Result<V::Value, Malformed> {
    let size = size_of::<V::Value>();
    let beside = match reader.inline.checked_sub(size) {
        Some(beside) => beside,
        None => {
            reader.charge(size)?;
            reader.inline
        }
    };
    reader.enter()?;
    reader.inline = size;
    let value = visit(reader);
    reader.inline = beside;
    reader.leave();
    value
}

/// Fields: as many as the type has.
struct Fields<'r, 'de> {
    reader: &'r mut Reader<'de>,
    left: usize,
}

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Malformed;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Malformed> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

/// Elements: as many as the bytes say.
struct Elements<'r, 'de> {
    reader: &'r mut Reader<'de>,
    left: usize,
    hint: usize,
    /// There are more than bytes: so they must be of those that take none.
    all_empty: bool,
    /// Bytes before the element that is read.
    before: usize,
}

impl<'r, 'de> Elements<'r, 'de> {
    fn begin(reader: &'r mut Reader<'de>) -> Result<Elements<'r, 'de>, Malformed> {
        let length = reader.varint()?;
        let left = usize::try_from(length).map_err(|_| Malformed::not("length"))?;
        let all_empty = left > reader.left();
        let hint = if all_empty { 0 } else { reader.hint(left) };
        Ok(Elements { reader, left, hint, all_empty, before: 0 })
    }

    #[inline]
    fn element<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Malformed> {
        let size = size_of::<S::Value>();
        self.reader.charge(size)?;
        let outer = std::mem::replace(&mut self.reader.inline, size);
        let value = seed.deserialize(&mut *self.reader);
        self.reader.inline = outer;
        value
    }

    #[inline]
    fn check(&mut self) -> Result<(), Malformed> {
        if self.reader.left() == self.before {
            return self.reader.count_empty();
        }
        if self.all_empty {
            return Err(Malformed::new(Fault::Length { is: self.left as u64 + 1, max: self.before as u64 }));
        }
        Ok(())
    }
}

impl<'de> SeqAccess<'de> for Elements<'_, 'de> {
    type Error = Malformed;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Malformed> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        self.before = self.reader.left();
        let value = self.element(seed)?;
        self.check()?;
        Ok(Some(value))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.hint)
    }
}

impl<'de> MapAccess<'de> for Elements<'_, 'de> {
    type Error = Malformed;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Malformed> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        self.before = self.reader.left();
        self.element(seed).map(Some)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Malformed> {
        let value = self.element(seed)?;
        self.check()?;
        Ok(value)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.hint)
    }
}

struct Variant<'r, 'de>(&'r mut Reader<'de>);

impl<'r, 'de> EnumAccess<'de> for Variant<'r, 'de> {
    type Error = Malformed;
    type Variant = Variant<'r, 'de>;

    #[inline]
    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), Malformed> {
        let index: U32Deserializer<Malformed> = self.0.number::<u32>()?.into_deserializer();
        Ok((seed.deserialize(index)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Malformed;

    #[inline]
    fn unit_variant(self) -> Result<(), Malformed> {
        Ok(())
    }

    #[inline]
    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Malformed> {
        seed.deserialize(self.0)
    }

    #[inline]
    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_seq(Fields { reader: self.0, left: length })
    }

    #[inline]
    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_seq(Fields { reader: self.0, left: fields.len() })
    }
}

macro_rules! plain {
    ($($deserialize:ident $visit:ident |$reader:ident| $read:expr;)+) => {$(
        #[inline]
        fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
            let $reader = self;
            visitor.$visit($read)
        }
    )+};
}

macro_rules! untyped {
    ($($deserialize:ident $what:literal;)+) => {$(
        fn $deserialize<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Malformed> {
            Err(Malformed::new(Fault::Untyped($what)))
        }
    )+};
}

fn signed<N: TryFrom<i64>>(value: i64) -> Result<N, Malformed> {
    N::try_from(value).map_err(|_| Malformed::not("number of so few bits"))
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Malformed;

    plain! {
        deserialize_bool visit_bool |reader| reader.flag()?;
        deserialize_i8 visit_i8 |reader| reader.byte()? as i8;
        deserialize_i16 visit_i16 |reader| signed(reader.zigzag()?)?;
        deserialize_i32 visit_i32 |reader| signed(reader.zigzag()?)?;
        deserialize_i64 visit_i64 |reader| reader.zigzag()?;
        deserialize_i128 visit_i128 |reader| {
            let value = reader.varint_128()?;
            (value >> 1) as i128 ^ -((value & 1) as i128)
        };
        deserialize_u8 visit_u8 |reader| reader.byte()?;
        deserialize_u16 visit_u16 |reader| reader.number()?;
        deserialize_u32 visit_u32 |reader| reader.number()?;
        deserialize_u64 visit_u64 |reader| reader.varint()?;
        deserialize_u128 visit_u128 |reader| reader.varint_128()?;
        deserialize_f32 visit_f32 |reader| f32::from_le_bytes(reader.array()?);
        deserialize_f64 visit_f64 |reader| f64::from_le_bytes(reader.array()?);
        deserialize_char visit_char |reader| {
            let mut chars = reader.text()?.chars();
            match (chars.next(), chars.next()) {
                (Some(char), None) => char,
                _ => return Err(Malformed::not("single character")),
            }
        };
    }

    // Text and bytes are never more in memory than here, but they are of it.
    plain! {
        deserialize_str visit_borrowed_str |reader| {
            let text = reader.text()?;
            reader.charge(text.len())?;
            text
        };
        deserialize_string visit_borrowed_str |reader| {
            let text = reader.text()?;
            reader.charge(text.len())?;
            text
        };
        deserialize_bytes visit_borrowed_bytes |reader| {
            let bytes = reader.bytes()?;
            reader.charge(bytes.len())?;
            bytes
        };
        deserialize_byte_buf visit_borrowed_bytes |reader| {
            let bytes = reader.bytes()?;
            reader.charge(bytes.len())?;
            bytes
        };
    }

    untyped! {
        deserialize_any "`deserialize_any`";
        deserialize_identifier "the name of a field";
        deserialize_ignored_any "a field that is left out";
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        entered::<V>(self, |reader| if reader.flag()? { visitor.visit_some(reader) } else { visitor.visit_none() })
    }

    #[inline]
    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_unit()
    }

    #[inline]
    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_unit()
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Malformed> {
        entered::<V>(self, |reader| visitor.visit_newtype_struct(reader))
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        entered::<V>(self, |reader| visitor.visit_seq(Elements::begin(reader)?))
    }

    #[inline]
    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Malformed> {
        entered::<V>(self, |reader| visitor.visit_seq(Fields { reader, left: length }))
    }

    #[inline]
    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        self.deserialize_tuple(length, visitor)
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        entered::<V>(self, |reader| visitor.visit_map(Elements::begin(reader)?))
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        self.deserialize_tuple(fields.len(), visitor)
    }

    #[inline]
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        entered::<V>(self, |reader| visitor.visit_enum(Variant(reader)))
    }

    #[inline]
    fn is_human_readable(&self) -> bool {
        false
    }
}
