//! Undoing: a refusal names the record and the batch that has to go first.

use serde_json::{Value, json};

use crate::service::{Actor, Service};

/// Writes one change of a person and gives the name of its batch.
async fn set(service: &Service, actor: &Actor, path: &str, person: &str, set: Value) -> String {
    let batch = json!({ "changes": [{ "verb": "edit_person", "id": person, "set": set }] });
    let written = service.post(actor, path, batch).await.expect(201).json();
    written["batch"].as_str().unwrap().to_owned()
}

async fn undo(service: &Service, actor: &Actor, path: &str, batch: &str) -> crate::service::Answer {
    service.post(actor, &format!("{path}/{batch}/undo"), json!(null)).await
}

#[tokio::test]
async fn the_batch_that_changed_the_same_field_last_is_named_and_no_other() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let person = service.person(&lin, account, "王宁").await.to_string();
    let path = format!("/api/v1/accounts/{account}/changes");

    let first = set(&service, &lin, &path, &person, json!({ "phone": "1" })).await;
    set(&service, &lin, &path, &person, json!({ "email": "a@b.test" })).await;
    let third = set(&service, &lin, &path, &person, json!({ "phone": "2" })).await;
    let refused = undo(&service, &lin, &path, &first).await.expect(409).json();
    assert_eq!((refused["code"].as_str(), refused["batch"].as_str()), (Some("changed_since"), Some(third.as_str())));

    undo(&service, &lin, &path, &third).await.expect(201);
    undo(&service, &lin, &path, &first).await.expect(201);
}

#[tokio::test]
async fn undoing_twice_is_refused_with_the_batch_that_did_it_and_an_undone_undo_counts_again() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/changes");
    let batch = json!({ "changes": [{ "verb": "add_person", "name": "王宁" }] });
    let made = service.post(&lin, &path, batch).await.expect(201).json()["batch"].as_str().unwrap().to_owned();

    let key = [("idempotency-key", "undo-1")];
    let address = format!("{path}/{made}/undo");
    let undone = service.send_json(&lin, "POST", &address, &key, &json!(null)).await.expect(201).json();
    assert_eq!(service.send_json(&lin, "POST", &address, &key, &json!(null)).await.expect(201).json(), undone);
    for headers in [&[][..], &[("idempotency-key", "undo-2")]] {
        let refused = service.send_json(&lin, "POST", &address, headers, &json!(null)).await.expect(409).json();
        assert_eq!((&refused["code"], &refused["batch"]), (&json!("already_undone"), &undone["batch"]));
    }

    undo(&service, &lin, &path, undone["batch"].as_str().unwrap()).await.expect(201);
    undo(&service, &lin, &path, &made).await.expect(201);
}

#[tokio::test]
async fn an_account_that_was_changed_since_is_named_in_both_languages() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "海州市").await;
    let path = format!("/api/v1/accounts/{account}/changes");
    let edit = |name: &str| json!({ "changes": [{ "verb": "edit_account", "set": { "name": name } }] });
    let first = service.post(&lin, &path, edit("海州")).await.expect(201).json();
    service.post(&lin, &path, edit("海州局")).await.expect(201);

    let token = service.token(lin.member, &["read", "write"], None).await;
    let address = format!("{path}/{}/undo", first["batch"].as_str().unwrap());
    let said = async |language: &str| {
        let headers = [("accept-language", language)];
        let refused = service.send_json(&token, "POST", &address, &headers, &json!(null)).await.expect(409).json();
        refused["detail"].as_str().unwrap().to_owned()
    };

    assert!(said("en").await.starts_with("The account (海州局) was changed since"), "{}", said("en").await);
    assert!(said("zh").await.starts_with("客户（海州局）之后又被改过"), "{}", said("zh").await);
}

#[tokio::test]
async fn an_undo_takes_no_parameters() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/changes");
    let batch = json!({ "changes": [{ "verb": "add_person", "name": "王宁" }] });
    let made = service.post(&lin, &path, batch).await.expect(201).json();

    let address = format!("{path}/{}/undo?x=1", made["batch"].as_str().unwrap());
    let refused = service.post(&lin, &address, json!(null)).await.expect(422).json();

    assert_eq!(refused["parameter"], "x");
}
