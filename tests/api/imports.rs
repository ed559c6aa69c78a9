//! Imports over HTTP: staged, corrected, committed once, and seen by nobody else.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use waterline::model::id::AccountId;
use waterline::store::Role;

use crate::service::{Actor, Answer, Service};

const LIST: &str = "姓名,职务,部门,备注\n王宁,主任,办公室,每周一例会\n李明,副主任,办公室,\n";

async fn send(service: &Service, actor: &Actor, account: AccountId, name: &str, body: &str) -> Answer {
    let address = format!("/api/v1/imports?account={account}&file_name={name}");
    service.send(actor, Request::post(address).body(Body::from(body.to_owned())).unwrap()).await
}

fn commit(import: &Value) -> String {
    format!("/api/v1/imports/{}/commit", import["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_list_is_looked_at_corrected_and_taken_once() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let people = format!("/api/v1/accounts/{account}/people");

    let import = send(&service, &lin, account, "list.csv", LIST).await.expect(201).json();
    assert_eq!((import["state"].as_str(), import["report"]["counts"]["new"].as_u64()), (Some("open"), Some(2)));
    assert!(service.get(&lin, &people).await.json()["items"].as_array().unwrap().is_empty());

    let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    let mut mapping = import["preview"]["mapping"].clone();
    let columns = mapping["sheets"][0]["columns"].as_array_mut().unwrap();
    columns[3]["field"] = Value::Null;
    let corrected = json!({ "mapping": mapping, "purpose": "offer_preparation" });
    let corrected = service.send_json(&lin, "PATCH", &path, &[], &corrected).await.expect(200).json();
    assert_eq!(corrected["options"]["purpose"], "offer_preparation");

    // A day that was given in error can be taken back; what is left out stays.
    let ending = json!({ "end_missing": "2026-03-01" });
    let ending = service.send_json(&lin, "PATCH", &path, &[], &ending).await.expect(200).json();
    assert_eq!(ending["options"]["end_missing"], "2026-03-01");
    let staying =
        service.send_json(&lin, "PATCH", &path, &[], &json!({ "end_missing": null })).await.expect(200).json();
    assert_eq!(staying["options"].get("end_missing"), None);
    assert_eq!(staying["options"]["purpose"], "offer_preparation");

    let done = service.post(&lin, &commit(&import), json!(null)).await.expect(201).json();
    assert_eq!(service.get(&lin, &people).await.json()["items"].as_array().unwrap().len(), 2);
    let again = service.post(&lin, &commit(&import), json!(null)).await.expect(200).json();
    assert_eq!(again["batch"], done["batch"]);
    assert_eq!(service.get(&lin, &path).await.json()["state"], "committed");
    assert!(
        service.get(&lin, &format!("/api/v1/accounts/{account}/claims")).await.json()["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );

    let undo = format!("/api/v1/accounts/{account}/changes/{}/undo", done["batch"].as_str().unwrap());
    service.post(&lin, &undo, json!(null)).await.expect(201);
    assert!(service.get(&lin, &people).await.json()["items"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn the_same_list_again_changes_nothing() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let first = send(&service, &lin, account, "list.csv", LIST).await.expect(201).json();
    service.post(&lin, &commit(&first), json!(null)).await.expect(201);

    let second = send(&service, &lin, account, "list.csv", LIST).await.expect(201).json();
    let done = service.post(&lin, &commit(&second), json!(null)).await.expect(200).json();

    assert_eq!((&done["batch"], second["report"]["counts"]["new"].as_u64()), (&Value::Null, Some(0)));
    assert_eq!(
        service.get(&lin, &format!("/api/v1/accounts/{account}/changes")).await.json()["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_refused_with_a_sentence_and_an_import_is_its_senders_alone() {
    let service = Service::new().await;
    let (lin, wang) = (service.user("lin").await, service.user("wang").await);
    let account = service.account(&lin, "A").await;
    service.give(account, &wang, Role::Editor).await;

    let refused = send(&service, &lin, account, "list.csv", "姓名,职务\n\"王宁,主任\n").await.expect(422).json();
    assert!(refused["detail"].as_str().unwrap().contains("list.csv"), "{refused}");
    let empty = send(&service, &lin, account, "empty.csv", "").await.expect(422).json();
    assert_eq!(empty["code"], "file_refused");

    let import = send(&service, &lin, account, "list.csv", LIST).await.expect(201).json();
    let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    service.get(&wang, &path).await.expect(404);
    service.post(&wang, &commit(&import), json!(null)).await.expect(404);
    let cancel = Request::delete(&path).body(Body::empty()).unwrap();
    service.send(&lin, cancel).await.expect(204);
    service.post(&lin, &commit(&import), json!(null)).await.expect(409);
}
