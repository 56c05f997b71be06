//! Faults that only types show, each in a pipeline that is generic over a type.

use papy::{pipeline, piper};

#[allow(non_camel_case_types)]
pub struct thing {}

#[piper]
fn id<T: Send>(item: T) -> T {
    item
}

#[piper]
fn size<T: Send>(item: &T) -> u64 {
    std::mem::size_of_val(item) as u64
}

#[piper]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

#[piper]
fn half(number: u64) -> u64 {
    number / 2
}

pipeline! {
    pub Idle<T> {
        input items: T;
        items -> id; //~ id
    }
}

pipeline! {
    pub Few<T> {
        input items: T;
        output sums = items -> size -> add -> half; //~ size -> add
    }
}

pipeline! {
    pub Many<T> {
        input items: T;
        let sizes = items -> size;
        output halves = (sizes, sizes) -> half -> half; //~ (sizes, sizes) -> half
    }
}

pipeline! {
    pub Forks<T> {
        input items: T;
        let made = items -> id;
        output one = made;
        output other = made; //~ other
    }
}

pipeline! {
    pub ForksOfAnInput<T> {
        input items: T;
        output one = items;
        output other = items -> id; //~ items -> id
    }
}

pipeline! {
    pub Written<T> {
        input items: T;
        let sizes: u32 = items -> size; //~ u32
        output more: String = items -> size -> half; //~ String
        sizes -> swallow;
    }
}

#[piper]
fn swallow(_: u32) {}

pipeline! {
    pub Unknown<T> {
        input items: T;
        output more = items -> thing -> half; //~ thing
    }
}

pipeline! {
    pub Again<T> {
        imap pool = threads(2);
        input items: T;
        output more = items -> id on pool [retry = 2]; //~ retry
    }
}

fn main() {}
