//! Model to tokens. Judges nothing and cannot fail: what only types show is left to rustc, at the user's own tokens.
//!
//! What is written follows `ARCHITECTURE.md`: a struct for each stream, a struct of nodes, a worker's things, the places, one function
//! `item` in which each operation is one statement, and a driver for each operation that may lead a part.

mod assemble;
mod attempts;
mod checks;
mod data;
mod drive;
mod ferry;
mod fork;
mod graph;
mod item;
mod names;
mod picture;
mod public;
mod rates;
mod streams;
mod stub;
#[cfg(test)]
mod tests;
mod words;

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::analyse;
use names::Names;

/// Expands one `pipeline!`.
pub(crate) fn pipeline(tokens: TokenStream) -> TokenStream {
    let (pipeline, faults) = analyse(tokens);
    let errors = faults.into_compile_errors();
    match pipeline {
        None => quote!(#(#errors)*),
        Some(pipeline) if errors.is_empty() => complete(&Names::new(&pipeline)),
        Some(pipeline) => stub::stub(&Names::new(&pipeline), &errors),
    }
}

fn complete(names: &Names<'_>) -> TokenStream {
    let (streams, checks) = (streams::streams(names), checks::checks(names));
    let public = public::types(names);
    let words = words::words(names);
    let (import, names) = (names.import(), &names.inside());
    let (graph, zips, paths) = (graph::graph(names), checks::zips(names), names.node_paths());
    let (start, data) = (public::start(names), data::data(names));
    quote! {
        #words
        #streams
        #checks
        #public
        #[allow(
            non_camel_case_types, non_upper_case_globals, private_interfaces, private_bounds, unreachable_pub,
            unused_variables, unused_mut, unused_assignments, missing_docs, unexpected_cfgs, clippy::all, clippy::pedantic
        )]
        const _: () = { #import use p_::Parts as _; #graph #zips #paths #start #data };
    }
}
