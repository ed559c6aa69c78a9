//! Files in and out: bytes become changes and findings, an account becomes a file; no file is opened here.

pub mod arrival;
mod blocks;
mod cell_sentence;
mod cells;
mod circles;
mod contacts;
mod days;
mod decimal;
pub mod defuse;
pub mod delimited;
pub mod demo;
mod document_members;
mod draft;
pub mod encoding;
pub mod export;
pub mod finding;
pub mod format;
pub mod graph_fault;
pub mod graph_file;
mod graph_list;
mod graphml;
pub mod header;
pub mod ids;
pub mod json;
mod json_lists;
mod key_index;
mod known;
mod look;
pub mod mapping;
mod name_parting;
mod name_remark;
mod naming;
mod nobody;
mod number_format;
mod ods;
mod ods_cell;
mod organogram;
mod our_member;
pub mod parcel;
mod person_cell;
mod phone_cell;
pub mod plan;
mod popolo;
pub mod preview;
pub mod reading;
mod reconcile;
mod records;
mod relations;
pub mod remark;
mod row_ends;
mod saved_mapping;
mod sentence;
pub mod synonyms;
pub mod table;
mod table_head;
mod table_sentence;
mod text_table;
mod vcard;
pub mod workbook;
mod xls_records;
mod xlsb_records;
pub mod xlsx;
mod xlsx_parts;

pub use arrival::Arrival;
pub use export::{ExportFormat, ExportOptions, Exported, Formulas, LeftOut, export, table_name};
pub use finding::{Code, Finding, Place, Refusal, Severity};
pub use format::Format;
pub use ids::{DigestIds, FreshIds, IdSource};
pub use mapping::{ColumnMapping, Field, Mapping, SheetMapping, Table};
pub use our_member::OurMember;
pub use plan::{Counts, Fate, Gone, Plan, PlanOptions, Report, RowOutcome, Strangers};
pub use preview::Preview;
pub use reading::{Content, ReadOptions, Reading, read};

use crate::model::snapshot::Snapshot;

/// Plans what a file would change on the map.
///
/// The snapshot is the writer's, of all days ([`Moment::Always`](crate::model::snapshot::Moment)): keys and notes of the
/// past count too. On an empty account everything is new; what the map knows already gives no change.
pub fn plan(
    reading: &Reading,
    snapshot: &Snapshot,
    options: &PlanOptions,
    ids: &mut dyn IdSource,
) -> Result<Plan, Refusal> {
    if let Some(error) = reading.error() {
        return Err(error.clone().into());
    }
    let by_itself = if reading.content == Content::Organogram { "uk-organogram" } else { "contact-list" };
    let key_source = options.key_source.as_deref().unwrap_or(by_itself);
    let known = known::Known::new(snapshot, options.today, key_source);
    let mut findings = finding::Findings::new(&reading.file);
    findings.extend(&reading.findings);
    if let Some(document) = &reading.document {
        return Ok(json::plan(document, &known, options, ids, findings));
    }
    if reading.content == Content::Records {
        let empty = Plan { changes: Vec::new(), report: Report::default() };
        return Ok(records::plan(reading, snapshot, options, ids, findings, empty));
    }
    let (draft, superiors) = if reading.content == Content::Organogram {
        (organogram::draft(reading, &mut findings), None)
    } else {
        let (draft, superiors) = contacts::draft(reading, &known, options, &mut findings);
        (draft, Some(superiors))
    };
    let plan = reconcile::reconcile(reading, draft, superiors, &known, options, ids, findings);
    if !records::is_any(reading) {
        return Ok(plan);
    }
    Ok(records::plan(reading, snapshot, options, ids, finding::Findings::new(&reading.file), plan))
}
