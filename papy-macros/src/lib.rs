//! The macros of papy, which re-exports them.
//!
//! Their documentation is the reference of the language, and lies in `docs/` as files: its examples use `papy`, and are compiled and run there.

mod check;
mod expand;
mod main_attr;
mod model;
#[cfg(test)]
mod mutated;
mod piper;
mod syntax;

use proc_macro::TokenStream;

#[doc = include_str!("../docs/piper.md")]
#[proc_macro_attribute]
pub fn piper(options: TokenStream, item: TokenStream) -> TokenStream {
    piper::expand(options.into(), item.into()).into()
}

#[doc = include_str!("../docs/pipeline.md")]
#[proc_macro]
pub fn pipeline(tokens: TokenStream) -> TokenStream {
    expand::pipeline(tokens.into()).into()
}

#[doc = include_str!("../docs/main.md")]
#[proc_macro_attribute]
pub fn main(options: TokenStream, item: TokenStream) -> TokenStream {
    main_attr::expand(options.into(), item.into()).into()
}
