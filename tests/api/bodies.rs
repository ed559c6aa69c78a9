//! Bodies: what is no object is none, a gap is named where it is, and what comes packed is refused as such.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;

use crate::service::Service;

#[tokio::test]
async fn a_list_is_taken_for_no_object_however_well_its_items_would_fit() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let person = service.person(&lin, account, "王宁").await;
    let base = format!("/api/v1/accounts/{account}");
    let tag = service.get(&lin, &format!("{base}/people/{person}")).await.header("etag").to_owned();
    let headers = [("if-match", tag.as_str())];

    let key = json!({ "name": "Ada", "external_ids": [["crm", "1"]] });
    let key = service.post(&lin, &format!("{base}/people"), key).await.expect(422).json();
    let set =
        json!({ "changes": [{ "verb": "edit_person", "id": person, "set": { "external_ids": [["crm", "1"]] } }] });
    let set = service.post(&lin, &format!("{base}/changes"), set).await.expect(422).json();
    let whole = json!(["Ada", [], "a@b.test", null, null, []]);
    let whole =
        service.send_json(&lin, "PATCH", &format!("{base}/people/{person}"), &headers, &whole).await.expect(422);

    assert_eq!((&key["code"], &key["pointer"]), (&json!("not_an_object"), &json!("/external_ids/0")));
    assert_eq!(set["pointer"], "/changes/0/set/external_ids/0");
    assert_eq!(whole.json()["pointer"], "");
    assert_eq!(service.get(&lin, &format!("{base}/people")).await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_body_that_comes_packed_is_refused_as_such() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;

    let packed = Request::post(format!("/api/v1/accounts/{account}/people"))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::CONTENT_ENCODING, "gzip")
        .body(Body::from(vec![31, 139, 8, 0]))
        .unwrap();
    let refused = service.send(&lin, packed).await.expect(415).json();

    assert_eq!(refused["code"], "packed_body");
}

#[tokio::test]
async fn the_word_bearer_may_be_written_in_small_letters() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let token = service.token(lin.member, &["read"], None).await;
    let small = token.header(&header::AUTHORIZATION).replacen("Bearer", "bearer", 1);

    service.get(&token.clone().with(header::AUTHORIZATION, &small), "/api/v1/accounts").await.expect(200);
    service
        .get(&token.with(header::AUTHORIZATION, &small.replacen("bearer", "basic", 1)), "/api/v1/accounts")
        .await
        .expect(401);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_where_it_stands() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let person = service.person(&lin, account, "王宁").await;
    let base = format!("/api/v1/accounts/{account}");
    let stranger = "0190f0d0-0000-7000-8000-00000000dead";
    let touch = json!({ "on": "2026-09-01", "members": [lin.member.0, stranger], "persons": [person] });
    let nobody = json!({ "on": "2026-09-01", "members": [], "persons": [] });
    let edit = json!({ "verb": "edit_person", "id": person, "set": { "email": "not an email" } });

    for (noun, body, pointer) in [
        ("people", json!({ "name": "Ada", "email": "" }), "/email"),
        ("changes", json!({ "changes": [edit] }), "/changes/0/set/email"),
        ("touches", touch, "/members/1"),
        ("touches", nobody, "/persons"),
    ] {
        let refused = service.post(&lin, &format!("{base}/{noun}"), body).await.expect(422).json();
        assert_eq!(refused["pointer"], pointer, "{refused}");
    }
    let pushed = format!("{base}/people/by/crm/1");
    let wrong = json!({ "name": "Ada", "email": "ada" });
    let refused = service.send_json(&lin, "PATCH", &pushed, &[], &wrong).await.expect(422).json();
    assert_eq!(refused["pointer"], "/email");
    service.get(&lin, &pushed).await.expect(404);
}

#[tokio::test]
async fn a_parameter_that_names_nobody_is_blamed_by_its_name() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let person = service.person(&lin, account, "王宁").await;
    let base = format!("/api/v1/accounts/{account}");
    let nobody = "0190f0d0-0000-7000-8000-00000000dead";

    for (address, name) in [
        (format!("paths?to={person}&from={nobody}"), "from"),
        (format!("diagrams/power-map.svg?person={nobody}"), "person"),
        (format!("diagrams/org-context.svg?person={nobody}"), "person"),
        ("diagrams/org-chart.svg?collapse=x".to_owned(), "collapse"),
    ] {
        let refused = service.get(&lin, &format!("{base}/{address}")).await.expect(422).json();
        assert_eq!(refused["parameter"], name, "{refused}");
    }
}

#[tokio::test]
async fn a_form_or_a_packed_file_is_no_file() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;

    for (name, value) in [("content-type", "multipart/form-data; boundary=x"), ("content-encoding", "gzip")] {
        let address = format!("/api/v1/imports?account={account}&file_name=list.csv");
        let request = Request::post(address).header(name, value).body(Body::from("name\nAda\n")).unwrap();
        service.send(&lin, request).await.expect(415);
    }
}

#[tokio::test]
async fn an_answer_is_sent_plain_where_its_packed_form_is_all_that_was_wanted_and_there_is_none() {
    let service = Service::new().await;
    let lin = service.user("lin").await;

    for accepted in ["identity;q=0", "*;q=0", "identity;q=0, gzip;q=0"] {
        let request = Request::get("/api/v1/me").header("accept-encoding", accepted).body(Body::empty()).unwrap();
        let answer = service.send(&lin, request).await.expect(200);
        assert_eq!(answer.json()["user"]["login"], "lin", "{accepted}");
    }
}

#[tokio::test]
async fn a_search_finds_deals_and_says_when_there_is_more() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    service.person(&lin, account, "Data Ada").await;
    let deal = json!({ "name": "Data platform" });
    service.post(&lin, &format!("/api/v1/accounts/{account}/deals"), deal).await.expect(201);

    let all = service.get(&lin, "/api/v1/search?q=data").await.expect(200).json();
    let one = service.get(&lin, "/api/v1/search?q=data&limit=1").await.expect(200).json();

    let kinds: Vec<&str> = all["items"].as_array().unwrap().iter().map(|hit| hit["kind"].as_str().unwrap()).collect();
    assert_eq!((kinds, &all["truncated"]), (vec!["person", "deal"], &json!(false)));
    assert_eq!((one["items"].as_array().unwrap().len(), &one["truncated"]), (1, &json!(true)));
}
