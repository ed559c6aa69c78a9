//! An account as a file of any kind: what the snapshot's viewer may see, and a word on what the kind of file cannot hold.

mod cards;
mod contacts;
mod graph;
mod keys;
mod popolo;
mod records;
mod roster;
mod tables;
mod workbook;

use std::collections::BTreeMap;

use crate::model::claim::Statement;
use crate::model::language::Language;
use crate::model::line::{Line, Place};
use crate::model::preset::{TieGroup, presets};
use crate::model::snapshot::Snapshot;
use crate::model::time::Day;

use super::json;
use super::mapping::Table;
use super::our_member::OurMember;
use super::records::people::Directory;

/// A kind of file that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// One table as comma separated text, in UTF-8 with its mark, for spreadsheets.
    Csv,
    /// All tables, a sheet each.
    Xlsx,
    /// Address cards, vCard 4.0.
    Vcard,
    /// Popolo JSON.
    Popolo,
    /// People and ties as GraphML.
    Graphml,
    /// Our own document, which holds the account whole.
    Json,
}

impl ExportFormat {
    /// The ending of file names of this kind.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Vcard => "vcf",
            Self::Popolo | Self::Json => "json",
            Self::Graphml => "graphml",
        }
    }

    /// The media type of this kind.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Vcard => "text/vcard; charset=utf-8",
            Self::Popolo | Self::Json => "application/json",
            Self::Graphml => "application/graphml+xml",
        }
    }
}

/// How an account is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOptions {
    /// The day whose posts, lines and holders are written, except in our own document, which holds all days.
    pub today: Day,
    /// The language of heads and values.
    pub language: Language,
    /// The table that a CSV file holds.
    pub table: Table,
    /// Our own members, whose names stand in rapport and touches.
    pub members: Vec<OurMember>,
    /// What becomes of texts that a spreadsheet would take for formulas.
    pub formulas: Formulas,
}

/// What becomes of texts that a spreadsheet would take for formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Formulas {
    /// They are texts: in a text file an apostrophe stands before them, in a workbook their cells are texts.
    #[default]
    Defused,
    /// They may run. Only the check that looks for formulas asks for this, to see that it finds them.
    Live,
}

impl ExportOptions {
    /// The contacts of a day, with Chinese heads.
    pub fn on(today: Day) -> Self {
        Self { today, language: Language::Zh, table: Table::Contacts, members: Vec::new(), formulas: Formulas::Defused }
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its content.
    pub bytes: Vec<u8>,
    /// What this kind of file cannot hold.
    pub left_out: Vec<LeftOut>,
}

/// Writes a snapshot of all days as a file.
///
/// Importing the file again into the same account changes nothing. Kin goes into our own document only.
///
/// # Errors
/// A sentence, when the workbook would be larger than spreadsheets can be.
pub fn export(snapshot: &Snapshot, format: ExportFormat, options: &ExportOptions) -> Result<Exported, String> {
    let mut out = Out::new(snapshot, options);
    let bytes = match format {
        ExportFormat::Json => json::export(snapshot, &options.members).into_bytes(),
        ExportFormat::Csv => {
            let table = match options.table {
                Table::Contacts => out.contacts(),
                table => out.records(table),
            };
            out.lose_other_tables(&[options.table]);
            tables::csv(&table, options.formulas)
        }
        ExportFormat::Xlsx => {
            let mut sheets = vec![(table_name(Table::Contacts, options.language), out.contacts())];
            for table in [Table::Deals, Table::Ties, Table::Claims, Table::Rapports, Table::Touches] {
                let rows = out.records(table);
                if !rows.rows.is_empty() {
                    sheets.push((table_name(table, options.language), rows));
                }
            }
            out.lose_causes_and_actions();
            workbook::xlsx(&sheets, options.formulas)
                .map_err(|error| format!("The workbook cannot be written: {error}."))?
        }
        ExportFormat::Vcard => out.cards(),
        ExportFormat::Popolo => out.popolo(),
        ExportFormat::Graphml => out.graphml(),
    };
    Ok(Exported { bytes, left_out: out.lost })
}

/// Something that a kind of file cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// How many records.
    pub count: usize,
    zh: &'static str,
    en: &'static str,
}

impl LeftOut {
    /// How many of what, without a sentence around.
    pub fn count_of(&self, language: Language) -> String {
        match language {
            Language::Zh => format!("{} {}", self.zh, self.count),
            Language::En => format!("{} {}", self.count, self.en),
        }
    }

    /// What was left out, in one line.
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::Zh => format!("{}：{} 条未写入，此格式无法容纳。", self.zh, self.count),
            Language::En => format!("{} {}: this kind of file cannot hold them.", self.count, self.en),
        }
    }
}

/// A file in the making.
struct Out<'a> {
    snapshot: &'a Snapshot,
    options: &'a ExportOptions,
    directory: Directory<'a>,
    /// The lines of today by who is commanded, the main one first.
    lines: BTreeMap<Place, Vec<&'a Line>>,
    lost: Vec<LeftOut>,
}

impl<'a> Out<'a> {
    fn new(snapshot: &'a Snapshot, options: &'a ExportOptions) -> Self {
        let mut lines: BTreeMap<Place, Vec<&'a Line>> = BTreeMap::new();
        for line in snapshot.lines().filter(|line| line.span.covers(options.today)) {
            lines.entry(line.subordinate).or_default().push(line);
        }
        for lines in lines.values_mut() {
            lines.sort_by_key(|line| (!line.primary, line.span.from, line.id));
        }
        let directory = Directory::new(snapshot, &[], &options.members);
        Self { snapshot, options, directory, lines, lost: Vec::new() }
    }

    fn lose(&mut self, count: usize, zh: &'static str, en: &'static str) {
        if count > 0 {
            self.lost.push(LeftOut { count, zh, en });
        }
    }

    /// The tables that a file does not hold.
    fn lose_other_tables(&mut self, held: &[Table]) {
        let records = self.snapshot.records();
        let claims = |of: fn(&Statement) -> bool| records.claims.iter().filter(|claim| of(&claim.statement)).count();
        let is_tie = |statement: &Statement| matches!(statement, Statement::Tie { .. });
        let is_rapport = |statement: &Statement| matches!(statement, Statement::Rapport { .. });
        let (ties, rapports) = (claims(is_tie), claims(is_rapport));
        let counts = [
            (Table::Contacts, records.posts.len(), "岗位与人员", "posts with their people"),
            (Table::Ties, ties, "关系", "ties"),
            (Table::Rapports, rapports, "客情", "claims of rapport"),
            (Table::Claims, records.claims.len() - ties - rapports, "其他情报", "other claims"),
            (Table::Deals, records.deals.len(), "项目", "deals"),
            (Table::Touches, records.touches.len(), "接触", "touches"),
        ];
        for (table, count, zh, en) in counts {
            if !held.contains(&table) {
                self.lose(count, zh, en);
            }
        }
        self.lose_causes_and_actions();
    }

    fn lose_causes_and_actions(&mut self) {
        let records = self.snapshot.records();
        self.lose(records.causes.len(), "鱼骨图原因", "causes of fishbones");
        self.lose(records.actions.len(), "行动", "actions");
    }
}

/// Whether a kind of tie is family, which no file for others holds.
fn is_kin(tie: &str) -> bool {
    presets().tie_kinds().iter().any(|kind| kind.id == tie && kind.group == TieGroup::Family)
}

/// What a table is called, as a sheet of a workbook and in names of files.
pub fn table_name(table: Table, language: Language) -> &'static str {
    let (zh, en) = match table {
        Table::Contacts => ("通讯录", "Contacts"),
        Table::Deals => ("项目", "Deals"),
        Table::Ties => ("关系", "Ties"),
        Table::Claims => ("情报", "Claims"),
        Table::Rapports => ("客情", "Rapport"),
        Table::Touches => ("接触", "Touches"),
    };
    language.pick(zh, en)
}
