//! The arguments of a piper: what each is fed from.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Expr, ExprClosure, FnArg, Pat, PatType, Signature, Type, TypeReference};

use super::faults::Faults;
use super::options::Form;
use super::types::{bare, borrow, impl_trait, is_byte_slice, is_word, last_segment, owned};

/// All arguments of one function.
#[derive(Default)]
pub(super) struct Arguments {
    /// What each argument is fed from, in the order of the signature.
    pub(super) roles: Vec<Role>,
    /// What is kept from item to item: the first argument of a `scan`, `fold` or `reduce`.
    pub(super) state: Option<State>,
    /// The arguments behind that, one for each pipe.
    pub(super) inbox: Vec<Inbox>,
    /// The fields of the node.
    pub(super) fields: Vec<Field>,
    /// What is made once in each worker.
    pub(super) locals: Vec<Local>,
    /// The type of the `#[context]` argument, if there is one.
    pub(super) context: Option<Type>,
}

/// What is kept from item to item.
pub(super) struct State {
    /// Its type, without the `&mut`.
    pub(super) ty: Type,
    /// `#[init(expr)]`
    pub(super) init: Option<Expr>,
}

/// What an argument is fed from.
pub(super) enum Role {
    /// What is kept.
    State,
    /// The inbox argument of this number.
    Inbox(usize),
    /// A field of the node.
    Param(Loan),
    /// The local of this number.
    Local(usize),
    /// The context of the call.
    Context,
}

/// One inbox argument.
pub(super) struct Inbox {
    /// How messages call it.
    pub(super) name: String,
    /// How it takes its item.
    pub(super) shape: Shape,
    /// Its type as written.
    pub(super) written: Type,
}

/// How an inbox argument takes its item.
pub(super) enum Shape {
    /// By value.
    Value(Type),
    /// By `&`.
    Ref(Type),
    /// `&str` or `&[u8]`: any item that can be looked at as that.
    Look(Type),
    /// `String` or `Bytes`: any item that can be turned into that.
    Turn(Type),
}

impl Shape {
    fn of(ty: &Type) -> Shape {
        match lent(ty) {
            Some(reference) if is_word(&reference.elem, "str") || is_byte_slice(&reference.elem) => {
                Shape::Look((*reference.elem).clone())
            }
            Some(reference) => Shape::Ref((*reference.elem).clone()),
            None if last_segment(ty)
                .is_some_and(|last| last.arguments.is_none() && (last.ident == "String" || last.ident == "Bytes")) =>
            {
                Shape::Turn(ty.clone())
            }
            None => Shape::Value(ty.clone()),
        }
    }

    /// Whether the argument only looks at its item.
    pub(super) fn looks(&self) -> bool {
        matches!(self, Shape::Ref(_) | Shape::Look(_))
    }

    /// The type that any accepted item must convert to, where more than one type of item is accepted.
    pub(super) fn converts(&self) -> Option<&Type> {
        match self {
            Shape::Look(ty) | Shape::Turn(ty) => Some(ty),
            Shape::Value(_) | Shape::Ref(_) => None,
        }
    }

    /// The item's type, as a user would call it.
    pub(super) fn like(&self) -> TokenStream {
        match self {
            Shape::Look(ty) => quote!(&'static #ty),
            Shape::Value(ty) | Shape::Ref(ty) | Shape::Turn(ty) => ty.to_token_stream(),
        }
    }
}

/// A field of the node.
pub(super) struct Field {
    /// Its name, with the span of the first argument that declares it.
    pub(super) name: Ident,
    /// What it holds.
    pub(super) owned: TokenStream,
    /// The argument's type.
    pub(super) written: Type,
    /// The argument's documentation.
    pub(super) docs: Vec<Attribute>,
}

/// The use of a field as an argument.
pub(super) struct Loan {
    /// The field's number.
    pub(super) field: usize,
    /// Whether the argument is lent what the field holds, or takes a clone.
    pub(super) lends: bool,
    /// The argument's type, without the `&` where it is lent.
    pub(super) ty: Box<Type>,
}

/// A value that is made once in each worker.
pub(super) struct Local {
    /// What is kept.
    pub(super) owned: TokenStream,
    /// What is lent to each call.
    pub(super) lent: TypeReference,
    /// What makes it.
    pub(super) closure: ExprClosure,
    /// Whether that is a future.
    pub(super) awaited: bool,
    /// What the closure is called with.
    pub(super) loans: Vec<Loan>,
}

const MARKS: [&str; 4] = ["param", "local", "context", "init"];

/// Whether `#[piper]` reads this attribute of an argument, or must take it away because functions cannot carry it.
fn is_ours(attribute: &Attribute) -> bool {
    MARKS.iter().any(|mark| attribute.path().is_ident(mark)) || attribute.path().is_ident("doc")
}

/// Takes our attributes off the arguments, so that the function is as if it had never had them.
pub(super) fn strip(signature: &mut Signature) {
    for argument in &mut signature.inputs {
        let attributes = match argument {
            FnArg::Receiver(receiver) => &mut receiver.attrs,
            FnArg::Typed(argument) => &mut argument.attrs,
        };
        attributes.retain(|attribute| !is_ours(attribute));
    }
}

impl Arguments {
    /// Reads them all; a wrong one is a fault and is left out.
    pub(super) fn read(signature: &Signature, form: Form, faults: &mut Faults) -> Arguments {
        let mut arguments = Arguments::default();
        for (at, argument) in signature.inputs.iter().enumerate() {
            match argument {
                FnArg::Receiver(receiver) => faults.at(&receiver.self_token, "a piper is a free function"),
                FnArg::Typed(argument) if at == 0 && form.keeps() => arguments.read_state(argument, form, faults),
                FnArg::Typed(argument) => arguments.read_one(argument, form, faults),
            }
        }
        if signature.asyncness.is_none() {
            for local in arguments.locals.iter().filter(|local| local.awaited) {
                let text = "an `async` closure makes the local of an `async fn`: remove this `async`, or write another before `fn`";
                faults.at(&local.closure.asyncness, text);
            }
        }
        if signature.inputs.is_empty() || (arguments.inbox.is_empty() && faults.is_empty()) {
            let text = match form {
                Form::Scan => "a `scan` takes its state and then the incoming item: `fn(&mut State, Item) -> T`",
                Form::Fold => "a `fold` takes its accumulator and then the incoming item: `fn(&mut Acc, Item)`",
                Form::Reduce => "a `reduce` takes two items of one type: `fn(T, T) -> T`",
                _ => "a piper needs at least one argument: the incoming item",
            };
            faults.at(&signature.ident, text);
        }
        arguments
    }

    /// The first argument of what keeps something from item to item.
    fn read_state(&mut self, argument: &PatType, form: Form, faults: &mut Faults) {
        if let Some(found) = impl_trait(&argument.ty) {
            faults.at(found, "write a named type parameter: a piper's arguments name their types");
            return;
        }
        let mut init = None;
        for mark in argument.attrs.iter().filter(|attribute| is_ours(attribute) && !attribute.path().is_ident("doc")) {
            if mark.path().is_ident("init") && form != Form::Reduce {
                init = faults.take(mark.parse_args::<Expr>());
            } else {
                let what = if form == Form::Reduce { "the earlier item" } else { "what is kept from item to item" };
                faults.at(mark, format!("the first argument of a `{}` is {what}: remove this", form.word()));
            }
        }
        let ty = match (form, bare(&argument.ty)) {
            (Form::Reduce, Type::Reference(_)) => {
                faults.at(&argument.ty, "a `reduce` makes one item of two: take them by value");
                return;
            }
            (Form::Reduce, ty) => ty,
            (_, Type::Reference(reference)) if reference.mutability.is_some() => &reference.elem,
            _ => {
                let what = if form == Form::Scan { "state" } else { "accumulator" };
                let ty = spaced(&bare(&argument.ty).to_token_stream());
                let ty = ty.trim_start_matches("& ").trim_start_matches('&');
                let text = format!("a `{}` changes its {what}, the first argument: take `&mut {ty}`", form.word());
                faults.at(&argument.ty, text);
                return;
            }
        };
        let sized = !matches!(bare(ty), Type::Slice(_) | Type::TraitObject(_)) && !is_word(ty, "str");
        if !sized {
            faults.at(ty, "what is kept from item to item has a size: take what owns it");
        }
        check_stored(ty, "what is kept from item to item", faults);
        self.roles.push(Role::State);
        self.state = Some(State { ty: ty.clone(), init });
    }

    fn read_one(&mut self, argument: &PatType, form: Form, faults: &mut Faults) {
        if let Some(found) = impl_trait(&argument.ty) {
            faults.at(found, "write a named type parameter: a piper's arguments name their types");
            return;
        }
        let mut marks =
            argument.attrs.iter().filter(|attribute| is_ours(attribute) && !attribute.path().is_ident("doc"));
        let Some(mark) = marks.next() else { return self.read_inbox(argument, form, faults) };
        if let Some(second) = marks.next() {
            faults.at(second, "an argument is one of `#[param]`, `#[local(..)]` and `#[context]`");
        }
        if mark.path().is_ident("param") {
            self.read_param(argument, mark, faults);
        } else if form == Form::Reduce && !mark.path().is_ident("init") {
            // It combines results too, wherever that is, and then there is no item.
            faults.at(mark, "a `reduce` takes two items and params: remove this");
        } else if mark.path().is_ident("local") {
            self.read_local(argument, mark, faults);
        } else if mark.path().is_ident("context") {
            self.read_context(argument, mark, faults);
        } else {
            faults.at(mark, "`init` is for what a `scan` or `fold` keeps from item to item: its first argument");
        }
    }

    fn read_inbox(&mut self, argument: &PatType, form: Form, faults: &mut Faults) {
        if self.roles.len() > self.inbox.len() + usize::from(self.state.is_some()) {
            faults.at(
                &argument.pat,
                "inbox arguments come first; mark this one `#[param]`, `#[local(..)]` or `#[context]`, or move it",
            );
            return;
        }
        let shape = Shape::of(&argument.ty);
        check_item(&argument.ty, &shape, faults);
        if form == Form::Reduce {
            self.check_reduced(argument, faults);
        }
        if self.inbox.len() == INBOX_MAX {
            faults.at(&argument.pat, format!("a piper takes at most {INBOX_MAX} items"));
        }
        self.roles.push(Role::Inbox(self.inbox.len()));
        let name = match &*argument.pat {
            Pat::Ident(pattern) => pattern.ident.unraw().to_string(),
            // Taken apart at once.
            _ => format!("item{}", self.inbox.len() + 1),
        };
        self.inbox.push(Inbox { name, shape, written: (*argument.ty).clone() });
    }

    /// A `reduce` makes one item of two of its kind.
    fn check_reduced(&self, argument: &PatType, faults: &mut Faults) {
        let Some(earlier) = &self.state else { return };
        if !self.inbox.is_empty() {
            faults.at(&argument.pat, "a `reduce` takes two items; mark what comes behind them `#[param]`");
        } else if earlier.ty.to_token_stream().to_string() != bare(&argument.ty).to_token_stream().to_string() {
            let ty = spaced(&earlier.ty.to_token_stream());
            faults.at(&argument.ty, format!("a `reduce` takes two items of one type: here `{ty}`"));
        }
    }

    fn read_param(&mut self, argument: &PatType, mark: &Attribute, faults: &mut Faults) {
        faults.take(mark.meta.require_path_only());
        let Some(name) = field_name(&argument.pat, faults) else { return };
        let docs = argument.attrs.iter().filter(|attribute| attribute.path().is_ident("doc")).cloned().collect();
        if let Some(loan) = self.loan(name, &argument.ty, docs, faults) {
            self.roles.push(Role::Param(loan));
        }
    }

    fn read_local(&mut self, argument: &PatType, mark: &Attribute, faults: &mut Faults) {
        let Some(closure) = local_closure(mark, faults) else { return };
        // The closure's arguments become fields even where the local is wrong: a stub without them would be a second error.
        let loans: Vec<Loan> = closure.inputs.iter().filter_map(|input| self.closure_loan(input, faults)).collect();
        match bare(&argument.ty) {
            Type::Reference(lent) => {
                check_stored(&lent.elem, "a local", faults);
                let whole = is_word(&lent.elem, "str") || matches!(bare(&lent.elem), Type::Slice(_));
                let owned = if whole { owned(&lent.elem) } else { lent.elem.to_token_stream() };
                self.roles.push(Role::Local(self.locals.len()));
                let awaited = closure.asyncness.is_some();
                self.locals.push(Local { owned, lent: lent.clone(), closure, awaited, loans });
            }
            other => faults.at(other, "a local is lent to each call: take it by `&` or `&mut`"),
        }
    }

    fn closure_loan(&mut self, input: &Pat, faults: &mut Faults) -> Option<Loan> {
        let Pat::Type(input) = input else {
            faults.at(input, "this becomes a field of the node: write its type");
            return None;
        };
        let name = field_name(&input.pat, faults)?;
        self.loan(name, &input.ty, Vec::new(), faults)
    }

    fn read_context(&mut self, argument: &PatType, mark: &Attribute, faults: &mut Faults) {
        faults.take(mark.meta.require_path_only());
        match bare(&argument.ty) {
            Type::Reference(reference) if reference.mutability.is_none() => {
                self.roles.push(Role::Context);
                self.context.get_or_insert_with(|| (*argument.ty).clone());
            }
            other => faults.at(other, "the context is lent: take `&Context`"),
        }
    }

    /// The use of the field of this name, made where there is none yet.
    fn loan(&mut self, name: &Ident, written: &Type, docs: Vec<Attribute>, faults: &mut Faults) -> Option<Loan> {
        let reference = match bare(written) {
            Type::Reference(reference) if reference.mutability.is_some() => {
                faults.at(written, "a parameter cannot be changed: take it by value, or by `&`");
                return None;
            }
            _ => lent(written),
        };
        check_stored(reference.map_or(written, |reference| &reference.elem), "a parameter", faults);
        let owned = reference.map_or_else(|| written.to_token_stream(), |reference| owned(&reference.elem));
        let ty = reference.map_or_else(|| Box::new(written.clone()), |reference| reference.elem.clone());
        let known = self.fields.iter().position(|field| field.name == *name);
        let field = known.unwrap_or(self.fields.len());
        match known.map(|known| &mut self.fields[known]) {
            None => self.fields.push(Field { name: name.clone(), owned, written: written.clone(), docs }),
            // Whether its type is the same is seen by types: `String` and what owns a `str` are, and their tokens differ.
            Some(field) => field.docs.extend(docs),
        }
        Some(Loan { field, lends: reference.is_some(), ty })
    }
}

/// What the tuple of an inbox may hold.
const INBOX_MAX: usize = 12;

/// A reference that lives as long as the call. One that is `'static` is a value like any other.
fn lent(ty: &Type) -> Option<&TypeReference> {
    match bare(ty) {
        Type::Reference(reference) if reference.lifetime.as_ref().is_none_or(|lifetime| lifetime.ident != "static") => {
            Some(reference)
        }
        _ => None,
    }
}

fn check_item(ty: &Type, shape: &Shape, faults: &mut Faults) {
    let item = match (bare(ty), shape) {
        (Type::Reference(reference), _) if reference.mutability.is_some() => {
            faults.at(ty, "a piper cannot change its item in place: take it by value, or by `&`");
            return;
        }
        (_, Shape::Ref(item) | Shape::Value(item)) => item,
        (_, Shape::Look(_) | Shape::Turn(_)) => return,
    };
    match bare(item) {
        Type::Slice(slice) => {
            let elem = spaced(&slice.elem.to_token_stream());
            faults.at(ty, format!("an item has a size: take `&Vec<{elem}>`"));
        }
        Type::TraitObject(_) => faults.at(ty, "an item has a size: take `&Box<dyn ..>`"),
        _ => check_stored(item, "an item", faults),
    }
}

fn check_stored(ty: &Type, what: &str, faults: &mut Faults) {
    if let Some(borrow) = borrow(ty) {
        faults.at(&borrow, format!("{what} must be `'static`: this borrows"));
    }
}

fn field_name<'a>(pattern: &'a Pat, faults: &mut Faults) -> Option<&'a Ident> {
    match pattern {
        Pat::Ident(pattern) if pattern.by_ref.is_none() && pattern.subpat.is_none() => {
            let nameless = pattern.ident.unraw().to_string().starts_with('_');
            if nameless {
                faults.at(&pattern.ident, "this becomes a field of the node: give it a name without `_` in front");
            }
            (!nameless).then_some(&pattern.ident)
        }
        other => {
            faults.at(other, "this becomes a field of the node: give it a plain name");
            None
        }
    }
}

fn local_closure(mark: &Attribute, faults: &mut Faults) -> Option<ExprClosure> {
    match faults.take(mark.parse_args::<Expr>())? {
        Expr::Closure(closure) => Some(closure),
        other => {
            faults.at(&other, "a local is made by a closure: `#[local(|pattern: &str| Regex::new(pattern))]`");
            None
        }
    }
}

/// Tokens as a user would write them, near enough for a message.
pub(super) fn spaced(tokens: &TokenStream) -> String {
    let text = tokens.to_string();
    text.replace(" :: ", "::").replace(":: ", "::").replace(" <", "<").replace("< ", "<").replace(" >", ">")
}
