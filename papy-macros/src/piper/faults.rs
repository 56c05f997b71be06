//! The faults of one macro call, collected so that all of them are reported in one build.

use proc_macro2::TokenStream;
use quote::ToTokens;

/// What is wrong so far.
#[derive(Default)]
pub(crate) struct Faults(Vec<syn::Error>);

impl Faults {
    /// Adds a fault at the user's tokens.
    pub(crate) fn at(&mut self, tokens: &impl ToTokens, message: impl std::fmt::Display) {
        self.0.push(syn::Error::new_spanned(tokens, message));
    }

    /// Adds a fault that the parser found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    /// Adds the fault of `result`, or gives its value.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Adds those that were collected apart.
    pub(crate) fn append(&mut self, other: Faults) {
        self.0.extend(other.0);
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One `compile_error!` for each fault. They belong after the expansion, or editors complete nothing.
    pub(crate) fn each(&self) -> Vec<TokenStream> {
        self.0.iter().flat_map(|fault| fault.clone()).map(syn::Error::into_compile_error).collect()
    }

    /// All of them together.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.each().into_iter().collect()
    }
}
