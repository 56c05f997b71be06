//! The shape of a type as serde sees it, and a hash of that.
//!
//! Two ends with different executables may read each other's items if these are equal. A type is asked to read itself from a
//! deserializer that writes down what is asked for and answers with samples: a `1`, an `a`, one element. An enum is
//! read until each variant was seen. A type that will have none of the samples, or that asks for what only formats which describe
//! themselves have, cannot be traced: both ends must be the same executable then.

use std::collections::HashMap;
use std::fmt;

use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::item;

/// Values in a type at most, and readings of it: a type that has more is not traced.
const NODES_MAX: usize = 10_000;
/// Values within values that are made for a sample.
const DEPTH_MAX: u32 = 100;

/// Why a type has no known shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Untraced(pub(crate) String);

impl fmt::Display for Untraced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the shape of this type cannot be found out: {}", self.0)
    }
}

impl std::error::Error for Untraced {}

impl serde::de::Error for Untraced {
    fn custom<T: fmt::Display>(text: T) -> Untraced {
        Untraced(text.to_string())
    }
}

/// The hash of a type's schema, and of the way in which it is written.
///
/// It guards against mistakes and not against enemies: who may open a run may run the worker's code anyway. So it is FNV-1a of 128
/// bits, which needs no crate and is the same everywhere.
pub(crate) fn hash<T: DeserializeOwned + 'static>() -> Result<u128, Untraced> {
    let text = format!("{:?} {}", item::way::<T>(), text::<T>()?);
    let step = |hash: u128, byte: u8| (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    Ok(text.bytes().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, step))
}

/// The schema as text: for those who compare two.
pub(crate) fn text<T: DeserializeOwned>() -> Result<String, Untraced> {
    let mut trace = Trace { nodes: vec![Node::default()], ..Trace::default() };
    // Each reading sees a variant that none saw before, or is the last.
    for _ in 0..NODES_MAX {
        let (seen, nodes) = (trace.seen, trace.nodes.len());
        let read = T::deserialize(Tracer { trace: &mut trace, at: Some(0), depth: 0 });
        if let Some(why) = trace.fault.take() {
            return Err(Untraced(why));
        }
        if read.is_ok() && trace.is_done(0) {
            let mut out = String::new();
            trace.write(0, &mut out);
            return Ok(out);
        }
        let stuck = (seen, nodes) == (trace.seen, trace.nodes.len());
        trace.stuck = if stuck { trace.stuck + 1 } else { 0 };
        if trace.stuck > trace.most_variants {
            let nothing = "none of its values ends".into();
            return Err(read.err().filter(|error| error.0 != CUT).unwrap_or(Untraced(nothing)));
        }
    }
    Err(Untraced("it has too many variants".into()))
}

/// What is asked for at one place of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    /// `u8`, `str`, ..
    Plain(&'static str),
    Option,
    Seq,
    Map,
    Tuple(usize),
    Newtype(&'static str),
    UnitStruct(&'static str),
    TupleStruct(&'static str, usize),
    Struct(&'static str, &'static [&'static str]),
    Enum(&'static str, &'static [&'static str]),
    /// Of a variant: what stands behind it.
    Variant,
    /// The type so many places above.
    Again(usize),
}

/// One place of a type.
#[derive(Debug, Default)]
struct Node {
    shape: Option<Shape>,
    /// The Rust type that is read here. Only to find recursion: it is not in the hash.
    name: &'static str,
    above: Option<usize>,
    children: Vec<Option<usize>>,
    /// Of an enum: variants of which a value was made, and the next to try.
    made: Vec<bool>,
    next: usize,
}

#[derive(Debug, Default)]
struct Trace {
    nodes: Vec<Node>,
    /// By Rust type: the variant of which a value was made first. It needs only types that are in here before.
    ends: HashMap<&'static str, u32>,
    /// Variants of which a value was made.
    seen: usize,
    /// Readings since the last that saw something new.
    stuck: usize,
    most_variants: usize,
    /// What went wrong for good.
    fault: Option<String>,
}

/// A value that is left unread because it would have no end.
const CUT: &str = "within itself";

impl Trace {
    fn child(&mut self, node: usize, number: usize) -> Result<usize, Untraced> {
        if self.nodes[node].children.len() <= number {
            self.nodes[node].children.resize(number + 1, None);
        }
        if let Some(child) = self.nodes[node].children[number] {
            return Ok(child);
        }
        let child = self.nodes.len();
        if child == NODES_MAX {
            return self.fail("it is too large");
        }
        self.nodes.push(Node { above: Some(node), ..Node::default() });
        self.nodes[node].children[number] = Some(child);
        Ok(child)
    }

    fn fail<T>(&mut self, why: &str) -> Result<T, Untraced> {
        self.fault.get_or_insert_with(|| why.to_owned());
        Err(Untraced(why.to_owned()))
    }

    /// Whether all that can be seen from here was.
    fn is_done(&self, node: usize) -> bool {
        let Node { shape, children, made, .. } = &self.nodes[node];
        let children_done = || children.iter().all(|child| child.is_some_and(|child| self.is_done(child)));
        match shape {
            None => false,
            Some(Shape::Plain(_) | Shape::UnitStruct(_) | Shape::Again(_)) => true,
            Some(Shape::Enum(..)) => made.iter().all(|made| *made) && children_done(),
            Some(Shape::Variant) => children_done(),
            Some(Shape::Tuple(length) | Shape::TupleStruct(_, length)) => children.len() == *length && children_done(),
            Some(Shape::Struct(_, fields)) => children.len() == fields.len() && children_done(),
            Some(Shape::Map) => children.len() == 2 && children_done(),
            Some(Shape::Option | Shape::Seq | Shape::Newtype(_)) => children.len() == 1 && children_done(),
        }
    }

    /// Each shape has a text of its own, and none is the beginning of another.
    fn write(&self, node: usize, out: &mut String) {
        let Node { shape, children, .. } = &self.nodes[node];
        let mut list = |head: &str, names: &[&str], ends: [char; 2]| {
            out.push_str(head);
            out.push(ends[0]);
            for (number, child) in children.iter().flatten().enumerate() {
                out.push_str(if number == 0 { "" } else { ", " });
                if let Some(name) = names.get(number) {
                    out.push_str(name);
                    out.push_str(": ");
                }
                self.write(*child, out);
            }
            out.push(ends[1]);
        };
        match shape.as_ref().expect("all of it was seen") {
            Shape::Plain(name) => out.push_str(name),
            Shape::Again(levels) => out.push_str(&format!("again {levels} above")),
            Shape::UnitStruct(name) => out.push_str(&format!("struct {name}")),
            Shape::Option => list("option", &[], ['<', '>']),
            Shape::Seq => list("seq", &[], ['<', '>']),
            Shape::Map => list("map", &[], ['<', '>']),
            Shape::Tuple(_) => list("", &[], ['(', ')']),
            Shape::Variant => list("of ", &[], ['(', ')']),
            Shape::Newtype(name) => list(&format!("newtype {name}"), &[], ['(', ')']),
            Shape::TupleStruct(name, _) => list(&format!("struct {name}"), &[], ['(', ')']),
            Shape::Struct(name, fields) => list(&format!("struct {name}"), fields, ['{', '}']),
            Shape::Enum(name, variants) => list(&format!("enum {name}"), variants, ['{', '}']),
        }
    }
}

/// Reads a value of samples.
struct Tracer<'t> {
    trace: &'t mut Trace,
    /// Where this is; nowhere within a type that is within itself, of which only the shortest value is made.
    at: Option<usize>,
    depth: u32,
}

impl<'t> Tracer<'t> {
    /// Notes what is asked for. Returns where its parts are noted.
    fn note(&mut self, shape: Shape, name: &'static str) -> Result<Option<usize>, Untraced> {
        if self.depth == DEPTH_MAX {
            return Err(Untraced(CUT.into()));
        }
        let Some(at) = self.at else { return Ok(None) };
        match &self.trace.nodes[at].shape {
            Some(Shape::Again(_)) => return Ok(None),
            Some(known) if *known == shape => return Ok(Some(at)),
            Some(_) => return self.trace.fail("it reads itself differently each time"),
            None => {}
        }
        let mut above = std::iter::successors(Some(at), |at| self.trace.nodes[*at].above).skip(1);
        let same = above.position(|above| {
            let node = &self.trace.nodes[above];
            node.name == name && node.shape.as_ref() == Some(&shape)
        });
        let again = !name.is_empty() && same.is_some();
        let shape = if again { Shape::Again(same.unwrap_or(0) + 1) } else { shape };
        if let Shape::Enum(_, variants) = &shape {
            self.trace.most_variants = self.trace.most_variants.max(variants.len());
            self.trace.nodes[at].made = vec![false; variants.len()];
            self.trace.nodes[at].children = vec![None; variants.len()];
        }
        let node = &mut self.trace.nodes[at];
        (node.shape, node.name) = (Some(shape), name);
        Ok((!again).then_some(at))
    }

    /// What reads part `number` of what is noted at `at`.
    fn part<'a>(trace: &'a mut Trace, at: Option<usize>, number: usize, depth: u32) -> Result<Tracer<'a>, Untraced> {
        let at = at.map(|at| trace.child(at, number)).transpose()?;
        Ok(Tracer { trace, at, depth: depth + 1 })
    }

    /// Whether the one element of what is noted at `at` is to be made: not if all of it was seen, for it may have no end.
    fn wants_element(&self, at: Option<usize>) -> bool {
        at.is_some_and(|at| !self.trace.nodes[at].children.iter().flatten().any(|child| self.trace.is_done(*child)))
    }
}

struct Parts<'t> {
    trace: &'t mut Trace,
    at: Option<usize>,
    depth: u32,
    next: usize,
    count: usize,
}

impl<'de> SeqAccess<'de> for Parts<'_> {
    type Error = Untraced;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Untraced> {
        if self.next == self.count {
            return Ok(None);
        }
        let number = self.next;
        self.next += 1;
        seed.deserialize(Tracer::part(self.trace, self.at, number, self.depth)?).map(Some)
    }
}

impl<'de> MapAccess<'de> for Parts<'_> {
    type Error = Untraced;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Untraced> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Untraced> {
        let number = self.next;
        self.next += 1;
        seed.deserialize(Tracer::part(self.trace, self.at, number, self.depth)?)
    }
}

struct Chosen<'t> {
    variant: u32,
    /// Where what stands behind the variant is noted.
    behind: Tracer<'t>,
}

impl<'t> Chosen<'t> {
    fn parts(mut self, shape: Shape, count: usize) -> Result<Parts<'t>, Untraced> {
        let at = self.behind.note(shape, "")?;
        Ok(Parts { trace: self.behind.trace, at, depth: self.behind.depth, next: 0, count })
    }
}

impl<'de> EnumAccess<'de> for Chosen<'_> {
    type Error = Untraced;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Untraced> {
        let index: U32Deserializer<Untraced> = self.variant.into_deserializer();
        Ok((seed.deserialize(index)?, self))
    }
}

impl<'de> VariantAccess<'de> for Chosen<'_> {
    type Error = Untraced;

    fn unit_variant(mut self) -> Result<(), Untraced> {
        self.behind.note(Shape::Plain("unit"), "").map(|_| ())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(mut self, seed: S) -> Result<S::Value, Untraced> {
        let at = self.behind.note(Shape::Variant, "")?;
        seed.deserialize(Tracer::part(self.behind.trace, at, 0, self.behind.depth)?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Untraced> {
        visitor.visit_seq(self.parts(Shape::Tuple(length), length)?)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Untraced> {
        visitor.visit_seq(self.parts(Shape::Struct("", fields), fields.len())?)
    }
}

macro_rules! plain {
    ($($deserialize:ident $visit:ident $name:literal $sample:expr;)+) => {$(
        fn $deserialize<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Untraced> {
            self.note(Shape::Plain($name), "")?;
            visitor.$visit($sample)
        }
    )+};
}

macro_rules! untyped {
    ($($deserialize:ident $what:literal;)+) => {$(
        fn $deserialize<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Untraced> {
            self.trace.fail(concat!("it asks for ", $what))
        }
    )+};
}

impl<'de> Deserializer<'de> for Tracer<'_> {
    type Error = Untraced;

    plain! {
        deserialize_bool visit_bool "bool" true;
        deserialize_i8 visit_i8 "i8" 1;
        deserialize_i16 visit_i16 "i16" 1;
        deserialize_i32 visit_i32 "i32" 1;
        deserialize_i64 visit_i64 "i64" 1;
        deserialize_i128 visit_i128 "i128" 1;
        deserialize_u8 visit_u8 "u8" 1;
        deserialize_u16 visit_u16 "u16" 1;
        deserialize_u32 visit_u32 "u32" 1;
        deserialize_u64 visit_u64 "u64" 1;
        deserialize_u128 visit_u128 "u128" 1;
        deserialize_f32 visit_f32 "f32" 1.0;
        deserialize_f64 visit_f64 "f64" 1.0;
        deserialize_char visit_char "char" 'a';
        deserialize_str visit_str "str" "a";
        deserialize_string visit_str "str" "a";
        deserialize_bytes visit_bytes "bytes" b"a";
        deserialize_byte_buf visit_bytes "bytes" b"a";
    }

    untyped! {
        deserialize_any "`deserialize_any`";
        deserialize_identifier "the name of a field";
        deserialize_ignored_any "a field to be left out";
    }

    fn deserialize_unit<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Untraced> {
        self.note(Shape::Plain("unit"), "")?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Untraced> {
        self.note(Shape::UnitStruct(name), "")?;
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Untraced> {
        let at = self.note(Shape::Option, "")?;
        if !self.wants_element(at) {
            return visitor.visit_none();
        }
        visitor.visit_some(Tracer::part(self.trace, at, 0, self.depth)?)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Untraced> {
        let at = self.note(Shape::Newtype(name), std::any::type_name::<V::Value>())?;
        visitor.visit_newtype_struct(Tracer::part(self.trace, at, 0, self.depth)?)
    }

    fn deserialize_seq<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Untraced> {
        let at = self.note(Shape::Seq, "")?;
        let count = usize::from(self.wants_element(at));
        visitor.visit_seq(Parts { trace: self.trace, at, depth: self.depth, next: 0, count })
    }

    fn deserialize_tuple<V: Visitor<'de>>(mut self, length: usize, visitor: V) -> Result<V::Value, Untraced> {
        let at = self.note(Shape::Tuple(length), "")?;
        visitor.visit_seq(Parts { trace: self.trace, at, depth: self.depth, next: 0, count: length })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Untraced> {
        let at = self.note(Shape::TupleStruct(name, length), std::any::type_name::<V::Value>())?;
        visitor.visit_seq(Parts { trace: self.trace, at, depth: self.depth, next: 0, count: length })
    }

    fn deserialize_map<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Untraced> {
        let at = self.note(Shape::Map, "")?;
        let seen = at.is_none_or(|at| self.trace.nodes[at].children.len() == 2 && self.trace.is_done(at));
        // A key, and its value.
        visitor.visit_map(Parts { trace: self.trace, at, depth: self.depth, next: 0, count: if seen { 0 } else { 2 } })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Untraced> {
        let at = self.note(Shape::Struct(name, fields), std::any::type_name::<V::Value>())?;
        visitor.visit_seq(Parts { trace: self.trace, at, depth: self.depth, next: 0, count: fields.len() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Untraced> {
        let rust_name = std::any::type_name::<V::Value>();
        let at = self.note(Shape::Enum(name, variants), rust_name)?;
        let variant = match at {
            Some(at) => self.trace.variant(at),
            None => self.trace.ends.get(rust_name).map(|variant| *variant as usize),
        };
        let variant = variant.ok_or_else(|| Untraced(CUT.into()))?;
        let Tracer { trace, depth, .. } = self;
        let behind = Tracer::part(trace, at, variant, depth)?;
        let value = visitor.visit_enum(Chosen { variant: variant as u32, behind })?;
        trace.ends.entry(rust_name).or_insert(variant as u32);
        if let Some(at) = at
            && !std::mem::replace(&mut trace.nodes[at].made[variant], true)
        {
            trace.seen += 1;
        }
        Ok(value)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

impl Trace {
    /// Which variant of an enum is read: one of which something was not seen yet, each in its turn; else one that has an end.
    fn variant(&mut self, at: usize) -> Option<usize> {
        let Node { name, made, children, next, .. } = &self.nodes[at];
        let done = |variant: usize| made[variant] && children[variant].is_none_or(|child| self.is_done(child));
        let open = (0..made.len()).map(|step| (next + step) % made.len()).find(|variant| !done(*variant));
        let known = || self.ends.get(name).map(|variant| *variant as usize);
        let chosen = open.or_else(known);
        self.nodes[at].next = chosen? + 1;
        chosen
    }
}
