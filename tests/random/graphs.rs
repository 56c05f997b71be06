//! 40 random graphs, as pipelines and as data. Written by `generate.rs` from seed 4: change that, not this.

use crate::graph::{Act, Gives, Graph, Join, Lengths, Mark, Op, Short, Takes};
use crate::pipers::*;
use crate::read::{Feeds, Started};
use papy::pipeline;

pipeline! {
    G0 {
        imap p2 = threads(3) [batch = 6];
        input xs: V;
        input ys: V;
        let s2 = (xs, ys) [zip = shortest] -> pair_burst { n: 1 } [slice = 4];
        let s4 = [s2, s2] -> boom { n: 2 } [on_error = skip, fuse = off];
        let s6 = (xs, xs);
        let s7 = s4 -> attempt_look { n: 3 } [on_error = skip];
        let s8 = ys -> gather_boom { n: 4 } [last = drop, consume = 4];
        let s9 = s7 -> pick { n: 5 };
        let s10 = s6 -> pair_mixed { n: 6 } on p2;
        let s11 = (s9*, s4*, s2) -> trio_boom { n: 7 };
        output s13 = s8 -> spread { n: 8 } on p2 [produce];
        let s14 = [s10, xs, xs];
        output s15 = s14 -> attempt { n: 9 };
        output s16 = (s9, s11) [join = each] -> pair { n: 10 } [fuse = off];
    }
}

const GRAPH0: Graph = Graph {
    name: "G0",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Positions { members: &[0, 1], lengths: Lengths::Shortest, id: "s2.zip" },
        Op::Node { from: 2, act: Act::Burst, n: 1, id: "s2.pair_burst", skip: false, collect: None, held: 4 },
        Op::Merge { members: &[3, 3], fork: 3 },
        Op::Node { from: 4, act: Act::Boom, n: 2, id: "s4.boom", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 5, act: Act::Attempt, n: 3, id: "s7.attempt_look", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Drops }), n: 4, boom: true, gives: Gives::One, id: "s8.gather_boom", skip: false },
        Op::Node { from: 7, act: Act::Pick, n: 5, id: "s9.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Attempt, n: 6, id: "s10.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(9, Mark::Star), (5, Mark::Star), (3, Mark::Plain)], join: Join::Exact, fork: 3 },
        Op::Node { from: 11, act: Act::Boom, n: 7, id: "s11.trio_boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 8, takes: None, n: 8, boom: false, gives: Gives::Two, id: "s13.spread", skip: false },
        Op::Merge { members: &[10, 0, 0], fork: 0 },
        Op::Node { from: 14, act: Act::Attempt, n: 9, id: "s15.attempt", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(9, Mark::Plain), (12, Mark::Plain)], join: Join::Each, fork: 3 },
        Op::Node { from: 16, act: Act::Map, n: 10, id: "s16.pair", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[13, 15, 17],
};

fn start0(feeds: &mut Feeds) -> Started {
    let run = G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s13), Box::new(run.s15), Box::new(run.s16)], handle: run.handle }
}

fn unread0(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G0::new().start(G0Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G1 {
        input xs: V;
        let s1 = xs -> burst { n: 1 } [slice = 3];
        output s2 = s1 -> regroup { n: 2 } [last = drop, consume = 3, produce, batch = 8];
    }
}

const GRAPH1: Graph = Graph {
    name: "G1",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Burst, n: 1, id: "s1.burst", skip: false, collect: None, held: 3 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Drops }), n: 2, boom: false, gives: Gives::Two, id: "s2.regroup", skip: false },
    ],
    outputs: &[2],
};

fn start1(feeds: &mut Feeds) -> Started {
    let run = G1::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread1(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G1::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G2(seen: Seen) {
        imap p0 = threads(3);
        imap p1 = threads(3) [batch = 2];
        input xs: V;
        input ys: V;
        let s2 = (xs, xs) -> pair_look { n: 1 } on p0;
        let s4 = ys -> look { n: 2 };
        let s5 = (s2, xs) -> pair_burst { n: 3 } on p1 [collect = 2, fuse = off];
        let s7 = (s4, ys) -> pair_look { n: 4 } on p0;
        let s9 = (xs, s5) [join = each] -> pair { n: 5 } on p0 [buffer = 42];
        output s11 = (s7, ys);
        let s12 = s5 -> attempt_pick { n: 6 };
        output s13 = s9 -> boom_look { n: 7 };
        let s14 = (s12, s4) -> pair_boom { n: 8 } on p1;
        s14 -> sink { n: 9, seen };
    }
}

const GRAPH2: Graph = Graph {
    name: "G2",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::Map, n: 1, id: "s2.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s4.look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 5, act: Act::Burst, n: 3, id: "s5.pair_burst", skip: false, collect: Some(2), held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 7, act: Act::Map, n: 4, id: "s7.pair_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (6, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 9, act: Act::Map, n: 5, id: "s9.pair", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(8, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 6, act: Act::AttemptPick, n: 6, id: "s12.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 10, act: Act::Boom, n: 7, id: "s13.boom_look", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[12, 4], lengths: Lengths::Strict, id: "s14.zip" },
        Op::Node { from: 14, act: Act::Boom, n: 8, id: "s14.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 15, n: 9, fallible: false },
    ],
    outputs: &[11, 13],
};

fn start2(feeds: &mut Feeds) -> Started {
    let run = G2::new(feeds.seen.clone()).start(G2Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s11), Box::new(run.s13)], handle: run.handle }
}

fn unread2(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G2::new(feeds.seen.clone()).start(G2Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G3 {
        imap p0 = threads(1);
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        input zs: V;
        output s3 = xs -> gather { n: 1 } on p1 [consume = 3];
        let s4 = (zs, zs) -> pair_burst { n: 2 } [collect = 4];
        let s6 = s4 -> boom_keep { n: 3 } on p1;
        let s7 = zs -> attempt_keep { n: 4 } on p1;
        let s8 = ys -> attempt_burst { n: 5 } [collect = 3];
        let s9 = (s7*, s6*) [join = inner] -> pair { n: 6 };
        let s11 = (s8*, ys, s8*) -> trio_keep { n: 7 };
        output s13 = zs -> spread_boom { n: 8 } [produce];
        output s14 = (s11, s8*) [join = inner] -> pair { n: 9 } on p0;
        let s16 = s9 -> gather_two { n: 10 } on p1 [consume = 2, batch = 5];
        let s17 = s16 -> spread { n: 11 } on p0 [produce];
        output s18 = (s9, s17) -> pair { n: 12 } on p1;
        let s20 = (s17, ys);
        output s21 = (s20, xs) [zip = longest];
    }
}

const GRAPH3: Graph = Graph {
    name: "G3",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 1, boom: false, gives: Gives::One, id: "s3.gather", skip: false },
        Op::Zip { members: &[(2, Mark::Plain), (2, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Node { from: 4, act: Act::Burst, n: 2, id: "s4.pair_burst", skip: false, collect: Some(4), held: 1024 },
        Op::Node { from: 5, act: Act::BoomKeep, n: 3, id: "s6.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::AttemptKeep, n: 4, id: "s7.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::AttemptBurst, n: 5, id: "s8.attempt_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Zip { members: &[(7, Mark::Star), (6, Mark::Star)], join: Join::Inner, fork: 2 },
        Op::Node { from: 9, act: Act::Map, n: 6, id: "s9.pair", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(8, Mark::Star), (1, Mark::Plain), (8, Mark::Star)], join: Join::Exact, fork: 1 },
        Op::Node { from: 11, act: Act::Keep, n: 7, id: "s11.trio_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 2, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s13.spread_boom", skip: false },
        Op::Zip { members: &[(12, Mark::Plain), (8, Mark::Star)], join: Join::Inner, fork: 1 },
        Op::Node { from: 14, act: Act::Map, n: 9, id: "s14.pair", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 10, takes: Some(Takes { of: 2, short: Short::Fails }), n: 10, boom: false, gives: Gives::One, id: "s16.gather_two", skip: false },
        Op::Rated { from: 16, takes: None, n: 11, boom: false, gives: Gives::Two, id: "s17.spread", skip: false },
        Op::InStep { members: &[10, 17], fork: 10, many: true, group: Some((2, 2)), id: "s18.zip" },
        Op::Node { from: 18, act: Act::Map, n: 12, id: "s18.pair", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[17, 1], lengths: Lengths::Strict, id: "s20.zip" },
        Op::Positions { members: &[20, 0], lengths: Lengths::Longest, id: "s21.zip" },
    ],
    outputs: &[3, 13, 15, 19, 21],
};

fn start3(feeds: &mut Feeds) -> Started {
    let run = G3::new().start(G3Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s13), Box::new(run.s14), Box::new(run.s18), Box::new(run.s21)], handle: run.handle }
}

fn unread3(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G3::new().start(G3Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G4 {
        input xs: V;
        input ys: V;
        let s2 = ys -> attempt_pick { n: 1 } [on_error = skip, fuse = off];
        let s3 = s2 -> attempt_pick { n: 2 } [on_error = skip];
        let s4 = (s3?, s2);
        let s5 = (s3?, s2, s4);
        let s6 = s5 -> trio { n: 3 };
        output s7 = xs -> pick { n: 4 } [on_error = skip];
        let s8 = s6 -> gather { n: 5 } [consume = 3];
        let s9 = s6 -> gather { n: 6 } [consume = 3];
        let s10 = (s8, s9) -> pair_mixed { n: 7 };
        let s12 = s7 -> attempt_keep { n: 8 };
        let s13 = s12 -> gather_two { n: 9 } [consume = 2];
        let s14 = s13 -> gather_two { n: 10 } [consume = 2];
        let s15 = s14 -> spread { n: 11 } [produce];
        let s16 = s12 -> gather_two { n: 12 } [consume = 2];
        output s17 = (s15, s16);
        output s18 = (s15, s10);
    }
}

const GRAPH4: Graph = Graph {
    name: "G4",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::AttemptPick, n: 1, id: "s2.attempt_pick", skip: true, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::AttemptPick, n: 2, id: "s3.attempt_pick", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Question), (2, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Zip { members: &[(3, Mark::Question), (2, Mark::Plain), (4, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Node { from: 5, act: Act::Map, n: 3, id: "s6.trio", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Pick, n: 4, id: "s7.pick", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 6, takes: Some(Takes { of: 3, short: Short::Passes }), n: 5, boom: false, gives: Gives::One, id: "s8.gather", skip: false },
        Op::Rated { from: 6, takes: Some(Takes { of: 3, short: Short::Passes }), n: 6, boom: false, gives: Gives::One, id: "s9.gather", skip: false },
        Op::InStep { members: &[8, 9], fork: 6, many: false, group: None, id: "s10.zip" },
        Op::Node { from: 10, act: Act::Attempt, n: 7, id: "s10.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Node { from: 7, act: Act::AttemptKeep, n: 8, id: "s12.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 12, takes: Some(Takes { of: 2, short: Short::Fails }), n: 9, boom: false, gives: Gives::One, id: "s13.gather_two", skip: false },
        Op::Rated { from: 13, takes: Some(Takes { of: 2, short: Short::Fails }), n: 10, boom: false, gives: Gives::One, id: "s14.gather_two", skip: false },
        Op::Rated { from: 14, takes: None, n: 11, boom: false, gives: Gives::Two, id: "s15.spread", skip: false },
        Op::Rated { from: 12, takes: Some(Takes { of: 2, short: Short::Fails }), n: 12, boom: false, gives: Gives::One, id: "s16.gather_two", skip: false },
        Op::InStep { members: &[15, 16], fork: 12, many: true, group: Some((2, 4)), id: "s17.zip" },
        Op::Positions { members: &[15, 11], lengths: Lengths::Strict, id: "s18.zip" },
    ],
    outputs: &[7, 17, 18],
};

fn start4(feeds: &mut Feeds) -> Started {
    let run = G4::new().start(G4Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s17), Box::new(run.s18)], handle: run.handle }
}

fn unread4(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G4::new().start(G4Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G5(seen: Seen) {
        imap p0 = threads(1) [strict];
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> regroup { n: 1 } [consume = 3, produce];
        output s2 = s1 -> stream { n: 2 } on p1 [collect = 3];
        output s3 = s1 -> boom_look { n: 3 } on p0;
        let s4 = s2 -> regroup { n: 4 } on p0 [last = error, consume = 3, produce];
        let s5 = s4 -> attempt { n: 5 };
        output s6 [buffer = 13] = s5 -> pick { n: 6 } on p0;
        s6 -> sink { n: 7, seen } on p0;
    }
}

const GRAPH5: Graph = Graph {
    name: "G5",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 1, boom: false, gives: Gives::Two, id: "s1.regroup", skip: false },
        Op::Node { from: 1, act: Act::Stream, n: 2, id: "s2.stream", skip: false, collect: Some(3), held: 1024 },
        Op::Node { from: 1, act: Act::Boom, n: 3, id: "s3.boom_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Fails }), n: 4, boom: false, gives: Gives::Two, id: "s4.regroup", skip: false },
        Op::Node { from: 4, act: Act::Attempt, n: 5, id: "s5.attempt", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Pick, n: 6, id: "s6.pick", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 6, n: 7, fallible: false },
    ],
    outputs: &[2, 3, 6],
};

fn start5(feeds: &mut Feeds) -> Started {
    let run = G5::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s3), Box::new(run.s6)], handle: run.handle }
}

fn unread5(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G5::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G6 {
        imap p0 = threads(2);
        input xs: V;
        let s1 = xs -> pick { n: 1 };
        let s2 = [s1, xs] -> items { n: 2 } [slice = 4, fuse = off];
        output s4 = xs -> gather_boom { n: 3 } [consume = 4, batch = 9];
        output s5 [buffer = 42] = s1 -> gather { n: 4 } on p0 [last = error, consume = 3];
        output s6 = s2 -> boom_burst { n: 5 } [slice = 3];
    }
}

const GRAPH6: Graph = Graph {
    name: "G6",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Pick, n: 1, id: "s1.pick", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[1, 0], fork: 0 },
        Op::Node { from: 2, act: Act::Items, n: 2, id: "s2.items", skip: false, collect: None, held: 4 },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 3, boom: true, gives: Gives::One, id: "s4.gather_boom", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s5.gather", skip: false },
        Op::Node { from: 3, act: Act::BoomBurst, n: 5, id: "s6.boom_burst", skip: false, collect: None, held: 3 },
    ],
    outputs: &[4, 5, 6],
};

fn start6(feeds: &mut Feeds) -> Started {
    let run = G6::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s5), Box::new(run.s6)], handle: run.handle }
}

fn unread6(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G6::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G7 {
        input xs: V;
        input ys: V;
        output s2 = xs -> regroup { n: 1 } [last = drop, consume = 3, produce];
        let s3 = ys -> attempt { n: 2 };
        let s4 = ys -> spread { n: 3 } [produce];
        output s5 = s4 -> regroup { n: 4 } [last = drop, consume = 3, produce];
        output s6 = (xs, s3) [zip = shortest] -> pair_mixed { n: 5 };
    }
}

const GRAPH7: Graph = Graph {
    name: "G7",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Drops }), n: 1, boom: false, gives: Gives::Two, id: "s2.regroup", skip: false },
        Op::Node { from: 1, act: Act::Attempt, n: 2, id: "s3.attempt", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: None, n: 3, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Drops }), n: 4, boom: false, gives: Gives::Two, id: "s5.regroup", skip: false },
        Op::Positions { members: &[0, 3], lengths: Lengths::Shortest, id: "s6.zip" },
        Op::Node { from: 6, act: Act::Attempt, n: 5, id: "s6.pair_mixed", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2, 5, 7],
};

fn start7(feeds: &mut Feeds) -> Started {
    let run = G7::new().start(G7Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s5), Box::new(run.s6)], handle: run.handle }
}

fn unread7(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G7::new().start(G7Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G8(seen: Seen) {
        imap p0 = threads(2) [batch = 5];
        input xs: V;
        input ys: V;
        let s2 = ys -> attempt_look { n: 1 };
        output s3 = (s2, ys) -> pair_look { n: 2 } on p0;
        let s5 = ys -> attempt_keep { n: 3 };
        output s6 = (xs, s2) -> pair_boom { n: 4 } on p0 [on_error = skip, batch = 5];
        s5 -> sink { n: 5, seen };
    }
}

const GRAPH8: Graph = Graph {
    name: "G8",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::Attempt, n: 1, id: "s2.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 3, act: Act::Map, n: 2, id: "s3.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 3, id: "s5.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[0, 2], lengths: Lengths::Strict, id: "s6.zip" },
        Op::Node { from: 6, act: Act::Boom, n: 4, id: "s6.pair_boom", skip: true, collect: None, held: 1024 },
        Op::Sink { from: 5, n: 5, fallible: false },
    ],
    outputs: &[4, 7],
};

fn start8(feeds: &mut Feeds) -> Started {
    let run = G8::new(feeds.seen.clone()).start(G8Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s6)], handle: run.handle }
}

fn unread8(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G8::new(feeds.seen.clone()).start(G8Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G9 {
        imap p0 = threads(1) [batch = 3];
        input xs: V;
        let s1 = xs -> spread { n: 1 } on p0 [produce];
        let s2 = xs -> spread_boom { n: 2 } [produce];
        let s3 = (s1, s2) -> pair { n: 3 };
        output s5 = (s3*, s3*, s1*) -> trio_keep { n: 4 };
        let s7 = xs -> gather { n: 5 } on p0 [consume = 3];
        let s8 = s7 -> spread { n: 6 } [produce];
        let s9 = xs -> regroup { n: 7 } [consume = 3, produce];
        output s10 = (s8, s9) -> pair { n: 8 } on p0 [fuse = off];
        let s12 = s7 -> spread { n: 9 } on p0 [produce];
        let s13 = s12 -> spread_boom { n: 10 } [produce];
        let s14 = s13 -> gather_two { n: 11 } on p0 [consume = 2];
        let s15 = s7 -> spread { n: 12 } [produce];
        output s16 = (s14, s15);
    }
}

const GRAPH9: Graph = Graph {
    name: "G9",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Two, id: "s1.spread", skip: false },
        Op::Rated { from: 0, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s2.spread_boom", skip: false },
        Op::InStep { members: &[1, 2], fork: 0, many: true, group: None, id: "s3.zip" },
        Op::Node { from: 3, act: Act::Map, n: 3, id: "s3.pair", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Star), (4, Mark::Star), (1, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 5, act: Act::Keep, n: 4, id: "s5.trio_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 5, boom: false, gives: Gives::One, id: "s7.gather", skip: false },
        Op::Rated { from: 7, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s8.spread", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 7, boom: false, gives: Gives::Two, id: "s9.regroup", skip: false },
        Op::InStep { members: &[8, 9], fork: 0, many: true, group: None, id: "s10.zip" },
        Op::Node { from: 10, act: Act::Map, n: 8, id: "s10.pair", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 7, takes: None, n: 9, boom: false, gives: Gives::Two, id: "s12.spread", skip: false },
        Op::Rated { from: 12, takes: None, n: 10, boom: true, gives: Gives::Two, id: "s13.spread_boom", skip: false },
        Op::Rated { from: 13, takes: Some(Takes { of: 2, short: Short::Fails }), n: 11, boom: false, gives: Gives::One, id: "s14.gather_two", skip: false },
        Op::Rated { from: 7, takes: None, n: 12, boom: false, gives: Gives::Two, id: "s15.spread", skip: false },
        Op::InStep { members: &[14, 15], fork: 7, many: true, group: None, id: "s16.zip" },
    ],
    outputs: &[6, 11, 16],
};

fn start9(feeds: &mut Feeds) -> Started {
    let run = G9::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s10), Box::new(run.s16)], handle: run.handle }
}

fn unread9(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G9::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G10 {
        imap p0 = threads(2);
        imap p1 = threads(3) [batch = 3];
        imap p2 = threads(2);
        input xs: V;
        let s1 = xs -> boom_keep { n: 1 } [on_error = skip];
        let s2 = s1 -> attempt_look { n: 2 } on p2;
        let s3 = (s1, s2);
        let s4 = s3 -> pair_mixed { n: 3 } on p0 [on_error = skip];
        let s5 = (xs, s4?);
        let s6 = s2 -> look { n: 4 };
        let s7 = s4 -> boom_look { n: 5 } on p0;
        let s8 = [s6, s7];
        output s9 = [s8, xs] -> burst { n: 6 } on p2 [slice = 1];
        output s11 = s4 -> scatter { n: 7 } on p1 [produce = 2];
        output s12 [buffer = 24] = (s5, s4?) [join = inner];
        output s13 [buffer = 30] = s7 -> stream { n: 8 } [collect = 5];
    }
}

const GRAPH10: Graph = Graph {
    name: "G10",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 1, id: "s1.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Attempt, n: 2, id: "s2.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (2, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 3, act: Act::Attempt, n: 3, id: "s4.pair_mixed", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (4, Mark::Question)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::Map, n: 4, id: "s6.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Boom, n: 5, id: "s7.boom_look", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[6, 7], fork: 1 },
        Op::Merge { members: &[8, 0], fork: 0 },
        Op::Node { from: 9, act: Act::Burst, n: 6, id: "s9.burst", skip: false, collect: None, held: 1 },
        Op::Rated { from: 4, takes: None, n: 7, boom: false, gives: Gives::Promised(2), id: "s11.scatter", skip: false },
        Op::Zip { members: &[(5, Mark::Plain), (4, Mark::Question)], join: Join::Inner, fork: 0 },
        Op::Node { from: 7, act: Act::Stream, n: 8, id: "s13.stream", skip: false, collect: Some(5), held: 1024 },
    ],
    outputs: &[10, 11, 12, 13],
};

fn start10(feeds: &mut Feeds) -> Started {
    let run = G10::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s11), Box::new(run.s12), Box::new(run.s13)], handle: run.handle }
}

fn unread10(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G10::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G11 {
        imap p0 = threads(3) [batch = 3];
        imap p2 = threads(1);
        input xs: V;
        output s1 = xs -> attempt_burst { n: 1 } on p0 [on_error = skip, collect = 5];
        let s2 = [xs, s1] -> stream { n: 2 } [collect = 3];
        let s4 = xs -> pick { n: 3 } on p0 [fuse = off, buffer = 2];
        let s5 = (s4, s2) [join = each] -> pair_boom { n: 4 } [batch = 5];
        output s7 = s5 -> look { n: 5 } on p2;
    }
}

const GRAPH11: Graph = Graph {
    name: "G11",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 1, id: "s1.attempt_burst", skip: true, collect: Some(5), held: 1024 },
        Op::Merge { members: &[0, 1], fork: 0 },
        Op::Node { from: 2, act: Act::Stream, n: 2, id: "s2.stream", skip: false, collect: Some(3), held: 1024 },
        Op::Node { from: 0, act: Act::Pick, n: 3, id: "s4.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (3, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 5, act: Act::Boom, n: 4, id: "s5.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Map, n: 5, id: "s7.look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[1, 7],
};

fn start11(feeds: &mut Feeds) -> Started {
    let run = G11::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s7)], handle: run.handle }
}

fn unread11(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G11::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G12 {
        input xs: V;
        let s1 = xs -> regroup { n: 1 } [last = error, consume = 3, produce];
        output s2 = s1 -> attempt_pick { n: 2 } [on_error = skip];
    }
}

const GRAPH12: Graph = Graph {
    name: "G12",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Fails }), n: 1, boom: false, gives: Gives::Two, id: "s1.regroup", skip: false },
        Op::Node { from: 1, act: Act::AttemptPick, n: 2, id: "s2.attempt_pick", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[2],
};

fn start12(feeds: &mut Feeds) -> Started {
    let run = G12::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread12(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G12::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G13 {
        imap p1 = threads(2);
        input xs: V;
        input ys: V;
        let s2 = xs -> boom_keep { n: 1 };
        let s3 = s2 -> spread { n: 2 } [produce, on_error = skip];
        let s4 = s3 -> scatter { n: 3 } [produce];
        output s5 = (s4, ys) [zip = longest] -> pair_mixed { n: 4 } on p1 [buffer = 12];
        output s7 = (s3, s4, s2) [join = each] -> trio_keep { n: 5 } on p1;
        output s9 = ys -> spread { n: 6 } [produce];
        let s10 = xs -> gather_two { n: 7 } [consume = 2];
        let s11 = s10 -> spread_boom { n: 8 } on p1 [produce];
        let s12 = xs -> gather_boom { n: 9 } [consume = 4];
        let s13 = s12 -> spread { n: 10 } on p1 [produce];
        let s14 = s13 -> spread { n: 11 } [produce, batch = 9];
        output s15 = (s11, s14);
    }
}

const GRAPH13: Graph = Graph {
    name: "G13",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 1, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 2, takes: None, n: 2, boom: false, gives: Gives::Two, id: "s3.spread", skip: true },
        Op::Rated { from: 3, takes: None, n: 3, boom: false, gives: Gives::Some, id: "s4.scatter", skip: false },
        Op::Positions { members: &[4, 1], lengths: Lengths::Longest, id: "s5.zip" },
        Op::Node { from: 5, act: Act::Attempt, n: 4, id: "s5.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (4, Mark::Plain), (2, Mark::Plain)], join: Join::Each, fork: 2 },
        Op::Node { from: 7, act: Act::Keep, n: 5, id: "s7.trio_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s9.spread", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s10.gather_two", skip: false },
        Op::Rated { from: 10, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s11.spread_boom", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 9, boom: true, gives: Gives::One, id: "s12.gather_boom", skip: false },
        Op::Rated { from: 12, takes: None, n: 10, boom: false, gives: Gives::Two, id: "s13.spread", skip: false },
        Op::Rated { from: 13, takes: None, n: 11, boom: false, gives: Gives::Two, id: "s14.spread", skip: false },
        Op::InStep { members: &[11, 14], fork: 0, many: true, group: Some((4, 4)), id: "s15.zip" },
    ],
    outputs: &[6, 8, 9, 15],
};

fn start13(feeds: &mut Feeds) -> Started {
    let run = G13::new().start(G13Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s7), Box::new(run.s9), Box::new(run.s15)], handle: run.handle }
}

fn unread13(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G13::new().start(G13Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G14 {
        imap p0 = threads(1);
        input xs: V;
        input ys: V;
        let s2 = ys -> keep { n: 1 } on p0;
        let s3 = (ys, s2?);
        output s4 = ys -> attempt_keep { n: 2 } on p0;
        output s5 = (xs, s3) [zip = longest];
    }
}

const GRAPH14: Graph = Graph {
    name: "G14",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::Keep, n: 1, id: "s2.keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (2, Mark::Question)], join: Join::Exact, fork: 1 },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 2, id: "s4.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[0, 3], lengths: Lengths::Longest, id: "s5.zip" },
    ],
    outputs: &[4, 5],
};

fn start14(feeds: &mut Feeds) -> Started {
    let run = G14::new().start(G14Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s5)], handle: run.handle }
}

fn unread14(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G14::new().start(G14Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G15 {
        input xs: V;
        input ys: V;
        let s2 = ys -> attempt { n: 1 } [fuse = off];
        output s3 = s2 -> keep { n: 2 };
        let s4 = s2 -> attempt { n: 3 } [batch = 2];
        let s5 = s4 -> gather { n: 4 } [consume = 3];
        let s6 = s4 -> gather { n: 5 } [consume = 3];
        let s7 = (s5, s6) -> pair { n: 6 };
        let s9 = s3 -> gather { n: 7 } [consume = 3];
        output s10 = s9 -> attempt_pick { n: 8 };
        output s11 = (s7, xs) -> pair_mixed { n: 9 };
    }
}

const GRAPH15: Graph = Graph {
    name: "G15",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::Attempt, n: 1, id: "s2.attempt", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Keep, n: 2, id: "s3.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Attempt, n: 3, id: "s4.attempt", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::One, id: "s5.gather", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Passes }), n: 5, boom: false, gives: Gives::One, id: "s6.gather", skip: false },
        Op::InStep { members: &[5, 6], fork: 4, many: false, group: None, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Map, n: 6, id: "s7.pair", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 3, takes: Some(Takes { of: 3, short: Short::Passes }), n: 7, boom: false, gives: Gives::One, id: "s9.gather", skip: false },
        Op::Node { from: 9, act: Act::AttemptPick, n: 8, id: "s10.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[8, 0], lengths: Lengths::Strict, id: "s11.zip" },
        Op::Node { from: 11, act: Act::Attempt, n: 9, id: "s11.pair_mixed", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 10, 12],
};

fn start15(feeds: &mut Feeds) -> Started {
    let run = G15::new().start(G15Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s10), Box::new(run.s11)], handle: run.handle }
}

fn unread15(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G15::new().start(G15Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G16 {
        imap p0 = threads(3) [buffer = 18];
        imap p1 = threads(1);
        input xs: V;
        let s1 = xs -> look { n: 1 } on p1;
        let s2 = s1 -> pick { n: 2 } [batch = 1];
        let s3 = (s2?, xs, s1) -> trio_burst { n: 3 } on p0 [slice = 2];
        let s5 = s3 -> regroup { n: 4 } [consume = 3, produce];
        let s6 = s5 -> boom_burst { n: 5 } on p1 [collect = 5];
        output s7 = s6 -> attempt_keep { n: 6 };
    }
}

const GRAPH16: Graph = Graph {
    name: "G16",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Pick, n: 2, id: "s2.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Question), (0, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 3, act: Act::Burst, n: 3, id: "s3.trio_burst", skip: false, collect: None, held: 2 },
        Op::Rated { from: 4, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::Two, id: "s5.regroup", skip: false },
        Op::Node { from: 5, act: Act::BoomBurst, n: 5, id: "s6.boom_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Node { from: 6, act: Act::AttemptKeep, n: 6, id: "s7.attempt_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[7],
};

fn start16(feeds: &mut Feeds) -> Started {
    let run = G16::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7)], handle: run.handle }
}

fn unread16(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G16::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G17 {
        input xs: V;
        input ys: V;
        let s2 = ys -> boom_look { n: 1 } [on_error = skip];
        let s3 = s2 -> items { n: 2 } [slice = 1];
        let s4 = (s2, s3*) -> pair_pick { n: 3 };
        let s6 = (ys, s4) [join = inner] -> pair_look { n: 4 } [fuse = off];
        output s8 [buffer = 49] = [xs, s6];
    }
}

const GRAPH17: Graph = Graph {
    name: "G17",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::Boom, n: 1, id: "s2.boom_look", skip: true, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Items, n: 2, id: "s3.items", skip: false, collect: None, held: 1 },
        Op::Zip { members: &[(2, Mark::Plain), (3, Mark::Star)], join: Join::Exact, fork: 2 },
        Op::Node { from: 4, act: Act::Pick, n: 3, id: "s4.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (5, Mark::Plain)], join: Join::Inner, fork: 1 },
        Op::Node { from: 6, act: Act::Map, n: 4, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[0, 7] },
    ],
    outputs: &[8],
};

fn start17(feeds: &mut Feeds) -> Started {
    let run = G17::new().start(G17Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s8)], handle: run.handle }
}

fn unread17(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G17::new().start(G17Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G18(seen: Seen) {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = xs -> attempt_keep { n: 1 };
        let s4 = [ys, s3];
        let s5 = [ys, ys] -> stream { n: 2 } [on_error = skip, fuse = off];
        output s7 = s5 -> map { n: 3 } [fuse = off];
        let s8 = ys -> gather_two { n: 4 } [consume = 2];
        let s9 = s8 -> gather_two { n: 5 } [consume = 2];
        let s10 = ys -> gather_boom { n: 6 } [consume = 4];
        output s11 = (s9, s10) -> pair_mixed { n: 7 } [batch = 2];
        let s13 = (zs, s4) -> pair_mixed { n: 8 } [fuse = off, batch = 6];
        s13 -> sink { n: 9, seen };
    }
}

const GRAPH18: Graph = Graph {
    name: "G18",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s3.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[1, 3] },
        Op::Merge { members: &[1, 1], fork: 1 },
        Op::Node { from: 5, act: Act::Stream, n: 2, id: "s5.stream", skip: true, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Map, n: 3, id: "s7.map", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::Rated { from: 8, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s9.gather_two", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Passes }), n: 6, boom: true, gives: Gives::One, id: "s10.gather_boom", skip: false },
        Op::InStep { members: &[9, 10], fork: 1, many: false, group: None, id: "s11.zip" },
        Op::Node { from: 11, act: Act::Attempt, n: 7, id: "s11.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[2, 4], lengths: Lengths::Strict, id: "s13.zip" },
        Op::Node { from: 13, act: Act::Attempt, n: 8, id: "s13.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 14, n: 9, fallible: false },
    ],
    outputs: &[7, 12],
};

fn start18(feeds: &mut Feeds) -> Started {
    let run = G18::new(feeds.seen.clone()).start(G18Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s11)], handle: run.handle }
}

fn unread18(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G18::new(feeds.seen.clone()).start(G18Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G19 {
        imap p0 = threads(1);
        input xs: V;
        let s1 = xs -> boom_keep { n: 1 } on p0;
        let s2 = s1 -> attempt { n: 2 };
        output s3 = (xs, s2?) -> pair_keep { n: 3 };
        output s5 [buffer = 30] = [s1, s2] -> boom { n: 4 } [on_error = skip];
    }
}

const GRAPH19: Graph = Graph {
    name: "G19",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 1, id: "s1.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Attempt, n: 2, id: "s2.attempt", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (2, Mark::Question)], join: Join::Exact, fork: 0 },
        Op::Node { from: 3, act: Act::Keep, n: 3, id: "s3.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[1, 2], fork: 1 },
        Op::Node { from: 5, act: Act::Boom, n: 4, id: "s5.boom", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[4, 6],
};

fn start19(feeds: &mut Feeds) -> Started {
    let run = G19::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s5)], handle: run.handle }
}

fn unread19(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G19::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G20(seen: Seen) {
        input xs: V;
        output s1 = xs -> boom_look { n: 1 } [batch = 8];
        let s2 = xs -> pick { n: 2 } [batch = 12];
        let s3 = xs -> pick { n: 3 } [buffer = 38];
        s2 -> sink_look { n: 4, seen };
        s3 -> sink_look { n: 5, seen };
    }
}

const GRAPH20: Graph = Graph {
    name: "G20",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Pick, n: 2, id: "s2.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Pick, n: 3, id: "s3.pick", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 2, n: 4, fallible: true },
        Op::Sink { from: 3, n: 5, fallible: true },
    ],
    outputs: &[1],
};

fn start20(feeds: &mut Feeds) -> Started {
    let run = G20::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1)], handle: run.handle }
}

fn unread20(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G20::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G21 {
        input xs: V;
        input ys: V;
        let s2 = (ys, xs) [zip = shortest];
        let s3 = (s2, s2);
        let s4 = s3 -> pair_burst { n: 1 } [collect = 4, buffer = 41];
        let s5 = s4 -> boom_burst { n: 2 } [slice = 3, buffer = 22];
        output s6 [buffer = 29] = (s5, s3) [join = each] -> pair_mixed { n: 3 };
        let s8 = xs -> attempt_keep { n: 4 } [on_error = skip, batch = 2];
        output s9 = s8 -> boom { n: 5 };
    }
}

const GRAPH21: Graph = Graph {
    name: "G21",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Positions { members: &[1, 0], lengths: Lengths::Shortest, id: "s2.zip" },
        Op::Zip { members: &[(2, Mark::Plain), (2, Mark::Plain)], join: Join::Exact, fork: 2 },
        Op::Node { from: 3, act: Act::Burst, n: 1, id: "s4.pair_burst", skip: false, collect: Some(4), held: 1024 },
        Op::Node { from: 4, act: Act::BoomBurst, n: 2, id: "s5.boom_burst", skip: false, collect: None, held: 3 },
        Op::Zip { members: &[(5, Mark::Plain), (3, Mark::Plain)], join: Join::Each, fork: 3 },
        Op::Node { from: 6, act: Act::Attempt, n: 3, id: "s6.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 4, id: "s8.attempt_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 8, act: Act::Boom, n: 5, id: "s9.boom", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[7, 9],
};

fn start21(feeds: &mut Feeds) -> Started {
    let run = G21::new().start(G21Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s9)], handle: run.handle }
}

fn unread21(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G21::new().start(G21Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G22 {
        imap p0 = threads(3) [buffer = 32];
        imap p1 = threads(2);
        input xs: V;
        input ys: V;
        let s2 = xs -> boom { n: 1 } on p0 [fuse = off];
        let s3 = s2 -> map { n: 2 } [batch = 10];
        let s4 = [s2, s3];
        let s5 = s4 -> attempt_look { n: 3 };
        let s6 = s5 -> gather_boom { n: 4 } [consume = 4, batch = 7];
        let s7 = [ys, s5] -> attempt_pick { n: 5 } [on_error = skip];
        let s9 = s7 -> attempt_keep { n: 6 } on p1;
        output s10 = s6 -> burst { n: 7 } [slice = 3];
        output s11 = s9 -> regroup { n: 8 } on p1 [last = drop, consume = 3, produce, on_error = skip, batch = 7];
        output s12 [buffer = 11] = s10 -> gather { n: 9 } on p0 [consume = 3];
    }
}

const GRAPH22: Graph = Graph {
    name: "G22",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s2.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Map, n: 2, id: "s3.map", skip: false, collect: None, held: 1024 },
        Op::Merge { members: &[2, 3], fork: 2 },
        Op::Node { from: 4, act: Act::Attempt, n: 3, id: "s5.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 5, takes: Some(Takes { of: 4, short: Short::Passes }), n: 4, boom: true, gives: Gives::One, id: "s6.gather_boom", skip: false },
        Op::Rounds { members: &[1, 5] },
        Op::Node { from: 7, act: Act::AttemptPick, n: 5, id: "s7.attempt_pick", skip: true, collect: None, held: 1024 },
        Op::Node { from: 8, act: Act::AttemptKeep, n: 6, id: "s9.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Burst, n: 7, id: "s10.burst", skip: false, collect: None, held: 3 },
        Op::Rated { from: 9, takes: Some(Takes { of: 3, short: Short::Drops }), n: 8, boom: false, gives: Gives::Two, id: "s11.regroup", skip: true },
        Op::Rated { from: 10, takes: Some(Takes { of: 3, short: Short::Passes }), n: 9, boom: false, gives: Gives::One, id: "s12.gather", skip: false },
    ],
    outputs: &[10, 11, 12],
};

fn start22(feeds: &mut Feeds) -> Started {
    let run = G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s10), Box::new(run.s11), Box::new(run.s12)], handle: run.handle }
}

fn unread22(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G22::new().start(G22Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G23 {
        imap p0 = threads(1);
        imap p1 = threads(2);
        imap p2 = threads(3) [batch = 9];
        input xs: V;
        let s1 = xs -> map { n: 1 } on p1;
        let s2 = xs -> attempt_burst { n: 2 } [collect = 5];
        output s3 = s2 -> attempt_look { n: 3 } on p0 [on_error = skip];
        let s4 = s1 -> gather_two { n: 4 } on p2 [consume = 2];
        let s5 = s4 -> gather_two { n: 5 } on p1 [consume = 2, batch = 9];
        let s6 = s5 -> spread { n: 6 } on p1 [produce];
        output s7 = s1 -> gather_two { n: 7 } on p1 [consume = 2];
        output s8 = (s6, s7);
    }
}

const GRAPH23: Graph = Graph {
    name: "G23",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 2, id: "s2.attempt_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Node { from: 2, act: Act::Attempt, n: 3, id: "s3.attempt_look", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 5, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s6.spread", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s7.gather_two", skip: false },
        Op::InStep { members: &[6, 7], fork: 1, many: true, group: Some((2, 4)), id: "s8.zip" },
    ],
    outputs: &[3, 7, 8],
};

fn start23(feeds: &mut Feeds) -> Started {
    let run = G23::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s7), Box::new(run.s8)], handle: run.handle }
}

fn unread23(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G23::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G24 {
        imap p0 = threads(1);
        input xs: V;
        let s1 = xs -> attempt_keep { n: 1 };
        let s2 = (s1, xs) [join = inner] -> pair { n: 2 } on p0;
        let s4 = s1 -> boom_burst { n: 3 } [slice = 4];
        output s5 = xs -> scatter { n: 4 } [produce];
        let s6 = s5 -> boom { n: 5 };
        let s7 = s6 -> attempt { n: 6 };
        let s8 = (s2, s7) [join = each] -> pair_pick { n: 7 } [buffer = 35];
        output s10 = (s4*, s8*) -> pair_boom { n: 8 } [on_error = skip, fuse = off];
        output s12 = s8 -> keep { n: 9 } [batch = 8];
    }
}

const GRAPH24: Graph = Graph {
    name: "G24",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s1.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (0, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Node { from: 2, act: Act::Map, n: 2, id: "s2.pair", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::BoomBurst, n: 3, id: "s4.boom_burst", skip: false, collect: None, held: 4 },
        Op::Rated { from: 0, takes: None, n: 4, boom: false, gives: Gives::Some, id: "s5.scatter", skip: false },
        Op::Node { from: 5, act: Act::Boom, n: 5, id: "s6.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Attempt, n: 6, id: "s7.attempt", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (7, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 8, act: Act::Pick, n: 7, id: "s8.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Star), (9, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 10, act: Act::Boom, n: 8, id: "s10.pair_boom", skip: true, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Keep, n: 9, id: "s12.keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[5, 11, 12],
};

fn start24(feeds: &mut Feeds) -> Started {
    let run = G24::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s10), Box::new(run.s12)], handle: run.handle }
}

fn unread24(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G24::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G25 {
        imap p0 = threads(3);
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        output s2 = xs -> attempt_burst { n: 1 } [slice = 1];
        output s3 = ys -> scatter { n: 2 } [produce];
        let s4 = [s3, s2] -> boom_look { n: 3 } on p0;
        let s6 = s4 -> map { n: 4 } on p1;
        output s7 = xs -> keep { n: 5 } on p0;
        output s8 = s6 -> boom_look { n: 6 } on p1;
    }
}

const GRAPH25: Graph = Graph {
    name: "G25",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 1, id: "s2.attempt_burst", skip: false, collect: None, held: 1 },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Some, id: "s3.scatter", skip: false },
        Op::Rounds { members: &[3, 2] },
        Op::Node { from: 4, act: Act::Boom, n: 3, id: "s4.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 5, act: Act::Map, n: 4, id: "s6.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Keep, n: 5, id: "s7.keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Boom, n: 6, id: "s8.boom_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2, 3, 7, 8],
};

fn start25(feeds: &mut Feeds) -> Started {
    let run = G25::new().start(G25Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s3), Box::new(run.s7), Box::new(run.s8)], handle: run.handle }
}

fn unread25(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G25::new().start(G25Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G26 {
        input xs: V;
        output s1 = xs -> attempt { n: 1 } [fuse = off];
        let s2 = s1 -> gather_two { n: 2 } [consume = 2];
        let s3 = s2 -> gather_two { n: 3 } [consume = 2];
        output s4 = s3 -> spread { n: 4 } [produce];
        let s5 = s1 -> gather_two { n: 5 } [consume = 2];
        output s6 = (s4, s5) -> pair_pick { n: 6 } [on_error = skip];
        output s8 = s4 -> attempt_burst { n: 7 };
    }
}

const GRAPH26: Graph = Graph {
    name: "G26",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Attempt, n: 1, id: "s1.attempt", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 2, boom: false, gives: Gives::One, id: "s2.gather_two", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::Rated { from: 3, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::InStep { members: &[4, 5], fork: 1, many: true, group: Some((2, 4)), id: "s6.zip" },
        Op::Node { from: 6, act: Act::Pick, n: 6, id: "s6.pair_pick", skip: true, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::AttemptBurst, n: 7, id: "s8.attempt_burst", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[1, 4, 7, 8],
};

fn start26(feeds: &mut Feeds) -> Started {
    let run = G26::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1), Box::new(run.s4), Box::new(run.s6), Box::new(run.s8)], handle: run.handle }
}

fn unread26(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G26::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G27(seen: Seen) {
        input xs: V;
        input ys: V;
        let s2 = (xs, ys) [zip = longest];
        let s3 = xs -> map { n: 1 };
        let s4 = s2 -> pair_pick { n: 2 };
        let s5 = s3 -> keep { n: 3 };
        let s6 = (s5?, s3) [join = inner];
        let s7 = s4 -> map { n: 4 };
        let s8 = (s6?, xs, s5?) [join = inner] -> trio_burst { n: 5 } [collect = 2];
        let s10 = s7 -> boom_burst { n: 6 } [collect = 2];
        output s11 = s8 -> regroup { n: 7 } [last = drop, consume = 3, produce];
        let s12 = s7 -> spread_boom { n: 8 } [produce];
        output s13 = s12 -> look { n: 9 };
        output s14 = s10 -> attempt_look { n: 10 };
        s14 -> sink_look { n: 11, seen };
    }
}

const GRAPH27: Graph = Graph {
    name: "G27",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Positions { members: &[0, 1], lengths: Lengths::Longest, id: "s2.zip" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s3.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Pick, n: 2, id: "s4.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Keep, n: 3, id: "s5.keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Question), (3, Mark::Plain)], join: Join::Inner, fork: 3 },
        Op::Node { from: 4, act: Act::Map, n: 4, id: "s7.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(6, Mark::Question), (0, Mark::Plain), (5, Mark::Question)], join: Join::Inner, fork: 0 },
        Op::Node { from: 8, act: Act::Burst, n: 5, id: "s8.trio_burst", skip: false, collect: Some(2), held: 1024 },
        Op::Node { from: 7, act: Act::BoomBurst, n: 6, id: "s10.boom_burst", skip: false, collect: Some(2), held: 1024 },
        Op::Rated { from: 9, takes: Some(Takes { of: 3, short: Short::Drops }), n: 7, boom: false, gives: Gives::Two, id: "s11.regroup", skip: false },
        Op::Rated { from: 7, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s12.spread_boom", skip: false },
        Op::Node { from: 12, act: Act::Map, n: 9, id: "s13.look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 10, act: Act::Attempt, n: 10, id: "s14.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 14, n: 11, fallible: true },
    ],
    outputs: &[11, 13, 14],
};

fn start27(feeds: &mut Feeds) -> Started {
    let run = G27::new(feeds.seen.clone()).start(G27Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s11), Box::new(run.s13), Box::new(run.s14)], handle: run.handle }
}

fn unread27(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G27::new(feeds.seen.clone()).start(G27Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G28 {
        imap p0 = threads(3) [batch = 5];
        input xs: V;
        let s1 = xs -> keep { n: 1 };
        let s2 = s1 -> gather_two { n: 2 } [consume = 2, batch = 2];
        let s3 = s2 -> gather_two { n: 3 } on p0 [consume = 2];
        let s4 = s3 -> spread { n: 4 } on p0 [produce, batch = 8];
        let s5 = s1 -> gather_two { n: 5 } [consume = 2];
        output s6 = (s4, s5);
    }
}

const GRAPH28: Graph = Graph {
    name: "G28",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Keep, n: 1, id: "s1.keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 2, boom: false, gives: Gives::One, id: "s2.gather_two", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::Rated { from: 3, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::InStep { members: &[4, 5], fork: 1, many: true, group: Some((2, 4)), id: "s6.zip" },
    ],
    outputs: &[6],
};

fn start28(feeds: &mut Feeds) -> Started {
    let run = G28::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6)], handle: run.handle }
}

fn unread28(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G28::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G29 {
        imap p0 = threads(2);
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> items { n: 1 } [on_error = skip, collect = 3];
        let s2 = s1 -> regroup { n: 2 } on p0 [last = drop, consume = 3, produce, on_error = skip];
        let s3 = s2 -> pick { n: 3 };
        let s4 = s3 -> stream { n: 4 } on p1 [slice = 4];
        let s5 = s3 -> gather { n: 5 } [consume = 3];
        let s6 = s5 -> spread { n: 6 } on p0 [produce];
        let s7 = s3 -> regroup { n: 7 } on p1 [consume = 3, produce];
        let s8 = (s6, s7);
        let s9 = s8 -> pair_keep { n: 8 } on p1;
        output s10 = s9 -> whole { n: 9 } on p0 [on_error = skip];
        output s11 = s4 -> attempt_look { n: 10 };
    }
}

const GRAPH29: Graph = Graph {
    name: "G29",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Items, n: 1, id: "s1.items", skip: true, collect: Some(3), held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Drops }), n: 2, boom: false, gives: Gives::Two, id: "s2.regroup", skip: true },
        Op::Node { from: 2, act: Act::Pick, n: 3, id: "s3.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Stream, n: 4, id: "s4.stream", skip: false, collect: None, held: 4 },
        Op::Rated { from: 3, takes: Some(Takes { of: 3, short: Short::Passes }), n: 5, boom: false, gives: Gives::One, id: "s5.gather", skip: false },
        Op::Rated { from: 5, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s6.spread", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 3, short: Short::Passes }), n: 7, boom: false, gives: Gives::Two, id: "s7.regroup", skip: false },
        Op::InStep { members: &[6, 7], fork: 3, many: true, group: None, id: "s8.zip" },
        Op::Node { from: 8, act: Act::Keep, n: 8, id: "s9.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Map, n: 9, id: "s10.whole", skip: true, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Attempt, n: 10, id: "s11.attempt_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[10, 11],
};

fn start29(feeds: &mut Feeds) -> Started {
    let run = G29::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s10), Box::new(run.s11)], handle: run.handle }
}

fn unread29(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G29::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G30 {
        imap p0 = threads(2);
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> boom_keep { n: 1 } on p1;
        let s4 = (s3, zs) [join = inner] -> pair_keep { n: 2 } on p0;
        let s6 = xs -> attempt_look { n: 3 };
        let s7 = (zs, s4?) -> pair { n: 4 } on p1;
        let s9 = (s7, s6) [zip = longest];
        output s10 = (s9, ys) [zip = longest] -> pair_keep { n: 5 };
    }
}

const GRAPH30: Graph = Graph {
    name: "G30",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 2, act: Act::BoomKeep, n: 1, id: "s3.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (2, Mark::Plain)], join: Join::Inner, fork: 2 },
        Op::Node { from: 4, act: Act::Keep, n: 2, id: "s4.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Attempt, n: 3, id: "s6.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Plain), (5, Mark::Question)], join: Join::Exact, fork: 2 },
        Op::Node { from: 7, act: Act::Map, n: 4, id: "s7.pair", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[8, 6], lengths: Lengths::Longest, id: "s9.zip" },
        Op::Positions { members: &[9, 1], lengths: Lengths::Longest, id: "s10.zip" },
        Op::Node { from: 10, act: Act::Keep, n: 5, id: "s10.pair_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[11],
};

fn start30(feeds: &mut Feeds) -> Started {
    let run = G30::new().start(G30Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s10)], handle: run.handle }
}

fn unread30(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G30::new().start(G30Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G31(seen: Seen) {
        input xs: V;
        input ys: V;
        let s2 = xs -> items { n: 1 } [slice = 2];
        let s3 = ys -> items { n: 2 } [slice = 4, batch = 3];
        let s4 = [s2, xs];
        let s5 = ys -> attempt_look { n: 3 };
        let s6 = (s3*, ys) -> pair_keep { n: 4 } [fuse = off];
        let s8 = s4 -> burst { n: 5 };
        let s9 = (s8, s3) [zip = shortest];
        let s10 = xs -> boom_keep { n: 6 };
        output s11 = (s4, s10) [join = each];
        let s12 = (s6?, ys);
        let s13 = (s12, s5) -> pair { n: 7 };
        let s15 = s9 -> pair_burst { n: 8 } [on_error = skip, slice = 3];
        output s16 = s15 -> burst { n: 9 } [slice = 2];
        s13 -> sink { n: 10, seen };
    }
}

const GRAPH31: Graph = Graph {
    name: "G31",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::Items, n: 1, id: "s2.items", skip: false, collect: None, held: 2 },
        Op::Node { from: 1, act: Act::Items, n: 2, id: "s3.items", skip: false, collect: None, held: 4 },
        Op::Merge { members: &[2, 0], fork: 0 },
        Op::Node { from: 1, act: Act::Attempt, n: 3, id: "s5.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Star), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 6, act: Act::Keep, n: 4, id: "s6.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Burst, n: 5, id: "s8.burst", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[8, 3], lengths: Lengths::Shortest, id: "s9.zip" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 6, id: "s10.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (10, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Zip { members: &[(7, Mark::Question), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Zip { members: &[(12, Mark::Plain), (5, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 13, act: Act::Map, n: 7, id: "s13.pair", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Burst, n: 8, id: "s15.pair_burst", skip: true, collect: None, held: 3 },
        Op::Node { from: 15, act: Act::Burst, n: 9, id: "s16.burst", skip: false, collect: None, held: 2 },
        Op::Sink { from: 14, n: 10, fallible: false },
    ],
    outputs: &[11, 16],
};

fn start31(feeds: &mut Feeds) -> Started {
    let run = G31::new(feeds.seen.clone()).start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s11), Box::new(run.s16)], handle: run.handle }
}

fn unread31(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G31::new(feeds.seen.clone()).start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G32 {
        imap p0 = threads(3);
        imap p2 = threads(1) [batch = 4];
        input xs: V;
        input ys: V;
        let s2 = ys -> attempt_pick { n: 1 } on p2;
        output s3 = s2 -> spread_boom { n: 2 } [produce];
        output s4 = [s2, xs] -> attempt_keep { n: 3 } on p0;
    }
}

const GRAPH32: Graph = Graph {
    name: "G32",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::AttemptPick, n: 1, id: "s2.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 2, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s3.spread_boom", skip: false },
        Op::Rounds { members: &[2, 0] },
        Op::Node { from: 4, act: Act::AttemptKeep, n: 3, id: "s4.attempt_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 5],
};

fn start32(feeds: &mut Feeds) -> Started {
    let run = G32::new().start(G32Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s4)], handle: run.handle }
}

fn unread32(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G32::new().start(G32Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G33 {
        input xs: V;
        let s1 = [xs, xs];
        let s2 = [s1, xs];
        let s3 = (s2*, s1*);
        let s4 = [xs, s2] -> map { n: 1 };
        let s6 = (s2*, xs, s4*);
        let s7 = s2 -> boom_keep { n: 2 } [on_error = skip, buffer = 9];
        output s8 = (s7*, s3) -> pair_pick { n: 3 };
        output s10 = s6 -> trio { n: 4 };
    }
}

const GRAPH33: Graph = Graph {
    name: "G33",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Merge { members: &[0, 0], fork: 0 },
        Op::Merge { members: &[1, 0], fork: 0 },
        Op::Zip { members: &[(2, Mark::Star), (1, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Merge { members: &[0, 2], fork: 0 },
        Op::Node { from: 4, act: Act::Map, n: 1, id: "s4.map", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(2, Mark::Star), (0, Mark::Plain), (5, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::BoomKeep, n: 2, id: "s7.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Zip { members: &[(7, Mark::Star), (3, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 8, act: Act::Pick, n: 3, id: "s8.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Map, n: 4, id: "s10.trio", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[9, 10],
};

fn start33(feeds: &mut Feeds) -> Started {
    let run = G33::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s8), Box::new(run.s10)], handle: run.handle }
}

fn unread33(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G33::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G34 {
        input xs: V;
        let s1 = (xs, xs) -> pair_pick { n: 1 } [fuse = off];
        output s3 = xs -> regroup { n: 2 } [last = error, consume = 3, produce, on_error = skip];
        output s4 = s1 -> gather { n: 3 } [consume = 3];
        let s5 = s4 -> spread { n: 4 } [produce];
        let s6 = s1 -> regroup { n: 5 } [consume = 3, produce];
        output s7 = (s5, s6) -> pair { n: 6 };
        let s9 = s6 -> spread { n: 7 } [produce];
        let s10 = s9 -> spread_boom { n: 8 } [produce];
        let s11 = s10 -> gather_two { n: 9 } [consume = 2];
        let s12 = s6 -> spread { n: 10 } [produce];
        output s13 = (s11, s12);
    }
}

const GRAPH34: Graph = Graph {
    name: "G34",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Zip { members: &[(0, Mark::Plain), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 1, act: Act::Pick, n: 1, id: "s1.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Fails }), n: 2, boom: false, gives: Gives::Two, id: "s3.regroup", skip: true },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 3, boom: false, gives: Gives::One, id: "s4.gather", skip: false },
        Op::Rated { from: 4, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s5.spread", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 3, short: Short::Passes }), n: 5, boom: false, gives: Gives::Two, id: "s6.regroup", skip: false },
        Op::InStep { members: &[5, 6], fork: 2, many: true, group: None, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Map, n: 6, id: "s7.pair", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 6, takes: None, n: 7, boom: false, gives: Gives::Two, id: "s9.spread", skip: false },
        Op::Rated { from: 9, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s10.spread_boom", skip: false },
        Op::Rated { from: 10, takes: Some(Takes { of: 2, short: Short::Fails }), n: 9, boom: false, gives: Gives::One, id: "s11.gather_two", skip: false },
        Op::Rated { from: 6, takes: None, n: 10, boom: false, gives: Gives::Two, id: "s12.spread", skip: false },
        Op::InStep { members: &[11, 12], fork: 6, many: true, group: None, id: "s13.zip" },
    ],
    outputs: &[3, 4, 8, 13],
};

fn start34(feeds: &mut Feeds) -> Started {
    let run = G34::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s4), Box::new(run.s7), Box::new(run.s13)], handle: run.handle }
}

fn unread34(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G34::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G35 {
        imap p2 = threads(2);
        input xs: V;
        let s1 = xs -> attempt_pick { n: 1 } on p2;
        output s2 = s1 -> boom_keep { n: 2 };
    }
}

const GRAPH35: Graph = Graph {
    name: "G35",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptPick, n: 1, id: "s1.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[2],
};

fn start35(feeds: &mut Feeds) -> Started {
    let run = G35::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread35(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G35::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G36(seen: Seen) {
        imap p0 = threads(2);
        imap p1 = threads(1);
        input xs: V;
        output s1 = xs -> scatter { n: 1 } on p0 [produce = 2];
        let s2 = xs -> gather { n: 2 } [consume = 3];
        let s3 = s2 -> spread { n: 3 } on p1 [produce, batch = 5];
        let s4 = xs -> regroup { n: 4 } [consume = 3, produce];
        let s5 = (s3, s4) -> pair_burst { n: 5 } on p1 [collect = 5];
        let s7 = s5 -> burst { n: 6 } [slice = 4, fuse = off];
        s7 -> sink { n: 7, seen } on p1;
    }
}

const GRAPH36: Graph = Graph {
    name: "G36",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Promised(2), id: "s1.scatter", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::Rated { from: 2, takes: None, n: 3, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 4, boom: false, gives: Gives::Two, id: "s4.regroup", skip: false },
        Op::InStep { members: &[3, 4], fork: 0, many: true, group: None, id: "s5.zip" },
        Op::Node { from: 5, act: Act::Burst, n: 5, id: "s5.pair_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Node { from: 6, act: Act::Burst, n: 6, id: "s7.burst", skip: false, collect: None, held: 4 },
        Op::Sink { from: 7, n: 7, fallible: false },
    ],
    outputs: &[1],
};

fn start36(feeds: &mut Feeds) -> Started {
    let run = G36::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s1)], handle: run.handle }
}

fn unread36(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G36::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G37 {
        imap p0 = threads(3);
        input xs: V;
        let s1 = xs -> gather_two { n: 1 } [consume = 2];
        let s2 = s1 -> spread_boom { n: 2 } [produce];
        let s3 = xs -> gather_boom { n: 3 } on p0 [consume = 4];
        let s4 = s3 -> spread { n: 4 } [produce];
        let s5 = s4 -> spread { n: 5 } [produce];
        let s6 = (s2, s5) -> pair_boom { n: 6 };
        let s8 = s6 -> gather_two { n: 7 } [consume = 2];
        let s9 = s8 -> spread_boom { n: 8 } on p0 [produce];
        let s10 = s6 -> gather_boom { n: 9 } on p0 [consume = 4];
        let s11 = s10 -> spread { n: 10 } [produce];
        let s12 = s11 -> spread { n: 11 } on p0 [produce];
        output s13 = (s9, s12) -> pair_look { n: 12 } on p0;
    }
}

const GRAPH37: Graph = Graph {
    name: "G37",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 1, boom: false, gives: Gives::One, id: "s1.gather_two", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s2.spread_boom", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 3, boom: true, gives: Gives::One, id: "s3.gather_boom", skip: false },
        Op::Rated { from: 3, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::Rated { from: 4, takes: None, n: 5, boom: false, gives: Gives::Two, id: "s5.spread", skip: false },
        Op::InStep { members: &[2, 5], fork: 0, many: true, group: Some((4, 4)), id: "s6.zip" },
        Op::Node { from: 6, act: Act::Boom, n: 6, id: "s6.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 7, takes: Some(Takes { of: 2, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::Rated { from: 8, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s9.spread_boom", skip: false },
        Op::Rated { from: 7, takes: Some(Takes { of: 4, short: Short::Passes }), n: 9, boom: true, gives: Gives::One, id: "s10.gather_boom", skip: false },
        Op::Rated { from: 10, takes: None, n: 10, boom: false, gives: Gives::Two, id: "s11.spread", skip: false },
        Op::Rated { from: 11, takes: None, n: 11, boom: false, gives: Gives::Two, id: "s12.spread", skip: false },
        Op::InStep { members: &[9, 12], fork: 7, many: true, group: Some((4, 4)), id: "s13.zip" },
        Op::Node { from: 13, act: Act::Map, n: 12, id: "s13.pair_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[14],
};

fn start37(feeds: &mut Feeds) -> Started {
    let run = G37::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s13)], handle: run.handle }
}

fn unread37(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G37::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G38 {
        imap p0 = threads(3);
        imap p1 = threads(2) [buffer = 15];
        imap p2 = threads(3) [batch = 2];
        input xs: V;
        let s1 = xs -> items { n: 1 } on p1 [collect = 4, batch = 1];
        let s2 = (s1, s1) -> pair_boom { n: 2 } on p1;
        let s4 = (s2, s1);
        let s5 = s4 -> pair_burst { n: 3 } on p2 [on_error = skip, slice = 3];
        let s6 = (s5, xs) [join = each] -> pair_look { n: 4 } on p0;
        let s8 = (s6, s1) [join = each] -> pair_boom { n: 5 } on p0 [buffer = 31];
        output s10 = s8 -> map { n: 6 } on p2;
        let s11 = s1 -> gather_boom { n: 7 } [consume = 4];
        let s12 = s11 -> spread_boom { n: 8 } on p2 [produce];
        let s13 = s12 -> gather_two { n: 9 } [consume = 2];
        let s14 = (s11, s13);
        output s15 = s14 -> pair_pick { n: 10 };
    }
}

const GRAPH38: Graph = Graph {
    name: "G38",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Items, n: 1, id: "s1.items", skip: false, collect: Some(4), held: 1024 },
        Op::Zip { members: &[(1, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 2, act: Act::Boom, n: 2, id: "s2.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 4, act: Act::Burst, n: 3, id: "s5.pair_burst", skip: true, collect: None, held: 3 },
        Op::Zip { members: &[(5, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 6, act: Act::Map, n: 4, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(7, Mark::Plain), (1, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 8, act: Act::Boom, n: 5, id: "s8.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Map, n: 6, id: "s10.map", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Passes }), n: 7, boom: true, gives: Gives::One, id: "s11.gather_boom", skip: false },
        Op::Rated { from: 11, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s12.spread_boom", skip: false },
        Op::Rated { from: 12, takes: Some(Takes { of: 2, short: Short::Fails }), n: 9, boom: false, gives: Gives::One, id: "s13.gather_two", skip: false },
        Op::InStep { members: &[11, 13], fork: 11, many: false, group: None, id: "s14.zip" },
        Op::Node { from: 14, act: Act::Pick, n: 10, id: "s15.pair_pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[10, 15],
};

fn start38(feeds: &mut Feeds) -> Started {
    let run = G38::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s10), Box::new(run.s15)], handle: run.handle }
}

fn unread38(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G38::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G39 {
        imap p0 = threads(2);
        input xs: V;
        let s1 = xs -> attempt_keep { n: 1 } on p0;
        let s2 = s1 -> attempt_burst { n: 2 } on p0 [collect = 3, batch = 9, buffer = 26];
        output s3 = [s1, s2] -> boom_look { n: 3 } on p0;
        output s5 = (s3, s1) [join = each] -> pair_boom { n: 4 } [on_error = skip, fuse = off];
    }
}

const GRAPH39: Graph = Graph {
    name: "G39",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 1, id: "s1.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::AttemptBurst, n: 2, id: "s2.attempt_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Merge { members: &[1, 2], fork: 1 },
        Op::Node { from: 3, act: Act::Boom, n: 3, id: "s3.boom_look", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (1, Mark::Plain)], join: Join::Each, fork: 1 },
        Op::Node { from: 5, act: Act::Boom, n: 4, id: "s5.pair_boom", skip: true, collect: None, held: 1024 },
    ],
    outputs: &[4, 6],
};

fn start39(feeds: &mut Feeds) -> Started {
    let run = G39::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s5)], handle: run.handle }
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
