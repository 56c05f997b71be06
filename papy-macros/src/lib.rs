//! The macros of papy.

mod check;
mod expand;
mod main_attr;
mod model;
mod piper;
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

/// Runs `main`, async or not, within papy, and lists what its child workers must be able to run.
#[proc_macro_attribute]
pub fn main(options: TokenStream, item: TokenStream) -> TokenStream {
    main_attr::expand(options.into(), item.into()).into()
}
