//! What the language has and nothing runs yet: one clear refusal each.

use syn::Ident;

use crate::model::{self, Pipeline, Survey, Workers};
use crate::syntax::Faults;
use crate::syntax::suggest::hint;

const TERMS: [&str; 3] = ["threads", "processes", "remote"];
const TYPES: [&str; 2] = ["Threads", "Any"];

/// Options of later versions.
pub(super) fn options(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for option in &survey.options {
        let name = option.name.to_string();
        if model::rule(&name).is_some_and(|rule| rule.later) {
            faults.at(option.name.span(), format!("`{name}` does not run yet in this version of papy: remove it"));
        }
    }
}

/// Kinds of workers of later versions, and those of none.
pub(super) fn imaps(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for imap in &pipeline.imaps {
        match &imap.workers {
            Workers::Terms(terms) => terms.iter().for_each(|term| term_kind(&term.kind, faults)),
            Workers::Given(word) => given_kind(word, faults),
            Workers::Unread => {}
        }
    }
}

fn term_kind(kind: &Ident, faults: &mut Faults) {
    let word = kind.to_string();
    if word == TERMS[0] || word == TERMS[1] {
        return;
    }
    let text = if TERMS.contains(&word.as_str()) {
        format!("`{word}` does not run yet in this version of papy: use `threads(..)`")
    } else {
        let hint = hint(&word, TERMS);
        let way = if hint.is_empty() { ": write `threads(4)`".to_string() } else { hint };
        format!("no kind of worker is named `{word}`{way}")
    };
    faults.at(kind.span(), text);
}

fn given_kind(word: &Ident, faults: &mut Faults) {
    if TYPES.iter().any(|known| word == known) {
        return;
    }
    let hint = hint(&word.to_string(), TYPES);
    let way = if hint.is_empty() { ": write `Threads` or `Any`".to_string() } else { hint };
    faults.at(word.span(), format!("no type of imap is named `{word}`{way}"));
}
