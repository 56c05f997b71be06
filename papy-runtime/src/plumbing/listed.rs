//! What `#[papy::main(..)]` lists: the pipelines that workers in other processes can run.

use std::sync::Arc;

use super::luggage::{Unpacked, Unpacking};
use crate::flow::graph::Graph;
use crate::flow::live::{Live, Machine};
use crate::worker::child::Entry;

/// What can be listed: a pipeline, or a tuple of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no pipeline",
    label = "expected a pipeline, or a tuple of them",
    note = "list what runs on processes or other hosts: pipelines by name, with their generic arguments; those of a library by the tuple that it exports; more than twelve in tuples of tuples"
)]
pub trait Listed {
    /// Adds it to the table.
    fn list(table: &mut Listing);
}

/// The table of pipelines that is made.
#[derive(Debug, Default)]
pub struct Listing(pub(crate) Vec<Entry>);

impl Listing {
    /// Adds a pipeline.
    pub fn add<G: Graph>(&mut self) {
        if self.0.iter().all(|entry| entry.id != G::id()) {
            self.0.push(Entry { id: G::id(), info: G::INFO, arrive: arrive::<G> });
        }
    }
}

fn arrive<G: Graph>(luggage: &mut Unpacking<'_>, window: usize) -> Unpacked<Arc<dyn Machine>> {
    Ok(Arc::new(Live { graph: G::arrive(luggage)?, store: G::store(window) }))
}

macro_rules! tuples {
    ($($($name:ident)*;)*) => {$(
        impl<$($name: Listed),*> Listed for ($($name,)*) {
            fn list(table: &mut Listing) {
                let _ = &table;
                $($name::list(table);)*
            }
        }
    )*};
}

tuples! {
    ; A; A B; A B C; A B C D; A B C D E; A B C D E F; A B C D E F G; A B C D E F G H; A B C D E F G H I; A B C D E F G H I J;
    A B C D E F G H I J K; A B C D E F G H I J K L;
}
