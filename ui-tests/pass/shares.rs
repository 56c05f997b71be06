//! Items that are not `Clone`, looked at on several pools; and items that are not `Sync`, looked at on one.

use std::cell::Cell;

use papy::{pipeline, piper};

struct Opaque(u64);

#[piper]
fn open(x: u64) -> Opaque {
    Opaque(x)
}

#[piper]
fn look(x: &Opaque) -> u64 {
    x.0
}

#[piper]
fn hold(x: u64) -> Cell<u64> {
    Cell::new(x)
}

#[piper]
fn peep(x: &Cell<u64>) -> u64 {
    x.get()
}

#[piper]
fn eat(x: Cell<u64>) -> u64 {
    x.into_inner()
}

pipeline! {
    Watch {
        imap left = threads(2);
        imap right = threads(2);
        input xs: u64;
        let opened = xs -> open;
        let a = opened -> look on left;
        let b = opened -> look on left;
        let c = opened -> look on right;
        let d = opened -> look;
        output all = (a, b, c, d);
    }
}

pipeline! {
    Peep {
        imap left = threads(2);
        input xs: u64;
        let held = xs -> hold;
        let a = held -> peep;
        let b = held -> peep on left;
        let c = held -> eat on left;
        output all = (a, b, c);
    }
}

fn main() {
    let mut run = Watch {}.start(0..3).expect("it starts");
    let all: Vec<_> = (&mut run.all).into_iter().map(|item| item.expect("it looks")).collect();
    assert_eq!(all, [(0, 0, 0, 0), (1, 1, 1, 1), (2, 2, 2, 2)]);
    let mut run = Peep {}.start(0..2).expect("it starts");
    let all: Vec<_> = (&mut run.all).into_iter().map(|item| item.expect("it looks")).collect();
    assert_eq!(all, [(0, 0, 0), (1, 1, 1)]);
}
