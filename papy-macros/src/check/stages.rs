//! Stages that are pipelines.

use crate::model::{self, Pipeline, Survey};
use crate::syntax::Faults;

/// Options that are for pipers.
pub(super) fn options(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for name in &survey.stage_options {
        let text = match model::rule(&name.to_string()) {
            Some(_) => format!("`{name}` is for a piper: write it inside of the pipeline"),
            None => {
                format!("here stands which imap of this pipeline serves as that one's `{name}`: write `{name} = pool`")
            }
        };
        faults.at(name.span(), text);
    }
}

/// Pipelines within groups, which are one unit of work.
pub(super) fn grouped(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for name in &survey.grouped_stages {
        faults.at(
            name.span(),
            format!("`{name}` is a pipeline, and a group is one unit of work: write it outside of the braces"),
        );
    }
}

/// Pipelines whose items nobody takes.
pub(super) fn idle(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for name in &survey.idle_stages {
        let text = format!(
            "what comes out of `{name}` goes nowhere: name it with `let` or `output`, or end the flow in a piper that returns `()`"
        );
        faults.at(name.span(), text);
    }
}
