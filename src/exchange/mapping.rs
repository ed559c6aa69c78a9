//! How the columns of a file were understood, in a form that a user can correct and hand back.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a column of a contact list says about a person or a post.
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
