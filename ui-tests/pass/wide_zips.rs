//! Zips of as many branches as a tuple holds: of one fork, and of different inputs.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

pipeline! {
    Fork {
        input xs: u64;
        let s = xs -> inc;
        output all = (s, s, s, s, s, s, s, s, s, s, s, s);
    }
}

pipeline! {
    Inputs {
        input a: u64;
        input b: u64;
        input c: u64;
        input d: u64;
        input e: u64;
        input f: u64;
        input g: u64;
        input h: u64;
        input i: u64;
        input j: u64;
        input k: u64;
        input l: u64;
        output all = (a, b, c, d, e, f, g, h, i, j, k, l);
    }
}

fn main() {
    let mut run = (Fork {}).start([1, 2]).expect("it starts");
    let all: Vec<_> = (&mut run.all).into_iter().map(|item| item.expect("it runs")).collect();
    let of = |x: u64| (x, x, x, x, x, x, x, x, x, x, x, x);
    assert_eq!(all, [of(2), of(3)]);
    let inputs = InputsInputs {
        a: [1],
        b: [1],
        c: [1],
        d: [1],
        e: [1],
        f: [1],
        g: [1],
        h: [1],
        i: [1],
        j: [1],
        k: [1],
        l: [1],
    };
    let mut run = (Inputs {}).start(inputs).expect("it starts");
    let all: Vec<_> = (&mut run.all).into_iter().map(|item| item.expect("it runs")).collect();
    assert_eq!(all, [of(1)]);
}
