//! Sources of the repository's own pipelines and pipers, and what becomes of such tokens where fingers slip. For tests.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::visit::Visit;

/// A generator of numbers, the same each time.
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    /// Less than `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).expect("the bound is a usize")
    }
}

/// All tokens, inner ones too.
pub(crate) fn pool(tokens: &TokenStream, into: &mut Vec<TokenTree>) {
    for token in tokens.clone() {
        if let TokenTree::Group(group) = &token {
            pool(&group.stream(), into);
        }
        into.push(token);
    }
}

/// Drops, doubles, swaps or replaces one token somewhere.
pub(crate) fn mutated(tokens: &TokenStream, pool: &[TokenTree], seeded: &mut Seeded) -> TokenStream {
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

/// What is written in the tests of the repository.
#[derive(Default)]
pub(crate) struct Sources {
    /// The tokens of each `pipeline!`.
    pub(crate) pipelines: Vec<TokenStream>,
    /// Each `#[piper]`: its options and the function.
    pub(crate) pipers: Vec<(TokenStream, TokenStream)>,
}

impl Sources {
    /// All of them.
    pub(crate) fn read() -> Sources {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut sources = Sources::default();
        for folder in ["tests", "tests/meaning", "ui-tests/pass"] {
            let listed = fs::read_dir(root.join(folder)).expect("tests lie beside this crate");
            let mut files: Vec<_> = listed.map(|file| file.expect("can be listed").path()).collect();
            // The same numbers must mean the same mutation everywhere.
            files.sort();
            for file in files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs")) {
                let text = fs::read_to_string(&file).expect("was listed");
                let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
                sources.visit_file(&parsed);
            }
        }
        sources
    }
}

impl<'ast> Visit<'ast> for Sources {
    fn visit_macro(&mut self, found: &'ast syn::Macro) {
        if found.path.is_ident("pipeline") {
            self.pipelines.push(found.tokens.clone());
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        let mut function = function.clone();
        if let Some(at) = function.attrs.iter().position(|attr| attr.path().is_ident("piper")) {
            let options = match function.attrs.remove(at).meta {
                syn::Meta::List(list) => list.tokens,
                _ => TokenStream::new(),
            };
            self.pipers.push((options, quote::ToTokens::to_token_stream(&function)));
        }
        self.visit_block(&function.block.clone());
    }
}
