//! Knows the tables of ties, claims, rapport, deals and touches by their heads.

use super::super::header::unknown_column;
use super::super::mapping::{Field, SheetMapping, Table};
use super::super::synonyms::record_fields;
use super::super::table::Sheet;

/// How far down a head is looked for.
const SEARCHED_ROWS: usize = 20;

/// The tables, those of the most telling heads first.
const TABLES: [Table; 5] = [Table::Ties, Table::Rapports, Table::Touches, Table::Deals, Table::Claims];

/// What each claim may say of itself.
const OF_CLAIMS: [Field; 12] = [
    Field::Deal,
    Field::Source,
    Field::SourceKind,
    Field::Grade,
    Field::ObservedOn,
    Field::ExpiresOn,
    Field::ReviewOn,
    Field::RetractedOn,
    Field::Purpose,
    Field::Basis,
    Field::Tier,
    Field::Readers,
];

/// The fields by which a claim states something of a person or a deal.
pub(in crate::exchange) const STATED: [Field; 10] = [
    Field::Stance,
    Field::Influence,
    Field::Role,
    Field::Status,
    Field::Orientation,
    Field::Adaptability,
    Field::Worry,
    Field::Goal,
    Field::Note,
    Field::Cause,
];

/// The columns that a table may have, in the order in which an export writes them.
pub(in crate::exchange) fn fields_of(table: Table) -> Vec<Field> {
    let own: &[Field] = match table {
        Table::Contacts => &[],
        Table::Ties => {
            &[Field::From, Field::FromUnit, Field::To, Field::ToUnit, Field::Tie, Field::Strength, Field::Holds]
        }
        Table::Claims => &[Field::Person, Field::Unit, Field::Holds, Field::Rib],
        Table::Rapports => &[Field::Member, Field::Person, Field::Unit, Field::Rapport, Field::Wanted],
        Table::Deals => &[
            Field::Deal,
            Field::Template,
            Field::ProcurementMode,
            Field::State,
            Field::AwardOn,
            Field::QuietFrom,
            Field::QuietUntil,
            Field::QuietReason,
            Field::Stage,
            Field::Order,
            Field::Rule,
            Field::Quota,
            Field::PlannedOn,
            Field::DoneOn,
            Field::Seat,
            Field::SeatPost,
            Field::Unit,
            Field::Votes,
            Field::Veto,
            Field::Tier,
            Field::Readers,
        ],
        Table::Touches => &[
            Field::TouchedOn,
            Field::Member,
            Field::Person,
            Field::Unit,
            Field::Deal,
            Field::Channel,
            Field::Outcome,
            Field::Tier,
            Field::Readers,
        ],
    };
    let mut fields = own.to_vec();
    if table == Table::Claims {
        fields.extend(STATED);
    }
    if matches!(table, Table::Ties | Table::Claims | Table::Rapports) {
        fields.extend(OF_CLAIMS);
    }
    fields
}

/// Whether these columns make the table: what must be there, and one of what it is about.
fn suffices(table: Table, has: impl Fn(Field) -> bool) -> bool {
    let any = |fields: &[Field]| fields.iter().any(|field| has(*field));
    match table {
        Table::Contacts => false,
        Table::Ties => has(Field::From) && has(Field::To) && has(Field::Tie),
        Table::Rapports => has(Field::Member) && has(Field::Person) && any(&[Field::Rapport, Field::Wanted]),
        Table::Touches => {
            has(Field::TouchedOn)
                && any(&[Field::Person, Field::Deal])
                && any(&[Field::Member, Field::Channel, Field::Outcome])
        }
        Table::Deals => {
            has(Field::Deal)
                && !has(Field::Person)
                && any(&[Field::Stage, Field::Template, Field::ProcurementMode, Field::State, Field::AwardOn])
        }
        // A column of notes alone makes a contact list, which keeps notes as well.
        Table::Claims => {
            let states = STATED.into_iter().any(|field| field != Field::Note && has(field));
            let is_note_of_claim = has(Field::Note) && any(&[Field::Grade, Field::ObservedOn, Field::Source]);
            any(&[Field::Person, Field::Deal]) && (states || is_note_of_claim)
        }
    }
}

/// The mapping of a sheet that lists records; none when its heads make no such table.
///
/// Of several rows and tables that could be meant the one that knows most columns is taken.
pub(in crate::exchange) fn recognise(sheet: &Sheet) -> Option<SheetMapping> {
    // What came of JSON has its head on line 0, above all lines.
    let searched = if sheet.height() > 0 && sheet.line(0) == 0 { 1 } else { SEARCHED_ROWS };
    let rows = (0..sheet.height()).filter(|row| !sheet.is_blank(*row)).take(searched);
    let mut best: Option<(usize, usize, Table, Vec<Option<Field>>)> = None;
    for row in rows {
        for table in TABLES {
            let fields = fields_in(sheet, row, table);
            let known = fields.iter().flatten().count();
            let is_more = best.as_ref().is_none_or(|(most, ..)| known > *most);
            if is_more && suffices(table, |field| fields.contains(&Some(field))) {
                best = Some((known, row, table, fields));
            }
        }
    }
    let (_, row, table, fields) = best?;
    let mut mapping = SheetMapping {
        sheet: sheet.name.clone(),
        table,
        is_used: !sheet.is_hidden,
        head_line: Some(sheet.line(row)),
        head_lines: 1,
        ..SheetMapping::default()
    };
    for column in 0..sheet.width() {
        let mut mapped = unknown_column(sheet, row + 1, column, sheet.cell(row, column));
        mapped.field = fields.get(column).copied().flatten();
        mapping.columns.push(mapped);
    }
    Some(mapping)
}

/// What the columns of a row say if it is the head of this table; each field once, from the left.
fn fields_in(sheet: &Sheet, row: usize, table: Table) -> Vec<Option<Field>> {
    let allowed = fields_of(table);
    let mut fields: Vec<Option<Field>> = Vec::with_capacity(sheet.row_width(row));
    for head in sheet.row(row) {
        let mut meant = record_fields(head).iter().filter(|field| allowed.contains(field));
        let field = meant.find(|field| !fields.contains(&Some(**field))).copied();
        fields.push(field);
    }
    fields
}
