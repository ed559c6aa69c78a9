//! Sources: where claims come from, under a pseudonym that is seen with the claim.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::id::MemberId;
use super::record::{Noun, RecordRef, noun_basics, record};
use super::refusal::Why;

/// How a statement reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// One of ours saw it.
    OwnObservation,
    /// The person said so.
    SelfStatement,
    /// Somebody else in the account said so.
    Colleague,
    /// Somebody outside the account said so.
    ThirdParty,
    /// It was published.
    Public,
    /// It stands in a file that was imported.
    #[default]
    File,
}

record! {
    /// Where claims come from.
    Source, SourcePatch, SourceId {
        /// The pseudonym or file name that is seen with each claim.
        label: String,
        /// How statements of this source reach us.
        kind: SourceKind [default],
        /// The real name; seen by the named readers only.
        name: Option<String>,
        /// Who may see the real name.
        readers: Vec<MemberId> [default],
    }
}

impl Noun for Source {
    noun_basics!(SourcePatch, Source, SourceId);

    fn references(&self, _visit: &mut dyn FnMut(RecordRef)) {}

    fn check(&self) -> Result<(), Why> {
        check::name("label", &self.label)?;
        check::short_if("name", self.name.as_deref())
    }
}
