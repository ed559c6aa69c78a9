//! People and ties as GraphML: a node a person, an edge a claim of a tie that holds and was not taken back.

use std::fmt::Write as _;

use crate::model::claim::Statement;

use super::super::mapping::Table;
use super::{Out, is_kin};

/// The attributes of nodes and edges: id, what it belongs to, name, type.
const KEYS: [(&str, &str, &str, &str); 10] = [
    ("label", "node", "label", "string"),
    ("unit", "node", "unit", "string"),
    ("title", "node", "title", "string"),
    ("tie", "edge", "tie", "string"),
    ("strength", "edge", "strength", "double"),
    ("deal", "edge", "deal", "string"),
    ("source", "edge", "source of claim", "string"),
    ("grade", "edge", "grade", "string"),
    ("observed_on", "edge", "observed on", "string"),
    ("tier", "edge", "tier", "string"),
];

impl Out<'_> {
    /// The graph of everybody on the map.
    pub(super) fn graphml(&mut self) -> Vec<u8> {
        let today = self.options.today;
        let snapshot = self.snapshot;
        let mut text = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        );
        for (id, of, name, kind) in KEYS {
            let _ = writeln!(text, "<key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
        }
        text.push_str("<graph edgedefault=\"directed\">\n");
        for person in &snapshot.records().persons {
            let _ = write!(text, "<node id=\"{}\">", person.id);
            data(&mut text, "label", &person.name);
            let tenure = snapshot.tenures_of_person(person.id).find(|tenure| tenure.span.covers(today));
            if let Some(post) = tenure.and_then(|tenure| snapshot.post(tenure.post)) {
                data(&mut text, "unit", &snapshot.unit_path(post.unit).join("/"));
                data(&mut text, "title", &post.title);
            }
            text.push_str("</node>\n");
        }
        let (mut kin, mut denied, mut ties) = (0, 0, 0);
        for claim in snapshot.claims() {
            let Statement::Tie { from, to, tie, strength, holds } = &claim.statement else { continue };
            ties += 1;
            if is_kin(tie) {
                kin += 1;
            } else if !holds || claim.retracted_on.is_some() {
                denied += 1;
            } else {
                let _ = write!(text, "<edge id=\"{}\" source=\"{from}\" target=\"{to}\">", claim.id);
                data(&mut text, "tie", tie);
                data(&mut text, "strength", &strength.map_or(String::new(), |strength| strength.to_string()));
                data(&mut text, "deal", &claim.deal.map_or(String::new(), |deal| self.directory.deal_name(deal)));
                data(&mut text, "source", snapshot.source(claim.source).map_or("", |source| source.label.as_str()));
                data(&mut text, "grade", &claim.grade.to_string());
                data(&mut text, "observed_on", &claim.observed_on.to_string());
                data(&mut text, "tier", claim.tier.name());
                text.push_str("</edge>\n");
            }
        }
        text.push_str("</graph>\n</graphml>\n");
        self.lose(kin, "亲属关系（仅存于完整备份）", "kin (in our own document only)");
        self.lose(denied, "已否认或收回的关系", "ties that are denied or taken back");
        self.lose(ties - kin - denied, "关系的用途、依据与期限", "purposes, bases and expiries of ties");
        self.lose_other_tables(&[Table::Ties]);
        text.into_bytes()
    }
}

/// An attribute, if it says something.
fn data(out: &mut String, key: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let _ = write!(out, "<data key=\"{key}\">");
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // No XML document can hold these.
            c if (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out.push_str("</data>");
}
