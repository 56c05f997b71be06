//! Names that could clash: raw identifiers, shadowed prelude, keywords of the language, pipelines in functions and macros.
#![deny(warnings)]
#![allow(dead_code)]

use papy::{pipeline, piper};

struct Option;
struct Vec;
struct String;
struct Result;
struct Box;
trait Iterator {}
fn drop() {}
mod std {}
mod core {}

#[piper]
fn r#type(x: u64) -> u64 {
    x + 1
}

#[piper]
fn plus(x: u64, #[param] r#in: u64) -> u64 {
    x + r#in
}

#[piper(filter_map)]
fn even(x: u64) -> ::core::option::Option<u64> {
    if x % 2 == 0 { ::core::option::Option::Some(x) } else { ::core::option::Option::None }
}

#[piper(flat_map)]
fn rep(x: u64) -> ::std::vec::Vec<u64> {
    ::std::vec![x, x]
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    Raw(r#fn: u64) {
        imap r#match = threads(1);

        input r#loop: u64;
        let r#if = r#loop -> r#type on r#match;
        output r#struct = (r#if, r#loop) -> add -> plus { r#in: r#fn } -> even;
        output many = r#if -> rep;
    }
}

pipeline! {
    Keywords {
        imap imap = threads(1);

        input input: u64;
        let policy = input -> r#type on imap;
        output output = policy -> r#type;
        output on = policy;
    }
}

macro_rules! twice {
    ($name:ident, $piper:ident, $value:expr) => {
        pipeline! {
            $name {
                imap pool = threads($value);

                input numbers: u64;
                let l = numbers -> $piper on pool;
                output out = (l, numbers) -> add -> plus { r#in: $value as u64 };
            }
        }
    };
}

twice!(Twice, r#type, 1);

fn main() -> papy::Result<()> {
    pipeline! {
        Within {
            input numbers: u64;
            output out = numbers -> r#type -> within;
        }
    }

    #[piper]
    fn within(x: u64) -> u64 {
        x * 10
    }

    let out: ::std::vec::Vec<u64> = Within::new().start([1u64])?.out.collect_blocking().expect("nothing fails");
    assert_eq!(out, [20]);
    let out: ::std::vec::Vec<u64> = Twice::new().start([1u64])?.out.collect_blocking().expect("nothing fails");
    assert_eq!(out, [4]);
    assert_eq!(Twice::GRAPH.imaps().next().expect("an imap").workers, "threads(1)");
    assert_eq!(Raw::GRAPH.nodes().next().expect("a node").id, "if.type");
    let _ = Raw { r#fn: 1 }.start([1u64])?.finish_blocking()?;
    let _ = Keywords::new().start([1u64])?.finish_blocking()?;
    Ok(())
}
