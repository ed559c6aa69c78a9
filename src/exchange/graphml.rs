//! Reads GraphML as a table of edges: source, target, and one column for each kind of data that edges have.
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

/// Reads the graph of a document.
pub(super) fn read(text: &str) -> Result<EdgeTable, GraphFault> {
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
    document.into_table().ok_or_else(|| GraphFault::of_file(Trouble::TooLarge))
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

/// A kind of data.
struct Key {
    name: String,
    default: String,
    is_of_edges: bool,
}

struct EdgeRow {
    line: u32,
    source: String,
    target: String,
    /// Data by key.
    data: Vec<(String, String)>,
}

#[derive(Default)]
struct Document {
    path: Vec<String>,
    keys: IndexMap<String, Key>,
    nodes: Vec<String>,
    edges: Vec<EdgeRow>,
    is_directed: bool,
    has_graph: bool,
    /// The text of the element at hand.
    text: String,
    /// The key of the data at hand.
    data_key: String,
}

impl Document {
    fn open(&mut self, tag: &BytesStart<'_>, line: u32) -> Result<(), String> {
        let name = tag.local_name().as_ref().to_owned();
        self.text.clear();
        match (self.path.last().map(String::as_str), name.as_str()) {
            (None, "graphml") | (Some(_), "data" | "default") => {
                self.data_key = attribute(tag, "key")?.unwrap_or_default();
            }
            (None, _) => return Err(format!("the first element is <{name}>, not <graphml>.")),
            (_, "key") => {
                let id = attribute(tag, "id")?.ok_or("a <key> has no id.")?;
                let of = attribute(tag, "for")?.unwrap_or_else(|| "all".to_owned());
                let name = attribute(tag, "attr.name")?.unwrap_or_else(|| id.clone());
                let key = Key { name, default: String::new(), is_of_edges: of == "edge" || of == "all" };
                self.keys.insert(id, key);
            }
            (_, "graph") => {
                self.has_graph = true;
                self.is_directed |= attribute(tag, "edgedefault")?.as_deref() == Some("directed");
            }
            (_, "node") => self.nodes.push(attribute(tag, "id")?.ok_or("a <node> has no id.")?),
            (_, "edge") => {
                let source = attribute(tag, "source")?.ok_or("an <edge> has no source.")?;
                let target = attribute(tag, "target")?.ok_or("an <edge> has no target.")?;
                self.edges.push(EdgeRow { line, source, target, data: Vec::new() });
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

    fn close(&mut self) -> Result<(), String> {
        let name = self.path.pop().ok_or("an element ends that never began.")?;
        let text = self.text.trim().to_owned();
        self.text.clear();
        match (self.path.last().map(String::as_str), name.as_str()) {
            (Some("key"), "default") => {
                if let Some((_, key)) = self.keys.last_mut() {
                    key.default = text;
                }
            }
            (Some("edge"), "data") => {
                let key = std::mem::take(&mut self.data_key);
                if let Some(edge) = self.edges.last_mut() {
                    edge.data.push((key, text));
                }
            }
            _ => {}
        }
        Ok(())
    }

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
                let said = edge.data.iter().find(|(key, _)| key == *id).map(|(_, value)| value.as_str());
                sheet.push_cell(said.unwrap_or(&key.default)).ok()?;
            }
        }
        Some(EdgeTable { sheet, nodes: self.nodes, is_directed: self.is_directed })
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    let found = tag.try_get_attribute(name).map_err(|error| format!("{error}."))?;
    found
        .map(|found| found.normalized_value(XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned))
        .transpose()
        .map_err(|error| format!("{error}."))
}
