//! The book of a run: every item that an input gave has one outcome at every output it reaches.
//!
//! Counts by source key: an item that a `flat_map` made many of is one key. Knows nothing about why.

use std::fmt::Write as _;

/// What became of source items at one output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Came as values.
    pub ok: u64,
    /// Came as errors.
    pub errors: u64,
    /// Were dropped on the way, or discarded because the output was.
    pub gaps: u64,
    /// Were accepted and not finished.
    pub cancelled: u64,
    /// Went into a fold or a reduce.
    pub folded: u64,
    /// Came as errors after their last attempt.
    pub quarantined: u64,
}

impl Tally {
    /// All of it.
    pub fn sum(&self) -> u64 {
        let Tally { ok, errors, gaps, cancelled, folded, quarantined } = *self;
        ok + errors + gaps + cancelled + folded + quarantined
    }

    /// More of the same.
    pub fn add(&mut self, more: Tally) {
        self.ok += more.ok;
        self.errors += more.errors;
        self.gaps += more.gaps;
        self.cancelled += more.cancelled;
        self.folded += more.folded;
        self.quarantined += more.quarantined;
    }
}

/// The counts of one run.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    inputs: Vec<(String, u64)>,
    outputs: Vec<(String, usize, Tally)>,
}

impl Ledger {
    /// An input, or a junction, by its number from 0.
    pub fn add_input(&mut self, name: impl Into<String>) -> usize {
        self.inputs.push((name.into(), 0));
        self.inputs.len() - 1
    }

    /// An output that the items of `input` reach, by its number from 0.
    pub fn add_output(&mut self, name: impl Into<String>, input: usize) -> usize {
        assert!(input < self.inputs.len(), "an output belongs to an input");
        self.outputs.push((name.into(), input, Tally::default()));
        self.outputs.len() - 1
    }

    /// The input gave this many items.
    pub fn accept(&mut self, input: usize, items: u64) {
        self.inputs[input].1 += items;
    }

    /// This became of items at an output.
    pub fn count(&mut self, output: usize, tally: Tally) {
        self.outputs[output].2.add(tally);
    }

    /// What an input gave so far.
    pub fn accepted(&self, input: usize) -> u64 {
        self.inputs[input].1
    }

    /// What became of items at an output so far.
    pub fn tally(&self, output: usize) -> Tally {
        self.outputs[output].2
    }

    /// Does every output account for every item of its input? The error names each that does not.
    pub fn check(&self) -> Result<(), String> {
        let mut faults = String::new();
        for (name, input, tally) in &self.outputs {
            let (from, accepted) = &self.inputs[*input];
            if tally.sum() == *accepted {
                continue;
            }
            let Tally { ok, errors, gaps, cancelled, folded, quarantined } = tally;
            let separator = if faults.is_empty() { "" } else { "; " };
            let _infallible = write!(
                faults,
                "{separator}input `{from}` gave {accepted} items, output `{name}` accounts for {}: {ok} ok, {errors} errors, \
                 {gaps} gaps, {cancelled} cancelled, {folded} folded, {quarantined} quarantined",
                tally.sum()
            );
        }
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(accepted: u64, tally: Tally) -> Ledger {
        let mut ledger = Ledger::default();
        let input = ledger.add_input("lines");
        let output = ledger.add_output("hits", input);
        ledger.accept(input, accepted);
        ledger.count(output, tally);
        ledger
    }

    #[test]
    fn each_outcome_counts_once() {
        let tally = Tally { ok: 1, errors: 2, gaps: 3, cancelled: 4, folded: 5, quarantined: 6 };
        assert_eq!(book(21, tally).check(), Ok(()));
    }

    #[test]
    fn a_lost_item_is_named_with_its_input_and_output() {
        let fault = "input `lines` gave 3 items, output `hits` accounts for 2: 2 ok, 0 errors, 0 gaps, 0 cancelled, 0 folded, \
                     0 quarantined";
        assert_eq!(book(3, Tally { ok: 2, ..Tally::default() }).check(), Err(fault.into()));
    }

    #[test]
    fn a_doubled_item_is_a_fault_too() {
        assert!(book(1, Tally { ok: 1, cancelled: 1, ..Tally::default() }).check().is_err());
    }
}
