//! Set-up, signing in and out, throttling, and requests from other sites.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::json;
use waterline::access::Proxies;
use waterline::api::setup;

use crate::service::Service;

const PASSWORD: &str = "a long enough secret";

async fn set_up(service: &Service) -> crate::service::Answer {
    let token = setup::open(&service.app).await.unwrap().unwrap();
    let body = json!({ "token": token, "name": "林晓", "login": "lin", "password": PASSWORD, "language": "zh" });
    service.post(&service.anon(), "/api/v1/setup", body).await
}

#[tokio::test]
async fn the_set_up_link_works_once_and_makes_an_administrator_who_is_signed_in() {
    let service = Service::new().await;
    let needed = service.get(&service.anon(), "/api/v1/setup").await.expect(200);
    assert_eq!(needed.json()["needed"], true);

    let wrong = json!({ "token": "x", "name": "A", "login": "a", "password": PASSWORD });
    service.post(&service.anon(), "/api/v1/setup", wrong).await.expect(403);
    let first = set_up(&service).await.expect(201);
    let cookie = first.header("set-cookie").to_owned();
    assert!(cookie.starts_with("waterline=") && cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
    assert_eq!(first.json()["user"]["administrator"], true);

    assert!(setup::open(&service.app).await.unwrap().is_none());
    let me = service.anon().with(header::COOKIE, cookie.split(';').next().unwrap());
    assert_eq!(service.get(&me, "/api/v1/me").await.expect(200).json()["user"]["name"], "林晓");
}

#[tokio::test]
async fn signing_in_gives_a_new_session_and_signing_out_ends_it_on_the_server() {
    let service = Service::new().await;
    set_up(&service).await.expect(201);

    let signed_in =
        service.post(&service.anon(), "/api/v1/sessions", json!({ "login": "LIN", "password": PASSWORD })).await;
    let signed_in = signed_in.expect(201);
    let cookie = signed_in.header("set-cookie").split(';').next().unwrap().to_owned();
    let lin = service.anon().with(header::COOKIE, &cookie).with(header::ORIGIN, "http://waterline.test");
    service.get(&lin, "/api/v1/me").await.expect(200);

    let out = Request::delete("/api/v1/sessions/current").body(Body::empty()).unwrap();
    service.send(&lin, out).await.expect(204);
    service.get(&lin, "/api/v1/me").await.expect(401);
}

#[tokio::test]
async fn t3_the_eleventh_wrong_password_must_wait_while_another_address_gets_in() {
    let service = Service::new().await;
    set_up(&service).await.expect(201);
    let wrong = json!({ "login": "lin", "password": "not the password" });

    for _ in 0..10 {
        service.post(&service.anon(), "/api/v1/sessions", wrong.clone()).await.expect(401);
    }
    let refused = service.post(&service.anon(), "/api/v1/sessions", wrong.clone()).await.expect(429);
    assert_eq!(refused.header("retry-after"), "601");

    let right = json!({ "login": "lin", "password": PASSWORD });
    service.post(&service.anon().at("198.51.100.7"), "/api/v1/sessions", right.clone()).await.expect(201);
    service.post(&service.anon(), "/api/v1/sessions", right.clone()).await.expect(429);
    service.clock.advance(601);
    service.post(&service.anon(), "/api/v1/sessions", right).await.expect(201);
}

/// How the last of eleven wrong passwords is answered, each try from the same connection but telling another origin.
async fn eleven_origins(service: &Service) -> u16 {
    let wrong = json!({ "login": "lin", "password": "not the password" });
    let mut last = 0;
    for number in 0..11 {
        let told = format!("203.0.113.{number}");
        let told = [("x-forwarded-for", told.as_str()), ("forwarded", "for=203.0.113.77")];
        last = service.send_json(&service.anon(), "POST", "/api/v1/sessions", &told, &wrong).await.status.as_u16();
    }
    last
}

#[tokio::test]
async fn t3_nobody_gets_more_tries_by_claiming_other_addresses() {
    let alone = Service::new().await;
    let elsewhere =
        Service::behind(Proxies { networks: vec!["10.0.0.0/8".parse().unwrap()], ..Proxies::default() }).await;

    assert_eq!(eleven_origins(&alone).await, 429);
    assert_eq!(eleven_origins(&elsewhere).await, 429);

    // Teeth: whoever is believed, as anybody would be without the list, goes on for ever.
    let believed =
        Service::behind(Proxies { networks: vec!["0.0.0.0/0".parse().unwrap()], ..Proxies::default() }).await;
    assert_eq!(eleven_origins(&believed).await, 401);
}

#[tokio::test]
async fn t3_behind_a_proxy_each_client_has_tries_of_its_own() {
    let tries = async |service: &Service| {
        let from = |address: &'static str| [("x-forwarded-for", address)];
        let wrong = json!({ "login": "lin", "password": "not the password" });
        for _ in 0..10 {
            let client = from("203.0.113.5");
            service.send_json(&service.anon(), "POST", "/api/v1/sessions", &client, &wrong).await.expect(401);
        }
        let mut statuses = Vec::new();
        // A client cannot come as another by writing the header itself: the proxy appends.
        for client in ["203.0.113.5", "198.51.100.8, 203.0.113.5", "198.51.100.8"] {
            let answer = service.send_json(&service.anon(), "POST", "/api/v1/sessions", &from(client), &wrong).await;
            statuses.push(answer.status.as_u16());
        }
        statuses
    };
    let proxy = vec!["192.0.2.1".parse().unwrap()];
    let behind = Service::behind(Proxies { networks: proxy, ..Proxies::default() }).await;

    assert_eq!(tries(&behind).await, [429, 429, 401]);

    // Teeth: without the setting all come from the proxy, and one client locks the others out.
    assert_eq!(tries(&Service::new().await).await, [429, 429, 429]);
}

#[tokio::test]
async fn a10_a_write_with_a_cookie_from_another_site_is_refused() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let body = json!({ "name": "A" });

    let elsewhere = lin.clone().with(header::ORIGIN, "http://evil.test");
    service.post(&elsewhere, "/api/v1/accounts", body.clone()).await.expect(403);
    let nowhere = lin.clone().without(&header::ORIGIN);
    service.post(&nowhere, "/api/v1/accounts", body.clone()).await.expect(403);
    let site = ("sec-fetch-site", "cross-site");
    service.send_json(&lin, "POST", "/api/v1/accounts", &[site], &body).await.expect(403);
    let plain =
        Request::post("/api/v1/accounts").header("content-type", "text/plain").body(Body::from(body.to_string()));
    service.send(&lin, plain.unwrap()).await.expect(415);

    service.post(&lin, "/api/v1/accounts", body).await.expect(201);
    let all = service.get(&lin, "/api/v1/accounts").await.expect(200);
    assert_eq!(all.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn t5_a_changed_password_ends_every_other_session() {
    let service = Service::new().await;
    let first = set_up(&service).await.expect(201);
    let cookie = first.header("set-cookie").split(';').next().unwrap().to_owned();
    let lin = service.anon().with(header::COOKIE, &cookie).with(header::ORIGIN, "http://waterline.test");

    let wrong = json!({ "password": "another long secret", "old_password": "guess" });
    service.send_json(&lin, "PATCH", "/api/v1/me", &[], &wrong).await.expect(403);
    let right = json!({ "password": "another long secret", "old_password": PASSWORD });
    let changed = service.send_json(&lin, "PATCH", "/api/v1/me", &[], &right).await.expect(200);

    service.get(&lin, "/api/v1/me").await.expect(401);
    let cookie = changed.header("set-cookie").split(';').next().unwrap().to_owned();
    service.get(&service.anon().with(header::COOKIE, &cookie), "/api/v1/me").await.expect(200);
}
