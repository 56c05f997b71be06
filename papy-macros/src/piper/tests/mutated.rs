//! Signatures with mistakes that nobody would think of: the macro refuses them, it never panics.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::visit::Visit;

use super::expand;
use crate::mutated::{Seeded, Sources, mutated, pool};

/// Samples to mutate: between them they have every word that `#[piper]` knows.
fn samples() -> Vec<TokenStream> {
    vec![
        quote!([filter, crate = ::other] fn grep(line: &[u8], #[local(|p: &str| Regex::new(p))] r: &Regex) -> bool { true }),
        quote!([flat_map, fallible_items] pub fn f<T: Clone + 'static, const K: usize>(a: Vec<T>, #[param] k: &T)
            -> Result<impl Iterator<Item = Result<[T; K], E>> + Send, E> where T: Ord, Vec<T>: Clone { body }),
        quote!([fallible] async unsafe extern "C" fn f<'a>((a, b): (&'a A, B), mut c: String, #[context] _: &Context) -> io::Out {}),
        quote!([filter_map, infallible] fn f(_: Option<Cow<'_, str>>, #[local(move |x: u8, y: &[u8]| { x })] #[init(1)] l: &mut str)
            -> Option<<T as Tr>::Item> {}),
        quote!([fold, merge = add, commutative] fn f<K: Ord>(#[init(Map::new())] all: &mut Map<K, u64>, key: K, #[param] by: u64)
            -> Result<(), E> { body }),
        quote!([reduce] fn f(a: Vec<T>, b: Vec<T>, #[param] by: u64) -> Vec<T> { body }),
        quote!([scan, merge = f(1), commutative] fn f(self: Box<Self>, a: &dyn Fn(&u8) -> u8, ...) -> ! {}),
    ]
}

/// Whether a trait stands where a type belongs.
struct BareTrait(bool);

impl<'ast> Visit<'ast> for BareTrait {
    fn visit_type_trait_object(&mut self, found: &'ast syn::TypeTraitObject) {
        self.0 |= found.dyn_token.is_none();
        syn::visit::visit_type_trait_object(self, found);
    }
}

#[test]
fn mutated_tokens_never_panic() {
    let mut samples = samples();
    // Those of other tests, as these are: what stands in brackets first are the options.
    samples.extend(Sources::read().pipers.into_iter().map(|(options, function)| quote!([#options] #function)));
    let mut tokens = Vec::new();
    samples.iter().for_each(|sample| pool(sample, &mut tokens));
    let mut seeded = Seeded(0x9E37_79B9_7F4A_7C15);
    for round in 0..6000 {
        let mut sample = samples[round % samples.len()].clone();
        for _ in 0..=seeded.below(4) {
            sample = mutated(&sample, &tokens, &mut seeded);
        }
        let mut trees = sample.into_iter();
        let options = match trees.next() {
            Some(TokenTree::Group(group)) => group.stream(),
            other => other.into_iter().collect(),
        };
        let expansion = expand(options.clone(), trees.clone().collect());
        let _ = crate::main_attr::expand(options.clone(), trees.clone().collect());
        let function = syn::parse2::<syn::ItemFn>(trees.clone().collect());
        let is_sound = function.is_ok_and(|function| {
            // `A +` without `dyn`, which only an older edition takes for a type.
            let mut bare = BareTrait(false);
            bare.visit_item_fn(&function);
            !bare.0
        });
        if is_sound && !expansion.to_string().contains("compile_error") {
            let parsed = syn::parse2::<syn::File>(expansion.clone());
            assert!(parsed.is_ok(), "round {round}: `{options}` `{}`\n{expansion}", trees.collect::<TokenStream>());
        }
    }
}
