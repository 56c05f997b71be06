//! Large graphs: source, generated code and compile time grow with the number of nodes and not faster.
//!
//! To see the time: `touch tests/scale.rs; cargo test --test scale --no-run --timings`.

use papy::{pipeline, piper};

#[piper]
fn inc(x: u64) -> u64 {
    x + 1
}

#[piper]
fn dbl(x: &u64) -> u64 {
    x * 2
}

#[piper]
fn sub(a: u64, b: u64) -> u64 {
    b - a
}

macro_rules! chain {
    (out = $last:ident: $($end:ident)*; $($name:ident = $from:ident: $($inc:ident)*;)*) => {
        pipeline! {
            /// Four hundred nodes in a row; a written type in each hundred cuts what the compiler must project.
            Chain {
                input numbers: u64;
                $(
                    let $name: u64 = $from
                        $(-> $inc -> $inc -> $inc -> $inc -> $inc -> $inc -> $inc -> $inc -> $inc -> $inc)*;
                )*
                output out: u64 = $last
                    $(-> $end -> $end -> $end -> $end -> $end -> $end -> $end -> $end -> $end -> $end)*;
            }
        }
    };
}

chain! {
    out = c3: inc inc inc inc inc inc inc inc;
    c0 = numbers: inc inc inc inc inc inc inc inc;
    c1 = c0: inc inc inc inc inc inc inc inc;
    c2 = c1: inc inc inc inc inc inc inc inc;
    c3 = c2: inc inc inc inc inc inc inc inc;
}

macro_rules! diamonds {
    (
        $first:ident to $end:ident: $l:ident $r:ident;
        $($above:ident: $left:ident $right:ident => $below:ident $(: $ty:ty)?;)*
    ) => {
        pipeline! {
            /// Thirty diamonds on top of each other.
            Diamonds {
                input $first: u64;
                $(
                    let $left = $above -> inc;
                    let $right = $above -> dbl;
                    let $below $(: $ty)? = ($left, $right) -> sub;
                )*
                let $l = $end -> inc;
                let $r = $end -> dbl;
                output out = ($l, $r) -> sub;
            }
        }
    };
}

diamonds! {
    d0 to d29: l29 r29;
    d0: l0 r0 => d1;
    d1: l1 r1 => d2;
    d2: l2 r2 => d3;
    d3: l3 r3 => d4;
    d4: l4 r4 => d5;
    d5: l5 r5 => d6;
    d6: l6 r6 => d7;
    d7: l7 r7 => d8;
    d8: l8 r8 => d9;
    d9: l9 r9 => d10: u64;
    d10: l10 r10 => d11;
    d11: l11 r11 => d12;
    d12: l12 r12 => d13;
    d13: l13 r13 => d14;
    d14: l14 r14 => d15;
    d15: l15 r15 => d16;
    d16: l16 r16 => d17;
    d17: l17 r17 => d18;
    d18: l18 r18 => d19;
    d19: l19 r19 => d20: u64;
    d20: l20 r20 => d21;
    d21: l21 r21 => d22;
    d22: l22 r22 => d23;
    d23: l23 r23 => d24;
    d24: l24 r24 => d25;
    d25: l25 r25 => d26;
    d26: l26 r26 => d27;
    d27: l27 r27 => d28;
    d28: l28 r28 => d29;
}

#[test]
fn a_chain_of_four_hundred_nodes_runs() {
    let out: Vec<u64> = Chain::new().start(0..10u64).unwrap().out.collect_blocking().unwrap();
    assert_eq!(out, (400..410).collect::<Vec<u64>>());
}

#[test]
fn graphs_of_this_size_are_data_and_pictures_too() {
    assert_eq!((Chain::GRAPH.nodes().count(), Chain::GRAPH.parts().count()), (400, 1));
    assert_eq!(Chain::GRAPH.to_dot().matches(" -> ").count(), 401);
    assert_eq!((Diamonds::GRAPH.nodes().count(), Diamonds::GRAPH.pipes().count()), (120, 151));
}

#[test]
fn thirty_diamonds_run() {
    // 2x - (x + 1) each time.
    let mut want: Vec<u64> = (1 << 40..(1 << 40) + 10).collect();
    (0..30).for_each(|_| want.iter_mut().for_each(|x| *x -= 1));
    let out: Vec<u64> = Diamonds::new().start(1 << 40..(1 << 40) + 10).unwrap().out.collect_blocking().unwrap();
    assert_eq!(out, want);
}
