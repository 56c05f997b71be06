//! Items of all kinds of types.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::item::{get_all, put_all};
use super::super::reader::Reader;
use super::super::{Fault, Limits};
use super::{back, read, written};
use crate::io::Line;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Record {
    id: u64,
    name: String,
    shape: Shape,
    tags: BTreeMap<String, Option<i32>>,
    nested: Vec<Record>,
    small: (i8, u16, char, bool),
    wide: (i128, u128),
    real: (f32, f64),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Shape {
    Point,
    Circle(f64),
    Line(i64, i64),
    Named { name: Box<str>, inner: Box<Option<Shape>> },
}

fn shapes() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        Just(Shape::Point),
        (-1e9..1e9).prop_map(Shape::Circle),
        any::<(i64, i64)>().prop_map(|(a, b)| Shape::Line(a, b)),
    ];
    leaf.prop_recursive(4, 8, 1, |inner| {
        (".{0,8}", proptest::option::of(inner))
            .prop_map(|(name, inner)| Shape::Named { name: name.into(), inner: Box::new(inner) })
    })
}

fn records() -> impl Strategy<Value = Record> {
    let leaf = (
        any::<u64>(),
        ".{0,20}",
        shapes(),
        proptest::collection::btree_map(".{0,4}", any::<Option<i32>>(), 0..4),
        any::<(i8, u16, char, bool)>(),
        any::<(i128, u128)>(),
        (-1e6f32..1e6, -1e6..1e6),
    );
    let leaf = leaf.prop_map(|(id, name, shape, tags, small, wide, real)| Record {
        id,
        name,
        shape,
        tags,
        nested: Vec::new(),
        small,
        wide,
        real,
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (inner.clone(), proptest::collection::vec(inner, 0..3)).prop_map(|(record, nested)| Record { nested, ..record })
    })
}

/// Whole columns, with their count known.
fn back_all<T: Serialize + serde::de::DeserializeOwned + 'static>(items: &Vec<T>) -> Vec<T> {
    let mut out = vec![7];
    put_all(items, &mut out).expect("all of these can be written");
    let body = Bytes::from(out).slice(1..);
    let (mut reader, mut read) = (Reader::new(&body, &Limits::default()), Vec::new());
    get_all(&mut reader, items.len(), &mut read).expect("what is written can be read");
    reader.end().expect("all of it is read");
    read
}

proptest! {
    #[test]
    fn records_come_back_and_are_those_of_postcard(record in records()) {
        prop_assert_eq!(&back(&record), &record);
        let bytes = written(&record);
        prop_assert_eq!(postcard::from_bytes::<Record>(&bytes), Ok(record));
    }

    #[test]
    fn columns_of_records_come_back(records in proptest::collection::vec(records(), 0..8)) {
        prop_assert_eq!(back_all(&records), records);
    }

    #[test]
    fn columns_of_numbers_come_back(
        a in any::<Vec<u8>>(), b in any::<Vec<u64>>(), c in any::<Vec<i128>>(),
        d in any::<Vec<usize>>(), e in any::<Vec<isize>>(), f in proptest::collection::vec(-1e300..1e300, 0..50),
    ) {
        prop_assert_eq!(back_all(&a), a);
        prop_assert_eq!(back_all(&b), b);
        prop_assert_eq!(back_all(&c), c);
        prop_assert_eq!(back_all(&d), d);
        prop_assert_eq!(back_all(&e), e);
        prop_assert_eq!(back_all(&f), f);
    }

    #[test]
    fn bytes_text_and_numbers_come_back(
        bytes in any::<Vec<u8>>(), text in any::<String>(), longs in any::<Vec<u64>>(), shorts in any::<Vec<i16>>(),
    ) {
        prop_assert_eq!(&back(&bytes), &bytes);
        prop_assert_eq!(back(&Bytes::from(bytes.clone())), Bytes::from(bytes.clone()));
        prop_assert_eq!(back(&Line::from(bytes.clone())), Line::from(bytes.clone()));
        prop_assert_eq!(back(&text), text);
        prop_assert_eq!(back(&longs), longs);
        prop_assert_eq!(back(&shorts), shorts);
        let lines = vec![Line::from(bytes), Line::default()];
        prop_assert_eq!(back_all(&lines), lines);
    }

    #[test]
    fn any_bytes_are_an_item_or_an_error(bytes in any::<Vec<u8>>()) {
        let _ = read::<Record>(bytes.clone());
        let _ = read::<Vec<f64>>(bytes.clone());
        let _ = read::<HashMap<String, Vec<Option<Shape>>>>(bytes.clone());
        let _ = read::<(String, char, Line)>(bytes);
    }

    #[test]
    fn a_cut_item_is_an_error(record in records(), cut in 1usize..64) {
        let bytes = written(&record);
        let cut = cut.min(bytes.len());
        prop_assert!(read::<Record>(bytes[..bytes.len() - cut].to_vec()).is_err());
    }
}

#[test]
fn a_line_is_a_slice_of_its_frame() {
    let body = Bytes::from(written(&Line::from("many bytes")));
    let line: Line = read(body.clone()).expect("a line");
    assert_eq!(line.as_bytes().as_ptr(), body[1..].as_ptr());
}

#[test]
fn numbers_are_blocks_of_bytes() {
    assert_eq!(written(&vec![1u16, 0x0203]), [2, 1, 0, 3, 2]);
    assert_eq!(written(&vec![1.0f64]), [1, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
}

#[test]
fn an_item_that_cannot_be_written_leaves_what_was_there() {
    struct Half;
    impl Serialize for Half {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            use serde::ser::{Error, SerializeTuple};
            let mut both = serializer.serialize_tuple(2)?;
            both.serialize_element("first")?;
            Err(S::Error::custom("no second"))
        }
    }
    let mut out = vec![1, 2, 3];
    assert!(super::item::put(&Half, &mut out).is_err());
    assert!(put_all(&vec![Half, Half], &mut out).is_err());
    assert_eq!(out, [1, 2, 3]);
}

#[test]
fn what_needs_names_of_fields_is_refused_in_words() {
    #[derive(Debug, Serialize, Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(u32),
    }
    let error = read::<Either>(written(&Either::Number(3))).expect_err("nothing tells which");
    assert!(matches!(error.fault(), Fault::Untyped(_)), "{error}");
    assert_eq!(error.to_string(), "`deserialize_any` needs a format that describes itself, and this one does not");
}
