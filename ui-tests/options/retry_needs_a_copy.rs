//! A stage that is run again on an item that it took.

use papy::{pipeline, piper};

struct Parcel;

#[piper]
fn pack(_number: u64) -> Parcel {
    Parcel
}

#[piper]
fn send(parcel: Parcel) -> Result<u64, String> {
    drop(parcel);
    Err("nobody at home".into())
}

#[piper]
fn weigh(_parcel: &Parcel) -> Result<u64, String> {
    Ok(1)
}

pipeline! {
    P {
        input numbers: u64;
        let parcels = numbers -> pack [retry = 1];
        output weights = numbers -> pack -> weigh [retry = 2];
        output sent = parcels -> send [retry = 2]; //~ retry
    }
}

fn main() {}
