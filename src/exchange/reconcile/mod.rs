//! Compares what a file says with what the map knows, and makes the fewest changes that bring the map up to it.

mod assumed;
mod gone;
mod lines;
mod long_careers;
mod look_alikes;
mod notes;
mod people;
mod posts;
mod tenures;
mod units;

use std::collections::{BTreeMap, HashSet};

use crate::model::change::Change;
use crate::model::id::{ExternalId, PersonId, PostId, TenureId, UnitId};
use crate::model::time::Day;

use super::contacts::{Superiors, sheet_of};
use super::draft::Draft;
use super::finding::{Findings, Place};
use super::ids::IdSource;
use super::known::Known;
use super::plan::{Counts, Fate, Plan, PlanOptions, Report};
use super::reading::Reading;

/// Plans the import of a draft.
pub(super) fn reconcile(
    reading: &Reading,
    draft: Draft,
    superiors: Option<Superiors<'_>>,
    known: &Known<'_>,
    options: &PlanOptions,
    ids: &mut dyn IdSource,
    findings: Findings,
) -> Plan {
    let mut work = Work::new(reading, draft, known, options, ids, findings);
    work.units();
    work.people();
    work.assumed();
    if let Some(superiors) = superiors {
        // With this, what tells the people of the file apart is forgotten, before most changes take its place in memory.
        superiors.draw(&mut work.draft, known, &work.people, options, &mut work.findings);
    }
    work.posts();
    work.tenures();
    work.gone();
    work.lines();
    work.notes();
    work.finish()
}

/// The work so far: which record of the map each part of the draft is, and the changes by kind.
struct Work<'a> {
    reading: &'a Reading,
    draft: Draft,
    known: &'a Known<'a>,
    options: &'a PlanOptions,
    ids: &'a mut dyn IdSource,
    findings: Findings,
    /// From when new structure holds: unknown for the first list of an account, today for later ones.
    since: Option<Day>,
    units: Vec<UnitId>,
    people: Vec<PersonId>,
    posts: Vec<PostId>,
    /// Posts of the draft that its rows do not name, since their people keep the posts they have.
    settled_posts: BTreeMap<usize, PostId>,
    /// Posts of the draft that are none.
    dropped_posts: HashSet<usize>,
    known_people: HashSet<PersonId>,
    known_posts: HashSet<PostId>,
    /// Posts that this import ends, at the latest as of today: their lines end with them.
    ended_posts: HashSet<PostId>,
    /// Tenures that this import ends, since their holders are elsewhere now.
    left: HashSet<TenureId>,
    changes: Changes,
    report: Report,
}

/// Changes in the order in which they can be applied.
#[derive(Default)]
struct Changes {
    /// Units, people and posts, made in this order. All others join them in the end, where room is kept for them: so a
    /// hundred thousand rows of changes are not moved to another place, which would take their memory twice.
    first: Vec<Change>,
    end_tenures: Vec<Change>,
    tenures: Vec<Change>,
    end_lines: Vec<Change>,
    lines: Vec<Change>,
    claims: Vec<Change>,
    gone: Vec<Change>,
}

impl<'a> Work<'a> {
    fn new(
        reading: &'a Reading,
        draft: Draft,
        known: &'a Known<'a>,
        options: &'a PlanOptions,
        ids: &'a mut dyn IdSource,
        findings: Findings,
    ) -> Self {
        let is_first = known.snapshot.records().tenures.is_empty() && known.snapshot.records().posts.is_empty();
        // Lines come later, about one for each tenure.
        let most = draft.units.len() + draft.people.len() + draft.posts.len() + 2 * draft.tenures.len();
        let changes = Changes { first: Vec::with_capacity(most), ..Changes::default() };
        Self {
            reading,
            draft,
            known,
            options,
            ids,
            findings,
            since: (!is_first).then_some(options.today),
            units: Vec::new(),
            people: Vec::new(),
            posts: Vec::new(),
            settled_posts: BTreeMap::new(),
            dropped_posts: HashSet::new(),
            known_people: HashSet::new(),
            known_posts: HashSet::new(),
            ended_posts: HashSet::new(),
            left: HashSet::new(),
            changes,
            report: Report::default(),
        }
    }

    fn finish(mut self) -> Plan {
        self.report.counts = Counts::of(&self.draft.rows, self.report.gone.len());
        self.report.rows = std::mem::take(&mut self.draft.rows);
        self.report.findings = self.findings.finish();
        // It is in the changes now, which are about to be moved together.
        self.draft = Draft::default();
        let Changes { first: mut changes, end_tenures, tenures, end_lines, lines, claims, gone } = self.changes;
        for list in [end_tenures, tenures, end_lines, lines, claims, gone] {
            changes.extend(list);
        }
        Plan { changes, report: self.report }
    }

    /// Says of a row that it does at least this much.
    fn mark(&mut self, row: usize, fate: Fate) {
        let row = &mut self.draft.rows[row];
        if row.fate < fate {
            row.fate = fate;
        }
    }

    /// Says of a row that it changes a field.
    fn mark_change(&mut self, row: usize, field: &str) {
        self.mark(row, Fate::Changed);
        self.draft.rows[row].changes.push(field.to_owned());
    }

    /// Where a row stands.
    fn place(&self, row: usize) -> Place {
        let row = &self.draft.rows[row];
        let (sheet, _) = sheet_of(self.reading, row);
        Place::file(&self.reading.file).on_sheet(&sheet.name).on_line(row.line)
    }

    /// Where a cell stands.
    fn cell_place(&self, row: usize, column: usize) -> Place {
        let (_, mapping) = sheet_of(self.reading, &self.draft.rows[row]);
        let header = mapping.columns.get(column).map_or("", |column| column.header.as_str());
        self.place(row).in_column(column, header)
    }

    /// The key that the file gives a record, as the map keeps it.
    fn external_ids(&self, key: Option<&String>) -> Vec<ExternalId> {
        let source = self.known.key_source;
        key.map(|key| ExternalId { source: source.to_owned(), key: key.clone() }).into_iter().collect()
    }
}
