//! 44 random graphs, as pipelines and as data. Written by `generate.rs` from seed 47: change that, not this.

use crate::graph::{Act, Gives, Graph, Join, Keeps, Lengths, Mark, Op, Short, Takes};
use crate::pipers::*;
use crate::read::{Feeds, Started};
use papy::pipeline;

pipeline! {
    G0 {
        imap p1 = threads(3);
        imap p2 = threads(2);
        input xs: V;
        let s1 = xs -> total_boom { n: 1 } on p1;
        let s2 = s1 -> whole { n: 2 } on p1;
        let s3 = s2 -> attempt { n: 3 };
        output s4 = s3 -> total_boom { n: 4 } on p2;
    }
}

const GRAPH0: Graph = Graph {
    name: "G0",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TotalBoom, n: 1, id: "s1.total_boom", skip: false },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s2.whole", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Attempt, n: 3, id: "s3.attempt", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 3, keeps: Keeps::TotalBoom, n: 4, id: "s4.total_boom", skip: false },
    ],
    outputs: &[4],
};

fn start0(feeds: &mut Feeds) -> Started {
    let run = G0::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s4)], handle: run.handle }
}

fn unread0(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G0::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G1 {
        imap p0 = threads(3);
        imap p1 = threads(1) [batch = 8];
        input xs: V;
        input ys: V;
        output s2 = ys -> trail_burst { n: 1 } on p1;
        let s3 = (ys, xs) [zip = longest] -> pair_mixed { n: 2 } on p0;
        let s5 = ys -> gather_two { n: 3 } on p1 [consume = 2];
        let s6 = s5 -> gather_two { n: 4 } on p0 [consume = 2];
        let s7 = ys -> gather_boom { n: 5 } [consume = 4];
        let s8 = (s6, s7) -> pair_keep { n: 6 } [buffer = 10];
        let s10 = s8 -> whole { n: 7 } on p0;
        let s11 = s10 -> attempt_look { n: 8 } on p1;
        output s12 = s11 -> gather_boom { n: 9 } on p0 [last = drop, consume = 4, on_error = skip, batch = 7];
        output s13 = s3 -> stream { n: 10 } [slice = 3];
    }
}

const GRAPH1: Graph = Graph {
    name: "G1",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Kept { from: 1, keeps: Keeps::TrailBurst, n: 1, id: "s2.trail_burst", skip: false },
        Op::Positions { members: &[1, 0], lengths: Lengths::Longest, id: "s3.zip" },
        Op::Node { from: 3, act: Act::Attempt, n: 2, id: "s3.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Passes }), n: 5, boom: true, gives: Gives::One, id: "s7.gather_boom", skip: false },
        Op::InStep { members: &[6, 7], fork: 1, many: false },
        Op::Node { from: 8, act: Act::Keep, n: 6, id: "s8.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 9, act: Act::Map, n: 7, id: "s10.whole", skip: false, collect: None, held: 1024 },
        Op::Node { from: 10, act: Act::Attempt, n: 8, id: "s11.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 11, takes: Some(Takes { of: 4, short: Short::Drops }), n: 9, boom: true, gives: Gives::One, id: "s12.gather_boom", skip: true },
        Op::Node { from: 4, act: Act::Stream, n: 10, id: "s13.stream", skip: false, collect: None, held: 3 },
    ],
    outputs: &[2, 12, 13],
};

fn start1(feeds: &mut Feeds) -> Started {
    let run = G1::new().start(G1Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s12), Box::new(run.s13)], handle: run.handle }
}

fn unread1(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G1::new().start(G1Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G2 {
        imap p0 = threads(1);
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> trail { n: 1 } on p1;
        let s2 = s1 -> scatter { n: 2 } [produce = 2, on_error = skip];
        let s3 = s2 -> items { n: 3 } [on_error = skip, collect = 5];
        let s4 = xs -> trail_burst { n: 4 } on p1;
        let s5 = xs -> pick { n: 5 };
        output s6 = (s4*, s3*, s5?);
        output s7 = xs -> keep { n: 6 } [fuse = off];
        let s8 = xs -> spread { n: 7 } on p1 [produce];
        let s9 = xs -> spread_boom { n: 8 } on p0 [produce];
        output s10 = (s8, s9);
    }
}

const GRAPH2: Graph = Graph {
    name: "G2",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Promised(2), id: "s2.scatter", skip: true },
        Op::Node { from: 2, act: Act::Items, n: 3, id: "s3.items", skip: true, collect: Some(5), held: 1024 },
        Op::Kept { from: 0, keeps: Keeps::TrailBurst, n: 4, id: "s4.trail_burst", skip: false },
        Op::Node { from: 0, act: Act::Pick, n: 5, id: "s5.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Star), (3, Mark::Star), (5, Mark::Question)], join: Join::Exact, fork: 0 },
        Op::Node { from: 0, act: Act::Keep, n: 6, id: "s7.keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: None, n: 7, boom: false, gives: Gives::Two, id: "s8.spread", skip: false },
        Op::Rated { from: 0, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s9.spread_boom", skip: false },
        Op::InStep { members: &[8, 9], fork: 0, many: true },
    ],
    outputs: &[6, 7, 10],
};

fn start2(feeds: &mut Feeds) -> Started {
    let run = G2::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s7), Box::new(run.s10)], handle: run.handle }
}

fn unread2(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G2::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G3 {
        imap p1 = threads(3) [buffer = 19];
        imap p2 = threads(3);
        input xs: V;
        let s1 = xs -> trail_attempt { n: 1 };
        let s2 = s1 -> look { n: 2 } on p1;
        let s3 = s2 -> trail_burst { n: 3 } on p2;
        let s4 = s3 -> boom_burst { n: 4 } [buffer = 41];
        let s5 = s4 -> trail { n: 5 };
        let s6 = s5 -> pick { n: 6 };
        output s7 = s6 -> trail_pick { n: 7 };
    }
}

const GRAPH3: Graph = Graph {
    name: "G3",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 1, id: "s1.trail_attempt", skip: false },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s2.look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TrailBurst, n: 3, id: "s3.trail_burst", skip: false },
        Op::Node { from: 3, act: Act::BoomBurst, n: 4, id: "s4.boom_burst", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 4, keeps: Keeps::Trail, n: 5, id: "s5.trail", skip: false },
        Op::Node { from: 5, act: Act::Pick, n: 6, id: "s6.pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 6, keeps: Keeps::TrailPick, n: 7, id: "s7.trail_pick", skip: false },
    ],
    outputs: &[7],
};

fn start3(feeds: &mut Feeds) -> Started {
    let run = G3::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s7)], handle: run.handle }
}

fn unread3(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G3::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G4 {
        input xs: V;
        let s1 = xs -> trail_look { n: 1 };
        let s2 = (xs, s1);
        let s3 = s1 -> spread { n: 2 } [produce];
        let s4 = s1 -> trail { n: 3 };
        let s5 = s3 -> burst { n: 4 } [collect = 3];
        let s6 = (s5, s2) [join = each] -> pair_pick { n: 5 };
        output s8 [buffer = 19] = s4 -> total_boom { n: 6 } [fuse = off];
        output s9 = s5 -> chained;
        let s10 = s6 -> spread_boom { n: 8 } [produce];
        output s11 = xs -> total { n: 9 } [every = 4];
        output s12 = s10 -> attempt_look { n: 10 };
    }
}

const GRAPH4: Graph = Graph {
    name: "G4",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail_look", skip: false },
        Op::Zip { members: &[(0, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::Kept { from: 1, keeps: Keeps::Trail, n: 3, id: "s4.trail", skip: false },
        Op::Node { from: 3, act: Act::Burst, n: 4, id: "s5.burst", skip: false, collect: Some(3), held: 1024 },
        Op::Zip { members: &[(5, Mark::Plain), (2, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 6, act: Act::Pick, n: 5, id: "s6.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 4, keeps: Keeps::TotalBoom, n: 6, id: "s8.total_boom", skip: false },
        Op::Kept { from: 5, keeps: Keeps::Chained, n: 7, id: "s9.chained", skip: false },
        Op::Rated { from: 7, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s10.spread_boom", skip: false },
        Op::Kept { from: 0, keeps: Keeps::Total { every: Some(4) }, n: 9, id: "s11.total", skip: false },
        Op::Node { from: 10, act: Act::Attempt, n: 10, id: "s12.attempt_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[8, 9, 11, 12],
};

fn start4(feeds: &mut Feeds) -> Started {
    let run = G4::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s8), Box::new(run.s9), Box::new(run.s11), Box::new(run.s12)], handle: run.handle }
}

fn unread4(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G4::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G5 {
        imap p0 = threads(3);
        imap p1 = threads(3) [buffer = 17];
        input xs: V;
        let s1 = xs -> regroup { n: 1 } on p0 [last = drop, consume = 3, produce, on_error = skip];
        output s2 = s1 -> spread { n: 2 } on p1 [produce];
        let s3 = xs -> spread { n: 3 } on p1 [produce];
        let s4 = s3 -> spread_boom { n: 4 } on p1 [produce];
        let s5 = s4 -> gather_two { n: 5 } on p0 [consume = 2];
        output s6 = xs -> spread { n: 6 } [produce];
        output s7 = (s5, s6);
    }
}

const GRAPH5: Graph = Graph {
    name: "G5",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Drops }), n: 1, boom: false, gives: Gives::Two, id: "s1.regroup", skip: true },
        Op::Rated { from: 1, takes: None, n: 2, boom: false, gives: Gives::Two, id: "s2.spread", skip: false },
        Op::Rated { from: 0, takes: None, n: 3, boom: false, gives: Gives::Two, id: "s3.spread", skip: false },
        Op::Rated { from: 3, takes: None, n: 4, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 0, takes: None, n: 6, boom: false, gives: Gives::Two, id: "s6.spread", skip: false },
        Op::InStep { members: &[5, 6], fork: 0, many: true },
    ],
    outputs: &[2, 6, 7],
};

fn start5(feeds: &mut Feeds) -> Started {
    let run = G5::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s6), Box::new(run.s7)], handle: run.handle }
}

fn unread5(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G5::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G6 {
        imap p0 = threads(3);
        imap p2 = threads(2);
        input xs: V;
        let s1 = xs -> attempt { n: 1 };
        let s2 = s1 -> stream { n: 2 } on p0 [slice = 2, buffer = 33];
        let s3 = (xs, s2) [join = each] -> pair_pick { n: 3 } on p0;
        let s5 = s3 -> trail_look { n: 4 };
        let s6 = (s5, s2) [join = each] -> pair_keep { n: 5 };
        let s8 = s1 -> gather_boom { n: 6 } [last = drop, consume = 4];
        let s9 = s6 -> whole { n: 7 };
        output s10 = s9 -> total_anyhow { n: 8 } on p2;
        let s11 = s8 -> spread { n: 9 } on p2 [produce];
        let s12 = s11 -> spread_boom { n: 10 } on p0 [produce, batch = 7];
        let s13 = s12 -> gather_two { n: 11 } on p0 [consume = 2];
        let s14 = s8 -> spread { n: 12 } on p2 [produce];
        output s15 = (s13, s14);
    }
}

const GRAPH6: Graph = Graph {
    name: "G6",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Attempt, n: 1, id: "s1.attempt", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Stream, n: 2, id: "s2.stream", skip: false, collect: None, held: 2 },
        Op::Zip { members: &[(0, Mark::Plain), (2, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 3, act: Act::Pick, n: 3, id: "s3.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 4, keeps: Keeps::Trail, n: 4, id: "s5.trail_look", skip: false },
        Op::Zip { members: &[(5, Mark::Plain), (2, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 6, act: Act::Keep, n: 5, id: "s6.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Drops }), n: 6, boom: true, gives: Gives::One, id: "s8.gather_boom", skip: false },
        Op::Node { from: 7, act: Act::Map, n: 7, id: "s9.whole", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 9, keeps: Keeps::TotalAnyhow, n: 8, id: "s10.total_anyhow", skip: false },
        Op::Rated { from: 8, takes: None, n: 9, boom: false, gives: Gives::Two, id: "s11.spread", skip: false },
        Op::Rated { from: 11, takes: None, n: 10, boom: true, gives: Gives::Two, id: "s12.spread_boom", skip: false },
        Op::Rated { from: 12, takes: Some(Takes { of: 2, short: Short::Fails }), n: 11, boom: false, gives: Gives::One, id: "s13.gather_two", skip: false },
        Op::Rated { from: 8, takes: None, n: 12, boom: false, gives: Gives::Two, id: "s14.spread", skip: false },
        Op::InStep { members: &[13, 14], fork: 8, many: true },
    ],
    outputs: &[10, 15],
};

fn start6(feeds: &mut Feeds) -> Started {
    let run = G6::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s10), Box::new(run.s15)], handle: run.handle }
}

fn unread6(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G6::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G7(seen: Seen) {
        imap p0 = threads(3);
        imap p1 = threads(2) [strict];
        input xs: V;
        input ys: V;
        input zs: V;
        output s3 = xs -> boom { n: 1 } on p0;
        let s4 = xs -> attempt_burst { n: 2 } on p0 [collect = 3];
        let s5 = (xs, s4) [join = each] -> pair_pick { n: 3 };
        let s7 = ys -> attempt_keep { n: 4 } on p1 [on_error = skip];
        output s8 = s5 -> trail_burst { n: 5 } on p1;
        let s9 = s5 -> boom { n: 6 } [fuse = off];
        let s10 = s7 -> spread_boom { n: 7 } on p0 [produce, batch = 1];
        let s11 = s10 -> gather_two { n: 8 } [consume = 2];
        let s12 = (s7, s11) -> pair_look { n: 9 };
        let s14 = (s10, s5) [zip = shortest];
        output s15 = (zs, s14) [zip = longest] -> pair_keep { n: 10 } [batch = 8];
        s9 -> sink_look { n: 11, seen } on p0;
        s12 -> sink_look { n: 12, seen };
    }
}

const GRAPH7: Graph = Graph {
    name: "G7",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s3.boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 2, id: "s4.attempt_burst", skip: false, collect: Some(3), held: 1024 },
        Op::Zip { members: &[(0, Mark::Plain), (4, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 5, act: Act::Pick, n: 3, id: "s5.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::AttemptKeep, n: 4, id: "s7.attempt_keep", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 6, keeps: Keeps::TrailBurst, n: 5, id: "s8.trail_burst", skip: false },
        Op::Node { from: 6, act: Act::Boom, n: 6, id: "s9.boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 7, takes: None, n: 7, boom: true, gives: Gives::Two, id: "s10.spread_boom", skip: false },
        Op::Rated { from: 10, takes: Some(Takes { of: 2, short: Short::Fails }), n: 8, boom: false, gives: Gives::One, id: "s11.gather_two", skip: false },
        Op::InStep { members: &[7, 11], fork: 7, many: false },
        Op::Node { from: 12, act: Act::Map, n: 9, id: "s12.pair_look", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[10, 6], lengths: Lengths::Shortest, id: "s14.zip" },
        Op::Positions { members: &[2, 14], lengths: Lengths::Longest, id: "s15.zip" },
        Op::Node { from: 15, act: Act::Keep, n: 10, id: "s15.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 9, n: 11, fallible: true },
        Op::Sink { from: 13, n: 12, fallible: true },
    ],
    outputs: &[3, 8, 16],
};

fn start7(feeds: &mut Feeds) -> Started {
    let run = G7::new(feeds.seen.clone()).start(G7Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s8), Box::new(run.s15)], handle: run.handle }
}

fn unread7(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G7::new(feeds.seen.clone()).start(G7Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G8(seen: Seen) {
        imap p0 = threads(2);
        input xs: V;
        let s1 = xs -> spread { n: 1 } [produce];
        let s2 = xs -> spread_boom { n: 2 } on p0 [produce];
        let s3 = (s1, s2);
        let s4 = [s2, xs, s1];
        let s5 = s4 -> pick { n: 3 };
        output s6 = s1 -> gather { n: 4 } on p0 [last = error, consume = 3];
        let s7 = (s5*, s4*, s3*) -> trio_keep { n: 5 };
        let s9 = (s7, s4) [join = each] -> pair { n: 6 };
        output s11 = (s5*, s9*);
        output s12 = s2 -> trail { n: 7 } on p0;
        let s13 = s1 -> trail_pick { n: 8 } on p0;
        output s14 = s9 -> look { n: 9 } on p0;
        s13 -> sink { n: 10, seen };
        s14 -> sink { n: 11, seen };
    }
}

const GRAPH8: Graph = Graph {
    name: "G8",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Two, id: "s1.spread", skip: false },
        Op::Rated { from: 0, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s2.spread_boom", skip: false },
        Op::InStep { members: &[1, 2], fork: 0, many: true },
        Op::Merge { members: &[2, 0, 1], fork: 0 },
        Op::Node { from: 4, act: Act::Pick, n: 3, id: "s5.pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s6.gather", skip: false },
        Op::Zip { members: &[(5, Mark::Star), (4, Mark::Star), (3, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 7, act: Act::Keep, n: 5, id: "s7.trio_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(8, Mark::Plain), (4, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 9, act: Act::Map, n: 6, id: "s9.pair", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Star), (10, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Kept { from: 2, keeps: Keeps::Trail, n: 7, id: "s12.trail", skip: false },
        Op::Kept { from: 1, keeps: Keeps::TrailPick, n: 8, id: "s13.trail_pick", skip: false },
        Op::Node { from: 10, act: Act::Map, n: 9, id: "s14.look", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 13, n: 10, fallible: false },
        Op::Sink { from: 14, n: 11, fallible: false },
    ],
    outputs: &[6, 11, 12, 14],
};

fn start8(feeds: &mut Feeds) -> Started {
    let run = G8::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s11), Box::new(run.s12), Box::new(run.s14)], handle: run.handle }
}

fn unread8(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G8::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G9 {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> chained;
        let s4 = ys -> trail { n: 2 } [fuse = off];
        let s5 = [s4, xs] -> attempt_keep { n: 3 };
        output s7 = (s4, ys);
        let s8 = s5 -> scatter { n: 4 } [produce = 2];
        output s9 = (s3, s3, s3) -> trio_burst { n: 5 } [collect = 5];
        let s11 = s8 -> chained;
        let s12 = zs -> spread { n: 7 } [produce];
        let s13 = s12 -> spread_boom { n: 8 } [produce];
        let s14 = s13 -> gather_two { n: 9 } [consume = 2];
        let s15 = zs -> spread { n: 10 } [produce];
        let s16 = (s14, s15) -> pair { n: 11 };
        output s18 = (s16, s11) [zip = shortest];
    }
}

const GRAPH9: Graph = Graph {
    name: "G9",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Kept { from: 2, keeps: Keeps::Chained, n: 1, id: "s3.chained", skip: false },
        Op::Kept { from: 1, keeps: Keeps::Trail, n: 2, id: "s4.trail", skip: false },
        Op::Rounds { members: &[4, 0] },
        Op::Node { from: 5, act: Act::AttemptKeep, n: 3, id: "s5.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Rated { from: 6, takes: None, n: 4, boom: false, gives: Gives::Promised(2), id: "s8.scatter", skip: false },
        Op::Zip { members: &[(3, Mark::Plain), (3, Mark::Plain), (3, Mark::Plain)], join: Join::Exact, fork: 3 },
        Op::Node { from: 9, act: Act::Burst, n: 5, id: "s9.trio_burst", skip: false, collect: Some(5), held: 1024 },
        Op::Kept { from: 8, keeps: Keeps::Chained, n: 6, id: "s11.chained", skip: false },
        Op::Rated { from: 2, takes: None, n: 7, boom: false, gives: Gives::Two, id: "s12.spread", skip: false },
        Op::Rated { from: 12, takes: None, n: 8, boom: true, gives: Gives::Two, id: "s13.spread_boom", skip: false },
        Op::Rated { from: 13, takes: Some(Takes { of: 2, short: Short::Fails }), n: 9, boom: false, gives: Gives::One, id: "s14.gather_two", skip: false },
        Op::Rated { from: 2, takes: None, n: 10, boom: false, gives: Gives::Two, id: "s15.spread", skip: false },
        Op::InStep { members: &[14, 15], fork: 2, many: true },
        Op::Node { from: 16, act: Act::Map, n: 11, id: "s16.pair", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[17, 11], lengths: Lengths::Shortest, id: "s18.zip" },
    ],
    outputs: &[7, 10, 18],
};

fn start9(feeds: &mut Feeds) -> Started {
    let run = G9::new().start(G9Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s9), Box::new(run.s18)], handle: run.handle }
}

fn unread9(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G9::new().start(G9Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G10 {
        imap p1 = threads(2) [strict];
        imap p2 = threads(3);
        input xs: V;
        input ys: V;
        input zs: V;
        output s3 = xs -> scatter { n: 1 } [produce = 2];
        let s4 = ys -> regroup { n: 2 } on p1 [last = drop, consume = 3, produce];
        output s5 = s3 -> total_merged { n: 3 };
        let s6 = zs -> keep { n: 4 } on p2 [buffer = 24];
        let s7 = (s6, s4) [zip = longest];
        output s8 = (s7, s5) [zip = longest];
    }
}

const GRAPH10: Graph = Graph {
    name: "G10",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Promised(2), id: "s3.scatter", skip: false },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Drops }), n: 2, boom: false, gives: Gives::Two, id: "s4.regroup", skip: false },
        Op::Kept { from: 3, keeps: Keeps::Total { every: None }, n: 3, id: "s5.total_merged", skip: false },
        Op::Node { from: 2, act: Act::Keep, n: 4, id: "s6.keep", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[6, 4], lengths: Lengths::Longest, id: "s7.zip" },
        Op::Positions { members: &[7, 5], lengths: Lengths::Longest, id: "s8.zip" },
    ],
    outputs: &[3, 5, 8],
};

fn start10(feeds: &mut Feeds) -> Started {
    let run = G10::new().start(G10Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s5), Box::new(run.s8)], handle: run.handle }
}

fn unread10(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G10::new().start(G10Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G11 {
        imap p2 = threads(2);
        input xs: V;
        let s1 = xs -> spread { n: 1 } [produce, batch = 6];
        let s2 = s1 -> spread_boom { n: 2 } [produce, batch = 3];
        let s3 = s2 -> gather_two { n: 3 } on p2 [consume = 2];
        let s4 = xs -> spread { n: 4 } on p2 [produce, batch = 3];
        output s5 [buffer = 23] = (s3, s4);
        output s6 = s4 -> scatter { n: 5 } [produce];
    }
}

const GRAPH11: Graph = Graph {
    name: "G11",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Two, id: "s1.spread", skip: false },
        Op::Rated { from: 1, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s2.spread_boom", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::Rated { from: 0, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::InStep { members: &[3, 4], fork: 0, many: true },
        Op::Rated { from: 4, takes: None, n: 5, boom: false, gives: Gives::Some, id: "s6.scatter", skip: false },
    ],
    outputs: &[5, 6],
};

fn start11(feeds: &mut Feeds) -> Started {
    let run = G11::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6)], handle: run.handle }
}

fn unread11(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G11::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G12 {
        imap p0 = threads(3);
        input xs: V;
        let s1 = xs -> attempt { n: 1 } [buffer = 40];
        output s2 = s1 -> gather_boom { n: 2 } on p0 [last = error, consume = 4];
    }
}

const GRAPH12: Graph = Graph {
    name: "G12",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Attempt, n: 1, id: "s1.attempt", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 4, short: Short::Fails }), n: 2, boom: true, gives: Gives::One, id: "s2.gather_boom", skip: false },
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
        input xs: V;
        let s1 = xs -> stream { n: 1 } [collect = 2];
        let s2 = s1 -> boom_keep { n: 2 } [on_error = skip];
        output s3 = s2 -> attempt_keep { n: 3 };
    }
}

const GRAPH13: Graph = Graph {
    name: "G13",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Stream, n: 1, id: "s1.stream", skip: false, collect: Some(2), held: 1024 },
        Op::Node { from: 1, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::AttemptKeep, n: 3, id: "s3.attempt_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3],
};

fn start13(feeds: &mut Feeds) -> Started {
    let run = G13::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread13(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G13::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G14 {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = xs -> trail_attempt { n: 1 };
        let s4 = zs -> spread_boom { n: 2 } [produce];
        let s5 = s4 -> gather_two { n: 3 } [consume = 2];
        let s6 = (zs, s5) -> pair { n: 4 } [on_error = skip];
        let s8 = [s6, s3] -> boom_keep { n: 5 };
        output s10 = [ys, s8] -> keep { n: 6 };
    }
}

const GRAPH14: Graph = Graph {
    name: "G14",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 1, id: "s3.trail_attempt", skip: false },
        Op::Rated { from: 2, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::InStep { members: &[2, 5], fork: 2, many: false },
        Op::Node { from: 6, act: Act::Map, n: 4, id: "s6.pair", skip: true, collect: None, held: 1024 },
        Op::Rounds { members: &[7, 3] },
        Op::Node { from: 8, act: Act::BoomKeep, n: 5, id: "s8.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[1, 9] },
        Op::Node { from: 10, act: Act::Keep, n: 6, id: "s10.keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[11],
};

fn start14(feeds: &mut Feeds) -> Started {
    let run = G14::new().start(G14Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s10)], handle: run.handle }
}

fn unread14(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G14::new().start(G14Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G15 {
        input xs: V;
        let s1 = xs -> scatter { n: 1 } [produce];
        let s2 = s1 -> items { n: 2 } [collect = 2];
        let s3 = (s2*, s1);
        let s4 = s2 -> stream { n: 3 } [collect = 5];
        output s5 = (s4*, s3) -> pair_boom { n: 4 };
        let s7 = xs -> gather_two { n: 5 } [consume = 2];
        let s8 = s7 -> gather_two { n: 6 } [consume = 2];
        output s9 = xs -> gather_boom { n: 7 } [consume = 4, batch = 3];
        output s10 = (s8, s9);
    }
}

const GRAPH15: Graph = Graph {
    name: "G15",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Some, id: "s1.scatter", skip: false },
        Op::Node { from: 1, act: Act::Items, n: 2, id: "s2.items", skip: false, collect: Some(2), held: 1024 },
        Op::Zip { members: &[(2, Mark::Star), (1, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 2, act: Act::Stream, n: 3, id: "s4.stream", skip: false, collect: Some(5), held: 1024 },
        Op::Zip { members: &[(4, Mark::Star), (3, Mark::Plain)], join: Join::Exact, fork: 1 },
        Op::Node { from: 5, act: Act::Boom, n: 4, id: "s5.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s7.gather_two", skip: false },
        Op::Rated { from: 7, takes: Some(Takes { of: 2, short: Short::Fails }), n: 6, boom: false, gives: Gives::One, id: "s8.gather_two", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 7, boom: true, gives: Gives::One, id: "s9.gather_boom", skip: false },
        Op::InStep { members: &[8, 9], fork: 0, many: false },
    ],
    outputs: &[6, 9, 10],
};

fn start15(feeds: &mut Feeds) -> Started {
    let run = G15::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s9), Box::new(run.s10)], handle: run.handle }
}

fn unread15(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G15::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G16(seen: Seen) {
        input xs: V;
        input ys: V;
        let s2 = [xs, ys];
        let s3 = s2 -> attempt_keep { n: 1 };
        let s4 = s3 -> map { n: 2 };
        output s5 = s4 -> total_anyhow { n: 3 };
        let s6 = s3 -> gather_two { n: 4 } [consume = 2];
        s6 -> sink { n: 5, seen };
    }
}

const GRAPH16: Graph = Graph {
    name: "G16",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rounds { members: &[0, 1] },
        Op::Node { from: 2, act: Act::AttemptKeep, n: 1, id: "s3.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Map, n: 2, id: "s4.map", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 4, keeps: Keeps::TotalAnyhow, n: 3, id: "s5.total_anyhow", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Sink { from: 6, n: 5, fallible: false },
    ],
    outputs: &[5],
};

fn start16(feeds: &mut Feeds) -> Started {
    let run = G16::new(feeds.seen.clone()).start(G16Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5)], handle: run.handle }
}

fn unread16(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G16::new(feeds.seen.clone()).start(G16Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G17(seen: Seen) {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> pick { n: 1 };
        let s4 = xs -> scatter { n: 2 } [produce];
        output s5 = xs -> attempt { n: 3 };
        output s6 = ys -> attempt { n: 4 } [on_error = skip];
        output s7 = s4 -> total_merged { n: 5 };
        let s8 = s3 -> trail { n: 6 };
        output s9 [buffer = 59] = s8 -> scatter { n: 7 } [produce];
        let s10 = (s8, s3) -> pair_look { n: 8 };
        let s12 = (zs, s4) [zip = longest];
        let s13 = (ys, s12) [zip = shortest] -> pair_boom { n: 9 };
        s10 -> sink { n: 10, seen };
        s13 -> sink { n: 11, seen };
    }
}

const GRAPH17: Graph = Graph {
    name: "G17",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 2, act: Act::Pick, n: 1, id: "s3.pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: None, n: 2, boom: false, gives: Gives::Some, id: "s4.scatter", skip: false },
        Op::Node { from: 0, act: Act::Attempt, n: 3, id: "s5.attempt", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Attempt, n: 4, id: "s6.attempt", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 4, keeps: Keeps::Total { every: None }, n: 5, id: "s7.total_merged", skip: false },
        Op::Kept { from: 3, keeps: Keeps::Trail, n: 6, id: "s8.trail", skip: false },
        Op::Rated { from: 8, takes: None, n: 7, boom: false, gives: Gives::Some, id: "s9.scatter", skip: false },
        Op::Zip { members: &[(8, Mark::Plain), (3, Mark::Plain)], join: Join::Exact, fork: 3 },
        Op::Node { from: 10, act: Act::Map, n: 8, id: "s10.pair_look", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[2, 4], lengths: Lengths::Longest, id: "s12.zip" },
        Op::Positions { members: &[1, 12], lengths: Lengths::Shortest, id: "s13.zip" },
        Op::Node { from: 13, act: Act::Boom, n: 9, id: "s13.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 11, n: 10, fallible: false },
        Op::Sink { from: 14, n: 11, fallible: false },
    ],
    outputs: &[5, 6, 7, 9],
};

fn start17(feeds: &mut Feeds) -> Started {
    let run = G17::new(feeds.seen.clone()).start(G17Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6), Box::new(run.s7), Box::new(run.s9)], handle: run.handle }
}

fn unread17(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G17::new(feeds.seen.clone()).start(G17Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G18 {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = (xs, ys) [zip = longest];
        let s4 = zs -> spread_boom { n: 1 } [produce];
        let s5 = s4 -> gather_two { n: 2 } [consume = 2];
        output s6 = (zs, s5) -> pair_pick { n: 3 } [batch = 8];
        output s8 = (s3, s4) [zip = longest];
    }
}

const GRAPH18: Graph = Graph {
    name: "G18",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Positions { members: &[0, 1], lengths: Lengths::Longest, id: "s3.zip" },
        Op::Rated { from: 2, takes: None, n: 1, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 4, takes: Some(Takes { of: 2, short: Short::Fails }), n: 2, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::InStep { members: &[2, 5], fork: 2, many: false },
        Op::Node { from: 6, act: Act::Pick, n: 3, id: "s6.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[3, 4], lengths: Lengths::Longest, id: "s8.zip" },
    ],
    outputs: &[7, 8],
};

fn start18(feeds: &mut Feeds) -> Started {
    let run = G18::new().start(G18Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s8)], handle: run.handle }
}

fn unread18(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G18::new().start(G18Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G19(seen: Seen) {
        imap p0 = threads(1);
        imap p1 = threads(2);
        imap p2 = threads(3) [batch = 1];
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = ys -> items { n: 1 } on p0 [slice = 2, buffer = 43];
        let s4 = s3 -> look { n: 2 } [fuse = off, batch = 12];
        let s5 = zs -> gather_two { n: 3 } on p2 [consume = 2];
        let s6 = s5 -> gather_two { n: 4 } on p0 [consume = 2];
        let s7 = zs -> gather_boom { n: 5 } on p0 [consume = 4];
        let s8 = (s6, s7) -> pair { n: 6 };
        let s10 = xs -> trail_look { n: 7 } on p1 [fuse = off];
        let s11 = [s10, s4] -> attempt_pick { n: 8 };
        output s13 = (s11, s8) [zip = longest];
        let s14 = s10 -> attempt { n: 9 } [fuse = off];
        output s15 = s4 -> keep { n: 10 } on p0;
        s14 -> sink_look { n: 11, seen };
    }
}

const GRAPH19: Graph = Graph {
    name: "G19",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 1, act: Act::Items, n: 1, id: "s3.items", skip: false, collect: None, held: 2 },
        Op::Node { from: 3, act: Act::Map, n: 2, id: "s4.look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 2, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 4, short: Short::Passes }), n: 5, boom: true, gives: Gives::One, id: "s7.gather_boom", skip: false },
        Op::InStep { members: &[6, 7], fork: 2, many: false },
        Op::Node { from: 8, act: Act::Map, n: 6, id: "s8.pair", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 7, id: "s10.trail_look", skip: false },
        Op::Rounds { members: &[10, 4] },
        Op::Node { from: 11, act: Act::AttemptPick, n: 8, id: "s11.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[12, 9], lengths: Lengths::Longest, id: "s13.zip" },
        Op::Node { from: 10, act: Act::Attempt, n: 9, id: "s14.attempt", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Keep, n: 10, id: "s15.keep", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 14, n: 11, fallible: true },
    ],
    outputs: &[13, 15],
};

fn start19(feeds: &mut Feeds) -> Started {
    let run = G19::new(feeds.seen.clone()).start(G19Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s13), Box::new(run.s15)], handle: run.handle }
}

fn unread19(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G19::new(feeds.seen.clone()).start(G19Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G20 {
        imap p0 = threads(3);
        input xs: V;
        input ys: V;
        input zs: V;
        output s3 = zs -> map { n: 1 } on p0;
        let s4 = xs -> look { n: 2 } [fuse = off];
        let s5 = [zs, s4] -> attempt_pick { n: 3 } on p0 [batch = 8];
        output s7 = (s5, ys) -> pair_pick { n: 4 } on p0 [fuse = off];
    }
}

const GRAPH20: Graph = Graph {
    name: "G20",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 2, act: Act::Map, n: 1, id: "s3.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::Map, n: 2, id: "s4.look", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[2, 4] },
        Op::Node { from: 5, act: Act::AttemptPick, n: 3, id: "s5.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[6, 1], lengths: Lengths::Strict, id: "s7.zip" },
        Op::Node { from: 7, act: Act::Pick, n: 4, id: "s7.pair_pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 8],
};

fn start20(feeds: &mut Feeds) -> Started {
    let run = G20::new().start(G20Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s7)], handle: run.handle }
}

fn unread20(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G20::new().start(G20Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G21 {
        imap p0 = threads(3);
        imap p1 = threads(2) [batch = 1];
        input xs: V;
        input ys: V;
        let s2 = ys -> gather { n: 1 } on p0 [last = drop, consume = 3];
        let s3 = xs -> scatter { n: 2 } [produce = 2, batch = 2];
        let s4 = (s3, xs) [join = each] -> pair_keep { n: 3 };
        let s6 = s2 -> items { n: 4 };
        output s7 [buffer = 60] = (s6, s2) [join = each] -> pair { n: 5 } on p1;
        output s9 = (s6, s4) -> pair_look { n: 6 };
    }
}

const GRAPH21: Graph = Graph {
    name: "G21",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Drops }), n: 1, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::Rated { from: 0, takes: None, n: 2, boom: false, gives: Gives::Promised(2), id: "s3.scatter", skip: false },
        Op::Zip { members: &[(3, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Node { from: 4, act: Act::Keep, n: 3, id: "s4.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Items, n: 4, id: "s6.items", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(6, Mark::Plain), (2, Mark::Plain)], join: Join::Each, fork: 2 },
        Op::Node { from: 7, act: Act::Map, n: 5, id: "s7.pair", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[6, 5], lengths: Lengths::Strict, id: "s9.zip" },
        Op::Node { from: 9, act: Act::Map, n: 6, id: "s9.pair_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[8, 10],
};

fn start21(feeds: &mut Feeds) -> Started {
    let run = G21::new().start(G21Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s7), Box::new(run.s9)], handle: run.handle }
}

fn unread21(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G21::new().start(G21Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G22 {
        imap p0 = threads(2) [strict];
        imap p2 = threads(3);
        input xs: V;
        let s1 = xs -> total_boom { n: 1 } on p0;
        let s2 = s1 -> whole { n: 2 } on p2 [fuse = off];
        output s3 = s2 -> stream { n: 3 } [collect = 4];
    }
}

const GRAPH22: Graph = Graph {
    name: "G22",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TotalBoom, n: 1, id: "s1.total_boom", skip: false },
        Op::Node { from: 1, act: Act::Map, n: 2, id: "s2.whole", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Stream, n: 3, id: "s3.stream", skip: false, collect: Some(4), held: 1024 },
    ],
    outputs: &[3],
};

fn start22(feeds: &mut Feeds) -> Started {
    let run = G22::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3)], handle: run.handle }
}

fn unread22(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G22::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G23 {
        imap p0 = threads(3);
        imap p1 = threads(2);
        imap p2 = threads(1);
        input xs: V;
        let s1 = xs -> gather { n: 1 } [consume = 3];
        let s2 = xs -> gather { n: 2 } on p1 [consume = 3];
        output s3 = (s1, s2);
        output s4 = s1 -> items { n: 3 } on p0 [slice = 1];
        let s5 = s4 -> boom_keep { n: 4 } on p2 [on_error = skip];
        let s6 = s4 -> attempt_pick { n: 5 } on p2;
        let s7 = s5 -> trail_look { n: 6 } on p0;
        let s8 = s5 -> trail_look { n: 7 } on p0;
        output s9 = (s6?, s7?);
        let s10 = s8 -> gather { n: 8 } on p2 [consume = 3, on_error = skip];
        output s11 = s10 -> trail_attempt { n: 9 };
    }
}

const GRAPH23: Graph = Graph {
    name: "G23",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 1, boom: false, gives: Gives::One, id: "s1.gather", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::One, id: "s2.gather", skip: false },
        Op::InStep { members: &[1, 2], fork: 0, many: false },
        Op::Node { from: 1, act: Act::Items, n: 3, id: "s4.items", skip: false, collect: None, held: 1 },
        Op::Node { from: 4, act: Act::BoomKeep, n: 4, id: "s5.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::AttemptPick, n: 5, id: "s6.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 5, keeps: Keeps::Trail, n: 6, id: "s7.trail_look", skip: false },
        Op::Kept { from: 5, keeps: Keeps::Trail, n: 7, id: "s8.trail_look", skip: false },
        Op::Zip { members: &[(6, Mark::Question), (7, Mark::Question)], join: Join::Exact, fork: 4 },
        Op::Rated { from: 8, takes: Some(Takes { of: 3, short: Short::Passes }), n: 8, boom: false, gives: Gives::One, id: "s10.gather", skip: true },
        Op::Kept { from: 10, keeps: Keeps::TrailAttempt, n: 9, id: "s11.trail_attempt", skip: false },
    ],
    outputs: &[3, 4, 9, 11],
};

fn start23(feeds: &mut Feeds) -> Started {
    let run = G23::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s4), Box::new(run.s9), Box::new(run.s11)], handle: run.handle }
}

fn unread23(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G23::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G24 {
        input xs: V;
        input ys: V;
        let s2 = xs -> boom_burst { n: 1 } [slice = 3];
        output s3 [buffer = 32] = ys -> pick { n: 2 };
        let s4 = s2 -> trail_attempt { n: 3 };
        output s5 = [s3, ys] -> items { n: 4 } [slice = 2];
        let s7 = s4 -> attempt_pick { n: 5 };
        let s8 = s7 -> map { n: 6 };
        output s9 = s2 -> attempt_keep { n: 7 };
        output s10 [buffer = 39] = [ys, s8] -> attempt_keep { n: 8 };
    }
}

const GRAPH24: Graph = Graph {
    name: "G24",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::BoomBurst, n: 1, id: "s2.boom_burst", skip: false, collect: None, held: 3 },
        Op::Node { from: 1, act: Act::Pick, n: 2, id: "s3.pick", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TrailAttempt, n: 3, id: "s4.trail_attempt", skip: false },
        Op::Merge { members: &[3, 1], fork: 1 },
        Op::Node { from: 5, act: Act::Items, n: 4, id: "s5.items", skip: false, collect: None, held: 2 },
        Op::Node { from: 4, act: Act::AttemptPick, n: 5, id: "s7.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 7, act: Act::Map, n: 6, id: "s8.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::AttemptKeep, n: 7, id: "s9.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[1, 8] },
        Op::Node { from: 10, act: Act::AttemptKeep, n: 8, id: "s10.attempt_keep", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 6, 9, 11],
};

fn start24(feeds: &mut Feeds) -> Started {
    let run = G24::new().start(G24Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s5), Box::new(run.s9), Box::new(run.s10)], handle: run.handle }
}

fn unread24(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G24::new().start(G24Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G25(seen: Seen) {
        imap p0 = threads(1) [buffer = 32];
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = xs -> attempt_pick { n: 1 } on p0 [on_error = skip, fuse = off];
        let s4 = s3 -> trail { n: 2 } on p0;
        output s5 [buffer = 21] = zs -> trail_pick { n: 3 } on p0;
        output s6 = zs -> attempt_burst { n: 4 } [on_error = skip, collect = 2];
        let s7 = s6 -> scatter { n: 5 } on p0 [produce = 2, on_error = skip];
        let s8 = [s7, ys] -> boom { n: 6 };
        let s10 = (s8, s4) -> pair_boom { n: 7 };
        s10 -> sink_look { n: 8, seen } on p0;
    }
}

const GRAPH25: Graph = Graph {
    name: "G25",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 0, act: Act::AttemptPick, n: 1, id: "s3.attempt_pick", skip: true, collect: None, held: 1024 },
        Op::Kept { from: 3, keeps: Keeps::Trail, n: 2, id: "s4.trail", skip: false },
        Op::Kept { from: 2, keeps: Keeps::TrailPick, n: 3, id: "s5.trail_pick", skip: false },
        Op::Node { from: 2, act: Act::AttemptBurst, n: 4, id: "s6.attempt_burst", skip: true, collect: Some(2), held: 1024 },
        Op::Rated { from: 6, takes: None, n: 5, boom: false, gives: Gives::Promised(2), id: "s7.scatter", skip: true },
        Op::Rounds { members: &[7, 1] },
        Op::Node { from: 8, act: Act::Boom, n: 6, id: "s8.boom", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[9, 4], lengths: Lengths::Strict, id: "s10.zip" },
        Op::Node { from: 10, act: Act::Boom, n: 7, id: "s10.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 11, n: 8, fallible: true },
    ],
    outputs: &[5, 6],
};

fn start25(feeds: &mut Feeds) -> Started {
    let run = G25::new(feeds.seen.clone()).start(G25Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6)], handle: run.handle }
}

fn unread25(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G25::new(feeds.seen.clone()).start(G25Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G26 {
        imap p1 = threads(1);
        input xs: V;
        let s1 = xs -> boom_look { n: 1 } on p1 [batch = 10];
        let s2 = s1 -> stream { n: 2 } [collect = 2];
        let s3 = s2 -> trail_pick { n: 3 } on p1;
        let s4 = s3 -> map { n: 4 };
        output s5 = s4 -> stream { n: 5 } on p1 [on_error = skip, slice = 4];
    }
}

const GRAPH26: Graph = Graph {
    name: "G26",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Boom, n: 1, id: "s1.boom_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::Stream, n: 2, id: "s2.stream", skip: false, collect: Some(2), held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::TrailPick, n: 3, id: "s3.trail_pick", skip: false },
        Op::Node { from: 3, act: Act::Map, n: 4, id: "s4.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Stream, n: 5, id: "s5.stream", skip: true, collect: None, held: 4 },
    ],
    outputs: &[5],
};

fn start26(feeds: &mut Feeds) -> Started {
    let run = G26::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5)], handle: run.handle }
}

fn unread26(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G26::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G27 {
        imap p0 = threads(3) [batch = 8];
        imap p1 = threads(1);
        imap p2 = threads(2);
        input xs: V;
        let s1 = xs -> trail_look { n: 1 } on p2;
        let s2 = s1 -> boom_keep { n: 2 };
        let s3 = s2 -> total_merged { n: 3 } on p2;
        let s4 = s3 -> whole { n: 4 } on p1;
        let s5 = (s4, s3) -> pair_burst { n: 5 } on p2 [collect = 4];
        let s7 = s5 -> pick { n: 6 } on p0;
        let s8 = s7 -> spread { n: 7 } on p0 [produce];
        output s9 = s8 -> total_boom { n: 8 } on p0;
        let s10 = s5 -> spread { n: 9 } on p2 [produce];
        let s11 = s5 -> spread_boom { n: 10 } on p2 [produce];
        output s12 = (s10, s11);
    }
}

const GRAPH27: Graph = Graph {
    name: "G27",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 1, id: "s1.trail_look", skip: false },
        Op::Node { from: 1, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::Total { every: None }, n: 3, id: "s3.total_merged", skip: false },
        Op::Node { from: 3, act: Act::Map, n: 4, id: "s4.whole", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(4, Mark::Plain), (3, Mark::Plain)], join: Join::Exact, fork: 3 },
        Op::Node { from: 5, act: Act::Burst, n: 5, id: "s5.pair_burst", skip: false, collect: Some(4), held: 1024 },
        Op::Node { from: 6, act: Act::Pick, n: 6, id: "s7.pick", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 7, takes: None, n: 7, boom: false, gives: Gives::Two, id: "s8.spread", skip: false },
        Op::Kept { from: 8, keeps: Keeps::TotalBoom, n: 8, id: "s9.total_boom", skip: false },
        Op::Rated { from: 6, takes: None, n: 9, boom: false, gives: Gives::Two, id: "s10.spread", skip: false },
        Op::Rated { from: 6, takes: None, n: 10, boom: true, gives: Gives::Two, id: "s11.spread_boom", skip: false },
        Op::InStep { members: &[10, 11], fork: 6, many: true },
    ],
    outputs: &[9, 12],
};

fn start27(feeds: &mut Feeds) -> Started {
    let run = G27::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s12)], handle: run.handle }
}

fn unread27(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G27::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G28 {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = xs -> gather_two { n: 1 } [consume = 2];
        let s4 = s3 -> gather_two { n: 2 } [consume = 2];
        let s5 = xs -> gather_boom { n: 3 } [consume = 4];
        output s6 = (s4, s5);
        let s7 = ys -> trail { n: 4 };
        let s8 = (s7, xs) -> pair_keep { n: 5 };
        let s10 = zs -> trail_look { n: 6 };
        output s11 = (s8, s10) [zip = longest] -> pair_look { n: 7 };
    }
}

const GRAPH28: Graph = Graph {
    name: "G28",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Fails }), n: 1, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 2, boom: false, gives: Gives::One, id: "s4.gather_two", skip: false },
        Op::Rated { from: 0, takes: Some(Takes { of: 4, short: Short::Passes }), n: 3, boom: true, gives: Gives::One, id: "s5.gather_boom", skip: false },
        Op::InStep { members: &[4, 5], fork: 0, many: false },
        Op::Kept { from: 1, keeps: Keeps::Trail, n: 4, id: "s7.trail", skip: false },
        Op::Positions { members: &[7, 0], lengths: Lengths::Strict, id: "s8.zip" },
        Op::Node { from: 8, act: Act::Keep, n: 5, id: "s8.pair_keep", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 2, keeps: Keeps::Trail, n: 6, id: "s10.trail_look", skip: false },
        Op::Positions { members: &[9, 10], lengths: Lengths::Longest, id: "s11.zip" },
        Op::Node { from: 11, act: Act::Map, n: 7, id: "s11.pair_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6, 12],
};

fn start28(feeds: &mut Feeds) -> Started {
    let run = G28::new().start(G28Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s11)], handle: run.handle }
}

fn unread28(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G28::new().start(G28Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G29(seen: Seen) {
        imap p0 = threads(3);
        input xs: V;
        input ys: V;
        let s2 = ys -> spread_boom { n: 1 } [produce, batch = 8];
        let s3 = s2 -> gather_two { n: 2 } on p0 [consume = 2];
        let s4 = (ys, s3);
        let s5 = [xs, ys] -> map { n: 3 } on p0;
        let s7 = s5 -> stream { n: 4 } on p0 [on_error = skip];
        output s8 = s7 -> gather_boom { n: 5 } [last = error, consume = 4];
        let s9 = s4 -> pair_look { n: 6 } on p0;
        let s10 = s9 -> chained;
        let s11 = s10 -> pick { n: 8 } on p0;
        let s12 = (s11, s10) [join = inner] -> pair_mixed { n: 9 };
        s12 -> sink_look { n: 10, seen } on p0;
    }
}

const GRAPH29: Graph = Graph {
    name: "G29",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 1, takes: None, n: 1, boom: true, gives: Gives::Two, id: "s2.spread_boom", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 2, short: Short::Fails }), n: 2, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::InStep { members: &[1, 3], fork: 1, many: false },
        Op::Rounds { members: &[0, 1] },
        Op::Node { from: 5, act: Act::Map, n: 3, id: "s5.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 6, act: Act::Stream, n: 4, id: "s7.stream", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 7, takes: Some(Takes { of: 4, short: Short::Fails }), n: 5, boom: true, gives: Gives::One, id: "s8.gather_boom", skip: false },
        Op::Node { from: 4, act: Act::Map, n: 6, id: "s9.pair_look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 9, keeps: Keeps::Chained, n: 7, id: "s10.chained", skip: false },
        Op::Node { from: 10, act: Act::Pick, n: 8, id: "s11.pick", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(11, Mark::Plain), (10, Mark::Plain)], join: Join::Inner, fork: 10 },
        Op::Node { from: 12, act: Act::Attempt, n: 9, id: "s12.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 13, n: 10, fallible: true },
    ],
    outputs: &[8],
};

fn start29(feeds: &mut Feeds) -> Started {
    let run = G29::new(feeds.seen.clone()).start(G29Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s8)], handle: run.handle }
}

fn unread29(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G29::new(feeds.seen.clone()).start(G29Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G30 {
        imap p0 = threads(3) [strict];
        imap p1 = threads(1);
        input xs: V;
        let s1 = xs -> trail_burst { n: 1 } on p1;
        let s2 = [xs, s1] -> attempt_burst { n: 2 } [fuse = off];
        let s4 = xs -> scatter { n: 3 } [produce];
        let s5 = s2 -> map { n: 4 } on p1;
        let s6 = s4 -> attempt { n: 5 } on p1;
        let s7 = (s5*, s6*, s1*) -> trio_boom { n: 6 } on p0;
        output s9 = xs -> attempt_keep { n: 7 };
        output s10 = (s6*, s2*);
        output s11 = s7 -> boom_burst { n: 8 } [slice = 4];
    }
}

const GRAPH30: Graph = Graph {
    name: "G30",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TrailBurst, n: 1, id: "s1.trail_burst", skip: false },
        Op::Merge { members: &[0, 1], fork: 0 },
        Op::Node { from: 2, act: Act::AttemptBurst, n: 2, id: "s2.attempt_burst", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: None, n: 3, boom: false, gives: Gives::Some, id: "s4.scatter", skip: false },
        Op::Node { from: 3, act: Act::Map, n: 4, id: "s5.map", skip: false, collect: None, held: 1024 },
        Op::Node { from: 4, act: Act::Attempt, n: 5, id: "s6.attempt", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Star), (6, Mark::Star), (1, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 7, act: Act::Boom, n: 6, id: "s7.trio_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 0, act: Act::AttemptKeep, n: 7, id: "s9.attempt_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(6, Mark::Star), (3, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 8, act: Act::BoomBurst, n: 8, id: "s11.boom_burst", skip: false, collect: None, held: 4 },
    ],
    outputs: &[9, 10, 11],
};

fn start30(feeds: &mut Feeds) -> Started {
    let run = G30::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s9), Box::new(run.s10), Box::new(run.s11)], handle: run.handle }
}

fn unread30(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G30::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G31 {
        input xs: V;
        input ys: V;
        let s2 = xs -> boom_keep { n: 1 };
        let s3 = ys -> regroup { n: 2 } [consume = 3, produce];
        let s4 = s3 -> pick { n: 3 };
        output s5 = s3 -> attempt { n: 4 } [buffer = 50];
        output s6 = [s2, s4];
    }
}

const GRAPH31: Graph = Graph {
    name: "G31",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 1, id: "s2.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 1, takes: Some(Takes { of: 3, short: Short::Passes }), n: 2, boom: false, gives: Gives::Two, id: "s3.regroup", skip: false },
        Op::Node { from: 3, act: Act::Pick, n: 3, id: "s4.pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 3, act: Act::Attempt, n: 4, id: "s5.attempt", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[2, 4] },
    ],
    outputs: &[5, 6],
};

fn start31(feeds: &mut Feeds) -> Started {
    let run = G31::new().start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6)], handle: run.handle }
}

fn unread31(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G31::new().start(G31Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G32 {
        input xs: V;
        let s1 = xs -> stream { n: 1 } [collect = 5];
        let s2 = xs -> boom_burst { n: 2 } [slice = 3, fuse = off];
        let s3 = [s1, s2] -> attempt_look { n: 3 } [fuse = off, batch = 1];
        let s5 = xs -> scatter { n: 4 } [produce, batch = 1];
        let s6 = (s5*, s3*) -> pair_look { n: 5 } [batch = 5];
        output s8 = s1 -> boom_burst { n: 6 } [slice = 3];
        let s9 = (s3*, s6) -> pair { n: 7 };
        output s11 = s9 -> total_merged { n: 8 };
    }
}

const GRAPH32: Graph = Graph {
    name: "G32",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Stream, n: 1, id: "s1.stream", skip: false, collect: Some(5), held: 1024 },
        Op::Node { from: 0, act: Act::BoomBurst, n: 2, id: "s2.boom_burst", skip: false, collect: None, held: 3 },
        Op::Merge { members: &[1, 2], fork: 0 },
        Op::Node { from: 3, act: Act::Attempt, n: 3, id: "s3.attempt_look", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: None, n: 4, boom: false, gives: Gives::Some, id: "s5.scatter", skip: false },
        Op::Zip { members: &[(5, Mark::Star), (4, Mark::Star)], join: Join::Exact, fork: 0 },
        Op::Node { from: 6, act: Act::Map, n: 5, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::BoomBurst, n: 6, id: "s8.boom_burst", skip: false, collect: None, held: 3 },
        Op::Zip { members: &[(4, Mark::Star), (7, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 9, act: Act::Map, n: 7, id: "s9.pair", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 10, keeps: Keeps::Total { every: None }, n: 8, id: "s11.total_merged", skip: false },
    ],
    outputs: &[8, 11],
};

fn start32(feeds: &mut Feeds) -> Started {
    let run = G32::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s8), Box::new(run.s11)], handle: run.handle }
}

fn unread32(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G32::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G33 {
        imap p1 = threads(3);
        input xs: V;
        let s1 = xs -> attempt_pick { n: 1 } on p1 [buffer = 9];
        let s2 = s1 -> attempt_burst { n: 2 } [on_error = skip, slice = 4, fuse = off];
        output s3 = s2 -> total_anyhow { n: 3 };
        let s4 = s1 -> spread { n: 4 } [produce];
        let s5 = s1 -> spread_boom { n: 5 } on p1 [produce];
        output s6 [buffer = 53] = (s4, s5) -> pair_look { n: 6 };
    }
}

const GRAPH33: Graph = Graph {
    name: "G33",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::AttemptPick, n: 1, id: "s1.attempt_pick", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::AttemptBurst, n: 2, id: "s2.attempt_burst", skip: true, collect: None, held: 4 },
        Op::Kept { from: 2, keeps: Keeps::TotalAnyhow, n: 3, id: "s3.total_anyhow", skip: false },
        Op::Rated { from: 1, takes: None, n: 4, boom: false, gives: Gives::Two, id: "s4.spread", skip: false },
        Op::Rated { from: 1, takes: None, n: 5, boom: true, gives: Gives::Two, id: "s5.spread_boom", skip: false },
        Op::InStep { members: &[4, 5], fork: 1, many: true },
        Op::Node { from: 6, act: Act::Map, n: 6, id: "s6.pair_look", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 7],
};

fn start33(feeds: &mut Feeds) -> Started {
    let run = G33::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s6)], handle: run.handle }
}

fn unread33(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G33::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G34 {
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> trail_burst { n: 1 };
        let s4 = s3 -> total_attempt { n: 2 };
        let s5 = s4 -> whole { n: 3 } [fuse = off];
        output s6 [buffer = 38] = (s5, s4) -> pair_boom { n: 4 };
        let s8 = (s5, xs) [zip = longest] -> pair_pick { n: 5 };
        output s10 [buffer = 23] = (ys, s8) [zip = shortest];
    }
}

const GRAPH34: Graph = Graph {
    name: "G34",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Kept { from: 2, keeps: Keeps::TrailBurst, n: 1, id: "s3.trail_burst", skip: false },
        Op::Kept { from: 3, keeps: Keeps::TotalAttempt, n: 2, id: "s4.total_attempt", skip: false },
        Op::Node { from: 4, act: Act::Map, n: 3, id: "s5.whole", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(5, Mark::Plain), (4, Mark::Plain)], join: Join::Exact, fork: 4 },
        Op::Node { from: 6, act: Act::Boom, n: 4, id: "s6.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[5, 0], lengths: Lengths::Longest, id: "s8.zip" },
        Op::Node { from: 8, act: Act::Pick, n: 5, id: "s8.pair_pick", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[1, 9], lengths: Lengths::Shortest, id: "s10.zip" },
    ],
    outputs: &[7, 10],
};

fn start34(feeds: &mut Feeds) -> Started {
    let run = G34::new().start(G34Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s6), Box::new(run.s10)], handle: run.handle }
}

fn unread34(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G34::new().start(G34Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G35 {
        imap p0 = threads(2);
        input xs: V;
        input ys: V;
        output s2 = ys -> stream { n: 1 } [collect = 3];
        let s3 = xs -> gather_two { n: 2 } [last = drop, consume = 2];
        output s4 = [ys, s3] -> burst { n: 3 } on p0 [collect = 3];
    }
}

const GRAPH35: Graph = Graph {
    name: "G35",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Node { from: 1, act: Act::Stream, n: 1, id: "s2.stream", skip: false, collect: Some(3), held: 1024 },
        Op::Rated { from: 0, takes: Some(Takes { of: 2, short: Short::Drops }), n: 2, boom: false, gives: Gives::One, id: "s3.gather_two", skip: false },
        Op::Rounds { members: &[1, 3] },
        Op::Node { from: 4, act: Act::Burst, n: 3, id: "s4.burst", skip: false, collect: Some(3), held: 1024 },
    ],
    outputs: &[2, 5],
};

fn start35(feeds: &mut Feeds) -> Started {
    let run = G35::new().start(G35Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s2), Box::new(run.s4)], handle: run.handle }
}

fn unread35(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G35::new().start(G35Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G36 {
        imap p0 = threads(1) [batch = 7];
        input xs: V;
        input ys: V;
        let s2 = ys -> scatter { n: 1 } on p0 [produce];
        output s3 = s2 -> items { n: 2 } on p0 [slice = 4];
        output s4 = xs -> attempt_burst { n: 3 } on p0 [on_error = skip, collect = 5];
        output s5 = ys -> map { n: 4 } on p0 [buffer = 39];
        output s6 = (xs, ys) [zip = shortest] -> pair_mixed { n: 5 } on p0;
    }
}

const GRAPH36: Graph = Graph {
    name: "G36",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 1, takes: None, n: 1, boom: false, gives: Gives::Some, id: "s2.scatter", skip: false },
        Op::Node { from: 2, act: Act::Items, n: 2, id: "s3.items", skip: false, collect: None, held: 4 },
        Op::Node { from: 0, act: Act::AttemptBurst, n: 3, id: "s4.attempt_burst", skip: true, collect: Some(5), held: 1024 },
        Op::Node { from: 1, act: Act::Map, n: 4, id: "s5.map", skip: false, collect: None, held: 1024 },
        Op::Positions { members: &[0, 1], lengths: Lengths::Shortest, id: "s6.zip" },
        Op::Node { from: 6, act: Act::Attempt, n: 5, id: "s6.pair_mixed", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[3, 4, 5, 7],
};

fn start36(feeds: &mut Feeds) -> Started {
    let run = G36::new().start(G36Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s4), Box::new(run.s5), Box::new(run.s6)], handle: run.handle }
}

fn unread36(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G36::new().start(G36Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G37 {
        imap p0 = threads(3);
        imap p1 = threads(2) [strict];
        input xs: V;
        let s1 = xs -> trail_attempt { n: 1 } on p1 [on_error = skip];
        let s2 = (s1?, xs) -> pair_boom { n: 2 } on p1;
        let s4 = s1 -> boom_keep { n: 3 } on p0;
        output s5 [buffer = 46] = (s2, s4, s1) [join = inner] -> trio { n: 4 } [fuse = off];
    }
}

const GRAPH37: Graph = Graph {
    name: "G37",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Kept { from: 0, keeps: Keeps::TrailAttempt, n: 1, id: "s1.trail_attempt", skip: true },
        Op::Zip { members: &[(1, Mark::Question), (0, Mark::Plain)], join: Join::Exact, fork: 0 },
        Op::Node { from: 2, act: Act::Boom, n: 2, id: "s2.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::BoomKeep, n: 3, id: "s4.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Zip { members: &[(3, Mark::Plain), (4, Mark::Plain), (1, Mark::Plain)], join: Join::Inner, fork: 0 },
        Op::Node { from: 5, act: Act::Map, n: 4, id: "s5.trio", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6],
};

fn start37(feeds: &mut Feeds) -> Started {
    let run = G37::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5)], handle: run.handle }
}

fn unread37(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G37::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G38(seen: Seen) {
        imap p0 = threads(2) [batch = 4];
        input xs: V;
        input ys: V;
        input zs: V;
        let s3 = zs -> boom { n: 1 } on p0 [buffer = 29];
        let s4 = xs -> spread_boom { n: 2 } [produce];
        output s5 = s3 -> gather_two { n: 3 } on p0 [consume = 2];
        output s6 = s5 -> gather_two { n: 4 } on p0 [consume = 2];
        let s7 = s3 -> gather_boom { n: 5 } on p0 [consume = 4, batch = 11];
        let s8 = (s6, s7) -> pair_mixed { n: 6 } on p0 [batch = 6];
        let s10 = s4 -> chained [fuse = off];
        let s11 = ys -> total { n: 8 } [every = 4, fuse = off];
        output s12 = s8 -> keep { n: 9 } on p0;
        let s13 = [s10, s6] -> items { n: 10 } [slice = 4, buffer = 12];
        let s15 = (s11, s13) [zip = shortest] -> pair_look { n: 11 };
        s15 -> sink { n: 12, seen } on p0;
    }
}

const GRAPH38: Graph = Graph {
    name: "G38",
    inputs: 3,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Input { id: "zs" },
        Op::Node { from: 2, act: Act::Boom, n: 1, id: "s3.boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 0, takes: None, n: 2, boom: true, gives: Gives::Two, id: "s4.spread_boom", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 2, short: Short::Fails }), n: 3, boom: false, gives: Gives::One, id: "s5.gather_two", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 2, short: Short::Fails }), n: 4, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 3, takes: Some(Takes { of: 4, short: Short::Passes }), n: 5, boom: true, gives: Gives::One, id: "s7.gather_boom", skip: false },
        Op::InStep { members: &[6, 7], fork: 3, many: false },
        Op::Node { from: 8, act: Act::Attempt, n: 6, id: "s8.pair_mixed", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 4, keeps: Keeps::Chained, n: 7, id: "s10.chained", skip: false },
        Op::Kept { from: 1, keeps: Keeps::Total { every: Some(4) }, n: 8, id: "s11.total", skip: false },
        Op::Node { from: 9, act: Act::Keep, n: 9, id: "s12.keep", skip: false, collect: None, held: 1024 },
        Op::Rounds { members: &[10, 6] },
        Op::Node { from: 13, act: Act::Items, n: 10, id: "s13.items", skip: false, collect: None, held: 4 },
        Op::Positions { members: &[11, 14], lengths: Lengths::Shortest, id: "s15.zip" },
        Op::Node { from: 15, act: Act::Map, n: 11, id: "s15.pair_look", skip: false, collect: None, held: 1024 },
        Op::Sink { from: 16, n: 12, fallible: false },
    ],
    outputs: &[5, 6, 12],
};

fn start38(feeds: &mut Feeds) -> Started {
    let run = G38::new(feeds.seen.clone()).start(G38Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6), Box::new(run.s12)], handle: run.handle }
}

fn unread38(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G38::new(feeds.seen.clone()).start(G38Inputs { xs: feeds.source(), ys: feeds.source(), zs: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G39(seen: Seen) {
        imap p0 = threads(3);
        imap p1 = threads(2);
        imap p2 = threads(2) [batch = 9];
        input xs: V;
        let s1 = xs -> boom_keep { n: 1 } on p1;
        let s2 = s1 -> boom_burst { n: 2 } on p0 [slice = 3];
        output s3 = (s2, xs) [join = each];
        output s4 = s2 -> total_attempt { n: 3 };
        let s5 = s2 -> spread_boom { n: 4 } [produce];
        let s6 = s5 -> gather_two { n: 5 } on p1 [consume = 2];
        let s7 = (s2, s6) -> pair_boom { n: 6 } on p0;
        output s9 = s7 -> scatter { n: 7 } [produce = 2];
        output s10 = s1 -> trail_look { n: 8 } on p1;
        let s11 = s7 -> spread { n: 9 } on p2 [produce];
        s11 -> sink { n: 10, seen };
    }
}

const GRAPH39: Graph = Graph {
    name: "G39",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::BoomKeep, n: 1, id: "s1.boom_keep", skip: false, collect: None, held: 1024 },
        Op::Node { from: 1, act: Act::BoomBurst, n: 2, id: "s2.boom_burst", skip: false, collect: None, held: 3 },
        Op::Zip { members: &[(2, Mark::Plain), (0, Mark::Plain)], join: Join::Each, fork: 0 },
        Op::Kept { from: 2, keeps: Keeps::TotalAttempt, n: 3, id: "s4.total_attempt", skip: false },
        Op::Rated { from: 2, takes: None, n: 4, boom: true, gives: Gives::Two, id: "s5.spread_boom", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::InStep { members: &[2, 6], fork: 2, many: false },
        Op::Node { from: 7, act: Act::Boom, n: 6, id: "s7.pair_boom", skip: false, collect: None, held: 1024 },
        Op::Rated { from: 8, takes: None, n: 7, boom: false, gives: Gives::Promised(2), id: "s9.scatter", skip: false },
        Op::Kept { from: 1, keeps: Keeps::Trail, n: 8, id: "s10.trail_look", skip: false },
        Op::Rated { from: 8, takes: None, n: 9, boom: false, gives: Gives::Two, id: "s11.spread", skip: false },
        Op::Sink { from: 11, n: 10, fallible: false },
    ],
    outputs: &[3, 4, 9, 10],
};

fn start39(feeds: &mut Feeds) -> Started {
    let run = G39::new(feeds.seen.clone()).start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s3), Box::new(run.s4), Box::new(run.s9), Box::new(run.s10)], handle: run.handle }
}

fn unread39(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G39::new(feeds.seen.clone()).start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G40 {
        imap p0 = threads(2) [buffer = 10];
        imap p1 = threads(1);
        input xs: V;
        input ys: V;
        let s2 = xs -> chained on p1;
        let s3 = ys -> total { n: 2 } [every = 3];
        output s4 = s2 -> scatter { n: 3 } [produce = 2];
        let s5 = xs -> keep { n: 4 } on p1 [on_error = skip, fuse = off];
        let s6 = s5 -> gather_two { n: 5 } [consume = 2];
        let s7 = s6 -> gather_two { n: 6 } on p0 [consume = 2];
        let s8 = s5 -> gather_boom { n: 7 } on p1 [consume = 4];
        output s9 [buffer = 20] = (s7, s8);
        output s10 = (s3, s2) -> pair_pick { n: 8 } on p0;
    }
}

const GRAPH40: Graph = Graph {
    name: "G40",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Kept { from: 0, keeps: Keeps::Chained, n: 1, id: "s2.chained", skip: false },
        Op::Kept { from: 1, keeps: Keeps::Total { every: Some(3) }, n: 2, id: "s3.total", skip: false },
        Op::Rated { from: 2, takes: None, n: 3, boom: false, gives: Gives::Promised(2), id: "s4.scatter", skip: false },
        Op::Node { from: 0, act: Act::Keep, n: 4, id: "s5.keep", skip: true, collect: None, held: 1024 },
        Op::Rated { from: 5, takes: Some(Takes { of: 2, short: Short::Fails }), n: 5, boom: false, gives: Gives::One, id: "s6.gather_two", skip: false },
        Op::Rated { from: 6, takes: Some(Takes { of: 2, short: Short::Fails }), n: 6, boom: false, gives: Gives::One, id: "s7.gather_two", skip: false },
        Op::Rated { from: 5, takes: Some(Takes { of: 4, short: Short::Passes }), n: 7, boom: true, gives: Gives::One, id: "s8.gather_boom", skip: false },
        Op::InStep { members: &[7, 8], fork: 5, many: false },
        Op::Positions { members: &[3, 2], lengths: Lengths::Strict, id: "s10.zip" },
        Op::Node { from: 10, act: Act::Pick, n: 8, id: "s10.pair_pick", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[4, 9, 11],
};

fn start40(feeds: &mut Feeds) -> Started {
    let run = G40::new().start(G40Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s4), Box::new(run.s9), Box::new(run.s10)], handle: run.handle }
}

fn unread40(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G40::new().start(G40Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G41 {
        imap p0 = threads(2) [strict];
        input xs: V;
        input ys: V;
        let s2 = xs -> spread { n: 1 } on p0 [produce];
        let s3 = s2 -> gather_boom { n: 2 } on p0 [consume = 4];
        let s4 = xs -> trail_look { n: 3 } on p0;
        output s5 [buffer = 16] = (s4, ys) [zip = longest];
        output s6 = xs -> trail_look { n: 4 } on p0 [fuse = off];
        output s7 = s3 -> trail_attempt { n: 5 } on p0;
        let s8 = s6 -> spread_boom { n: 6 } on p0 [produce];
        let s9 = s8 -> gather_two { n: 7 } on p0 [consume = 2, batch = 4];
        output s10 = (s6, s9);
    }
}

const GRAPH41: Graph = Graph {
    name: "G41",
    inputs: 2,
    ops: &[
        Op::Input { id: "xs" },
        Op::Input { id: "ys" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Two, id: "s2.spread", skip: false },
        Op::Rated { from: 2, takes: Some(Takes { of: 4, short: Short::Passes }), n: 2, boom: true, gives: Gives::One, id: "s3.gather_boom", skip: false },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 3, id: "s4.trail_look", skip: false },
        Op::Positions { members: &[4, 1], lengths: Lengths::Longest, id: "s5.zip" },
        Op::Kept { from: 0, keeps: Keeps::Trail, n: 4, id: "s6.trail_look", skip: false },
        Op::Kept { from: 3, keeps: Keeps::TrailAttempt, n: 5, id: "s7.trail_attempt", skip: false },
        Op::Rated { from: 6, takes: None, n: 6, boom: true, gives: Gives::Two, id: "s8.spread_boom", skip: false },
        Op::Rated { from: 8, takes: Some(Takes { of: 2, short: Short::Fails }), n: 7, boom: false, gives: Gives::One, id: "s9.gather_two", skip: false },
        Op::InStep { members: &[6, 9], fork: 6, many: false },
    ],
    outputs: &[5, 6, 7, 10],
};

fn start41(feeds: &mut Feeds) -> Started {
    let run = G41::new().start(G41Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts");
    Started { outputs: vec![Box::new(run.s5), Box::new(run.s6), Box::new(run.s7), Box::new(run.s10)], handle: run.handle }
}

fn unread41(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G41::new().start(G41Inputs { xs: feeds.source(), ys: feeds.source() }).expect("it starts").finish_blocking()
}

pipeline! {
    G42 {
        input xs: V;
        let s1 = xs -> scatter { n: 1 } [produce = 2];
        let s2 = s1 -> boom_keep { n: 2 } [on_error = skip];
        let s3 = s2 -> look { n: 3 };
        let s4 = s3 -> trail { n: 4 };
        output s5 = (s4, s3) -> pair { n: 5 };
    }
}

const GRAPH42: Graph = Graph {
    name: "G42",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Rated { from: 0, takes: None, n: 1, boom: false, gives: Gives::Promised(2), id: "s1.scatter", skip: false },
        Op::Node { from: 1, act: Act::BoomKeep, n: 2, id: "s2.boom_keep", skip: true, collect: None, held: 1024 },
        Op::Node { from: 2, act: Act::Map, n: 3, id: "s3.look", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 3, keeps: Keeps::Trail, n: 4, id: "s4.trail", skip: false },
        Op::Zip { members: &[(4, Mark::Plain), (3, Mark::Plain)], join: Join::Exact, fork: 3 },
        Op::Node { from: 5, act: Act::Map, n: 5, id: "s5.pair", skip: false, collect: None, held: 1024 },
    ],
    outputs: &[6],
};

fn start42(feeds: &mut Feeds) -> Started {
    let run = G42::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s5)], handle: run.handle }
}

fn unread42(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G42::new().start(feeds.source()).expect("it starts").finish_blocking()
}

pipeline! {
    G43 {
        imap p1 = threads(2) [batch = 8];
        input xs: V;
        let s1 = xs -> map { n: 1 } on p1;
        output s2 = s1 -> trail { n: 2 };
    }
}

const GRAPH43: Graph = Graph {
    name: "G43",
    inputs: 1,
    ops: &[
        Op::Input { id: "xs" },
        Op::Node { from: 0, act: Act::Map, n: 1, id: "s1.map", skip: false, collect: None, held: 1024 },
        Op::Kept { from: 1, keeps: Keeps::Trail, n: 2, id: "s2.trail", skip: false },
    ],
    outputs: &[2],
};

fn start43(feeds: &mut Feeds) -> Started {
    let run = G43::new().start(feeds.source()).expect("it starts");
    Started { outputs: vec![Box::new(run.s2)], handle: run.handle }
}

fn unread43(feeds: &mut Feeds) -> papy::Result<papy::plumbing::Report> {
    G43::new().start(feeds.source()).expect("it starts").finish_blocking()
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
    (&GRAPH40, start40, unread40),
    (&GRAPH41, start41, unread41),
    (&GRAPH42, start42, unread42),
    (&GRAPH43, start43, unread43),
];
