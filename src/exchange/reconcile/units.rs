//! Units of a file: the same as on the map by name under the same parent, else new.

use crate::model::change::Change;
use crate::model::id::UnitId;
use crate::model::record::Kind;
use crate::model::time::Span;
use crate::model::unit::Unit;

use super::Work;

impl Work<'_> {
    pub(super) fn units(&mut self) {
        let mut is_new = Vec::with_capacity(self.draft.units.len());
        for place in 0..self.draft.units.len() {
            let parent = self.draft.units[place].parent;
            let parent_id = parent.map(|parent| self.units[parent]);
            let name = &self.draft.units[place].name;
            let known = match parent {
                Some(parent) if is_new[parent] => None,
                Some(_) => self.known.unit_under(parent_id, name),
                // One list of an account has a title above its units, the next has none.
                None => self.known.unit_under(None, name).or_else(|| self.known.only_unit(name)),
            };
            is_new.push(known.is_none());
            let id = known.unwrap_or_else(|| {
                // Below its parent a unit is told by its name; the parent's id stands for the path above.
                let key = parent_id.map_or_else(|| name.clone(), |parent| format!("{parent}/{name}"));
                UnitId(self.ids.id(Kind::Unit, &key))
            });
            self.units.push(id);
            if known.is_none() {
                self.changes.add_units.push(Change::AddUnit(Unit {
                    id,
                    parent: parent_id,
                    name: name.clone(),
                    kind: None,
                    level: None,
                    outside: None,
                    order: None,
                    position: 0,
                    span: Span { from: self.since, until: None },
                    external_ids: Vec::new(),
                }));
            }
        }
    }
}
