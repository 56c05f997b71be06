//! What the programs in `pass/` use from another crate, by the name `library`.

use papy::{pipeline, piper};

/// Twice as much.
#[piper]
pub fn double(x: u64) -> u64 {
    2 * x
}

/// Pipers in a module, one of them with a parameter.
pub mod more {
    use papy::piper;

    /// More than before.
    #[piper]
    pub fn add(x: u64, #[param] much: u64) -> u64 {
        x + much
    }

    /// Of any type, of a constant length.
    #[piper]
    pub fn repeat<T: Clone + Send + 'static, const N: usize>(x: T) -> Vec<T> {
        vec![x; N]
    }
}

pipeline! {
    /// Doubles, then adds.
    pub Scale(offset: u64) {
        input xs: u64;
        output scaled: u64 = xs -> double -> more::add { much: offset };
    }
}
