//! Sight: what a viewer may see of a map; tiers are compared here and nowhere else.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::map::{AccountMap, with_noun};
use super::record::{Kind, Noun, RecordRef};
use super::source::Source;
use super::viewer::Viewer;

/// What was found out so far; shared between looks at a map that has not changed what can be seen in between.
pub(super) type Verdicts = Rc<RefCell<HashMap<RecordRef, bool>>>;

/// What a viewer may see of a map.
pub(super) struct Sight<'a> {
    map: &'a AccountMap,
    viewer: &'a Viewer,
    known: Verdicts,
    /// A kind whose tier is not looked at: for proving that the tests would notice.
    #[cfg(test)]
    blind_to: Option<Kind>,
}

impl<'a> Sight<'a> {
    pub(super) fn new(map: &'a AccountMap, viewer: &'a Viewer) -> Self {
        Self::knowing(map, viewer, Verdicts::default())
    }

    /// The same, going on from what earlier looks found out.
    pub(super) fn knowing(map: &'a AccountMap, viewer: &'a Viewer, known: Verdicts) -> Self {
        Self {
            map,
            viewer,
            known,
            #[cfg(test)]
            blind_to: None,
        }
    }

    /// Does the viewer see this record? Only if its own tier allows it and everything that it refers to shows.
    pub(super) fn sees(&self, record: RecordRef) -> bool {
        if record.kind == Kind::Source {
            return self.sees_source(record);
        }
        // With its own stack: claims may contradict claims in chains of any length.
        let mut open = vec![record];
        while let Some(&top) = open.last() {
            if self.known.borrow().contains_key(&top) {
                open.pop();
                continue;
            }
            let mut verdict = Some(self.allows(top));
            let mut waiting = Vec::new();
            if verdict == Some(true) {
                self.references_of(top, &mut |to| {
                    if is_plain(to.kind) {
                        if !self.map.holds(to) {
                            verdict = Some(false);
                        }
                    } else {
                        match self.known.borrow().get(&to) {
                            Some(true) => {}
                            Some(false) => verdict = Some(false),
                            None => waiting.push(to),
                        }
                    }
                });
                if verdict == Some(true) && !waiting.is_empty() {
                    verdict = None;
                }
            }
            match verdict {
                Some(verdict) => {
                    self.known.borrow_mut().insert(top, verdict);
                    open.pop();
                }
                // Two records that refer to each other could never both be first; such rows are shown to nobody.
                None if waiting.iter().any(|next| open.contains(next)) => {
                    self.known.borrow_mut().insert(top, false);
                    open.pop();
                }
                None => open.append(&mut waiting),
            }
        }
        self.known.borrow()[&record]
    }

    /// The map that is looked at.
    pub(super) fn map(&self) -> &'a AccountMap {
        self.map
    }

    /// Who looks.
    pub(super) fn viewer(&self) -> &'a Viewer {
        self.viewer
    }

    /// Would the viewer see a record in this state, whether or not the map holds it?
    pub(super) fn would_see<N: Noun>(&self, state: &N) -> bool {
        let mut shows = state.tier().is_none_or(|(tier, readers)| self.viewer.may_see(tier, readers));
        state.references(&mut |to| shows = shows && (is_plain(to.kind) || self.sees(to)));
        shows
    }

    /// May the viewer write a reference to this record? Sources may be named before a claim cites them.
    pub(super) fn may_refer_to(&self, record: RecordRef) -> bool {
        if is_plain(record.kind) { self.map.holds(record) } else { self.sees(record) }
    }

    fn sees_source(&self, source: RecordRef) -> bool {
        self.map.holds(source) && self.map.referrers(source).any(|by| self.sees(by))
    }

    /// A source with its name, if the viewer may know it; without, if not.
    pub(super) fn named(&self, source: &Arc<Source>) -> Arc<Source> {
        #[cfg(test)]
        if self.blind_to == Some(Kind::Source) {
            return source.clone();
        }
        if self.viewer.is_named_in(&source.readers) {
            return source.clone();
        }
        Arc::new(Source { name: None, readers: Vec::new(), ..source.as_ref().clone() })
    }

    /// Does the record's own tier allow it, whatever it refers to?
    fn allows(&self, record: RecordRef) -> bool {
        #[cfg(test)]
        if self.blind_to == Some(record.kind) {
            return self.map.holds(record);
        }
        with_noun!(
            record.kind,
            N => <N as super::map::Stored>::table(self.map).get(&record.id).is_some_and(|found| {
                found.tier().is_none_or(|(tier, readers)| self.viewer.may_see(tier, readers))
            }),
            account => true
        )
    }

    fn references_of(&self, record: RecordRef, visit: &mut dyn FnMut(RecordRef)) {
        with_noun!(
            record.kind,
            N => if let Some(found) = <N as super::map::Stored>::table(self.map).get(&record.id) {
                found.references(visit);
            },
            account => ()
        );
    }
}

/// Kinds that everybody sees who reads the account, and sources, which show with the claims that cite them.
fn is_plain(kind: Kind) -> bool {
    matches!(kind, Kind::Account | Kind::Unit | Kind::Post | Kind::Person | Kind::Tenure | Kind::Line | Kind::Source)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;
    use crate::model::id::MemberId;
    use crate::model::snapshot::{Moment, Snapshot};
    use crate::model::tier::Tier;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn hidden(mut record: Value) -> Value {
        record["tier"] = json!("T3");
        record["readers"] = json!([id(901)]);
        record
    }

    /// An account with one hidden record of each kind that has a tier, and a source whose name is hidden.
    fn secretive() -> AccountMap {
        let mut map = AccountMap::new(
            serde_json::from_value(json!({"id": id(1), "name": "海州市数据局", "kind": null, "team": null}))
                .expect("an account"),
        );
        let claim = json!({"verb": "add_claim", "statement": {"kind": "note", "about": {"person": id(3)}, "text": "主持编写规范"}, "deal": null,
            "source": id(4), "source_kind": "public", "grade": "A1", "observed_on": "2026-01-01", "expires_on": "2027-01-01", "review_on": null,
            "purpose": "customer_care", "basis": "public_information", "contradicts": null, "retracted_on": null, "tier": "T0"});
        let with_id = |mut record: Value, number: u128| {
            record["id"] = json!(id(number));
            record
        };
        let deal = json!({"verb": "add_deal", "name": "一期", "template": null, "procurement_mode": null, "award_on": null, "tier": "T0"});
        let batch = json!([
            {"verb": "add_person", "id": id(3), "name": "林望舒"},
            {"verb": "add_source", "id": id(4), "label": "S-1", "name": "何知秋", "readers": [id(901)]},
            with_id(claim.clone(), 10),
            with_id(hidden(claim), 11),
            with_id(deal.clone(), 20),
            with_id(hidden(deal), 21),
            {"verb": "add_stage", "id": id(22), "deal": id(20), "name": "定标", "planned_on": null, "done_on": null},
            hidden(json!({"verb": "add_seat", "id": id(23), "stage": id(22), "sitter": null, "votes": 1})),
            hidden(json!({"verb": "add_touch", "id": id(24), "on": "2026-01-05", "members": [], "persons": [id(3)], "deal": null, "channel": null, "outcome": null})),
            hidden(json!({"verb": "add_cause", "id": id(25), "deal": id(20), "rib": "人", "text": "席位不明", "parent": null, "chance": null})),
            hidden(json!({"verb": "add_action", "id": id(26), "deal": id(20), "lever": null, "text": "补充案例", "owner": null, "due_on": null, "done_on": null, "expected_change": null})),
        ]);
        let batch: Vec<crate::model::change::Change> = serde_json::from_value(batch).expect("changes");
        map.apply(&batch, &Viewer::Operator).expect("a batch");
        map
    }

    #[test]
    fn each_tier_check_that_is_taken_out_shows() {
        let map = secretive();
        let outsider = Viewer::Member { member: MemberId(id(900)), cap: Tier::T3 };
        let honest = Snapshot::of(&map, Moment::Always, &Sight::new(&map, &outsider));

        for kind in [Kind::Claim, Kind::Deal, Kind::Seat, Kind::Touch, Kind::Cause, Kind::Action, Kind::Source] {
            let blind = Sight { blind_to: Some(kind), ..Sight::new(&map, &outsider) };
            let leaky = Snapshot::of(&map, Moment::Always, &blind);

            assert_ne!(honest.records(), leaky.records(), "without the check of {kind:?} nothing would show");
        }
    }
}
