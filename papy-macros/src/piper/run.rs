//! How a node runs: the implementation that calls the function.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::arguments::{Inbox, Role, Shape};
use super::emit::{Items, kept_type, lend, tuple};
use super::options::Form;
use super::returns::{Children, Out, known};
use super::{Model, inbox_span};

/// `Piper` and `Accepts`, and `Streams` where the children of a `flat_map` outlive the call.
pub(super) fn impls(model: &Model<'_>) -> TokenStream {
    let counts = counts(model);
    let runs = match &model.returns.out {
        _ if model.awaits => tasks(model),
        Out::Children(children) => flat_map(model, children),
        Out::Total => folds(model),
        _ if model.lends() => lends(model),
        _ => piper(model),
    };
    let accepts = accepts(model);
    quote!(#runs #accepts #counts)
}

/// How many items the inbox takes. A tuple is one item too.
fn counts(model: &Model<'_>) -> TokenStream {
    let (plumbing, node) = (&model.plumbing, model.node_type());
    let (generics, predicates) = (model.params.of_node(), model.params.node_predicates());
    let inbox = &model.arguments.inbox;
    if inbox.len() == 1 {
        return quote! {
            #[automatically_derived]
            impl<#generics const ITEMS_: ::core::primitive::usize, Words_> #plumbing::Counts<ITEMS_, Words_> for #node
            where #predicates {}
            #[automatically_derived]
            impl<#generics> #plumbing::Worded for #node where #predicates { type Words = (); }
        };
    }
    let takes = inbox.len();
    // Types that the compiler prints as the arguments' names, apart from all other types.
    let words: Vec<_> = inbox.iter().map(|inbox| word(&inbox.name, model.name)).collect();
    let span = model.name.span();
    let set = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    // The compiler shows where this is implemented.
    let here: TokenStream = quote!(#plumbing::Counts).into_iter().map(set).collect();
    let counts = quote_spanned! {span=>
        #[automatically_derived]
        impl<#generics Words_> #here<#takes, Words_> for #node where #predicates {}
    };
    quote! {
        #counts
        const _: () = {
            #(#[allow(non_camel_case_types, dead_code, missing_debug_implementations)] pub struct #words;)*
            #[automatically_derived]
            impl<#generics> #plumbing::Worded for #node where #predicates { type Words = (#(#words,)*); }
        };
    }
}

/// An argument's name as that of a type.
fn word(name: &str, piper: &Ident) -> Ident {
    if *piper == name {
        return format_ident!("its_{name}");
    }
    syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
}

/// The start of the implementation for all items of the inbox, and those items.
///
/// Its name in an error is the whole error, so the bounds of a conversion are not shown.
fn header(model: &Model<'_>) -> (TokenStream, TokenStream) {
    let Items { ty, declared, bounds } = model.items();
    let opaque = (!bounds.is_empty()).then(|| quote!(#[diagnostic::do_not_recommend]));
    let (generics, predicates, node) = (model.params.declared(), model.params.predicates(), model.node_type());
    let plumbing = &model.plumbing;
    // What is kept of generic items goes from thread to thread as these do.
    let kept = model.arguments.state.as_ref().map(|state| &state.ty).filter(|ty| model.has_params(ty));
    let sent = kept.map(|ty| quote!(#ty: ::core::marker::Send + 'static,));
    let header = quote_spanned! {inbox_span(&model.arguments)=>
        #[automatically_derived]
        #opaque
        impl<#generics #declared> #plumbing::Piper<#ty> for #node where #predicates #sent #bounds
    };
    (header, ty)
}

/// What the inbox takes, asked by `pipeline!` of each pipe and shown by the compiler where a pipe does not fit.
fn accepts(model: &Model<'_>) -> TokenStream {
    let Model { plumbing, params, arguments, .. } = model;
    let (generics, predicates, node) = (params.declared(), params.predicates(), model.node_type());
    let (of_node, node_predicates) = (params.of_node(), params.node_predicates());
    let takes_all = quote! {
        #[automatically_derived]
        impl<#of_node> #plumbing::TakesAll for #node where #node_predicates {}
    };
    // The compiler shows an implementation from its first word to the end of its bounds. One line of it, to be short.
    let shown = |words: &TokenStream, generics: &TokenStream, item: &TokenStream, predicates: &TokenStream| {
        let spans: Vec<Span> = words.clone().into_iter().map(|word| word.span()).collect();
        let first = spans.first().copied().unwrap_or_else(Span::call_site);
        let last = spans.into_iter().rfind(|span| line(*span) == line(first)).unwrap_or(first);
        let end = quote_spanned!(last=> where #predicates {});
        quote_spanned! {first=>
            #[automatically_derived]
            impl<#generics> #plumbing::Accepts<#item> for #node #end
            #[automatically_derived]
            impl<#generics> #plumbing::Takes<#item, ()> for #node #end
        }
    };
    if let Some(bounds) = params.bounds() {
        let shown = shown(bounds, &of_node, &quote!(#plumbing::AnyWithBound), &node_predicates);
        return quote!(#takes_all #shown);
    }
    let written = arguments.inbox.iter().map(|inbox| inbox.written.to_token_stream()).collect();
    let converts = arguments.inbox.iter().any(|inbox| inbox.shape.converts().is_some());
    if !converts {
        return shown(&written, &generics, &model.items().ty, &predicates);
    }
    let likes: Vec<_> = arguments.inbox.iter().map(|inbox| inbox.shape.like()).collect();
    let like = tuple(&likes);
    let shown = shown(&written, &generics, &quote!(#plumbing::Like<#like>), &predicates);
    quote!(#takes_all #shown)
}

/// The line of a word, where there is a compiler.
fn line(span: Span) -> Option<usize> {
    proc_macro::is_available().then(|| span.unwrap().line())
}

/// The method that runs the function on an item of its own.
fn call(model: &Model<'_>, item: &TokenStream, body: &TokenStream) -> TokenStream {
    let plumbing = &model.plumbing;
    quote! {
        #[inline(always)]
        fn call(
            &self,
            local_: &mut Self::Local,
            context_: &#plumbing::Context,
            item_: #item,
        ) -> #plumbing::Step<Self::Out> {
            #body
        }
    }
}

fn piper(model: &Model<'_>) -> TokenStream {
    let (header, item) = header(model);
    let (opened, step) = (opened(model, true), scanned(model, step(model)));
    let call = call(model, &item, &quote!(#opened #step));
    quote! {
        #header {
            type Children = ::core::iter::Empty<Self::Out>;
            type Sum = ();
            #call
        }
    }
}

/// A piper that only looks: with an item of its own it does the same.
fn lends(model: &Model<'_>) -> TokenStream {
    let plumbing = &model.plumbing;
    let (header, item) = header(model);
    let (opened, step) = (opened(model, false), scanned(model, step(model)));
    let call = call(model, &item, &quote!(self.call_ref(local_, context_, &item_)));
    quote! {
        #header {
            type Children = ::core::iter::Empty<Self::Out>;
            type Sum = ();
            #call
            #[inline(always)]
            fn call_ref(
                &self,
                local_: &mut Self::Local,
                context_: &#plumbing::Context,
                item_: &#item,
            ) -> #plumbing::Step<Self::Out> {
                #opened
                #step
            }
        }
    }
}

/// What a `scan` does stands within its state.
fn scanned(model: &Model<'_>, body: TokenStream) -> TokenStream {
    if model.form != Form::Scan {
        return body;
    }
    let (plumbing, begin, kept) = (&model.plumbing, begin(model), kept_type(model));
    quote!(#plumbing::scan::<#kept, _>(context_, #begin, |state_| { #body }))
}

/// How what is kept begins.
fn begin(model: &Model<'_>) -> TokenStream {
    let turbofish = model.params.turbofish();
    quote!(begin_ #turbofish)
}

/// An accumulator: how an item comes to it, how two are merged, and what is given of it.
fn folds(model: &Model<'_>) -> TokenStream {
    let Model { name, plumbing, params, .. } = model;
    let (header, item) = header(model);
    let (called, begin, kept) = (called(model), begin(model), kept_type(model));
    let (reduces, lends) = (model.form == Form::Reduce, model.lends());
    let opened = opened(model, !lends);
    let folded = match reduces {
        // The first item is what there is of the sum.
        true => quote! {
            *sum_ = ::core::option::Option::Some(match ::core::option::Option::take(sum_) {
                ::core::option::Option::None => argument0_,
                ::core::option::Option::Some(state_) => #called,
            });
        },
        false => quote! {
            let state_ = ::core::option::Option::get_or_insert_with(sum_, #begin);
            let () = #called;
        },
    };
    let fold = |method: TokenStream, item: &TokenStream, body: TokenStream| {
        quote! {
            #[inline(always)]
            fn #method(
                &self,
                sum_: &mut ::core::option::Option<Self::Sum>,
                local_: &mut Self::Local,
                context_: &#plumbing::Context,
                item_: #item,
            ) -> #plumbing::Step<()> {
                #body
            }
        }
    };
    let body = quote!(#opened #folded #plumbing::Step::Val(()));
    let fold = match lends {
        false => fold(quote!(fold), &item, body),
        true => {
            let own = fold(quote!(fold), &item, quote!(self.fold_ref(sum_, local_, context_, &item_)));
            let lent = fold(quote!(fold_ref), &quote!(&#item), body);
            quote!(#own #lent)
        }
    };
    let merge = match &model.merge {
        _ if reduces => {
            let arguments = model.arguments.roles.iter().map(|role| match role {
                Role::State => quote!(earlier_),
                Role::Inbox(_) => quote!(later_),
                role => passed(model, role),
            });
            let turbofish = params.turbofish();
            Some(quote!(#name #turbofish(#(#arguments),*)))
        }
        Some(merge) => {
            let merge = quote_spanned!(merge.span()=> let merge_: fn(&mut Self::Sum, Self::Sum) = #merge;);
            Some(quote!(let mut earlier_ = earlier_; #merge merge_(&mut earlier_, later_); earlier_))
        }
        None => None,
    };
    let merge = merge.map(|merge| {
        quote! {
            #[inline]
            fn merge(&self, earlier_: Self::Sum, later_: Self::Sum) -> Self::Sum { #merge }
        }
    });
    let total = match reduces {
        true => quote! {
            match sum_ {
                ::core::option::Option::Some(sum_) => #plumbing::Step::Val(sum_),
                ::core::option::Option::None => #plumbing::Step::Gone,
            }
        },
        false => quote!(#plumbing::Step::Val(::core::option::Option::unwrap_or_else(sum_, #begin))),
    };
    let call = call(model, &item, &quote!(#plumbing::not_a_step(item_)));
    let streams = streams_impl(model);
    quote! {
        #header {
            type Children = ::core::iter::Empty<Self::Out>;
            type Sum = #kept;
            #call
            #fold
            #merge
            #[inline]
            fn total(&self, sum_: ::core::option::Option<Self::Sum>) -> #plumbing::Step<Self::Out> { #total }
        }
        #streams
    }
}

/// What it gives outlives the call.
fn streams_impl(model: &Model<'_>) -> TokenStream {
    let (generics, predicates, node) = (model.params.of_node(), model.params.node_predicates(), model.node_type());
    let plumbing = &model.plumbing;
    quote_spanned! {model.returns.span(model.name)=>
        #[automatically_derived]
        impl<#generics> #plumbing::Streams for #node where #predicates {}
    }
}

/// Takes the item apart into one argument for each inbox argument. `owned` tells whether the item is ours.
fn opened(model: &Model<'_>, owned: bool) -> TokenStream {
    let inbox = &model.arguments.inbox;
    let items: Vec<TokenStream> = (0..inbox.len()).map(|i| named("item", i)).collect();
    let pattern = tuple(&items);
    let arguments =
        inbox.iter().zip(&items).enumerate().map(|(i, (inbox, item))| argument(model, inbox, i, item, owned));
    quote!(let #pattern = item_; #(#arguments)*)
}

fn named(what: &str, number: usize) -> TokenStream {
    let name = format_ident!("{what}{number}_");
    quote!(#name)
}

fn argument(model: &Model<'_>, inbox: &Inbox, number: usize, item: &TokenStream, owned: bool) -> TokenStream {
    let plumbing = &model.plumbing;
    let argument = named("argument", number);
    let lent = if owned { quote!(&#item) } else { item.clone() };
    let converted = match &inbox.shape {
        Shape::Value(_) => return quote!(let #argument = #item;),
        Shape::Ref(_) => return quote!(let #argument = #lent;),
        Shape::Look(ty) => quote!(#plumbing::Look::<#ty>::look(#lent)),
        Shape::Turn(ty) => quote!(#plumbing::Turn::<#ty>::turn(#item)),
    };
    quote! {
        let #argument = match #converted {
            ::core::result::Result::Ok(argument_) => argument_,
            ::core::result::Result::Err(cause_) => return #plumbing::Step::Fail(cause_),
        };
    }
}

/// Calls the function; where it is fallible, an error ends the call.
fn called(model: &Model<'_>) -> TokenStream {
    let Model { name, plumbing, params, returns, .. } = model;
    let arguments = model.arguments.roles.iter().map(|role| passed(model, role));
    let turbofish = params.turbofish();
    let mut call = quote!(#name #turbofish(#(#arguments),*));
    if model.awaits {
        call = quote!(#call.await);
    }
    if let Some(written) = returns.written.as_ref().filter(|_| returns.asked) {
        let known = known(written, plumbing);
        call = quote!(::core::convert::identity::<#known>(#call));
    }
    if returns.fallible { tried(plumbing, returns.span(name), &call) } else { call }
}

/// The value of a `Result`, or the end of the call.
fn tried(plumbing: &TokenStream, span: Span, result: &TokenStream) -> TokenStream {
    quote_spanned! {span=>
        match #plumbing::Tried::tried(#result) {
            ::core::result::Result::Ok(value_) => value_,
            ::core::result::Result::Err(error_) => {
                return #plumbing::Step::Fail(<Self as #plumbing::Raises<_>>::raise(error_))
            }
        }
    }
}

fn passed(model: &Model<'_>, role: &Role) -> TokenStream {
    match role {
        Role::State => quote!(state_),
        Role::Inbox(number) => named("argument", *number),
        Role::Param(loan) => lend(loan, &model.arguments),
        Role::Local(number) => {
            let lent = &model.arguments.locals[*number].lent;
            let index = syn::Index::from(*number);
            let mutability = &lent.mutability;
            let kept = quote!(local_.#index);
            quote_spanned!(lent.span()=> &#mutability #kept)
        }
        Role::Context => quote!(context_),
    }
}

/// What the function returned, as a step.
fn step(model: &Model<'_>) -> TokenStream {
    let plumbing = &model.plumbing;
    let called = called(model);
    let span = model.returns.span(model.name);
    match &model.returns.out {
        Out::Value(_) => quote!(#plumbing::Step::Val(#called)),
        Out::Item => {
            let items: Vec<TokenStream> = (0..model.arguments.inbox.len()).map(|i| named("item", i)).collect();
            let item = tuple(&items);
            quote_spanned! {span=>
                let kept_: bool = #called;
                if kept_ { #plumbing::Step::Val(#item) } else { #plumbing::Step::Gone }
            }
        }
        Out::Held(_) => quote_spanned! {span=>
            match #plumbing::Perhaps::perhaps(#called) {
                ::core::option::Option::Some(value_) => #plumbing::Step::Val(value_),
                ::core::option::Option::None => #plumbing::Step::Gone,
            }
        },
        Out::Children(_) | Out::Total => quote!(#plumbing::Step::Val(#called)),
    }
}

/// Whether the children outlive the call.
fn streams(model: &Model<'_>, children: &Children) -> bool {
    let arguments = &model.arguments;
    let borrowed = arguments.roles.iter().any(|role| match role {
        Role::Inbox(number) => arguments.inbox[*number].shape.looks(),
        Role::Param(loan) => loan.lends,
        Role::State | Role::Local(_) | Role::Context => true,
    });
    !children.borrows && (children.named.is_some() || !borrowed)
}

/// One child as an item, as the body of a function of `child_`.
fn settle(model: &Model<'_>, children: &Children) -> TokenStream {
    let plumbing = &model.plumbing;
    let child = match children.fallible {
        true => tried(plumbing, model.returns.span(model.name), &quote!(child_)),
        false => quote!(child_),
    };
    quote!(#plumbing::Step::Val(#child))
}

/// As what the children of an item are kept that are streamed, and they themselves.
fn stored(model: &Model<'_>, children: &Children, called: &TokenStream) -> (TokenStream, TokenStream) {
    let (span, child) = (model.returns.span(model.name), &children.child);
    match &children.named {
        Some(named) => (
            quote_spanned!(span=> <#named as ::core::iter::IntoIterator>::IntoIter),
            quote_spanned!(span=> ::core::iter::IntoIterator::into_iter(#called)),
        ),
        None => {
            let kept = quote_spanned!(span=> ::std::boxed::Box<dyn ::core::iter::Iterator<Item = #child> + ::core::marker::Send>);
            let value = quote_spanned!(span=> { let open_: #kept = ::std::boxed::Box::new(#called); open_ });
            (kept, value)
        }
    }
}

fn flat_map(model: &Model<'_>, children: &Children) -> TokenStream {
    let plumbing = &model.plumbing;
    let (header, item) = header(model);
    let settle = settle(model, children);
    let (opened, called) = (opened(model, !model.lends()), called(model));
    let child = &children.child;
    let streams = streams(model, children);
    let (stored, value) = stored(model, children, &called);
    let stored = if streams { stored } else { quote!(::core::iter::Empty<#child>) };
    let expand = streams.then(|| {
        let opens = |method: TokenStream, item: &TokenStream, body: TokenStream| {
            quote! {
                #[inline(always)]
                fn #method(
                    &self,
                    local_: &mut Self::Local,
                    context_: &#plumbing::Context,
                    item_: #item,
                ) -> #plumbing::Step<Self::Children> {
                    #body
                }
            }
        };
        let body = scanned(model, quote!(#plumbing::Step::Val(#value)));
        let body = quote!(#opened #body);
        match model.lends() {
            false => opens(quote!(expand), &item, body),
            true => {
                let own = opens(quote!(expand), &item, quote!(self.expand_ref(local_, context_, &item_)));
                let lent = opens(quote!(expand_ref), &quote!(&#item), body);
                quote!(#own #lent)
            }
        }
    });
    let gathers = |method: TokenStream, item: &TokenStream, body: TokenStream| {
        quote! {
            #[inline(always)]
            fn #method(
                &self,
                local_: &mut Self::Local,
                context_: &#plumbing::Context,
                item_: #item,
                limit_: usize,
            ) -> #plumbing::Step<::std::vec::Vec<Self::Out>> {
                #body
            }
        }
    };
    let body = scanned(model, quote!(#plumbing::collect(#called, limit_, |child_: #child| #settle)));
    let body = quote!(#opened #body);
    let gather = match model.lends() {
        false => gathers(quote!(gather), &item, body),
        true => {
            let own = gathers(quote!(gather), &item, quote!(self.gather_ref(local_, context_, &item_, limit_)));
            let lent = gathers(quote!(gather_ref), &quote!(&#item), body);
            quote!(#own #lent)
        }
    };
    let call = call(model, &item, &quote!(#plumbing::not_a_step(item_)));
    let marker = streams.then(|| streams_impl(model));
    quote! {
        #header {
            type Children = #stored;
            type Sum = ();
            #call
            #expand
            #gather
            #[inline(always)]
            fn settle(
                child_: <Self::Children as ::core::iter::Iterator>::Item,
            ) -> #plumbing::Step<Self::Out> {
                #settle
            }
        }
        #marker
    }
}

/// An async piper: its methods make futures, which have all that they use to themselves.
fn tasks(model: &Model<'_>) -> TokenStream {
    let plumbing = &model.plumbing;
    let (header, item) = header(model);
    let call = call(model, &item, &quote!(#plumbing::not_a_step(item_)));
    let (lent, opened) = (lent(model), held(model, &item));
    let task = |method: TokenStream, limit: Option<TokenStream>, out: TokenStream, body: TokenStream| {
        quote! {
            fn #method<Hold_: #plumbing::Hold<#item>>(
                self: ::std::sync::Arc<Self>,
                local_: #plumbing::Lends<Self::Local>,
                context_: #plumbing::Context,
                item_: Hold_,
                #limit
            ) -> #plumbing::Task<#plumbing::Step<#out>> {
                ::std::boxed::Box::pin(async move {
                    let context_ = &context_;
                    #lent
                    #opened
                    #body
                })
            }
        }
    };
    let Out::Children(children) = &model.returns.out else {
        let (task, marker) = (task(quote!(task), None, quote!(Self::Out), step(model)), streams_impl(model));
        return quote! {
            #header {
                type Children = ::core::iter::Empty<Self::Out>;
                type Sum = ();
                #call
                #task
            }
            #marker
        };
    };
    let (settle, called, child) = (settle(model, children), called(model), &children.child);
    let streams = streams(model, children);
    let (stored, value) = stored(model, children, &called);
    let stored = if streams { stored } else { quote!(::core::iter::Empty<#child>) };
    let opens =
        streams.then(|| task(quote!(open_task), None, quote!(Self::Children), quote!(#plumbing::Step::Val(#value))));
    let gathers = task(
        quote!(gather_task),
        Some(quote!(limit_: usize)),
        quote!(::std::vec::Vec<Self::Out>),
        quote!(#plumbing::collect(#called, limit_, |child_: #child| #settle)),
    );
    let marker = streams.then(|| streams_impl(model));
    quote! {
        #header {
            type Children = #stored;
            type Sum = ();
            #call
            #opens
            #gathers
            #[inline(always)]
            fn settle(
                child_: <Self::Children as ::core::iter::Iterator>::Item,
            ) -> #plumbing::Step<Self::Out> {
                #settle
            }
        }
        #marker
    }
}

/// The locals, while a future borrows them.
fn lent(model: &Model<'_>) -> Option<TokenStream> {
    let locals = &model.arguments.locals;
    let exclusive = locals.iter().any(|local| local.lent.mutability.is_some());
    (!locals.is_empty()).then(|| match exclusive {
        true => quote!(let mut lent_ = local_.borrow_mut(); let local_ = &mut *lent_;),
        false => quote!(let lent_ = local_.borrow(); let local_ = &*lent_;),
    })
}

/// The arguments, from what a future holds.
fn held(model: &Model<'_>, item: &TokenStream) -> TokenStream {
    let (plumbing, opened) = (&model.plumbing, opened(model, !model.lends()));
    match model.lends() {
        true => quote!(let item_: &#item = #plumbing::Hold::<#item>::look(&item_); #opened),
        false => quote!(let item_: #item = #plumbing::Hold::<#item>::own(item_); #opened),
    }
}
