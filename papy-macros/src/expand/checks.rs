//! What only types show: asked once, in two constants, at the user's words. All else that is generated uses types that are errors if
//! these constants are, so that one fault is one error.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Lit;
use syn::spanned::Spanned;

use super::assemble::above;
use super::attempts;
use super::fork::{aside, may_share, pipe, pipe_into, uses};
use super::names::{Names, number};
use super::rates;
use super::streams::{declared, made};
use crate::model::{Join, Mark, Member, NodeKind, Op, OpId, OpKind, Options, Pipe, literal_of};

/// The constants.
pub(super) fn checks(names: &Names<'_>) -> TokenStream {
    let (rated, import, inside) = (rates::constants(names), names.import(), names.inside());
    let (all_pipers, closed) = (names.pipers(), pipers(&inside, true));
    let (rates, fits) = (rates::all_asked(&inside), fits(&inside));
    let Some(stand_ins) = &names.stand_ins else {
        let (generics, arguments, bounds) = names.generics.split_for_impl();
        let (sound, phantom) = (names.sound(), &names.phantom);
        // Constants cannot see generics; what they would say is said in a function, beside what follows from it.
        let (stand_ins, open) = (names.path_stand_ins(), pipers(&inside, false));
        return quote! {
            #[doc(hidden)]
            #[allow(non_upper_case_globals, unused_imports, unexpected_cfgs, clippy::all, clippy::pedantic)]
            const #all_pipers: bool = { #import #stand_ins #closed true };
            #[doc(hidden)]
            #[allow(non_camel_case_types, dead_code)]
            struct #sound #generics (::core::marker::PhantomData<fn() -> #phantom>) #bounds;
            #[allow(dead_code, unused_imports, clippy::all, clippy::pedantic)]
            impl #generics #sound #arguments #bounds {
                fn pipers_() { #import #open }
                fn fits_() { #import #rates #fits }
            }
        };
    };
    let sound = names.sound();
    quote! {
        #[doc(hidden)]
        #[allow(non_upper_case_globals, unused_imports, unexpected_cfgs, clippy::all, clippy::pedantic)]
        const #all_pipers: bool = { #import #stand_ins #closed true };
        #rated
        #[doc(hidden)]
        #[allow(non_upper_case_globals, unused_imports, unexpected_cfgs, clippy::all, clippy::pedantic)]
        const #sound: bool = { #import use p_::Single as _; #stand_ins #rates #fits #all_pipers };
    }
}

/// Asks whether every node is a piper of which a constant can ask it, or cannot.
fn pipers(names: &Names<'_>, closed: bool) -> TokenStream {
    let p = &names.p;
    let nodes = names.known().map(|(id, op)| {
        let OpKind::Node { from, node } = &op.kind else { return TokenStream::new() };
        if names.is_closed(node) != closed {
            return TokenStream::new();
        }
        let node = names.between(from.right, from.right, &names.node(id));
        match op.kind.stage() {
            Some(_) => quote!(let () = <#node as #p::IsStage>::OK;),
            None => quote!(let () = <#node as #p::IsPiper>::OK;),
        }
    });
    quote!(#(#nodes)*)
}

/// Asks all else of each operation.
fn fits(names: &Names<'_>) -> TokenStream {
    let asked = names.known().map(|(id, op)| {
        let pipes = pipes(names, id, op);
        let handed = handed(names, id);
        let typed = typed(names, id, op);
        let sent = sent(names, id, op);
        let shared = shared(names, id);
        // Where an item cannot be sent at all nothing is told about shares of it.
        let sent = match (shared.is_empty(), names.is_open()) {
            (true, _) | (false, true) => quote!(#sent #shared),
            (false, false) => quote!({ const can_be_sent: bool = { #sent true }; #shared }),
        };
        quote!(#pipes #handed #typed #sent)
    });
    quote!(#(#asked)*)
}

/// What reads a stream must be able to take it.
fn pipes(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let (p, hole, only_hole) = (&names.p, names.hole(), names.only_hole());
    match &op.kind {
        OpKind::Node { from, node } if node.kind == NodeKind::Pipeline => {
            let (here, item) = (names.at(from, &names.live_node(id)), names.item(from.from));
            quote!(let () = <#here as #p::TakesIn<#item>>::OK;)
        }
        OpKind::Node { from, .. } => {
            let takes = takes(names, id, op, from);
            let end = op.sink.then(|| {
                let goes = goes_nowhere(names, id, from);
                quote!(let () = #goes::OK;)
            });
            quote!(#takes #end)
        }
        OpKind::Merge { members, .. } => {
            let first = names.item(members[0].from);
            let same = members.iter().skip(1).map(|member| {
                let item = names.between(member.span, member.span, &names.item(member.from));
                quote!(let () = <#item as #p::Merges<#first #hole>>::OK;)
            });
            quote!(#(#same)*)
        }
        OpKind::Zip { members, join: Join::Each, .. } => {
            let copied = members.iter().map(|member| {
                let item = names.between(member.span, member.span, &names.item(member.from));
                quote!(let () = <#item as #p::PairsWithEach #only_hole>::OK;)
            });
            quote!(#(#copied)*)
        }
        OpKind::Pass { .. }
        | OpKind::Pack { .. }
        | OpKind::Unroll { .. }
        | OpKind::Output { .. }
        | OpKind::Zip { .. }
        | OpKind::Input(_)
        | OpKind::Hole { .. } => TokenStream::new(),
    }
}

/// What is asked of the items of a flow without an output, before `::`.
pub(super) fn goes_nowhere(names: &Names<'_>, id: OpId, from: &Pipe) -> TokenStream {
    let (p, hole) = (&names.p, names.only_hole());
    let item = names.between(from.right, from.right, &names.item(id));
    quote!(<#item as #p::GoesNowhere #hole>)
}

/// A piper must take the item, on the IMap where it runs; a streamed one must not borrow.
fn takes(names: &Names<'_>, id: OpId, op: &Op, from: &Pipe) -> TokenStream {
    let (p, node, item) = (&names.p, names.live_node(id), names.item(from.from));
    let (here, hole, only_hole) = (names.at(from, &node), names.hole(), names.only_hole());
    let fits = match names.is_open() {
        true => {
            let takes = names.takes(from, id);
            quote!(let () = #takes::OK;)
        }
        false => {
            // The number of items must be the piper's, before their types are looked at.
            let items = quote!({ #p::Spread::<#item>::ITEMS });
            let asked = names.at(from, &quote!(<#node as #p::Asked<{ #p::is_counted::<#node>(#items) }>>::Piper));
            quote! {
                let () = <#here as #p::Counts<#items, <#node as #p::Worded>::Words>>::OK;
                let () = <#asked as #p::Accepts<#item>>::OK;
            }
        }
    };
    let crosses = names.leaves(op).then(|| {
        let (given, stage) = (names.item(id), names.between(from.right, from.right, &node));
        quote! {
            let () = <#here as #p::OnWorkers<#item #hole>>::OK;
            let () = <#stage as #p::Returns<#given #hole>>::OK;
        }
    });
    let streams = op.options.collect.is_none().then(|| {
        let form = names.between(from.right, from.right, &quote!(<#node as #p::Node>::Form));
        quote!(let () = <#form as #p::OutlivesCall<#node #hole>>::OK;)
    });
    let kept = attempts::kept(names, id, op, from);
    let every = op.options.every.as_ref().map(|set| {
        let given = names.between(set.word, set.word, &names.item(id));
        quote!(let () = <#given as #p::GivesRunning #only_hole>::OK;)
    });
    quote!({ #fits #streams #crosses #every #kept })
}

/// Where a stream forks, each use must be able to get its item. All are asked at the second pipe, so that one type is one error.
fn handed(names: &Names<'_>, id: OpId) -> TokenStream {
    let p = &names.p;
    let share = may_share(names, id).then(|| aside(names, id));
    let asked =
        uses(names, id).flat_map(|used| [Some(used.how()), used.how_there()]).flatten().chain(share).map(|how| {
            let feeds = feeds(names, id, &how);
            quote!(let () = #feeds::OK;)
        });
    let asked: Vec<_> = asked.collect();
    if asked.is_empty() || names.is_open() || names.op(id).kind.is_node() {
        return quote!(#(#asked)*);
    }
    let text = format!("{} feeds several pipes, so its item type `{{I}}` must implement `Clone`", called(names, id));
    quote! {{
        #[diagnostic::on_unimplemented(
            message = #text,
            label = "needs a copy of the item",
            note = "derive `Clone`, wrap the item in `Arc`, or let all but the last piper take it by `&`"
        )]
        trait IsFed<I> { const OK: () = (); }
        #[diagnostic::do_not_recommend]
        impl<I, How: #p::Hand<I>> IsFed<I> for How {}
        #(#asked)*
    }}
}

/// What is asked of the item of a stream that forks, where it is handed over in this way, before `::`.
pub(super) fn feeds(names: &Names<'_>, id: OpId, how: &TokenStream) -> TokenStream {
    let (p, item) = (&names.p, names.item(id));
    let second = uses(names, id).nth(1).map(pipe);
    let at = |ty: &TokenStream| second.map_or_else(|| ty.clone(), |second| names.at(&second, ty));
    match (names.op(id).kind.is_node(), names.is_open()) {
        (true, open) => {
            let (node, open) = (at(&names.live_node(id)), open.then(|| quote!(, (_,))));
            quote!(<#node as #p::Feeds<#item, #how #open>>)
        }
        (false, true) => {
            let how = at(how);
            quote!(<#how as #p::IsFed<#item, (_,)>>)
        }
        (false, false) => {
            let how = at(how);
            quote!(<#how as IsFed<#item>>)
        }
    }
}

/// A stream that no piper makes, as a user would call it.
fn called(names: &Names<'_>, id: OpId) -> String {
    let op = names.op(id);
    let word = match &op.kind {
        OpKind::Pass { from } if op.stream.is_none() => return called(names, from.from),
        OpKind::Input(_) => "input",
        OpKind::Zip { .. } if op.stream.is_none() => return format!("this zip of {}", listed(names, op)),
        OpKind::Merge { .. } if op.stream.is_none() => return format!("this merge of {}", listed(names, op)),
        OpKind::Zip { .. } => "zip",
        OpKind::Merge { .. } => "merge",
        _ => "stream",
    };
    format!("{word} `{}`", label(names, id))
}

fn listed(names: &Names<'_>, op: &Op) -> String {
    let members: Vec<String> = op.kind.reads().into_iter().map(|it| format!("`{}`", label(names, it))).collect();
    members.join(", ")
}

/// A written type must be the stream's.
fn typed(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    if names.is_open() {
        return carries(names, id, op).map(|carries| quote!(let () = #carries::OK;)).unwrap_or_default();
    }
    let named = |ty: &syn::Type, made: &TokenStream, name: &syn::Ident| {
        let text = format!("stream `{name}` carries `{{Made}}`, not `{{Self}}`");
        let written = names.between(ty.span(), ty.span(), &quote!(#ty));
        quote! {{
            #[diagnostic::on_unimplemented(message = #text, label = "the stream carries `{Made}`")]
            trait Carries<Made> { const OK: () = (); }
            impl<Made> Carries<Made> for Made {}
            let () = <#written as Carries<#made>>::OK;
        }}
    };
    match (&op.kind, &op.declared, &op.stream) {
        (OpKind::Input(_), ..) => TokenStream::new(),
        (OpKind::Output { from, output }, ..) => {
            let output = &names.pipeline.outputs[output.0];
            match &output.ty {
                Some(ty) if !is_told(names, from.from, ty) => named(ty, &names.item(from.from), &output.name),
                _ => TokenStream::new(),
            }
        }
        (_, Some(ty), Some(name)) => named(ty, &made(names, id, op), name),
        _ => TokenStream::new(),
    }
}

/// What is asked of a written type in a pipeline that is generic over types, before `::`.
pub(super) fn carries(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let ty = declared(names, op).filter(|_| names.is_open() && !matches!(op.kind, OpKind::Input(_)))?;
    let (p, made) = (&names.p, made(names, id, op));
    let written = names.between(ty.span(), ty.span(), &quote!(#ty));
    Some(quote!(<#written as #p::Bears<#made, (_,)>>))
}

/// Whether a type, written for an output, is that of the stream itself, where it is told.
fn is_told(names: &Names<'_>, from: OpId, ty: &syn::Type) -> bool {
    names.op(from).declared.as_ref().is_some_and(|told| same_place(told, ty))
}

fn same_place(one: &syn::Type, other: &syn::Type) -> bool {
    format!("{:?}", one.span()) == format!("{:?}", other.span())
}

/// Items go from one thread to another. Asked once for each stream, where it is first read.
fn sent(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let (p, item, hole, only_hole) = (&names.p, names.item(id), names.hole(), names.only_hole());
    let Some(user) = op.uses.iter().copied().find(|user| names.is_known(*user)) else { return TokenStream::new() };
    let pipe = pipe_into(names, id, user, 0);
    let reader = names.op(user);
    match &reader.kind {
        // The same items are asked for at the next stage.
        OpKind::Pass { .. } => TokenStream::new(),
        // Asked for with all else that workers need.
        OpKind::Node { .. } if reader.kind.is_node() && names.leaves(reader) => TokenStream::new(),
        OpKind::Node { .. } if reader.kind.is_node() && reader.imap.is_some() => {
            let node = names.at(&pipe, &names.live_node(user));
            quote!(let () = <#node as #p::OnThreads<#item #hole>>::OK;)
        }
        _ => {
            let item = names.at(&pipe, &item);
            quote!(let () = <#item as #p::Sent #only_hole>::OK;)
        }
    }
}

/// Several parts that look at one item share it. Only the second of them asks, so that one type is one error.
fn shared(names: &Names<'_>, id: OpId) -> TokenStream {
    if !may_share(names, id) {
        return TokenStream::new();
    }
    let (p, item) = (&names.p, names.item(id));
    let sent = if names.is_open() { quote!(, true, (_,)) } else { quote!(, { can_be_sent }) };
    let asked = uses(names, id).skip(1).filter(|used| used.is_node()).map(|used| {
        let node = names.at(&pipe(used), &names.live_node(used.user()));
        let (before, kind) = (used.before(), used.kind_alias());
        quote!(let () = <#node as #p::LooksAt<#item, <#before as #p::Next<#kind>>::Look #sent>>::OK;)
    });
    quote!(#(#asked)*)
}

/// A refusal that the compiler finds between two of the user's words.
pub(super) fn refuse(names: &Names<'_>, left: Span, right: Span, arguments: &TokenStream) -> TokenStream {
    let start = names.begin("refuse", left);
    let mut arguments = proc_macro2::Group::new(proc_macro2::Delimiter::Parenthesis, arguments.clone());
    arguments.set_span(right);
    quote!(#start #arguments)
}

/// Branches of zips that can be out of step, marks and options that mean nothing: a constant each, inside of the graph's.
///
/// Of a generic pipeline this is known only for given parameters: there they are a constant of the pipeline, which `start` names, and
/// `papy::check!`.
pub(super) fn zips(names: &Names<'_>) -> TokenStream {
    let zips = names.ops().filter_map(|(id, op)| match &op.kind {
        OpKind::Zip { members, same_fork: Some(fork), join, .. } => Some((id, members, *fork, *join)),
        _ => None,
    });
    let steps = zips.flat_map(|(id, members, fork, join)| {
        let alone = members.iter().enumerate().map(|(index, it)| step(names, id, fork, index, it, join));
        let pairs = (join == Join::Exact).then(|| rates::steps(names, id, members, fork));
        alone.chain(pairs.into_iter().flatten()).collect::<Vec<_>>()
    });
    let asked = steps
        .chain(names.ops().filter_map(|(id, op)| many_only(names, id, op)))
        .chain(names.nodes().filter_map(|(id, op)| attempts::irrevocable(names, id, op)))
        .chain(names.nodes().filter_map(|(id, op)| attempts::unstoppable(names, id, op)))
        .chain(names.ops().filter_map(|(id, op)| awaited_only(names, id, op)))
        .chain(names.ops().filter_map(|(id, op)| fold_only(names, id, op)))
        .chain(names.nodes().filter_map(|(id, op)| stays(names, id, op)))
        .chain(names.stages().filter_map(|(id, op)| placed_twice(names, id, op)))
        .chain(names.stages().filter_map(|(id, op)| stays_within(names, id, op)))
        .chain(names.ops().filter_map(|(_, op)| unordered_pairs(names, op)))
        .chain(names.stages().map(|(id, _)| {
            let stage = names.live_node(id);
            quote!(let () = <#stage>::CHECKED;)
        }))
        .chain(names.ops().filter_map(|(id, op)| rates::numbers(names, id, op)));
    if !names.is_generic() {
        let checked = checked(names, &TokenStream::new());
        return quote!(#(const _: () = { #asked };)* #checked);
    }
    checked(names, &quote!(#({ #asked })*))
}

/// The constant that `papy::check!` names. The compiler shows its name.
pub(super) fn checked(names: &Names<'_>, asked: &TokenStream) -> TokenStream {
    let name = names.name();
    let (generics, arguments, bounds) = match names.is_generic() {
        true => names.generics.split_for_impl(),
        false => names.pipeline.generics.split_for_impl(),
    };
    quote! {
        impl #generics #name #arguments #bounds {
            #[doc(hidden)]
            #[allow(dead_code, unreachable_pub, missing_docs, clippy::all, clippy::pedantic)]
            pub const CHECKED: () = { #asked };
        }
    }
}

/// `on` behind a pipeline that has IMaps of its own.
fn placed_twice(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let stage = op.kind.stage()?;
    let (_, on) = stage.on?;
    let (p, node) = (&names.p, names.node(id));
    let refuse = refuse(
        names,
        on,
        on,
        &quote!("this pipeline has imaps of its own: remove `on`, and give them one here, as in `[pool = cpu]`"),
    );
    Some(quote!(if <#node as #p::Staged>::INNER.imaps > 0 { #refuse }))
}

/// Streams that pair by position behind a stage whose items go on as they finish.
fn unordered_pairs(names: &Names<'_>, op: &Op) -> Option<TokenStream> {
    let OpKind::Zip { members, same_fork: None, .. } = &op.kind else { return None };
    let p = &names.p;
    let asked = members.iter().flat_map(|member| {
        let stages = above(names, member.from, |_| true).into_iter();
        stages.filter_map(|id| Some((id, names.op(id).kind.stage()?))).map(|(id, stage)| {
            let (node, stage) = (names.node(id), stage.path.segments.last().map(|last| last.ident.to_string()));
            let text = format!(
                "this stream is unordered by `{}`, and streams of different inputs pair by position: \
                 remove `unordered` there, or run two pipelines",
                stage.unwrap_or_default()
            );
            let refuse = refuse(names, member.span, member.span, &quote!(#text));
            quote!(if <#node as #p::Staged>::INNER.unordered { #refuse })
        })
    });
    Some(quote!(#(#asked)*))
}

/// `slice` and `collect` on a stage that does not multiply. In a group it is enough if one node does.
fn many_only(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let Options { slice, collect, .. } = &op.options;
    let (word, set) = slice.as_ref().map(|set| ("slice", set)).or(collect.as_ref().map(|set| ("collect", set)))?;
    if op.group.is_some() || !op.kind.is_node() {
        return None;
    }
    let (p, node) = (&names.p, names.node(id));
    let text = format!("`{word}` is for a `flat_map`: remove it");
    let refuse = refuse(names, set.word, set.word, &quote!(#text));
    Some(quote!(if !<#node as #p::Node>::FACTS.multiplies() { #refuse }))
}

/// `in_flight` on a stage that is not async, or whose futures change what they share. In a group it is enough if one node is async.
fn awaited_only(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let set = op.options.in_flight.as_ref().filter(|_| op.kind.is_node())?;
    let (p, node) = (&names.p, names.node(id));
    let refuse = |text: &str| refuse(names, set.word, set.word, &quote!(#text));
    let sync = op.group.is_none().then(|| {
        let refuse = refuse("`in_flight` is for an async piper: remove it");
        quote!(if !<#node as #p::Node>::FACTS.awaits { #refuse })
    });
    let one = matches!(literal_of(&set.value), Some(Lit::Int(int)) if int.base10_digits() == "1");
    let several = (!one).then(|| {
        let refuse = refuse("this piper has a `&mut` local, so it has one future at a time: remove `in_flight`");
        quote!(if <#node as #p::Node>::FACTS.awaits && <#node as #p::Node>::FACTS.exclusive { #refuse })
    });
    Some(quote!(#sync #several))
}

/// `every` on a stage that does not fold. In a group it is enough if one node does.
fn fold_only(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let every = op.options.every.as_ref().filter(|_| op.group.is_none() && op.kind.is_node())?;
    let (p, node) = (&names.p, names.node(id));
    let text = "`every` gives running results of a `fold`: remove it";
    let refuse = refuse(names, every.word, every.word, &quote!(#text));
    Some(quote!(if !::core::matches!(<#node as #p::Node>::FACTS.kind, #p::Kind::Fold(_)) { #refuse }))
}

/// What keeps something from item to item is not where its items go to other processes.
fn stays(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let (OpKind::Node { from, .. }, true) = (&op.kind, names.leaves(op)) else { return None };
    let imap = &names.pipeline.imaps[op.imap?.0].name;
    let (p, node) = (&names.p, names.node(id));
    let text = |what: &str, way: &str| {
        let text = format!(
            "{what} is kept in this process, and `{imap}` has workers in others: {way}put it on an imap of `threads`, or on none"
        );
        refuse(names, from.right, from.right, &quote!(#text))
    };
    let scan = text("the state of a `scan`", "");
    let fold = text("the accumulator of a `fold` without `merge`", "write `merge = f`, or ");
    let running = text("the accumulator of a `fold` with `every`", "");
    let every = op.options.every.is_some();
    Some(quote! {
        let facts: #p::Facts = <#node as #p::Node>::FACTS;
        if facts.scans() { #scan }
        if facts.serial() { #fold }
        if #every && facts.folds() { #running }
    })
}

/// Nor is what a pipeline keeps that is placed there as a stage.
fn stays_within(names: &Names<'_>, id: OpId, op: &Op) -> Option<TokenStream> {
    let (imap, on) = op.kind.stage()?.on?;
    let imap = &names.pipeline.imaps[imap.0];
    if imap.is_threads() {
        return None;
    }
    let (p, node) = (&names.p, names.node(id));
    let text = format!(
        "what a `scan` or a `fold` of this pipeline keeps is kept in this process, and `{}` has workers in others: \
         put the stage on an imap of `threads`, or on none",
        imap.name
    );
    let refuse = refuse(names, on, on, &quote!(#text));
    Some(quote!(if <#node as #p::Staged>::INNER.serial { #refuse }))
}

/// One branch of a zip.
fn step(names: &Names<'_>, id: OpId, fork: OpId, index: usize, it: &Member, join: Join) -> TokenStream {
    let (this, branch) = (number(id), label(names, it.from));
    let refuse = |text: String| {
        let span = it.mark_span.unwrap_or(it.span);
        refuse(names, span, span, &quote!(#text))
    };
    let several = refuse(format!(
        "a batch of `{branch}` has items of several keys of this zip: pair it only with what is packed alike, or pack before the fork"
    ));
    let asked = match it.mark {
        Mark::Plain if join == Join::Each => quote!(if effect.spans() { #several }),
        Mark::Plain => {
            let many = refuse(format!(
                "`{branch}` can give several items for a key of this zip: write `{branch}*` for their `Vec`, or `[join = each]`"
            ));
            let drops = refuse(format!(
                "`{branch}` can drop items, and this zip needs one for each key: write `{branch}?` for an `Option`, \
                 or `[join = inner]` to drop the key"
            ));
            let inner = join == Join::Inner;
            let uneven = rates::uneven(names, fork, it.from);
            let dropped = rates::dropped(names, id, fork, (index, it.from));
            quote! {
                #uneven
                if effect.strays() || #inner && effect.spans() { #several }
                if effect.multiplies() || #inner && effect.is_fast() { #many }
                if effect.drops() && !#inner { #drops }
                #dropped
            }
        }
        mark => {
            let star = mark == Mark::Star;
            let word = if star { "*" } else { "?" };
            let idle = refuse(format!("`{branch}` gives one item for each key here: remove the `{word}`"));
            let many = refuse(format!("`{branch}` can give several items for a key of this zip: write `{branch}*`"));
            let fast = refuse(format!(
                "the other streams of this zip have several items for each key, and `{branch}{word}` would go with one of them: \
                 mark them with `*` too"
            ));
            let sparse = refuse(format!(
                "the other streams of this zip have one item for several keys, and `{branch}{word}` would lose those of the others: \
                 pair it before they are packed"
            ));
            quote! {
                let many = effect.multiplies() || effect.is_fast();
                if effect.spans() { #several }
                if many && !#star { #many }
                if !many && !effect.drops() { #idle }
                if beat.items > 1 { #fast }
                if beat.every > 1 && !beat.is_whole() { #sparse }
            }
        }
    };
    let whole = refuse(format!(
        "`{branch}` is made of all items of `{}`, so none of them is its partner: a zip with its own stream needs two pipelines",
        label(names, origin(names, fork))
    ));
    let (_, arguments, _) = names.generics.split_for_impl();
    quote! {
        let (effect, beat) = (<Graph_ #arguments>::PLAN_.effect(#this, #index), <Graph_ #arguments>::PLAN_.beat(#this));
        if <Graph_ #arguments>::PLAN_.has_no_partner(#this, #index) { #whole }
        if !<Graph_ #arguments>::PLAN_.mixes_whole(#this) { #asked }
    }
}

/// The stream that a pass stands for.
fn origin(names: &Names<'_>, id: OpId) -> OpId {
    match &names.op(id).kind {
        OpKind::Pass { from } if names.op(id).stream.is_none() => from.from,
        _ => id,
    }
}

/// How a user would call a stream.
pub(super) fn label(names: &Names<'_>, id: OpId) -> String {
    let op = names.op(id);
    op.stream.as_ref().map_or_else(|| op.node_id.clone(), ToString::to_string)
}
