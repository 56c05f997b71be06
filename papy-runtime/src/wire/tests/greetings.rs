//! Greetings, and what does not fit.

use proptest::prelude::*;

use super::super::frame::{Frame, Inbox};
use super::super::greeting::{Greeting, Hello, PipelineEntry, PiperEntry, Refuse, Welcome};
use super::super::message::VERSION;
use super::super::{Fault, Limits, Malformed};

fn frame(greeting: &Greeting) -> Frame {
    let mut out = Vec::new();
    greeting.put(&mut out);
    let mut inbox = Inbox::new(&Limits::default());
    inbox.feed(&out);
    inbox.next().expect("it is whole").expect("all of it is there")
}

fn get(frame: &Frame) -> Result<Greeting, Malformed> {
    Greeting::get(frame, &Limits::default())
}

fn greetings() -> impl Strategy<Value = Greeting> {
    let text = ".{0,20}";
    let piper =
        (text, text, text, text, any::<Option<u128>>()).prop_map(|(name, crate_version, signature, rates, schema)| {
            PiperEntry { name, crate_version, signature, rates, schema }
        });
    let pipeline = (any::<u128>(), text).prop_map(|(id, name)| PipelineEntry { id, name });
    let hello = (any::<[u8; 32]>(), proptest::collection::vec(piper, 0..4), proptest::collection::vec(pipeline, 0..4));
    prop_oneof![
        hello.prop_map(|(program, table, pipelines)| Greeting::Hello(Hello {
            version: VERSION,
            program,
            table,
            pipelines
        })),
        any::<([u8; 32], u32)>().prop_map(|(program, slots)| Greeting::Welcome(Welcome {
            version: VERSION,
            program,
            slots
        })),
        proptest::collection::vec(text, 0..4).prop_map(|differences| Greeting::Refuse(Refuse { differences })),
    ]
}

proptest! {
    #[test]
    fn greetings_come_back(greeting in greetings()) {
        prop_assert_eq!(get(&frame(&greeting)), Ok(greeting));
    }

    #[test]
    fn a_cut_or_lengthened_greeting_is_refused(greeting in greetings(), at in any::<proptest::sample::Index>()) {
        let Frame { kind, body } = frame(&greeting);
        let cut = Frame { kind, body: body.slice(..at.index(body.len())) };
        prop_assert!(get(&cut).is_err());
        let longer = Frame { kind, body: [&body[..], &[0]].concat().into() };
        prop_assert!(get(&longer).is_err());
    }

    #[test]
    fn any_bytes_are_a_greeting_or_an_error(kind in 15u8..20, body in any::<Vec<u8>>()) {
        let _ = get(&Frame { kind, body: body.into() });
    }
}

#[test]
fn another_version_is_refused_in_words_whatever_follows() {
    let error = get(&Frame { kind: 16, body: vec![2, 99, 99, 99].into() }).expect_err("version 2");
    assert_eq!(error.fault(), &Fault::Version { is: 2, here: 1 });
    assert_eq!(
        error.to_string(),
        "the other end speaks version 2 of the protocol of workers and this one version 1: run the same release of papy on both"
    );
}

#[test]
fn f9_a_greeting_of_many_empty_texts_is_paid_for() {
    let (mut out, count) = (Vec::new(), 1 << 20);
    super::super::reader::put_varint(count, &mut out);
    out.resize(out.len() + count as usize, 0);
    let error = get(&Frame { kind: 18, body: out.into() }).expect_err("24 times as much");
    assert_eq!(error.fault(), &Fault::Budget);
}

#[test]
fn what_differs_is_told_in_words() {
    let piper = |name: &str| PiperEntry {
        name: name.into(),
        crate_version: "1.0.0".into(),
        signature: "u8 -> u8".into(),
        rates: "1:1".into(),
        schema: Some(7),
    };
    let pipeline = |id, name: &str| PipelineEntry { id, name: name.into() };
    let ours = Hello {
        version: VERSION,
        program: [1; 32],
        table: ["same", "sign", "rate", "version", "shape", "dark"].map(piper).into(),
        pipelines: vec![pipeline(1, "A"), pipeline(2, "B")],
    };
    let theirs = Hello {
        program: [2; 32],
        table: vec![
            piper("same"),
            PiperEntry { signature: "u8 -> u16".into(), ..piper("sign") },
            PiperEntry { rates: "2:1".into(), ..piper("rate") },
            PiperEntry { crate_version: "1.0.1".into(), ..piper("version") },
            PiperEntry { schema: Some(8), ..piper("shape") },
            PiperEntry { schema: None, ..piper("dark") },
            piper("new"),
        ],
        pipelines: vec![pipeline(1, "A"), pipeline(3, "B"), pipeline(4, "C")],
        ..ours.clone()
    };
    assert_eq!(
        ours.differences(&theirs),
        [
            "pipeline `B` is another here",
            "there is no pipeline `C` here",
            "the signature of `sign` is u8 -> u8 here and u8 -> u16 there",
            "the rate of `rate` is 1:1 here and 2:1 there",
            "the version of `version` is 1.0.0 here and 1.0.1 there",
            "the items of `shape` have other fields or variants here",
            "the shape of the items of `dark` cannot be compared: only equal executables fit",
            "there is no piper `new` here",
        ]
    );
    assert!(ours.differences(&Hello { program: [1; 32], ..theirs.clone() }).is_empty());
    let table = (0..30).map(|number| piper(&number.to_string())).collect();
    let many = ours.differences(&Hello { table, pipelines: Vec::new(), ..theirs });
    assert_eq!((many.len(), many[20].as_str()), (21, "and 10 more"));
}
