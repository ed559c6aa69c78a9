//! Our own document: an account whole, as a viewer may see it; read back, it keeps every id.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::account::{Account, AccountPatch};
use crate::model::change::Change;
use crate::model::map::Records;
use crate::model::record::{Kind, Noun, RecordRef};
use crate::model::snapshot::Snapshot;

use super::document_members::{members_named, with_our_members};
use super::finding::{Code, Finding, Findings, Place, Refusal};
use super::ids::IdSource;
use super::known::Known;
use super::our_member::OurMember;
use super::plan::{Gone, Plan, PlanOptions, Report};

/// The word by which a document is known for ours.
const FORMAT: &str = "waterline-account";

/// The version that is written; older ones are read. The first named members of ours by their ids alone.
const VERSION: u32 = 2;

/// An account as a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Always `waterline-account`.
    pub format: String,
    /// The version of the form; this program writes 2.
    pub version: u32,
    /// The account itself.
    pub account: Account,
    /// The members of ours whom its records name, so that another database can tell who is meant.
    #[serde(default)]
    pub members: Vec<OurMember>,
    /// All its records.
    pub records: Records,
}

/// What a document of any version says of its form.
#[derive(Deserialize)]
struct Form {
    version: Option<u64>,
}

/// Writes what a snapshot holds; take one of all days for the account whole. Of our members those stand in it whom a record names.
pub fn export(snapshot: &Snapshot, members: &[OurMember]) -> String {
    let named = members_named(snapshot.records());
    let document = Document {
        format: FORMAT.to_owned(),
        version: VERSION,
        account: snapshot.account().clone(),
        members: members.iter().filter(|member| named.contains(&member.id)).cloned().collect(),
        records: snapshot.records().clone(),
    };
    serde_json::to_string_pretty(&document).expect("records are written as JSON objects with text keys")
}

/// Whether a JSON text says that it is one of our documents.
pub(super) fn is_document(text: &str) -> bool {
    text.contains(FORMAT)
}

/// Reads a document, or says why it is none of ours.
pub(super) fn parse(text: &str, file: &str) -> Result<Document, Refusal> {
    let refuse = |reason: &str| Refusal::from(Finding::new(Code::NotOurJson, Place::file(file), reason, &[]));
    // The version first: a later form may have fields that this one knows nothing of.
    let form = serde_json::from_str::<Form>(text).ok();
    if let Some(version) = form.and_then(|form| form.version).filter(|version| *version > u64::from(VERSION)) {
        return Err(refuse(&format!("version {version} > {VERSION}")));
    }
    let document: Document = serde_json::from_str(text).map_err(|error| {
        let line = u32::try_from(error.line()).ok().filter(|line| *line > 0);
        let mut refusal = refuse(&error.to_string());
        refusal.finding.place.line = line;
        refusal
    })?;
    if document.format != FORMAT {
        return Err(refuse(&format!("format “{}”", document.format)));
    }
    Ok(document)
}

/// Compares a document with the map: records are the same by id; what differs is edited, what is absent reported.
pub(super) fn plan(
    document: &Document,
    known: &Known<'_>,
    options: &PlanOptions,
    ids: &mut dyn IdSource,
    mut findings: Findings,
) -> Plan {
    let mut work = Work { adds: Vec::new(), edits: Vec::new(), report: Report::default(), ids };
    work.account(&document.account, known.snapshot.account());
    let records = with_our_members(document, known.snapshot, options, &mut findings);
    work.records(&records, known.snapshot.records(), &mut findings);
    let listed: HashSet<Uuid> = document.records.persons.iter().map(|person| person.id.0).collect();
    let mut ends = Vec::new();
    for person in known.snapshot.records().persons.iter().filter(|person| !listed.contains(&person.id.0)) {
        let posts: Vec<_> = known.open_tenures(person.id).map(|tenure| tenure.post).collect();
        if posts.is_empty() {
            continue;
        }
        ends.extend(options.end_missing.map(|on| Change::EndPerson { id: person.id, on }));
        work.report.gone.push(Gone {
            person: Some(person.id),
            held: posts.iter().map(|post| known.describe(*post)).collect(),
            posts,
            name: person.name.clone(),
            ends_on: options.end_missing,
        });
    }
    work.report.counts.gone = work.report.gone.len();
    work.report.findings = findings.finish();
    let mut changes = in_order(work.adds);
    changes.append(&mut work.edits);
    changes.append(&mut ends);
    Plan { changes, report: work.report }
}

/// A record to add, and the records that it refers to.
struct Addition {
    record: RecordRef,
    refers_to: Vec<RecordRef>,
    change: Change,
}

struct Work<'a> {
    adds: Vec<Addition>,
    edits: Vec<Change>,
    report: Report,
    ids: &'a mut dyn IdSource,
}

/// Calls `table` for each noun of the records, with its verbs.
macro_rules! each_noun {
    ($work:expr, $said:expr, $known:expr, $findings:expr; $($field:ident $add:ident $edit:literal,)*) => {
        $($work.table(&$said.$field, &$known.$field, Change::$add, $edit, $findings);)*
    };
}

impl Work<'_> {
    /// What the account says of itself; it keeps the name and the team that it has here.
    fn account(&mut self, said: &Account, known: &Account) {
        let differ = |said: bool, is_same: bool| said && !is_same;
        let set = AccountPatch {
            kind: differ(said.kind.is_some(), said.kind == known.kind).then(|| said.kind.clone()),
            quiet_periods: differ(!said.quiet_periods.is_empty(), said.quiet_periods == known.quiet_periods)
                .then(|| said.quiet_periods.clone()),
            external_ids: differ(!said.external_ids.is_empty(), said.external_ids == known.external_ids)
                .then(|| said.external_ids.clone()),
            ..AccountPatch::default()
        };
        if set != AccountPatch::default() {
            self.edits.push(Change::EditAccount { set });
        }
    }

    fn records(&mut self, said: &Records, known: &Records, findings: &mut Findings) {
        each_noun! { self, said, known, findings;
            units AddUnit "edit_unit",
            posts AddPost "edit_post",
            persons AddPerson "edit_person",
            tenures StartTenure "edit_tenure",
            lines DrawLine "edit_line",
            sources AddSource "edit_source",
            deals AddDeal "edit_deal",
            stages AddStage "edit_stage",
            claims AddClaim "edit_claim",
            seats AddSeat "edit_seat",
            touches AddTouch "edit_touch",
            causes AddCause "edit_cause",
            actions AddAction "edit_action",
        }
    }

    /// The records of one noun: new ones are added with their ids, others edited where they differ.
    fn table<N: Noun>(
        &mut self,
        said: &[std::sync::Arc<N>],
        known: &[std::sync::Arc<N>],
        add: fn(N) -> Change,
        edit: &str,
        findings: &mut Findings,
    ) {
        let known: HashMap<Uuid, &N> = known.iter().map(|record| (record.uuid(), record.as_ref())).collect();
        for record in said {
            match known.get(&record.uuid()) {
                Some(old) if *old == record.as_ref() => self.report.counts.unchanged += 1,
                Some(old) => self.edit(*old, record.as_ref(), edit, findings),
                None => {
                    let mut record = N::clone(record);
                    if record.uuid().is_nil() {
                        let key = format!("{} {}", N::KIND.word(), self.adds.len());
                        record.set_uuid(self.ids.id(N::KIND, &key));
                    }
                    self.report.counts.new += 1;
                    let mut refers_to = Vec::new();
                    record.references(&mut |to| refers_to.push(to));
                    let reference = RecordRef::new(N::KIND, record.uuid());
                    self.adds.push(Addition { record: reference, refers_to, change: add(record) });
                }
            }
        }
    }

    /// Sets the fields that differ. What a claim states is never overwritten; a document that says otherwise is told so.
    fn edit<N: Noun>(&mut self, old: &N, new: &N, verb: &str, findings: &mut Findings) {
        const HANDLING: [&str; 4] = ["expires_on", "review_on", "tier", "readers"];
        let (old, mut set) = (fields(old), fields(new));
        set.retain(|name, value| old.get(name) != Some(value));
        if N::KIND == Kind::Claim && set.keys().any(|name| !HANDLING.contains(&name.as_str())) {
            let id = new.uuid().to_string();
            let place = findings.place();
            findings.add(Code::ClaimStands, || (place, id, vec![]));
            set.retain(|name, _| HANDLING.contains(&name.as_str()));
        }
        if set.is_empty() {
            self.report.counts.unchanged += 1;
            return;
        }
        self.report.counts.changed += 1;
        self.edits.push(setting(new, &set, verb));
    }
}

/// The change that makes one record of the other, if they differ; `verb` edits records of their kind.
pub(super) fn edit_of<N: Noun>(old: &N, new: &N, verb: &str) -> Option<Change> {
    let (old, mut set) = (fields(old), fields(new));
    set.retain(|name, value| old.get(name) != Some(value));
    (!set.is_empty()).then(|| setting(new, &set, verb))
}

fn setting<N: Noun>(record: &N, set: &Map<String, Value>, verb: &str) -> Change {
    let change = serde_json::json!({ "verb": verb, "id": record.uuid(), "set": set });
    serde_json::from_value(change).expect("fields of a record are fields of its patch")
}

/// The fields of a record as JSON.
fn fields<N: Noun>(record: &N) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => unreachable!("every record is written as a JSON object"),
    }
}

/// The additions, each after those that it refers to; otherwise in the order of the document.
fn in_order(adds: Vec<Addition>) -> Vec<Change> {
    let places: HashMap<RecordRef, usize> = adds.iter().enumerate().map(|(place, add)| (add.record, place)).collect();
    let mut order = Vec::with_capacity(adds.len());
    let mut is_begun = vec![false; adds.len()];
    for first in 0..adds.len() {
        // A stack of our own: units may lie within units to any depth.
        let mut open = vec![(first, 0)];
        while let Some((place, next)) = open.pop() {
            if next == 0 && std::mem::replace(&mut is_begun[place], true) {
                continue;
            }
            match adds[place].refers_to.get(next) {
                Some(to) => {
                    open.push((place, next + 1));
                    if let Some(before) = places.get(to).filter(|before| !is_begun[**before]) {
                        open.push((*before, 0));
                    }
                }
                None => order.push(place),
            }
        }
    }
    let mut changes: Vec<Option<Change>> = adds.into_iter().map(|add| Some(add.change)).collect();
    order.into_iter().filter_map(|place| changes[place].take()).collect()
}
