//! Changes: the verbs of the domain, the only way anything in a map changes; and their inverse.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::account::AccountPatch;
use super::action::{Action, ActionPatch};
use super::cause::{Cause, CausePatch};
use super::claim::{Claim, ClaimPatch};
use super::deal::{Deal, DealPatch};
use super::id::{
    ActionId, CauseId, ClaimId, DealId, LineId, MemberId, PersonId, PostId, SeatId, SourceId, StageId, TenureId,
    TouchId, UnitId,
};
use super::line::{Line, LinePatch};
use super::person::{Person, PersonPatch};
use super::post::{Post, PostPatch};
use super::record::{Kind, RecordRef};
use super::seat::{Seat, SeatPatch};
use super::source::{Source, SourcePatch};
use super::stage::{Stage, StagePatch};
use super::tenure::{Tenure, TenurePatch};
use super::tier::Tier;
use super::time::Day;
use super::touch::{Touch, TouchPatch};
use super::unit::{Unit, UnitPatch};

/// How a claim is kept; what it states is never overwritten.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimHandling {
    /// The day from which it counts no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Day>,
    /// The day on which somebody should look at it again.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "super::record::present")]
    pub review_on: Option<Option<Day>>,
    /// How far it may be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// Who may see it, at tier T3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub readers: Option<Vec<MemberId>>,
}

impl From<ClaimHandling> for ClaimPatch {
    fn from(set: ClaimHandling) -> Self {
        Self {
            expires_on: set.expires_on,
            review_on: set.review_on,
            tier: set.tier,
            readers: set.readers,
            ..Self::default()
        }
    }
}

/// Declares [`Change`] from one list, with what every verb can be asked.
macro_rules! changes {
    (
        adds { $($(#[doc = $add_doc:literal])+ $add:ident($noun:ident),)* }
        edits { $($(#[doc = $edit_doc:literal])+ $edit:ident($edit_id:ident, $patch:ident, $edit_kind:ident),)* }
        ends { $($(#[doc = $end_doc:literal])+ $end:ident($end_id:ident, $end_kind:ident),)* }
        removes { $($(#[doc = $remove_doc:literal])+ $remove:ident($remove_id:ident, $remove_kind:ident),)* }
    ) => {
        /// One verb of the domain with what it needs.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
        #[serde(tag = "verb", rename_all = "snake_case", deny_unknown_fields)]
        pub enum Change {
            $($(#[doc = $add_doc])+ $add($noun),)*
            /// Sets fields of the account itself.
            EditAccount {
                /// The fields to set.
                set: AccountPatch,
            },
            $($(#[doc = $edit_doc])+ $edit {
                /// Which one.
                id: $edit_id,
                /// The fields to set.
                set: $patch,
            },)*
            $($(#[doc = $end_doc])+ $end {
                /// Which one.
                id: $end_id,
                /// The first day on which it no longer holds.
                on: Day,
            },)*
            $($(#[doc = $remove_doc])+ $remove {
                /// Which one.
                id: $remove_id,
            },)*
        }

        impl Change {
            /// Gives the record that this change adds an id from `new_id`, if it came without one.
            pub fn name_new_record(&mut self, mut new_id: impl FnMut() -> Uuid) {
                match self {
                    $(Self::$add(record) if record.id.is_nil() => record.id = new_id().into(),)*
                    _ => {}
                }
            }

            /// The record that this change is about; none for the account itself.
            pub fn target(&self) -> Option<RecordRef> {
                Some(match self {
                    $(Self::$add(record) => RecordRef::new(Kind::$noun, record.id.0),)*
                    Self::EditAccount { .. } => return None,
                    $(Self::$edit { id, .. } => RecordRef::new(Kind::$edit_kind, id.0),)*
                    $(Self::$end { id, .. } => RecordRef::new(Kind::$end_kind, id.0),)*
                    $(Self::$remove { id } => RecordRef::new(Kind::$remove_kind, id.0),)*
                })
            }

            /// Does this change add a record?
            pub fn adds_record(&self) -> bool {
                matches!(self, $(Self::$add(_))|*)
            }
        }
    };
}

changes! {
    adds {
        /// Adds a unit.
        AddUnit(Unit),
        /// Adds a post.
        AddPost(Post),
        /// Adds a person.
        AddPerson(Person),
        /// Puts a person into a post.
        StartTenure(Tenure),
        /// Draws a line of authority.
        DrawLine(Line),
        /// Adds a source.
        AddSource(Source),
        /// Adds a claim.
        AddClaim(Claim),
        /// Adds a deal.
        AddDeal(Deal),
        /// Adds a stage to a deal.
        AddStage(Stage),
        /// Adds a seat to a stage.
        AddSeat(Seat),
        /// Adds a touch.
        AddTouch(Touch),
        /// Adds a cause.
        AddCause(Cause),
        /// Adds an action.
        AddAction(Action),
    }
    edits {
        /// Sets fields of a unit, its parent among them.
        EditUnit(UnitId, UnitPatch, Unit),
        /// Sets fields of a post, its unit among them.
        EditPost(PostId, PostPatch, Post),
        /// Sets fields of a person.
        EditPerson(PersonId, PersonPatch, Person),
        /// Sets fields of a tenure.
        EditTenure(TenureId, TenurePatch, Tenure),
        /// Sets fields of a line.
        EditLine(LineId, LinePatch, Line),
        /// Sets fields of a source.
        EditSource(SourceId, SourcePatch, Source),
        /// Sets how a claim is kept; what it states stays.
        EditClaim(ClaimId, ClaimHandling, Claim),
        /// Sets fields of a deal.
        EditDeal(DealId, DealPatch, Deal),
        /// Sets fields of a stage.
        EditStage(StageId, StagePatch, Stage),
        /// Sets fields of a seat.
        EditSeat(SeatId, SeatPatch, Seat),
        /// Sets fields of a touch.
        EditTouch(TouchId, TouchPatch, Touch),
        /// Sets fields of a cause.
        EditCause(CauseId, CausePatch, Cause),
        /// Sets fields of an action.
        EditAction(ActionId, ActionPatch, Action),
    }
    ends {
        /// Ends a unit, with the units, posts, tenures and lines in it.
        EndUnit(UnitId, Unit),
        /// Ends a post, with its tenures and lines.
        EndPost(PostId, Post),
        /// Ends all tenures of a person who leaves.
        EndPerson(PersonId, Person),
        /// Ends a tenure.
        EndTenure(TenureId, Tenure),
        /// Ends a line.
        EndLine(LineId, Line),
        /// Takes a claim back from a day on.
        RetractClaim(ClaimId, Claim),
    }
    removes {
        /// Takes out a tenure entered by mistake.
        RemoveTenure(TenureId, Tenure),
        /// Takes out a line drawn by mistake.
        RemoveLine(LineId, Line),
        /// Takes out a seat.
        RemoveSeat(SeatId, Seat),
        /// Takes out a touch entered by mistake.
        RemoveTouch(TouchId, Touch),
        /// Takes out a cause, with the causes under it.
        RemoveCause(CauseId, Cause),
        /// Takes out an action.
        RemoveAction(ActionId, Action),
    }
}

/// What one step of a batch did to one record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Delta {
    /// The record is new.
    Created {
        /// Which one.
        record: RecordRef,
        /// A checksum of the new record, to notice later edits.
        checksum: u32,
    },
    /// Fields of the record changed.
    Changed {
        /// Which one.
        record: RecordRef,
        /// The fields as they were.
        before: Map<String, Value>,
        /// The same fields as they are now.
        after: Map<String, Value>,
    },
    /// The record was taken out.
    Removed {
        /// Which one.
        record: RecordRef,
        /// All its fields.
        fields: Map<String, Value>,
    },
}

impl Delta {
    /// The record that it is about.
    pub fn record(&self) -> RecordRef {
        match self {
            Self::Created { record, .. } | Self::Changed { record, .. } | Self::Removed { record, .. } => *record,
        }
    }
}

/// What a batch did, step by step: enough to undo it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Inverse(pub Vec<Delta>);

impl Inverse {
    /// The records that the batch touched, each once, in the order of first touch.
    pub fn touched(&self) -> Vec<RecordRef> {
        let mut seen = std::collections::HashSet::with_capacity(self.0.len());
        self.0.iter().map(Delta::record).filter(|record| seen.insert(*record)).collect()
    }
}
