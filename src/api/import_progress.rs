//! How far an import has come while its request runs: told to whoever sent it, and to nobody else.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::app::App;
use super::authenticate::Signed;
use super::problem::Problem;
use super::query::Path;
use crate::model::id::MemberId;

/// Under which name the progress of a request can be asked for.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProgressQuery {
    /// A UUID of the caller's choice, under which `/imports/progress/{key}` tells how far this request has come.
    pub progress: Option<Uuid>,
}

/// The name of a request in a path.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ProgressPath {
    /// The UUID that the request named as `progress`.
    pub key: Uuid,
}

/// What an import is at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportStage {
    /// The file arrives; counted in bytes.
    #[default]
    Receiving,
    /// Another large import comes first.
    Waiting,
    /// The file is read; counted in bytes as they are kept.
    Reading,
    /// Its rows are compared with the map.
    Matching,
    /// What changes is written; counted in records.
    Writing,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportProgressResponse {
    /// What it is at.
    pub stage: ImportStage,
    /// How much of this stage is done.
    pub done: u64,
    /// How much there is to do; none where that is not known.
    pub total: Option<u64>,
}

/// The imports under way.
#[derive(Debug, Default)]
pub struct Progresses(Mutex<BTreeMap<(MemberId, Uuid), Arc<Progress>>>);

/// How far one import has come.
#[derive(Debug, Default)]
pub struct Progress(Mutex<Now>);

#[derive(Debug, Default)]
struct Now {
    stage: ImportStage,
    done: Arc<AtomicU64>,
    total: Option<u64>,
}

/// An import that can be asked after until this is dropped.
#[derive(Debug)]
pub struct Watched {
    app: Arc<App>,
    progress: Arc<Progress>,
    place: Option<(MemberId, Uuid)>,
}

impl Watched {
    /// Lets a member ask after a request of his or hers from now on, if it has a name.
    pub fn begin(app: &Arc<App>, member: MemberId, key: Option<Uuid>) -> Self {
        let progress = Arc::new(Progress::default());
        let place = key.map(|key| (member, key));
        if let Some(place) = place {
            app.progresses.lock().insert(place, progress.clone());
        }
        Self { app: app.clone(), progress, place }
    }

    /// How far it has come, to be told of by whoever does the work.
    pub fn progress(&self) -> &Arc<Progress> {
        &self.progress
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let Some(place) = self.place else { return };
        let mut under_way = self.app.progresses.lock();
        // A later request may have taken the name over.
        if under_way.get(&place).is_some_and(|progress| Arc::ptr_eq(progress, &self.progress)) {
            under_way.remove(&place);
        }
    }
}

impl Progress {
    /// Begins a stage of so many pieces, where their number is known; returns where they are counted.
    pub fn begin(&self, stage: ImportStage, total: Option<u64>) -> Arc<AtomicU64> {
        let done = Arc::default();
        *self.now() = Now { stage, done: Arc::clone(&done), total };
        done
    }

    /// Begins a stage of so many pieces that are counted elsewhere.
    pub fn begin_counted(&self, stage: ImportStage, total: u64, done: &Arc<AtomicU64>) {
        *self.now() = Now { stage, done: done.clone(), total: Some(total) };
    }

    fn told(&self) -> ImportProgressResponse {
        let Now { stage, ref done, total } = *self.now();
        let done = done.load(Ordering::Relaxed);
        ImportProgressResponse { stage, done: total.map_or(done, |total| done.min(total)), total }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        // Nothing that holds the lock can leave it half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progresses {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<(MemberId, Uuid), Arc<Progress>>> {
        // Nothing that holds the lock can leave the list half changed.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads how far a request of the caller's has come, while it runs.
#[utoipa::path(
    get, path = "/imports/progress/{key}", tag = "imports",
    params(ProgressPath),
    responses((status = OK, body = ImportProgressResponse)),
    extensions(("x-action" = json!("import_into_account"))),
)]
pub(crate) async fn get_import_progress(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<ProgressPath>,
) -> Result<Response, Problem> {
    let progress = app.progresses.lock().get(&(signed.0.member, path.key)).cloned();
    let told = progress.ok_or_else(Problem::not_found)?.told();
    Ok(Json(told).into_response())
}

/// The routes of progress.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(get_import_progress))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_counts_anew_and_never_beyond_its_end() {
        let progress = Progress::default();
        let first = progress.begin(ImportStage::Reading, Some(100));
        first.fetch_add(250, Ordering::Relaxed);
        assert_eq!(
            progress.told(),
            ImportProgressResponse { stage: ImportStage::Reading, done: 100, total: Some(100) }
        );

        let written = Arc::new(AtomicU64::new(7));
        progress.begin_counted(ImportStage::Writing, 9, &written);
        first.fetch_add(1, Ordering::Relaxed);

        assert_eq!(progress.told(), ImportProgressResponse { stage: ImportStage::Writing, done: 7, total: Some(9) });
    }
}
