//! The graph as data: what is written beside each operation of the table, and the constant that users ask.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ext::IdentExt;

use super::names::{Names, number};
use crate::model::{Imap, Mark, Op, OpId, OpKind, Opt, Options, Workers};

/// `GRAPH` of the pipeline's struct. Nothing is made of it where nobody asks.
pub(super) fn data(names: &Names<'_>) -> TokenStream {
    let (p, name) = (&names.p, names.name());
    let (generics, arguments, bounds) = names.generics.split_for_impl();
    let ops = names.ops().map(|(id, op)| row(names, id, op));
    let imaps = names.pipeline.imaps.iter().map(|it| imap(p, it));
    quote! {
        #[allow(dead_code)]
        impl #generics #name #arguments #bounds {
            /// The graph as data: what is printed of it is a picture.
            pub const GRAPH: #p::graph::Graph =
                #p::graph::Graph {
                    info: <Graph_ #arguments as #p::Graph>::INFO, texts: &[#(#ops)*], imaps: &[#(#imaps)*],
                };
        }
    }
}

/// `GRAPH` of a pipeline with faults: what is done with it tells nothing new.
pub(super) fn unknown(names: &Names<'_>) -> TokenStream {
    let p = &names.p;
    quote!(pub const GRAPH: #p::graph::Graph = #p::graph::Graph::UNKNOWN;)
}

fn row(names: &Names<'_>, id: OpId, op: &Op) -> TokenStream {
    let (p, item) = (&names.p, names.live(id));
    let group = op.group.map(|group| number(OpId(group as usize))).map(|group| quote!(.within(#group)));
    let marks: Vec<&str> = match &op.kind {
        OpKind::Zip { members, .. } => members.iter().map(|member| mark(member.mark)).collect(),
        _ => Vec::new(),
    };
    let marks = marks.iter().any(|mark| !mark.is_empty()).then(|| quote!(.marked(&[#(#marks),*])));
    let options = (!op.options.texts.is_empty()).then(|| options(&op.options)).map(|options| quote!(.with(#options)));
    let stage = op.kind.stage().map(|stage| {
        let (node, imaps) = (names.live_node(id), &names.pipeline.imaps);
        let on = stage.on.map_or(quote!(#p::NONE), |(imap, _)| number(OpId(imap.0)));
        let given = stage.imaps.iter().map(|(name, imap)| {
            let (name, imap) = (name.unraw().to_string(), imaps[imap.0].name.unraw().to_string());
            quote!((#name, #imap))
        });
        quote!(.staged(#p::StageText { graph: || <#node>::GRAPH, imaps: &[#(#given),*], on: #on }))
    });
    quote!(#p::OpText::of(::core::any::type_name::<#item>) #group #marks #options #stage,)
}

/// As the user writes it.
pub(super) fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "",
        Mark::Question => "?",
        Mark::Star => "*",
    }
}

fn imap(p: &TokenStream, imap: &Imap) -> TokenStream {
    let (name, options) = (imap.name.unraw().to_string(), options(&imap.options));
    let workers = match &imap.workers {
        Workers::Terms(terms) => {
            let terms: Vec<String> =
                terms.iter().map(|term| format!("{}({})", term.kind, term.value.to_token_stream())).collect();
            terms.join(" + ")
        }
        Workers::Given(kind) => kind.to_string(),
        Workers::Unread => String::new(),
    };
    quote!(#p::ImapText { name: #name, workers: #workers, options: #options },)
}

fn options(options: &Options) -> TokenStream {
    let options = options.texts.iter().map(|Opt { name, value }| {
        let (name, value) = (name.to_string(), value.to_token_stream().to_string());
        quote!((#name, #value))
    });
    quote!(&[#(#options),*])
}
