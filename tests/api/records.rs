//! Records one by one: adding, reading, changing under their tags, taking away, and by the keys of other systems.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use waterline::store::Role;

use crate::service::Service;

#[tokio::test]
async fn a_person_is_added_read_changed_and_leaves() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let person = service.person(&lin, account, "王宁").await;
    let path = format!("/api/v1/accounts/{account}/people/{person}");

    let read = service.get(&lin, &path).await.expect(200);
    assert_eq!((read.json()["name"].as_str(), read.header("cache-control")), (Some("王宁"), "private, no-cache"));
    let again = Request::get(&path).header("if-none-match", read.header("etag")).body(Body::empty()).unwrap();
    assert!(service.send(&lin, again).await.expect(304).bytes.is_empty());

    let set = json!({ "email": "wang@example.test" });
    let tag = read.header("etag").to_owned();
    let changed = service.send_json(&lin, "PATCH", &path, &[("if-match", &tag)], &set).await.expect(200);
    assert_eq!(changed.json()["email"], "wang@example.test");
    assert_eq!(changed.header("etag"), service.get(&lin, &path).await.header("etag"));

    let gone = Request::delete(&path).header("if-match", changed.header("etag")).body(Body::empty()).unwrap();
    service.send(&lin, gone).await.expect(200);
}

#[tokio::test]
async fn d1_of_two_changes_under_one_tag_one_is_stale_and_none_without_a_tag_is_taken() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let person = service.person(&lin, account, "王宁").await;
    let path = format!("/api/v1/accounts/{account}/people/{person}");
    let tag = service.get(&lin, &path).await.header("etag").to_owned();

    service.send_json(&lin, "PATCH", &path, &[], &json!({ "name": "A" })).await.expect(428);
    let (first, second) = (json!({ "name": "A" }), json!({ "name": "B" }));
    let headers = [("if-match", tag.as_str())];
    let (one, other) = tokio::join!(
        service.send_json(&lin, "PATCH", &path, &headers, &first),
        service.send_json(&lin, "PATCH", &path, &headers, &second),
    );

    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
}

#[tokio::test]
async fn d2_a_request_sent_again_has_one_effect_and_the_same_answer() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/people");
    let key = [("idempotency-key", "import-7/row-3")];

    let first = service.send_json(&lin, "POST", &path, &key, &json!({ "name": "王宁" })).await.expect(201);
    let again = service.send_json(&lin, "POST", &path, &key, &json!({ "name": "王宁" })).await.expect(201);
    assert_eq!(first.bytes, again.bytes);
    service.send_json(&lin, "POST", &path, &key, &json!({ "name": "李明" })).await.expect(422);
    let people = service.get(&lin, &path).await.expect(200);
    assert_eq!(people.json()["items"].as_array().unwrap().len(), 1);

    let made = service.send_json(&lin, "POST", "/api/v1/accounts", &key, &json!({ "name": "B" })).await.expect(201);
    let again = service.send_json(&lin, "POST", "/api/v1/accounts", &key, &json!({ "name": "B" })).await.expect(201);
    assert_eq!(made.bytes, again.bytes);
    service.send_json(&lin, "POST", "/api/v1/accounts", &key, &json!({ "name": "C" })).await.expect(422);
    assert_eq!(service.get(&lin, "/api/v1/accounts").await.json()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a4_fields_that_are_not_known_are_refused_with_their_place_and_in_the_language_of_the_reader() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let token = service.token(lin.member, &["write", "read"], None).await;
    let path = format!("/api/v1/accounts/{account}/people");

    for field in ["tier", "owner_id", "role", "created_by"] {
        let refused = service.post(&lin, &path, json!({ "name": "王宁", field: "x" })).await.expect(422);
        assert_eq!(refused.header("content-type"), "application/problem+json");
        let problem = refused.json();
        assert_eq!((problem["pointer"].as_str(), problem["status"].as_u64()), (Some(&*format!("/{field}")), Some(422)));
    }
    let zh = [("accept-language", "zh-CN")];
    let blank = service.send_json(&token, "POST", &path, &zh, &json!({ "name": " " })).await.expect(422).json();
    assert_eq!(
        (blank["detail"].as_str(), blank["pointer"].as_str()),
        (Some("“name”是空的，必须填写。"), Some("/name"))
    );
    let en = [("accept-language", "en")];
    let blank = service.send_json(&token, "POST", &path, &en, &json!({ "name": " " })).await.expect(422).json();
    assert_eq!(blank["detail"], "“name” is blank; it must say something.");
    assert!(service.get(&lin, &path).await.json()["items"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_list_comes_in_pages_and_a_wrong_parameter_is_refused() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/people");
    for number in 0..5 {
        service.person(&lin, account, &format!("Person {number}")).await;
    }

    let mut names = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = service.get(&lin, &format!("{path}?limit=2{cursor}")).await.expect(200).json();
        names.extend(page["items"].as_array().unwrap().iter().map(|person| person["name"].clone()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }

    names.sort_by_key(ToString::to_string);
    assert_eq!(names, (0..5).map(|number| Value::from(format!("Person {number}"))).collect::<Vec<_>>());
    for wrong in ["limit=0", "limit=many", "cursor=x", "on=soon", "sort=name%20desc", "on=2026-02-30"] {
        let refused = service.get(&lin, &format!("{path}?{wrong}")).await.expect(422).json();
        let name = wrong.split('=').next().unwrap();
        assert_eq!(refused["parameter"].as_str(), Some(name), "{refused}");
    }
}

#[tokio::test]
async fn records_are_pushed_by_the_keys_of_another_system() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/people/by/salesforce/003A");

    service.get(&lin, &path).await.expect(404);
    service.send_json(&lin, "PATCH", &path, &[], &json!({ "email": "a@b.test" })).await.expect(422);
    let made = service.send_json(&lin, "PATCH", &path, &[], &json!({ "name": "王宁" })).await.expect(201).json();
    assert_eq!(made["external_ids"], json!([{ "source": "salesforce", "key": "003A" }]));
    let kept = service.send_json(&lin, "PATCH", &path, &[], &json!({ "email": "a@b.test" })).await.expect(200).json();

    assert_eq!((&kept["id"], &kept["name"], kept["email"].as_str()), (&made["id"], &made["name"], Some("a@b.test")));
    assert_eq!(service.get(&lin, &path).await.expect(200).json(), kept);
}

#[tokio::test]
async fn deals_are_pushed_by_key_and_a_hidden_one_does_not_show_by_it() {
    let service = Service::new().await;
    let (owner, other) = (service.user("owner").await, service.user("other").await);
    let account = service.account(&owner, "A").await;
    service.give(account, &other, Role::Owner).await;
    let path = format!("/api/v1/accounts/{account}/deals/by/crm/006X");
    let hidden = json!({ "name": "Quiet tender", "tier": "T3", "readers": [owner.member.0] });

    let quiet = service.send_json(&owner, "PATCH", &path, &[], &hidden).await.expect(201).json();
    service.get(&other, &path).await.expect(404);
    let open = json!({ "name": "Data platform" });
    let made = service.send_json(&other, "PATCH", &path, &[], &open).await.expect(201).json();
    let kept = service.send_json(&other, "PATCH", &path, &[], &json!({ "state": "won" })).await.expect(200).json();

    assert_eq!(made["external_ids"], json!([{ "source": "crm", "key": "006X" }]));
    assert_eq!((&kept["id"], kept["state"].as_str()), (&made["id"], Some("won")));
    let there = format!("/api/v1/accounts/{account}/deals/{}", quiet["id"].as_str().unwrap());
    assert_eq!(service.get(&owner, &there).await.expect(200).json(), quiet);
}

#[tokio::test]
async fn a_reader_sees_no_claim_above_the_tier_and_no_trace_of_it() {
    let service = Service::new().await;
    let (owner, reader) = (service.user("owner").await, service.user("reader").await);
    let account = service.account(&owner, "A").await;
    service.give(account, &reader, Role::Reader).await;
    let base = format!("/api/v1/accounts/{account}");
    let person = service.person(&owner, account, "王宁").await;
    let reads = ["/people", "/claims", "/sources", "/changes", "/diagrams/org-chart.svg", "/diagrams/org-chart.json"];
    let mut before = Vec::new();
    for path in reads {
        let answer = service.get(&reader, &format!("{base}{path}")).await.expect(200);
        before.push((answer.header("etag").to_owned(), answer.bytes));
    }

    let source = "0190f0d0-0000-7000-8000-0000000000aa";
    let claim = json!({
        "verb": "add_claim", "source": source, "source_kind": "colleague", "grade": "B2", "observed_on": "2026-09-01",
        "expires_on": "2027-09-01", "purpose": "customer_care", "basis": "legitimate_interest", "tier": "T2",
        "statement": { "kind": "note", "about": { "person": person }, "text": "Prefers meetings in the morning." },
    });
    let changes = json!({ "changes": [{ "verb": "add_source", "id": source, "label": "S-1" }, claim] });
    service.post(&owner, &format!("{base}/changes"), changes).await.expect(201);

    assert_eq!(service.get(&owner, &format!("{base}/claims")).await.json()["items"].as_array().unwrap().len(), 1);
    for (path, before) in reads.iter().zip(before) {
        let after = service.get(&reader, &format!("{base}{path}")).await.expect(200);
        assert_eq!((after.header("etag").to_owned(), after.bytes), before, "{path}");
    }
}
