//! Keys of items behind their place in a ticket: indices of `flat_map`s and merges, and the ranges of batches; and the lineages that they stand for.

use crate::error::Lineage;

/// Stands in a key where its branch of a merge has no index and another has one. No lineage shows it.
pub(crate) const NO_INDEX: u32 = u32::MAX;

/// Begins what stands in the key of a batch behind the key of its last member: the length of its first member's indices, how many
/// items of the source that lies back, how many the last one does, and those indices. Keys never meet in these.
const SINCE: u32 = u32::MAX - 1;

/// How many indices a range takes besides those of its first member.
pub(crate) const RANGE: u16 = 4;

/// Writes the first and the last member of a batch behind its key, which is that of item `seq` of the source.
pub(crate) fn push_range(path: &mut Vec<u32>, seq: u64, first: (u64, &[u32]), last: u64) {
    let back = |member: u64| u32::try_from(seq - member).unwrap_or(SINCE - 1);
    path.extend([SINCE, first.1.len() as u32, back(first.0), back(last)]);
    path.extend_from_slice(first.1);
}

/// The lineage that a key stands for.
pub(crate) fn lineage(seq: u64, key: &[u32]) -> Lineage {
    let (mut path, mut since, mut back) = (Vec::new(), None::<Lineage>, 0);
    let mut rest = key;
    loop {
        rest = match rest {
            [] => break,
            [SINCE, length, first, last, behind @ ..] => {
                let (indices, behind) = behind.split_at(*length as usize);
                let member = lineage(seq - u64::from(*first), indices);
                let member = match member.since {
                    Some(first) => *first,
                    None => member,
                };
                since = Some(match since {
                    Some(since) => since.min(member),
                    None => member,
                });
                back = u64::from(*last).max(back);
                behind
            }
            [NO_INDEX, behind @ ..] => behind,
            [index, behind @ ..] => {
                path.push(*index);
                behind
            }
        };
    }
    let last = Lineage { seq: seq - back, path, since: None };
    let within = |since: &Lineage| since.seq == last.seq && last.path.starts_with(&since.path);
    let since = since.filter(|since| !within(since)).map(Box::new);
    Lineage { since, ..last }
}

/// Whether indices that came from elsewhere are a key of item `seq` of the source: its ranges are whole, and begin at or behind 0.
pub(crate) fn is_sound(seq: u64, key: &[u32]) -> bool {
    let Some(at) = key.iter().position(|index| *index == SINCE) else { return true };
    let [_, length, first, last, behind @ ..] = &key[at..] else { return false };
    let Some((indices, behind)) = behind.split_at_checked(*length as usize) else { return false };
    let member = seq.checked_sub((*first).into());
    u64::from(*last) <= seq && member.is_some_and(|member| is_sound(member, indices)) && is_sound(seq, behind)
}

/// The first of the items that a key stands for, with its indices, and the last item of the source.
pub(crate) fn range(seq: u64, key: &[u32]) -> ((u64, &[u32]), u64) {
    (first_of(seq, key), lineage(seq, key).seq)
}

fn first_of(seq: u64, key: &[u32]) -> (u64, &[u32]) {
    let (mut first, mut rest) = (None, key);
    while let Some(at) = rest.iter().position(|index| *index == SINCE) {
        let [_, length, back, _, behind @ ..] = &rest[at..] else { break };
        let (indices, behind) = behind.split_at(*length as usize);
        let member = first_of(seq - u64::from(*back), indices);
        first = Some(first.map_or(member, |first| member.min(first)));
        rest = behind;
    }
    first.unwrap_or((seq, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(key: (u64, &[u32]), first: (u64, &[u32]), last: u64) -> Vec<u32> {
        let mut path = key.1.to_vec();
        push_range(&mut path, key.0, first, last);
        path
    }

    #[test]
    fn the_lineage_of_a_batch_is_its_range() {
        assert_eq!(lineage(7, &batch((7, &[]), (4, &[]), 7)).to_string(), "4-7");
        assert_eq!(lineage(1, &batch((1, &[0]), (0, &[2]), 1)).to_string(), "0.2-1.0");
        assert_eq!(range(1, &batch((1, &[0]), (0, &[2]), 1)), ((0, &[2][..]), 1));
        assert_eq!(lineage(3, &batch((3, &[]), (3, &[]), 3)).to_string(), "3");
    }

    #[test]
    fn a_short_last_batch_has_the_range_of_its_members_and_not_of_its_key() {
        assert_eq!(lineage(9, &batch((9, &[]), (6, &[]), 8)).to_string(), "6-8");
    }

    #[test]
    fn a_batch_of_batches_begins_where_its_first_begins() {
        let (first, last) = (batch((1, &[]), (0, &[]), 1), batch((3, &[]), (2, &[]), 3));
        let mut both = batch((3, &last), (1, &first), 3);
        assert_eq!(lineage(3, &both).to_string(), "0-3");
        both.push(5);
        assert_eq!(lineage(3, &both).to_string(), "0-3.5");
        assert_eq!(both.len(), 4 + (usize::from(RANGE) + 4) + 1);
        assert_eq!(range(3, &both), ((0, &[][..]), 3));
    }

    #[test]
    fn what_stands_for_no_index_is_not_shown() {
        assert_eq!(lineage(2, &[1, NO_INDEX]).to_string(), "2.1");
    }
}
