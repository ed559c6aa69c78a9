//! Posts: positions in a unit, which carry formal authority whoever holds them.

use super::check;
use super::id::{ExternalId, UnitId};
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::scale::{Axis, ScaleValue};
use super::time::Span;

record! {
    /// A position in a unit; may be vacant or held by several.
    Post, PostPatch, PostId {
        /// The unit it belongs to.
        unit: UnitId,
        /// Its title.
        title: String,
        /// Its official rank, on one of the rank scales.
        rank: Option<ScaleValue>,
        /// Place in the leadership's own order (班子排名).
        order: Option<u32>,
        /// Place in the order of entry; 0 asks for the next.
        position: u32 [default],
        /// The days on which it exists.
        span: Span [default],
        /// Keys of other systems.
        external_ids: Vec<ExternalId> [default],
    }
}

impl Noun for Post {
    noun_basics!(PostPatch, Post, PostId);
    noun_basics!(@span);
    noun_basics!(@position);
    noun_basics!(@external_ids);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        visit(RecordRef::new(Kind::Unit, self.unit.0));
    }

    fn check(&self) -> Result<(), Why> {
        // A contact list may name nobody's title; the post is there all the same.
        check::short("title", &self.title)?;
        if let Some(rank) = &self.rank {
            rank.check("rank", Axis::Rank)?;
        }
        check::span(self.span)?;
        check::external_ids(&self.external_ids)
    }
}
