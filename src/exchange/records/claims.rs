//! Rows that state something: ties, stances, roles, rapport and the like become claims; what is known already stays one claim.

use std::collections::HashMap;

use crate::model::change::{Change, ClaimHandling};
use crate::model::claim::{Claim, Statement, Subject};
use crate::model::grade::Grade;
use crate::model::id::{ClaimId, DealId, MemberId, SourceId};
use crate::model::preset::presets;
use crate::model::record::{Kind, Noun as _};
use crate::model::scale::Axis;
use crate::model::source::{Source, SourceKind};
use crate::model::tier::Tier;
use crate::model::time::Day;

use super::super::cells::on_one_line;
use super::super::finding::Code;
use super::super::mapping::{Field, Table};
use super::super::plan::Fate;
use super::Work;
use super::row::{Fault, Row};
use super::stated::Stated;
use super::values::{self, NotAValue};

/// What a row says of a claim beside what it states.
struct Said {
    deal: Option<DealId>,
    source: Option<String>,
    source_kind: Option<SourceKind>,
    grade: Option<Grade>,
    observed_on: Option<Day>,
    expires_on: Option<Day>,
    review_on: Option<Day>,
    retracted_on: Option<Day>,
    purpose: Option<crate::model::claim::Purpose>,
    basis: Option<crate::model::claim::Basis>,
    tier: Option<Tier>,
    readers: Vec<MemberId>,
}

/// The claims of the map and of the file, by what they state.
#[derive(Default)]
pub(super) struct KnownClaims {
    claims: HashMap<String, Vec<Claim>>,
}

impl KnownClaims {
    pub fn new<'c>(claims: impl Iterator<Item = &'c Claim>) -> Self {
        let mut known = Self::default();
        for claim in claims {
            known.learn(claim.clone());
        }
        known
    }

    fn learn(&mut self, claim: Claim) {
        self.claims.entry(key_of(&claim.statement, claim.deal)).or_default().push(claim);
    }
}

/// What two claims that state the same have in common.
fn key_of(statement: &Statement, deal: Option<DealId>) -> String {
    let mut statement = statement.clone();
    let is_about_deal = matches!(
        statement,
        Statement::Worry { about: Subject::Deal(_), .. }
            | Statement::Goal { about: Subject::Deal(_), .. }
            | Statement::Note { about: Subject::Deal(_), .. }
    );
    // What is said about a deal counts in that deal, whether or not the claim says so.
    let deal = deal.filter(|_| !is_about_deal);
    match &mut statement {
        Statement::Tie { from, to, tie, .. } => {
            let is_mutual = presets().tie_kinds().iter().any(|kind| kind.id == *tie && kind.mutual);
            if is_mutual && from > to {
                std::mem::swap(from, to);
            }
        }
        Statement::Worry { text, .. }
        | Statement::Goal { text, .. }
        | Statement::Note { text, .. }
        | Statement::Cause { text, .. } => *text = text.trim().to_owned(),
        _ => {}
    }
    let statement = serde_json::to_string(&statement).expect("a statement is written as JSON");
    format!("{statement} {deal:?}")
}

/// How long claims of a kind count, where the row does not say.
fn months(statement: &Statement) -> i32 {
    match statement {
        Statement::Tie { .. } => 24,
        Statement::Note { .. } => 6,
        Statement::Role { .. } => 36,
        _ => 12,
    }
}

impl Work<'_> {
    /// A row of a list of ties.
    pub(super) fn tie(&mut self, row: Row<'_>, outcome: usize) -> Result<(), Fault> {
        let mut from = row.person(&self.directory, Field::From, Field::FromUnit)?;
        let mut to = row.person(&self.directory, Field::To, Field::ToUnit)?;
        row.needed(Field::Tie)?;
        let Some((kind, is_inverse)) = row.read(Field::Tie, values::tie_kind)? else { return Ok(()) };
        if is_inverse {
            std::mem::swap(&mut from, &mut to);
        }
        let holds = row.read(Field::Holds, values::truth)?.unwrap_or(true);
        let mut stated = Stated::default();
        let strength = stated.judged(row.read(Field::Strength, values::share));
        stated.add(Field::Tie, Statement::Tie { from, to, tie: kind.id.clone(), strength, holds });
        self.rows[outcome].person = Some(from);
        self.state(row, outcome, stated)
    }

    /// A row of a list of rapport.
    pub(super) fn rapport(&mut self, row: Row<'_>, outcome: usize) -> Result<(), Fault> {
        row.needed(Field::Member)?;
        let members = row.members(&self.directory, Field::Member)?;
        let person = row.person(&self.directory, Field::Person, Field::Unit)?;
        let mut stated = Stated::default();
        for (field, wanted) in [(Field::Rapport, false), (Field::Wanted, true)] {
            let Some(value) = stated.judged(self.level(row, field, Axis::Rapport)) else { continue };
            for member in &members {
                stated.add(field, Statement::Rapport { member: *member, person, value: value.clone(), wanted });
            }
        }
        self.rows[outcome].person = Some(person);
        self.state(row, outcome, stated)
    }

    /// Adds what a row states. Each cell is judged alone; a row of which nothing is left to take is left out.
    pub(super) fn state(&mut self, row: Row<'_>, outcome: usize, stated: Stated) -> Result<(), Fault> {
        let Stated { statements, mut faults } = stated;
        let is_contact = row.mapping.table == Table::Contacts;
        let mut changes = Vec::new();
        let mut added = Vec::new();
        let mut is_known = false;
        if !statements.is_empty() {
            let said = self.said(row)?;
            for (field, statement) in statements {
                if let Some(known) = self.known_claim(&statement, &said).cloned() {
                    is_known = true;
                    changes.extend(handled(&known, &said));
                    continue;
                }
                let claim = self.claim(statement, &said);
                match claim.check() {
                    Ok(()) => added.push(claim),
                    Err(why) => faults.push(Fault::of(&why, field, row.text(field).unwrap_or_default())),
                }
            }
            if !added.is_empty() {
                let source = self.source(&said);
                for claim in &mut added {
                    claim.source = source;
                }
            }
        }
        if added.is_empty() && !is_known && !is_contact {
            return Err(self.nothing_left(row, faults));
        }
        for fault in faults {
            self.tell(row, fault.of_cell());
        }
        if !added.is_empty() {
            self.mark(outcome, Fate::New);
        } else if !changes.is_empty() {
            self.mark(outcome, Fate::Changed);
        }
        for claim in added {
            self.claims.learn(claim.clone());
            self.changes.claims.push(Change::AddClaim(claim));
        }
        self.changes.claims.append(&mut changes);
        Ok(())
    }

    /// Why nothing of a row is taken; where there are several reasons the others are told here.
    fn nothing_left(&mut self, row: Row<'_>, faults: Vec<Fault>) -> Fault {
        let mut faults = faults.into_iter();
        let first = faults.next();
        // What is wrong with the row as a whole is wrong with each of its claims, and told once.
        let is_other = |fault: &Fault| first.as_ref().is_none_or(|first| fault.details != first.details);
        for fault in faults.filter(|fault| fault.code != Code::NotAllowed || is_other(fault)) {
            self.tell(row, fault);
        }
        first.unwrap_or(Fault { code: Code::NothingStated, field: Field::Tier, value: String::new(), details: vec![] })
    }

    fn said(&self, row: Row<'_>) -> Result<Said, Fault> {
        let grade = |text: &str| {
            let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            plain.to_uppercase().parse().map_err(|_wrong| NotAValue("A1 … F6".to_owned()))
        };
        let mut said = Said {
            deal: row.deal(&self.directory)?,
            source: row.text(Field::Source).map(|text| on_one_line(text).0),
            source_kind: row.read(Field::SourceKind, values::source_kind)?,
            grade: row.read(Field::Grade, grade)?,
            observed_on: row.day(Field::ObservedOn)?,
            expires_on: row.day(Field::ExpiresOn)?,
            review_on: row.day(Field::ReviewOn)?,
            retracted_on: row.day(Field::RetractedOn)?,
            purpose: row.read(Field::Purpose, values::purpose)?,
            basis: row.read(Field::Basis, values::basis)?,
            tier: None,
            readers: Vec::new(),
        };
        (said.tier, said.readers) = self.tier(row)?;
        Ok(said)
    }

    /// A claim of the map or of an earlier row that says the same, as far as the row says where, when and how well it is known.
    fn known_claim(&self, statement: &Statement, said: &Said) -> Option<&Claim> {
        let same = self.claims.claims.get(&key_of(statement, said.deal))?;
        same.iter().find(|claim| {
            let is_source = match &said.source {
                Some(label) => self.sources.get(label).is_some_and(|(id, _)| *id == claim.source),
                // A file that was saved under another name is no further source.
                None => claim.source_kind == said.source_kind.unwrap_or(SourceKind::File),
            };
            is_source
                && said.observed_on.is_none_or(|day| day == claim.observed_on)
                && said.grade.is_none_or(|grade| grade == claim.grade)
        })
    }

    /// The claim that a row makes; its source is named when the row is taken.
    fn claim(&mut self, statement: Statement, said: &Said) -> Claim {
        let observed_on = said.observed_on.unwrap_or(self.options.today);
        let expires_on = said.expires_on.unwrap_or_else(|| observed_on.plus_months(months(&statement)));
        let key = format!("{} {observed_on} {:?} {:?}", key_of(&statement, said.deal), said.source, said.grade);
        let cited = said.source.as_ref().and_then(|label| self.sources.get(label)).map(|(_, kind)| *kind);
        Claim {
            id: ClaimId(self.ids.id(Kind::Claim, &key)),
            statement,
            deal: said.deal,
            source: SourceId::default(),
            source_kind: said.source_kind.or(cited).unwrap_or(SourceKind::File),
            grade: said.grade.unwrap_or(Grade::UNJUDGED),
            observed_on,
            expires_on,
            review_on: said.review_on.or(Some(expires_on)),
            purpose: said.purpose.unwrap_or(self.options.purpose),
            basis: said.basis.unwrap_or(self.options.basis),
            tier: said.tier.unwrap_or(self.options.tier),
            readers: said.readers.clone(),
            contradicts: None,
            retracted_on: said.retracted_on,
        }
    }

    /// The source that a row names, the file where it names none; made where the map has none of that name.
    fn source(&mut self, said: &Said) -> SourceId {
        let label = said.source.clone().unwrap_or_else(|| on_one_line(&self.reading.file).0);
        if let Some((id, _)) = self.sources.get(&label) {
            return *id;
        }
        let kind = said.source_kind.unwrap_or(SourceKind::File);
        let id = SourceId(self.ids.id(Kind::Source, &label));
        self.sources.insert(label.clone(), (id, kind));
        self.changes.sources.push(Change::AddSource(Source { id, label, kind, name: None, readers: Vec::new() }));
        id
    }
}

/// What a row says otherwise of how a known claim is kept.
fn handled(known: &Claim, said: &Said) -> Vec<Change> {
    let mut changes = Vec::new();
    let set = ClaimHandling {
        expires_on: said.expires_on.filter(|day| *day != known.expires_on),
        review_on: said.review_on.filter(|day| Some(*day) != known.review_on).map(Some),
        tier: said.tier.filter(|tier| *tier != known.tier),
        readers: Some(said.readers.clone()).filter(|readers| !readers.is_empty() && *readers != known.readers),
    };
    if set != ClaimHandling::default() {
        changes.push(Change::EditClaim { id: known.id, set });
    }
    if let Some(on) = said.retracted_on.filter(|_| known.retracted_on.is_none()) {
        changes.push(Change::RetractClaim { id: known.id, on });
    }
    changes
}
