//! Rows of deals: each says something of a deal, of one of its stages, and of a seat in that stage's decision.

use std::collections::BTreeMap;

use crate::model::account::QuietPeriod;
use crate::model::change::Change;
use crate::model::deal::{Deal, DealState};
use crate::model::id::{DealId, SeatId, StageId};
use crate::model::record::{Kind, Noun};
use crate::model::seat::{Seat, Sitter};
use crate::model::snapshot::Snapshot;
use crate::model::stage::{Rule, Stage};
use crate::model::tier::Tier;
use crate::model::time::Span;

use super::super::cells::{name_key, on_one_line};
use super::super::finding::Code;
use super::super::json::edit_of;
use super::super::known::bare;
use super::super::mapping::Field;
use super::super::plan::Fate;
use super::Work;
use super::people::Miss;
use super::row::{Fault, Row};
use super::values;

/// A record as the map has it, if it does, and as the file leaves it.
struct Kept<N> {
    before: Option<N>,
    now: N,
}

/// The deals, stages and seats of the map and of the file, each in the order in which they came.
#[derive(Default)]
pub(super) struct KnownDeals {
    deals: Vec<Kept<Deal>>,
    stages: Vec<Kept<Stage>>,
    seats: Vec<Kept<Seat>>,
    deal_places: BTreeMap<DealId, usize>,
    stage_places: BTreeMap<(DealId, String), usize>,
    /// The seats of each stage that no row of the file has named yet.
    free_seats: BTreeMap<StageId, Vec<usize>>,
    /// The deal of the row above, which a blank cell means as well.
    last: Option<DealId>,
}

impl KnownDeals {
    pub fn new(snapshot: &Snapshot) -> Self {
        let records = snapshot.records();
        let mut known = Self::default();
        for deal in &records.deals {
            known.deal_places.insert(deal.id, known.deals.len());
            known.deals.push(Kept::known(deal.as_ref()));
        }
        for stage in &records.stages {
            known.stage_places.entry((stage.deal, name_key(&stage.name))).or_insert(known.stages.len());
            known.stages.push(Kept::known(stage.as_ref()));
        }
        for seat in &records.seats {
            known.free_seats.entry(seat.stage).or_default().push(known.seats.len());
            known.seats.push(Kept::known(seat.as_ref()));
        }
        known
    }

    /// The changes that bring the map up to the file: deals before stages before seats.
    pub fn changes(self) -> Vec<Change> {
        let mut changes = Vec::new();
        changes.extend(self.deals.into_iter().filter_map(|deal| deal.change(Change::AddDeal, "edit_deal")));
        changes.extend(self.stages.into_iter().filter_map(|stage| stage.change(Change::AddStage, "edit_stage")));
        changes.extend(self.seats.into_iter().filter_map(|seat| seat.change(Change::AddSeat, "edit_seat")));
        changes
    }
}

impl<N: Noun> Kept<N> {
    fn known(record: &N) -> Self {
        Self { before: Some(record.clone()), now: record.clone() }
    }

    fn new(record: N) -> Self {
        Self { before: None, now: record }
    }

    fn change(self, add: fn(N) -> Change, edit: &str) -> Option<Change> {
        match self.before {
            None => Some(add(self.now)),
            Some(before) => edit_of(&before, &self.now, edit),
        }
    }
}

impl Work<'_> {
    /// A row of a list of deals, taken whole or not at all.
    pub(super) fn deal(&mut self, row: Row<'_>, outcome: usize) -> Result<(), Fault> {
        let (tier, readers) = self.tier(row)?;
        let seated = self.seat_of(row)?;
        let stage = row.text(Field::Stage);
        let is_about_seat = row.text(Field::Votes).is_some() || row.text(Field::Veto).is_some() || seated.is_some();
        if is_about_seat {
            row.needed(Field::Stage)?;
        }
        let new_deal = self.deal_said(row)?;
        let new_stage = match stage {
            Some(name) => Some(stage_said(row, name, new_deal.id)?),
            None => None,
        };
        let (votes, veto) = (row.number(Field::Votes)?, row.read(Field::Veto, values::truth)?);

        let mut new_deal = new_deal;
        if stage.is_none()
            && let Some(tier) = tier
        {
            (new_deal.tier, new_deal.readers) = (tier, readers.clone());
        }
        let deal = new_deal.id;
        let mut fate = self.keep_deal(new_deal);
        self.deals.last = Some(deal);
        if let Some(said) = new_stage {
            let (stage, of_stage) = self.keep_stage(&said);
            fate = fate.max(of_stage);
            if is_about_seat {
                fate = fate.max(self.keep_seat(stage, seated, votes, veto, tier.map(|tier| (tier, readers))));
            }
        }
        self.mark(outcome, fate);
        Ok(())
    }

    /// Who sits, as the row says.
    fn seat_of(&self, row: Row<'_>) -> Result<Option<Sitter>, Fault> {
        if row.text(Field::Seat).is_some() {
            return row.person(&self.directory, Field::Seat, Field::Unit).map(|person| Some(Sitter::Person(person)));
        }
        let Some(text) = row.text(Field::SeatPost) else { return Ok(None) };
        let found = self.directory.post(text, row.text(Field::Unit));
        found.map(|post| Some(Sitter::Post(post))).map_err(|miss| {
            let (code, details) = match miss {
                Miss::Nobody => (Code::PostNotFound, vec![]),
                Miss::Several(count) => (Code::PostAmbiguous, vec![count.to_string()]),
            };
            Fault { code, field: Field::SeatPost, value: text.to_owned(), details }
        })
    }

    /// The deal of a row with what the row says of it; the one of the row above where the cell is blank.
    fn deal_said(&mut self, row: Row<'_>) -> Result<Deal, Fault> {
        let above = self.deals.last.filter(|_| row.text(Field::Deal).is_none() && row.text(Field::Stage).is_some());
        let known = match above {
            Some(deal) => Some(deal),
            None => match self.directory.deal(row.needed(Field::Deal)?) {
                Ok(deal) => Some(deal),
                Err(Miss::Nobody) => None,
                Err(Miss::Several(_)) => row.deal(&self.directory)?,
            },
        };
        let mut deal = match known.and_then(|id| self.deals.deal_places.get(&id)) {
            Some(place) => self.deals.deals[*place].now.clone(),
            None => self.new_deal(row)?,
        };
        if let Some(template) = row.text(Field::Template) {
            let said = values::template(&on_one_line(template).0, deal.template.as_deref());
            say(&mut deal.template, said);
        }
        if let Some(mode) = row.text(Field::ProcurementMode) {
            say(&mut deal.procurement_mode, on_one_line(mode).0);
        }
        if let Some(state) = row.read(Field::State, values::deal_state)? {
            deal.state = state;
        }
        deal.award_on = row.day(Field::AwardOn)?.or(deal.award_on);
        let span = Span { from: row.day(Field::QuietFrom)?, until: row.day(Field::QuietUntil)? };
        if span != Span::ALWAYS {
            let reason = row.text(Field::QuietReason).map(|text| on_one_line(text).0).unwrap_or_default();
            let quiet = QuietPeriod { span, reason };
            let same = deal.quiet_periods.iter_mut().find(|known| known.span.from == span.from);
            match same {
                Some(known) if row.text(Field::QuietReason).is_none() => known.span = span,
                Some(known) if bare(&known.reason) == bare(&quiet.reason) => known.span = span,
                Some(known) => *known = quiet,
                None => deal.quiet_periods.push(quiet),
            }
        }
        deal.check().map_err(|why| Fault::of(&why, Field::Deal, &deal.name))?;
        Ok(deal)
    }

    fn new_deal(&mut self, row: Row<'_>) -> Result<Deal, Fault> {
        let name = row.free_text(Field::Deal)?.unwrap_or_default();
        let name = on_one_line(&name).0;
        Ok(Deal {
            id: DealId(self.ids.id(Kind::Deal, &name)),
            name,
            template: None,
            procurement_mode: None,
            state: DealState::Open,
            award_on: None,
            quiet_periods: Vec::new(),
            tier: Tier::T1.min(self.options.cap),
            readers: Vec::new(),
            external_ids: Vec::new(),
        })
    }

    fn keep_deal(&mut self, deal: Deal) -> Fate {
        if let Some(place) = self.deals.deal_places.get(&deal.id) {
            return keep(&mut self.deals.deals[*place], deal);
        }
        self.directory.learn_deal(deal.id, &deal.name);
        self.deals.deal_places.insert(deal.id, self.deals.deals.len());
        self.deals.deals.push(Kept::new(deal));
        Fate::New
    }

    fn keep_stage(&mut self, said: &StageSaid) -> (StageId, Fate) {
        let key = (said.deal, name_key(&said.name));
        if let Some(place) = self.deals.stage_places.get(&key) {
            let kept = &mut self.deals.stages[*place];
            let stage = said.laid_on(kept.now.clone());
            return (stage.id, keep(kept, stage));
        }
        let others = self.deals.stages.iter().filter(|stage| stage.now.deal == said.deal);
        let last = others.map(|stage| stage.now.order).max().unwrap_or(0);
        let new = Stage {
            id: StageId(self.ids.id(Kind::Stage, &format!("{} {}", said.deal, said.name))),
            deal: said.deal,
            name: said.name.clone(),
            order: last + 1,
            rule: Rule::default(),
            planned_on: None,
            done_on: None,
        };
        let stage = said.laid_on(new);
        let id = stage.id;
        self.deals.stage_places.insert(key, self.deals.stages.len());
        self.deals.stages.push(Kept::new(stage));
        (id, Fate::New)
    }

    fn keep_seat(
        &mut self,
        stage: StageId,
        sitter: Option<Sitter>,
        votes: Option<u32>,
        veto: Option<bool>,
        tier: Option<(Tier, Vec<crate::model::id::MemberId>)>,
    ) -> Fate {
        let free = self.deals.free_seats.entry(stage).or_default();
        let known = free.iter().position(|seat| self.deals.seats[*seat].now.sitter == sitter);
        if let Some(known) = known {
            let kept = &mut self.deals.seats[free.remove(known)];
            let mut seat = kept.now.clone();
            seat.votes = votes.unwrap_or(seat.votes);
            seat.veto = veto.unwrap_or(seat.veto);
            if let Some(tier) = tier {
                (seat.tier, seat.readers) = tier;
            }
            return keep(kept, seat);
        }
        let (tier, readers) = tier.unwrap_or((Tier::T1.min(self.options.cap), Vec::new()));
        let key = format!("{stage} {sitter:?} {}", self.deals.seats.len());
        let id = SeatId(self.ids.id(Kind::Seat, &key));
        let seat = Seat { id, stage, sitter, votes: votes.unwrap_or(1), veto: veto.unwrap_or(false), tier, readers };
        self.deals.seats.push(Kept::new(seat));
        Fate::New
    }
}

/// Sets a text, unless it is there already but for white space around it.
fn say(known: &mut Option<String>, said: String) {
    if known.as_deref().is_none_or(|known| bare(known) != bare(&said)) {
        *known = Some(said);
    }
}

/// Puts a record in its place; whether that changes it.
fn keep<N: Noun>(kept: &mut Kept<N>, record: N) -> Fate {
    if kept.now == record {
        return Fate::Unchanged;
    }
    kept.now = record;
    Fate::Changed
}

/// What a row says of a stage.
struct StageSaid {
    deal: DealId,
    name: String,
    order: Option<u32>,
    rule: Option<Rule>,
    planned_on: Option<crate::model::time::Day>,
    done_on: Option<crate::model::time::Day>,
}

fn stage_said(row: Row<'_>, name: &str, deal: DealId) -> Result<StageSaid, Fault> {
    let quota = row.number(Field::Quota)?;
    let rule = match row.text(Field::Rule) {
        Some(text) => row.read(Field::Rule, |_| values::rule(Some(text), quota))?.flatten(),
        None => quota.map(|votes| Rule::Quota { votes }),
    };
    Ok(StageSaid {
        deal,
        name: on_one_line(name).0,
        order: row.number(Field::Order)?,
        rule,
        planned_on: row.day(Field::PlannedOn)?,
        done_on: row.day(Field::DoneOn)?,
    })
}

impl StageSaid {
    fn laid_on(&self, stage: Stage) -> Stage {
        Stage {
            order: self.order.unwrap_or(stage.order),
            rule: self.rule.unwrap_or(stage.rule),
            planned_on: self.planned_on.or(stage.planned_on),
            done_on: self.done_on.or(stage.done_on),
            ..stage
        }
    }
}
