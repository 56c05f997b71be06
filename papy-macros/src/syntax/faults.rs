//! The faults found so far: each has a text and the user's own words that it is about.
//!
//! Decides nothing: who pushes here has made sure that one mistake is one fault.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Error;

/// Errors of one macro call, in the order found.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    list: Vec<Error>,
}

impl Faults {
    /// Adds an error that exists already.
    pub(crate) fn push(&mut self, error: Error) {
        self.list.push(error);
    }

    /// Adds an error at one place.
    pub(crate) fn at(&mut self, span: Span, text: impl Display) {
        self.list.push(Error::new(span, text));
    }

    /// Adds an error that underlines all of `tokens`.
    pub(crate) fn on(&mut self, tokens: impl ToTokens, text: impl Display) {
        self.list.push(Error::new_spanned(tokens, text));
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many were found; to see later whether more were.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// What was found, for tests.
    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Error> {
        self.list.iter()
    }

    /// `compile_error!` for each, in the order of their places. They belong behind the expansion, where they do not disturb an
    /// editor.
    pub(crate) fn into_compile_errors(mut self) -> Vec<TokenStream> {
        if proc_macro::is_available() {
            self.list.sort_by_cached_key(|error| {
                let start = error.span().unwrap();
                (start.line(), start.column())
            });
        }
        self.list.into_iter().flatten().map(Error::into_compile_error).collect()
    }
}
