//! 40 random graphs, as pipelines and as data. Written by `generate.rs` from seed 1: change that, not this.

use crate::graph::{Act, Graph, Join, Lengths, Mark, Op};
use crate::pipers::*;
use crate::read::{Feeds, Started};
use papy::pipeline;

pipeline! {
    G0 {
        imap p0 = threads(2);
        imap p1 = threads(1) [strict];
        imap p2 = threads(2) [buffer = 1];
        input xs: V;
        input ys: V;
        let s2 = ys -> attempt_keep { n: 1 } on p2;
        let s3 = [xs, s2] -> attempt_look { n: 2 } on p1;
        let s5 = (s3, s3) -> pair_look { n: 3 } on p0;
        output s7 = [s5, s3] -> attempt_pick { n: 4 };
        let s9 = xs -> map { n: 5 } on p2 [batch = 1];
        output s10 = s9 -> look { n: 6 } on p1;
    }
}

const GRAPH0: Graph = Graph {
    name: "G0",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 1, id: "s2.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[0, 2] },
        Op::Node { from: 3, act: Act::Attempt, n: 2, id: "s3.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (4, Mark::Plain)], join: Join::Exact, fork: 4 },
        Op::Node { from: 5, act: Act::Map, n: 3, id: "s5.pair_look", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[6, 4], fork: 4 },
        Op::Node { from: 7, act: Act::AttemptPick, n: 4, id: "s7.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Map, n: 5, id: "s9.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Map, n: 6, id: "s10.look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[8, 10],
};

fn start0(feeds: &mut Feeds) -> Started {
    let run = G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s10)], handle: run.handle }
}

fn unread0(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G1 {
        input xs: V;
        let s1 = xs -> attempt_look { n: 1 };
        let s2 = xs -> keep { n: 2 };
        let s3 = s1 -> map { n: 3 };
        output s4 [buffer = 5] = (s3, s2?, s1) -> trio_boom { n: 4 };
    }
}

const GRAPH1: Graph = Graph {
    name: "G1",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Attempt, n: 1, id: "s1.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Keep, n: 2, id: "s2.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Map, n: 3, id: "s3.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (2, Mark::Question), (1, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 4, act: Act::Boom, n: 4, id: "s4.trio_boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[5],
};

fn start1(feeds: &mut Feeds) -> Started {
    let run = G1::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4)], handle: run.handle }
}

fn unread1(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G1::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G2 {
        imap p0 = threads(1);
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        let s2 = xs -> attempt_keep { n: 1 };
        let s3 = xs -> attempt_burst { n: 2 } on p0 [slice = 1];
        output s4 = (s2*, s3*) -> pair_burst { n: 3 } [slice = 1];
        let s6 = (xs, ys) -> pair_look { n: 4 } on p1;
        output s8 = s6 -> stream { n: 5 } on p1 [on_error = skip, collect = 4];
    }
}

const GRAPH2: Graph = Graph {
    name: "G2",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s2.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 2, id: "s3.attempt_burst", skip: false, collect: None, held: 1 },
        Op::Zip { members: &[(2, Mark::Star), (3, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 4, act: Act::Burst, n: 3, id: "s4.pair_burst", skip: false, collect: None, held: 1 },
        Op::Positions { members: &[0, 1], lengths: Lengths::Strict, id: "s6.zip" },
        Op::Node { from: 6, act: Act::Map, n: 4, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 7, act: Act::Stream, n: 5, id: "s8.stream", skip: true, collect: Some(4), held: 1024 },
    ],
    outputs: &[5, 8],
};

fn start2(feeds: &mut Feeds) -> Started {
    let run = G2::new().start(G2Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s8)], handle: run.handle }
}

fn unread2(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G2::new().start(G2Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G3 {
        imap p0 = threads(3) [batch = 8];
        imap p2 = threads(2);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> stream { n: 1 } on p0;
        let s4 = s3 -> stream { n: 2 } [on_error = skip, slice = 3];
        output s5 = [s4, s3];
        output s6 = s4 -> map { n: 3 } on p2;
        let s7 = (ys, ys) -> pair_look { n: 4 } on p0;
        let s9 = [s7, zs] -> map { n: 5 } on p0;
        output s11 = (xs, s9) [zip = shortest];
    }
}

const GRAPH3: Graph = Graph {
    name: "G3",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 2, act: Act::Stream, n: 1, id: "s3.stream", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Stream, n: 2, id: "s4.stream", skip: true, collect: None, held: 3 },
        Op::Merge { members: &[4, 3], fork: 3 },
        Op::Node { from: 4, act: Act::Map, n: 3, id: "s6.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 7, act: Act::Map, n: 4, id: "s7.pair_look", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[8, 2] },
        Op::Node { from: 9, act: Act::Map, n: 5, id: "s9.map", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[0, 10], lengths: Lengths::Shortest, id: "s11.zip" },
    ],
    outputs: &[5, 6, 11],
};

fn start3(feeds: &mut Feeds) -> Started {
    let run = G3::new().start(G3Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6), Box::new(run.s11)], handle: run.handle }
}

fn unread3(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G3::new().start(G3Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G4 {
        imap p0 = threads(3);
        input xs: V;
        let s1 = xs -> attempt_keep { n: 1 };
        let s2 = s1 -> boom_keep { n: 2 };
        let s3 = (s2*, s1*, xs);
        let s4 = (s1, s2) [join = inner];
        let s5 = (s4?, s3, s3) [join = inner];
        let s6 = (s5, s5);
        let s7 = (s4, s4);
        let s8 = (s6?, s7?, s6?);
        output s9 = s8 -> trio_burst { n: 3 } on p0 [slice = 3, fuse = off];
        output s10 = s9 -> attempt_look { n: 4 };
        output s11 = s5 -> trio { n: 5 } on p0 [batch = 11];
    }
}

const GRAPH4: Graph = Graph {
    name: "G4",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s1.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Star), (1, Mark::Star), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(1, Mark::Plain), (2, Mark::Plain)], join: Join::Inner, fork: 1 },
        Op::Zip { members: &[(4, Mark::Question), (3, Mark::Plain), (3, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Zip { members: &[(5, Mark::Plain), (5, Mark::Plain)], join: Join::Exact, fork: 5 },
        Op::Zip { members: &[(4, Mark::Plain), (4, Mark::Plain)], join: Join::Exact, fork: 4 },
        Op::Zip { members: &[(6, Mark::Question), (7, Mark::Question), (6, Mark::Question)], join: Join::Exact, fork: 0 },
        Op::Node { from: 8, act: Act::Burst, n: 3, id: "s9.trio_burst", skip: false, collect: None, held: 3 },
        Op::Node { from: 9, act: Act::Attempt, n: 4, id: "s10.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Map, n: 5, id: "s11.trio", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[9, 10, 11],
};

fn start4(feeds: &mut Feeds) -> Started {
    let run = G4::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s10), Box::new(run.s11)], handle: run.handle }
}

fn unread4(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G4::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G5 {
        input xs: V;
        input ys: V;
        input zs: V;
        output s3 = (ys, zs) [zip = longest];
        let s4 = zs -> boom { n: 1 };
        let s5 = s4 -> attempt_burst { n: 2 } [slice = 2, fuse = off];
        let s6 = xs -> attempt { n: 3 };
        let s7 = s3 -> pair_boom { n: 4 } [buffer = 28];
        let s8 = s6 -> burst { n: 5 } [collect = 2, fuse = off];
        output s9 = s5 -> items { n: 6 } [collect = 5];
        output s10 = s7 -> keep { n: 7 };
        output s11 = (s8, s3) [zip = longest] -> pair_boom { n: 8 };
    }
}

const GRAPH5: Graph = Graph {
    name: "G5",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Positions { members: &[1, 2], lengths: Lengths::Longest, id: "s3.zip" },
        Op::Node { from: 2, act: Act::Boom, n: 1, id: "s4.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::AttemptBurst, n: 2, id: "s5.attempt_burst", skip: false, collect: None, held: 2 },
        Op::Node { from: 0, act: Act::Attempt, n: 3, id: "s6.attempt", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Boom, n: 4, id: "s7.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Burst, n: 5, id: "s8.burst", skip: false, collect: Some(2), held: 1024 },
        Op::Node { from: 5, act: Act::Items, n: 6, id: "s9.items", skip: false, collect: Some(5), held: 1024 },
        Op::Node { from: 7, act: Act::Keep, n: 7, id: "s10.keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[8, 3], lengths: Lengths::Longest, id: "s11.zip" },
        Op::Node { from: 11, act: Act::Boom, n: 8, id: "s11.pair_boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 9, 10, 12],
};

fn start5(feeds: &mut Feeds) -> Started {
    let run = G5::new().start(G5Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s9), Box::new(run.s10), Box::new(run.s11)], handle: run.handle }
}

fn unread5(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G5::new().start(G5Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G6 {
        imap p2 = threads(1);
        input xs: V;
        let s1 = xs -> attempt_keep { n: 1 } on p2;
        let s2 = (s1?, xs) [join = inner];
        output s3 = s2 -> pair_pick { n: 2 } [buffer = 22];
    }
}

const GRAPH6: Graph = Graph {
    name: "G6",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s1.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Question), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Node { from: 2, act: Act::Pick, n: 2, id: "s3.pair_pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3],
};

fn start6(feeds: &mut Feeds) -> Started {
    let run = G6::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread6(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G6::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G7 {
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> boom { n: 1 } [batch = 10];
        output s2 [buffer = 14] = (xs, s1) -> pair_keep { n: 2 } on p1;
    }
}

const GRAPH7: Graph = Graph {
    name: "G7",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::Keep, n: 2, id: "s2.pair_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3],
};

fn start7(feeds: &mut Feeds) -> Started {
    let run = G7::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread7(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G7::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G8 {
        imap p0 = threads(3) [strict];
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> boom_burst { n: 1 } on p0 [slice = 1];
        let s4 = (s3, zs, s3) [join = each] -> trio_burst { n: 2 } on p1 [collect = 2];
        let s6 = (xs, xs) -> pair_boom { n: 3 } on p0;
        let s8 = [s4, s6] -> boom_look { n: 4 } on p0 [on_error = skip];
        output s10 = (s8, ys) [zip = longest];
    }
}

const GRAPH8: Graph = Graph {
    name: "G8",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 2, act: Act::BoomBurst, n: 1, id: "s3.boom_burst", skip: false, collect: None, held: 1 },
        Op::Zip { members: &[(3, Mark::Plain), (2, Mark::Plain), (3, Mark::Plain)], join: Join::Each, fork: 2 },
        Op::Node { from: 4, act: Act::Burst, n: 2, id: "s4.trio_burst", skip: false, collect: Some(2), held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 6, act: Act::Boom, n: 3, id: "s6.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[5, 7] },
        Op::Node { from: 8, act: Act::Boom, n: 4, id: "s8.boom_look", skip: true, collect: None, held: 1024 },
        Op::Positions { members: &[9, 1], lengths: Lengths::Longest, id: "s10.zip" },
    ],
    outputs: &[10],
};

fn start8(feeds: &mut Feeds) -> Started {
    let run = G8::new().start(G8Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s10)], handle: run.handle }
}

fn unread8(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G8::new().start(G8Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G9 {
        imap p0 = threads(1);
        input xs: V;
        let s1 = xs -> map { n: 1 } on p0;
        output s2 = s1 -> boom { n: 2 } on p0;
        let s3 = (s2, xs) -> pair_mixed { n: 3 } on p0 [on_error = skip];
        let s5 = (s3, xs) [join = inner];
        let s6 = (s5?, s1) [join = inner] -> pair_look { n: 4 } on p0 [buffer = 13];
        let s8 = (s1, s6*) -> pair_pick { n: 5 } on p0;
        output s10 = s8 -> boom { n: 6 } [on_error = skip];
    }
}

const GRAPH9: Graph = Graph {
    name: "G9",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Boom, n: 2, id: "s2.boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 3, act: Act::Attempt, n: 3, id: "s3.pair_mixed", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Zip { members: &[(5, Mark::Question), (1, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Node { from: 6, act: Act::Map, n: 4, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (7, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 8, act: Act::Pick, n: 5, id: "s8.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Boom, n: 6, id: "s10.boom", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[2, 10],
};

fn start9(feeds: &mut Feeds) -> Started {
    let run = G9::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s10)], handle: run.handle }
}

fn unread9(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G9::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G10 {
        input xs: V;
        let s1 = xs -> boom { n: 1 };
        output s2 = s1 -> boom { n: 2 };
    }
}

const GRAPH10: Graph = Graph {
    name: "G10",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Boom, n: 2, id: "s2.boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2],
};

fn start10(feeds: &mut Feeds) -> Started {
    let run = G10::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread10(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G10::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G11 {
        input xs: V;
        let s1 = xs -> attempt_burst { n: 1 };
        let s2 = (xs, s1, xs) [join = each];
        output s3 = (s2, s1, xs) [join = each] -> trio { n: 2 };
        let s5 = s2 -> trio_burst { n: 3 };
        let s6 = (s5*, s3*) -> pair_burst { n: 4 } [slice = 1, fuse = off];
        let s8 = (s6, xs) [join = each];
        output s9 = s8 -> pair { n: 5 };
    }
}

const GRAPH11: Graph = Graph {
    name: "G11",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 1, id: "s1.attempt_burst", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (1, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Zip { members: &[(2, Mark::Plain), (1, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 3, act: Act::Map, n: 2, id: "s3.trio", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Burst, n: 3, id: "s5.trio_burst", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Star), (4, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 6, act: Act::Burst, n: 4, id: "s6.pair_burst", skip: false, collect: None, held: 1 },
        Op::Zip { members: &[(7, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 8, act: Act::Map, n: 5, id: "s9.pair", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 9],
};

fn start11(feeds: &mut Feeds) -> Started {
    let run = G11::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s9)], handle: run.handle }
}

fn unread11(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G11::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G12(seen: Seen) {
        input xs: V;
        let s1 = xs -> boom_look { n: 1 };
        let s2 = s1 -> attempt_keep { n: 2 };
        let s3 = [s2, s1] -> attempt_pick { n: 3 };
        let s5 = s3 -> boom { n: 4 };
        let s6 = (s5*, xs, s1);
        output s7 = (s6, s5) [join = each];
        let s8 = [s5, xs] -> keep { n: 5 };
        s8 -> sink { n: 6, seen };
    }
}

const GRAPH12: Graph = Graph {
    name: "G12",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 2, id: "s2.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[2, 1], fork: 1 },
        Op::Node { from: 3, act: Act::AttemptPick, n: 3, id: "s3.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Boom, n: 4, id: "s5.boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Star), (0, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(6, Mark::Plain), (5, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Merge { members: &[5, 0], fork: 0 },
        Op::Node { from: 8, act: Act::Keep, n: 5, id: "s8.keep", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 9, n: 6, fallible: false },
    ],
    outputs: &[7],
};

fn start12(feeds: &mut Feeds) -> Started {
    let run = G12::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7)], handle: run.handle }
}

fn unread12(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G12::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G13 {
        imap p0 = threads(1);
        imap p1 = threads(2);
        input xs: V;
        input ys: V;
        let s2 = ys -> look { n: 1 } on p0 [on_error = skip];
        let s3 = xs -> map { n: 2 } on p1 [buffer = 28];
        let s4 = s2 -> attempt_burst { n: 3 } [slice = 2];
        let s5 = ys -> attempt_look { n: 4 } on p0 [fuse = off];
        let s6 = (s5, ys) -> pair_burst { n: 5 } [collect = 4];
        let s8 = (s6*, s4*) -> pair_look { n: 6 };
        let s10 = (s6, s8) [join = each];
        let s11 = s4 -> items { n: 7 } [slice = 2];
        output s12 = s11 -> stream { n: 8 } on p0 [slice = 2];
        let s13 = (s3, s10);
        output s14 = s13 -> pair_keep { n: 9 };
    }
}

const GRAPH13: Graph = Graph {
    name: "G13",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::Map, n: 1, id: "s2.look", skip: true, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Map, n: 2, id: "s3.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::AttemptBurst, n: 3, id: "s4.attempt_burst", skip: false, collect: None, held: 2 },
        Op::Node { from: 1, act: Act::Attempt, n: 4, id: "s5.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 6, act: Act::Burst, n: 5, id: "s6.pair_burst", skip: false, collect: Some(4), held: 1024 },
        Op::Zip { members: &[(7, Mark::Star), (4, Mark::Star)], join: Join::Exact, fork: 1 },
        Op::Node { from: 8, act: Act::Map, n: 6, id: "s8.pair_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(7, Mark::Plain), (9, Mark::Plain)], join: Join::Each, fork: 1 },
        Op::Node { from: 4, act: Act::Items, n: 7, id: "s11.items", skip: false, collect: None, held: 2 },
        Op::Node { from: 11, act: Act::Stream, n: 8, id: "s12.stream", skip: false, collect: None, held: 2 },
        Op::Positions { members: &[3, 10], lengths: Lengths::Strict, id: "s13.zip" },
        Op::Node { from: 13, act: Act::Keep, n: 9, id: "s14.pair_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[12, 14],
};

fn start13(feeds: &mut Feeds) -> Started {
    let run = G13::new().start(G13Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s12), Box::new(run.s14)], handle: run.handle }
}

fn unread13(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G13::new().start(G13Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G14(seen: Seen) {
        input xs: V;
        let s1 = xs -> look { n: 1 };
        let s2 = [s1, xs];
        let s3 = s2 -> stream { n: 2 };
        output s4 = s3 -> boom { n: 3 } [fuse = off, batch = 2];
        let s5 = s3 -> boom_look { n: 4 } [on_error = skip, buffer = 17];
        let s6 = s5 -> boom { n: 5 };
        let s7 = s3 -> pick { n: 6 };
        let s8 = (s3*, s1) -> pair_keep { n: 7 } [fuse = off];
        output s10 = s8 -> whole { n: 8 };
        let s11 = s6 -> attempt_keep { n: 9 } [on_error = skip];
        output s12 = s11 -> boom_look { n: 10 } [on_error = skip];
        s7 -> sink_look { n: 11, seen };
    }
}

const GRAPH14: Graph = Graph {
    name: "G14",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.look", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[1, 0], fork: 0 },
        Op::Node { from: 2, act: Act::Stream, n: 2, id: "s3.stream", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Boom, n: 3, id: "s4.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Boom, n: 4, id: "s5.boom_look", skip: true, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Boom, n: 5, id: "s6.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Pick, n: 6, id: "s7.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Star), (1, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 8, act: Act::Keep, n: 7, id: "s8.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Map, n: 8, id: "s10.whole", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::AttemptKeep, n: 9, id: "s11.attempt_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 11, act: Act::Boom, n: 10, id: "s12.boom_look", skip: true, collect: None, held: 1024 },
        Op::Sink { from: 7, n: 11, fallible: true },
    ],
    outputs: &[4, 10, 12],
};

fn start14(feeds: &mut Feeds) -> Started {
    let run = G14::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s10), Box::new(run.s12)], handle: run.handle }
}

fn unread14(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G14::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G15 {
        imap p0 = threads(1);
        input xs: V;
        output s1 = xs -> look { n: 1 };
        let s2 = s1 -> burst { n: 2 };
        let s3 = xs -> attempt_burst { n: 3 } on p0;
        let s4 = (s2*, xs) -> pair { n: 4 };
        let s6 = (s4, s2) [join = each];
        let s7 = (s3*, s2*);
        let s8 = s6 -> pair_pick { n: 5 };
        let s9 = (s1, s7, s8) [join = each] -> trio { n: 6 } [fuse = off];
        let s11 = s9 -> pick { n: 7 };
        let s12 = xs -> map { n: 8 };
        output s13 = (s12, s11*) -> pair_boom { n: 9 } on p0 [on_error = skip];
    }
}

const GRAPH15: Graph = Graph {
    name: "G15",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Burst, n: 2, id: "s2.burst", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 3, id: "s3.attempt_burst", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Star), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 4, act: Act::Map, n: 4, id: "s4.pair", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Plain), (2, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Zip { members: &[(3, Mark::Star), (2, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 6, act: Act::Pick, n: 5, id: "s8.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (7, Mark::Plain), (8, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 9, act: Act::Map, n: 6, id: "s9.trio", skip: false, collect: None, held: 1024 },
        Op::Node { from: 10, act: Act::Pick, n: 7, id: "s11.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Map, n: 8, id: "s12.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(12, Mark::Plain), (11, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 13, act: Act::Boom, n: 9, id: "s13.pair_boom", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[1, 14],
};

fn start15(feeds: &mut Feeds) -> Started {
    let run = G15::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s13)], handle: run.handle }
}

fn unread15(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G15::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G16(seen: Seen) {
        imap p0 = threads(1);
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        input zs: V;
        output s3 = ys -> keep { n: 1 } on p1;
        let s4 = ys -> map { n: 2 } on p1;
        let s5 = xs -> boom_burst { n: 3 };
        output s6 = zs -> map { n: 4 } on p0;
        let s7 = (s5*, xs) -> pair_keep { n: 5 } [fuse = off];
        let s9 = s4 -> boom { n: 6 };
        let s10 = s9 -> map { n: 7 };
        output s11 = (xs, s7?) [join = inner] -> pair_keep { n: 8 } on p1;
        let s13 = [zs, ys] -> boom_burst { n: 9 } [on_error = skip, collect = 4];
        output s15 = [s13, xs] -> stream { n: 10 } [on_error = skip, collect = 5];
        s10 -> sink_look { n: 11, seen };
    }
}

const GRAPH16: Graph = Graph {
    name: "G16",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 1, act: Act::Keep, n: 1, id: "s3.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s4.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::BoomBurst, n: 3, id: "s5.boom_burst", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Map, n: 4, id: "s6.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Star), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 7, act: Act::Keep, n: 5, id: "s7.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Boom, n: 6, id: "s9.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Map, n: 7, id: "s10.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (8, Mark::Question)], join: Join::Inner, fork: 0 },
        Op::Node { from: 11, act: Act::Keep, n: 8, id: "s11.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[2, 1] },
        Op::Node { from: 13, act: Act::BoomBurst, n: 9, id: "s13.boom_burst", skip: true, collect: Some(4), held: 1024 },
        Op::Rounds { members: &[14, 0] },
        Op::Node { from: 15, act: Act::Stream, n: 10, id: "s15.stream", skip: true, collect: Some(5), held: 1024 },
        Op::Sink { from: 10, n: 11, fallible: true },
    ],
    outputs: &[3, 6, 12, 16],
};

fn start16(feeds: &mut Feeds) -> Started {
    let run = G16::new(feeds.seen.clone()).start(G16Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s6), Box::new(run.s11), Box::new(run.s15)], handle: run.handle }
}

fn unread16(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G16::new(feeds.seen.clone()).start(G16Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G17(seen: Seen) {
        imap p0 = threads(2) [buffer = 20];
        input xs: V;
        let s1 = xs -> attempt_pick { n: 1 } on p0;
        let s2 = [s1, xs] -> burst { n: 2 } on p0 [collect = 4, batch = 4];
        let s4 = s2 -> pick { n: 3 } on p0 [fuse = off];
        let s5 = [s4, s4, s1] -> attempt_pick { n: 4 };
        let s7 = (s5*, xs, s4*);
        let s8 = s7 -> trio_burst { n: 5 } [collect = 3];
        let s9 = s8 -> attempt_pick { n: 6 } [fuse = off];
        let s10 = s7 -> trio_burst { n: 7 } on p0 [slice = 2];
        let s11 = s8 -> attempt_pick { n: 8 };
        output s12 = (s8*, s10*);
        let s13 = [s9, s11] -> attempt_pick { n: 9 } on p0;
        s13 -> sink { n: 10, seen } on p0;
    }
}

const GRAPH17: Graph = Graph {
    name: "G17",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptPick, n: 1, id: "s1.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[1, 0], fork: 0 },
        Op::Node { from: 2, act: Act::Burst, n: 2, id: "s2.burst", skip: false, collect: Some(4), held: 1024 },
        Op::Node { from: 3, act: Act::Pick, n: 3, id: "s4.pick", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[4, 4, 1], fork: 0 },
        Op::Node { from: 5, act: Act::AttemptPick, n: 4, id: "s5.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(6, Mark::Star), (0, Mark::Plain), (4, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 7, act: Act::Burst, n: 5, id: "s8.trio_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Node { from: 8, act: Act::AttemptPick, n: 6, id: "s9.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 7, act: Act::Burst, n: 7, id: "s10.trio_burst", skip: false, collect: None, held: 2 },
        Op::Node { from: 8, act: Act::AttemptPick, n: 8, id: "s11.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(8, Mark::Star), (10, Mark::Star)], join: Join::Exact, fork: 7 },
        Op::Merge { members: &[9, 11], fork: 8 },
        Op::Node { from: 13, act: Act::AttemptPick, n: 9, id: "s13.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 14, n: 10, fallible: false },
    ],
    outputs: &[12],
};

fn start17(feeds: &mut Feeds) -> Started {
    let run = G17::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s12)], handle: run.handle }
}

fn unread17(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G17::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G18 {
        imap p0 = threads(3);
        imap p2 = threads(3);
        input xs: V;
        let s1 = xs -> pick { n: 1 };
        let s2 = s1 -> pick { n: 2 } on p2;
        let s3 = (s2?, xs);
        let s4 = s3 -> pair_pick { n: 3 } on p2;
        let s5 = s4 -> pick { n: 4 };
        let s6 = (s5, s3) [join = inner] -> pair_pick { n: 5 } on p2;
        output s8 = xs -> burst { n: 6 } on p0 [slice = 3];
        output s9 = s6 -> boom_burst { n: 7 } [on_error = skip, slice = 3];
    }
}

const GRAPH18: Graph = Graph {
    name: "G18",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Pick, n: 1, id: "s1.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Pick, n: 2, id: "s2.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Question), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 3, act: Act::Pick, n: 3, id: "s4.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Pick, n: 4, id: "s5.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Plain), (3, Mark::Plain)], join: Join::Inner, fork: 3 },
        Op::Node { from: 6, act: Act::Pick, n: 5, id: "s6.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Burst, n: 6, id: "s8.burst", skip: false, collect: None, held: 3 },
        Op::Node { from: 7, act: Act::BoomBurst, n: 7, id: "s9.boom_burst", skip: true, collect: None, held: 3 },
    ],
    outputs: &[8, 9],
};

fn start18(feeds: &mut Feeds) -> Started {
    let run = G18::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s8), Box::new(run.s9)], handle: run.handle }
}

fn unread18(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G18::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G19 {
        input xs: V;
        input ys: V;
        let s2 = [xs, ys];
        let s3 = (ys, ys) -> pair_look { n: 1 };
        let s5 = ys -> pick { n: 2 };
        let s6 = s5 -> boom_burst { n: 3 } [collect = 3];
        output s7 = xs -> stream { n: 4 } [slice = 3];
        output s8 [buffer = 35] = (s3, s5?, s6*) -> trio_keep { n: 5 } [batch = 12];
        output s10 = s2 -> pick { n: 6 } [on_error = skip];
    }
}

const GRAPH19: Graph = Graph {
    name: "G19",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rounds { members: &[0, 1] },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 3, act: Act::Map, n: 1, id: "s3.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Pick, n: 2, id: "s5.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::BoomBurst, n: 3, id: "s6.boom_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Node { from: 0, act: Act::Stream, n: 4, id: "s7.stream", skip: false, collect: None, held: 3 },
        Op::Zip { members: &[(4, Mark::Plain), (5, Mark::Question), (6, Mark::Star)], join: Join::Exact, fork: 1 },
        Op::Node { from: 8, act: Act::Keep, n: 5, id: "s8.trio_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Pick, n: 6, id: "s10.pick", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[7, 9, 10],
};

fn start19(feeds: &mut Feeds) -> Started {
    let run = G19::new().start(G19Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s8), Box::new(run.s10)], handle: run.handle }
}

fn unread19(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G19::new().start(G19Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G20 {
        imap p0 = threads(2);
        input xs: V;
        output s1 = xs -> map { n: 1 } on p0;
        output s2 [buffer = 5] = (s1, xs) -> pair { n: 2 };
    }
}

const GRAPH20: Graph = Graph {
    name: "G20",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::Map, n: 2, id: "s2.pair", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[1, 3],
};

fn start20(feeds: &mut Feeds) -> Started {
    let run = G20::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s2)], handle: run.handle }
}

fn unread20(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G20::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G21 {
        imap p2 = threads(1) [buffer = 14];
        input xs: V;
        let s1 = xs -> pick { n: 1 };
        let s2 = s1 -> stream { n: 2 } [on_error = skip, slice = 1];
        let s3 = s1 -> attempt_pick { n: 3 } [fuse = off];
        let s4 = [s3, s2, xs] -> attempt { n: 4 };
        let s6 = s4 -> items { n: 5 } on p2 [on_error = skip, slice = 1];
        output s7 = s6 -> boom_look { n: 6 };
    }
}

const GRAPH21: Graph = Graph {
    name: "G21",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Pick, n: 1, id: "s1.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Stream, n: 2, id: "s2.stream", skip: true, collect: None, held: 1 },
        Op::Node { from: 1, act: Act::AttemptPick, n: 3, id: "s3.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[3, 2, 0], fork: 0 },
        Op::Node { from: 4, act: Act::Attempt, n: 4, id: "s4.attempt", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Items, n: 5, id: "s6.items", skip: true, collect: None, held: 1 },
        Op::Node { from: 6, act: Act::Boom, n: 6, id: "s7.boom_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[7],
};

fn start21(feeds: &mut Feeds) -> Started {
    let run = G21::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7)], handle: run.handle }
}

fn unread21(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G21::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G22 {
        imap p0 = threads(3);
        imap p2 = threads(1) [buffer = 14];
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = ys -> boom_burst { n: 1 } [slice = 4];
        let s4 = xs -> attempt_keep { n: 2 } [on_error = skip];
        output s5 = (ys, s3*) -> pair_look { n: 3 };
        let s7 = [s5, s4] -> attempt_keep { n: 4 } on p2;
        output s9 = (s7, zs) [zip = shortest] -> pair_pick { n: 5 } on p0 [on_error = skip];
    }
}

const GRAPH22: Graph = Graph {
    name: "G22",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 1, act: Act::BoomBurst, n: 1, id: "s3.boom_burst", skip: false, collect: None, held: 4 },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 2, id: "s4.attempt_keep", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (3, Mark::Star)], join: Join::Exact, fork: 1 },
        Op::Node { from: 5, act: Act::Map, n: 3, id: "s5.pair_look", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[6, 4] },
        Op::Node { from: 7, act: Act::AttemptKeep, n: 4, id: "s7.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[8, 2], lengths: Lengths::Shortest, id: "s9.zip" },
        Op::Node { from: 9, act: Act::Pick, n: 5, id: "s9.pair_pick", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[6, 10],
};

fn start22(feeds: &mut Feeds) -> Started {
    let run = G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s9)], handle: run.handle }
}

fn unread22(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G23 {
        imap p0 = threads(2);
        input xs: V;
        let s1 = xs -> pick { n: 1 } on p0 [buffer = 27];
        output s2 = s1 -> boom_keep { n: 2 } on p0;
    }
}

const GRAPH23: Graph = Graph {
    name: "G23",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Pick, n: 1, id: "s1.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2],
};

fn start23(feeds: &mut Feeds) -> Started {
    let run = G23::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread23(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G23::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G24 {
        imap p0 = threads(3);
        imap p1 = threads(3) [strict];
        imap p2 = threads(2);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = xs -> boom { n: 1 };
        let s4 = [xs, s3];
        let s5 = ys -> items { n: 2 } on p2 [collect = 4];
        output s6 = s3 -> attempt_keep { n: 3 } on p1;
        let s7 = (s6*, s3);
        let s8 = s3 -> map { n: 4 } on p1;
        let s9 = [s8, s3];
        let s10 = (s9*, s7, xs) -> trio_burst { n: 5 } [slice = 1];
        output s12 = (s4*, xs);
        let s13 = [s5, ys];
        let s14 = s13 -> look { n: 6 };
        let s15 = s8 -> keep { n: 7 } on p2;
        let s16 = [s15, s14] -> stream { n: 8 } on p1 [on_error = skip, slice = 1];
        output s18 = s10 -> boom { n: 9 } on p0;
        output s19 = [zs, s16] -> map { n: 10 } [on_error = skip];
    }
}

const GRAPH24: Graph = Graph {
    name: "G24",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s3.boom", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[0, 3], fork: 0 },
        Op::Node { from: 1, act: Act::Items, n: 2, id: "s5.items", skip: false, collect: Some(4), held: 1024 },
        Op::Node { from: 3, act: Act::AttemptKeep, n: 3, id: "s6.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(6, Mark::Star), (3, Mark::Plain)], join: Join::Exact, fork: 3 },
        Op::Node { from: 3, act: Act::Map, n: 4, id: "s8.map", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[8, 3], fork: 3 },
        Op::Zip { members: &[(9, Mark::Star), (7, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 10, act: Act::Burst, n: 5, id: "s10.trio_burst", skip: false, collect: None, held: 1 },
        Op::Zip { members: &[(4, Mark::Star), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Merge { members: &[5, 1], fork: 1 },
        Op::Node { from: 13, act: Act::Map, n: 6, id: "s14.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 8, act: Act::Keep, n: 7, id: "s15.keep", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[15, 14] },
        Op::Node { from: 16, act: Act::Stream, n: 8, id: "s16.stream", skip: true, collect: None, held: 1 },
        Op::Node { from: 11, act: Act::Boom, n: 9, id: "s18.boom", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[2, 17] },
        Op::Node { from: 19, act: Act::Map, n: 10, id: "s19.map", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[6, 12, 18, 20],
};

fn start24(feeds: &mut Feeds) -> Started {
    let run = G24::new().start(G24Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s12), Box::new(run.s18), Box::new(run.s19)], handle: run.handle }
}

fn unread24(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G24::new().start(G24Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G25 {
        imap p1 = threads(1) [strict];
        input xs: V;
        input ys: V;
        let s2 = ys -> boom_keep { n: 1 } on p1;
        output s3 = s2 -> keep { n: 2 };
        let s4 = s3 -> boom_burst { n: 3 } [slice = 2];
        let s5 = s4 -> boom { n: 4 };
        output s6 = [xs, s5];
        output s7 [buffer = 7] = [s4, s3] -> boom_look { n: 5 } on p1 [fuse = off];
    }
}

const GRAPH25: Graph = Graph {
    name: "G25",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::BoomKeep, n: 1, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Keep, n: 2, id: "s3.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::BoomBurst, n: 3, id: "s4.boom_burst", skip: false, collect: None, held: 2 },
        Op::Node { from: 4, act: Act::Boom, n: 4, id: "s5.boom", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[0, 5] },
        Op::Merge { members: &[4, 3], fork: 3 },
        Op::Node { from: 7, act: Act::Boom, n: 5, id: "s7.boom_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 6, 8],
};

fn start25(feeds: &mut Feeds) -> Started {
    let run = G25::new().start(G25Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s6), Box::new(run.s7)], handle: run.handle }
}

fn unread25(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G25::new().start(G25Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G26 {
        imap p0 = threads(3);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = xs -> items { n: 1 };
        output s4 = (s3*, xs);
        let s5 = [s3, zs];
        let s6 = s5 -> attempt_keep { n: 2 } on p0;
        output s7 = (ys, ys) -> pair_keep { n: 3 };
        output s9 = [ys, s6] -> attempt_look { n: 4 };
    }
}

const GRAPH26: Graph = Graph {
    name: "G26",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 0, act: Act::Items, n: 1, id: "s3.items", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Star), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Rounds { members: &[3, 2] },
        Op::Node { from: 5, act: Act::AttemptKeep, n: 2, id: "s6.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 7, act: Act::Keep, n: 3, id: "s7.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[1, 6] },
        Op::Node { from: 9, act: Act::Attempt, n: 4, id: "s9.attempt_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 8, 10],
};

fn start26(feeds: &mut Feeds) -> Started {
    let run = G26::new().start(G26Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s7), Box::new(run.s9)], handle: run.handle }
}

fn unread26(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G26::new().start(G26Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G27 {
        imap p0 = threads(3);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = [zs, zs] -> stream { n: 1 } on p0 [slice = 2];
        let s5 = [s3, zs] -> attempt { n: 2 } on p0;
        let s7 = ys -> keep { n: 3 };
        let s8 = s3 -> look { n: 4 };
        output s9 = (s8*, s5*, s3*) -> trio_boom { n: 5 } [on_error = skip];
        let s11 = s7 -> attempt_pick { n: 6 };
        output s12 = (s11?, s7) -> pair_look { n: 7 } on p0;
        let s14 = (ys, xs) [zip = longest] -> pair { n: 8 } on p0;
        output s16 [buffer = 57] = [s5, s14] -> boom_keep { n: 9 };
    }
}

const GRAPH27: Graph = Graph {
    name: "G27",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Merge { members: &[2, 2], fork: 2 },
        Op::Node { from: 3, act: Act::Stream, n: 1, id: "s3.stream", skip: false, collect: None, held: 2 },
        Op::Merge { members: &[4, 2], fork: 2 },
        Op::Node { from: 5, act: Act::Attempt, n: 2, id: "s5.attempt", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Keep, n: 3, id: "s7.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Map, n: 4, id: "s8.look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(8, Mark::Star), (6, Mark::Star), (4, Mark::Star)], join: Join::Exact, fork: 2 },
        Op::Node { from: 9, act: Act::Boom, n: 5, id: "s9.trio_boom", skip: true, collect: None, held: 1024 },
        Op::Node { from: 7, act: Act::AttemptPick, n: 6, id: "s11.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(11, Mark::Question), (7, Mark::Plain)], join: Join::Exact, fork: 7 },
        Op::Node { from: 12, act: Act::Map, n: 7, id: "s12.pair_look", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[1, 0], lengths: Lengths::Longest, id: "s14.zip" },
        Op::Node { from: 14, act: Act::Map, n: 8, id: "s14.pair", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[6, 15] },
        Op::Node { from: 16, act: Act::BoomKeep, n: 9, id: "s16.boom_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[10, 13, 17],
};

fn start27(feeds: &mut Feeds) -> Started {
    let run = G27::new().start(G27Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s12), Box::new(run.s16)], handle: run.handle }
}

fn unread27(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G27::new().start(G27Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G28 {
        input xs: V;
        let s1 = xs -> boom_look { n: 1 };
        let s2 = s1 -> boom_keep { n: 2 } [on_error = skip];
        let s3 = (s2, s1) [join = inner] -> pair_keep { n: 3 };
        let s5 = s3 -> whole { n: 4 } [batch = 2];
        let s6 = s5 -> pick { n: 5 };
        let s7 = s6 -> burst { n: 6 } [slice = 1];
        let s8 = (s2, s7) [join = each];
        let s9 = s6 -> pick { n: 7 };
        let s10 = (s8*, s3?) -> pair { n: 8 };
        let s12 = (s10, xs, s9?) -> trio_burst { n: 9 } [collect = 5];
        output s14 = s12 -> attempt_look { n: 10 };
    }
}

const GRAPH28: Graph = Graph {
    name: "G28",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (1, Mark::Plain)], join: Join::Inner, fork: 1 },
        Op::Node { from: 3, act: Act::Keep, n: 3, id: "s3.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Map, n: 4, id: "s5.whole", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Pick, n: 5, id: "s6.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Burst, n: 6, id: "s7.burst", skip: false, collect: None, held: 1 },
        Op::Zip { members: &[(2, Mark::Plain), (7, Mark::Plain)], join: Join::Each, fork: 1 },
        Op::Node { from: 6, act: Act::Pick, n: 7, id: "s9.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(8, Mark::Star), (4, Mark::Question)], join: Join::Exact, fork: 1 },
        Op::Node { from: 10, act: Act::Map, n: 8, id: "s10.pair", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(11, Mark::Plain), (0, Mark::Plain), (9, Mark::Question)], join: Join::Exact, fork: 0 },
        Op::Node { from: 12, act: Act::Burst, n: 9, id: "s12.trio_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Node { from: 13, act: Act::Attempt, n: 10, id: "s14.attempt_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[14],
};

fn start28(feeds: &mut Feeds) -> Started {
    let run = G28::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s14)], handle: run.handle }
}

fn unread28(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G28::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G29 {
        imap p0 = threads(2) [buffer = 10];
        imap p1 = threads(2);
        input xs: V;
        let s1 = xs -> map { n: 1 } on p1;
        output s2 = [xs, s1];
        let s3 = s2 -> attempt_pick { n: 2 } on p0;
        output s4 = xs -> boom_look { n: 3 };
        let s5 = s3 -> keep { n: 4 } on p1;
        output s6 = s5 -> attempt_keep { n: 5 };
    }
}

const GRAPH29: Graph = Graph {
    name: "G29",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.map", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[0, 1], fork: 0 },
        Op::Node { from: 2, act: Act::AttemptPick, n: 2, id: "s3.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Boom, n: 3, id: "s4.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Keep, n: 4, id: "s5.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::AttemptKeep, n: 5, id: "s6.attempt_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2, 4, 6],
};

fn start29(feeds: &mut Feeds) -> Started {
    let run = G29::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s4), Box::new(run.s6)], handle: run.handle }
}

fn unread29(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G29::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G30(seen: Seen) {
        input xs: V;
        output s1 = xs -> attempt_look { n: 1 };
        let s2 = [s1, xs] -> boom_look { n: 2 } [batch = 1, buffer = 20];
        output s4 = (s2, xs) [join = each] -> pair_pick { n: 3 };
        output s6 [buffer = 51] = (s1, s2) [join = each];
        let s7 = s1 -> boom_look { n: 4 } [on_error = skip];
        s7 -> sink { n: 5, seen };
    }
}

const GRAPH30: Graph = Graph {
    name: "G30",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Attempt, n: 1, id: "s1.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[1, 0], fork: 0 },
        Op::Node { from: 2, act: Act::Boom, n: 2, id: "s2.boom_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 4, act: Act::Pick, n: 3, id: "s4.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (3, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 1, act: Act::Boom, n: 4, id: "s7.boom_look", skip: true, collect: None, held: 1024 },
        Op::Sink { from: 7, n: 5, fallible: false },
    ],
    outputs: &[1, 5, 6],
};

fn start30(feeds: &mut Feeds) -> Started {
    let run = G30::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s4), Box::new(run.s6)], handle: run.handle }
}

fn unread30(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G30::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G31(seen: Seen) {
        input xs: V;
        input ys: V;
        output s2 = ys -> boom_keep { n: 1 };
        let s3 = xs -> look { n: 2 } [fuse = off];
        output s4 = [ys, xs] -> boom { n: 3 };
        s3 -> sink_look { n: 4, seen };
    }
}

const GRAPH31: Graph = Graph {
    name: "G31",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::BoomKeep, n: 1, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Map, n: 2, id: "s3.look", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[1, 0] },
        Op::Node { from: 4, act: Act::Boom, n: 3, id: "s4.boom", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 3, n: 4, fallible: true },
    ],
    outputs: &[2, 5],
};

fn start31(feeds: &mut Feeds) -> Started {
    let run = G31::new(feeds.seen.clone()).start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s4)], handle: run.handle }
}

fn unread31(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G31::new(feeds.seen.clone()).start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G32 {
        imap p0 = threads(2);
        input xs: V;
        let s1 = xs -> attempt_keep { n: 1 } [fuse = off];
        let s2 = s1 -> attempt_burst { n: 2 } [on_error = skip];
        let s3 = s2 -> boom_look { n: 3 } on p0;
        let s4 = [s3, s1, s1];
        let s5 = xs -> boom_look { n: 4 };
        let s6 = s3 -> look { n: 5 };
        let s7 = (s6, xs) [join = each] -> pair_keep { n: 6 };
        let s9 = [s4, s5, xs] -> attempt_keep { n: 7 } on p0 [on_error = skip];
        let s11 = (s7, s2) [join = each] -> pair_keep { n: 8 } on p0 [fuse = off];
        output s13 = [s2, s9, s1];
        output s14 = s11 -> whole { n: 9 };
    }
}

const GRAPH32: Graph = Graph {
    name: "G32",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s1.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::AttemptBurst, n: 2, id: "s2.attempt_burst", skip: true, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Boom, n: 3, id: "s3.boom_look", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[3, 1, 1], fork: 1 },
        Op::Node { from: 0, act: Act::Boom, n: 4, id: "s5.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Map, n: 5, id: "s6.look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(6, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 7, act: Act::Keep, n: 6, id: "s7.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[4, 5, 0], fork: 0 },
        Op::Node { from: 9, act: Act::AttemptKeep, n: 7, id: "s9.attempt_keep", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(8, Mark::Plain), (2, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 11, act: Act::Keep, n: 8, id: "s11.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[2, 10, 1], fork: 0 },
        Op::Node { from: 12, act: Act::Map, n: 9, id: "s14.whole", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[13, 14],
};

fn start32(feeds: &mut Feeds) -> Started {
    let run = G32::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s13), Box::new(run.s14)], handle: run.handle }
}

fn unread32(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G32::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G33 {
        imap p0 = threads(2) [strict];
        input xs: V;
        let s1 = xs -> boom { n: 1 } on p0;
        let s2 = s1 -> pick { n: 2 };
        let s3 = s2 -> keep { n: 3 };
        let s4 = s3 -> attempt_burst { n: 4 } [slice = 1, batch = 2];
        output s5 = (s4, s4) -> pair_keep { n: 5 };
        let s7 = [s3, s4];
        let s8 = (s3, s4*, s7*);
        let s9 = (s4*, s8) -> pair_keep { n: 6 } [fuse = off];
        let s11 = s8 -> trio_boom { n: 7 };
        output s12 = (s11*, s9, s2) [join = inner];
        output s13 = [s11, s4] -> pick { n: 8 };
    }
}

const GRAPH33: Graph = Graph {
    name: "G33",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Pick, n: 2, id: "s2.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Keep, n: 3, id: "s3.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::AttemptBurst, n: 4, id: "s4.attempt_burst", skip: false, collect: None, held: 1 },
        Op::Zip { members: &[(4, Mark::Plain), (4, Mark::Plain)], join: Join::Exact, fork: 4 },
        Op::Node { from: 5, act: Act::Keep, n: 5, id: "s5.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[3, 4], fork: 3 },
        Op::Zip { members: &[(3, Mark::Plain), (4, Mark::Star), (7, Mark::Star)], join: Join::Exact, fork: 3 },
        Op::Zip { members: &[(4, Mark::Star), (8, Mark::Plain)], join: Join::Exact, fork: 3 },
        Op::Node { from: 9, act: Act::Keep, n: 6, id: "s9.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 8, act: Act::Boom, n: 7, id: "s11.trio_boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(11, Mark::Star), (10, Mark::Plain), (2, Mark::Plain)], join: Join::Inner, fork: 2 },
        Op::Merge { members: &[11, 4], fork: 3 },
        Op::Node { from: 13, act: Act::Pick, n: 8, id: "s13.pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6, 12, 14],
};

fn start33(feeds: &mut Feeds) -> Started {
    let run = G33::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s12), Box::new(run.s13)], handle: run.handle }
}

fn unread33(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G33::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G34 {
        imap p0 = threads(2);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = (xs, xs);
        let s4 = (s3, xs);
        let s5 = (s4, xs, s4);
        let s6 = (ys, ys) -> pair_keep { n: 1 } on p0;
        let s8 = zs -> burst { n: 2 };
        let s9 = (zs, s8) [join = each];
        let s10 = [zs, s8] -> attempt_keep { n: 3 };
        let s12 = (s8, s10, s9) [join = each] -> trio_boom { n: 4 };
        output s14 = (s3, s5, xs);
        let s15 = s12 -> keep { n: 5 };
        let s16 = (s15, s4);
        output s17 = (s6, s16) [zip = longest];
    }
}

const GRAPH34: Graph = Graph {
    name: "G34",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(3, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(4, Mark::Plain), (0, Mark::Plain), (4, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 6, act: Act::Keep, n: 1, id: "s6.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Burst, n: 2, id: "s8.burst", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (8, Mark::Plain)], join: Join::Each, fork: 2 },
        Op::Merge { members: &[2, 8], fork: 2 },
        Op::Node { from: 10, act: Act::AttemptKeep, n: 3, id: "s10.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(8, Mark::Plain), (11, Mark::Plain), (9, Mark::Plain)], join: Join::Each, fork: 2 },
        Op::Node { from: 12, act: Act::Boom, n: 4, id: "s12.trio_boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (5, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 13, act: Act::Keep, n: 5, id: "s15.keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[15, 4], lengths: Lengths::Strict, id: "s16.zip" },
        Op::Positions { members: &[7, 16], lengths: Lengths::Longest, id: "s17.zip" },
    ],
    outputs: &[14, 17],
};

fn start34(feeds: &mut Feeds) -> Started {
    let run = G34::new().start(G34Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s14), Box::new(run.s17)], handle: run.handle }
}

fn unread34(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G34::new().start(G34Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G35 {
        imap p1 = threads(1);
        imap p2 = threads(2) [batch = 4];
        input xs: V;
        input ys: V;
        let s2 = ys -> attempt { n: 1 } on p1 [on_error = skip];
        let s3 = (xs, xs);
        let s4 = s3 -> pair { n: 2 } on p1;
        output s5 = (s2, s3) [zip = shortest];
        let s6 = (s2, ys) [join = inner];
        let s7 = (s6*, ys) [join = inner];
        output s8 = (s7, s2?, ys) [join = inner];
        let s9 = s4 -> attempt_pick { n: 3 };
        output s10 = (s4, s9*, s9*) -> trio_boom { n: 4 } on p2 [on_error = skip];
    }
}

const GRAPH35: Graph = Graph {
    name: "G35",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::Attempt, n: 1, id: "s2.attempt", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 3, act: Act::Map, n: 2, id: "s4.pair", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[2, 3], lengths: Lengths::Shortest, id: "s5.zip" },
        Op::Zip { members: &[(2, Mark::Plain), (1, Mark::Plain)], join: Join::Inner, fork: 1 },
        Op::Zip { members: &[(6, Mark::Star), (1, Mark::Plain)], join: Join::Inner, fork: 1 },
        Op::Zip { members: &[(7, Mark::Plain), (2, Mark::Question), (1, Mark::Plain)], join: Join::Inner, fork: 1 },
        Op::Node { from: 4, act: Act::AttemptPick, n: 3, id: "s9.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (9, Mark::Star), (9, Mark::Star)], join: Join::Exact, fork: 4 },
        Op::Node { from: 10, act: Act::Boom, n: 4, id: "s10.trio_boom", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[5, 8, 11],
};

fn start35(feeds: &mut Feeds) -> Started {
    let run = G35::new().start(G35Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s8), Box::new(run.s10)], handle: run.handle }
}

fn unread35(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G35::new().start(G35Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G36(seen: Seen) {
        imap p0 = threads(3) [buffer = 38];
        imap p1 = threads(1);
        input xs: V;
        let s1 = xs -> boom_burst { n: 1 } [slice = 2];
        let s2 = s1 -> map { n: 2 } on p0;
        output s3 = (s2, xs) [join = each];
        let s4 = s2 -> look { n: 3 } on p0;
        output s5 = s3 -> pair_keep { n: 4 } on p1;
        let s6 = (s4, s2);
        let s7 = s6 -> pair_burst { n: 5 } [slice = 1];
        s7 -> sink { n: 6, seen } on p1;
    }
}

const GRAPH36: Graph = Graph {
    name: "G36",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::BoomBurst, n: 1, id: "s1.boom_burst", skip: false, collect: None, held: 2 },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s2.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 2, act: Act::Map, n: 3, id: "s4.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Keep, n: 4, id: "s5.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (2, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Node { from: 6, act: Act::Burst, n: 5, id: "s7.pair_burst", skip: false, collect: None, held: 1 },
        Op::Sink { from: 7, n: 6, fallible: false },
    ],
    outputs: &[3, 5],
};

fn start36(feeds: &mut Feeds) -> Started {
    let run = G36::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s5)], handle: run.handle }
}

fn unread36(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G36::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G37 {
        imap p0 = threads(3) [buffer = 35];
        input xs: V;
        let s1 = xs -> boom_keep { n: 1 } on p0;
        let s2 = [xs, s1] -> boom_keep { n: 2 } on p0;
        let s4 = (s2, xs) [join = each];
        let s5 = [s2, s1];
        let s6 = s4 -> pair_keep { n: 3 } [fuse = off];
        let s7 = s5 -> attempt_burst { n: 4 } [slice = 2, buffer = 41];
        output s8 = s6 -> whole { n: 5 };
        output s9 [buffer = 45] = s7 -> attempt_pick { n: 6 };
    }
}

const GRAPH37: Graph = Graph {
    name: "G37",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 1, id: "s1.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[0, 1], fork: 0 },
        Op::Node { from: 2, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Merge { members: &[3, 1], fork: 0 },
        Op::Node { from: 4, act: Act::Keep, n: 3, id: "s6.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::AttemptBurst, n: 4, id: "s7.attempt_burst", skip: false, collect: None, held: 2 },
        Op::Node { from: 6, act: Act::Map, n: 5, id: "s8.whole", skip: false, collect: None, held: 1024 },
        Op::Node { from: 7, act: Act::AttemptPick, n: 6, id: "s9.attempt_pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[8, 9],
};

fn start37(feeds: &mut Feeds) -> Started {
    let run = G37::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s8), Box::new(run.s9)], handle: run.handle }
}

fn unread37(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G37::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G38(seen: Seen) {
        imap p0 = threads(3);
        input xs: V;
        let s1 = xs -> attempt_pick { n: 1 };
        let s2 = xs -> attempt { n: 2 } [on_error = skip];
        let s3 = (s1?, xs);
        let s4 = s2 -> boom_burst { n: 3 } [slice = 3, fuse = off];
        output s5 = s4 -> keep { n: 4 };
        let s6 = s3 -> pair_look { n: 5 } on p0;
        let s7 = s6 -> keep { n: 6 };
        s7 -> sink { n: 7, seen } on p0;
    }
}

const GRAPH38: Graph = Graph {
    name: "G38",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptPick, n: 1, id: "s1.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Attempt, n: 2, id: "s2.attempt", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Question), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::BoomBurst, n: 3, id: "s4.boom_burst", skip: false, collect: None, held: 3 },
        Op::Node { from: 4, act: Act::Keep, n: 4, id: "s5.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Map, n: 5, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Keep, n: 6, id: "s7.keep", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 7, n: 7, fallible: false },
    ],
    outputs: &[5],
};

fn start38(feeds: &mut Feeds) -> Started {
    let run = G38::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5)], handle: run.handle }
}

fn unread38(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G38::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G39 {
        imap p1 = threads(1) [buffer = 29];
        imap p2 = threads(1);
        input xs: V;
        let s1 = xs -> items { n: 1 } on p2 [slice = 3];
        let s2 = s1 -> map { n: 2 } on p1;
        let s3 = s2 -> boom { n: 3 };
        output s4 = (s3, s3) -> pair_pick { n: 4 } on p2;
        output s6 = s1 -> boom { n: 5 } on p2 [batch = 2];
    }
}

const GRAPH39: Graph = Graph {
    name: "G39",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Items, n: 1, id: "s1.items", skip: false, collect: None, held: 3 },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s2.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Boom, n: 3, id: "s3.boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (3, Mark::Plain)], join: Join::Exact, fork: 3 },
        Op::Node { from: 4, act: Act::Pick, n: 4, id: "s4.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Boom, n: 5, id: "s6.boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[5, 6],
};

fn start39(feeds: &mut Feeds) -> Started {
    let run = G39::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s6)], handle: run.handle }
}

fn unread39(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G39::new().start(feeds.source()).expect("it starts").finish_blocking()
}

/// The graphs, how a run of each is begun, and how one is begun and finished unread.
pub(crate) const ALL: &[super::Row] = &[
    (&GRAPH0, start0, unread0),
    (&GRAPH1, start1, unread1),
    (&GRAPH2, start2, unread2),
    (&GRAPH3, start3, unread3),
    (&GRAPH4, start4, unread4),
    (&GRAPH5, start5, unread5),
    (&GRAPH6, start6, unread6),
    (&GRAPH7, start7, unread7),
    (&GRAPH8, start8, unread8),
    (&GRAPH9, start9, unread9),
    (&GRAPH10, start10, unread10),
    (&GRAPH11, start11, unread11),
    (&GRAPH12, start12, unread12),
    (&GRAPH13, start13, unread13),
    (&GRAPH14, start14, unread14),
    (&GRAPH15, start15, unread15),
    (&GRAPH16, start16, unread16),
    (&GRAPH17, start17, unread17),
    (&GRAPH18, start18, unread18),
    (&GRAPH19, start19, unread19),
    (&GRAPH20, start20, unread20),
    (&GRAPH21, start21, unread21),
    (&GRAPH22, start22, unread22),
    (&GRAPH23, start23, unread23),
    (&GRAPH24, start24, unread24),
    (&GRAPH25, start25, unread25),
    (&GRAPH26, start26, unread26),
    (&GRAPH27, start27, unread27),
    (&GRAPH28, start28, unread28),
    (&GRAPH29, start29, unread29),
    (&GRAPH30, start30, unread30),
    (&GRAPH31, start31, unread31),
    (&GRAPH32, start32, unread32),
    (&GRAPH33, start33, unread33),
    (&GRAPH34, start34, unread34),
    (&GRAPH35, start35, unread35),
    (&GRAPH36, start36, unread36),
    (&GRAPH37, start37, unread37),
    (&GRAPH38, start38, unread38),
    (&GRAPH39, start39, unread39),
];
