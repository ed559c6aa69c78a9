//! Outcomes over HTTP: how sure we are of a deal, what would be if, and how that came about month by month.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::{Signed, Speaks};
use super::body::Body;
use super::door::{Door, Look, Reading};
use super::problem::Problem;
use super::query::{Path, Query};
use super::question::{QuestionQuery, refused};
use super::record::RecordPath;
use crate::access::Action;
use crate::analysis::deliberation::{WhatIf, deliberation};
use crate::analysis::ground::Ground;
use crate::analysis::outcome::{Detail, outcome};
use crate::analysis::telling::Draws;
use crate::analysis::telling::outcome::{ChanceTold, OutcomeTold, tell_outcome};
use crate::analysis::trend::{TrendPoint, month_ends, trend_point};
use crate::analysis::watch::Watch;
use crate::belief::Question;
use crate::model::id::{DealId, PersonId};
use crate::model::snapshot::Snapshot;
use crate::model::time::Day;

/// Most months of a trend.
const MONTHS_MAX: u32 = 36;
/// Most facts of a what-if.
const FACTS_MAX: usize = 1000;

/// Which day of a deal is meant.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct OutcomeQuery {
    /// The day (`2026-03-01`) of the view; today when left out.
    #[param(value_type = Option<String>, example = "2026-03-01")]
    pub on: Option<Day>,
}

/// How far back a trend goes.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct TrendQuery {
    /// The day (`2026-03-01`) of the view; today when left out.
    #[param(value_type = Option<String>, example = "2026-03-01")]
    pub on: Option<Day>,
    /// How many past month-ends, up to 36; 12 when left out.
    #[param(minimum = 1, maximum = 36)]
    pub months: Option<u32>,
}

/// A stance taken as certain.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PinnedStance {
    /// Whose.
    pub person: PersonId,
    /// From −1, against us, to 1, for us.
    #[schema(minimum = -1, maximum = 1)]
    pub value: f64,
}

/// A tie taken as certain.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PinnedTie {
    /// The one.
    pub from: PersonId,
    /// The other.
    pub to: PersonId,
    /// The kind of tie; there must be a claim about it.
    pub tie: String,
    /// Does it exist?
    pub exists: bool,
}

/// What if these were so?
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WhatIfRequest {
    /// Stances taken as certain.
    pub stances: Vec<PinnedStance>,
    /// Ties taken as certain.
    pub ties: Vec<PinnedTie>,
    /// The day of the view; today when left out.
    pub on: Option<Day>,
}

/// The outcome as it is believed, and as it would be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WhatIfTold {
    /// As it is believed.
    pub as_believed: ChanceTold,
    /// As it would be.
    pub what_if: ChanceTold,
}

/// How the figures of a deal came about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TrendResponse {
    /// Month-ends, the oldest first, and at last the day of the view.
    pub items: Vec<TrendPoint>,
}

/// Says how sure we are of a deal.
///
/// The chance that all stages still to come say yes, with its band; which share of the doubt rests on unknowns; doubt and lever of each person;
/// what to learn next and whom to ask; whom to work on.
#[utoipa::path(
    get, path = "/accounts/{account}/deals/{id}/outcome", tag = "figures",
    params(RecordPath, OutcomeQuery),
    responses((status = OK, body = OutcomeTold), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn get_outcome(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<RecordPath>,
    speaks: Speaks,
    reading: Reading,
    query: Result<Query<OutcomeQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let (Query(OutcomeQuery { on }), deal) = (query?, DealId(path.id));
    door.work(&reading.also(speaks.0.tag()), move |look, watch| {
        let (snapshot, question) = of_deal(look, deal, on)?;
        let ground = Ground::of(&snapshot, question);
        let deliberation = deliberation(&ground, &WhatIf::default());
        let outcome =
            outcome(&deliberation, &Draws::default().outcome(Detail::People), watch).map_err(|why| refused(&why))?;
        Answer::json(&tell_outcome(&ground, &outcome, speaks.0).ok_or_else(Problem::not_found)?)
    })
    .await
}

/// Says how the outcome would be if some stances or ties were certain. Nothing is kept.
#[utoipa::path(
    post, path = "/accounts/{account}/deals/{id}/outcome", tag = "figures",
    params(RecordPath),
    request_body = WhatIfRequest,
    responses((status = OK, body = WhatIfTold)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn ask_what_if(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<RecordPath>,
    headers: HeaderMap,
    body: Result<Body<WhatIfRequest>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let (deal, asked) = (DealId(path.id), body?.value);
    // While somebody drags a stance, what is believed stays as it is: it is worked out once.
    let what = format!("as believed {deal} {:?}", asked.on);
    let on = asked.on;
    let believed = door.worked_out(what, move |look, watch| {
        let (snapshot, question) = of_deal(look, deal, on)?;
        Answer::json(&chance(&Ground::of(&snapshot, question), &WhatIf::default(), watch)?)
    });
    let as_believed = serde_json::from_slice(&believed.await?.body).map_err(|error| Problem::internal(&error))?;
    door.work_once(&headers, move |look, watch| {
        let (snapshot, question) = of_deal(look, deal, asked.on)?;
        let what_if = checked(&snapshot, &asked)?;
        let what_if = chance(&Ground::of(&snapshot, question), &what_if, watch)?;
        Answer::json(&WhatIfTold { as_believed, what_if })
    })
    .await
}

/// Says how the outcome of a deal looked at past month-ends, from the claims observed by then.
#[utoipa::path(
    get, path = "/accounts/{account}/deals/{id}/trend", tag = "figures",
    params(RecordPath, TrendQuery),
    responses((status = OK, body = TrendResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn get_trend(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<RecordPath>,
    reading: Reading,
    query: Result<Query<TrendQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let (Query(TrendQuery { on, months }), deal) = (query?, DealId(path.id));
    let months = months.unwrap_or(12);
    if !(1..=MONTHS_MAX).contains(&months) {
        return Err(Problem::invalid(
            "wrong_parameter",
            format!("月数须在 1 与 {MONTHS_MAX} 之间。"),
            format!("The number of months must lie between 1 and {MONTHS_MAX}."),
        )
        .in_parameter("months"));
    }
    door.work(&reading, move |look, watch| {
        let last = on.unwrap_or(look.today);
        of_deal(look, deal, Some(last))?;
        let days = month_ends(last, months).into_iter().chain([last]);
        let items = days.map(|day| {
            let (snapshot, question) = of_deal(look, deal, Some(day))?;
            trend_point(&Ground::of(&snapshot, question), Draws::default(), watch).map_err(|why| refused(&why))
        });
        Answer::json(&TrendResponse { items: items.collect::<Result<_, _>>()? })
    })
    .await
}

/// The snapshot and question of a deal, which must be there.
fn of_deal(look: &Look, deal: DealId, on: Option<Day>) -> Result<(Snapshot, Question), Problem> {
    let asked = QuestionQuery { deal: None, on };
    let (snapshot, question) = asked.on(look)?;
    if snapshot.deal(deal).is_none() {
        return Err(Problem::not_found());
    }
    Ok((snapshot, Question { deal: Some(deal), ..question }))
}

fn chance(ground: &Ground<'_>, what_if: &WhatIf, watch: &Watch<'_>) -> Result<ChanceTold, Problem> {
    let options = Draws::default().outcome(Detail::Band);
    let outcome = outcome(&deliberation(ground, what_if), &options, watch).map_err(|why| refused(&why))?;
    Ok(ChanceTold::from(&outcome))
}

fn checked(snapshot: &Snapshot, asked: &WhatIfRequest) -> Result<WhatIf, Problem> {
    if asked.stances.len() + asked.ties.len() > FACTS_MAX {
        return Err(Problem::invalid(
            "too_many_facts",
            format!("一次最多假设 {FACTS_MAX} 件事。"),
            format!("At most {FACTS_MAX} facts can be assumed at once."),
        ));
    }
    let unknown = || Problem::invalid("unknown_person", "没有这个人员。", "There is no such person.");
    let mut stances = BTreeMap::new();
    for (at, stance) in asked.stances.iter().enumerate() {
        if snapshot.person(stance.person).is_none() {
            return Err(unknown().at(format!("/stances/{at}/person")));
        }
        if !(-1.0..=1.0).contains(&stance.value) {
            return Err(Problem::invalid(
                "wrong_stance",
                "态度须在 −1 与 1 之间。",
                "A stance must lie between −1 and 1.",
            )
            .at(format!("/stances/{at}/value")));
        }
        stances.insert(stance.person, stance.value);
    }
    let mut ties = BTreeMap::new();
    for (at, tie) in asked.ties.iter().enumerate() {
        for (person, end) in [(tie.from, "from"), (tie.to, "to")] {
            if snapshot.person(person).is_none() {
                return Err(unknown().at(format!("/ties/{at}/{end}")));
            }
        }
        ties.insert((tie.from, tie.to, tie.tie.clone()), tie.exists);
    }
    Ok(WhatIf { stances, ties })
}

/// The routes of outcomes.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(get_outcome, ask_what_if)).routes(routes!(get_trend))
}
