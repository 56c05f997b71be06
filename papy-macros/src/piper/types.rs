//! Questions that the tokens of a type can answer.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::visit::{self, Visit};
use syn::{GenericArgument, PathArguments, PathSegment, Type};

use crate::syntax::mentions;

/// The type without invisible groups and parentheses, which types from `macro_rules` have.
pub(super) fn bare(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return ty,
        };
    }
}

/// The last segment of a path type.
pub(super) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match bare(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// The type arguments of the last segment.
pub(super) fn type_arguments(segment: &PathSegment) -> impl Iterator<Item = &Type> {
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        _ => None,
    };
    arguments.into_iter().flatten().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// Whether it is written as this one word.
pub(super) fn is_word(ty: &Type, word: &str) -> bool {
    matches!(bare(ty), Type::Path(path) if path.qself.is_none() && path.path.is_ident(word))
}

/// Whether it is `[u8]`.
pub(super) fn is_byte_slice(ty: &Type) -> bool {
    matches!(bare(ty), Type::Slice(slice) if is_word(&slice.elem, "u8"))
}

/// The type that owns what a reference to `ty` lends.
pub(super) fn owned(ty: &Type) -> TokenStream {
    match bare(ty) {
        Type::Slice(slice) => {
            let elem = &slice.elem;
            quote!(::std::vec::Vec<#elem>)
        }
        _ if is_word(ty, "str") => quote!(::std::string::String),
        _ => quote!(<#ty as ::std::borrow::ToOwned>::Owned),
    }
}

/// Whether knowing `ty` fixes the type parameter: it occurs in it, and not only as the start of a projection.
pub(super) fn fixes(ty: &Type, param: &Ident) -> bool {
    struct Search<'a>(&'a Ident, bool);
    impl<'ast> Visit<'ast> for Search<'_> {
        fn visit_type_path(&mut self, path: &'ast syn::TypePath) {
            if path.qself.is_none() {
                self.1 |= path.path.is_ident(self.0);
                visit::visit_type_path(self, path);
            }
        }
    }
    let mut search = Search(param, false);
    search.visit_type(ty);
    search.1
}

/// The first borrow in a type, where it is not `'static` and not in the signature of a function type.
pub(super) fn borrow(ty: &Type) -> Option<TokenStream> {
    struct Search(Option<TokenStream>);
    impl<'ast> Visit<'ast> for Search {
        fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
            if reference.lifetime.is_none() {
                self.0.get_or_insert(reference.to_token_stream());
            }
            visit::visit_type_reference(self, reference);
        }
        fn visit_lifetime(&mut self, lifetime: &'ast syn::Lifetime) {
            if lifetime.ident != "static" {
                self.0.get_or_insert(lifetime.to_token_stream());
            }
        }
        fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}
        fn visit_parenthesized_generic_arguments(&mut self, _: &'ast syn::ParenthesizedGenericArguments) {}
        fn visit_bound_lifetimes(&mut self, _: &'ast syn::BoundLifetimes) {}
    }
    let mut search = Search(None);
    search.visit_type(ty);
    search.0
}

/// The first `impl Trait` in a type.
pub(super) fn impl_trait(ty: &Type) -> Option<&syn::TypeImplTrait> {
    struct Search<'ast>(Option<&'ast syn::TypeImplTrait>);
    impl<'ast> Visit<'ast> for Search<'ast> {
        fn visit_type_impl_trait(&mut self, ty: &'ast syn::TypeImplTrait) {
            self.0.get_or_insert(ty);
        }
    }
    let mut search = Search(None);
    search.visit_type(ty);
    search.0
}

/// Whether naming the type needs no bounds on its parameters, as far as is known.
pub(super) fn needs_no_bounds(ty: &Type, params: &[&Ident]) -> bool {
    const OPEN: [&str; 12] = [
        "Vec", "Option", "Result", "Box", "Arc", "Rc", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "VecDeque",
        "Reverse",
    ];
    // papy's own. Its last word alone is one that others have too.
    const HANDLE: [&str; 3] = ["io", "handle", "Handle"];
    if !mentions(ty, params.iter().copied()) {
        return true;
    }
    match bare(ty) {
        Type::Reference(reference) => needs_no_bounds(&reference.elem, params),
        Type::Array(array) => needs_no_bounds(&array.elem, params),
        Type::Tuple(tuple) => tuple.elems.iter().all(|elem| needs_no_bounds(elem, params)),
        Type::Path(path) if path.qself.is_none() => {
            if params.iter().any(|param| path.path.is_ident(*param)) {
                return true;
            }
            let Some(last) = path.path.segments.last() else { return false };
            let mut ends = path.path.segments.iter().rev().zip(HANDLE.iter().rev());
            let is_handle = path.path.segments.len() >= HANDLE.len() && ends.all(|(one, other)| one.ident == other);
            (is_handle || OPEN.iter().any(|open| last.ident == open))
                && type_arguments(last).all(|ty| needs_no_bounds(ty, params))
        }
        _ => false,
    }
}
