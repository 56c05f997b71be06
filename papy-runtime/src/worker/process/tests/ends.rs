//! Ends of children: how they are known, and who goes with them.

use std::sync::mpsc;

use super::*;

#[test]
fn b1_the_death_of_an_idle_child_is_known_within_50_ms() {
    for (pidfds, kind) in [(true, "pidfd"), (false, "looking")] {
        let nursery = Nursery::start(pidfds).expect("a thread");
        let (send, ends) = mpsc::sync_channel(1);
        let spec = child_as("echo");
        let child = nursery.spawn(spec, move |exit| send.send((Instant::now(), exit.clone())).expect("the test waits"));
        let child = child.expect("it starts");
        assert_eq!(line(&child), "settled");
        let killed = Instant::now();
        rustix::process::kill_process(pid(&child), rustix::process::Signal::KILL).expect("it lives");
        assert_eq!(line(&child), "", "its socket ends");
        let (at, exit) = ends.recv_timeout(LONG).expect("it ended");
        let time = at.duration_since(killed);
        assert!(time < Duration::from_millis(50), "{kind}: {time:?}");
        assert_eq!(exit.to_string(), "killed by signal 9 (SIGKILL)");
        assert!(!exit.asked);
        assert_eq!(child.wait(), exit);
    }
}

fn pid(child: &Child) -> rustix::process::Pid {
    rustix::process::Pid::from_raw(i32::try_from(child.pid()).expect("a pid")).expect("not 0")
}

#[test]
fn b17_an_exit_is_told_with_its_code() {
    let child = start("exit");
    tell(&child, "3");
    assert_eq!(child.wait().to_string(), "exited with code 3");
}

#[test]
fn b6_an_abort_is_told_with_its_signal_and_last_words() {
    let child = nursery().expect("a thread").spawn(child_as("abort"), |_| {}).expect("it starts");
    assert_eq!(child.wait().to_string(), "killed by signal 6 (SIGABRT)");
    assert_eq!(child.tail(Stream::Error).text(), "these are my last words\n");
}

#[test]
fn what_a_dead_child_sent_can_still_be_read() {
    let child = start("echo");
    tell(&child, "one");
    tell(&child, "two");
    child.socket().set_read_timeout(Some(LONG)).expect("not zero");
    assert_eq!(line(&child), "one");
    child.kill();
    assert_eq!(child.wait().how, How::Signal { signal: 9, core: false });
    assert!(child.wait().asked);
    // `two` is there or not, as it had time to be sent or not; the end is there in any case.
    assert!(["two", ""].contains(&&*line(&child)));
    assert_eq!(line(&child), "");
}

#[test]
fn b16_a_child_that_floods_its_standard_error_is_not_held_up() {
    let child = start("flood");
    tell(&child, "1600");
    let longest: u64 = line(&child).parse().expect("milliseconds");
    // 100 ms by the goal; on a machine that does much else at once a write may have to wait for the processor.
    assert!(longest < 500, "{longest} ms");
    child.kill();
    child.wait();
    let tail = child.tail(Stream::Error);
    assert_eq!(tail.bytes(), 1600 * (64 << 10) + "the end".len() as u64);
    assert!(tail.text().ends_with("xxxthe end"));
    assert_eq!(tail.text().len(), 8 << 10);
}
