//! Search: people, posts, units and deals whose names hold a text, over the accounts that the caller may read.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::door::Door;
use super::problem::Problem;
use super::query::{On, Query, page_size};
use crate::access::Action;
use crate::model::id::AccountId;
use crate::model::look::look;
use crate::model::record::Kind;
use crate::model::snapshot::Snapshot;

/// Longest text to look for, in characters.
const TEXT_MAX: usize = 100;

/// What to look for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// The text; upper and lower case, full and half width are the same, and what has no shape of its own does not count.
    #[param(required = true)]
    pub q: String,
    /// The account; all that the caller may read when left out.
    pub account: Option<AccountId>,
    /// The day (`2026-03-01`) as of which to look; today when left out.
    #[param(value_type = Option<String>)]
    pub on: On,
    /// Most hits, up to 1000.
    pub limit: Option<usize>,
}

/// A record that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hit {
    /// What kind of record.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
    /// Its name or title.
    pub name: String,
    /// Where it stands.
    pub detail: String,
    /// In which account.
    pub account: AccountId,
    #[serde(skip)]
    rank: u8,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchResponse {
    /// The hits, names that begin with the text first.
    pub items: Vec<Hit>,
    /// Were there more than the limit? Then narrow the text.
    pub truncated: bool,
    /// Always none: narrow the text instead.
    pub next_cursor: Option<String>,
}

/// Finds people, posts, units and deals by a part of their names.
#[utoipa::path(
    get, path = "/search", tag = "search",
    params(SearchQuery),
    responses((status = OK, body = SearchResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("list_accounts"))),
)]
pub(crate) async fn search(
    State(app): State<Arc<App>>,
    signed: Signed,
    headers: HeaderMap,
    query: Result<Query<SearchQuery>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::ListAccounts)?;
    let Query(query) = query?;
    let limit = page_size(query.limit)?;
    let wanted = look(query.q.trim());
    if wanted.is_empty() || query.q.chars().count() > TEXT_MAX {
        return Err(Problem::invalid(
            "wrong_text",
            format!("请输入 1 至 {TEXT_MAX} 个字符。"),
            format!("Give 1 to {TEXT_MAX} characters to look for."),
        )
        .in_parameter("q"));
    }
    let accounts = match query.account {
        Some(account) => vec![account],
        None => signed.0.roles.keys().copied().filter(|account| signed.0.role_in(*account).is_some()).collect(),
    };
    let mut items = Vec::new();
    for account in accounts {
        let door = Door::open(&app, &signed, account, Action::ReadAccount)?;
        let snapshot = door.snapshot(query.on.moment(app.today())).await?;
        let wanted = wanted.clone();
        // One more than asked for tells whether there are more.
        let find = move || hits(&snapshot, account, &wanted, limit + 1);
        items.extend(tokio::task::spawn_blocking(find).await.map_err(|error| Problem::internal(&error))?);
    }
    items.sort_by_key(|hit| hit.rank);
    let truncated = items.len() > limit;
    items.truncate(limit);
    Ok(Answer::json(&SearchResponse { items, truncated, next_cursor: None })?.respond(&headers))
}

fn hits(snapshot: &Snapshot, account: AccountId, wanted: &str, limit: usize) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut try_name = |kind: Kind, id: Uuid, name: &str, also: &[&str], detail: &dyn Fn() -> String| {
        let ranks = std::iter::once(&name).chain(also).filter_map(|text| rank(&look(text), wanted));
        if let Some(rank) = ranks.min() {
            hits.push(Hit { kind, id, name: name.to_owned(), detail: detail(), account, rank });
        }
    };
    let place = |post: crate::model::id::PostId| {
        snapshot.post(post).map(|post| format!("{} · {}", snapshot.unit_path(post.unit).join(" / "), post.title))
    };
    for person in &snapshot.records().persons {
        let mut also: Vec<&str> = person.aliases.iter().map(String::as_str).collect();
        also.extend([&person.email, &person.phone, &person.mobile].into_iter().flatten().map(String::as_str));
        let detail = || {
            let first = snapshot.tenures_of_person(person.id).next();
            first.and_then(|tenure| place(tenure.post)).unwrap_or_default()
        };
        try_name(Kind::Person, person.id.0, &person.name, &also, &detail);
    }
    for post in &snapshot.records().posts {
        try_name(Kind::Post, post.id.0, &post.title, &[], &|| snapshot.unit_path(post.unit).join(" / "));
    }
    for unit in &snapshot.records().units {
        try_name(Kind::Unit, unit.id.0, &unit.name, &[], &|| snapshot.unit_path(unit.id).join(" / "));
    }
    for deal in &snapshot.records().deals {
        try_name(Kind::Deal, deal.id.0, &deal.name, &[], &String::new);
    }
    hits.sort_by_key(|hit| hit.rank);
    hits.truncate(limit);
    hits
}

/// How well a name fits: 0 the same, 1 begins with the text, 2 holds it.
fn rank(name: &str, wanted: &str) -> Option<u8> {
    match name.find(wanted)? {
        0 if name.len() == wanted.len() => Some(0),
        0 => Some(1),
        _ => Some(2),
    }
}

/// The routes of search.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(search))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_width_do_not_matter() {
        assert_eq!(rank(&look("ＩＴ部"), &look("it")), Some(1));
        assert_eq!(rank(&look("海州数据局"), &look("数据")), Some(2));
        assert_eq!(rank(&look("Lin"), &look("ling")), None);
    }
}
