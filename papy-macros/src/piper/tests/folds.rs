//! Scans, folds, reduces: what is kept from item to item.

use quote::quote;

use super::{accepted, contains, refused};

#[test]
fn what_a_scan_gives_is_seen_from_its_type() {
    for (returns, gives) in [
        (quote!(), quote!(Scan)),
        (quote!(-> (u64, T)), quote!(Scan)),
        (quote!(-> Option<T>), quote!(ScanSome)),
        (quote!(-> Result<Option<T>, E>), quote!(ScanSome)),
        (quote!(-> std::vec::Vec<T>), quote!(ScanMany)),
        (quote!(-> Result<T, E>), quote!(Scan)),
    ] {
        contains(quote!(scan), quote!(fn f(s: &mut S, a: A) #returns {}), quote!(Kind::#gives,));
    }
}

#[test]
fn how_a_fold_may_run_follows_from_its_options() {
    let fold = quote!(
        fn f(all: &mut S, a: A) {}
    );
    for (options, way) in [
        (quote!(fold), quote!(Sequence)),
        (quote!(fold, merge = join), quote!(Merged)),
        (quote!(commutative, merge = join::<S>, fold), quote!(Commutative)),
    ] {
        contains(options, fold.clone(), quote!(Kind::Fold(::papy::plumbing::Way::#way)));
    }
    accepted(
        quote!(fold),
        quote!(
            fn f(all: &mut S, a: &A, b: String, #[param] p: &str, #[context] c: &Context) -> io::Result<()> {}
        ),
    );
    accepted(
        quote!(reduce),
        quote!(
            fn f(a: Vec<T>, b: Vec<T>, #[param] p: u8) -> Vec<T> {}
        ),
    );
}

#[test]
fn what_is_kept_comes_first_and_can_be_changed() {
    for (options, function, text) in [
        (
            quote!(scan),
            quote!(
                fn f(s: S, a: A) -> T {}
            ),
            "a `scan` changes its state, the first argument: take `&mut S`",
        ),
        (
            quote!(fold),
            quote!(
                fn f(s: &S, a: A) {}
            ),
            "a `fold` changes its accumulator, the first argument: take `&mut S`",
        ),
        (
            quote!(fold),
            quote!(
                fn f(s: &mut [u8], a: A) {}
            ),
            "what is kept from item to item has a size: take what owns it",
        ),
        (
            quote!(fold),
            quote!(
                fn f(#[param] s: &mut S, a: A) {}
            ),
            "the first argument of a `fold` is what is kept from item to item: remove this",
        ),
        (
            quote!(scan),
            quote!(
                fn f(s: &mut &'a str, a: A) -> T {}
            ),
            "what is kept from item to item must be `'static`: this borrows",
        ),
        (
            quote!(scan),
            quote!(
                fn f(s: &mut S, #[init(1)] a: A) -> T {}
            ),
            "`init` is for what a `scan` or `fold` keeps from item to item: its first argument",
        ),
        (
            quote!(),
            quote!(
                fn f(#[init(1)] a: A) -> T {}
            ),
            "`init` is for what a `scan` or `fold` keeps from item to item: its first argument",
        ),
        (
            quote!(reduce),
            quote!(
                fn f(#[init(1)] a: A, b: A) -> A {}
            ),
            "the first argument of a `reduce` is the earlier item: remove this",
        ),
    ] {
        refused(options, function, &[text]);
    }
}

#[test]
fn u31_an_item_comes_behind_it() {
    for (options, function, text) in [
        (
            quote!(scan),
            quote!(
                fn f(s: &mut S) -> T {}
            ),
            "a `scan` takes its state and then the incoming item: `fn(&mut State, Item) -> T`",
        ),
        (
            quote!(fold),
            quote!(
                fn f(s: &mut S) {}
            ),
            "a `fold` takes its accumulator and then the incoming item: `fn(&mut Acc, Item)`",
        ),
        (
            quote!(reduce),
            quote!(
                fn f(a: A) -> A {}
            ),
            "a `reduce` takes two items of one type: `fn(T, T) -> T`",
        ),
        (
            quote!(fold),
            quote!(
                fn f() {}
            ),
            "a `fold` takes its accumulator and then the incoming item: `fn(&mut Acc, Item)`",
        ),
    ] {
        refused(options, function, &[text]);
    }
}

#[test]
fn a_fold_returns_nothing_and_a_reduce_one_of_its_kind() {
    let changes = "a `fold` changes its accumulator: return nothing, or `Result<(), E>`";
    refused(
        quote!(fold),
        quote!(
            fn f(s: &mut S, a: A) -> S {}
        ),
        &[changes],
    );
    refused(
        quote!(fold),
        quote!(
            fn f(s: &mut S, a: A) -> Result<S, E> {}
        ),
        &[changes],
    );
    accepted(
        quote!(fold),
        quote!(
            fn f(s: &mut S, a: A) -> () {}
        ),
    );
    accepted(
        quote!(fold, fallible),
        quote!(
            fn f(s: &mut S, a: A) -> Outcome {}
        ),
    );
    for (returns, text) in [
        (quote!(), "a `reduce` makes one item of two: return `A`"),
        (quote!(-> B), "a `reduce` makes one item of two: return `A`"),
        (quote!(-> Result<A, E>), "a `reduce` cannot fail: return `A`, or write a `fold` with `merge`"),
    ] {
        refused(quote!(reduce), quote!(fn f(a: A, b: A) #returns {}), &[text]);
    }
    refused(
        quote!(reduce),
        quote!(
            fn f(a: A, b: B) -> A {}
        ),
        &["a `reduce` takes two items of one type: here `A`"],
    );
    refused(
        quote!(reduce),
        quote!(
            fn f(a: &A, b: A) -> A {}
        ),
        &["a `reduce` makes one item of two: take them by value"],
    );
    refused(
        quote!(reduce),
        quote!(
            fn f(a: A, b: A, c: A) -> A {}
        ),
        &["a `reduce` takes two items; mark what comes behind them `#[param]`"],
    );
    let params = "a `reduce` takes two items and params: remove this";
    refused(
        quote!(reduce),
        quote!(
            fn f(a: A, b: A, #[context] c: &Context) -> A {}
        ),
        &[params],
    );
}

#[test]
fn only_a_fold_merges() {
    for (options, state, text) in [
        (quote!(scan, merge = join), quote!(&mut S), "`merge` is for a `fold`: a `scan` has nothing to merge"),
        (quote!(commutative), quote!(S), "`commutative` is for a `fold`: a `map` has nothing to merge"),
    ] {
        refused(options, quote!(fn f(s: #state, a: A) -> T {}), &[text]);
    }
    refused(
        quote!(reduce, merge = join),
        quote!(
            fn f(a: A, b: A) -> A {}
        ),
        &["a `reduce` merges by itself: remove `merge`"],
    );
    refused(
        quote!(fold, commutative),
        quote!(
            fn f(s: &mut S, a: A) {}
        ),
        &["`commutative` says in which order to merge: write `merge = f` too, with `f: fn(&mut Acc, Acc)`"],
    );
    refused(
        quote!(fold, merge),
        quote!(
            fn f(s: &mut S, a: A) {}
        ),
        &["expected `=`"],
    );
}

#[test]
fn u40_none_of_them_is_async() {
    for form in [quote!(scan), quote!(fold), quote!(reduce)] {
        let text = format!("a `{form}` cannot be async");
        let (state, returns) =
            if form.to_string() == "reduce" { (quote!(A), quote!(-> A)) } else { (quote!(&mut S), quote!()) };
        refused(form, quote!(async fn f(s: #state, a: A) #returns {}), &[&text]);
    }
}
