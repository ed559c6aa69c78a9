//! Notes of a file become claims that fade: grade F6, the file as their source; a note that is known stays one.

use std::collections::HashSet;

use crate::model::change::Change;
use crate::model::claim::{Claim, Statement, Subject};
use crate::model::grade::Grade;
use crate::model::id::{ClaimId, PersonId, SourceId};
use crate::model::record::Kind;
use crate::model::source::{Source, SourceKind};

use super::super::cells::on_one_line;
use super::super::plan::Fate;
use super::Work;

/// How long a note counts.
const NOTE_MONTHS: i32 = 6;

impl Work<'_> {
    pub(super) fn notes(&mut self) {
        if self.draft.notes.is_empty() {
            return;
        }
        let mut known: HashSet<(PersonId, String)> = self.known.snapshot.claims().filter_map(note_of).collect();
        let mut source = None;
        let today = self.options.today;
        let expires_on = today.plus_months(NOTE_MONTHS);
        for note in std::mem::take(&mut self.draft.notes) {
            let person = self.people[note.person];
            if !known.insert((person, note.text.clone())) {
                continue;
            }
            let source = *source.get_or_insert_with(|| self.source());
            let id = ClaimId(self.ids.id(Kind::Claim, &format!("{person} {}", note.text)));
            self.changes.claims.push(Change::AddClaim(Claim {
                id,
                statement: Statement::Note { about: Subject::Person(person), text: note.text },
                deal: None,
                source,
                source_kind: SourceKind::File,
                grade: Grade::UNJUDGED,
                observed_on: today,
                expires_on,
                review_on: Some(expires_on),
                purpose: self.options.purpose,
                basis: self.options.basis,
                tier: self.options.tier,
                readers: Vec::new(),
                contradicts: None,
                retracted_on: None,
            }));
            self.mark(note.row, Fate::Changed);
            if self.draft.rows[note.row].fate == Fate::Changed {
                self.draft.rows[note.row].changes.push("note".to_owned());
            }
        }
    }

    /// The file as a source: the one that is cited already, or a new one.
    fn source(&mut self) -> SourceId {
        let label = on_one_line(&self.reading.file).0;
        let known = self.known.snapshot.records().sources.iter();
        if let Some(known) = known.into_iter().find(|source| source.kind == SourceKind::File && source.label == label) {
            return known.id;
        }
        let id = SourceId(self.ids.id(Kind::Source, &label));
        let source = Source { id, label, kind: SourceKind::File, name: None, readers: Vec::new() };
        self.changes.claims.push(Change::AddSource(source));
        id
    }
}

fn note_of(claim: &Claim) -> Option<(PersonId, String)> {
    match &claim.statement {
        Statement::Note { about: Subject::Person(person), text } if claim.retracted_on.is_none() => {
            Some((*person, text.clone()))
        }
        _ => None,
    }
}
