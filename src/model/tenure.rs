//! Tenures: who holds which post, from a day until a day.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::id::{PersonId, PostId};
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::time::Span;

/// How a person holds a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TenureKind {
    /// In his or her own right.
    #[default]
    Substantive,
    /// For the time being (代理).
    Acting,
    /// Beside another post (兼任).
    Concurrent,
    /// Lent from elsewhere (借调, 挂职).
    Seconded,
}

record! {
    /// A person holds a post.
    Tenure, TenurePatch, TenureId {
        /// Who.
        person: PersonId,
        /// Which post.
        post: PostId,
        /// How.
        kind: TenureKind [default],
        /// Place in the order of entry; 0 asks for the next.
        position: u32 [default],
        /// From when until when.
        span: Span [default],
    }
}

impl Noun for Tenure {
    noun_basics!(TenurePatch, Tenure, TenureId);
    noun_basics!(@span);
    noun_basics!(@position);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        visit(RecordRef::new(Kind::Person, self.person.0));
        visit(RecordRef::new(Kind::Post, self.post.0));
    }

    fn check(&self) -> Result<(), Why> {
        check::span(self.span)
    }
}
