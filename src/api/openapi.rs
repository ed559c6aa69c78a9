//! The description of the API (OpenAPI 3.1), made from the handlers themselves.

mod patches;
mod refusals;

use std::sync::LazyLock;

use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::answer::Answer;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let (_, document) = super::described().split_for_parts();
    let mut document = serde_json::to_value(document).expect("the description is plain data");
    finish(&mut document);
    document
});

static ANSWER: LazyLock<Answer> = LazyLock::new(|| Answer::new("application/json", text()));

/// The description as a JSON document.
pub fn document() -> &'static Value {
    &DOCUMENT
}

/// The description as it is committed beside the page.
pub fn text() -> String {
    let mut text = serde_json::to_string_pretty(document()).expect("the description is plain data");
    text.push('\n');
    text
}

/// Answers with the description.
pub(super) async fn get_openapi(headers: HeaderMap) -> Response {
    ANSWER.respond(&headers)
}

/// What the handlers cannot say themselves: who we are, how to sign in, and that every refusal is a problem.
fn finish(document: &mut Value) {
    document["info"] = json!({
        "title": "Waterline",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Maps who decides, and why, inside a large customer or government body.",
        "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
    });
    document["components"]["securitySchemes"] = json!({
        "token": { "type": "http", "scheme": "bearer", "description": "An API token." },
        "session": { "type": "apiKey", "in": "cookie", "name": "__Host-waterline", "description": "The page's session." },
    });
    document["security"] = json!([{ "token": [] }, { "session": [] }]);
    relax(document);
    patches::tell_nulls(document);
    tell_answers_from_requests(document);
    accept_tags(document);
    document["components"]["responses"] = refusals::responses();
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    for (address, path) in paths {
        for (method, operation) in path.as_object_mut().into_iter().flatten() {
            if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
                for (status, response) in responses.iter_mut() {
                    let said = match status.as_str() {
                        "201" => "It was made.",
                        "204" if method == "patch" => "It was done; a token without the scope `read` gets no body.",
                        "204" => "It was done.",
                        "304" => "It is as the `If-None-Match` of the request says.",
                        _ => "It was done; the body tells the outcome.",
                    };
                    response["description"] = json!(said);
                }
            }
            refusals::tell(method, address, operation);
        }
    }
}

/// The nouns whose records are answered whole, but added with fields left out.
const NOUNS: [&str; 13] = [
    "Unit", "Post", "Person", "Tenure", "Line", "Source", "Claim", "Deal", "Stage", "Seat", "Touch", "Cause", "Action",
];

/// An answer always holds every field, whereas a request may leave some out: `Unit` is what is read, `NewUnit` what is added.
fn tell_answers_from_requests(document: &mut Value) {
    let Some(schemas) = document["components"]["schemas"].as_object_mut() else { return };
    for noun in NOUNS {
        if let Some(schema) = schemas.get(noun).cloned() {
            schemas.insert(format!("New{noun}"), schema);
        }
    }
    let is_answer = |name: &str| {
        name.ends_with("Response")
            || NOUNS.contains(&name)
            || matches!(name, "Account" | "Span" | "JournalEntry" | "Written")
    };
    for (_, schema) in schemas.iter_mut().filter(|(name, _)| is_answer(name)) {
        require_all(schema);
        schema["allOf"].as_array_mut().into_iter().flatten().for_each(require_all);
        if schema["allOf"].is_null()
            && let Some(fields) = schema.as_object_mut()
        {
            fields.remove("allOf");
        }
    }
    if let Some(change) = schemas.get_mut("Change") {
        rename_to_new(change);
    }
    for (path, operations) in document["paths"].as_object_mut().into_iter().flatten() {
        if path.contains("{account}/")
            && let Some(body) = operations.pointer_mut("/post/requestBody")
        {
            rename_to_new(body);
        }
    }
}

fn require_all(schema: &mut Value) {
    let names: Option<Vec<Value>> =
        schema["properties"].as_object().map(|all| all.keys().cloned().map(Value::from).collect());
    match names {
        Some(names) => schema["required"] = Value::Array(names),
        None => {
            if let Some(fields) = schema.as_object_mut() {
                fields.remove("properties");
            }
        }
    }
}

/// Points from a noun to the shape in which it is added.
fn rename_to_new(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get_mut("$ref") {
                let noun = reference.rsplit('/').next().unwrap_or_default();
                if NOUNS.contains(&noun) {
                    *reference = format!("#/components/schemas/New{noun}");
                }
            }
            fields.values_mut().for_each(rename_to_new);
        }
        Value::Array(items) => items.iter_mut().for_each(rename_to_new),
        _ => {}
    }
}

/// Takes `additionalProperties: false` out: within `allOf` it would forbid the fields of the other parts. Unknown fields
/// are refused all the same.
fn relax(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if fields.get("additionalProperties") == Some(&Value::Bool(false)) {
                fields.remove("additionalProperties");
            }
            fields.values_mut().for_each(relax);
        }
        Value::Array(items) => items.iter_mut().for_each(relax),
        _ => {}
    }
}

/// In a batch each change may carry the tag of the record that it changes.
fn accept_tags(document: &mut Value) {
    let tag = json!({
        "type": "object",
        "properties": { "if_match": { "type": "string", "description": "The `ETag` of the record that it changes." } },
    });
    let request = json!({
        "description": "A change of a batch, with the tag of the record that it changes.",
        "allOf": [{ "$ref": "#/components/schemas/Change" }, tag],
    });
    let Some(schemas) = document["components"]["schemas"].as_object_mut() else { return };
    schemas.insert("ChangeRequest".to_owned(), request);
    let items = schemas.get_mut("ChangesRequest").and_then(|schema| schema.pointer_mut("/properties/changes/items"));
    if let Some(items) = items {
        *items = Value::Object(Map::from_iter([("$ref".to_owned(), json!("#/components/schemas/ChangeRequest"))]));
    }
}
