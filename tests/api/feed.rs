//! The journal as a feed: large batches are told short, and a place in it stays good whatever becomes of the batch that marks it.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use waterline::store::Role;

use crate::service::Service;

fn batches(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|entry| entry["batch"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn of_a_large_import_the_feed_names_a_thousand_records_and_counts_the_rest() {
    let service = Service::patient().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let rows: Vec<String> = (0..1500).map(|row| format!("Person {row},Post {row},Office")).collect();
    let address = format!("/api/v1/imports?account={account}&file_name=list.csv");
    let sent = Request::post(address).body(Body::from(format!("name,title,unit\n{}\n", rows.join("\n")))).unwrap();
    let import = service.send(&lin, sent).await.expect(201).json();
    let commit = format!("/api/v1/imports/{}/commit", import["id"].as_str().unwrap());
    service.post(&lin, &commit, json!(null)).await.expect(201);

    let page = service.get(&lin, &format!("/api/v1/accounts/{account}/changes?limit=1")).await.expect(200).json();

    let entry = &page["items"][0];
    assert_eq!(entry["touched"].as_array().unwrap().len(), 1000);
    assert!(entry["touched_more"].as_u64().unwrap() > 1500, "{}", entry["touched_more"]);
}

#[tokio::test]
async fn a_feed_goes_on_after_a_batch_that_was_hidden_since_and_does_not_tell_whether_it_is_there() {
    let service = Service::new().await;
    let (owner, reader) = (service.user("owner").await, service.user("reader").await);
    let account = service.account(&owner, "A").await;
    service.give(account, &reader, Role::Reader).await;
    let path = format!("/api/v1/accounts/{account}/changes");
    let deal = json!({ "changes": [{ "verb": "add_deal", "name": "Tender", "tier": "T1" }] });
    let deal = service.post(&owner, &path, deal).await.expect(201).json();
    let first = service.get(&reader, &format!("{path}?after=")).await.expect(200).json();
    assert_eq!(batches(&first), [deal["batch"].as_str().unwrap()]);

    let id = &deal["records"][0]["id"];
    let raised = json!({ "changes": [{ "verb": "edit_deal", "id": id, "set": { "tier": "T2" } }] });
    service.post(&owner, &path, raised).await.expect(201);
    service.clock.advance(7200);
    service.person(&owner, account, "王宁").await;
    let hidden = deal["batch"].as_str().unwrap();
    let never = format!("{}-7000-8000-000000000000", &hidden[..13]);
    let after_hidden = service.get(&reader, &format!("{path}?after={hidden}")).await.expect(200).json();
    let after_none = service.get(&reader, &format!("{path}?after={never}")).await.expect(200).json();

    assert_eq!(after_hidden["items"].as_array().unwrap().len(), 1, "{after_hidden}");
    assert_eq!(after_hidden["items"][0]["changes"][0]["name"], "王宁");
    assert_eq!(after_hidden, after_none);
    service.get(&reader, &format!("{path}?cursor={hidden}")).await.expect(404);
}

#[tokio::test]
async fn a_wrong_place_in_the_feed_is_blamed_on_the_parameter_that_has_it() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let path = format!("/api/v1/accounts/{}/changes", service.account(&lin, "A").await);

    for (wrong, name) in [("after=xx", "after"), ("cursor=xx", "cursor"), ("after=&cursor=xx", "cursor")] {
        let refused = service.get(&lin, &format!("{path}?{wrong}")).await.expect(422).json();
        assert_eq!(refused["parameter"], name, "{wrong}");
    }
}

#[tokio::test]
async fn an_empty_cursor_beside_a_batch_does_not_begin_the_feed_anew() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let path = format!("/api/v1/accounts/{account}/changes");
    for name in ["一", "二"] {
        service.person(&lin, account, name).await;
    }
    let all = service.get(&lin, &format!("{path}?after=")).await.expect(200).json();

    let first = batches(&all)[0];
    let rest = service.get(&lin, &format!("{path}?cursor=&after={first}")).await.expect(200).json();

    assert_eq!(batches(&rest), &batches(&all)[1..]);
}
