//! Which items an inbox argument of a borrowed or text type can be made from.
//!
//! `&str`, `&[u8]`, `String` and `Bytes` accept more than themselves; every other inbox type accepts only itself.

use bytes::Bytes;

use super::piper::Step;
use crate::error::Cause;

/// An item that can be looked at as `T`, for inbox arguments `&str` and `&[u8]`.
pub trait Look<T: ?Sized> {
    /// The view, or why there is none.
    fn look(&self) -> Result<&T, Box<Cause>>;
}

/// An item that can be turned into `T`, for inbox arguments `String` and `Bytes`.
pub trait Turn<T> {
    /// The value, or why there is none.
    fn turn(self) -> Result<T, Box<Cause>>;
}

impl Look<str> for String {
    #[inline(always)]
    fn look(&self) -> Result<&str, Box<Cause>> {
        Ok(self)
    }
}

impl Look<str> for &'static str {
    #[inline(always)]
    fn look(&self) -> Result<&str, Box<Cause>> {
        Ok(self)
    }
}

impl Look<[u8]> for Vec<u8> {
    #[inline(always)]
    fn look(&self) -> Result<&[u8], Box<Cause>> {
        Ok(self)
    }
}

impl Look<[u8]> for Bytes {
    #[inline(always)]
    fn look(&self) -> Result<&[u8], Box<Cause>> {
        Ok(self)
    }
}

// For all types, so that a user's own type named `String` or `Bytes` is an inbox type like any other.
impl<T> Turn<T> for T {
    #[inline(always)]
    fn turn(self) -> Result<T, Box<Cause>> {
        Ok(self)
    }
}

/// Turns the bytes of a text item into `str`, or into the cause that its piper's item fails with.
pub fn utf8(bytes: &[u8]) -> Result<&str, Box<Cause>> {
    std::str::from_utf8(bytes).map_err(|error| Box::new(Cause::NotUtf8 { valid_up_to: error.valid_up_to() }))
}

/// Unwraps a converted inbox argument, or ends the call with its cause.
#[inline(always)]
pub fn failed<T>(cause: Box<Cause>) -> Step<T> {
    Step::Fail(cause)
}
