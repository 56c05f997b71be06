//! Generic pipers whose return types do not fit what is written at them.

use papy::piper;

#[piper(fallible)]
fn several<T: Send>(item: T) -> Vec<T> { //~ Vec<T>
    vec![item]
}

#[piper(fallible)]
fn perhaps<T>(item: T) -> Option<T> { //~ Option<T>
    Some(item)
}

#[piper(flat_map, fallible)]
fn children<T: Send>(item: T) -> Vec<T> { //~ Vec<T>
    vec![item]
}

#[piper(filter_map)]
fn kept<T: Send>(item: T) -> Vec<T> { //~ Vec<T>
    vec![item]
}

#[piper(filter)]
fn good<T>(_item: &T) -> Option<T> { //~ Option<T>
    None
}

#[piper(flat_map)]
fn pair<T: Clone>(item: T) -> (T, T) { //~ (T, T)
    (item.clone(), item)
}

#[piper(flat_map, fallible_items)]
fn tried<T: Send>(item: T) -> Vec<T> { //~ Vec<T>
    vec![item]
}

fn main() {}
