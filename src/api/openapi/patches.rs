//! What null does in a patch: it clears a field that may be empty, and is refused in any other.

use serde_json::{Value, json};

use super::NOUNS;

/// Takes null out of the fields of patches whose records cannot do without them, and says of the others what it does.
pub(super) fn tell_nulls(document: &mut Value) {
    let Some(schemas) = document["components"]["schemas"].as_object_mut() else { return };
    for noun in NOUNS.into_iter().chain(["Account"]) {
        let patch = if noun == "Claim" { "ClaimHandling".to_owned() } else { format!("{noun}Patch") };
        let Some(record) = schemas.get(noun).map(|schema| schema["properties"].clone()) else { continue };
        let fields = schemas.get_mut(&patch).and_then(|schema| schema["properties"].as_object_mut());
        for (name, field) in fields.into_iter().flatten() {
            if may_be_null(&record[name.as_str()]) {
                tell(field);
            } else {
                forbid(field);
            }
        }
    }
}

fn may_be_null(schema: &Value) -> bool {
    let is_null = |schema: &Value| schema["type"] == "null";
    schema["type"].as_array().is_some_and(|types| types.contains(&json!("null")))
        || schema["oneOf"].as_array().is_some_and(|kinds| kinds.iter().any(is_null))
}

fn tell(field: &mut Value) {
    let inner = field["oneOf"][0]["description"].as_str();
    let said = field["description"].as_str().or(inner).unwrap_or_default();
    field["description"] = json!(format!("{said} Null clears it.").trim_start());
}

fn forbid(field: &mut Value) {
    if let Some(fields) = field.as_object_mut() {
        fields.remove("default");
    }
    if let Some(types) = field.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            field["type"] = only.clone();
        }
    } else if let Some(kinds) = field.get("oneOf").and_then(Value::as_array) {
        let kept: Vec<Value> = kinds.iter().filter(|kind| kind["type"] != "null").cloned().collect();
        if let [only] = kept.as_slice() {
            *field = only.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::api::openapi::document;

    #[test]
    fn null_stands_only_where_it_clears_a_field_and_says_so() {
        let patch = &document()["components"]["schemas"]["PersonPatch"]["properties"];
        let unit = &document()["components"]["schemas"]["PostPatch"]["properties"]["unit"];

        assert_eq!(patch["name"]["type"], "string");
        assert_eq!(patch["aliases"]["type"], "array");
        assert!(patch["phone"]["description"].as_str().unwrap().ends_with("Null clears it."));
        assert_eq!(unit["$ref"], "#/components/schemas/UnitId");
    }
}
