//! What `#[piper]` implements, called as generated code calls it.

use std::collections::HashMap;
use std::path::Path;

use papy::piper;
use papy::plumbing::{ByRef, ByVal, Context, Facts, Kind, Node, Piper, Step, Yields};
use regex::bytes::Regex;

/// Runs one call with fresh locals, and names what came out.
fn call<I, N: Piper<I>>(node: &N, item: I) -> Result<Option<N::Out>, String> {
    let mut local = node.local().map_err(|error| format!("local: {error}"))?;
    step(node.call(&mut local, &Context::detached(), item))
}

fn call_ref<I, N: Piper<I>>(node: &N, item: &I) -> Result<Option<N::Out>, String> {
    let mut local = node.local().map_err(|error| format!("local: {error}"))?;
    step(node.call_ref(&mut local, &Context::detached(), item))
}

fn expand<I, N: Piper<I>>(node: &N, item: I) -> Result<Vec<N::Out>, String> {
    let mut local = node.local().map_err(|error| format!("local: {error}"))?;
    let children = step(node.expand(&mut local, &Context::detached(), item))?.expect("a flat_map drops nothing");
    children.map(|child| step(N::settle(child)).map(|item| item.expect("a child is not dropped"))).collect()
}

fn gather<I, N: Piper<I>>(node: &N, item: I, limit: usize) -> Result<Vec<N::Out>, String> {
    let mut local = node.local().map_err(|error| format!("local: {error}"))?;
    step(node.gather(&mut local, &Context::detached(), item, limit)).map(|items| items.expect("nothing is dropped"))
}

fn step<T>(step: Step<T>) -> Result<Option<T>, String> {
    match step {
        Step::Val(value) => Ok(Some(value)),
        Step::Gone => Ok(None),
        Step::Fail(cause) => Err(cause.to_string()),
    }
}

const fn accepts<I, N: Piper<I>>() {}

/// In capitals.
#[piper]
fn upper(line: String) -> String {
    line.to_uppercase()
}

#[test]
fn map_takes_its_item_by_value() {
    assert_eq!(call(&upper {}, "a".to_string()), Ok(Some("A".to_string())));
    assert_eq!(upper("b".into()), "B");
    assert_eq!(<upper as Node>::NAME, "upper");
    let facts = Facts {
        kind: Kind::Map,
        arity: 1,
        fallible: false,
        local: false,
        context: false,
        awaits: false,
        exclusive: false,
    };
    assert_eq!(<upper as Node>::FACTS, facts);
}

#[test]
fn what_comes_out_is_known_where_the_item_is_wrong() {
    fn out<N: Yields<Option<u8>, Out = String>>() {}
    out::<upper>();
}

#[piper]
fn length(line: &str) -> usize {
    line.len()
}

#[test]
fn a_reference_lends() {
    fn mode<N: Node<Mode = ByRef>>() {}
    mode::<length>();
    assert_eq!(call_ref(&length {}, &"abc".to_string()), Ok(Some(3)));
    assert_eq!(call(&length {}, "abc"), Ok(Some(3)));
    accepts::<String, length>();
    accepts::<&'static str, length>();
}

#[piper]
fn plus(number: u64, #[param] offset: u64, #[param] name: &str) -> u64 {
    number + offset + name.len() as u64
}

#[test]
fn params_are_fields() {
    let node = plus { offset: 10, name: "abc".into() };
    assert_eq!(call(&node, 1), Ok(Some(14)));
    assert_eq!(call(&node, 2), Ok(Some(15)));
}

#[piper(filter)]
fn grep(line: &[u8], #[local(|pattern: &str| Regex::new(pattern))] regex: &Regex) -> bool {
    regex.is_match(line)
}

#[test]
fn filter_gives_on_the_item_that_came_in() {
    let node = grep { pattern: "a+".into() };
    assert_eq!(call(&node, b"baab".to_vec()), Ok(Some(b"baab".to_vec())));
    assert_eq!(call(&node, b"b".to_vec()), Ok(None));
    assert!(grep(b"a", &Regex::new("a").unwrap()));
    fn mode<N: Node<Mode = ByVal>>() {}
    mode::<grep>();
}

#[test]
fn a_local_that_cannot_be_made_is_an_error() {
    let made = call(&grep { pattern: "(".into() }, Vec::new());
    assert!(made.unwrap_err().starts_with("local: regex parse error"));
}

#[piper(filter)]
fn even(number: &u32) -> bool {
    number.is_multiple_of(2)
}

#[piper(filter)]
fn closer(left: &u32, right: &str, #[param] limit: usize) -> Result<bool, String> {
    match right.len() {
        0 => Err("empty".into()),
        length => Ok(length.abs_diff(*left as usize) < limit),
    }
}

#[test]
fn filters_of_one_and_of_several() {
    assert_eq!(call(&even {}, 2), Ok(Some(2)));
    assert_eq!(call(&even {}, 3), Ok(None));
    let node = closer { limit: 2 };
    assert_eq!(call(&node, (3, "ab")), Ok(Some((3, "ab"))));
    assert_eq!(call(&node, (9, "ab".to_string())), Ok(None));
    assert_eq!(call(&node, (9, "")), Err("empty".into()));
}

#[piper(filter_map)]
fn parse(text: &str) -> Result<Option<i32>, std::num::ParseIntError> {
    if text == "-" { Ok(None) } else { text.parse().map(Some) }
}

#[piper(filter_map)]
fn positive(number: i32) -> Option<u32> {
    number.try_into().ok()
}

#[test]
fn filter_map_gives_none_or_one() {
    assert_eq!(call(&parse {}, "12"), Ok(Some(12)));
    assert_eq!(call(&parse {}, "-"), Ok(None));
    assert_eq!(call(&parse {}, "x"), Err("invalid digit found in string".into()));
    assert_eq!(call(&positive {}, -1), Ok(None));
    assert_eq!(call(&positive {}, 1), Ok(Some(1)));
    const { assert!(<parse as Node>::FACTS.fallible) };
}

#[piper]
fn join(left: String, right: &u8, middle: &str) -> String {
    format!("{left}{middle}{right}")
}

#[test]
fn several_arguments_take_a_tuple() {
    assert_eq!(call(&join {}, ("a".to_string(), 1, "-")), Ok(Some("a-1".to_string())));
    assert_eq!(<join as Node>::FACTS.arity, 3);
}

#[piper(flat_map)]
fn words(line: String) -> impl Iterator<Item = String> {
    line.split(' ').map(str::to_string).collect::<Vec<_>>().into_iter()
}

#[piper(flat_map)]
fn letters(line: &str) -> Vec<char> {
    line.chars().collect()
}

#[piper(flat_map)]
fn split(line: &str, #[param] by: char) -> impl Iterator<Item = String> {
    line.split(by).map(str::to_string)
}

#[piper(flat_map, fallible_items)]
fn numbers(line: String) -> Result<impl Iterator<Item = Result<u8, std::num::ParseIntError>>, &'static str> {
    if line.is_empty() {
        return Err("empty");
    }
    Ok(line.split(' ').map(str::parse).collect::<Vec<_>>().into_iter())
}

#[test]
fn flat_map_is_streamed_or_collected() {
    assert_eq!(expand(&words {}, "a b".to_string()), Ok(vec!["a".to_string(), "b".to_string()]));
    assert_eq!(expand(&letters {}, "ab"), Ok(vec!['a', 'b']));
    assert_eq!(gather(&letters {}, "ab", 2), Ok(vec!['a', 'b']));
    assert_eq!(
        gather(&letters {}, "ab", 1),
        Err("more than 1 items; raise `collect` or `slice`, or stream them".into())
    );
    assert_eq!(gather(&split { by: ',' }, "a,b", 2), Ok(vec!["a".to_string(), "b".to_string()]));
    assert_eq!(expand(&numbers {}, "1 2".to_string()), Ok(vec![1, 2]));
    assert_eq!(expand(&numbers {}, "1 x".to_string()), Err("invalid digit found in string".into()));
    assert_eq!(gather(&numbers {}, String::new(), 9), Err("empty".into()));
}

#[piper(flat_map)]
fn drained(number: u32, #[local(|| Vec::new())] scratch: &mut Vec<String>) -> std::vec::Drain<'_, String> {
    scratch.extend((0..number).map(|n| n.to_string()));
    scratch.drain(..)
}

#[test]
fn children_that_borrow_a_local_are_collected() {
    assert_eq!(gather(&drained {}, 2, 9), Ok(vec!["0".to_string(), "1".to_string()]));
}

#[piper]
fn kmers<const K: usize>(read: Vec<u8>, #[param] step: usize) -> Vec<[u8; K]> {
    read.windows(K).step_by(step).filter_map(|window| window.try_into().ok()).collect()
}

#[piper]
fn first<T: Clone + Ord>(items: Vec<T>) -> Option<T> {
    items.iter().min().cloned()
}

#[piper]
fn show<T: std::fmt::Debug>(item: &T) -> String {
    format!("{item:?}")
}

#[piper]
fn add<T>(item: T, #[param] by: &T) -> T
where
    T: Clone + std::ops::Add<Output = T>,
{
    item + by.clone()
}

#[test]
fn generic_pipers() {
    assert_eq!(call(&kmers::<2> { step: 1 }, b"abc".to_vec()), Ok(Some(vec![*b"ab", *b"bc"])));
    assert_eq!(call(&first {}, vec![2, 1]), Ok(Some(Some(1))));
    assert_eq!(call(&show {}, Some(1)), Ok(Some("Some(1)".to_string())));
    assert_eq!(call_ref(&show {}, &'a'), Ok(Some("'a'".to_string())));
    assert_eq!(call(&add { by: 2 }, 1), Ok(Some(3)));
    fn out<N: Yields<Vec<f32>, Out = Option<f32>>>() {}
    out::<first>();
}

#[piper]
fn count(
    word: String,
    #[local(|start: usize| HashMap::from([(String::new(), start)]))] seen: &mut HashMap<String, usize>,
    #[param] start: usize,
    #[context] context: &Context,
) -> usize {
    assert!(!context.is_cancelled());
    let seen = seen.entry(word).or_insert(start);
    *seen += 1;
    *seen
}

#[piper]
fn sink(_: u8, #[param] path: &Path) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    path.to_str().map(|_| ()).ok_or_else(|| "no text".into())
}

#[test]
fn locals_share_fields_and_last() {
    let node = count { start: 5 };
    let mut local = node.local().unwrap();
    let context = Context::detached();
    assert_eq!(step(node.call(&mut local, &context, "a".to_string())), Ok(Some(6)));
    assert_eq!(step(node.call(&mut local, &context, "a".to_string())), Ok(Some(7)));
    assert_eq!(call(&sink { path: "x".into() }, 1), Ok(Some(())));
}
