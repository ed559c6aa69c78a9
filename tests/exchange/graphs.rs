//! Graphs of people and ties come in as GraphML: whom the nodes mean is found or said, and nobody is moved by them.

use waterline::exchange::{Code, ExportFormat, ExportOptions, Format, ReadOptions, Reading, demo::demo, export, read};
use waterline::model::claim::Statement;
use waterline::model::viewer::Viewer;

use super::account::{Sample, codes, day};

fn graph(text: &str) -> Reading {
    read(text.as_bytes(), "graph.graphml", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// The ties of a map: "from tie to strength".
fn ties(sample: &Sample) -> Vec<String> {
    let now = sample.snapshot();
    let name = |id| now.person(id).map_or(String::new(), |person| person.name.clone());
    let mut ties: Vec<String> = now
        .claims()
        .filter_map(|claim| match &claim.statement {
            Statement::Tie { from, to, tie, strength, .. } => {
                Some(format!("{} {tie} {} {strength:?}", name(*from), name(*to)))
            }
            _ => None,
        })
        .collect();
    ties.sort();
    ties
}

const KEYS: &str = "<key id='d0' for='node' attr.name='label' attr.type='string'/>\
    <key id='d1' for='node' attr.name='department' attr.type='string'/>\
    <key id='d2' for='edge' attr.name='relation' attr.type='string'/>\
    <key id='d3' for='edge' attr.name='weight' attr.type='double'><default>0.5</default></key>";

#[test]
fn nodes_are_matched_by_name_and_unit_and_edges_become_ties_with_kind_strength_and_direction() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "姓名,部门,职务\n王伟,信息处,处长\n王伟,办公室,主任\n李明,信息处,科员\n");
    let before = sample.posts();
    let text = format!(
        "<?xml version='1.0'?><!-- drawn elsewhere --><graphml>{KEYS}<graph edgedefault='directed'>\n\
         <node id='n0'><data key='d0'>王伟</data><data key='d1'>信息处</data></node>\n\
         <node id='n1'><data key='d0'>李明</data></node>\n\
         <node id='n2'><data key='d0'>新人 &amp; 客</data></node>\n\
         <edge source='n0' target='n1'><data key='d2'>trusts</data><data key='d3'>0.8</data></edge>\n\
         <edge source='n1' target='n2'><data key='d2'>信任</data></edge>\n\
         <edge source='n1' target='n0' directed='false'><data key='d2'>heeds</data></edge>\n\
         <edge source='n1' target='n9'><data key='d2'>trusts</data></edge>\n\
         </graph></graphml>"
    );
    let reading = graph(&text);

    let plan = sample.import(&reading);

    assert_eq!(reading.format, Format::Graphml);
    assert_eq!(
        ties(&sample),
        [
            "李明 heeds 王伟 Some(0.5)",
            "李明 trusts 新人 & 客 Some(0.5)",
            "王伟 heeds 李明 Some(0.5)",
            "王伟 trusts 李明 Some(0.8)"
        ],
        "{:?}",
        plan.report.findings
    );
    assert!(sample.posts().starts_with(&before[..2]), "a graph moves nobody: {:?}", sample.posts());
    assert!(codes(&plan).contains(&(Code::PersonNotFound, Some(8))), "{:?}", plan.report.findings);
    assert_eq!(plan.report.gone.len(), 1, "the other 王伟");
    assert_eq!(sample.plan(&reading).changes, [], "said again");
}

#[test]
fn labels_that_yed_draws_are_names_and_kinds_and_edges_without_a_kind_are_left_out_with_one_word() {
    let drawn = "<graphml><key id='g' for='node' yfiles.type='nodegraphics'/><key id='e' for='edge'/>\
        <graph id='G' edgedefault='directed'>\
        <node id='n0'><data key='g'><y:ShapeNode><y:NodeLabel x='1'>Ann Other<y:LabelModel/></y:NodeLabel></y:ShapeNode></data></node>\
        <node id='n1'><graph><node id='n1::n0'><data key='g'><NodeLabel>Ben Example</NodeLabel></data></node></graph>\
        <data key='g'><NodeLabel>Cyd Free</NodeLabel></data></node>\
        <edge source='n0' target='n1::n0'><data key='e'><y:PolyLineEdge><y:EdgeLabel>trusts</y:EdgeLabel></y:PolyLineEdge></data></edge>\
        </graph></graphml>";
    let mut sample = Sample::default();

    sample.import(&graph(drawn));

    assert_eq!(ties(&sample), ["Ann Other trusts Ben Example None"]);
    let mut names: Vec<String> = sample.snapshot().records().persons.iter().map(|one| one.name.clone()).collect();
    names.sort();
    assert_eq!(names, ["Ann Other", "Ben Example", "Cyd Free"]);

    let untold = "<graphml><graph edgedefault='undirected'><node id='Ann Other'/><node id='Ben Example'/>\
        <edge source='Ann Other' target='Ben Example'/></graph></graphml>";
    let plan = sample.plan(&graph(untold));
    assert_eq!(plan.changes, []);
    assert_eq!(codes(&plan), [(Code::EdgesWithoutTie, None)]);
    assert_eq!(plan.report.counts.left_out, 1);
}

#[test]
fn a_broken_or_wily_graph_is_refused_with_its_line() {
    let wily = "<?xml version='1.0'?>\n<!DOCTYPE graphml [<!ENTITY a 'x'>]>\n<graphml><graph/></graphml>";
    let deep = format!("<graphml>{}", "<graph><node id='a'>".repeat(1000));
    for (text, part) in [
        (wily, "DOCTYPE"),
        ("<graphml>\n<graph><node/></graph></graphml>", "no id"),
        ("<graphml><graph></graphml>", "expected"),
        ("<graphml><graph/></graphml>", "empty"),
        (deep.as_str(), "nested"),
    ] {
        let refusal = read(text.as_bytes(), "x.graphml", &ReadOptions::default()).expect_err("a refusal");
        assert_eq!(refusal.finding.code, Code::NotGraphml, "{refusal}");
        assert!(refusal.finding.message_en.contains(part), "{refusal}");
    }
}

#[test]
fn our_own_graph_brings_people_units_posts_and_ties_into_an_empty_account() {
    let mut full = Sample::default();
    let demo = demo(day("2026-03-01"));
    full.map.apply(&demo.changes, &Viewer::Operator).expect("the demo account obeys every rule");
    let exported =
        export(&full.snapshot(), ExportFormat::Graphml, &ExportOptions::on(day("2026-03-01"))).expect("a file");
    let reading = graph(&String::from_utf8(exported.bytes).expect("text"));
    let mut empty = Sample::default();

    let plan = empty.import(&reading);

    let held: Vec<String> = ties(&full).into_iter().filter(|tie| !tie.contains(" kin ")).collect();
    // Ties of one deal need that deal.
    let deals = codes(&plan).iter().filter(|(code, _)| *code == Code::DealNotFound).count();
    assert_eq!(ties(&empty).len() + deals, held.len(), "{:?}", plan.report.findings);
    assert_eq!(empty.snapshot().records().persons.len(), full.snapshot().records().persons.len());
    assert!(empty.units().len() > 5 && ties(&empty).len() > 3, "{:?}", empty.units());
    assert_eq!(empty.plan(&reading).changes, [], "said again");
}

#[test]
fn a_node_without_a_label_is_known_by_its_id_where_that_is_a_name() {
    let mut sample = Sample::default();
    let text = format!(
        "<graphml>{KEYS}<graph edgedefault='directed'><node id='n0'><data key='d0'>Ann Other</data></node>\n\
         <node id='Ben Example'/><node id='n2'/>\n<edge source='n0' target='Ben Example'><data key='d2'>trusts</data></edge>\n\
         </graph></graphml>"
    );

    sample.import(&graph(&text));

    assert_eq!(ties(&sample), ["Ann Other trusts Ben Example Some(0.5)"]);
    assert_eq!(sample.snapshot().records().persons.len(), 2, "a number is no name");
}

#[test]
fn one_weight_that_is_no_share_costs_the_others_nothing_and_counts_are_no_weights() {
    let edges = |weights: [&str; 3]| {
        let edge = |weight: &str| {
            format!("<edge source='n0' target='n1'><data key='d2'>trusts</data><data key='d3'>{weight}</data></edge>\n")
        };
        let edges: String = weights.into_iter().map(edge).collect();
        graph(&format!(
            "<graphml>{KEYS}<graph edgedefault='directed'><node id='n0'><data key='d0'>Ann</data></node>\n\
             <node id='n1'><data key='d0'>Ben</data></node>\n{edges}</graph></graphml>"
        ))
    };

    let mut judged = Sample::default();
    let plan = judged.import(&edges(["0.8", "0.4", "7"]));
    let mut counted = Sample::default();
    let of_counts = counted.import(&edges(["1", "2", "1"]));

    assert_eq!(ties(&judged), ["Ann trusts Ben None", "Ann trusts Ben Some(0.4)", "Ann trusts Ben Some(0.8)"]);
    assert!(codes(&plan).contains(&(Code::ValueNotUsed, Some(5))), "{:?}", plan.report.findings);
    assert_eq!(ties(&counted), ["Ann trusts Ben None"]);
    assert!(codes(&of_counts).contains(&(Code::UnusedColumn, None)), "{:?}", of_counts.report.findings);
}

#[test]
fn our_own_graph_has_no_column_that_is_not_used() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "工号,姓名,部门,职务\n7,周临海,局领导,局长\n8,吴启明,局领导,副局长\n");
    sample.import_text("2026-03-01", "从,到,关系\n周临海,吴启明,信任\n");
    let exported = export(&sample.snapshot(), ExportFormat::Graphml, &ExportOptions::on(day("2026-03-01")));

    let plan = sample.plan(&graph(&String::from_utf8(exported.expect("a file").bytes).expect("text")));

    assert_eq!((plan.changes, plan.report.findings), (vec![], vec![]));
}
