//! Finds a list where the description of the API has an object: readers of records would take its items for fields, in their order.

use serde_json::Value;

use super::openapi::document;
use super::problem::Problem;

/// Refuses a body of the schema with this name that has a list in the place of an object.
pub fn check(schema: &str, json: &Value) -> Result<(), Problem> {
    let Some(schemas) = document().pointer("/components/schemas") else { return Ok(()) };
    // What is added may leave fields out that an answer always holds.
    let Some(schema) = schemas.get(format!("New{schema}")).or_else(|| schemas.get(schema)) else { return Ok(()) };
    match fit(schema, json, &mut String::new()) {
        Fit::ListForObject(pointer) => Err(Problem::invalid(
            "not_an_object",
            "这里应为对象（{…}），而不是列表（[…]）。",
            "An object ({…}) belongs here, not a list ([…]).",
        )
        .at(pointer)),
        Fit::Fits | Fit::Misfit => Ok(()),
    }
}

/// How a value fits a schema.
#[derive(Debug, PartialEq, Eq)]
enum Fit {
    Fits,
    /// But for a list in the place of an object, here.
    ListForObject(String),
    /// In another way, which the reader of the value tells of.
    Misfit,
}

impl Fit {
    /// Of two parts of a value, or of two schemas that it shall fit.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Misfit, _) | (_, Self::Misfit) => Self::Misfit,
            (Self::ListForObject(pointer), _) => Self::ListForObject(pointer),
            (Self::Fits, other) => other,
        }
    }
}

fn fit(schema: &Value, json: &Value, at: &mut String) -> Fit {
    if let Some(reference) = schema["$ref"].as_str() {
        let named = reference.strip_prefix('#').and_then(|pointer| document().pointer(pointer));
        return named.map_or(Fit::Fits, |named| fit(named, json, at));
    }
    let mut found = fit_itself(schema, json);
    for part in schema["allOf"].as_array().into_iter().flatten() {
        found = found.and(fit(part, json, at));
    }
    for alternatives in [&schema["oneOf"], &schema["anyOf"]] {
        if let Some(alternatives) = alternatives.as_array() {
            found = found.and(fit_one(alternatives, json, at));
        }
    }
    if matches!(found, Fit::ListForObject(_)) && json.is_array() {
        return Fit::ListForObject(at.clone());
    }
    match json {
        Value::Object(fields) => {
            for (name, value) in fields {
                let known = schema["properties"].get(name).or_else(|| schema.get("additionalProperties"));
                if let Some(known) = known.filter(|known| known.is_object()) {
                    found = found.and(inside(known, value, at, &name.replace('~', "~0").replace('/', "~1")));
                }
            }
        }
        Value::Array(items) if schema["items"].is_object() => {
            for (index, item) in items.iter().enumerate() {
                found = found.and(inside(&schema["items"], item, at, &index.to_string()));
            }
        }
        _ => {}
    }
    found
}

fn inside(schema: &Value, json: &Value, at: &mut String, name: &str) -> Fit {
    let length = at.len();
    at.push('/');
    at.push_str(name);
    let found = fit(schema, json, at);
    at.truncate(length);
    found
}

/// The best that one of some schemas offers.
fn fit_one(alternatives: &[Value], json: &Value, at: &mut String) -> Fit {
    let mut best = Fit::Misfit;
    for alternative in alternatives.iter().filter(|alternative| !has_another_tag(alternative, json)) {
        match fit(alternative, json, at) {
            Fit::Fits => return Fit::Fits,
            found @ Fit::ListForObject(_) if best == Fit::Misfit => best = found,
            _ => {}
        }
    }
    best
}

/// Does a word of the value say that it is not of this schema? Asked first, since there are many kinds of change.
fn has_another_tag(schema: &Value, json: &Value) -> bool {
    let parts = schema["allOf"].as_array().into_iter().flatten().chain([schema]);
    let mut words = parts.filter_map(|part| part["properties"].as_object()).flatten();
    words.any(|(name, property)| {
        property["enum"].is_array() && json.get(name).is_some_and(|word| !is_word(property, word))
    })
}

fn is_word(schema: &Value, json: &Value) -> bool {
    schema["enum"].as_array().is_none_or(|words| words.contains(json))
}

/// How a value fits the words and the types of a schema, whatever lies within.
fn fit_itself(schema: &Value, json: &Value) -> Fit {
    let missing = |name: &Value| name.as_str().is_some_and(|name| json.get(name).is_none());
    if !is_word(schema, json) {
        return Fit::Misfit;
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => return Fit::Fits,
    };
    let own = match json {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is_of_type = types.iter().any(|word| *word == own || (*word == "integer" && own == "number"));
    match own {
        "array" if !is_of_type && types.contains(&"object") => Fit::ListForObject(String::new()),
        "object" if schema["required"].as_array().into_iter().flatten().any(missing) => Fit::Misfit,
        _ if is_of_type => Fit::Fits,
        _ => Fit::Misfit,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_in_the_place_of_an_object_is_found_at_any_depth() {
        let id = "0190f0d0-0000-7000-8000-000000000001";
        let whole = check("Person", &json!(["", "Ada"]));
        let key = check("PersonPatch", &json!({ "external_ids": [["crm", "1"]] }));
        let set = json!({ "changes": [{ "verb": "edit_person", "id": id, "set": ["Ada"] }] });
        let set = check("ChangesRequest", &set);

        assert!(format!("{:?}", whole.unwrap_err()).contains("pointer: Some(\"\")"));
        assert!(format!("{:?}", key.unwrap_err()).contains("pointer: Some(\"/external_ids/0\")"));
        assert!(format!("{:?}", set.unwrap_err()).contains("pointer: Some(\"/changes/0/set\")"));
    }

    #[test]
    fn lists_where_lists_belong_and_what_the_reader_refuses_by_itself_are_let_through() {
        let keys = json!({ "external_ids": [{ "source": "crm", "key": "1" }] });
        assert!(check("PersonPatch", &keys).is_ok());
        assert!(check("PersonPatch", &json!({ "aliases": ["A"], "name": ["B"] })).is_ok());
        assert!(check("NoSuchSchema", &json!([])).is_ok());
    }
}
