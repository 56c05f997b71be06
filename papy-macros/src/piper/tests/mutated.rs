//! Signatures with mistakes that nobody would think of: the macro refuses them, it never panics.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::expand;

/// Samples to mutate: between them they have every word that `#[piper]` knows.
fn samples() -> Vec<TokenStream> {
    vec![
        quote!([filter, crate = ::other] fn grep(line: &[u8], #[local(|p: &str| Regex::new(p))] r: &Regex) -> bool { true }),
        quote!([flat_map, fallible_items] pub fn f<T: Clone + 'static, const K: usize>(a: Vec<T>, #[param] k: &T)
            -> Result<impl Iterator<Item = Result<[T; K], E>> + Send, E> where T: Ord, Vec<T>: Clone { body }),
        quote!([fallible] async unsafe extern "C" fn f<'a>((a, b): (&'a A, B), mut c: String, #[context] _: &Context) -> io::Out {}),
        quote!([filter_map, infallible] fn f(_: Option<Cow<'_, str>>, #[local(move |x: u8, y: &[u8]| { x })] #[init(1)] l: &mut str)
            -> Option<<T as Tr>::Item> {}),
        quote!([scan, merge = f(1), commutative] fn f(self: Box<Self>, a: &dyn Fn(&u8) -> u8, ...) -> ! {}),
    ]
}

/// A generator of numbers, the same each time.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).expect("the bound is a usize")
    }
}

/// All tokens, inner ones too.
fn pool(tokens: &TokenStream, into: &mut Vec<TokenTree>) {
    for token in tokens.clone() {
        if let TokenTree::Group(group) = &token {
            pool(&group.stream(), into);
        }
        into.push(token);
    }
}

/// Drops, doubles, swaps or replaces one token somewhere.
fn mutated(tokens: &TokenStream, pool: &[TokenTree], seeded: &mut Seeded) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if trees.is_empty() {
        return std::iter::once(pool[seeded.below(pool.len())].clone()).collect();
    }
    let at = seeded.below(trees.len());
    if let (TokenTree::Group(group), true) = (&trees[at], seeded.below(4) > 0) {
        let delimiter = if seeded.below(50) == 0 { Delimiter::None } else { group.delimiter() };
        trees[at] = Group::new(delimiter, mutated(&group.stream(), pool, seeded)).into();
        return trees.into_iter().collect();
    }
    match seeded.below(5) {
        0 => drop(trees.remove(at)),
        1 => trees.insert(at, trees[at].clone()),
        2 => trees.insert(at, pool[seeded.below(pool.len())].clone()),
        3 => trees[at] = pool[seeded.below(pool.len())].clone(),
        _ => {
            let other = seeded.below(trees.len());
            trees.swap(at, other);
        }
    }
    trees.into_iter().collect()
}

#[test]
fn mutated_tokens_never_panic() {
    let samples = samples();
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
        if function.is_ok() && !expansion.to_string().contains("compile_error") {
            let parsed = syn::parse2::<syn::File>(expansion.clone());
            assert!(parsed.is_ok(), "round {round}: `{options}` `{}`\n{expansion}", trees.collect::<TokenStream>());
        }
    }
}
