//! How the columns of a file were understood, in a form that a user can correct and hand back.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the rows of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// People and the posts that they hold.
    #[default]
    Contacts,
    /// Deals with their stages and seats.
    Deals,
    /// Ties between people.
    Ties,
    /// Claims about single people or deals: stance, influence, role and the like.
    Claims,
    /// How well members of ours know people.
    Rapports,
    /// Dated contacts between members of ours and people.
    Touches,
}

/// What a column says about a person or a post, or in a list of records about one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The whole name.
    Name,
    /// The given name, where the family name stands apart.
    GivenName,
    /// The family name, where the given name stands apart.
    FamilyName,
    /// Another name of the person.
    Alias,
    /// The title of the post.
    Title,
    /// The unit, or a path of units; several such columns are levels from the whole to the part.
    Unit,
    /// The superior, by whatever stands there: key, e-mail address or name.
    Superior,
    /// The superior's key.
    SuperiorId,
    /// The superior's name.
    SuperiorName,
    /// The superior's e-mail address.
    SuperiorEmail,
    /// A further superior on a dotted line.
    DottedSuperior,
    /// The leader who oversees the unit of the row.
    Overseer,
    /// What the person oversees: matters and units.
    Matter,
    /// The rank of the post.
    Rank,
    /// A telephone number of the person alone.
    Mobile,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A note on the person, which becomes a claim.
    Note,
    /// The key of the person in another system.
    ExternalId,
    /// The key of the post, the same on each row of those who share it.
    PostKey,
    /// The place among siblings.
    Order,
    /// A running number, which counts as order when it is not simply the line's number.
    Number,
    /// The first day in the post.
    StartsOn,
    /// The day from which the post is held no longer.
    EndsOn,
    /// Whether the post is held substantively, acting, concurrently or on secondment.
    TenureKind,
    /// Where a person stands.
    Stance,
    /// How much weight a person has.
    Influence,
    /// The part that a person plays in the decision; several are several claims.
    Role,
    /// How near to the inner circle a person is.
    Status,
    /// By what a person decides.
    Orientation,
    /// How readily a person takes up what is new.
    Adaptability,
    /// What weighs on a person or a deal.
    Worry,
    /// What a person or a deal is out for.
    Goal,
    /// The rib that a cause belongs to.
    Rib,
    /// Why a deal may go one way or another.
    Cause,
    /// The person at the beginning of a tie.
    From,
    /// A unit of that person, to tell namesakes apart.
    FromUnit,
    /// The person at the end of a tie.
    To,
    /// A unit of that person, to tell namesakes apart.
    ToUnit,
    /// The kind of tie.
    Tie,
    /// How strong a tie is, 0 to 1.
    Strength,
    /// Whether the tie or role is stated or denied.
    Holds,
    /// The person, or several, that a record speaks of.
    Person,
    /// The member of ours, or several.
    Member,
    /// How well the member knows the person.
    Rapport,
    /// How well the member should know the person.
    Wanted,
    /// Where a claim comes from.
    Source,
    /// How a claim reached us.
    SourceKind,
    /// How reliable the source and how credible the information is.
    Grade,
    /// The day on which it was so.
    ObservedOn,
    /// The day from which a claim counts no longer.
    ExpiresOn,
    /// The day on which somebody should look at a claim again.
    ReviewOn,
    /// The day on which a claim was taken back.
    RetractedOn,
    /// What a claim may be used for.
    Purpose,
    /// On what ground in law a claim is kept.
    Basis,
    /// How far a record may be seen.
    Tier,
    /// The members who may see it at tier T3.
    Readers,
    /// The deal.
    Deal,
    /// The stage template of a deal.
    Template,
    /// The procurement mode of a deal.
    ProcurementMode,
    /// How a deal stands.
    State,
    /// The day on which the award is planned.
    AwardOn,
    /// The first day of a deal's quiet period.
    QuietFrom,
    /// The first day after it.
    QuietUntil,
    /// Why it is quiet.
    QuietReason,
    /// A stage of a deal.
    Stage,
    /// How a stage decides.
    Rule,
    /// The votes that a stage decided by a quota needs.
    Quota,
    /// The day on which a stage is planned to be over.
    PlannedOn,
    /// The day on which it was over.
    DoneOn,
    /// The person who has a seat.
    Seat,
    /// The post whose holder has a seat.
    SeatPost,
    /// The votes of a seat.
    Votes,
    /// Whether a seat can stop the decision alone.
    Veto,
    /// The day of a touch.
    TouchedOn,
    /// How a touch was made.
    Channel,
    /// What came of it.
    Outcome,
}

/// How a whole file was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mapping {
    /// Each sheet of the file, in its order.
    pub sheets: Vec<SheetMapping>,
}

/// How one sheet was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SheetMapping {
    /// The name of the sheet; empty for a text file.
    pub sheet: String,
    /// What its rows are.
    #[serde(default)]
    pub table: Table,
    /// Whether its rows are imported.
    pub is_used: bool,
    /// The line of the head, counted from 1; none when the rows begin at once.
    pub head_line: Option<u32>,
    /// How many lines the head takes: 1, or 2 when an upper head spans several columns.
    pub head_lines: u32,
    /// What stands above the head: the title of the list, from which the organisation is taken.
    pub title: Option<String>,
    /// The organisation that the rows without a unit belong to, and the units hang under.
    pub organisation: Option<String>,
    /// Each column of the sheet, from left to right.
    pub columns: Vec<ColumnMapping>,
}

/// How one column was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ColumnMapping {
    /// The letters of the column: A, B … AA.
    pub column: String,
    /// What its head says.
    pub header: String,
    /// What it is taken for; none when it is not used.
    pub field: Option<Field>,
    /// Orders several unit columns from the whole to the part; those without stand as in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The first few values, to judge by.
    #[serde(default)]
    pub samples: Vec<String>,
}

impl SheetMapping {
    /// The columns taken for a field, counted from 0, from left to right.
    pub fn columns_of(&self, field: Field) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |(_, column)| column.field == Some(field)).map(|(index, _)| index)
    }

    /// The first column taken for a field, counted from 0.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.columns_of(field).next()
    }

    /// Whether a column says what people are called.
    pub fn has_names(&self) -> bool {
        [Field::Name, Field::GivenName, Field::FamilyName].into_iter().any(|field| self.column_of(field).is_some())
    }
}
