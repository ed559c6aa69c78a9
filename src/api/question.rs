//! Questions about figures: which deal, which day, and how a refusal to compute is told.

use serde::Deserialize;
use utoipa::IntoParams;

use super::door::Look;
use super::problem::Problem;
use crate::analysis::outcome::OutcomeRefusal;
use crate::belief::Question;
use crate::model::id::DealId;
use crate::model::language::Language;
use crate::model::snapshot::{Moment, Snapshot};
use crate::model::time::Day;

/// What figures are asked about.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct QuestionQuery {
    /// The deal (its id); without it the account as a whole.
    pub deal: Option<DealId>,
    /// The day (`2026-03-01`) of the view; today when left out.
    #[param(value_type = Option<String>, example = "2026-03-01")]
    pub on: Option<Day>,
}

impl QuestionQuery {
    /// The snapshot and the question. A deal that the viewer cannot see is one that is not there.
    pub(super) fn on(&self, look: &Look) -> Result<(Snapshot, Question), Problem> {
        let on = self.on.unwrap_or(look.today);
        let snapshot = look.snapshot(Moment::On(on));
        if let Some(deal) = self.deal
            && snapshot.deal(deal).is_none()
        {
            return Err(
                Problem::invalid("unknown_deal", "没有这个项目。", "There is no such deal.").in_parameter("deal")
            );
        }
        Ok((snapshot, Question { on, deal: self.deal }))
    }
}

/// How a refusal to compute an outcome is told.
pub(super) fn refused(refusal: &OutcomeRefusal) -> Problem {
    let problem =
        |code: &'static str| Problem::invalid(code, refusal.sentence(Language::Zh), refusal.sentence(Language::En));
    match refusal {
        OutcomeRefusal::Input(_) => problem("not_computable"),
        OutcomeRefusal::Votes(_) => problem("too_many_votes"),
        OutcomeRefusal::Stopped(_) => stopped(),
    }
}

/// Work that was stopped, since nobody waits for its answer any longer.
pub(super) fn stopped() -> Problem {
    Problem::conflict("stopped", "计算已停止。", "The work was stopped.")
}
