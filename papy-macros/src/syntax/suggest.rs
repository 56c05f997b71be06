//! The word that the user may have meant.

/// The candidate nearest to `word`, if one is near enough to be worth saying.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word)
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.len().max(word.len()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The end of a message: ``; did you mean `cpu`?``, or nothing.
pub(crate) fn hint<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("cup", ["cpu", "gpu"]), Some("cpu"));
        assert_eq!(nearest("locl", ["pool", "local"]), Some("local"));
        assert_eq!(nearest("vv", ["v", "lines"]), Some("v"));
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest("lines", ["hits"]), None);
    }
}
