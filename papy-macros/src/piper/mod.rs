//! `#[piper]`: from the signature of a function to a node struct and what it implements.
//!
//! The function stays as it is. Whatever is wrong with it is reported at once, and it still gets a struct with its fields, so that
//! one fault is not a second one where the piper is used.

mod arguments;
mod emit;
mod faults;
mod options;
mod params;
mod returns;
mod run;
#[cfg(test)]
mod tests;
mod types;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, Expr, Safety, Signature, Visibility};

use arguments::Arguments;
pub(crate) use faults::Faults;
use options::{Form, Options};
use params::Params;
use returns::Returns;

/// A function, its body left as it is.
pub(crate) struct Function {
    /// Attributes and documentation.
    pub(crate) attributes: Vec<Attribute>,
    /// Who can see it.
    pub(crate) visibility: Visibility,
    /// Everything between.
    pub(crate) signature: Signature,
    /// The braces.
    pub(crate) body: TokenTree,
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Function> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let signature = input.parse()?;
        if !input.peek(syn::token::Brace) {
            return Err(input.error("expected a body in braces"));
        }
        Ok(Function { attributes, visibility, signature, body: input.parse()? })
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Function { attributes, visibility, signature, body } = self;
        tokens.extend(quote!(#(#attributes)* #visibility #signature #body));
    }
}

/// Everything that is known of one piper.
struct Model<'a> {
    function: &'a Function,
    name: &'a Ident,
    /// The path of the runtime's contract.
    plumbing: TokenStream,
    form: Form,
    /// The function of `merge = f`.
    merge: Option<Expr>,
    commutative: bool,
    arguments: Arguments,
    params: Params,
    returns: Returns,
    /// It is an `async fn`.
    awaits: bool,
}

/// Expands `#[piper(options)] item`.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut faults = Faults::default();
    let Ok(mut function) = syn::parse2::<Function>(item.clone()) else {
        faults.at(&head(&item), "`#[piper]` goes on a function");
        let faults = faults.each();
        return quote!(#item #(#faults)*);
    };
    let node = expand_function(options, &function, &mut faults);
    arguments::strip(&mut function.signature);
    quote!(#function #node)
}

/// The struct and its implementations, or as much of them as a faulty function allows; and the faults.
fn expand_function(options: TokenStream, function: &Function, faults: &mut Faults) -> TokenStream {
    let options = Options::read(options, faults);
    let signature = &function.signature;
    let plumbing = plumbing(&options);
    // An unknown option leaves the rest sound.
    let mut grave = Faults::default();
    check_function(signature, options.form(), &mut grave);
    let arguments = Arguments::read(signature, options.form(), &mut grave);
    check_filter(&options, &arguments, &mut grave);
    let params = Params::read(&signature.generics, &arguments, &mut grave);
    let returns = Returns::read(signature, &options, &arguments, &plumbing, &mut grave);
    check_name(signature, &mut grave);
    let sound = grave.is_empty();
    faults.append(grave);
    match returns {
        Some(returns) if sound => {
            let (name, form) = (&signature.ident, options.form());
            let (merge, commutative) = (options.merge.map(|(_, merge)| merge), options.commutative.is_some());
            let awaits = signature.asyncness.is_some();
            let node = emit::node(&Model {
                function,
                name,
                plumbing,
                form,
                merge,
                commutative,
                arguments,
                params,
                returns,
                awaits,
            });
            let faults = faults.each();
            quote!(#node #(#faults)*)
        }
        _ => refused(function, &arguments, &params, &plumbing, faults),
    }
}

/// What is left of a faulty function.
fn refused(
    function: &Function,
    arguments: &Arguments,
    params: &Params,
    plumbing: &TokenStream,
    faults: &Faults,
) -> TokenStream {
    let faults = faults.each();
    match faults.split_first() {
        // A struct cannot stand where a method does.
        Some((first, rest)) if function.signature.receiver().is_none() => {
            let stub = emit::stub(function, arguments, params, plumbing, first);
            quote!(#stub #(#rest)*)
        }
        _ => quote!(#(#faults)*),
    }
}

fn plumbing(options: &Options) -> TokenStream {
    match &options.krate {
        Some(path) => quote!(#path::plumbing),
        None => quote!(::papy::plumbing),
    }
}

/// What a function may be besides.
fn check_function(signature: &Signature, form: Form, faults: &mut Faults) {
    if let Some(word) = signature.asyncness.filter(|_| form.keeps()) {
        faults.at(&word, format!("a `{}` cannot be async", form.word()));
    }
    if let Safety::Unsafe(word) = &signature.safety {
        faults.at(word, "a piper cannot be `unsafe`");
    }
    if let Some(abi) = &signature.abi {
        faults.at(&abi.extern_token, "a piper cannot be `extern`");
    }
    if let Some(variadic) = &signature.variadic {
        faults.at(&variadic.dots, "a piper cannot be variadic");
    }
}

/// A filter gives on the very item that it looked at.
fn check_filter(options: &Options, arguments: &Arguments, faults: &mut Faults) {
    if options.form() == Form::Filter {
        for inbox in arguments.inbox.iter().filter(|inbox| !inbox.shape.looks()) {
            faults.at(&inbox.written, "a filter only looks at its item: take it by `&`");
        }
    }
}

/// The struct of this name must not hide another type, far away from here.
fn check_name(signature: &Signature, faults: &mut Faults) {
    const TAKEN: [&str; 20] = [
        "bool", "char", "str", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize",
        "f32", "f64", "std", "core", "alloc",
    ];
    let name = &signature.ident;
    let text = name.unraw().to_string();
    if TAKEN.contains(&text.as_str()) {
        faults.at(name, format!("a piper named `{text}` would hide `{text}`: choose another name"));
    } else if text.starts_with(char::is_uppercase) {
        faults.at(name, "a piper's name begins with a small letter: a capital one is a pipeline's");
    } else if starts_a_path(signature, name) {
        faults.at(name, format!("a piper named `{text}` would hide the `{text}` of its own signature: rename one"));
    }
}

/// Whether a path in the signature begins with this name.
fn starts_a_path(signature: &Signature, name: &Ident) -> bool {
    struct Search<'a>(&'a Ident, bool);
    impl<'ast> Visit<'ast> for Search<'_> {
        fn visit_path(&mut self, path: &'ast syn::Path) {
            let first = path.segments.first().filter(|_| path.leading_colon.is_none());
            self.1 |= first.is_some_and(|first| first.ident == *self.0);
            syn::visit::visit_path(self, path);
        }
        fn visit_attribute(&mut self, _: &'ast Attribute) {}
    }
    let mut search = Search(name, false);
    search.visit_signature(signature);
    search.1
}

/// The word that says what the item is, behind its attributes.
fn head(item: &TokenStream) -> TokenStream {
    let skip = |input: ParseStream<'_>| {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        let word = input.parse::<Option<TokenTree>>()?;
        input.parse::<TokenStream>()?;
        Ok(word)
    };
    match syn::parse::Parser::parse2(skip, item.clone()) {
        Ok(Some(word)) => word.to_token_stream(),
        _ => item.clone(),
    }
}

/// Where errors about the inbox belong: the type of the first inbox argument.
fn inbox_span(arguments: &Arguments) -> proc_macro2::Span {
    arguments.inbox.first().map_or_else(proc_macro2::Span::call_site, |inbox| inbox.written.span())
}
