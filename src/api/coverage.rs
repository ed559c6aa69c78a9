//! Coverage and gaps over HTTP: who of ours reaches whom, and what is missing.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::{Signed, Speaks};
use super::door::{Door, Reading};
use super::problem::Problem;
use super::query::{Path, Query};
use super::question::QuestionQuery;
use super::record::AccountPath;
use crate::access::Action;
use crate::analysis::coverage::{Contact, Coverage};
use crate::analysis::gaps::{GapKind, Severity, deciding, gaps};
use crate::analysis::ground::Ground;
use crate::analysis::telling::PersonTold;
use crate::model::id::{DealId, MemberId, PersonId, SeatId, StageId};
use crate::model::time::Day;

/// A person and those of ours who know him or her.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CoveredTold {
    /// Who it is.
    #[serde(flatten)]
    pub who: PersonTold,
    /// Does the decision rest on this person, as far as we know?
    pub decides: bool,
    /// How many lines lie between the person and the nearest seat; none when none leads there.
    pub decision_level: Option<u32>,
    /// How many of ours know the person better than having met.
    pub reached_by: usize,
    /// Those of ours with a rapport, a wish for one, or a touch; the best first.
    pub contacts: Vec<Contact>,
}

/// Who of ours reaches whom.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CoverageResponse {
    /// The day of the view.
    pub on: Day,
    /// The deal, if one was asked about.
    pub deal: Option<DealId>,
    /// Those of ours who appear.
    pub members: Vec<MemberId>,
    /// Those who decide first, then by decision level; people without any contact are there too when the decision rests on them.
    pub people: Vec<CoveredTold>,
}

/// Something that is missing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GapTold {
    /// How much it weighs.
    pub severity: Severity,
    /// What is missing.
    pub kind: GapKind,
    /// The person it is about.
    pub person: Option<PersonId>,
    /// The seat it is about.
    pub seat: Option<SeatId>,
    /// The stage it is about.
    pub stage: Option<StageId>,
    /// The gap in one sentence.
    pub sentence: String,
}

/// What is missing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GapsResponse {
    /// The day of the view.
    pub on: Day,
    /// The deal, if one was asked about.
    pub deal: Option<DealId>,
    /// The gaps, the heaviest first.
    pub items: Vec<GapTold>,
}

/// Shows who of ours reaches whom, by rapport and touches.
#[utoipa::path(
    get, path = "/accounts/{account}/coverage", tag = "figures",
    params(AccountPath, QuestionQuery),
    responses((status = OK, body = CoverageResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn get_coverage(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    reading: Reading,
    query: Result<Query<QuestionQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let Query(asked) = query?;
    door.work(&reading, move |look, _| {
        let (snapshot, question) = asked.on(look)?;
        Answer::json(&told(&Ground::of(&snapshot, question)))
    })
    .await
}

fn told(ground: &Ground<'_>) -> CoverageResponse {
    let coverage = Coverage::of(ground);
    let deciding = deciding(ground);
    let concerned = |person: &&PersonId| deciding.contains(*person) || coverage.person(**person).is_some();
    let mut people: Vec<CoveredTold> = ground
        .influence
        .people
        .ids()
        .iter()
        .filter(concerned)
        .map(|person| CoveredTold {
            who: PersonTold::of(ground, *person),
            decides: deciding.contains(person),
            decision_level: ground.levels.get(person).copied(),
            reached_by: coverage.reached_by(*person),
            contacts: coverage.person(*person).map(|covered| covered.contacts.clone()).unwrap_or_default(),
        })
        .collect();
    people.sort_by_key(|told| (!told.decides, told.decision_level.unwrap_or(u32::MAX), told.who.person));
    CoverageResponse {
        on: ground.question.on,
        deal: ground.deal.map(|deal| deal.id),
        members: coverage.members(),
        people,
    }
}

/// Lists what is missing in our knowledge of who decides.
#[utoipa::path(
    get, path = "/accounts/{account}/gaps", tag = "figures",
    params(AccountPath, QuestionQuery),
    responses((status = OK, body = GapsResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn list_gaps(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    speaks: Speaks,
    reading: Reading,
    query: Result<Query<QuestionQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let Query(asked) = query?;
    door.work(&reading.also(speaks.0.tag()), move |look, _| {
        let (snapshot, question) = asked.on(look)?;
        let ground = Ground::of(&snapshot, question);
        let items = gaps(&ground, &Coverage::of(&ground)).into_iter().map(|gap| GapTold {
            severity: gap.severity,
            kind: gap.kind,
            person: gap.person,
            seat: gap.seat,
            stage: gap.stage,
            sentence: gap.sentence(&ground, speaks.0),
        });
        let deal = ground.deal.map(|deal| deal.id);
        Answer::json(&GapsResponse { on: question.on, deal, items: items.collect() })
    })
    .await
}

/// The routes of coverage and gaps.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(get_coverage)).routes(routes!(list_gaps))
}
