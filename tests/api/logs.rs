//! What the log tells: one line a request, and nothing of what people wrote.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value, json};

use crate::recorder;
use crate::service::Service;

const CANARY: &str = "canary7f3a";

#[tokio::test]
async fn x10_no_name_token_or_query_is_ever_logged_and_each_line_is_one_object() {
    recorder::begin();
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, CANARY).await;
    let base = format!("/api/v1/accounts/{account}");

    service.person(&lin, account, CANARY).await;
    service.get(&lin, &format!("/api/v1/search?q={CANARY}%0d%0a%1b[31m")).await;
    service.get(&lin, &format!("{base}/people/by/{CANARY}/{CANARY}")).await.expect(404);
    service.get(&lin, &format!("/{CANARY}/{CANARY}")).await;
    service.post(&lin, &format!("{base}/people"), json!({ "name": "A", CANARY: CANARY })).await.expect(422);
    service.post(&service.anon(), "/api/v1/sessions", json!({ "login": CANARY, "password": CANARY })).await.expect(401);
    let token = service.anon().with(header::AUTHORIZATION, &format!("Bearer {CANARY}"));
    service.get(&token, "/api/v1/me").await.expect(401);
    let broken =
        Request::post(format!("{base}/changes")).header("content-type", "application/json").header("x-other", CANARY);
    service.send(&lin, broken.body(Body::from(format!("{{\"{CANARY}\r\n"))).unwrap()).await.expect(400);

    let text = recorder::logged();
    let ours: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let answered = |line: &&Value| line["fields"]["route"].is_string();
    assert_eq!(ours.iter().filter(answered).count(), 9, "{text}");
    let told: Vec<&Value> =
        ours.iter().filter(|line| line["target"].as_str().unwrap().starts_with("waterline")).collect();
    assert!(!told.iter().any(|line| line.to_string().contains(CANARY)), "{told:?}");
}
