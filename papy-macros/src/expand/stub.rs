//! What is written for a pipeline with faults: enough that uses of it tell nothing new, and that an editor finds every word.

use proc_macro2::TokenStream;
use quote::quote;

use super::names::Names;
use super::public::{inputs, known_type, structure};
use crate::model::{Field, Node, OpKind};

pub(super) fn stub(names: &Names<'_>) -> TokenStream {
    let (p, pipeline) = (&names.p, names.pipeline);
    let (vis, name, run) = (&pipeline.vis, &pipeline.name, names.run());
    let (generics, arguments, bounds) = pipeline.generics.split_for_impl();
    let (structure, inputs) = (structure(names), inputs(names));
    let outputs = pipeline.outputs.iter().map(|output| {
        let (name, ty) = (&output.name, known_type(output));
        quote!(pub #name: #p::Output<#ty>,)
    });
    let imaps = pipeline.imaps.iter().map(|imap| {
        let name = &imap.name;
        quote!(pub fn #name<Imap_>(self, _: Imap_) -> Self { self })
    });
    let params: Vec<_> = pipeline.params.iter().map(|param| &param.name).collect();
    let nodes = pipeline.ops.iter().filter_map(|op| match &op.kind {
        OpKind::Node { node, .. } if !node.broken => Some(expression(node)),
        _ => None,
    });
    quote! {
        #structure
        #inputs
        #[allow(dead_code, private_interfaces, missing_docs)]
        #vis struct #run { #(#outputs)* pub handle: #p::Handle }
        #[allow(dead_code, private_interfaces, missing_docs, clippy::all)]
        impl #run {
            pub async fn finish(self) -> #p::Result<#p::Report> { ::core::panic!("a pipeline with faults") }
            pub fn finish_blocking(self) -> #p::Result<#p::Report> { ::core::panic!("a pipeline with faults") }
            pub fn boxed(self) -> Self { self }
        }
        #[allow(dead_code, private_interfaces, missing_docs, clippy::all)]
        impl #generics #name #arguments #bounds {
            #(#imaps)*
            pub fn start<Source_>(self, _: Source_) -> #p::Result<#run> { ::core::panic!("a pipeline with faults") }
        }
        #[allow(dead_code, unused_variables, clippy::all)]
        const _: () = {
            impl #generics #name #arguments #bounds {
                fn nodes_(self) {
                    let #name { #(#params,)* .. } = self;
                    #(let _ = || { let _ = #nodes; };)*
                }
            }
        };
    }
}

/// The user's struct expression; params are lent, so that several nodes can have them.
fn expression(node: &Node) -> TokenStream {
    let path = &node.path;
    let fields = node.fields.iter().map(|Field { name, colon, value, .. }| match (colon, value) {
        (Some(colon), Some(value)) => quote!(#name #colon { #value },),
        _ => quote!(#name,),
    });
    quote!(#path { #(#fields)* })
}
