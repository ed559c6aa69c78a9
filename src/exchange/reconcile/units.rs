//! Units of a file: the same as on the map by name under the same parent, else new.

use std::collections::BTreeMap;

use crate::model::change::Change;
use crate::model::id::UnitId;
use crate::model::record::Kind;
use crate::model::time::Span;
use crate::model::unit::Unit;

use super::Work;

impl Work<'_> {
    pub(super) fn units(&mut self) {
        let mut is_new = Vec::with_capacity(self.draft.units.len());
        let adoptive = self.adoptive_parent();
        for place in 0..self.draft.units.len() {
            let parent = self.draft.units[place].parent;
            let name = &self.draft.units[place].name;
            let root = self.known.unit_under(None, name);
            let parent_id = match parent {
                Some(parent) => Some(self.units[parent]),
                None => adoptive.filter(|_| root.is_none()),
            };
            let known = match parent {
                Some(parent) if is_new[parent] => None,
                _ => self.known.unit_under(parent_id, name),
            };
            is_new.push(known.is_none());
            let id = known.unwrap_or_else(|| {
                // Below its parent a unit is told by its name; the parent's id stands for the path above.
                let key = parent_id.map_or_else(|| name.clone(), |parent| format!("{parent}/{name}"));
                UnitId(self.ids.id(Kind::Unit, &key))
            });
            self.units.push(id);
            if known.is_none() {
                self.changes.first.push(Change::AddUnit(Unit {
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

    /// The unit of the map that the roots of the file belong under.
    ///
    /// One list of an account has a title that names the organisation above its units, the next has none: when at least
    /// half of its roots lie under one unit of the map, that unit is meant.
    fn adoptive_parent(&self) -> Option<UnitId> {
        let roots = self.draft.units.iter().filter(|unit| unit.parent.is_none());
        let roots: Vec<&str> = roots.map(|unit| unit.name.as_str()).collect();
        let mut parents: BTreeMap<UnitId, usize> = BTreeMap::new();
        for name in roots.iter().filter(|name| self.known.unit_under(None, name).is_none()) {
            let unit = self.known.only_unit(name).and_then(|unit| self.known.snapshot.unit(unit));
            if let Some(parent) = unit.and_then(|unit| unit.parent) {
                *parents.entry(parent).or_default() += 1;
            }
        }
        let (parent, count) = parents.into_iter().max_by_key(|(_, count)| *count)?;
        (count * 2 >= roots.len()).then_some(parent)
    }
}
