//! The header, statements one by one, and how to go on after a fault in one.
//!
//! A keyword of the language is one only where it begins a statement: everywhere else it is a name like any other.

use std::collections::BTreeSet;
use std::fmt::Display;

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Error, Expr, Generics, Ident, Path, Result, Token, Visibility};
use syn::{braced, parenthesized, token};

use super::ast::{Flow, Imap, ImapValue, Input, Item, Let, Output, Param, Pipeline, Source, Term};
use super::faults::Faults;
use super::{flow, suggest};

pub(super) mod kw {
    syn::custom_keyword!(imap);
    syn::custom_keyword!(input);
    syn::custom_keyword!(output);
    syn::custom_keyword!(policy);
    syn::custom_keyword!(on);
}

const KEYWORDS: [&str; 5] = ["imap", "input", "let", "output", "policy"];

/// Reads a whole pipeline; nothing only if it has no name or no body.
pub(super) fn pipeline(input: ParseStream, faults: &mut Faults) -> Option<Pipeline> {
    let mut pipeline = match name(input) {
        Ok(pipeline) => pipeline,
        Err(error) => {
            faults.push(error);
            return None;
        }
    };
    let start = input.fork();
    if let Err(error) = header(&mut pipeline, input, faults) {
        faults.push(error);
        while !input.is_empty() && !input.peek(token::Brace) {
            skip_one(input);
        }
        let names = idents_until(&start, input);
        pipeline.mentioned.extend(names.iter().cloned());
        pipeline.unread.extend(names);
    }
    if let Err(error) = body(&mut pipeline, input, faults) {
        faults.push(error);
        return None;
    }
    if !input.is_empty() {
        faults.push(fault(input, "expected nothing behind the pipeline: write one `pipeline!` for each"));
    }
    Some(pipeline)
}

fn name(input: ParseStream) -> Result<Pipeline> {
    let attrs = input.call(Attribute::parse_outer)?;
    let vis: Visibility = input.parse()?;
    if !input.peek(Ident) {
        return Err(fault(input, "expected the name of the pipeline, as in `pub Grep(pattern: String) { .. }`"));
    }
    Ok(Pipeline {
        attrs,
        vis,
        name: input.parse()?,
        generics: Generics::default(),
        params: Vec::new(),
        krate: None,
        items: Vec::new(),
        mentioned: BTreeSet::new(),
        unread: BTreeSet::new(),
    })
}

fn header(pipeline: &mut Pipeline, input: ParseStream, faults: &mut Faults) -> Result<()> {
    pipeline.generics = input.parse()?;
    if input.peek(token::Paren) {
        let content;
        parenthesized!(content in input);
        let start = content.fork();
        if let Err(error) = params(&mut pipeline.params, &content) {
            faults.push(error);
            let names = idents(start.parse()?);
            pipeline.mentioned.extend(names.iter().cloned());
            pipeline.unread.extend(names);
        }
    }
    pipeline.generics.where_clause = input.parse()?;
    Ok(())
}

fn params(params: &mut Vec<Param>, content: ParseStream) -> Result<()> {
    while !content.is_empty() {
        let attrs = content.call(Attribute::parse_outer)?;
        let name: Ident = content.parse()?;
        content.parse::<Token![:]>()?;
        params.push(Param { attrs, name, ty: content.parse()? });
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

fn body(pipeline: &mut Pipeline, input: ParseStream, faults: &mut Faults) -> Result<()> {
    if !input.peek(token::Brace) {
        return Err(fault(input, "expected the body of the pipeline, `{ .. }`"));
    }
    let content;
    braced!(content in input);
    while !content.is_empty() {
        if content.peek(Token![;]) {
            skip_one(&content);
            continue;
        }
        statement(pipeline, &content, faults);
    }
    Ok(())
}

/// Reads one statement, or skips it. Always goes on by at least one token.
fn statement(pipeline: &mut Pipeline, input: ParseStream, faults: &mut Faults) {
    let start = input.fork();
    let known = faults.len();
    let read = item(pipeline, input, faults);
    let unread = match read {
        Ok(item) => {
            pipeline.items.extend(item);
            false
        }
        Err(error) => {
            faults.push(error);
            skip(input);
            true
        }
    };
    if start.cursor() == input.cursor() {
        skip_one(input);
    }
    if faults.len() > known {
        let names = idents_until(&start, input);
        if unread {
            pipeline.unread.extend(names.iter().cloned());
        }
        pipeline.mentioned.extend(names);
    }
}

/// One statement. An error means that not even its name is known.
fn item(pipeline: &mut Pipeline, input: ParseStream, faults: &mut Faults) -> Result<Option<Item>> {
    let attrs = input.call(Attribute::parse_outer)?;
    for attr in attrs.iter().filter(|attr| !attr.path().is_ident("doc")) {
        faults.on(attr, "statements of a pipeline take doc comments, no other attributes");
    }
    let flow_follows = input.peek2(Token![->]);
    if input.peek(Token![crate]) && input.peek2(Token![=]) {
        return krate(pipeline, input, faults).map(|()| None);
    }
    let item = if input.peek(Token![let]) {
        input.parse::<Token![let]>()?;
        let name = named(input, "let")?;
        Item::Let(stream(name, input, faults))
    } else if input.peek(kw::imap) && !flow_follows {
        input.parse::<kw::imap>()?;
        imap(attrs, named(input, "imap")?, input, faults)
    } else if input.peek(kw::input) && !flow_follows {
        input.parse::<kw::input>()?;
        source(attrs, named(input, "input")?, input, faults)
    } else if input.peek(kw::output) && !flow_follows {
        input.parse::<kw::output>()?;
        output(attrs, named(input, "output")?, input, faults)
    } else if input.peek(kw::policy) && input.peek2(token::Bracket) {
        input.parse::<kw::policy>()?;
        let options = flow::options(input, faults)?;
        let ended = end(input, faults);
        settle(ended, input, faults);
        Item::Policy(options)
    } else {
        bare(input, faults)?
    };
    Ok(Some(item))
}

/// A statement that begins with none of the keywords: a flow, or a slip.
fn bare(input: ParseStream, faults: &mut Faults) -> Result<Item> {
    if input.peek(Ident) {
        let ahead = input.fork();
        let word: Ident = ahead.parse()?;
        if ahead.peek(Token![=]) && !ahead.peek(Token![=>]) || ahead.peek(Token![:]) && !ahead.peek(Token![::]) {
            faults.at(word.span(), format!("a new stream begins with `let`: write `let {word} = ..`"));
            let name: Ident = input.parse()?;
            return Ok(Item::Let(stream(name, input, faults)));
        }
        if ahead.peek(Ident) {
            let hint = suggest::hint(&word.to_string(), KEYWORDS);
            return Err(Error::new(word.span(), format!("no statement begins with `{word}`{hint}")));
        }
    } else if !input.peek(token::Paren) && !input.peek(token::Bracket) {
        return Err(fault(input, "expected `imap`, `input`, `let`, `output`, `policy` or a flow `a -> f`"));
    }
    let mut flow = unread_flow(input);
    let read = flow::read(&mut flow, input, faults).and_then(|()| end(input, faults));
    flow.broken = !settle(read, input, faults);
    Ok(Item::Flow(flow))
}

fn krate(pipeline: &mut Pipeline, input: ParseStream, faults: &mut Faults) -> Result<()> {
    let word: Token![crate] = input.parse()?;
    input.parse::<Token![=]>()?;
    let path = input.call(Path::parse_mod_style)?;
    if pipeline.krate.is_some() || !pipeline.items.is_empty() {
        faults.at(word.span, "`crate = path;` stands first in a pipeline, and once");
    }
    pipeline.krate.get_or_insert(path);
    let ended = end(input, faults);
    settle(ended, input, faults);
    Ok(())
}

fn named(input: ParseStream, keyword: &str) -> Result<Ident> {
    if !input.peek(Ident::peek_any) {
        return Err(fault(input, format!("expected a name after `{keyword}`")));
    }
    input.parse()
}

fn stream(name: Ident, input: ParseStream, faults: &mut Faults) -> Let {
    let mut item = Let { name, ty: None, flow: unread_flow(input) };
    let read = fill_let(&mut item, input, faults);
    item.flow.broken = !settle(read, input, faults);
    item
}

fn fill_let(item: &mut Let, input: ParseStream, faults: &mut Faults) -> Result<()> {
    if input.parse::<Option<Token![:]>>()?.is_some() {
        item.ty = Some(input.parse()?);
    }
    if !input.peek(Token![=]) {
        return Err(fault(input, format!("expected a flow: write `let {} = ..`", item.name)));
    }
    input.parse::<Token![=]>()?;
    flow::read(&mut item.flow, input, faults)?;
    end(input, faults)
}

fn source(attrs: Vec<Attribute>, name: Ident, input: ParseStream, faults: &mut Faults) -> Item {
    let mut item = Input { attrs, name, ty: None };
    let read = fill_input(&mut item, input, faults);
    settle(read, input, faults);
    Item::Input(item)
}

fn fill_input(item: &mut Input, input: ParseStream, faults: &mut Faults) -> Result<()> {
    if !input.peek(Token![:]) {
        return Err(fault(input, format!("an input has a type: write `input {}: T;`", item.name)));
    }
    input.parse::<Token![:]>()?;
    item.ty = Some(input.parse()?);
    end(input, faults)
}

fn output(attrs: Vec<Attribute>, name: Ident, input: ParseStream, faults: &mut Faults) -> Item {
    let mut item = Output { attrs, name, ty: None, options: Vec::new(), flow: None };
    let read = fill_output(&mut item, input, faults);
    if !settle(read, input, faults) {
        item.flow.get_or_insert_with(|| unread_flow(input)).broken = true;
    }
    Item::Output(item)
}

fn fill_output(item: &mut Output, input: ParseStream, faults: &mut Faults) -> Result<()> {
    if input.parse::<Option<Token![:]>>()?.is_some() {
        item.ty = Some(input.parse()?);
    }
    if input.peek(token::Bracket) {
        item.options = flow::options(input, faults)?;
    }
    if input.parse::<Option<Token![=]>>()?.is_some() {
        flow::read(item.flow.insert(unread_flow(input)), input, faults)?;
    }
    end(input, faults)
}

fn imap(attrs: Vec<Attribute>, name: Ident, input: ParseStream, faults: &mut Faults) -> Item {
    let mut item = Imap { attrs, name, value: ImapValue::Unread, options: Vec::new() };
    let read = fill_imap(&mut item, input, faults);
    settle(read, input, faults);
    Item::Imap(item)
}

fn fill_imap(item: &mut Imap, input: ParseStream, faults: &mut Faults) -> Result<()> {
    if input.parse::<Option<Token![:]>>()?.is_some() {
        item.value = ImapValue::Type(input.parse()?);
    } else if input.parse::<Option<Token![=]>>()?.is_some() {
        item.value = ImapValue::Terms(terms(input, faults)?);
    } else {
        let name = &item.name;
        return Err(fault(input, format!("expected `imap {name} = threads(4);` or `imap {name}: Threads;`")));
    }
    if input.peek(token::Bracket) {
        item.options = flow::options(input, faults)?;
    }
    end(input, faults)
}

fn terms(input: ParseStream, faults: &mut Faults) -> Result<Vec<Term>> {
    let mut terms = Vec::new();
    loop {
        let kind: Ident = input.parse()?;
        if !input.peek(token::Paren) {
            return Err(fault(input, format!("expected how many or where: write `{kind}(..)`")));
        }
        let content;
        parenthesized!(content in input);
        let value = match whole(&content) {
            Ok(value) => Some(value),
            Err(error) => {
                faults.push(error);
                None
            }
        };
        terms.push(Term { kind, value });
        if input.parse::<Option<Token![+]>>()?.is_none() {
            return Ok(terms);
        }
    }
}

fn whole(content: ParseStream) -> Result<Expr> {
    let value = content.parse()?;
    if content.is_empty() { Ok(value) } else { Err(fault(content, "expected one expression")) }
}

/// The `;`. Where it is forgotten before another statement, nothing else is wrong with this one.
fn end(input: ParseStream, faults: &mut Faults) -> Result<()> {
    if input.parse::<Option<Token![;]>>()?.is_some() {
        return Ok(());
    }
    let error = fault(input, "expected `;` after this statement");
    if at_item(input) || input.is_empty() {
        faults.push(error);
        return Ok(());
    }
    Err(error)
}

/// Records a statement's fault and goes to the next statement. Whether there was none.
fn settle(read: Result<()>, input: ParseStream, faults: &mut Faults) -> bool {
    let Err(error) = read else { return true };
    faults.push(error);
    skip(input);
    false
}

fn unread_flow(input: ParseStream) -> Flow {
    Flow { source: Source::Unread(input.span()), stages: Vec::new(), broken: false }
}

/// A fault at the next token, or where there is none, at the bracket that closes.
pub(super) fn fault(input: ParseStream, text: impl Display) -> Error {
    Error::new(input.span(), text)
}

/// Whether what follows can only be the start of a statement.
pub(super) fn at_item(input: ParseStream) -> bool {
    let keyword = input.peek(kw::imap) || input.peek(kw::input) || input.peek(kw::output);
    let form =
        input.peek3(Token![=]) || input.peek3(Token![:]) || input.peek3(Token![;]) || input.peek3(token::Bracket);
    input.peek(Token![let]) || keyword && input.peek2(Ident) && form
}

/// Goes behind the next `;`, or to where the next statement surely begins.
fn skip(input: ParseStream) {
    while !input.is_empty() && !at_item(input) {
        let end = input.peek(Token![;]);
        skip_one(input);
        if end {
            return;
        }
    }
}

fn skip_one(input: ParseStream) {
    // Fails only at the end, where there is nothing to skip.
    let _ = input.parse::<TokenTree>();
}

/// Names in what lies between two places of one stream.
fn idents_until(start: ParseStream, end: ParseStream) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    while start.cursor() != end.cursor() {
        let Ok(token) = start.parse::<TokenTree>() else { break };
        collect(token, &mut names);
    }
    names
}

fn idents(tokens: TokenStream) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    tokens.into_iter().for_each(|token| collect(token, &mut names));
    names
}

fn collect(token: TokenTree, names: &mut BTreeSet<String>) {
    match token {
        TokenTree::Ident(ident) => {
            names.insert(ident.unraw().to_string());
        }
        TokenTree::Group(group) => group.stream().into_iter().for_each(|token| collect(token, names)),
        TokenTree::Punct(_) | TokenTree::Literal(_) => {}
    }
}
