//! Key people over HTTP: who matters, why, and how the account hangs together.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::answer::Answer;
use super::app::App;
use super::authenticate::{Signed, Speaks};
use super::door::{Door, Reading};
use super::problem::Problem;
use super::query::{Path, Query};
use super::question::{QuestionQuery, refused, stopped};
use super::record::{AccountPath, RecordPath};
use crate::access::Action;
use crate::analysis::ground::Ground;
use crate::analysis::telling::Draws;
use crate::analysis::telling::key_people::{KeyPeopleTold, tell_key_people};
use crate::analysis::telling::structure::{StructureTold, tell_structure};
use crate::analysis::telling::why::{WhyTold, tell_why};
use crate::model::id::{DealId, PersonId};

/// Most people that are told at once.
const TOP_MAX: usize = 1000;

/// Which key people are asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct KeyPeopleQuery {
    /// The deal (its id); without it the account as a whole.
    pub deal: Option<DealId>,
    /// The day (`2026-03-01`) of the view; today when left out.
    #[param(value_type = Option<String>, example = "2026-03-01")]
    pub on: Option<crate::model::time::Day>,
    /// Most people, up to 1000.
    #[param(minimum = 1, maximum = 1000)]
    pub top: Option<usize>,
}

/// Lists the key people of an account or a deal.
///
/// Five parts, each a rank in the map, stand side by side; `band` says between which places a person stands when ties are drawn from what is
/// believed. Each person comes with flags and the strongest reasons; `/people/{id}/why` opens all of them.
#[utoipa::path(
    get, path = "/accounts/{account}/key-people", tag = "figures",
    params(AccountPath, KeyPeopleQuery),
    responses((status = OK, body = KeyPeopleTold), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn list_key_people(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    speaks: Speaks,
    reading: Reading,
    query: Result<Query<KeyPeopleQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let Query(KeyPeopleQuery { deal, on, top }) = query?;
    let top = top.unwrap_or(20);
    if !(1..=TOP_MAX).contains(&top) {
        return Err(Problem::invalid(
            "wrong_parameter",
            format!("人数须在 1 与 {TOP_MAX} 之间。"),
            format!("The number of people must lie between 1 and {TOP_MAX}."),
        )
        .in_parameter("top"));
    }
    let asked = QuestionQuery { deal, on };
    door.work(&reading.also(speaks.0.tag()), move |look, watch| {
        let (snapshot, question) = asked.on(look)?;
        let told = tell_key_people(&Ground::of(&snapshot, question), top, speaks.0, Draws::default(), watch)
            .map_err(|why| refused(&why))?;
        Answer::json(&told)
    })
    .await
}

/// Says why a person counts: every number with the seats, ties, lines and claims behind it.
#[utoipa::path(
    get, path = "/accounts/{account}/people/{id}/why", tag = "figures",
    params(RecordPath, QuestionQuery),
    responses((status = OK, body = WhyTold), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn get_why(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<RecordPath>,
    speaks: Speaks,
    reading: Reading,
    query: Result<Query<QuestionQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let (Query(asked), person): (_, Uuid) = (query?, path.id);
    door.work(&reading.also(speaks.0.tag()), move |look, watch| {
        let (snapshot, question) = asked.on(look)?;
        let why = tell_why(&Ground::of(&snapshot, question), PersonId(person), speaks.0, Draws::default(), watch);
        Answer::json(&why.map_err(|why| refused(&why))?.ok_or_else(Problem::not_found)?)
    })
    .await
}

/// Shows how the account hangs together: sets of key players, brokers between units, single points of failure, camps.
#[utoipa::path(
    get, path = "/accounts/{account}/structure", tag = "figures",
    params(AccountPath, QuestionQuery),
    responses((status = OK, body = StructureTold), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn get_structure(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    reading: Reading,
    query: Result<Query<QuestionQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let Query(asked) = query?;
    door.work(&reading, move |look, watch| {
        let (snapshot, question) = asked.on(look)?;
        let told = tell_structure(&Ground::of(&snapshot, question), watch);
        Answer::json(&told.map_err(|_stopped| stopped())?)
    })
    .await
}

/// The routes of key people.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(list_key_people)).routes(routes!(get_why)).routes(routes!(get_structure))
}
