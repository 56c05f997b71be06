//! Programs of their own, which end, are killed, or count what they have open.

pub(super) const VARIABLE: &str = "TEST_PROGRAM";

use super::*;

/// No test: what [`Program::run`] starts.
#[test]
fn program() {
    let Ok(program) = std::env::var(VARIABLE) else { return };
    match program.as_str() {
        "three children" => {
            let children = [0; 3].map(|_| start("echo"));
            println!("\nchildren {} {} {}", children[0].pid(), children[1].pid(), children[2].pid());
            std::io::stdin().read_to_end(&mut Vec::new()).expect("it ends");
            std::mem::forget(children);
        }
        program => panic!("there is no program {program}"),
    }
}

#[test]
fn b18_children_of_a_killed_program_are_gone_within_a_second() {
    let mut program = Program::run("three children", "/proc/self/exe");
    let told = program.told("children ");
    let children: Vec<u32> = told.split(' ').map(|pid| pid.parse().expect("a number")).collect();
    assert!(children.iter().all(|child| lives(*child)));
    program.process.kill().expect("it runs");
    let time = until("their end", || !children.iter().any(|child| lives(*child)));
    assert!(time < Duration::from_secs(1), "{time:?}");
    program.process.wait().expect("it was killed");
}

#[test]
fn e8_children_of_a_program_that_ends_are_gone() {
    let mut program = Program::run("three children", "/proc/self/exe");
    let told = program.told("children ");
    let children: Vec<u32> = told.split(' ').map(|pid| pid.parse().expect("a number")).collect();
    program.finish();
    until("their end", || !children.iter().any(|child| lives(*child)));
}
