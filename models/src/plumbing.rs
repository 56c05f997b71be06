//! What the pieces need of papy besides each other.

/// Nothing panics here but a model that fails, which shall end.
pub mod panics {
    pub(crate) fn contain(run: impl FnOnce()) {
        run();
    }
}
