//! What the pipers of the random graphs do with the bits of an item. Knows nothing of items, pipers or graphs: pipers and
//! interpreter both ask here, and share nothing else.

/// The bits of an item that node `n` makes of `bits`: different for each node and item, so that a wrong pair shows.
pub(crate) fn mix(n: u64, bits: u64) -> u64 {
    let mut z = bits ^ n.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The bits of several things in a row.
pub(crate) fn row(tag: u64, bits: impl IntoIterator<Item = u64>) -> u64 {
    bits.into_iter().fold(mix(tag, 1), mix)
}

pub(crate) fn none() -> u64 {
    row(2, [])
}

pub(crate) fn some(bits: u64) -> u64 {
    row(3, [bits])
}

pub(crate) fn list(bits: impl IntoIterator<Item = u64>) -> u64 {
    row(4, bits)
}

pub(crate) fn tuple(bits: impl IntoIterator<Item = u64>) -> u64 {
    row(5, bits)
}

/// Whether a call fails.
pub(crate) fn fails(made: u64) -> bool {
    made.is_multiple_of(9)
}

/// Whether a filter drops the item.
pub(crate) fn drops(made: u64) -> bool {
    (made >> 8).is_multiple_of(3)
}

/// How many children a `flat_map` makes of the item.
pub(crate) fn children(made: u64) -> u64 {
    [0, 0, 1, 1, 1, 2, 3, 5][(made >> 16) as usize % 8]
}

pub(crate) fn child(made: u64, index: u64) -> u64 {
    mix(made, index + 1)
}

/// The child at which a streamed iterator panics.
pub(crate) fn breaks(made: u64) -> Option<u64> {
    (made >> 24).is_multiple_of(7).then(|| (made >> 32) % (children(made) + 1))
}

/// Puts two things in a row into one, as two functions become one: so it is associative, and not commutative.
pub(crate) fn chain(a: u64, b: u64) -> u64 {
    let halves = |bits: u64| ((bits >> 32) as u32, bits as u32);
    let ((times, plus), (later_times, later_plus)) = (halves(a), halves(b));
    let times = times.wrapping_mul(later_times);
    let plus = plus.wrapping_mul(later_times).wrapping_add(later_plus);
    u64::from(times) << 32 | u64::from(plus)
}
