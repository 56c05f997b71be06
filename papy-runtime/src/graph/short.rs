//! Type names for pictures: without the modules, which nobody reads there.

/// `core::option::Option<alloc::string::String>` as `Option<String>`.
pub(super) fn short(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut path = String::new();
    for letter in name.chars() {
        if letter.is_alphanumeric() || matches!(letter, '_' | ':') {
            path.push(letter);
        } else {
            out += last(&path);
            path.clear();
            out.push(letter);
        }
    }
    out + last(&path)
}

/// The last word of a path; one that follows a `<T as Trait>` keeps its colons.
fn last(path: &str) -> &str {
    match path.rfind("::") {
        Some(0) => path,
        Some(at) => &path[at + 2..],
        None => path,
    }
}
