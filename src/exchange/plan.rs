//! What an import would do: the changes, what becomes of each row, who is gone, and what there is to say.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::change::Change;
use crate::model::claim::{Basis, Purpose};
use crate::model::id::{MemberId, PersonId, PostId};
use crate::model::tier::Tier;
use crate::model::time::Day;

use super::finding::Finding;
use super::our_member::OurMember;

/// How to plan an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanOptions {
    /// The day of the import.
    pub today: Day,
    /// What the notes may be used for.
    pub purpose: Purpose,
    /// On what ground in law the notes are kept.
    pub basis: Basis,
    /// The day from which those absent from the file hold their posts no longer; without it they are reported only.
    pub end_missing: Option<Day>,
    /// The organisation that rows without a unit belong to, where the file names none.
    pub organisation: Option<String>,
    /// The system whose keys the file holds; the same in each later list.
    pub key_source: Option<String>,
    /// How far claims may be seen where the file does not say.
    pub tier: Tier,
    /// The highest tier at which the writer may write.
    pub cap: Tier,
    /// Who imports; none for the operator of the machine.
    pub writer: Option<MemberId>,
    /// Our own members, whom lists of rapport and touches name.
    pub members: Vec<OurMember>,
    /// What becomes of records that name members of ours by ids that none of these has.
    pub strangers: Strangers,
}

/// What becomes of records of our own document that name members of ours who are not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strangers {
    /// They are taken over as they are: a file that is only drawn has no members beside it.
    #[default]
    Keep,
    /// They are left out and told, since nobody could say who is meant.
    LeaveOut,
}

impl PlanOptions {
    /// The options of a plain import on this day.
    pub fn on(today: Day) -> Self {
        Self {
            today,
            purpose: Purpose::CustomerCare,
            basis: Basis::LegitimateInterest,
            end_missing: None,
            organisation: None,
            key_source: None,
            tier: Tier::T2,
            cap: Tier::T3,
            writer: None,
            members: Vec::new(),
            strangers: Strangers::Keep,
        }
    }
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The changes, as few as possible; none when everything is known.
    pub changes: Vec<Change>,
    /// What a user should see before it is done.
    pub report: Report,
}

/// What a user should see of an import before and after it is done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Report {
    /// How many rows and people met which end.
    pub counts: Counts,
    /// What becomes of each row that is not blank.
    pub rows: Vec<RowOutcome>,
    /// The people on the map that the file does not name.
    pub gone: Vec<Gone>,
    /// Warnings and notes, in the order of the file.
    pub findings: Vec<Finding>,
}

/// How many rows and people met which end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Counts {
    /// Rows that add a person or a post.
    pub new: usize,
    /// Rows whose person takes another post.
    pub moved: usize,
    /// Rows that change what is known of a person or a post.
    pub changed: usize,
    /// Rows that say what is known.
    pub unchanged: usize,
    /// Rows that only give structure: headings, repeated heads.
    pub structure: usize,
    /// Rows that were left out.
    pub left_out: usize,
    /// People on the map that the file does not name.
    pub gone: usize,
}

impl Counts {
    /// Counts the rows by what becomes of them.
    pub(super) fn of(rows: &[RowOutcome], gone: usize) -> Self {
        let mut counts = Self { gone, ..Self::default() };
        for row in rows {
            *match row.fate {
                Fate::New => &mut counts.new,
                Fate::Moved => &mut counts.moved,
                Fate::Changed => &mut counts.changed,
                Fate::Unchanged => &mut counts.unchanged,
                Fate::Structure => &mut counts.structure,
                Fate::LeftOut => &mut counts.left_out,
            } += 1;
        }
        counts
    }
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It says what is known.
    #[default]
    Unchanged,
    /// It changes what is known of a person or a post.
    Changed,
    /// Its person takes another post.
    Moved,
    /// It adds a person or a post.
    New,
    /// It is a heading or repeats the head.
    Structure,
    /// It was left out; a finding says why.
    LeftOut,
}

/// A row of the file and what becomes of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowOutcome {
    /// The sheet, counted from 0.
    pub sheet: u16,
    /// The line of a text file or the row of a spreadsheet, counted from 1.
    pub line: u32,
    /// What becomes of it.
    pub fate: Fate,
    /// Whom it names, or what it says.
    pub label: String,
    /// The person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
    /// What changes: fields by name, or the unit and title that the person comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
}

/// A person or a post on the map that the file does not name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Gone {
    /// The person; none for a post that nobody holds.
    pub person: Option<PersonId>,
    /// The posts held until now.
    pub posts: Vec<PostId>,
    /// The name of the person, or the title of the post.
    pub name: String,
    /// The units and titles held until now, in words.
    pub held: Vec<String>,
    /// The day from which they are held no longer, if the import ends them.
    pub ends_on: Option<Day>,
}
