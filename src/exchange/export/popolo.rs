//! Popolo JSON: persons, organizations, posts and memberships as the Popolo project names them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::model::tenure::TenureKind;

use super::super::mapping::Table;
use super::Out;
use super::roster::post_key;

impl Out<'_> {
    /// The document of today.
    pub(super) fn popolo(&mut self) -> Vec<u8> {
        let roster = self.roster();
        self.lose_units(roster.iter().map(|held| held.post));
        self.lose_keys_of_roster(roster.iter());
        let mut persons = Vec::new();
        let mut posts = Vec::new();
        let mut memberships = Vec::new();
        let (mut seen_people, mut seen_posts) = (BTreeSet::new(), BTreeSet::new());
        let mut details = 0;
        for held in &roster {
            let post = held.post;
            if seen_posts.insert(post.id) {
                details += usize::from(post.rank.is_some() || post.order.is_some());
                posts.push(filled(json!({
                    "id": post_key(post), "label": post.title, "organization_id": post.unit,
                    "start_date": post.span.from, "end_date": post.span.until,
                })));
            }
            let Some((tenure, person)) = held.holder else { continue };
            if seen_people.insert(person.id) {
                let contacts = [("voice", &person.phone), ("cell", &person.mobile)];
                let contacts = contacts
                    .into_iter()
                    .filter_map(|(kind, value)| value.as_ref().map(|value| json!({"type": kind, "value": value})));
                let names = person.aliases.iter().map(|name| json!({"name": name}));
                persons.push(filled(json!({
                    "id": self.key(person.id), "name": person.name, "email": person.email,
                    "other_names": names.collect::<Vec<_>>(), "contact_details": contacts.collect::<Vec<_>>(),
                })));
            }
            let kind = match tenure.kind {
                TenureKind::Substantive => "substantive",
                TenureKind::Acting => "acting",
                TenureKind::Concurrent => "concurrent",
                TenureKind::Seconded => "secondment",
            };
            memberships.push(filled(json!({
                "id": tenure.id, "person_id": self.key(person.id), "post_id": post_key(post), "organization_id": post.unit,
                "start_date": tenure.span.from, "end_date": tenure.span.until, "x_tenure": kind,
            })));
        }
        let organizations: Vec<Value> = self
            .units()
            .into_iter()
            .map(|unit| {
                filled(json!({
                    "id": unit.id, "name": unit.name, "parent_id": unit.parent, "classification": unit.kind,
                    "founding_date": unit.span.from, "dissolution_date": unit.span.until,
                }))
            })
            .collect();
        let lines = self.lines.values().map(Vec::len).sum();
        self.lose(lines, "汇报线", "lines of authority");
        self.lose(details, "岗位的职级、排名", "ranks and orders of posts");
        self.lose_other_tables(&[Table::Contacts]);
        let document = json!({
            "persons": persons, "organizations": organizations, "posts": posts, "memberships": memberships,
        });
        serde_json::to_vec_pretty(&document).expect("JSON with text keys is written")
    }
}

/// An object without its empty fields.
fn filled(object: Value) -> Value {
    let Value::Object(fields) = object else { return object };
    let is_said = |value: &Value| match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    };
    Value::Object(fields.into_iter().filter(|(_, value)| is_said(value)).collect::<Map<_, _>>())
}
