//! The node struct, and what is true of it whatever comes in.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::arguments::{Arguments, Field, Inbox, Loan, Local, Shape};
use super::options::Form;
use super::params::Params;
use super::returns::{Ask, Out};
use super::types::{bare, impl_trait, last_segment, needs_no_bounds};
use super::{Function, Model, run};
use crate::syntax::mentions;

/// The struct alone.
pub(super) fn structure(function: &Function, arguments: &Arguments, params: &Params) -> TokenStream {
    let Function { attributes, visibility, signature, .. } = function;
    let copied = attributes
        .iter()
        .filter(|attribute| ["doc", "cfg", "deprecated"].iter().any(|copied| attribute.path().is_ident(copied)));
    let name = &signature.ident;
    let undocumented = format!("The node of the piper `{}`.", name.unraw());
    let undocumented = (!attributes.iter().any(|attribute| attribute.path().is_ident("doc"))).then_some(undocumented);
    let undocumented = undocumented.iter();
    let fields = arguments.fields.iter().map(declared);
    let (generics, predicates) = (params.of_node(), params.node_predicates());
    quote_spanned! {name.span()=>
        #(#copied)*
        #(#[doc = #undocumented])*
        #[allow(non_camel_case_types, dead_code, missing_debug_implementations, unreachable_pub)]
        #visibility struct #name<#generics> where #predicates { #(#fields)* }
    }
}

/// The struct of a function with faults. What it gives is an error type, so the compiler keeps silent about its uses.
///
/// `fault` is told here, as a constant without which that type is nothing.
pub(super) fn stub(
    function: &Function,
    arguments: &Arguments,
    params: &Params,
    plumbing: &TokenStream,
    fault: &TokenStream,
) -> TokenStream {
    let structure = structure(function, arguments, params);
    let (name, node_arguments) = (&function.signature.ident, params.node_arguments());
    let (generics, predicates) = (params.of_node(), params.node_predicates());
    let text = name.unraw().to_string();
    quote! {
        #structure
        const _: () = {
            impl<#generics> #plumbing::Node for #name #node_arguments where #predicates {
                const NAME: &'static ::core::primitive::str = #text;
                const FACTS: #plumbing::Facts = #plumbing::PLAIN;
                const INBOX: &'static [&'static ::core::primitive::str] = &[];
                type Form = #plumbing::Each;
                type Mode = #plumbing::ByVal;
                type Batch = #plumbing::Vecs;
                type Local = ();
                type Kept = #plumbing::Own<Self>;
                fn local(&self) -> ::core::result::Result<(), #plumbing::BoxError> {
                    ::core::result::Result::Ok(())
                }
            }
            impl<#generics Item_> #plumbing::Yields<Item_> for #name #node_arguments where #predicates {
                type Out = Unknown_;
            }
            impl<#generics From_> #plumbing::Gives<From_> for #name #node_arguments where #predicates {
                type Out = Unknown_;
            }
            impl<#generics Item_> #plumbing::Piper<Item_> for #name #node_arguments where #predicates {
                type Children = ::core::iter::Empty<Unknown_>;
                type Sum = ();
                fn call(&self, _: &mut (), _: &#plumbing::Context, _: Item_) -> #plumbing::Step<Unknown_> {
                    ::core::panic!("a piper with faults")
                }
            }
            impl<#generics Item_> #plumbing::Accepts<Item_> for #name #node_arguments where #predicates {}
            impl<#generics const ITEMS_: ::core::primitive::usize, Words_> #plumbing::Counts<ITEMS_, Words_>
                for #name #node_arguments where #predicates {}
            impl<#generics> #plumbing::Worded for #name #node_arguments where #predicates { type Words = (); }
            type Unknown_ = <() as #plumbing::Is<{ #fault }>>::Type;
        };
    }
}

fn declared(Field { name, owned, docs, .. }: &Field) -> TokenStream {
    let undocumented = format!("Parameter `{}`.", name.unraw());
    let undocumented = docs.is_empty().then_some(undocumented);
    let undocumented = undocumented.iter();
    quote_spanned!(name.span()=> #(#docs)* #(#[doc = #undocumented])* pub #name: #owned,)
}

/// The struct and all that it implements.
pub(super) fn node(model: &Model<'_>) -> TokenStream {
    let structure = structure(model.function, &model.arguments, &model.params);
    let cfg = model.function.attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let node = node_impl(model);
    let yields = yields(model);
    let runs = run::impls(model);
    let doubt = doubt(model);
    let (asked, kept, sized, begins) = (asked(model), kept(model), sized(model), begins(model));
    quote! {
        #structure
        #(#cfg)*
        #[allow(deprecated, clippy::redundant_closure, clippy::redundant_closure_call, clippy::clone_on_copy, clippy::unit_arg, clippy::await_holding_refcell_ref)]
        const _: () = { #sized #kept #asked #begins #node #yields #runs #doubt };
    }
}

impl Model<'_> {
    /// Whether a type has generic parameters in it, which constants do not see.
    pub(super) fn has_params(&self, ty: &syn::Type) -> bool {
        let generics = &self.function.signature.generics;
        let types = generics.type_params().map(|param| &param.ident);
        mentions(ty, types.chain(generics.const_params().map(|param| &param.ident)).collect::<Vec<_>>())
    }

    /// The node's type.
    pub(super) fn node_type(&self) -> TokenStream {
        let (name, arguments) = (self.name, self.params.node_arguments());
        quote!(#name #arguments)
    }

    /// How the node takes its item at a fork.
    pub(super) fn lends(&self) -> bool {
        self.form != Form::Filter && self.arguments.inbox.iter().all(|inbox| inbox.shape.looks())
    }

    /// The items that the inbox takes.
    pub(super) fn items(&self) -> Items {
        let mut items = Items { ty: TokenStream::new(), declared: TokenStream::new(), bounds: TokenStream::new() };
        let plumbing = &self.plumbing;
        let types: Vec<TokenStream> = self
            .arguments
            .inbox
            .iter()
            .enumerate()
            .map(|(i, inbox)| {
                if inbox.doubtful().is_some() {
                    let item = inbox.item(i);
                    return quote_spanned!(inbox.written.span()=> <#item as #plumbing::Is<{ sized }>>::Type);
                }
                let Some(target) = inbox.shape.converts() else { return inbox.item(i) };
                let span = inbox.written.span();
                let (item, way) = (inbox.item(i), inbox.conversion(span));
                items.declared.extend(quote!(#item,));
                items.bounds.extend(quote_spanned!(span=> #item: #plumbing::#way<#target>,));
                if self.form == Form::Filter {
                    items.bounds.extend(quote!(#item: 'static,));
                }
                item
            })
            .collect();
        items.ty = tuple(&types);
        items
    }
}

/// The items that an inbox takes.
pub(super) struct Items {
    /// Their type.
    pub(super) ty: TokenStream,
    /// The type parameters in it that are ours, each with a comma.
    pub(super) declared: TokenStream,
    /// What must hold of those, each with a comma.
    pub(super) bounds: TokenStream,
}

impl Inbox {
    /// The type of its item: its own, or a parameter where it converts.
    fn item(&self, number: usize) -> TokenStream {
        match &self.shape {
            Shape::Value(ty) | Shape::Ref(ty) => ty.to_token_stream(),
            Shape::Look(_) | Shape::Turn(_) => {
                format_ident!("Item{number}_", span = self.written.span()).into_token_stream()
            }
        }
    }

    /// What is lent, if it is named as things without a size are.
    fn doubtful(&self) -> Option<&syn::Type> {
        const DOUBTFUL: [&str; 3] = ["Path", "OsStr", "CStr"];
        let Shape::Ref(ty) = &self.shape else { return None };
        let last = super::types::last_segment(ty).filter(|last| last.arguments.is_none())?;
        DOUBTFUL.iter().any(|word| last.ident == word).then_some(ty)
    }

    fn conversion(&self, span: proc_macro2::Span) -> Ident {
        Ident::new(if self.shape.looks() { "Look" } else { "Turn" }, span)
    }
}

/// One type by itself, several as a tuple.
pub(super) fn tuple(types: &[TokenStream]) -> TokenStream {
    match types {
        [one] => one.clone(),
        _ => quote!((#(#types),*)),
    }
}

fn node_impl(model: &Model<'_>) -> TokenStream {
    let Model { name, plumbing, arguments, params, .. } = model;
    let text = name.unraw().to_string();
    let facts = facts(model);
    let inbox = arguments.inbox.iter().map(|inbox| &inbox.name);
    let kept = if model.awaits { quote!(::std::sync::Arc<Self>) } else { quote!(#plumbing::Own<Self>) };
    let form = match (model.form, &model.returns.out) {
        _ if model.awaits => quote!(Many),
        (_, Out::Children(_) | Out::Total) => quote!(Many),
        (Form::Scan, _) => quote!(Serial),
        _ => quote!(Each),
    };
    let mode = if model.lends() { quote!(ByRef) } else { quote!(ByVal) };
    let batch = batch(model);
    let locals = arguments.locals.iter().map(|local| &local.owned);
    let made = arguments.locals.iter().map(|local| made(local, arguments, plumbing));
    let made = if arguments.locals.iter().any(|local| local.awaited) {
        quote! {
            fn local(&self) -> ::core::result::Result<Self::Local, #plumbing::BoxError> {
                #plumbing::not_a_step(())
            }
            fn locals(
                self: ::std::sync::Arc<Self>,
            ) -> #plumbing::Task<::core::result::Result<Self::Local, #plumbing::BoxError>> {
                ::std::boxed::Box::pin(async move { ::core::result::Result::Ok((#(#made,)*)) })
            }
        }
    } else {
        quote! {
            fn local(&self) -> ::core::result::Result<Self::Local, #plumbing::BoxError> {
                ::core::result::Result::Ok((#(#made,)*))
            }
        }
    };
    let (generics, predicates, node) = (params.of_node(), params.node_predicates(), model.node_type());
    quote_spanned! {name.span()=>
        #[automatically_derived]
        impl<#generics> #plumbing::Node for #node where #predicates {
            const NAME: &'static ::core::primitive::str = #text;
            const SOUND: ::core::primitive::bool = kept;
            const FACTS: #plumbing::Facts = #facts;
            const INBOX: &'static [&'static ::core::primitive::str] = &[#(#inbox),*];
            type Form = #plumbing::#form;
            type Mode = #plumbing::#mode;
            type Batch = #batch;
            type Local = (#(#locals,)*);
            type Kept = #kept;
            #made
        }
    }
}

/// What the inbox takes as a batch.
fn batch(model: &Model<'_>) -> TokenStream {
    let plumbing = &model.plumbing;
    let inbox = model.arguments.inbox.as_slice();
    let [Inbox { shape: Shape::Value(ty) | Shape::Ref(ty), .. }] = inbox else {
        return quote!(#plumbing::NoBatch);
    };
    if inbox[0].doubtful().is_some() {
        return quote!(#plumbing::NoBatch);
    }
    match bare(ty) {
        syn::Type::Array(_) => quote!(#plumbing::Arrays),
        ty if last_segment(ty).is_some_and(|last| last.ident == "Vec") => quote!(#plumbing::Vecs),
        // Another name of one of these, if it is fixed by the node alone.
        ty if !mentions(ty.to_token_stream(), model.params.inferred()) && impl_trait(ty).is_none() => {
            quote!(#plumbing::Typed<#ty>)
        }
        _ => quote!(#plumbing::NoBatch),
    }
}

fn facts(model: &Model<'_>) -> TokenStream {
    let Model { plumbing, arguments, returns, .. } = model;
    let kind = match model.form {
        Form::Map => quote!(Map),
        Form::Filter => quote!(Filter),
        Form::FilterMap => quote!(FilterMap),
        Form::FlatMap => quote!(FlatMap),
        Form::Scan => match &returns.out {
            Out::Children(_) => quote!(ScanMany),
            Out::Held(_) => quote!(ScanSome),
            _ => quote!(Scan),
        },
        Form::Fold => {
            let way = match (&model.merge, model.commutative) {
                (None, _) => quote!(Sequence),
                (Some(_), false) => quote!(Merged),
                (Some(_), true) => quote!(Commutative),
            };
            quote!(Fold(#plumbing::Way::#way))
        }
        Form::Reduce => quote!(Reduce),
    };
    let arity = u8::try_from(arguments.inbox.len()).expect("the number of inbox arguments was checked");
    let fallible = returns.fallible || matches!(&returns.out, Out::Children(children) if children.fallible);
    let (local, context) = (!arguments.locals.is_empty(), arguments.context.is_some());
    let exclusive = arguments.locals.iter().any(|local| local.lent.mutability.is_some());
    let awaits = model.awaits;
    quote! {
        #plumbing::Facts {
            kind: #plumbing::Kind::#kind,
            arity: #arity,
            fallible: #fallible,
            local: #local,
            exclusive: #exclusive,
            context: #context,
            awaits: #awaits,
        }
    }
}

/// One local, made by its closure.
fn made(local: &Local, arguments: &Arguments, plumbing: &TokenStream) -> TokenStream {
    let Local { owned, closure, awaited, loans, .. } = local;
    let loans = loans.iter().map(|loan| lend(loan, arguments));
    let awaited = awaited.then(|| quote!(.await));
    quote_spanned! {closure.body.span()=>
        <_ as #plumbing::Makes<#owned, _>>::make((#closure)(#(#loans),*) #awaited)?
    }
}

/// A field as an argument: lent, or cloned.
pub(super) fn lend(loan: &Loan, arguments: &Arguments) -> TokenStream {
    let Field { name, owned, .. } = &arguments.fields[loan.field];
    let ty = &loan.ty;
    // `self` has the hygiene of the method, which a type that came through `macro_rules` has not.
    let kept = quote!(&self.#name);
    if loan.lends {
        quote_spanned!(ty.span()=> <#owned as ::core::borrow::Borrow<#ty>>::borrow(#kept))
    } else {
        quote_spanned!(ty.span()=> <#owned as ::core::clone::Clone>::clone(#kept))
    }
}

/// What comes out: for every item where that can be, so that one wrong pipe is one error.
fn yields(model: &Model<'_>) -> TokenStream {
    let Model { plumbing, arguments, params, returns, .. } = model;
    let out = out_type(model);
    let Items { ty, declared, .. } = model.items();
    let inferred = params.inferred();
    let kept = model.form == Form::Filter && !declared.is_empty();
    let shaped = kept || mentions(&out, inferred.iter().copied());
    let node = model.node_type();
    let span = returns.span(model.name);
    if !shaped {
        let (generics, predicates) = (params.of_node(), params.node_predicates());
        return quote_spanned! {span=>
            #[automatically_derived]
            impl<#generics Item_> #plumbing::Yields<Item_> for #node where #predicates {
                type Out = #out;
            }
            #[automatically_derived]
            impl<#generics From_> #plumbing::Gives<From_> for #node where #predicates {
                type Out = #out;
            }
        };
    }
    let open = syn::parse2(out.clone()).is_ok_and(|out| needs_no_bounds(&out, &inferred))
        && arguments.inbox.iter().all(|inbox| needs_no_bounds(&inbox.written, &inferred));
    let predicates = match open {
        true => {
            let node = params.node_predicates();
            quote!(#node #(#inferred: 'static,)*)
        }
        false => params.predicates(),
    };
    let ours: Vec<TokenStream> = converted(model).collect();
    let generics = params.declared();
    quote_spanned! {span=>
        #[automatically_derived]
        impl<#generics #declared> #plumbing::Yields<#ty> for #node where #predicates #(#ours: 'static,)* {
            type Out = #out;
        }
        #[automatically_derived]
        impl<#generics #declared From_: #plumbing::Stream<Item = #ty>> #plumbing::Gives<From_> for #node
        where #predicates #(#ours: 'static,)* {
            type Out = #out;
        }
    }
}

/// The type parameters that stand for items which convert.
fn converted(model: &Model<'_>) -> impl Iterator<Item = TokenStream> {
    let inbox = model.arguments.inbox.iter().enumerate();
    inbox.filter(|(_, inbox)| inbox.shape.converts().is_some()).map(|(i, inbox)| inbox.item(i))
}

fn out_type(model: &Model<'_>) -> TokenStream {
    let plumbing = &model.plumbing;
    match &model.returns.out {
        Out::Value(ty) | Out::Held(ty) => ty.clone(),
        Out::Total => kept_type(model).unwrap_or_default(),
        Out::Item => model.items().ty,
        Out::Children(children) if children.fallible => {
            let child = &children.child;
            quote_spanned!(model.returns.span(model.name)=> <#child as #plumbing::Tried>::Value)
        }
        Out::Children(children) => children.child.clone(),
    }
}

/// Asks whether the return type is what the form needs.
fn asked(model: &Model<'_>) -> Option<TokenStream> {
    let (plumbing, asks) = (&model.plumbing, &model.returns.asks);
    if asks.is_empty() {
        return None;
    }
    let count = asks.len();
    let asked = asks.iter().enumerate().map(|(index, Ask { ty, words, holds })| {
        let (holds, name) = (format_ident!("{holds}"), returned(index, count));
        let ty = match index.checked_sub(1) {
            None => ty.clone(),
            Some(before) => {
                let before = returned(before, count);
                quote!(<#ty as #plumbing::Is<{ #before }>>::Type)
            }
        };
        let here = around(plumbing, words, &ty);
        quote! {
            #[allow(non_upper_case_globals)]
            const #name: bool = {
                let () = <#here as #plumbing::#holds>::OK;
                true
            };
        }
    });
    Some(quote!(#(#asked)*))
}

/// A type that the compiler finds where the user's words are.
fn around(plumbing: &TokenStream, words: &TokenStream, ty: &TokenStream) -> TokenStream {
    let mut spans = words.clone().into_iter().map(|token| token.span());
    let first = spans.next().unwrap_or_else(proc_macro2::Span::call_site);
    let last = spans.last().unwrap_or(first);
    let mut path: Vec<TokenTree> = quote!(#plumbing::Id).into_iter().collect();
    path.iter_mut().take(2).for_each(|token| token.set_span(first));
    let close = quote_spanned!(last=> >);
    quote!(#(#path)*<#ty #close)
}

/// The constant of what is asked about the return type; the last one is the sum of all.
fn returned(index: usize, count: usize) -> Ident {
    if index + 1 == count { format_ident!("returned") } else { format_ident!("returned_{index}") }
}

/// Asks whether the parameters can go to every worker.
fn kept(model: &Model<'_>) -> TokenStream {
    let Model { plumbing, params, .. } = model;
    let asked = model.arguments.fields.iter().map(|field| {
        let here = around(plumbing, &kept_words(&field.written), &field.owned);
        quote!(let () = <#here as #plumbing::IsKept>::OK;)
    });
    let (generics, predicates) = (params.of_node(), params.node_predicates());
    match generics.is_empty() {
        true => quote! {
            #[allow(non_upper_case_globals)]
            const kept: bool = { #(#asked)* true };
        },
        false => quote! {
            #[allow(non_upper_case_globals)]
            const kept: bool = true;
            #[allow(dead_code)]
            fn kept_<#generics>() where #predicates { #(#asked)* }
        },
    }
}

/// The type of what is kept from item to item: an error type where it cannot be kept.
pub(super) fn kept_type(model: &Model<'_>) -> Option<TokenStream> {
    let (plumbing, ty) = (&model.plumbing, &model.arguments.state.as_ref()?.ty);
    Some(match model.has_params(ty) {
        true => quote!(#ty),
        false => quote_spanned!(ty.span()=> <#ty as #plumbing::Is<{ begins }>>::Type),
    })
}

/// How what is kept from item to item begins, and whether it may be kept.
fn begins(model: &Model<'_>) -> Option<TokenStream> {
    let Model { plumbing, params, arguments, .. } = model;
    let state = arguments.state.as_ref()?;
    let (ty, kept) = (&state.ty, kept_type(model)?);
    let by_itself = state.init.is_none() && model.form != Form::Reduce;
    let begin = match &state.init {
        Some(init) => quote!(#init),
        None => quote_spanned!(ty.span()=> <#kept as ::core::default::Default>::default()),
    };
    let (generics, predicates) = (params.declared(), params.predicates());
    let asked = (!model.has_params(ty)).then(|| {
        let here = around(plumbing, &ty.to_token_stream(), &quote!(#ty));
        let itself = by_itself.then(|| quote!(let () = <#here as #plumbing::Begins>::OK;));
        quote! {
            #[allow(non_upper_case_globals)]
            const begins: bool = { let () = <#here as #plumbing::IsState>::OK; #itself true };
        }
    });
    let begin = (model.form != Form::Reduce).then(|| {
        quote! {
            #[inline(always)]
            fn begin_<#generics>() -> #kept where #predicates { #begin }
        }
    });
    Some(quote!(#asked #begin))
}

/// The type that is kept, without the `&` of one that is lent.
fn kept_words(ty: &syn::Type) -> TokenStream {
    match super::types::bare(ty) {
        syn::Type::Reference(reference) => reference.elem.to_token_stream(),
        ty => ty.to_token_stream(),
    }
}

/// Asks whether what is lent has a size, where its name makes doubt.
fn sized(model: &Model<'_>) -> Option<TokenStream> {
    let plumbing = &model.plumbing;
    let mut doubtful = model.arguments.inbox.iter().filter_map(Inbox::doubtful).peekable();
    doubtful.peek()?;
    let asked = doubtful.map(|ty| {
        let here = around(plumbing, &ty.to_token_stream(), &quote!(()));
        quote!(let () = <#here as #plumbing::HasSize<#ty>>::OK;)
    });
    Some(quote! {
        #[allow(non_upper_case_globals)]
        const sized: bool = { #(#asked)* true };
    })
}

/// Asserts that an unmarked return type is no `Result` under another name.
fn doubt(model: &Model<'_>) -> Option<TokenStream> {
    let ty = model.returns.written.as_ref().filter(|_| model.returns.doubtful)?;
    let params = model.params.inferred();
    if super::types::impl_trait(ty).is_some() || super::types::borrow(ty).is_some() {
        return None;
    }
    if mentions(ty, params) || !model.params.of_node().is_empty() {
        return None;
    }
    let plumbing = &model.plumbing;
    Some(quote_spanned! {ty.span()=>
        const _: () = {
            #[allow(unused_imports)]
            use #plumbing::Unnamed as _;
            if #plumbing::Named::<#ty>::IS_RESULT {
                ::core::panic!("this returns `Result`: write `#[piper(fallible)]`")
            }
        };
    })
}
