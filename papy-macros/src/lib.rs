//! The macros of papy.

// `expand` is what uses these layers.
#[allow(dead_code, unused_imports)]
mod check;
mod expand;
#[allow(dead_code, unused_imports)]
mod model;
mod piper;
#[allow(dead_code, unused_imports)]
mod syntax;

use proc_macro::TokenStream;

/// Makes a piper of a function: a node that `pipeline!` can wire.
#[proc_macro_attribute]
pub fn piper(options: TokenStream, item: TokenStream) -> TokenStream {
    piper::expand(options.into(), item.into()).into()
}

/// Wires pipers into a pipeline.
#[proc_macro]
pub fn pipeline(tokens: TokenStream) -> TokenStream {
    expand::pipeline(tokens.into()).into()
}
