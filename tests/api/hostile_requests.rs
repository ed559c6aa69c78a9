//! Bodies and addresses that attack whoever reads them: refused in time, and nothing of them is kept.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use waterline::api::openapi;

use crate::service::{Actor, Answer, Service, percent_coded};

async fn send(service: &Service, actor: &Actor, path: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(path).header("content-type", "application/json").body(body.into());
    service.send(actor, request.unwrap()).await
}

#[tokio::test]
async fn s6_json_that_is_deep_long_wide_doubled_or_no_number_is_refused_in_time() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    let account = service.account(&lin, "A").await;
    let people = format!("/api/v1/accounts/{account}/people");
    let changes = format!("/api/v1/accounts/{account}/changes");
    let deep = "[".repeat(100_000);
    let closed = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    let keys: Vec<String> = (0..100_000).map(|key| format!("\"k{key}\":1")).collect();
    let wide = format!("{{{}}}", keys.join(","));
    let many = format!("{{\"changes\":[{}]}}", vec!["{\"verb\":\"add_person\",\"name\":\"A\"}"; 10_001].join(","));
    let began = Instant::now();

    for (body, status) in [
        (deep.as_str(), 400),
        (&format!("{{\"name\":{deep}"), 400),
        (&closed, 400),
        (&wide, 400),
        ("{\"name\":\"A\",\"name\":\"B\"}", 400),
        ("{\"name\":NaN}", 400),
        ("{\"name\":Infinity}", 400),
        ("{\"name\":-1e999}", 400),
        ("{\"name\":\"A\"} {\"name\":\"B\"}", 400),
        ("{\"name\":\"A\",}", 400),
        ("\u{FEFF}{\"name\":\"A\"}", 400),
        ("", 400),
        ("null", 422),
        ("[]", 422),
        ("{\"name\":1e308}", 422),
        (&format!("{{\"name\":\"{}\"}}", "x".repeat(201)), 422),
        (&format!("{{\"name\":\"{}\"}}", "x".repeat(10 << 20)), 413),
    ] {
        let answer = send(&service, &lin, &people, body.to_owned()).await;
        let told: String = body.chars().take(40).collect();
        assert_eq!(answer.status, status, "{told}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert!(answer.bytes.len() < 2000, "{told}: an answer of {} bytes", answer.bytes.len());
    }
    send(&service, &lin, &changes, many).await.expect(422);
    let bytes = vec![b'"', 0xFF, 0xFE, b'"'];
    send(&service, &lin, &people, bytes).await.expect(400);

    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    assert!(service.get(&lin, &people).await.json()["items"].as_array().unwrap().is_empty());
}

/// What SQL might take for its own.
const FRAGMENTS: [&str; 6] =
    ["name; drop table person", "1 or 1=1", "' or ''='", "1) union select 1--", "\u{2019}--", "0x41/**/"];

#[tokio::test]
async fn x7_sql_in_a_parameter_is_refused_and_does_nothing() {
    let service = Service::new().await;
    let lin = service.user("lin").await;
    service.post(&lin, "/api/v1/accounts/demo", json!(null)).await.expect(201);
    let accounts = service.get(&lin, "/api/v1/accounts").await.expect(200);
    let account = accounts.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let document = format!("/api/v1/accounts/{account}/export.json");
    let before = service.get(&lin, &document).await.expect(200).bytes;
    let mut cases = 0;

    for (path, operations) in openapi::document()["paths"].as_object().unwrap() {
        let Some(operation) = operations.get("get") else { continue };
        let path = path.replace("{account}", &account).replace("{diagram}.{format}", "org-chart.svg");
        let path = path.replace("{source}", "hr").replace("{key}", "1").replace("{format}", "csv");
        let named = operation["parameters"].as_array().into_iter().flatten().filter(|known| known["in"] == "query");
        let mut names: Vec<&str> = named.filter_map(|known| known["name"].as_str()).collect();
        // Words that other services take, and ours does not.
        names.extend(["sort", "order_by", "filter", "fields", "where", "tz"]);
        for name in names.into_iter().filter(|_| !path.contains("/setup")) {
            for fragment in FRAGMENTS {
                let value = percent_coded(fragment);
                for id in ["0190f0d0-0000-7000-8000-00000000dead", &value] {
                    let path =
                        ["{id}", "{member}", "{batch}"].iter().fold(path.clone(), |path, at| path.replace(at, id));
                    let answer = service.get(&lin, &format!("{path}?{name}={value}")).await;
                    cases += 1;
                    // A search for such a text finds nothing; where no parameter is looked at, none does anything.
                    assert!(
                        matches!(answer.status.as_u16(), 200 | 403 | 404 | 422),
                        "{path}?{name}={fragment}: {}",
                        String::from_utf8_lossy(&answer.bytes)
                    );
                    assert!(!String::from_utf8_lossy(&answer.bytes).to_lowercase().contains("sqlite"), "{path}");
                }
            }
        }
    }

    assert!(cases > 1000, "{cases} cases");
    assert_eq!(service.get(&lin, &document).await.expect(200).bytes, before);
    for (name, wrong) in
        [("lang", "zh'--"), ("on", "2026-01-01' or 1"), ("limit", "1;"), ("cursor", "x' or 1"), ("sort", "name")]
    {
        let value = percent_coded(wrong);
        let path = if name == "lang" { "exports/csv" } else { "people" };
        let refused = service.get(&lin, &format!("/api/v1/accounts/{account}/{path}?{name}={value}")).await;
        assert_eq!(refused.expect(422).json()["parameter"].as_str(), Some(name));
    }
    let columns = json!({ "changes": [{ "verb": "edit_account", "set": { "name\"; drop table account; --": "x" } }] });
    service.post(&lin, &format!("/api/v1/accounts/{account}/changes"), columns).await.expect(422);
}

#[tokio::test]
async fn x6_no_address_leads_out_of_the_embedded_files() {
    let service = Service::new().await;
    let missing = service.get(&service.anon(), "/assets/none.js").await.expect(404);
    let up = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "%252e%252e%252f", "..%c0%af", ".%00./", "....//"];

    for folder in ["/assets/", "/fonts/"] {
        for up in up {
            for goal in ["etc/passwd", "Cargo.toml", "index.html", "fonts/OFL.txt"] {
                let address = format!("{folder}{}{goal}", up.repeat(4));
                let answer = service.get(&service.anon(), &address).await;
                assert_eq!((answer.status, &answer.bytes), (missing.status, &missing.bytes), "{address}");
            }
        }
    }
}
