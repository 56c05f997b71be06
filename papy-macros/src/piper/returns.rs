//! What a piper returns, as far as tokens show.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{GenericArgument, PathArguments, ReturnType, Signature, Type, TypeImplTrait, TypeParamBound};

use super::arguments::{Arguments, State, spaced};
use super::faults::Faults;
use super::options::{Form, Options};
use super::types::{bare, borrow, impl_trait, last_segment, type_arguments};
use crate::syntax::mentions;

/// What a piper returns.
pub(super) struct Returns {
    /// The type as written; nothing where nothing was.
    pub(super) written: Option<Type>,
    /// Whether it is a `Result`.
    pub(super) fallible: bool,
    /// What goes on.
    pub(super) out: Out,
    /// Whether rustc should see to it that an unmarked type is no `Result`.
    pub(super) doubtful: bool,
    /// Whether a constant asks about the type before it is used, so that a wrong one is one error.
    pub(super) asked: bool,
    /// What it asks, one after the other, as each takes the one before it for granted.
    pub(super) asks: Vec<Ask>,
}

/// What must hold of a type.
pub(super) struct Ask {
    /// The type.
    pub(super) ty: TokenStream,
    /// The user's words that it is about.
    pub(super) words: TokenStream,
    /// A trait of the runtime's contract, which has the text.
    pub(super) holds: &'static str,
}

/// What goes on.
pub(super) enum Out {
    /// The value of this type.
    Value(TokenStream),
    /// The item of a filter.
    Item,
    /// What an `Option` of this type holds.
    Held(TokenStream),
    /// What an iterator gives.
    Children(Children),
    /// What came of all items: what was kept.
    Total,
}

/// What a `flat_map` gives.
pub(super) struct Children {
    /// The type of one child.
    pub(super) child: TokenStream,
    /// The collection; nothing for `impl Iterator`.
    pub(super) named: Option<TokenStream>,
    /// Whether a child is a `Result` of an item.
    pub(super) fallible: bool,
    /// The type of a child that must be one, where the iterator has no name.
    pub(super) asked: Option<TokenStream>,
    /// Whether the type says that it borrows.
    pub(super) borrows: bool,
}

impl Returns {
    /// Where errors about it belong.
    pub(super) fn span(&self, name: &impl Spanned) -> Span {
        self.written.as_ref().map_or_else(|| name.span(), Spanned::span)
    }

    /// Reads the return type; `plumbing` is the path of the runtime's contract.
    pub(super) fn read(
        signature: &Signature,
        options: &Options,
        arguments: &Arguments,
        plumbing: &TokenStream,
        faults: &mut Faults,
    ) -> Option<Returns> {
        let written = match &signature.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some((**ty).clone()),
        };
        let shown = written.as_ref().and_then(result_value);
        let fallible = options.fallible.unwrap_or(shown.is_some());
        if let Form::Fold | Form::Reduce = options.form() {
            let total = Total { signature, options, written: written.as_ref(), shown };
            return total.read(arguments.state.as_ref()?, fallible, faults);
        }
        let generic = written.as_ref().filter(|ty| has_params(ty, signature));
        if let Some((at, text)) = generic.and_then(|ty| Judge { signature, options, fallible }.misfit(ty)) {
            faults.at(at, text);
            return None;
        }
        let form = shape(options.form(), if fallible { shown } else { written.as_ref() });
        let asked = (fallible || !matches!(options.form(), Form::Map | Form::Scan))
            && written.as_ref().is_some_and(|ty| is_plain(ty) && !has_params(ty, signature));
        let reader = Reader { signature, plumbing, form, asked, faults };
        let value = match (&written, fallible) {
            (None, false) => Value::Unit,
            (None, true) => {
                reader.faults.at(&signature.ident, "a piper that returns nothing is not fallible");
                return None;
            }
            (Some(ty), false) => Value::Shown(ty),
            (Some(ty), true) => shown.map_or(Value::Hidden(ty), Value::Shown),
        };
        let doubtful = !fallible
            && options.fallible.is_none()
            && matches!(reader.form, Form::Map | Form::FlatMap)
            && written.as_ref().is_some_and(could_be_alias);
        let out = reader.out(value, options)?;
        let asks = match (&written, &out) {
            (Some(written), _) if asked => asks(written, value, options, plumbing),
            (_, Out::Children(Children { asked: Some(child), .. })) => {
                vec![Ask { ty: child.clone(), words: child.clone(), holds: "IsResultEach" }]
            }
            _ => Vec::new(),
        };
        Some(Returns { written, fallible, out, doubtful, asked, asks })
    }
}

/// What a `scan` gives is seen from its type; the others say it.
fn shape(form: Form, value: Option<&Type>) -> Form {
    if form != Form::Scan {
        return form;
    }
    let word = value.and_then(last_segment).filter(|last| !last.arguments.is_none()).map(|last| last.ident.to_string());
    match word.as_deref() {
        Some("Option") => Form::FilterMap,
        Some("Vec") => Form::FlatMap,
        _ => Form::Map,
    }
}

/// Finds a return type that does not fit by its tokens: a constant asks about it, but not if it names generic parameters.
struct Judge<'a> {
    signature: &'a Signature,
    options: &'a Options,
    fallible: bool,
}

impl Judge<'_> {
    fn misfit<'t>(&self, written: &'t Type) -> Option<(&'t Type, String)> {
        let value = match self.fallible {
            true if self.is_none_of(written, &["Result"]) => {
                let text = format!(
                    "`{}` here is not `core::result::Result`: remove `fallible`",
                    spaced(&written.to_token_stream())
                );
                return Some((written, text));
            }
            true => result_value(written)?,
            false => written,
        };
        let shown = spaced(&value.to_token_stream());
        let text = match self.options.form() {
            Form::Filter if self.is_none_of(value, &["bool"]) => format!("a `filter` returns `bool`, not `{shown}`"),
            Form::FilterMap if self.is_none_of(value, &["Option"]) => {
                format!("a `filter_map` returns an `Option`, not `{shown}`")
            }
            Form::FlatMap if matches!(bare(value), Type::Tuple(_)) => {
                format!("a `flat_map` returns a collection or an iterator, not `{shown}`")
            }
            Form::FlatMap if self.options.fallible_items.is_some() => {
                let item = vec_item(value).filter(|item| self.is_none_of(item, &["Result"]))?;
                format!(
                    "with `fallible_items` each item is a `Result`, not `{}`: remove it",
                    spaced(&item.to_token_stream())
                )
            }
            _ => return None,
        };
        Some((value, text))
    }

    /// Whether a type is known, and not one of these.
    fn is_none_of(&self, ty: &Type, these: &[&str]) -> bool {
        const KNOWN: [&str; 16] = [
            "Vec",
            "VecDeque",
            "HashMap",
            "BTreeMap",
            "HashSet",
            "BTreeSet",
            "BinaryHeap",
            "Option",
            "Result",
            "Box",
            "Arc",
            "Rc",
            "String",
            "bool",
            "u64",
            "usize",
        ];
        match bare(ty) {
            Type::Tuple(_) | Type::Array(_) | Type::Reference(_) => true,
            ty => last_segment(ty).is_some_and(|last| {
                let is_param = self.signature.generics.type_params().any(|param| last.ident == param.ident);
                (is_param || KNOWN.iter().any(|known| last.ident == known)) && !these.iter().any(|it| last.ident == it)
            }),
        }
    }
}

/// What a `fold` or `reduce` returns: nothing, or one of its kind.
struct Total<'a> {
    signature: &'a Signature,
    options: &'a Options,
    written: Option<&'a Type>,
    /// The value of a `Result`.
    shown: Option<&'a Type>,
}

impl Total<'_> {
    fn read(self, state: &State, fallible: bool, faults: &mut Faults) -> Option<Returns> {
        let Total { signature, options, written, shown } = self;
        if let Some(word) = &options.fallible_items {
            faults.at(word, "only a `flat_map` has `fallible_items`");
        }
        let ty = state.ty.to_token_stream();
        let fallible = if options.form() == Form::Reduce {
            let same = written.is_some_and(|written| bare(written).to_token_stream().to_string() == ty.to_string());
            if !same {
                let ty = spaced(&ty);
                let text = match (shown, written) {
                    (Some(_), _) => {
                        format!("a `reduce` cannot fail: return `{ty}`, or write a `fold` with `merge`")
                    }
                    _ => format!("a `reduce` makes one item of two: return `{ty}`"),
                };
                match written {
                    Some(written) => faults.at(written, text),
                    None => faults.at(&signature.ident, text),
                }
                return None;
            }
            false
        } else {
            let value = if fallible { shown } else { written };
            if let Some(value) = value.filter(|value| !is_unit(value)) {
                let text = "a `fold` changes its accumulator: return nothing, or `Result<(), E>`";
                faults.at(value, text);
                return None;
            }
            fallible && written.is_some()
        };
        let written = written.cloned();
        Some(Returns { written, fallible, out: Out::Total, doubtful: false, asked: false, asks: Vec::new() })
    }
}

fn is_unit(ty: &Type) -> bool {
    matches!(bare(ty), Type::Tuple(tuple) if tuple.elems.is_empty())
}

/// What is left of the return type without its `Result`.
#[derive(Clone, Copy)]
enum Value<'a> {
    /// Nothing was written.
    Unit,
    /// This type.
    Shown(&'a Type),
    /// The value of this type, which must be a `Result` under another name.
    Hidden(&'a Type),
}

struct Reader<'a> {
    signature: &'a Signature,
    plumbing: &'a TokenStream,
    form: Form,
    asked: bool,
    faults: &'a mut Faults,
}

/// A type that outlives the call and has a name.
fn is_plain(ty: &Type) -> bool {
    borrow(ty).is_none() && impl_trait(ty).is_none()
}

/// Constants do not see generic parameters.
fn has_params(ty: &Type, signature: &Signature) -> bool {
    let types = signature.generics.type_params().map(|param| &param.ident);
    let params: Vec<_> = types.chain(signature.generics.const_params().map(|param| &param.ident)).collect();
    mentions(ty, params)
}

/// What must hold of the return type.
fn asks(written: &Type, value: Value<'_>, options: &Options, plumbing: &TokenStream) -> Vec<Ask> {
    let mut asks = Vec::new();
    let words = match value {
        Value::Shown(ty) => ty.to_token_stream(),
        Value::Unit | Value::Hidden(_) => written.to_token_stream(),
    };
    let mut ask = |ty: TokenStream, words: &dyn ToTokens, holds| {
        asks.push(Ask { ty, words: words.to_token_stream(), holds });
    };
    let value = match value {
        Value::Unit => return Vec::new(),
        Value::Shown(ty) => ty.to_token_stream(),
        Value::Hidden(ty) => quote!(<#ty as #plumbing::Tried>::Value),
    };
    if options.fallible == Some(true) || result_value(written).is_some() && options.fallible.is_none() {
        ask(written.to_token_stream(), written, "IsResult");
    }
    match options.form() {
        Form::Map | Form::Scan | Form::Fold | Form::Reduce => {}
        Form::Filter => ask(value, &words, "IsBool"),
        Form::FilterMap => ask(value, &words, "IsOption"),
        Form::FlatMap => {
            ask(value.clone(), &words, "IsMany");
            if options.fallible_items.is_some() {
                ask(quote!(<#value as ::core::iter::IntoIterator>::Item), &words, "IsResultEach");
            }
        }
    }
    asks
}

/// The return type as one that is an error if it is wrong.
pub(super) fn known(ty: &impl ToTokens, plumbing: &TokenStream) -> TokenStream {
    quote!(<#ty as #plumbing::Is<{ returned }>>::Type)
}

impl Reader<'_> {
    fn out(mut self, value: Value<'_>, options: &Options) -> Option<Out> {
        if let (Some(word), true) = (&options.fallible_items, self.form != Form::FlatMap) {
            self.faults.at(word, "only a `flat_map` has `fallible_items`");
        }
        if let (Value::Unit, true) = (value, self.form != Form::Map) {
            let word = self.form.word();
            let wanted = match self.form {
                Form::Filter => "`bool`",
                Form::FilterMap => "an `Option`",
                _ => "a collection or an `impl Iterator`",
            };
            self.faults.at(&self.signature.ident, format!("a `{word}` returns {wanted}"));
            return None;
        }
        match self.form {
            Form::FlatMap => self.children(value, options.fallible_items.is_some()).map(Out::Children),
            form => {
                self.check_named(value)?;
                let ty = self.value_type(value);
                Some(match form {
                    Form::Filter => Out::Item,
                    Form::FilterMap => Out::Held(self.held(value, &ty)),
                    _ => Out::Value(ty),
                })
            }
        }
    }

    fn value_type(&self, value: Value<'_>) -> TokenStream {
        let plumbing = self.plumbing;
        match value {
            Value::Unit => quote_spanned!(self.signature.ident.span()=> ()),
            Value::Shown(ty) => ty.to_token_stream(),
            Value::Hidden(ty) => {
                let whole = if self.asked { known(ty, plumbing) } else { ty.to_token_stream() };
                quote_spanned!(ty.span()=> <#whole as #plumbing::Tried>::Value)
            }
        }
    }

    fn held(&self, value: Value<'_>, ty: &TokenStream) -> TokenStream {
        let plumbing = self.plumbing;
        if let Value::Shown(ty) = value
            && let Some(last) = last_segment(ty).filter(|last| last.ident == "Option")
            && let Some(held) = type_arguments(last).next()
        {
            return held.to_token_stream();
        }
        let ty = if self.asked { known(ty, plumbing) } else { ty.clone() };
        quote_spanned!(self.signature.output.span()=> <#ty as #plumbing::Perhaps>::Value)
    }

    /// An output must be named and `'static`.
    fn check_named(&mut self, value: Value<'_>) -> Option<()> {
        let (Value::Shown(ty) | Value::Hidden(ty)) = value else { return Some(()) };
        if let Some(found) = impl_trait(ty) {
            self.faults.at(found, "a piper must name its output type");
            return None;
        }
        self.check_static(ty)
    }

    fn check_static(&mut self, ty: &Type) -> Option<()> {
        let Some(borrow) = borrow(ty) else { return Some(()) };
        self.faults.at(&borrow, "item types must be `'static`: this borrows from an argument");
        None
    }

    fn children(mut self, value: Value<'_>, fallible: bool) -> Option<Children> {
        let plumbing = self.plumbing;
        if let Value::Shown(ty) = value
            && let Type::ImplTrait(found) = bare(ty)
        {
            let Some(child) = iterator_item(found) else {
                self.faults.at(found, "a piper must name its output type: write `impl Iterator<Item = T>`");
                return None;
            };
            self.check_static(child)?;
            let borrows = borrow(ty).is_some();
            let asked = (fallible && !has_params(child, self.signature)).then(|| child.to_token_stream());
            let child = if asked.is_some() { known(child, plumbing) } else { child.to_token_stream() };
            return Some(Children { child, named: None, fallible, asked, borrows });
        }
        let (Value::Shown(ty) | Value::Hidden(ty)) = value else { return None };
        if let Some(found) = impl_trait(ty) {
            self.faults.at(found, "a piper must name its output type");
            return None;
        }
        let borrows = borrow(ty).is_some();
        // The items may well be `'static` where their iterator is not: `Drain<'_, String>`.
        let mut whole = ty.clone();
        Static.visit_type_mut(&mut whole);
        let named = match value {
            Value::Hidden(_) if self.asked => {
                let whole = known(&whole, plumbing);
                quote_spanned!(ty.span()=> <#whole as #plumbing::Tried>::Value)
            }
            Value::Hidden(_) => quote_spanned!(ty.span()=> <#whole as #plumbing::Tried>::Value),
            _ if self.asked => known(&whole, plumbing),
            _ => whole.to_token_stream(),
        };
        // Known without a bound on what it holds: a pipe on which that is unmet is one error.
        let held = match value {
            Value::Shown(ty) if has_params(ty, self.signature) => vec_item(ty),
            _ => None,
        };
        let child = match held {
            Some(held) => held.to_token_stream(),
            None => quote_spanned!(ty.span()=> <#named as ::core::iter::IntoIterator>::Item),
        };
        Some(Children { child, named: Some(named), fallible, asked: None, borrows })
    }
}

/// Makes every lifetime `'static`.
struct Static;

impl VisitMut for Static {
    fn visit_lifetime_mut(&mut self, lifetime: &mut syn::Lifetime) {
        lifetime.ident = syn::Ident::new("static", lifetime.ident.span());
    }
    fn visit_type_reference_mut(&mut self, reference: &mut syn::TypeReference) {
        let span = reference.and_token.span;
        reference.lifetime.get_or_insert_with(|| syn::Lifetime::new("'static", span)).ident =
            syn::Ident::new("static", span);
        syn::visit_mut::visit_type_mut(self, &mut reference.elem);
    }
    fn visit_type_fn_ptr_mut(&mut self, _: &mut syn::TypeFnPtr) {}
    fn visit_parenthesized_generic_arguments_mut(&mut self, _: &mut syn::ParenthesizedGenericArguments) {}
}

/// The value type of what is written as a `Result`.
fn result_value(ty: &Type) -> Option<&Type> {
    let last = last_segment(ty).filter(|last| last.ident == "Result")?;
    type_arguments(last).next()
}

/// `T` of `Vec<T>`.
fn vec_item(ty: &Type) -> Option<&Type> {
    let last = last_segment(ty).filter(|last| last.ident == "Vec")?;
    type_arguments(last).next()
}

/// `T` of `impl Iterator<Item = T>`.
fn iterator_item(found: &TypeImplTrait) -> Option<&Type> {
    found.bounds.iter().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else { return None };
        let last = bound.path.segments.last().filter(|last| last.ident == "Iterator")?;
        let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
        arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::AssocType(item) if item.ident == "Item" => Some(&item.ty),
            _ => None,
        })
    })
}

/// Whether a type could be another name of `Result`.
fn could_be_alias(ty: &Type) -> bool {
    const KNOWN: [&str; 6] = ["Vec", "String", "Option", "Box", "Arc", "Bytes"];
    let Some(last) = last_segment(ty) else { return false };
    let name = last.ident.to_string();
    name.starts_with(|letter: char| letter.is_uppercase()) && !KNOWN.contains(&name.as_str())
}
