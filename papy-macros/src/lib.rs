//! The macros of papy.

mod piper;

use proc_macro::TokenStream;

/// Makes a piper of a function: a node that `pipeline!` can wire.
#[proc_macro_attribute]
pub fn piper(options: TokenStream, item: TokenStream) -> TokenStream {
    piper::expand(options.into(), item.into()).into()
}
