//! Ties, claims, rapport, deals and touches as tables that an import knows again.

use std::collections::BTreeMap;

use crate::model::claim::{Claim, Statement, Subject};
use crate::model::deal::Deal;
use crate::model::id::{MemberId, PersonId, StageId};
use crate::model::scale::Axis;
use crate::model::seat::{Seat, Sitter};
use crate::model::stage::Stage;
use crate::model::tier::Tier;

use super::super::mapping::{Field, Table};
use super::super::records::heads::fields_of;
use super::super::records::values;
use super::super::synonyms::record_head;
use super::tables::{Cell, Rows};
use super::{Out, is_kin};

/// What a row says, by field.
type Said = BTreeMap<Field, Cell>;

impl Out<'_> {
    /// The records of one table.
    pub(super) fn records(&mut self, table: Table) -> Rows {
        let said = match table {
            Table::Deals => self.deals(),
            Table::Touches => self.touches(),
            _ => self.claims(table),
        };
        let fields = fields_of(table);
        let heads = fields.iter().map(|field| record_head(*field, self.options.language).to_owned()).collect();
        let row = |mut said: Said| fields.iter().map(|field| said.remove(field).unwrap_or_default()).collect();
        let rows = Rows { heads, rows: said.into_iter().map(row).collect() };
        rows.without_blank_columns(usize::from(table != Table::Claims))
    }

    fn claims(&mut self, table: Table) -> Vec<Said> {
        let snapshot = self.snapshot;
        let mut rows = Vec::new();
        let mut kin = 0;
        let mut contradictions = 0;
        for claim in snapshot.claims() {
            let belongs = match &claim.statement {
                Statement::Tie { .. } => Table::Ties,
                Statement::Rapport { .. } => Table::Rapports,
                _ => Table::Claims,
            };
            if belongs != table {
                continue;
            }
            if matches!(&claim.statement, Statement::Tie { tie, .. } if is_kin(tie)) {
                kin += 1;
                continue;
            }
            contradictions += usize::from(claim.contradicts.is_some());
            rows.push(self.claim(claim));
        }
        self.lose(kin, "亲属关系（仅存于完整备份）", "kin (in our own document only)");
        self.lose(contradictions, "情报之间的矛盾标记", "marks of one claim contradicting another");
        rows
    }

    fn claim(&self, claim: &Claim) -> Said {
        let language = self.options.language;
        let source = self.snapshot.source(claim.source).map(|source| source.label.as_str());
        let mut said: Said = [
            (Field::Deal, claim.deal.map_or(Cell::Blank, |deal| Cell::text(self.directory.deal_name(deal)))),
            (Field::Source, Cell::text_if(source)),
            (Field::SourceKind, Cell::text(values::source_kind_name(claim.source_kind, language))),
            (Field::Grade, Cell::text(claim.grade.to_string())),
            (Field::ObservedOn, Cell::Day(claim.observed_on)),
            (Field::ExpiresOn, Cell::Day(claim.expires_on)),
            (Field::ReviewOn, Cell::day(claim.review_on)),
            (Field::RetractedOn, Cell::day(claim.retracted_on)),
            (Field::Purpose, Cell::text(values::purpose_name(claim.purpose, language))),
            (Field::Basis, Cell::text(values::basis_name(claim.basis, language))),
        ]
        .into();
        self.tier(&mut said, claim.tier, &claim.readers);
        let level = |axis, value| Cell::text(values::level_name(axis, value, language));
        let person = |id: PersonId| Cell::text(self.directory.name_of(id));
        let mut state = |who: PersonId, field, cell| {
            said.insert(Field::Person, person(who));
            said.insert(field, cell);
        };
        match &claim.statement {
            Statement::Stance { person, value } => state(*person, Field::Stance, level(Axis::Stance, value)),
            Statement::Influence { person, value } => state(*person, Field::Influence, level(Axis::Influence, value)),
            Statement::Status { person, value } => state(*person, Field::Status, level(Axis::Status, value)),
            Statement::Orientation { person, value } => {
                state(*person, Field::Orientation, level(Axis::Orientation, value));
            }
            Statement::Adaptability { person, value } => {
                state(*person, Field::Adaptability, level(Axis::Adaptability, value));
            }
            Statement::Role { person, value, holds } => {
                state(*person, Field::Role, level(Axis::Role, value));
                said.insert(Field::Holds, self.denied(*holds));
            }
            Statement::Tie { from, to, tie, strength, holds } => {
                said.insert(Field::From, person(*from));
                said.insert(Field::To, person(*to));
                said.insert(Field::Tie, Cell::text(values::tie_name(tie, language)));
                said.insert(Field::Strength, strength.map_or(Cell::Blank, Cell::Number));
                said.insert(Field::Holds, self.denied(*holds));
            }
            Statement::Rapport { member, person, value, wanted } => {
                let field = if *wanted { Field::Wanted } else { Field::Rapport };
                state(*person, field, level(Axis::Rapport, value));
                said.insert(Field::Member, Cell::text(self.directory.member_name(*member)));
            }
            Statement::Worry { about, text } => self.about(&mut said, *about, Field::Worry, text),
            Statement::Goal { about, text } => self.about(&mut said, *about, Field::Goal, text),
            Statement::Note { about, text } => self.about(&mut said, *about, Field::Note, text),
            Statement::Cause { rib, text } => {
                said.insert(Field::Rib, Cell::text(rib.as_str()));
                said.insert(Field::Cause, Cell::text(text.as_str()));
            }
        }
        said
    }

    fn about(&self, said: &mut Said, about: Subject, field: Field, text: &str) {
        let (who, cell) = match about {
            Subject::Person(person) => (Field::Person, self.directory.name_of(person)),
            Subject::Deal(deal) => (Field::Deal, self.directory.deal_name(deal)),
        };
        said.insert(who, Cell::text(cell));
        said.insert(field, Cell::text(text));
    }

    /// What stands in a column that says whether something holds: nothing where it does.
    fn denied(&self, holds: bool) -> Cell {
        if holds { Cell::Blank } else { Cell::text(values::truth_name(false, self.options.language)) }
    }

    fn tier(&self, said: &mut Said, tier: Tier, readers: &[MemberId]) {
        said.insert(Field::Tier, Cell::text(tier.name()));
        said.insert(Field::Readers, self.members(readers));
    }

    fn members(&self, members: &[MemberId]) -> Cell {
        let names = members.iter().map(|member| self.directory.member_name(*member));
        Cell::text(names.collect::<Vec<_>>().join("、"))
    }

    /// Each deal on a row of its own, then its stages, each with its seats.
    fn deals(&mut self) -> Vec<Said> {
        let snapshot = self.snapshot;
        let language = self.options.language;
        let mut rows = Vec::new();
        let keys = snapshot.records().deals.iter().map(|deal| deal.external_ids.len()).sum();
        self.lose(keys, "其他系统中的项目编号", "keys of deals in other systems");
        let mut seats: BTreeMap<StageId, Vec<&Seat>> = BTreeMap::new();
        for seat in &snapshot.records().seats {
            seats.entry(seat.stage).or_default().push(seat);
        }
        for deal in &snapshot.records().deals {
            rows.extend(self.deal(deal));
            let name = Cell::text(self.directory.deal_name(deal.id));
            let mut stages: Vec<&Stage> =
                snapshot.records().stages.iter().map(AsRef::as_ref).filter(|stage| stage.deal == deal.id).collect();
            stages.sort_by_key(|stage| (stage.order, stage.id));
            for stage in stages {
                let of_stage: Said = [
                    (Field::Deal, name.clone()),
                    (Field::Stage, Cell::text(stage.name.as_str())),
                    (Field::Order, Cell::number(Some(stage.order))),
                    (Field::Rule, Cell::text(values::rule_name(stage.rule, language))),
                    (Field::PlannedOn, Cell::day(stage.planned_on)),
                    (Field::DoneOn, Cell::day(stage.done_on)),
                ]
                .into();
                let seats = seats.get(&stage.id).map_or(&[][..], Vec::as_slice);
                if seats.is_empty() {
                    rows.push(of_stage);
                    continue;
                }
                for seat in seats {
                    let mut said = of_stage.clone();
                    match seat.sitter {
                        Some(Sitter::Person(person)) => {
                            said.insert(Field::Seat, Cell::text(self.directory.name_of(person)));
                        }
                        Some(Sitter::Post(post)) => {
                            said.insert(Field::SeatPost, Cell::text(self.directory.post_name(post)));
                        }
                        None => {}
                    }
                    said.insert(Field::Votes, Cell::number(Some(seat.votes)));
                    said.insert(Field::Veto, Cell::text(values::truth_name(seat.veto, language)));
                    self.tier(&mut said, seat.tier, &seat.readers);
                    rows.push(said);
                }
            }
        }
        rows
    }

    /// A deal, on as many rows as it has quiet periods.
    fn deal(&self, deal: &Deal) -> Vec<Said> {
        let language = self.options.language;
        let name = Cell::text(self.directory.deal_name(deal.id));
        let template = deal.template.as_deref().map(|template| values::template_name(template, language));
        let mut first: Said = [
            (Field::Deal, name.clone()),
            (Field::Template, Cell::text_if(template.as_deref())),
            (Field::ProcurementMode, Cell::text_if(deal.procurement_mode.as_deref())),
            (Field::State, Cell::text(values::deal_state_name(deal.state, language))),
            (Field::AwardOn, Cell::day(deal.award_on)),
        ]
        .into();
        self.tier(&mut first, deal.tier, &deal.readers);
        let mut rows = vec![first];
        for (place, quiet) in deal.quiet_periods.iter().enumerate() {
            if place > 0 {
                rows.push([(Field::Deal, name.clone())].into());
            }
            let row = rows.last_mut().expect("the first row is there from the beginning");
            row.insert(Field::QuietFrom, Cell::day(quiet.span.from));
            row.insert(Field::QuietUntil, Cell::day(quiet.span.until));
            row.insert(Field::QuietReason, Cell::text(quiet.reason.as_str()));
        }
        rows
    }

    fn touches(&mut self) -> Vec<Said> {
        let snapshot = self.snapshot;
        let touch = |touch: &std::sync::Arc<crate::model::touch::Touch>| {
            let persons: Vec<String> = touch.persons.iter().map(|person| self.directory.name_of(*person)).collect();
            let mut said: Said = [
                (Field::TouchedOn, Cell::Day(touch.on)),
                (Field::Member, self.members(&touch.members)),
                (Field::Person, Cell::text(persons.join("、"))),
                (Field::Deal, touch.deal.map_or(Cell::Blank, |deal| Cell::text(self.directory.deal_name(deal)))),
                (Field::Channel, Cell::text_if(touch.channel.as_deref())),
                (Field::Outcome, Cell::text_if(touch.outcome.as_deref())),
            ]
            .into();
            self.tier(&mut said, touch.tier, &touch.readers);
            said
        };
        snapshot.records().touches.iter().map(touch).collect()
    }
}
