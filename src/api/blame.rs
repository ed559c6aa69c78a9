//! Finds the field that makes a body unreadable: readers of tagged values forget where they stood.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::problem::Problem;

/// The problem of a value that is no `T`; `error` is what the reader said, `at` the value's own place in the body.
pub fn blame<T: DeserializeOwned>(json: &Value, error: &str, at: &str) -> Problem {
    let mut path = Vec::new();
    let mut probe = json.clone();
    let missing = quoted(error).filter(|_| error.starts_with("missing field"));
    let is_found = missing.is_some_and(|field| find_gap::<T>(&mut probe, &mut path, field, error));
    if !is_found {
        find::<T>(&mut probe, &mut path, error);
    }
    let mut pointer = at.to_owned();
    for part in &path {
        pointer.push('/');
        pointer.push_str(&part.replace('~', "~0").replace('/', "~1"));
    }
    let found = path.iter().try_fold(json, |value, part| step(value, part));
    let field = quoted(error);
    if let Some(field) = field.filter(|_| error.starts_with("unknown field") || error.starts_with("missing field")) {
        let is_missing = error.starts_with("missing field");
        let ends_with_it = path.last().is_some_and(|last| last == field);
        if is_found || !ends_with_it {
            pointer.push('/');
            pointer.push_str(field);
        }
        return if is_missing {
            Problem::invalid(
                "missing_field",
                format!("缺少“{field}”，请补上。"),
                format!("“{field}” is missing; add it."),
            )
        } else {
            let known = error.split_once("expected").map_or("", |(_, known)| known).replace('`', "");
            Problem::invalid(
                "unknown_field",
                format!("这里没有“{field}”这个字段；可用：{}。", known.trim_start_matches(" one of").trim()),
                format!("There is no field “{field}” here; expected{known}."),
            )
        }
        .at(pointer);
    }
    let shown = found.map(show).unwrap_or_default();
    let said = error.split(" at line ").next().unwrap_or(error).replace('`', "");
    Problem::invalid(
        "wrong_value",
        format!("这里的值 {shown} 不对：{said}。"),
        format!("The value {shown} is not right here: {said}."),
    )
    .at(pointer)
}

/// Goes down to the field without which the error would be another one, or none.
fn find<T: DeserializeOwned>(root: &mut Value, path: &mut Vec<String>, error: &str) {
    loop {
        let names: Vec<String> = match path.iter().try_fold(&*root, |value, part| step(value, part)) {
            Some(Value::Object(fields)) => fields.keys().filter(|name| !is_tag(name)).cloned().collect(),
            Some(Value::Array(items)) => (0..items.len().min(1000)).map(|index| index.to_string()).collect(),
            _ => return,
        };
        let culprit = names.into_iter().find(|name| {
            path.push(name.clone());
            let is_culprit = differs_without::<T>(root, path, error);
            path.pop();
            is_culprit
        });
        match culprit {
            Some(name) => path.push(name),
            None => return,
        }
    }
}

/// Goes down to the object that lacks a field: with it the error would be another one.
fn find_gap<T: DeserializeOwned>(root: &mut Value, path: &mut Vec<String>, field: &str, error: &str) -> bool {
    let Some(here) = walk(root, path) else { return false };
    let names: Vec<String> = match here {
        Value::Object(fields) => {
            if !fields.contains_key(field) {
                fields.insert(field.to_owned(), Value::Null);
                let other = T::deserialize(&*root).err().map(|other| other.to_string());
                if let Some(Value::Object(fields)) = walk(root, path) {
                    fields.remove(field);
                }
                // Where the field does not belong, it is only unknown instead.
                if other.is_none_or(|other| other != error && !other.starts_with("unknown field")) {
                    return true;
                }
            }
            let Some(Value::Object(fields)) = walk(root, path) else { return false };
            fields.iter().filter(|(_, value)| is_filled(value)).map(|(name, _)| name.clone()).collect()
        }
        Value::Array(items) => {
            let filled = items.iter().enumerate().take(1000).filter(|(_, value)| is_filled(value));
            filled.map(|(index, _)| index.to_string()).collect()
        }
        _ => return false,
    };
    names.into_iter().any(|name| {
        path.push(name);
        let is_found = find_gap::<T>(root, path, field, error);
        if !is_found {
            path.pop();
        }
        is_found
    })
}

fn is_filled(value: &Value) -> bool {
    value.is_object() || value.is_array()
}

fn walk<'a>(root: &'a mut Value, path: &[String]) -> Option<&'a mut Value> {
    path.iter().try_fold(root, |value, part| match value {
        Value::Object(fields) => fields.get_mut(part),
        Value::Array(items) => items.get_mut(part.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Fields that say which kind of value follows: without them nothing can be read.
fn is_tag(name: &str) -> bool {
    matches!(name, "verb" | "kind" | "rule")
}

/// Is the error another one, or none, without the value at this path?
fn differs_without<T: DeserializeOwned>(root: &Value, path: &[String], error: &str) -> bool {
    let mut probe = root.clone();
    let Some((last, parents)) = path.split_last() else { return false };
    let Some(holder) = walk(&mut probe, parents) else { return false };
    match holder {
        Value::Object(fields) => {
            fields.remove(last);
        }
        Value::Array(items) => {
            if let Some(index) = last.parse::<usize>().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => return false,
    }
    T::deserialize(&probe).err().is_none_or(|other| other.to_string() != error)
}

fn step<'a>(value: &'a Value, part: &str) -> Option<&'a Value> {
    match value {
        Value::Object(fields) => fields.get(part),
        Value::Array(items) => items.get(part.parse::<usize>().ok()?),
        _ => None,
    }
}

fn quoted(error: &str) -> Option<&str> {
    error.split('`').nth(1)
}

/// A value as a sentence shows it.
fn show(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 60 { format!("{}…", text.chars().take(60).collect::<String>()) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::change::Change;
    use crate::model::person::Person;
    use crate::model::tenure::Tenure;
    use crate::model::touch::Touch;

    fn pointer<T: DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
        let json: Value = serde_json::from_str(json).unwrap();
        let error = T::deserialize(&json).unwrap_err().to_string();
        format!("{:?}", blame::<T>(&json, &error, ""))
    }

    #[test]
    fn the_field_to_blame_is_found_also_inside_tagged_values() {
        let id = "0190f0d0-0000-7000-8000-000000000001";
        let unknown = format!(r#"{{"verb":"edit_unit","id":"{id}","set":{{"name":"A","tier":"T1"}}}}"#);
        let wrong = format!(r#"{{"verb":"edit_unit","id":"{id}","set":{{"name":"A","order":"first"}}}}"#);
        let day = format!(r#"{{"verb":"end_unit","id":"{id}","on":"soon"}}"#);

        assert!(pointer::<Change>(&unknown).contains(r#""/set/tier""#));
        assert!(pointer::<Change>(&wrong).contains(r#""/set/order""#));
        assert!(pointer::<Change>(&day).contains(r#""/on""#));
        assert!(pointer::<Person>(r#"{"email":"a@b"}"#).contains(r#""/name""#));
    }

    #[test]
    fn a_missing_field_is_named_in_the_object_that_lacks_it() {
        let id = "0190f0d0-0000-7000-8000-000000000001";
        let tenure = format!(r#"{{"person":"{id}"}}"#);
        let key = r#"{"name":"Ada","external_ids":[{"source":"a","key":"1"},{"source":"a"}]}"#;
        let change = format!(r#"{{"verb":"edit_person","id":"{id}","set":{{"external_ids":[{{"source":"a"}}]}}}}"#);

        assert!(pointer::<Tenure>(&tenure).contains(r#"pointer: Some("/post")"#));
        assert!(pointer::<Touch>(r#"{"on":"2026-01-01"}"#).contains(r#"pointer: Some("/members")"#));
        assert!(pointer::<Person>(key).contains(r#"pointer: Some("/external_ids/1/key")"#));
        assert!(pointer::<Change>(&change).contains(r#"pointer: Some("/set/external_ids/0/key")"#));
    }
}
