//! What types look like to serde.

use std::collections::{BTreeMap, VecDeque};
use std::num::NonZeroU8;

use bytes::Bytes;
use serde::{Deserialize, Deserializer};

use super::super::schema::{hash, text};
use crate::io::Line;

#[derive(Deserialize)]
#[allow(dead_code, reason = "read by nobody but the tracer")]
struct Record {
    id: u64,
    name: String,
    pair: (i8, Option<f32>),
    map: BTreeMap<char, Vec<u16>>,
    kind: Kind,
    meters: Meters,
    few: [bool; 2],
    small: NonZeroU8,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read by nobody but the tracer")]
enum Kind {
    Unit,
    New(Unit),
    Tuple(u8, Deep),
    Named { a: i64, b: Deep },
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "read by nobody but the tracer")]
enum Deep {
    A(Bytes),
    B,
    C(()),
}

#[derive(Deserialize)]
struct Unit;

#[derive(Deserialize)]
#[allow(dead_code, reason = "read by nobody but the tracer")]
struct Meters(f64);

#[test]
fn a_type_is_its_names_fields_and_variants() {
    let deep = "enum Deep{A: of (bytes), B: unit, C: of (unit)}";
    let kind = format!(
        "enum Kind{{Unit: unit, New: of (struct Unit), Tuple: (u8, {deep}), Named: struct {{a: i64, b: {deep}}}}}"
    );
    let record = format!(
        "struct Record{{id: u64, name: str, pair: (i8, option<f32>), map: map<char, seq<u16>>, kind: {kind}, \
         meters: newtype Meters(f64), few: (bool, bool), small: u8}}"
    );
    assert_eq!(text::<Record>(), Ok(record));
}

#[test]
fn recursion_is_cut_and_marked() {
    #[derive(Deserialize)]
    #[allow(dead_code, reason = "read by nobody but the tracer")]
    struct Tree {
        value: u8,
        left: Option<Box<Tree>>,
        others: Vec<Tree>,
        behind: u16,
    }
    let tree = "struct Tree{value: u8, left: option<again 2 above>, others: seq<again 2 above>, behind: u16}";
    assert_eq!(text::<Tree>().as_deref(), Ok(tree));

    #[derive(Deserialize)]
    #[allow(dead_code, reason = "read by nobody but the tracer")]
    enum Sum {
        Both(Box<Sum>, Box<Product>),
        Number(i32),
    }
    #[derive(Deserialize)]
    #[allow(dead_code, reason = "read by nobody but the tracer")]
    struct Product {
        of: Vec<Sum>,
        map: BTreeMap<u8, Product>,
        sign: bool,
    }
    let product = "struct Product{of: seq<again 4 above>, map: map<u8, again 2 above>, sign: bool}";
    assert_eq!(text::<Sum>(), Ok(format!("enum Sum{{Both: (again 2 above, {product}), Number: of (i32)}}")));
}

#[test]
fn types_that_cannot_be_traced_say_so() {
    #[derive(Deserialize)]
    #[serde(untagged)]
    #[allow(dead_code, reason = "read by nobody but the tracer")]
    enum Either {
        Number(u32),
    }
    #[derive(Debug)]
    struct Even;
    impl<'de> Deserialize<'de> for Even {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Even, D::Error> {
            match u32::deserialize(deserializer)? % 2 {
                0 => Ok(Even),
                _ => Err(serde::de::Error::custom("not even")),
            }
        }
    }
    #[derive(Deserialize)]
    #[allow(dead_code, reason = "read by nobody but the tracer")]
    struct Endless(Box<Endless>);
    let told = |error: Result<String, super::super::schema::Untraced>| error.expect_err("it cannot").to_string();
    let why = "the shape of this type cannot be found out: ";
    assert_eq!(told(text::<Either>()), format!("{why}it asks for `deserialize_any`"));
    assert_eq!(told(text::<(u8, Even)>()), format!("{why}not even"));
    assert_eq!(told(text::<Endless>()), format!("{why}none of its values ends"));
}

#[test]
fn hashes_are_the_same_everywhere() {
    assert_eq!(hash::<u64>(), Ok(0x95be_69d3_d339_71e7_b7c1_5aa3_425e_d4c5));
}

#[test]
fn hashes_tell_apart_what_is_written_differently() {
    mod other {
        #[derive(serde::Deserialize)]
        pub(super) struct Unit;
    }
    #[derive(Deserialize)]
    #[serde(transparent)]
    #[allow(dead_code, reason = "read by nobody but the tracer")]
    struct Clear(u64);
    assert_eq!(hash::<Unit>(), hash::<other::Unit>());
    // A column of the one is a block of bytes.
    assert_eq!(text::<u64>(), text::<Clear>());
    assert_ne!(hash::<u64>(), hash::<Clear>());
    assert_eq!(text::<Vec<u16>>(), text::<VecDeque<u16>>());
    assert_ne!(hash::<Vec<u16>>(), hash::<VecDeque<u16>>());
    assert_eq!(hash::<Line>(), hash::<Bytes>());
    let hashes = [
        hash::<(u8, u16)>(),
        hash::<(u16, u8)>(),
        hash::<((u8, u16),)>(),
        hash::<Option<u8>>(),
        hash::<Vec<u8>>(),
        hash::<String>(),
        hash::<()>(),
        hash::<Record>(),
    ];
    for (at, hash) in hashes.iter().enumerate() {
        assert!(hash.is_ok() && !hashes[..at].contains(hash), "{at}");
    }
}
