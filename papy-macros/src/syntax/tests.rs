use super::ast::{Body, Item, Mark, Source};
use super::*;

fn read(text: &str) -> (Option<ast::Pipeline>, Vec<String>) {
    let (pipeline, faults) = parse(text.parse().expect("tokens"));
    (pipeline, faults.iter().map(ToString::to_string).collect())
}

fn faults(text: &str) -> Vec<String> {
    read(text).1
}

#[test]
fn whole_grammar_is_read() {
    let (pipeline, faults) = read(
        r#"
        /// Docs.
        #[derive(Debug)]
        pub(crate) Count<const K: usize, T>(pattern: String, /** doc */ n: u8,) where T: Copy {
            crate = ::my_papy;
            imap pool = threads(4) + processes(n as usize) [strict, batch = 8];
            imap grid: Any;
            /// What comes in.
            input lines: Line;
            input input: Vec<u8>;
            policy [timeout = 5s, on_error = skip];
            let both: (A, B) = (lines, [input, lines] [unordered]?, (lines, input)*) [join = inner] -> a::kmers::<K>;
            let kept = lines -> { f -> g { k: n + 1 } } on pool [batch = 250ms];
            output kept;
            output on: Line [buffer = 9] = input -> grep { pattern, x: 1, } on on -> policy [retry = 2] -> r#type;
            input -> print;
        }"#,
    );
    assert_eq!(faults, [""; 0]);
    let pipeline = pipeline.expect("a pipeline");
    assert_eq!(pipeline.name, "Count");
    assert_eq!(pipeline.params.len(), 2);
    assert!(pipeline.krate.is_some() && pipeline.generics.where_clause.is_some());
    assert_eq!(pipeline.items.len(), 10);
    let Item::Let(both) = &pipeline.items[5] else { panic!("not a let") };
    let Source::Zip(zip) = &both.flow.source else { panic!("not a zip") };
    assert_eq!(zip.branches.iter().map(|b| b.mark).collect::<Vec<_>>(), [Mark::Plain, Mark::Question, Mark::Star]);
    let Item::Let(kept) = &pipeline.items[6] else { panic!("not a let") };
    assert!(matches!(&kept.flow.stages[0].body, Body::Group(nodes) if nodes.len() == 2));
}

#[test]
fn each_fault_is_one_error_and_the_rest_is_read() {
    let (pipeline, faults) = read(
        "P { input a: T; let b = a => f; let c = b -> ; output d = c -> g(\"x\"); let e = d -> h let i = e -> ;
         output j = (i) -> k; fn; output l = a | m; let n = output o = a -> p; }",
    );
    assert_eq!(
        faults,
        [
            "stages follow `->`",
            "expected a piper after `->`",
            "parameters are named: write `g { .. }`",
            "expected `;` after this statement",
            "expected a piper after `->`",
            "a zip takes two streams or more, `(a, b)`: write `i`",
            "expected `imap`, `input`, `let`, `output`, `policy` or a flow `a -> f`",
            "stages follow `->`",
            "expected `;` after this statement",
        ]
    );
    assert_eq!(pipeline.expect("a pipeline").items.len(), 9);
}

#[test]
fn half_typed_graph_keeps_the_rest() {
    let (pipeline, faults) = read("P(q: u8) { input a: T; let b = a -> f -> output c = b -> g { q: }; let }");
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert_eq!(faults[0], "expected a piper after `->`");
    let pipeline = pipeline.expect("a pipeline");
    assert_eq!(pipeline.items.len(), 3);
    let Item::Let(b) = &pipeline.items[1] else { panic!("not a let") };
    assert!(b.flow.broken && b.flow.stages.len() == 1);
}

#[test]
fn slips_say_the_way_out() {
    for (body, text) in [
        ("x = a -> f;", "a new stream begins with `let`: write `let x = ..`"),
        ("ouput x = a -> f;", "no statement begins with `ouput`; did you mean `output`?"),
        ("a? -> f;", "`?` and `*` belong behind a branch of a zip: `(a, b?) -> f`"),
        ("(a -> f, b) -> g;", "a branch is a stream: name this flow with `let` and put its name here"),
        ("[a?, b] -> g;", "`?` and `*` mean something in a zip only: remove the mark"),
        ("a -> { f on pool -> g };", "`on` belongs after the group: it is one unit of work, in one place"),
        ("a -> f [batch = 1] on pool;", "`on` stands before the options: write `on pool [..]`"),
        ("a -> kmers<21>;", "in a pipeline as in an expression: write `kmers::<21>`"),
        ("a [batch = 1] -> f;", "options stand behind a stage: the stream `a` takes none here"),
        ("a -> f on;", "expected the name of an imap after `on`"),
        ("input x;", "an input has a type: write `input x: T;`"),
        ("imap x;", "expected `imap x = threads(4);` or `imap x: Threads;`"),
        ("let x;", "expected a flow: write `let x = ..`"),
        ("a -> f; crate = ::papy;", "`crate = path;` stands first in a pipeline, and once"),
        ("#[inline] a -> f;", "statements of a pipeline take doc comments, no other attributes"),
        ("a -> {};", "an empty group: put pipers between the braces, `{ f -> g }`"),
    ] {
        assert_eq!(faults(&format!("P {{ {body} }}")), [text], "{body}");
    }
}

#[test]
fn header_faults_are_told_once() {
    assert_eq!(faults("").len(), 1);
    assert_eq!(faults("P").len(), 1);
    assert_eq!(faults("P(a) { input a: T; }").len(), 1);
    assert_eq!(faults("P<+> { input a: T; }").len(), 1);
    assert_eq!(faults("P { } Q { }").len(), 1);
}

/// Small and seeded: the same tokens on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

fn mutate(tokens: TokenStream, dice: &mut Dice) -> TokenStream {
    use proc_macro2::{Delimiter, Group, TokenTree};
    let mut out: Vec<TokenTree> = Vec::new();
    for token in tokens {
        let token = match token {
            TokenTree::Group(group) => {
                let delimiter = match dice.roll(30) {
                    0 => Delimiter::Parenthesis,
                    1 => Delimiter::Bracket,
                    2 => Delimiter::Brace,
                    3 => Delimiter::None,
                    _ => group.delimiter(),
                };
                TokenTree::Group(Group::new(delimiter, mutate(group.stream(), dice)))
            }
            token => token,
        };
        match dice.roll(25) {
            0 => {}
            1 => out.extend([token.clone(), token]),
            2 => {
                let at = dice.roll(out.len() + 1);
                out.insert(at, token);
            }
            _ => out.push(token),
        }
    }
    out.into_iter().collect()
}

/// A pipeline that uses all of the grammar, with tokens lost, doubled and moved.
pub(crate) fn mutations(count: u64) -> impl Iterator<Item = TokenStream> {
    let text = "/// d
        pub P<const K: usize>(q: String, n: u8) where T: X { crate = ::x; imap pool = threads(4) + processes(n) [strict];
        imap g: Any; input a: T; input b: Vec<u8>; policy [timeout = 5s]; let c: T = (a, b?, [a, b] [unordered]) -> f::<K>;
        let d = c -> { f -> g { k: n + 1 } } on pool [batch = 3]; output d; output e: T [buffer = 9] = d -> x::h { q } on g;
        d -> print; output i = (d, c*) [join = each]; let j = k -> f; let k = j -> f; let a = a -> trim; }";
    (1..=count).map(move |seed| {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        mutate(text.parse().expect("tokens"), &mut dice)
    })
}

#[test]
fn no_mutation_panics_or_passes_in_silence() {
    for tokens in mutations(3000) {
        let (pipeline, faults) = parse(tokens);
        assert!(pipeline.is_some() || !faults.is_empty());
    }
}
