//! Exports: an account as a file, as far as the caller may see it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header;
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::door::{Door, Reading};
use super::file_name::disposition;
use super::problem::Problem;
use super::query::{On, Path};
use super::record::AccountPath;
use crate::access::Action;
use crate::exchange::json;

/// Gives the account as our own document, which can be imported again.
#[utoipa::path(
    get, path = "/accounts/{account}/export.json", tag = "export",
    params(AccountPath),
    responses((status = OK, body = serde_json::Value), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn export_json(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    reading: Reading,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    door.answer(&reading, On::Always, |snapshot| {
        let name = format!("{}.json", snapshot.account().name);
        let answer = Answer::new("application/json", json::export(snapshot));
        Ok(answer.with_header(header::CONTENT_DISPOSITION, disposition("attachment", &name)))
    })
    .await
}

/// The routes of exports.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(export_json))
}
