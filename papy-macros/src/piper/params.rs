//! The generic parameters of a piper: which belong to the node, and which follow from the item.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericParam, Generics, Type, TypeParamBound, WherePredicate};

use super::arguments::Arguments;
use super::faults::Faults;
use super::types::{borrow, fixes};
use crate::syntax::mentions;

/// The generic parameters of one piper.
pub(super) struct Params {
    all: Vec<Param>,
    predicates: Vec<TokenStream>,
    /// Of these, what the user asks of the item.
    bounds: TokenStream,
}

/// One parameter.
struct Param {
    ident: Ident,
    /// The type of a const parameter.
    constant: Option<Type>,
    /// Whether it belongs to the node, and not only to the item.
    of_node: bool,
}

impl Params {
    /// Sorts them, and gathers what must hold of them.
    pub(super) fn read(generics: &Generics, arguments: &Arguments, faults: &mut Faults) -> Params {
        let mut params = Params { all: Vec::new(), predicates: Vec::new(), bounds: TokenStream::new() };
        for param in &generics.params {
            match param {
                GenericParam::Lifetime(param) => {
                    faults.at(&param.lifetime, "a piper cannot have lifetime parameters");
                }
                GenericParam::Const(param) => {
                    let constant = Some(param.ty.clone());
                    params.all.push(Param { ident: param.ident.clone(), constant, of_node: true });
                }
                GenericParam::Type(param) => {
                    let of_node = arguments.fields.iter().any(|field| fixes(&field.written, &param.ident));
                    check_fixed(&param.ident, of_node, arguments, faults);
                    params.all.push(Param { ident: param.ident.clone(), constant: None, of_node });
                }
            }
        }
        params.check_locals(arguments, faults);
        params.predicates = params.users(generics);
        let inferred = params.inferred();
        params.bounds =
            params.predicates.iter().filter(|asked| mentions(*asked, inferred.iter().copied())).cloned().collect();
        params.predicates.extend(params.ours(arguments));
        params
    }

    /// A local is made before any item is seen.
    fn check_locals(&self, arguments: &Arguments, faults: &mut Faults) {
        for param in self.all.iter().filter(|param| !param.of_node) {
            if arguments.locals.iter().any(|local| mentions(&local.owned, [&param.ident])) {
                let ident = &param.ident;
                faults.at(ident, format!("`{ident}` occurs in a local, so it must occur in a parameter too"));
            }
        }
    }

    /// What the user wrote, each bound a predicate of its own.
    fn users(&self, generics: &Generics) -> Vec<TokenStream> {
        let inline = generics.type_params().flat_map(|param| {
            let ident = &param.ident;
            param.bounds.iter().filter(|bound| self.keeps(ident, bound)).map(move |bound| quote!(#ident: #bound))
        });
        let written = generics.where_clause.iter().flat_map(|clause| &clause.predicates).filter_map(|predicate| {
            let WherePredicate::Type(predicate) = predicate else { return None };
            let ident = match &predicate.bounded_ty {
                Type::Path(path) => path.path.get_ident(),
                _ => None,
            };
            let Some(ident) = ident else { return Some(predicate.to_token_stream()) };
            let bounds: Vec<_> = predicate.bounds.iter().filter(|bound| self.keeps(ident, bound)).collect();
            (!bounds.is_empty()).then(|| quote!(#ident: #(#bounds)+*))
        });
        inline.chain(written).collect()
    }

    /// Items have a size, whatever the function could take.
    fn keeps(&self, ident: &Ident, bound: &TypeParamBound) -> bool {
        let maybe = matches!(bound, TypeParamBound::Trait(bound) if bound.maybe.is_some());
        !maybe || self.all.iter().any(|param| param.ident == *ident && param.of_node)
    }

    /// What a node needs: to be sent to workers, to be kept, and to be lent or cloned.
    fn ours(&self, arguments: &Arguments) -> Vec<TokenStream> {
        let types = self.all.iter().filter(|param| param.constant.is_none());
        let mut predicates: Vec<TokenStream> = types
            .map(|Param { ident, of_node, .. }| match of_node {
                true => quote!(#ident: ::core::marker::Send + ::core::marker::Sync + 'static),
                false => quote!(#ident: 'static),
            })
            .collect();
        for field in &arguments.fields {
            if !mentions(&field.owned, self.types()) {
                continue;
            }
            let owned = &field.owned;
            if let (Some(_), Type::Reference(reference)) = (borrow(&field.written), &field.written) {
                let elem = &reference.elem;
                predicates.push(quote!(#elem: ::std::borrow::ToOwned));
                predicates.push(quote!(#owned: ::core::marker::Send + ::core::marker::Sync + 'static));
            } else {
                predicates.push(quote!(#owned: ::core::clone::Clone));
            }
        }
        predicates
    }

    fn types(&self) -> impl Iterator<Item = &Ident> + Clone {
        self.all.iter().filter(|param| param.constant.is_none()).map(|param| &param.ident)
    }

    /// The parameters that follow from the item.
    pub(super) fn inferred(&self) -> Vec<&Ident> {
        self.all.iter().filter(|param| !param.of_node).map(|param| &param.ident).collect()
    }

    /// Declarations of the node's parameters, each with a comma.
    pub(super) fn of_node(&self) -> TokenStream {
        self.all.iter().filter(|param| param.of_node).map(Param::declared).collect()
    }

    /// Declarations of all parameters, each with a comma.
    pub(super) fn declared(&self) -> TokenStream {
        self.all.iter().map(Param::declared).collect()
    }

    /// `<T, K>` behind the node's name.
    pub(super) fn node_arguments(&self) -> TokenStream {
        let idents: Vec<_> = self.all.iter().filter(|param| param.of_node).map(|param| &param.ident).collect();
        if idents.is_empty() { TokenStream::new() } else { quote!(<#(#idents),*>) }
    }

    /// `::<T, K>` behind the function's name.
    pub(super) fn turbofish(&self) -> TokenStream {
        let idents = self.all.iter().map(|param| &param.ident);
        if self.all.is_empty() { TokenStream::new() } else { quote!(::<#(#idents),*>) }
    }

    /// What the user asks of the parameters that follow from the item, if anything.
    pub(super) fn bounds(&self) -> Option<&TokenStream> {
        Some(&self.bounds).filter(|bounds| !bounds.is_empty())
    }

    /// What must hold of the node's parameters, each with a comma.
    pub(super) fn node_predicates(&self) -> TokenStream {
        let inferred = self.inferred();
        let of_node = self.predicates.iter().filter(|predicate| !mentions(*predicate, inferred.iter().copied()));
        quote!(#(#of_node,)*)
    }

    /// What must hold of all parameters, each with a comma.
    pub(super) fn predicates(&self) -> TokenStream {
        let predicates = &self.predicates;
        quote!(#(#predicates,)*)
    }
}

impl Param {
    fn declared(&self) -> TokenStream {
        let ident = &self.ident;
        match &self.constant {
            // An error shows all of it.
            Some(ty) => quote_spanned!(ident.span()=> const #ident: #ty,),
            None => quote!(#ident,),
        }
    }
}

fn check_fixed(ident: &Ident, of_node: bool, arguments: &Arguments, faults: &mut Faults) {
    if !of_node && !arguments.inbox.iter().any(|inbox| fixes(&inbox.written, ident)) {
        faults.at(ident, format!("`{ident}` is not fixed by any argument or parameter"));
    }
}
