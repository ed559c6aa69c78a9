//! `waterline openapi`: prints the description of the API.

use clap::Args;

use super::report;
use crate::api::openapi;

/// Prints the description of the HTTP API (OpenAPI 3.1).
///
/// Example: waterline openapi > openapi.json
#[derive(Debug, Args)]
pub(super) struct OpenapiArgs {}

pub(super) fn run(_args: &OpenapiArgs) {
    report::say(openapi::text().trim_end());
}
