//! The names of what is generated, and the tokens that are written again and again.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{GenericParam, Generics, Path, parse_quote};

use crate::model::{Node, Op, OpId, OpKind, Pipe, Pipeline};
use crate::syntax::mentions;

/// A pipeline with the names of what is generated for it.
pub(super) struct Names<'a> {
    pub(super) pipeline: &'a Pipeline,
    /// `::papy::plumbing`; in the anonymous constant, where it is imported, a word.
    pub(super) p: TokenStream,
    /// The same where it must be punctuation with which a place of the user's begins.
    full: TokenStream,
    /// The pipeline's generics, bounded by `'static` and `Send`.
    pub(super) generics: Generics,
    /// A tuple that names every generic parameter.
    pub(super) phantom: TokenStream,
    /// What constants that check types begin with. Nothing, or a value for each generic constant: what holds for all holds for that. What
    /// stands in for types is not known: then there are no such constants.
    pub(super) stand_ins: Option<TokenStream>,
}

impl<'a> Names<'a> {
    pub(super) fn new(pipeline: &'a Pipeline) -> Names<'a> {
        let krate = krate(&pipeline.krate);
        let mut generics = pipeline.generics.clone();
        let types: Vec<Ident> = generics.type_params().map(|param| param.ident.clone()).collect();
        for ty in &types {
            generics
                .make_where_clause()
                .predicates
                .push(parse_quote!(#ty: ::core::marker::Send + ::core::marker::Sync + 'static));
        }
        let p = quote!(#krate::plumbing);
        let mentions = generics.params.iter().filter_map(|param| match param {
            GenericParam::Type(param) => {
                let name = &param.ident;
                Some(quote!(#name))
            }
            GenericParam::Const(param) => {
                let (name, holder) = (&param.ident, holder(&param.ty)?);
                Some(quote!(#p::#holder<#name>))
            }
            GenericParam::Lifetime(_) => None,
        });
        let phantom = quote!((#(#mentions,)*));
        Names { pipeline, full: p.clone(), p, generics, phantom, stand_ins: stand_ins(&pipeline.generics) }
    }

    /// The names within the anonymous constant: what stands there thousands of times is short, which the compiler reads faster.
    pub(super) fn inside(&self) -> Names<'a> {
        let (full, phantom) = (self.full.clone(), self.phantom.clone());
        let stand_ins = self.stand_ins.clone();
        Names { pipeline: self.pipeline, p: quote!(p_), full, generics: self.generics.clone(), phantom, stand_ins }
    }

    /// The same beside the anonymous constant, by a word of the pipeline's own; and what makes it one.
    pub(super) fn beside(&self) -> (Names<'_>, TokenStream) {
        let word = format_ident!("plumbing_of_{}", self.name().unraw(), span = Span::call_site());
        let full = &self.full;
        (Names { p: quote!(#word), ..self.inside() }, quote!(use #full as #word;))
    }

    /// What the anonymous constant begins with.
    pub(super) fn import(&self) -> TokenStream {
        let full = &self.full;
        quote!(use #full as p_;)
    }

    pub(super) fn name(&self) -> &Ident {
        &self.pipeline.name
    }

    fn ident(&self, what: &str) -> Ident {
        format_ident!("{}{what}", self.name().unraw(), span = Span::call_site())
    }

    /// The run.
    pub(super) fn run(&self) -> Ident {
        format_ident!("{}Run", self.name().unraw(), span = self.name().span())
    }

    /// The sources of several inputs.
    pub(super) fn inputs(&self) -> Ident {
        format_ident!("{}Inputs", self.name().unraw(), span = self.name().span())
    }

    /// A pipeline with settings.
    pub(super) fn setup(&self) -> Ident {
        format_ident!("{}Setup", self.name().unraw(), span = self.name().span())
    }

    /// The struct of a stream.
    pub(super) fn stream(&self, op: OpId) -> Ident {
        self.ident(&format!("S{}_", op.0))
    }

    /// The same as a type.
    pub(super) fn stream_of(&self, op: OpId) -> TokenStream {
        let (stream, (_, arguments, _)) = (self.stream(op), self.generics.split_for_impl());
        quote!(#stream #arguments)
    }

    /// The item type of a stream, as it is.
    pub(super) fn item(&self, op: OpId) -> TokenStream {
        let (p, stream) = (&self.p, self.stream_of(op));
        quote!(<#stream as #p::Stream>::Item)
    }

    /// The same for all that is not asked about types: an error type if one of them is wrong.
    pub(super) fn live(&self, op: OpId) -> TokenStream {
        let name = self.live_name(op);
        let (_, arguments, _) = self.generics.split_for_impl();
        quote!(#name #arguments)
    }

    /// The alias of that.
    pub(super) fn live_name(&self, op: OpId) -> Ident {
        self.ident(&format!("I{}_", op.0))
    }

    /// The constant that asks whether all nodes are pipers.
    pub(super) fn pipers(&self) -> Ident {
        format_ident!("pipers_of_{}", self.name().unraw(), span = Span::call_site())
    }

    /// The constant that asks whether all that is used fits.
    pub(super) fn sound(&self) -> Ident {
        format_ident!("pipes_of_{}", self.name().unraw(), span = Span::call_site())
    }

    /// A constant as the only generic argument of a trait, if it is there: of those that check only [`pipers`](Names::pipers) is in every
    /// pipeline.
    pub(super) fn gate(&self, constant: &Ident) -> TokenStream {
        if self.is_open() && *constant != self.pipers() { TokenStream::new() } else { quote!(<{ #constant }>) }
    }

    /// A constant as the last of several.
    pub(super) fn gate_after(&self, constant: &Ident) -> TokenStream {
        if self.is_open() && *constant != self.pipers() { TokenStream::new() } else { quote!(, { #constant }) }
    }

    /// Whether the pipeline is generic over types, so that no constant can check it.
    pub(super) fn is_open(&self) -> bool {
        self.stand_ins.is_none()
    }

    /// Whether a constant can ask about a node: in such a pipeline, if no type parameter is in its path.
    pub(super) fn is_closed(&self, node: &Node) -> bool {
        let types = self.pipeline.generics.type_params().map(|param| &param.ident).collect::<Vec<_>>();
        !self.is_open()
            || self.pipeline.generics.const_params().all(|param| holder(&param.ty).is_some())
                && !mentions(&node.path, types)
    }

    /// What the constant begins with that asks about these: a type that does not matter stands in for each.
    pub(super) fn path_stand_ins(&self) -> TokenStream {
        let params = self.pipeline.generics.params.iter().filter_map(|param| match param {
            GenericParam::Type(param) => {
                let name = &param.ident;
                Some(quote!(#[allow(dead_code)] type #name = ();))
            }
            param => stand_in(param),
        });
        quote!(#(#params)*)
    }

    /// In such a pipeline, the last of several arguments of a requirement: left to the compiler, as `Takes` tells.
    pub(super) fn hole(&self) -> TokenStream {
        if self.is_open() { quote!(, (_,)) } else { TokenStream::new() }
    }

    /// The same as the only one.
    pub(super) fn only_hole(&self) -> TokenStream {
        if self.is_open() { quote!(<(_,)>) } else { TokenStream::new() }
    }

    /// In such a pipeline, what is asked of a pipe, before `::`.
    pub(super) fn takes(&self, from: &Pipe, id: OpId) -> TokenStream {
        let (p, node, item) = (&self.p, self.at(from, &self.live_node(id)), self.live(from.from));
        quote!(<#node as #p::Takes<#item, (_,)>>)
    }

    /// Whether the pipeline has generic parameters.
    pub(super) fn is_generic(&self) -> bool {
        !self.pipeline.generics.params.is_empty()
    }

    /// What stands before an alias: bounds of the pipeline's parameters mean nothing there.
    pub(super) fn unbound(&self) -> Option<TokenStream> {
        self.is_generic().then(|| quote!(#[allow(type_alias_bounds)]))
    }

    /// The node type of an operation, by one alias, at the user's path.
    pub(super) fn node(&self, op: OpId) -> TokenStream {
        let (span, alias) = (self.word(op), self.node_name(op, Span::call_site()));
        let (_, arguments, _) = self.generics.split_for_impl();
        self.between(span, span, &quote!(#alias #arguments))
    }

    /// The same as the path of a struct expression, which must be a word of the user's for the compiler to point at. An editor must
    /// not know it, or it would take it for a second definition of that word.
    pub(super) fn node_path(&self, op: OpId) -> Ident {
        format_ident!("{}P{}_", self.name().unraw(), op.0, span = self.word(op))
    }

    /// Where the user wrote which piper an operation runs.
    fn word(&self, op: OpId) -> Span {
        match &self.op(op).kind {
            OpKind::Node { from, .. } => from.right,
            _ => Span::call_site(),
        }
    }

    /// The alias of that, beside where it is used; only without generics.
    pub(super) fn node_paths(&self) -> TokenStream {
        let aliases = self.known().filter_map(|(id, op)| match &op.kind {
            OpKind::Node { .. } if !self.is_generic() => {
                let (path, alias) = (self.node_path(id), self.node_name(id, Span::call_site()));
                Some(quote! {
                    #[cfg(not(rust_analyzer))]
                    #[allow(non_camel_case_types)]
                    type #path = #alias;
                })
            }
            _ => None,
        });
        quote!(#(#aliases)*)
    }

    /// The alias of that.
    pub(super) fn node_name(&self, op: OpId, span: Span) -> Ident {
        format_ident!("{}N{}_", self.name().unraw(), op.0, span = span)
    }

    /// The same for all that is not asked about types: an error type if one of them is wrong.
    pub(super) fn live_node(&self, op: OpId) -> TokenStream {
        let name = self.live_node_name(op);
        let (_, arguments, _) = self.generics.split_for_impl();
        quote!(#name #arguments)
    }

    /// The alias of that.
    pub(super) fn live_node_name(&self, op: OpId) -> Ident {
        self.ident(&format!("L{}_", op.0))
    }

    /// The graph, before `::`.
    pub(super) fn graph(&self) -> TokenStream {
        let (_, arguments, _) = self.generics.split_for_impl();
        if self.is_generic() { quote!(<Graph_ #arguments>) } else { quote!(Graph_) }
    }

    /// The graph of a stage that is a pipeline.
    pub(super) fn inner_graph(&self, op: OpId) -> TokenStream {
        let (p, node) = (&self.p, self.live_node(op));
        quote!(<#node as #p::Staged>::Graph)
    }

    /// The operations that are pipelines, in order.
    pub(super) fn stages(&self) -> impl Iterator<Item = (OpId, &'a Op)> {
        self.ops().filter(|(_, op)| op.kind.stage().is_some())
    }

    /// A type with the place of a whole pipe: what is wrong with it is told there.
    pub(super) fn at(&self, pipe: &Pipe, ty: &TokenStream) -> TokenStream {
        self.between(pipe.left, pipe.right, ty)
    }

    /// A type that the compiler finds between two of the user's words.
    ///
    /// An error about a type underlines all from its first to its last token. Only punctuation may stand there: an identifier would be
    /// a second target for go-to-definition.
    pub(super) fn between(&self, left: Span, right: Span, ty: &TokenStream) -> TokenStream {
        let (path, close) = (self.begin("Id", left), quote_spanned!(right=> >));
        quote!(#path<#ty #close)
    }

    /// A path of `plumbing` that begins at a word of the user.
    pub(super) fn begin(&self, name: &str, at: Span) -> TokenStream {
        let (p, name) = (&self.full, format_ident!("{name}"));
        begin(&quote!(#p::#name), at)
    }

    /// An alias for a use of a stream that forks.
    pub(super) fn fork_name(&self, what: &str, from: OpId, index: usize) -> Ident {
        self.ident(&format!("{what}{}_{index}_", from.0))
    }

    /// The same as a type.
    pub(super) fn of_fork(&self, what: &str, from: OpId, index: usize) -> TokenStream {
        let name = self.fork_name(what, from, index);
        let (_, arguments, _) = self.generics.split_for_impl();
        quote!(#name #arguments)
    }

    pub(super) fn op(&self, op: OpId) -> &'a Op {
        self.pipeline.op(op)
    }

    /// The functions through which a parameter goes that must reach another process, and from which it comes there. All of each is at the
    /// word: what is wrong is told there, twice in the same words, which the compiler shows once.
    pub(super) fn crossing(&self, method: &str, at: Span) -> TokenStream {
        let method = Ident::new(method, at);
        quote_spanned!(at=> p_::Crosses::#method)
    }

    /// Whether an operation is on an IMap with workers outside of this process.
    pub(super) fn leaves(&self, op: &Op) -> bool {
        op.imap.is_some_and(|imap| !self.pipeline.imaps[imap.0].is_threads())
    }

    /// Whether some part of it may run outside of this process: there is an IMap of such workers, or a stage may have one.
    pub(super) fn ferries(&self) -> bool {
        self.pipeline.imaps.iter().any(|imap| !imap.is_threads()) || self.stages().next().is_some()
    }

    /// Whether a node is not where another process runs the others.
    pub(super) fn stays(&self, op: &Op) -> bool {
        self.ferries() && !self.leaves(op)
    }

    /// What is kept of a node in a graph.
    pub(super) fn kept(&self, graph: &TokenStream, id: OpId) -> TokenStream {
        let (p, field) = (&self.p, of("n", id));
        if self.stays(self.op(id)) { quote!(#p::Home::here(&#graph.#field)) } else { quote!(&#graph.#field) }
    }

    /// All operations.
    pub(super) fn ops(&self) -> impl Iterator<Item = (OpId, &'a Op)> {
        self.pipeline.ops.iter().enumerate().map(|(id, op)| (OpId(id), op))
    }

    /// Operations of which the types are known: all, unless there are faults.
    pub(super) fn known(&self) -> impl Iterator<Item = (OpId, &'a Op)> {
        self.ops().filter(|(id, _)| self.is_known(*id))
    }

    /// Whether the type of a stream is known.
    pub(super) fn is_known(&self, op: OpId) -> bool {
        let op = self.op(op);
        !op.tainted && !matches!(op.kind, OpKind::Hole { .. })
    }

    /// The operations that are pipers, in order.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (OpId, &'a Op)> {
        self.ops().filter(|(_, op)| op.kind.is_node())
    }
}

/// A value for each generic constant, by its name.
fn stand_ins(generics: &Generics) -> Option<TokenStream> {
    if generics.where_clause.is_some() {
        return None;
    }
    generics.params.iter().map(stand_in).collect()
}

fn stand_in(param: &GenericParam) -> Option<TokenStream> {
    let GenericParam::Const(param) = param else { return None };
    let (name, ty) = (&param.ident, &param.ty);
    holder(ty)?;
    let value = match ty.to_token_stream().to_string().as_str() {
        "bool" => quote!(true),
        "char" => quote!('a'),
        // No number that a user would write.
        _ => quote!(113),
    };
    Some(quote!(#[cfg(not(rust_analyzer))] #[allow(dead_code)] const #name: #ty = #value;))
}

/// The marker of `plumbing` that holds a constant of a type: `ConstUsize` for `usize`.
fn holder(ty: &syn::Type) -> Option<Ident> {
    const KNOWN: [&str; 14] =
        ["bool", "char", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];
    let word: String = ty.to_token_stream().to_string();
    // Of a type by another name nothing is held, and what cannot be one is rustc's to tell.
    let (first, rest) = KNOWN.contains(&word.as_str()).then(|| word.split_at(1))?;
    Some(format_ident!("Const{}{rest}", first.to_uppercase(), span = ty.span()))
}

/// A path that begins at a word of the user.
fn begin(path: &TokenStream, at: Span) -> TokenStream {
    let mut path: Vec<TokenTree> = path.clone().into_iter().collect();
    // The two colons, or the first word of a path that has none.
    let first = if matches!(path[0], TokenTree::Punct(_)) { 2 } else { 1 };
    path.iter_mut().take(first).for_each(|token| token.set_span(at));
    path.into_iter().collect()
}

/// The path of the crate. Without a leading `::` of its own it is taken as the user wrote it.
fn krate(path: &Path) -> TokenStream {
    quote!(#path)
}

/// The constant of an operation.
pub(super) fn number(op: OpId) -> TokenStream {
    let number = proc_macro2::Literal::u16_suffixed(u16::try_from(op.0).unwrap_or(u16::MAX));
    quote!(#number)
}

/// `s3` and the like.
pub(super) fn of(what: &str, op: OpId) -> Ident {
    format_ident!("{what}{}_", op.0, span = Span::call_site())
}

/// What a member of a zip leaves of a ticket: `g4_0` and the like.
pub(super) fn carry(op: OpId, index: usize) -> Ident {
    format_ident!("g{}_{index}_", op.0, span = Span::call_site())
}

/// `m4_0` and the like.
pub(super) fn member(op: OpId, index: usize) -> Ident {
    format_ident!("m{}_{index}_", op.0, span = Span::call_site())
}
