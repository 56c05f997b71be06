//! What `#[piper]` makes of signatures, and what it says of faulty ones. That expansions compile and run is tested in `tests/piper.rs`.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::*;

mod folds;
mod mutated;

/// The faults of `#[piper(options)] item`, and that it still is the function and, where `stub` says so, the struct.
fn faults(options: TokenStream, item: TokenStream) -> Vec<String> {
    let mut function = syn::parse2::<Function>(item).expect("the sample is a function");
    let node = expand_function(options, &function, &mut Faults::default());
    arguments::strip(&mut function.signature);
    syn::parse2::<syn::File>(quote!(#function #node)).expect("what is emitted is Rust");
    let mut told = Vec::new();
    messages(node, &mut told);
    told
}

/// The texts of `compile_error!`, in the order of the tokens.
fn messages(tokens: TokenStream, told: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "compile_error" => {
                tokens.next();
                if let Some(TokenTree::Group(text)) = tokens.next() {
                    told.push(syn::parse2::<syn::LitStr>(text.stream()).expect("a text").value());
                }
            }
            TokenTree::Group(group) => messages(group.stream(), told),
            _ => {}
        }
    }
}

fn refused(options: TokenStream, item: TokenStream, expected: &[&str]) {
    assert_eq!(faults(options, item), expected);
}

fn accepted(options: TokenStream, item: TokenStream) {
    refused(options, item, &[]);
}

/// Whether the expansion contains this, however it is spaced.
fn contains(options: TokenStream, item: TokenStream, expected: TokenStream) {
    let expansion = expand(options, item).to_string();
    assert!(expansion.contains(&expected.to_string()), "no `{expected}` in `{expansion}`");
}

#[test]
fn function_loses_our_attributes_and_nothing_else() {
    contains(
        quote!(filter),
        quote! {
            /// Keeps.
            #[inline]
            pub(crate) fn grep(line: &[u8], #[local(|p: &str| Regex::new(p))] #[allow(unused)] regex: &Regex) -> bool { true }
        },
        quote! {
            #[doc = r" Keeps."]
            #[inline]
            pub(crate) fn grep(line: &[u8], #[allow(unused)] regex: &Regex) -> bool { true }
            #[doc = r" Keeps."]
            #[allow(non_camel_case_types, dead_code, missing_debug_implementations, unreachable_pub)]
            pub(crate) struct grep<> where { #[doc = "Parameter `p`."] pub p: ::std::string::String, }
        },
    );
}

#[test]
fn paths_follow_the_crate_option() {
    contains(
        quote!(crate = ::other),
        quote!(
            fn f(a: A) {}
        ),
        quote!(impl<> ::other::plumbing::Piper<A> for f),
    );
    contains(
        quote!(crate = crate),
        quote!(
            fn f(a: A) {}
        ),
        quote!(impl<> crate::plumbing::Piper<A> for f),
    );
}

#[test]
fn options_are_checked() {
    refused(
        quote!(filtr),
        quote!(
            fn f(a: &A) {}
        ),
        &["unknown option `filtr`; did you mean `filter`?"],
    );
    refused(
        quote!(map),
        quote!(
            fn f(a: A) {}
        ),
        &["a map needs no word: write `#[piper]`"],
    );
    refused(
        quote!(prodce = 3, filter),
        quote!(
            fn f(a: &A) -> bool {}
        ),
        &["unknown option `prodce`; a piper can be `filter`, `filter_map`, `flat_map`, `scan`, `fold` or `reduce`"],
    );
    refused(
        quote!(filter, flat_map),
        quote!(
            fn f(a: &A) -> bool {}
        ),
        &["a piper has one form: it is `filter` already"],
    );
    refused(
        quote!(fallible, infallible),
        quote!(
            fn f(a: A) -> B {}
        ),
        &["either `fallible` or `infallible`"],
    );
    refused(
        quote!(fallible_items),
        quote!(
            fn f(a: A) -> B {}
        ),
        &["only a `flat_map` has `fallible_items`"],
    );
}

#[test]
fn u31_no_argument() {
    refused(
        quote!(),
        quote!(
            fn f() {}
        ),
        &["a piper needs at least one argument: the incoming item"],
    );
    refused(
        quote!(),
        quote!(
            fn f(#[param] k: u8) {}
        ),
        &["a piper needs at least one argument: the incoming item"],
    );
}

#[test]
fn u32_inbox_cannot_be_changed() {
    let text = "a piper cannot change its item in place: take it by value, or by `&`";
    refused(
        quote!(),
        quote!(
            fn f(a: &mut A) {}
        ),
        &[text],
    );
}

#[test]
fn u33_u34_lifetimes() {
    refused(
        quote!(),
        quote!(
            fn f<'a>(a: A) {}
        ),
        &["a piper cannot have lifetime parameters"],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: Cow<'_, str>) {}
        ),
        &["an item must be `'static`: this borrows"],
    );
    let text = "item types must be `'static`: this borrows from an argument";
    refused(
        quote!(),
        quote!(
            fn f(a: &str) -> &str {}
        ),
        &[text],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: &str) -> Result<Cow<'_, str>, E> {}
        ),
        &[text],
    );
    refused(
        quote!(flat_map),
        quote!(
            fn f(a: &str) -> impl Iterator<Item = &str> {}
        ),
        &[text],
    );
    accepted(
        quote!(),
        quote!(
            fn f(a: &'static str) -> &'static str {}
        ),
    );
    accepted(
        quote!(),
        quote!(
            fn f(a: Box<dyn for<'a> Fn(&'a str) -> &'a str>) -> fn(&str) -> u8 {}
        ),
    );
}

#[test]
fn u35_self_has_no_struct() {
    refused(
        quote!(),
        quote!(
            fn f(&self, a: A) {}
        ),
        &["a piper is a free function"],
    );
    assert!(
        !expand(
            quote!(),
            quote!(
                fn f(&self, a: A) {}
            )
        )
        .to_string()
        .contains("struct")
    );
}

#[test]
fn u36_impl_trait() {
    let text = "write a named type parameter: a piper's arguments name their types";
    refused(
        quote!(),
        quote!(
            fn f(a: impl Display) {}
        ),
        &[text],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: A) -> impl Iterator<Item = B> {}
        ),
        &["a piper must name its output type"],
    );
    refused(
        quote!(flat_map),
        quote!(
            fn f(a: A) -> impl Clone {}
        ),
        &["a piper must name its output type: write `impl Iterator<Item = T>`"],
    );
}

#[test]
fn u37_type_parameter_that_nothing_fixes() {
    refused(
        quote!(),
        quote!(
            fn f<T>(a: A) -> T {}
        ),
        &["`T` is not fixed by any argument or parameter"],
    );
    refused(
        quote!(),
        quote!(
            fn f<T: Tr>(a: T::Item) {}
        ),
        &["`T` is not fixed by any argument or parameter"],
    );
    refused(
        quote!(),
        quote!(
            fn f<T>(a: T, #[local(|| Vec::new())] l: &mut Vec<T>) {}
        ),
        &["`T` occurs in a local, so it must occur in a parameter too"],
    );
    accepted(
        quote!(),
        quote!(
            fn f<T, const K: usize>(a: A, #[param] t: Vec<T>) -> [T; K] {}
        ),
    );
}

#[test]
fn u41_qualifiers() {
    refused(
        quote!(),
        quote!(
            unsafe fn f(a: A) {}
        ),
        &["a piper cannot be `unsafe`"],
    );
    refused(
        quote!(),
        quote!(
            extern "C" fn f(a: A) {}
        ),
        &["a piper cannot be `extern`"],
    );
}

#[test]
fn u42_u43_patterns() {
    accepted(
        quote!(),
        quote!(
            fn f((a, b): (A, B), _: C, #[context] _: &Context, #[local(|| 1)] _: &u8) {}
        ),
    );
    refused(
        quote!(),
        quote!(
            fn f(a: A, #[param] (b, c): (B, C)) {}
        ),
        &["this becomes a field of the node: give it a plain name"],
    );
    let text = "this becomes a field of the node: give it a name without `_` in front";
    refused(
        quote!(),
        quote!(
            fn f(a: A, #[param] _n: B) {}
        ),
        &[text],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: A, #[param] _: B) {}
        ),
        &["this becomes a field of the node: give it a plain name"],
    );
}

#[test]
fn u44_not_a_function() {
    for item in [
        quote!(
            struct S;
        ),
        quote!(impl S {}),
        quote!(
            fn f(a: A);
        ),
        quote!(|a| a),
        quote!(),
    ] {
        let expansion = expand(quote!(), item.clone()).to_string();
        assert!(expansion.starts_with(&item.to_string()), "{expansion}");
        assert!(expansion.contains("`#[piper]` goes on a function"), "{expansion}");
    }
}

#[test]
fn arguments_are_checked() {
    refused(
        quote!(),
        quote!(
            fn f(#[param] k: u8, a: A) {}
        ),
        &["inbox arguments come first; mark this one `#[param]`, `#[local(..)]` or `#[context]`, or move it"],
    );
    refused(
        quote!(),
        quote!(
            fn f(
                a: A,
                #[param]
                #[context]
                k: &K,
            ) {
            }
        ),
        &["an argument is one of `#[param]`, `#[local(..)]` and `#[context]`"],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: A, #[param] k: &mut K) {}
        ),
        &["a parameter cannot be changed: take it by value, or by `&`"],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: A, #[context] k: Context) {}
        ),
        &["the context is lent: take `&Context`"],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: &[f32]) {}
        ),
        &["an item has a size: take `&Vec<f32>`"],
    );
    refused(
        quote!(filter),
        quote!(
            fn f(a: A) -> bool {}
        ),
        &["a filter only looks at its item: take it by `&`"],
    );
    refused(
        quote!(filter),
        quote!(
            fn f(a: &A) {}
        ),
        &["a `filter` returns `bool`"],
    );
}

#[test]
fn locals_are_checked() {
    refused(
        quote!(),
        quote!(
            fn f(a: A, #[local(Regex::new)] l: &L) {}
        ),
        &["a local is made by a closure: `#[local(|pattern: &str| Regex::new(pattern))]`"],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: A, #[local(async || 1)] l: &L) {}
        ),
        &["an `async` closure makes the local of an `async fn`: remove this `async`, or write another before `fn`"],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: A, #[local(|k| k)] l: &L) {}
        ),
        &["this becomes a field of the node: write its type"],
    );
    refused(
        quote!(),
        quote!(
            fn f(a: A, #[local(|| 1)] l: L) {}
        ),
        &["a local is lent to each call: take it by `&` or `&mut`"],
    );
    accepted(
        quote!(),
        quote!(
            fn f(a: A, #[param] k: String, #[local(|k: &str| k.len())] l: &usize) {}
        ),
    );
}

#[test]
fn all_faults_at_once_and_a_stub_with_fields() {
    let item = quote!(
        fn f<'a>(a: &mut A, #[param] k: u8, #[param] _: u8) -> &str {}
    );
    assert_eq!(faults(quote!(nonsense), item.clone()).len(), 5);
    contains(quote!(nonsense), item, quote!(pub k: u8));
}

#[test]
fn names_that_would_hide_others() {
    refused(
        quote!(),
        quote!(
            fn std(a: A) {}
        ),
        &["a piper named `std` would hide `std`: choose another name"],
    );
    refused(
        quote!(),
        quote!(
            fn u8(a: A) {}
        ),
        &["a piper named `u8` would hide `u8`: choose another name"],
    );
    refused(
        quote!(),
        quote!(
            fn Grep(a: A) {}
        ),
        &["a piper's name begins with a small letter: a capital one is a pipeline's"],
    );
    refused(
        quote!(),
        quote!(
            fn regex(a: regex::Regex) {}
        ),
        &["a piper named `regex` would hide the `regex` of its own signature: rename one"],
    );
    accepted(
        quote!(),
        quote!(
            fn r#type(a: ::regex::Regex, #[param] r#fn: u8) {}
        ),
    );
}
