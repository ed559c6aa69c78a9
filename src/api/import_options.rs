//! How the file of an import is read, as its sender says, and how that is corrected.

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::exchange::{Mapping, OurMember, PlanOptions, Strangers};
use crate::model::claim::{Basis, Purpose};
use crate::model::tier::Tier;
use crate::model::time::Day;
use crate::model::viewer::Viewer;

/// How a file is read and what its notes are kept for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImportOptions {
    /// What the columns are taken for; as found by looking when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mapping: Option<Mapping>,
    /// The name of a kept mapping of the account to take the columns for; it stands in `mapping` from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved_mapping: Option<String>,
    /// What the notes may be used for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// On what ground in law the notes are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The day from which those absent from the file hold their posts no longer; they are only reported when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_missing: Option<Day>,
    /// The organisation that rows without a unit belong to, where the file names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The system whose keys the file holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_source: Option<String>,
    /// How far claims may be seen where the file does not say: T2, or as far as the importer may write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
}

/// A correction of how a file is read; a field left out stays as it is, null takes back what was said.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImportCorrection {
    /// What the columns are taken for; as found by looking when null.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<Mapping>)]
    pub mapping: Said<Mapping>,
    /// The name of a kept mapping of the account to take the columns for; it stands in `mapping` from then on.
    pub saved_mapping: Option<String>,
    /// What the notes may be used for.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<Purpose>)]
    pub purpose: Said<Purpose>,
    /// On what ground in law the notes are kept.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<Basis>)]
    pub basis: Said<Basis>,
    /// The day from which those absent from the file hold their posts no longer; they are only reported when null.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<Day>)]
    pub end_missing: Said<Day>,
    /// The organisation that rows without a unit belong to, where the file names none.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    pub organisation: Said<String>,
    /// The system whose keys the file holds.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    pub key_source: Said<String>,
    /// How far claims may be seen where the file does not say: T2, or as far as the importer may write.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<Tier>)]
    pub tier: Said<Tier>,
}

/// What a correction says of a field: nothing, or that it is this, or that it is nothing.
type Said<T> = Option<Option<T>>;

fn said<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Said<T>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl ImportCorrection {
    /// The options of before, corrected.
    pub fn over(self, before: ImportOptions) -> ImportOptions {
        ImportOptions {
            mapping: self.mapping.unwrap_or(before.mapping),
            saved_mapping: self.saved_mapping,
            purpose: self.purpose.unwrap_or(before.purpose),
            basis: self.basis.unwrap_or(before.basis),
            end_missing: self.end_missing.unwrap_or(before.end_missing),
            organisation: self.organisation.unwrap_or(before.organisation),
            key_source: self.key_source.unwrap_or(before.key_source),
            tier: self.tier.unwrap_or(before.tier),
        }
    }
}

impl ImportOptions {
    /// The same as the core takes it.
    pub(super) fn plan_options(&self, today: Day, viewer: &Viewer, members: Vec<OurMember>) -> PlanOptions {
        let plain = PlanOptions::on(today);
        let (writer, cap) = match viewer {
            Viewer::Operator => (None, plain.cap),
            Viewer::Member { member, cap } => (Some(*member), *cap),
        };
        PlanOptions {
            today,
            tier: self.tier.unwrap_or(plain.tier).min(cap),
            cap,
            writer,
            members,
            strangers: Strangers::LeaveOut,
            purpose: self.purpose.unwrap_or(plain.purpose),
            basis: self.basis.unwrap_or(plain.basis),
            end_missing: self.end_missing,
            organisation: self.organisation.clone(),
            key_source: self.key_source.clone().or(plain.key_source),
        }
    }
}
