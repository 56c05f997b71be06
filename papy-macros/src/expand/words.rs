//! What an editor sees of a pipeline, and no compiler: `cfg(rust_analyzer)`.
//!
//! Streams are variables here, each with one definition, and stages are struct expressions. It stands first in every expansion and is the
//! same with faults and without: an editor completes a word by expanding the graph once with it and once without, and compares places.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::names::Names;
use super::public::params;
use crate::model::{Field, OpKind, Pipeline};

/// All names in their places. Runs nothing.
pub(super) fn words(names: &Names<'_>) -> TokenStream {
    let Pipeline { name, generics, reads, .. } = names.pipeline;
    let (generics, arguments, bounds) = generics.split_for_impl();
    let params: Vec<_> = params(names).into_iter().map(|param| &param.name).collect();
    let streams = defined(names).into_iter().map(|name| {
        let item = item(names, name);
        quote!(let #name: #item = loop {};)
    });
    let nodes = names.ops().filter_map(|(_, op)| match &op.kind {
        OpKind::Node { node, .. } => {
            let path = &node.path;
            let fields = node.fields.iter().map(|Field { name, colon, value, .. }| match (colon, value) {
                // Compilers parse what they strip: a value that is missing would be told twice.
                (Some(colon), None) => quote!(#name #colon loop {}),
                _ => quote!(#name #colon #value),
            });
            Some(quote!(let _ = #path { #(#fields),* };))
        }
        _ => None,
    });
    quote! {
        #[allow(unexpected_cfgs)]
        const _: () = {
            #[cfg(rust_analyzer)]
            impl #generics #name #arguments #bounds {
                fn words_(self) {
                    let #name { #(#params,)* .. } = self;
                    #(#streams)*
                    #(let _ = &#reads;)*
                    #(#nodes)*
                }
            }
        };
    }
}

/// Names of streams, each once. An output is a field of the run already, and here only if the graph reads it.
fn defined<'a>(names: &Names<'a>) -> Vec<&'a Ident> {
    let Pipeline { named, reads, outputs, .. } = names.pipeline;
    let is_output = |name: &Ident| outputs.iter().any(|output| output.name == *name);
    let wanted =
        |at: usize| !named[..at].contains(&named[at]) && (reads.contains(&named[at]) || !is_output(&named[at]));
    (0..named.len()).filter(|at| wanted(*at)).map(|at| &named[at]).collect()
}

/// The type of a stream's items; a second name of a stream has none of its own.
fn item(names: &Names<'_>, name: &Ident) -> TokenStream {
    let stream = names.ops().find(|(_, op)| op.stream.as_ref() == Some(name));
    stream.map_or(quote!(()), |(id, _)| names.live(id))
}
