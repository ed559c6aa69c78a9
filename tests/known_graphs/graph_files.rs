//! Graph files as people have them, and as attackers make them.

use waterline::exchange::graph_file::{EdgeList, EdgeListOptions, Weights, read_edges, read_groups};
use waterline::model::language::Language;

fn read(text: &str, options: &EdgeListOptions) -> Result<EdgeList, String> {
    read_edges(text.as_bytes(), options).map_err(|fault| fault.sentence(Language::En))
}

fn plain(text: &str) -> EdgeList {
    read(text, &EdgeListOptions::default()).expect("a readable file")
}

fn weighted() -> EdgeListOptions {
    EdgeListOptions { weights: Weights::Read, ..EdgeListOptions::default() }
}

#[test]
fn lists_are_read_with_and_without_header_in_any_order_of_columns() {
    let expected = EdgeList {
        nodes: vec!["Ada".to_owned(), "Bo".to_owned(), "Cy".to_owned()],
        edges: vec![(0, 1, 1.0), (1, 2, 1.0)],
        is_directed: false,
    };

    for text in [
        "Ada,Bo\nBo,Cy\n",
        "source,target\nAda,Bo\nBo,Cy\n",
        "kind\ttarget\tsource\r\nx\tBo\tAda\r\n\r\ny\tCy\tBo",
        "\u{feff}From;To;Weight\nAda;Bo;2\nBo;Cy;x\n",
        "\"Ada\",\"Bo\"\n\"Bo\",Cy",
    ] {
        assert_eq!(plain(text), expected, "{text}");
    }
    assert_eq!(plain(""), EdgeList::default());
    assert_eq!(plain("起点,终点\n沈砚秋,顾长庚\n").nodes, ["沈砚秋", "顾长庚"]);
}

#[test]
fn weights_and_conditions_choose_by_heading_or_number() {
    let text = "source,target,relation,strength\nA,B,advice,0.5\nB,C,friendship,2\nA,C,advice,-1\n";
    let options =
        EdgeListOptions { weights: Weights::Read, conditions: vec![("relation".to_owned(), "advice".to_owned())] };

    let list = read(text, &options).expect("a readable file");

    assert_eq!(list.edges, [(0, 1, 0.5), (0, 2, -1.0)]);
    let by_number = EdgeListOptions {
        weights: Weights::ReadFrom("4".to_owned()),
        conditions: vec![("3".to_owned(), "friendship".to_owned())],
    };
    assert_eq!(read(text, &by_number).expect("a readable file").edges, [(0, 1, 2.0)]);
}

#[test]
fn a_fault_says_line_field_and_remedy() {
    for (text, options, words) in [
        ("A,B,1\nB,C,much\n", weighted(), ["line 2", "field 3", "much", "number"]),
        ("A,B,1\nB,C,NaN\n", weighted(), ["line 2", "field 3", "NaN", "finite"]),
        ("A,B,1\nB,C,inf\n", weighted(), ["line 2", "field 3", "inf", "finite"]),
        ("source,target\nA,\n", EdgeListOptions::default(), ["line 2", "field 2", "no name", "target"]),
        ("A B\nB C\n", EdgeListOptions::default(), ["line 1", "field 1", "A B", "commas"]),
        ("A,\"B\nC,D", EdgeListOptions::default(), ["line 1", "field 2", "\"B", "quotation"]),
    ] {
        let sentence = read(text, &options).expect_err("a fault");
        for word in words {
            assert!(sentence.contains(word), "{sentence} lacks {word}");
        }
    }
    let missing =
        EdgeListOptions { conditions: vec![("kind".to_owned(), "x".to_owned())], ..EdgeListOptions::default() };
    assert!(read("source,target\nA,B\n", &missing).expect_err("a fault").contains("source, target"));
    let fault = read_edges(&[0, 159, 146, 150, 0, 0, 1], &EdgeListOptions::default()).expect_err("no text");
    assert!(fault.sentence(Language::Zh).contains("UTF-8"));
}

#[test]
fn groups_are_read_by_heading() {
    let pairs = |text: &str, column: Option<&str>| read_groups(text.as_bytes(), column).expect("a readable file");

    assert_eq!(pairs("A,x\nB,y\n", None), [("A".to_owned(), "x".to_owned()), ("B".to_owned(), "y".to_owned())]);
    assert_eq!(pairs("id,age,dept\nA,3,x\n", None), [("A".to_owned(), "x".to_owned())]);
    assert_eq!(pairs("id,age,dept\nA,3,x\n", Some("age")), [("A".to_owned(), "3".to_owned())]);
}

const GRAPHML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="w" for="edge" attr.name="weight" attr.type="double"><default>1</default></key>
  <key id="c" for="node" attr.name="colour" attr.type="string"/>
  <graph id="G" edgedefault="directed">
    <node id="Ada &amp; Bo"><data key="c">red</data></node>
    <node id="Cy"/>
    <node id="alone"/>
    <edge source="Ada &amp; Bo" target="Cy"><data key="w">0.5</data></edge>
    <edge source="Cy" target="Ada &#38; Bo"/>
  </graph>
</graphml>"#;

#[test]
fn graphml_is_read_with_weights_defaults_and_isolates() {
    let list = read(GRAPHML, &weighted()).expect("a readable file");

    assert_eq!(list.nodes, ["Ada & Bo", "Cy", "alone"]);
    assert_eq!(list.edges, [(0, 1, 0.5), (1, 0, 1.0)]);
    assert!(list.is_directed);
    let some =
        EdgeListOptions { conditions: vec![("weight".to_owned(), "0.5".to_owned())], ..EdgeListOptions::default() };
    assert_eq!(read(GRAPHML, &some).expect("a readable file").nodes, ["Ada & Bo", "Cy"]);
}

#[test]
fn hostile_graphml_is_refused_with_its_line() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE graphml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n\
                <graphml><graph><node id=\"&b;\"/></graph></graphml>";
    let deep = format!("<graphml>{}", "<graph>".repeat(100_000));
    let cases = [
        (bomb.to_owned(), "line 2"),
        ("<graphml>\n<graph><edge source=\"&x;\" target=\"b\"/></graph></graphml>".to_owned(), "line 2"),
        (deep, "nested"),
        ("<graphml><graph>\n\n<edge source=\"a\"/></graph></graphml>".to_owned(), "line 3"),
        ("<graphml><graph>".to_owned(), "ends in the middle"),
        ("<graphml></graph></graphml>".to_owned(), "line 1"),
        ("<svg></svg>".to_owned(), "<graphml>"),
        ("<graphml></graphml>".to_owned(), "no <graph>"),
        ("<graphml><graph><hyperedge/></graph></graphml>".to_owned(), "hyperedge"),
        ("<".to_owned(), "GraphML"),
    ];

    for (text, word) in cases {
        let sentence = read(&text, &EdgeListOptions::default()).expect_err("a fault");
        assert!(sentence.contains(word), "{sentence} lacks {word}");
    }
}
