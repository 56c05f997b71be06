//! Short bytes that would be large, or deep, or long to read.

use std::collections::HashMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use super::super::frame::Inbox;
use super::super::reader::Reader;
use super::super::{Fault, Limits, item};
use super::{read, written};

fn fault<T: serde::de::DeserializeOwned + 'static>(bytes: Vec<u8>) -> Fault {
    let error = read::<T>(bytes).err().expect("it is refused");
    let super::super::Malformed(fault) = error;
    *fault
}

/// A sequence of so many zero bytes.
fn zeros(length: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    super::super::reader::put_varint(length as u64, &mut bytes);
    bytes.resize(bytes.len() + length, 0);
    bytes
}

#[test]
fn f9_a_frame_that_announces_gigabytes_is_refused_before_they_come() {
    let mut inbox = Inbox::new(&Limits::default());
    inbox.feed(&0xffff_fff0u32.to_le_bytes());
    let error = inbox.next().expect_err("too long");
    assert_eq!(error.fault(), &Fault::Length { is: 0xffff_fff0, max: 16 << 20 });
    let mut inbox = Inbox::new(&Limits::default());
    inbox.feed(&(16u32 << 20).to_le_bytes());
    assert_eq!(inbox.next(), Ok(None));
}

#[test]
fn f9_a_sequence_that_is_longer_than_its_frame_is_refused() {
    let bytes = [0xff, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3];
    let is = 0xffff_ffff;
    assert_eq!(fault::<String>(bytes.to_vec()), Fault::Length { is, max: 3 });
    assert_eq!(fault::<Vec<u8>>(bytes.to_vec()), Fault::Length { is, max: 3 });
    assert_eq!(fault::<Vec<u64>>(bytes.to_vec()), Fault::Length { is, max: 3 });
    assert_eq!(fault::<Vec<String>>(bytes.to_vec()), Fault::Length { is, max: 3 });
    assert_eq!(fault::<HashMap<u8, u8>>(bytes.to_vec()), Fault::Length { is, max: 3 });
}

#[test]
fn f9_nesting_ends_before_the_stack_does() {
    #[derive(Debug, Serialize, Deserialize)]
    enum List {
        End,
        Next(Box<List>),
    }
    assert_eq!(fault::<List>(vec![1; 60_000]), Fault::Nesting);
    assert_eq!(fault::<List>([vec![1; 64], vec![0]].concat()), Fault::Nesting);
    assert!(read::<List>([vec![1; 63], vec![0]].concat()).is_ok());
}

#[test]
fn f9_elements_that_take_no_bytes_are_counted() {
    assert_eq!(read::<Vec<()>>(written(&vec![(); 1_000_000])).expect("a million").len(), 1_000_000);
    assert_eq!(fault::<Vec<()>>(written(&vec![(); 1_000_001])), Fault::Empty);
    assert_eq!(fault::<Vec<()>>(vec![0x80, 0x94, 0xeb, 0xdc, 0x03]), Fault::Empty);
    assert_eq!(fault::<Vec<[u64; 0]>>(vec![0x80, 0x94, 0xeb, 0xdc, 0x03]), Fault::Empty);
}

#[test]
fn f9_empty_elements_that_are_large_here_are_paid_for() {
    #[derive(Debug, Default, Serialize, Deserialize)]
    struct Cached {
        #[serde(skip)]
        cache: [u64; 16],
    }
    assert!(read::<Vec<Cached>>(vec![100]).expect("within the least").iter().all(|one| one.cache == [0; 16]));
    assert_eq!(fault::<Vec<Cached>>(vec![0xff, 0x7f]), Fault::Budget);
}

#[test]
fn f9_zero_bytes_do_not_become_24_times_as_many() {
    assert_eq!(fault::<Vec<String>>(zeros(1 << 20)), Fault::Budget);
    assert_eq!(fault::<Vec<Vec<String>>>(zeros(1 << 20)), Fault::Budget);
    assert_eq!(fault::<Vec<Option<[u64; 16]>>>(zeros(1 << 20)), Fault::Budget);
    assert_eq!(fault::<Vec<Box<Option<[u64; 16]>>>>(zeros(1 << 20)), Fault::Budget);
    assert_eq!(fault::<HashMap<String, ()>>(zeros(1 << 20)), Fault::Budget);
    let (few, long) = (vec![String::new(); 2_000], vec!["four".repeat(20); 20_000]);
    assert_eq!(read::<Vec<String>>(written(&few)).expect("within the least"), few);
    assert_eq!(read::<Vec<String>>(written(&long)).expect("longer on the wire than a string here"), long);
}

#[test]
fn f9_what_is_paid_for_is_what_is_made() {
    let text = vec!["four".to_owned(); 50_000];
    let body = Bytes::from(written(&text));
    let limits = Limits::default();
    let mut reader = Reader::new(&body, &limits);
    let _: Vec<String> = item::get(&mut reader).expect("within the budget");
    assert_eq!(reader.budget(), body.len() * limits.growth_max - 50_000 * (size_of::<String>() + 4));
}

#[test]
fn f9_a_column_of_items_that_take_no_bytes_is_counted() {
    let get = |count| item::get_all::<()>(&mut Reader::new(&Bytes::new(), &Limits::default()), count, &mut Vec::new());
    assert_eq!(get(1_000_000), Ok(()));
    assert_eq!(get(usize::MAX).map_err(|error| *error.0), Err(Fault::Empty));
}

#[test]
fn f9_bytes_behind_the_last_value_are_refused() {
    assert_eq!(fault::<u64>(vec![1, 2]), Fault::Trailing(1));
    assert_eq!(fault::<String>(vec![1, b'a', 0, 0]), Fault::Trailing(2));
}

#[test]
fn f9_numbers_of_too_many_bits_are_refused() {
    assert_eq!(fault::<u64>([[0xff; 9].as_slice(), &[2]].concat()), Fault::Not("number of 64 bits"));
    assert_eq!(fault::<u16>(vec![0xff, 0xff, 0x04]), Fault::Not("number of so few bits"));
    assert_eq!(read::<u64>([[0xff; 9].as_slice(), &[1]].concat()), Ok(u64::MAX));
    assert_eq!(fault::<u128>([[0xff; 18].as_slice(), &[4]].concat()), Fault::Not("number of 128 bits"));
    assert_eq!(fault::<bool>(vec![2]), Fault::Not("truth value"));
    assert_eq!(fault::<char>(vec![2, b'a', b'b']), Fault::Not("single character"));
    assert_eq!(fault::<String>(vec![1, 0xff]), Fault::Not("UTF-8 text"));
}
