//! The committed description of the API is the one that the program gives.

use std::path::Path;

use waterline::api::openapi;

#[test]
fn the_committed_description_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/openapi.json");
    let committed = std::fs::read_to_string(&path).unwrap_or_default();

    assert!(
        committed == openapi::text(),
        "web/openapi.json is out of date; write it anew with `cargo run -- openapi > web/openapi.json`"
    );
}

#[test]
fn every_operation_says_what_it_does_and_which_action_it_needs() {
    let document = openapi::document();
    assert_eq!(document["openapi"], "3.1.0");
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let action = operation["x-action"].as_str().unwrap_or_default();
            let is_known =
                action == "open" || serde_json::from_value::<waterline::access::Action>(action.into()).is_ok();
            assert!(is_known, "{method} {path} names no action: {action:?}");
            assert!(operation["summary"].is_string(), "{method} {path} does not say what it does");
        }
    }
}
