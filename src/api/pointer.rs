//! From a rule of the model to the place in the request that broke it.

use serde_json::Value;

use super::problem::Problem;
use crate::model::refusal::Why;
use crate::store::WriteError;

/// The problem of a write that was not taken; `change` gives the JSON of the change at a place in the batch, and its pointer.
pub fn refuse(error: WriteError, change: impl Fn(usize) -> (Value, String)) -> Problem {
    let WriteError::Refused(refusal) = &error else { return error.into() };
    let (json, prefix) = change(refusal.at);
    let problem = Problem::refused(&refusal.why);
    match place(&refusal.why, &json) {
        Some(place) => problem.at(format!("{prefix}{place}")),
        None if prefix.is_empty() => problem,
        None => problem.at(prefix),
    }
}

/// Where in the change the reason lies.
fn place(why: &Why, json: &Value) -> Option<String> {
    if let Why::NotFound { record } = why {
        return find(json, &record.id.to_string());
    }
    let field = why.field()?;
    let first = field.split('/').next().unwrap_or(field);
    let in_set = json.get("set").is_some_and(|set| set.get(first).is_some());
    Some(if in_set { format!("/set/{field}") } else { format!("/{field}") })
}

/// The pointer to a text somewhere in a value.
fn find(json: &Value, text: &str) -> Option<String> {
    match json {
        Value::String(found) if found.eq_ignore_ascii_case(text) => Some(String::new()),
        Value::Object(fields) => {
            fields.iter().find_map(|(name, value)| find(value, text).map(|rest| format!("/{name}{rest}")))
        }
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(index, value)| find(value, text).map(|rest| format!("/{index}{rest}")))
        }
        _ => None,
    }
}
