//! Batches: whole or not at all, under tags, listed as the reader may see them, and taken back.

use serde_json::{Value, json};

use crate::service::Service;

const UNIT: &str = "0190f0d0-0000-7000-8000-000000000001";
const POST: &str = "0190f0d0-0000-7000-8000-000000000002";

fn unit_and_post() -> Value {
    json!({ "changes": [
        { "verb": "add_unit", "id": UNIT, "name": "办公室" },
        { "verb": "add_post", "id": POST, "unit": UNIT, "title": "主任" },
        { "verb": "add_person", "name": "王宁" },
    ] })
}

#[tokio::test]
async fn a_batch_is_written_whole_or_not_at_all_and_the_place_of_the_fault_is_named() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/changes");

    for (change, pointer, status) in [
        (json!({ "verb": "edit_unit", "id": UNIT, "set": { "name": " " } }), "/changes/3/set/name", 422),
        (json!({ "verb": "edit_unit", "id": UNIT, "set": { "owner": "x" } }), "/changes/3/set/owner", 422),
        (json!({ "verb": "end_unit", "id": UNIT, "on": "soon" }), "/changes/3/on", 422),
        (
            json!({ "verb": "add_post", "unit": "0190f0d0-0000-7000-8000-00000000dead", "title": "x" }),
            "/changes/3/unit",
            404,
        ),
        (json!({ "verb": "add_unit", "id": UNIT, "name": "B" }), "/changes/3/id", 409),
    ] {
        let mut batch = unit_and_post();
        batch["changes"].as_array_mut().unwrap().push(change);
        let refused = service.post(&lin, &path, batch).await.expect(status).json();
        assert_eq!(refused["pointer"].as_str(), Some(pointer), "{refused}");
    }
    let units = service.get(&lin, &format!("/api/v1/accounts/{account}/units")).await.json();
    assert!(units["items"].as_array().unwrap().is_empty());

    let written = service.post(&lin, &path, unit_and_post()).await.expect(201).json();
    assert_eq!(written["records"][0], json!({ "kind": "unit", "id": UNIT }));
    assert_eq!(written["records"][2]["kind"], "person");
}

#[tokio::test]
async fn a_change_under_a_stale_tag_refuses_the_batch_with_its_index() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/changes");
    service.post(&lin, &path, unit_and_post()).await.expect(201);
    let unit = format!("/api/v1/accounts/{account}/units/{UNIT}");
    let tag = service.get(&lin, &unit).await.header("etag").to_owned();

    let change = |name: &str, tag: &str| {
        json!({ "changes": [
            { "verb": "add_person", "name": "李明" },
            { "verb": "edit_unit", "id": UNIT, "set": { "name": name }, "if_match": tag },
        ] })
    };
    service.post(&lin, &path, change("综合处", &tag)).await.expect(201);
    let stale = service.post(&lin, &path, change("秘书处", &tag)).await.expect(412).json();

    assert_eq!(stale["pointer"], "/changes/1/if_match");
    assert_eq!(service.get(&lin, &unit).await.json()["name"], "综合处");
}

#[tokio::test]
async fn a_batch_is_taken_back_unless_something_later_rests_on_it() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/changes");
    let first = service.post(&lin, &path, unit_and_post()).await.expect(201).json();
    let edit = json!({ "changes": [{ "verb": "edit_unit", "id": UNIT, "set": { "name": "综合处" } }] });
    let second = service.post(&lin, &path, edit).await.expect(201).json();
    let undo = |batch: &Value| format!("{path}/{}/undo", batch["batch"].as_str().unwrap());

    service.post(&lin, &undo(&first), json!(null)).await.expect(409);
    let undone = service.post(&lin, &undo(&second), json!(null)).await.expect(201).json();
    service.post(&lin, &undo(&first), json!(null)).await.expect(201);
    service.post(&lin, &format!("{path}/{UNIT}/undo"), json!(null)).await.expect(404);

    let journal = service.get(&lin, &path).await.expect(200).json();
    let entries = journal["items"].as_array().unwrap();
    assert_eq!(entries.len(), 4);
    assert_eq!((&entries[1]["batch"], &entries[1]["undoes"]), (&undone["batch"], &second["batch"]));
    assert_eq!(entries[2]["undone_by"], undone["batch"]);
    assert_eq!(entries[2]["changes"][0]["verb"], "edit_unit");
    assert!(!journal.to_string().contains("seq"));
}

#[tokio::test]
async fn the_journal_is_a_feed() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/changes");
    for name in ["一", "二", "三"] {
        service.person(&lin, account, name).await;
    }

    let names = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap();
        items.iter().map(|entry| entry["changes"][0]["name"].as_str().unwrap().to_owned()).collect()
    };
    let first = service.get(&lin, &format!("{path}?after=&limit=2")).await.expect(200).json();
    assert_eq!(names(&first), ["一", "二"]);
    let last = first["items"][1]["batch"].as_str().unwrap();
    let rest = service.get(&lin, &format!("{path}?after={last}")).await.expect(200).json();
    assert_eq!((names(&rest), &rest["next_cursor"]), (vec!["三".to_owned()], &Value::Null));
    assert_eq!(names(&service.get(&lin, &path).await.json()), ["三", "二", "一"]);
}
