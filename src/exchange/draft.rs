//! What a file says, as units, people, posts, tenures, lines and notes that have no ids yet.

use crate::model::id::PostId;
use crate::model::line::LineKind;
use crate::model::scale::ScaleValue;
use crate::model::tenure::TenureKind;
use crate::model::time::Span;

use super::plan::RowOutcome;

/// Everything that a file says. Records refer to each other by their place in these lists.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Units, each after the one it belongs to.
    pub units: Vec<DraftUnit>,
    /// The unit of rows that name none, where the list did not name it otherwise.
    pub fallback_unit: Option<usize>,
    pub people: Vec<DraftPerson>,
    pub posts: Vec<DraftPost>,
    pub tenures: Vec<DraftTenure>,
    /// Lines in the order of the file.
    pub lines: Vec<DraftLine>,
    pub notes: Vec<DraftNote>,
    /// What becomes of each row.
    pub rows: Vec<RowOutcome>,
}

#[derive(Debug, Clone)]
pub(super) struct DraftUnit {
    pub parent: Option<usize>,
    pub name: String,
}

#[derive(Debug, Clone, Default)]
pub(super) struct DraftPerson {
    pub name: String,
    pub aliases: Vec<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub mobile: Option<String>,
    /// The key that the file gives the person.
    pub key: Option<String>,
    /// The key of the post, for a holder who is there and not named.
    pub undisclosed: Option<String>,
    /// The unit of the first row that names the person.
    pub unit: usize,
    /// Other units of further rows that name the person.
    pub further_units: Vec<usize>,
    /// The row that names the person first.
    pub row: usize,
}

#[derive(Debug, Clone, Default)]
pub(super) struct DraftPost {
    pub unit: usize,
    pub title: String,
    pub rank: Option<ScaleValue>,
    pub order: Option<u32>,
    /// Whether the row says neither unit nor title, so that there may be no such post.
    pub is_assumed: bool,
    /// Whether only the list as a whole names the unit: by a title above its head, or the name of its sheet.
    pub names_top: bool,
    /// The key that the file gives the post.
    pub key: Option<String>,
    pub row: usize,
}

#[derive(Debug, Clone)]
pub(super) struct DraftTenure {
    pub person: usize,
    pub post: usize,
    pub kind: TenureKind,
    /// Whether the file itself says the kind.
    pub is_kind_said: bool,
    pub span: Span,
    pub row: usize,
}

/// One end of a line: of this file, or known before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum End {
    Post(usize),
    Unit(usize),
    Known(PostId),
}

#[derive(Debug, Clone)]
pub(super) struct DraftLine {
    pub superior: End,
    pub subordinate: End,
    pub kind: LineKind,
    pub primary: bool,
    /// How the file calls the superior, for messages.
    pub named: String,
    pub row: usize,
    /// The column that names the superior, counted from 0.
    pub column: usize,
}

#[derive(Debug, Clone)]
pub(super) struct DraftNote {
    pub person: usize,
    pub text: String,
    pub row: usize,
}

impl DraftPost {
    /// Takes over the rank and order that another row of the same post says, where none are known; whether the two agree.
    pub fn agree(&mut self, other: &Self) -> bool {
        let differ = self.rank.is_some() && other.rank.is_some() && self.rank != other.rank
            || self.order.is_some() && other.order.is_some() && self.order != other.order;
        self.rank = self.rank.take().or_else(|| other.rank.clone());
        self.order = self.order.or(other.order);
        !differ
    }
}

impl Draft {
    /// The post where the card of each person stands: held substantively, else the first in the file.
    pub fn main_posts(&self) -> Vec<Option<usize>> {
        let mut posts: Vec<Option<(bool, usize)>> = vec![None; self.people.len()];
        for tenure in &self.tenures {
            let is_substantive = tenure.kind == TenureKind::Substantive;
            let main = &mut posts[tenure.person];
            if main.is_none_or(|(other, _)| is_substantive && !other) {
                *main = Some((is_substantive, tenure.post));
            }
        }
        posts.into_iter().map(|main| main.map(|(_, post)| post)).collect()
    }
}
