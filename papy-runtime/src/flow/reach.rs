//! How far a piece reaches: what can still come behind it.
//!
//! A zip or merge that has emptied one piece of a branch asks it whether a key can still come there, and so does not wait for a
//! branch on which nothing is left of many items.

use std::cmp::Ordering;

/// The last key that a piece accounts for, or all of its ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Reach {
    /// Nothing yet.
    Begin,
    /// All keys up to this one, and those that have it as their beginning.
    To(u32, Vec<u32>),
    /// Nothing comes behind it.
    #[default]
    End,
}

impl Reach {
    /// Where a key stands: `Greater`, nothing of it can come any more; `Equal`, more of it can, and nothing before it;
    /// `Less`, even keys before it can come.
    pub(crate) fn against(&self, off: u32, key: &[u32]) -> Ordering {
        let (to, path) = match self {
            Reach::Begin => return Ordering::Less,
            Reach::To(to, path) => (to, path),
            Reach::End => return Ordering::Greater,
        };
        let common = path.len().min(key.len());
        match (*to, &path[..common]).cmp(&(off, &key[..common])) {
            Ordering::Equal if path.len() <= key.len() => Ordering::Greater,
            other => other,
        }
    }

    /// Whether all of a key is accounted for as soon as some of it is, where keys have this depth.
    pub(crate) fn is_whole(&self, depth: usize) -> bool {
        matches!(self, Reach::To(_, path) if path.len() <= depth)
    }
}

impl Ord for Reach {
    fn cmp(&self, other: &Reach) -> Ordering {
        match (self, other) {
            (Reach::To(a, deep), Reach::To(b, other)) => {
                let common = deep.len().min(other.len());
                let ends = (*a, &deep[..common]).cmp(&(*b, &other[..common]));
                // All of a key is further than some of it.
                ends.then(other.len().cmp(&deep.len()))
            }
            (Reach::Begin, Reach::Begin) | (Reach::End, Reach::End) => Ordering::Equal,
            (Reach::Begin, _) | (_, Reach::End) => Ordering::Less,
            (_, Reach::Begin) | (Reach::End, _) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Reach {
    fn partial_cmp(&self, other: &Reach) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Reach;
    use std::cmp::Ordering::{Equal, Greater, Less};

    #[test]
    fn a_key_is_passed_whole_unless_the_reach_ends_within_it() {
        let reach = |path: &[u32]| Reach::To(3, path.to_vec());
        for (reach, key, stands) in [
            (reach(&[]), (3, &[][..]), Greater),
            (reach(&[]), (3, &[7][..]), Greater),
            (reach(&[2]), (3, &[]), Equal),
            (reach(&[2]), (3, &[2]), Greater),
            (reach(&[2, 5]), (3, &[2]), Equal),
            (reach(&[2, 5]), (3, &[3]), Less),
            (reach(&[2, 5]), (2, &[9]), Greater),
            (reach(&[2, 5]), (4, &[0]), Less),
            (Reach::End, (9, &[9]), Greater),
            (Reach::Begin, (0, &[]), Less),
        ] {
            assert_eq!(reach.against(key.0, key.1), stands, "{reach:?} against {key:?}");
        }
    }

    #[test]
    fn all_of_a_key_is_further_than_some_of_it() {
        let reaches = [
            Reach::Begin,
            Reach::To(3, vec![2, 5]),
            Reach::To(3, vec![2]),
            Reach::To(3, vec![3, 0]),
            Reach::To(3, vec![]),
            Reach::To(4, vec![0]),
            Reach::End,
        ];
        assert!(reaches.is_sorted());
    }
}
