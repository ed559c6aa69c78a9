//! Parameters of addresses: in the path an unreadable id is a thing that is not there, in the query it is a mistake.

use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Path as AxumPath, Query as AxumQuery};
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;
use uuid::Uuid;

use super::problem::Problem;
use crate::model::snapshot::Moment;
use crate::model::time::Day;

/// Most items of a page of records.
const RECORD_LIMIT_MAX: usize = 10_000;
/// Most items of any other page.
const LIMIT_MAX: usize = 1000;
/// Items of a page when nothing is said.
const LIMIT_DEFAULT: usize = 200;

/// Parameters of the path.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<S: Sync + Send, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = AxumPath::<T>::from_request_parts(parts, state).await;
        found.map(|AxumPath(value)| Self(value)).map_err(|_error| Problem::not_found())
    }
}

/// Parameters of the query.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        AxumQuery::<T>::try_from_uri(&parts.uri)
            .map(|AxumQuery(value)| Self(value))
            .map_err(|rejection| refuse(&rejection))
    }
}

fn refuse(rejection: &QueryRejection) -> Problem {
    let text = rejection.body_text();
    let said = text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text).replace('`', "");
    let (name, sentence) = match said.split_once(": ") {
        Some((name, sentence)) if !name.contains(' ') => (Some(name.to_owned()), sentence.to_owned()),
        _ => (text.split('`').nth(1).map(str::to_owned), said.clone()),
    };
    let problem = Problem::invalid(
        "wrong_parameter",
        format!("地址中的参数不对：{sentence}。"),
        format!("A parameter of the address is not right: {sentence}."),
    );
    match name {
        Some(name) => problem.in_parameter(name),
        None => problem,
    }
}

/// Which day of an account is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum On {
    /// Today.
    #[default]
    Today,
    /// This day.
    Day(Day),
    /// Everything that was ever entered.
    Always,
}

impl On {
    /// The moment that is meant when this is today.
    pub fn moment(self, today: Day) -> Moment {
        match self {
            Self::Today => Moment::On(today),
            Self::Day(day) => Moment::On(day),
            Self::Always => Moment::Always,
        }
    }
}

impl<'de> Deserialize<'de> for On {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_str() {
            "" | "today" => Ok(Self::Today),
            "always" => Ok(Self::Always),
            day => day.parse().map(Self::Day).map_err(serde::de::Error::custom),
        }
    }
}

/// What part of a list is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// The day (`2026-03-01`) as of which the list is; today when left out, `always` for everything ever entered.
    #[param(value_type = Option<String>, example = "2026-03-01")]
    pub on: On,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Most items of the page, up to 10000.
    pub limit: Option<usize>,
}

/// No parameters: one that is given all the same is refused.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoQuery {}

/// What part of a list without days is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Most items of the page, up to 10000.
    pub limit: Option<usize>,
}

/// The number of items of a page.
pub fn page_size(limit: Option<usize>) -> Result<usize, Problem> {
    size_up_to(LIMIT_MAX, limit)
}

fn size_up_to(most: usize, limit: Option<usize>) -> Result<usize, Problem> {
    match limit {
        None => Ok(LIMIT_DEFAULT),
        Some(limit) if (1..=most).contains(&limit) => Ok(limit),
        Some(limit) => Err(Problem::invalid(
            "wrong_limit",
            format!("每页条数 {limit} 须在 1 与 {most} 之间。"),
            format!("The limit {limit} must lie between 1 and {most}."),
        )
        .in_parameter("limit")),
    }
}

/// The id behind which a page begins.
pub fn read_cursor(cursor: Option<&str>) -> Result<Option<Uuid>, Problem> {
    read_cursor_in("cursor", cursor)
}

/// The same, of a parameter with this name.
pub fn read_cursor_in(parameter: &'static str, cursor: Option<&str>) -> Result<Option<Uuid>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    let wrong = || {
        Problem::invalid(
            "wrong_cursor",
            "翻页标记不对，请从第一页重新开始。",
            "The cursor is not one that this list gave; begin again at the first page.",
        )
        .in_parameter(parameter)
    };
    Uuid::try_parse(cursor).map(Some).map_err(|_error| wrong())
}

/// The cursor of the page behind this id.
pub fn write_cursor(id: Uuid) -> String {
    id.simple().to_string()
}

/// One page of items that are sorted by id.
pub fn page_of<'a, T>(
    items: &'a [T],
    id: impl Fn(&T) -> Uuid,
    cursor: Option<&str>,
    limit: Option<usize>,
) -> Result<(&'a [T], Option<String>), Problem> {
    let size = size_up_to(RECORD_LIMIT_MAX, limit)?;
    let from = match read_cursor(cursor)? {
        Some(last) => items.partition_point(|item| id(item) <= last),
        None => 0,
    };
    let until = items.len().min(from + size);
    let page = &items[from..until];
    let next = page.last().filter(|_| until < items.len()).map(|last| write_cursor(id(last)));
    Ok((page, next))
}
