//! Records of an account over HTTP, one way for every noun: list, read, add, change, and take away.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::answer::{Answer, names_tag, record_etag};
use super::app::App;
use super::authenticate::Signed;
use super::body::Body;
use super::door::{Door, Reading};
use super::idempotency::Idempotency;
use super::pointer::refuse;
use super::problem::Problem;
use super::query::{ListQuery, page_of};
use super::sense;
use crate::access::Action;
use crate::model::change::Change;
use crate::model::id::AccountId;
use crate::model::map::{Record, Records};
use crate::model::record::{Noun, RecordRef};
use crate::model::time::Day;
use crate::store::Plan;

/// The parameters of the path to one record.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RecordPath {
    /// The account.
    pub account: AccountId,
    /// The record.
    pub id: Uuid,
}

/// The parameters of the path to an account.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AccountPath {
    /// The account.
    pub account: AccountId,
}

/// From when on something is taken away.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct EndQuery {
    /// The first day on which it no longer holds; today when left out.
    pub on: Option<Day>,
}

/// What has been added.
#[derive(Debug, Serialize, ToSchema)]
pub struct Added {
    /// The id of the new record.
    pub id: Uuid,
    /// The batch by which it can be taken back.
    pub batch: Uuid,
}

/// What has been written.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Written {
    /// The batch by which it can be taken back; none when everything was so already.
    pub batch: Option<Uuid>,
}

/// A noun as HTTP handles it.
pub trait Resource: Noun + Serialize + DeserializeOwned + ToSchema + Send + Sync + 'static {
    /// The fields that a request may set.
    type Set: DeserializeOwned + ToSchema + Send + 'static;

    /// All records of the noun.
    fn all(records: &Records) -> &[Arc<Self>];
    /// The record, if it is of this noun.
    fn of(record: Record) -> Option<Arc<Self>>;
    /// The change that adds it.
    fn add(self) -> Change;
    /// The change that sets fields of it.
    fn edit(id: Uuid, set: Self::Set) -> Change;
    /// The change that takes it away, if it can be taken away.
    fn take_away(id: Uuid, on: Day) -> Option<Change>;
}

/// Lists the records of a noun, in the order of their ids.
pub async fn list<R: Resource, L: Serialize + 'static>(
    door: &Door,
    query: ListQuery,
    reading: &Reading,
    wrap: fn(Vec<Arc<R>>, Option<String>) -> L,
) -> Result<Response, Problem> {
    let on = query.on;
    door.answer(reading, on, move |snapshot| {
        let records = R::all(snapshot.records());
        let (page, next) = page_of(records, |record| record.uuid(), query.cursor.as_deref(), query.limit)?;
        Answer::json(&wrap(page.to_vec(), next))
    })
    .await
}

/// Reads one record.
pub async fn get<R: Resource>(door: &Door, id: Uuid, headers: &HeaderMap) -> Result<Response, Problem> {
    let record = R::of(door.record(RecordRef::new(R::KIND, id)).await?).ok_or_else(Problem::not_found)?;
    Ok(Answer::json(record.as_ref())?.respond(headers))
}

/// Adds a record.
pub async fn add<R: Resource>(
    app: &Arc<App>,
    signed: &Signed,
    account: AccountId,
    idempotency: Idempotency,
    body: Body<R>,
) -> Result<Response, Problem> {
    let door = Door::open(app, signed, account, Action::WriteAccount)?;
    let mut record = body.value;
    if record.uuid().is_nil() {
        record.set_uuid(app.new_id());
    }
    let (id, batch) = (record.uuid(), app.new_id());
    let key = idempotency.key_for(&body.bytes, &Added { id, batch })?;
    let change = record.add();
    sense::check_one(app, &change).await?;
    let written = app.store.write(account, vec![change], door.write_context(batch, key)).await;
    let written = written.map_err(|error| refuse(error, |_| (body.json.clone(), String::new())))?;
    Ok(created(written.repeated, &Added { id, batch }))
}

/// The answer to a request that made something, or made it when it came before.
pub fn created<T: Serialize>(repeated: Option<String>, made: &T) -> Response {
    let text = repeated.unwrap_or_else(|| serde_json::to_string(made).unwrap_or_default());
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (StatusCode::CREATED, kind, text).into_response()
}

/// Sets fields of a record that the caller has read before.
pub async fn change<R: Resource>(
    app: &Arc<App>,
    signed: &Signed,
    path: RecordPath,
    headers: &HeaderMap,
    body: Body<R::Set>,
) -> Result<Response, Problem> {
    let door = Door::open(app, signed, path.account, Action::WriteAccount)?;
    let change = R::edit(path.id, body.value);
    let plan = plan_on::<R>(&door, path.id, headers, change.clone())?;
    sense::check_one(app, &change).await?;
    let written = app.store.write_planned(path.account, plan, door.write_context(app.new_id(), None)).await;
    let written = written.map_err(|error| refuse(error, |_| (body.json.clone(), String::new())))?;
    let record = written.map.seen(RecordRef::new(R::KIND, path.id), &door.viewer).and_then(R::of);
    let record = record.ok_or_else(Problem::not_found)?;
    if !door.may_read() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    // Asked without the conditions, which spoke of the record as it was.
    Ok(Answer::json(record.as_ref())?.respond(&HeaderMap::new()))
}

/// Ends, retracts or takes out a record that the caller has read before.
pub async fn take_away<R: Resource>(
    app: &Arc<App>,
    signed: &Signed,
    path: RecordPath,
    headers: &HeaderMap,
    query: EndQuery,
) -> Result<Response, Problem> {
    let door = Door::open(app, signed, path.account, Action::WriteAccount)?;
    let on = query.on.unwrap_or_else(|| app.today());
    let change = R::take_away(path.id, on).ok_or_else(Problem::not_found)?;
    let plan = plan_on::<R>(&door, path.id, headers, change)?;
    let batch = app.new_id();
    let written = app.store.write_planned(path.account, plan, door.write_context(batch, None)).await;
    let written = written.map_err(|error| refuse(error, |_| (serde_json::Value::Null, String::new())))?;
    let batch = (!written.changed_nothing()).then_some(batch);
    Ok(axum::Json(Written { batch }).into_response())
}

/// A plan of one change that holds only if the record is still as the caller read it.
fn plan_on<R: Resource>(door: &Door, id: Uuid, headers: &HeaderMap, change: Change) -> Result<Plan, Problem> {
    let tags = if_match(headers)?;
    let viewer = door.viewer;
    Ok(Box::new(move |map| {
        let record = map.seen(RecordRef::new(R::KIND, id), &viewer).and_then(R::of).ok_or_else(Problem::not_found)?;
        if !names_tag(&tags, &record_etag(record.as_ref())) {
            return Err(Problem::stale().with_header(header::ETAG, &record_etag(record.as_ref())).into());
        }
        Ok(vec![change])
    }))
}

/// The tags under which the caller knows the record.
pub fn if_match(headers: &HeaderMap) -> Result<String, Problem> {
    let tags: Vec<&str> = headers.get_all(header::IF_MATCH).iter().filter_map(|value| value.to_str().ok()).collect();
    if tags.is_empty() {
        return Err(Problem::new(
            StatusCode::PRECONDITION_REQUIRED,
            "if_match_missing",
            "请在 If-Match 中给出您读到的 ETag，以免覆盖他人的修改。",
            "Send the ETag that you read as If-Match, so that nobody's change is overwritten.",
        ));
    }
    Ok(tags.join(","))
}

/// The tag of any record.
pub fn tag_of(record: &Record) -> String {
    match record {
        Record::Account(record) => record_etag(record.as_ref()),
        Record::Unit(record) => record_etag(record.as_ref()),
        Record::Post(record) => record_etag(record.as_ref()),
        Record::Person(record) => record_etag(record.as_ref()),
        Record::Tenure(record) => record_etag(record.as_ref()),
        Record::Line(record) => record_etag(record.as_ref()),
        Record::Source(record) => record_etag(record.as_ref()),
        Record::Claim(record) => record_etag(record.as_ref()),
        Record::Deal(record) => record_etag(record.as_ref()),
        Record::Stage(record) => record_etag(record.as_ref()),
        Record::Seat(record) => record_etag(record.as_ref()),
        Record::Touch(record) => record_etag(record.as_ref()),
        Record::Cause(record) => record_etag(record.as_ref()),
        Record::Action(record) => record_etag(record.as_ref()),
    }
}

/// Declares the handlers of a noun; its file says what is its own.
macro_rules! resource {
    (
        $noun:ident in $table:ident at $path:literal, $response:ident;
        list $list:ident; get $get:ident; add $add:ident with $add_change:ident;
        change $change:ident with $edit_change:ident { $set:ident };
        $(take $take:ident with $take_change:ident $(on $on:ident)?;)?
    ) => {
        /// One page of the list.
        #[derive(Debug, serde::Serialize, utoipa::ToSchema)]
        pub struct $response {
            /// The items, in the order of their ids.
            #[schema(value_type = Vec<$noun>)]
            pub items: Vec<std::sync::Arc<$noun>>,
            /// The cursor of the next page; none on the last one.
            pub next_cursor: Option<String>,
        }

        impl $crate::api::record::Resource for $noun {
            type Set = $set;

            fn all(records: &$crate::model::map::Records) -> &[std::sync::Arc<Self>] {
                &records.$table
            }

            fn of(record: $crate::model::map::Record) -> Option<std::sync::Arc<Self>> {
                match record {
                    $crate::model::map::Record::$noun(record) => Some(record),
                    _ => None,
                }
            }

            fn add(self) -> $crate::model::change::Change {
                $crate::model::change::Change::$add_change(self)
            }

            fn edit(id: uuid::Uuid, set: $set) -> $crate::model::change::Change {
                $crate::model::change::Change::$edit_change { id: id.into(), set }
            }

            fn take_away(_id: uuid::Uuid, _on: $crate::model::time::Day) -> Option<$crate::model::change::Change> {
                $crate::api::record::resource!(@taken _id, _on $(, $take_change $(, $on)?)?)
            }
        }

        /// Lists them, as of a day.
        #[utoipa::path(
            get, path = concat!("/accounts/{account}/", $path), tag = $path,
            params($crate::api::record::AccountPath, $crate::api::query::ListQuery),
            responses((status = OK, body = $response), (status = NOT_MODIFIED)),
            extensions(("x-action" = json!("read_account"))),
        )]
        pub(crate) async fn $list(
            axum::extract::State(app): axum::extract::State<std::sync::Arc<$crate::api::app::App>>,
            signed: $crate::api::authenticate::Signed,
            $crate::api::query::Path(path): $crate::api::query::Path<$crate::api::record::AccountPath>,
            reading: $crate::api::door::Reading,
            query: Result<$crate::api::query::Query<$crate::api::query::ListQuery>, $crate::api::problem::Problem>,
        ) -> Result<axum::response::Response, $crate::api::problem::Problem> {
            let door = $crate::api::door::Door::open(&app, &signed, path.account, $crate::access::Action::ReadAccount)?;
            let wrap = |items, next_cursor| $response { items, next_cursor };
            $crate::api::record::list::<$noun, _>(&door, query?.0, &reading, wrap).await
        }

        /// Reads one; its `ETag` is needed to change it.
        #[utoipa::path(
            get, path = concat!("/accounts/{account}/", $path, "/{id}"), tag = $path,
            params($crate::api::record::RecordPath),
            responses((status = OK, body = $noun), (status = NOT_MODIFIED)),
            extensions(("x-action" = json!("read_account"))),
        )]
        pub(crate) async fn $get(
            axum::extract::State(app): axum::extract::State<std::sync::Arc<$crate::api::app::App>>,
            signed: $crate::api::authenticate::Signed,
            $crate::api::query::Path(path): $crate::api::query::Path<$crate::api::record::RecordPath>,
            headers: axum::http::HeaderMap,
        ) -> Result<axum::response::Response, $crate::api::problem::Problem> {
            let door = $crate::api::door::Door::open(&app, &signed, path.account, $crate::access::Action::ReadAccount)?;
            $crate::api::record::get::<$noun>(&door, path.id, &headers).await
        }

        /// Adds one.
        #[utoipa::path(
            post, path = concat!("/accounts/{account}/", $path), tag = $path,
            params($crate::api::record::AccountPath, $crate::api::idempotency::IdempotencyParam),
            request_body = $noun,
            responses((status = CREATED, body = $crate::api::record::Added)),
            extensions(("x-action" = json!("write_account"))),
        )]
        pub(crate) async fn $add(
            axum::extract::State(app): axum::extract::State<std::sync::Arc<$crate::api::app::App>>,
            signed: $crate::api::authenticate::Signed,
            $crate::api::query::Path(path): $crate::api::query::Path<$crate::api::record::AccountPath>,
            idempotency: $crate::api::idempotency::Idempotency,
            body: Result<$crate::api::body::Body<$noun>, $crate::api::problem::Problem>,
        ) -> Result<axum::response::Response, $crate::api::problem::Problem> {
            $crate::api::door::Door::open(&app, &signed, path.account, $crate::access::Action::WriteAccount)?;
            $crate::api::record::add::<$noun>(&app, &signed, path.account, idempotency, body?).await
        }

        /// Sets the named fields of one; needs `If-Match`.
        #[utoipa::path(
            patch, path = concat!("/accounts/{account}/", $path, "/{id}"), tag = $path,
            params($crate::api::record::RecordPath, $crate::api::idempotency::IfMatchParam),
            request_body = $set,
            responses((status = OK, body = $noun), (status = NO_CONTENT)),
            extensions(("x-action" = json!("write_account"))),
        )]
        pub(crate) async fn $change(
            axum::extract::State(app): axum::extract::State<std::sync::Arc<$crate::api::app::App>>,
            signed: $crate::api::authenticate::Signed,
            $crate::api::query::Path(path): $crate::api::query::Path<$crate::api::record::RecordPath>,
            headers: axum::http::HeaderMap,
            body: Result<$crate::api::body::Body<$set>, $crate::api::problem::Problem>,
        ) -> Result<axum::response::Response, $crate::api::problem::Problem> {
            $crate::api::door::Door::open(&app, &signed, path.account, $crate::access::Action::WriteAccount)?;
            $crate::api::record::change::<$noun>(&app, &signed, path, &headers, body?).await
        }

        $(
            /// Ends, retracts or takes out one; needs `If-Match`.
            #[utoipa::path(
                delete, path = concat!("/accounts/{account}/", $path, "/{id}"), tag = $path,
                params(
                    $crate::api::record::RecordPath, $crate::api::record::EndQuery,
                    $crate::api::idempotency::IfMatchParam,
                ),
                responses((status = OK, body = $crate::api::record::Written)),
                extensions(("x-action" = json!("write_account"))),
            )]
            pub(crate) async fn $take(
                axum::extract::State(app): axum::extract::State<std::sync::Arc<$crate::api::app::App>>,
                signed: $crate::api::authenticate::Signed,
                $crate::api::query::Path(path): $crate::api::query::Path<$crate::api::record::RecordPath>,
                headers: axum::http::HeaderMap,
                query: Result<$crate::api::query::Query<$crate::api::record::EndQuery>, $crate::api::problem::Problem>,
            ) -> Result<axum::response::Response, $crate::api::problem::Problem> {
                $crate::api::door::Door::open(&app, &signed, path.account, $crate::access::Action::WriteAccount)?;
                $crate::api::record::take_away::<$noun>(&app, &signed, path, &headers, query?.0).await
            }
        )?

        /// The routes of the noun.
        pub(crate) fn routes() -> utoipa_axum::router::OpenApiRouter<std::sync::Arc<$crate::api::app::App>> {
            utoipa_axum::router::OpenApiRouter::default()
                .routes(utoipa_axum::routes!($list, $add))
                .routes(utoipa_axum::routes!($get, $change $(, $take)?))
        }
    };
    (@taken $id:ident, $at:ident) => {
        None
    };
    (@taken $id:ident, $at:ident, $change:ident) => {
        Some($crate::model::change::Change::$change { id: $id.into() })
    };
    (@taken $id:ident, $at:ident, $change:ident, $on:ident) => {
        Some($crate::model::change::Change::$change { id: $id.into(), on: $at })
    };
}
pub(crate) use resource;
