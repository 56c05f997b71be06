//! A piper needs more of a type parameter than the pipeline asks of it.

use std::fmt::Display;

use papy::{pipeline, piper};

#[piper]
fn id<T: Clone>(item: T) -> T {
    item
}

#[piper(flat_map)]
fn twice<T: Clone + Send>(item: T) -> Vec<T> {
    vec![item.clone(), item]
}

#[piper(filter_map)]
fn some<T: PartialEq>(item: T) -> Option<T> {
    Some(item)
}

#[piper]
fn show<T: Display>(item: T) -> String {
    item.to_string()
}

pipeline! {
    pub Copied<T: Display> {
        input items: T;
        output shown = items -> id -> show; //~ items -> id
    }
}

pipeline! {
    pub Twice<T: Display> {
        input items: T;
        output shown = items -> twice -> show; //~ items -> twice
    }
}

pipeline! {
    pub Some<T: Display> {
        input items: T;
        output shown = items -> some -> show; //~ items -> some
    }
}

pipeline! {
    pub Shown<T: Clone + Send> {
        input items: T;
        output shown = items -> twice -> show; //~ twice -> show
    }
}

fn main() {}
