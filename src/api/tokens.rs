//! API tokens: what a program may do in its user's name; the secret is shown once.

use std::collections::BTreeSet;
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
use super::idempotency::{Idempotency, IdempotencyParam, keep};
use super::problem::Problem;
use super::query::Path;
use super::users::check_name;
use crate::access::{Action, Scope, Secret, rules};
use crate::model::id::AccountId;
use crate::model::time::Day;
use crate::store::ApiToken;

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokenResponse {
    /// Its id.
    pub id: Uuid,
    /// What its user calls it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// The accounts that it may be used for; none: all of its user's.
    pub accounts: Option<Vec<AccountId>>,
    /// When it was made.
    pub created_at: String,
    /// When it ends by itself.
    pub expires_at: Option<String>,
    /// When it was last noted as used.
    pub last_used_at: Option<String>,
    /// When it was revoked.
    pub revoked_at: Option<String>,
}

impl From<ApiToken> for TokenResponse {
    fn from(token: ApiToken) -> Self {
        let moment = |at: Option<crate::store::Instant>| at.map(|at| at.to_string());
        Self {
            id: token.id,
            name: token.name,
            scopes: token.scopes.iter().filter_map(|word| Scope::of(word)).collect(),
            accounts: token.accounts,
            created_at: token.created_at.to_string(),
            expires_at: moment(token.expires_at),
            last_used_at: moment(token.used_at),
            revoked_at: moment(token.revoked_at),
        }
    }
}

/// The tokens of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct TokensResponse {
    /// The tokens, newest first.
    pub items: Vec<TokenResponse>,
    /// Always none: the list is whole.
    pub next_cursor: Option<String>,
}

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTokenRequest {
    /// What to call it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// The accounts that it may be used for; none: all of its user's.
    pub accounts: Option<Vec<AccountId>>,
    /// The first day on which it is good no longer; a year from today when left out.
    pub expires_on: Option<Day>,
}

/// A token that was made.
#[derive(Serialize, ToSchema)]
pub struct NewTokenResponse {
    /// The token.
    pub token: TokenResponse,
    /// Its secret, to be sent as `Authorization: Bearer …`; it is never shown again.
    pub secret: String,
}

/// A token in a path.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct TokenPath {
    /// The token.
    pub id: Uuid,
}

/// Lists the caller's tokens.
#[utoipa::path(
    get, path = "/tokens", tag = "tokens",
    responses((status = OK, body = TokensResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("manage_tokens"))),
)]
pub(crate) async fn list_tokens(
    State(app): State<Arc<App>>,
    signed: Signed,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    signed.may(Action::ManageTokens)?;
    let items = app.store.tokens_of(signed.0.member).await?.into_iter().map(TokenResponse::from).collect();
    Ok(Answer::json(&TokensResponse { items, next_cursor: None })?.respond(&headers))
}

/// Makes a token in the caller's name.
///
/// The same request again makes no second token: since the secret is shown only once, it is answered with 409.
#[utoipa::path(
    post, path = "/tokens", tag = "tokens",
    params(IdempotencyParam),
    request_body = NewTokenRequest,
    responses((status = CREATED, body = NewTokenResponse)),
    extensions(("x-action" = json!("manage_tokens"))),
)]
pub(crate) async fn add_token(
    State(app): State<Arc<App>>,
    signed: Signed,
    idempotency: Idempotency,
    body: Result<Body<NewTokenRequest>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::ManageTokens)?;
    let Body { value: request, bytes, .. } = body?;
    let member = signed.0.member;
    idempotency.check(&app, member, &bytes).await?;
    let id = app.id_for(member, idempotency.key()?);
    check_name(&request.name)?;
    if request.scopes.is_empty() {
        return Err(Problem::invalid(
            "no_scope",
            "请至少选择一个用途：read、write、import 或 admin。",
            "Choose at least one scope: read, write, import or admin.",
        )
        .at("/scopes"));
    }
    if let Some(unknown) = request.accounts.iter().flatten().position(|account| signed.0.role_in(*account).is_none()) {
        return Err(Problem::not_found().at(format!("/accounts/{unknown}")));
    }
    let today = app.today();
    let expires_on = request.expires_on.unwrap_or_else(|| today.plus_months(12));
    if !rules::is_token_end(today, expires_on) {
        return Err(Problem::invalid(
            "wrong_expiry",
            "到期日须在明天与三年之内。",
            "The expiry must lie between tomorrow and three years from now.",
        )
        .at("/expires_on"));
    }
    if app.store.tokens_of(member).await?.iter().any(|token| token.id == id) {
        return Err(Problem::conflict(
            "made_before",
            "这个请求已生成过令牌，其密钥只显示一次；若未收到，请吊销它并换一个 Idempotency-Key 重新生成。",
            "This request made a token before, whose secret was shown once; if it was lost, revoke that token and make another under a new Idempotency-Key.",
        ));
    }
    let secret = Secret::new("waterline_", &app.chance);
    let now = app.clock.now();
    let token = ApiToken {
        id,
        member,
        name: request.name,
        // Each once, however often it was named.
        scopes: BTreeSet::from_iter(request.scopes).iter().map(|scope| scope.word().to_owned()).collect(),
        accounts: request.accounts,
        created_at: now,
        expires_at: Some(app.start_of(expires_on)),
        used_at: None,
        revoked_at: None,
    };
    app.store.create_token(&secret.digest(), &token).await?;
    keep(&app, member, idempotency.key_for(&bytes, &id)?).await?;
    let made = NewTokenResponse { token: token.into(), secret: secret.reveal().to_owned() };
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

/// Revokes a token, at once.
#[utoipa::path(
    delete, path = "/tokens/{id}", tag = "tokens",
    params(TokenPath),
    responses((status = NO_CONTENT)),
    extensions(("x-action" = json!("manage_tokens"))),
)]
pub(crate) async fn revoke_token(
    State(app): State<Arc<App>>,
    signed: Signed,
    path: Result<Path<TokenPath>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::ManageTokens)?;
    let revoked = app.store.revoke_token(signed.0.member, path?.0.id, app.clock.now()).await?;
    app.directory.forget();
    if revoked { Ok(StatusCode::NO_CONTENT.into_response()) } else { Err(Problem::not_found()) }
}

/// The routes of tokens.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(list_tokens, add_token)).routes(routes!(revoke_token))
}
