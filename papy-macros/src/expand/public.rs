//! What the user of a pipeline sees: its struct, its settings, its run.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Attribute, Generics, parse_quote};

use super::assemble::{assemble, body};
use super::graph::may_be_solo;
use super::names::Names;
use super::picture;
use crate::model::{Imap, Output, Param};
use crate::syntax::mentions;

/// The structs.
pub(super) fn types(names: &Names<'_>) -> TokenStream {
    let (pipeline, setup, inputs, run) = (structure(names), setup(names), inputs(names), run(names));
    quote!(#pipeline #setup #inputs #run)
}

/// The struct of params, which is the pipeline.
pub(super) fn structure(names: &Names<'_>) -> TokenStream {
    let pipeline = names.pipeline;
    let (attrs, vis, name) = (&pipeline.attrs, &pipeline.vis, &pipeline.name);
    let (generics, arguments, bounds) = pipeline.generics.split_for_impl();
    let params = params(names);
    let held: Vec<_> = params.iter().map(|param| param.ty.to_token_stream()).collect();
    let (p, phantom, loose) = (&names.p, &names.phantom, has_loose_types(names, &held));
    let fields = params.iter().enumerate().map(|(index, param)| {
        let (attrs, name, ty) =
            (docs(&param.attrs, || format!("Parameter `{}`.", param.name.unraw())), &param.name, &param.ty);
        // A struct must use its type parameters; so one field has to.
        let ty = if loose && index == 0 { quote!(<#ty as #p::Same<#phantom>>::Type) } else { quote!(#ty) };
        quote!(#attrs pub #name: #ty,)
    });
    let marker = (loose && params.is_empty())
        .then(|| quote!(#[doc(hidden)] pub phantom_: ::core::marker::PhantomData<fn() -> #phantom>,));
    let marked = marker.as_ref().map(|_| quote!(phantom_: ::core::marker::PhantomData,));
    let (params, types): (Vec<_>, Vec<_>) = params.iter().map(|param| (&param.name, &param.ty)).unzip();
    let docs = docs(&[], || format!("The pipeline `{}`.", name.unraw()));
    let docs = (!attrs.iter().any(|attr| attr.path().is_ident("doc"))).then_some(docs);
    // Not for a struct that nobody shall read about.
    let picture = (pipeline.complete && !attrs.iter().any(is_hidden)).then(|| {
        let picture = picture::docs(pipeline);
        quote!(#[doc = #picture])
    });
    let new_docs = format!("The pipeline `{}` with these parameters.", name.unraw());
    let new = quote_spanned! {name.span()=>
        #[doc = #new_docs]
        #[allow(clippy::new_without_default, clippy::too_many_arguments, clippy::must_use_candidate, dead_code, unreachable_pub)]
        pub fn new(#(#params: #types),*) -> Self { #name { #(#params,)* #marked } }
    };
    quote! {
        #(#attrs)*
        #docs
        #picture
        #[derive(Clone)]
        #[allow(missing_debug_implementations, unreachable_pub)]
        #vis struct #name #generics #bounds { #(#fields)* #marker }
        impl #generics #name #arguments #bounds { #new }
    }
}

/// `#[doc(hidden)]`
fn is_hidden(attr: &Attribute) -> bool {
    attr.path().is_ident("doc") && attr.parse_args::<Ident>().is_ok_and(|word| word == "hidden")
}

/// Whether some type parameter is in none of these types, as a struct must not have it.
fn has_loose_types(names: &Names<'_>, types: &[TokenStream]) -> bool {
    let is_loose = |name: &Ident| !types.iter().any(|ty| mentions(ty, [name]));
    names.pipeline.generics.type_params().any(|param| is_loose(&param.ident))
}

/// The params, each name once.
pub(super) fn params<'a>(names: &Names<'a>) -> Vec<&'a Param> {
    let all = &names.pipeline.params;
    let first = |at: usize| all[..at].iter().all(|earlier| earlier.name != all[at].name);
    (0..all.len()).filter(|at| first(*at)).map(|at| &all[at]).collect()
}

fn docs(attrs: &[Attribute], otherwise: impl FnOnce() -> String) -> TokenStream {
    if attrs.iter().any(|attr| attr.path().is_ident("doc")) {
        return quote!(#(#attrs)*);
    }
    let text = otherwise();
    quote!(#[doc = #text])
}

/// The type of an IMap as a value.
fn kind(imap: &Imap) -> Ident {
    Ident::new(if imap.is_threads() { "Threads" } else { "Any" }, Span::call_site())
}

/// What a caller gives for an IMap, and what is kept of it.
fn imap_argument(names: &Names<'_>, imap: &Imap) -> (TokenStream, TokenStream) {
    let p = &names.p;
    match imap.is_threads() {
        true => (quote!(#p::IMap<#p::Threads>), quote!(imap)),
        false => (quote!(impl ::core::convert::Into<#p::IMap<#p::Any>>), quote!(::core::convert::Into::into(imap))),
    }
}

/// The pipeline with the IMaps that were given to it.
fn setup(names: &Names<'_>) -> Option<TokenStream> {
    let pipeline = names.pipeline;
    if pipeline.imaps.is_empty() {
        return None;
    }
    let p = &names.p;
    let (vis, name, setup) = (&pipeline.vis, &pipeline.name, names.setup());
    let (generics, arguments, bounds) = pipeline.generics.split_for_impl();
    let imaps: Vec<_> = pipeline.imaps.iter().map(|imap| &imap.name).collect();
    let kinds: Vec<_> = pipeline.imaps.iter().map(kind).collect();
    let text = format!("[`{}`] with settings.", name.unraw());
    let methods = pipeline.imaps.iter().map(|imap| {
        let name = &imap.name;
        let docs = docs(&imap.attrs, || format!("Runs what is on `{}` on this pool, which others may share.", name.unraw()));
        let (ty, given) = imap_argument(names, imap);
        quote!(#docs pub fn #name(mut self, imap: #ty) -> #setup #arguments { self.#name = ::core::option::Option::Some(#given); self })
    });
    let first = pipeline.imaps.iter().map(|imap| {
        let name = &imap.name;
        let docs =
            docs(&imap.attrs, || format!("Runs what is on `{}` on this pool, which others may share.", name.unraw()));
        let (ty, _) = imap_argument(names, imap);
        quote! {
            #docs
            #[allow(dead_code)]
            pub fn #name(self, imap: #ty) -> #setup #arguments {
                <#setup #arguments as ::core::convert::From<Self>>::from(self).#name(imap)
            }
        }
    });
    Some(quote! {
        #[doc = #text]
        #[derive(Clone)]
        #[must_use = "nothing runs before `start`"]
        #[allow(missing_debug_implementations, unreachable_pub)]
        #vis struct #setup #generics #bounds {
            params_: #name #arguments,
            #(#imaps: ::core::option::Option<#p::IMap<#p::#kinds>>,)*
        }
        #[allow(dead_code, unreachable_pub)]
        impl #generics #setup #arguments #bounds { #(#methods)* }
        #[allow(dead_code, unreachable_pub)]
        impl #generics #name #arguments #bounds { #(#first)* }
        impl #generics ::core::convert::From<#name #arguments> for #setup #arguments #bounds {
            fn from(params_: #name #arguments) -> Self {
                #setup { params_, #(#imaps: ::core::option::Option::None,)* }
            }
        }
    })
}

/// The sources of a pipeline with several inputs.
pub(super) fn inputs(names: &Names<'_>) -> Option<TokenStream> {
    let pipeline = names.pipeline;
    if pipeline.inputs.len() < 2 {
        return None;
    }
    let (vis, inputs) = (&pipeline.vis, names.inputs());
    let text = format!("The sources of [`{}`].", names.name().unraw());
    let types: Vec<_> = source_types(names);
    let fields = pipeline.inputs.iter().zip(&types).map(|(input, ty)| {
        let (docs, name) =
            (docs(&input.attrs, || format!("The source of input `{}`.", input.name.unraw())), &input.name);
        quote!(#docs pub #name: #ty,)
    });
    Some(quote! {
        #[doc = #text]
        #[derive(Debug)]
        #[allow(non_camel_case_types, unreachable_pub)]
        #vis struct #inputs<#(#types),*> { #(#fields)* }
    })
}

/// A type parameter for each source.
fn source_types(names: &Names<'_>) -> Vec<Ident> {
    (0..names.pipeline.inputs.len()).map(|index| format_ident!("Source{index}_")).collect()
}

/// The type of an output's items.
fn output_type(names: &Names<'_>, output: &Output) -> TokenStream {
    match &output.ty {
        Some(ty) => quote!(#ty),
        None => names.live(output.op),
    }
}

/// The generics of a run: those of the pipeline and, where it may begin on its reader, the lease.
fn run_generics(names: &Names<'_>) -> Generics {
    let p = &names.p;
    let mut generics = names.generics.clone();
    if may_be_solo(names) {
        let ty = output_type(names, &names.pipeline.outputs[0]);
        generics.params.push(parse_quote!(Lease_: #p::Front<#ty> = #p::NoLease));
    }
    generics
}

fn run(names: &Names<'_>) -> TokenStream {
    let (p, pipeline) = (&names.p, names.pipeline);
    let (vis, run) = (&pipeline.vis, names.run());
    let all = run_generics(names);
    let (_, arguments, bounds) = all.split_for_impl();
    let text = format!("A run of [`{}`]: read its outputs, then finish it.", names.name().unraw());
    let solo = may_be_solo(names);
    let (outputs, types): (Vec<_>, Vec<_>) =
        pipeline.outputs.iter().map(|output| (&output.name, output_type(names, output))).unzip();
    let lease = solo.then(|| quote!(, Lease_));
    let phantom = &names.phantom;
    let handle = match has_loose_types(names, &types) {
        true => quote!(<#p::Handle as #p::Same<#phantom>>::Type),
        false => quote!(#p::Handle),
    };
    let fields = pipeline.outputs.iter().zip(&types).map(|(output, ty)| {
        let (docs, name) = (docs(&output.attrs, || format!("The output `{}`.", output.name.unraw())), &output.name);
        quote!(#docs pub #name: #p::Output<#ty #lease>,)
    });
    let (_, plain_arguments, _) = names.generics.split_for_impl();
    // A struct's own parameters carry the default, an implementation's must not.
    let declared = &all.params;
    let mut bare = all.clone();
    for param in bare.type_params_mut() {
        param.default = None;
    }
    let (impl_generics, _, _) = bare.split_for_impl();
    let boxed = solo.then(|| {
        let name = outputs[0];
        quote! {
            /// The same run with a type that does not name its source: for struct fields.
            pub fn boxed(self) -> #run #plain_arguments {
                #run { #name: self.#name.boxed(), handle: self.handle }
            }
        }
    });
    let declared = (!declared.is_empty()).then(|| quote!(<#declared>));
    quote! {
        #[doc = #text]
        #[derive(Debug)]
        #[must_use = "nothing runs before an output is read or the run is finished"]
        #[allow(private_interfaces, private_bounds, unreachable_pub)]
        #vis struct #run #declared #bounds {
            #(#fields)*
            /// Controls the run.
            pub handle: #handle,
        }
        #[allow(private_interfaces, private_bounds, dead_code, unreachable_pub)]
        impl #impl_generics #run #arguments #bounds {
            /// Drives the run to its end, throws away what is unread (counted), checks the ledger, and reports.
            ///
            /// # Errors
            ///
            /// If a sink failed on some item, if the run could not go on, or if the ledger does not balance.
            pub async fn finish(self) -> #p::Result<#p::Report> {
                #p::finish(self.handle, ::std::vec![#(#p::release(self.#outputs)),*]).await
            }
            /// `finish` for programs without an executor; works on the run meanwhile.
            ///
            /// # Errors
            ///
            /// As `finish`.
            pub fn finish_blocking(self) -> #p::Result<#p::Report> {
                #p::finish_blocking(self.handle, ::std::vec![#(#p::release(self.#outputs)),*])
            }
            #boxed
        }
    }
}

/// `start`, on the pipeline and on its settings.
pub(super) fn start(names: &Names<'_>) -> TokenStream {
    let (p, pipeline) = (&names.p, names.pipeline);
    let (name, setup, run) = (&pipeline.name, names.setup(), names.run());
    let (generics, arguments, bounds) = names.generics.split_for_impl();
    let types = source_types(names);
    let markers: Vec<_> = (0..types.len()).map(|index| format_ident!("Marker{index}_")).collect();
    // As written: what a method asks of its parameters, others must be able to see.
    let items: Vec<_> = pipeline.inputs.iter().map(|input| &input.ty).collect();
    let (argument, sources) = match types.as_slice() {
        [one] => (quote!(#one), quote!(let sources_ = (source_,);)),
        many => {
            let inputs = names.inputs();
            let fields = pipeline.inputs.iter().map(|input| &input.name);
            (quote!(#inputs<#(#many),*>), quote!(let sources_ = (#(source_.#fields,)*);))
        }
    };
    let run_arguments = match may_be_solo(names) {
        true => {
            let params: Vec<TokenStream> = pipeline.generics.params.iter().map(argument_of).collect();
            let (source, item, marker) = (&types[0], &items[0], &markers[0]);
            let source = quote!(<#source as #p::IntoSource<#item, #marker>>::Source);
            quote!(<#(#params,)* #p::Lease<Graph_ #arguments, #source>>)
        }
        false => quote!(#arguments),
    };
    let bounds_of_sources = quote!(where #(#types: #p::IntoSource<#items, #markers>),*);
    let signature = quote! {
        pub fn start<#(#types, #markers),*>(self, source_: #argument) -> #p::Result<#run #run_arguments> #bounds_of_sources
    };
    let text = "Begins a run. Nothing is read from a source, and nothing runs, before an output is read or the run is finished.\n\n# Errors\n\nIf an IMap was not given, has no workers, or cannot start.";
    let (body, assembled) = (body(names), assemble(names));
    // What runs in this process only need not be listed, and may be.
    let add = names.ferries().then(|| quote!(table_.add::<Graph_ #arguments>();));
    let assembled = quote! {
        #assembled
        impl #generics #p::Listed for #name #arguments #bounds {
            fn list(table_: &mut #p::Listing) { #add }
        }
    };
    if pipeline.imaps.is_empty() {
        return quote! {
            #assembled
            #[allow(dead_code)]
            impl #generics #name #arguments #bounds {
                #[doc = #text]
                #signature { #sources #body }
            }
        };
    }
    quote! {
        #assembled
        impl #generics #p::Assemble for #name #arguments #bounds {
            type Graph = Graph_ #arguments;
            fn assemble(self) -> #p::Result<(Graph_ #arguments, #p::Stages)> {
                #p::Assemble::assemble(<#setup #arguments as ::core::convert::From<Self>>::from(self))
            }
        }
        #[allow(dead_code)]
        impl #generics #name #arguments #bounds {
            #[doc = #text]
            #signature { <#setup #arguments as ::core::convert::From<Self>>::from(self).start(source_) }
        }
        #[allow(dead_code)]
        impl #generics #setup #arguments #bounds {
            #[doc = #text]
            #signature { #sources #body }
        }
    }
}

fn argument_of(param: &syn::GenericParam) -> TokenStream {
    match param {
        syn::GenericParam::Type(param) => {
            let name = &param.ident;
            quote!(#name)
        }
        syn::GenericParam::Const(param) => {
            let name = &param.ident;
            quote!(#name)
        }
        syn::GenericParam::Lifetime(param) => {
            let name = &param.lifetime;
            quote!(#name)
        }
    }
}
