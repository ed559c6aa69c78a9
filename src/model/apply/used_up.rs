//! Changes that give their memory back while they are applied.

use crate::model::change::Change;

/// Changes of which those that were handed out give their memory back, while the map grows by them.
pub(super) struct UsedUp {
    /// The last comes first.
    rest: Vec<Change>,
}

impl UsedUp {
    /// After how many changes memory is given back.
    const PIECE: usize = 16 << 10;

    /// The changes, from the first on.
    pub(super) fn of(mut changes: Vec<Change>) -> Self {
        changes.reverse();
        Self { rest: changes }
    }
}

impl Iterator for UsedUp {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        let next = self.rest.pop();
        if self.rest.len().is_multiple_of(Self::PIECE) {
            self.rest.shrink_to_fit();
        }
        next
    }
}
