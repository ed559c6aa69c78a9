//! Fictional accounts made up from numbers, and facts to hide in them.

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use waterline::model::account::Account;
use waterline::model::change::Change;
use waterline::model::id::{AccountId, MemberId};
use waterline::model::map::AccountMap;
use waterline::model::tier::Tier;
use waterline::model::viewer::Viewer;

/// The member who looks; never a named reader of what is hidden.
pub const VIEWER: u128 = 900;
/// A member who may know everything.
pub const INSIDER: u128 = 901;

/// The id with this number.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// How large an account is, and how its numbers are mixed.
#[derive(Debug, Clone)]
pub struct Plan {
    pub units: u128,
    pub people: u128,
    pub claims: u128,
    pub mix: u64,
    /// The highest tier that the viewer may see.
    pub cap: Tier,
    /// What is hidden: kinds of hidden facts by number, in this order.
    pub hidden: Vec<u8>,
}

/// How many kinds of hidden facts there are.
pub const HIDDEN_KINDS: u8 = 14;

pub fn plans() -> impl Strategy<Value = Plan> {
    let cap = prop_oneof![Just(Tier::T0), Just(Tier::T1), Just(Tier::T2), Just(Tier::T3)];
    (1..6_u128, 1..14_u128, 0..12_u128, any::<u64>(), cap, prop::collection::vec(0..HIDDEN_KINDS, 1..6))
        .prop_map(|(units, people, claims, mix, cap, hidden)| Plan { units, people, claims, mix, cap, hidden })
}

impl Plan {
    pub fn viewer(&self) -> Viewer {
        Viewer::Member { member: MemberId(id(VIEWER)), cap: self.cap }
    }

    /// A number below `bound`, always the same for the same place.
    fn pick(&self, place: u128, bound: u128) -> u128 {
        let mut mixed = self.mix ^ (place as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        u128::from(mixed ^ (mixed >> 27)) % bound
    }

    /// The account as everybody may see it.
    pub fn visible(&self) -> AccountMap {
        let account = json!({"id": id(1), "name": "海州市数据局", "kind": null, "team": null});
        let mut account: Account = serde_json::from_value(account).expect("an account");
        account.id = AccountId(id(1));
        let mut map = AccountMap::new(account);
        let mut batch = Vec::new();
        for unit in 0..self.units {
            let parent = (unit > 0).then(|| id(1_000 + self.pick(unit, unit)));
            batch.push(
                json!({"verb": "add_unit", "id": id(1_000 + unit), "parent": parent, "name": format!("第{unit}处")}),
            );
        }
        for person in 0..self.people {
            let unit = id(1_000 + self.pick(100 + person, self.units));
            let title = ["局长", "处长", "副处长", "科员"][self.pick(200 + person, 4) as usize];
            batch.push(json!({"verb": "add_post", "id": id(2_000 + person), "unit": unit, "title": title}));
            batch.push(json!({"verb": "add_person", "id": id(3_000 + person), "name": format!("人员{person}")}));
            batch.push(json!({"verb": "start_tenure", "id": id(4_000 + person), "person": id(3_000 + person), "post": id(2_000 + person)}));
        }
        batch.push(json!({"verb": "add_source", "id": id(5_000), "label": "S-1", "kind": "colleague", "name": null}));
        batch.push(deal(6_000, "一期", "T0", &[]));
        batch.push(stage(6_100, 6_000));
        batch.push(json!({"verb": "add_cause", "id": id(6_300), "deal": id(6_000), "rib": "人", "text": "席位不明", "parent": null, "chance": null, "tier": "T0"}));
        batch.push(seat(6_200, 6_100, id(3_000), "T0", &[]));
        for number in 0..self.claims {
            batch.push(self.stance(7_000 + number, 5_000, "T0", &[], None, None));
            batch.extend(self.tie(7_100 + number, "T0", &[]));
            batch.push(self.rapport(7_200 + number, "T0", &[]));
        }
        self.apply(&mut map, batch);
        map
    }

    /// The same account with facts in it that the viewer may not see.
    pub fn with_hidden(&self) -> AccountMap {
        let mut map = self.visible();
        for (place, kind) in self.hidden.iter().enumerate() {
            let batch = self.hidden_facts(*kind, 10_000 * (place as u128 + 1));
            self.apply(&mut map, batch);
        }
        map
    }

    /// Facts that the viewer may not see, with ids from this number on.
    fn hidden_facts(&self, kind: u8, from: u128) -> Vec<Value> {
        // Above the viewer's tier; where there is none above, for other readers only.
        let (tier, readers) = match self.cap {
            Tier::T0 => ("T1", vec![]),
            Tier::T1 => ("T2", vec![]),
            Tier::T2 => ("T3", vec![VIEWER, INSIDER]),
            Tier::T3 => ("T3", vec![INSIDER]),
        };
        let readers = readers.as_slice();
        let person = id(3_000 + self.pick(from, self.people));
        match kind {
            0 => vec![self.stance(from, 5_000, tier, readers, None, None)],
            // A source that only a hidden claim cites.
            1 => vec![source(from), self.stance(from + 1, from, tier, readers, None, None)],
            // Open facts about a hidden deal.
            2 => vec![
                deal(from, "二期", tier, readers),
                stage(from + 1, from),
                self.stance(from + 2, 5_000, "T0", &[], Some(from), None),
            ],
            3 => vec![
                deal(from, "三期", tier, readers),
                stage(from + 1, from),
                seat(from + 2, from + 1, person, "T0", &[]),
            ],
            4 => vec![seat(from, 6_100, person, tier, readers)],
            5 => vec![
                json!({"verb": "add_touch", "id": id(from), "on": "2026-01-05", "members": [id(INSIDER)], "persons": [person], "deal": null, "channel": "拜访", "outcome": null, "tier": tier, "readers": ids(readers)}),
            ],
            6 => vec![cause(from, 6_000, None, tier, readers)],
            // An open cause under a hidden one.
            7 => vec![cause(from, 6_000, Some(6_300), tier, readers), cause(from + 1, 6_000, Some(from), "T0", &[])],
            8 => vec![
                json!({"verb": "add_action", "id": id(from), "deal": id(6_000), "lever": null, "text": "补充案例", "owner": null, "due_on": null, "done_on": null, "expected_change": null, "tier": tier, "readers": ids(readers)}),
            ],
            // An open claim that contradicts a hidden one.
            9 => vec![
                self.stance(from, 5_000, tier, readers, None, None),
                self.stance(from + 1, 5_000, "T0", &[], None, Some(from)),
            ],
            10 => self.tie(from, tier, readers).into_iter().collect(),
            11 => vec![self.rapport(from, tier, readers)],
            12 => {
                let decides =
                    json!({"kind": "role", "person": person, "value": {"scale": "seven", "level": "D"}, "holds": true});
                vec![claim(from, &decides, tier, readers)]
            }
            // The real name of a source that everybody sees.
            _ => vec![
                json!({"verb": "edit_source", "id": id(5_000), "set": {"name": format!("何知秋{from}"), "readers": [id(INSIDER)]}}),
            ],
        }
    }

    /// A tie between two people; none where chance picks one person twice.
    fn tie(&self, number: u128, tier: &str, readers: &[u128]) -> Option<Value> {
        let (from, to) = (self.pick(number, self.people), self.pick(number + 1, self.people));
        let kind = ["heeds", "trusts", "task_force", "rival"][self.pick(number + 2, 4) as usize];
        let tie = json!({"kind": "tie", "from": id(3_000 + from), "to": id(3_000 + to), "tie": kind, "strength": null, "holds": true});
        (from != to).then(|| claim(number, &tie, tier, readers))
    }

    fn rapport(&self, number: u128, tier: &str, readers: &[u128]) -> Value {
        let level = self.pick(number, 5).to_string();
        let person = id(3_000 + self.pick(number + 1, self.people));
        let rapport = json!({"kind": "rapport", "member": id(INSIDER), "person": person, "value": {"scale": "five", "level": level}, "wanted": false});
        claim(number, &rapport, tier, readers)
    }

    fn stance(
        &self,
        number: u128,
        source: u128,
        tier: &str,
        readers: &[u128],
        deal: Option<u128>,
        contradicts: Option<u128>,
    ) -> Value {
        let level = ["-1", "0", "1", "2"][self.pick(number, 4) as usize];
        json!({
            "verb": "add_claim", "id": id(number),
            "statement": {"kind": "stance", "person": id(3_000 + self.pick(number + 1, self.people)), "value": {"scale": "cn", "level": level}},
            "deal": deal.map(id), "source": id(source), "source_kind": "colleague", "grade": "B2",
            "observed_on": "2026-01-10", "expires_on": "2027-01-10", "review_on": null,
            "purpose": "customer_care", "basis": "legitimate_interest", "tier": tier, "readers": ids(readers),
            "contradicts": contradicts.map(id), "retracted_on": null
        })
    }

    fn apply(&self, map: &mut AccountMap, batch: Vec<Value>) {
        // Source 5000 is seen, and can be edited, once a claim cites it.
        let batch: Vec<Change> =
            batch.into_iter().map(|change| serde_json::from_value(change).expect("a change")).collect();
        let editable = self.claims > 0 || !batch.iter().any(|change| matches!(change, Change::EditSource { .. }));
        if editable {
            map.apply(&batch, &Viewer::Operator).expect("a batch");
        }
    }
}

/// A claim of source 5000.
fn claim(number: u128, statement: &Value, tier: &str, readers: &[u128]) -> Value {
    json!({
        "verb": "add_claim", "id": id(number), "statement": statement, "deal": null, "source": id(5_000), "source_kind": "colleague",
        "grade": "B2", "observed_on": "2026-01-20", "expires_on": "2027-01-10", "purpose": "customer_care",
        "basis": "legitimate_interest", "tier": tier, "readers": ids(readers)
    })
}

fn ids(members: &[u128]) -> Vec<Uuid> {
    members.iter().map(|member| id(*member)).collect()
}

fn source(number: u128) -> Value {
    json!({"verb": "add_source", "id": id(number), "label": format!("S-{number}"), "kind": "third_party", "name": "游子衿", "readers": [id(INSIDER)]})
}

fn deal(number: u128, name: &str, tier: &str, readers: &[u128]) -> Value {
    json!({"verb": "add_deal", "id": id(number), "name": name, "template": null, "procurement_mode": null, "award_on": null, "tier": tier, "readers": ids(readers),
        "external_ids": [{"source": "crm", "key": number.to_string()}]})
}

fn stage(number: u128, deal: u128) -> Value {
    json!({"verb": "add_stage", "id": id(number), "deal": id(deal), "name": "定标", "planned_on": null, "done_on": null})
}

fn seat(number: u128, stage: u128, person: Uuid, tier: &str, readers: &[u128]) -> Value {
    json!({"verb": "add_seat", "id": id(number), "stage": id(stage), "sitter": {"person": person}, "votes": 1, "tier": tier, "readers": ids(readers)})
}

fn cause(number: u128, deal: u128, parent: Option<u128>, tier: &str, readers: &[u128]) -> Value {
    json!({"verb": "add_cause", "id": id(number), "deal": id(deal), "rib": "人", "text": "立场未明", "parent": parent.map(id), "chance": 0.3, "tier": tier, "readers": ids(readers)})
}
