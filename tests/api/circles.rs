//! Circles of command: by whatever way one comes, it is refused or left open, and nothing ever runs around in it.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use waterline::model::id::AccountId;

use crate::service::{Actor, Answer, Service};

const UNIT: &str = "0190f0d0-0000-7000-8000-00000000aaaa";

fn post(number: usize) -> String {
    format!("0190f0d0-0000-7000-8000-{number:012}")
}

fn line(superior: usize, subordinate: usize) -> Value {
    json!({ "verb": "draw_line", "superior": { "post": post(superior) }, "subordinate": { "post": post(subordinate) } })
}

/// An account with a unit of so many posts, and no line between them.
async fn posts(service: &Service, actor: &Actor, count: usize) -> AccountId {
    let account = service.account(actor, "A").await;
    let unit = json!({ "verb": "add_unit", "id": UNIT, "name": "Office" });
    let posts = (0..count).map(
        |number| json!({ "verb": "add_post", "id": post(number), "unit": UNIT, "title": format!("Post {number}") }),
    );
    write(service, actor, account, std::iter::once(unit).chain(posts).collect()).await.expect(201);
    account
}

async fn write(service: &Service, actor: &Actor, account: AccountId, changes: Vec<Value>) -> Answer {
    service.post(actor, &format!("/api/v1/accounts/{account}/changes"), json!({ "changes": changes })).await
}

/// Does following these lines lead back to where one began? Each is from a superior to a subordinate.
fn runs_around(lines: &[(String, String)]) -> bool {
    let mut left: Vec<&(String, String)> = lines.iter().collect();
    loop {
        // Whoever has no superior left is in no circle, and neither are the lines from there.
        let before = left.len();
        let below: BTreeSet<&str> = left.iter().map(|(_, subordinate)| subordinate.as_str()).collect();
        left.retain(|(superior, _)| below.contains(superior.as_str()));
        if left.len() == before {
            return before > 0;
        }
    }
}

/// The solid lines of an account, as a client reads them.
async fn solid_lines(service: &Service, actor: &Actor, account: AccountId) -> Vec<(String, String)> {
    let listed = service.get(actor, &format!("/api/v1/accounts/{account}/lines?limit=1000")).await.expect(200).json();
    let solid = listed["items"].as_array().unwrap().iter().filter(|line| line["kind"] == "solid");
    let end = |line: &Value, end: &str| line[end]["post"].as_str().unwrap().to_owned();
    solid.map(|line| (end(line, "superior"), end(line, "subordinate"))).collect()
}

#[tokio::test]
async fn s2_a_circle_that_came_into_the_rows_would_be_seen_and_nothing_runs_around_in_it() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = posts(&service, &lin, 3).await;
    write(&service, &lin, account, vec![line(0, 1), line(1, 2)]).await.expect(201);
    assert!(!runs_around(&solid_lines(&service, &lin, account).await));

    // Past the program, as if nothing looked at lines: the line of 0 over 1 becomes one of 2 over 1.
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(service.database_file());
    let mut database = sqlx::ConnectOptions::connect(&options).await.unwrap();
    let turned = sqlx::query("update line set superior_post = $1 where superior_post = $2")
        .bind(post(2).parse::<uuid::Uuid>().unwrap())
        .bind(post(0).parse::<uuid::Uuid>().unwrap())
        .execute(&mut database)
        .await
        .unwrap();
    assert_eq!(turned.rows_affected(), 1);
    let again = Service::on(&format!("sqlite:{}", service.database_file().display())).await;

    assert!(runs_around(&solid_lines(&again, &lin, account).await));
    is_drawn(&again, &lin, account).await;
    for figure in ["key-people", "structure", "coverage", "gaps"] {
        again.get(&lin, &format!("/api/v1/accounts/{account}/{figure}")).await.expect(200);
    }
}

async fn lines(service: &Service, actor: &Actor, account: AccountId) -> usize {
    let listed = service.get(actor, &format!("/api/v1/accounts/{account}/lines?limit=1000")).await.expect(200).json();
    listed["items"].as_array().unwrap().len()
}

/// The org chart is drawn, whatever the lines are.
async fn is_drawn(service: &Service, actor: &Actor, account: AccountId) {
    let address = format!("/api/v1/accounts/{account}/diagrams/org-chart.svg");
    assert!(service.get(actor, &address).await.expect(200).bytes.starts_with(b"<svg"));
}

#[tokio::test]
async fn s2_a_circle_of_one_of_two_and_of_a_thousand_is_refused_and_its_way_told() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = posts(&service, &lin, 1000).await;

    let itself = write(&service, &lin, account, vec![line(0, 0)]).await.expect(422).json();
    assert_eq!(
        (itself["code"].as_str(), itself["pointer"].as_str()),
        (Some("reports_to_itself"), Some("/changes/0/superior"))
    );
    let two = write(&service, &lin, account, vec![line(0, 1), line(1, 0)]).await.expect(422).json();
    let is_at_a_line = two["pointer"].as_str().unwrap().ends_with("/superior");
    assert!(two["code"] == "circle_of_command" && is_at_a_line, "{two}");
    let whole = (0..1000).map(|number| line(number, (number + 1) % 1000)).collect();
    write(&service, &lin, account, whole).await.expect(422);
    assert_eq!(lines(&service, &lin, account).await, 0, "a refused batch leaves nothing");

    write(&service, &lin, account, (0..999).map(|number| line(number, number + 1)).collect()).await.expect(201);
    let closed = write(&service, &lin, account, vec![line(999, 0)]).await.expect(422).json();
    let told = closed["detail"].as_str().unwrap();
    assert!(told.contains("Post 0") && told.len() < 100_000, "{told}");
    assert_eq!(lines(&service, &lin, account).await, 999);
    assert!(!runs_around(&solid_lines(&service, &lin, account).await));
    is_drawn(&service, &lin, account).await;
}

#[tokio::test]
async fn s2_an_edit_or_an_undo_that_would_close_a_circle_is_refused() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = posts(&service, &lin, 3).await;
    let changes = format!("/api/v1/accounts/{account}/changes");
    let drawn = write(&service, &lin, account, vec![line(0, 1), line(1, 2)]).await.expect(201).json();
    let ids: Vec<Value> = drawn["records"].as_array().unwrap().iter().map(|record| record["id"].clone()).collect();

    let turned = json!({ "verb": "edit_line", "id": ids[0], "set": { "superior": { "post": post(2) } } });
    let refused = write(&service, &lin, account, vec![turned]).await.expect(422).json();
    assert_eq!(refused["code"], "circle_of_command");

    let removed = write(&service, &lin, account, vec![json!({ "verb": "end_line", "id": ids[0], "on": "2026-01-01" })]);
    let removed = removed.await.expect(201).json();
    let mut turned = line(1, 0);
    turned["span"] = json!({ "from": "2026-01-01" });
    write(&service, &lin, account, vec![turned]).await.expect(201);
    let undo = format!("{changes}/{}/undo", removed["batch"].as_str().unwrap());
    service.post(&lin, &undo, json!(null)).await.expect(409);
    is_drawn(&service, &lin, account).await;
}

#[tokio::test]
async fn s2_no_unit_and_no_cause_lies_within_itself() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let unit = |number: usize| json!({ "verb": "add_unit", "id": post(number), "name": format!("Unit {number}") });
    write(&service, &lin, account, vec![unit(0), unit(1), unit(2)]).await.expect(201);
    let under = |child: usize, parent: usize| json!({ "verb": "edit_unit", "id": post(child), "set": { "parent": post(parent) } });

    for circle in [vec![under(0, 0)], vec![under(0, 1), under(1, 0)], vec![under(0, 1), under(1, 2), under(2, 0)]] {
        let refused = write(&service, &lin, account, circle).await.expect(422).json();
        assert!(refused["pointer"].as_str().unwrap().ends_with("/set/parent"), "{refused}");
    }
    let deal = json!({ "verb": "add_deal", "id": post(7), "name": "D" });
    let cause = |number: usize, parent: Option<usize>| json!({ "verb": "add_cause", "id": post(number), "deal": post(7), "rib": "Money", "text": "x", "parent": parent.map(post) });
    write(&service, &lin, account, vec![deal, cause(8, None), cause(9, Some(8))]).await.expect(201);
    let turned = json!({ "verb": "edit_cause", "id": post(8), "set": { "parent": post(9) } });
    write(&service, &lin, account, vec![turned]).await.expect(422);
}

#[tokio::test]
async fn s2_circles_of_other_lines_are_kept_and_nothing_runs_around_in_them() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = posts(&service, &lin, 30).await;
    let mut changes: Vec<Value> = (0..29).map(|number| line(number, number + 1)).collect();
    for kind in ["dotted", "oversees", "dual", "guidance"] {
        changes.extend((0..30).map(|number| {
            let mut line = line((number + 1) % 30, number);
            line["kind"] = json!(kind);
            line
        }));
    }
    write(&service, &lin, account, changes).await.expect(201);

    is_drawn(&service, &lin, account).await;
    for figure in ["key-people", "structure", "coverage", "gaps"] {
        service.get(&lin, &format!("/api/v1/accounts/{account}/{figure}")).await.expect(200);
    }
}

#[tokio::test]
async fn s2_a_list_whose_people_report_in_a_circle_is_taken_with_the_last_line_left_out() {
    let service = Service::new().await;
    let lin = service.user("lin").await;

    for length in [1_usize, 2, 1000] {
        let account = service.account(&lin, "A").await;
        let row = |number: usize| {
            let superior = (number + 1) % length;
            format!("K{number},Person {number},Post {number},Office,K{superior}\n")
        };
        let list = format!("key,name,title,unit,superior\n{}", (0..length).map(row).collect::<Vec<_>>().concat());
        let address = format!("/api/v1/imports?account={account}&file_name=list.csv");
        let import =
            service.send(&lin, Request::post(address).body(Body::from(list)).unwrap()).await.expect(201).json();
        let findings = import["report"]["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        let commit = format!("/api/v1/imports/{}/commit", import["id"].as_str().unwrap());
        service.post(&lin, &commit, json!(null)).await.expect(201);

        let solid = lines(&service, &lin, account).await;
        assert_eq!(solid, length - 1, "all lines but the one that closes the circle");
        is_drawn(&service, &lin, account).await;
    }
}

#[tokio::test]
async fn s2_of_two_writers_who_race_to_close_a_circle_one_is_refused() {
    let service = Service::new().await;
    let lin = service.user("lin").await;

    for _ in 0..10 {
        let account = posts(&service, &lin, 2).await;
        let (one, other) = tokio::join!(
            write(&service, &lin, account, vec![line(0, 1)]),
            write(&service, &lin, account, vec![line(1, 0)]),
        );
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422]);
        assert_eq!(lines(&service, &lin, account).await, 1);
    }
}
