//! What names tokens hold.

use proc_macro2::{Ident, TokenTree};
use quote::ToTokens;

/// Whether any of these names occurs in the tokens.
pub(crate) fn mentions<'a>(tokens: impl ToTokens, names: impl IntoIterator<Item = &'a Ident> + Clone) -> bool {
    tokens.into_token_stream().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => names.clone().into_iter().any(|name| *name == ident),
        TokenTree::Group(group) => mentions(group.stream(), names.clone()),
        _ => false,
    })
}
