//! temporary
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Malformed, Reader};

pub(crate) fn put_value<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> Result<(), Malformed> {
    let bytes = std::mem::take(out);
    *out = postcard::to_extend(value, bytes).map_err(|e| Malformed(e.to_string()))?;
    Ok(())
}

pub(crate) fn get_value<'a, T: serde::Deserialize<'a>>(reader: &mut Reader<'a>) -> Result<T, Malformed> {
    let (value, rest) = postcard::take_from_bytes(reader.rest).map_err(|e| Malformed(e.to_string()))?;
    reader.rest = rest;
    Ok(value)
}

pub(crate) fn owned<T: DeserializeOwned>(reader: &mut Reader<'_>) -> Result<T, Malformed> {
    get_value(reader)
}
