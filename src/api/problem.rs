//! Problems (RFC 9457): what went wrong as one sentence in the reader's language, and the field that is to blame.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::authenticate::Known;
use crate::model::language::Language;
use crate::model::refusal::Why;
use crate::store::{StoreError, WriteError};

/// The body of every answer that is not a success.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Always `about:blank`: the code tells problems apart.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The name of the status.
    pub title: &'static str,
    /// The status.
    pub status: u16,
    /// One sentence: what was wrong, and what would be right.
    pub detail: String,
    /// A stable word for programs.
    pub code: &'static str,
    /// The field of the body that is wrong, as a JSON pointer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The parameter of the address that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// The batch that stands in the way of an undo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch: Option<Uuid>,
}

/// What went wrong, in both languages. Boxed, since every handler passes results about.
#[derive(Debug, Clone)]
pub struct Problem(Box<Details>);

#[derive(Debug, Clone)]
struct Details {
    status: StatusCode,
    code: &'static str,
    zh: String,
    en: String,
    pointer: Option<String>,
    parameter: Option<String>,
    batch: Option<Uuid>,
    headers: Vec<(header::HeaderName, HeaderValue)>,
    /// Why the database can be used no longer, when that is what went wrong.
    broken: Option<String>,
}

/// Goes with an answer that says that the database can be used no longer; says why.
#[derive(Debug, Clone)]
pub(super) struct DatabaseBroken(pub(super) String);

impl Problem {
    /// A problem with its sentence in both languages.
    pub fn new(status: StatusCode, code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Box::new(Details {
            status,
            code,
            zh: zh.into(),
            en: en.into(),
            pointer: None,
            parameter: None,
            batch: None,
            headers: Vec::new(),
            broken: None,
        }))
    }

    /// Nobody is signed in.
    pub fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", "请先登录。", "Sign in first.")
            .with_header(header::WWW_AUTHENTICATE, "Bearer")
    }

    /// Nothing is there, or nothing that the caller may see: the answer is the same.
    pub fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "这里没有您能看到的内容。",
            "There is nothing here that you may see.",
        )
    }

    /// The caller may not do this.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "您的角色不允许这样做。", "Your role does not allow this.")
    }

    /// A value in the request is not right.
    pub fn invalid(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, zh, en)
    }

    /// Something else stands against it.
    pub fn conflict(code: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, zh, en)
    }

    /// The record was changed since the caller read it.
    pub fn stale() -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "stale",
            "您读取之后它已被修改，请重新读取后再改。",
            "It was changed since you read it; read it again and repeat your change.",
        )
    }

    /// A failure of ours; the sentence goes to the log and not to the caller.
    pub fn internal(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(error = %error, "a request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "服务器内部出错，未保存任何内容；请告知管理员请求编号。",
            "Something failed in the server and nothing was kept; tell your administrator the request's number.",
        )
    }

    /// The same problem, with the field of the body that is to blame.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.0.pointer = Some(pointer.into());
        self
    }

    /// The same problem, of a part of the body that stands at this pointer.
    #[must_use]
    pub fn within(mut self, prefix: &str) -> Self {
        self.0.pointer = self.0.pointer.map(|pointer| format!("{prefix}{pointer}"));
        self
    }

    /// The same problem of the fields of one record, which a batch would hold as `set`.
    #[must_use]
    pub fn out_of_set(mut self) -> Self {
        self.0.pointer = self.0.pointer.map(|pointer| pointer.strip_prefix("/set").unwrap_or(&pointer).to_owned());
        self
    }

    /// The same problem, with the parameter of the address that is to blame.
    #[must_use]
    pub fn in_parameter(mut self, name: impl Into<String>) -> Self {
        self.0.parameter = Some(name.into());
        self
    }

    /// The same problem, with the batch that stands in the way.
    #[must_use]
    pub fn with_batch(mut self, batch: Uuid) -> Self {
        self.0.batch = Some(batch);
        self
    }

    /// The same problem with a header.
    #[must_use]
    pub fn with_header(mut self, name: header::HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.0.headers.push((name, value));
        }
        self
    }

    /// The problem that a rule of the model makes of a change.
    pub fn refused(why: &Why) -> Self {
        let status = match why {
            Why::NotFound { .. } => StatusCode::NOT_FOUND,
            Why::IdTaken { .. }
            | Why::ExternalIdTaken { .. }
            | Why::AlreadyEnded { .. }
            | Why::StillReferredTo { .. }
            | Why::ChangedSince { .. } => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::new(status, why.code(), why.sentence(Language::Zh), why.sentence(Language::En))
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The same problem under another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = status;
        self
    }

    fn body(&self, language: Language) -> ProblemBody {
        let Details { status, code, zh, en, pointer, parameter, batch, .. } = self.0.as_ref();
        ProblemBody {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Problem"),
            status: status.as_u16(),
            detail: language.pick(zh, en).to_owned(),
            code,
            pointer: pointer.clone(),
            parameter: parameter.clone(),
            batch: *batch,
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoAccount(_) => Self::not_found(),
            StoreError::Conflict { zh, en } => Self::conflict("conflict", format!("未保存：{zh}。"), en),
            StoreError::Full => Self::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "full",
                "磁盘已满，无法保存；请通知管理员。",
                "The disk is full and nothing can be kept; tell your administrator.",
            ),
            StoreError::Unknown => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "unknown_outcome",
                "数据库连接中断，不知是否已保存；请用同一个 Idempotency-Key 再试。",
                "The connection to the database broke, and it is not known whether this was kept; ask again with the same Idempotency-Key.",
            ),
            StoreError::Busy | StoreError::Stopping => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "数据库正忙或程序正在停止，本次未保存；请稍后再试。",
                "The database is busy or the program is stopping, and nothing was kept; try again in a moment.",
            ),
            StoreError::Unreachable(reason) => {
                tracing::warn!(reason, "the database cannot be reached");
                Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "database_unreachable",
                    "无法连接数据库，本次未保存；请稍后再试，若仍不行请通知管理员。",
                    "The database cannot be reached, and nothing was kept; try again in a moment, and tell your administrator if that does not help.",
                )
                .with_header(header::RETRY_AFTER, "5")
            }
            StoreError::ReadOnly => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "read_only",
                "数据库目前只能读取，本次未保存；请通知管理员。",
                "The database can only be read at the moment, and nothing was kept; tell your administrator.",
            ),
            StoreError::Broken(reason) => {
                let mut problem = Self::internal(&reason);
                problem.0.broken = Some(reason);
                problem
            }
            other => Self::internal(&other),
        }
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refusal) => Self::refused(&refusal.why),
            WriteError::Declined(declined) => match declined.downcast::<Self>() {
                Ok(problem) => *problem,
                Err(other) => Self::internal(&other),
            },
            WriteError::KeyReused => Self::invalid(
                "key_reused",
                "这个 Idempotency-Key 已用于另一个请求，请换一个。",
                "This Idempotency-Key was used for another request; use a new one.",
            ),
            WriteError::NotUndoable { .. } => {
                Self::conflict("not_undoable", "这一批更改不能撤销。", "This batch cannot be taken back.")
            }
            WriteError::Store(error) => error.into(),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for Problem {}

impl IntoResponse for Problem {
    /// Leaves the sentence to [`speak`], which knows the language.
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        for (name, value) in &self.0.headers {
            response.headers_mut().append(name, value.clone());
        }
        if let Some(reason) = &self.0.broken {
            response.extensions_mut().insert(DatabaseBroken(reason.clone()));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the problems that handlers leave, in the language of whoever reads them.
pub async fn speak(request: Request, next: Next) -> Response {
    let accepted = accepted_language(request.headers());
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else { return response };
    let known = response.extensions_mut().remove::<Known>();
    let chosen = known.and_then(|known| known.language());
    let body = problem.body(chosen.or(accepted).unwrap_or_default());
    let text = serde_json::to_vec(&body).unwrap_or_default();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.remove(header::CONTENT_LENGTH);
    *response.body_mut() = Body::from(text);
    response
}

/// The first of our languages that the request names, the dearest first.
pub fn accepted_language(headers: &HeaderMap) -> Option<Language> {
    let text = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(f32, Language)> = None;
    for part in text.split(',').take(20) {
        let mut pieces = part.split(';');
        let tag = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        let language = match tag.split('-').next() {
            Some("zh") => Language::Zh,
            Some("en") => Language::En,
            _ => continue,
        };
        if weight > 0.0 && best.is_none_or(|(other, _)| weight > other) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dearest_of_our_languages_is_taken() {
        let language = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, text.parse().unwrap());
            accepted_language(&headers)
        };

        assert_eq!(language("fr, en;q=0.5, zh-CN;q=0.8"), Some(Language::Zh));
        assert_eq!(language("en-GB"), Some(Language::En));
        assert_eq!(language("fr"), None);
    }
}
