//! Diagrams: drawn on the server, as SVG, PNG, PDF, or the scene itself as JSON.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;

use super::answer::Answer;
use super::app::App;
use super::authenticate::{Signed, Speaks};
use super::door::{Door, Reading};
use super::file_name::disposition;
use super::problem::Problem;
use super::query::{On, Path, Query};
use super::question::stopped;
use super::record::AccountPath;
use crate::access::Action;
use crate::layout::diagram::{
    Diagram, DiagramInput, DiagramOptions, DiagramRefusal, asks_for_key_people, ranked_people,
};
use crate::model::id::{AccountId, PersonId};
use crate::model::member::Roster;

mod asked;
mod picture;

use asked::{DiagramQuery, refused};
use picture::Picture;

/// Which drawing.
#[derive(Debug, Deserialize)]
pub(crate) struct DrawingPath {
    account: AccountId,
    /// The diagram with the kind of file, such as `org-chart.svg`.
    file: String,
}

/// A diagram, by name.
#[derive(Debug, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(dead_code, reason = "it stands for the words of `Diagram` in the description, and a test compares the two")]
enum DiagramName {
    OrgChart,
    OrgContext,
    Network,
    Fishbone,
    Timeline,
    PowerMap,
    Coverage,
}

/// A drawing in an address, for the description: `{diagram}.{format}`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "the router takes the last part of the address as one")]
struct DrawingName {
    /// Which diagram.
    #[param(inline)]
    diagram: DiagramName,
    /// What kind of file.
    #[param(inline)]
    format: Picture,
}

/// Draws a diagram.
///
/// Each diagram takes heed of the options that concern it. The answer is an SVG, PNG or PDF file, or the scene as
/// JSON: shapes and texts at fixed positions.
#[utoipa::path(
    get, path = "/accounts/{account}/diagrams/{diagram}.{format}", tag = "diagrams",
    params(AccountPath, DrawingName, DiagramQuery),
    responses(
        (status = OK, content(
            (String = "image/svg+xml"), (Vec<u8> = "image/png"), (Vec<u8> = "application/pdf"),
            (serde_json::Value = "application/json"),
        )),
        (status = NOT_MODIFIED),
    ),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn draw_diagram(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<DrawingPath>,
    speaks: Speaks,
    reading: Reading,
    query: Result<Query<DiagramQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let named = path.file.rsplit_once('.').and_then(|(diagram, ending)| {
        Some((diagram.parse::<Diagram>().ok()?, Picture::ALL.into_iter().find(|picture| picture.ending() == ending)?))
    });
    let (diagram, picture) = named.ok_or_else(Problem::not_found)?;
    let Query(query) = query?;
    let language = query.lang.unwrap_or(speaks.0);
    let options = query.options(diagram, language, door.viewer, app.today())?;
    let roster: Roster = app.store.members().await?.into_iter().collect();
    let key_people = key_people(&door, query.on, &options).await?;
    let reading = reading.also(&format!("{} {:?}", language.tag(), roster.0));
    door.answer_comparing(&reading, query.on, query.against, move |snapshot, against| {
        if query.person.is_some_and(|person| snapshot.person(person).is_none()) {
            return Err(refused(DiagramRefusal::UnknownPerson));
        }
        let input = DiagramInput::new(snapshot, &roster).compared_with(against).with_key_people(&key_people);
        let bytes = picture.bytes(&input, &options, &query)?;
        let name = format!("{} {}.{}", snapshot.account().name, diagram.title(language), picture.ending());
        Ok(guarded(Answer::new(picture.kind(), bytes), &name))
    })
    .await
}

/// Who matters most, where the picture shows that: from memory, or as long work, since it takes far longer than drawing.
async fn key_people(door: &Door, on: On, options: &DiagramOptions) -> Result<Vec<PersonId>, Problem> {
    if !asks_for_key_people(options) {
        return Ok(Vec::new());
    }
    // The order depends on the day and the deal alone, whatever the picture looks like.
    let asked = DiagramOptions { deal: options.deal, today: options.today, ..DiagramOptions::default() };
    let what = format!("order of key people {on:?} {:?}", asked.deal);
    let told = door.worked_out(what, move |look, watch| {
        let snapshot = look.snapshot(on.moment(look.today));
        let people = ranked_people(&snapshot, &asked, watch).map_err(|_stopped| stopped())?;
        Answer::json(&people)
    });
    serde_json::from_slice(&told.await?.body).map_err(|error| Problem::internal(&error))
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

/// The description of the one operation, whose address the router cannot take apart itself.
#[derive(OpenApi)]
#[openapi(paths(draw_diagram))]
struct Described;

/// The routes of diagrams.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(Described::openapi()).route("/accounts/{account}/diagrams/{file}", get(draw_diagram))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_names_every_diagram() {
        let document = serde_json::to_value(Described::openapi()).unwrap();
        let operation = &document["paths"]["/accounts/{account}/diagrams/{diagram}.{format}"]["get"];
        let parameters = operation["parameters"].as_array().unwrap();
        let diagram = parameters.iter().find(|parameter| parameter["name"] == "diagram").unwrap();
        let words: Vec<&str> =
            diagram["schema"]["enum"].as_array().unwrap().iter().filter_map(|word| word.as_str()).collect();

        assert_eq!(words, Diagram::ALL.map(Diagram::word));
    }
}
