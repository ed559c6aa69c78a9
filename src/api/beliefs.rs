//! Ties and rapports over HTTP: what the claims about them add up to, each with its claims.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::door::{Door, Reading};
use super::problem::Problem;
use super::query::{Path, Query};
use super::question::QuestionQuery;
use super::record::AccountPath;
use crate::access::Action;
use crate::analysis::telling::whole_per_cent;
use crate::belief::{Beliefs, RapportBelief, YesNo};
use crate::model::id::PersonId;
use crate::model::preset::TieGroup;

/// A tie, as far as it is believed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TieResponse {
    /// The one; of mutual ties, the one with the lesser id.
    pub from: PersonId,
    /// The other.
    pub to: PersonId,
    /// The kind of tie, of the preset list.
    pub tie: String,
    /// Does it exist?
    pub exists: YesNo,
    /// How strong it is, 0 to 1.
    pub strength: f64,
}

/// The ties of an account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TiesResponse {
    /// The ties, in the order of ids; also those that are denied.
    pub items: Vec<TieResponse>,
}

/// The rapports of ours at an account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RapportsResponse {
    /// The rapports, by member and person.
    pub items: Vec<RapportBelief>,
}

/// Lists the ties between people, as far as they are believed.
#[utoipa::path(
    get, path = "/accounts/{account}/ties", tag = "figures",
    params(AccountPath, QuestionQuery),
    responses((status = OK, body = TiesResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn list_ties(
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
        let beliefs = Beliefs::of(&snapshot, &question);
        // Kin is a conflict-of-interest flag and in no figure.
        let shown = beliefs.ties().iter().filter(|tie| tie.kind.group != TieGroup::Family);
        let items = shown.map(|tie| TieResponse {
            from: tie.from,
            to: tie.to,
            tie: tie.kind.id.clone(),
            exists: YesNo { probability: whole_per_cent(tie.exists.probability), ..tie.exists.clone() },
            strength: whole_per_cent(tie.strength),
        });
        Answer::json(&TiesResponse { items: items.collect() })
    })
    .await
}

/// Lists how well ours know the people of an account, as far as it is believed.
#[utoipa::path(
    get, path = "/accounts/{account}/rapports", tag = "figures",
    params(AccountPath, QuestionQuery),
    responses((status = OK, body = RapportsResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn list_rapports(
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
        Answer::json(&RapportsResponse { items: Beliefs::of(&snapshot, &question).rapports().to_vec() })
    })
    .await
}

/// The routes of ties and rapports.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(list_ties)).routes(routes!(list_rapports))
}
