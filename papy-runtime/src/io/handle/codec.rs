//! Items as bytes.

use std::any::type_name;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::HandleError;

pub(super) fn encode<T: Serialize>(item: &T, limit: u64) -> Result<Vec<u8>, HandleError> {
    let bytes = postcard::to_extend(item, Vec::new())
        .map_err(|error| HandleError::Encode { of: type_name::<T>(), source: error.into() })?;
    match bytes.len() as u64 {
        bytes if bytes > limit => Err(HandleError::TooLong { bytes, limit }),
        _ => Ok(bytes),
    }
}

pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, HandleError> {
    let failed = |source| HandleError::Decode { of: type_name::<T>(), source };
    match postcard::take_from_bytes(bytes) {
        Ok((item, [])) => Ok(item),
        Ok((_, rest)) => Err(failed(format!("{} bytes too many", rest.len()).into())),
        Err(error) => Err(failed(error.into())),
    }
}
