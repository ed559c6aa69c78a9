//! HTTP, and only here: one file a resource; every answer is computed on what the caller may see.

mod accounts;
mod actions;
mod answer;
mod app;
mod authenticate;
mod beliefs;
mod blame;
mod body;
mod causes;
mod changes;
mod claims;
mod coverage;
mod deals;
pub mod demo;
mod diagrams;
mod door;
mod export;
mod file_name;
mod front;
mod idempotency;
mod import_mappings;
mod import_options;
mod import_progress;
mod importing;
mod imports;
mod journal;
mod key_people;
mod lines;
pub mod listen;
mod me;
mod members;
pub mod metrics;
pub mod openapi;
mod outcomes;
mod paths;
mod people;
mod pointer;
mod posts;
mod presets;
mod problem;
mod query;
mod question;
mod receiving;
mod record;
mod roles;
mod search;
mod seats;
mod sense;
mod sessions;
pub mod setup;
mod shape;
mod sources;
mod stages;
mod tenures;
mod tokens;
mod touches;
mod undo_refusal;
mod units;
mod upsert;
mod users;

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

pub use app::{App, AppOptions, Cookie};
pub use front::{TimeLimits, service};
pub use problem::Problem;
pub use sessions::Peer;

/// What stands in the description without belonging to one handler.
#[derive(OpenApi)]
#[openapi(components(schemas(problem::ProblemBody)))]
struct Described;

/// All documented routes.
fn described() -> OpenApiRouter<Arc<App>> {
    let resources = OpenApiRouter::default()
        .merge(setup::routes())
        .merge(sessions::routes())
        .merge(me::routes())
        .merge(users::routes())
        .merge(members::routes())
        .merge(tokens::routes())
        .merge(presets::routes())
        .merge(accounts::routes())
        .merge(roles::routes())
        .merge(changes::routes())
        .merge(upsert::routes())
        .merge(diagrams::routes())
        .merge(export::routes())
        .merge(imports::routes())
        .merge(import_progress::routes())
        .merge(import_mappings::routes())
        .merge(search::routes())
        .merge(units::routes())
        .merge(posts::routes())
        .merge(people::routes())
        .merge(tenures::routes())
        .merge(lines::routes())
        .merge(sources::routes())
        .merge(claims::routes())
        .merge(deals::routes())
        .merge(stages::routes())
        .merge(seats::routes())
        .merge(touches::routes())
        .merge(causes::routes())
        .merge(actions::routes())
        .merge(key_people::routes())
        .merge(outcomes::routes())
        .merge(coverage::routes())
        .merge(beliefs::routes())
        .merge(paths::routes());
    OpenApiRouter::with_openapi(Described::openapi()).nest("/api/v1", resources)
}

/// The API without the page around it.
pub fn router(app: &Arc<App>, limits: TimeLimits) -> Router {
    let (router, _) = described().split_for_parts();
    let router = router
        .route("/api/v1/openapi.json", get(openapi::get_openapi))
        .route("/api/{*rest}", any(async || Problem::not_found()))
        .method_not_allowed_fallback(async || {
            Problem::new(
                axum::http::StatusCode::METHOD_NOT_ALLOWED,
                "wrong_method",
                "这个地址不支持该方法。",
                "This address does not know that method.",
            )
        })
        .with_state(app.clone());
    front::layered(router, app, limits)
}
