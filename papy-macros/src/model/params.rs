//! Where the pipeline's params occur in values.
//!
//! Looks at tokens, not at scopes: a field or variable of the same name counts as a use. That costs a clone at most.

use std::collections::{BTreeSet, HashMap};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, Ident};

use super::options::{ValueKind, rule, word_of};
use super::{Field, OpKind, ParamId, ParamUse, Pipeline, Survey, Workers};

/// Marks the uses in fields of nodes, and tells the survey of all.
pub(super) fn find_uses(pipeline: &mut Pipeline, survey: &mut Survey) {
    let names: Vec<String> = pipeline.params.iter().map(|param| param.name.to_string()).collect();
    let mut finder = Finder { names, used: BTreeSet::new(), strange: Vec::new() };
    let mut last: HashMap<ParamId, (usize, usize)> = HashMap::new();
    for (at, op) in pipeline.ops.iter_mut().enumerate() {
        let OpKind::Node { node, .. } = &mut op.kind else { continue };
        for (place, field) in node.fields.iter_mut().enumerate() {
            field.uses = finder.field(field);
            last.extend(field.uses.iter().map(|used| (used.param, (at, place))));
        }
    }
    for (param, (at, place)) in last {
        let OpKind::Node { node, .. } = &mut pipeline.ops[at].kind else { continue };
        let mut uses = node.fields[place].uses.iter_mut();
        if let Some(used) = uses.find(|used| used.param == param) {
            used.last = true;
        }
    }
    for imap in &pipeline.imaps {
        if let Workers::Terms(terms) = &imap.workers {
            terms.iter().filter_map(|term| term.value.as_ref()).for_each(|value| finder.value(value));
        }
    }
    for option in &survey.options {
        let words = rule(&option.name.to_string()).is_some_and(|rule| matches!(rule.value, ValueKind::Word(_)));
        if let Some(value) = option.value.as_ref().filter(|_| !words) {
            finder.value(value);
        }
    }
    survey.params_used = (0..pipeline.params.len()).map(|at| finder.used.contains(&ParamId(at))).collect();
    survey.strange_words = finder.strange;
}

struct Finder {
    names: Vec<String>,
    used: BTreeSet<ParamId>,
    /// Bare words that are no param; most are constants or functions.
    strange: Vec<Ident>,
}

impl Finder {
    fn field(&mut self, field: &Field) -> Vec<ParamUse> {
        let bare = match &field.value {
            Some(value) => word_of(value),
            None if field.colon.is_none() => Some(&field.name),
            None => None,
        };
        if let Some(word) = bare {
            return self.word(word).map(|param| ParamUse { param, bare: true, last: false }).into_iter().collect();
        }
        let found = field.value.as_ref().map(|value| self.within(value)).unwrap_or_default();
        found.into_iter().map(|param| ParamUse { param, bare: false, last: false }).collect()
    }

    fn value(&mut self, value: &Expr) {
        match word_of(value) {
            Some(word) => drop(self.word(word)),
            None => drop(self.within(value)),
        }
    }

    fn word(&mut self, word: &Ident) -> Option<ParamId> {
        let found = self.names.iter().position(|name| word == name).map(ParamId);
        match found {
            Some(param) => drop(self.used.insert(param)),
            None => self.strange.push(word.clone()),
        }
        found
    }

    fn within(&mut self, value: &Expr) -> BTreeSet<ParamId> {
        let mut found = BTreeSet::new();
        self.tokens(value.to_token_stream(), &mut found);
        self.used.extend(found.iter().copied());
        found
    }

    fn tokens(&self, tokens: TokenStream, found: &mut BTreeSet<ParamId>) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    found.extend(self.names.iter().position(|name| ident == name).map(ParamId));
                }
                TokenTree::Group(group) => self.tokens(group.stream(), found),
                // `format!("{pattern}")`
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    let shows =
                        |name: &String| text.contains(&format!("{{{name}}}")) || text.contains(&format!("{{{name}:"));
                    found.extend(
                        self.names.iter().enumerate().filter(|(_, name)| shows(name)).map(|(at, _)| ParamId(at)),
                    );
                }
                TokenTree::Punct(_) => {}
            }
        }
    }
}
