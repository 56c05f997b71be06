//! A mebibyte in and out.

use bytes::Bytes;
use papy::prelude::*;
use papy_benches::{Contestant, race};

use super::raw::Raw;

const ITEMS: u64 = 400;
const SIZE: usize = 1 << 20;

#[piper]
fn same(x: Bytes) -> Bytes {
    x
}

pipeline! {
    pub(crate) Echo {
        imap pool: Any;
        input xs: Bytes;
        output ys: Bytes = xs -> same on pool;
    }
}

fn ends(bytes: &[u8]) -> u64 {
    bytes.len() as u64 + u64::from(bytes[0]) + u64::from(bytes[bytes.len() - 1])
}

pub(super) fn run() {
    let item = Bytes::from((0..SIZE).map(|at| at as u8).collect::<Vec<_>>());
    let papy = |pool: &IMap<papy::Any>| {
        let items = std::iter::repeat_n(item.clone(), ITEMS as usize);
        let run = Echo::new().pool(pool.clone()).start(items).expect("it starts");
        run.ys.into_iter().fold(0, |sum, item| sum + ends(&item.expect("no item fails")))
    };
    let (one, four) = (IMap::processes(1), IMap::processes(4));
    let mut raw: Vec<Raw> = (0..4).map(|_| Raw::new()).collect();
    let mut single = Raw::new();
    papy(&one);
    papy(&four);
    race(
        "T3, 400 times 1 MiB to one process and back",
        9,
        vec![
            Contestant::new("a raw socket's echo", || (0..ITEMS).map(|_| ends(single.trip(&item))).sum()),
            Contestant::new("papy processes(1)", || papy(&one)),
        ],
    );
    race(
        "T3, 400 times 1 MiB to four processes and back",
        9,
        vec![
            Contestant::new("4 raw sockets' echoes", || {
                std::thread::scope(|scope| {
                    let item = &item;
                    let threads: Vec<_> = raw
                        .iter_mut()
                        .map(|raw| scope.spawn(move || (0..ITEMS / 4).map(|_| ends(raw.trip(item))).sum::<u64>()))
                        .collect();
                    threads.into_iter().map(|one| one.join().expect("it does not fail")).sum()
                })
            }),
            Contestant::new("papy processes(4)", || papy(&four)),
        ],
    );
}
