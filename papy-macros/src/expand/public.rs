//! What the user of a pipeline sees: its struct, its settings, its run.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Generics, parse_quote};

use super::graph::may_be_solo;
use super::names::{Names, number, of};
use super::picture;
use crate::model::{Field, Imap, Node, Op, OpId, OpKind, Output, Param, Set, Workers};

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
    fn mentions(tokens: TokenStream, name: &Ident) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == *name,
            TokenTree::Group(group) => mentions(group.stream(), name),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        })
    }
    let is_loose = |name: &Ident| !types.iter().any(|ty| mentions(ty.clone(), name));
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

/// Params become settings, pools and nodes.
fn assemble(names: &Names<'_>) -> TokenStream {
    let (p, pipeline) = (&names.p, names.pipeline);
    let (name, setup) = (&pipeline.name, names.setup());
    let (generics, arguments, bounds) = names.generics.split_for_impl();
    let params = pipeline.params.iter().map(|param| &param.name);
    let (settings, imaps) = (settings(names), imaps(names));
    let nodes = names.ops().filter_map(|(id, op)| match &op.kind {
        OpKind::Node { node, .. } if op.kind.is_node() => Some(build(names, id, op, node)),
        _ => None,
    });
    let stages = names.stages().filter_map(|(id, op)| Some(build_stage(names, id, op.kind.stage()?)));
    let inner = names.stages().map(|(id, _)| of("n", id));
    let imap_names: Vec<_> = (0..pipeline.imaps.len()).map(|imap| of("imap", OpId(imap))).collect();
    let (who, params_of) = match pipeline.imaps.is_empty() {
        true => (quote!(#name), quote!(self)),
        false => (quote!(#setup), quote!(setup_.params_)),
    };
    let setup_of = (!pipeline.imaps.is_empty()).then(|| quote!(let setup_ = self;));
    let sound = names.is_generic().then(|| quote!(let () = <#name #arguments>::CHECKED;));
    quote! {
        impl #generics #p::Assemble for #who #arguments #bounds {
            type Graph = Graph_ #arguments;
            fn assemble(self) -> #p::Result<(Graph_ #arguments, #p::Stages)> {
                #sound
                #setup_of
                let #name { #(#params,)* .. } = #params_of;
                #settings
                #(let #imap_names = #imaps;)*
                let imaps_ =
                    ::std::vec![#(::core::convert::Into::into(::core::clone::Clone::clone(&#imap_names))),*];
                let mut stages_ = #p::Stages::new(<Graph_ #arguments as #p::Graph>::INFO, settings_, imaps_);
                #(#stages)*
                let graph_ = Graph_ { #(#nodes)* #(#inner,)* phantom_: ::core::marker::PhantomData };
                ::core::result::Result::Ok((graph_, stages_))
            }
        }
    }
}

/// One stage that is a pipeline, put together.
fn build_stage(names: &Names<'_>, id: OpId, stage: &Node) -> TokenStream {
    let (p, field, path) = (&names.p, of("n", id), &stage.path);
    let fields = stage.fields.iter().map(|field| build_field(names, field, false));
    let value = match (stage.fields.is_empty(), names.is_generic()) {
        (true, true) => quote_spanned!(stage.path.span()=> <#path>::new()),
        (true, false) => {
            let live = names.live_node(id);
            quote_spanned!(stage.path.span()=> <#live>::new())
        }
        (false, true) => quote!(#path { #(#fields)* }),
        (false, false) => {
            let path = names.node_path(id);
            quote!(#path { #(#fields)* })
        }
    };
    let imaps = stage.imaps.iter().map(|(name, imap)| {
        let imap = of("imap", OpId(imap.0));
        let given = quote!(::core::clone::Clone::clone(&#imap));
        quote_spanned!(name.span()=> .#name(#given))
    });
    let (this, on) = (super::names::number(id), stage.on.map(|(imap, _)| super::names::number(OpId(imap.0))));
    let on = on.unwrap_or_else(|| quote!(#p::NONE));
    quote! {
        let (#field, inner_) = #p::Assemble::assemble(#value #(#imaps)*)?;
        stages_.add(#this, #on, inner_);
    }
}

/// The body of `start`: puts the run together.
fn body(names: &Names<'_>) -> TokenStream {
    let (p, pipeline) = (&names.p, names.pipeline);
    let run = names.run();
    let solo = may_be_solo(names);
    let sources = pipeline.inputs.iter().enumerate().map(|(index, input)| {
        let (index, intake, item) =
            (proc_macro2::Literal::usize_unsuffixed(index), of("i", input.op), names.live(input.op));
        let source = quote!(#p::IntoSource::<#item, _>::into_source(sources_.#index));
        match solo {
            true => {
                let out = names.live(pipeline.outputs[0].op);
                quote!(let lease_ = starting_.lease::<_, #out>(#source);)
            }
            false => quote!(starting_.store().#intake.set(::std::boxed::Box::new(#source));),
        }
    });
    let outputs = pipeline.outputs.iter().enumerate().map(|(index, output)| {
        let (number, ring, name) = (super::names::number(OpId(index)), of("o", output.op), &output.name);
        let lease = if solo { quote!(lease_) } else { quote!(::core::option::Option::None) };
        quote!(#name: starting_.output(#number, |store_| &store_.#ring, #lease),)
    });
    quote! {
        let (graph_, stages_) = #p::Assemble::assemble(self)?;
        stages_.fits()?;
        let starting_ = #p::Starting::new(graph_, stages_);
        #(#sources)*
        ::core::result::Result::Ok(#run { #(#outputs)* handle: starting_.handle() })
    }
}

/// One node, from its struct expression.
fn build(names: &Names<'_>, id: OpId, op: &Op, node: &Node) -> TokenStream {
    let field = of("n", id);
    let crosses = names.leaves(op);
    let fields = node.fields.iter().map(|field| build_field(names, field, crosses));
    let limit = op.options.collect.as_ref().map(|set| {
        let (limit, value) = (of("c", id), counted(set.word, &set.value));
        quote!(#limit: #value,)
    });
    let slice = op.options.slice.as_ref().map(|set| {
        let (slice, value) = (of("z", id), counted(set.word, &set.value));
        quote!(#slice: ::core::cmp::max(1usize, #value),)
    });
    let every = op.options.every.as_ref().map(|set| {
        let (every, value) = (of("v", id), counted(set.word, &set.value));
        quote!(#every: ::core::cmp::max(1usize, #value),)
    });
    let path = match names.pipeline.generics.params.is_empty() {
        true => {
            let path = names.node_path(id);
            quote!(#path)
        }
        false => {
            // An alias of a projection cannot be written in a struct expression before its parameters.
            let path = &node.path;
            quote!(#path)
        }
    };
    quote! {
        #[cfg(not(rust_analyzer))]
        #field: #path { #(#fields)* },
        #[cfg(rust_analyzer)]
        #field: loop {},
        #limit #slice #every
    }
}

/// A field's value; a param that is used again later is cloned. `crosses`: the node may run in another process.
fn build_field(names: &Names<'_>, field: &Field, crosses: bool) -> TokenStream {
    let name = &field.name;
    let value = match &field.value {
        Some(value) => quote!(#value),
        None => quote!(#name),
    };
    let plain = !crosses;
    let value = if crosses {
        let crossing = names.crossing(name.span());
        quote!(#crossing(#value))
    } else {
        value
    };
    let kept = field.uses.iter().filter(|used| !used.last).map(|used| {
        let param = &names.pipeline.params[used.param.0].name;
        quote!(let #param = ::core::clone::Clone::clone(&#param);)
    });
    let kept: Vec<_> = kept.collect();
    if kept.is_empty() && plain {
        return match (&field.colon, &field.value) {
            (Some(colon), Some(value)) => quote!(#name #colon #value,),
            _ => quote!(#name,),
        };
    }
    quote!(#name: { #(#kept)* #value },)
}

/// What is set in options, evaluated once.
fn settings(names: &Names<'_>) -> TokenStream {
    let (p, pipeline) = (&names.p, names.pipeline);
    let domains = pipeline.domains.len();
    let sizes = pipeline.domains.iter().enumerate().map(|(index, domain)| {
        let item = names.live(domain.source);
        quote!(settings_.bytes_of_item[#index] = ::core::mem::size_of::<#item>() as u32;)
    });
    let set = |what: &str, domain: usize, value: &Set<Expr>| {
        let what = format_ident!("{what}");
        let (items, value) = (quote_spanned!(value.word=> <_ as #p::ItemCount>::items), &value.value);
        quote!(settings_.#what(#domain, #items(#value));)
    };
    let stages = names.ops().flat_map(|(_, op)| {
        let imap = op.imap.map(|imap| &pipeline.imaps[imap.0].options);
        let batch = [op.options.batch.as_ref(), imap.and_then(|options| options.batch.as_ref())];
        let buffer = [op.options.buffer.as_ref(), imap.and_then(|options| options.buffer.as_ref())];
        let batch = batch.into_iter().flatten().map(|batch| set("batch", op.domain.0, batch));
        let buffer = buffer.into_iter().flatten().map(|buffer| set("buffer", op.domain.0, buffer));
        batch.chain(buffer).collect::<Vec<_>>()
    });
    let outputs = pipeline.outputs.iter().map(|output| {
        let (name, ordered) = (output.name.unraw().to_string(), is_ordered(names, output.op));
        let buffer = output.options.buffer.as_ref();
        let buffer = buffer.map(|buffer| set("buffer", names.op(output.op).domain.0, buffer));
        quote!(settings_.outputs.push((#name, #ordered)); #buffer)
    });
    let unordered = names.ops().filter_map(|(_, op)| match &op.kind {
        OpKind::Merge { members, same_fork: None, .. } => Some(members.iter().map(|member| member.from)),
        _ => None,
    });
    let unordered = unordered.flatten().filter(|from| !is_ordered(names, *from)).map(number);
    let strict = pipeline.imaps.iter().map(|imap| imap.options.strict.is_some());
    quote! {
        let mut settings_ = #p::Settings::new(#domains);
        #(#sizes)*
        #(#stages)*
        #(#outputs)*
        settings_.unordered = ::std::vec![#(#unordered),*];
        settings_.strict = ::std::vec![#(#strict),*];
    }
}

/// A number of items or workers. The compiler points at `word` to tell why it is one.
fn counted(word: Span, value: &Expr) -> TokenStream {
    let number = quote_spanned!(word=> usize);
    quote!({ let count_: #number = #value; count_ })
}

/// Whether the tickets of a stream come in order: nothing above it in its domain says that they need not.
fn is_ordered(names: &Names<'_>, stream: OpId) -> bool {
    let domain = names.op(stream).domain;
    let (mut seen, mut todo) = (BTreeSet::new(), vec![stream]);
    while let Some(id) = todo.pop() {
        // Diamonds on top of each other have very many ways up.
        if !seen.insert(id) {
            continue;
        }
        let op = names.op(id);
        let imap = op.imap.map(|imap| &names.pipeline.imaps[imap.0].options);
        if op.domain == domain {
            if op.options.unordered.is_some() || imap.is_some_and(|options| options.unordered.is_some()) {
                return false;
            }
            todo.extend(op.kind.reads());
        }
    }
    true
}

/// What an IMap of workers of any kind asks for, evaluated, and in words.
fn wants(imap: &Imap) -> (TokenStream, String) {
    let Workers::Terms(terms) = &imap.workers else { return (TokenStream::new(), "was not given".to_owned()) };
    let counts = terms.iter().filter_map(|term| Some(counted(term.kind.span(), term.value.as_ref()?)));
    (quote!(#(let _ = #counts;)*), "wants child processes, which this version of papy does not start".to_owned())
}

fn imaps<'a>(names: &'a Names<'_>) -> impl Iterator<Item = TokenStream> + 'a {
    let (p, pipeline) = (&names.p, names.pipeline);
    let title = names.name().unraw().to_string();
    pipeline.imaps.iter().map(move |imap| {
        let (name, text) = (&imap.name, imap.name.unraw().to_string());
        if !imap.is_threads() {
            let (counts, wants) = wants(imap);
            return quote!({ #counts #p::imap_of_any(#title, #text, setup_.#name, #wants)? });
        }
        let workers = match &imap.workers {
            Workers::Terms(terms) => {
                let counts = terms.iter().filter_map(|term| Some(counted(term.kind.span(), term.value.as_ref()?)));
                quote!(::core::option::Option::Some(0usize #(+ #counts)*))
            }
            Workers::Given(_) | Workers::Unread => quote!(::core::option::Option::None),
        };
        quote!(#p::imap(#title, #text, setup_.#name, #workers)?)
    })
}
