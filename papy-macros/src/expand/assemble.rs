//! How a run is put together: params become settings, pools and nodes, and these with the sources a run.

use std::collections::BTreeSet;

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Expr;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::attempts;
use super::graph::may_be_solo;
use super::names::{Names, number, of};
use crate::model::{Field, Imap, Node, Op, OpId, OpKind, Set, Workers};

/// Params become settings, pools and nodes.
pub(super) fn assemble(names: &Names<'_>) -> TokenStream {
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
    let inner = names.stages().map(|(id, _)| {
        let (field, p) = (of("n", id), &names.p);
        quote!(#field: #p::Home::new(#field),)
    });
    let imap_names: Vec<_> = (0..pipeline.imaps.len()).map(|imap| of("imap", OpId(imap))).collect();
    let (who, params_of) = match pipeline.imaps.is_empty() {
        true => (quote!(#name), quote!(self)),
        false => (quote!(#setup), quote!(setup_.params_)),
    };
    let setup_of = (!pipeline.imaps.is_empty()).then(|| quote!(let setup_ = self;));
    let sound = names.is_generic().then(|| quote!(let () = <#name #arguments>::CHECKED;));
    let luggage = names.ferries().then(|| quote!(let mut luggage_ = #p::Luggage::default();));
    let packed = names.ferries().then(|| quote!(stages_.pack(luggage_);));
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
                #luggage
                let graph_ = Graph_ { #(#nodes)* #(#inner)* phantom_: ::core::marker::PhantomData };
                #packed
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
        // An argument of another kind is told at its name.
        quote_spanned!(name.span()=> .#name({ let given_ = ::core::clone::Clone::clone(&#imap); given_ }))
    });
    let (this, on) = (number(id), stage.on.map(|(imap, _)| number(OpId(imap.0))));
    let on = on.unwrap_or_else(|| quote!(#p::NONE));
    quote! {
        let (#field, inner_) = #p::Assemble::assemble(#value #(#imaps)*)?;
        stages_.add(#this, #on, inner_);
    }
}

/// The body of `start`: puts the run together.
pub(super) fn body(names: &Names<'_>) -> TokenStream {
    let (p, pipeline) = (&names.p, names.pipeline);
    let run = names.run();
    let solo = may_be_solo(names);
    let sources = pipeline.inputs.iter().enumerate().map(|(index, input)| {
        let (index, intake, item) = (Literal::usize_unsuffixed(index), of("i", input.op), names.live(input.op));
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
        let (number, ring, name) = (number(OpId(index)), of("o", output.op), &output.name);
        let lease = if solo { quote!(lease_) } else { quote!(::core::option::Option::None) };
        quote!(#name: starting_.output(#number, |store_| &store_.#ring, #lease),)
    });
    quote! {
        let (graph_, stages_) = #p::Assemble::assemble(self)?;
        stages_.fits(<<Self as #p::Assemble>::Graph as #p::Graph>::id())?;
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
    let (p, kept) = (&names.p, names.live_node(id));
    // What a worker elsewhere needs to know goes there too.
    let sent = |value: TokenStream| if crosses { quote!(luggage_.with(#value)) } else { value };
    let number = |what: &str, set: &Option<Set<Expr>>, least: bool| {
        let set = set.as_ref()?;
        let (field, value) = (of(what, id), counted(set.word, &set.value));
        let value = sent(if least { quote!(::core::cmp::max(1usize, #value)) } else { value });
        Some(quote!(#field: #value,))
    };
    let limit = number("c", &op.options.collect, false);
    let slice = number("z", &op.options.slice, true);
    let flying = number("f", &op.options.in_flight, false);
    let tries = attempts::leads(names, id, op).then(|| {
        let (field, value) = (of("t", id), sent(attempts::value(names, id, op)));
        quote!(#field: #value,)
    });
    let every = number("v", &op.options.every, true);
    let path = path(names, id, node);
    let value = quote!(#p::keep::<#kept>(#path { #(#fields)* }));
    let value = if names.stays(op) { quote!(#p::Home::new(#value)) } else { value };
    quote! {
        #[cfg(not(rust_analyzer))]
        #field: #value,
        #[cfg(rust_analyzer)]
        #field: loop {},
        #limit #slice #flying #every #tries
    }
}

/// The path of a node's struct expression.
pub(super) fn path(names: &Names<'_>, id: OpId, node: &Node) -> TokenStream {
    if names.pipeline.generics.params.is_empty() {
        let path = names.node_path(id);
        return quote!(#path);
    }
    // An alias of a projection cannot be written in a struct expression before its parameters.
    let path = &node.path;
    quote!(#path)
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
        let crossing = names.crossing("crossing", name.span());
        quote!(#crossing(#value, &mut luggage_))
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
    let items = |value: &Set<Expr>| {
        let (items, value) = (quote_spanned!(value.word=> <_ as #p::ItemCount>::items), &value.value);
        quote!(#items(#value))
    };
    let set = |what: &str, domain: usize, value: &Set<Expr>| {
        let (what, items) = (format_ident!("{what}"), items(value));
        quote!(settings_.#what(#domain, #items);)
    };
    let stages = names.ops().flat_map(|(id, op)| {
        let imap = op.imap.map(|imap| &pipeline.imaps[imap.0].options);
        // A chunk waits for its slowest item: what shall come as it finishes is awaited item by item.
        let unordered = op.options.unordered.is_some() || imap.is_some_and(|options| options.unordered.is_some());
        let single = (unordered && op.kind.is_node()).then(|| {
            let (domain, node) = (op.domain.0, names.live_node(id));
            quote!(if const { <#node as #p::Node>::FACTS.awaits } { settings_.batch(#domain, 1usize); })
        });
        let batch = [op.options.batch.as_ref(), imap.and_then(|options| options.batch.as_ref())];
        let buffer = [op.options.buffer.as_ref(), imap.and_then(|options| options.buffer.as_ref())];
        let batch = batch.into_iter().flatten().map(|batch| set("batch", op.domain.0, batch));
        let buffer = buffer.into_iter().flatten().map(|buffer| set("buffer", op.domain.0, buffer));
        batch.chain(buffer).chain(single).collect::<Vec<_>>()
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
    let unordered = unordered.flatten().map(|from| {
        let (member, ordered) = (number(from), is_ordered(names, from));
        quote!(if !(#ordered) { settings_.unordered.push(#member); })
    });
    let timed = |imap: usize| {
        names.nodes().any(|(_, op)| op.options.timeout.is_some() && op.imap.is_some_and(|on| on.0 == imap))
    };
    let timeouts = names.nodes().filter_map(|(id, op)| attempts::timeout(names, id, op));
    let imaps = pipeline.imaps.iter().enumerate().map(|(at, imap)| {
        let (strict, stride) = (imap.options.strict.is_some() || timed(at), imap.options.stride.as_ref());
        let stride = match stride {
            Some(stride) => items(stride),
            None => quote!(::core::option::Option::None::<usize>),
        };
        quote!(settings_.imap(#strict, #stride);)
    });
    let weights = names.ops().filter_map(|(id, op)| {
        let (id, weight) = (number(id), items(op.options.weight.as_ref()?));
        Some(quote!(settings_.weight(#id, #weight);))
    });
    quote! {
        let mut settings_ = #p::Settings::new(#domains);
        #(#sizes)*
        #(#stages)*
        #(#outputs)*
        #(#timeouts)*
        #(#unordered)*
        #(#imaps)*
        #(#weights)*
    }
}

/// A number of items or workers. The compiler points at `word` to tell why it is one.
pub(super) fn counted(word: Span, value: &Expr) -> TokenStream {
    let number = quote_spanned!(word=> usize);
    quote!({ let count_: #number = #value; count_ })
}

/// Whether the tickets of a stream come in order, as an expression: nothing above it in its domain says that they need not, and no
/// pipeline does that is a stage there.
pub(super) fn is_ordered(names: &Names<'_>, stream: OpId) -> TokenStream {
    let (p, domain) = (&names.p, names.op(stream).domain);
    let above = above(names, stream, |op| op.domain == domain);
    if above.iter().any(|id| names.pipeline.says_unordered(names.op(*id))) {
        return quote!(false);
    }
    let stages = above.into_iter().filter(|id| names.op(*id).kind.stage().is_some()).map(|id| names.live_node(id));
    quote!(true #(&& !<#stages as #p::Staged>::INNER.unordered)*)
}

/// A stream and those that it is made of, as far as they are wanted.
pub(super) fn above(names: &Names<'_>, stream: OpId, wanted: impl Fn(&Op) -> bool) -> BTreeSet<OpId> {
    let (mut seen, mut todo) = (BTreeSet::new(), vec![stream]);
    while let Some(id) = todo.pop() {
        // Diamonds on top of each other have very many ways up.
        if wanted(names.op(id)) && seen.insert(id) {
            todo.extend(names.op(id).kind.reads());
        }
    }
    seen
}

/// What an IMap of workers of any kind asks for, evaluated.
fn wants(names: &Names<'_>, imap: &Imap) -> TokenStream {
    let Workers::Terms(terms) = &imap.workers else { return quote!(::core::option::Option::None) };
    let p = &names.p;
    let terms = terms.iter().filter_map(|term| {
        let (word, value) = (term.kind.span(), term.value.as_ref()?);
        if term.kind != "remote" {
            let (kind, count) = (format_ident!("{}", term.kind), counted(word, value));
            return Some(quote!(.#kind(#count)));
        }
        // Looked at, not moved: several IMaps may name one grid.
        let grid = names.between(word, word, &quote!(#p::Grid));
        Some(quote!(.remote({ let _: #grid = #value; })))
    });
    quote!(::core::option::Option::Some(#p::Workers::default() #(#terms)*))
}

fn imaps<'a>(names: &'a Names<'_>) -> impl Iterator<Item = TokenStream> + 'a {
    let (p, pipeline) = (&names.p, names.pipeline);
    let title = names.name().unraw().to_string();
    pipeline.imaps.iter().map(move |imap| {
        let (name, text) = (&imap.name, imap.name.unraw().to_string());
        if !imap.is_threads() {
            let wants = wants(names, imap);
            return quote!(#p::imap_of_any(#title, #text, setup_.#name, #wants)?);
        }
        let workers = match &imap.workers {
            Workers::Terms(terms) => {
                let counts = terms.iter().filter_map(|term| Some(counted(term.kind.span(), term.value.as_ref()?)));
                quote!(::core::option::Option::Some(0usize #(+ #counts)*))
            }
            Workers::Given(_) | Workers::Unread => quote!(::core::option::Option::None),
        };
        let leaked = match &imap.options.leaked {
            Some(set) => {
                let leaked = counted(set.word, &set.value);
                quote!(::core::option::Option::Some(#leaked))
            }
            None => quote!(::core::option::Option::None),
        };
        quote!(#p::imap(#title, #text, setup_.#name, #workers, #leaked)?)
    })
}
