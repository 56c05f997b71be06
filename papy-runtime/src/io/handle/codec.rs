//! Items as bytes: those that go to child processes.

use std::any::type_name;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::HandleError;
use crate::wire::reader::Reader;
use crate::wire::{Limits, item};

pub(super) fn encode<T: Serialize + 'static>(value: &T, limit: u64) -> Result<Vec<u8>, HandleError> {
    let mut out = Vec::new();
    item::put(value, &mut out).map_err(|error| HandleError::Encode { of: type_name::<T>(), source: error.0.into() })?;
    match out.len() as u64 {
        bytes if bytes > limit => Err(HandleError::TooLong { bytes, limit }),
        _ => Ok(out),
    }
}

/// Who sent the bytes is known by its keys or its files, and may be dying.
pub(super) fn decode<T: DeserializeOwned + 'static>(bytes: Vec<u8>) -> Result<T, HandleError> {
    let body = Bytes::from(bytes);
    let mut reader = Reader::new(&body, &Limits::OWN);
    reader.allow(1, size_of::<T>());
    let read = item::get(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| HandleError::Decode { of: type_name::<T>(), source: error.into() })
}
