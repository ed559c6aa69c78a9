//! Presets: scales, kinds of ties, stage templates, and the closed lists that claims choose from.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::problem::Problem;
use crate::access::Action;
use crate::model::claim::{Basis, Purpose};
use crate::model::preset::{TieKind, presets};
use crate::model::scale::Scale;
use crate::model::source::SourceKind;
use crate::model::stage_template::{StageTemplate, stage_templates};

/// All presets.
#[derive(Debug, Serialize, ToSchema)]
pub struct PresetsResponse {
    /// The scales, axis by axis.
    pub scales: &'static [Scale],
    /// The kinds of ties.
    pub tie_kinds: &'static [TieKind],
    /// The stage templates of deals.
    pub stage_templates: &'static [StageTemplate],
    /// What claims may be used for.
    pub purposes: [Choice<Purpose>; 4],
    /// The grounds in law on which claims are kept.
    pub bases: [Choice<Basis>; 5],
    /// How statements reach us.
    pub source_kinds: [Choice<SourceKind>; 6],
}

/// A word of a closed list, with its names.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Choice<T> {
    /// The word.
    pub id: T,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
}

fn choice<T>(id: T, zh: &'static str, en: &'static str) -> Choice<T> {
    Choice { id, zh, en }
}

/// Reads the presets.
#[utoipa::path(
    get, path = "/presets", tag = "presets",
    responses((status = OK, body = PresetsResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_presets"))),
)]
pub(crate) async fn get_presets(signed: Signed, headers: HeaderMap) -> Result<Response, Problem> {
    signed.may(Action::ReadPresets)?;
    let all = PresetsResponse {
        scales: presets().scales(),
        tie_kinds: presets().tie_kinds(),
        stage_templates: stage_templates(),
        purposes: [
            choice(Purpose::CustomerCare, "客户维护", "Customer care"),
            choice(Purpose::OfferPreparation, "方案与投标准备", "Offer preparation"),
            choice(Purpose::ContractPerformance, "合同履行", "Contract performance"),
            choice(Purpose::Compliance, "合规", "Compliance"),
        ],
        bases: [
            choice(Basis::LegitimateInterest, "正当利益", "Legitimate interest"),
            choice(Basis::Consent, "本人同意", "Consent"),
            choice(Basis::Contract, "合同所需", "Contract"),
            choice(Basis::LegalObligation, "法定义务", "Legal obligation"),
            choice(Basis::PublicInformation, "已公开信息", "Public information"),
        ],
        source_kinds: [
            choice(SourceKind::OwnObservation, "我方观察", "Own observation"),
            choice(SourceKind::SelfStatement, "本人所说", "Said by the person"),
            choice(SourceKind::Colleague, "客户内部人员所说", "Said by somebody in the account"),
            choice(SourceKind::ThirdParty, "外部人员所说", "Said by somebody outside"),
            choice(SourceKind::Public, "公开发布", "Published"),
            choice(SourceKind::File, "导入的文件", "Imported file"),
        ],
    };
    Ok(Answer::json(&all)?.respond(&headers))
}

/// The routes of presets.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(get_presets))
}
