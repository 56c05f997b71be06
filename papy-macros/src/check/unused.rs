//! What is missing, and what is there for nothing.

use super::names::misspelt_params;
use crate::model::{OpKind, Pipeline, StreamKind, Survey};
use crate::syntax::Faults;
use crate::syntax::suggest::nearest;

/// A pipeline with nothing in it.
pub(super) fn empty(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    if pipeline.ops.is_empty() && !survey.gaps && survey.mentioned.is_empty() {
        let text =
            "this pipeline is empty: give it an `input` and a flow, `input lines: Line; output hits = lines -> grep;`";
        faults.at(pipeline.name.span(), text);
    }
}

/// A pipeline into which nothing comes.
pub(super) fn no_input(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    // An unknown name is most likely the input that is missing, and is told where it stands.
    let known = !survey.gaps && survey.unknown_streams.is_empty() && survey.cycles.is_empty();
    let told = pipeline.ops.is_empty() || pipeline.ops.iter().any(|op| matches!(op.kind, OpKind::Hole { .. }));
    if pipeline.inputs.is_empty() && known && !told {
        faults.at(pipeline.name.span(), "this pipeline has no input: declare one, `input lines: Line;`");
    }
}

/// Inputs and streams that nobody reads.
pub(super) fn streams(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for stream in &survey.streams {
        let name = &stream.name;
        let excused = stream.faulty || survey.mentioned.contains(&name.to_string()) || survey.gaps;
        // What nobody reads may be what an unknown name was meant to be.
        let meant = survey
            .unknown_streams
            .iter()
            .chain(&survey.unknown_outputs)
            .any(|unknown| nearest(&unknown.to_string(), [name.to_string().as_str()]).is_some());
        if stream.uses > 0 || excused || meant {
            continue;
        }
        match stream.kind {
            StreamKind::Output => {}
            StreamKind::Input => {
                faults.at(name.span(), format!("input `{name}` is not used: read it in a flow, or remove it"))
            }
            StreamKind::Let => faults.at(
                name.span(),
                format!(
                    "stream `{name}` is not used: end it in an `output`, in a piper that returns `()`, or remove it"
                ),
            ),
        }
    }
}

/// IMaps on which nothing runs.
pub(super) fn imaps(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for (imap, used) in pipeline.imaps.iter().zip(&survey.imaps_used) {
        let name = &imap.name;
        let word = name.to_string();
        let meant = survey.unknown_imaps.iter().any(|unknown| nearest(&unknown.to_string(), [word.as_str()]).is_some());
        let twice = survey.twice.iter().any(|twice| twice.what == "imap" && twice.second == *name);
        if !used && !meant && !twice && !survey.mentioned.contains(&word) {
            faults.at(name.span(), format!("imap `{name}` is not used: put a stage `on {name}`, or remove it"));
        }
    }
}

/// Params that no value has. One that begins with `_` may be for later.
pub(super) fn params(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    let meant: Vec<usize> = misspelt_params(pipeline, survey).into_iter().map(|(at, _, _)| at).collect();
    for (at, param) in pipeline.params.iter().enumerate() {
        let name = &param.name;
        let word = name.to_string();
        let twice = survey.twice.iter().any(|twice| twice.what == "parameter" && twice.second == *name);
        let excused = word.starts_with('_') || survey.mentioned.contains(&word) || meant.contains(&at) || twice;
        if !survey.params_used[at] && !excused {
            faults.at(name.span(), format!("parameter `{name}` is not used: give it to a piper, or remove it"));
        }
    }
}
