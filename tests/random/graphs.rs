//! 40 random graphs, as pipelines and as data. Written by `generate.rs` from seed 1: change that, not this.

use crate::graph::{Act, Gives, Graph, Join, Lengths, Mark, Op, Short, Takes};
use crate::pipers::*;
use crate::read::{Feeds, Started};
use papy::pipeline;

pipeline! {
    G0 {
        imap p1 = threads(1) [strict];
        imap p2 = threads(2) [buffer = 1];
        input xs: V;
        input ys: V;
        let s2 = ys -> scatter { n: 1 } [produce = 2];
        output s3 = (s2, ys) [join = each] -> pair_keep { n: 2 };
        output s5 = [xs, s2];
        let s6 = ys -> gather { n: 3 } on p1 [consume = 3];
        let s7 = s6 -> spread { n: 4 } [produce];
        let s8 = ys -> regroup { n: 5 } [consume = 3, produce];
        output s9 [buffer = 44] = (s7, s8) -> pair { n: 6 } on p2;
    }
}

const GRAPH0: Graph = Graph {
    name: "G0",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 1, takes: None, n: 1, boom: false, gives: Gives::Promised(2), id: "s2.scatter", skip: false },
        Op::Zip { members: &[(2, Mark::Plain), (1, Mark::Plain)], join: Join::Each, fork: 1 },
        Op::Node { from: 3, act: Act::Keep, n: 2, id: "s3.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[0, 2] },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 3, boom: false, gives: Gives::One, id: "s6.gather", skip: false },
        Op::Rated { from: 6, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 5, boom: false, gives: Gives::Two, id: "s8.regroup", skip: false },
        Op::InStep { members: &[7, 8], fork: 1, many: true },
        Op::Node { from: 9, act: Act::Map, n: 6, id: "s9.pair", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 5, 10],
};

fn start0(feeds: &mut Feeds) -> Started {
    let run = G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s5), Box::new(run.s9)], handle: run.handle }
}

fn unread0(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G1(seen: Seen) {
        input xs: V;
        output s1 = xs -> gather { n: 1 } [last = drop, consume = 3];
        let s2 = xs -> boom_keep { n: 2 };
        let s3 = xs -> gather_boom { n: 3 } [last = drop, consume = 4, batch = 9];
        output s4 = s3 -> attempt_keep { n: 4 };
        s2 -> sink { n: 5, seen };
    }
}

const GRAPH1: Graph = Graph {
    name: "G1",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Drops }), n: 1, boom: false, gives: Gives::One, id: "s1.gather", skip: false },
        Op::Node { from: 0, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Drops }), n: 3, boom: true, gives: Gives::One, id: "s3.gather_boom", skip: false },
        Op::Node { from: 3, act: Act::AttemptKeep, n: 4, id: "s4.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 2, n: 5, fallible: false },
    ],
    outputs: &[1, 4],
};

fn start1(feeds: &mut Feeds) -> Started {
    let run = G1::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s4)], handle: run.handle }
}

fn unread1(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G1::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G2 {
        imap p0 = threads(1);
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        let s2 = xs -> attempt_keep { n: 1 };
        let s3 = xs -> attempt_burst { n: 2 } on p0 [slice = 1];
        let s4 = s2 -> spread_boom { n: 3 } on p1 [produce];
        let s5 = s4 -> gather_two { n: 4 } on p0 [consume = 2];
        output s6 [buffer = 34] = (s2, s5);
        let s7 = ys -> spread { n: 5 } [produce];
        let s8 = ys -> spread_boom { n: 6 } on p0 [produce];
        output s9 = (s7, s8);
        output s10 = (s8, s3) -> pair_mixed { n: 7 };
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
        Op::Rated { from: 2, takes: None, n: 3, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::InStep { members: &[2, 5], fork: 2, many: false },
        Op::Rated { from: 1, takes: None, n: 5, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Rated { from: 1, takes: None, n: 6, boom: true, gives: Gives::Two, id: "s8.spread_boom", skip: false },
        Op::InStep { members: &[7, 8], fork: 1, many: true },
        Op::Positions { members: &[8, 3], lengths: Lengths::Strict, id: "s10.zip" },
        Op::Node { from: 10, act: Act::Attempt, n: 7, id: "s10.pair_mixed", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6, 9, 11],
};

fn start2(feeds: &mut Feeds) -> Started {
    let run = G2::new().start(G2Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s9), Box::new(run.s10)], handle: run.handle }
}

fn unread2(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G2::new().start(G2Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G3(seen: Seen) {
        imap p1 = threads(2) [batch = 7];
        imap p2 = threads(2);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> gather { n: 1 } [consume = 3];
        let s4 = zs -> gather { n: 2 } [consume = 3];
        let s5 = (s3, s4) -> pair_pick { n: 3 };
        let s7 = (s5, ys);
        let s8 = s7 -> pair_burst { n: 4 };
        output s9 = xs -> regroup { n: 5 } [last = drop, consume = 3, produce];
        let s10 = (s8, xs) [zip = longest] -> pair_burst { n: 6 } on p2 [slice = 3, fuse = off];
        s10 -> sink { n: 7, seen } on p1;
    }
}

const GRAPH3: Graph = Graph {
    name: "G3",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 1, boom: false, gives: Gives::One, id: "s3.gather", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s4.gather", skip: false },
        Op::InStep { members: &[3, 4], fork: 2, many: false },
        Op::Node { from: 5, act: Act::Pick, n: 3, id: "s5.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[6, 1], lengths: Lengths::Strict, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Burst, n: 4, id: "s8.pair_burst", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Drops }), n: 5, boom: false, gives: Gives::Two, id: "s9.regroup", skip: false },
        Op::Positions { members: &[8, 0], lengths: Lengths::Longest, id: "s10.zip" },
        Op::Node { from: 10, act: Act::Burst, n: 6, id: "s10.pair_burst", skip: false, collect: None, held: 3 },
        Op::Sink { from: 11, n: 7, fallible: false },
    ],
    outputs: &[9],
};

fn start3(feeds: &mut Feeds) -> Started {
    let run = G3::new(feeds.seen.clone()).start(G3Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s9)], handle: run.handle }
}

fn unread3(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G3::new(feeds.seen.clone()).start(G3Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G4 {
        imap p0 = threads(3);
        input xs: V;
        let s1 = xs -> attempt_keep { n: 1 };
        let s2 = [s1, xs] -> attempt_look { n: 2 } [on_error = skip, fuse = off];
        output s4 = s2 -> attempt { n: 3 };
        let s5 = xs -> spread { n: 4 } [produce];
        let s6 = s5 -> spread_boom { n: 5 } on p0 [produce];
        let s7 = s6 -> gather_two { n: 6 } on p0 [consume = 2];
        let s8 = xs -> spread { n: 7 } on p0 [produce];
        output s9 = (s7, s8);
    }
}

const GRAPH4: Graph = Graph {
    name: "G4",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s1.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[1, 0], fork: 0 },
        Op::Node { from: 2, act: Act::Attempt, n: 2, id: "s2.attempt_look", skip: true, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Attempt, n: 3, id: "s4.attempt", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s5.spread", skip: false },
        Op::Rated { from: 5, takes: None, n: 5, boom: true, gives: Gives::Two, id: "s6.spread_boom", skip: false },
        Op::Rated { from: 6, takes: Some(Takes { of: 2, short: Short::Fails }), n: 6, boom: false, gives: Gives::One, id: "s7.gather_two", skip: false },
        Op::Rated { from: 0, takes: None, n: 7, boom: false, gives: Gives::Two, id: "s8.spread", skip: false },
        Op::InStep { members: &[7, 8], fork: 0, many: true },
    ],
    outputs: &[4, 9],
};

fn start4(feeds: &mut Feeds) -> Started {
    let run = G4::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s9)], handle: run.handle }
}

fn unread4(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G4::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G5 {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> regroup { n: 1 } [consume = 3, produce];
        let s4 = ys -> attempt_keep { n: 2 };
        let s5 = zs -> boom_look { n: 3 };
        output s6 = s4 -> boom { n: 4 };
        let s7 = (s6?, ys, s4?);
        let s8 = (xs, xs);
        output s9 [buffer = 21] = s5 -> stream { n: 5 } [on_error = skip, slice = 2];
        output s10 = zs -> gather { n: 6 } [last = error, consume = 3];
        let s11 = s3 -> spread { n: 7 } [produce];
        let s12 = s3 -> spread_boom { n: 8 } [produce];
        let s13 = (s11, s12) -> pair_boom { n: 9 };
        let s15 = (s7, s13) [zip = longest] -> pair_keep { n: 10 };
        output s17 = (s8, s15) -> pair_boom { n: 11 } [buffer = 1];
    }
}

const GRAPH5: Graph = Graph {
    name: "G5",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 1, boom: false, gives: Gives::Two, id: "s3.regroup", skip: false },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 2, id: "s4.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Boom, n: 3, id: "s5.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Boom, n: 4, id: "s6.boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(6, Mark::Question), (1, Mark::Plain), (4, Mark::Question)], join: Join::Exact, fork: 1 },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 5, act: Act::Stream, n: 5, id: "s9.stream", skip: true, collect: None, held: 2 },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Fails }), n: 6, boom: false, gives: Gives::One, id: "s10.gather", skip: false },
        Op::Rated { from: 3, takes: None, n: 7, boom: false, gives: Gives::Two, id: "s11.spread", skip: false },
        Op::Rated { from: 3, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s12.spread_boom", skip: false },
        Op::InStep { members: &[11, 12], fork: 3, many: true },
        Op::Node { from: 13, act: Act::Boom, n: 9, id: "s13.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[7, 14], lengths: Lengths::Longest, id: "s15.zip" },
        Op::Node { from: 15, act: Act::Keep, n: 10, id: "s15.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[8, 16], lengths: Lengths::Strict, id: "s17.zip" },
        Op::Node { from: 17, act: Act::Boom, n: 11, id: "s17.pair_boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6, 9, 10, 18],
};

fn start5(feeds: &mut Feeds) -> Started {
    let run = G5::new().start(G5Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s9), Box::new(run.s10), Box::new(run.s17)], handle: run.handle }
}

fn unread5(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G5::new().start(G5Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G6 {
        imap p2 = threads(1);
        input xs: V;
        let s1 = xs -> attempt_keep { n: 1 };
        output s2 = (s1?, xs) [join = inner] -> pair_keep { n: 2 } on p2 [on_error = skip];
    }
}

const GRAPH6: Graph = Graph {
    name: "G6",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s1.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Question), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Node { from: 2, act: Act::Keep, n: 2, id: "s2.pair_keep", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[3],
};

fn start6(feeds: &mut Feeds) -> Started {
    let run = G6::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread6(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G6::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G7 {
        imap p0 = threads(2);
        input xs: V;
        let s1 = xs -> map { n: 1 } on p0;
        output s2 = s1 -> stream { n: 2 };
    }
}

const GRAPH7: Graph = Graph {
    name: "G7",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Stream, n: 2, id: "s2.stream", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2],
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
        output s4 = s3 -> scatter { n: 2 } on p1 [produce = 2];
        let s5 = s3 -> gather { n: 3 } on p1 [last = drop, consume = 3];
        let s6 = (xs, s5);
        output s7 = (s6, ys) [zip = longest] -> pair_mixed { n: 4 } on p0;
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
        Op::Rated { from: 3, takes: None, n: 2, boom: false, gives: Gives::Promised(2), id: "s4.scatter", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 3, short: Short::Drops }), n: 3, boom: false, gives: Gives::One, id: "s5.gather", skip: false },
        Op::Positions { members: &[0, 5], lengths: Lengths::Strict, id: "s6.zip" },
        Op::Positions { members: &[6, 1], lengths: Lengths::Longest, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Attempt, n: 4, id: "s7.pair_mixed", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 8],
};

fn start8(feeds: &mut Feeds) -> Started {
    let run = G8::new().start(G8Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s7)], handle: run.handle }
}

fn unread8(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G8::new().start(G8Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G9(seen: Seen) {
        imap p0 = threads(1);
        input xs: V;
        let s1 = (xs, xs);
        let s2 = xs -> spread { n: 1 } [produce];
        let s3 = xs -> boom { n: 2 } [fuse = off, batch = 5];
        let s4 = (s3, s1, s2*) -> trio_keep { n: 3 } on p0;
        let s6 = s4 -> whole { n: 4 } on p0;
        let s7 = (s6?, s1) [join = inner] -> pair_pick { n: 5 };
        output s9 = (s7, s4, xs) [join = inner];
        let s10 = s7 -> regroup { n: 6 } [consume = 3, produce];
        s10 -> sink { n: 7, seen };
    }
}

const GRAPH9: Graph = Graph {
    name: "G9",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Two, id: "s2.spread", skip: false },
        Op::Node { from: 0, act: Act::Boom, n: 2, id: "s3.boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (1, Mark::Plain), (2, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 4, act: Act::Keep, n: 3, id: "s4.trio_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Map, n: 4, id: "s6.whole", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(6, Mark::Question), (1, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Node { from: 7, act: Act::Pick, n: 5, id: "s7.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(8, Mark::Plain), (5, Mark::Plain), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Rated { from: 8, takes: Some(Takes { of: 3, short: Short::Passes }), n: 6, boom: false, gives: Gives::Two, id: "s10.regroup", skip: false },
        Op::Sink { from: 10, n: 7, fallible: false },
    ],
    outputs: &[9],
};

fn start9(feeds: &mut Feeds) -> Started {
    let run = G9::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s9)], handle: run.handle }
}

fn unread9(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G9::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G10 {
        input xs: V;
        output s1 = xs -> map { n: 1 };
        output s2 = xs -> boom { n: 2 } [fuse = off, batch = 7];
    }
}

const GRAPH10: Graph = Graph {
    name: "G10",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Boom, n: 2, id: "s2.boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[1, 2],
};

fn start10(feeds: &mut Feeds) -> Started {
    let run = G10::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s2)], handle: run.handle }
}

fn unread10(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G10::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G11 {
        input xs: V;
        let s1 = xs -> pick { n: 1 };
        output s2 = s1 -> pick { n: 2 } [batch = 3];
        let s3 = s2 -> look { n: 3 };
        output s4 = xs -> scatter { n: 4 } [produce = 2];
        output s5 = s3 -> boom_burst { n: 5 } [on_error = skip, collect = 5];
    }
}

const GRAPH11: Graph = Graph {
    name: "G11",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Pick, n: 1, id: "s1.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Pick, n: 2, id: "s2.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Map, n: 3, id: "s3.look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: None, n: 4, boom: false, gives: Gives::Promised(2), id: "s4.scatter", skip: false },
        Op::Node { from: 3, act: Act::BoomBurst, n: 5, id: "s5.boom_burst", skip: true, collect: Some(5), held: 1024 },
    ],
    outputs: &[2, 4, 5],
};

fn start11(feeds: &mut Feeds) -> Started {
    let run = G11::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s4), Box::new(run.s5)], handle: run.handle }
}

fn unread11(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G11::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G12 {
        input xs: V;
        let s1 = xs -> boom_look { n: 1 };
        let s2 = [s1, xs] -> attempt_keep { n: 2 } [on_error = skip, batch = 9];
        output s4 = s2 -> boom_burst { n: 3 };
        let s5 = s4 -> map { n: 4 };
        output s6 = [s5, xs] -> attempt_keep { n: 5 };
    }
}

const GRAPH12: Graph = Graph {
    name: "G12",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom_look", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[1, 0], fork: 0 },
        Op::Node { from: 2, act: Act::AttemptKeep, n: 2, id: "s2.attempt_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::BoomBurst, n: 3, id: "s4.boom_burst", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Map, n: 4, id: "s5.map", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[5, 0], fork: 0 },
        Op::Node { from: 6, act: Act::AttemptKeep, n: 5, id: "s6.attempt_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 7],
};

fn start12(feeds: &mut Feeds) -> Started {
    let run = G12::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s6)], handle: run.handle }
}

fn unread12(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G12::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G13 {
        imap p0 = threads(1);
        imap p1 = threads(2);
        input xs: V;
        input ys: V;
        let s2 = ys -> look { n: 1 } on p0 [on_error = skip];
        let s3 = xs -> map { n: 2 } on p1 [buffer = 28];
        let s4 = (s2?, ys) -> pair_mixed { n: 3 } on p1 [on_error = skip];
        let s6 = ys -> attempt_look { n: 4 };
        let s7 = (s3, s4) [zip = shortest] -> pair { n: 5 } on p0;
        output s9 = s6 -> map { n: 6 };
        output s10 = (s2?, s4?, s9) -> trio { n: 7 };
        let s12 = s7 -> keep { n: 8 } on p1;
        output s13 = s12 -> boom { n: 9 };
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
        Op::Zip { members: &[(2, Mark::Question), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 4, act: Act::Attempt, n: 3, id: "s4.pair_mixed", skip: true, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Attempt, n: 4, id: "s6.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[3, 5], lengths: Lengths::Shortest, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Map, n: 5, id: "s7.pair", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Map, n: 6, id: "s9.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Question), (5, Mark::Question), (9, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 10, act: Act::Map, n: 7, id: "s10.trio", skip: false, collect: None, held: 1024 },
        Op::Node { from: 8, act: Act::Keep, n: 8, id: "s12.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 12, act: Act::Boom, n: 9, id: "s13.boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[9, 11, 13],
};

fn start13(feeds: &mut Feeds) -> Started {
    let run = G13::new().start(G13Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s10), Box::new(run.s13)], handle: run.handle }
}

fn unread13(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G13::new().start(G13Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G14(seen: Seen) {
        input xs: V;
        let s1 = xs -> attempt_keep { n: 1 } [on_error = skip];
        let s2 = s1 -> gather_two { n: 2 } [consume = 2];
        let s3 = s2 -> gather_two { n: 3 } [consume = 2];
        let s4 = s1 -> gather_boom { n: 4 } [consume = 4];
        output s5 = (s3, s4) -> pair_pick { n: 5 };
        output s7 = s3 -> attempt_pick { n: 6 };
        let s8 = s2 -> gather { n: 7 } [last = error, consume = 3];
        let s9 = s8 -> attempt_burst { n: 8 } [slice = 1];
        output s10 [buffer = 59] = s7 -> attempt_look { n: 9 };
        let s11 = s7 -> pick { n: 10 };
        s9 -> sink { n: 11, seen };
        s11 -> sink { n: 12, seen };
    }
}

const GRAPH14: Graph = Graph {
    name: "G14",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s1.attempt_keep", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 2, boom: false, gives: Gives::One, id: "s2.gather_two", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Passes }), n: 4, boom: true, gives: Gives::One, id: "s4.gather_boom", skip: false },
        Op::InStep { members: &[3, 4], fork: 1, many: false },
        Op::Node { from: 5, act: Act::Pick, n: 5, id: "s5.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::AttemptPick, n: 6, id: "s7.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s8.gather", skip: false },
        Op::Node { from: 8, act: Act::AttemptBurst, n: 8, id: "s9.attempt_burst", skip: false, collect: None, held: 1 },
        Op::Node { from: 7, act: Act::Attempt, n: 9, id: "s10.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 7, act: Act::Pick, n: 10, id: "s11.pick", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 9, n: 11, fallible: false },
        Op::Sink { from: 11, n: 12, fallible: false },
    ],
    outputs: &[6, 7, 10],
};

fn start14(feeds: &mut Feeds) -> Started {
    let run = G14::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s7), Box::new(run.s10)], handle: run.handle }
}

fn unread14(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G14::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G15 {
        imap p0 = threads(1);
        imap p1 = threads(3) [batch = 5];
        input xs: V;
        let s1 = xs -> stream { n: 1 } on p0 [slice = 4, buffer = 5];
        let s2 = s1 -> gather_boom { n: 2 } on p0 [last = error, consume = 4];
        let s3 = s2 -> keep { n: 3 };
        let s4 = s3 -> spread_boom { n: 4 } [produce];
        let s5 = s4 -> gather_two { n: 5 } on p1 [consume = 2];
        let s6 = (s3, s5);
        output s7 = s6 -> pair_burst { n: 6 } on p1 [collect = 3];
        let s8 = [s7, s2] -> map { n: 7 } [batch = 12];
        let s10 = s8 -> look { n: 8 } [fuse = off, batch = 12];
        let s11 = (s10, s7) [join = each];
        output s12 = s11 -> pair { n: 9 } on p0;
    }
}

const GRAPH15: Graph = Graph {
    name: "G15",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Stream, n: 1, id: "s1.stream", skip: false, collect: None, held: 4 },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Fails }), n: 2, boom: true, gives: Gives::One, id: "s2.gather_boom", skip: false },
        Op::Node { from: 2, act: Act::Keep, n: 3, id: "s3.keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 3, takes: None, n: 4, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::InStep { members: &[3, 5], fork: 3, many: false },
        Op::Node { from: 6, act: Act::Burst, n: 6, id: "s7.pair_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Merge { members: &[7, 2], fork: 2 },
        Op::Node { from: 8, act: Act::Map, n: 7, id: "s8.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Map, n: 8, id: "s10.look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(10, Mark::Plain), (7, Mark::Plain)], join: Join::Each, fork: 2 },
        Op::Node { from: 11, act: Act::Map, n: 9, id: "s12.pair", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[7, 12],
};

fn start15(feeds: &mut Feeds) -> Started {
    let run = G15::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s12)], handle: run.handle }
}

fn unread15(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G15::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G16 {
        imap p0 = threads(1);
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = ys -> keep { n: 1 } on p1;
        let s4 = [ys, s3];
        output s5 = s4 -> pick { n: 2 };
        let s6 = s5 -> scatter { n: 3 } on p1 [produce = 2];
        let s7 = xs -> boom { n: 4 } [batch = 12];
        let s8 = s6 -> look { n: 5 };
        let s9 = s7 -> attempt_pick { n: 6 } [on_error = skip, fuse = off];
        let s10 = s9 -> spread_boom { n: 7 } [produce];
        let s11 = s7 -> spread { n: 8 } [produce];
        let s12 = s11 -> spread_boom { n: 9 } on p0 [produce];
        let s13 = s12 -> gather_two { n: 10 } [consume = 2];
        let s14 = s7 -> spread { n: 11 } [produce];
        output s15 = (s13, s14) -> pair_boom { n: 12 } on p0 [on_error = skip];
        let s17 = (s10, s8) [zip = longest];
        output s18 [buffer = 8] = (s17, zs) [zip = longest];
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
        Op::Merge { members: &[1, 3], fork: 1 },
        Op::Node { from: 4, act: Act::Pick, n: 2, id: "s5.pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 5, takes: None, n: 3, boom: false, gives: Gives::Promised(2), id: "s6.scatter", skip: false },
        Op::Node { from: 0, act: Act::Boom, n: 4, id: "s7.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Map, n: 5, id: "s8.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 7, act: Act::AttemptPick, n: 6, id: "s9.attempt_pick", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 9, takes: None, n: 7, boom: true, gives: Gives::Two, id: "s10.spread_boom", skip: false },
        Op::Rated { from: 7, takes: None, n: 8, boom: false, gives: Gives::Two, id: "s11.spread", skip: false },
        Op::Rated { from: 11, takes: None, n: 9, boom: true, gives: Gives::Two, id: "s12.spread_boom", skip: false },
        Op::Rated { from: 12, takes: Some(Takes { of: 2, short: Short::Fails }), n: 10, boom: false, gives: Gives::One, id: "s13.gather_two", skip: false },
        Op::Rated { from: 7, takes: None, n: 11, boom: false, gives: Gives::Two, id: "s14.spread", skip: false },
        Op::InStep { members: &[13, 14], fork: 7, many: true },
        Op::Node { from: 15, act: Act::Boom, n: 12, id: "s15.pair_boom", skip: true, collect: None, held: 1024 },
        Op::Positions { members: &[10, 8], lengths: Lengths::Longest, id: "s17.zip" },
        Op::Positions { members: &[17, 2], lengths: Lengths::Longest, id: "s18.zip" },
    ],
    outputs: &[5, 16, 18],
};

fn start16(feeds: &mut Feeds) -> Started {
    let run = G16::new().start(G16Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s15), Box::new(run.s18)], handle: run.handle }
}

fn unread16(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G16::new().start(G16Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G17 {
        imap p0 = threads(2) [buffer = 20];
        input xs: V;
        let s1 = xs -> attempt_pick { n: 1 } on p0;
        let s2 = (s1, xs) [join = inner] -> pair_look { n: 2 } on p0 [batch = 4];
        let s4 = s2 -> pick { n: 3 } on p0 [fuse = off];
        let s5 = s4 -> boom { n: 4 } [batch = 10];
        let s6 = s5 -> spread_boom { n: 5 } on p0 [produce];
        output s7 = s6 -> attempt { n: 6 };
        let s8 = s1 -> gather { n: 7 } [consume = 3];
        let s9 = s1 -> gather { n: 8 } [consume = 3];
        output s10 = (s8, s9) -> pair_look { n: 9 } on p0;
    }
}

const GRAPH17: Graph = Graph {
    name: "G17",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptPick, n: 1, id: "s1.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Node { from: 2, act: Act::Map, n: 2, id: "s2.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Pick, n: 3, id: "s4.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Boom, n: 4, id: "s5.boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 5, takes: None, n: 5, boom: true, gives: Gives::Two, id: "s6.spread_boom", skip: false },
        Op::Node { from: 6, act: Act::Attempt, n: 6, id: "s7.attempt", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 7, boom: false, gives: Gives::One, id: "s8.gather", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 8, boom: false, gives: Gives::One, id: "s9.gather", skip: false },
        Op::InStep { members: &[8, 9], fork: 1, many: false },
        Op::Node { from: 10, act: Act::Map, n: 9, id: "s10.pair_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[7, 11],
};

fn start17(feeds: &mut Feeds) -> Started {
    let run = G17::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s10)], handle: run.handle }
}

fn unread17(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G17::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G18 {
        imap p0 = threads(3);
        imap p1 = threads(2) [buffer = 32];
        imap p2 = threads(3);
        input xs: V;
        let s1 = xs -> look { n: 1 } on p1;
        let s2 = [xs, s1];
        let s3 = xs -> spread_boom { n: 2 } on p2 [produce];
        let s4 = s3 -> gather_two { n: 3 } on p0 [consume = 2];
        let s5 = (xs, s4);
        let s6 = (s2*, s5) -> pair_burst { n: 4 } [collect = 5];
        output s8 [buffer = 60] = s6 -> attempt_burst { n: 5 } [collect = 3];
        output s9 = s4 -> boom_keep { n: 6 };
        output s10 = s6 -> attempt_keep { n: 7 };
    }
}

const GRAPH18: Graph = Graph {
    name: "G18",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.look", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[0, 1], fork: 0 },
        Op::Rated { from: 0, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s3.spread_boom", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::InStep { members: &[0, 4], fork: 0, many: false },
        Op::Zip { members: &[(2, Mark::Star), (5, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 6, act: Act::Burst, n: 4, id: "s6.pair_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Node { from: 7, act: Act::AttemptBurst, n: 5, id: "s8.attempt_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Node { from: 4, act: Act::BoomKeep, n: 6, id: "s9.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 7, act: Act::AttemptKeep, n: 7, id: "s10.attempt_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[8, 9, 10],
};

fn start18(feeds: &mut Feeds) -> Started {
    let run = G18::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s8), Box::new(run.s9), Box::new(run.s10)], handle: run.handle }
}

fn unread18(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G18::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G19 {
        input xs: V;
        input ys: V;
        let s2 = (ys, ys) -> pair_pick { n: 1 };
        let s4 = xs -> spread_boom { n: 2 } [produce];
        let s5 = s4 -> scatter { n: 3 } [produce];
        let s6 = xs -> scatter { n: 4 } [produce = 2];
        output s7 [buffer = 25] = [s4, s6] -> boom_keep { n: 5 };
        output s9 [buffer = 35] = s5 -> boom { n: 6 };
        output s10 = [s6, s2] -> attempt_look { n: 7 } [fuse = off];
    }
}

const GRAPH19: Graph = Graph {
    name: "G19",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 2, act: Act::Pick, n: 1, id: "s2.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 4, takes: None, n: 3, boom: false, gives: Gives::Some, id: "s5.scatter", skip: false },
        Op::Rated { from: 0, takes: None, n: 4, boom: false, gives: Gives::Promised(2), id: "s6.scatter", skip: false },
        Op::Merge { members: &[4, 6], fork: 0 },
        Op::Node { from: 7, act: Act::BoomKeep, n: 5, id: "s7.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Boom, n: 6, id: "s9.boom", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[6, 3] },
        Op::Node { from: 10, act: Act::Attempt, n: 7, id: "s10.attempt_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[8, 9, 11],
};

fn start19(feeds: &mut Feeds) -> Started {
    let run = G19::new().start(G19Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s9), Box::new(run.s10)], handle: run.handle }
}

fn unread19(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G19::new().start(G19Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G20 {
        imap p0 = threads(2);
        input xs: V;
        output s1 = xs -> spread_boom { n: 1 } [produce];
        let s2 = xs -> gather { n: 2 } on p0 [consume = 3];
        let s3 = s2 -> spread { n: 3 } on p0 [produce];
        let s4 = xs -> regroup { n: 4 } [consume = 3, produce];
        output s5 = (s3, s4) -> pair_boom { n: 5 };
    }
}

const GRAPH20: Graph = Graph {
    name: "G20",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: true, gives: Gives::Two, id: "s1.spread_boom", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::Rated { from: 2, takes: None, n: 3, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::Two, id: "s4.regroup", skip: false },
        Op::InStep { members: &[3, 4], fork: 0, many: true },
        Op::Node { from: 5, act: Act::Boom, n: 5, id: "s5.pair_boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[1, 6],
};

fn start20(feeds: &mut Feeds) -> Started {
    let run = G20::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s5)], handle: run.handle }
}

fn unread20(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G20::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G21 {
        imap p0 = threads(3);
        imap p1 = threads(2) [buffer = 14];
        imap p2 = threads(1) [buffer = 14];
        input xs: V;
        output s1 = xs -> pick { n: 1 };
        let s2 = (s1, s1) -> pair_boom { n: 2 } on p0;
        let s4 = s2 -> stream { n: 3 } on p2 [on_error = skip, collect = 5];
        let s5 = (s4, s1) [join = each] -> pair_mixed { n: 4 } on p1;
        output s7 = s5 -> boom_burst { n: 5 } on p0 [slice = 1];
        output s8 = (s5, s2) [join = each] -> pair_mixed { n: 6 };
    }
}

const GRAPH21: Graph = Graph {
    name: "G21",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Pick, n: 1, id: "s1.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 2, act: Act::Boom, n: 2, id: "s2.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Stream, n: 3, id: "s4.stream", skip: true, collect: Some(5), held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (1, Mark::Plain)], join: Join::Each, fork: 1 },
        Op::Node { from: 5, act: Act::Attempt, n: 4, id: "s5.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::BoomBurst, n: 5, id: "s7.boom_burst", skip: false, collect: None, held: 1 },
        Op::Zip { members: &[(6, Mark::Plain), (3, Mark::Plain)], join: Join::Each, fork: 1 },
        Op::Node { from: 8, act: Act::Attempt, n: 6, id: "s8.pair_mixed", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[1, 7, 9],
};

fn start21(feeds: &mut Feeds) -> Started {
    let run = G21::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s7), Box::new(run.s8)], handle: run.handle }
}

fn unread21(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G21::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G22 {
        imap p0 = threads(3);
        input xs: V;
        input ys: V;
        input zs: V;
        output s3 = xs -> stream { n: 1 } [collect = 3];
        let s4 = zs -> pick { n: 2 } [on_error = skip];
        output s5 = s4 -> spread_boom { n: 3 } on p0 [produce];
        let s6 = s5 -> gather_two { n: 4 } [consume = 2, batch = 12];
        output s7 = (s4, s6) -> pair { n: 5 };
        let s9 = (xs, zs) -> pair_burst { n: 6 } [slice = 3];
        output s11 = (s9, ys) [zip = shortest];
    }
}

const GRAPH22: Graph = Graph {
    name: "G22",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 0, act: Act::Stream, n: 1, id: "s3.stream", skip: false, collect: Some(3), held: 1024 },
        Op::Node { from: 2, act: Act::Pick, n: 2, id: "s4.pick", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 4, takes: None, n: 3, boom: true, gives: Gives::Two, id: "s5.spread_boom", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::InStep { members: &[4, 6], fork: 4, many: false },
        Op::Node { from: 7, act: Act::Map, n: 5, id: "s7.pair", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[0, 2], lengths: Lengths::Strict, id: "s9.zip" },
        Op::Node { from: 9, act: Act::Burst, n: 6, id: "s9.pair_burst", skip: false, collect: None, held: 3 },
        Op::Positions { members: &[10, 1], lengths: Lengths::Shortest, id: "s11.zip" },
    ],
    outputs: &[3, 5, 8, 11],
};

fn start22(feeds: &mut Feeds) -> Started {
    let run = G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s5), Box::new(run.s7), Box::new(run.s11)], handle: run.handle }
}

fn unread22(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G23 {
        imap p0 = threads(2);
        input xs: V;
        let s1 = xs -> burst { n: 1 } [collect = 5];
        output s2 = s1 -> scatter { n: 2 } on p0 [produce];
    }
}

const GRAPH23: Graph = Graph {
    name: "G23",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Burst, n: 1, id: "s1.burst", skip: false, collect: Some(5), held: 1024 },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Some, id: "s2.scatter", skip: false },
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
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> attempt_look { n: 1 } on p0;
        let s4 = ys -> boom_look { n: 2 } on p1 [on_error = skip];
        let s5 = xs -> scatter { n: 3 } [produce];
        let s6 = s4 -> scatter { n: 4 } on p1 [produce, on_error = skip];
        let s7 = (ys, s6) [join = each];
        let s8 = ys -> scatter { n: 5 } [produce = 2];
        output s9 = [s5, xs] -> boom_burst { n: 6 } on p0 [slice = 3];
        let s11 = (s8*, s7*) -> pair_boom { n: 7 };
        let s13 = s3 -> attempt_burst { n: 8 } on p0 [collect = 2, buffer = 18];
        output s14 = (s13*, zs, s3) -> trio { n: 9 };
        let s16 = [s13, s5];
        output s17 = (s16, s11) [zip = shortest] -> pair_burst { n: 10 } [slice = 2, batch = 9];
    }
}

const GRAPH24: Graph = Graph {
    name: "G24",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 2, act: Act::Attempt, n: 1, id: "s3.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Boom, n: 2, id: "s4.boom_look", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: None, n: 3, boom: false, gives: Gives::Some, id: "s5.scatter", skip: false },
        Op::Rated { from: 4, takes: None, n: 4, boom: false, gives: Gives::Some, id: "s6.scatter", skip: true },
        Op::Zip { members: &[(1, Mark::Plain), (6, Mark::Plain)], join: Join::Each, fork: 1 },
        Op::Rated { from: 1, takes: None, n: 5, boom: false, gives: Gives::Promised(2), id: "s8.scatter", skip: false },
        Op::Merge { members: &[5, 0], fork: 0 },
        Op::Node { from: 9, act: Act::BoomBurst, n: 6, id: "s9.boom_burst", skip: false, collect: None, held: 3 },
        Op::Zip { members: &[(8, Mark::Star), (7, Mark::Star)], join: Join::Exact, fork: 1 },
        Op::Node { from: 11, act: Act::Boom, n: 7, id: "s11.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::AttemptBurst, n: 8, id: "s13.attempt_burst", skip: false, collect: Some(2), held: 1024 },
        Op::Zip { members: &[(13, Mark::Star), (2, Mark::Plain), (3, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Node { from: 14, act: Act::Map, n: 9, id: "s14.trio", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[13, 5] },
        Op::Positions { members: &[16, 12], lengths: Lengths::Shortest, id: "s17.zip" },
        Op::Node { from: 17, act: Act::Burst, n: 10, id: "s17.pair_burst", skip: false, collect: None, held: 2 },
    ],
    outputs: &[10, 15, 18],
};

fn start24(feeds: &mut Feeds) -> Started {
    let run = G24::new().start(G24Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s14), Box::new(run.s17)], handle: run.handle }
}

fn unread24(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G24::new().start(G24Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G25 {
        imap p1 = threads(1) [strict];
        input xs: V;
        input ys: V;
        let s2 = ys -> gather { n: 1 } [consume = 3];
        let s3 = s2 -> stream { n: 2 } [slice = 2];
        let s4 = s3 -> boom_burst { n: 3 } [collect = 3];
        let s5 = (s4, s2, s3) [join = each];
        output s6 = xs -> boom_keep { n: 4 } [on_error = skip, fuse = off];
        output s7 = xs -> attempt_burst { n: 5 } on p1 [fuse = off];
        output s8 = (xs, s5);
    }
}

const GRAPH25: Graph = Graph {
    name: "G25",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 1, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::Node { from: 2, act: Act::Stream, n: 2, id: "s3.stream", skip: false, collect: None, held: 2 },
        Op::Node { from: 3, act: Act::BoomBurst, n: 3, id: "s4.boom_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (2, Mark::Plain), (3, Mark::Plain)], join: Join::Each, fork: 2 },
        Op::Node { from: 0, act: Act::BoomKeep, n: 4, id: "s6.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 5, id: "s7.attempt_burst", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[0, 5], lengths: Lengths::Strict, id: "s8.zip" },
    ],
    outputs: &[6, 7, 8],
};

fn start25(feeds: &mut Feeds) -> Started {
    let run = G25::new().start(G25Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s7), Box::new(run.s8)], handle: run.handle }
}

fn unread25(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G25::new().start(G25Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G26 {
        imap p1 = threads(2);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = xs -> items { n: 1 };
        let s4 = s3 -> gather_two { n: 2 } [last = drop, consume = 2];
        let s5 = (s4, s4);
        output s6 = s5 -> pair_burst { n: 3 } on p1 [collect = 3];
        let s7 = [ys, s3];
        output s8 = [zs, s7] -> keep { n: 4 };
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
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Drops }), n: 2, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::Zip { members: &[(4, Mark::Plain), (4, Mark::Plain)], join: Join::Exact, fork: 4 },
        Op::Node { from: 5, act: Act::Burst, n: 3, id: "s6.pair_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Rounds { members: &[1, 3] },
        Op::Rounds { members: &[2, 7] },
        Op::Node { from: 8, act: Act::Keep, n: 4, id: "s8.keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6, 9],
};

fn start26(feeds: &mut Feeds) -> Started {
    let run = G26::new().start(G26Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s8)], handle: run.handle }
}

fn unread26(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G26::new().start(G26Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G27(seen: Seen) {
        imap p0 = threads(3);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> boom_keep { n: 1 } on p0 [on_error = skip];
        let s4 = ys -> attempt_keep { n: 2 } [on_error = skip];
        output s5 = ys -> attempt_look { n: 3 } [on_error = skip];
        let s6 = xs -> attempt_burst { n: 4 } [slice = 3];
        let s7 = ys -> spread { n: 5 } [produce];
        let s8 = s7 -> spread_boom { n: 6 } on p0 [produce];
        let s9 = s8 -> gather_two { n: 7 } on p0 [consume = 2];
        output s10 [buffer = 45] = ys -> spread { n: 8 } on p0 [produce];
        output s11 = (s9, s10);
        let s12 = (s3, s4) [zip = shortest] -> pair_pick { n: 9 };
        let s14 = (s6, s12) [zip = shortest] -> pair { n: 10 } on p0 [fuse = off, batch = 12];
        s14 -> sink { n: 11, seen };
    }
}

const GRAPH27: Graph = Graph {
    name: "G27",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 2, act: Act::BoomKeep, n: 1, id: "s3.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 2, id: "s4.attempt_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Attempt, n: 3, id: "s5.attempt_look", skip: true, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 4, id: "s6.attempt_burst", skip: false, collect: None, held: 3 },
        Op::Rated { from: 1, takes: None, n: 5, boom: false, gives: Gives::Two, id: "s7.spread", skip: false },
        Op::Rated { from: 7, takes: None, n: 6, boom: true, gives: Gives::Two, id: "s8.spread_boom", skip: false },
        Op::Rated { from: 8, takes: Some(Takes { of: 2, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s9.gather_two", skip: false },
        Op::Rated { from: 1, takes: None, n: 8, boom: false, gives: Gives::Two, id: "s10.spread", skip: false },
        Op::InStep { members: &[9, 10], fork: 1, many: true },
        Op::Positions { members: &[3, 4], lengths: Lengths::Shortest, id: "s12.zip" },
        Op::Node { from: 12, act: Act::Pick, n: 9, id: "s12.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[6, 13], lengths: Lengths::Shortest, id: "s14.zip" },
        Op::Node { from: 14, act: Act::Map, n: 10, id: "s14.pair", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 15, n: 11, fallible: false },
    ],
    outputs: &[5, 10, 11],
};

fn start27(feeds: &mut Feeds) -> Started {
    let run = G27::new(feeds.seen.clone()).start(G27Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s10), Box::new(run.s11)], handle: run.handle }
}

fn unread27(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G27::new(feeds.seen.clone()).start(G27Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G28(seen: Seen) {
        input xs: V;
        let s1 = xs -> scatter { n: 1 } [produce];
        let s2 = [s1, xs];
        let s3 = xs -> keep { n: 2 };
        let s4 = s3 -> regroup { n: 3 } [consume = 3, produce];
        let s5 = s4 -> items { n: 4 } [on_error = skip, slice = 3, fuse = off];
        let s6 = s5 -> scatter { n: 5 } [produce = 2];
        let s7 = (s6*, s4) -> pair_look { n: 6 };
        output s9 = s6 -> scatter { n: 7 } [produce, batch = 5];
        output s10 = s2 -> map { n: 8 };
        output s11 = s7 -> scatter { n: 9 } [produce = 2];
        let s12 = s5 -> gather_boom { n: 10 } [consume = 4, batch = 11];
        s12 -> sink_look { n: 11, seen };
    }
}

const GRAPH28: Graph = Graph {
    name: "G28",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Some, id: "s1.scatter", skip: false },
        Op::Merge { members: &[1, 0], fork: 0 },
        Op::Node { from: 0, act: Act::Keep, n: 2, id: "s3.keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 3, takes: Some(Takes { of: 3, short: Short::Passes }), n: 3, boom: false, gives: Gives::Two, id: "s4.regroup", skip: false },
        Op::Node { from: 4, act: Act::Items, n: 4, id: "s5.items", skip: true, collect: None, held: 3 },
        Op::Rated { from: 5, takes: None, n: 5, boom: false, gives: Gives::Promised(2), id: "s6.scatter", skip: false },
        Op::Zip { members: &[(6, Mark::Star), (4, Mark::Plain)], join: Join::Exact, fork: 4 },
        Op::Node { from: 7, act: Act::Map, n: 6, id: "s7.pair_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 6, takes: None, n: 7, boom: false, gives: Gives::Some, id: "s9.scatter", skip: false },
        Op::Node { from: 2, act: Act::Map, n: 8, id: "s10.map", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 8, takes: None, n: 9, boom: false, gives: Gives::Promised(2), id: "s11.scatter", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 4, short: Short::Passes }), n: 10, boom: true, gives: Gives::One, id: "s12.gather_boom", skip: false },
        Op::Sink { from: 12, n: 11, fallible: true },
    ],
    outputs: &[9, 10, 11],
};

fn start28(feeds: &mut Feeds) -> Started {
    let run = G28::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s10), Box::new(run.s11)], handle: run.handle }
}

fn unread28(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G28::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G29 {
        imap p0 = threads(2) [buffer = 10];
        imap p1 = threads(2);
        imap p2 = threads(3);
        input xs: V;
        let s1 = xs -> map { n: 1 } on p1;
        let s2 = xs -> boom_look { n: 2 } on p0;
        output s3 = (xs, s1, s2);
        let s4 = xs -> gather_two { n: 3 } on p2 [consume = 2];
        let s5 = s4 -> gather_two { n: 4 } on p0 [consume = 2];
        let s6 = xs -> gather_boom { n: 5 } on p1 [consume = 4];
        output s7 = (s5, s6) -> pair_keep { n: 6 };
    }
}

const GRAPH29: Graph = Graph {
    name: "G29",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Boom, n: 2, id: "s2.boom_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (1, Mark::Plain), (2, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 5, boom: true, gives: Gives::One, id: "s6.gather_boom", skip: false },
        Op::InStep { members: &[5, 6], fork: 0, many: false },
        Op::Node { from: 7, act: Act::Keep, n: 6, id: "s7.pair_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 8],
};

fn start29(feeds: &mut Feeds) -> Started {
    let run = G29::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s7)], handle: run.handle }
}

fn unread29(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G29::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G30(seen: Seen) {
        input xs: V;
        let s1 = xs -> attempt_burst { n: 1 } [collect = 5];
        let s2 = s1 -> attempt_burst { n: 2 } [slice = 3];
        output s3 = [s2, xs] -> look { n: 3 };
        let s5 = s2 -> attempt { n: 4 } [on_error = skip];
        s5 -> sink { n: 5, seen };
    }
}

const GRAPH30: Graph = Graph {
    name: "G30",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 1, id: "s1.attempt_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Node { from: 1, act: Act::AttemptBurst, n: 2, id: "s2.attempt_burst", skip: false, collect: None, held: 3 },
        Op::Merge { members: &[2, 0], fork: 0 },
        Op::Node { from: 3, act: Act::Map, n: 3, id: "s3.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Attempt, n: 4, id: "s5.attempt", skip: true, collect: None, held: 1024 },
        Op::Sink { from: 5, n: 5, fallible: false },
    ],
    outputs: &[4],
};

fn start30(feeds: &mut Feeds) -> Started {
    let run = G30::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread30(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G30::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G31 {
        input xs: V;
        input ys: V;
        let s2 = ys -> boom_keep { n: 1 };
        let s3 = s2 -> gather { n: 2 } [consume = 3];
        let s4 = s2 -> gather { n: 3 } [consume = 3];
        let s5 = (s3, s4);
        output s6 = (s5, xs) [zip = shortest] -> pair_look { n: 4 } [fuse = off];
    }
}

const GRAPH31: Graph = Graph {
    name: "G31",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::BoomKeep, n: 1, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s3.gather", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 3, boom: false, gives: Gives::One, id: "s4.gather", skip: false },
        Op::InStep { members: &[3, 4], fork: 2, many: false },
        Op::Positions { members: &[5, 0], lengths: Lengths::Shortest, id: "s6.zip" },
        Op::Node { from: 6, act: Act::Map, n: 4, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[7],
};

fn start31(feeds: &mut Feeds) -> Started {
    let run = G31::new().start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6)], handle: run.handle }
}

fn unread31(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G31::new().start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G32 {
        imap p0 = threads(2);
        input xs: V;
        let s1 = (xs, xs);
        let s2 = (s1, xs);
        let s3 = s2 -> pair_mixed { n: 1 } on p0;
        let s4 = xs -> pick { n: 2 } on p0 [fuse = off];
        let s5 = s4 -> stream { n: 3 } [slice = 4];
        let s6 = s5 -> scatter { n: 4 } [produce];
        output s7 = s6 -> spread_boom { n: 5 } on p0 [produce];
        let s8 = s1 -> pair_boom { n: 6 } [on_error = skip];
        output s9 = (s1, s3) -> pair_burst { n: 7 } [slice = 4];
        output s11 = s8 -> gather_boom { n: 8 } on p0 [last = drop, consume = 4, batch = 3];
        output s12 = s4 -> scatter { n: 9 } [produce = 2];
    }
}

const GRAPH32: Graph = Graph {
    name: "G32",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::Attempt, n: 1, id: "s3.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Pick, n: 2, id: "s4.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Stream, n: 3, id: "s5.stream", skip: false, collect: None, held: 4 },
        Op::Rated { from: 5, takes: None, n: 4, boom: false, gives: Gives::Some, id: "s6.scatter", skip: false },
        Op::Rated { from: 6, takes: None, n: 5, boom: true, gives: Gives::Two, id: "s7.spread_boom", skip: false },
        Op::Node { from: 1, act: Act::Boom, n: 6, id: "s8.pair_boom", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (3, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 9, act: Act::Burst, n: 7, id: "s9.pair_burst", skip: false, collect: None, held: 4 },
        Op::Rated { from: 8, takes: Some(Takes { of: 4, short: Short::Drops }), n: 8, boom: true, gives: Gives::One, id: "s11.gather_boom", skip: false },
        Op::Rated { from: 4, takes: None, n: 9, boom: false, gives: Gives::Promised(2), id: "s12.scatter", skip: false },
    ],
    outputs: &[7, 10, 11, 12],
};

fn start32(feeds: &mut Feeds) -> Started {
    let run = G32::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s9), Box::new(run.s11), Box::new(run.s12)], handle: run.handle }
}

fn unread32(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G32::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G33 {
        imap p0 = threads(2) [strict];
        input xs: V;
        let s1 = xs -> boom { n: 1 } on p0;
        output s2 = (s1, xs);
        let s3 = s2 -> pair_burst { n: 2 } on p0;
        let s4 = s1 -> gather { n: 3 } [consume = 3];
        let s5 = s1 -> gather { n: 4 } on p0 [consume = 3];
        let s6 = (s4, s5) -> pair_look { n: 5 } on p0 [batch = 8];
        output s8 = s3 -> stream { n: 6 } [slice = 4];
        output s9 [buffer = 43] = s6 -> scatter { n: 7 } [produce];
        output s10 = (s1, xs) -> pair_boom { n: 8 } on p0;
    }
}

const GRAPH33: Graph = Graph {
    name: "G33",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::Burst, n: 2, id: "s3.pair_burst", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 3, boom: false, gives: Gives::One, id: "s4.gather", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::One, id: "s5.gather", skip: false },
        Op::InStep { members: &[4, 5], fork: 1, many: false },
        Op::Node { from: 6, act: Act::Map, n: 5, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Stream, n: 6, id: "s8.stream", skip: false, collect: None, held: 4 },
        Op::Rated { from: 7, takes: None, n: 7, boom: false, gives: Gives::Some, id: "s9.scatter", skip: false },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 10, act: Act::Boom, n: 8, id: "s10.pair_boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2, 8, 9, 11],
};

fn start33(feeds: &mut Feeds) -> Started {
    let run = G33::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s8), Box::new(run.s9), Box::new(run.s10)], handle: run.handle }
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
        let s3 = xs -> look { n: 1 };
        let s4 = (zs, zs) -> pair_pick { n: 2 };
        let s6 = (zs, s4) [join = inner];
        let s7 = s3 -> boom_keep { n: 3 };
        let s8 = s7 -> gather { n: 4 } [last = drop, consume = 3, on_error = skip];
        output s9 = (s6, s6) -> pair_burst { n: 5 } on p0 [collect = 3];
        let s11 = [s4, s8] -> burst { n: 6 } [slice = 1, buffer = 14];
        output s13 = [s11, ys] -> stream { n: 7 } [slice = 3];
    }
}

const GRAPH34: Graph = Graph {
    name: "G34",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s3.look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (2, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Node { from: 4, act: Act::Pick, n: 2, id: "s4.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (5, Mark::Plain)], join: Join::Inner, fork: 2 },
        Op::Node { from: 3, act: Act::BoomKeep, n: 3, id: "s7.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 7, takes: Some(Takes { of: 3, short: Short::Drops }), n: 4, boom: false, gives: Gives::One, id: "s8.gather", skip: true },
        Op::Zip { members: &[(6, Mark::Plain), (6, Mark::Plain)], join: Join::Exact, fork: 6 },
        Op::Node { from: 9, act: Act::Burst, n: 5, id: "s9.pair_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Rounds { members: &[5, 8] },
        Op::Node { from: 11, act: Act::Burst, n: 6, id: "s11.burst", skip: false, collect: None, held: 1 },
        Op::Rounds { members: &[12, 1] },
        Op::Node { from: 13, act: Act::Stream, n: 7, id: "s13.stream", skip: false, collect: None, held: 3 },
    ],
    outputs: &[10, 14],
};

fn start34(feeds: &mut Feeds) -> Started {
    let run = G34::new().start(G34Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s13)], handle: run.handle }
}

fn unread34(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G34::new().start(G34Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G35 {
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        output s2 = ys -> attempt { n: 1 } on p1 [on_error = skip];
        output s3 = (xs, xs);
        let s4 = xs -> gather_two { n: 2 } [consume = 2];
        let s5 = s4 -> gather_two { n: 3 } on p1 [consume = 2, batch = 6];
        let s6 = xs -> gather_boom { n: 4 } [consume = 4];
        output s7 = (s5, s6) -> pair { n: 5 } [on_error = skip];
        output s9 = (s6, ys) [zip = shortest] -> pair_mixed { n: 6 } [on_error = skip];
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
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 2, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 4, boom: true, gives: Gives::One, id: "s6.gather_boom", skip: false },
        Op::InStep { members: &[5, 6], fork: 0, many: false },
        Op::Node { from: 7, act: Act::Map, n: 5, id: "s7.pair", skip: true, collect: None, held: 1024 },
        Op::Positions { members: &[6, 1], lengths: Lengths::Shortest, id: "s9.zip" },
        Op::Node { from: 9, act: Act::Attempt, n: 6, id: "s9.pair_mixed", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[2, 3, 8, 10],
};

fn start35(feeds: &mut Feeds) -> Started {
    let run = G35::new().start(G35Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s3), Box::new(run.s7), Box::new(run.s9)], handle: run.handle }
}

fn unread35(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G35::new().start(G35Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G36 {
        imap p0 = threads(3) [buffer = 38];
        imap p1 = threads(1);
        input xs: V;
        let s1 = xs -> map { n: 1 } on p1;
        let s2 = [s1, xs] -> look { n: 2 } on p0;
        output s4 = (s2, xs) [join = each];
        let s5 = (s4, xs) [join = each] -> pair_pick { n: 3 };
        let s7 = (s1, s5*, s2*) -> trio_keep { n: 4 } on p0 [fuse = off];
        output s9 = s7 -> whole { n: 5 } on p0 [buffer = 21];
    }
}

const GRAPH36: Graph = Graph {
    name: "G36",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.map", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[1, 0], fork: 0 },
        Op::Node { from: 2, act: Act::Map, n: 2, id: "s2.look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Zip { members: &[(4, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 5, act: Act::Pick, n: 3, id: "s5.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (6, Mark::Star), (3, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 7, act: Act::Keep, n: 4, id: "s7.trio_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 8, act: Act::Map, n: 5, id: "s9.whole", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 9],
};

fn start36(feeds: &mut Feeds) -> Started {
    let run = G36::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s9)], handle: run.handle }
}

fn unread36(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G36::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G37(seen: Seen) {
        imap p0 = threads(3) [buffer = 35];
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> boom_keep { n: 1 } on p0;
        let s2 = xs -> boom_keep { n: 2 };
        output s3 [buffer = 40] = (s1?, xs) [join = inner];
        let s4 = s2 -> scatter { n: 3 } on p1 [produce = 2];
        output s5 = s4 -> spread { n: 4 } [produce];
        output s6 = s4 -> scatter { n: 5 } on p1 [produce = 2, on_error = skip];
        output s7 = s2 -> attempt { n: 6 } [fuse = off];
        s6 -> sink { n: 7, seen };
    }
}

const GRAPH37: Graph = Graph {
    name: "G37",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 1, id: "s1.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Question), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Rated { from: 2, takes: None, n: 3, boom: false, gives: Gives::Promised(2), id: "s4.scatter", skip: false },
        Op::Rated { from: 4, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s5.spread", skip: false },
        Op::Rated { from: 4, takes: None, n: 5, boom: false, gives: Gives::Promised(2), id: "s6.scatter", skip: true },
        Op::Node { from: 2, act: Act::Attempt, n: 6, id: "s7.attempt", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 6, n: 7, fallible: false },
    ],
    outputs: &[3, 5, 6, 7],
};

fn start37(feeds: &mut Feeds) -> Started {
    let run = G37::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s5), Box::new(run.s6), Box::new(run.s7)], handle: run.handle }
}

fn unread37(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G37::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G38 {
        imap p0 = threads(3);
        imap p1 = threads(3);
        imap p2 = threads(3) [strict];
        input xs: V;
        let s1 = xs -> boom_look { n: 1 } [fuse = off];
        output s2 = s1 -> keep { n: 2 } on p2;
        let s3 = s1 -> regroup { n: 3 } on p2 [last = drop, consume = 3, produce];
        let s4 = s3 -> gather { n: 4 } on p1 [last = drop, consume = 3, batch = 10];
        output s5 = s3 -> scatter { n: 5 } [produce, batch = 9];
        output s6 = s4 -> attempt_look { n: 6 } on p0;
    }
}

const GRAPH38: Graph = Graph {
    name: "G38",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Keep, n: 2, id: "s2.keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Drops }), n: 3, boom: false, gives: Gives::Two, id: "s3.regroup", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 3, short: Short::Drops }), n: 4, boom: false, gives: Gives::One, id: "s4.gather", skip: false },
        Op::Rated { from: 3, takes: None, n: 5, boom: false, gives: Gives::Some, id: "s5.scatter", skip: false },
        Op::Node { from: 4, act: Act::Attempt, n: 6, id: "s6.attempt_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2, 5, 6],
};

fn start38(feeds: &mut Feeds) -> Started {
    let run = G38::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s5), Box::new(run.s6)], handle: run.handle }
}

fn unread38(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G38::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G39 {
        imap p0 = threads(1);
        imap p2 = threads(1);
        input xs: V;
        let s1 = xs -> keep { n: 1 };
        let s2 = s1 -> gather_two { n: 2 } on p2 [last = drop, consume = 2];
        let s3 = s2 -> gather { n: 3 } on p0 [consume = 3, batch = 1];
        let s4 = s3 -> spread { n: 4 } on p0 [produce];
        let s5 = s2 -> regroup { n: 5 } [consume = 3, produce];
        output s6 = (s4, s5);
    }
}

const GRAPH39: Graph = Graph {
    name: "G39",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Keep, n: 1, id: "s1.keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Drops }), n: 2, boom: false, gives: Gives::One, id: "s2.gather_two", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 3, boom: false, gives: Gives::One, id: "s3.gather", skip: false },
        Op::Rated { from: 3, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 5, boom: false, gives: Gives::Two, id: "s5.regroup", skip: false },
        Op::InStep { members: &[4, 5], fork: 2, many: true },
    ],
    outputs: &[6],
};

fn start39(feeds: &mut Feeds) -> Started {
    let run = G39::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6)], handle: run.handle }
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
