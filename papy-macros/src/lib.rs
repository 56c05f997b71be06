//! The macros of papy.

// `expand` is what uses these layers.
#[allow(dead_code, unused_imports)]
mod check;
#[allow(dead_code, unused_imports)]
mod model;
#[allow(dead_code, unused_imports)]
mod syntax;
