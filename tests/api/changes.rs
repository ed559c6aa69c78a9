//! Batches: whole or not at all, under tags, listed as the reader may see them, and taken back.

use serde_json::{Value, json};
use waterline::store::Role;

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

    let refused = service.post(&lin, &undo(&first), json!(null)).await.expect(409).json();
    let sentence = refused["detail"].as_str().unwrap();
    assert!(sentence.contains("综合处") && sentence.contains("UTC") && !sentence.contains(UNIT), "{sentence}");
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

fn note(source: &str, person: &str, tier: &str, readers: &[String], text: &str) -> Value {
    json!({
        "verb": "add_claim", "source": source, "source_kind": "colleague", "grade": "B2", "observed_on": "2026-09-01",
        "expires_on": "2027-09-01", "purpose": "customer_care", "basis": "legitimate_interest", "tier": tier,
        "readers": readers, "statement": { "kind": "note", "about": { "person": person }, "text": text },
    })
}

#[tokio::test]
async fn r9_the_journal_tells_only_what_the_reader_may_see_and_undo_keeps_off_the_rest() {
    let service = Service::new().await;
    let (owner, editor, reader) =
        (service.user("owner").await, service.user("editor").await, service.user("reader").await);
    let account = service.account(&owner, "A").await;
    service.give(account, &editor, Role::Editor).await;
    service.give(account, &reader, Role::Reader).await;
    let person = service.person(&owner, account, "王宁").await.to_string();
    let path = format!("/api/v1/accounts/{account}/changes");
    let source = "0190f0d0-0000-7000-8000-0000000000aa";
    let named = [owner.member.to_string()];
    let mixed = json!({ "changes": [
        { "verb": "add_unit", "id": UNIT, "name": "办公室" },
        { "verb": "add_source", "id": source, "label": "S-1", "name": "Informant Zhao", "readers": named },
        note(source, &person, "T3", &named, "Only for the owner."),
        note(source, &person, "T2", &[], "For the team."),
    ] });
    let mixed = service.post(&owner, &path, mixed).await.expect(201).json();
    let hidden = json!({ "changes": [note(source, &person, "T3", &named, "Another secret.")] });
    let hidden = service.post(&owner, &path, hidden).await.expect(201).json();

    for (actor, entries, changes) in [(&owner, 3, 4), (&editor, 2, 3), (&reader, 2, 1)] {
        let journal = service.get(actor, &path).await.expect(200).json();
        let items = journal["items"].as_array().unwrap();
        let told = items.iter().find(|entry| entry["batch"] == mixed["batch"]).unwrap();
        assert_eq!((items.len(), told["changes"].as_array().unwrap().len()), (entries, changes), "{journal}");
        let knows = journal.to_string().contains("Informant Zhao") || journal.to_string().contains("owner.");
        assert_eq!(knows, actor.member == owner.member);
    }
    let undo = |batch: &Value| format!("{path}/{}/undo", batch["batch"].as_str().unwrap());
    service.post(&editor, &undo(&hidden), json!(null)).await.expect(404);
    let hidden = hidden["batch"].as_str().unwrap();
    service.get(&editor, &format!("{path}?cursor={hidden}")).await.expect(404);
    // A feed goes on after it as after a name that no batch ever had.
    let never = format!("{}-7000-8000-000000000000", &hidden[..13]);
    let after_hidden = service.get(&editor, &format!("{path}?after={hidden}")).await.expect(200).json();
    assert_eq!(after_hidden, service.get(&editor, &format!("{path}?after={never}")).await.expect(200).json());
}
