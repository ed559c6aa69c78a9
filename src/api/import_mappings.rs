//! Mappings of columns kept under a name: whoever may import into an account saves, lists and forgets them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::body::Body;
use super::door::Door;
use super::problem::Problem;
use super::query::Path;
use super::record::AccountPath;
use super::users::check_name;
use crate::access::Action;
use crate::exchange::Mapping;
use crate::model::id::{AccountId, MemberId};
use crate::store::ImportMapping;

/// Most mappings of one account.
const MAPPINGS_MAX: usize = 200;

/// A mapping of an account in a path.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ImportMappingPath {
    /// The account.
    pub account: AccountId,
    /// The mapping.
    pub id: Uuid,
}

/// A mapping of columns under a name.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportMappingResponse {
    /// Its id; saving under the same name again keeps it.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What the columns are taken for, by their heads; no value of any row.
    pub mapping: Mapping,
    /// When it was saved last.
    pub saved_at: String,
    /// Who saved it; none: the operator of the machine.
    pub saved_by: Option<MemberId>,
}

/// The mappings of an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportMappingsResponse {
    /// The mappings, those saved last first.
    pub items: Vec<ImportMappingResponse>,
    /// Always none: the list is whole.
    pub next_cursor: Option<String>,
}

/// A mapping to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewImportMappingRequest {
    /// What to call it; one of the same name is replaced.
    pub name: String,
    /// What the columns are taken for, as the preview of an import gives it.
    pub mapping: Mapping,
}

fn told(kept: ImportMapping) -> Result<ImportMappingResponse, Problem> {
    let mapping = serde_json::from_str(&kept.mapping).map_err(|error| Problem::internal(&error))?;
    let ImportMapping { id, name, saved_at, saved_by, .. } = kept;
    Ok(ImportMappingResponse { id, name, mapping, saved_at: saved_at.to_string(), saved_by })
}

/// Lists the mappings of columns that are kept in an account.
#[utoipa::path(
    get, path = "/accounts/{account}/import-mappings", tag = "imports",
    params(AccountPath),
    responses((status = OK, body = ImportMappingsResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("import_into_account"))),
)]
pub(crate) async fn list_import_mappings(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ImportIntoAccount)?;
    let kept = app.store.import_mappings(door.account).await?;
    let items = kept.into_iter().map(told).collect::<Result<_, _>>()?;
    Ok(Answer::json(&ImportMappingsResponse { items, next_cursor: None })?.respond(&headers))
}

/// Keeps a mapping of columns under a name, for later files with the same heads.
///
/// Saving it twice is saving it once, so it takes no idempotency key.
#[utoipa::path(
    post, path = "/accounts/{account}/import-mappings", tag = "imports",
    params(AccountPath),
    request_body = NewImportMappingRequest,
    responses((status = CREATED, body = ImportMappingResponse)),
    extensions(("x-action" = json!("import_into_account"))),
)]
pub(crate) async fn save_import_mapping(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    body: Result<Body<NewImportMappingRequest>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ImportIntoAccount)?;
    let request = body?.value;
    let name = request.name.trim();
    check_name(name)?;
    check_use(&request.mapping)?;
    let known = app.store.import_mappings(door.account).await?;
    if known.len() >= MAPPINGS_MAX && !known.iter().any(|one| one.name == name) {
        return Err(Problem::conflict(
            "too_many_mappings",
            "此客户已保存 200 个列对应关系；请先删除不用的。",
            "This account keeps 200 mappings already; delete those that are not used.",
        ));
    }
    let mapping =
        serde_json::to_string(&request.mapping.without_values()).map_err(|error| Problem::internal(&error))?;
    let new = ImportMapping {
        id: app.new_id(),
        account: door.account,
        name: name.to_owned(),
        mapping,
        saved_at: app.clock.now(),
        saved_by: Some(signed.0.member),
    };
    let kept = app.store.save_import_mapping(&new).await?;
    Ok((StatusCode::CREATED, Json(told(kept)?)).into_response())
}

/// A mapping that is kept is known by the heads of at least one sheet.
fn check_use(mapping: &Mapping) -> Result<(), Problem> {
    let is_known_by_heads = mapping.sheets.iter().any(|sheet| {
        sheet.is_used && sheet.head_line.is_some() && sheet.columns.iter().any(|column| !column.header.is_empty())
    });
    if is_known_by_heads {
        return Ok(());
    }
    Err(Problem::invalid(
        "mapping_without_heads",
        "列对应关系须至少含一个采用的、有表头的工作表，以便认出同样的文件。",
        "A mapping needs at least one used sheet with heads, by which files of the same shape are known.",
    )
    .at("/mapping"))
}

/// Forgets a mapping.
#[utoipa::path(
    delete, path = "/accounts/{account}/import-mappings/{id}", tag = "imports",
    params(ImportMappingPath),
    responses((status = NO_CONTENT)),
    extensions(("x-action" = json!("import_into_account"))),
)]
pub(crate) async fn delete_import_mapping(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<ImportMappingPath>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ImportIntoAccount)?;
    let was_there = app.store.drop_import_mapping(door.account, path.id).await?;
    if was_there { Ok(StatusCode::NO_CONTENT.into_response()) } else { Err(Problem::not_found()) }
}

/// The routes of mappings.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default()
        .routes(routes!(list_import_mappings, save_import_mapping))
        .routes(routes!(delete_import_mapping))
}
