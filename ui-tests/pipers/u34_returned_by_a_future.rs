//! A future that gives a borrow of its item.

use papy::piper;

#[piper]
async fn head(text: &str) -> &str { //~ &str
    text
}

fn main() {}
