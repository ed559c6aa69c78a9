//! Reads plain graph files: lists of edges as CSV or TSV with or without a header, and GraphML; and files of groups.

use super::delimited::{Broken, read_delimited};
use super::encoding::decode;
use super::graph_fault::{GraphFault, Trouble};
use super::graphml;
use super::table::Sheet;

/// What of a file makes edges.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EdgeListOptions {
    /// Whether weights are read.
    pub weights: Weights,
    /// Only rows count whose cell in this column is this value, for each of these; a column by its heading, or by its
    /// number from 1.
    pub conditions: Vec<(String, String)>,
}

/// Whether weights are read, and from which column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Weights {
    /// Each edge weighs 1.
    #[default]
    Ignored,
    /// From the column called weight, or else the third one.
    Read,
    /// From the column of this heading or number.
    ReadFrom(String),
}

/// The edges of a file, by the names of their ends.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EdgeList {
    /// The nodes: ends of edges, in order of the file, and those that the file names without edges.
    pub nodes: Vec<String>,
    /// From, to, by place in `nodes`, and the weight, which is any number here but not "not a number" nor infinite.
    pub edges: Vec<(u32, u32, f64)>,
    /// Whether the file itself says that its edges have a direction.
    pub is_directed: bool,
}

/// A table whose rows are edges.
pub(super) struct EdgeTable {
    pub(super) sheet: Sheet,
    /// Nodes that the file names besides those of its edges.
    pub(super) nodes: Vec<String>,
    pub(super) is_directed: bool,
}

const SOURCES: &[&str] = &["source", "from", "src", "sender", "tail", "起点", "来源", "源"];
const TARGETS: &[&str] = &["target", "to", "dst", "dest", "receiver", "recipient", "head", "终点", "目标"];
const WEIGHTS: &[&str] = &["weight", "strength", "value", "权重", "强度"];
const NODES: &[&str] = &["id", "node", "name", "node_id", "节点", "姓名", "名称"];
const GROUPS: &[&str] = &["group", "department", "dept", "unit", "faction", "class", "组", "分组", "部门", "单位"];

/// Reads the edges of a file.
pub fn read_edges(bytes: &[u8], options: &EdgeListOptions) -> Result<EdgeList, GraphFault> {
    let text = text_of(bytes)?;
    let table = if text.trim_start().starts_with('<') {
        graphml::read(&text)?
    } else {
        EdgeTable { sheet: sheet_of(&text)?, nodes: Vec::new(), is_directed: false }
    };
    let columns = Columns::of(&table.sheet, options)?;
    let mut list = EdgeList { is_directed: table.is_directed, ..EdgeList::default() };
    let mut places = indexmap::IndexMap::new();
    let mut place = |name: &str| -> u32 {
        if let Some(known) = places.get(name) {
            return *known;
        }
        let next = places.len() as u32;
        places.insert(name.to_owned(), next);
        next
    };
    if options.conditions.is_empty() {
        for node in &table.nodes {
            place(node);
        }
    }
    let sheet = &table.sheet;
    for row in columns.first_row..sheet.height() {
        let is_wanted = |(column, value): &(usize, String)| sheet.cell(row, *column) == value;
        if sheet.is_blank(row) || !columns.conditions.iter().all(is_wanted) {
            continue;
        }
        let from = place(name_at(sheet, row, columns.source)?);
        let to = place(name_at(sheet, row, columns.target)?);
        let weight = columns.weight.map_or(Ok(1.0), |column| weight_at(sheet, row, column))?;
        list.edges.push((from, to, weight));
    }
    list.nodes = places.into_keys().collect();
    Ok(list)
}

/// Reads which group each node is in: the column called group, department, unit and so on, or the one that is named, or
/// else the second one; the node in the column called id, node or name, or else the first one.
pub fn read_groups(bytes: &[u8], column: Option<&str>) -> Result<Vec<(String, String)>, GraphFault> {
    let sheet = sheet_of(&text_of(bytes)?)?;
    let found = (find(&sheet, NODES), find(&sheet, GROUPS));
    let group = match column {
        Some(named) => column_called(&sheet, named)?,
        None => found.1.unwrap_or(1),
    };
    let by_heading = column.is_some_and(|named| sheet.row(0).any(|cell| cell.eq_ignore_ascii_case(named)));
    let has_header = by_heading || found.0.is_some() || found.1.is_some();
    let node = if has_header { found.0.unwrap_or(0) } else { 0 };
    let rows = usize::from(has_header)..sheet.height();
    rows.filter(|row| !sheet.is_blank(*row))
        .map(|row| Ok((name_at(&sheet, row, node)?.to_owned(), sheet.cell(row, group).to_owned())))
        .collect()
}

fn text_of(bytes: &[u8]) -> Result<String, GraphFault> {
    decode(bytes).map(|(text, _)| text).ok_or(GraphFault::of_file(Trouble::NoText))
}

fn sheet_of(text: &str) -> Result<Sheet, GraphFault> {
    match read_delimited(text) {
        Ok((sheet, _)) => Ok(sheet),
        Err(Broken::TooLarge) => Err(GraphFault::of_file(Trouble::TooLarge)),
        Err(Broken::Unclosed { line, column, value }) => {
            Err(GraphFault::at(line, column, value, Trouble::OpenQuotation))
        }
        Err(Broken::TextAfterQuote { line, column, value }) => {
            Err(GraphFault::at(line, column, value, Trouble::TextAfterQuotation))
        }
    }
}

/// Which column is what.
struct Columns {
    source: usize,
    target: usize,
    weight: Option<usize>,
    conditions: Vec<(usize, String)>,
    /// The first row below the header.
    first_row: usize,
}

impl Columns {
    fn of(sheet: &Sheet, options: &EdgeListOptions) -> Result<Self, GraphFault> {
        let (source, target, weight) = (find(sheet, SOURCES), find(sheet, TARGETS), find(sheet, WEIGHTS));
        let named = options.conditions.iter().map(|(column, _)| column).chain(match &options.weights {
            Weights::ReadFrom(column) => Some(column),
            _ => None,
        });
        let by_heading = |named: &String| sheet.row(0).any(|cell| cell.eq_ignore_ascii_case(named));
        let has_header =
            (source.is_some() && target.is_some()) || weight.is_some() || named.into_iter().any(by_heading);
        let source = if has_header { source.unwrap_or(0) } else { 0 };
        let target = if has_header { target.unwrap_or(usize::from(source == 0)) } else { 1 };
        let weight = match &options.weights {
            Weights::Ignored => None,
            Weights::Read => Some(if has_header { weight.unwrap_or(2) } else { 2 }),
            Weights::ReadFrom(column) => Some(column_called(sheet, column)?),
        };
        let conditions = options
            .conditions
            .iter()
            .map(|(column, value)| Ok((column_called(sheet, column)?, value.clone())))
            .collect::<Result<_, GraphFault>>()?;
        Ok(Self { source, target, weight, conditions, first_row: usize::from(has_header) })
    }
}

/// The column whose heading is one of these words.
fn find(sheet: &Sheet, words: &[&str]) -> Option<usize> {
    let is_known = |cell: &str| words.contains(&cell.to_lowercase().as_str());
    words.iter().find_map(|word| sheet.row(0).position(|cell| is_known(cell) && cell.to_lowercase() == **word))
}

/// The column of a heading, or of a number counted from 1.
fn column_called(sheet: &Sheet, name: &str) -> Result<usize, GraphFault> {
    let by_heading = sheet.row(0).position(|cell| cell.eq_ignore_ascii_case(name));
    let by_number = || name.parse::<usize>().ok().filter(|number| (1..=sheet.width()).contains(number));
    by_heading.or_else(|| by_number().map(|number| number - 1)).ok_or_else(|| {
        let headings = sheet.row(0).collect::<Vec<_>>().join(", ");
        GraphFault::of_file(Trouble::NoColumn { wanted: name.to_owned(), headings })
    })
}

fn name_at(sheet: &Sheet, row: usize, column: usize) -> Result<&str, GraphFault> {
    let name = sheet.cell(row, column);
    let trouble = if sheet.row_width(row) < 2 { Trouble::OneCell } else { Trouble::NoName };
    if name.is_empty() || sheet.row_width(row) < 2 {
        return Err(GraphFault::at(sheet.line(row), column, name, trouble));
    }
    Ok(name)
}

fn weight_at(sheet: &Sheet, row: usize, column: usize) -> Result<f64, GraphFault> {
    let cell = sheet.cell(row, column);
    let number = cell.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| GraphFault::at(sheet.line(row), column, cell, Trouble::NoNumber))
}
