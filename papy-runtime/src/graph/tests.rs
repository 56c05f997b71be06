use super::short::short;
use super::{Graph, Rate, dot, json, mermaid};

#[test]
fn type_names_lose_their_modules_and_nothing_else() {
    let check = |name: &str, want: &str| assert_eq!(short(name), want);
    check("u64", "u64");
    check("alloc::string::String", "String");
    check("core::option::Option<alloc::vec::Vec<my::Ty<3>>>", "Option<Vec<Ty<3>>>");
    check("(&str, [a::b::Ärger; 4], *const a::B)", "(&str, [Ärger; 4], *const B)");
    check("<a::T as b::C>::Item", "<T as C>::Item");
    check("a::f::{{closure}}", "{{closure}}");
    check("dyn core::ops::function::Fn(u8) -> core::cmp::Ordering", "dyn Fn(u8) -> Ordering");
}

#[test]
fn texts_are_quoted_as_each_language_wants() {
    let check = |text: &str, want: [&str; 3]| {
        assert_eq!([dot::quoted(text), mermaid::quoted(text), json::quoted(text)], want);
    };
    check("hits.grep#2", [r#""hits.grep#2""#; 3]);
    check("größe", [r#""größe""#; 3]);
    check("a\nb", [r#""a\nb""#, r#""a<br/>b""#, r#""a\u000ab""#]);
    check(r#""x\y""#, [r#""\"x\\y\"""#, r##""#quot;x#92;y#quot;""##, r#""\"x\\y\"""#]);
    check("Vec<[u8; 4]> *", [r#""Vec<[u8; 4]> *""#, r#""Vec#lt;[u8#59; 4]#gt; #42;""#, r#""Vec<[u8; 4]> *""#]);
    check("a#2; &b`", [r#""a#2; &b`""#, r#""a#2#59; #amp;b#96;""#, r#""a#2; &b`""#]);
}

#[test]
fn rates_are_told_as_in_for_out() {
    let text = |takes, least, most| Rate { takes, least, most }.to_string();
    assert_eq!([text(1, 1, Some(1)), text(1, 0, Some(1)), text(1, 0, None)], ["1:1", "1:0..1", "1:0.."]);
    assert_eq!([text(1, 4, Some(4)), text(8, 1, Some(1))], ["1:4", "8:1"]);
}

#[test]
fn empty_graph_has_pictures_too() {
    let graph = Graph::UNKNOWN;
    assert_eq!(graph.to_mermaid(), "flowchart LR\n");
    assert!(graph.to_dot().starts_with("digraph \"\" {\n") && graph.to_dot().ends_with("}\n"));
    assert!(graph.to_json().contains("\"nodes\": [],\n"));
}
