//! Exports: an account as a file, as far as the caller may see it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::{Signed, Speaks};
use super::door::{Door, Reading};
use super::file_name::{disposition, encoded};
use super::importing::our_members;
use super::problem::Problem;
use super::query::{On, Path, Query};
use super::record::AccountPath;
use crate::access::Action;
use crate::exchange::{ExportFormat, ExportOptions, LeftOut, Table, export, json, table_name};
use crate::model::id::AccountId;
use crate::model::language::Language;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// One table as comma separated text, no cell a formula.
    Csv,
    /// A workbook with all tables.
    Xlsx,
    /// Address cards, vCard 4.0.
    Vcard,
    /// Popolo JSON.
    Popolo,
    /// People and ties as GraphML.
    Graphml,
    /// Our own document, which holds the account whole.
    Json,
}

impl From<FileKind> for ExportFormat {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Csv => Self::Csv,
            FileKind::Xlsx => Self::Xlsx,
            FileKind::Vcard => Self::Vcard,
            FileKind::Popolo => Self::Popolo,
            FileKind::Graphml => Self::Graphml,
            FileKind::Json => Self::Json,
        }
    }
}

/// An account and a kind of file in a path.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ExportPath {
    /// The account.
    pub account: AccountId,
    /// The kind of file.
    #[param(value_type = FileKind, inline)]
    pub format: String,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// The table that a CSV file holds; the contacts when left out.
    pub table: Option<Table>,
    /// The language of heads and values.
    pub lang: Option<Language>,
}

/// Gives the account as our own document, which can be imported again.
#[utoipa::path(
    get, path = "/accounts/{account}/export.json", tag = "export",
    params(AccountPath),
    responses((status = OK, body = serde_json::Value), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn export_json(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    reading: Reading,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let members = our_members(&app).await?;
    let reading = reading.also(&format!("{members:?}"));
    door.answer(&reading, On::Always, move |snapshot| {
        let name = format!("{}.json", snapshot.account().name);
        let answer = Answer::new("application/json", json::export(snapshot, &members));
        Ok(answer.with_header(header::CONTENT_DISPOSITION, disposition("attachment", &name)))
    })
    .await
}

/// Gives the account as a file of some kind; importing it again changes nothing.
///
/// What that kind of file cannot hold stands in the header `waterline-left-out`, a list of counts in English, and shorter in the
/// language asked for in `waterline-left-out-encoded` (RFC 8187).
#[utoipa::path(
    get, path = "/accounts/{account}/exports/{format}", tag = "export",
    params(ExportPath, ExportQuery),
    responses(
        (status = OK, headers(
            ("waterline-left-out" = String, description = "What the file cannot hold, as counts in English; absent when it holds all."),
            ("waterline-left-out-encoded" = String, description = "The same, shorter, in the language asked for (RFC 8187)."),
        ), content(
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "text/vcard"),
            (String = "application/graphml+xml"),
            (serde_json::Value = "application/json"),
        )),
        (status = NOT_MODIFIED),
    ),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn export_account(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<ExportPath>,
    speaks: Speaks,
    reading: Reading,
    query: Result<Query<ExportQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    // The right comes first: who may not read the account learns nothing of what could be asked.
    let kind: FileKind = serde_json::from_value(path.format.into()).map_err(|_error| Problem::not_found())?;
    let Query(query) = query?;
    let options = ExportOptions {
        language: query.lang.unwrap_or(speaks.0),
        table: query.table.unwrap_or_default(),
        members: our_members(&app).await?,
        ..ExportOptions::on(app.today())
    };
    let format = ExportFormat::from(kind);
    let reading = reading.also(&format!("{} {:?}", options.language.tag(), options.members));
    door.answer(&reading, On::Always, move |snapshot| {
        let written = export(snapshot, format, &options).map_err(|why| Problem::internal(&why))?;
        let name = file_name(&snapshot.account().name, format, &options);
        let answer = Answer::new(format.media_type(), written.bytes)
            .with_header(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"))
            .with_header(header::CONTENT_DISPOSITION, disposition("attachment", &name));
        Ok(telling_left_out(answer, &written.left_out, options.language))
    })
    .await
}

/// What the file is called: two files of one account never the same.
fn file_name(account: &str, format: ExportFormat, options: &ExportOptions) -> String {
    let ending = format.ending();
    match format {
        ExportFormat::Csv => format!("{account} {}.{ending}", table_name(options.table, options.language)),
        ExportFormat::Popolo => format!("{account} Popolo.{ending}"),
        _ => format!("{account}.{ending}"),
    }
}

/// The answer with what its file cannot hold: in English sentences, since a header holds plain letters, and as encoded counts in the
/// language asked for.
fn telling_left_out(answer: Answer, left_out: &[LeftOut], language: Language) -> Answer {
    let sentences: Vec<String> = left_out.iter().map(|one| one.sentence(Language::En)).collect();
    let counts: Vec<String> = left_out.iter().map(|one| one.count_of(language)).collect();
    let plain = HeaderValue::try_from(sentences.join(" "));
    let whole = HeaderValue::try_from(encoded(&counts.join(language.pick("；", "; "))));
    match (plain, whole) {
        (Ok(plain), Ok(whole)) if !left_out.is_empty() => answer
            .with_header(HeaderName::from_static("waterline-left-out"), plain)
            .with_header(HeaderName::from_static("waterline-left-out-encoded"), whole),
        _ => answer,
    }
}

/// The routes of exports.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(export_json)).routes(routes!(export_account))
}
