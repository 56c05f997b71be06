//! What the language has and nothing runs yet: one clear refusal each.

use crate::model::{self, Pipeline, Survey};
use crate::syntax::Faults;

/// Options of later versions.
pub(super) fn options(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for option in &survey.options {
        let name = option.name.to_string();
        if model::rule(&name).is_some_and(|rule| rule.later) {
            faults.at(option.name.span(), format!("`{name}` does not run yet in this version of papy: remove it"));
        }
    }
}
