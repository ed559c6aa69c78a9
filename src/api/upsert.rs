//! Records by the key of another system: a PATCH changes the one that has the key, or adds one.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::answer::{Answer, names_tag, record_etag};
use super::app::App;
use super::authenticate::Signed;
use super::body::{self, Body};
use super::door::Door;
use super::idempotency::{Idempotency, IdempotencyParam, IfMatchIfReadParam};
use super::pointer::refuse;
use super::problem::Problem;
use super::query::Path;
use super::record::{Resource, Written, if_match};
use super::sense;
use crate::access::Action;
use crate::model::change::Delta;
use crate::model::deal::{Deal, DealPatch};
use crate::model::id::{AccountId, ExternalId};
use crate::model::person::{Person, PersonPatch};
use crate::model::post::{Post, PostPatch};
use crate::model::record::RecordRef;
use crate::model::unit::{Unit, UnitPatch};
use crate::store::Plan;

/// The key of another system, in a path.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct KeyPath {
    /// The account.
    pub account: AccountId,
    /// The other system.
    pub source: String,
    /// Its key.
    pub key: String,
}

impl KeyPath {
    fn external_id(&self) -> ExternalId {
        ExternalId { source: self.source.clone(), key: self.key.clone() }
    }
}

async fn get_by_key<R: Resource>(
    app: &Arc<App>,
    signed: &Signed,
    path: &KeyPath,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let door = Door::open(app, signed, path.account, Action::ReadAccount)?;
    let record =
        app.store.map(door.account).await?.with_key(R::KIND, &path.external_id(), &door.viewer).and_then(R::of);
    Ok(Answer::json(record.ok_or_else(Problem::not_found)?.as_ref())?.respond(headers))
}

async fn upsert<R: Resource>(
    app: &Arc<App>,
    signed: &Signed,
    path: &KeyPath,
    headers: &HeaderMap,
    idempotency: Idempotency,
    body: Result<Body<R::Set>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(app, signed, path.account, Action::WriteAccount)?;
    let Body { value, json, bytes } = body?;
    sense::check_one(app, &R::edit(Uuid::nil(), value)).await?;
    // Here the tag is asked for only by those who read before: a system that pushes its own records has not.
    let tags = if_match(headers).ok();
    let (id, mut fields, key, viewer) = (app.new_id(), json.clone(), path.external_id(), door.viewer);
    let plan: Plan = Box::new(move |map| match map.with_key(R::KIND, &key, &viewer).and_then(R::of) {
        Some(record) => {
            let tag = record_etag(record.as_ref());
            if tags.is_some_and(|tags| !names_tag(&tags, &tag)) {
                return Err(Problem::stale().with_header(header::ETAG, &tag).into());
            }
            if fields.get("external_ids").is_some_and(Value::is_array) {
                keep_key(&mut fields, &key);
            }
            Ok(vec![R::edit(record.uuid(), body::read(&fields, "")?)])
        }
        None if tags.is_some() => Err(Problem::stale().into()),
        None => Ok(vec![new_record::<R>(fields, id, &key)?.add()]),
    });
    let made = Written { batch: Some(app.new_id()) };
    let context = door.write_context(made.batch.unwrap_or_default(), idempotency.key_for(&bytes, &made)?);
    let written = app.store.write_planned(path.account, plan, context).await;
    let written = written.map_err(|error| refuse(error, |_| (json.clone(), String::new())))?;
    let batch = batch_of(&written, &made);
    let is_new = written.inverse.0.iter().any(|delta| matches!(delta, Delta::Created { .. }));
    if !is_new && !door.may_read() {
        return Ok(naming(batch, StatusCode::NO_CONTENT.into_response()));
    }
    let found = if is_new {
        written.map.seen(RecordRef::new(R::KIND, id), &door.viewer)
    } else {
        written.map.with_key(R::KIND, &path.external_id(), &door.viewer)
    };
    let record = found.and_then(R::of).ok_or_else(Problem::not_found)?;
    let mut response = Answer::json(record.as_ref())?.respond(&HeaderMap::new());
    if is_new {
        *response.status_mut() = StatusCode::CREATED;
    }
    Ok(naming(batch, response))
}

/// The batch that a push made, now or when the same request came before; none when everything was so already.
fn batch_of(written: &crate::store::Written, made: &Written) -> Option<Uuid> {
    match &written.repeated {
        Some(earlier) => serde_json::from_str::<Written>(earlier).ok()?.batch,
        None if written.changed_nothing() => None,
        None => made.batch,
    }
}

fn naming(batch: Option<Uuid>, mut response: Response) -> Response {
    if let Some(batch) = batch.and_then(|batch| HeaderValue::try_from(batch.to_string()).ok()) {
        response.headers_mut().insert("waterline-batch", batch);
    }
    response
}

/// The record that the fields of a patch make, under a new id and with the key.
fn new_record<R: Resource>(mut fields: Value, id: Uuid, key: &ExternalId) -> Result<R, Problem> {
    if let Some(fields) = fields.as_object_mut() {
        fields.insert("id".to_owned(), json!(id));
        fields.retain(|name, value| name != "external_ids" || !value.is_null());
    }
    keep_key(&mut fields, key);
    body::read(&fields, "")
}

/// Keeps the key that names the record among those that the fields give it: without it the next push would make another record.
fn keep_key(fields: &mut Value, key: &ExternalId) {
    let Some(fields) = fields.as_object_mut() else { return };
    let keys = fields.entry("external_ids").or_insert_with(|| json!([]));
    let key = json!(key);
    if let Some(keys) = keys.as_array_mut()
        && !keys.contains(&key)
    {
        keys.push(key);
    }
}

/// Declares the two handlers of a noun.
macro_rules! by_key {
    ($noun:ident, $set:ident, $path:literal, $get:ident, $put:ident) => {
        /// Reads the one with the key of another system.
        #[utoipa::path(
                            get, path = concat!("/accounts/{account}/", $path, "/by/{source}/{key}"), tag = $path,
                            params(KeyPath),
                            responses((status = OK, body = $noun), (status = NOT_MODIFIED)),
                            extensions(("x-action" = json!("read_account"))),
                        )]
        pub(crate) async fn $get(
            State(app): State<Arc<App>>,
            signed: Signed,
            Path(path): Path<KeyPath>,
            headers: HeaderMap,
        ) -> Result<Response, Problem> {
            get_by_key::<$noun>(&app, &signed, &path, &headers).await
        }

        /// Sets the named fields of the one with the key of another system, or adds it.
        ///
        /// The key in the address stays with the record, also where `external_ids` does not name it. The header `waterline-batch` names
        /// the batch by which it can be taken back.
        #[utoipa::path(
                            patch, path = concat!("/accounts/{account}/", $path, "/by/{source}/{key}"), tag = $path,
                            params(KeyPath, IfMatchIfReadParam, IdempotencyParam),
                            request_body = $set,
                            responses(
                                (status = OK, body = $noun), (status = CREATED, body = $noun), (status = NO_CONTENT),
                            ),
                            extensions(("x-action" = json!("write_account"))),
                        )]
        pub(crate) async fn $put(
            State(app): State<Arc<App>>,
            signed: Signed,
            Path(path): Path<KeyPath>,
            headers: HeaderMap,
            idempotency: Idempotency,
            body: Result<Body<$set>, Problem>,
        ) -> Result<Response, Problem> {
            upsert::<$noun>(&app, &signed, &path, &headers, idempotency, body).await
        }
    };
}

by_key!(Unit, UnitPatch, "units", get_unit_by_key, upsert_unit);
by_key!(Post, PostPatch, "posts", get_post_by_key, upsert_post);
by_key!(Person, PersonPatch, "people", get_person_by_key, upsert_person);
by_key!(Deal, DealPatch, "deals", get_deal_by_key, upsert_deal);

/// The routes by key.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default()
        .routes(routes!(get_unit_by_key, upsert_unit))
        .routes(routes!(get_post_by_key, upsert_post))
        .routes(routes!(get_person_by_key, upsert_person))
        .routes(routes!(get_deal_by_key, upsert_deal))
}
