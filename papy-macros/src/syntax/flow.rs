//! Flows: sources, stages, nodes and options.
//!
//! A fault inside of brackets is recorded and the flow goes on behind them; any other is returned and ends the statement.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{AngleBracketedGenericArguments, Error, Expr, Ident, Path, PathArguments, PathSegment, Result, Token};
use syn::{braced, bracketed, parenthesized, token};

use super::ast::{Body, Branch, Field, Flow, Join, Mark, Node, Opt, Source, Stage};
use super::faults::Faults;
use super::statement::{at_item, fault, kw};

/// How deep zips and merges may lie in each other: past it a reader is lost, and so would be this recursion.
const NESTED_MAX: usize = 32;

/// Reads a flow into `flow`, as far as it can be understood.
pub(super) fn read(flow: &mut Flow, input: ParseStream, faults: &mut Faults) -> Result<()> {
    flow.source = source(input, faults, 0)?;
    if input.peek(Token![?]) || input.peek(Token![*]) {
        return Err(fault(input, "`?` and `*` belong behind a branch of a zip: `(a, b?) -> f`"));
    }
    while let Some(arrow) = arrow(input, faults)? {
        let missing = || Err(Error::new_spanned(arrow, "expected a piper after `->`"));
        if at_item(input) || !at_stage(input) {
            return missing();
        }
        flow.stages.push(stage(input, faults)?);
    }
    Ok(())
}

/// The arrow, or what the user took for one.
fn arrow(input: ParseStream, faults: &mut Faults) -> Result<Option<Token![->]>> {
    if input.peek(Token![->]) {
        return input.parse().map(Some);
    }
    let span = input.span();
    let mut taken = TokenStream::new();
    if input.peek(Token![=>]) {
        input.parse::<Token![=>]>()?.to_tokens(&mut taken);
    } else if input.peek(Token![|]) || input.peek(Token![-]) || input.peek(Token![>]) || input.peek(Token![~]) {
        input.parse::<TokenTree>()?.to_tokens(&mut taken);
        input.parse::<Option<Token![>]>>()?.to_tokens(&mut taken);
    } else {
        return Ok(None);
    }
    faults.on(taken, "stages follow `->`");
    Ok(Some(Token![->](span)))
}

fn at_stage(input: ParseStream) -> bool {
    input.peek(Ident)
        || input.peek(token::Brace)
        || input.peek(Token![::])
        || input.peek(Token![crate])
        || input.peek(Token![self])
        || input.peek(Token![super])
        || input.peek(Token![Self])
}

fn source(input: ParseStream, faults: &mut Faults, nested: usize) -> Result<Source> {
    if nested > NESTED_MAX {
        return Err(fault(input, "zips and merges lie too deep in each other: name the inner ones with `let`"));
    }
    if input.peek(token::Paren) {
        let content;
        let delimiter = parenthesized!(content in input);
        return join(Shape::Zip, &content, delimiter.span.join(), input, faults, nested);
    }
    if input.peek(token::Bracket) {
        let content;
        let delimiter = bracketed!(content in input);
        return join(Shape::Merge, &content, delimiter.span.join(), input, faults, nested);
    }
    if !input.peek(Ident) {
        return Err(fault(input, "expected a stream: its name, a zip `(a, b)` or a merge `[a, b]`"));
    }
    let name: Ident = input.parse()?;
    if input.peek(token::Bracket) {
        faults.at(input.span(), format!("options stand behind a stage: the stream `{name}` takes none here"));
        input.parse::<TokenTree>()?;
    }
    Ok(Source::Name(name))
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Zip,
    Merge,
}

fn join(
    shape: Shape,
    content: ParseStream,
    span: Span,
    input: ParseStream,
    faults: &mut Faults,
    nested: usize,
) -> Result<Source> {
    let branches = branches(shape, content, faults, nested);
    let options = if input.peek(token::Bracket) { options(input, faults)? } else { Vec::new() };
    let mut branches = match branches {
        Ok(branches) => branches,
        Err(error) => {
            faults.push(error);
            return Ok(Source::Unread(span));
        }
    };
    if branches.len() < 2 {
        let only = branches.pop();
        let name = match &only {
            Some(Branch { source: Source::Name(name), .. }) => format!(": write `{name}`"),
            _ => String::new(),
        };
        let text = match shape {
            Shape::Zip => format!("a zip takes two streams or more, `(a, b)`{name}"),
            Shape::Merge => format!("a merge takes two streams or more, `[a, b]`{name}"),
        };
        faults.at(span, text);
        return Ok(only.map_or(Source::Unread(span), |branch| branch.source));
    }
    let join = Join { branches, options, span };
    Ok(match shape {
        Shape::Zip => Source::Zip(join),
        Shape::Merge => Source::Merge(join),
    })
}

fn branches(shape: Shape, content: ParseStream, faults: &mut Faults, nested: usize) -> Result<Vec<Branch>> {
    let mut branches = Vec::new();
    while !content.is_empty() {
        branches.push(branch(shape, content, faults, nested)?);
        if content.peek(Token![->]) {
            return Err(fault(content, "a branch is a stream: name this flow with `let` and put its name here"));
        }
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(branches)
}

fn branch(shape: Shape, content: ParseStream, faults: &mut Faults, nested: usize) -> Result<Branch> {
    let source = source(content, faults, nested + 1)?;
    let span = content.span();
    let mark = if content.peek(Token![?]) {
        content.parse::<Token![?]>()?;
        Mark::Question
    } else if content.peek(Token![*]) {
        content.parse::<Token![*]>()?;
        Mark::Star
    } else {
        return Ok(Branch { source, mark: Mark::Plain, mark_span: None });
    };
    if shape == Shape::Merge {
        faults.at(span, "`?` and `*` mean something in a zip only: remove the mark");
        return Ok(Branch { source, mark: Mark::Plain, mark_span: None });
    }
    Ok(Branch { source, mark, mark_span: Some(span) })
}

fn stage(input: ParseStream, faults: &mut Faults) -> Result<Stage> {
    let body = if input.peek(token::Brace) { group(input, faults)? } else { Body::Node(node(input, faults)?) };
    let mut stage = Stage { body, on: None, options: Vec::new() };
    if input.peek(kw::on) {
        stage.on = Some(on(input)?);
    }
    if input.peek(token::Bracket) {
        stage.options = options(input, faults)?;
    }
    if input.peek(kw::on) {
        let span = input.span();
        let name = on(input)?;
        if stage.on.is_some() {
            faults.at(span, "a stage is on one imap: remove one `on`");
        } else {
            faults.at(span, format!("`on` stands before the options: write `on {name} [..]`"));
            stage.on = Some(name);
        }
    }
    Ok(stage)
}

fn on(input: ParseStream) -> Result<Ident> {
    let word: kw::on = input.parse()?;
    if !input.peek(Ident) || at_item(input) {
        return Err(Error::new(word.span, "expected the name of an imap after `on`"));
    }
    input.parse()
}

fn group(input: ParseStream, faults: &mut Faults) -> Result<Body> {
    let content;
    let braces = braced!(content in input);
    let mut nodes = Vec::new();
    group_nodes(&mut nodes, &content, faults)?;
    if nodes.is_empty() {
        return Err(Error::new(braces.span.join(), "an empty group: put pipers between the braces, `{ f -> g }`"));
    }
    Ok(Body::Group(nodes))
}

fn group_nodes(nodes: &mut Vec<Node>, content: ParseStream, faults: &mut Faults) -> Result<()> {
    while !content.is_empty() {
        if content.peek(token::Brace) {
            return Err(fault(content, "groups do not lie in each other: a group is one unit of work already"));
        }
        if !at_stage(content) {
            return Err(fault(content, "expected a piper"));
        }
        nodes.push(node(content, faults)?);
        misplaced_in_group(content, faults)?;
        if content.is_empty() {
            break;
        }
        let Some(arrow) = arrow(content, faults)? else {
            return Err(fault(content, "expected `->` or the end of the group"));
        };
        if content.is_empty() {
            return Err(Error::new_spanned(arrow, "expected a piper after `->`"));
        }
    }
    Ok(())
}

/// `on` and options belong after the group.
fn misplaced_in_group(content: ParseStream, faults: &mut Faults) -> Result<()> {
    if content.peek(kw::on) {
        faults.at(content.span(), "`on` belongs after the group: it is one unit of work, in one place");
        on(content)?;
    }
    if content.peek(token::Bracket) {
        faults.at(content.span(), "options belong after the group: it is one unit of work");
        content.parse::<TokenTree>()?;
    }
    Ok(())
}

fn node(input: ParseStream, faults: &mut Faults) -> Result<Node> {
    let path = path(input, faults)?;
    let mut node = Node { path, fields: Vec::new(), broken: false };
    if input.peek(token::Paren) {
        let shown = node.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let given = input.parse::<TokenTree>()?;
        faults.on(given, format!("parameters are named: write `{shown} {{ .. }}`"));
        node.broken = true;
    }
    if input.peek(token::Brace) {
        let content;
        braced!(content in input);
        if let Err(error) = fields(&mut node.fields, &content) {
            faults.push(error);
            node.broken = true;
        }
    }
    Ok(node)
}

fn fields(fields: &mut Vec<Field>, content: ParseStream) -> Result<()> {
    while !content.is_empty() {
        let name: Ident = content.parse()?;
        fields.push(Field { name, colon: None, value: None });
        let field = fields.last_mut().expect("one was pushed a line ago");
        if content.peek(Token![:]) {
            field.colon = Some(content.parse()?);
            field.value = Some(content.parse()?);
        }
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

/// A path as in an expression. It ends before `(`, which a path of a type would take for the arguments of an `Fn`.
fn path(input: ParseStream, faults: &mut Faults) -> Result<Path> {
    let mut path = Path { leading_colon: input.parse()?, segments: Default::default() };
    loop {
        if !input.peek(Ident::peek_any) {
            return Err(fault(input, "expected a piper"));
        }
        let ident = input.call(Ident::parse_any)?;
        let mut arguments = PathArguments::None;
        if input.peek(Token![<]) {
            let span = input.span();
            let given: AngleBracketedGenericArguments = input.parse()?;
            let shown = given.to_token_stream().to_string().replace(' ', "");
            faults.at(span, format!("in a pipeline as in an expression: write `{ident}::{shown}`"));
            let colon2_token = Some(Token![::](span));
            arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments { colon2_token, ..given });
        } else if input.peek(Token![::]) && input.peek3(Token![<]) {
            arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments::parse_turbofish(input)?);
        }
        path.segments.push_value(PathSegment { ident, arguments });
        if !input.peek(Token![::]) {
            return Ok(path);
        }
        path.segments.push_punct(input.parse()?);
    }
}

/// Options in their brackets.
pub(super) fn options(input: ParseStream, faults: &mut Faults) -> Result<Vec<Opt>> {
    let content;
    bracketed!(content in input);
    let mut options = Vec::new();
    if let Err(error) = option_list(&mut options, &content) {
        faults.push(error);
    }
    Ok(options)
}

fn option_list(options: &mut Vec<Opt>, content: ParseStream) -> Result<()> {
    while !content.is_empty() {
        let name: Ident = content.parse()?;
        let value: Option<Expr> = match content.parse::<Option<Token![=]>>()? {
            Some(_) => Some(content.parse()?),
            None => None,
        };
        options.push(Opt { name, value });
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(())
}
