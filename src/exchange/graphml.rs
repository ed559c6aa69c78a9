//! Reads GraphML: nodes and edges with their data, and as a table of edges for the analysis of plain graphs.
//!
//! Entities of the file's own making are refused, and so is a nesting that no graph needs: both are ways to break readers.

use indexmap::IndexMap;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::graph_fault::{GraphFault, Trouble};
use super::graph_file::EdgeTable;
use super::table::Sheet;

/// The deepest nesting of elements: graphs within nodes of graphs, some levels of them.
const DEPTH: usize = 64;

/// Reads the edges of a document: source, target, and one column for each kind of data that edges have.
pub(super) fn read(text: &str) -> Result<EdgeTable, GraphFault> {
    parse(text)?.into_table().ok_or_else(|| GraphFault::of_file(Trouble::TooLarge))
}

/// Reads the graph of a document.
pub(super) fn parse(text: &str) -> Result<Graph, GraphFault> {
    let mut reader = Reader::from_str(text);
    let mut document = Document::default();
    let mut lines = Lines { text, at: 0, line: 1 };
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event();
        // A line is found where the element begins.
        let line = lines.line_of(before);
        let fault = |why: String| GraphFault::at(line, 0, "", Trouble::Xml(why));
        match event.map_err(|error| fault(format!("{error}.")))? {
            Event::Start(tag) => document.open(&tag, line).map_err(fault)?,
            Event::Empty(tag) => {
                document.open(&tag, line).map_err(fault)?;
                document.close().map_err(fault)?;
            }
            Event::End(_) => document.close().map_err(fault)?,
            Event::Text(text) => document.text.push_str(&text),
            Event::CData(text) => document.text.push_str(&text),
            Event::GeneralRef(reference) => document.text.push(character(&reference).map_err(fault)?),
            Event::DocType(_) => {
                return Err(fault("it declares a document type; leave the DOCTYPE out.".to_owned()));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    let whole = |why: &str| GraphFault::of_file(Trouble::Xml(why.to_owned()));
    if !document.path.is_empty() {
        return Err(whole("it ends in the middle of an element."));
    }
    if !document.has_graph {
        return Err(whole("there is no <graph> in it."));
    }
    Ok(document.graph)
}

/// Counts lines while the text is read once.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn line_of(&mut self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        self.line += self.text[self.at..at].matches('\n').count() as u32;
        self.at = at;
        self.line
    }
}

/// The character that a reference means: by number, or one of the five that XML itself knows.
fn character(reference: &BytesRef<'_>) -> Result<char, String> {
    if let Some(character) = reference.resolve_char_ref().map_err(|error| format!("{error}."))? {
        return Ok(character);
    }
    match &**reference {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        other => Err(format!("the entity &{other}; is unknown; write the character itself.")),
    }
}

/// A graph as a document says it.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// The kinds of data, by their ids in the document.
    pub keys: IndexMap<String, Key>,
    /// The nodes in the order of the file.
    pub nodes: Vec<NodeRow>,
    /// The edges in the order of the file.
    pub edges: Vec<EdgeRow>,
    /// Whether an edge has a direction unless it says otherwise itself.
    pub is_directed: bool,
}

/// A kind of data.
#[derive(Debug)]
pub(super) struct Key {
    pub name: String,
    pub default: String,
    pub is_of_nodes: bool,
    pub is_of_edges: bool,
}

/// A node with its data by key.
#[derive(Debug)]
pub(super) struct NodeRow {
    pub line: u32,
    pub id: String,
    pub data: Vec<(String, String)>,
}

/// An edge with its data by key.
#[derive(Debug)]
pub(super) struct EdgeRow {
    pub line: u32,
    pub source: String,
    pub target: String,
    /// Whether it has a direction, where it says so itself.
    pub is_directed: Option<bool>,
    pub data: Vec<(String, String)>,
}

/// The key of labels that a drawing program wrote into a picture of the node or edge.
pub(super) const DRAWN_LABEL: &str = "\0label";

#[derive(Default)]
struct Document {
    path: Vec<String>,
    graph: Graph,
    has_graph: bool,
    /// The nodes that are open: graphs may lie within nodes.
    open_nodes: Vec<usize>,
    /// The text of the element at hand.
    text: String,
    /// The key of the data at hand.
    data_key: String,
    /// The first label drawn within the data at hand.
    drawn_label: String,
}

impl Document {
    fn open(&mut self, tag: &BytesStart<'_>, line: u32) -> Result<(), String> {
        let name = tag.local_name().as_ref().to_owned();
        self.keep_drawn_label();
        self.text.clear();
        match (self.path.last().map(String::as_str), name.as_str()) {
            (None, "graphml") | (Some(_), "data" | "default") => {
                self.data_key = attribute(tag, "key")?.unwrap_or_default();
                self.drawn_label.clear();
            }
            (None, _) => return Err(format!("the first element is <{name}>, not <graphml>.")),
            (_, "key") => self.open_key(tag)?,
            (_, "graph") => {
                self.has_graph = true;
                self.graph.is_directed |= attribute(tag, "edgedefault")?.as_deref() == Some("directed");
            }
            (_, "node") => {
                self.open_nodes.push(self.graph.nodes.len());
                let id = attribute(tag, "id")?.ok_or("a <node> has no id.")?;
                self.graph.nodes.push(NodeRow { line, id, data: Vec::new() });
            }
            (_, "edge") => {
                let source = attribute(tag, "source")?.ok_or("an <edge> has no source.")?;
                let target = attribute(tag, "target")?.ok_or("an <edge> has no target.")?;
                let is_directed = attribute(tag, "directed")?.map(|said| said == "true" || said == "1");
                self.graph.edges.push(EdgeRow { line, source, target, is_directed, data: Vec::new() });
            }
            (_, "hyperedge") => return Err("it has a <hyperedge>; edges with two ends are read only.".to_owned()),
            _ => {}
        }
        self.path.push(name);
        if self.path.len() > DEPTH {
            return Err(format!("elements are nested more than {DEPTH} deep."));
        }
        Ok(())
    }

    fn open_key(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        let id = attribute(tag, "id")?.ok_or("a <key> has no id.")?;
        let of = attribute(tag, "for")?.unwrap_or_else(|| "all".to_owned());
        let key = Key {
            name: attribute(tag, "attr.name")?.unwrap_or_else(|| id.clone()),
            default: String::new(),
            is_of_nodes: of == "node" || of == "all",
            is_of_edges: of == "edge" || of == "all",
        };
        self.graph.keys.insert(id, key);
        Ok(())
    }

    /// Takes the text of a label within the picture of a node or edge, as yEd writes it.
    fn keep_drawn_label(&mut self) {
        let is_label = self.path.last().is_some_and(|name| name == "NodeLabel" || name == "EdgeLabel");
        if is_label && self.drawn_label.is_empty() {
            self.text.trim().clone_into(&mut self.drawn_label);
        }
    }

    fn close(&mut self) -> Result<(), String> {
        self.keep_drawn_label();
        let name = self.path.pop().ok_or("an element ends that never began.")?;
        let text = self.text.trim().to_owned();
        self.text.clear();
        match (self.path.last().map(String::as_str), name.as_str()) {
            (Some("key"), "default") => {
                if let Some((_, key)) = self.graph.keys.last_mut() {
                    key.default = text;
                }
            }
            (Some(owner @ ("node" | "edge")), "data") => {
                let node = self.open_nodes.last().and_then(|place| self.graph.nodes.get_mut(*place));
                let edge = self.graph.edges.last_mut().map(|edge| &mut edge.data);
                let data = if owner == "node" { node.map(|node| &mut node.data) } else { edge };
                if let Some(data) = data {
                    let label = std::mem::take(&mut self.drawn_label);
                    if !label.is_empty() {
                        data.push((DRAWN_LABEL.to_owned(), label));
                    }
                    data.push((std::mem::take(&mut self.data_key), text));
                }
            }
            (_, "node") => drop(self.open_nodes.pop()),
            _ => {}
        }
        Ok(())
    }
}

impl Graph {
    fn into_table(self) -> Option<EdgeTable> {
        let kinds: Vec<(&String, &Key)> = self.keys.iter().filter(|(_, key)| key.is_of_edges).collect();
        let mut sheet = Sheet::new("");
        sheet.begin_row(1);
        sheet.push_cell("source").ok()?;
        sheet.push_cell("target").ok()?;
        for (_, key) in &kinds {
            sheet.push_cell(&key.name).ok()?;
        }
        for edge in &self.edges {
            sheet.begin_row(edge.line);
            sheet.push_cell(&edge.source).ok()?;
            sheet.push_cell(&edge.target).ok()?;
            for (id, key) in &kinds {
                sheet.push_cell(key.of(id, &edge.data)).ok()?;
            }
        }
        let nodes = self.nodes.into_iter().map(|node| node.id).collect();
        Some(EdgeTable { sheet, nodes, is_directed: self.is_directed })
    }
}

impl Key {
    /// What some data say under this key, or what holds where they say nothing.
    pub fn of<'a>(&'a self, id: &str, data: &'a [(String, String)]) -> &'a str {
        data.iter().find(|(key, _)| key == id).map_or(&self.default, |(_, value)| value)
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    let found = tag.try_get_attribute(name).map_err(|error| format!("{error}."))?;
    found
        .map(|found| found.normalized_value(XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned))
        .transpose()
        .map_err(|error| format!("{error}."))
}
