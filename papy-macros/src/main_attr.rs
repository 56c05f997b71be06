//! `#[papy::main]`: from a `main`, async or not, to one that the runtime wraps.
//!
//! The list of pipelines is what workers in other processes can run: there `main` is never called.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{FnArg, Path, Token, Type, parse_quote};

use crate::piper::{Faults, Function};

/// What stands in the parentheses of `#[papy::main(..)]`.
#[derive(Default)]
struct Options {
    pipelines: Vec<Type>,
    krate: Option<Path>,
}

/// Expands `#[papy::main(options)] item`.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut faults = Faults::default();
    let Ok(function) = syn::parse2::<Function>(item.clone()) else {
        faults.at(&item, "`#[papy::main]` goes on `fn main`");
        let faults = faults.into_tokens();
        return quote!(#item #faults);
    };
    let options = faults.take(Options::read.parse2(options)).unwrap_or_default();
    check(&function, &mut faults);
    let expansion = if faults.is_empty() { wrapped(&function, &options) } else { stub(&function) };
    let faults = faults.into_tokens();
    quote!(#expansion #faults)
}

impl Options {
    fn read(input: ParseStream<'_>) -> syn::Result<Options> {
        let mut options = Options::default();
        while !input.is_empty() {
            if input.peek(Token![crate]) && input.peek2(Token![=]) {
                input.parse::<Token![crate]>()?;
                input.parse::<Token![=]>()?;
                options.krate = Some(input.call(Path::parse_mod_style)?);
            } else {
                options.pipelines.push(listed(input.parse()?)?);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(options)
    }
}

/// A pipeline or piper, or a tuple of these.
fn listed(ty: Type) -> syn::Result<Type> {
    match ty {
        Type::Path(_) | Type::Tuple(_) => Ok(ty),
        other => Err(syn::Error::new_spanned(other, "expected a pipeline, a piper, or a tuple of these")),
    }
}

fn check(function: &Function, faults: &mut Faults) {
    let signature = &function.signature;
    if signature.ident != "main" {
        let name = &signature.ident;
        faults.at(name, format!("`#[papy::main]` goes on `main`, not on `{name}`"));
    }
    for argument in &signature.inputs {
        match argument {
            FnArg::Receiver(receiver) => faults.at(receiver, "`main` takes no arguments"),
            FnArg::Typed(argument) => faults.at(argument, "`main` takes no arguments"),
        }
    }
    if !signature.generics.params.is_empty() {
        faults.at(&signature.generics.params, "`main` is not generic");
    }
}

/// `main`, with the user's own inside and handed to the runtime.
fn wrapped(function: &Function, options: &Options) -> TokenStream {
    let Function { attributes, visibility, signature, .. } = function;
    let plumbing = match &options.krate {
        Some(path) => quote!(#path::plumbing),
        None => quote!(::papy::plumbing),
    };
    // A function of its own, and not a block: `return`, `?` and what rustc says of them are as the user wrote them.
    let inner = inner(function);
    let pipelines = &options.pipelines;
    let call = match signature.asyncness {
        Some(_) => quote_spanned!(signature.output.span()=> #plumbing::main_async::<(#(#pipelines,)*), _>(main_)),
        None => quote_spanned!(signature.output.span()=> #plumbing::main_blocking::<(#(#pipelines,)*), _>(main_)),
    };
    // The exit code says it all: what `main` returned would be printed once more, as `Debug`.
    let mut outer = signature.clone();
    outer.asyncness = None;
    outer.output = parse_quote!(-> ::std::process::ExitCode);
    quote! {
        #(#attributes)*
        #visibility #outer {
            #inner
            #call
        }
    }
}

fn inner(function: &Function) -> TokenStream {
    let Function { signature, body, .. } = function;
    let mut signature = signature.clone();
    signature.ident = Ident::new("main_", signature.ident.span());
    quote!(#signature #body)
}

/// What rustc accepts whatever is wrong, so that only our faults are shown.
fn stub(function: &Function) -> TokenStream {
    if function.signature.ident != "main" {
        return function.to_token_stream();
    }
    let inner = inner(function);
    quote!(fn main() { #[allow(dead_code)] #inner })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(options: TokenStream, item: TokenStream, expected: TokenStream) {
        assert_eq!(expand(options, item).to_string(), expected.to_string());
    }

    #[test]
    fn async_main_keeps_its_attributes_and_its_own_type_inside() {
        check(
            quote!(),
            quote!(
                #[allow(unused)]
                async fn main() -> papy::Result<()> {
                    work().await
                }
            ),
            quote! {
                #[allow(unused)]
                fn main() -> ::std::process::ExitCode {
                    async fn main_() -> papy::Result<()> { work().await }
                    ::papy::plumbing::main_async::<(), _>(main_)
                }
            },
        );
    }

    #[test]
    fn listed_pipelines_are_types() {
        check(
            quote!(Grep, (Count<21>, other::Pipelines), crate = ::other),
            quote!(
                fn main() {}
            ),
            quote! {
                fn main() -> ::std::process::ExitCode {
                    fn main_() {}
                    ::other::plumbing::main_blocking::<(Grep, (Count<21>, other::Pipelines),), _>(main_)
                }
            },
        );
    }

    #[test]
    fn other_functions_and_arguments_are_refused() {
        let faulty = expand(
            quote!(),
            quote!(
                fn start() {}
            ),
        )
        .to_string();
        assert!(faulty.contains("`#[papy::main]` goes on `main`, not on `start`"), "{faulty}");
        let faulty = expand(
            quote!(),
            quote!(
                async fn main(a: u8) {}
            ),
        )
        .to_string();
        assert!(faulty.starts_with("fn main () {") && faulty.contains("`main` takes no arguments"), "{faulty}");
        let faulty = expand(
            quote!(&Grep),
            quote!(
                fn main() {}
            ),
        )
        .to_string();
        assert!(faulty.contains("expected a pipeline, a piper, or a tuple of these"), "{faulty}");
        let faulty = expand(
            quote!(),
            quote!(
                struct Main;
            ),
        )
        .to_string();
        assert!(faulty.starts_with("struct Main ;"), "{faulty}");
    }
}
