//! Access paths over HTTP: through whom a person can be reached.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::door::{Door, Reading};
use super::problem::Problem;
use super::query::{Path, Query};
use super::question::{QuestionQuery, stopped};
use super::record::AccountPath;
use crate::access::Action;
use crate::analysis::ground::Ground;
use crate::analysis::path::AccessRefusal;
use crate::analysis::telling::paths::{PathsTold, tell_paths};
use crate::model::id::{DealId, MemberId, PersonId};
use crate::model::time::Day;

/// Whose way to whom is asked for.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PathsQuery {
    /// The person who is to be reached.
    pub to: PersonId,
    /// Who of ours begins; anybody when left out.
    #[serde(default)]
    pub from: Option<MemberId>,
    /// The deal (its id); without it the account as a whole.
    #[serde(default)]
    pub deal: Option<DealId>,
    /// The day (`2026-03-01`) of the view; today when left out.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "2026-03-01")]
    pub on: Option<Day>,
}

/// Lists the ways to a person: the best path, the next best ones, independent ones, and the chance that any succeeds.
///
/// In a quiet period there is no path to those concerned, and `quiet` says why.
#[utoipa::path(
    get, path = "/accounts/{account}/paths", tag = "figures",
    params(AccountPath, PathsQuery),
    responses((status = OK, body = PathsTold), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn list_paths(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    reading: Reading,
    query: Result<Query<PathsQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let Query(PathsQuery { to, from, deal, on }) = query?;
    if let Some(from) = from
        && !app.store.members().await?.iter().any(|member| member.id == from)
    {
        return Err(Problem::invalid("unknown_member", "我方没有这个成员。", "There is no such member of ours.")
            .in_parameter("from"));
    }
    door.work(&reading, move |look, watch| {
        let (snapshot, question) = QuestionQuery { deal, on }.on(look)?;
        if snapshot.person(to).is_none() {
            return Err(
                Problem::invalid("unknown_person", "没有这个人员。", "There is no such person.").in_parameter("to")
            );
        }
        let told = tell_paths(&Ground::of(&snapshot, question), to, from, watch).map_err(|refusal| match refusal {
            AccessRefusal::Stopped(_) => stopped(),
            other => Problem::internal(&other),
        });
        Answer::json(&told?)
    })
    .await
}

/// The routes of access paths.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(list_paths))
}
