//! What stands in the parentheses of `#[piper(..)]`.

use proc_macro2::{Ident, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Path, Token, ext::IdentExt};

use super::faults::Faults;

/// The options of one piper.
#[derive(Default)]
pub(super) struct Options {
    /// The form that was written, if any.
    pub(super) form: Option<(Form, Ident)>,
    /// `fallible` or `infallible`.
    pub(super) fallible: Option<bool>,
    /// `fallible_items`, and where.
    pub(super) fallible_items: Option<Ident>,
    /// `merge = f`: the word, and the function.
    pub(super) merge: Option<(Ident, Expr)>,
    /// `commutative`, and where.
    pub(super) commutative: Option<Ident>,
    /// `crate = path`.
    pub(super) krate: Option<Path>,
}

/// The forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One item out for each item in.
    Map,
    /// Keeps or drops.
    Filter,
    /// None or one.
    FilterMap,
    /// None to many.
    FlatMap,
    /// One, none or many, by what came before.
    Scan,
    /// One item of all.
    Fold,
    /// The same, of items alone.
    Reduce,
}

impl Form {
    /// As it is written, and as messages call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Form::Map => "map",
            Form::Filter => "filter",
            Form::FilterMap => "filter_map",
            Form::FlatMap => "flat_map",
            Form::Scan => "scan",
            Form::Fold => "fold",
            Form::Reduce => "reduce",
        }
    }

    /// Whether something is kept from item to item.
    pub(super) fn keeps(self) -> bool {
        matches!(self, Form::Scan | Form::Fold | Form::Reduce)
    }
}

const KNOWN: [&str; 12] = [
    "filter",
    "filter_map",
    "flat_map",
    "scan",
    "fold",
    "reduce",
    "merge",
    "commutative",
    "fallible",
    "infallible",
    "fallible_items",
    "crate",
];

impl Options {
    /// Reads them all; a wrong one is a fault and is left out.
    pub(super) fn read(tokens: TokenStream, faults: &mut Faults) -> Options {
        let mut options = Options::default();
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                options.read_one(input, faults)?;
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        };
        if let Err(error) = parser.parse2(tokens) {
            faults.push(error);
        }
        options.check_merge(faults);
        options
    }

    /// The form, `map` where none was written.
    pub(super) fn form(&self) -> Form {
        self.form.as_ref().map_or(Form::Map, |(form, _)| *form)
    }

    /// Only a fold merges what it made of different items.
    fn check_merge(&mut self, faults: &mut Faults) {
        let form = self.form();
        if form != Form::Fold {
            let (merge, commutative) = (self.merge.take(), self.commutative.take());
            if let Some(word) = merge.map(|(word, _)| word).or(commutative) {
                let text = match form {
                    Form::Reduce => format!("a `reduce` merges by itself: remove `{word}`"),
                    _ => format!("`{word}` is for a `fold`: a `{}` has nothing to merge", form.word()),
                };
                faults.at(&word, text);
            }
        } else if let (Some(word), None) = (&self.commutative, &self.merge) {
            faults.at(
                word,
                "`commutative` says in which order to merge: write `merge = f` too, with `f: fn(&mut Acc, Acc)`",
            );
        }
    }

    fn read_one(&mut self, input: ParseStream<'_>, faults: &mut Faults) -> syn::Result<()> {
        let word = input.call(Ident::parse_any)?;
        match word.to_string().as_str() {
            "filter" => self.set_form(Form::Filter, word, faults),
            "filter_map" => self.set_form(Form::FilterMap, word, faults),
            "flat_map" => self.set_form(Form::FlatMap, word, faults),
            "fallible" => self.set_fallible(true, &word, faults),
            "infallible" => self.set_fallible(false, &word, faults),
            "fallible_items" => self.fallible_items = Some(word),
            "scan" => self.set_form(Form::Scan, word, faults),
            "fold" => self.set_form(Form::Fold, word, faults),
            "reduce" => self.set_form(Form::Reduce, word, faults),
            "commutative" => self.commutative = Some(word),
            "merge" => {
                input.parse::<Token![=]>()?;
                self.merge = Some((word, input.parse()?));
            }
            "crate" => {
                input.parse::<Token![=]>()?;
                self.krate = Some(input.call(Path::parse_mod_style)?);
            }
            unknown => {
                faults.at(&word, unknown_option(unknown));
                skip_value(input)?;
            }
        }
        Ok(())
    }

    fn set_form(&mut self, form: Form, word: Ident, faults: &mut Faults) {
        match &self.form {
            Some((first, _)) => faults.at(&word, format!("a piper has one form: it is `{}` already", first.word())),
            None => self.form = Some((form, word)),
        }
    }

    fn set_fallible(&mut self, fallible: bool, word: &Ident, faults: &mut Faults) {
        match self.fallible.replace(fallible) {
            Some(first) if first != fallible => faults.at(word, "either `fallible` or `infallible`"),
            _ => {}
        }
    }
}

fn unknown_option(word: &str) -> String {
    let near = KNOWN.iter().map(|known| (distance(word, known), known)).min();
    match near {
        Some((distance, known)) if distance <= 2 => {
            format!("unknown option `{word}`; did you mean `{known}`?")
        }
        _ if word == "map" => "a map needs no word: write `#[piper]`".into(),
        _ => format!(
            "unknown option `{word}`; a piper can be `filter`, `filter_map`, `flat_map`, `scan`, `fold` or `reduce`"
        ),
    }
}

fn skip_value(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}

/// How many letters must change to make one word of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in right.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}
