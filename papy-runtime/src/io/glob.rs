//! What a file pattern matches, as a machine over the components of a path. Touches no file.

/// A pattern, in components: `logs/**/*.tx[tT]`.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    components: Vec<Component>,
}

#[derive(Debug, Clone)]
enum Component {
    /// `**`: any number of directories, also none.
    Any,
    /// One name.
    Name(Vec<Token>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Byte(u8),
    /// `?`: one character.
    One,
    /// `*`: any characters, also none.
    Many,
    /// `[a-z]`, `[!a-z]`: one character in, or not in, one of the ranges.
    Class {
        ranges: Vec<(u32, u32)>,
        inside: bool,
    },
}

/// Before which components of the pattern a directory stands, ascending; the pattern's length means that it matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Positions(Vec<usize>);

impl Pattern {
    /// Cuts off the leading directories without wildcards, as they are, and understands the rest. Every text is a pattern.
    pub(super) fn parse(pattern: &str) -> (&str, Pattern) {
        let base = match pattern.find(['*', '?', '[']) {
            Some(at) => pattern[..at].rfind('/').map_or(0, |slash| slash + 1),
            None => pattern.rfind('/').map_or(0, |slash| slash + 1),
        };
        let components = pattern[base..].split('/').filter(|name| !name.is_empty() && *name != ".");
        (&pattern[..base], Pattern { components: components.map(Component::parse).collect() })
    }

    /// The only name that the pattern matches, where it has no wildcard.
    pub(super) fn plain_name(&self) -> Option<Vec<u8>> {
        match &self.components[..] {
            [Component::Name(tokens)] => {
                tokens.iter().map(|token| if let Token::Byte(byte) = token { Some(*byte) } else { None }).collect()
            }
            _ => None,
        }
    }

    /// Before the first component.
    pub(super) fn start(&self) -> Positions {
        let mut positions = Vec::new();
        self.add(&mut positions, 0);
        Positions(positions)
    }

    /// Where an entry named `name` of a directory at `from` stands. `**` goes through no link, so that no walk goes in circles.
    pub(super) fn step(&self, from: &Positions, name: &[u8], is_link: bool) -> Positions {
        let mut to = Vec::new();
        for &position in &from.0 {
            match self.components.get(position) {
                Some(Component::Any) if !is_link && !name.starts_with(b".") => self.add(&mut to, position),
                Some(Component::Name(tokens)) if name_matches(tokens, name) => self.add(&mut to, position + 1),
                _ => {}
            }
        }
        to.sort_unstable();
        Positions(to)
    }

    /// Whether a path that stands here is matched as a whole.
    ///
    /// A `**` at the end matches the files below, and so does not match the directory itself.
    pub(super) fn is_match(&self, at: &Positions) -> bool {
        at.0.last() == Some(&self.components.len())
    }

    /// Whether anything below a directory that stands here can match.
    pub(super) fn goes_on(&self, at: &Positions) -> bool {
        at.0.first().is_some_and(|first| *first < self.components.len())
    }

    fn add(&self, positions: &mut Vec<usize>, position: usize) {
        if positions.contains(&position) {
            return;
        }
        positions.push(position);
        if let Some(Component::Any) = self.components.get(position) {
            self.add(positions, position + 1);
        }
    }
}

impl Component {
    fn parse(text: &str) -> Component {
        if text == "**" { Component::Any } else { Component::Name(tokens(text)) }
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        match first {
            '*' if tokens.last() == Some(&Token::Many) => {}
            '*' => tokens.push(Token::Many),
            '?' => tokens.push(Token::One),
            '[' => match class(rest) {
                Some((token, used)) => {
                    tokens.push(token);
                    length = used;
                }
                // As shells do: a bracket that is not closed is a bracket.
                None => tokens.push(Token::Byte(b'[')),
            },
            _ => tokens.extend(rest[..length].bytes().map(Token::Byte)),
        }
        rest = &rest[length..];
    }
    tokens
}

/// The class that `text` begins with, and its length in bytes.
fn class(text: &str) -> Option<(Token, usize)> {
    let mut chars = text.char_indices().skip(1).peekable();
    let inside = chars.next_if(|(_, c)| matches!(c, '!' | '^')).is_none();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    let mut first = true;
    while let Some((at, from)) = chars.next() {
        if from == ']' && !first {
            return Some((Token::Class { ranges, inside }, at + 1));
        }
        first = false;
        let mut ahead = chars.clone();
        let to = match (ahead.next(), ahead.next()) {
            (Some((_, '-')), Some((_, to))) if to != ']' => {
                chars.nth(1);
                to
            }
            _ => from,
        };
        ranges.push((u32::from(from), u32::from(to)));
    }
    None
}

/// Whether a name matches. A leading dot is matched only by a dot, as in shells.
fn name_matches(tokens: &[Token], name: &[u8]) -> bool {
    if name.first() == Some(&b'.') && tokens.first() != Some(&Token::Byte(b'.')) {
        return false;
    }
    let (mut token, mut at) = (0, 0);
    // Behind the last `*`: its token, and where in the name what follows it is tried. One is enough: a later `*` can make up for
    // whatever an earlier one took.
    let mut retry = None;
    loop {
        match tokens.get(token) {
            Some(Token::Many) => {
                token += 1;
                retry = Some((token, at));
                continue;
            }
            Some(one) => {
                if let Some(length) = one_matches(one, &name[at..]) {
                    token += 1;
                    at += length;
                    continue;
                }
            }
            None if at == name.len() => return true,
            None => {}
        }
        match retry {
            Some((behind, from)) if from < name.len() => {
                (token, at) = (behind, from + 1);
                retry = Some((token, at));
            }
            _ => return false,
        }
    }
}

/// How many bytes of `rest` the token matches.
fn one_matches(token: &Token, rest: &[u8]) -> Option<usize> {
    let (value, length) = character(rest)?;
    let matches = match token {
        Token::Byte(byte) => return (rest[0] == *byte).then_some(1),
        Token::One => true,
        Token::Class { ranges, inside } => ranges.iter().any(|(from, to)| (*from..=*to).contains(&value)) == *inside,
        Token::Many => unreachable!("the caller drives `*`"),
    };
    matches.then_some(length)
}

/// The first character, or the first byte where the name is not UTF-8 there (as a value that no character has).
fn character(bytes: &[u8]) -> Option<(u32, usize)> {
    let first = *bytes.first()?;
    let length = match first {
        0x00..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return Some((0x11_0000 + u32::from(first), 1)),
    };
    let character = bytes.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()?.chars().next());
    Some(character.map_or((0x11_0000 + u32::from(first), 1), |character| (u32::from(character), length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the pattern matches a path of plain directories.
    fn matches(pattern: &str, path: &str) -> bool {
        let (base, pattern) = Pattern::parse(pattern);
        assert_eq!(base, "", "the rest is matched");
        let mut at = pattern.start();
        let mut names = path.split('/').peekable();
        while let Some(name) = names.next() {
            if names.peek().is_some() && !pattern.goes_on(&at) {
                return false;
            }
            at = pattern.step(&at, name.as_bytes(), false);
        }
        pattern.is_match(&at)
    }

    #[test]
    fn patterns_match_as_in_shells() {
        for (pattern, yes, no) in [
            ("*", &["a", "a.b"][..], &[".a", "a/b"][..]),
            ("*.txt", &["a.txt", "a.txt.txt"], &["a.txtx", ".txt", ".a.txt", "b/a.txt"]),
            ("a*b*c", &["abc", "aXbbYc", "abcbc"], &["ab", "acb", "abcX"]),
            ("?", &["a", "ü"], &["", "ab", "."]),
            ("[a-c]x", &["ax", "cx"], &["dx", "x", "-x"]),
            ("[!a-c]x", &["dx", "-x", "üx"], &["ax", ".x"]),
            ("[]-]x", &["]x", "-x"], &["ax"]),
            ("[äö]", &["ä"], &["a", "ü"]),
            ("[a", &["[a"], &["a"]),
            ("[*]", &["*"], &["a"]),
            (".*", &[".a"], &["a"]),
            ("**", &["a", "a/b", "a/b/c"], &[".a", ".a/b", "a/.b"]),
            ("**/*.c", &["x.c", "a/x.c", "a/b/x.c"], &["x.h", ".git/x.c", "a/.git/x.c"]),
            ("*/b/**/c", &["a/b/c", "a/b/x/y/c", "a/b/c/c"], &["b/c", "a/b", "a/x/b/c"]),
            ("**/a/**/a", &["a/a", "x/a/y/a", "a/a/a"], &["a", "x/a"]),
            ("*/.git/*", &["a/.git/b"], &["a/git/b"]),
        ] {
            yes.iter().for_each(|path| assert!(matches(pattern, path), "{pattern} matches {path}"));
            no.iter().for_each(|path| assert!(!matches(pattern, path), "{pattern} does not match {path}"));
        }
    }

    #[test]
    fn leading_directories_without_wildcards_are_the_base() {
        for (pattern, base, plain) in [
            ("/var/log/*.log", "/var/log/", None),
            ("a/b", "a/", Some("b")),
            ("b", "", Some("b")),
            ("/x*/y", "/", None),
            ("../a/[x]/y", "../a/", None),
            ("**", "", None),
        ] {
            let (found, rest) = Pattern::parse(pattern);
            assert_eq!((found, rest.plain_name()), (base, plain.map(|name| name.as_bytes().to_vec())), "{pattern}");
        }
    }

    #[test]
    fn a_name_that_is_not_utf8_is_matched_byte_by_byte() {
        assert!(name_matches(&tokens("a??"), b"a\xff\xfe"));
        assert!(name_matches(&tokens("[!x]*"), b"\xff"));
        assert!(!name_matches(&tokens("[\u{0}-\u{10ffff}]"), b"\xff"));
    }

    #[test]
    fn many_stars_take_no_exponential_time() {
        assert!(!name_matches(&tokens(&"*a".repeat(50)), &[b'b'; 5000]));
        assert!(!name_matches(&tokens(&format!("{}b", "*a".repeat(20))), &[b'a'; 2000]));
    }

    #[test]
    fn any_depth_goes_through_no_link_but_a_name_does() {
        let (_, pattern) = Pattern::parse("**/x/*");
        let start = pattern.start();
        assert!(!pattern.goes_on(&pattern.step(&start, b"a", true)));
        assert!(pattern.goes_on(&pattern.step(&start, b"x", true)));
    }
}
