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

pipeline! {
    /// Four hundred nodes in a row; a written type in each hundred cuts what the compiler must project.
    Chain {
        input numbers: u64;
        let c0: u64 = numbers
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc;
        let c1: u64 = c0
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc;
        let c2: u64 = c1
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc;
        let c3: u64 = c2
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc;
        output out: u64 = c3
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc
            -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc -> inc;
    }
}

pipeline! {
    /// Thirty diamonds on top of each other.
    Diamonds {
        input d0: u64;
        let l0 = d0 -> inc;
        let r0 = d0 -> dbl;
        let d1 = (l0, r0) -> sub;
        let l1 = d1 -> inc;
        let r1 = d1 -> dbl;
        let d2 = (l1, r1) -> sub;
        let l2 = d2 -> inc;
        let r2 = d2 -> dbl;
        let d3 = (l2, r2) -> sub;
        let l3 = d3 -> inc;
        let r3 = d3 -> dbl;
        let d4 = (l3, r3) -> sub;
        let l4 = d4 -> inc;
        let r4 = d4 -> dbl;
        let d5 = (l4, r4) -> sub;
        let l5 = d5 -> inc;
        let r5 = d5 -> dbl;
        let d6 = (l5, r5) -> sub;
        let l6 = d6 -> inc;
        let r6 = d6 -> dbl;
        let d7 = (l6, r6) -> sub;
        let l7 = d7 -> inc;
        let r7 = d7 -> dbl;
        let d8 = (l7, r7) -> sub;
        let l8 = d8 -> inc;
        let r8 = d8 -> dbl;
        let d9 = (l8, r8) -> sub;
        let l9 = d9 -> inc;
        let r9 = d9 -> dbl;
        let d10: u64 = (l9, r9) -> sub;
        let l10 = d10 -> inc;
        let r10 = d10 -> dbl;
        let d11 = (l10, r10) -> sub;
        let l11 = d11 -> inc;
        let r11 = d11 -> dbl;
        let d12 = (l11, r11) -> sub;
        let l12 = d12 -> inc;
        let r12 = d12 -> dbl;
        let d13 = (l12, r12) -> sub;
        let l13 = d13 -> inc;
        let r13 = d13 -> dbl;
        let d14 = (l13, r13) -> sub;
        let l14 = d14 -> inc;
        let r14 = d14 -> dbl;
        let d15 = (l14, r14) -> sub;
        let l15 = d15 -> inc;
        let r15 = d15 -> dbl;
        let d16 = (l15, r15) -> sub;
        let l16 = d16 -> inc;
        let r16 = d16 -> dbl;
        let d17 = (l16, r16) -> sub;
        let l17 = d17 -> inc;
        let r17 = d17 -> dbl;
        let d18 = (l17, r17) -> sub;
        let l18 = d18 -> inc;
        let r18 = d18 -> dbl;
        let d19 = (l18, r18) -> sub;
        let l19 = d19 -> inc;
        let r19 = d19 -> dbl;
        let d20: u64 = (l19, r19) -> sub;
        let l20 = d20 -> inc;
        let r20 = d20 -> dbl;
        let d21 = (l20, r20) -> sub;
        let l21 = d21 -> inc;
        let r21 = d21 -> dbl;
        let d22 = (l21, r21) -> sub;
        let l22 = d22 -> inc;
        let r22 = d22 -> dbl;
        let d23 = (l22, r22) -> sub;
        let l23 = d23 -> inc;
        let r23 = d23 -> dbl;
        let d24 = (l23, r23) -> sub;
        let l24 = d24 -> inc;
        let r24 = d24 -> dbl;
        let d25 = (l24, r24) -> sub;
        let l25 = d25 -> inc;
        let r25 = d25 -> dbl;
        let d26 = (l25, r25) -> sub;
        let l26 = d26 -> inc;
        let r26 = d26 -> dbl;
        let d27 = (l26, r26) -> sub;
        let l27 = d27 -> inc;
        let r27 = d27 -> dbl;
        let d28 = (l27, r27) -> sub;
        let l28 = d28 -> inc;
        let r28 = d28 -> dbl;
        let d29 = (l28, r28) -> sub;
        let l29 = d29 -> inc;
        let r29 = d29 -> dbl;
        output out = (l29, r29) -> sub;
    }
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
