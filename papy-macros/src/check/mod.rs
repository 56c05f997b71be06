//! What tokens can show to be wrong: one function for each rule, each fault told once, at the user's word, with a way out.
//!
//! What only types show is left to rustc, through what `expand` writes. A stream that has a fault is silent from then on: what
//! depends on it is `tainted`, and no rule looks at that.

mod graph;
mod later;
mod names;
mod options;
mod stages;
#[cfg(test)]
mod tests;
mod unused;

use proc_macro2::{Span, TokenStream};

use crate::model::{self, Pipeline, Survey};
use crate::syntax::{self, Faults};

/// Reads, resolves and checks one `pipeline!`. The pipeline is there as far as it was understood, faults or not.
pub(crate) fn analyse(tokens: TokenStream) -> (Option<Pipeline>, Faults) {
    let (tree, mut faults) = syntax::parse(tokens);
    let Some(tree) = tree else { return (None, faults) };
    let (mut pipeline, survey) = model::lower(tree);
    for rule in RULES {
        rule(&pipeline, &survey, &mut faults);
    }
    pipeline.complete = faults.is_empty();
    (Some(pipeline), faults)
}

type Rule = fn(&Pipeline, &Survey, &mut Faults);

const RULES: &[Rule] = &[
    names::case_of_pipeline,
    names::unknown_streams,
    names::unknown_imaps,
    names::unknown_params,
    names::defined_twice,
    names::reserved,
    names::alike,
    graph::self_fed,
    graph::cycles,
    graph::idle_flows,
    graph::marks_by_position,
    graph::marks_beside_each,
    graph::wide_zips,
    graph::join_options,
    graph::inputs_that_meet_again,
    graph::unordered_pairs,
    graph::too_deep,
    graph::unconnected,
    unused::empty,
    unused::no_input,
    unused::streams,
    unused::imaps,
    unused::params,
    options::unknown,
    options::out_of_place,
    options::again,
    options::values,
    options::slice_and_collect,
    options::idle_backoff,
    options::foreign_leaked,
    options::many_imaps,
    options::rates_of_params,
    options::rates_out_of_place,
    options::kinds_of_workers,
    options::workers,
    later::options,
    stages::options,
    stages::grouped,
    stages::idle,
];

/// ` (first here: line 7)`, for texts that name a second place. Nothing outside of a compiler, as in tests.
fn first_here(span: Span) -> String {
    if proc_macro::is_available() { format!(" (first here: line {})", span.unwrap().line()) } else { String::new() }
}
