//! Lists of records: ties, claims, rapport, deals and touches, a row each; what is not understood is left out and said.

mod claims;
mod deals;
pub(super) mod heads;
pub(super) mod people;
mod row;
mod stated;
mod touches;
pub(super) mod values;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use crate::model::change::Change;
use crate::model::id::{MemberId, PersonId, SourceId};
use crate::model::refusal::Why;
use crate::model::snapshot::Snapshot;
use crate::model::source::SourceKind;
use crate::model::tier::Tier;

use super::cells::on_one_line;
use super::finding::{Code, Findings, Place};
use super::ids::IdSource;
use super::mapping::{Field, SheetMapping, Table};
use super::plan::{Counts, Fate, Plan, PlanOptions, RowOutcome};
use super::reading::Reading;
use super::table::Sheet;
use claims::KnownClaims;
use deals::KnownDeals;
use people::Directory;
use row::{Fault, Row};

/// Whether a file holds records, or contacts with columns that make claims.
pub(super) fn is_any(reading: &Reading) -> bool {
    reading.mapping.sheets.iter().any(|sheet| sheet.is_used && (sheet.table != Table::Contacts || makes_claims(sheet)))
}

/// Whether a contact list has columns that make claims; its notes are claims by the contact list itself.
fn makes_claims(sheet: &SheetMapping) -> bool {
    sheet.table == Table::Contacts
        && heads::STATED.into_iter().any(|field| field != Field::Note && sheet.column_of(field).is_some())
}

/// Adds to a plan what the records of a file change, beside the contacts that are planned already.
pub(super) fn plan(
    reading: &Reading,
    snapshot: &Snapshot,
    options: &PlanOptions,
    ids: &mut dyn IdSource,
    findings: Findings,
    mut plan: Plan,
) -> Plan {
    let mut work = Work::new(reading, snapshot, options, ids, findings, &plan);
    // Deals first, since everything else may name them.
    for table in [Table::Deals, Table::Ties, Table::Claims, Table::Rapports, Table::Touches] {
        work.tables(table);
    }
    let people: HashMap<(u16, u32), (usize, PersonId)> = plan
        .report
        .rows
        .iter()
        .enumerate()
        .filter_map(|(place, row)| Some(((row.sheet, row.line), (place, row.person?))))
        .collect();
    let stated = work.contacts(&people);
    for place in stated {
        let row = &mut plan.report.rows[place];
        if row.fate == Fate::Unchanged {
            row.fate = Fate::Changed;
        }
        if row.fate == Fate::Changed {
            row.changes.push("claims".to_owned());
        }
    }
    work.finish(plan)
}

/// The work so far.
struct Work<'a> {
    reading: &'a Reading,
    options: &'a PlanOptions,
    ids: &'a mut dyn IdSource,
    findings: Findings,
    directory: Directory<'a>,
    sources: HashMap<String, (SourceId, SourceKind)>,
    claims: KnownClaims,
    deals: KnownDeals,
    touches: BTreeSet<String>,
    /// The scale of each column that was looked at, by sheet and column.
    scales: RefCell<HashMap<(usize, usize), Option<&'static str>>>,
    changes: Changes,
    rows: Vec<RowOutcome>,
}

#[derive(Default)]
struct Changes {
    sources: Vec<Change>,
    claims: Vec<Change>,
    touches: Vec<Change>,
}

impl<'a> Work<'a> {
    fn new(
        reading: &'a Reading,
        snapshot: &Snapshot,
        options: &'a PlanOptions,
        ids: &'a mut dyn IdSource,
        findings: Findings,
        plan: &Plan,
    ) -> Self {
        let mut sources: HashMap<String, (SourceId, SourceKind)> = HashMap::new();
        for source in &snapshot.records().sources {
            sources.entry(source.label.clone()).or_insert((source.id, source.kind));
        }
        for change in &plan.changes {
            if let Change::AddSource(source) = change {
                sources.entry(source.label.clone()).or_insert((source.id, source.kind));
            }
        }
        Self {
            reading,
            options,
            ids,
            findings,
            directory: Directory::new(snapshot, &plan.changes, &options.members),
            sources,
            claims: KnownClaims::new(snapshot.claims()),
            deals: KnownDeals::new(snapshot),
            touches: snapshot.records().touches.iter().map(|touch| touches::key_of(touch)).collect(),
            scales: RefCell::default(),
            changes: Changes::default(),
            rows: Vec::new(),
        }
    }

    /// All used sheets of one kind.
    fn tables(&mut self, table: Table) {
        let reading = self.reading;
        for (index, (sheet, mapping)) in reading.workbook.sheets.iter().zip(&reading.mapping.sheets).enumerate() {
            if mapping.is_used && mapping.table == table {
                if table == Table::Ties && mapping.column_of(Field::Tie).is_none() {
                    self.leave_out_untold(index, sheet, mapping);
                    continue;
                }
                for at in first_row(sheet, mapping)..sheet.height() {
                    if !sheet.is_blank(at) {
                        self.row(Row { file: &reading.file, index, sheet, mapping, at });
                    }
                }
            }
        }
    }

    /// Leaves out the edges of a graph that does not say what its ties are, with one finding for all.
    fn leave_out_untold(&mut self, index: usize, sheet: &Sheet, mapping: &SheetMapping) {
        let rows: Vec<usize> = (first_row(sheet, mapping)..sheet.height()).filter(|at| !sheet.is_blank(*at)).collect();
        for at in &rows {
            self.rows.push(RowOutcome {
                sheet: index as u16,
                line: sheet.line(*at),
                fate: Fate::LeftOut,
                ..RowOutcome::default()
            });
        }
        let place = Place::file(&self.reading.file).on_sheet(&sheet.name);
        self.findings.add(Code::EdgesWithoutTie, || (place, rows.len().to_string(), vec![]));
    }

    fn row(&mut self, row: Row<'_>) {
        let outcome = self.rows.len();
        let says: Vec<&str> = row.sheet.row(row.at).filter(|text| !text.is_empty()).take(3).collect();
        self.rows.push(RowOutcome {
            sheet: row.index as u16,
            line: row.sheet.line(row.at),
            label: on_one_line(&says.join(" · ")).0,
            ..RowOutcome::default()
        });
        let taken = match row.mapping.table {
            Table::Ties => self.tie(row, outcome),
            Table::Claims => self.claims(row, outcome),
            Table::Rapports => self.rapport(row, outcome),
            Table::Deals => self.deal(row, outcome),
            Table::Touches => self.touch(row, outcome),
            Table::Contacts => Ok(()),
        };
        if let Err(fault) = taken {
            self.rows[outcome].fate = Fate::LeftOut;
            self.tell(row, fault);
        }
    }

    /// What contact lists state about their people beside their posts; the rows of the report that gained by it.
    fn contacts(&mut self, people: &HashMap<(u16, u32), (usize, PersonId)>) -> Vec<usize> {
        let reading = self.reading;
        let mut stated = Vec::new();
        for (index, (sheet, mapping)) in reading.workbook.sheets.iter().zip(&reading.mapping.sheets).enumerate() {
            if !mapping.is_used || !makes_claims(mapping) {
                continue;
            }
            for at in first_row(sheet, mapping)..sheet.height() {
                let Some((place, person)) = people.get(&(index as u16, sheet.line(at))).copied() else { continue };
                let row = Row { file: &reading.file, index, sheet, mapping, at };
                // A scratch outcome: the row itself was told of by the contact list.
                let outcome = self.rows.len();
                self.rows.push(RowOutcome::default());
                let taken = self.about_contact(row, person).and_then(|stated| self.state(row, outcome, stated));
                let scratch = self.rows.pop();
                match taken {
                    Err(fault) => self.tell(row, fault.of_claims()),
                    Ok(()) if scratch.is_some_and(|row| row.fate != Fate::Unchanged) => stated.push(place),
                    Ok(()) => {}
                }
            }
        }
        stated
    }

    fn tell(&mut self, row: Row<'_>, fault: Fault) {
        let Fault { code, field, value, details } = fault;
        self.findings.add(code, || (row.place(field), value, details));
    }

    /// The tier that a row asks for and its readers; nobody writes above his or her own cap.
    fn tier(&self, row: Row<'_>) -> Result<(Option<Tier>, Vec<MemberId>), Fault> {
        let tier = row.read(Field::Tier, values::tier)?;
        let mut readers = row.members(&self.directory, Field::Readers)?;
        let text = row.text(Field::Tier).unwrap_or_default();
        if tier.is_some_and(|tier| tier > self.options.cap) {
            return Err(Fault::of(&Why::TierAboveWriter, Field::Tier, text));
        }
        if tier == Some(Tier::T3) {
            readers.extend(self.options.writer.filter(|writer| !readers.contains(writer)));
            if readers.is_empty() {
                return Err(Fault::of(&Why::WriterNotAReader, Field::Tier, text));
            }
        }
        Ok((tier, readers))
    }

    /// Says of a row that it does at least this much.
    fn mark(&mut self, row: usize, fate: Fate) {
        let row = &mut self.rows[row];
        row.fate = row.fate.max(fate);
    }

    fn finish(self, mut plan: Plan) -> Plan {
        plan.report.rows.extend(self.rows);
        plan.report.rows.sort_by_key(|row| (row.sheet, row.line));
        plan.report.counts = Counts::of(&plan.report.rows, plan.report.gone.len());
        plan.report.findings.extend(self.findings.finish());
        plan.changes.extend(self.changes.sources);
        plan.changes.extend(self.deals.changes());
        plan.changes.extend(self.changes.claims);
        plan.changes.extend(self.changes.touches);
        plan
    }
}

/// The first row below the head.
fn first_row(sheet: &Sheet, mapping: &SheetMapping) -> usize {
    let head = mapping.head_line.and_then(|line| (0..sheet.height()).find(|row| sheet.line(*row) >= line));
    head.map_or(0, |row| row + mapping.head_lines as usize)
}
