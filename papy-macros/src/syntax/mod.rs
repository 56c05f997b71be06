//! Tokens to syntax tree: spans kept, faults collected.
//!
//! Knows the grammar and no meaning: whether a name exists, or an option may stand where it stands, is asked later.

pub(crate) mod ast;
mod faults;
mod flow;
mod statement;
pub(crate) mod suggest;
#[cfg(test)]
pub(crate) mod tests;
mod words;

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};

pub(crate) use faults::Faults;
pub(crate) use words::mentions;

/// Reads the tokens of one `pipeline!` as far as they can be understood.
pub(crate) fn parse(tokens: TokenStream) -> (Option<ast::Pipeline>, Faults) {
    let mut faults = Faults::default();
    let mut pipeline = None;
    let parser = |input: ParseStream| {
        pipeline = statement::pipeline(input, &mut faults);
        input.parse::<TokenStream>().map(drop)
    };
    // `syn` complains about brackets that were left half read, which those with a fault are.
    if let Err(error) = parser.parse2(tokens)
        && faults.is_empty()
    {
        faults.push(error);
    }
    (pipeline, faults)
}
