//! A pipeline as a stage of another: what it says of itself, and how it is asked whether it fits.

use super::op::Inner;
use crate::error::Result;
use crate::flow::graph::Graph;
use crate::flow::place::Ring;
use crate::flow::stages::Stages;

/// The graph of a pipeline with one input and one output.
///
/// `Private` is a type that nobody else can name. It makes an implementation as private as that, so the items may be private types in a
/// pipeline that others see: an associated type of a public implementation may not.
pub trait Within<Private>: Graph {
    /// What comes in.
    type In: 'static;
    /// What goes out.
    type Out: 'static;
    /// What it does to keys.
    const INNER: Inner;
    /// Where what comes in waits.
    fn entry(store: &Self::Store) -> &Ring<Self::In>;
    /// Where what goes out waits.
    fn exit(store: &Self::Store) -> &Ring<Self::Out>;
}

/// A pipeline with one input and one output. `SOUND` is as for [`Stream`](super::Stream).
///
/// Implemented with parameters that stand for the items of its graph's [`Within`]: so these can be private.
pub trait Staged<const SOUND: bool = true>: Sized {
    /// Its graph.
    type Graph: Graph;
    /// What comes in.
    type In: 'static;
    /// What goes out.
    type Out: 'static;
    /// What it does to keys.
    const INNER: Inner;
    /// Where what comes in waits.
    fn entry(store: &<Self::Graph as Graph>::Store) -> &Ring<Self::In>;
    /// Where what goes out waits.
    fn exit(store: &<Self::Graph as Graph>::Store) -> &Ring<Self::Out>;
}

/// A pipeline, or one with settings, that can be put together.
pub trait Assemble {
    /// Its graph.
    type Graph: Graph;
    /// Makes nodes, settings and pools of the params.
    ///
    /// # Errors
    ///
    /// If an IMap was not given, has no workers, or cannot start.
    fn assemble(self) -> Result<(Self::Graph, Stages)>;
}

/// A name that begins with a capital is a pipeline.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a stage",
    label = "not a pipeline with one input and one output",
    note = "a name that begins with a capital is a pipeline, any other a piper; a stage has one input and one output"
)]
pub trait IsStage {
    /// Named by `pipeline!` to check a stage.
    const OK: () = ();
}

#[diagnostic::do_not_recommend]
impl<P: Staged> IsStage for P {}

/// Pipeline `Self` takes items of type `I`.
#[diagnostic::on_unimplemented(
    message = "pipe carries `{I}`, which pipeline `{Self}` does not accept",
    label = "carries `{I}`"
)]
pub trait TakesIn<I> {
    /// Named by `pipeline!` to check a pipe.
    const OK: () = ();
}
