//! Options: known, in place, once, with a value that can be right; and how many workers an IMap has.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Expr, Ident, Lit, LitInt, UnOp};

use crate::model::{
    self, OpKind, Pipeline, Place, Rule, Survey, Term, ValueKind, Workers, Written, literal_of, word_of,
};
use crate::syntax::Faults;
use crate::syntax::suggest::hint;

/// Endings of duration literals.
const UNITS: [&str; 7] = ["ns", "us", "ms", "s", "m", "h", "d"];

/// Options that do not exist.
pub(super) fn unknown(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for option in &survey.options {
        let name = option.name.to_string();
        if model::rule(&name).is_none() {
            let hint = hint(&name, model::names());
            faults.at(option.name.span(), format!("unknown option `{name}`{hint}"));
        }
    }
}

/// Options that exist, elsewhere.
pub(super) fn out_of_place(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for option in &survey.options {
        let Some(rule) = model::rule(&option.name.to_string()) else { continue };
        if !rule.later && !rule.places.contains(&option.place) {
            let places: Vec<&str> = rule.places.iter().map(|at| place(*at)).collect();
            let text = format!("`{}` belongs on {}, not on {}", rule.name, places.join(" or "), place(option.place));
            faults.at(option.name.span(), text.replace("on `policy`", "in `policy`"));
        }
    }
}

/// Options written twice in one list.
pub(super) fn again(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for option in survey.options.iter().filter(|option| option.again) {
        if model::rule(&option.name.to_string()).is_some_and(|rule| !rule.later) {
            faults.at(option.name.span(), format!("`{}` is written twice here: remove one", option.name));
        }
    }
}

/// Values of the wrong kind, and literals out of range.
pub(super) fn values(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for option in &survey.options {
        let Some(rule) = model::rule(&option.name.to_string()) else { continue };
        if rule.later || option.again || !rule.places.contains(&option.place) {
            continue;
        }
        if let Some((span, text)) = wrong_value(rule, option) {
            faults.at(span, text);
        }
    }
}

fn wrong_value(rule: &Rule, option: &Written) -> Option<(Span, String)> {
    let name = rule.name;
    let word = option.name.span();
    match (rule.value, &option.value) {
        (ValueKind::Bare | ValueKind::MaybeRate, None) => None,
        (ValueKind::Bare, Some(value)) => Some((value.span(), format!("`{name}` takes no value: write `[{name}]`"))),
        (ValueKind::Count(least), None) => {
            Some((word, format!("`{name}` takes a number: write `{name} = {}`", least.max(1))))
        }
        (ValueKind::Rate, None) => Some((word, format!("`{name}` takes a number: write `{name} = 2`"))),
        (ValueKind::Duration, None) => Some((word, format!("`{name}` takes a duration: write `{name} = 5s`"))),
        (ValueKind::Word(words), None) => {
            Some((word, format!("`{name}` takes a word: write {}", choices(name, words))))
        }
        (ValueKind::Word(words), Some(value)) => wrong_word(name, words, value),
        (ValueKind::Rate | ValueKind::MaybeRate, Some(value)) => {
            let too_few = format!("`{name}` must be at least 1");
            let wrong = wrong_count(&format!("`{name}`"), "a number", 1, &too_few, value);
            wrong.or_else(|| match literal_of(value)? {
                // It is the length of an array.
                Lit::Int(int) if int.suffix() == "u32" => {
                    Some((int.span(), format!("`{name}` takes a number: write it without `u32`")))
                }
                _ => None,
            })
        }
        (ValueKind::Count(least), Some(value)) => {
            let too_few = format!("`{name}` must be at least {least}");
            wrong_count(&format!("`{name}`"), "a number", least, &too_few, value)
        }
        (ValueKind::Duration, Some(value)) => wrong_duration(name, value),
    }
}

fn choices(name: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{name} = {word}`")).collect();
    words.join(" or ")
}

fn wrong_word(name: &str, words: &[&str], value: &Expr) -> Option<(Span, String)> {
    let word = word_of(value).map(ToString::to_string).unwrap_or_default();
    if words.contains(&word.as_str()) {
        return None;
    }
    if name == "fuse" && word == "on" {
        return Some((value.span(), "stages are fused unless `fuse = off` is written: remove this".to_string()));
    }
    let near = hint(&word, words.iter().copied());
    let way = if near.is_empty() { format!(": write {}", choices(name, words)) } else { near };
    Some((value.span(), format!("`{name}` has no such value{way}")))
}

/// What is wrong with a literal where a number belongs. Other expressions are rustc's.
fn wrong_count(what: &str, takes: &str, least: u32, too_few: &str, value: &Expr) -> Option<(Span, String)> {
    if let Expr::Unary(unary) = value
        && matches!(unary.op, UnOp::Neg(_))
        && literal_of(&unary.expr).is_some()
    {
        return Some((value.span(), too_few.to_string()));
    }
    let literal = literal_of(value)?;
    let Lit::Int(int) = literal else {
        return Some((literal.span(), format!("{what} takes {takes}, as in `{}`", least.max(8))));
    };
    if is_duration(int) {
        return Some((int.span(), format!("{what} takes {takes}, not a duration")));
    }
    if !["", "usize", "u32"].contains(&int.suffix()) {
        return Some((int.span(), format!("{what} takes {takes}: write it without `{}`", int.suffix())));
    }
    match int.base10_digits().parse::<u32>() {
        Ok(number) if number < least => Some((int.span(), too_few.to_string())),
        Ok(_) => None,
        Err(_) => Some((int.span(), format!("{what} must be at most {}", u32::MAX))),
    }
}

fn wrong_duration(name: &str, value: &Expr) -> Option<(Span, String)> {
    let literal = literal_of(value)?;
    match literal {
        Lit::Int(int) if is_duration(int) => None,
        _ => Some((literal.span(), format!("`{name}` takes a duration: write `{name} = 5s`"))),
    }
}

fn is_duration(int: &LitInt) -> bool {
    UNITS.contains(&int.suffix())
}

/// Rates are part of types, so no parameter of the pipeline can be in them.
pub(super) fn rates_of_params(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    let generic: Vec<&Ident> = pipeline.generics.const_params().map(|param| &param.ident).collect();
    for option in &survey.options {
        let rate = model::rule(&option.name.to_string())
            .is_some_and(|rule| matches!(rule.value, ValueKind::Rate | ValueKind::MaybeRate));
        let Some(value) = option.value.as_ref().filter(|_| rate) else { continue };
        let named = |word: &&Ident| pipeline.params.iter().any(|param| param.name == **word) && !generic.contains(word);
        if let Some(word) = word_of(value).filter(named) {
            let text = format!(
                "`{}` is part of the type: write a literal, a constant or a const parameter, not the parameter `{word}`",
                option.name
            );
            faults.at(word.span(), text);
        }
    }
}

/// `last` where nothing is packed, `produce` where nobody takes what is unrolled.
pub(super) fn rates_out_of_place(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for (at, op) in pipeline.ops.iter().enumerate() {
        if let OpKind::Node { from, .. } = &op.kind {
            let packed = matches!(pipeline.op(from.from).kind, OpKind::Pack { .. });
            // In a group it stands on each node, and belongs to the first.
            let first = op.group.is_none() || at == 0 || pipeline.ops[at - 1].group != op.group;
            if let Some(last) = op.options.last.as_ref().filter(|_| !packed && first) {
                faults.at(last.word, "`last` is for a stage with `consume`: remove it");
            }
        }
        if let (OpKind::Unroll { .. }, Some(produce), true) = (&op.kind, &op.options.produce, op.uses.is_empty())
            && op.stream.is_none()
        {
            let text = "`produce` unrolls items that nobody takes: name the flow with `let` or `output`, or remove it";
            faults.at(produce.word, text);
        }
    }
}

/// The pause before an attempt that never comes.
pub(super) fn idle_backoff(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    let mut group = None;
    for op in pipeline.ops.iter().filter(|op| op.kind.is_node()) {
        // The nodes of a group have the options of the group.
        let is_told = op.group.is_some() && op.group == group;
        group = op.group;
        if let (Some(backoff), None, None, false) =
            (&op.options.backoff, &op.options.retry, &pipeline.policy.backoff, is_told)
        {
            faults
                .at(backoff.word, "`backoff` is the pause before another attempt: write `retry = 2` too, or remove it");
        }
    }
}

/// The budget of threads that this pipeline does not start.
pub(super) fn foreign_leaked(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for imap in &pipeline.imaps {
        if let (Workers::Given(_), Some(leaked)) = (&imap.workers, &imap.options.leaked) {
            let text = "`leaked` is for an imap whose threads are started here: write `= threads(n)`, or remove it";
            faults.at(leaked.word, text);
        }
    }
}

/// `slice` streams the items of a stage, `collect` gives them at once.
pub(super) fn slice_and_collect(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    let mut group = None;
    for op in &pipeline.ops {
        // The nodes of a group have the options of the group.
        let is_told = op.group.is_some() && op.group == group;
        group = op.group;
        if let (Some(slice), Some(_), false) = (&op.options.slice, &op.options.collect, is_told) {
            let text = "`slice` is for items that are streamed, and `collect` gives them all at once: remove one";
            faults.at(slice.word, text);
        }
    }
}

/// How many IMaps one run can tell apart.
const IMAPS_MAX: usize = 62;

/// More IMaps than a run has room for.
pub(super) fn many_imaps(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    if let Some(imap) = pipeline.imaps.get(IMAPS_MAX) {
        let text =
            format!("a pipeline has at most {IMAPS_MAX} imaps: let stages share them, or write several pipelines");
        faults.at(imap.span, text);
    }
}

const TERMS: [&str; 3] = ["threads", "processes", "remote"];
const TYPES: [&str; 2] = ["Threads", "Any"];

/// Kinds of workers, and types of IMaps, that do not exist.
pub(super) fn kinds_of_workers(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    let mut known = |word: &Ident, known: &[&str], what: &str, way: &str| {
        if known.iter().any(|known| word == known) {
            return;
        }
        let hint = hint(&word.to_string(), known.iter().copied());
        let way = if hint.is_empty() { way } else { &hint };
        faults.at(word.span(), format!("no {what} is named `{word}`{way}"));
    };
    for imap in &pipeline.imaps {
        match &imap.workers {
            Workers::Terms(terms) => {
                terms.iter().for_each(|term| known(&term.kind, &TERMS, "kind of worker", ": write `threads(4)`"));
            }
            Workers::Given(word) => known(word, &TYPES, "type of imap", ": write `Threads` or `Any`"),
            Workers::Unread => {}
        }
    }
}

/// How many workers an IMap has.
pub(super) fn workers(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    for imap in &pipeline.imaps {
        let Workers::Terms(terms) = &imap.workers else { continue };
        for Term { kind, value } in terms {
            let Some(value) = value.as_ref().filter(|_| kind != "remote") else { continue };
            let too_few = "an imap needs at least one worker";
            if let Some((span, text)) = wrong_count(&format!("`{kind}`"), "a number of workers", 1, too_few, value) {
                faults.at(span, text);
            }
        }
    }
}

/// Where an option stands, as a reader would say it.
fn place(place: Place) -> &'static str {
    match place {
        Place::Stage => "a stage",
        Place::Imap => "an imap",
        Place::Output => "an output",
        Place::Zip => "a zip",
        Place::Merge => "a merge",
        Place::Policy => "`policy`",
    }
}
