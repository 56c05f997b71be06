//! What goes comes back, and what is wrong is refused.

mod bombs;
mod columns;
mod frames;
mod greetings;
mod items;
mod schemas;
mod seeds;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::reader::Reader;
use super::{Limits, Malformed, item};

/// An item of these bytes.
fn read<T: DeserializeOwned + 'static>(bytes: impl Into<Bytes>) -> Result<T, Malformed> {
    let body = bytes.into();
    let mut reader = Reader::new(&body, &Limits::default());
    let item = item::get(&mut reader)?;
    reader.end()?;
    Ok(item)
}

/// The bytes of an item.
fn written<T: Serialize + 'static>(item: &T) -> Vec<u8> {
    let mut out = Vec::new();
    item::put(item, &mut out).expect("all of these can be written");
    out
}

/// An item that went and came.
fn back<T: Serialize + DeserializeOwned + 'static>(item: &T) -> T {
    read(written(item)).expect("what is written can be read")
}
