//! With which statuses an operation may refuse, as far as its shape tells; all of them carry a problem.

use serde_json::{Map, Value, json};

/// Every status of a refusal, and what it says of the request.
const REFUSALS: [(&str, &str); 12] = [
    ("400", "The body cannot be read: no JSON, or not what the kind of content says."),
    ("401", "Nobody is signed in, or the login or password is not right."),
    ("403", "The role, the scope of the token, or the origin of the request does not allow this."),
    ("404", "There is nothing that the caller may see."),
    ("408", "The body took too long."),
    ("409", "Something else stands against it, such as a record that is there already."),
    ("412", "The record was changed since the tag in `If-Match`; the tag that it has now comes as `ETag`."),
    ("413", "The body is too large."),
    ("415", "The body must be sent as another kind of content."),
    ("422", "A value is not right; `pointer` or `parameter` says which."),
    ("428", "`If-Match` is missing."),
    ("429", "Too many wrong passwords; `Retry-After` says how long to wait."),
];

/// The responses that operations refer to.
pub(super) fn responses() -> Value {
    let problem = json!({ "schema": { "$ref": "#/components/schemas/Problem" } });
    let response = |said: &str| json!({ "description": said, "content": { "application/problem+json": problem } });
    let mut responses: Map<String, Value> =
        REFUSALS.iter().map(|(status, said)| (name(status), response(said))).collect();
    let failed =
        "The server could not answer: it is busy or stopping (503), its disk is full (507), or it failed (500).";
    responses.insert(name("5XX"), response(failed));
    Value::Object(responses)
}

/// Names the refusals of an operation beside its answers.
pub(super) fn tell(method: &str, path: &str, operation: &mut Value) {
    let has_body = operation.get("requestBody").is_some();
    let parameters = || operation["parameters"].as_array().into_iter().flatten();
    let tag = parameters().find(|parameter| parameter["name"] == "If-Match");
    let needs_tag = tag.is_some_and(|tag| tag["required"] == true);
    // A change of a batch carries its tag within the body.
    let minds_tag = tag.is_some() || (method == "post" && path.ends_with("/changes"));
    let takes_password = path.ends_with("/sessions") || path.ends_with("/me");
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { return };
    for (status, _) in REFUSALS {
        let is_told = match status {
            "400" | "408" | "413" | "415" => has_body,
            "409" => method != "get",
            "412" => minds_tag,
            "428" => needs_tag,
            "429" => takes_password && has_body,
            _ => true,
        };
        if is_told {
            responses.insert(status.to_owned(), reference(status));
        }
    }
    responses.insert("5XX".to_owned(), reference("5XX"));
}

fn name(status: &str) -> String {
    format!("Refusal{status}")
}

fn reference(status: &str) -> Value {
    json!({ "$ref": format!("#/components/responses/{}", name(status)) })
}
