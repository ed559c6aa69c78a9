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

#[tokio::test]
async fn a_kept_mapping_is_offered_for_files_of_the_same_heads_and_used_by_its_name() {
    let service = Service::new().await;
    let (lin, wang) = (service.user("lin").await, service.user("wang").await);
    let account = service.account(&lin, "A").await;
    service.give(account, &wang, Role::Reader).await;
    let mappings = format!("/api/v1/accounts/{account}/import-mappings");
    let list = "wer,was,wo\n王宁,主任,办公室\n";
    let import = send(&service, &lin, account, "list.csv", list).await.expect(201).json();
    assert_eq!((&import["report"], &import["fitting_mappings"]), (&Value::Null, &json!([])));
    let mut mapping = import["preview"]["mapping"].clone();
    let sheet = &mut mapping["sheets"][0];
    (sheet["is_used"], sheet["head_line"], sheet["head_lines"]) = (json!(true), json!(1), json!(1));
    for (place, field) in ["name", "title", "unit"].iter().enumerate() {
        sheet["columns"][place]["field"] = json!(field);
    }
    let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    let settled = service.send_json(&lin, "PATCH", &path, &[], &json!({ "mapping": mapping })).await.expect(200).json();
    assert_eq!(settled["report"]["counts"]["new"], 1, "{settled}");

    let new = json!({ "name": "三列表", "mapping": settled["preview"]["mapping"] });
    service.post(&wang, &mappings, new.clone()).await.expect(403);
    let kept = service.post(&lin, &mappings, new.clone()).await.expect(201).json();
    let again = service.post(&lin, &mappings, new).await.expect(201).json();
    assert_eq!(kept["id"], again["id"], "the same name is the same mapping");
    assert!(!kept.to_string().contains("王宁"), "no value of any row is kept: {kept}");
    let mut nothing = settled["preview"]["mapping"].clone();
    nothing["sheets"] = json!([]);
    service.post(&lin, &mappings, json!({ "name": "x", "mapping": nothing })).await.expect(422);

    let later = "通讯录\n\nWER,Was, wo\n李明,处长,信息处\n张三,科员,信息处\n";
    let offered = send(&service, &lin, account, "later.csv", later).await.expect(201).json();
    assert_eq!(offered["fitting_mappings"], json!(["三列表"]));
    let address = format!("/api/v1/imports?account={account}&file_name=later.csv&mapping=%E4%B8%89%E5%88%97%E8%A1%A8");
    let used = service.send(&lin, Request::post(&address).body(Body::from(later)).unwrap()).await.expect(201).json();
    assert_eq!(used["report"]["counts"]["new"], 2, "{used}");
    let path = format!("/api/v1/imports/{}", offered["id"].as_str().unwrap());
    let taken = service.send_json(&lin, "PATCH", &path, &[], &json!({ "saved_mapping": "三列表" })).await;
    assert_eq!(taken.expect(200).json()["report"]["counts"]["new"], 2);

    let other = send(&service, &lin, account, "list.csv", LIST).await.expect(201).json();
    assert_eq!(other["fitting_mappings"], json!([]));
    let path = format!("/api/v1/imports/{}", other["id"].as_str().unwrap());
    let refused = service.send_json(&lin, "PATCH", &path, &[], &json!({ "saved_mapping": "三列表" })).await.expect(422);
    assert_eq!(refused.json()["code"], "mapping_does_not_fit");
    let refused = service.send_json(&lin, "PATCH", &path, &[], &json!({ "saved_mapping": "x" })).await.expect(422);
    assert_eq!(refused.json()["code"], "unknown_mapping");

    let one = format!("{mappings}/{}", kept["id"].as_str().unwrap());
    service.send(&wang, Request::delete(&one).body(Body::empty()).unwrap()).await.expect(403);
    service.send(&lin, Request::delete(&one).body(Body::empty()).unwrap()).await.expect(204);
    service.send(&lin, Request::delete(&one).body(Body::empty()).unwrap()).await.expect(404);
    assert_eq!(service.get(&lin, &mappings).await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_choice_that_is_set_to_null_is_taken_back_and_one_left_out_stays() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let first = send(&service, &lin, account, "list.csv", LIST).await.expect(201).json();
    service.post(&lin, &commit(&first), json!(null)).await.expect(201);
    let shorter = "姓名,职务,部门\n王宁,主任,办公室\n";
    let import = send(&service, &lin, account, "list.csv", shorter).await.expect(201).json();
    let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());

    let set = json!({ "end_missing": "2026-01-01", "purpose": "compliance" });
    let ends = service.send_json(&lin, "PATCH", &path, &[], &set).await.expect(200).json();
    let cleared =
        service.send_json(&lin, "PATCH", &path, &[], &json!({ "end_missing": null })).await.expect(200).json();

    assert_eq!(ends["report"]["gone"][0]["ends_on"], "2026-01-01", "{ends}");
    assert_eq!(cleared["report"]["gone"][0]["ends_on"], Value::Null, "{cleared}");
    assert_eq!(
        (&cleared["options"]["end_missing"], cleared["options"]["purpose"].as_str()),
        (&Value::Null, Some("compliance"))
    );
}

#[tokio::test]
async fn progress_is_told_only_while_a_request_of_ones_own_runs() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let key = "3f0c7f5e-6a6f-4f6e-9a53-0d3f1c2b4a5e";
    let named = format!("list.csv&progress={key}");

    service.get(&lin, &format!("/api/v1/imports/progress/{key}")).await.expect(404);
    send(&service, &lin, account, &named, LIST).await.expect(201);
    service.get(&lin, &format!("/api/v1/imports/progress/{key}")).await.expect(404);
    service.get(&service.anon(), &format!("/api/v1/imports/progress/{key}")).await.expect(401);
    service.get(&lin, "/api/v1/imports/progress/not-a-key").await.expect(404);
}

#[tokio::test]
async fn a_commit_sent_again_under_its_key_gets_the_answer_of_the_first_time() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let import = send(&service, &lin, account, "list.csv", LIST).await.expect(201).json();
    let commit_as = async |progress: u128, key: &str| {
        let address = format!("{}?progress={}", commit(&import), uuid::Uuid::from_u128(progress));
        service.send_json(&lin, "POST", &address, &[("idempotency-key", key)], &json!(null)).await
    };

    let first = commit_as(1, "commit-1").await.expect(201).json();
    // Watched under another name it is still the same request.
    let again = commit_as(2, "commit-1").await.expect(201).json();
    let other = commit_as(3, "commit-2").await.expect(200).json();

    assert!(first["report"].is_object(), "{first}");
    assert_eq!(again, first);
    assert_eq!(other, first);
}

#[tokio::test]
async fn an_import_that_was_committed_cannot_be_given_up() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let import = send(&service, &lin, account, "list.csv", LIST).await.expect(201).json();
    service.post(&lin, &commit(&import), json!(null)).await.expect(201);

    let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    let refused = service.send(&lin, Request::delete(path).body(Body::empty()).unwrap()).await.expect(409).json();

    assert_eq!(refused["code"], "import_committed");
}
