//! A type parameter that nothing fixes.

use papy::piper;

#[piper]
fn make<T: Default>(x: u64) -> T { //~ T
    drop(x);
    T::default()
}

fn main() {}
