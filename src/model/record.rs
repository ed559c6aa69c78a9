//! What every noun has in common: an id, a patch of named fields, references to other records, perhaps a tier.

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::id::{ExternalId, MemberId};
use super::refusal::Why;
use super::tier::Tier;
use super::time::Span;

/// A kind of record in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The account itself.
    Account,
    /// An organisational unit.
    Unit,
    /// A post in a unit.
    Post,
    /// A human.
    Person,
    /// A person holding a post.
    Tenure,
    /// Formal authority.
    Line,
    /// Where claims come from.
    Source,
    /// A graded statement.
    Claim,
    /// A purchase.
    Deal,
    /// A stage of a deal.
    Stage,
    /// A part in a stage's decision.
    Seat,
    /// A dated contact.
    Touch,
    /// A rib or twig of a fishbone.
    Cause,
    /// What we mean to do.
    Action,
}

impl Kind {
    /// All kinds, those that others refer to first.
    pub const ALL: [Self; 14] = [
        Self::Account,
        Self::Unit,
        Self::Post,
        Self::Person,
        Self::Tenure,
        Self::Line,
        Self::Source,
        Self::Claim,
        Self::Deal,
        Self::Stage,
        Self::Seat,
        Self::Touch,
        Self::Cause,
        Self::Action,
    ];

    /// The word for it in tables, routes and references.
    pub fn word(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Unit => "unit",
            Self::Post => "post",
            Self::Person => "person",
            Self::Tenure => "tenure",
            Self::Line => "line",
            Self::Source => "source",
            Self::Claim => "claim",
            Self::Deal => "deal",
            Self::Stage => "stage",
            Self::Seat => "seat",
            Self::Touch => "touch",
            Self::Cause => "cause",
            Self::Action => "action",
        }
    }

    /// The Chinese word for it.
    pub fn word_zh(self) -> &'static str {
        match self {
            Self::Account => "客户",
            Self::Unit => "部门",
            Self::Post => "岗位",
            Self::Person => "人员",
            Self::Tenure => "任职",
            Self::Line => "汇报线",
            Self::Source => "来源",
            Self::Claim => "情报",
            Self::Deal => "项目",
            Self::Stage => "阶段",
            Self::Seat => "决策席位",
            Self::Touch => "接触",
            Self::Cause => "原因",
            Self::Action => "行动",
        }
    }
}

/// Names one record of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub struct RecordRef {
    /// What kind of record.
    pub kind: Kind,
    /// Its id.
    pub id: Uuid,
}

impl RecordRef {
    /// Names the record of this kind with this id.
    pub fn new(kind: Kind, id: impl Into<Uuid>) -> Self {
        Self { kind, id: id.into() }
    }
}

/// What the generic verbs (add, edit, remove) and the snapshot need to know of a noun.
pub trait Noun: Clone + PartialEq + Serialize + for<'de> Deserialize<'de> {
    /// The named fields that an edit may set.
    type Patch: Clone;
    /// What kind of record this is.
    const KIND: Kind;

    /// The record's id.
    fn uuid(&self) -> Uuid;
    /// Gives the record its id.
    fn set_uuid(&mut self, id: Uuid);
    /// Sets the fields that the patch names.
    fn patch(&mut self, patch: Self::Patch);
    /// Calls `visit` with each record that this one refers to.
    fn references(&self, visit: &mut dyn FnMut(RecordRef));
    /// Checks what can be checked on the record alone.
    fn check(&self) -> Result<(), Why>;

    /// The tier and the named readers, for nouns that have a tier.
    fn tier(&self) -> Option<(Tier, &[MemberId])> {
        None
    }
    /// Keys of other systems, for nouns that have them.
    fn external_ids(&self) -> &[ExternalId] {
        &[]
    }
    /// The days on which a structural record holds.
    fn span(&self) -> Span {
        Span::ALWAYS
    }
    /// Ends the span of a structural record.
    fn set_span(&mut self, _span: Span) {}
    /// The place in entry order, for nouns that keep one; 0 asks for the next.
    fn position_mut(&mut self) -> Option<&mut u32> {
        None
    }
    /// Calls `visit` with the name and text of each free text, for the wording screen.
    fn free_texts<'a>(&'a self, _visit: &mut dyn FnMut(&'static str, &'a str)) {}
}

/// Reads a field that is there, so that an absent field (keep) differs from `null` (clear).
pub(super) fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Declares a noun's record, its patch (each field optional), and how the patch is laid on.
macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $name:ident, $patch:ident, $id:ident {
            $( $(#[doc = $field_doc:literal])+ $field:ident : $type:ty $([$flag:ident])? ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Its id; left out in a request that adds the record, the server gives one.
            #[serde(default)]
            pub id: super::id::$id,
            $( $(#[doc = $field_doc])+ $(#[serde($flag)])? pub $field: $type, )*
        }

        #[doc = concat!("The fields of a ", stringify!($name), " that an edit may set; a field left out stays as it is.")]
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct $patch {
            $(
                $(#[doc = $field_doc])+
                #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::record::present")]
                pub $field: Option<$type>,
            )*
        }

        impl $patch {
            /// Lays the patch on a record.
            fn lay_on(self, record: &mut $name) {
                $( if let Some(value) = self.$field { record.$field = value; } )*
            }
        }
    };
}
pub(super) use record;

/// The parts of [`Noun`] that read the same for every noun.
macro_rules! noun_basics {
    ($patch:ident, $kind:ident, $id:ident) => {
        type Patch = $patch;
        const KIND: super::record::Kind = super::record::Kind::$kind;

        fn uuid(&self) -> uuid::Uuid {
            self.id.0
        }

        fn set_uuid(&mut self, id: uuid::Uuid) {
            self.id = super::id::$id(id);
        }

        fn patch(&mut self, patch: $patch) {
            patch.lay_on(self);
        }
    };
    (@span) => {
        fn span(&self) -> super::time::Span {
            self.span
        }

        fn set_span(&mut self, span: super::time::Span) {
            self.span = span;
        }
    };
    (@position) => {
        fn position_mut(&mut self) -> Option<&mut u32> {
            Some(&mut self.position)
        }
    };
    (@external_ids) => {
        fn external_ids(&self) -> &[super::id::ExternalId] {
            &self.external_ids
        }
    };
    (@tier) => {
        fn tier(&self) -> Option<(super::tier::Tier, &[super::id::MemberId])> {
            Some((self.tier, &self.readers))
        }
    };
}
pub(super) use noun_basics;
