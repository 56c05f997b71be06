//! Names: which are unknown, taken or reserved.

use syn::Ident;
use syn::ext::IdentExt;

use super::first_here;
use crate::model::{Pipeline, StreamKind, Survey};
use crate::syntax::Faults;
use crate::syntax::suggest::{hint, nearest};

/// Names that a run or a pipeline's struct has anyway, and what they are there.
const RESERVED: &[(&str, &str)] = &[
    ("handle", "is a field of every run"),
    ("start", "is a method of every pipeline"),
    ("new", "is a function of every pipeline"),
    ("boxed", "is a method of every run"),
    ("finish", "is a method of every run"),
    ("finish_blocking", "is a method of every run"),
    ("journal", "is a method of every pipeline"),
    ("GRAPH", "is a constant of every pipeline"),
];

/// The case of the last word of a path tells pipelines from pipers.
pub(super) fn case_of_pipeline(pipeline: &Pipeline, _: &Survey, faults: &mut Faults) {
    let name = pipeline.name.unraw().to_string();
    if name.chars().next().is_some_and(char::is_uppercase) {
        return;
    }
    let capital = camel(&name);
    let way = if capital.chars().next().is_some_and(char::is_uppercase) {
        format!(": call it `{capital}`")
    } else {
        String::new()
    };
    faults.at(pipeline.name.span(), format!("the name of a pipeline begins with a capital, of a piper not{way}"));
}

/// `word_count` as `WordCount`.
fn camel(name: &str) -> String {
    name.split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters)
        })
        .collect()
}

/// Streams that are read and not there.
pub(super) fn unknown_streams(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    let known: Vec<String> = survey.streams.iter().map(|stream| stream.name.to_string()).collect();
    for name in &survey.unknown_streams {
        let hint = hint(&name.to_string(), known.iter().map(String::as_str));
        faults.at(name.span(), format!("no stream named `{name}` in this pipeline{hint}"));
    }
    for name in &survey.unknown_outputs {
        let hint = hint(&name.to_string(), known.iter().map(String::as_str));
        let way = if hint.is_empty() { format!(": define it here, `output {name} = ..`") } else { hint };
        faults.at(name.span(), format!("no stream named `{name}` in this pipeline{way}"));
    }
}

/// IMaps behind `on` that are not there.
pub(super) fn unknown_imaps(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    let known: Vec<String> = pipeline.imaps.iter().map(|imap| imap.name.to_string()).collect();
    for name in &survey.unknown_imaps {
        let mut hint = hint(&name.to_string(), known.iter().map(String::as_str));
        if hint.is_empty() {
            hint = format!(": declare it, `imap {name} = threads(4);`");
        }
        faults.at(name.span(), format!("no imap named `{name}` in this pipeline{hint}"));
    }
}

/// Words in values that are no param, but nearly one that is used nowhere: a constant or function would not be.
pub(super) fn unknown_params(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for (_, word, meant) in misspelt_params(pipeline, survey) {
        let name = word.to_string();
        faults.at(word.span(), format!("no parameter named `{name}` in this pipeline; did you mean `{meant}`?"));
    }
}

/// Misspelt words: the number of the param that was meant, the word, the param's name.
pub(super) fn misspelt_params<'a>(pipeline: &Pipeline, survey: &'a Survey) -> Vec<(usize, &'a Ident, String)> {
    let unused: Vec<(usize, String)> = pipeline
        .params
        .iter()
        .enumerate()
        .filter(|(at, _)| !survey.params_used[*at])
        .map(|(at, param)| (at, param.name.to_string()))
        .collect();
    let mut found: Vec<(usize, &Ident, String)> = Vec::new();
    for word in &survey.strange_words {
        let Some(near) = nearest(&word.to_string(), unused.iter().map(|(_, name)| name.as_str())) else { continue };
        let told = found.iter().any(|(_, told, _)| *told == word);
        if let Some((at, name)) = unused.iter().find(|(_, name)| name == near)
            && !told
        {
            found.push((*at, word, name.clone()));
        }
    }
    found
}

/// Streams, IMaps or params of one name.
pub(super) fn defined_twice(_: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for twice in &survey.twice {
        let (what, name) = (twice.what, &twice.second);
        faults.at(name.span(), format!("{what} `{name}` is defined twice{}: rename one", first_here(twice.first)));
    }
}

/// Outputs, IMaps and params that the generated code has names for already.
pub(super) fn reserved(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    for (_, name) in public_names(pipeline, survey) {
        if let Some((word, why)) = RESERVED.iter().find(|(word, _)| name.unraw() == *word) {
            faults.at(name.span(), format!("`{word}` {why}: choose another name"));
        }
    }
}

/// Outputs, IMaps and params that are named like each other.
pub(super) fn alike(pipeline: &Pipeline, survey: &Survey, faults: &mut Faults) {
    let names = public_names(pipeline, survey);
    for (at, (what, name)) in names.iter().enumerate() {
        if let Some((other, first)) = names[..at].iter().find(|(_, first)| first == name) {
            let first_here = first_here(first.span());
            let text = format!("{what} `{name}` is named like {other} `{first}`{first_here}: choose another name");
            faults.at(name.span(), text);
        }
    }
}

/// Names that become fields and methods, params first. What is told as defined twice is here once.
fn public_names(pipeline: &Pipeline, survey: &Survey) -> Vec<(&'static str, Ident)> {
    let params = pipeline.params.iter().map(|param| ("parameter", param.name.clone()));
    let imaps = pipeline.imaps.iter().map(|imap| ("imap", imap.name.clone()));
    let outputs = pipeline.outputs.iter().map(|output| ("output", output.name.clone()));
    let told = |name: &Ident| {
        survey.streams.iter().any(|stream| stream.kind == StreamKind::Output && stream.faulty && stream.name == *name)
    };
    let mut names: Vec<(&'static str, Ident)> = Vec::new();
    for (what, name) in params.chain(imaps).chain(outputs) {
        if !names.iter().any(|(known, first)| *known == what && *first == name && (what != "output" || told(&name))) {
            names.push((what, name));
        }
    }
    names
}
