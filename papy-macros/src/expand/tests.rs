//! Pipelines as they are while somebody types: whatever stands there, the macro does not panic, what it writes is Rust, and nothing is
//! passed over in silence.

use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;

use crate::mutated::{Seeded, Sources, mutated, pool};

/// Tokens for each node of a chain and of diamonds, at most.
const MOST: [usize; 2] = [900, 1_580];

/// How many mutations, unless `PAPY_MUTATIONS` says otherwise.
const ROUNDS: usize = 600;

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

fn wished<T: FromStr>(name: &str, otherwise: T) -> T {
    match std::env::var(name) {
        Ok(text) => text.parse().ok().unwrap_or_else(|| panic!("{name}={text} is no number")),
        Err(_) => otherwise,
    }
}

/// Words in code, without `r#`; and those in its strings, where names are told.
fn words(tokens: TokenStream, into: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => drop(into.insert(ident.unraw().to_string())),
            TokenTree::Group(group) => words(group.stream(), into),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let parts = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
                into.extend(parts.map(str::to_string));
            }
            TokenTree::Punct(_) => {}
        }
    }
}

/// Words of the language that leave nothing but what they mean.
const MEANT: [&str; 35] = [
    "imap",
    "input",
    "let",
    "output",
    "policy",
    "on",
    "crate",
    "threads",
    "processes",
    "remote",
    "Threads",
    "Any",
    "unordered",
    "strict",
    "fuse",
    "off",
    "join",
    "inner",
    "each",
    "zip",
    "shortest",
    "longest",
    "on_error",
    "pass",
    "skip",
    "stop",
    "batch",
    "buffer",
    "slice",
    "collect",
    "every",
    "produce",
    "consume",
    "last",
    "spawn",
];

/// What is wrong with the expansion of some text.
fn wrong(text: &TokenStream) -> Option<String> {
    let Ok(expansion) = catch_unwind(|| super::pipeline(text.clone())) else { return Some("it panics".into()) };
    if let Err(error) = syn::parse2::<syn::File>(expansion.clone()) {
        return Some(format!("what it writes is no Rust: {error}\n{expansion}"));
    }
    let (mut written, mut read) = (BTreeSet::new(), BTreeSet::new());
    words(expansion, &mut written);
    words(text.clone(), &mut read);
    let lost: Vec<&String> =
        read.iter().filter(|word| !written.contains(*word) && !MEANT.contains(&word.as_str())).collect();
    (!written.contains("compile_error") && !lost.is_empty())
        .then(|| format!("no fault is told, and nothing is left of {lost:?}"))
}

fn is_refused(text: &TokenStream) -> bool {
    let mut written = BTreeSet::new();
    words(super::pipeline(text.clone()), &mut written);
    written.contains("compile_error")
}

/// With `PAPY_MUTATIONS=100000 PAPY_MUTATION_SEED=1`, others and more.
#[test]
fn a_mutated_pipeline_is_refused_or_taken_whole() {
    let sources = Sources::read().pipelines;
    assert!(sources.len() > 100, "{} pipelines in the tests", sources.len());
    let mut tokens = Vec::new();
    sources.iter().for_each(|source| pool(source, &mut tokens));
    let (rounds, seed) = (wished("PAPY_MUTATIONS", ROUNDS), wished("PAPY_MUTATION_SEED", SEED));
    println!("{rounds} mutations from seed {seed}");
    let (mut seeded, mut refused) = (Seeded(seed.max(1)), 0);
    for round in 0..rounds {
        let mut text = sources[seeded.below(sources.len())].clone();
        for _ in 0..=seeded.below(3) {
            text = mutated(&text, &tokens, &mut seeded);
        }
        if let Some(wrong) = wrong(&text) {
            panic!("seed {seed}, round {round}: {wrong}\npipeline! {{ {text} }}");
        }
        refused += usize::from(is_refused(&text));
    }
    assert!(refused * 2 > rounds, "most slips are faults, and {refused} of {rounds} were refused");
}

/// All texts with one sign less, of those without which no statement can be read.
fn without_a_sign(tokens: &TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut texts = Vec::new();
    for (at, tree) in trees.iter().enumerate() {
        let mut with = |changed: Option<TokenTree>| {
            let changed = trees[..at].iter().cloned().chain(changed).chain(trees[at + 1..].iter().cloned());
            texts.push(changed.collect());
        };
        match tree {
            TokenTree::Punct(sign) if matches!(sign.as_char(), ';' | '=' | '-' | '>' | ':') => with(None),
            TokenTree::Group(group) => {
                for inner in without_a_sign(&group.stream()) {
                    with(Some(proc_macro2::Group::new(group.delimiter(), inner).into()));
                }
            }
            _ => {}
        }
    }
    texts
}

#[test]
fn a_pipeline_without_one_of_its_signs_is_refused() {
    let text = quote::quote! {
        pub Name<const K: usize>(much: u64, words: Vec<String>) {
            imap pool = threads(much) [buffer = 10];
            imap given: Any;
            policy [on_error = skip];
            input a: u64;
            input b: u64;
            let c: u64 = a -> f { much: 3 } on pool -> { g -> h } on given [batch = 4];
            let d = (a, c) [join = inner] -> k;
            output e [buffer = 10] = [c, d] -> m { much, words } -> n::<K>;
            output p: (u64, u64) = (e, b) [zip = shortest];
        }
    };
    assert!(!is_refused(&text), "{}", super::pipeline(text));
    let texts = without_a_sign(&text);
    assert!(texts.len() > 40, "{}", texts.len());
    for text in texts {
        assert!(is_refused(&text), "pipeline! {{ {text} }}");
        assert_eq!(wrong(&text), None, "pipeline! {{ {text} }}");
    }
}

#[test]
fn a_const_parameter_of_a_type_that_none_can_have_is_left_to_the_compiler() {
    let text = quote::quote!(Name<const A: [u8; 2]> { input a: u64; output b = a -> f::<A>; });
    assert_eq!(wrong(&text), None);
}

/// Tokens, those within brackets and the brackets too.
fn tokens(expansion: TokenStream) -> usize {
    let count = |tree| if let TokenTree::Group(group) = tree { 2 + tokens(group.stream()) } else { 1 };
    expansion.into_iter().map(count).sum()
}

/// What the expansion of a pipeline has for each node, from one with so many parts like `part` to one with three times as many.
fn tokens_a_node(part: &dyn Fn(usize) -> String, nodes: usize, parts: usize) -> usize {
    let expanded = |parts: usize| {
        let written: String = (1..=parts).map(part).collect();
        let text = format!("P {{ input d0: u64; {written} output out = d{parts}; }}");
        let text = TokenStream::from_str(&text).expect("it has brackets in pairs");
        assert!(!is_refused(&text), "{text}");
        tokens(super::pipeline(text))
    };
    (expanded(3 * parts) - expanded(parts)).div_ceil(2 * parts * nodes)
}

/// What the compiler needs for a pipeline grows with it. Whoever makes it longer for a reason writes the new number here.
#[test]
fn the_expansion_of_a_node_stays_as_short_as_it_is() {
    let chain = |at: usize| format!("let d{at}: u64 = d{} -> inc;", at - 1);
    let diamond = |at: usize| {
        let above = at - 1;
        format!("let l{at} = d{above} -> inc; let r{at} = d{above} -> dbl; let d{at}: u64 = (l{at}, r{at}) -> sub;")
    };
    // A written type, without which a long one is refused, stands in each.
    for (shape, part, nodes, most) in
        [("chain", &chain as &dyn Fn(usize) -> String, 1, MOST[0]), ("diamonds", &diamond, 3, MOST[1])]
    {
        let (few, many) = (tokens_a_node(part, nodes, 10), tokens_a_node(part, nodes, 40));
        println!("{shape}: {few} tokens a node, of larger ones {many}");
        assert!(many <= most, "{shape}: {many} tokens a node, and there were {most}");
        assert!(many <= few + few / 50, "{shape}: not linear, {few} tokens a node and of larger ones {many}");
    }
}
