//! Keys of other systems: the one that names a record stays with it, and one on a hidden record locks nobody out.

use serde_json::json;
use waterline::model::id::AccountId;

use crate::service::{Actor, Service};

async fn tag(service: &Service, actor: &Actor, path: &str) -> String {
    service.get(actor, path).await.expect(200).header("etag").to_owned()
}

#[tokio::test]
async fn the_key_by_which_a_record_is_pushed_stays_with_it_when_other_keys_are_set() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let base = format!("/api/v1/accounts/{}", service.account(&lin, "A").await);
    let unit = service.post(&lin, &format!("{base}/units"), json!({ "name": "Office" })).await.expect(201).json();
    let post = json!({ "unit": unit["id"], "title": "Director" });
    let made = [
        ("units", json!({ "name": "B" })),
        ("posts", post),
        ("people", json!({ "name": "Ada" })),
        ("deals", json!({ "name": "D" })),
    ];

    for (noun, fields) in made {
        let path = format!("{base}/{noun}/by/crm/P0002");
        service.send_json(&lin, "PATCH", &path, &[], &fields).await.expect(201);
        let keys = json!({ "external_ids": [{ "source": "erp", "key": "1" }] });
        let changed = service.send_json(&lin, "PATCH", &path, &[], &keys).await.expect(200).json();

        let both = json!([{ "source": "erp", "key": "1" }, { "source": "crm", "key": "P0002" }]);
        assert_eq!(changed["external_ids"], both, "{noun}");
        let again = service.send_json(&lin, "PATCH", &path, &[], &fields).await.expect(200).json();
        assert_eq!(again["id"], changed["id"], "{noun}");
    }
}

#[tokio::test]
async fn a_stale_push_is_told_the_tag_that_holds_now() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let path = format!("/api/v1/accounts/{}/people/by/crm/1", service.account(&lin, "A").await);
    let made = service.send_json(&lin, "PATCH", &path, &[], &json!({ "name": "Ada" })).await.expect(201);

    let stale = [("if-match", "\"other\"")];
    let refused = service.send_json(&lin, "PATCH", &path, &stale, &json!({ "phone": "1" })).await.expect(412);

    assert_eq!(refused.header("etag"), made.header("etag"));
}

/// Two deals with one key: a quiet one that only the owner sees, and an open one that somebody else pushed unknowing.
async fn deals_with_one_key(service: &Service, owner: &Actor, account: AccountId) -> (String, String) {
    let other = service.user("other").await;
    service.give(account, &other, waterline::store::Role::Owner).await;
    let path = format!("/api/v1/accounts/{account}/deals/by/crm/006X");
    let hidden = json!({ "name": "Quiet tender", "tier": "T3", "readers": [owner.member.0] });
    let quiet = service.send_json(owner, "PATCH", &path, &[], &hidden).await.expect(201).json();
    let open =
        service.send_json(&other, "PATCH", &path, &[], &json!({ "name": "Open tender" })).await.expect(201).json();
    let id = |deal: &serde_json::Value| deal["id"].as_str().unwrap().to_owned();
    (id(&quiet), id(&open))
}

#[tokio::test]
async fn whoever_sees_two_records_with_one_key_can_edit_both_and_give_the_key_to_no_third() {
    let service = Service::new().await;
    let owner = service.user("owner").await;
    let account = service.account(&owner, "A").await;
    let (quiet, open) = deals_with_one_key(&service, &owner, account).await;

    for deal in [quiet, open] {
        let path = format!("/api/v1/accounts/{account}/deals/{deal}");
        let tag = tag(&service, &owner, &path).await;
        let set = json!({ "state": "won", "external_ids": [{ "source": "crm", "key": "006X" }, { "source": "erp", "key": deal }] });
        service.send_json(&owner, "PATCH", &path, &[("if-match", &tag)], &set).await.expect(200);
    }
    let third = json!({ "name": "Third", "external_ids": [{ "source": "crm", "key": "006X" }] });
    let refused = service.post(&owner, &format!("/api/v1/accounts/{account}/deals"), third).await.expect(409).json();

    assert_eq!(refused["code"], "external_id_taken");
}

#[tokio::test]
async fn the_rehearsal_of_an_import_finds_what_its_commit_would_refuse() {
    let service = Service::new().await;
    let owner = service.user("owner").await;
    let account = service.account(&owner, "A").await;
    deals_with_one_key(&service, &owner, account).await;
    let export = service.get(&owner, &format!("/api/v1/accounts/{account}/export.json")).await.expect(200);
    let elsewhere = service.account(&owner, "B").await;

    let address = format!("/api/v1/imports?account={elsewhere}&file_name=a.json");
    let request = axum::http::Request::post(address).body(axum::body::Body::from(export.bytes)).unwrap();
    let import = service.send(&owner, request).await.expect(201).json();

    assert!(import["report"].is_null(), "{import}");
    let findings = import["preview"]["findings"].as_array().unwrap();
    let error = findings.iter().find(|finding| finding["severity"] == "error").expect("an error");
    assert!(error["message_en"].as_str().unwrap().contains("crm/006X"), "{error}");
}

#[tokio::test]
async fn a_push_that_is_sent_again_under_its_key_has_no_second_effect_and_names_its_batch() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/people/by/crm/1");
    let key = [("idempotency-key", "push-1")];

    let first = service.send_json(&lin, "PATCH", &path, &key, &json!({ "name": "Ada" })).await.expect(201);
    let other = service.send_json(&lin, "PATCH", &path, &[], &json!({ "name": "Bea" })).await.expect(200);
    let again = service.send_json(&lin, "PATCH", &path, &key, &json!({ "name": "Ada" })).await.expect(200);
    let nothing = service.send_json(&lin, "PATCH", &path, &[], &json!({ "name": "Bea" })).await.expect(200);

    assert_eq!((again.json()["name"].as_str(), nothing.header("waterline-batch")), (Some("Bea"), ""));
    assert_eq!(again.header("waterline-batch"), first.header("waterline-batch"));
    let undo = format!("/api/v1/accounts/{account}/changes/{}/undo", other.header("waterline-batch"));
    service.post(&lin, &undo, json!(null)).await.expect(201);
}
