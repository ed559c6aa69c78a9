//! Seats: who has a part in the decision of a stage.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::id::{MemberId, PersonId, PostId, StageId};
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::tier::Tier;

/// Who sits: a person by name, or whoever holds a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sitter {
    /// This person.
    Person(PersonId),
    /// Whoever holds this post.
    Post(PostId),
}

record! {
    /// A part in the decision of a stage.
    Seat, SeatPatch, SeatId {
        /// The stage that is decided.
        stage: StageId,
        /// Who sits; none while the seat is vacant.
        sitter: Option<Sitter>,
        /// Votes.
        votes: u32,
        /// Can it stop the decision alone?
        veto: bool [default],
        /// How far it may be seen.
        tier: Tier [default],
        /// Who may see it, at tier T3.
        readers: Vec<MemberId> [default],
    }
}

impl Noun for Seat {
    noun_basics!(SeatPatch, Seat, SeatId);
    noun_basics!(@tier);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        visit(RecordRef::new(Kind::Stage, self.stage.0));
        match self.sitter {
            Some(Sitter::Person(person)) => visit(RecordRef::new(Kind::Person, person.0)),
            Some(Sitter::Post(post)) => visit(RecordRef::new(Kind::Post, post.0)),
            None => {}
        }
    }

    fn check(&self) -> Result<(), Why> {
        Ok(())
    }
}
