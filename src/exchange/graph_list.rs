//! Makes lists of a graph: its nodes are people, as in a list of contacts, and its edges are ties between them.
//!
//! A node is known by a key, an address or a name that its data say, never by an id that counts within the file only.

use std::collections::HashMap;

use uuid::Uuid;

use super::graph_fault::{GraphFault, Trouble};
use super::graphml::{self, DRAWN_LABEL, EdgeRow, Graph, Key, NodeRow};
use super::header::{understand_contacts, unknown_column};
use super::mapping::{Field, Mapping, SheetMapping, Table};
use super::records::{heads::fields_of, values};
use super::synonyms::{meaning, record_fields, unit_level};
use super::table::{Sheet, TooLarge, Workbook};

/// Heads of data that many graphs have, by what they mean for a tie.
const OF_TIES: [(&str, Field); 6] = [
    ("source of claim", Field::Source),
    ("label", Field::Tie),
    ("type", Field::Tie),
    ("interaction", Field::Tie),
    ("edge type", Field::Tie),
    ("relation type", Field::Tie),
];

/// The two sheets of a graph and how they are understood: nodes, edges.
///
/// `corrected` is what a user takes the columns of the nodes for; the ends of edges are named accordingly.
pub(super) fn read(text: &str, corrected: Option<&Mapping>) -> Result<(Workbook, Mapping), GraphFault> {
    let graph = graphml::parse(text)?;
    // The graph of an account without people names the data of its nodes and has none: there is nothing to do.
    let is_of_people = graph.keys.iter().any(|(_, key)| key.is_of_nodes && key.name == "label");
    if graph.nodes.is_empty() && graph.edges.is_empty() && !is_of_people {
        return Err(GraphFault::of_file(Trouble::Xml("its <graph> is empty.".to_owned())));
    }
    lists(&graph, corrected).map_err(|TooLarge| GraphFault::of_file(Trouble::TooLarge))
}

fn lists(graph: &Graph, corrected: Option<&Mapping>) -> Result<(Workbook, Mapping), TooLarge> {
    let mut nodes = nodes_sheet(graph, None)?;
    let mut nodes_mapping = understand_nodes(&nodes);
    if let Some(column) = nodes_mapping.column_of(Field::Name).filter(|column| *column > 0) {
        nodes = nodes_sheet(graph, Some(column))?;
        nodes_mapping = understand_nodes(&nodes);
    }
    nodes_mapping.is_used |= graph.edges.is_empty() && nodes_mapping.has_names();
    let names =
        Names::new(graph, &nodes, corrected.and_then(|mapping| mapping.sheets.first()).unwrap_or(&nodes_mapping));
    let edges = edges_sheet(graph, &names)?;
    let edges_mapping = understand_edges(&edges);
    let (mut sheets, mut mappings) = (vec![nodes], vec![nodes_mapping]);
    if !graph.edges.is_empty() {
        sheets.push(edges);
        mappings.push(edges_mapping);
    }
    Ok((Workbook { sheets }, Mapping { sheets: mappings }))
}

/// The kinds of data that some elements have, each with its head.
fn kinds<'g>(
    graph: &'g Graph,
    is_of: impl Fn(&Key) -> bool,
    data: &[&'g Vec<(String, String)>],
) -> Vec<(&'g str, &'g str, &'g str)> {
    let is_said = |id: &str| data.iter().copied().flatten().any(|(key, value)| key == id && !value.is_empty());
    let declared = graph.keys.iter().filter(|(id, key)| is_of(key) && (!key.default.is_empty() || is_said(id)));
    let mut kinds: Vec<_> = declared.map(|(id, key)| (id.as_str(), key.name.as_str(), key.default.as_str())).collect();
    let has_label = kinds.iter().any(|(_, name, _)| name.eq_ignore_ascii_case("label"));
    if !has_label && is_said(DRAWN_LABEL) {
        kinds.push((DRAWN_LABEL, "label", ""));
    }
    kinds
}

fn value<'a>((id, _, default): (&str, &str, &'a str), data: &'a [(String, String)]) -> &'a str {
    data.iter().find(|(key, _)| key == id).map_or(default, |(_, value)| value)
}

/// The nodes with their data. In the column of names, if there is one, a node without any takes its id where that is a name.
fn nodes_sheet(graph: &Graph, name: Option<usize>) -> Result<Sheet, TooLarge> {
    let mut kinds = kinds(graph, |key| key.is_of_nodes, &graph.nodes.iter().map(|node| &node.data).collect::<Vec<_>>());
    if graph.nodes.is_empty() && graph.edges.is_empty() {
        kinds.push(("label", "label", ""));
    }
    let mut sheet = Sheet::new("nodes");
    sheet.begin_row(0);
    sheet.push_cell("node")?;
    for (_, name, _) in &kinds {
        sheet.push_cell(name)?;
    }
    for NodeRow { line, id, data } in &graph.nodes {
        sheet.begin_row(*line);
        sheet.push_cell(id)?;
        let is_unnamed = !kinds.iter().any(|kind| says_who(kind.1) && !value(*kind, data).trim().is_empty());
        for (column, kind) in (1..).zip(&kinds) {
            let is_name = name == Some(column) && is_unnamed && is_name(id);
            sheet.push_cell(if is_name { id } else { value(*kind, data) })?;
        }
    }
    Ok(sheet)
}

/// Whether data of a node tell who it is.
fn says_who(head: &str) -> bool {
    const WHO: [Field; 5] = [Field::Name, Field::GivenName, Field::FamilyName, Field::ExternalId, Field::Email];
    head.eq_ignore_ascii_case("label") || meaning(head).is_some_and(|meaning| WHO.contains(&meaning.field))
}

/// What the columns of the nodes are taken for.
fn understand_nodes(sheet: &Sheet) -> SheetMapping {
    let mut mapping = understand_contacts(sheet);
    mapping.head_line = Some(0);
    mapping.head_lines = 1;
    for (place, column) in mapping.columns.iter_mut().enumerate() {
        sheet.cell(0, place).clone_into(&mut column.header);
        column.samples.retain(|sample| *sample != column.header);
    }
    mapping.columns[0].field = None;
    let has_levels = mapping.columns.iter().any(|column| unit_level(&column.header).is_some());
    for column in mapping.columns.iter_mut().filter(|column| column.field == Some(Field::Unit)) {
        if has_levels && unit_level(&column.header).is_none() {
            column.field = None;
        }
    }
    if !mapping.has_names() {
        let label = mapping.columns.iter().position(|column| column.header.eq_ignore_ascii_case("label"));
        let place = label.or_else(|| (0..sheet.height()).skip(1).any(|row| is_name(sheet.cell(row, 0))).then_some(0));
        if let Some(place) = place {
            mapping.columns[place].field = Some(Field::Name);
            mapping.columns[place].level = None;
        }
    }
    let are_ours = (1..sheet.height()).all(|row| sheet.cell(row, 0).parse::<Uuid>().is_ok());
    if are_ours && mapping.column_of(Field::ExternalId).is_none() && mapping.columns[0].field.is_none() {
        mapping.columns[0].field = Some(Field::ExternalId);
    } else if are_ours && mapping.columns[0].field.is_none() {
        // Ids of our own beside a key only tie the edges to their ends.
        mapping.columns[0].samples.clear();
    }
    mapping.is_used = mapping.has_names() && sheet.height() > 1;
    mapping
}

/// Whether the id of a node may be what somebody is called, and not a number that a program gave it: 7, n7.
fn is_name(id: &str) -> bool {
    let bare = id.trim_start_matches(['n', 'N', 'v', 'V', '_', ':']);
    id.parse::<Uuid>().is_err() && !bare.is_empty() && !bare.chars().all(|c| c.is_ascii_digit() || c == ':')
}

/// What the ends of edges are called, by the ids of nodes: a text that means one person, and a unit that tells namesakes apart.
struct Names<'a> {
    of: HashMap<&'a str, (&'a str, &'a str)>,
}

impl<'a> Names<'a> {
    fn new(graph: &'a Graph, sheet: &'a Sheet, mapping: &SheetMapping) -> Self {
        let mut units: Vec<usize> = mapping.columns_of(Field::Unit).collect();
        units.sort_by_key(|column| mapping.columns[*column].level.unwrap_or(30));
        let told_by = [Field::ExternalId, Field::Email, Field::Name];
        let columns: Vec<usize> = told_by.into_iter().filter_map(|field| mapping.column_of(field)).collect();
        let mut of = HashMap::new();
        for (row, node) in (1..).zip(&graph.nodes) {
            let first = columns.iter().map(|column| sheet.cell(row, *column)).find(|text| !text.is_empty());
            let unit = units.iter().rev().map(|column| sheet.cell(row, *column)).find(|text| !text.is_empty());
            of.insert(node.id.as_str(), (first.unwrap_or(&node.id), unit.unwrap_or_default()));
        }
        Self { of }
    }

    fn of(&self, id: &'a str) -> (&'a str, &'a str) {
        self.of.get(id).copied().unwrap_or((id, ""))
    }
}

/// The heads of the ends of edges.
const ENDS: [&str; 4] = ["from", "from unit", "to", "to unit"];

fn edges_sheet<'a>(graph: &'a Graph, names: &Names<'a>) -> Result<Sheet, TooLarge> {
    let kinds = kinds(graph, |key| key.is_of_edges, &graph.edges.iter().map(|edge| &edge.data).collect::<Vec<_>>());
    let tie = kinds.iter().position(|(_, name, _)| field_of(name) == Some(Field::Tie));
    let mut sheet = Sheet::new("edges");
    sheet.begin_row(0);
    for head in ENDS.into_iter().chain(kinds.iter().map(|(_, name, _)| *name)) {
        sheet.push_cell(head)?;
    }
    for edge in &graph.edges {
        let EdgeRow { line, source, target, is_directed, data } = edge;
        let mut ways = vec![(source, target)];
        let kind = tie.and_then(|tie| values::tie_kind(value(kinds[tie], data)).ok());
        // An edge without direction says of both that the tie goes out from them.
        let is_one_way = kind.is_some_and(|(kind, _)| !kind.mutual);
        if is_one_way && !is_directed.unwrap_or(graph.is_directed) {
            ways.push((target, source));
        }
        for (from, to) in ways {
            sheet.begin_row(*line);
            let ((from, from_unit), (to, to_unit)) = (names.of(from), names.of(to));
            for cell in [from, from_unit, to, to_unit] {
                sheet.push_cell(cell)?;
            }
            for kind in &kinds {
                sheet.push_cell(value(*kind, data))?;
            }
        }
    }
    Ok(sheet)
}

/// What a kind of data says of a tie.
fn field_of(head: &str) -> Option<Field> {
    let allowed = fields_of(Table::Ties);
    let known = record_fields(head).iter().find(|field| allowed.contains(field)).copied();
    known.or_else(|| OF_TIES.iter().find(|(word, _)| head.eq_ignore_ascii_case(word)).map(|(_, field)| *field))
}

fn understand_edges(sheet: &Sheet) -> SheetMapping {
    let mut mapping = SheetMapping {
        sheet: sheet.name.clone(),
        table: Table::Ties,
        is_used: sheet.height() > 1,
        head_line: Some(0),
        head_lines: 1,
        ..SheetMapping::default()
    };
    let ends = [Field::From, Field::FromUnit, Field::To, Field::ToUnit];
    for (place, head) in sheet.row(0).enumerate() {
        let mut column = unknown_column(sheet, 1, place, head);
        let field = ends.get(place).copied().or_else(|| field_of(head));
        let fits = field != Some(Field::Strength) || holds_shares(sheet, place);
        let is_free = |field: &Field| mapping.columns_of(*field).next().is_none();
        column.field = field.filter(|field| fits && is_free(field));
        mapping.columns.push(column);
    }
    mapping
}

/// Whether most weights of a column are shares. Whole numbers count something else, such as messages, unless all are 0 or 1.
fn holds_shares(sheet: &Sheet, column: usize) -> bool {
    let weights: Vec<&str> =
        (1..sheet.height()).map(|row| sheet.cell(row, column)).filter(|text| !text.is_empty()).collect();
    let shares: Vec<f64> = weights.iter().filter_map(|text| values::share(text).ok()).collect();
    let are_parts = shares.iter().any(|share| *share > 0.0 && *share < 1.0);
    shares.len() == weights.len() || (are_parts && shares.len() * 2 > weights.len())
}
