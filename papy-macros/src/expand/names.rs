//! The names of what is generated, and the tokens that are written again and again.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{GenericParam, Generics, Path, parse_quote};

use crate::model::{Op, OpId, OpKind, Pipe, Pipeline};

/// A pipeline with the names of what is generated for it.
pub(super) struct Names<'a> {
    pub(super) pipeline: &'a Pipeline,
    /// `::papy::plumbing`
    pub(super) p: TokenStream,
    /// The pipeline's generics, bounded by `'static` and `Send`.
    pub(super) generics: Generics,
    /// A tuple that names every generic parameter.
    pub(super) phantom: TokenStream,
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
        let mentions = generics.params.iter().filter_map(|param| match param {
            GenericParam::Type(param) => {
                let name = &param.ident;
                Some(quote!(#name))
            }
            GenericParam::Const(param) => {
                let name = &param.ident;
                Some(quote!([(); { #name as usize }]))
            }
            GenericParam::Lifetime(_) => None,
        });
        let phantom = quote!((#(#mentions,)*));
        Names { pipeline, p: quote!(#krate::plumbing), generics, phantom }
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

    /// The item type of a stream.
    pub(super) fn item(&self, op: OpId) -> TokenStream {
        let (p, stream) = (&self.p, self.stream(op));
        let (_, arguments, _) = self.generics.split_for_impl();
        quote!(<#stream #arguments as #p::Stream>::Item)
    }

    /// The node type of an operation, by one alias, with the span of the user's path.
    pub(super) fn node(&self, op: OpId) -> TokenStream {
        let span = match &self.op(op).kind {
            OpKind::Node { from, .. } => from.right,
            _ => Span::call_site(),
        };
        let alias = format_ident!("{}N{}_", self.name().unraw(), op.0, span = span);
        let (_, arguments, _) = self.generics.split_for_impl();
        quote!(#alias #arguments)
    }

    /// A type with the place of a whole pipe: what is wrong with it is told there.
    pub(super) fn at(&self, pipe: &Pipe, ty: &TokenStream) -> TokenStream {
        // The two ends are underlined, and all between, when the first and last token stand there. Only punctuation may:
        // an identifier would be a second target for go-to-definition.
        let p = &self.p;
        let left = quote_spanned!(pipe.left=> <);
        let right = quote_spanned!(pipe.right=> >);
        let id = quote!(#p::Id);
        quote!(#id #left #ty #right)
    }

    pub(super) fn op(&self, op: OpId) -> &'a Op {
        self.pipeline.op(op)
    }

    /// All operations.
    pub(super) fn ops(&self) -> impl Iterator<Item = (OpId, &'a Op)> {
        self.pipeline.ops.iter().enumerate().map(|(id, op)| (OpId(id), op))
    }

    /// Operations that read one stream and may lead a part.
    pub(super) fn steps(&self) -> impl Iterator<Item = (OpId, &'a Op, &'a Pipe)> {
        self.ops().filter_map(|(id, op)| match &op.kind {
            OpKind::Node { from, .. } | OpKind::Pass { from } => Some((id, op, from)),
            _ => None,
        })
    }
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

/// `m4_0` and the like.
pub(super) fn member(op: OpId, index: usize) -> Ident {
    format_ident!("m{}_{index}_", op.0, span = Span::call_site())
}
