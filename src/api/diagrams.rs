//! Diagrams: drawn on the server, as SVG, PNG, or the scene itself as JSON.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::{Signed, Speaks};
use super::door::{Door, Reading};
use super::file_name::disposition;
use super::problem::Problem;
use super::query::{On, Path, Query};
use super::record::AccountPath;
use crate::access::Action;
use crate::layout::org_chart::{Focus, OrgChartOptions, Orientation, org_chart};
use crate::layout::scene::Scene;
use crate::model::language::Language;
use crate::model::snapshot::Snapshot;
use crate::render::png::{PngRefusal, png};
use crate::render::svg::svg;
use crate::render::theme::Theme;

/// How an org chart is drawn.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct OrgChartQuery {
    /// The day (`2026-03-01`) that is drawn; today when left out.
    #[param(value_type = Option<String>, example = "2026-03-01")]
    pub on: On,
    /// The language of the words that the chart adds; the reader's when left out.
    #[param(inline)]
    pub lang: Option<Language>,
    /// The colours: `light`, `dark` or `print`.
    #[param(value_type = Option<String>, example = "light")]
    pub theme: Option<Theme>,
    /// How many levels are drawn; all when left out.
    #[param(minimum = 1)]
    pub depth: Option<u32>,
    /// The branch that is drawn: `unit:ID`, `post:ID` or `person:ID`; all when left out.
    pub focus: Option<String>,
    /// Which way authority runs: `down` or `right`.
    #[param(value_type = Option<String>, example = "down")]
    pub orientation: Option<Direction>,
    /// Pixels for each unit of length, in PNG: 1, 2 or 3.
    #[param(minimum = 1, maximum = 3)]
    pub scale: Option<u32>,
}

/// Which way authority runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the top to the bottom.
    Down,
    /// From the left to the right.
    Right,
}

/// What kind of file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Picture {
    Svg,
    Png,
    Json,
}

impl Picture {
    fn kind(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Json => "application/json",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Json => "json",
        }
    }

    fn bytes(self, scene: &Scene, query: &OrgChartQuery) -> Result<Vec<u8>, Problem> {
        let theme = query.theme.unwrap_or_default();
        match self {
            Self::Svg => Ok(svg(scene, theme).into_bytes()),
            Self::Png => png(scene, theme, query.scale.unwrap_or(1)).map_err(|refusal| too_large(&refusal)),
            Self::Json => serde_json::to_vec(scene).map_err(|error| Problem::internal(&error)),
        }
    }
}

/// Draws the org chart as SVG.
#[utoipa::path(
    get, path = "/accounts/{account}/diagrams/org-chart.svg", tag = "diagrams",
    params(AccountPath, OrgChartQuery),
    responses((status = OK, body = String, content_type = "image/svg+xml"), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn org_chart_svg(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    speaks: Speaks,
    reading: Reading,
    query: Result<Query<OrgChartQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    draw(&door, query?.0, speaks, &reading, Picture::Svg).await
}

/// Draws the org chart as PNG.
#[utoipa::path(
    get, path = "/accounts/{account}/diagrams/org-chart.png", tag = "diagrams",
    params(AccountPath, OrgChartQuery),
    responses((status = OK, body = Vec<u8>, content_type = "image/png"), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn org_chart_png(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    speaks: Speaks,
    reading: Reading,
    query: Result<Query<OrgChartQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    draw(&door, query?.0, speaks, &reading, Picture::Png).await
}

/// Gives the org chart as a scene: shapes and texts at fixed positions.
#[utoipa::path(
    get, path = "/accounts/{account}/diagrams/org-chart.json", tag = "diagrams",
    params(AccountPath, OrgChartQuery),
    responses((status = OK, body = serde_json::Value), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn org_chart_json(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    speaks: Speaks,
    reading: Reading,
    query: Result<Query<OrgChartQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    draw(&door, query?.0, speaks, &reading, Picture::Json).await
}

async fn draw(
    door: &Door,
    query: OrgChartQuery,
    speaks: Speaks,
    reading: &Reading,
    picture: Picture,
) -> Result<Response, Problem> {
    let language = query.lang.unwrap_or(speaks.0);
    if query.depth == Some(0) || query.scale.is_some_and(|scale| !(1..=3).contains(&scale)) {
        let name = if query.depth == Some(0) { "depth" } else { "scale" };
        return Err(Problem::invalid(
            "wrong_parameter",
            "层数从 1 起，倍数为 1、2 或 3。",
            "The depth begins at 1, and the scale is 1, 2 or 3.",
        )
        .in_parameter(name));
    }
    let reading = reading.also(language.tag());
    door.answer(&reading, query.on, move |snapshot| {
        let options = options(snapshot, &query, language)?;
        let scene = org_chart(snapshot, &options);
        let bytes = picture.bytes(&scene, &query)?;
        let title = language.pick("组织架构图", "org chart");
        let name = format!("{} {title}.{}", snapshot.account().name, picture.ending());
        Ok(guarded(Answer::new(picture.kind(), bytes), &name))
    })
    .await
}

/// What keeps a drawing from doing anything but being looked at, also when it is opened by its address.
fn guarded(answer: Answer, name: &str) -> Answer {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    answer
        .with_header(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy))
        .with_header(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
        .with_header(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"))
        .with_header(header::CONTENT_DISPOSITION, disposition("inline", name))
}

fn options(snapshot: &Snapshot, query: &OrgChartQuery, language: Language) -> Result<OrgChartOptions, Problem> {
    Ok(OrgChartOptions {
        language,
        depth: query.depth,
        focus: query.focus.as_deref().map(|text| focus(snapshot, text)).transpose()?,
        orientation: match query.orientation {
            None | Some(Direction::Down) => Orientation::Down,
            Some(Direction::Right) => Orientation::Right,
        },
    })
}

/// The branch of a text such as `unit:ID`, if it is there on the day.
fn focus(snapshot: &Snapshot, text: &str) -> Result<Focus, Problem> {
    let found = text.split_once(':').and_then(|(kind, id)| match kind {
        "unit" => id.parse().ok().filter(|id| snapshot.unit(*id).is_some()).map(Focus::Unit),
        "post" => id.parse().ok().filter(|id| snapshot.post(*id).is_some()).map(Focus::Post),
        "person" => id.parse().ok().filter(|id| snapshot.person(*id).is_some()).map(Focus::Person),
        _ => None,
    });
    found.ok_or_else(|| {
        Problem::invalid(
            "wrong_focus",
            "当日没有这个部门、岗位或人员；请写成 unit:ID、post:ID 或 person:ID。",
            "There is no such unit, post or person on that day; write unit:ID, post:ID or person:ID.",
        )
        .in_parameter("focus")
    })
}

fn too_large(refusal: &PngRefusal) -> Problem {
    let zh = match refusal {
        PngRefusal::UnknownScale(scale) => format!("没有 {scale} 倍；请用 1、2 或 3。"),
        PngRefusal::TooLarge { scale, megapixels, fitting } => {
            format!("{scale} 倍时图片有 {megapixels} 百万像素，最多 100；请用 {fitting} 倍。")
        }
        PngRefusal::TooLargeAtAnyScale { megapixels } => {
            format!("图片有 {megapixels} 百万像素，最多 100；请改用 SVG，或用 depth、focus 缩小范围。")
        }
        PngRefusal::Encoder(_) => return Problem::internal(refusal),
    };
    Problem::invalid("picture_too_large", zh, format!("{refusal}.")).in_parameter("scale")
}

/// The routes of diagrams.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default()
        .routes(routes!(org_chart_svg))
        .routes(routes!(org_chart_png))
        .routes(routes!(org_chart_json))
}
