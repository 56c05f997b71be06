//! An item that is not even `Send`, looked at on a pool.

use std::rc::Rc;

use papy::{pipeline, piper};

#[piper]
fn look(x: &Rc<u64>) -> u64 {
    **x
}

pipeline! {
    Watch {
        imap left = threads(2);
        imap right = threads(2);
        input xs: Rc<u64>;
        output a = xs -> look on left; //~ xs -> look
        output b = xs -> look on right;
    }
}

fn main() {}
