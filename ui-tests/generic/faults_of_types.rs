//! Faults that only types show, each in a generic pipeline of its own.

use papy::{pipeline, piper};

struct Opaque;
#[allow(non_camel_case_types)]
struct thing {}

#[piper]
fn make(_x: u64) -> Opaque {
    Opaque
}

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

pipeline! {
    pub Idle<const K: usize> {
        input numbers: u64;
        numbers -> inc; //~ inc
    }
}

pipeline! {
    pub Few<const K: usize> {
        input numbers: u64;
        output sums = numbers -> add -> inc; //~ numbers -> add
    }
}

pipeline! {
    pub Forks<const K: usize> {
        input numbers: u64;
        let made = numbers -> make;
        output one = made;
        output other = made; //~ other
    }
}

pipeline! {
    pub Written<const K: usize> {
        input numbers: u64;
        output more: String = numbers -> inc; //~ String
    }
}

pipeline! {
    pub Unknown<const K: usize> {
        input numbers: u64;
        output more = numbers -> thing -> inc; //~ thing
    }
}

fn main() {}
