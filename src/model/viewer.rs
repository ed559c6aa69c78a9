//! Viewers: who is looking, as plain data; the snapshot compares it with tiers.

use super::id::MemberId;
use super::tier::Tier;

/// Who is looking at a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Viewer {
    /// Whoever operates the machine: sees everything.
    Operator,
    /// One of our members, up to a tier in this account.
    Member {
        /// Who.
        member: MemberId,
        /// The highest tier that may be seen; records of T3 besides only by being a named reader.
        cap: Tier,
    },
}

impl Viewer {
    /// May this viewer see a record of this tier with these named readers?
    pub fn may_see(&self, tier: Tier, readers: &[MemberId]) -> bool {
        match self {
            Self::Operator => true,
            Self::Member { member, cap } => tier <= *cap && (tier < Tier::T3 || readers.contains(member)),
        }
    }

    /// May this viewer see what only named readers may, such as a source's name?
    pub fn is_named_in(&self, readers: &[MemberId]) -> bool {
        self.may_see(Tier::T3, readers)
    }
}
