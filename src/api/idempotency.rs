//! `Idempotency-Key`: the same request sent again has no second effect and gets the answer of the first time.

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::app::App;
use super::problem::Problem;
use crate::model::id::MemberId;
use crate::store::{IdempotencyKey, WriteError};

/// The header, for the documentation.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its documentation is read")]
pub struct IdempotencyParam {
    /// Any text of up to 255 characters; the same request with the same key has its effect once.
    #[param(rename = "Idempotency-Key")]
    key: Option<String>,
}

/// The header, for the documentation.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its documentation is read")]
pub struct IfMatchParam {
    /// The `ETag` under which you read it.
    #[param(rename = "If-Match")]
    tag: String,
}

/// The header where it may be left out, for the documentation.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only its documentation is read")]
pub struct IfMatchIfReadParam {
    /// The `ETag` under which you read it; left out by those who push their own records without reading.
    #[param(rename = "If-Match")]
    tag: Option<String>,
}

/// The key of a request, with what it asks.
#[derive(Debug)]
pub struct Idempotency {
    key: Option<String>,
    is_wrong: bool,
    asked: String,
}

impl Idempotency {
    /// The key, if the request has one.
    pub fn key(&self) -> Result<Option<&str>, Problem> {
        if self.is_wrong {
            return Err(Problem::invalid(
                "wrong_key",
                "Idempotency-Key 须为 1 至 255 个 ASCII 字符。",
                "The Idempotency-Key must be 1 to 255 ASCII characters.",
            )
            .in_parameter("Idempotency-Key"));
        }
        Ok(self.key.as_deref())
    }

    /// The key with the digest of this body and the answer to repeat.
    pub fn key_for<T: Serialize>(&self, body: &[u8], answer: &T) -> Result<Option<IdempotencyKey>, Problem> {
        let Some(key) = self.key()? else { return Ok(None) };
        let answer = serde_json::to_string(answer).map_err(|error| Problem::internal(&error))?;
        Ok(Some(IdempotencyKey { key: key.to_owned(), digest: self.digest(body), answer }))
    }

    /// Refuses a key that was used for another request which concerned no account's map.
    pub async fn check(&self, app: &App, by: MemberId, body: &[u8]) -> Result<(), Problem> {
        let Some(key) = self.key()? else { return Ok(()) };
        match app.store.answered(Some(by), key).await? {
            Some(earlier) if earlier.digest != self.digest(body) => Err(WriteError::KeyReused.into()),
            _ => Ok(()),
        }
    }

    /// The digest of the request with this body.
    fn digest(&self, body: &[u8]) -> Vec<u8> {
        let mut digest = Sha256::new();
        digest.update(self.asked.as_bytes());
        digest.update(b"\n");
        digest.update(body);
        digest.finalize().to_vec()
    }
}

/// Keeps a key that was used for a request which concerned no account's map; what it made has an id of the key.
pub async fn keep(app: &App, by: MemberId, key: Option<IdempotencyKey>) -> Result<(), Problem> {
    let Some(key) = key else { return Ok(()) };
    if app.store.answered(Some(by), &key.key).await?.is_none() {
        // The same request at the same moment may have kept it first.
        drop(app.store.keep_answer(Some(by), &key, app.clock.now()).await);
    }
    Ok(())
}

/// The address without the name under which the request is watched: asking again under another name is the same request.
fn without_progress(uri: &Uri) -> String {
    let Some(query) = uri.query() else { return uri.to_string() };
    let kept: Vec<&str> = query.split('&').filter(|part| !part.starts_with("progress=")).collect();
    match kept.as_slice() {
        [] => uri.path().to_owned(),
        kept => format!("{}?{}", uri.path(), kept.join("&")),
    }
}

impl<S: Sync> FromRequestParts<S> for Idempotency {
    type Rejection = std::convert::Infallible;

    /// A wrong key is told of later: who may not do it at all hears that first.
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let asked = format!("{} {}", parts.method, without_progress(&parts.uri));
        let header = parts.headers.get("idempotency-key");
        let key = header.and_then(|value| value.to_str().ok()).filter(|key| (1..=255).contains(&key.len()));
        Ok(Self { is_wrong: header.is_some() && key.is_none(), key: key.map(str::to_owned), asked })
    }
}
